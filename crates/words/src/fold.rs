//! One form for all ways to write the same text.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use crate::simplified::simplify;

/// Characters the index uses for itself; [`fold`] drops them from texts and queries.
const RESERVED: RangeInclusive<char> = '\u{E000}'..='\u{E0FF}';

/// The form in which texts are compared: full and half width alike (NFKC), lower case, without Latin
/// accents, traditional characters simplified, runs of white space as one space, trimmed.
///
/// Invisible characters (zero width, direction marks, control characters) vanish.
/// Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each(text, |c, _, _| folded.push(c));
    folded
}

/// Only the digits of a phone number, full-width ones as ASCII.
pub fn digits(phone: &str) -> String {
    phone.chars().filter_map(digit).collect()
}

pub(crate) fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

/// Calls `emit` with each folded character and the bytes of the original it came from.
pub(crate) fn each(text: &str, mut emit: impl FnMut(char, usize, usize)) {
    let mut begun = false;
    let mut gap: Option<(usize, usize)> = None;
    clusters(text, |c, start, end| {
        if c.is_whitespace() {
            gap = Some((gap.map_or(start, |(first, _)| first), end));
            return;
        }
        if let Some((first, last)) = gap.take()
            && begun
        {
            emit(' ', first, last);
        }
        begun = true;
        emit(c, start, end);
    });
}

/// A cluster is a character with the marks that belong to it. It folds without looking at its neighbours.
fn clusters(text: &str, mut emit: impl FnMut(char, usize, usize)) {
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let mut end = start + c.len_utf8();
        let mut alone = true;
        while let Some(&(_, next)) = rest.peek()
            && extends(next)
        {
            alone = false;
            end += next.len_utf8();
            rest.next();
        }
        match c {
            _ if alone && c.is_ascii_graphic() => emit(c.to_ascii_lowercase(), start, end),
            '\u{4E00}'..='\u{9FFF}' if alone => emit(simplify(c), start, end),
            _ => cluster(&text[start..end], |c| emit(c, start, end)),
        }
    }
}

fn cluster(text: &str, mut emit: impl FnMut(char)) {
    // Accents go before composing: "é" and "e\u{301}" both become "e", while "ｶﾞ" is composed to "ガ".
    let composed = text.nfkd().filter(|&c| !vanishes(c) && !is_accent(c)).nfc();
    for c in composed.flat_map(char::to_lowercase) {
        match c {
            'ß' => "ss".chars().for_each(&mut emit),
            'æ' => "ae".chars().for_each(&mut emit),
            'œ' => "oe".chars().for_each(&mut emit),
            'ø' => emit('o'),
            'đ' | 'ð' => emit('d'),
            'ł' => emit('l'),
            'ı' => emit('i'),
            'ς' => emit('σ'),
            _ => emit(simplify(c)),
        }
    }
}

/// Whether the character belongs to the one before it.
fn extends(c: char) -> bool {
    match c {
        ' '..='~' | '\u{3400}'..='\u{9FFF}' => false,
        '\u{1160}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{FF9E}'..='\u{FFDC}' => true,
        _ => vanishes(c) || is_combining_mark(c) || canonical_combining_class(c) != 0,
    }
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

fn vanishes(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || RESERVED.contains(&c)
        || matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_write_the_same_text_become_one() {
        assert_eq!(fold("Müller"), "muller");
        assert_eq!(fold("Mu\u{308}ller"), "muller");
        assert_eq!(fold("ＡＢＣ　１２３"), "abc 123");
        assert_eq!(fold("  張偉\t \n有限公司 "), "张伟 有限公司");
        assert_eq!(fold("Straße İstanbul Łódź Ångström"), "strasse istanbul lodz angstrom");
        assert_eq!(fold("ｶﾞｽ"), "ガス");
        assert_eq!(fold("㈱１２㎡"), "(株)12m2");
    }

    #[test]
    fn invisible_characters_vanish() {
        assert_eq!(fold("\u{FEFF}\u{202D}138\u{200B}0013\u{202C}\0"), "1380013");
        assert_eq!(fold("a\u{E020}b"), "ab");
        assert_eq!(fold(" \u{200B} "), "");
    }

    #[test]
    fn vowels_of_other_scripts_stay() {
        assert_eq!(fold("กิน"), "กิน");
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_eq!(fold("한국"), "한국");
    }

    #[test]
    fn phone_digits() {
        assert_eq!(digits("+86 (138) 0013-８０００"), "8613800138000");
        assert_eq!(digits("none"), "");
    }
}
