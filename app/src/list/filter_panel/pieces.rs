//! What asks for one condition.
use crate::start::use_lang;
use domain::PersonId;
use domain::person::PersonName;
use domain::span::{NONE, Span};
use leptos::prelude::*;
use messages::t;

/// Days, and where a row may be without such a time, a box that asks for that.
#[component]
pub fn Times(name: &'static str, legend: String, blank: bool, span: Span) -> impl IntoView {
    let lang = use_lang();
    let date = |end: &'static str, words: &'static str, day: Option<chrono::NaiveDate>| {
        view! {
            <label class="filter-date">
                <span>{words}</span>
                <input class="input" type="date" name=format!("{name}_{end}") value=day.map(|day| day.to_string()) />
            </label>
        }
    };
    let blank = blank.then(|| {
        view! {
            <label class="checkbox">
                <input type="checkbox" name=name value=NONE checked=span.blank />
                <span>{t!(lang, LeadsSpanNone)}</span>
            </label>
        }
    });
    view! {
        <fieldset class="filter-dates">
            <legend>{legend}</legend>
            {date("from", t!(lang, LeadsSpanFrom), span.from)}
            {date("to", t!(lang, LeadsSpanTo), span.to)}
            {blank}
        </fieldset>
    }
}

/// The least and the most a number may be.
#[component]
pub fn Numbers(name: &'static str, legend: String, ends: (Option<String>, Option<String>)) -> impl IntoView {
    let lang = use_lang();
    let number = |end: &'static str, words: &'static str, value: Option<String>| {
        view! {
            <label class="filter-date">
                <span>{words}</span>
                <input class="input" inputmode="decimal" name=format!("{name}_{end}") value=value autocomplete="off" />
            </label>
        }
    };
    view! {
        <fieldset class="filter-dates">
            <legend>{legend}</legend>
            {number("from", t!(lang, LeadsSpanFrom), ends.0)}
            {number("to", t!(lang, LeadsSpanTo), ends.1)}
        </fieldset>
    }
}

/// Boxes to tick, shown as pills.
#[component]
pub fn Boxes(
    name: &'static str,
    legend: String,
    /// (value, words, ticked)
    boxes: Vec<(String, String, bool)>,
) -> impl IntoView {
    let one = |(value, words, ticked): (String, String, bool)| {
        view! {
            <label class="pill">
                <input type="checkbox" name=name value=value checked=ticked />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="pills">
            <legend>{legend}</legend>
            {boxes.into_iter().map(one).collect_view()}
        </fieldset>
    }
}

/// Whose rows. Several people in an address stay until another is chosen.
#[component]
pub fn People(
    name: &'static str,
    label: String,
    asked: Vec<PersonId>,
    people: RwSignal<Vec<PersonName>>,
) -> impl IntoView {
    let lang = use_lang();
    let present = asked.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let several = (asked.len() > 1).then(|| {
        let known = |id: &PersonId| {
            people.with_untracked(|people| {
                people
                    .iter()
                    .find(|person| person.id == *id)
                    .map_or_else(|| format!("#{id}"), |person| person.name.clone())
            })
        };
        let words = asked.iter().map(known).collect::<Vec<_>>().join(", ");
        view! { <option value=present.clone() selected=true>{words}</option> }
    });
    let option = move |person: PersonName| {
        let selected = person.id.to_string() == present;
        view! { <option value=person.id.0 selected=selected>{person.name}</option> }
    };
    view! {
        <label class="filter-text">
            <span>{label}</span>
            <select class="input select" name=name>
                <option value="">{t!(lang, LeadsOwnerAll)}</option>
                {several}
                <For each=move || people.get() key=|person| person.id children=option />
            </select>
        </label>
    }
}
