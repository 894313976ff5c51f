//! The text fields of a contact.
use crate::fields::text_fields;

text_fields! {
    /// A text field of a contact.
    ContactField,
    /// The text fields of a contact. A blank is an empty text.
    ContactDetails,
    /// 姓名.
    Name name Text 100 180,
    /// 称呼: how to address the person.
    Title title Text 40 90,
    /// 部门.
    Department department Text 100 120,
    /// 职务.
    Position position Text 100 120,
    /// 手机.
    Mobile mobile Phone 40 140,
    /// 电话.
    Phone phone Phone 40 140,
    /// 邮箱.
    Email email Email 254 200,
    /// 微信.
    Wechat wechat Text 64 130,
    /// QQ.
    Qq qq Text 32 120,
    /// 传真.
    Fax fax Phone 40 130,
    /// 地址.
    Address address Text 500 240,
    /// 备注.
    Remarks remarks Text 4000 240,
}
