//! Nouns other things are about: timelines, plans, attachments, added fields.
use crate::contacts::ContactRows;
use crate::customers::CustomerRows;
use crate::db::{Dialect, Run, Tx};
use crate::guard::{Guarded, Reach, Visible};
use crate::leads::LeadRows;
use crate::{Desk, Result, Viewer};
use domain::customer::CustomerState;
use domain::lead::LeadState;
use domain::live::Signal;
use domain::{About, Moment, Permission, PersonId, Problem, Subject};
use sea_query::{Condition, Expr, ExprTrait, LockType, Query, SimpleExpr};
use sqlx::FromRow;
use std::collections::HashMap;

/// More than this many ids are not worth naming: whoever looks fetches the list again.
const NAMED: usize = 200;

/// The table of a noun.
pub(crate) const fn table(subject: Subject) -> &'static str {
    match subject {
        Subject::Lead => "leads",
        Subject::Customer => "customers",
        Subject::Contact => "contacts",
    }
}

/// What one must be allowed to change rows of a noun.
pub(crate) const fn edits(subject: Subject) -> Permission {
    match subject {
        Subject::Lead => Permission::EditLeads,
        Subject::Customer | Subject::Contact => Permission::EditCustomers,
    }
}

/// The rows of a table with `subject` and `subject_id` that are about rows within the viewer's reach. `more` is
/// asked of those rows, too: it is given their table.
pub(crate) fn about(
    viewer: &Viewer,
    reach: Reach,
    table: &'static str,
    more: Option<&dyn Fn(&'static str) -> SimpleExpr>,
) -> Condition {
    let named = Expr::col((table, "subject_id"));
    let merged = Expr::cust(winner(table));
    Condition::any()
        .add(about_one::<LeadRows>(viewer, reach, table, (Subject::Lead, named), more))
        .add(about_one::<CustomerRows>(viewer, reach, table, (Subject::Customer, merged), more))
        .add_option(
            // Contacts have no owner of their own, and nothing is planned for them.
            more.is_none().then(|| {
                let named = Expr::col((table, "subject_id"));
                about_one::<ContactRows>(viewer, reach, table, (Subject::Contact, named), None)
            }),
        )
}

/// What is about a customer that was merged into another is about that one.
fn winner(table: &str) -> String {
    format!(
        r#"COALESCE((SELECT m."merged_into" FROM "customers" m WHERE m."id" = "{table}"."subject_id"), "{table}"."subject_id")"#
    )
}

/// The id of the row something is about now.
pub(crate) fn now_about(table: &'static str) -> SimpleExpr {
    let (winner, customer) = (winner(table), Subject::Customer.key());
    Expr::cust(format!(
        r#"CASE "{table}"."subject" WHEN '{customer}' THEN {winner} ELSE "{table}"."subject_id" END"#
    ))
}

/// The customer something is about, itself or through a contact; nothing when it is about a row of another noun.
pub(crate) fn customer_of(table: &'static str) -> SimpleExpr {
    let (winner, customer, contact) = (winner(table), Subject::Customer.key(), Subject::Contact.key());
    Expr::cust(format!(
        r#"CASE "{table}"."subject" WHEN '{customer}' THEN {winner} WHEN '{contact}' THEN
        (SELECT c."customer_id" FROM "contacts" c WHERE c."id" = "{table}"."subject_id") END"#
    ))
}

fn about_one<N: Visible>(
    viewer: &Viewer,
    reach: Reach,
    table: &'static str,
    (subject, id): (Subject, SimpleExpr),
    more: Option<&dyn Fn(&'static str) -> SimpleExpr>,
) -> Condition {
    let mut rows = Query::select();
    rows.expr(Expr::val(1))
        .from(N::TABLE)
        .and_where(Expr::col((N::TABLE, "id")).eq(id))
        .cond_where(N::within(viewer, reach))
        .cond_where(Condition::all().add_option(more.map(|more| more(N::TABLE))));
    Condition::all().add(Expr::col((table, "subject")).eq(subject.key())).add(Expr::exists(rows))
}

/// What everything that is about a row needs to know of it.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct Held {
    /// Of the row that is held; of a contact its customer.
    pub(crate) id: i64,
    pub(crate) version: i64,
    pub(crate) state: String,
    pub(crate) owner_id: Option<i64>,
    pub(crate) status_id: Option<i64>,
}

impl Held {
    pub(crate) fn owner(&self) -> Option<PersonId> {
        self.owner_id.map(PersonId)
    }

    /// Entries are written about it: of a lead while it is not in the pool, of a customer while somebody has it.
    pub(crate) fn is_tracked(&self, noun: Subject) -> bool {
        match noun {
            Subject::Lead => self.state != LeadState::Unclaimed.key(),
            Subject::Customer | Subject::Contact => self.state == CustomerState::Owned.key(),
        }
    }
}

/// A row within reach, held until the transaction ends; of a contact its customer.
///
/// # Errors
/// [`Problem::NotFound`] when it is not there, or not within the viewer's reach.
pub(crate) async fn hold(desk: &Desk, tx: &mut Tx, about: About, reach: Reach) -> Result<Held> {
    match about.subject {
        Subject::Lead => hold_one::<LeadRows>(desk, tx, about.id, reach).await,
        Subject::Customer => hold_one::<CustomerRows>(desk, tx, about.id, reach).await,
        Subject::Contact => {
            let select = desk
                .viewer
                .select::<ContactRows>(reach)
                .and(Expr::col(("contacts", "id")).eq(about.id))
                .with(|select| {
                    select.column(("contacts", "customer_id"));
                });
            let customer: Option<i64> = tx.value(select).await?;
            hold_one::<CustomerRows>(desk, tx, customer.ok_or(Problem::NotFound)?, reach).await
        }
    }
}

async fn hold_one<N: Visible>(desk: &Desk, tx: &mut Tx, id: i64, reach: Reach) -> Result<Held> {
    let postgres = tx.dialect() == Dialect::Postgres;
    let select = desk.viewer.select::<N>(reach).and(Expr::col((N::TABLE, "id")).eq(id)).with(|select| {
        select.columns(["id", "version", "state", "owner_id", "status_id"].map(|column| (N::TABLE, column)));
        if postgres {
            select.lock(LockType::Update);
        }
    });
    Ok(tx.first(select).await?.ok_or(Problem::NotFound)?)
}

/// Whether the viewer sees a row.
///
/// # Errors
/// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
pub(crate) async fn seen(desk: &Desk, about: About) -> Result<()> {
    within(desk, about, Reach::See).await
}

/// Whether a row is within reach.
///
/// # Errors
/// [`Problem::NotFound`] when it is not there, or not within the viewer's reach.
pub(crate) async fn within(desk: &Desk, about: About, reach: Reach) -> Result<()> {
    match about.subject {
        Subject::Lead => within_one::<LeadRows>(desk, about.id, reach).await,
        Subject::Customer => within_one::<CustomerRows>(desk, about.id, reach).await,
        Subject::Contact => within_one::<ContactRows>(desk, about.id, reach).await,
    }
}

async fn within_one<N: Visible>(desk: &Desk, id: i64, reach: Reach) -> Result<()> {
    let select = desk.viewer.select::<N>(reach).and(Expr::col((N::TABLE, "id")).eq(id)).with(|select| {
        select.column((N::TABLE, "id"));
    });
    let found: Option<i64> = desk.db().value(select).await?;
    found.map(drop).ok_or_else(|| Problem::NotFound.into())
}

/// The names of rows, of those the viewer sees.
pub(crate) async fn names(desk: &Desk, abouts: &[About]) -> Result<HashMap<About, String>> {
    let mut names = HashMap::new();
    for noun in Subject::ALL {
        let mut ids: Vec<_> =
            abouts.iter().filter(|about| about.subject == noun).map(|about| about.id).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            continue;
        }
        let rows = match noun {
            Subject::Lead => names_of::<LeadRows>(desk, &ids, "contact", Condition::all()).await?,
            Subject::Customer => names_of::<CustomerRows>(desk, &ids, "name", named(desk)).await?,
            Subject::Contact => names_of::<ContactRows>(desk, &ids, "name", Condition::all()).await?,
        };
        names.extend(rows.into_iter().map(|(id, name)| (About::new(noun, id), name)));
    }
    Ok(names)
}

