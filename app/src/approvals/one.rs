//! A request: who asks for what, and the ways to answer.
use super::api::{Approve, Ignore, Reject, Withdraw};
use crate::AppError;
use crate::answer::{Answer, answer, on_done};
use crate::start::use_lang;
use crate::ui::{
    Avatar, Button, ChoiceLabel, Choices, Field, Icon, Kind, Label, ProblemText, TextArea, TimeText,
    use_toasts,
};
use domain::approval::{Approval, ApprovalKind, ApprovalState};
use domain::{ApprovalId, ChoiceId, FieldErrors, Lang, Problem};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

fn state(lang: Lang, state: ApprovalState) -> (&'static str, &'static str) {
    match state {
        ApprovalState::Pending => ("yellow", t!(lang, ApprovalsStatePending)),
        ApprovalState::Approved => ("green", t!(lang, ApprovalsStateApproved)),
        ApprovalState::Rejected => ("red", t!(lang, ApprovalsStateRejected)),
        ApprovalState::Withdrawn => ("grey", t!(lang, ApprovalsStateWithdrawn)),
    }
}

/// A request and what became of it. It works without a script.
#[component]
pub fn ApprovalCard(
    /// The request.
    approval: Approval,
    /// The drop-down lists.
    choices: Signal<Choices>,
    /// Something was decided.
    done: Callback<()>,
    /// Says which row it is about: where that is not plain.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let lang = use_lang();
    let about = named.then(|| match approval.name.clone() {
        Some(name) => view! { <a class="approval-about" href=approval.about.path()>{name}</a> }.into_any(),
        None => view! { <span class="muted">{t!(lang, ApprovalsUnseen)}</span> }.into_any(),
    });
    let asks = match approval.kind {
        ApprovalKind::Level if named => t!(lang, ApprovalsLevel),
        ApprovalKind::Level => t!(lang, ApprovalsLevelHere),
    };
    let (colour, words) = state(lang, approval.state);
    let (old, new) = (approval.old_choice(), approval.new_choice());
    let reason = (!approval.reason.is_empty())
        .then(|| view! { <p class="approval-reason">{approval.reason.clone()}</p> });
    let tools = (approval.may_decide || approval.may_withdraw || approval.ignored)
        .then(|| view! { <Tools approval=approval.clone() done=done /> });
    let (who, asked_at) = (approval.asked_by.name.clone(), approval.asked_at);
    let label = approval.name.clone().unwrap_or_else(|| asks.to_owned());
    view! {
        <article class="approval" aria-label=label>
            <header class="approval-head">
                <Avatar name=who.clone() />
                <span class="approval-who">
                    <strong>{who}</strong> " " {asks} " " {about} " "
                    <span class="muted approval-when"><TimeText at=asked_at /></span>
                </span>
                <Label colour=colour>{words}</Label>
            </header>
            <p class="approval-change">
                <Value id=old choices=choices /> <span aria-hidden="true">"→"</span>
                <span class="hidden">{t!(lang, AuditBecame)}</span> <Value id=new choices=choices />
            </p>
            {reason}
            <Decided approval=approval />
            {tools}
        </article>
    }
}

#[component]
fn Value(id: Option<ChoiceId>, choices: Signal<Choices>) -> impl IntoView {
    let lang = use_lang();
    move || match id.and_then(|id| choices.with(|choices| choices.get(id).cloned())) {
        Some(choice) => view! { <ChoiceLabel choice=choice /> }.into_any(),
        None => view! { <span class="muted">{t!(lang, ApprovalsNoValue)}</span> }.into_any(),
    }
}

#[component]
fn Decided(approval: Approval) -> impl IntoView {
    let lang = use_lang();
    let who = approval.decided_by.map_or_else(|| t!(lang, UiSystem).to_owned(), |by| by.name);
    let note =
        (!approval.note.is_empty()).then(|| view! { <span class="approval-note">{approval.note}</span> });
    approval.decided_at.map(|at| {
        view! { <p class="muted approval-decided">{who} " · " <TimeText at=at /> " " {note}</p> }
    })
}

