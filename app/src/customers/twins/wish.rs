//! What a form of a merge describes, and where one is led once two are two again.
use crate::row_page::Typed;
use domain::merge::{MergeWish, Parted, Pick};
use domain::{CustomerId, FieldErrors, FieldProblem, Problem, query};
use std::collections::BTreeMap;

/// Before the key of a field: which of the two values stays.
pub const KEPT: &str = "fields";
/// The value of [`KEPT`] for that of the customer that goes into the other.
pub const LOSER: &str = "loser";
/// The value of [`KEPT`] for that of the customer that stays.
pub const WINNER: &str = "winner";

/// The merge a form describes.
///
/// # Errors
/// [`Problem::Invalid`] for each number that is none, and for a field that keeps neither.
pub fn merge_wish(typed: &Typed) -> Result<MergeWish, Problem> {
    let mut errors = FieldErrors::default();
    let mut number = |field: &str| {
        let found = typed.get(field).trim().parse::<i64>().ok();
        if found.is_none() {
            errors.add(field, FieldProblem::Malformed);
        }
        found.unwrap_or_default()
    };
    let (winner, winner_version) = (CustomerId(number("winner")), number("winner_version"));
    let (loser, loser_version) = (CustomerId(number("loser")), number("loser_version"));
    let mut fields = BTreeMap::new();
    for (field, which) in typed.part(KEPT).0 {
        match which.as_str() {
            WINNER => drop(fields.insert(field, Pick::Winner)),
            LOSER => drop(fields.insert(field, Pick::Loser)),
            _ => errors.add(&field, FieldProblem::NotChoosable),
        }
    }
    errors.into_result()?;
    Ok(MergeWish { winner, winner_version, loser, loser_version, fields })
}

/// The card of the customer that stayed, and in its address what was left alone.
#[must_use]
pub fn parted_path(parted: &Parted) -> String {
    let stay: Vec<_> = parted.contacts.iter().map(|(id, _)| id.to_string()).collect();
    let told = query::write([
        ("parted", parted.loser.to_string().as_str()),
        ("left", &parted.fields.join(",")),
        ("stay", &stay.join(",")),
    ]);
    format!("/customers/{}?{told}", parted.winner)
}

/// What [`parted_path`] wrote: the customer that is there again, the fields and the contacts left alone.
#[must_use]
pub fn parted(search: &str) -> Option<(CustomerId, Vec<String>, Vec<i64>)> {
    let pairs: BTreeMap<_, _> = query::pairs(search).into_iter().collect();
    let list = |name: &str| {
        let words = pairs.get(name).map(String::as_str).unwrap_or_default().split(',');
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let loser = pairs.get("parted")?.parse().ok().map(CustomerId)?;
    Some((loser, list("left"), list("stay").iter().filter_map(|id| id.parse().ok()).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ContactId;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect())
    }

    #[test]
    fn a_form_says_which_value_stays() {
        let wish = merge_wish(&typed(&[
            ("winner", "7"),
            ("winner_version", "2"),
            ("loser", "9"),
            ("loser_version", "1"),
            ("fields.city", "loser"),
            ("fields.name", "winner"),
        ]))
        .unwrap();
        assert_eq!((wish.winner, wish.loser_version), (CustomerId(7), 1));
        assert_eq!(wish.fields["city"], Pick::Loser);
        assert_eq!(wish.fields["name"], Pick::Winner);
        let Problem::Invalid { fields } = merge_wish(&typed(&[("fields.city", "both")])).unwrap_err() else {
            panic!("it is a wrong form")
        };
        assert_eq!(fields.of("winner"), Some(&FieldProblem::Malformed));
        assert_eq!(fields.of("city"), Some(&FieldProblem::NotChoosable));
    }

    #[test]
    fn what_was_left_alone_stands_in_the_address() {
        let told = Parted {
            winner: CustomerId(7),
            loser: CustomerId(9),
            fields: vec!["city".into(), "name".into()],
            contacts: vec![(ContactId(3), "陈晓".into())],
        };
        let path = parted_path(&told);
        assert_eq!(path, "/customers/7?parted=9&left=city,name&stay=3");
        let search = path.split_once('?').unwrap().1;
        assert_eq!(parted(search), Some((CustomerId(9), vec!["city".into(), "name".into()], vec![3])));
        assert_eq!(parted("from=x"), None);
    }
}
