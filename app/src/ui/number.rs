//! Numbers as people read them.
use crate::start::use_lang;
use leptos::prelude::*;
use messages::t;

/// `3900` → `3,900`.
#[must_use]
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        text.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How many rows match; "about" when it is an estimate, nothing while unknown.
#[component]
pub fn Count(
    /// How many.
    #[prop(into)]
    count: Signal<Option<domain::list::Count>>,
) -> impl IntoView {
    let lang = use_lang();
    let words = move || {
        count.get().map(|count| {
            let value = number(count.value);
            if count.exact { value } else { t!(lang, UiAbout, n = value) }
        })
    };
    view! { <span class="count">{words}</span> }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn thousands_are_set_apart() {
        let shown = [0, 999, 1000, 3900, 1_234_567, -12_000].map(number);
        assert_eq!(shown, ["0", "999", "1,000", "3,900", "1,234,567", "-12,000"]);
    }
}
