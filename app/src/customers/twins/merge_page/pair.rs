//! Both customers side by side.
use super::{Kept, PATH};
use crate::added::people_if;
use crate::answer::{answer, on_done};
use crate::customers::twins::api::MergeCustomers;
use crate::customers::twins::wish::{KEPT, LOSER, WINNER};
use crate::row_page::{field_name, field_text, is_person};
use crate::start::use_lang;
use crate::ui::{
    Button, Choices, Icon, Kind, LinkButton, ProblemText, TimeText, field_words, number, use_toasts,
};
use domain::choice::Choice;
use domain::custom::CustomField;
use domain::customer::CustomerState;
use domain::merge::{MergeField, MergeMoves, MergePreview, MergeSide, Pick};
use domain::person::PersonName;
use domain::{FieldErrors, Lang, Problem, Subject, query};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use messages::{column, t};

/// The form: what stays of each field in which they differ, and what moves.
#[component]
pub fn Pair(
    preview: MergePreview,
    choices: Vec<Choice>,
    added: Vec<CustomField>,
    kept: Kept,
    again: Callback<()>,
) -> impl IntoView {
    let (lang, toasts, go) = (use_lang(), use_toasts(), use_navigate());
    let action = ServerAction::<MergeCustomers>::new();
    let answer = answer(action, "merge-form");
    on_done(action, move |merge| {
        toasts.say(t!(lang, DuplicatesMerged));
        go(&format!("/customers/{}", merge.winner), NavigateOptions::default());
    });
    // What somebody has changed meanwhile is shown before it is merged.
    Effect::new(move || {
        if answer.error.with(|error| error.as_ref().is_some_and(|error| is_stale(&error.0))) {
            again.run(());
        }
    });
    let MergePreview { winner, loser, fields, moves } = preview;
    let swap = swapped(&winner, &loser);
    let hidden = [
        ("winner", winner.id.0),
        ("winner_version", winner.version),
        ("loser", loser.id.0),
        ("loser_version", loser.version),
    ];
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    // Somebody's customer does not go into one nobody has.
    let wrong_way = winner.state == CustomerState::Pool && loser.state == CustomerState::Owned;
    let warning = wrong_way.then(|| {
        view! { <p class="problem">{Icon::Warning.draw()} <span>{t!(lang, DuplicatesWrongWay)}</span></p> }
    });
    let names = (winner.name.clone(), loser.name.clone());
    let choices = Choices::from(choices);
    view! {
        <div class="merge-sides">
            <Side side=winner role=t!(lang, DuplicatesStays) />
            <Side side=loser role=t!(lang, DuplicatesGoes) />
        </div>
        <p><a class="inline-link" href=swap>{Icon::Reopen.draw()} " " {t!(lang, DuplicatesSwap)}</a></p>
        {warning}
        <div id="merge-form">
            <ActionForm action=action>
                <ProblemText error=answer.error />
                {hidden}
                <Fields fields=fields names=names choices=choices added=added kept=kept errors=answer.fields />
                <Moves moves=moves />
                <p class="muted">{t!(lang, DuplicatesCanPart)}</p>
                <footer class="form-foot">
                    <Button kind=Kind::Primary icon=Icon::Merge submit=true pending=answer.pending disabled=wrong_way>
                        {t!(lang, DuplicatesDo)}
                    </Button>
                    <LinkButton href="/customers/duplicates">{t!(lang, CommonCancel)}</LinkButton>
                </footer>
            </ActionForm>
        </div>
    }
}

const fn is_stale(problem: &Problem) -> bool {
    matches!(problem, Problem::Conflict { .. } | Problem::TooLate)
}

fn swapped(winner: &MergeSide, loser: &MergeSide) -> String {
    let (stays, goes) = (loser.id.to_string(), winner.id.to_string());
    format!("{PATH}?{}", query::write([("winner", stays.as_str()), ("loser", &goes)]))
}

#[component]
fn Side(side: MergeSide, role: &'static str) -> impl IntoView {
    let lang = use_lang();
    let owner = side.owner_name.unwrap_or_else(|| column::customer_state(lang, side.state).to_owned());
    let label = format!("{role} {}", side.name);
    view! {
        <section class="merge-side" aria-label=label>
            <p class="merge-role">{role}</p>
            <h2><a href=format!("/customers/{}", side.id)>{side.name}</a></h2>
            <p class="muted">{Icon::Person.draw()} " " {owner} " · " <TimeText at=side.updated_at /></p>
        </section>
    }
}

