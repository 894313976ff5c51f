//! What stands where a row and a column meet.
use super::Shared;
use crate::start::use_lang;
use crate::ui::{ChoiceLabel, Choices, TimeText, number};
use domain::ChoiceId;
use domain::column::CellKind;
use domain::list::Cell;
use leptos::prelude::*;
use messages::t;

/// The inside of a cell.
pub fn inside(cell: Cell, kind: CellKind, due: bool, shared: StoredValue<Shared>) -> AnyView {
    match cell {
        Cell::Blank => ().into_any(),
        Cell::Text { text, marks } => text_view(text, &marks, kind),
        Cell::Choice(id) => labels(vec![id], shared),
        Cell::Choices(ids) => labels(ids, shared),
        Cell::Person { name, .. } => view! { <span class="person">{name}</span> }.into_any(),
        Cell::Time(at) => view! { <TimeText at=at due=due /> }.into_any(),
        Cell::Word(key) => shared.with_value(|shared| (shared.word)(use_lang(), &key)).into_any(),
        Cell::Number(text) => grouped(&text).into_any(),
        Cell::Date(day) => day.to_string().into_any(),
        Cell::Flag(true) => t!(use_lang(), CommonYes).into_any(),
        Cell::Flag(false) => t!(use_lang(), CommonNo).into_any(),
    }
}

/// Values of drop-down lists, side by side.
fn labels(ids: Vec<ChoiceId>, shared: StoredValue<Shared>) -> AnyView {
    let found = move || {
        let known =
            |choices: &Choices| ids.iter().filter_map(|id| choices.get(*id).cloned()).collect::<Vec<_>>();
        shared.with_value(|shared| shared.choices.with(known))
    };
    let label = |choice| view! { <ChoiceLabel choice=choice /> " " };
    (move || found().into_iter().map(label).collect_view()).into_any()
}

/// A number with commas between its thousands.
fn grouped(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), number);
    let part = part.map(|part| format!(".{part}")).unwrap_or_default();
    format!("{sign}{whole}{part}")
}

fn text_view(text: String, marks: &[(usize, usize)], kind: CellKind) -> AnyView {
    let shown = marked(&text, marks);
    match (kind, address(kind, &text)) {
        (CellKind::Link, Some(href)) => {
            view! { <a href=href target="_blank" rel="noopener noreferrer external">{shown}</a> }.into_any()
        }
        (_, Some(href)) => view! { <a href=href rel="external">{shown}</a> }.into_any(),
        (_, None) => shown,
    }
}

/// Where a text leads. Never to a `javascript:` address: what people typed is not to be trusted.
pub fn address(kind: CellKind, text: &str) -> Option<String> {
    let clean: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    match kind {
        CellKind::Phone => {
            let dialled: String =
                clean.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
            (dialled.len() >= 3).then(|| format!("tel:{dialled}"))
        }
        CellKind::Email => clean.contains('@').then(|| format!("mailto:{clean}")),
        CellKind::Link => domain::web::address(&clean),
        _ => None,
    }
}

/// The text with what matches the search between `<mark>`s. Marks that do not fit the text fall away.
fn marked(text: &str, marks: &[(usize, usize)]) -> AnyView {
    if marks.is_empty() {
        return text.to_owned().into_any();
    }
    let mut parts = Vec::with_capacity(marks.len() * 2 + 1);
    let mut done = 0;
    for &(from, to) in marks {
        let (Some(before), Some(hit)) = (text.get(done..from), text.get(from..to)) else { continue };
        parts.push(before.to_owned().into_any());
        parts.push(view! { <mark>{hit.to_owned()}</mark> }.into_any());
        done = to;
    }
    parts.push(text.get(done..).unwrap_or_default().to_owned().into_any());
    parts.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_no_address() {
        assert_eq!(address(CellKind::Link, "javascript:alert(1).x"), None);
        assert_eq!(address(CellKind::Link, "www.example.cn"), Some("https://www.example.cn".into()));
        assert_eq!(address(CellKind::Phone, "+86 138-0013-8000"), Some("tel:+8613800138000".into()));
        assert_eq!(address(CellKind::Phone, "无"), None);
    }

    #[test]
    fn thousands_are_set_apart() {
        let numbers =
            [("7", "7"), ("1234", "1,234"), ("-1234567.50", "-1,234,567.50"), ("123.4567", "123.4567")];
        for (plain, read) in numbers {
            assert_eq!(grouped(plain), read);
        }
    }

    #[test]
    fn marks_that_do_not_fit_do_no_harm() {
        let _ = marked("张伟", &[(0, 3), (1, 2), (5, 90)]);
    }
}
