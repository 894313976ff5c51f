//! What is there already of what stands in a form, beside each field: asked once a field is left, and told again when
//! the form is refused.
use super::api::{AskOwner, what_is_there};
use crate::AppError;
use crate::answer::{answer, on_done};
use crate::customers::typed::LINES;
use crate::row_page::Texts;
use crate::start::use_lang;
use crate::ui::{Checkbox, Icon, use_toasts};
use domain::customer::CustomerKind;
use domain::twin::{CONFIRM, Probe, ProbedContact, Twin};
use domain::{CustomerId, Problem, query};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use messages::{problem, t};
use std::collections::BTreeSet;
use std::time::Duration;

/// Who goes from field to field is not asked for after each of them.
const SOON: Duration = Duration::from_millis(300);

/// What is known of the form.
#[derive(Clone, Copy)]
pub struct There {
    texts: Texts,
    /// The customer the form belongs to, when it is there already.
    within: Option<CustomerId>,
    /// What was asked last; more is asked only when it differs.
    probe: RwSignal<Probe>,
    /// What was answered, unless the form was refused since.
    answered: RwSignal<Option<Vec<Twin>>>,
    shown: Memo<Vec<Twin>>,
    /// Those who have it were asked for it.
    asked: RwSignal<BTreeSet<String>>,
    ask: ServerAction<AskOwner>,
}

fn text(texts: Texts, field: &str) -> String {
    texts.of(field).get_untracked().trim().to_owned()
}

/// What of a form customers are known by.
fn probe(texts: Texts, within: Option<CustomerId>) -> Probe {
    let text = |field: &str| text(texts, field);
    let is_company = text("kind") == CustomerKind::Company.key();
    let contact = |at: usize| {
        let text = |field: &str| text(&format!("contacts.{at}.{field}"));
        ProbedContact { mobile: text("mobile"), phone: text("phone"), email: text("email") }
    };
    Probe {
        but: within,
        company: if is_company { text("name") } else { String::new() },
        mobile: text("mobile"),
        phone: text("phone"),
        email: text("email"),
        contacts: (0..LINES).map(contact).collect(),
    }
}

impl There {
    /// Of a form, and why it was refused. `within` is the customer it belongs to, which is no twin of its own.
    pub fn new(texts: Texts, refused: Signal<Option<AppError>>, within: Option<CustomerId>) -> Self {
        let (lang, toasts) = (use_lang(), use_toasts());
        let answered = RwSignal::new(None::<Vec<Twin>>);
        let shown = Memo::new(move |_| match (answered.get(), refused.get()) {
            (Some(answered), _) => answered,
            (None, Some(AppError(Problem::Duplicate { found }))) => found,
            (None, _) => Vec::new(),
        });
        Effect::watch(
            move || refused.get(),
            move |refused, _, _| {
                if refused.is_some() {
                    answered.set(None);
                }
            },
            false,
        );
        // Where no script runs, what was asked for stands in the address.
        let before = use_location().search.with_untracked(|search| query::pairs(search));
        let before = before.into_iter().filter(|(name, _)| name == "asked").map(|(_, field)| field);
        let asked = RwSignal::new(before.collect::<BTreeSet<_>>());
        let ask = ServerAction::<AskOwner>::new();
        let sent = answer(ask, "");
        on_done(ask, move |field| {
            asked.update(|asked| {
                asked.insert(field);
            });
            toasts.say(t!(lang, DuplicatesAsked));
        });
        Effect::new(move || {
            if let Some(error) = sent.error.get() {
                toasts.problem(&error);
            }
        });
        let probe = RwSignal::new(probe(texts, within));
        Self { texts, within, probe, answered, shown, asked, ask }
    }

    fn text(self, field: &str) -> String {
        text(self.texts, field)
    }

    /// A field was left: asks soon, unless nothing differs.
    pub fn left(self) {
        let probe = probe(self.texts, self.within);
        if self.probe.with_untracked(|last| *last == probe) {
            return;
        }
        self.probe.set(probe.clone());
        let is_latest =
            move |probe: &Probe| self.probe.try_with_untracked(|last| last == probe) == Some(true);
        let ask = move || {
            if !is_latest(&probe) {
                return;
            }
            spawn_local(async move {
                // Whether it is there already is told again when the form is sent: a lost answer is no harm.
                if let Ok(found) = what_is_there(probe.clone()).await
                    && is_latest(&probe)
                {
                    self.answered.try_set(Some(found));
                }
            });
        };
        set_timeout(ask, SOON);
    }

