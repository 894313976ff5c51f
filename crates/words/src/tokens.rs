//! How a folded text is cut for the index: one token per character.

/// Characters kept of one record's texts. A tsvector has 16,383 positions; both databases get the same cut.
pub(crate) const LIMIT: usize = 16_000;

/// One token of a text: the character at position `at` and the one or two after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub at: usize,
    pub text: &'a str,
    /// The byte after its last character.
    pub end: usize,
    /// Characters in `text`.
    pub width: usize,
    /// Whether there were enough characters left.
    pub full: bool,
}

/// One token for every character.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    text.char_indices().enumerate().map(move |(at, (start, c))| {
        let wanted = width(c);
        let mut width = 0;
        let mut end = start;
        for c in text[start..].chars().take(wanted) {
            width += 1;
            end += c.len_utf8();
        }
        Token { at, text: &text[start..end], end, width, full: width == wanted }
    })
}

/// Two Chinese characters already select well; of Latin letters and digits it takes three.
fn width(c: char) -> usize {
    let wide = matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{312F}' | '\u{31F0}'..='\u{31FF}'
        | '\u{AC00}'..='\u{D7AF}')
        || is_chinese(c);
    if wide { 2 } else { 3 }
}

pub(crate) fn is_chinese(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Appends the token as both databases take it: neither FTS5's `ascii` tokenizer nor the text form of a
/// tsvector may see ASCII punctuation, so it becomes private-use characters.
pub(crate) fn escape_into(out: &mut String, token: &str) {
    out.extend(token.chars().map(|c| match c {
        _ if c.is_ascii_alphanumeric() || !c.is_ascii() => c,
        _ => char::from_u32(0xE000 + u32::from(c)).unwrap_or(c),
    }));
}
