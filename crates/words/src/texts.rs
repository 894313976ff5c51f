use crate::fold::{digits, fold};
use crate::query::Query;
use crate::reading::readings;
use crate::tokens::{LIMIT, Token, escape_into, tokens};

/// Stands between two fields in FTS5; no folded text contains it.
const BORDER: &str = "\u{E000}";
/// A tsvector keeps at most 255 places of one token.
const PLACES: usize = 255;

/// What of one record is searched: its folded fields, each once.
///
/// One record keeps 16,000 characters; what comes later is not searched, on either database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    fields: Vec<String>,
    used: usize,
}

impl Texts {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    #[must_use]
    pub fn plain(mut self, text: &str) -> Self {
        self.add(fold(text));
        self
    }

    /// Adds a name of a person or company, also by full pinyin and by initials.
    /// `ü` is found as `v` and as `u`: 吕 by "lv" and "lu".
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        self.add(fold(name));
        let readings = readings(name);
        if readings.any_chinese() {
            self.add(readings.full('v'));
            self.add(readings.full('u'));
            self.add(readings.initials());
        }
        self
    }

    /// Adds a phone number, also as digits only.
    #[must_use]
    pub fn phone(mut self, phone: &str) -> Self {
        self.add(fold(phone));
        self.add(digits(phone));
        self
    }

    /// The folded fields.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// Whether a field contains the query. What the databases find must equal this.
    pub fn contains(&self, query: &Query) -> bool {
        self.fields.iter().any(|field| query.is_in(field))
    }

    /// The tokens for an FTS5 table with `tokenize='ascii'`, separated by spaces.
    pub fn fts5(&self) -> String {
        let mut out = String::with_capacity(self.used * 8);
        for (nth, field) in self.fields.iter().enumerate() {
            if nth > 0 {
                out.push_str(BORDER);
                out.push(' ');
            }
            for token in tokens(field) {
                escape_into(&mut out, token.text);
                out.push(' ');
            }
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The text form of a tsvector, to be cast: `'tok':1,7 'tok2':2`.
    ///
    /// PostgreSQL keeps 256 places of one token. Where a token occurs more often in one record (a line of
    /// 300 dashes), the later places are left out, and a query that needs one of them does not find it.
    pub fn tsvector(&self) -> String {
        let mut out = String::with_capacity(self.used * 16);
        for same in self.placed().chunk_by(|(a, _), (b, _)| a == b) {
            for (nth, (token, place)) in same.iter().take(PLACES).enumerate() {
                if nth == 0 {
                    out.push_str(if out.is_empty() { "'" } else { " '" });
                    escape_into(&mut out, token);
                    out.push_str("':");
                } else {
                    out.push(',');
                }
                out.push_str(&place.to_string());
            }
        }
        out
    }

    /// Every token with its place from 1, sorted. A gap keeps phrases inside one field.
    fn placed(&self) -> Vec<(&str, usize)> {
        let mut placed = Vec::with_capacity(self.used);
        let mut base = 1;
        for field in &self.fields {
            let before = placed.len();
            placed.extend(tokens(field).map(|Token { at, text, .. }| (text, base + at)));
            base += placed.len() - before + 1;
        }
        placed.sort_unstable();
        placed
    }

    fn add(&mut self, mut field: String) {
        let room = LIMIT.saturating_sub(self.used);
        if let Some((cut, _)) = field.char_indices().nth(room) {
            field.truncate(cut);
        }
        if !field.is_empty() && !self.fields.contains(&field) {
            self.used += field.chars().count() + 1;
            self.fields.push(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(texts: &Texts, query: &str) -> bool {
        Query::parse(query).is_some_and(|query| texts.contains(&query))
    }

    #[test]
    fn a_lead_is_found_by_any_part() {
        let lead = Texts::new().name("张三").phone("660-485-0224").plain("Müller@example.com").name("吕布");
        for query in [
            "张", "三", "张三", "張三", "zs", "zhangsan", "ZHANG", "0224", "4850224", "muller@", "lv", "lubu",
        ] {
            assert!(finds(&lead, query), "{query}");
        }
        for query in ["李", "三张", "zls", "02245", "485-0225"] {
            assert!(!finds(&lead, query), "{query}");
        }
    }

    #[test]
    fn empty_and_repeated_fields_are_dropped() {
        let texts = Texts::new().plain("").plain(" 　").plain("A").plain("ａ").phone("12").plain("12");
        assert_eq!(texts.fields(), ["a", "12"]);
    }

    #[test]
    fn tokens_for_both_databases() {
        let texts = Texts::new().plain("张三a-1").plain("o'k");
        assert_eq!(texts.fts5(), "张三 三a a\u{E02D}1 \u{E02D}1 1 \u{E000} o\u{E027}k \u{E027}k k");
        assert_eq!(
            texts.tsvector(),
            "'\u{E027}k':8 '\u{E02D}1':4 '1':5 'a\u{E02D}1':3 'k':9 'o\u{E027}k':7 '三a':2 '张三':1"
        );
        assert_eq!(Texts::new().fts5(), "");
        assert_eq!(Texts::new().tsvector(), "");
    }

    #[test]
    fn very_long_texts_are_cut_alike_everywhere() {
        let texts = Texts::new().plain(&"人".repeat(20_000)).plain("late");
        assert_eq!(texts.fields().len(), 1);
        assert!(!finds(&texts, "late"));
        assert!(finds(&texts, "人人"));
        assert_eq!(texts.fts5().split(' ').count(), LIMIT);
        assert_eq!(texts.tsvector().matches(',').count(), PLACES - 1);
    }
}
