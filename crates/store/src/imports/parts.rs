//! The names in a cell that holds several.

/// What may stand between them: an export of ours writes `、` or a comma.
const BETWEEN: [char; 6] = [';', '；', '、', '|', ',', '，'];

/// The names of a cell. A name that is known may itself hold what parts others: the longest that is known is taken.
pub(super) fn of(cell: &str, is_known: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = cell;
    while !rest.is_empty() {
        let ends = || rest.match_indices(BETWEEN).map(|(at, _)| at);
        let known = ends().chain([rest.len()]).filter(|end| is_known(rest[..*end].trim())).last();
        let end = known.or_else(|| ends().next()).unwrap_or(rest.len());
        let name = rest[..end].trim();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
        rest = rest[end..].trim_start_matches(|sign: char| sign.is_whitespace() || BETWEEN.contains(&sign));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn names_are_parted_by_whatever_people_put_between_them() {
        for cell in ["甲、乙", "甲;乙", "甲； 乙", "甲|乙", "甲, 乙", " 甲 ，乙、", "甲、乙、甲"]
        {
            assert_eq!(of(cell, |_| false), ["甲", "乙"], "{cell}");
        }
        assert!(of(" ; ", |_| false).is_empty());
    }

    #[test]
    fn a_known_name_may_hold_a_comma() {
        let is_known = |name: &str| ["A", "A, B", "C"].contains(&name);
        assert_eq!(of("A, B、C", is_known), ["A, B", "C"]);
        assert_eq!(of("A, D、C", is_known), ["A", "D", "C"]);
    }
}
