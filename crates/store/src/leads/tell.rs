//! What follows every change of leads: an entry in the timeline, and a word to open browsers.
use crate::Result;
use crate::db::Tx;
use crate::records::{self, Entry};
use crate::subject;
use domain::record::RecordKind;
use domain::{About, Moment, PersonId, Subject};

/// Adds the product's own entry to each timeline.
pub(crate) async fn entries(
    tx: &mut Tx,
    kind: RecordKind,
    author: PersonId,
    now: Moment,
    leads: &[(i64, String)],
) -> Result<()> {
    let told = leads.iter().map(|(lead, content)| {
        Entry::new(kind, About::new(Subject::Lead, *lead), author, now).saying(content)
    });
    records::add(tx, now, &told.collect::<Vec<_>>()).await?;
    Ok(())
}

/// Tells open browsers.
pub(crate) async fn changed(
    tx: &mut Tx,
    ids: &[i64],
    owners: impl IntoIterator<Item = Option<i64>>,
) -> Result<()> {
    subject::changed(tx, Subject::Lead, ids, owners).await
}
