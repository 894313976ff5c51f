//! People and choices by the names that files call them.
use crate::Result;
use crate::choices::insert;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use domain::choice::{COLOURS, ChoiceForm, ChoiceKind};
use domain::{ChoiceId, PersonId};
use sea_query::{LockType, Order, Query, SelectStatement};
use std::collections::{HashMap, HashSet};

/// A person, known or to be created.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Named {
    Known(PersonId),
    New(String),
}

/// A choice, known or to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Picked {
    Known(ChoiceId),
    New(String),
}

/// All people, by sign-in name, e-mail address and name.
#[derive(Debug, Default)]
pub(super) struct KnownPeople {
    logins: HashMap<String, PersonId>,
    emails: HashMap<String, Vec<PersonId>>,
    names: HashMap<String, Vec<PersonId>>,
    ids: HashSet<PersonId>,
    disabled: HashSet<PersonId>,
    blank_emails: HashSet<PersonId>,
}

impl KnownPeople {
    pub(super) async fn all(on: &mut impl Run) -> Result<Self> {
        let mut select = Query::select();
        select
            .columns(["id", "login", "name", "email", "disabled"])
            .from("people")
            .order_by("id", Order::Asc);
        let rows: Vec<(i64, String, String, String, bool)> =
            on.all(Guarded::unrestricted(select, "colleagues know each other by name")).await?;
        let mut all = Self::default();
        for (id, login, name, email, disabled) in rows {
            all.note(PersonId(id), &login, &name, &email, disabled);
        }
        Ok(all)
    }

    pub(super) fn note(&mut self, id: PersonId, login: &str, name: &str, email: &str, disabled: bool) {
        self.ids.insert(id);
        self.logins.insert(words::fold(login), id);
        self.names.entry(words::fold(name)).or_default().push(id);
        if disabled {
            self.disabled.insert(id);
        }
        self.note_email(id, email);
    }

    pub(super) fn note_email(&mut self, id: PersonId, email: &str) {
        if email.is_empty() {
            self.blank_emails.insert(id);
        } else {
            self.blank_emails.remove(&id);
            self.emails.entry(words::fold(email)).or_default().push(id);
        }
    }

    pub(super) fn has(&self, id: PersonId) -> bool {
        self.ids.contains(&id)
    }

    pub(super) fn has_login(&self, login: &str) -> bool {
        self.logins.contains_key(&words::fold(login))
    }

    pub(super) fn has_email(&self, id: PersonId) -> bool {
        !self.blank_emails.contains(&id)
    }

    /// The person of a sign-in name, an e-mail address or a name. Of several, the one who may sign in.
    pub(super) fn find(&self, text: &str) -> Result<Option<PersonId>, ()> {
        let key = words::fold(text);
        if let Some(id) = self.logins.get(&key) {
            return Ok(Some(*id));
        }
        self.one(self.emails.get(&key).or_else(|| self.names.get(&key)))
    }

    pub(super) fn with_email(&self, email: &str) -> Result<Option<PersonId>, ()> {
        self.one(self.emails.get(&words::fold(email)))
    }

    pub(super) fn with_name(&self, name: &str) -> Result<Option<PersonId>, ()> {
        self.one(self.names.get(&words::fold(name)))
    }

    fn one(&self, found: Option<&Vec<PersonId>>) -> Result<Option<PersonId>, ()> {
        let found = found.map(Vec::as_slice).unwrap_or_default();
        let working: Vec<_> = found.iter().filter(|id| !self.disabled.contains(id)).collect();
        match (found, working.as_slice()) {
            ([], _) => Ok(None),
            ([one], _) => Ok(Some(*one)),
            (_, [one]) => Ok(Some(**one)),
            _ => Err(()),
        }
    }
}

/// All choices, by their names in both languages; a merged one stands for the one it was merged into.
#[derive(Debug, Default)]
pub(super) struct KnownChoices {
    names: HashMap<(ChoiceKind, String), ChoiceId>,
    ids: HashSet<(ChoiceKind, ChoiceId)>,
    places: HashMap<ChoiceKind, i64>,
    firsts: HashMap<ChoiceKind, ChoiceId>,
    /// What was merged, and into what.
    merged: HashMap<i64, i64>,
}

