//! The list of people.
use super::api::people_and_roles;
use super::rows::{Asked, Show};
use crate::settings::loaded;
use crate::start::use_lang;
use crate::ui::{
    Avatar, ChipLink, Empty, FilterChip, Icon, Kind, Label, LinkButton, ListFrame, Menu, MenuLink, SearchBox,
    TimeText, number,
};
use domain::RoleId;
use domain::list::Count;
use domain::person::{Person, Role};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use messages::t;

type All = (Vec<Person>, Vec<Role>);

/// `/settings/people`.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let all = Resource::new_blocking(|| (), |()| people_and_roles());
    view! {
        <Title text=t!(use_lang(), NavPeople) />
        {loaded(all, |all| view! { <People all=all /> })}
    }
}

#[component]
fn People(all: Signal<All>) -> impl IntoView {
    let lang = use_lang();
    let map = use_query_map();
    let asked = Memo::new(move |_| map.with(|map| Asked::read(|name| map.get(name).unwrap_or_default())));
    let found = Memo::new(move |_| all.with(|(people, _)| asked.with(|asked| asked.of(people))));
    let count = move || {
        let value = found.with(|(shown, _)| i64::try_from(shown.len()).unwrap_or(i64::MAX));
        Some(Count { value, exact: true })
    };
    let actions = move || view! { <LinkButton href="/settings/people/new" kind=Kind::Primary icon=Icon::Plus>{t!(lang, SettingsPersonAdd)}</LinkButton> };
    let filters = move || {
        let keep = Signal::derive(move || asked.with(Asked::pairs));
        view! {
            <SearchBox action="/settings/people" placeholder=t!(lang, SettingsPeopleSearch) keep=keep />
            <Shows asked=asked found=found />
            <RoleFilter all=all asked=asked />
        }
    };
    let empty = move || found.with(|(shown, _)| shown.is_empty());
    view! {
        <ListFrame title=t!(lang, NavPeople) count=Signal::derive(count) actions=actions filters=filters>
            <div class="table-box settings-table" tabindex="-1">
                <Show when=move || !empty() fallback=move || view! { <Empty title=t!(lang, SettingsPeopleNone) why=t!(lang, SettingsPeopleNoneWhy) icon=Icon::People /> }>
                    <table class="plain-table people" aria-label=t!(lang, NavPeople)>
                        <Heads asked=asked />
                        <tbody>
                            <For each=move || found.with(|(shown, _)| shown.clone()) key=fingerprint let:person>
                                <PersonRow person=person all=all />
                            </For>
                        </tbody>
                    </table>
                </Show>
            </div>
        </ListFrame>
    }
}

/// A person who changed is drawn anew, the others are left alone.
fn fingerprint(person: &Person) -> String {
    format!("{person:?}")
}

#[component]
fn Shows(asked: Memo<Asked>, found: Memo<(Vec<Person>, [usize; 3])>) -> impl IntoView {
    let lang = use_lang();
    let words = [t!(lang, SettingsPeopleActive), t!(lang, SettingsPeopleDisabled), t!(lang, CommonAll)];
    let chip = move |at: usize| {
        let show = Show::ALL[at];
        let href = move || Asked { show, ..asked.get() }.href();
        let chosen = move || asked.with(|asked| asked.show == show);
        let many = move || number(i64::try_from(found.with(|(_, counts)| counts[at])).unwrap_or_default());
        view! { <ChipLink href=Signal::derive(href) chosen=Signal::derive(chosen)>{words[at]} " " <span class="muted">{many}</span></ChipLink> }
    };
    (0..Show::ALL.len()).map(chip).collect_view()
}

/// The role that narrows the list, or a menu of all.
#[component]
fn RoleFilter(all: Signal<All>, asked: Memo<Asked>) -> impl IntoView {
    let lang = use_lang();
    let name = move |id| {
        all.with(|(_, roles)| {
            roles.iter().find(|role| role.id == id).map(|role| role.name.clone()).unwrap_or_default()
        })
    };
    let link = move |role: Role| {
        let href = move || Asked { role: Some(role.id), ..asked.get() }.href();
        view! { <MenuLink href=Signal::derive(href)>{role.name}</MenuLink> }
    };
    move || match asked.with(|asked| asked.role) {
        Some(role) => {
            let without = Asked { role: None, ..asked.get() }.href();
            view! { <FilterChip label=t!(lang, SettingsPersonRoles) value=name(role) remove=without /> }
                .into_any()
        }
        None => {
            let button = move || view! { {Icon::Filter.draw()} <span>{t!(lang, SettingsPersonRoles)}</span> };
            let links = all.with(|(_, roles)| roles.iter().cloned().map(link).collect_view());
            view! { <Menu id="role-filter" name=t!(lang, SettingsPeopleByRole) button=button>{links}</Menu> }
                .into_any()
        }
    }
}

#[component]
fn Heads(asked: Memo<Asked>) -> impl IntoView {
    let lang = use_lang();
    let sorted = move |by_seen: bool, words: &'static str| {
        let href = move || Asked { by_seen, ..asked.get() }.href();
        let here = move || asked.with(|asked| asked.by_seen == by_seen);
        let order = if by_seen { "descending" } else { "ascending" };
        let icon = if by_seen { Icon::ArrowDown } else { Icon::ArrowUp };
        view! {
            <th scope="col" aria-sort=move || here().then_some(order)>
                <a href=href>{words} {move || here().then(|| icon.draw())}</a>
            </th>
        }
    };
    view! {
        <thead>
            <tr>
                {sorted(false, t!(lang, SettingsPersonName))}
                <th scope="col">{t!(lang, SettingsPersonEmail)}</th>
                <th scope="col">{t!(lang, SettingsPersonRoles)}</th>
                {sorted(true, t!(lang, SettingsPersonSeen))}
            </tr>
        </thead>
    }
}

#[component]
fn PersonRow(person: Person, all: Signal<All>) -> impl IntoView {
    let lang = use_lang();
    let held = move |ids: Vec<RoleId>| {
        let roles = move || {
            all.with(|(_, roles)| {
                roles.iter().filter(|role| ids.contains(&role.id)).cloned().collect::<Vec<_>>()
            })
        };
        move || {
            roles().into_iter().map(|role| view! { <Label colour=if role.preset { "purple" } else { "grey" }>{role.name}</Label> }).collect_view()
        }
    };
    let seen = match person.last_seen {
        Some(at) => view! { <TimeText at=at /> }.into_any(),
        None => view! { <span class="muted">{t!(lang, SettingsPersonNever)}</span> }.into_any(),
    };
    let disabled =
        person.disabled.then(|| view! { <Label colour="red">{t!(lang, SettingsPersonDisabled)}</Label> });
    view! {
        <tr class:off=person.disabled>
            <th scope="row">
                <div class="who">
                    <Avatar name=person.name.clone() />
                    <a class="row-link" href=format!("/settings/people/{}", person.id)>{person.name}</a>
                    <span class="muted">{person.login}</span>
                    {disabled}
                </div>
            </th>
            <td data-label=t!(lang, SettingsPersonEmail)>{person.email}</td>
            <td data-label=t!(lang, SettingsPersonRoles)><div class="row">{held(person.roles)}</div></td>
            <td class="muted" data-label=t!(lang, SettingsPersonSeen)>{seen}</td>
        </tr>
    }
}
