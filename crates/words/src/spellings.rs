//! Patterns that find a text in a column as it was typed, whatever way it was written there.
use crate::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Folded character → the characters that fold to it, itself among them.
static SPELLINGS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut spellings: HashMap<char, Vec<char>> = HashMap::new();
    // What lies beyond the first plane has one spelling: itself.
    for c in ('\u{21}'..='\u{FFFF}').filter(|c| !('\u{AC00}'..='\u{D7A3}').contains(c)) {
        let folded = fold(c.encode_utf8(&mut [0; 4]));
        let mut chars = folded.chars();
        if let (Some(to), None) = (chars.next(), chars.next()) {
            spellings.entry(to).or_default().push(c);
        }
    }
    spellings.insert(' ', vec![' ', '\u{3000}']);
    spellings
});

/// The ways to write a folded character.
fn spellings(c: char) -> &'static [char] {
    SPELLINGS.get(&c).map_or(&[], Vec::as_slice)
}

/// A GLOB pattern of SQLite for columns that contain the text: `*[张張]*`.
pub fn glob(text: &str) -> String {
    let mut pattern = String::from("*");
    for c in fold(text).chars() {
        match spellings(c) {
            [] => pattern.push(c),
            // Alone in brackets it would mean "anything but".
            ['^'] => pattern.push('^'),
            all => {
                // A bracket counts as itself only as the first, a dash and a caret only as the last.
                let rank = |c: &char| match c {
                    ']' => 0,
                    '-' | '^' => 2,
                    _ => 1,
                };
                let mut all = all.to_vec();
                all.sort_by_key(rank);
                pattern.push('[');
                pattern.extend(all);
                pattern.push(']');
            }
        }
    }
    pattern.push('*');
    pattern
}

/// A regular expression of PostgreSQL for columns that contain the text.
pub fn regex(text: &str) -> String {
    let mut pattern = String::new();
    for c in fold(text).chars() {
        pattern.push('[');
        let itself = [c];
        let all = spellings(c);
        for &spelling in if all.is_empty() { &itself } else { all } {
            if spelling.is_ascii_punctuation() {
                pattern.push('\\');
            }
            pattern.push(spelling);
        }
        pattern.push(']');
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_it_is_in_the_pattern() {
        assert_eq!(glob("张A"), glob("張ａ"));
        for (c, spelling) in
            [('张', '張'), ('a', 'Ａ'), ('e', 'é'), ('1', '１'), ('(', '（'), (' ', '\u{3000}')]
        {
            assert!(spellings(c).contains(&spelling) && spellings(c).contains(&c), "{c} {spelling}");
        }
    }

    #[test]
    fn signs_of_the_patterns_mean_themselves() {
        assert!(glob("a*b").contains("[*"), "{}", glob("a*b"));
        assert!(glob("]").starts_with("*[]"));
        assert!(regex(".").starts_with("[\\."));
    }
}
