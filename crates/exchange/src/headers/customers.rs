use super::Target;

const fn target<'a>(key: &'a str, names: &'a [&'a str]) -> Target<'a> {
    Target { key, names }
}

/// The columns of a table of customers, under the keys of their fields.
pub const CUSTOMER_TARGETS: &[Target<'static>] = &[
    target("number", &["客户编号", "编号", "单号", "Account Number", "Customer Number", "Customer No"]),
    target(
        "name",
        &[
            "客户名称",
            "Account Name",
            "Customer Name",
            "公司名称",
            "企业名称",
            "单位名称",
            "姓名",
            "Company Name",
        ],
    ),
    target("kind", &["客户性质", "个人或企业", "Customer Kind"]),
    target("company", &["所在公司", "工作单位", "所在单位", "Employer"]),
    target(
        "mobile",
        &["手机", "手机号", "手机号码", "移动电话", "Mobile Phone", "Cell Phone", "Mobile Number"],
    ),
    target(
        "phone",
        &["电话", "电话号码", "固定电话", "座机", "联系电话", "公司电话", "Telephone", "Phone Number", "Tel"],
    ),
    target("email", &["邮箱", "电子邮箱", "电子邮件", "E-mail", "Email Address", "Mail"]),
    target("wechat", &["微信", "微信号", "WeChat ID", "Weixin"]),
    target("website", &["网址", "网站", "官网", "企业官网", "公司网站", "Web Site", "URL", "Homepage"]),
    target("city", &["城市", "所在城市", "市", "Billing City", "Shipping City", "Town"]),
    target(
        "address",
        &["详细地址", "地址", "公司地址", "通讯地址", "Billing Street", "Street", "Street Address"],
    ),
    target("postcode", &["邮编", "邮政编码", "Billing Code", "Zip Code", "Postal Code", "Zip"]),
    target("description", &["描述", "客户描述", "备注", "说明", "Notes", "Remarks", "Comments"]),
    target("background", &["背景", "客户背景", "Customer Background"]),
    target("status", &["客户状态", "状态", "跟进状态", "Account Status", "Customer Status"]),
    target("level", &["客户级别", "级别", "客户等级", "等级", "Customer Level"]),
    target("type", &["客户类型", "类型", "Account Type", "Customer Type"]),
    target("category", &["客户分类", "分类", "客户类别", "类别", "Customer Category"]),
    target("source", &["客户来源", "来源", "来源渠道", "Account Source", "Lead Source", "Customer Source"]),
    target("industry", &["行业", "所属行业", "客户行业", "Sector"]),
    target("size", &["规模", "企业规模", "公司规模", "人员规模", "Employees", "Company Size"]),
    target("maturity", &["成熟度", "客户成熟度", "Customer Maturity"]),
    target("mark", &["标记", "客户标记", "标签", "Tag", "Tags"]),
    target("sales_level", &["销售级别", "销售等级"]),
    target("credit", &["信用等级", "信用", "Credit Rating", "Rating"]),
    target("country", &["国家", "国家地区", "Billing Country", "Nation"]),
    target("region", &["省份", "省", "所在省份", "Province", "State", "Billing State"]),
    target("security", &["密级", "保密级别", "Security Level"]),
    target("first_contact", &["首次接触", "首次接触日期", "首次联系时间", "First Contact Date"]),
    target("hot", &["热点客户", "热点", "Hot Customer"]),
    target(
        "owner",
        &[
            "负责人",
            "专管销售员",
            "销售员",
            "业务员",
            "跟进人",
            "所有人",
            "Account Owner",
            "Assigned To",
            "Sales Rep",
        ],
    ),
    target(
        "external_id",
        &["ACCOUNTID", "Account ID", "Customer ID", "客户ID", "外部编号", "Record ID", "ID"],
    ),
];

/// The columns of a table of contacts. `customer` is whose they are: its number, its name, or what another
/// program calls it.
pub const CONTACT_TARGETS: &[Target<'static>] = &[
    target("name", &["联系人", "姓名", "联系人姓名", "Last Name", "Full Name", "Contact Name"]),
    target("first_name", &["First Name", "名"]),
    target("title", &["称谓", "称呼", "尊称", "Salutation"]),
    target("department", &["部门", "所在部门", "Dept"]),
    target("position", &["职务", "职位", "岗位", "Job Title", "Designation"]),
    target(
        "mobile",
        &["手机", "手机号", "手机号码", "移动电话", "Mobile Phone", "Cell Phone", "Mobile Number"],
    ),
    target(
        "phone",
        &["电话", "电话号码", "固定电话", "座机", "办公电话", "Telephone", "Phone Number", "Tel"],
    ),
    target("email", &["邮箱", "电子邮箱", "电子邮件", "E-mail", "Email Address", "Mail"]),
    target("wechat", &["微信", "微信号", "WeChat ID", "Weixin"]),
    target("qq", &["QQ号", "QQ号码", "QQ Number"]),
    target("fax", &["传真", "传真号码", "Fax Number"]),
    target("address", &["详细地址", "地址", "联系地址", "通讯地址", "Mailing Street", "Mailing Address"]),
    target("remarks", &["备注", "说明", "描述", "Description", "Notes", "Comments"]),
    target(
        "customer",
        &[
            "ACCOUNTID",
            "Account ID",
            "客户ID",
            "客户编号",
            "Account Number",
            "客户名称",
            "所属客户",
            "公司名称",
            "Account Name",
            "Customer Name",
        ],
    ),
    target("external_id", &["CONTACTID", "Contact ID", "联系人ID", "外部编号", "Record ID", "ID"]),
];
