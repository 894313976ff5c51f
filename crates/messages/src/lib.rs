//! What the product says, in Chinese and in English.
//!
//! The texts stand in `zh-CN/*.json` and `en/*.json`; the build turns each into a [`Key`], so that
//! a text that is missing in one language does not compile.
#![warn(missing_docs)]

use domain::Lang;

pub mod column;
pub mod import;
pub mod problem;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The text as written, placeholders and all.
#[must_use]
pub fn text(lang: Lang, key: Key) -> &'static str {
    match lang {
        Lang::Zh => CHINESE[key as usize],
        Lang::En => ENGLISH[key as usize],
    }
}

/// The text with `{name}` replaced by its value. English may write two forms, `{n} lead|{n} leads`:
/// the first is for a `n` of one.
#[must_use]
pub fn fill(lang: Lang, key: Key, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    let whole = text(lang, key);
    let mut filled = match (lang, whole.split_once('|')) {
        (Lang::En, Some((one, many))) => if is_one(values) { one } else { many }.to_owned(),
        _ => whole.to_owned(),
    };
    for (name, value) in values {
        filled = filled.replace(&format!("{{{name}}}"), &value.to_string());
    }
    filled
}

fn is_one(values: &[(&str, &dyn std::fmt::Display)]) -> bool {
    values.iter().any(|(name, value)| *name == "n" && value.to_string() == "1")
}

/// `t!(lang, LeadsTitle)` is a `&'static str`; `t!(lang, LeadsCount, n = 12)` is a `String`.
#[macro_export]
macro_rules! t {
    ($lang:expr, $key:ident) => { $crate::text($lang, $crate::Key::$key) };
    ($lang:expr, $key:ident, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::fill($lang, $crate::Key::$key, &[$((stringify!($name), &$value as &dyn std::fmt::Display)),+])
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_tells_one_from_many_and_chinese_does_not() {
        assert_eq!(fill(Lang::En, Key::CommonLeads, &[("n", &1)]), "1 lead");
        assert_eq!(fill(Lang::En, Key::CommonLeads, &[("n", &12)]), "12 leads");
        assert_eq!(t!(Lang::Zh, CommonLeads, n = 12), "12 条线索");
    }
}
