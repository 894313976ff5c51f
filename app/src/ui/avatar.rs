//! Who, as a small round sign.
use leptos::prelude::*;

/// A person's initials, or the last two characters of a Chinese name, on a colour of their own.
#[component]
pub fn Avatar(
    /// The person's name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! { <span class="avatar" data-hue=hue(&name) aria-hidden="true">{initials(&name)}</span> }
}

fn initials(name: &str) -> String {
    let name = name.trim();
    let letters: Vec<char> = name.chars().collect();
    if letters.iter().any(|letter| !letter.is_ascii() && letter.is_alphabetic() && !letter.is_lowercase()) {
        // Chinese people call each other by the given name, and it tells more apart than the surname.
        return letters[letters.len().saturating_sub(2)..].iter().collect();
    }
    let words = name.split_whitespace().filter_map(|word| word.chars().next());
    words.take(2).flat_map(char::to_uppercase).collect()
}

/// One of eight hues, always the same for a name.
fn hue(name: &str) -> String {
    let sum = name.chars().fold(7u32, |sum, letter| sum.wrapping_mul(31).wrapping_add(u32::from(letter)));
    (sum % 8).to_string()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_chinese_name_shows_the_given_name_and_a_western_one_its_initials() {
        assert_eq!(initials("欧阳震华"), "震华");
        assert_eq!(initials("张伟"), "张伟");
        assert_eq!(initials("Rozario Diego"), "RD");
        assert_eq!(initials("admin"), "A");
        assert_eq!(initials(""), "");
    }
}