#[component]
fn Tools(approval: Approval, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let id = approval.id;
    let (yes, ignored, back) =
        (ServerAction::<Approve>::new(), ServerAction::<Ignore>::new(), ServerAction::<Withdraw>::new());
    let answers = [
        answer(yes, format!("approve-{id}")),
        answer(ignored, format!("ignore-{id}")),
        answer(back, format!("withdraw-{id}")),
    ];
    let error = Signal::derive(move || answers.iter().find_map(|answer| answer.error.get()));
    let error = told_here(error, done);
    on_done(yes, move |_| {
        toasts.say(t!(lang, ApprovalsApproved));
        done.run(());
    });
    on_done(ignored, move |_| done.run(()));
    on_done(back, move |_| {
        toasts.say(t!(lang, ApprovalsWithdrawn));
        done.run(());
    });
    let decide = approval.may_decide.then(|| {
        view! {
            <ActionForm action=yes attr:id=format!("approve-{id}")>
                <input type="hidden" name="approval" value=id.0 />
                <Button kind=Kind::Primary submit=true icon=Icon::Check pending=answers[0].pending>{t!(lang, ApprovalsApprove)}</Button>
            </ActionForm>
            <ApproveForm id=id action=yes sent=answers[0] />
            <RejectForm id=id done=done />
        }
    });
    let wish = !approval.ignored;
    let ignore = (approval.may_decide || approval.ignored).then(|| {
        view! {
            <ActionForm action=ignored attr:id=format!("ignore-{id}")>
                <input type="hidden" name="approval" value=id.0 />
                <input type="hidden" name="ignored" value=wish.to_string() />
                <Button kind=Kind::Quiet submit=true pending=answers[1].pending>
                    {if wish { t!(lang, ApprovalsIgnore) } else { t!(lang, ApprovalsTakeUp) }}
                </Button>
            </ActionForm>
        }
    });
    let withdraw = approval.may_withdraw.then(|| {
        view! {
            <ActionForm action=back attr:id=format!("withdraw-{id}")>
                <input type="hidden" name="approval" value=id.0 />
                <Button submit=true pending=answers[2].pending>{t!(lang, ApprovalsWithdraw)}</Button>
            </ActionForm>
        }
    });
    view! {
        <ProblemText error=error />
        <div class="approval-tools">{decide} {ignore} {withdraw}</div>
    }
}

/// Somebody was quicker.
pub fn is_late(error: &AppError) -> bool {
    matches!(error.0, Problem::TooLate | Problem::Decided { .. })
}

/// What is told at the request itself. Whoever was late reads who was quicker beside it, since it may be gone from the
/// list, and sees what became of it.
fn told_here(error: Signal<Option<AppError>>, done: Callback<()>) -> Signal<Option<AppError>> {
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(late) = error.get().filter(is_late) {
            toasts.problem(&late);
            done.run(());
        }
    });
    Signal::derive(move || error.get().filter(|error| !is_late(error)))
}

/// Approving with a word.
#[component]
fn ApproveForm(id: ApprovalId, action: ServerAction<Approve>, sent: Answer) -> impl IntoView {
    let lang = use_lang();
    let words = t!(lang, ApprovalsApproveNote);
    let (form, field) = (format!("approve-with-{id}"), format!("approve-with-{id}-note"));
    view! {
        <details class="approval-reject">
            <summary class="button quiet">{words}</summary>
            <ActionForm action=action attr:id=form attr:class="form" attr:novalidate=true>
                <Note id=id field=field label=t!(lang, ApprovalsApproveWords) fields=sent.fields required=false />
                <div class="form-foot">
                    <Button kind=Kind::Primary submit=true pending=sent.pending>{t!(lang, ApprovalsApprove)}</Button>
                </div>
            </ActionForm>
        </details>
    }
}

/// The word that goes with a decision.
#[component]
fn Note(
    id: ApprovalId,
    field: String,
    label: &'static str,
    fields: Signal<FieldErrors>,
    required: bool,
) -> impl IntoView {
    view! {
        <input type="hidden" name="approval" value=id.0 />
        <Field name="note" id=field label=label errors=fields required=required>
            <TextArea rows=2 />
        </Field>
    }
}

/// Who is refused something should know why.
#[component]
fn RejectForm(id: ApprovalId, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<Reject>::new();
    let (form, field) = (format!("reject-{id}"), format!("reject-{id}-note"));
    let Answer { error, fields, pending } = answer(action, form.clone());
    let error = told_here(error, done);
    on_done(action, move |_| {
        toasts.say(t!(lang, ApprovalsRejected));
        done.run(());
    });
    view! {
        <details class="approval-reject">
            <summary class="button">{t!(lang, ApprovalsReject)}</summary>
            <ActionForm action=action attr:id=form attr:class="form" attr:novalidate=true>
                <ProblemText error=error />
                <Note id=id field=field label=t!(lang, ApprovalsNote) fields=fields required=true />
                <div class="form-foot">
                    <Button kind=Kind::Danger submit=true pending=pending>{t!(lang, ApprovalsReject)}</Button>
                </div>
            </ActionForm>
        </details>
    }
}
