//! Which rows a form is about, as one text: a form without a script can send it too.
use domain::list::Chosen;
use domain::{CustomerId, LeadId};
use serde::{Deserialize, Serialize};

/// `7,8,9`, or `?` and a list's query string for all that match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Which(pub Chosen);

impl From<Chosen> for Which {
    fn from(chosen: Chosen) -> Self {
        Self(chosen)
    }
}

impl From<LeadId> for Which {
    fn from(lead: LeadId) -> Self {
        Self(Chosen::Ids(vec![lead.0]))
    }
}

impl From<CustomerId> for Which {
    fn from(customer: CustomerId) -> Self {
        Self(Chosen::Ids(vec![customer.0]))
    }
}

impl TryFrom<String> for Which {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if let Some(query) = text.strip_prefix('?') {
            return Ok(Self(Chosen::Matching(query.to_owned())));
        }
        let ids = text.split(',').map(|id| id.trim().parse()).collect::<Result<_, _>>()?;
        Ok(Self(Chosen::Ids(ids)))
    }
}

impl From<Which> for String {
    fn from(Which(chosen): Which) -> Self {
        match chosen {
            Chosen::Matching(query) => format!("?{query}"),
            Chosen::Ids(ids) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_choose_survive_a_form() {
        for chosen in [
            Chosen::Ids(vec![7, 8]),
            Chosen::Matching("view=work&q=%E5%BC%A0".into()),
            Chosen::Matching(String::new()),
        ] {
            let text = String::from(Which(chosen.clone()));
            assert_eq!(Which::try_from(text).unwrap().0, chosen);
        }
        assert!(Which::try_from("7,x".to_owned()).is_err());
        assert!(Which::try_from(String::new()).is_err());
    }
}
