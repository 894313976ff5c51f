//! Parts of which people and companies are made up. Meetings with real ones are chance.

pub struct Person {
    pub id: &'static str,
    pub name: &'static str,
    pub email: &'static str,
}

pub const PEOPLE: [Person; 5] = [
    Person { id: "2001", name: "Amara Lindqvist", email: "amara@example.com" },
    Person { id: "2002", name: "Tomas Okafor", email: "tomas@example.com" },
    Person { id: "2003", name: "周晓岚", email: "xiaolan@example.com" },
    Person { id: "2004", name: "林致远", email: "zhiyuan@example.com" },
    Person { id: "2005", name: "Priya Novak", email: "priya@example.com" },
];

pub const FIRST_NAMES: [&str; 16] = [
    "Ada", "Bruno", "Celia", "Dario", "Edith", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Luca",
    "Mira", "Nils", "Olga", "Pavel",
];
pub const LAST_NAMES: [&str; 16] = [
    "Ashdown", "Bramley", "Corwell", "Dunmore", "Elstow", "Farrant", "Gadsby", "Holloway", "Iverson",
    "Jessop", "Kerrick", "Lomax", "Marden", "Norcott", "Oakham", "Pemberly",
];
pub const SURNAMES: [(&str, &str); 16] = [
    ("张", "zhang"),
    ("王", "wang"),
    ("李", "li"),
    ("赵", "zhao"),
    ("陈", "chen"),
    ("杨", "yang"),
    ("黄", "huang"),
    ("周", "zhou"),
    ("吴", "wu"),
    ("徐", "xu"),
    ("孙", "sun"),
    ("单", "shan"),
    ("曾", "zeng"),
    ("仇", "qiu"),
    ("欧阳", "ouyang"),
    ("诸葛", "zhuge"),
];
pub const GIVEN_NAMES: [(&str, &str); 16] = [
    ("伟", "wei"),
    ("芳", "fang"),
    ("娜", "na"),
    ("敏", "min"),
    ("静怡", "jingyi"),
    ("子轩", "zixuan"),
    ("雨桐", "yutong"),
    ("浩然", "haoran"),
    ("思远", "siyuan"),
    ("佳宁", "jianing"),
    ("文博", "wenbo"),
    ("晓梅", "xiaomei"),
    ("建国", "jianguo"),
    ("丽华", "lihua"),
    ("志强", "zhiqiang"),
    ("若曦", "ruoxi"),
];

pub const COMPANY_NAMES: [&str; 12] = [
    "Bluefern",
    "Copperleaf",
    "Driftwell",
    "Eastmere",
    "Foxglove",
    "Greywater",
    "Hollybank",
    "Ironbark",
    "Juniper",
    "Kestrel",
    "Larkspur",
    "Mossgate",
];
pub const COMPANY_KINDS: [&str; 5] = ["Trading", "Logistics", "Software", "Instruments", "Foods"];
pub const CHINESE_COMPANIES: [&str; 8] = ["云杉", "青禾", "远帆", "明溪", "北辰", "海棠", "星野", "竹里"];
pub const CHINESE_KINDS: [&str; 6] = ["科技", "贸易", "物流", "教育", "食品", "机械"];
pub const PLACES: [(&str, &str, &str); 8] = [
    ("北京市海淀区", "北京", "100080"),
    ("上海市浦东新区", "上海", "200120"),
    ("广东省深圳市南山区", "深圳", "518052"),
    ("重庆市渝北区", "重庆", "401120"),
    ("浙江省杭州市西湖区", "杭州", "310012"),
    ("四川省成都市武侯区", "成都", "610041"),
    ("湖北省武汉市洪山区", "武汉", "430070"),
    ("内蒙古呼和浩特市新城区", "呼和浩特", "010050"),
];
pub const STREETS: [&str; 5] = ["示例路", "样本街", "演示大道", "范例巷", "虚构路"];

pub const INDUSTRIES: [&str; 6] =
    ["Technology", "Manufacturing", "Education", "Logistics", "Retail", "Health Care"];
pub const SOURCES: [&str; 6] =
    ["Advertisement", "Cold Call", "Trade Show", "Partner", "Web Research", "Employee Referral"];
pub const STATUSES: [&str; 6] =
    ["Not Contacted", "Attempted to Contact", "Contacted", "Contact in Future", "Pre Qualified", "Lost Lead"];
pub const CALL_SUBJECTS: [&str; 8] = [
    "Asked about prices",
    "Wants a demonstration",
    "Answered questions about delivery",
    "No answer, try again",
    "Sent the offer, waits for the boss",
    "问了价格和交货期",
    "约下周演示",
    "发了报价,等回复",
];
pub const CALL_PURPOSES: [&str; 5] = ["Prospecting", "Demo", "Negotiation", "Support", "Administrative"];
pub const EVENT_SUBJECTS: [&str; 6] =
    ["Demonstration on site", "First visit", "Talk about the contract", "拜访客户", "产品演示", "合同洽谈"];

pub const COMPANY_TYPES: [&str; 5] = ["民营企业", "国有企业", "外资企业", "合资企业", "个体工商户"];
pub const DEPARTMENTS: [&str; 5] = ["采购部", "市场部", "技术部", "行政部", "总经办"];
pub const POSITIONS: [&str; 5] = ["经理", "主管", "总监", "工程师", "总经理"];
pub const BUSINESSES: [&str; 5] = ["办公用品采购", "渠道合作", "信息系统", "仓储物流", "员工培训"];
pub const CHINESE_STATUSES: [&str; 5] = ["新线索", "跟进中", "有意向", "暂不考虑", "已成交"];
pub const CHINESE_SOURCES: [&str; 5] = ["官网", "百度推广", "展会", "转介绍", "微信公众号"];
pub const APPS: [&str; 4] = ["官网表单", "小程序", "在线客服", "电话"];
pub const REMARKS: [&str; 6] =
    ["", "", "下周三前回复", "想先看演示", "价格敏感,\n需要两种方案", "\"加急\",月底前要货"];
