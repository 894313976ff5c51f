//! What can be done, in words.
use domain::Lang;
use messages::t;

/// What begins alike, to filter by, in the order it is offered.
pub const GROUPS: [&str; 10] =
    ["", "lead", "leads.exported", "import", "session.", "person.", "role.", "choice", "tab", "token."];

/// The name of a group.
pub fn group_words(lang: Lang, group: &str) -> &'static str {
    match group {
        "lead" => t!(lang, AuditGroupLeads),
        "leads.exported" => t!(lang, AuditGroupExports),
        "import" => t!(lang, AuditGroupImports),
        "session." => t!(lang, AuditGroupSessions),
        "person." => t!(lang, AuditGroupPeople),
        "role." => t!(lang, AuditGroupRoles),
        "choice" => t!(lang, AuditGroupChoices),
        "tab" => t!(lang, AuditGroupTabs),
        "token." => t!(lang, AuditGroupTokens),
        _ => t!(lang, AuditGroupAll),
    }
}

/// What was done. Of something new that has no words yet, its key.
pub fn action_words(lang: Lang, action: &str) -> String {
    let words = match action {
        "lead.added" => t!(lang, AuditLeadAdded),
        "lead.changed" => t!(lang, AuditLeadChanged),
        "lead.status" => t!(lang, AuditLeadStatus),
        "lead.claimed" => t!(lang, AuditLeadClaimed),
        "lead.assigned" => t!(lang, AuditLeadAssigned),
        "lead.finished" => t!(lang, AuditLeadFinished),
        "lead.reopened" => t!(lang, AuditLeadReopened),
        "lead.visit_moved" => t!(lang, AuditLeadVisitMoved),
        "lead.visit_cancelled" => t!(lang, AuditLeadVisitCancelled),
        "leads.exported" => t!(lang, AuditLeadsExported),
        "import.started" => t!(lang, AuditImportStarted),
        "import.done" => t!(lang, AuditImportDone),
        "import.undoing" => t!(lang, AuditImportUndoing),
        "import.undone" => t!(lang, AuditImportUndone),
        "lead.removed" => t!(lang, AuditLeadRemoved),
        "import.stopped" => t!(lang, AuditImportStopped),
        "session.started" => t!(lang, AuditSessionStarted),
        "session.refused" => t!(lang, AuditSessionRefused),
        "session.ended" => t!(lang, AuditSessionEnded),
        "person.added" => t!(lang, AuditPersonAdded),
        "person.changed" => t!(lang, AuditPersonChanged),
        "person.disabled" => t!(lang, AuditPersonDisabled),
        "person.enabled" => t!(lang, AuditPersonEnabled),
        "person.password_set" => t!(lang, AuditPersonPasswordSet),
        "person.password_changed" => t!(lang, AuditPersonPasswordChanged),
        "role.added" => t!(lang, AuditRoleAdded),
        "role.changed" => t!(lang, AuditRoleChanged),
        "role.removed" => t!(lang, AuditRoleRemoved),
        "choice.added" => t!(lang, AuditChoiceAdded),
        "choice.changed" => t!(lang, AuditChoiceChanged),
        "choice.retired" => t!(lang, AuditChoiceRetired),
        "choice.restored" => t!(lang, AuditChoiceRestored),
        "choice.merged" => t!(lang, AuditChoiceMerged),
        "choices.reordered" => t!(lang, AuditChoicesReordered),
        "field.added" => t!(lang, AuditFieldAdded),
        "field.changed" => t!(lang, AuditFieldChanged),
        "field.retired" => t!(lang, AuditFieldRetired),
        "field.restored" => t!(lang, AuditFieldRestored),
        "fields.reordered" => t!(lang, AuditFieldsReordered),
        "record_field.added" => t!(lang, AuditRecordFieldAdded),
        "record_field.changed" => t!(lang, AuditRecordFieldChanged),
        "record_field.retired" => t!(lang, AuditRecordFieldRetired),
        "record_field.restored" => t!(lang, AuditRecordFieldRestored),
        "record_fields.reordered" => t!(lang, AuditRecordFieldsReordered),
        "contact.added" => t!(lang, AuditContactAdded),
        "contact.changed" => t!(lang, AuditContactChanged),
        "contact.removed" => t!(lang, AuditContactRemoved),
        "web_item.added" => t!(lang, AuditWebItemAdded),
        "web_item.changed" => t!(lang, AuditWebItemChanged),
        "web_item.removed" => t!(lang, AuditWebItemRemoved),
        "attachment.added" => t!(lang, AuditAttachmentAdded),
        "attachment.renamed" => t!(lang, AuditAttachmentRenamed),
        "attachment.removed" => t!(lang, AuditAttachmentRemoved),
        "attachment.restored" => t!(lang, AuditAttachmentRestored),
        "pool.added" => t!(lang, AuditPoolAdded),
        "pool.changed" => t!(lang, AuditPoolChanged),
        "pool.retired" => t!(lang, AuditPoolRetired),
        "pool.restored" => t!(lang, AuditPoolRestored),
        "pools.reordered" => t!(lang, AuditPoolsReordered),
        "pool.rule_added" => t!(lang, AuditPoolRuleAdded),
        "pool.rule_on" => t!(lang, AuditPoolRuleOn),
        "pool.rule_off" => t!(lang, AuditPoolRuleOff),
        "pool.rule_removed" => t!(lang, AuditPoolRuleRemoved),
        "settings.changed" => t!(lang, AuditSettingsChanged),
        "customer.recycled" => t!(lang, AuditCustomerRecycled),
        "lead.given_up" => t!(lang, AuditLeadGivenUp),
        "tab.added" => t!(lang, AuditTabAdded),
        "tab.changed" => t!(lang, AuditTabChanged),
        "tab.removed" => t!(lang, AuditTabRemoved),
        "tabs.reordered" => t!(lang, AuditTabsReordered),
        "token.added" => t!(lang, AuditTokenAdded),
        "token.removed" => t!(lang, AuditTokenRemoved),
        unknown => unknown,
    };
    words.to_owned()
}
