//! Entering the customers that are new.
use super::CustomerRow;
use crate::Result;
use crate::custom;
use crate::customers::{Checked, Place, columns_of};
use crate::db::Tx;
use crate::imports::added;
use crate::imports::work::Work;
use crate::imports::written::Written;
use crate::pools;
use crate::records::{self, Entry};
use domain::choice::ChoiceKind;
use domain::customer::{CustomerChoice, CustomerChoices, NewCustomer};
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::{About, Subject};

/// Enters customers, with all that goes with a customer and the first entry of each timeline.
pub(super) async fn write(work: &mut Work, tx: &mut Tx, new: Vec<(CustomerRow, NewCustomer)>) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let mut all = Vec::with_capacity(new.len());
    let pool = match work.rules.pool {
        Some(pool) => pool,
        None => pools::first(tx).await?,
    };
    let presets = custom::presets(tx, &work.added).await?;
    for (row, customer) in &new {
        let place = match &row.owner {
            Some(named) => Place::Owner(work.person(tx, named).await?),
            None => Place::Pool(pool),
        };
        let choices = choices(work, tx, row).await?;
        let mut values = columns_of(&NewCustomer { choices, ..customer.clone() });
        values.push(("external_id", row.external_id.clone().unwrap_or_default().into()));
        values.push(("import_id", work.import.0.into()));
        values.extend(added::of_new(work, tx, &presets, &row.added).await?);
        all.push(Checked { place, kind: customer.kind, details: customer.details.clone(), values });
        let owner = if let Place::Owner(owner) = place { Some(owner.0) } else { None };
        work.customer_owners.insert(owner);
    }
    let desk = work.desk.clone();
    let ids = desk.customers().insert(tx, &all, MoveKind::Imported).await?;
    let (me, now) = (work.me(), work.now());
    let entry = |id: &i64| Entry::new(RecordKind::Entered, About::new(Subject::Customer, *id), me, now);
    records::add(tx, now, &ids.iter().map(entry).collect::<Vec<_>>()).await?;
    for (id, (row, customer)) in ids.into_iter().zip(new) {
        let about = About::new(Subject::Customer, id);
        work.customers.insert(id);
        work.written.push(Written {
            about,
            line: row.line,
            name: customer.details.name,
            former: None,
            host: None,
        });
    }
    Ok(())
}

async fn choices(work: &mut Work, tx: &mut Tx, row: &CustomerRow) -> Result<CustomerChoices> {
    let mut choices = CustomerChoices::new();
    for (field, picked) in &row.picked {
        if let Some(picked) = picked {
            choices.insert(*field, work.choice(tx, field.kind(), picked).await?);
        }
    }
    let first = work.choices.first(ChoiceKind::CustomerStatus);
    if let (Some(first), false) = (first, choices.contains_key(&CustomerChoice::Status)) {
        choices.insert(CustomerChoice::Status, first);
    }
    Ok(choices)
}
