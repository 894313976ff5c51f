//! `/settings/tokens`.
use super::api::{AddToken, RemoveToken, tokens};
use super::made::Made;
use crate::settings::{Answer, answer, loaded, on_done};
use crate::start::use_lang;
use crate::ui::{
    Button, Confirm, Empty, Field, Icon, IconButton, Kind, ProblemText, TextInput, TimeText, use_toasts,
};
use domain::TokenId;
use domain::person::ApiToken;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use messages::t;

/// Whether the question is asked, and of which token.
#[derive(Clone, Copy)]
struct Asking {
    open: RwSignal<bool>,
    which: RwSignal<(TokenId, String)>,
}

/// The tokens one may see, and a form for a new one.
#[component]
pub fn TokensPage() -> impl IntoView {
    let lang = use_lang();
    let changed = RwSignal::new(0u32);
    let all = Resource::new_blocking(move || changed.get(), |_| tokens());
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    view! {
        <Title text=t!(lang, SettingsTokens) />
        <div class="page-box settings">{loaded(all, move |all| view! { <List all=all done=done /> })}</div>
    }
}

#[component]
fn List(all: Signal<Vec<ApiToken>>, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let remove = ServerAction::<RemoveToken>::new();
    let Answer { error, .. } = answer(remove, "token-form");
    on_done(remove, move |()| {
        toasts.say(t!(lang, SettingsTokenRemoved));
        done.run(());
    });
    let asking = Asking { open: RwSignal::new(false), which: RwSignal::new((TokenId(0), String::new())) };
    let empty = Memo::new(move |_| all.with(Vec::is_empty));
    let none = move || view! { <Empty title=t!(lang, SettingsTokensNone) why=t!(lang, SettingsTokensNoneWhy) icon=Icon::Tokens /> };
    view! {
        <div class="page-head">
            <h1>{t!(lang, SettingsTokens)}</h1>
            <a class="button" href="/api/docs" rel="external" target="_blank">{Icon::Link.draw()} <span>{t!(lang, SettingsTokensDocs)}</span></a>
        </div>
        <p class="list-why">{t!(lang, SettingsTokensWhy)}</p>
        <AddForm done=done />
        <ProblemText error=error />
        <Show when=move || !empty.get() fallback=none>
            <div class="settings-table">
                <table class="plain-table" aria-label=t!(lang, SettingsTokens)>
                    <thead>
                        <tr>
                            <th scope="col">{t!(lang, SettingsTokenName)}</th>
                            <th scope="col">{t!(lang, SettingsTokenOf)}</th>
                            <th scope="col">{t!(lang, SettingsTokenSince)}</th>
                            <th scope="col">{t!(lang, SettingsTokenSeen)}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || all.get() key=|token| format!("{token:?}") let:token>
                            <TokenRow token=token remove=remove asking=asking />
                        </For>
                    </tbody>
                </table>
            </div>
        </Show>
        <Question asking=asking remove=remove />
    }
}

#[component]
fn TokenRow(token: ApiToken, remove: ServerAction<RemoveToken>, asking: Asking) -> impl IntoView {
    let lang = use_lang();
    let seen = match token.seen {
        Some(at) => view! { <TimeText at=at /> }.into_any(),
        None => t!(lang, SettingsPersonNever).into_any(),
    };
    let (id, name) = (token.id, token.name.clone());
    let ask = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        asking.which.set((id, name.clone()));
        asking.open.set(true);
    };
    view! {
        <tr>
            <th scope="row">{token.name.clone()}</th>
            <td data-label=t!(lang, SettingsTokenOf)>{token.person_name}</td>
            <td class="muted" data-label=t!(lang, SettingsTokenSince)><TimeText at=token.since /></td>
            <td class="muted" data-label=t!(lang, SettingsTokenSeen)>{seen}</td>
            <td class="verbs">
                <ActionForm action=remove>
                    <input type="hidden" name="token" value=id.0 />
                    <IconButton icon=Icon::Trash name=t!(lang, SettingsTokenRemove, name = token.name) submit=true on:click=ask />
                </ActionForm>
            </td>
        </tr>
    }
}

#[component]
fn Question(asking: Asking, remove: ServerAction<RemoveToken>) -> impl IntoView {
    let lang = use_lang();
    let Asking { open, which } = asking;
    let title = move || t!(lang, SettingsTokenRemoveAsk, name = which.with(|(_, name)| name.clone()));
    let yes = move |()| {
        remove.dispatch(RemoveToken { token: which.with_untracked(|(token, _)| *token) });
        open.set(false);
    };
    view! {
        <Confirm open=open title=Signal::derive(title) verb=t!(lang, CommonDelete) danger=true on_yes=yes>
            <p>{t!(lang, SettingsTokenRemoveWhat)}</p>
        </Confirm>
    }
}

#[component]
fn AddForm(done: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<AddToken>::new();
    let Answer { error, fields, pending } = answer(action, "token-form");
    let name = RwSignal::new(String::new());
    let made = RwSignal::new(None::<(String, String)>);
    on_done(action, move |(_, secret)| {
        made.set(Some((name.get_untracked(), secret)));
        name.set(String::new());
        done.run(());
    });
    view! {
        <ActionForm action=action attr:id="token-form" attr:class="form token-form script-only" attr:novalidate=true>
            <ProblemText error=error />
            <Field name="name" label=t!(lang, SettingsTokenFor) help=t!(lang, SettingsTokenForHelp) errors=fields required=true>
                <TextInput value=name />
            </Field>
            <Button kind=Kind::Primary submit=true pending=pending icon=Icon::Plus>{t!(lang, SettingsTokenMake)}</Button>
        </ActionForm>
        <noscript><p class="list-why">{t!(lang, SettingsTokenScript)}</p></noscript>
        {move || made.get().map(|(name, secret)| view! { <Made name=name secret=secret /> })}
    }
}
