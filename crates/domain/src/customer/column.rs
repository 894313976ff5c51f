//! The columns of a list of customers.
use super::{CustomerChoice, CustomerField, CustomerKind, CustomerState, CustomerView};
use crate::column::{CellKind, Column};
use crate::custom::FieldKey;

/// A column of a list of customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CustomerColumn {
    /// One of the text fields.
    Text(CustomerField),
    /// One of the drop-down lists.
    Choice(CustomerChoice),
    /// Individual or enterprise.
    Kind,
    /// 专管销售员.
    Owner,
    /// Owned, in a pool, in the bin.
    State,
    /// The red label.
    Hot,
    /// Who may know of it.
    Security,
    /// 首次接触.
    FirstContact,
    /// When it was entered.
    CreatedAt,
    /// When anything about it last changed.
    UpdatedAt,
    /// When the last record was written.
    LastRecordAt,
    /// The next open plan or visit.
    NextVisitAt,
    /// Since when its owner has it, or the pool.
    OwnedAt,
    /// When the pool takes it back, should nothing happen.
    RecycleAt,
    /// A field the administrator has added.
    Added(FieldKey),
}

use CustomerChoice as D;
use CustomerColumn as C;
use CustomerField as F;

const KINDS: [&str; 2] = [CustomerKind::Person.key(), CustomerKind::Company.key()];
const STATES: [&str; 3] = [CustomerState::Owned.key(), CustomerState::Pool.key(), CustomerState::Bin.key()];
const SECURITY: [&str; 4] = ["open", "internal", "confidential", "secret"];

impl Column for CustomerColumn {
    type View = CustomerView;

    const ALL: &'static [Self] = &[
        C::Text(F::Name),
        C::Text(F::Mobile),
        C::Choice(D::Level),
        C::Choice(D::Status),
        C::Owner,
        C::Choice(D::Source),
        C::Choice(D::Category),
        C::Choice(D::Maturity),
        C::Choice(D::Type),
        C::Choice(D::Industry),
        C::Choice(D::Size),
        C::Choice(D::Mark),
        C::Choice(D::SalesLevel),
        C::Choice(D::Credit),
        C::Choice(D::Country),
        C::Choice(D::Region),
        C::Text(F::City),
        C::Text(F::Number),
        C::Text(F::Company),
        C::Text(F::Phone),
        C::Text(F::Email),
        C::Text(F::Wechat),
        C::Text(F::Website),
        C::Text(F::Address),
        C::Text(F::Postcode),
        C::Kind,
        C::State,
        C::Hot,
        C::Security,
        C::FirstContact,
        C::LastRecordAt,
        C::NextVisitAt,
        C::UpdatedAt,
        C::CreatedAt,
        C::OwnedAt,
        C::RecycleAt,
        C::Text(F::Description),
        C::Text(F::Background),
    ];
    const DEFAULT: &'static [Self] = &[
        C::Text(F::Name),
        C::Text(F::Mobile),
        C::Choice(D::Level),
        C::Choice(D::Status),
        C::Choice(D::Maturity),
        C::Owner,
        C::LastRecordAt,
        C::NextVisitAt,
        C::UpdatedAt,
    ];

    fn key(self) -> &'static str {
        match self {
            C::Text(field) => field.key(),
            C::Choice(field) => field.key(),
            C::Kind => "kind",
            C::Owner => "owner",
            C::State => "state",
            C::Hot => "hot",
            C::Security => "security",
            C::FirstContact => "first_contact",
            C::CreatedAt => "created_at",
            C::UpdatedAt => "updated_at",
            C::LastRecordAt => "last_record_at",
            C::NextVisitAt => "next_visit_at",
            C::OwnedAt => "owned_at",
            C::RecycleAt => "recycle_at",
            C::Added(field) => field.key(),
        }
    }

    fn kind(self) -> CellKind {
        match self {
            C::Text(field) => field.kind(),
            C::Choice(_) => CellKind::Choice,
            C::Kind | C::State | C::Security => CellKind::Word,
            C::Owner => CellKind::Person,
            C::Hot => CellKind::Flag,
            C::FirstContact => CellKind::Date,
            C::CreatedAt | C::UpdatedAt | C::LastRecordAt | C::NextVisitAt | C::OwnedAt | C::RecycleAt => {
                CellKind::Time
            }
            C::Added(field) => field.cell(),
        }
    }

    fn width(self) -> u16 {
        match self {
            C::Text(field) => field.width(),
            C::Kind | C::Hot | C::State | C::Security => 90,
            C::Choice(_) | C::Owner | C::FirstContact => 120,
            C::Added(field) => field.width(),
            _ => 130,
        }
    }

    fn may_be_blank(self) -> bool {
        !matches!(self, C::Kind | C::State | C::Hot | C::Security | C::CreatedAt | C::UpdatedAt | C::OwnedAt)
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            C::Kind => &KINDS,
            C::State => &STATES,
            C::Security => &SECURITY,
            _ => &[],
        }
    }

    fn added(field: FieldKey) -> Option<Self> {
        Some(C::Added(field))
    }

    fn field(self) -> Option<FieldKey> {
        if let C::Added(field) = self { Some(field) } else { None }
    }
}
