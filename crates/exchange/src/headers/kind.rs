use super::{CONTACT_TARGETS, CUSTOMER_TARGETS, EVENT_TARGETS, LEAD_TARGETS, Target, fold};
use serde::{Deserialize, Serialize};

/// What a table is a table of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Leads,
    Customers,
    Contacts,
    Calls,
    Events,
    Users,
}

const CALL_SIGNS: &[&str] = &[
    "Call Start Time",
    "Call Owner",
    "Call Purpose",
    "Call Type",
    "Call Duration",
    "CALLID",
    "通话时间",
    "通话时长",
    "通话人",
    "通话主题",
];
const EVENT_SIGNS: &[&str] =
    &["EVENTID", "Event Owner", "Start DateTime", "End DateTime", "日程主题", "日程人", "拜访时间", "拜访人"];
const USER_SIGNS: &[&str] = &["USER_ID", "User Name", "用户ID", "用户名", "员工姓名", "工号"];
const CUSTOMER_SIGNS: &[&str] = &[
    "ACCOUNTID",
    "Account Name",
    "Account Owner",
    "Account Type",
    "Account Status",
    "Customer Name",
    "Customer ID",
    "客户名称",
    "客户ID",
    "客户编号",
    "Customer Number",
    "Account Number",
    "客户类型",
    "客户状态",
    "客户级别",
    "客户分类",
    "客户性质",
];
const CONTACT_SIGNS: &[&str] = &["CONTACTID", "Contact Owner", "联系人ID", "所属客户"];
/// A table of people has little else than names and addresses.
const USER_COLUMNS: usize = 6;

/// The kind of table these headers belong to, when they say so.
pub fn kind(headers: &[String]) -> Option<FileKind> {
    let folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
    let signs = |names: &[&str]| names.iter().filter(|name| folded.contains(&fold(name))).count();
    let known = |targets: &[Target<'_>], keys: &[&str]| {
        let wanted = targets.iter().filter(|target| keys.contains(&target.key));
        wanted.filter(|target| folded.contains(&fold(target.key)) || signs(target.names) > 0).count()
    };
    if signs(CALL_SIGNS) >= 2 {
        return Some(FileKind::Calls);
    }
    if signs(EVENT_SIGNS) >= 2 || known(EVENT_TARGETS, &["lead", "starts_at", "ends_at"]) == 3 {
        return Some(FileKind::Events);
    }
    let is_of_leads = signs(&["LEADID", "Lead Owner", "Lead Status", "线索ID", "线索编号"]) > 0;
    if !is_of_leads && signs(CONTACT_SIGNS) > 0 && known(CONTACT_TARGETS, &["name", "customer"]) == 2 {
        return Some(FileKind::Contacts);
    }
    // What only customers have.
    let of_customers = known(CUSTOMER_TARGETS, &["kind", "level", "maturity", "sales_level", "security"]);
    if !is_of_leads && signs(CUSTOMER_SIGNS) + of_customers >= 2 && known(CUSTOMER_TARGETS, &["name"]) == 1 {
        return Some(FileKind::Customers);
    }
    let who = known(LEAD_TARGETS, &["contact", "nickname", "company"]);
    let reach = known(LEAD_TARGETS, &["mobile", "phone", "email", "wechat", "qq"]);
    let lead = known(LEAD_TARGETS, &["company", "mobile", "phone", "status", "source", "wechat", "qq"]);
    if signs(USER_SIGNS) > 0 && reach > 0 && headers.len() <= USER_COLUMNS && lead == 0 {
        return Some(FileKind::Users);
    }
    (who > 0 && reach > 0).then_some(FileKind::Leads)
}
