//! What words of a file mean, as flags: values of lists, and people.
use super::super::{Failure, Outcome, lang};
use domain::choice::{Choice, ChoiceKind};
use domain::custom::CustomField;
use domain::import::{Import, ImportKind, ImportRules};
use domain::{ChoiceId, PersonId};
use messages::{Key, fill, import as words, text};
use std::collections::BTreeMap;
use store::{Desk, Store};

/// The files that have columns for lists, those without any of their own after them.
const LISTED: [ImportKind; 2] = [ImportKind::Leads, ImportKind::Customers];

/// The list of a field: that of the file, or of another that may come with it.
fn list_of(kind: ImportKind, field: &str) -> Option<ChoiceKind> {
    std::iter::once(kind).chain(LISTED).find_map(|kind| kind.list_of(field))
}

#[derive(clap::Args)]
pub(super) struct Meanings {
    #[arg(long = "choice", value_name = "FIELD:TEXT=NAME", value_parser = choice, help = text(lang(), Key::ImportCliChoice))]
    choices: Vec<(String, Meaning)>,
    #[arg(long = "person", value_name = "TEXT=LOGIN", value_parser = person, help = text(lang(), Key::ImportCliPerson))]
    people: Vec<Meaning>,
}

/// A text of a file, and the name of what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Meaning {
    text: String,
    name: String,
}

impl Meaning {
    // From the right: a text of somebody's file holds an equals sign sooner than a name of ours.
    fn read(words: &str) -> Option<Self> {
        let (text, name) = words.rsplit_once('=')?;
        let [text, name] = [text, name].map(|word| word.trim().to_owned());
        (!text.is_empty()).then_some(Self { text, name })
    }

    /// Notes what the text means; without a name it means nothing any more.
    fn note<Id>(&self, map: &mut BTreeMap<String, Id>, id: impl FnOnce(&str) -> Outcome<Id>) -> Outcome {
        if self.name.is_empty() {
            map.remove(&self.text);
        } else {
            map.insert(self.text.clone(), id(&self.name)?);
        }
        Ok(())
    }
}

/// `source:Trade Show=展会`
fn choice(words: &str) -> Result<(String, Meaning), &'static str> {
    let read = || {
        let (field, meaning) = words.split_once(':')?;
        let field = field.trim();
        LISTED.into_iter().find_map(|kind| kind.list_of(field))?;
        Some((field.to_owned(), Meaning::read(meaning)?))
    };
    read().ok_or_else(|| text(lang(), Key::ImportCliWrongChoice))
}

/// `Rozario Diego=rozario`
fn person(words: &str) -> Result<Meaning, &'static str> {
    Meaning::read(words).ok_or_else(|| text(lang(), Key::ImportCliWrongPerson))
}

impl Meanings {
    /// Notes in the rules of an import what was said.
    pub(super) async fn note(
        &self,
        rules: &mut ImportRules,
        import: &Import,
        store: &Store,
        desk: &Desk,
    ) -> Outcome {
        // Of every file, also where it has no such columns: a wrong name is told before anything is written.
        if !self.choices.is_empty() {
            let known = desk.choices().all().await?;
            let added = desk.fields().all().await?;
            for (field, meaning) in &self.choices {
                let Some(list) = list_of(import.kind, field) else { continue };
                let map = rules.choice_map.entry(field.clone()).or_default();
                meaning.note(map, |name| chosen((&known, &added), (import.kind, field), list, name))?;
            }
        }
        // Whom later files speak of may only come with a file of people.
        if import.kind != ImportKind::People && !self.people.is_empty() {
            let people = store.people_for_command_line().await?;
            let logins = people.iter().map(|person| (person.login.to_lowercase(), person.id)).collect();
            for meaning in &self.people {
                meaning.note(&mut rules.person_map, |login| meant(&logins, login))?;
            }
        }
        Ok(())
    }
}

fn chosen(
    (known, added): (&[Choice], &[CustomField]),
    (kind, field): (ImportKind, &str),
    list: ChoiceKind,
    name: &str,
) -> Outcome<ChoiceId> {
    let key = name.to_lowercase();
    let named = |choice: &Choice| {
        let names = [Some(&choice.name), choice.name_en.as_ref()];
        names.into_iter().flatten().any(|name| name.to_lowercase() == key)
    };
    let listed = known.iter().filter(|choice| choice.kind == list);
    let fitting = listed.clone().find(|choice| named(choice));
    fitting.map(|choice| choice.id).ok_or_else(|| {
        let kinds = std::iter::once(kind).chain(LISTED);
        let field = kinds.map(|kind| words::target(lang(), kind, field, added)).find(|name| !name.is_empty());
        let field = field.unwrap_or_default();
        let offered = listed.filter(|choice| !choice.retired).map(|choice| choice.label(lang()));
        let names = offered.collect::<Vec<_>>().join(", ");
        let told = [("field", &field as &dyn std::fmt::Display), ("name", &name), ("names", &names)];
        Failure::Flag("--choice", fill(lang(), Key::ImportCliNoChoice, &told))
    })
}

fn meant(logins: &BTreeMap<String, PersonId>, login: &str) -> Outcome<PersonId> {
    let told = || Failure::Flag("--person", fill(lang(), Key::ImportCliNoPerson, &[("login", &login)]));
    logins.get(&login.to_lowercase()).copied().ok_or_else(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<(String, String, String)> {
        choice(words).ok().map(|(field, meaning)| (field, meaning.text, meaning.name))
    }

    #[test]
    fn texts_may_hold_the_signs_that_part_them_from_names() {
        let told =
            |field: &str, text: &str, name: &str| Some((field.to_owned(), text.to_owned(), name.to_owned()));
        assert_eq!(read("source:Trade Show=展会"), told("source", "Trade Show", "展会"));
        assert_eq!(read("status:a=b: c = 新线索"), told("status", "a=b: c", "新线索"));
        assert_eq!(read("intake:Form 1="), told("intake", "Form 1", ""));
    }

    #[test]
    fn what_is_no_meaning_is_refused() {
        for words in ["", "source", "source:Trade Show", "shoe:a=b", "finish_reason:a=b", "source:=展会"] {
            assert_eq!(read(words), None, "{words}");
        }
        assert!(person("Rozario Diego").is_err() && person("=rozario").is_err());
    }
}
