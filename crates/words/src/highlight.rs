use crate::fold::{digit, each};
use crate::query::Query;
use crate::reading::readings;

/// Fewer digits are no phone number.
const SHORTEST_PHONE: usize = 5;
/// As in "ext" or "Tel".
const LETTERS_IN_A_PHONE: usize = 4;

/// Where the query stands in a text as it was written: byte ranges, in order, apart from each other.
///
/// If the text as such does not contain it, a phone number is compared by its digits alone ("4850224" marks
/// "485-0224" in "660-485-0224"), and Chinese by full pinyin, then by initials ("zs" marks 张三,
/// "zhang" marks 张; a part of a syllable marks its character).
pub fn highlight(original: &str, query: &Query) -> Vec<(usize, usize)> {
    let wanted = query.folded();
    let mut found = as_written(original).find(wanted);
    let digits = query.digits().or_else(|| wanted.bytes().all(|b| b.is_ascii_digit()).then_some(wanted));
    if let Some(digits) = digits.filter(|_| found.is_empty() && is_phone(original)) {
        found = by_digits(original).find(digits);
    }
    if found.is_empty() && wanted.bytes().all(|b| b.is_ascii_alphanumeric()) {
        found = by_pinyin(original, wanted);
    }
    found
}

/// Another form of a text that remembers where each piece came from.
#[derive(Default)]
struct Form {
    text: String,
    pieces: Vec<Piece>,
}

struct Piece {
    /// The byte after it in the form.
    until: usize,
    start: usize,
    end: usize,
}

impl Form {
    /// The text grew by a piece that came from these bytes.
    fn mark(&mut self, start: usize, end: usize) {
        self.pieces.push(Piece { until: self.text.len(), start, end });
    }

    fn find(&self, wanted: &str) -> Vec<(usize, usize)> {
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for (at, found) in self.text.match_indices(wanted) {
            let first = self.pieces.partition_point(|piece| piece.until <= at);
            let last = self.pieces.partition_point(|piece| piece.until < at + found.len());
            let (Some(first), Some(last)) = (self.pieces.get(first), self.pieces.get(last)) else { continue };
            match ranges.last_mut() {
                Some(before) if first.start <= before.1 => before.1 = last.end,
                _ => ranges.push((first.start, last.end)),
            }
        }
        ranges
    }
}

fn as_written(original: &str) -> Form {
    let mut form = Form::default();
    each(original, |c, start, end| {
        form.text.push(c);
        form.mark(start, end);
    });
    form
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter_map(digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits >= SHORTEST_PHONE && letters <= LETTERS_IN_A_PHONE
}

fn by_digits(original: &str) -> Form {
    let mut form = Form::default();
    for (start, c) in original.char_indices() {
        if let Some(digit) = digit(c) {
            form.text.push(digit);
            form.mark(start, start + c.len_utf8());
        }
    }
    form
}

fn by_pinyin(original: &str, wanted: &str) -> Vec<(usize, usize)> {
    let readings = readings(original);
    if !readings.any_chinese() {
        return Vec::new();
    }
    let form = |spell: &dyn Fn(&crate::reading::Reading, &mut String)| {
        let mut form = Form::default();
        for reading in &readings.0 {
            spell(reading, &mut form.text);
            form.mark(reading.start, reading.end);
        }
        form.find(wanted)
    };
    let full = |u_umlaut: char| form(&|reading, out| reading.spell(u_umlaut, out));
    let or = |found: Vec<_>, next: &dyn Fn() -> Vec<_>| if found.is_empty() { next() } else { found };
    let found = or(full('v'), &|| full('u'));
    or(found, &|| form(&|reading, out| reading.initial(out)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(original: &str, query: &str) -> Vec<String> {
        let ranges = Query::parse(query).map(|query| highlight(original, &query)).unwrap_or_default();
        ranges.into_iter().map(|(start, end)| original[start..end].to_owned()).collect()
    }

    #[test]
    fn the_text_as_written() {
        assert_eq!(marked("Hello, MÜLLER und Müller", "muller"), ["MÜLLER", "Müller"]);
        assert_eq!(marked("張偉（Ｗｅｉ）", "张伟"), ["張偉"]);
        assert_eq!(marked("張偉（Ｗｅｉ）", "wei"), ["Ｗｅｉ"]);
        assert_eq!(marked("a  \t b", "a b"), ["a  \t b"]);
        assert_eq!(marked("e\u{301}te\u{301}", "te"), ["te\u{301}"]);
        assert_eq!(marked("aaaa", "a"), ["aaaa"]);
        assert_eq!(marked("Straße", "s"), ["S", "ß"]);
        assert_eq!(marked("李四", "张"), [""; 0]);
    }

    #[test]
    fn phones_by_their_digits() {
        assert_eq!(marked("660-485-0224", "4850224"), ["485-0224"]);
        assert_eq!(marked("+86 138 0013 8000", "13800138000"), ["138 0013 8000"]);
        assert_eq!(marked("660-485-0224", "0224"), ["0224"]);
        assert_eq!(marked("Suite 12, 34 Main Street, 5678", "1234"), [""; 0]);
    }

    #[test]
    fn chinese_by_pinyin() {
        assert_eq!(marked("张三", "zs"), ["张三"]);
        assert_eq!(marked("张三", "zhang"), ["张"]);
        assert_eq!(marked("张三", "zhangs"), ["张三"]);
        assert_eq!(marked("张三", "san"), ["三"]);
        assert_eq!(marked("Acme 重庆分公司", "chongqing"), ["重庆"]);
        assert_eq!(marked("吕布", "lv"), ["吕"]);
        assert_eq!(marked("吕布", "lu"), ["吕"]);
        assert_eq!(marked("张三", "ls"), [""; 0]);
    }
}