    /// Those that are the same in a field; followed.
    fn of(self, field: &str) -> Vec<Twin> {
        self.shown.with(|shown| shown.iter().filter(|twin| twin.field == field).cloned().collect())
    }
}

/// What is there already of one field.
#[component]
pub fn TwinNotes(
    /// What is known of the form.
    there: There,
    /// The field.
    #[prop(into)]
    field: String,
) -> impl IntoView {
    let notes = move || {
        there.of(&field).into_iter().map(|twin| view! { <Note there=there twin=twin /> }).collect_view()
    };
    view! { <div class="twin-notes" role="status">{notes}</div> }
}

/// Who has it, and the way to it: for those who see it a link, for all others a word to the owner.
#[component]
pub fn Note(
    /// What is known of the form.
    there: There,
    /// The customer that is there.
    twin: Twin,
) -> impl IntoView {
    let lang = use_lang();
    let words = problem::twin(lang, &twin);
    let offer = match (&twin.customer, &twin.owner) {
        (Some((id, name)), _) => {
            // What its pool hides is not told: then it has no name.
            let open = t!(lang, DuplicatesOpen, name = name).trim().to_owned();
            // A page of its own: what is typed here stays.
            view! { <a class="inline-link" href=format!("/customers/{id}") target="_blank">{open}</a> }
                .into_any()
        }
        (None, Some(_)) => view! { <Ask there=there twin=twin.clone() /> }.into_any(),
        (None, None) => ().into_any(),
    };
    view! { <p class="twin-note" class:blocks=twin.blocks>{Icon::Warning.draw()} <span>{words} " " {offer}</span></p> }
}

/// The form of the button stands outside of the form that is filled in: it must not be the one that Enter presses.
fn ask_form(field: &str) -> String {
    format!("ask-{field}")
}

#[component]
fn Ask(there: There, twin: Twin) -> impl IntoView {
    let lang = use_lang();
    let field = twin.field.clone();
    let known = field.clone();
    let asked = Memo::new(move |_| there.asked.with(|asked| asked.contains(&known)));
    let form = ask_form(&field);
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let value = there.text(&field);
        let (field, back) = (field.clone(), String::new());
        there.ask.dispatch(AskOwner { mark: twin.mark, value, field, customer: there.within, back });
    };
    move || {
        if asked.get() {
            return view! { <strong>{t!(lang, DuplicatesAsked)}</strong> }.into_any();
        }
        let pending = there.ask.pending();
        view! {
            <button class="link-button" type="submit" form=form.clone() aria-busy=move || pending.get().then_some("true") on:click=press.clone()>
                {t!(lang, DuplicatesAsk)}
            </button>
        }
        .into_any()
    }
}

/// What the buttons send where no script runs. It stands behind the form that is filled in.
#[component]
pub fn AskForms(there: There) -> impl IntoView {
    let search = use_location().search;
    let askable = move || {
        let mut twins = there.shown.get();
        twins.retain(|twin| twin.customer.is_none() && twin.owner.is_some());
        twins.dedup_by(|one, other| one.field == other.field);
        twins
    };
    let form = move |twin: Twin| {
        let back = search.with_untracked(|search| search.trim_start_matches('?').to_owned());
        let customer = there.within.map(|id| view! { <input type="hidden" name="customer" value=id.0 /> });
        view! {
            <form id=ask_form(&twin.field) method="post" action=AskOwner::url() hidden>
                <input type="hidden" name="mark" value=twin.mark.key() />
                <input type="hidden" name="value" value=there.text(&twin.field) />
                <input type="hidden" name="field" value=twin.field.clone() />
                {customer}
                <input type="hidden" name="back" value=back />
            </form>
        }
    };
    view! { {move || askable().into_iter().map(form).collect_view()} }
}

/// When nothing of it forbids it: it is another one all the same.
#[component]
pub fn Suspected(
    /// What is known of the form.
    there: There,
    /// What is confirmed.
    words: &'static str,
) -> impl IntoView {
    let confirmed = RwSignal::new(false);
    let may = Memo::new(move |_| {
        there.shown.with(|shown| !shown.is_empty() && shown.iter().all(|twin| !twin.blocks))
    });
    move || {
        may.get().then(|| {
            view! {
                <p class="twin-confirm">
                    <Checkbox checked=confirmed name=CONFIRM value="1">{words}</Checkbox>
                </p>
            }
        })
    }
}
