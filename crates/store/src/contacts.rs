//! Contacts: the people at a customer. Who sees the customer sees them, and who changes it changes them.
mod change;
mod noun;
mod rows;

pub(crate) use change::present;
pub(crate) use rows::{SeveralContacts, among, several};

use crate::bulk;
use crate::custom::{self, Entry};
use crate::customers::CustomerRows;
use crate::customers::identities::{self, Marked};
use crate::db::Tx;
use crate::guard::{Guarded, Reach, Visible};
use crate::search;
use crate::{Desk, Result, Viewer};
use domain::contact::{ContactDetails, ContactField, NewContact};
use domain::{FieldErrors, Problem, Subject};
use noun::key_column;
use sea_query::{Condition, Expr, ExprTrait, Query, Value};
use words::Texts;

/// Contacts, as one person sees them.
#[derive(Clone, Copy)]
pub struct Contacts<'a> {
    pub(crate) desk: &'a Desk,
}

/// The rows of the contacts table: those of customers within reach. What lies in a pool keeps its contacts to itself.
#[derive(Clone, Copy)]
pub(crate) struct ContactRows;

impl Visible for ContactRows {
    const TABLE: &'static str = "contacts";

    fn within(viewer: &Viewer, reach: Reach) -> Condition {
        let mut customers = Query::select();
        customers
            .expr(Expr::val(1))
            .from("customers")
            .and_where(Expr::col(("customers", "id")).equals(("contacts", "customer_id")))
            .cond_where(CustomerRows::within(viewer, reach));
        Condition::all().add(viewer.there(customers))
    }
}

/// The contacts of a form: those nothing was written in are left out, and each wrong field is named with the number
/// of its contact.
pub(crate) fn checked(contacts: &[NewContact]) -> Result<Vec<NewContact>> {
    let mut errors = FieldErrors::default();
    let mut checked = Vec::new();
    for (at, contact) in contacts.iter().enumerate().filter(|(_, contact)| !contact.details.is_blank()) {
        match contact.details.clone().check() {
            Ok(details) => checked.push(NewContact { details, ..contact.clone() }),
            Err(Problem::Invalid { fields }) => {
                for error in fields.0 {
                    errors.add(&format!("contacts.{at}.{}", error.field), error.problem);
                }
            }
            Err(other) => return Err(other.into()),
        }
    }
    errors.into_result()?;
    Ok(checked)
}

/// Inserts contacts of a customer that is held; their ids in the same order.
pub(crate) async fn insert(
    tx: &mut Tx,
    desk: &Desk,
    customer: i64,
    contacts: &[NewContact],
) -> Result<Vec<i64>> {
    let contacts: Vec<_> = contacts.iter().map(|contact| (customer, contact)).collect();
    insert_all(tx, desk, &contacts).await
}

/// Inserts contacts of customers that are held; their ids in the same order.
pub(crate) async fn insert_all(
    tx: &mut Tx,
    desk: &Desk,
    contacts: &[(i64, &NewContact)],
) -> Result<Vec<i64>> {
    let fields = custom::defined(tx, Some(Subject::Contact)).await?;
    let mut all = Vec::with_capacity(contacts.len());
    for (customer, contact) in contacts {
        let mut errors = FieldErrors::default();
        let added = custom::checked_by(tx, &fields, &contact.added, Entry::New, &mut errors).await?;
        errors.into_result()?;
        all.push((*customer, (*contact).clone(), added));
    }
    insert_with(tx, desk, &all).await
}

/// As [`insert_all`], with more columns of each: those of added fields among them.
pub(crate) async fn insert_with(
    tx: &mut Tx,
    desk: &Desk,
    contacts: &[(i64, NewContact, bulk::Row)],
) -> Result<Vec<i64>> {
    let rows: Vec<_> = contacts
        .iter()
        .map(|(customer, contact, more)| row(desk, *customer, contact, more.clone()))
        .collect();
    let ids = bulk::insert(tx, desk, "contacts", &rows).await?;
    let documents: Vec<_> =
        ids.iter().zip(contacts).map(|(id, (_, contact, _))| (*id, texts(&contact.details))).collect();
    search::index::<ContactRows>(tx, documents).await?;
    let marked =
        ids.iter().zip(contacts).map(|(id, (customer, contact, _))| marked(*id, *customer, &contact.details));
    let marked: Vec<_> = marked.collect();
    identities::write(tx, Subject::Contact, &marked).await?;
    Ok(ids)
}

/// Deletes contacts of customers that are held, with all that goes with a contact but its files.
pub(crate) async fn erase(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    search::forget::<ContactRows>(tx, ids);
    identities::forget(tx, Subject::Contact, ids).await?;
    let mut delete = Query::delete();
    delete.from_table("contacts").and_where(Expr::col("id").is_in(ids.iter().copied()));
    tx.run(Guarded::unrestricted(delete, "contacts of a customer that is held under the guard")).await?;
    Ok(())
}

pub(crate) fn marked(id: i64, customer: i64, details: &ContactDetails) -> Marked {
    Marked { id, customer, marks: identities::of_contact(details) }
}

fn row(desk: &Desk, customer: i64, contact: &NewContact, added: bulk::Row) -> bulk::Row {
    let now = desk.now().0;
    let mut all: bulk::Row = vec![
        ("customer_id", customer.into()),
        ("main", i64::from(contact.main).into()),
        ("created_by", desk.viewer.person.0.into()),
        ("created_at", now.into()),
        ("updated_at", now.into()),
    ];
    all.extend(columns(&contact.details, ContactField::ALL));
    all.extend(added);
    all
}

/// The columns of some texts.
pub(crate) fn columns(details: &ContactDetails, fields: &[ContactField]) -> Vec<(&'static str, Value)> {
    let mut values = Vec::new();
    for field in fields {
        let text = details.get(*field);
        values.push((field.key(), text.into()));
        if key_column(*field) != field.key() {
            values.push((key_column(*field), words::sort_key(text).into()));
        }
    }
    values
}

/// What the keyword box looks through.
pub(crate) fn texts(details: &ContactDetails) -> Texts {
    let mut texts = Texts::new();
    for field in ContactField::ALL {
        let text = details.get(*field);
        texts = match field {
            ContactField::Name => texts.name(text),
            ContactField::Mobile | ContactField::Phone | ContactField::Fax => texts.phone(text),
            ContactField::Remarks => texts,
            _ => texts.plain(text),
        };
    }
    texts
}

/// There is at most one contact to ask first: the others of the customer step back.
pub(crate) async fn step_back(tx: &mut Tx, customer: i64, but: i64) -> Result<()> {
    let mut update = Query::update();
    update
        .table("contacts")
        .value("main", 0_i64)
        .and_where(Expr::col("customer_id").eq(customer))
        .and_where(Expr::col("id").ne(but))
        .and_where(Expr::col("main").eq(1_i64));
    tx.run(Guarded::unrestricted(update, "contacts of a customer that is held under the guard")).await?;
    Ok(())
}
