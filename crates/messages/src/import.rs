//! The words of imports. Pages, the REST API, the error file and the command line share them.
use crate::{Key, column, fill, text};
use domain::Lang;
use domain::column::Column;
use domain::contact::ContactColumn;
use domain::custom::{CustomField, FieldKey};
use domain::customer::CustomerColumn;
use domain::import::{
    CellProblem, Found, ImportFailure, ImportKind, ImportState, RefusedWhy, RowOutcome, RowReason,
};
use domain::lead::LeadColumn;

/// What a file brings.
#[must_use]
pub fn kind(lang: Lang, kind: ImportKind) -> &'static str {
    let key = match kind {
        ImportKind::People => Key::ImportKindPeople,
        ImportKind::Leads => Key::ImportKindLeads,
        ImportKind::Customers => Key::ImportKindCustomers,
        ImportKind::Contacts => Key::ImportKindContacts,
        ImportKind::Calls => Key::ImportKindCalls,
        ImportKind::Events => Key::ImportKindEvents,
    };
    text(lang, key)
}

/// How far an import has come.
#[must_use]
pub fn state(lang: Lang, state: ImportState) -> &'static str {
    let key = match state {
        ImportState::Uploaded => Key::ImportStateUploaded,
        ImportState::Checking => Key::ImportStateChecking,
        ImportState::Checked => Key::ImportStateChecked,
        ImportState::Running => Key::ImportStateRunning,
        ImportState::Done => Key::ImportStateDone,
        ImportState::Stopped => Key::ImportStateStopped,
    };
    text(lang, key)
}

/// What becomes of rows.
#[must_use]
pub fn outcome(lang: Lang, outcome: RowOutcome) -> &'static str {
    let key = match outcome {
        RowOutcome::New => Key::ImportOutcomeNew,
        RowOutcome::Updated => Key::ImportOutcomeUpdated,
        RowOutcome::Unchanged => Key::ImportOutcomeUnchanged,
        RowOutcome::Duplicate => Key::ImportOutcomeDuplicate,
        RowOutcome::Skipped => Key::ImportOutcomeSkipped,
        RowOutcome::Error => Key::ImportOutcomeError,
    };
    text(lang, key)
}

/// What a column is read into; `added` are the fields the administrator has added.
#[must_use]
pub fn target<'a>(lang: Lang, kind: ImportKind, target: &str, added: &'a [CustomField]) -> &'a str {
    match FieldKey::from_key(target) {
        Some(key) => added.iter().find(|field| field.key == key).map_or("", |field| field.label(lang)),
        None => own_target(lang, kind, target),
    }
}

fn own_target(lang: Lang, kind: ImportKind, target: &str) -> &'static str {
    let key = match (kind, target) {
        (_, "external_id") => Key::ImportTargetExternalId,
        (ImportKind::Leads, target) => {
            return LeadColumn::from_key(target).map_or("", |known| column::lead(lang, known));
        }
        (ImportKind::Customers, target) => {
            return CustomerColumn::from_key(target).map_or("", |known| column::customer(lang, known));
        }
        (ImportKind::Contacts, "customer") => Key::ImportTargetContactsCustomer,
        (ImportKind::Contacts, "first_name") => Key::ImportTargetPeopleFirstName,
        (ImportKind::Contacts, target) => {
            return ContactColumn::from_key(target).map_or("", |known| column::contact(lang, known));
        }
        (ImportKind::People, "name") => Key::ImportTargetPeopleName,
        (ImportKind::People, "first_name") => Key::ImportTargetPeopleFirstName,
        (ImportKind::People, "email") => Key::ImportTargetPeopleEmail,
        (ImportKind::Calls, "lead") => Key::ImportTargetCallsLead,
        (ImportKind::Calls, "happened_at") => Key::ImportTargetCallsHappenedAt,
        (ImportKind::Calls, "author") => Key::ImportTargetCallsAuthor,
        (ImportKind::Calls, "subject") => Key::ImportTargetCallsSubject,
        (ImportKind::Calls, "direction") => Key::ImportTargetCallsDirection,
        (ImportKind::Calls, "purpose") => Key::ImportTargetCallsPurpose,
        (ImportKind::Calls, "outcome") => Key::ImportTargetCallsOutcome,
        (ImportKind::Calls, "duration_seconds") => Key::ImportTargetCallsDurationSeconds,
        (ImportKind::Calls, "duration_minutes") => Key::ImportTargetCallsDurationMinutes,
        (ImportKind::Calls, "remarks") => Key::ImportTargetCallsRemarks,
        (ImportKind::Events, "lead") => Key::ImportTargetEventsLead,
        (ImportKind::Events, "starts_at") => Key::ImportTargetEventsStartsAt,
        (ImportKind::Events, "ends_at") => Key::ImportTargetEventsEndsAt,
        (ImportKind::Events, "owner") => Key::ImportTargetEventsOwner,
        (ImportKind::Events, "subject") => Key::ImportTargetEventsSubject,
        (ImportKind::Events, "place") => Key::ImportTargetEventsPlace,
        (ImportKind::Events, "points") => Key::ImportTargetEventsPoints,
        (ImportKind::Events, "created_at") => Key::ImportTargetEventsCreatedAt,
        _ => return "",
    };
    text(lang, key)
}

