//! Closed sets of words: their schemas are made from the sets themselves.
use domain::choice::ChoiceKind;
use domain::customer::{CustomerState, Security};
use domain::lead::LeadState;
use domain::list::SkipReason;
use domain::record::RecordKind;
use domain::visit::VisitState;
use domain::{Lang, Permission, Scope};
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
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
    /// A drop-down list.
    ChoiceKindWord "ChoiceKind" = ChoiceKind::ALL.map(ChoiceKind::key);
    /// What an entry of a timeline tells of.
    RecordKindWord "RecordKind" = RecordKind::ALL.map(RecordKind::key);
    /// Whether a visit has been made.
    VisitStateWord "VisitState" = [VisitState::Open, VisitState::Done, VisitState::Cancelled].map(VisitState::key);
    /// A language of the interface.
    LangWord "Lang" = Lang::ALL.map(Lang::tag);
    /// Why a lead was left alone.
    SkipWord "SkipReason" = SKIPS.map(|reason| serde_json::json!(reason));
}
