//! By what customers and their contacts are known again, kept true by whoever writes them.
use crate::Result;
use crate::db::{Dialect, Run, Tx};
use crate::guard::Guarded;
use domain::Subject;
use domain::contact::ContactDetails;
use domain::customer::{CustomerDetails, CustomerKind};
use domain::twin::Mark;
use sea_query::{Alias, Condition, Expr, ExprTrait, LockType, Order, Query, SimpleExpr};
use std::collections::BTreeSet;
use words::same;

/// Rows in one statement.
const PART: usize = 500;
/// How many gates there are; as many as the migration makes.
const GATES: u64 = 256;

/// A normal form, and of what.
pub(crate) type Known = (Mark, String);

/// A row with its marks.
pub(crate) struct Marked {
    pub(crate) id: i64,
    pub(crate) customer: i64,
    pub(crate) marks: Vec<Known>,
}

/// The marks of a customer. Where an individual works is no mark: others work there, too.
pub(crate) fn of_customer(kind: CustomerKind, details: &CustomerDetails) -> Vec<Known> {
    let company = match kind {
        CustomerKind::Company => same::company(&details.name),
        CustomerKind::Person => None,
    };
    known(&details.mobile, &details.phone, &details.email, company)
}

/// The marks of a contact.
pub(crate) fn of_contact(details: &ContactDetails) -> Vec<Known> {
    known(&details.mobile, &details.phone, &details.email, None)
}

/// The marks of some texts.
pub(crate) fn known(mobile: &str, phone: &str, email: &str, company: Option<String>) -> Vec<Known> {
    let forms = [
        (Mark::Mobile, same::mobile(mobile)),
        (Mark::Phone, same::phone(phone)),
        (Mark::Email, same::email(email)),
        (Mark::Company, company),
    ];
    forms.into_iter().filter_map(|(mark, value)| Some((mark, value?))).collect()
}

/// Whoever enters marks goes through their gates first, after all other locks and lowest gate first: of two who
/// enter the same one at once, the second finds what the first has entered. SQLite has one writer anyway.
pub(crate) async fn pass(tx: &mut Tx, marks: impl Iterator<Item = &Known>) -> Result<()> {
    if tx.dialect() == Dialect::Postgres { hold_gates(tx, marks).await } else { Ok(()) }
}

/// As [`pass`], where the database has locks.
pub(crate) async fn hold_gates(on: &mut impl Run, marks: impl Iterator<Item = &Known>) -> Result<()> {
    let gates: BTreeSet<i64> = marks.map(gate).collect();
    if gates.is_empty() {
        return Ok(());
    }
    let mut select = Query::select();
    select
        .column("id")
        .from("identity_gates")
        .and_where(Expr::col("id").is_in(gates))
        .order_by("id", Order::Asc)
        .lock(LockType::Update);
    on.values::<i64, _>(Guarded::unrestricted(select, "gates hold nothing")).await?;
    Ok(())
}

/// The same on every server, whatever it was built with.
fn gate((mark, value): &Known) -> i64 {
    let bytes = mark.key().bytes().chain(value.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    i64::try_from((hash ^ (hash >> 32)) % GATES).unwrap_or_default()
}

/// Writes the marks of rows of a noun, new or changed.
pub(crate) async fn write(tx: &mut Tx, noun: Subject, rows: &[Marked]) -> Result<()> {
    for part in rows.chunks(PART) {
        let ids: Vec<_> = part.iter().map(|row| row.id).collect();
        forget(tx, noun, &ids).await?;
        let mut insert = Query::insert();
        insert.into_table("identities").columns(["subject", "subject_id", "customer_id", "kind", "value"]);
        let mut any = false;
        for row in part {
            for (mark, value) in &row.marks {
                any = true;
                insert.values_panic([
                    noun.key().into(),
                    row.id.into(),
                    row.customer.into(),
                    mark.key().into(),
                    value.as_str().into(),
                ]);
            }
        }
        if any {
            tx.run(Guarded::unrestricted(insert, "marks belong to their row, which was guarded")).await?;
            let marks: Vec<_> = part.iter().flat_map(|row| &row.marks).collect();
            note_shared(tx, &marks).await?;
        }
    }
    Ok(())
}

/// Takes the marks of rows that are removed.
pub(crate) async fn forget(tx: &mut Tx, noun: Subject, ids: &[i64]) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table("identities")
        .and_where(Expr::col("subject").eq(noun.key()))
        .and_where(Expr::col("subject_id").is_in(ids.iter().copied()));
    tx.run(Guarded::unrestricted(delete, "marks belong to their row, which was guarded")).await?;
    Ok(())
}

/// Marks that another customer has, too, are noted on both sides: there the list of duplicates looks. A note is never
/// taken away again; whether it still holds is asked of the rows.
async fn note_shared(tx: &mut Tx, marks: &[&Known]) -> Result<()> {
    let other = Alias::new("other");
    let mut others = Query::select();
    others
        .expr(Expr::val(1))
        .from_as("identities", other.clone())
        .and_where(Expr::col((other.clone(), "kind")).equals(("identities", "kind")))
        .and_where(Expr::col((other.clone(), "value")).equals(("identities", "value")))
        .and_where(Expr::col((other, "customer_id")).ne(Expr::col(("identities", "customer_id"))));
    let mut update = Query::update();
    update
        .table("identities")
        .value("shared", 1_i64)
        .and_where(Expr::col(("identities", "shared")).eq(0_i64))
        .cond_where(among(marks.iter().copied()))
        .and_where(Expr::exists(others));
    tx.run(Guarded::unrestricted(update, "that a mark is shared tells nothing of whose it is")).await?;
    Ok(())
}

/// The identities with one of these marks.
pub(crate) fn among<'a>(marks: impl Iterator<Item = &'a Known>) -> Condition {
    let marks: BTreeSet<&Known> = marks.collect();
    let mut any = Condition::any();
    for kind in Mark::ALL {
        let values: Vec<_> =
            marks.iter().filter(|(mark, _)| *mark == kind).map(|(_, value)| value.as_str()).collect();
        if !values.is_empty() {
            let these: SimpleExpr = Expr::col(("identities", "value")).is_in(values);
            any = any.add(is(kind).and(these));
        }
    }
    any
}

/// The identities of a kind of mark.
pub(crate) fn is(mark: Mark) -> SimpleExpr {
    Expr::col(("identities", "kind")).eq(mark.key())
}