impl KnownChoices {
    pub(super) async fn all(on: &mut impl Run) -> Result<Self> {
        Self::of(on, choices()).await
    }

    /// As they are now; until the transaction ends nobody merges one of them into another.
    pub(super) async fn held(tx: &mut Tx) -> Result<Self> {
        let mut select = choices();
        select.lock(LockType::Share);
        Self::of(tx, select).await
    }

    async fn of(on: &mut impl Run, select: SelectStatement) -> Result<Self> {
        type Row = (i64, String, String, Option<String>, i64, bool, bool, Option<i64>);
        let rows: Vec<Row> = on.all(Guarded::unrestricted(select, "everybody sees the lists")).await?;
        let into: HashMap<i64, i64> = rows.iter().filter_map(|row| Some((row.0, row.7?))).collect();
        let mut all = Self::default();
        // Present names before English ones before those of merged choices.
        for pass in 0..3 {
            for (id, kind, name, name_en, position, open, retired, merged) in &rows {
                let Some(kind) = ChoiceKind::from_key(kind) else { continue };
                match (pass, merged) {
                    (0, None) => all.note(kind, ChoiceId(*id), name, *position, *open && !retired),
                    (1, None) => all.name(kind, ChoiceId(*id), name_en.as_deref().unwrap_or_default()),
                    (2, Some(_)) => all.name(kind, ChoiceId(last(&into, *id)), name),
                    _ => {}
                }
            }
        }
        all.merged = into;
        Ok(all)
    }

    /// What a choice is now, if it is there.
    pub(super) fn now(&self, kind: ChoiceKind, id: ChoiceId) -> Option<ChoiceId> {
        let id = ChoiceId(last(&self.merged, id.0));
        self.has(kind, id).then_some(id)
    }

    fn note(&mut self, kind: ChoiceKind, id: ChoiceId, name: &str, position: i64, begins: bool) {
        self.name(kind, id, name);
        self.ids.insert((kind, id));
        let next = self.places.entry(kind).or_default();
        *next = (*next).max(position + 1);
        if begins {
            self.firsts.entry(kind).or_insert(id);
        }
    }

    fn name(&mut self, kind: ChoiceKind, id: ChoiceId, name: &str) {
        let key = words::fold(name);
        if !key.is_empty() {
            self.names.entry((kind, key)).or_insert(id);
        }
    }

    pub(super) fn find(&self, kind: ChoiceKind, name: &str) -> Option<ChoiceId> {
        self.names.get(&(kind, words::fold(name))).copied()
    }

    pub(super) fn has(&self, kind: ChoiceKind, id: ChoiceId) -> bool {
        self.ids.contains(&(kind, id))
    }

    /// What a row begins with: the first of a list that is open, as when one is entered by hand.
    pub(super) fn first(&self, kind: ChoiceKind) -> Option<ChoiceId> {
        self.firsts.get(&kind).copied()
    }

    /// Adds a choice at the end of its list.
    pub(super) async fn add(&mut self, tx: &mut Tx, kind: ChoiceKind, name: &str) -> Result<ChoiceId> {
        let position = self.places.get(&kind).copied().unwrap_or_default();
        let colour = COLOURS[usize::try_from(position).unwrap_or_default() % COLOURS.len()];
        let form = ChoiceForm {
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            name_en: String::new(),
            colour: colour.to_owned(),
            open: true,
            meaning: String::new(),
        };
        let id = insert(tx, kind, &form, position).await?;
        self.note(kind, id, name, position, true);
        Ok(id)
    }
}

fn choices() -> SelectStatement {
    let mut select = Query::select();
    select
        .columns(["id", "kind", "name", "name_en", "position", "open", "retired", "merged_into"])
        .from("choices")
        .order_by("position", Order::Asc)
        .order_by("id", Order::Asc);
    select
}

/// Follows merges to the choice that is left.
fn last(into: &HashMap<i64, i64>, mut id: i64) -> i64 {
    for _ in 0..into.len() {
        match into.get(&id) {
            Some(next) => id = *next,
            None => break,
        }
    }
    id
}
