//! Traditional characters → simplified ones, one character at a time.
//!
//! Phrase dictionaries would be better for reading, but a text's folded form must not depend on its
//! neighbours: a part of a text has to fold to a part of the folded text.

use std::sync::LazyLock;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(table);

/// The simplified form, or the character itself.
pub(crate) fn simplify(c: char) -> char {
    let code = u32::from(c);
    if !(FIRST..=LAST).contains(&code) {
        return c;
    }
    match SIMPLIFIED.get((code - FIRST) as usize) {
        Some(&to) if to != 0 => char::from_u32(u32::from(to)).unwrap_or(c),
        _ => c,
    }
}

fn table() -> Vec<u16> {
    let mut table = vec![0; (LAST - FIRST + 1) as usize];
    let lines = include_str!("../data/simplified.txt").lines().filter(|line| !line.starts_with('#'));
    for pair in lines.flat_map(str::split_whitespace) {
        let mut chars = pair.chars();
        if let (Some(from), Some(to)) = (chars.next(), chars.next())
            && let Some(slot) = table.get_mut(u32::from(from).wrapping_sub(FIRST) as usize)
        {
            *slot = u16::try_from(u32::from(to)).unwrap_or(0);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_becomes_simplified_and_stays_there() {
        let folded: String = "張偉 單縣 國際 臺灣 瀋陽 衞生 葉蘇".chars().map(simplify).collect();
        assert_eq!(folded, "张伟 单县 国际 台湾 沈阳 卫生 叶苏");
        assert!((FIRST..=LAST).filter_map(char::from_u32).all(|c| simplify(simplify(c)) == simplify(c)));
    }
}
