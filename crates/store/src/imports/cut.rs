//! How much of the cells of a row is kept: a small workbook can hold the same long text in all its cells.
use domain::import::ImportRules;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// So many characters of a cell are kept when it is only shown.
const SHOWN: usize = 500;
/// No row that can come in is longer than this altogether.
const ROW_MAX: usize = 20_000;

/// The cells of a row as they are kept. Those that are read stay whole: they are judged again when one is
/// mended, and brought again with the file of errors.
pub(super) fn kept<'a>(cells: &'a [String], rules: &ImportRules) -> Vec<Cow<'a, str>> {
    let read: BTreeSet<usize> = rules.mapping.values().copied().collect();
    let long: usize =
        read.iter().filter_map(|column| cells.get(*column)).map(|cell| cell.chars().count()).sum();
    let whole = |column| long <= ROW_MAX && read.contains(&column);
    let kept =
        |(column, cell): (usize, &'a String)| if whole(column) { Cow::from(cell) } else { shown(cell) };
    cells.iter().enumerate().map(kept).collect()
}

fn shown(cell: &str) -> Cow<'_, str> {
    match cell.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::from(format!("{}…", &cell[..end])),
        None => Cow::from(cell),
    }
}

/// Whether a row can not be judged by what is kept of it: a cell that is read was cut.
/// Only the file knows the rest.
pub(super) fn lacks_text(cells: &[String], rules: &ImportRules) -> bool {
    let is_cut = |cell: &String| cell.ends_with('…') && cell.chars().count() == SHOWN + 1;
    rules.mapping.values().filter_map(|column| cells.get(*column)).any(is_cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(first: usize, second: usize) -> Vec<String> {
        vec!["一".repeat(first), "二".repeat(second)]
    }

    fn rules(columns: &[usize]) -> ImportRules {
        let mapping = columns.iter().map(|column| (format!("field {column}"), *column)).collect();
        ImportRules { mapping, ..ImportRules::default() }
    }

    fn lengths(cells: &[Cow<'_, str>]) -> Vec<usize> {
        cells.iter().map(|cell| cell.chars().count()).collect()
    }

    #[test]
    fn what_is_read_stays_whole_and_what_is_shown_is_cut() {
        let cells = row(600, 600);
        let kept = kept(&cells, &rules(&[1]));
        assert_eq!(lengths(&kept), [501, 600]);
        assert!(kept[0].ends_with("一…"));
        assert_eq!(lengths(&super::kept(&row(500, 1), &rules(&[]))), [500, 1]);
    }

    #[test]
    fn a_row_that_can_not_come_in_is_cut_and_known_to_be() {
        let (cells, rules) = (row(19_400, 601), rules(&[0, 1]));
        let kept: Vec<String> = kept(&cells, &rules).into_iter().map(Cow::into_owned).collect();
        assert_eq!(kept.iter().map(|cell| cell.chars().count()).collect::<Vec<_>>(), [501, 501]);
        assert!(lacks_text(&kept, &rules));
        assert!(!lacks_text(&cells, &rules));
    }
}