/// Why a row is not taken as it stands.
#[must_use]
pub fn reason(lang: Lang, reason: &RowReason) -> String {
    let key = match reason {
        RowReason::Required => Key::ImportReasonRequired,
        RowReason::TooLong { max } => return fill(lang, Key::ImportReasonTooLong, &[("max", max)]),
        RowReason::RequiredField { name, name_en } => {
            let field = name_en.as_ref().filter(|_| lang == Lang::En).unwrap_or(name);
            return fill(lang, Key::ImportReasonRequiredField, &[("field", field)]);
        }
        RowReason::Taken => Key::ImportReasonTaken,
        RowReason::Malformed => Key::ImportReasonMalformed,
        RowReason::NotANumber { decimals: 0 } => Key::ImportReasonNotAWholeNumber,
        RowReason::NotANumber { decimals } => {
            return fill(lang, Key::ImportReasonNotANumber, &[("n", decimals)]);
        }
        RowReason::NotYesOrNo => Key::ImportReasonNotYesOrNo,
        RowReason::NotATime => Key::ImportReasonNotATime,
        RowReason::UnknownChoice => Key::ImportReasonUnknownChoice,
        RowReason::UnknownPerson => Key::ImportReasonUnknownPerson,
        RowReason::AmbiguousPerson => Key::ImportReasonAmbiguousPerson,
        RowReason::MayNotAssign => Key::ImportReasonMayNotAssign,
        RowReason::MayNotPool => Key::ImportReasonMayNotPool,
        RowReason::PoolClosed => Key::ImportReasonPoolClosed,
        RowReason::NotCleared => Key::ImportReasonNotCleared,
        RowReason::Full => Key::ImportReasonFull,
        RowReason::Twin { owner: Some(owner), .. } => {
            return fill(lang, Key::ImportReasonTwinOwned, &[("owner", owner)]);
        }
        RowReason::Twin { owner: None, pooled: true } => Key::ImportReasonTwinPooled,
        RowReason::Twin { owner: None, pooled: false } => Key::ImportReasonTwin,
        RowReason::NotYours => Key::ImportReasonNotYours,
        RowReason::NotThere => Key::ImportReasonNotThere,
        RowReason::ThereAlready => Key::ImportReasonThereAlready,
        RowReason::Duplicate { line } => return fill(lang, Key::ImportReasonDuplicate, &[("line", line)]),
        RowReason::Alike { line } => return fill(lang, Key::ImportReasonAlike, &[("line", line)]),
        RowReason::NoLead => Key::ImportReasonNoLead,
        RowReason::UnknownLead => Key::ImportReasonUnknownLead,
        RowReason::NoCustomer => Key::ImportReasonNoCustomer,
        RowReason::UnknownCustomer => Key::ImportReasonUnknownCustomer,
        RowReason::AmbiguousCustomer => Key::ImportReasonAmbiguousCustomer,
        RowReason::OtherCustomer => Key::ImportReasonOtherCustomer,
        RowReason::RowTooLong { expected, found } => {
            return fill(lang, Key::ImportReasonRowTooLong, &[("expected", expected), ("found", found)]);
        }
    };
    text(lang, key).to_owned()
}

/// Why undoing leaves a row alone.
#[must_use]
pub fn refused(lang: Lang, why: RefusedWhy) -> &'static str {
    let key = match why {
        RefusedWhy::Changed => Key::ImportWhyChanged,
        RefusedWhy::Gone => Key::ImportWhyGone,
        RefusedWhy::Full => Key::ImportWhyFull,
        RefusedWhy::Taken => Key::ImportWhyTaken,
    };
    text(lang, key)
}

