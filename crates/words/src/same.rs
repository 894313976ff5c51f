//! Normal forms by which customers are known again: two texts with the same form are the same telephone, mailbox or
//! company, however they were written. A text that names none has no form, so that `-` and `123` never meet.

mod companies;
mod places;
mod telephones;

pub use companies::company;
pub use telephones::{mobile, phone};

use crate::fold;

/// An e-mail address: folded, otherwise as it is. Dots and `+` belong to some mailboxes and not to others.
pub fn email(text: &str) -> Option<String> {
    let folded = fold(text);
    let (name, place) = folded.rsplit_once('@')?;
    let is_whole = !name.is_empty() && !place.is_empty() && !folded.contains(' ');
    is_whole.then_some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes() {
        assert_eq!(email(" Zhang.San＠Example.COM ").as_deref(), Some("zhang.san@example.com"));
        assert_ne!(email("zhang.san@example.com"), email("zhangsan@example.com"));
        for none in ["", "@", "a@", "@b", "none", "a b@c"] {
            assert_eq!(email(none), None, "{none}");
        }
    }
}
