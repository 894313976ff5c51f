//! The fields of a customer: texts, choices, and the rest.
use crate::choice::ChoiceKind;
use crate::fields::text_fields;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

text_fields! {
    /// A text field of a customer.
    CustomerField,
    /// The text fields of a customer. A blank is an empty text.
    CustomerDetails,
    /// 客户名称: of an enterprise its name, of an individual the person's.
    Name name Text 200 260,
    /// 客户编号: the number it is known by.
    Number number Text 64 120,
    /// 所在企业: where an individual works.
    Company company Text 200 180,
    /// 手机.
    Mobile mobile Phone 40 140,
    /// 电话.
    Phone phone Phone 40 140,
    /// 邮箱.
    Email email Email 254 200,
    /// 微信.
    Wechat wechat Text 64 130,
    /// 网址.
    Website website Link 500 180,
    /// 城市.
    City city Text 100 110,
    /// 详细地址.
    Address address Text 500 240,
    /// 邮编.
    Postcode postcode Text 20 90,
    /// 客户描述.
    Description description Text 4000 240,
    /// 客户背景.
    Background background Text 4000 240,
}

/// A field of a customer that is one value of a drop-down list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerChoice {
    /// 状态.
    Status,
    /// 级别: changed by approval.
    Level,
    /// 类型: client, distributor, partner, bank, government, internal.
    Type,
    /// 分类.
    Category,
    /// 来源.
    Source,
    /// 行业.
    Industry,
    /// 规模: how large the organisation is.
    Size,
    /// 成熟度: how near it is to buying.
    Maturity,
    /// 标记.
    Mark,
    /// 销售级别.
    SalesLevel,
    /// 信用等级.
    Credit,
    /// 国家.
    Country,
    /// 省份.
    Region,
}

impl CustomerChoice {
    /// All, in the order of the form.
    pub const ALL: [Self; 13] = [
        Self::Status,
        Self::Level,
        Self::Type,
        Self::Category,
        Self::Source,
        Self::Industry,
        Self::Size,
        Self::Maturity,
        Self::Mark,
        Self::SalesLevel,
        Self::Credit,
        Self::Country,
        Self::Region,
    ];

    /// The name of the JSON field, of the form field and in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Level => "level",
            Self::Type => "type",
            Self::Category => "category",
            Self::Source => "source",
            Self::Industry => "industry",
            Self::Size => "size",
            Self::Maturity => "maturity",
            Self::Mark => "mark",
            Self::SalesLevel => "sales_level",
            Self::Credit => "credit",
            Self::Country => "country",
            Self::Region => "region",
        }
    }

    /// The field of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// The list its values come from.
    #[must_use]
    pub const fn kind(self) -> ChoiceKind {
        match self {
            Self::Status => ChoiceKind::CustomerStatus,
            Self::Level => ChoiceKind::Level,
            Self::Type => ChoiceKind::CustomerType,
            Self::Category => ChoiceKind::Category,
            Self::Source => ChoiceKind::Source,
            Self::Industry => ChoiceKind::Industry,
            Self::Size => ChoiceKind::Size,
            Self::Maturity => ChoiceKind::Maturity,
            Self::Mark => ChoiceKind::Mark,
            Self::SalesLevel => ChoiceKind::SalesLevel,
            Self::Credit => ChoiceKind::Credit,
            Self::Country => ChoiceKind::Country,
            Self::Region => ChoiceKind::Region,
        }
    }
}

/// The choices of a customer; a field that is not here is blank.
pub type CustomerChoices = BTreeMap<CustomerChoice, crate::ChoiceId>;