/// A line for each field in which they differ.
#[component]
fn Fields(
    fields: Vec<MergeField>,
    names: (String, String),
    choices: Choices,
    added: Vec<CustomField>,
    kept: Kept,
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let lang = use_lang();
    if fields.is_empty() {
        return view! { <p>{t!(lang, DuplicatesSame)}</p> }.into_any();
    }
    let line = move |people: &[PersonName], field: MergeField| {
        let called = called(lang, &field.field, &added);
        let text = |value: &str| field_text(lang, Subject::Customer, &choices, people, &field.field, value);
        let (winner, loser) = (text(&field.winner), text(&field.loser));
        let first = if field.usual() == Pick::Loser { LOSER } else { WINNER };
        let key = field.field;
        let wrong = key.clone();
        let wrong = move || errors.with(|errors| errors.of(&wrong).map(|problem| field_words(lang, problem)));
        view! {
            <tr>
                <th scope="row">{called.clone()} <span class="field-error" role="alert">{wrong}</span></th>
                <td><Value field=key.clone() called=called.clone() which=WINNER text=winner first=first kept=kept /></td>
                <td><Value field=key called=called which=LOSER text=loser first=first kept=kept /></td>
            </tr>
        }
    };
    let any_person = fields.iter().any(|field| is_person(Subject::Customer, &field.field));
    people_if(any_person, move |people| {
        let people = people.get_untracked();
        let lines = fields.into_iter().map(|field| line(&people, field)).collect_view();
        view! { <Table names=names lines=lines.into_any() /> }
    })
}

#[component]
fn Table(names: (String, String), lines: AnyView) -> impl IntoView {
    let lang = use_lang();
    view! {
        <table class="plain-table keep merge-fields" aria-label=t!(lang, DuplicatesFields)>
            <thead>
                <tr>
                    <th scope="col">{t!(lang, DuplicatesField)}</th>
                    <th scope="col">{names.0}</th>
                    <th scope="col">{names.1}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

fn called(lang: Lang, field: &str, added: &[CustomField]) -> String {
    let added = added.iter().find(|one| one.noun == Subject::Customer && one.key.key() == field);
    added.map_or_else(
        || field_name(lang, Subject::Customer, field).to_owned(),
        |one| one.label(lang).to_owned(),
    )
}

/// One of the two values, to choose.
#[component]
fn Value(
    field: String,
    called: String,
    which: &'static str,
    text: String,
    first: &'static str,
    kept: Kept,
) -> impl IntoView {
    let name = format!("{KEPT}.{field}");
    let label = format!("{called}: {text}");
    let known = field.clone();
    let chosen = move || kept.with(|kept| kept.get(&known).map_or(first, String::as_str) == which);
    let checked = untrack(&chosen);
    let choose = move |_| kept.update(|kept| drop(kept.insert(field.clone(), which.to_owned())));
    view! {
        <label class="checkbox merge-value">
            <input type="radio" name=name value=which aria-label=label checked=checked prop:checked=chosen on:change=choose />
            <span>{text}</span>
        </label>
    }
}

/// What moves from the one to the other.
#[component]
fn Moves(moves: MergeMoves) -> impl IntoView {
    let lang = use_lang();
    let MergeMoves { contacts, records, plans, shares, web_items, attachments } = moves;
    let parts = [
        (contacts, t!(lang, DuplicatesMoveContacts)),
        (records, t!(lang, DuplicatesMoveRecords)),
        (plans, t!(lang, DuplicatesMovePlans)),
        (shares, t!(lang, DuplicatesMoveShares)),
        (web_items, t!(lang, DuplicatesMoveWeb)),
        (attachments, t!(lang, DuplicatesMoveFiles)),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(n, _)| *n > 0).collect();
    let none = parts.is_empty().then(|| view! { <p class="muted">{t!(lang, DuplicatesMoveNone)}</p> });
    let line = |(n, words): (i64, &'static str)| view! { <li><span>{words}</span> " " <strong>{number(n)}</strong></li> };
    view! {
        <h2>{t!(lang, DuplicatesMoves)}</h2>
        {none}
        <ul class="merge-moves" aria-label=t!(lang, DuplicatesMoves)>{parts.into_iter().map(line).collect_view()}</ul>
    }
}
