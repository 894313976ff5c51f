use crate::reading::readings;
use crate::tokens::is_chinese;

/// Characters of a text that decide its place.
const DECISIVE: usize = 64;

/// A key whose byte order is the order of a list, on SQLite (`BINARY`) and PostgreSQL (`COLLATE "C"`) alike.
///
/// Punctuation, then digits, then letters; upper and lower case, accents and width alike. Chinese characters
/// stand among the Latin letters by their pinyin, then tone, then the character itself, one after the other:
/// 安 < "apple" < 张一 < 张三 < 章二 < 赵. Other scripts come last. An empty text has an empty key.
/// The first 64 characters of the text decide.
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() * 2);
    for reading in readings(text).0.iter().take(DECISIVE) {
        match (reading.sound, reading.folded) {
            (Some((_, tone)), c) if is_chinese(c) => {
                reading.spell('v', &mut key);
                // A digit is less than any letter: 西 xi1 stands before 先 xian1.
                key.push(char::from(b'0' + tone));
                key.push(c);
            }
            // ASCII has punctuation after the digits and the letters too.
            (_, c) if c.is_ascii_punctuation() && c > '9' => key.push('/'),
            (_, c) => key.push(c),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by_key(|name| sort_key(name));
        names
    }

    #[test]
    fn chinese_names_stand_by_pinyin() {
        let order =
            vec!["安娜", "曾国藩", "陈一", "单雄信", "王五", "西门庆", "先轸", "张", "张三", "章二", "赵四"];
        let mut mixed = order.clone();
        mixed.reverse();
        assert_eq!(
            sorted(mixed),
            ["安娜", "陈一", "单雄信", "王五", "西门庆", "先轸", "曾国藩", "张", "张三", "章二", "赵四"]
        );
    }

    #[test]
    fn the_tone_decides_between_equal_syllables() {
        assert_eq!(sorted(vec!["马", "骂", "妈", "麻"]), ["妈", "麻", "马", "骂"]);
        assert_eq!(sorted(vec!["吕", "鲁", "罗"]), ["鲁", "罗", "吕"]);
    }

    #[test]
    fn digits_letters_and_chinese_stand_together() {
        assert_eq!(
            sorted(vec!["张", "Zoe", "apple", "北京", "1st", "_x", "Bob", "安", "Ärzte", "Привет"]),
            ["_x", "1st", "安", "apple", "Ärzte", "北京", "Bob", "张", "Zoe", "Привет"]
        );
        assert_eq!(sort_key("Apple"), sort_key("ａｐｐｌｅ"));
    }

    #[test]
    fn keys_are_bounded() {
        assert_eq!(sort_key(""), "");
        assert_eq!(sort_key(&"装".repeat(5000)), "zhuang1装".repeat(64));
        assert_eq!(sort_key(&"a".repeat(5000)).len(), 64);
    }
}