/// What lies in a pool may hide its name from those who only may claim it.
fn named(desk: &Desk) -> Condition {
    let pooled = Expr::col(("customers", "state")).eq(CustomerState::Pool.key());
    let all = desk.viewer.may(Permission::AssignCustomers);
    Condition::all().add_option((!all).then(|| pooled.not()))
}

async fn names_of<N: Visible>(
    desk: &Desk,
    ids: &[i64],
    column: &'static str,
    more: Condition,
) -> Result<Vec<(i64, String)>> {
    let select = desk
        .viewer
        .select::<N>(Reach::See)
        .and(Expr::col((N::TABLE, "id")).is_in(ids.iter().copied()))
        .and(more)
        .with(|select| {
            select.columns([(N::TABLE, "id"), (N::TABLE, column)]);
        });
    desk.db().all(select).await
}

/// Notes on a row that is held, or on the customer of a contact, that something about it changed, and tells.
pub(crate) async fn touched(tx: &mut Tx, noun: Subject, held: &Held, at: Moment) -> Result<()> {
    let noun = if noun == Subject::Contact { Subject::Customer } else { noun };
    let mut update = Query::update();
    update.table(table(noun)).value("updated_at", at.0).and_where(Expr::col("id").eq(held.id));
    tx.run(Guarded::unrestricted(update, "a row that was read under the guard just before")).await?;
    changed(tx, noun, &[held.id], [held.owner_id]).await
}

/// Tells open browsers that rows of a noun changed; `owners` are those before and after.
pub(crate) async fn changed(
    tx: &mut Tx,
    subject: Subject,
    ids: &[i64],
    owners: impl IntoIterator<Item = Option<i64>>,
) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut owners: Vec<_> = owners.into_iter().map(|owner| owner.map(PersonId)).collect();
    owners.sort_unstable();
    owners.dedup();
    let named = if ids.len() > NAMED { Vec::new() } else { ids.to_vec() };
    let signal = match subject {
        Subject::Lead => Signal::Leads { ids: named, owners },
        Subject::Customer | Subject::Contact => {
            let shared = shared_with(tx, ids).await?;
            Signal::Customers { ids: named, owners, shared }
        }
    };
    tx.signal(signal);
    Ok(())
}

async fn shared_with(tx: &mut Tx, customers: &[i64]) -> Result<Vec<PersonId>> {
    let mut people = Vec::new();
    for part in customers.chunks(1_000) {
        let mut select = Query::select();
        select
            .distinct()
            .column("person_id")
            .from("shares")
            .and_where(Expr::col("customer_id").is_in(part.iter().copied()));
        let told = Guarded::unrestricted(select, "who is told of a change of what is shared with them");
        people.extend(tx.values::<i64, _>(told).await?.into_iter().map(PersonId));
    }
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
