//! The words for everything a person can be told when something does not work.
//! Pages, the REST API and the command line share them.
use crate::{Key, fill, text};
use domain::approval::ApprovalState;
use domain::twin::{Mark, Twin};
use domain::{FieldProblem, Lang, Permission, Problem};

/// What happened, and what to do, in one or two sentences.
#[must_use]
pub fn sentence(lang: Lang, problem: &Problem) -> String {
    let key = match problem {
        Problem::SignedOut => Key::UiProblemSignedOut,
        Problem::WrongPassword => Key::UiProblemWrongPassword,
        Problem::NotFound => Key::UiProblemNotFound,
        Problem::Conflict { .. } => Key::UiProblemConflict,
        Problem::TooLate => Key::UiProblemTooLate,
        Problem::Decided { state, by } => return decided(lang, *state, by.as_deref()),
        Problem::WrongState => Key::UiProblemWrongState,
        Problem::InUse => Key::UiProblemInUse,
        Problem::Duplicate { found } if found.iter().any(|twin| twin.blocks) => Key::UiProblemDuplicate,
        Problem::Duplicate { .. } => Key::UiProblemSuspected,
        Problem::Forbidden { permission: lacking } => {
            return fill(lang, Key::UiProblemForbidden, &[("permission", &permission(lang, *lacking))]);
        }
        Problem::Invalid { fields } => {
            return fill(lang, Key::UiProblemInvalid, &[("n", &fields.0.len())]);
        }
        Problem::TooMany { seconds } => {
            return fill(lang, Key::UiProblemTooMany, &[("seconds", seconds)]);
        }
        Problem::Broken { id } if id.is_empty() => Key::UiProblemBroken,
        Problem::Broken { id } => return fill(lang, Key::UiProblemBrokenId, &[("id", id)]),
    };
    text(lang, key).to_owned()
}

/// What became of a request before one could decide on it.
fn decided(lang: Lang, state: ApprovalState, by: Option<&str>) -> String {
    let key = match (state, by) {
        (ApprovalState::Approved, Some(_)) => Key::UiProblemApproved,
        (ApprovalState::Rejected, Some(_)) => Key::UiProblemRejected,
        (ApprovalState::Withdrawn, Some(_)) => Key::UiProblemWithdrawn,
        (ApprovalState::Withdrawn, None) => Key::UiProblemFellAway,
        _ => Key::UiProblemTooLate,
    };
    fill(lang, key, &[("who", &by.unwrap_or_default())])
}

/// What is wrong with one field.
#[must_use]
pub fn field(lang: Lang, problem: &FieldProblem) -> String {
    let key = match problem {
        FieldProblem::Required => Key::UiFieldRequired,
        FieldProblem::TooLong { max } => return fill(lang, Key::UiFieldTooLong, &[("max", max)]),
        FieldProblem::TooShort { min } => return fill(lang, Key::UiFieldTooShort, &[("min", min)]),
        FieldProblem::Taken => Key::UiFieldTaken,
        FieldProblem::Malformed => Key::UiFieldMalformed,
        FieldProblem::NotChoosable => Key::UiFieldNotChoosable,
        FieldProblem::TooWeak => Key::UiFieldTooWeak,
        FieldProblem::WrongPassword => Key::UiFieldWrongPassword,
        FieldProblem::Differs => Key::UiFieldDiffers,
        FieldProblem::InThePast => Key::UiFieldInThePast,
        FieldProblem::Unknown => Key::UiFieldUnknown,
        FieldProblem::Circle => Key::UiFieldCircle,
        FieldProblem::Full => Key::UiFieldFull,
        FieldProblem::NeedsApproval => Key::UiFieldNeedsApproval,
        FieldProblem::Pending => Key::UiFieldPending,
        FieldProblem::Enough { max } => return fill(lang, Key::UiFieldEnough, &[("max", max)]),
        FieldProblem::Twins { values } => return fill(lang, Key::UiFieldTwins, &[("values", values)]),
        FieldProblem::TooLarge { max } => return fill(lang, Key::UiFieldTooLarge, &[("max", max)]),
        FieldProblem::Empty => Key::UiFieldEmpty,
    };
    text(lang, key).to_owned()
}

/// What is there already, and who has it.
#[must_use]
pub fn twin(lang: Lang, twin: &Twin) -> String {
    let mark = text(
        lang,
        match twin.mark {
            Mark::Mobile => Key::UiTwinMobile,
            Mark::Phone => Key::UiTwinPhone,
            Mark::Email => Key::UiTwinEmail,
            Mark::Company => Key::UiTwinCompany,
        },
    );
    match &twin.owner {
        Some((_, owner)) => fill(lang, Key::UiTwinOwned, &[("mark", &mark), ("owner", owner)]),
        None if twin.pooled => fill(lang, Key::UiTwinPooled, &[("mark", &mark)]),
        None => fill(lang, Key::UiTwinThere, &[("mark", &mark)]),
    }
}

