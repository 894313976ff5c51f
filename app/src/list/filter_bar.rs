//! The conditions in force, as chips that can be taken away.
use super::Address;
use super::noun::{Drawn, Noun};
use super::page::ListPage;
use super::test_words::TestNames;
use crate::start::use_lang;
use crate::ui::{Choices, FilterChip, Kind, LinkButton};
use domain::Lang;
use domain::filter::{Filter, Test, names as names_of};
use domain::person::PersonName;
use leptos::prelude::*;
use messages::t;

/// A condition: what is compared, with what, and its names in the address.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chip {
    label: String,
    value: String,
    names: Vec<String>,
}

/// The conditions of a filter, but for the screen, the tab and the keyword, which are seen elsewhere.
fn chips<N: Noun>(
    lang: Lang,
    filter: &Filter<N::Column>,
    choices: &Choices,
    people: &[PersonName],
) -> Vec<Chip> {
    let names = TestNames {
        lang,
        choice: &|id| choices.name(id, lang).to_owned(),
        people,
        word: &|word| N::word(lang, word).to_owned(),
    };
    let (texts, others): (Vec<_>, Vec<_>) =
        filter.on.iter().partition(|(_, test)| matches!(test, Test::Contains(_)));
    let quoted = |words: String| format!("{} \u{201c}{words}\u{201d}", t!(lang, LeadsFilterContains));
    let one = |column: N::Column, value: String| Chip {
        label: N::head(lang, column),
        value,
        names: names_of(column),
    };
    let others = others.into_iter().map(|(column, test)| one(*column, names.say(test)));
    let focus = filter.focus.then(|| Chip {
        label: t!(lang, LeadsFocusLabel).to_owned(),
        value: t!(lang, LeadsFocusYes).to_owned(),
        names: vec!["focus".to_owned()],
    });
    let texts = texts.into_iter().map(|(column, test)| one(*column, quoted(names.say(test))));
    others.chain(focus).chain(texts).collect()
}

/// The names in an address that are conditions, beside the keyword.
fn conditions(address: &Address) -> Vec<String> {
    let kept = ["view", "tab", "sort", "limit", "open", "cursor"];
    address.but(&kept).into_iter().map(|(name, _)| name).collect()
}

/// The conditions in force; none when there are none.
#[component]
pub fn FilterChips<N: Drawn>(
    /// The page.
    page: ListPage<N>,
) -> impl IntoView {
    let (lang, address) = (use_lang(), page.listing.address);
    let shown = Memo::new(move |_| {
        page.choices.with(|choices| {
            page.people.with(|people| page.filter.with(|filter| chips::<N>(lang, filter, choices, people)))
        })
    });
    let without = move |names: &[String]| {
        address.with(|address| {
            names.iter().fold(address.clone(), |address, name| address.with(name, None)).href()
        })
    };
    let one = move |chip: Chip| {
        let remove = without(&chip.names);
        view! { <FilterChip label=chip.label value=chip.value remove=remove /> }
    };
    let clear = move || without(&address.with(conditions));
    let rest = move || {
        (!shown.with(Vec::is_empty)).then(|| {
            view! {
                <LinkButton kind=Kind::Quiet href=Signal::derive(clear)>{t!(lang, LeadsClearFilters)}</LinkButton>
                {N::beside_chips(page)}
            }
        })
    };
    view! {
        {move || shown.get().into_iter().map(one).collect_view()}
        {rest}
    }
}
