//! Rows are taken back: those the import made are removed, those it changed are as before.
use super::super::added::{self, Wish};
use super::super::holders::Holders;
use super::super::known::Named;
use super::super::rooms::Rooms;
use super::super::work::Work;
use super::change::{Kept, Since, note};
use super::leads;
use crate::Result;
use crate::audit::{Noted, note_many};
use crate::contacts;
use crate::customers::{field_columns, several};
use crate::db::Tx;
use crate::edit::Fields;
use crate::guard::Guarded;
use crate::imports::contacts::{call, untouch};
use crate::imports::customers::held;
use crate::leads::write::erase;
use domain::custom::FieldKey;
use domain::customer::CustomerChoice;
use domain::import::{RefusedWhy, UndoTally};
use domain::{ChoiceId, PersonId, PoolId, Subject};
use sea_query::{Expr, Query, SelectStatement};
use serde_json::{Map, Value as Json, json};
use std::collections::HashSet;

const WHY: &str = "rows an import has written, for whoever ran it";
const REMOVED: &str = "removed";
const RESTORED: &str = "restored";

/// A number of what stood in a row before.
pub(super) fn number(former: &Map<String, Json>, field: &str) -> Option<i64> {
    let value = former.get(field)?;
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn text(value: &Json) -> String {
    value.as_str().map(str::to_owned).unwrap_or_default()
}

/// All rows of a table.
pub(super) fn from(table: &'static str) -> Guarded<SelectStatement> {
    let mut select = Query::select();
    select.from(table);
    Guarded::unrestricted(select, WHY)
}

/// How many customers those may still have to whom some go back; they are held before any row is.
pub(super) async fn rooms(work: &mut Work, tx: &mut Tx, kept: &[Kept]) -> Result<Rooms> {
    work.taken.forget();
    let mut owners = Vec::new();
    for row in kept {
        let owner = row.former()?.and_then(|former| number(&former, "owner"));
        owners.extend(owner.map(|owner| Named::Known(PersonId(owner))));
    }
    let work = &*work;
    Rooms::of(work, tx, owners.iter()).await
}

/// Takes rows back that are held.
pub(super) async fn take_back(
    work: &mut Work,
    tx: &mut Tx,
    noun: Subject,
    kept: Vec<Kept>,
    since: &Since,
    rooms: &Rooms,
) -> Result<UndoTally> {
    let (mut removed, mut restored, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    let (left, kept): (Vec<Kept>, Vec<Kept>) = kept.into_iter().partition(|row| since.refused(row).is_some());
    refused.extend(left.iter().filter_map(|row| Some((row.id, since.refused(row)?))));
    let taken = taken(work, tx, &kept).await?;
    for row in kept {
        if row.is_new() {
            removed.push(row);
        } else if taken.contains(&row.id) {
            refused.push((row.id, RefusedWhy::Taken));
        } else if is_full(work, noun, rooms, &row)? {
            refused.push((row.id, RefusedWhy::Full));
        } else {
            restored.push(row);
        }
    }
    remove(work, tx, noun, &removed).await?;
    match noun {
        Subject::Lead => leads::restore(work, tx, &restored).await?,
        Subject::Customer => restore_customers(work, tx, &restored).await?,
        Subject::Contact => restore_contacts(work, tx, &restored).await?,
    }
    work.written.clear();
    // The last written first: so a customer comes to be as old as before the first of its contacts came.
    let mut all: Vec<&Kept> = removed.iter().chain(&restored).collect();
    all.sort_by_key(|row| std::cmp::Reverse(row.id));
    for row in all {
        untouch(tx, row.host_id, row.host_before, row.host_after).await?;
        work.customers.extend(row.host_id);
    }
    let ids = |rows: &[Kept]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    note(tx, &ids(&removed), REMOVED).await?;
    note(tx, &ids(&restored), RESTORED).await?;
    for why in RefusedWhy::ALL {
        let rows: Vec<_> = refused.iter().filter(|(_, one)| *one == why).map(|(id, _)| *id).collect();
        note(tx, &rows, why.key()).await?;
    }
    let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    Ok(UndoTally {
        removed: count(removed.len()),
        restored: count(restored.len()),
        refused: count(refused.len()),
    })
}

fn is_full(work: &mut Work, noun: Subject, rooms: &Rooms, row: &Kept) -> Result<bool> {
    let owner = row.former()?.and_then(|former| number(&former, "owner"));
    let Some(owner) = owner.filter(|_| noun == Subject::Customer) else { return Ok(false) };
    Ok(!rooms.take(&mut work.taken, &Named::Known(PersonId(owner)), None))
}

/// The rows that would hold what another has by now and no two may. What is taken back before them lets go of it.
async fn taken(work: &Work, tx: &mut Tx, kept: &[Kept]) -> Result<HashSet<i64>> {
    let mut wishes = Vec::with_capacity(kept.len());
    for row in kept {
        wishes.push((row.id, added::former(work, &row.former()?.unwrap_or_default())));
    }
    let holders = Holders::of(work, tx, wishes.iter().map(|(_, wishes)| wishes)).await?;
    let going: HashSet<i64> = kept.iter().map(|row| row.subject_id).collect();
    let stays = |key: FieldKey, wish: &Wish| {
        holders.holder(work, key, wish).is_some_and(|holder| !going.contains(&holder))
    };
    let taken = wishes.iter().filter(|(_, wishes)| wishes.iter().any(|(key, wish)| stays(*key, wish)));
    Ok(taken.map(|(id, _)| *id).collect())
}

async fn remove(work: &mut Work, tx: &mut Tx, noun: Subject, rows: &[Kept]) -> Result<()> {
    let ids: Vec<i64> = rows.iter().map(|row| row.subject_id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let action = match noun {
        Subject::Lead => {
            work.owners.extend(leads::owners(tx, &ids).await?);
            erase(tx, &ids).await?;
            "lead.removed"
        }
        Subject::Customer => {
            work.customer_owners.extend(leads::owners_of(tx, "customers", &ids).await?);
            work.customers.extend(ids.iter().copied());
            work.desk.customers().erase(tx, &ids).await?;
            "customer.purged"
        }
        Subject::Contact => {
            contacts::erase(tx, &ids).await?;
            "contact.removed"
        }
    };
    let noted = |row: &Kept| Noted {
        id: row.subject_id,
        version: 2,
        detail: json!({ "name": row.name, "import": work.import }),
    };
    let noted: Vec<_> = rows.iter().map(noted).collect();
    note_many(tx, work.now(), work.me(), action, noun.key(), &noted).await
}

async fn restore_customers(work: &mut Work, tx: &mut Tx, rows: &[Kept]) -> Result<()> {
    let ids: Vec<i64> = rows.iter().map(|row| row.subject_id).collect();
    let desk = work.desk.clone();
    let mine = Expr::val(1_i64);
    let mut customers = several(tx, &desk.viewer, from("customers"), mine, &ids, false).await?;
    added::fill(work, tx, &mut customers, |existing| &mut existing.customer.added).await?;
    for row in rows {
        let (Some(known), Some(former)) = (customers.get(&row.subject_id), row.former()?) else { continue };
        let customer = &known.customer;
        let mut wishes = Fields::new();
        for (field, value) in fields(&former) {
            let wish = text(value);
            let wish = match CustomerChoice::from_key(field).zip(wish.parse().ok()) {
                // A value that was merged into another is that one; one that is gone is nothing.
                Some((list, id)) => {
                    let now = work.choices.now(list.kind(), ChoiceId(id));
                    now.map(|id| id.to_string()).unwrap_or_default()
                }
                None => wish,
            };
            wishes.insert(field.clone(), wish);
        }
        let mut values = field_columns(&wishes);
        let added = added::differing(added::former(work, &former), &customer.added);
        let (added, columns) = added::of_change(work, tx, &added).await?;
        wishes.extend(added);
        values.extend(columns);
        values.extend(former.get("external_id").map(|id| ("external_id", text(id).into())));
        if !values.is_empty() {
            desk.customers().write(tx, customer, &wishes, values, held(row.subject_id)).await?;
        }
        let (owner, pool) = (number(&former, "owner"), number(&former, "pool"));
        match (owner, pool) {
            (Some(owner), _) => desk.customers().give(tx, &[row.subject_id], PersonId(owner)).await?,
            (None, Some(pool)) => desk.customers().give_back(tx, &[row.subject_id], PoolId(pool)).await?,
            (None, None) => {}
        }
        work.customers.insert(row.subject_id);
        work.customer_owners.insert(customer.owner.map(i64::from));
    }
    Ok(())
}

/// What is no field of a form.
const APART: [&str; 3] = ["external_id", "owner", "pool"];

/// What stood in the fields that are always there.
fn fields(former: &Map<String, Json>) -> impl Iterator<Item = (&String, &Json)> {
    let is_added = |field: &str| FieldKey::from_key(field).is_some();
    former.iter().filter(move |(field, _)| !APART.contains(&field.as_str()) && !is_added(field))
}

async fn restore_contacts(work: &mut Work, tx: &mut Tx, rows: &[Kept]) -> Result<()> {
    let ids: Vec<i64> = rows.iter().map(|row| row.subject_id).collect();
    let mut there = contacts::among(tx, from("contacts"), ids).await?;
    added::fill(work, tx, &mut there, |existing| &mut existing.contact.added).await?;
    let desk = work.desk.clone();
    for row in rows {
        let (Some(known), Some(former)) = (there.get(&row.subject_id), row.former()?) else { continue };
        let mut wishes: Fields = fields(&former).map(|(field, value)| (field.clone(), text(value))).collect();
        let added = added::differing(added::former(work, &former), &known.contact.added);
        let (added, columns) = added::of_change(work, tx, &added).await?;
        wishes.extend(added);
        if let Some(id) = former.get("external_id") {
            call(tx, row.subject_id, &text(id)).await?;
        }
        desk.contacts().write(tx, &known.contact, &wishes, columns).await?;
    }
    Ok(())
}
