//! The fields of a lead that are text: the seventeen the keyword box searches, and the remarks.
use crate::fields::text_fields;

text_fields! {
    /// A text field of a lead.
    LeadField,
    /// The text fields of a lead. A blank is an empty text.
    LeadDetails,
    /// 单号: the number it is known by.
    Number number Text 64 120,
    /// 联系人: the person.
    Contact contact Text 100 120,
    /// 昵称: what the person goes by.
    Nickname nickname Text 100 110,
    /// 手机.
    Mobile mobile Phone 40 140,
    /// 电话.
    Phone phone Phone 40 140,
    /// 邮箱.
    Email email Email 254 200,
    /// 传真.
    Fax fax Phone 40 130,
    /// 微信.
    Wechat wechat Text 64 130,
    /// QQ.
    Qq qq Text 32 120,
    /// 详细地址.
    Address address Text 500 240,
    /// 邮编.
    Postcode postcode Text 20 90,
    /// 企业名称.
    Company company Text 200 200,
    /// 企业官网.
    Website website Link 500 180,
    /// 企业类型.
    CompanyType company_type Text 100 120,
    /// 部门.
    Department department Text 100 120,
    /// 职务.
    Position position Text 100 120,
    /// 负责业务.
    Business business Text 200 160,
    /// 备注: not among the seventeen, and not searched.
    Remarks remarks Text 4000 240,
}

impl LeadField {
    /// The seventeen fields of the keyword box.
    pub fn searched() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|field| *field != Self::Remarks)
    }
}
