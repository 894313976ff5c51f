//! Values nobody knows yet: to be added, or meant otherwise.
use super::api::Opened;
use crate::start::{may, use_added, use_lang};
use crate::ui::{Button, Choosable, Select, number};
use domain::Permission;
use domain::import::UnknownChoice;
use leptos::prelude::*;
use messages::{import as words, t};

/// A drop-down list for each; left blank, the rule holds.
#[component]
pub fn FindingsForm(
    /// The import.
    opened: Opened,
) -> impl IntoView {
    let (lang, import, added) = (use_lang(), opened.import.clone(), use_added().get_untracked());
    let findings = import.findings.clone();
    if findings.choices.values().all(|counts| counts.is_empty()) && findings.people.is_empty() {
        return ().into_any();
    }
    let adds = import.rules.unknown_choice == UnknownChoice::Add && may(Permission::ManageChoices);
    let creates = import.rules.create_people && may(Permission::ManagePeople);
    let (add, create, reject) =
        (t!(lang, ImportFindingAdd), t!(lang, ImportFindingCreate), t!(lang, ImportFindingReject));
    let fields = findings.choices.into_iter().flat_map(|(field, counts)| {
        let options = choices(&opened, &field);
        let name = words::target(lang, import.kind, &field, &added).to_owned();
        let one = move |(text, rows): (String, i64)| {
            let (sent, options) = (format!("choice.{field}.{text}"), options.clone());
            let name = name.clone();
            view! { <Finding what=name text=text rows=rows name=sent options=options blank=if adds { add } else { reject } /> }
        };
        counts.into_iter().map(one).collect::<Vec<_>>()
    });
    let fields: Vec<_> = fields.collect();
    let everybody: Vec<Choosable> =
        opened.people.iter().map(|person| Choosable::new(person.id, person.name.clone())).collect();
    let people = findings.people.into_iter().map(|(text, rows)| {
        let (name, options) = (format!("person.{text}"), everybody.clone());
        let what = t!(lang, ImportFindingPeople).to_owned();
        view! { <Finding what=what text=text rows=rows name=name options=options blank=if creates { create } else { reject } /> }
    });
    view! {
        <section>
            <h2>{t!(lang, ImportFindings)}</h2>
            <form method="post" action=format!("/import/{}/rules", import.id) class="findings">
                <input type="hidden" name="then" value="check" />
                <table class="plain-table stacked" aria-label=t!(lang, ImportFindings)><tbody>{fields} {people.collect_view()}</tbody></table>
                <div class="form-foot"><Button submit=true>{t!(lang, ImportFindingAgain)}</Button></div>
            </form>
        </section>
    }
    .into_any()
}

fn choices(opened: &Opened, field: &str) -> Vec<Choosable> {
    let lang = use_lang();
    let list = opened.import.kind.list_of(field);
    let of_field = opened.choices.iter().filter(|choice| Some(choice.kind) == list && !choice.retired);
    of_field.map(|choice| Choosable::new(choice.id, choice.label(lang))).collect()
}

#[component]
fn Finding(
    what: String,
    text: String,
    rows: i64,
    name: String,
    options: Vec<Choosable>,
    blank: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let label = t!(lang, ImportFindingField, field = what.as_str(), text = text);
    view! {
        <tr>
            <td class="muted">{what}</td>
            <th scope="row">{text}</th>
            <td class="muted">{t!(lang, ImportFindingRows, n = number(rows))}</td>
            <td><Select options=options name=name label=label blank=blank /></td>
        </tr>
    }
}
