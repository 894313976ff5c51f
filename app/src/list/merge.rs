//! How a list takes in what changed without moving what someone looks at.
use domain::list::Row;
use std::collections::{BTreeMap, BTreeSet};

/// Which rows may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// These.
    Rows(BTreeSet<i64>),
    /// Any.
    Any,
}

impl Changed {
    /// These; none named means any.
    #[must_use]
    pub fn of(ids: Vec<i64>) -> Self {
        if ids.is_empty() { Self::Any } else { Self::Rows(ids.into_iter().collect()) }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Rows(mut some), Self::Rows(more)) => {
                some.extend(more);
                Self::Rows(some)
            }
            _ => Self::Any,
        }
    }

    /// Whether a row may have changed.
    #[must_use]
    pub fn has(&self, id: i64) -> bool {
        match self {
            Self::Rows(ids) => ids.contains(&id),
            Self::Any => true,
        }
    }
}

/// The rows as they are to be shown now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// All, those that left included.
    pub rows: Vec<Row>,
    /// Which of them left the list.
    pub left: BTreeSet<i64>,
}

/// Takes new rows into those in sight. A row in both keeps its place, whatever the order says; a new one
/// comes behind the one it follows; one that is missing has left, unless it was only pushed off the page.
#[must_use]
pub fn merge(old: Vec<Row>, new: Vec<Row>, changed: &Changed) -> Merged {
    let seen: BTreeSet<i64> = old.iter().map(|row| row.id).collect();
    let order: Vec<i64> = new.iter().map(|row| row.id).collect();
    let mut fresh: BTreeMap<i64, Row> = new.into_iter().map(|row| (row.id, row)).collect();
    let mut merged = Merged::default();
    for row in old {
        let id = row.id;
        match fresh.remove(&id) {
            Some(now) => merged.rows.push(now),
            None => {
                if changed.has(id) {
                    merged.left.insert(id);
                }
                merged.rows.push(row);
            }
        }
    }
    let mut before = None;
    for id in order {
        if let Some(row) = fresh.remove(&id).filter(|_| !seen.contains(&id)) {
            let place = before.and_then(|before| merged.rows.iter().position(|row| row.id == before));
            merged.rows.insert(place.map_or(0, |place| place + 1), row);
        }
        before = Some(id);
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(ids: &[i64]) -> Vec<Row> {
        let row =
            |id: &i64| Row { id: *id, version: 1, focus: false, state: String::new(), cells: Vec::new() };
        ids.iter().map(row).collect()
    }

    fn merged(old: &[i64], new: &[i64], changed: &[i64]) -> (Vec<i64>, Vec<i64>) {
        let merged = merge(rows(old), rows(new), &Changed::Rows(changed.iter().copied().collect()));
        (merged.rows.iter().map(|row| row.id).collect(), merged.left.into_iter().collect())
    }

    #[test]
    fn a_row_that_moves_to_the_top_stays_where_it_is_looked_at() {
        assert_eq!(merged(&[1, 2, 3], &[3, 1, 2], &[3]), (vec![1, 2, 3], vec![]));
    }

    #[test]
    fn a_new_row_comes_behind_the_one_it_follows() {
        assert_eq!(merged(&[1, 2, 3], &[1, 9, 2, 3], &[9]), (vec![1, 9, 2, 3], vec![]));
        assert_eq!(merged(&[1, 2, 3], &[8, 9, 1, 2, 3], &[8, 9]), (vec![8, 9, 1, 2, 3], vec![]));
    }

    #[test]
    fn a_row_that_left_is_told_from_one_that_was_pushed_off_the_page() {
        assert_eq!(merged(&[1, 2, 3], &[9, 1, 3], &[2, 9]), (vec![9, 1, 2, 3], vec![2]));
        assert_eq!(merged(&[1, 2, 3], &[9, 1, 2], &[9]), (vec![9, 1, 2, 3], vec![]));
    }

    #[test]
    fn what_may_be_anything_leaves_with_whatever_is_missing() {
        let merged = merge(rows(&[1, 2]), rows(&[2]), &Changed::Any);
        assert_eq!(merged.left, BTreeSet::from([1]));
        assert_eq!(Changed::Any, Changed::Rows(BTreeSet::from([1])).and(Changed::Any));
    }
}
