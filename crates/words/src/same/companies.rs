use super::places::PLACES;
use crate::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Longer ones first where one ends another.
const CHINESE_FORMS: [&str; 8] =
    ["有限责任公司", "股份有限公司", "有限合伙", "有限公司", "股份公司", "总公司", "公司", "集团"];
/// Another house of the same company: not the same customer.
const BRANCHES: [&str; 2] = ["分公司", "子公司"];
const LATIN_FORMS: [&str; 24] = [
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "co",
    "company",
    "corp",
    "corporation",
    "group",
    "llc",
    "llp",
    "plc",
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "pty",
    "pte",
    "sa",
];
const PLACE_KINDS: [&str; 8] =
    ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "省", "市"];
/// Less than this is a trade and no name: 深圳航空 and 四川航空 are two companies.
const NAME_MIN: usize = 3;

/// A company's name without width, case, brackets and punctuation, without its legal form and without the province and
/// city before it: `深圳市腾讯计算机系统有限公司` and `腾讯计算机系统（集团）股份有限公司` are the same.
pub fn company(text: &str) -> Option<String> {
    let mut form = fold(text);
    loop {
        let next = once(&form);
        if next == form {
            return (!form.is_empty()).then_some(form);
        }
        form = next;
    }
}

fn once(folded: &str) -> String {
    let mut words = words(folded);
    while drop_legal_form(&mut words) {}
    let name = words.concat();
    without_place(&name)
}

/// Runs of Latin letters and digits, and what stands between them; marks part Latin words only.
fn words(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for c in folded.chars() {
        if !c.is_alphanumeric() {
            // "S.A." and "L.L.C." are one word each.
            if c != '.' && c != '\'' && before == Some(true) {
                before = None;
            }
            continue;
        }
        let is_latin = c.is_ascii();
        match words.last_mut() {
            Some(word) if before == Some(is_latin) => word.push(c),
            _ => words.push(c.to_string()),
        }
        before = Some(is_latin);
    }
    words
}

/// Takes one legal form off the end, unless nothing to be known by would be left.
fn drop_legal_form(words: &mut Vec<String>) -> bool {
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    let Some(last) = words.last_mut() else { return false };
    if letters > last.len() && LATIN_FORMS.contains(&last.as_str()) {
        words.pop();
        return true;
    }
    if BRANCHES.iter().any(|branch| last.ends_with(branch)) {
        return false;
    }
    let form = CHINESE_FORMS.iter().find(|form| last.ends_with(*form));
    let Some(form) = form.filter(|form| letters >= form.chars().count() + 2) else { return false };
    last.truncate(last.len() - form.len());
    if last.is_empty() {
        words.pop();
    }
    true
}

/// The name without the place before it; where too little is left, with the place but without 省 and 市.
fn without_place(name: &str) -> String {
    let Some(place) = place(name) else { return name.to_owned() };
    let rest = &name[place.len()..];
    let rest = PLACE_KINDS.iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest);
    match rest.chars().count() {
        0 => name.to_owned(),
        left if left < NAME_MIN => format!("{place}{rest}"),
        _ => rest.to_owned(),
    }
}

/// The longest place a name begins with.
fn place(name: &str) -> Option<&'static str> {
    /// By their first letters: a file with a hundred thousand names asks for each several times.
    static BY_LETTER: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
        let mut all: HashMap<char, Vec<&str>> = HashMap::new();
        for place in PLACES.split_whitespace() {
            all.entry(place.chars().next().unwrap_or_default()).or_default().push(place);
        }
        all
    });
    let places = BY_LETTER.get(&name.chars().next()?)?;
    places.iter().copied().filter(|place| name.starts_with(place)).max_by_key(|place| place.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(ways: &[&str]) {
        for way in ways {
            assert_eq!(company(way), company(ways[0]), "{way} and {}", ways[0]);
            assert!(company(way).is_some(), "{way}");
        }
    }

    #[test]
    fn one_company_many_ways() {
        same(&[
            "深圳市腾讯计算机系统有限公司",
            "深圳騰訊計算機系統有限公司",
            "广东省深圳市腾讯计算机系统有限责任公司",
            "腾讯计算机系统(集团)股份有限公司",
            "腾讯计算机系统（集团）",
            " 腾讯 计算机系统 ",
        ]);
        same(&[
            "ACME Trading Co., Ltd.",
            "Acme Trading",
            "ＡＣＭＥ Trading Inc.",
            "acme trading GmbH",
            "Acme-Trading L.L.C.",
        ]);
        same(&["阿里巴巴（中国）有限公司", "阿里巴巴中国有限公司", "阿里巴巴(中国)"]);
        same(&["内蒙古自治区草原牧业公司", "内蒙古草原牧业有限公司", "草原牧业"]);
        same(&["深圳市航空有限责任公司", "深圳航空"]);
    }

    #[test]
    fn other_companies_stay_others() {
        for (one, other) in [
            ("深圳航空有限公司", "四川航空有限公司"),
            ("Cisco", "Cis"),
            ("中国移动北京分公司", "中国移动上海分公司"),
            ("华联超市连锁有限公司", "永辉超市连锁有限公司"),
            ("Group", "Inc"),
        ] {
            assert_ne!(company(one), company(other), "{one} and {other}");
        }
        assert_eq!(company("Cisco").as_deref(), Some("cisco"));
        assert_eq!(company("集团公司").as_deref(), Some("集团"));
        assert_eq!(company("（-）"), None);
        assert_eq!(company(""), None);
    }

    proptest! {
        #[test]
        fn a_form_is_its_own_form(text in "(北京|上海市|广东省|深圳)?[一-鿿a-zA-Z .,()（）-]{0,12}(有限公司|集团|公司| Co| Ltd\\.)?") {
            if let Some(form) = company(&text) {
                prop_assert_eq!(company(&form), Some(form));
            }
        }

        #[test]
        fn neither_form_nor_case_matter(brand in "[阿达美康盛泰华联兴瑞]{3,6}", latin in "[a-z]{3,8}x") {
            let form = company(&brand);
            for ending in ["有限公司", "有限责任公司", "股份有限公司", "集团", "（集团）有限公司", " Co., Ltd."] {
                prop_assert_eq!(&company(&format!("{brand}{ending}")), &form);
                prop_assert_eq!(&company(&format!("北京市{brand}{ending}")), &form);
            }
            prop_assert_eq!(company(&format!("{} GmbH", latin.to_uppercase())), company(&latin));
        }

        #[test]
        fn any_text_is_borne(text in any::<String>()) {
            let _ = company(&text);
        }
    }
}
