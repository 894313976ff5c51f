//! What the lists are called, and what they are for.
use crate::added::list_name;
use domain::Lang;
use domain::choice::ChoiceKind;
use messages::t;

/// The name of a list.
pub fn kind_words(lang: Lang, kind: ChoiceKind) -> &'static str {
    match kind {
        ChoiceKind::Status => t!(lang, SettingsChoicesStatus),
        ChoiceKind::Source => t!(lang, SettingsChoicesSource),
        ChoiceKind::FinishReason => t!(lang, SettingsChoicesFinishReason),
        ChoiceKind::Intake => t!(lang, SettingsChoicesIntake),
        ChoiceKind::CustomerStatus => t!(lang, SettingsChoicesCustomerStatus),
        ChoiceKind::Level => t!(lang, SettingsChoicesLevel),
        ChoiceKind::CustomerType => t!(lang, SettingsChoicesCustomerType),
        ChoiceKind::Category => t!(lang, SettingsChoicesCategory),
        ChoiceKind::Industry => t!(lang, SettingsChoicesIndustry),
        ChoiceKind::Size => t!(lang, SettingsChoicesSize),
        ChoiceKind::Maturity => t!(lang, SettingsChoicesMaturity),
        ChoiceKind::Mark => t!(lang, SettingsChoicesMark),
        ChoiceKind::SalesLevel => t!(lang, SettingsChoicesSalesLevel),
        ChoiceKind::Credit => t!(lang, SettingsChoicesCredit),
        ChoiceKind::Country => t!(lang, SettingsChoicesCountry),
        ChoiceKind::Region => t!(lang, SettingsChoicesRegion),
        ChoiceKind::PoolReason => t!(lang, SettingsChoicesPoolReason),
        ChoiceKind::RecordType => t!(lang, SettingsChoicesRecordType),
        ChoiceKind::Added(_) => t!(lang, SettingsChoicesAdded),
    }
}

/// The name of a list, that of an added field too; followed.
pub fn list_words(lang: Lang, kind: ChoiceKind) -> String {
    list_name(lang, kind).unwrap_or_else(|| kind_words(lang, kind).to_owned())
}

/// What a list is for.
pub fn kind_why(lang: Lang, kind: ChoiceKind) -> &'static str {
    match kind {
        ChoiceKind::Status => t!(lang, SettingsChoicesStatusWhy),
        ChoiceKind::Source => t!(lang, SettingsChoicesSourceWhy),
        ChoiceKind::FinishReason => t!(lang, SettingsChoicesFinishReasonWhy),
        ChoiceKind::Intake => t!(lang, SettingsChoicesIntakeWhy),
        ChoiceKind::CustomerStatus => t!(lang, SettingsChoicesCustomerStatusWhy),
        ChoiceKind::Level => t!(lang, SettingsChoicesLevelWhy),
        ChoiceKind::CustomerType => t!(lang, SettingsChoicesCustomerTypeWhy),
        ChoiceKind::Category => t!(lang, SettingsChoicesCategoryWhy),
        ChoiceKind::Industry => t!(lang, SettingsChoicesIndustryWhy),
        ChoiceKind::Size => t!(lang, SettingsChoicesSizeWhy),
        ChoiceKind::Maturity => t!(lang, SettingsChoicesMaturityWhy),
        ChoiceKind::Mark => t!(lang, SettingsChoicesMarkWhy),
        ChoiceKind::SalesLevel => t!(lang, SettingsChoicesSalesLevelWhy),
        ChoiceKind::Credit => t!(lang, SettingsChoicesCreditWhy),
        ChoiceKind::Country => t!(lang, SettingsChoicesCountryWhy),
        ChoiceKind::Region => t!(lang, SettingsChoicesRegionWhy),
        ChoiceKind::PoolReason => t!(lang, SettingsChoicesPoolReasonWhy),
        ChoiceKind::RecordType => t!(lang, SettingsChoicesRecordTypeWhy),
        ChoiceKind::Added(_) => t!(lang, SettingsChoicesAddedWhy),
    }
}
