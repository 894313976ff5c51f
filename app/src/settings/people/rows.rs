//! Which people a list shows, and in which order. What the address says, and knows no more.
use domain::person::{Person, Role};
use domain::{RoleId, query};

/// The addresses' words for who is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// Who may sign in.
    #[default]
    Active,
    /// Who may not.
    Disabled,
    /// Everybody.
    All,
}

impl Show {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Active, Self::Disabled, Self::All];

    const fn key(self) -> &'static str {
        match self {
            Self::Active => "",
            Self::Disabled => "disabled",
            Self::All => "all",
        }
    }

    const fn shows(self, person: &Person) -> bool {
        match self {
            Self::Active => !person.disabled,
            Self::Disabled => person.disabled,
            Self::All => true,
        }
    }
}

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Part of a name, a sign-in name or an e-mail address.
    pub text: String,
    /// Who may sign in, or not.
    pub show: Show,
    /// Who has this role.
    pub role: Option<RoleId>,
    /// Who was here last comes first; else by name.
    pub by_seen: bool,
}

impl Asked {
    /// From what the address holds under each name.
    pub fn read(value: impl Fn(&str) -> String) -> Self {
        let shown = value("show");
        Self {
            text: value("q"),
            show: Show::ALL.into_iter().find(|show| show.key() == shown).unwrap_or_default(),
            role: value("role").parse().ok(),
            by_seen: value("sort") == "-seen",
        }
    }

    /// All but the text, for a form that sends the text itself.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let role = self.role.map(|role| role.to_string()).unwrap_or_default();
        let sort = if self.by_seen { "-seen" } else { "" };
        let all = [("show", self.show.key()), ("role", &role), ("sort", sort)];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.into(), value.into()))
            .collect()
    }

    /// The address that asks for this.
    pub fn href(&self) -> String {
        let mut pairs = self.pairs();
        pairs.extend(Some(("q".to_owned(), self.text.clone())).filter(|(_, text)| !text.is_empty()));
        let query = query::write(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        if query.is_empty() { "/settings/people".to_owned() } else { format!("/settings/people?{query}") }
    }

    fn wants(&self, person: &Person) -> bool {
        let text = self.text.trim().to_lowercase();
        let found = [&person.name, &person.login, &person.email]
            .iter()
            .any(|part| part.to_lowercase().contains(&text));
        found && self.role.is_none_or(|role| person.roles.contains(&role))
    }

    /// The people to show, and how many each [`Show`] would show.
    pub fn of(&self, people: &[Person]) -> (Vec<Person>, [usize; 3]) {
        let wanted: Vec<&Person> = people.iter().filter(|person| self.wants(person)).collect();
        let counts = Show::ALL.map(|show| wanted.iter().filter(|person| show.shows(person)).count());
        let mut shown: Vec<Person> =
            wanted.into_iter().filter(|person| self.show.shows(person)).cloned().collect();
        if self.by_seen {
            shown.sort_by_key(|person| std::cmp::Reverse(person.last_seen));
        }
        (shown, counts)
    }
}

/// How deep a role stands in the tree: 0 right under the company.
pub fn depth(roles: &[Role], role: &Role) -> usize {
    let above = |role: &&Role| roles.iter().find(|other| Some(other.id) == role.parent);
    std::iter::successors(Some(role), above).take(roles.len()).count() - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Moment, PersonId};

    fn person(id: i64, name: &str, disabled: bool, seen: Option<i64>) -> Person {
        Person {
            id: PersonId(id),
            login: format!("p{id}"),
            name: name.into(),
            email: String::new(),
            disabled,
            roles: vec![RoleId(id % 2)],
            clearance: domain::customer::Security::Open,
            most_customers: None,
            last_seen: seen.map(Moment),
        }
    }

    fn asked(text: &str) -> Asked {
        let pairs = query::pairs(text);
        Asked::read(|name| {
            pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
        })
    }

    fn names(asked: &Asked) -> (Vec<String>, [usize; 3]) {
        let people = [
            person(1, "李娜", false, Some(5)),
            person(2, "王芳", true, None),
            person(3, "Ann Li", false, Some(9)),
        ];
        let (shown, counts) = asked.of(&people);
        (shown.into_iter().map(|person| person.name).collect(), counts)
    }

    #[test]
    fn those_who_may_sign_in_are_shown_first_of_all() {
        assert_eq!(names(&asked("")), (vec!["李娜".into(), "Ann Li".into()], [2, 1, 3]));
        assert_eq!(names(&asked("show=disabled")).0, ["王芳"]);
    }

    #[test]
    fn part_of_a_name_in_any_case_finds_a_person_and_the_counts_follow() {
        assert_eq!(names(&asked("q=ann&show=all")), (vec!["Ann Li".into()], [1, 0, 1]));
        assert_eq!(names(&asked("q=p2&show=all")).0, ["王芳"]);
        assert_eq!(names(&asked("role=0&show=all")).0, ["王芳"]);
    }

    #[test]
    fn who_was_never_here_comes_last() {
        assert_eq!(names(&asked("show=all&sort=-seen")).0, ["Ann Li", "李娜", "王芳"]);
    }

    #[test]
    fn the_address_survives() {
        let all = asked("q=%E6%9D%8E&show=all&role=3&sort=-seen");
        assert_eq!(asked(all.href().split_once('?').unwrap().1), all);
        assert_eq!(asked("show=strange&role=x").href(), "/settings/people");
    }
}
