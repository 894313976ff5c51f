//! The columns of a list of contacts.
use super::{ContactField, ContactView};
use crate::column::{CellKind, Column};
use crate::custom::FieldKey;

/// A column of a list of contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactColumn {
    /// One of the text fields.
    Text(ContactField),
    /// The name of the customer.
    Customer,
    /// Who has the customer.
    Owner,
    /// The one to ask first.
    Main,
    /// When it was entered.
    CreatedAt,
    /// When it last changed.
    UpdatedAt,
    /// A field the administrator has added.
    Added(FieldKey),
}

use ContactColumn as C;
use ContactField as F;

impl Column for ContactColumn {
    type View = ContactView;

    const ALL: &'static [Self] = &[
        C::Text(F::Name),
        C::Customer,
        C::Text(F::Title),
        C::Text(F::Department),
        C::Text(F::Position),
        C::Text(F::Mobile),
        C::Text(F::Phone),
        C::Text(F::Email),
        C::Text(F::Wechat),
        C::Text(F::Qq),
        C::Text(F::Fax),
        C::Text(F::Address),
        C::Main,
        C::Owner,
        C::UpdatedAt,
        C::CreatedAt,
        C::Text(F::Remarks),
    ];
    const DEFAULT: &'static [Self] = &[
        C::Text(F::Name),
        C::Customer,
        C::Text(F::Position),
        C::Text(F::Mobile),
        C::Text(F::Email),
        C::Text(F::Wechat),
        C::Owner,
        C::UpdatedAt,
    ];

    fn key(self) -> &'static str {
        match self {
            C::Text(field) => field.key(),
            C::Customer => "customer",
            C::Owner => "owner",
            C::Main => "main",
            C::CreatedAt => "created_at",
            C::UpdatedAt => "updated_at",
            C::Added(field) => field.key(),
        }
    }

    fn kind(self) -> CellKind {
        match self {
            C::Text(field) => field.kind(),
            C::Customer => CellKind::Text,
            C::Owner => CellKind::Person,
            C::Main => CellKind::Flag,
            C::CreatedAt | C::UpdatedAt => CellKind::Time,
            C::Added(field) => field.cell(),
        }
    }

    fn width(self) -> u16 {
        match self {
            C::Text(field) => field.width(),
            C::Customer => 200,
            C::Owner => 120,
            C::Main => 90,
            C::CreatedAt | C::UpdatedAt => 130,
            C::Added(field) => field.width(),
        }
    }

    fn may_be_blank(self) -> bool {
        !matches!(self, C::Main | C::CreatedAt | C::UpdatedAt)
    }

    fn added(field: FieldKey) -> Option<Self> {
        Some(C::Added(field))
    }

    fn field(self) -> Option<FieldKey> {
        if let C::Added(field) = self { Some(field) } else { None }
    }
}