/// All reasons of a row with the headers of their columns, for a file or a terminal.
#[must_use]
pub fn reasons(lang: Lang, headers: &[String], problems: &[CellProblem]) -> String {
    let told = problems.iter().map(|problem| {
        let words = reason(lang, &problem.reason);
        match problem.column.and_then(|column| headers.get(column)) {
            Some(header) => fill(lang, Key::ImportErrorsAt, &[("column", header), ("reason", &words)]),
            None => words,
        }
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Why a file, or an import as a whole, was given up.
#[must_use]
pub fn failure(lang: Lang, failure: &ImportFailure) -> String {
    let key = match failure {
        ImportFailure::NoFile => Key::ImportFailureNoFile,
        ImportFailure::Empty => Key::ImportFailureEmpty,
        ImportFailure::FileTooLarge { limit } => {
            return fill(lang, Key::ImportFailureFileTooLarge, &[("limit", limit)]);
        }
        ImportFailure::NotATable { found } => found_instead(*found),
        ImportFailure::Encrypted => Key::ImportFailureEncrypted,
        ImportFailure::Damaged => Key::ImportFailureDamaged,
        ImportFailure::UnzipsTooLarge => Key::ImportFailureUnzipsTooLarge,
        ImportFailure::TooManyCells => Key::ImportFailureTooManyCells,
        ImportFailure::CellTooLarge { line: None } => Key::ImportFailureCellTooLarge,
        ImportFailure::CellTooLarge { line: Some(line) } => {
            return fill(lang, Key::ImportFailureCellTooLargeAt, &[("line", line)]);
        }
        ImportFailure::RowTooLarge { line } => {
            return fill(lang, Key::ImportFailureRowTooLarge, &[("line", line)]);
        }
        ImportFailure::TooManyColumns { columns, limit } => {
            return fill(lang, Key::ImportFailureTooManyColumns, &[("columns", columns), ("limit", limit)]);
        }
        ImportFailure::NoHeader => Key::ImportFailureNoHeader,
        ImportFailure::NoSuchRow { line } => {
            return fill(lang, Key::ImportFailureNoSuchRow, &[("line", line)]);
        }
        ImportFailure::NoSuchSheet { sheet } => {
            return fill(lang, Key::ImportFailureNoSuchSheet, &[("sheet", sheet)]);
        }
        ImportFailure::Undecodable { line, encoding } => {
            return fill(lang, Key::ImportFailureUndecodable, &[("line", line), ("encoding", encoding)]);
        }
        ImportFailure::UnknownEncoding { encoding } => {
            return fill(lang, Key::ImportFailureUnknownEncoding, &[("encoding", encoding)]);
        }
        ImportFailure::OpenQuote { line } => {
            return fill(lang, Key::ImportFailureOpenQuote, &[("line", line)]);
        }
        ImportFailure::FileGone => Key::ImportFailureFileGone,
        ImportFailure::NotAllowed => Key::ImportFailureNotAllowed,
        ImportFailure::Broken { id } => return fill(lang, Key::ImportFailureBroken, &[("id", id)]),
    };
    text(lang, key).to_owned()
}

const fn found_instead(found: Found) -> Key {
    match found {
        Found::Picture => Key::ImportFailurePicture,
        Found::Pdf => Key::ImportFailurePdf,
        Found::Archive => Key::ImportFailureArchive,
        Found::WebPage => Key::ImportFailureWebPage,
        Found::Document => Key::ImportFailureDocument,
        Found::OtherSpreadsheet => Key::ImportFailureOtherSpreadsheet,
        Found::Binary => Key::ImportFailureBinary,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_a_name() {
        for kind in ImportKind::ALL {
            for known in kind.targets(&[]) {
                for lang in Lang::ALL {
                    assert_ne!(target(lang, kind, known.key, &[]), "", "{kind:?} {}", known.key);
                }
            }
        }
    }

    #[test]
    fn a_reason_names_its_column() {
        let problems = [
            CellProblem { column: Some(0), reason: RowReason::Required },
            CellProblem { column: None, reason: RowReason::NotYours },
        ];
        assert_eq!(
            reasons(Lang::En, &["Mobile".to_owned()], &problems),
            "Mobile: Please fill this in; It exists, and you may not change it"
        );
    }
}
