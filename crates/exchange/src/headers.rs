//! What the columns of a table mean, guessed from their headers.

mod customers;
mod kind;
mod targets;

pub use customers::{CONTACT_TARGETS, CUSTOMER_TARGETS};
pub use kind::{FileKind, kind};
pub use targets::{EVENT_TARGETS, LEAD_TARGETS, RECORD_TARGETS, USER_TARGETS};

use unicode_normalization::UnicodeNormalization;

/// Something a column can be read into, with the headers it is known by, the most telling first.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    pub key: &'a str,
    pub names: &'a [&'a str],
}

/// For each target the column that seems to hold it. A column serves one target only.
///
/// The key itself is tried first, then each name, then names that are part of a header (or the other way round).
pub fn guess(headers: &[String], targets: &[Target<'_>]) -> Vec<Option<usize>> {
    let folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
    let mut taken = vec![false; headers.len()];
    let mut found = vec![None; targets.len()];
    let most_names = targets.iter().map(|target| target.names.len()).max().unwrap_or(0);
    // All keys before all first names before all second names: no target's last resort takes
    // the column that is another's first choice.
    for rank in 0..=most_names {
        for (target, found) in targets.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let name = if rank == 0 { Some(target.key) } else { target.names.get(rank - 1).copied() };
            let wanted = name.map(fold).filter(|name| !name.is_empty());
            *found = wanted.and_then(|name| take(&folded, &mut taken, |header| *header == name));
        }
    }
    for (target, found) in targets.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
        *found = longest_part(&folded, &taken, target);
        if let Some(taken) = found.and_then(|index| taken.get_mut(index)) {
            *taken = true;
        }
    }
    found
}

fn take(folded: &[String], taken: &mut [bool], fits: impl Fn(&String) -> bool) -> Option<usize> {
    let index = folded.iter().zip(&*taken).position(|(header, taken)| !taken && fits(header))?;
    *taken.get_mut(index)? = true;
    Some(index)
}

/// The free column that shares the longest name with the target, one containing the other.
fn longest_part(folded: &[String], taken: &[bool], target: &Target<'_>) -> Option<usize> {
    let names: Vec<String> =
        target.names.iter().map(|name| fold(name)).filter(|name| telling(name)).collect();
    let free = folded.iter().enumerate().zip(taken).filter(|(_, taken)| !**taken).map(|(header, _)| header);
    let shared = |header: &str| {
        names
            .iter()
            .filter(|name| header.contains(name.as_str()) || telling(header) && name.contains(header))
            .map(|name| name.len().min(header.len()))
            .max()
    };
    free.filter(|(_, header)| !names_a_number(header))
        .filter_map(|(index, header)| Some((shared(header)?, std::cmp::Reverse(index))))
        .max()
        .map(|(_, index)| index.0)
}

/// Long enough to mean something inside a longer header: two Chinese characters or five letters.
fn telling(name: &str) -> bool {
    let letters = name.chars().count();
    letters >= 5 || letters >= 2 && !name.is_ascii()
}

/// `Lead Owner Id` holds a number for the machine and not the owner's name.
fn names_a_number(header: &str) -> bool {
    header.ends_with("id")
}

/// Whether two headers are the same, however they are written.
pub fn is_same(one: &str, other: &str) -> bool {
    let one = fold(one);
    !one.is_empty() && one == fold(other)
}

/// Letters and digits only, narrow and in lower case: `E-mail`, `e_mail` and `Ｅmail` are one.
pub(crate) fn fold(header: &str) -> String {
    header.nfkc().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
