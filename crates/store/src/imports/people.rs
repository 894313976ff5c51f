//! People from a file come in disabled, without a password: whoever manages people lets them in.
use super::brings::{Brings, Keys, Planned, SameBy};
use super::cells::Cells;
use super::work::Work;
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use domain::import::{RowOutcome, RowReason};
use domain::lead::LeadField;
use domain::{Permission, PersonId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

const NAME_MAX: usize = 100;
const LOGIN_MAX: usize = 60;

/// People from a file.
pub(super) struct People;

/// A person as a row has it.
pub(super) struct PersonRow {
    name: String,
    email: String,
}

/// What is to be done about a person.
pub(super) enum Deed {
    Add(PersonRow),
    Reach(PersonId, String),
}

impl Brings for People {
    type Row = PersonRow;
    type Found = ();
    type Deed = Deed;

    /// One address is one person. A name without an address is whoever else has the name.
    fn keys(_: &Work, cells: &Cells<'_>) -> Keys {
        let name = words::fold(&full_name(cells));
        if name.is_empty() {
            return Keys::default();
        }
        let (named, alone) = (format!("named {name}"), format!("alone {name}"));
        let by = |target, keys: [&str; 2]| keys.map(|key| SameBy::key(target, key.to_owned())).to_vec();
        match cells.filled("email").map(words::fold) {
            Some(email) => Keys {
                same: by("email", [&email, &alone]),
                leaves: by("email", [&email, &named]),
                ..Keys::default()
            },
            None => Keys::all(by("name", [&named, &alone])),
        }
    }

    fn read(_: &Work, cells: &mut Cells<'_>) -> PersonRow {
        let name = full_name(cells);
        if words::fold(&name).is_empty() {
            cells.refuse("name", RowReason::Required);
        } else if name.chars().count() > NAME_MAX {
            cells.refuse("name", RowReason::TooLong { max: NAME_MAX });
        }
        let email = cells.text("email").to_owned();
        if LeadField::Email.problem_with(&email).is_some() {
            cells.refuse("email", RowReason::Malformed);
        }
        PersonRow { name, email }
    }

    // All people are known from the start.
    async fn look_up(_: &Work, _: &mut impl Run, _: &[PersonRow]) -> Result<()> {
        Ok(())
    }

    fn plan(work: &mut Work, (): &(), row: PersonRow) -> Planned<Deed> {
        if !row.email.is_empty() {
            match work.people.with_email(&row.email) {
                Ok(Some(_)) => return Planned::unchanged(),
                Ok(None) => {}
                Err(()) => return Planned::refused(work.rules.column("email"), RowReason::AmbiguousPerson),
            }
        }
        match work.people.with_name(&row.name) {
            Err(()) => Planned::refused(work.rules.column("name"), RowReason::AmbiguousPerson),
            Ok(Some(_)) if row.email.is_empty() => Planned::unchanged(),
            Ok(Some(id)) if !work.people.has_email(id) => reach(work, id, row.email),
            // The same name with another address is somebody else.
            _ => Planned::to(RowOutcome::New, Deed::Add(row)),
        }
    }

    async fn write(work: &mut Work, tx: &mut Tx, deeds: Vec<Deed>) -> Result<()> {
        for deed in deeds {
            match deed {
                Deed::Add(row) => drop(work.new_person(tx, &row.name, &row.email).await?),
                Deed::Reach(id, email) => write_email(work, tx, id, &email).await?,
            }
        }
        Ok(())
    }
}

/// An address is where a forgotten password goes: only who may make administrators gives one to somebody.
fn reach(work: &mut Work, id: PersonId, email: String) -> Planned<Deed> {
    if work.may(Permission::ManageRoles) {
        // The next row of this name with another address is somebody else.
        work.people.note_email(id, &email);
        return Planned::to(RowOutcome::Updated, Deed::Reach(id, email));
    }
    Planned::refused(work.rules.column("email"), RowReason::NotYours)
}

/// Chinese names are written in one, the family's first.
pub(super) fn full_name(cells: &Cells<'_>) -> String {
    let (first, last) = (cells.text("first_name"), cells.text("name"));
    let joined = if words::pinyin_of(last).is_some() && !first.is_empty() {
        format!("{last}{first}")
    } else {
        format!("{first} {last}")
    };
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn write_email(work: &mut Work, tx: &mut Tx, id: PersonId, email: &str) -> Result<()> {
    let mut update = Query::update();
    update.table("people").value("email", email).and_where(Expr::col("id").eq(id.0));
    tx.run(Guarded::unrestricted(update, "people are managed by permission")).await?;
    let detail = json!({"email": ["", email], "import": work.import});
    work.desk.note(tx, "person.changed", "person", Some(id.0), &detail).await
}

impl Work {
    /// Creates a disabled person.
    pub(super) async fn new_person(&mut self, tx: &mut Tx, name: &str, email: &str) -> Result<PersonId> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let login = self.free_login(&name, email);
        let mut insert = Query::insert();
        insert
            .into_table("people")
            .columns(["login", "login_key", "name", "name_key", "email", "disabled", "created_at"])
            .values_panic([
                login.as_str().into(),
                words::fold(&login).into(),
                name.as_str().into(),
                words::sort_key(&name).into(),
                email.into(),
                true.into(),
                self.now().0.into(),
            ])
            .returning_col("id");
        let id =
            PersonId(tx.insert(Guarded::unrestricted(insert, "people are managed by permission")).await?);
        if let Some(role) = self.rules.role {
            let mut insert = Query::insert();
            insert
                .into_table("person_roles")
                .columns(["person_id", "role_id"])
                .values_panic([id.0.into(), role.0.into()]);
            tx.run(Guarded::unrestricted(insert, "people are managed by permission")).await?;
        }
        self.people.note(id, &login, &name, email, true);
        let detail = json!({"login": login, "name": name, "email": email, "import": self.import});
        self.desk.note(tx, "person.added", "person", Some(id.0), &detail).await?;
        Ok(id)
    }

    /// A sign-in name nobody has: from the address, else from the name, with a number where that is taken.
    fn free_login(&self, name: &str, email: &str) -> String {
        let base = match email.split_once('@') {
            Some((mailbox, _)) if !words::fold(mailbox).is_empty() => words::fold(mailbox),
            _ => match words::pinyin_of(name) {
                Some(pinyin) => pinyin.full,
                None => words::fold(name).replace(' ', "."),
            },
        };
        let base: String = base.chars().filter(|letter| !letter.is_whitespace()).take(LOGIN_MAX).collect();
        let base = if base.is_empty() { "person".to_owned() } else { base };
        let numbered = (2..).map(|number| format!("{base}{number}"));
        std::iter::once(base.clone()).chain(numbered).find(|login| !self.has_login(login)).unwrap_or(base)
    }

    fn has_login(&self, login: &str) -> bool {
        self.people.has_login(login)
    }
}
