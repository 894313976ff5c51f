//! 级别: what it is, asking for another, and what was asked for before.
use super::api::AskLevel;
use super::opened::Opened;
use crate::answer::{Answer, answer, on_done};
use crate::approvals::ApprovalCard;
use crate::start::may;
use crate::ui::{Button, Choosable, Field, Icon, Kind, ProblemText, Select, TextArea, use_toasts};
use domain::Permission;
use domain::approval::{Approval, ApprovalState};
use domain::choice::ChoiceKind;
use domain::customer::CustomerChoice;
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// The way to another level, and the requests so far.
#[component]
pub fn Level(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let done = Callback::new(move |()| opened.refetch());
    let asks = Memo::new(move |_| {
        let pending = opened.requests.with(|all| all.iter().any(|one| one.state == ApprovalState::Pending));
        let may = opened.decides.get() || may(Permission::EditCustomers) && opened.may_change.get();
        may && opened.is_tracked() && !pending
    });
    let some = Memo::new(move |_| opened.requests.with(|all| !all.is_empty()));
    let form = move || asks.get().then(|| view! { <Ask opened=opened /> });
    let one = move |approval: Approval| {
        view! { <li><ApprovalCard approval=approval choices=opened.choices done=done /></li> }
    };
    let list = move || {
        some.get().then(|| {
            view! {
                <ul class="approval-list" aria-label=t!(lang, ApprovalsHistory)>
                    <For each=move || opened.requests.get() key=|one| (one.id, one.state, one.ignored, one.may_decide) children=one />
                </ul>
            }
        })
    };
    let part = move || {
        (asks.get() || some.get()).then(|| {
            view! {
                <section class="card-part" aria-labelledby="level-title">
                    <header class="lead-part-head"><h2 id="level-title">{t!(lang, CustomerLevelTitle)}</h2></header>
                    {form}
                    {list}
                </section>
            }
        })
    };
    view! { {part} }
}

/// The form: whoever decides changes the level, all others ask.
#[component]
fn Ask(opened: Opened) -> impl IntoView {
    let (lang, toasts) = (opened.lang, use_toasts());
    let action = ServerAction::<AskLevel>::new();
    let Answer { error, fields, pending } = answer(action, "level-form");
    on_done(action, move |approval: Approval| {
        let at_once = approval.state == ApprovalState::Approved;
        toasts.say(if at_once { t!(lang, ApprovalsChanged) } else { t!(lang, ApprovalsAsked) });
        opened.refetch();
    });
    let present =
        move || opened.customer.with(|customer| customer.choices.get(&CustomerChoice::Level).copied());
    let options = move || {
        opened.choices.with(|choices| {
            let others =
                choices.offered(ChoiceKind::Level, None).filter(|choice| Some(choice.id) != present());
            others
                .map(|choice| Choosable::new(choice.id.to_string(), choice.label(lang).to_owned()))
                .collect::<Vec<_>>()
        })
    };
    let decides = opened.decides;
    let verb = move || if decides.get() { t!(lang, ApprovalsChange) } else { t!(lang, ApprovalsAsk) };
    let reason = move || {
        (!decides.get()).then(|| {
            view! {
                <Field name="reason" label=t!(lang, ApprovalsAskReason) help=t!(lang, ApprovalsAskWhy) errors=fields required=true>
                    <TextArea rows=2 />
                </Field>
            }
        })
    };
    view! {
        <details class="level-ask">
            <summary class="button">{Icon::Edit.draw()} <span>{verb}</span></summary>
            <ActionForm action=action attr:id="level-form" attr:class="form" attr:novalidate=true>
                <ProblemText error=error />
                <input type="hidden" name="customer" value=opened.id.0 />
                <Field name="level" label=t!(lang, ApprovalsAskNew) errors=fields required=true>
                    <Select options=Signal::derive(options) />
                </Field>
                {reason}
                <div class="form-foot">
                    <Button kind=Kind::Primary submit=true pending=pending>{verb}</Button>
                </div>
            </ActionForm>
        </details>
    }
}
