//! Closed sets of words: their schemas are made from the sets themselves.
use domain::choice::ChoiceKind;
use domain::custom::FieldKind;
use domain::customer::{CustomerState, Security};
use domain::lead::LeadState;
use domain::list::SkipReason;
use domain::record::RecordKind;
use domain::visit::VisitState;
use domain::{Lang, Permission, Scope, Subject};
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

macro_rules! words {
    ($($(#[doc = $doc:literal])* $name:ident $shown:literal = $words:expr;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = $words;
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($shown)
            }
        }
    )*};
}

const SKIPS: [SkipReason; 9] = [
    SkipReason::NotFound,
    SkipReason::NotYours,
    SkipReason::TooLate,
    SkipReason::WrongState,
    SkipReason::Already,
    SkipReason::Full,
    SkipReason::TooSoon,
    SkipReason::DayFull,
    SkipReason::NotAllowed,
];

words! {
    /// Where a lead stands.
    LeadStateWord "LeadState" = LeadState::ALL.map(LeadState::key);
    /// Whose rows a role may see.
    ScopeWord "Scope" = Scope::ALL.map(Scope::key);
    /// Where a customer stands.
    CustomerStateWord "CustomerState" = CustomerState::ALL.map(CustomerState::key);
    /// How secret a customer is, or how far a person is trusted.
    SecurityWord "Security" = Security::ALL.map(Security::key);
    /// What a role may do.
    PermissionWord "Permission" = Permission::ALL.iter().map(|permission| permission.key());
    /// A kind of row.
    NounWord "Noun" = Subject::ALL.map(Subject::key);
    /// What an added field holds.
    FieldKindWord "FieldKind" = FieldKind::ALL.map(FieldKind::key);
    /// What an entry of a timeline tells of.
    RecordKindWord "RecordKind" = RecordKind::ALL.map(RecordKind::key);
    /// Whether a visit has been made.
    VisitStateWord "VisitState" = [VisitState::Open, VisitState::Done, VisitState::Cancelled].map(VisitState::key);
    /// A language of the interface.
    LangWord "Lang" = Lang::ALL.map(Lang::tag);
    /// Why a lead was left alone.
    SkipWord "SkipReason" = SKIPS.map(|reason| serde_json::json!(reason));
}

/// A drop-down list: one of those that are always there, or that of an added field.
#[derive(Debug)]
pub enum ChoiceKindWord {}

impl PartialSchema for ChoiceKindWord {
    fn schema() -> RefOr<Schema> {
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let fixed = text().enum_values(Some(ChoiceKind::ALL.map(ChoiceKind::key)));
        OneOfBuilder::new().item(fixed).item(text().pattern(Some(r"^field_\d+$"))).into()
    }
}

impl ToSchema for ChoiceKindWord {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("ChoiceKind")
    }
}
