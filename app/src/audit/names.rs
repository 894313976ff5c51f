//! What ids are called.
use crate::settings::kind_words;
use domain::choice::{Choice, ChoiceKind};
use domain::person::{PersonName, Role};
use domain::{ChoiceId, Lang, PersonId, RoleId, Zone};

/// What ids in the log are called, in the reader's language.
#[derive(Debug, Clone)]
pub struct Names {
    /// The reader's language.
    pub lang: Lang,
    /// The reader's time zone.
    pub zone: Zone,
    /// Values of drop-down lists.
    pub choices: Vec<Choice>,
    /// People.
    pub people: Vec<PersonName>,
    /// Roles, as far as the reader may know them.
    pub roles: Vec<Role>,
}

impl Names {
    /// A value of a drop-down list.
    pub fn choice(&self, id: ChoiceId) -> Option<String> {
        self.choices.iter().find(|choice| choice.id == id).map(|choice| choice.label(self.lang).to_owned())
    }

    /// A person.
    pub fn person(&self, id: PersonId) -> Option<String> {
        self.people.iter().find(|person| person.id == id).map(|person| person.name.clone())
    }

    /// A role.
    pub fn role(&self, id: RoleId) -> Option<String> {
        self.roles.iter().find(|role| role.id == id).map(|role| role.name.clone())
    }

    /// The thing an entry is about: its words, and where it is to be seen.
    pub fn subject(&self, subject: &str, id: Option<i64>, told: Option<&str>) -> (String, Option<String>) {
        let Some(id) = id else { return (String::new(), None) };
        let told = || told.map(str::to_owned).unwrap_or_else(|| format!("#{id}"));
        match subject {
            "lead" => (format!("#{id}"), Some(format!("/leads/{id}"))),
            "person" => {
                let href = Some(format!("/settings/people/{id}"));
                (self.person(PersonId(id)).unwrap_or_else(told), href)
            }
            "role" => {
                let known = self.role(RoleId(id));
                let href = known.as_ref().map(|_| format!("/settings/roles/{id}"));
                (known.unwrap_or_else(told), href)
            }
            "choice" => match self.choices.iter().find(|choice| choice.id.0 == id) {
                Some(choice) => (
                    choice.label(self.lang).to_owned(),
                    Some(format!("/settings/choices/{}", choice.kind.key())),
                ),
                None => (told(), None),
            },
            "pool" => (told(), Some(format!("/settings/pools/{id}"))),
            "tab" => (told(), Some("/settings/tabs".to_owned())),
            _ => (told(), None),
        }
    }

    /// The name of a drop-down list.
    pub fn list(&self, key: &str) -> Option<&'static str> {
        ChoiceKind::from_key(key).map(|kind| kind_words(self.lang, kind))
    }
}