/// What a permission allows.
#[must_use]
pub fn permission(lang: Lang, permission: Permission) -> &'static str {
    let key = match permission {
        Permission::ViewLeads => Key::UiPermissionLeadsView,
        Permission::AddLeads => Key::UiPermissionLeadsAdd,
        Permission::EditLeads => Key::UiPermissionLeadsEdit,
        Permission::ClaimLeads => Key::UiPermissionLeadsClaim,
        Permission::AssignLeads => Key::UiPermissionLeadsAssign,
        Permission::FinishLeads => Key::UiPermissionLeadsFinish,
        Permission::ReopenLeads => Key::UiPermissionLeadsReopen,
        Permission::ExportLeads => Key::UiPermissionLeadsExport,
        Permission::ImportLeads => Key::UiPermissionLeadsImport,
        Permission::ViewCustomers => Key::UiPermissionCustomersView,
        Permission::AddCustomers => Key::UiPermissionCustomersAdd,
        Permission::EditCustomers => Key::UiPermissionCustomersEdit,
        Permission::ClaimCustomers => Key::UiPermissionCustomersClaim,
        Permission::AssignCustomers => Key::UiPermissionCustomersAssign,
        Permission::TransferCustomers => Key::UiPermissionCustomersTransfer,
        Permission::ShareCustomers => Key::UiPermissionCustomersShare,
        Permission::DeleteCustomers => Key::UiPermissionCustomersDelete,
        Permission::ManageBin => Key::UiPermissionCustomersBin,
        Permission::MergeCustomers => Key::UiPermissionCustomersMerge,
        Permission::ApproveLevels => Key::UiPermissionCustomersLevels,
        Permission::MonitorCustomers => Key::UiPermissionCustomersMonitor,
        Permission::ExportCustomers => Key::UiPermissionCustomersExport,
        Permission::ImportCustomers => Key::UiPermissionCustomersImport,
        Permission::ManagePools => Key::UiPermissionSettingsPools,
        Permission::ManageFields => Key::UiPermissionSettingsFields,
        Permission::ManageTabs => Key::UiPermissionSettingsTabs,
        Permission::ManageChoices => Key::UiPermissionSettingsChoices,
        Permission::ManagePeople => Key::UiPermissionPeopleManage,
        Permission::ManageRoles => Key::UiPermissionPeopleRoles,
        Permission::ViewAudit => Key::UiPermissionAuditView,
        Permission::ManageTokens => Key::UiPermissionApiTokens,
    };
    text(lang, key)
}

/// What a permission allows in more words, where its name alone does not say it.
#[must_use]
pub fn permission_why(lang: Lang, permission: Permission) -> Option<&'static str> {
    let key = match permission {
        Permission::ViewCustomers => Key::UiPermissionCustomersViewWhy,
        Permission::AddCustomers => Key::UiPermissionCustomersAddWhy,
        Permission::EditCustomers => Key::UiPermissionCustomersEditWhy,
        Permission::ClaimCustomers => Key::UiPermissionCustomersClaimWhy,
        Permission::AssignCustomers => Key::UiPermissionCustomersAssignWhy,
        Permission::TransferCustomers => Key::UiPermissionCustomersTransferWhy,
        Permission::ShareCustomers => Key::UiPermissionCustomersShareWhy,
        Permission::DeleteCustomers => Key::UiPermissionCustomersDeleteWhy,
        Permission::ManageBin => Key::UiPermissionCustomersBinWhy,
        Permission::MergeCustomers => Key::UiPermissionCustomersMergeWhy,
        Permission::ApproveLevels => Key::UiPermissionCustomersLevelsWhy,
        Permission::MonitorCustomers => Key::UiPermissionCustomersMonitorWhy,
        Permission::ExportCustomers => Key::UiPermissionCustomersExportWhy,
        Permission::ImportCustomers => Key::UiPermissionCustomersImportWhy,
        Permission::ManagePools => Key::UiPermissionSettingsPoolsWhy,
        Permission::ManageFields => Key::UiPermissionSettingsFieldsWhy,
        _ => return None,
    };
    Some(text(lang, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_permission_is_named_in_the_readers_language() {
        let problem = Problem::Forbidden { permission: Permission::ClaimLeads };
        assert_eq!(sentence(Lang::Zh, &problem), "您没有“认领线索”的权限，请联系管理员。");
        assert_eq!(
            sentence(Lang::En, &problem),
            "You lack the permission \"Claim leads\". Ask your administrator."
        );
    }
}
