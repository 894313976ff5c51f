//! What may be there already, known again by a telephone, a mailbox or a name: C04 for a file.
use super::brings::{Keys, SameBy};
use super::work::Work;
use crate::Result;
use crate::customers::identities::{self, Known};
use crate::customers::twins::{self, Entered};
use crate::db::Run;
use domain::import::{CellProblem, RowReason};
use domain::twin::{DuplicateNames, Mark, Twin};
use std::collections::{BTreeSet, HashMap};

/// Mark → customers that have it.
#[derive(Default)]
pub(super) struct Suspects(HashMap<Known, Vec<Twin>>);

/// The column a mark stands in.
const fn target(mark: Mark) -> &'static str {
    match mark {
        Mark::Company => "name",
        Mark::Mobile | Mark::Phone | Mark::Email => mark.key(),
    }
}

impl Suspects {
    /// Of the marks of some rows: one statement for all of them. While rows are being written, nobody else enters the
    /// same.
    pub(super) async fn of(
        work: &Work,
        on: &mut impl Run,
        marks: impl Iterator<Item = Known>,
    ) -> Result<Self> {
        let marks: Vec<Known> = marks.collect::<BTreeSet<_>>().into_iter().collect();
        if work.lock {
            identities::hold_gates(on, marks.iter()).await?;
        }
        let entered = |known: &Known| Entered { field: target(known.0).to_owned(), known: known.clone() };
        let rows: Vec<_> = marks.iter().map(|known| (None, vec![entered(known)])).collect();
        let found = twins::find(on, &work.desk, &rows).await?;
        Ok(Self(marks.into_iter().zip(found).filter(|(_, twins)| !twins.is_empty()).collect()))
    }

    /// What stands against a row with these marks, or makes one look twice. `but` is the customer it belongs to.
    pub(super) fn told(&self, work: &Work, marks: &[Known], but: Option<i64>) -> Told {
        let mut told = Told::default();
        for known in marks {
            let twins = self.0.get(known).map(Vec::as_slice).unwrap_or_default();
            // Of the importer's own customer the id is told.
            let another = |twin: &&Twin| twin.customer.as_ref().is_none_or(|(id, _)| Some(id.0) != but);
            let Some(twin) = twins.iter().find(another) else { continue };
            let reason = RowReason::Twin {
                owner: twin.owner.as_ref().map(|(_, name)| name.clone()),
                pooled: twin.pooled,
            };
            let problem = CellProblem { column: work.rules.column(target(known.0)), reason };
            if twin.blocks { told.refused.push(problem) } else { told.warned.push(problem) }
        }
        told
    }
}

/// What was found out about a row.
#[derive(Default)]
pub(super) struct Told {
    /// It is not taken.
    pub(super) refused: Vec<CellProblem>,
    /// It is taken all the same.
    pub(super) warned: Vec<CellProblem>,
}

/// What two rows of the file must not have in common, and what they better had not; those of one group may. `own` is
/// what names the row.
pub(super) fn in_file(work: &Work, own: Option<SameBy>, marks: Vec<Known>, group: &str) -> Keys {
    let names = work.duplicate_names;
    let by = |(mark, value): Known| SameBy {
        target: target(mark),
        key: format!("{} {value}", mark.key()),
        group: group.to_owned(),
    };
    let counts = |(mark, _): &Known| *mark != Mark::Company || names != DuplicateNames::Allow;
    let blocks = |(mark, _): &Known| match mark {
        Mark::Mobile => true,
        Mark::Company => names == DuplicateNames::Block,
        Mark::Phone | Mark::Email => false,
    };
    let (same, alike): (Vec<_>, Vec<_>) = marks.into_iter().filter(counts).partition(blocks);
    let same = own.into_iter().chain(same.into_iter().map(by)).collect();
    Keys { alike: alike.into_iter().map(by).collect(), ..Keys::all(same) }
}
