//! The columns of a list of leads.
use super::{LeadField, LeadState, LeadView};
use crate::column::{CellKind, Column};
use crate::custom::FieldKey;

/// A column of a list of leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeadColumn {
    /// One of the text fields.
    Text(LeadField),
    /// How far tracking has come.
    Status,
    /// The intake app.
    Intake,
    /// Where it came from.
    Source,
    /// Who tracks it.
    Owner,
    /// Unclaimed, claimed, finished, converted.
    State,
    /// Why tracking ended.
    FinishReason,
    /// When it came in.
    SubmittedAt,
    /// When anything about it last changed.
    UpdatedAt,
    /// When the last record was written.
    LastRecordAt,
    /// The next open visit.
    NextVisitAt,
    /// A field the administrator has added.
    Added(FieldKey),
}

use LeadColumn as C;
use LeadField as F;

const STATES: [&str; 4] = [
    LeadState::Unclaimed.key(),
    LeadState::Claimed.key(),
    LeadState::Finished.key(),
    LeadState::Converted.key(),
];

impl Column for LeadColumn {
    type View = LeadView;
    const ALL: &'static [Self] = &[
        C::Text(F::Contact),
        C::Text(F::Company),
        C::Text(F::Mobile),
        C::Status,
        C::Owner,
        C::Source,
        C::Intake,
        C::State,
        C::Text(F::Number),
        C::Text(F::Nickname),
        C::Text(F::Phone),
        C::Text(F::Email),
        C::Text(F::Fax),
        C::Text(F::Wechat),
        C::Text(F::Qq),
        C::Text(F::Address),
        C::Text(F::Postcode),
        C::Text(F::Website),
        C::Text(F::CompanyType),
        C::Text(F::Department),
        C::Text(F::Position),
        C::Text(F::Business),
        C::SubmittedAt,
        C::UpdatedAt,
        C::LastRecordAt,
        C::NextVisitAt,
        C::FinishReason,
        C::Text(F::Remarks),
    ];
    const DEFAULT: &'static [Self] = &[
        C::Text(F::Contact),
        C::Text(F::Company),
        C::Text(F::Mobile),
        C::Status,
        C::Source,
        C::Owner,
        C::LastRecordAt,
        C::NextVisitAt,
        C::UpdatedAt,
        C::SubmittedAt,
    ];

    fn key(self) -> &'static str {
        match self {
            C::Text(field) => field.key(),
            C::Status => "status",
            C::Intake => "intake",
            C::Source => "source",
            C::Owner => "owner",
            C::State => "state",
            C::FinishReason => "finish_reason",
            C::SubmittedAt => "submitted_at",
            C::UpdatedAt => "updated_at",
            C::LastRecordAt => "last_record_at",
            C::NextVisitAt => "next_visit_at",
            C::Added(field) => field.key(),
        }
    }

    fn kind(self) -> CellKind {
        match self {
            C::Text(field) => field.kind(),
            C::Status | C::Intake | C::Source | C::FinishReason => CellKind::Choice,
            C::Owner => CellKind::Person,
            C::State => CellKind::Word,
            C::SubmittedAt | C::UpdatedAt | C::LastRecordAt | C::NextVisitAt => CellKind::Time,
            C::Added(field) => field.cell(),
        }
    }

    fn width(self) -> u16 {
        match self {
            C::Text(field) => field.width(),
            C::Status | C::Intake | C::Source | C::FinishReason | C::State => 120,
            C::Owner => 120,
            C::SubmittedAt | C::UpdatedAt | C::LastRecordAt | C::NextVisitAt => 130,
            C::Added(field) => field.width(),
        }
    }

    fn may_be_blank(self) -> bool {
        !matches!(self, C::Status | C::State | C::SubmittedAt | C::UpdatedAt)
    }

    fn words(self) -> &'static [&'static str] {
        if self == C::State { &STATES } else { &[] }
    }

    fn added(field: FieldKey) -> Option<Self> {
        Some(C::Added(field))
    }

    fn field(self) -> Option<FieldKey> {
        if let C::Added(field) = self { Some(field) } else { None }
    }
}
