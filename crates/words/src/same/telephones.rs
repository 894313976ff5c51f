use crate::fold;

/// Fewer digits call nobody from outside.
const DIGITS_MIN: usize = 7;
/// An area code with its 0 and a number in it.
const LANDLINE: std::ops::RangeInclusive<usize> = 10..=12;
/// What stands before an extension.
const EXTENSIONS: [&str; 7] = ["转", "分机", "ext", "内线", "#", "x", "p"];
/// What stands between two numbers in one field.
const BETWEEN: [char; 8] = ['/', '、', ',', ';', '|', '或', '\\', '。'];

/// A mobile number: `+86 138-0013-8000`, `0086 13800138000` and `013800138000` are `13800138000`; a number of another
/// country keeps its `+`.
pub fn mobile(text: &str) -> Option<String> {
    number(text)
}

/// A telephone number without its extension and without the 0 of its area code: `(010) 8888-6666 转 801` is
/// `1088886666`. A mobile number has the form [`mobile`] gives it.
pub fn phone(text: &str) -> Option<String> {
    number(text)
}

/// Of several numbers in one field the first.
fn number(text: &str) -> Option<String> {
    fold(text).split(BETWEEN).find_map(one)
}

fn one(folded: &str) -> Option<String> {
    let dialled = without_extension(folded);
    let digits: String = dialled.chars().filter(char::is_ascii_digit).collect();
    let abroad = dialled.trim_start_matches([' ', '(']).starts_with('+');
    let digits = match digits.strip_prefix("00") {
        Some(rest) if !abroad => international(rest),
        _ if abroad => international(&digits),
        _ => national(&digits),
    };
    let is_number = digits.trim_start_matches('+').len() >= DIGITS_MIN;
    // 00000000 and 11111111111 are typed to get past a form.
    let is_one_digit = digits.bytes().skip(1).all(|digit| Some(digit) == digits.as_bytes().get(1).copied());
    (is_number && !is_one_digit).then_some(digits)
}

fn international(digits: &str) -> String {
    match digits.strip_prefix("86") {
        Some(rest) => national(rest),
        None => format!("+{digits}"),
    }
}

fn national(digits: &str) -> String {
    if let Some(rest) =
        digits.strip_prefix("86").filter(|rest| is_mobile(rest) || LANDLINE.contains(&rest.len()))
    {
        return national(rest);
    }
    match digits.strip_prefix('0') {
        Some(rest) if LANDLINE.contains(&digits.len()) => rest.to_owned(),
        _ => digits.to_owned(),
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && matches!(digits.as_bytes().get(1), Some(b'3'..=b'9'))
}

/// What is dialled first. After an area code and a whole number another group after a dash is an extension.
fn without_extension(folded: &str) -> &str {
    let end = EXTENSIONS.iter().filter_map(|mark| folded.find(mark)).min().unwrap_or(folded.len());
    let dialled = &folded[..end];
    let is_dash = |c: char| matches!(c, '-' | '‐' | '–' | '—' | '−' | '―');
    match dialled.rsplit_once(is_dash) {
        Some((before, last)) if is_whole(before) && is_extension(last) => before,
        _ => dialled,
    }
}

fn is_whole(before: &str) -> bool {
    let digits: String = before.chars().filter(char::is_ascii_digit).collect();
    digits.starts_with('0') && !digits.starts_with("00") && LANDLINE.contains(&digits.len())
}

fn is_extension(last: &str) -> bool {
    (1..=6).contains(&last.chars().filter(char::is_ascii_digit).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_mobile_many_ways() {
        for way in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "+86 (138) 0013-８０００",
            "+8613800138000",
            "0086-138-0013-8000",
            "86 13800138000",
            "013800138000",
            "13800138000/13900139000",
            " 1380013 8000 (手机)",
        ] {
            assert_eq!(mobile(way).as_deref(), Some("13800138000"), "{way}");
            assert_eq!(phone(way), mobile(way), "{way}");
        }
    }

    #[test]
    fn one_landline_many_ways() {
        for way in [
            "010-88886666",
            "(010) 8888-6666 转 801",
            "010-88886666-801",
            "+86 10 8888 6666",
            "+86 (0)10 88886666",
            "86-10-88886666",
            "010 88886666 ext. 12",
            "010-88886666#801",
            "010－88886666分机801",
        ] {
            assert_eq!(phone(way).as_deref(), Some("1088886666"), "{way}");
        }
        assert_eq!(phone("0755-8888-6666").as_deref(), Some("75588886666"));
        assert_eq!(phone("400-810-8888").as_deref(), Some("4008108888"));
        assert_eq!(phone("8888 6666").as_deref(), Some("88886666"));
    }

    #[test]
    fn numbers_of_other_countries_keep_their_country() {
        assert_eq!(phone("+1 (415) 555-2671").as_deref(), Some("+14155552671"));
        assert_eq!(phone("001 415 555 2671"), phone("+1 415-555-2671"));
        assert_ne!(mobile("+1 415 555 2671"), mobile("14155552671"));
        assert_eq!(phone("660-485-0224").as_deref(), Some("6604850224"));
    }

    #[test]
    fn what_is_no_number_has_no_form() {
        for none in ["", "-", "无", "123", "000000000000", "11111111111", "暂无电话"] {
            assert_eq!(phone(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn signs_between_digits_do_not_matter(digits in "1[3-9][0-9]{8}[1-9]", signs in "[ .()]{11}") {
            let written: String = digits.chars().zip(signs.chars()).flat_map(|(d, s)| [d, s]).collect();
            let form = mobile(&digits);
            prop_assert_eq!(&mobile(&written), &form);
            prop_assert_eq!(&mobile(&format!("+86{written}")), &form);
            prop_assert_eq!(&mobile(&format!("0086 {written}")), &form);
        }

        #[test]
        fn a_form_is_its_own_form(text in "[-+0-9 ()转/]{0,24}") {
            if let Some(form) = phone(&text) {
                // A number that begins with the digits of China's code again is cut again; nobody has one.
                prop_assume!(!form.starts_with("86") && !form.starts_with('0') && !form.starts_with("+86"));
                prop_assert_eq!(phone(&form), Some(form));
            }
        }

        #[test]
        fn any_text_is_borne(text in any::<String>()) {
            let _ = (phone(&text), mobile(&text), crate::same::email(&text));
        }
    }
}
