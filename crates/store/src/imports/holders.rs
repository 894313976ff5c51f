//! Who has what only one row may have: added fields by which rows are told apart.
use super::added::{Wish, Wishes};
use super::work::Work;
use crate::db::Run;
use crate::edit::Fields;
use crate::{Result, custom, subject};
use domain::custom::{CustomField, FieldKey};
use domain::import::{CellProblem, RowReason};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A field and a value of it, in the form in which two of them are the same.
type Mark = (FieldKey, String);

fn field(work: &Work, key: FieldKey) -> Option<&CustomField> {
    work.added.iter().find(|field| field.key == key && field.unique)
}

fn mark(work: &Work, key: FieldKey, wish: &Wish) -> Option<Mark> {
    let Wish::Plain(text) = wish else { return None };
    Some((key, custom::same(field(work, key)?, text)?))
}

/// What rows that are planned have taken, and let go of. Dry run and run count alike: the run asks the database again
/// for each part.
#[derive(Default)]
pub(super) struct Claims {
    taken: HashSet<Mark>,
    left: HashSet<Mark>,
}

impl Claims {
    /// What was planned is in the database now.
    pub(super) fn forget(&mut self) {
        self.taken.clear();
        self.left.clear();
    }
}

/// A row that is planned holds this instead of what stands there.
pub(super) fn claim(work: &mut Work, wishes: &Wishes, present: &Fields) {
    for (key, wish) in wishes {
        let old = present.get(key.key()).and_then(|text| custom::same(field(work, *key)?, text));
        let new = mark(work, *key, wish);
        work.claims.left.extend(old.map(|old| (*key, old)));
        work.claims.taken.extend(new);
    }
}

/// The rows that have what some others wish for.
pub(super) struct Holders(HashMap<Mark, i64>);

impl Holders {
    /// Looks them up, the rows nobody shows the importer too.
    pub(super) async fn of<'a>(
        work: &Work,
        on: &mut impl Run,
        rows: impl Iterator<Item = &'a Wishes>,
    ) -> Result<Self> {
        let mut wanted: HashMap<FieldKey, BTreeSet<String>> = HashMap::new();
        for (key, wish) in rows.flatten() {
            if let Some((key, same)) = mark(work, *key, wish) {
                wanted.entry(key).or_default().insert(same);
            }
        }
        let mut holders = HashMap::new();
        for (key, values) in wanted {
            let Some(field) = field(work, key) else { continue };
            let held = custom::holders(on, subject::table(field.noun), key, values).await?;
            holders.extend(held.into_iter().map(|(same, id)| ((key, same), id)));
        }
        Ok(Self(holders))
    }

    /// The fields of a row that another has, in the database or in the file; `but` is the row itself.
    pub(super) fn taken(&self, work: &Work, wishes: &Wishes, but: Option<i64>) -> Vec<CellProblem> {
        let is_taken = |mark: &Mark| {
            let is_held = self.0.get(mark).is_some_and(|holder| Some(*holder) != but);
            work.claims.taken.contains(mark) || (is_held && !work.claims.left.contains(mark))
        };
        let marks = wishes.iter().filter_map(|(key, wish)| mark(work, *key, wish));
        let taken = marks.filter(is_taken).map(|(key, _)| work.rules.column(key.key()));
        taken.map(|column| CellProblem { column, reason: RowReason::Taken }).collect()
    }

    /// The row that has what this one wishes for.
    pub(super) fn holder(&self, work: &Work, key: FieldKey, wish: &Wish) -> Option<i64> {
        self.0.get(&mark(work, key, wish)?).copied()
    }
}
