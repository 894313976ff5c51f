//! What the address of the log asks for.
use super::actions::GROUPS;
use domain::{AuditId, PersonId, query};

/// What the address of the log asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// How actions begin; blank for all.
    pub what: &'static str,
    /// Whose.
    pub who: Option<PersonId>,
    /// Where the page begins.
    pub before: Option<AuditId>,
}

impl Asked {
    /// From what the address holds under each name.
    pub fn read(value: impl Fn(&str) -> String) -> Self {
        let what = value("what");
        Self {
            what: GROUPS.into_iter().find(|group| *group == what).unwrap_or_default(),
            who: value("who").parse().ok(),
            before: value("before").parse().ok(),
        }
    }

    /// The address that asks for this.
    pub fn href(&self) -> String {
        let who = self.who.map(|who| who.to_string()).unwrap_or_default();
        let before = self.before.map(|before| before.to_string()).unwrap_or_default();
        let pairs = [("what", self.what), ("who", &who), ("before", &before)];
        let query = query::write(pairs.into_iter().filter(|(_, value)| !value.is_empty()));
        if query.is_empty() { "/audit".to_owned() } else { format!("/audit?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_back_and_nonsense_falls_away() {
        let asked = Asked { what: "role.", who: Some(PersonId(3)), before: Some(AuditId(70)) };
        assert_eq!(asked.href(), "/audit?what=role.&who=3&before=70");
        let pairs = query::pairs("what=role.&who=3&before=70");
        let value = |name: &str| {
            pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        assert_eq!(Asked::read(value), asked);
        assert_eq!(Asked::read(|_| "%'--".to_owned()).href(), "/audit");
    }
}
