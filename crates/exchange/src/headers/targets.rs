use super::Target;

const fn target<'a>(key: &'a str, names: &'a [&'a str]) -> Target<'a> {
    Target { key, names }
}

/// The columns of a table of leads.
pub const LEAD_TARGETS: &[Target<'static>] = &[
    target("number", &["单号", "线索编号", "客户编号", "编号", "Lead Number", "Lead No", "Serial Number"]),
    target(
        "contact",
        &[
            "联系人",
            "姓名",
            "Last Name",
            "Full Name",
            "Name",
            "联系人姓名",
            "客户姓名",
            "客户名称",
            "Contact Name",
            "Lead Name",
        ],
    ),
    target("nickname", &["昵称", "微信昵称", "Nick Name", "Screen Name"]),
    target(
        "mobile",
        &[
            "手机",
            "手机号",
            "手机号码",
            "移动电话",
            "Mobile Phone",
            "Cell Phone",
            "Cell",
            "Mobile Number",
            "联系方式",
        ],
    ),
    target(
        "phone",
        &[
            "电话",
            "电话号码",
            "固定电话",
            "座机",
            "联系电话",
            "办公电话",
            "Telephone",
            "Phone Number",
            "Tel",
            "Work Phone",
        ],
    ),
    target("email", &["邮箱", "电子邮箱", "电子邮件", "E-mail", "Email Address", "Mail", "邮件"]),
    target("fax", &["传真", "传真号码", "Fax Number"]),
    target("wechat", &["微信", "微信号", "WeChat ID", "Weixin"]),
    target("qq", &["QQ号", "QQ号码", "QQ Number"]),
    target(
        "address",
        &[
            "详细地址",
            "地址",
            "联系地址",
            "通讯地址",
            "公司地址",
            "Street",
            "Street Address",
            "Mailing Address",
        ],
    ),
    target("postcode", &["邮编", "邮政编码", "Zip Code", "Postal Code", "Zip", "Post Code"]),
    target(
        "company",
        &[
            "企业名称",
            "公司名称",
            "公司",
            "企业",
            "单位",
            "单位名称",
            "Company Name",
            "Account Name",
            "Organization",
            "Organisation",
        ],
    ),
    target("website", &["企业官网", "官网", "网站", "网址", "公司网站", "Web Site", "URL", "Homepage"]),
    target(
        "company_type",
        &["企业类型", "公司类型", "企业性质", "行业", "所属行业", "Industry", "Account Type"],
    ),
    target("department", &["部门", "所在部门", "Dept"]),
    target("position", &["职务", "职位", "岗位", "Title", "Job Title", "Designation"]),
    target("business", &["负责业务", "业务范围", "主营业务", "Line of Business", "Responsibilities"]),
    target(
        "remarks",
        &["备注", "说明", "描述", "备注信息", "Description", "Notes", "Remark", "Comment", "Comments"],
    ),
    target("status", &["状态", "线索状态", "跟进状态", "跟踪状态", "Lead Status", "Stage"]),
    target("source", &["来源", "线索来源", "客户来源", "Lead Source", "来源渠道", "渠道", "Channel"]),
    target(
        "intake",
        &["应用", "来源应用", "所属应用", "提交应用", "App", "Application", "Intake App", "Form"],
    ),
    target(
        "owner",
        &[
            "负责人",
            "专管销售员",
            "销售员",
            "跟进人",
            "业务员",
            "所有人",
            "Lead Owner",
            "Assigned To",
            "Sales Rep",
            "Salesperson",
        ],
    ),
    target(
        "submitted_at",
        &[
            "提交时间",
            "Created Time",
            "创建时间",
            "录入时间",
            "提交日期",
            "创建日期",
            "Submitted Time",
            "Created At",
            "Create Date",
            "Created",
            "Created Date",
        ],
    ),
    target("external_id", &["LEADID", "Lead ID", "Record ID", "外部编号", "线索ID", "ID"]),
];

/// The columns of a table of calls and other records.
pub const RECORD_TARGETS: &[Target<'static>] = &[
    target("external_id", &["TASKID", "Call ID", "CALLID", "记录ID", "通话ID", "Record ID", "ID"]),
    target("lead", &["LEADID", "Lead ID", "线索ID", "线索编号", "单号"]),
    target("subject", &["主题", "标题", "内容", "跟进内容", "通话主题", "Title", "Content"]),
    target("author", &["Call Owner", "记录人", "跟进人", "通话人", "负责人", "Owner", "Created By"]),
    target(
        "happened_at",
        &[
            "Call Start Time",
            "通话时间",
            "跟进时间",
            "记录时间",
            "开始时间",
            "Start Time",
            "Call Time",
            "时间",
        ],
    ),
    target(
        "duration_seconds",
        &["Call Duration (in seconds)", "通话时长(秒)", "Call Duration", "通话时长", "Duration"],
    ),
    target("duration_minutes", &["Call Duration (in minutes)", "通话时长(分钟)", "通话时长(分)"]),
    target("direction", &["Call Type", "通话类型", "呼叫类型"]),
    target("purpose", &["Call Purpose", "通话目的", "目的"]),
    target("outcome", &["Call Result", "通话结果", "结果", "Result"]),
    target("remarks", &["备注", "说明", "Description", "Notes"]),
    target("created_at", &["Created Time", "创建时间", "Created At"]),
    target("updated_at", &["Modified Time", "更新时间", "修改时间", "Modified At"]),
];

/// The columns of a table of events: visits and appointments.
pub const EVENT_TARGETS: &[Target<'static>] = &[
    target("external_id", &["EVENTID", "Event ID", "日程ID", "Record ID", "ID"]),
    target("lead", &["LEADID", "Lead ID", "线索ID", "线索编号", "单号"]),
    target("subject", &["主题", "标题", "日程主题", "Title", "Event Title"]),
    target("owner", &["Event Owner", "负责人", "日程人", "拜访人", "Owner", "Host"]),
    target(
        "starts_at",
        &["Start DateTime", "开始时间", "From", "Start Time", "Start", "日程时间", "拜访时间"],
    ),
    target("ends_at", &["End DateTime", "结束时间", "To", "End Time", "End"]),
    target("place", &["地点", "拜访地点", "Venue", "Location", "Address"]),
    target("points", &["要点", "拜访要点", "备注", "Description", "Notes"]),
    target("created_at", &["Created Time", "创建时间", "Created At"]),
    target("updated_at", &["Modified Time", "更新时间", "修改时间", "Modified At"]),
];

/// The columns of a table of people.
pub const USER_TARGETS: &[Target<'static>] = &[
    target("external_id", &["USER_ID", "USERID", "用户ID", "员工编号", "工号", "ID"]),
    target("name", &["姓名", "Full Name", "Last Name", "用户名称", "员工姓名", "用户名", "User Name"]),
    target("first_name", &["First Name", "名"]),
    target("email", &["邮箱", "电子邮箱", "E-mail", "Email Address"]),
    target("role", &["角色", "职务", "Profile"]),
];
