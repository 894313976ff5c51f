//! Changing the customers that are there: only what the file says otherwise. The level is left alone: it changes by
//! approval.
use super::CustomerRow;
use super::row::with;
use super::there::Existing;
use crate::Result;
use crate::customers::{field_columns, present};
use crate::db::Tx;
use crate::edit::Fields;
use crate::guard::Guarded;
use crate::imports::added::{self, Wishes};
use crate::imports::known::{Named, Picked};
use crate::imports::work::Work;
use crate::imports::written::Written;
use domain::About;
use domain::customer::{Customer, CustomerChoice};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};
use serde_json::{Map, Value as Json};

/// What differs between a customer and its row.
pub(in crate::imports) struct Change {
    customer: Customer,
    line: i64,
    pub(super) wishes: Fields,
    picked: Vec<(CustomerChoice, Option<Picked>)>,
    pub(super) owner: Option<Named>,
    external_id: Option<String>,
    old_external_id: String,
    pub(super) added: Wishes,
}

impl Change {
    /// Nothing when the customer would have no name any more.
    pub(super) fn of(existing: &Existing, row: CustomerRow, by_column: bool) -> Option<Self> {
        let customer = existing.customer.clone();
        let differs = |field: &str, wish: &str| present(&customer, field) != wish;
        let wishes: Fields = row.wishes.into_iter().filter(|(field, wish)| differs(field, wish)).collect();
        with(customer.details.clone(), &wishes).check().ok()?;
        let other = |(field, picked): &(CustomerChoice, Option<Picked>)| {
            let now = customer.choices.get(field).copied().map(Picked::Known);
            *field != CustomerChoice::Level && now != *picked
        };
        let now = customer.owner.map(Named::Known);
        Some(Self {
            picked: row.picked.into_iter().filter(other).collect(),
            owner: row.owner.filter(|owner| by_column && now.as_ref() != Some(owner)),
            external_id: row.external_id.filter(|id| *id != existing.external_id),
            old_external_id: existing.external_id.clone(),
            added: added::differing(row.added, &customer.added),
            line: row.line,
            wishes,
            customer,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.wishes.is_empty()
            && self.picked.is_empty()
            && self.owner.is_none()
            && self.external_id.is_none()
            && self.added.is_empty()
    }
}

/// Customers that were read and are held.
pub(in crate::imports) fn held(id: i64) -> Guarded<UpdateStatement> {
    let mut update = Query::update();
    update.table("customers").and_where(Expr::col("id").eq(id));
    Guarded::unrestricted(update, "rows that were read under the guard and locked just before")
}

/// Writes what differs, with its place in the timeline and in the audit log.
pub(super) async fn write(work: &mut Work, tx: &mut Tx, mut change: Change) -> Result<()> {
    let (customer, desk) = (&change.customer, work.desk.clone());
    for (field, picked) in &change.picked {
        let wish = match picked {
            Some(picked) => work.choice(tx, field.kind(), picked).await?.to_string(),
            None => String::new(),
        };
        change.wishes.insert(field.key().to_owned(), wish);
    }
    let (added, columns) = added::of_change(work, tx, &change.added).await?;
    change.wishes.extend(added);
    let mut former: Map<String, Json> =
        change.wishes.keys().map(|field| (field.clone(), present(customer, field).into())).collect();
    let mut values = field_columns(&change.wishes);
    values.extend(columns);
    if let Some(id) = &change.external_id {
        values.push(("external_id", id.as_str().into()));
        former.insert("external_id".to_owned(), change.old_external_id.as_str().into());
    }
    if !values.is_empty() {
        desk.customers().write(tx, customer, &change.wishes, values, held(customer.id.0)).await?;
    }
    if let Some(named) = &change.owner {
        let owner = work.person(tx, named).await?;
        former.insert("owner".to_owned(), customer.owner.map(i64::from).into());
        former.insert("pool".to_owned(), desk.customers().pool_of(tx, customer.id).await?.into());
        desk.customers().give(tx, &[customer.id.0], owner).await?;
        work.customer_owners.insert(Some(owner.0));
    }
    work.customers.insert(customer.id.0);
    work.customer_owners.insert(customer.owner.map(i64::from));
    work.written.push(Written {
        about: About::from(customer.id),
        line: change.line,
        name: with(customer.details.clone(), &change.wishes).name,
        former: Some(former),
        host: None,
    });
    Ok(())
}
