//! What the columns of customers and contacts are called.
use crate::{Key, text};
use domain::Lang;
use domain::contact::{ContactColumn, ContactField};
use domain::customer::{
    CustomerChoice, CustomerColumn, CustomerField, CustomerKind, CustomerState, CustomerView, Security,
};

/// The name of a text field of a customer.
#[must_use]
pub fn customer_field(lang: Lang, field: CustomerField) -> &'static str {
    let key = match field {
        CustomerField::Name => Key::ColumnCustomerName,
        CustomerField::Number => Key::ColumnCustomerNumber,
        CustomerField::Company => Key::ColumnCustomerCompany,
        CustomerField::Mobile => Key::ColumnMobile,
        CustomerField::Phone => Key::ColumnPhone,
        CustomerField::Email => Key::ColumnEmail,
        CustomerField::Wechat => Key::ColumnWechat,
        CustomerField::Website => Key::ColumnCustomerWebsite,
        CustomerField::City => Key::ColumnCity,
        CustomerField::Address => Key::ColumnAddress,
        CustomerField::Postcode => Key::ColumnPostcode,
        CustomerField::Description => Key::ColumnDescription,
        CustomerField::Background => Key::ColumnBackground,
    };
    text(lang, key)
}

/// The name of a choice of a customer.
#[must_use]
pub fn customer_choice(lang: Lang, field: CustomerChoice) -> &'static str {
    let key = match field {
        CustomerChoice::Status => Key::ColumnCustomerStatus,
        CustomerChoice::Level => Key::ColumnLevel,
        CustomerChoice::Type => Key::ColumnCustomerType,
        CustomerChoice::Category => Key::ColumnCategory,
        CustomerChoice::Source => Key::ColumnCustomerSource,
        CustomerChoice::Industry => Key::ColumnIndustry,
        CustomerChoice::Size => Key::ColumnSize,
        CustomerChoice::Maturity => Key::ColumnMaturity,
        CustomerChoice::Mark => Key::ColumnMark,
        CustomerChoice::SalesLevel => Key::ColumnSalesLevel,
        CustomerChoice::Credit => Key::ColumnCredit,
        CustomerChoice::Country => Key::ColumnCountry,
        CustomerChoice::Region => Key::ColumnRegion,
    };
    text(lang, key)
}

/// The header of a column of a list of customers.
#[must_use]
pub fn customer(lang: Lang, column: CustomerColumn) -> &'static str {
    let key = match column {
        CustomerColumn::Text(field) => return customer_field(lang, field),
        CustomerColumn::Choice(field) => return customer_choice(lang, field),
        CustomerColumn::Kind => Key::ColumnCustomerKind,
        CustomerColumn::Owner => Key::ColumnCustomerOwner,
        CustomerColumn::State => Key::ColumnCustomerState,
        CustomerColumn::Hot => Key::ColumnHot,
        CustomerColumn::Security => Key::ColumnSecurity,
        CustomerColumn::FirstContact => Key::ColumnFirstContact,
        CustomerColumn::CreatedAt => Key::ColumnCreatedAt,
        CustomerColumn::UpdatedAt => Key::ColumnUpdatedAt,
        CustomerColumn::LastRecordAt => Key::ColumnLastFollowedAt,
        CustomerColumn::NextVisitAt => Key::ColumnNextPlanAt,
        CustomerColumn::OwnedAt => Key::ColumnOwnedAt,
        CustomerColumn::RecycleAt => Key::ColumnRecycleAt,
        CustomerColumn::Added(added) => return added.key(),
    };
    text(lang, key)
}

/// What a customer is, in words.
#[must_use]
pub fn customer_kind(lang: Lang, kind: CustomerKind) -> &'static str {
    match kind {
        CustomerKind::Person => text(lang, Key::ColumnKindPerson),
        CustomerKind::Company => text(lang, Key::ColumnKindCompany),
    }
}

/// Where a customer stands, in words.
#[must_use]
pub fn customer_state(lang: Lang, state: CustomerState) -> &'static str {
    match state {
        CustomerState::Owned => text(lang, Key::ColumnStateOwned),
        CustomerState::Pool => text(lang, Key::ColumnStatePool),
        CustomerState::Bin => text(lang, Key::ColumnStateBin),
    }
}

/// How secret a customer is, in words.
#[must_use]
pub fn security(lang: Lang, security: Security) -> &'static str {
    match security {
        Security::Open => text(lang, Key::ColumnSecurityOpen),
        Security::Internal => text(lang, Key::ColumnSecurityInternal),
        Security::Confidential => text(lang, Key::ColumnSecurityConfidential),
        Security::Secret => text(lang, Key::ColumnSecuritySecret),
    }
}

/// The words that stand in cells of customers, by their keys; `None` when there is no such word.
#[must_use]
pub fn customer_word(lang: Lang, key: &str) -> Option<&'static str> {
    let kind = CustomerKind::from_key(key).map(|kind| customer_kind(lang, kind));
    let state = || CustomerState::from_key(key).map(|state| customer_state(lang, state));
    kind.or_else(state).or_else(|| Security::from_key(key).map(|how| security(lang, how)))
}

/// The name of a screen of customers.
#[must_use]
pub fn customer_view(lang: Lang, view: CustomerView) -> &'static str {
    let key = match view {
        CustomerView::Mine => Key::ColumnViewMine,
        CustomerView::Hot => Key::ColumnViewHot,
        CustomerView::Shared => Key::ColumnViewShared,
        CustomerView::Subordinates => Key::ColumnViewSubordinates,
        CustomerView::Pool => Key::ColumnViewPool,
        CustomerView::Company => Key::ColumnViewCompany,
        CustomerView::Bin => Key::ColumnViewBin,
        CustomerView::Query => Key::ColumnViewQuery,
    };
    text(lang, key)
}

/// The name of a text field of a contact.
#[must_use]
pub fn contact_field(lang: Lang, field: ContactField) -> &'static str {
    let key = match field {
        ContactField::Name => Key::ColumnContactName,
        ContactField::Title => Key::ColumnContactTitle,
        ContactField::Department => Key::ColumnDepartment,
        ContactField::Position => Key::ColumnPosition,
        ContactField::Mobile => Key::ColumnMobile,
        ContactField::Phone => Key::ColumnPhone,
        ContactField::Email => Key::ColumnEmail,
        ContactField::Wechat => Key::ColumnWechat,
        ContactField::Qq => Key::ColumnQq,
        ContactField::Fax => Key::ColumnFax,
        ContactField::Address => Key::ColumnContactAddress,
        ContactField::Remarks => Key::ColumnRemarks,
    };
    text(lang, key)
}

/// The header of a column of a list of contacts.
#[must_use]
pub fn contact(lang: Lang, column: ContactColumn) -> &'static str {
    let key = match column {
        ContactColumn::Text(field) => return contact_field(lang, field),
        ContactColumn::Customer => Key::ColumnContactCustomer,
        ContactColumn::Owner => Key::ColumnCustomerOwner,
        ContactColumn::Main => Key::ColumnMain,
        ContactColumn::CreatedAt => Key::ColumnCreatedAt,
        ContactColumn::UpdatedAt => Key::ColumnUpdatedAt,
        ContactColumn::Added(added) => return added.key(),
    };
    text(lang, key)
}
