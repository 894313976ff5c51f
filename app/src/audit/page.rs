//! `/audit`.
use super::actions::action_words;
use super::api::{audit_entries, audit_names};
use super::asked::Asked;
use super::detail::{Line, lines, told_name};
use super::filters::Filters;
use super::names::Names;
use crate::AppError;
use crate::settings::loaded;
use crate::start::{use_lang, use_me};
use crate::ui::{Avatar, Empty, Icon, LinkButton, ListFrame, TimeText};
use domain::audit::Audit;
use domain::choice::Choice;
use domain::person::{PersonName, Role};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use messages::t;

const PAGE: usize = 50;

type All = (Vec<Audit>, (Vec<Choice>, Vec<PersonName>, Vec<Role>));

/// The log, the latest first.
#[component]
pub fn AuditPage() -> impl IntoView {
    let map = use_query_map();
    let asked = Memo::new(move |_| map.with(|map| Asked::read(|name| map.get(name).unwrap_or_default())));
    let all = Resource::new_blocking(move || asked.get(), fetch);
    view! {
        <Title text=t!(use_lang(), NavAudit) />
        {loaded(all, move |all| view! { <Log all=all asked=asked /> })}
    }
}

/// One more than a page holds tells whether there is another.
async fn fetch(asked: Asked) -> Result<All, AppError> {
    let limit = u32::try_from(PAGE).unwrap_or(u32::MAX - 1) + 1;
    let entries = audit_entries(asked.before, asked.what.to_owned(), asked.who, limit).await?;
    Ok((entries, audit_names().await?))
}

#[component]
fn Log(all: Signal<All>, asked: Memo<Asked>) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let people = Signal::derive(move || all.with(|(_, (_, people, _))| people.clone()));
    let names = StoredValue::new(all.with_untracked(|(_, (choices, people, roles))| Names {
        lang,
        zone: me.zone.clone(),
        choices: choices.clone(),
        people: people.clone(),
        roles: roles.clone(),
    }));
    let shown = move || all.with(|(entries, _)| entries.iter().take(PAGE).cloned().collect::<Vec<_>>());
    let next = move || {
        let last = all.with(|(entries, _)| {
            entries.get(PAGE - 1).filter(|_| entries.len() > PAGE).map(|entry| entry.id)
        })?;
        let href = Asked { before: Some(last), ..asked.get() }.href();
        Some(view! { <LinkButton href=href>{t!(lang, UiNextPage)}</LinkButton> })
    };
    let first = move || {
        asked.with(|asked| asked.before).map(|_| {
            let href = Asked { before: None, ..asked.get() }.href();
            view! { <LinkButton href=href>{t!(lang, UiFirstPage)}</LinkButton> }
        })
    };
    let filters = move || view! { <Filters asked=asked people=people /> };
    let pager = move || view! { <div class="pager">{first} {next}</div> };
    let none =
        move || view! { <Empty title=t!(lang, AuditNone) why=t!(lang, AuditNoneWhy) icon=Icon::Audit /> };
    view! {
        <ListFrame title=t!(lang, NavAudit) filters=filters pager=pager>
            <div class="table-box settings-table" tabindex="-1">
                <Show when=move || all.with(|(entries, _)| !entries.is_empty()) fallback=none>
                    <table class="plain-table audit" aria-label=t!(lang, NavAudit)>
                        <thead>
                            <tr>
                                <th scope="col">{t!(lang, AuditWhen)}</th>
                                <th scope="col">{t!(lang, AuditWho)}</th>
                                <th scope="col">{t!(lang, AuditWhat)}</th>
                                <th scope="col">{t!(lang, AuditDetail)}</th>
                            </tr>
                        </thead>
                        <tbody>
                            <For each=shown key=|entry| entry.id let:entry>
                                <Entry entry=entry names=names />
                            </For>
                        </tbody>
                    </table>
                </Show>
            </div>
        </ListFrame>
    }
}

#[component]
fn Entry(entry: Audit, names: StoredValue<Names>) -> impl IntoView {
    let lang = use_lang();
    let who = match entry.person_name {
        Some(name) => view! { <Avatar name=name.clone() /> " " {name} }.into_any(),
        None => view! { <span class="muted">{t!(lang, UiSystem)}</span> }.into_any(),
    };
    let told = told_name(&entry.detail);
    let (subject, href) =
        names.with_value(|names| names.subject(&entry.subject, entry.subject_id, told.as_deref()));
    let mut lines = names.with_value(|names| lines(names, &entry.detail));
    lines.retain(|line| !matches!(line, Line::Fact { value, .. } if *value == subject));
    // Of oneself the words tell already.
    let of_oneself =
        ["session.started", "session.ended", "person.password_changed"].contains(&entry.action.as_str());
    let (subject, href) = if of_oneself { (String::new(), None) } else { (subject, href) };
    let subject = match href {
        Some(href) => view! { <a href=href>{subject}</a> }.into_any(),
        None => subject.into_any(),
    };
    view! {
        <tr>
            <td class="muted when"><TimeText at=entry.at /></td>
            <td data-label=t!(lang, AuditWho)><span class="who">{who}</span></td>
            <th scope="row">{action_words(lang, &entry.action)} " " {subject}</th>
            <td class="detail"><ul>{lines.into_iter().map(|line| view! { <LineView line=line /> }).collect_view()}</ul></td>
        </tr>
    }
}

#[component]
fn LineView(line: Line) -> impl IntoView {
    let lang = use_lang();
    let empty = t!(lang, UiEmptyCell);
    let said = move |value: String| match value.is_empty() {
        true => view! { <span class="muted">{empty}</span> }.into_any(),
        false => view! { <span class="value">{value}</span> }.into_any(),
    };
    let parts = move |class: &'static str, sign: &'static str, values: Vec<String>| {
        values
            .into_iter()
            .map(move |value| view! { <span class=class>{sign} " " {value}</span> " " })
            .collect_view()
    };
    match line {
        // What was blank before is simply there now.
        Line::Change { field, old, new } if old.is_empty() => view! { <li><span class="field-name">{field}</span> " " {said(new)}</li> }.into_any(),
        Line::Change { field, old, new } => view! {
            <li><span class="field-name">{field}</span> " " {said(old)} <span aria-hidden="true">" → "</span> <span class="hidden">{t!(lang, AuditBecame)} " "</span> {said(new)}</li>
        }
        .into_any(),
        Line::Set { field, gained, lost } => view! {
            <li><span class="field-name">{field}</span> " " {parts("gained", "+", gained)} {parts("lost", "−", lost)}</li>
        }
        .into_any(),
        Line::Fact { field, value } => view! { <li><span class="field-name">{field}</span> " " {said(value)}</li> }.into_any(),
    }
}
