//! Which contacts are there already.
use super::super::added;
use super::super::key::{Key, ids};
use super::super::links::Links;
use super::super::work::Work;
use crate::Result;
use crate::contacts::{SeveralContacts, several};
use crate::db::Run;
use sea_query::{Condition, Expr, ExprTrait};
use std::collections::HashMap;

/// Customer and key → contact. What another program calls it names a contact by itself: then the customer is 0.
#[derive(Default)]
pub(super) struct There(HashMap<(i64, String), Option<SeveralContacts>>);

/// Whether a contact is there.
pub(super) enum Is<'a> {
    Missing,
    /// With another customer than the row says.
    OfAnother,
    /// With a customer the importer does not see.
    NotYours,
    There(&'a SeveralContacts),
}

impl There {
    /// The contact of a customer behind the text that names it.
    pub(super) fn find(&self, work: &Work, customer: i64, text: Option<&str>) -> Is<'_> {
        let Some((key, text)) = Key::of(&work.rules).zip(text) else { return Is::Missing };
        let Some(text) = key.of_text(text) else { return Is::Missing };
        let of = if key == Key::ExternalId { 0 } else { customer };
        match self.0.get(&(of, text)) {
            None => Is::Missing,
            Some(None) => Is::NotYours,
            Some(Some(found)) if found.contact.customer.0 != customer => Is::OfAnother,
            Some(Some(found)) => Is::There(found),
        }
    }
}

/// Finds the contacts behind the texts that name them.
pub(super) async fn look_up(
    work: &Work,
    on: &mut impl Run,
    links: &Links,
    texts: Vec<&str>,
) -> Result<There> {
    let mut there = There::default();
    let Some(key) = Key::of(&work.rules).filter(|_| !texts.is_empty()) else { return Ok(there) };
    let mut of: Vec<i64> = links.all().map(|link| link.id).collect();
    of.sort_unstable();
    of.dedup();
    let among = (key != Key::ExternalId).then(|| Expr::col("customer_id").is_in(of));
    let ids = ids(on, "contacts", key, &texts, Condition::all().add_option(among)).await?;
    let mut seen = several(on, &work.desk, ids.iter().map(|(id, _)| *id).collect()).await?;
    added::fill(work, on, &mut seen, |existing| &mut existing.contact.added).await?;
    for (id, text) in ids {
        let (Some(text), found) = (key.of_text(&text), seen.remove(&id)) else { continue };
        let of = match &found {
            Some(found) if key != Key::ExternalId => found.contact.customer.0,
            _ => 0,
        };
        let place = there.0.entry((of, text)).or_default();
        if place.is_none() {
            *place = found;
        }
    }
    Ok(there)
}
