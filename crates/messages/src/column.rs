//! What columns are called, and the words that stand in them. Pages and files share them.
mod customer;

pub use customer::{
    contact, contact_field, customer, customer_choice, customer_field, customer_kind, customer_state,
    customer_view, customer_word, security,
};

use crate::{Key, text};
use domain::Lang;
use domain::lead::{LeadColumn, LeadField, LeadState};

/// The name of a text field of a lead.
#[must_use]
pub fn field(lang: Lang, field: LeadField) -> &'static str {
    let key = match field {
        LeadField::Number => Key::ColumnNumber,
        LeadField::Contact => Key::ColumnContact,
        LeadField::Nickname => Key::ColumnNickname,
        LeadField::Mobile => Key::ColumnMobile,
        LeadField::Phone => Key::ColumnPhone,
        LeadField::Email => Key::ColumnEmail,
        LeadField::Fax => Key::ColumnFax,
        LeadField::Wechat => Key::ColumnWechat,
        LeadField::Qq => Key::ColumnQq,
        LeadField::Address => Key::ColumnAddress,
        LeadField::Postcode => Key::ColumnPostcode,
        LeadField::Company => Key::ColumnCompany,
        LeadField::Website => Key::ColumnWebsite,
        LeadField::CompanyType => Key::ColumnCompanyType,
        LeadField::Department => Key::ColumnDepartment,
        LeadField::Position => Key::ColumnPosition,
        LeadField::Business => Key::ColumnBusiness,
        LeadField::Remarks => Key::ColumnRemarks,
    };
    text(lang, key)
}

/// The header of a column of a list of leads.
#[must_use]
pub fn lead(lang: Lang, column: LeadColumn) -> &'static str {
    let key = match column {
        LeadColumn::Text(text_field) => return field(lang, text_field),
        LeadColumn::Status => Key::ColumnStatus,
        LeadColumn::Intake => Key::ColumnIntake,
        LeadColumn::Source => Key::ColumnSource,
        LeadColumn::Owner => Key::ColumnOwner,
        LeadColumn::State => Key::ColumnState,
        LeadColumn::FinishReason => Key::ColumnFinishReason,
        LeadColumn::SubmittedAt => Key::ColumnSubmittedAt,
        LeadColumn::UpdatedAt => Key::ColumnUpdatedAt,
        LeadColumn::LastRecordAt => Key::ColumnLastRecordAt,
        LeadColumn::NextVisitAt => Key::ColumnNextVisitAt,
        LeadColumn::Added(added) => return added.key(),
    };
    text(lang, key)
}

/// Where a lead stands, in words.
#[must_use]
pub fn state(lang: Lang, state: LeadState) -> &'static str {
    let key = match state {
        LeadState::Unclaimed => Key::ColumnStateUnclaimed,
        LeadState::Claimed => Key::ColumnStateClaimed,
        LeadState::Finished => Key::ColumnStateFinished,
        LeadState::Converted => Key::ColumnStateConverted,
    };
    text(lang, key)
}
