//! Entering contacts that are new, and changing those that are there.
use super::super::added::{self, Wishes};
use super::super::links::Link;
use super::super::work::Work;
use super::super::written::Written;
use super::{ContactRow, Deed, with};
use crate::Result;
use crate::bulk;
use crate::contacts::{SeveralContacts, insert_with, present};
use crate::custom;
use crate::db::Tx;
use crate::edit::Fields;
use crate::guard::Guarded;
use domain::contact::{ContactDetails, NewContact};
use domain::{About, Subject};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// What differs between a contact and its row.
pub(in crate::imports) struct Change {
    existing: SeveralContacts,
    link: Link,
    line: i64,
    wishes: Fields,
    external_id: Option<String>,
    pub(super) added: Wishes,
}

impl Change {
    /// Nothing when the contact would have no name any more.
    pub(super) fn of(existing: &SeveralContacts, link: Link, row: ContactRow) -> Option<Self> {
        let contact = &existing.contact;
        let differs = |(field, wish): &(String, String)| present(contact, field) != *wish;
        let wishes: Fields = row.wishes.into_iter().filter(differs).collect();
        with(contact.details.clone(), &wishes).check().ok()?;
        Some(Self {
            external_id: row.external_id.filter(|id| *id != existing.external_id),
            added: added::differing(row.added, &contact.added),
            existing: existing.clone(),
            line: row.line,
            link,
            wishes,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.wishes.is_empty() && self.external_id.is_none() && self.added.is_empty()
    }

    pub(super) fn details(&self) -> ContactDetails {
        with(self.existing.contact.details.clone(), &self.wishes)
    }
}

/// Writes contacts, and notes on their customers that something about them changed.
pub(super) async fn write(work: &mut Work, tx: &mut Tx, deeds: Vec<Deed>) -> Result<()> {
    let (mut new, mut changes) = (Vec::new(), Vec::new());
    let mut customers = BTreeSet::new();
    for deed in deeds {
        let link = match deed {
            Deed::Enter(contact) => {
                let (row, link, details) = *contact;
                new.push((row, link, NewContact { details, ..NewContact::default() }));
                link
            }
            Deed::Change(change) => {
                let link = change.link;
                changes.push(*change);
                link
            }
        };
        customers.insert(link.id);
        work.customer_owners.insert(link.owner_id);
    }
    enter(work, tx, new).await?;
    for change in changes {
        update(work, tx, change).await?;
    }
    touch(tx, customers.iter().copied().collect(), work.now().0).await?;
    work.customers.extend(customers);
    Ok(())
}

async fn enter(work: &mut Work, tx: &mut Tx, new: Vec<(ContactRow, Link, NewContact)>) -> Result<()> {
    let presets = custom::presets(tx, &work.added).await?;
    let mut rows = Vec::with_capacity(new.len());
    for (row, link, contact) in &new {
        let mut known: bulk::Row = vec![
            ("external_id", row.external_id.clone().unwrap_or_default().into()),
            ("import_id", work.import.0.into()),
        ];
        known.extend(added::of_new(work, tx, &presets, &row.added).await?);
        rows.push((link.id, contact.clone(), known));
    }
    let ids = insert_with(tx, &work.desk, &rows).await?;
    for (id, (row, link, contact)) in ids.into_iter().zip(new) {
        work.written.push(Written {
            about: About::new(Subject::Contact, id),
            line: row.line,
            name: contact.details.name,
            former: None,
            host: Some((link.id, link.updated_at)),
        });
    }
    Ok(())
}

async fn update(work: &mut Work, tx: &mut Tx, mut change: Change) -> Result<()> {
    let (added, columns) = added::of_change(work, tx, &change.added).await?;
    change.wishes.extend(added);
    let contact = &change.existing.contact;
    let mut former: Map<String, Json> =
        change.wishes.keys().map(|field| (field.clone(), present(contact, field).into())).collect();
    if let Some(id) = &change.external_id {
        former.insert("external_id".to_owned(), change.existing.external_id.as_str().into());
        call(tx, contact.id.0, id).await?;
    }
    work.desk.contacts().write(tx, contact, &change.wishes, columns).await?;
    work.written.push(Written {
        about: About::new(Subject::Contact, contact.id.0),
        line: change.line,
        name: change.details().name,
        former: Some(former),
        host: Some((change.link.id, change.link.updated_at)),
    });
    Ok(())
}

/// What another program calls a contact of a customer that is held.
pub(in crate::imports) async fn call(tx: &mut Tx, contact: i64, external_id: &str) -> Result<()> {
    let mut update = Query::update();
    update.table("contacts").value("external_id", external_id).and_where(Expr::col("id").eq(contact));
    tx.run(Guarded::unrestricted(update, "contacts of a customer that is held under the guard")).await?;
    Ok(())
}

async fn touch(tx: &mut Tx, customers: Vec<i64>, now: i64) -> Result<()> {
    let mut update = Query::update();
    update.table("customers").value("updated_at", now).and_where(Expr::col("id").is_in(customers));
    tx.run(Guarded::unrestricted(update, "a row that was read under the guard just before")).await?;
    Ok(())
}

/// A customer that nothing else has made newer is as old as before a contact came to it.
pub(in crate::imports) async fn untouch(
    tx: &mut Tx,
    customer: Option<i64>,
    before: Option<i64>,
    after: Option<i64>,
) -> Result<()> {
    let (Some(customer), Some(before), Some(after)) = (customer, before, after) else { return Ok(()) };
    let mut update = Query::update();
    update
        .table("customers")
        .value("updated_at", before)
        .and_where(Expr::col("id").eq(customer))
        .and_where(Expr::col("updated_at").eq(after));
    tx.run(Guarded::unrestricted(update, "rows an import has written, for whoever ran it")).await?;
    Ok(())
}
