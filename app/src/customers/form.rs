//! The fields of a new customer and of its first contacts.
use super::fields::{Place, contact_line, first_contact, groups, kinds, line, securities};
use super::twins::{There, TwinNotes};
use super::typed::LINES;
use crate::added::{self, AddedFields};
use crate::row_page::{ChoiceField, FormLine, Texts};
use crate::start::use_lang;
use crate::ui::{Button, Checkbox, Choices, Field, Icon, IconButton, Select};
use domain::contact::ContactField;
use domain::customer::{CustomerChoice, CustomerColumn, CustomerField, Security};
use domain::{FieldErrors, Subject};
use leptos::prelude::*;
use messages::{column, t};

/// Of a contact one asks for these first; the others are folded.
const FIRST: [ContactField; 7] = [
    ContactField::Name,
    ContactField::Position,
    ContactField::Department,
    ContactField::Mobile,
    ContactField::Phone,
    ContactField::Email,
    ContactField::Wechat,
];

/// By what a customer is known again.
const MARKED: [CustomerField; 4] =
    [CustomerField::Name, CustomerField::Mobile, CustomerField::Phone, CustomerField::Email];
/// By what a contact is known again.
pub const MARKED_OF_CONTACT: [ContactField; 3] =
    [ContactField::Mobile, ContactField::Phone, ContactField::Email];

/// What stands in each field of the form.
pub fn texts(first: impl Fn(&str) -> String) -> Texts {
    let fixed = CustomerField::ALL.iter().map(|field| field.key());
    let fixed = fixed.chain(CustomerChoice::ALL.map(CustomerChoice::key));
    let fixed = fixed.chain(["kind", "security", "first_contact", "hot", "owner", "main", "lines"]);
    let of_contact = contact_keys();
    let of_line = |at| of_contact.iter().map(move |key| format!("contacts.{at}.{key}"));
    let own = fixed.map(str::to_owned).chain(added::keys(Subject::Customer));
    Texts::new(own.chain((0..LINES).flat_map(of_line)), first)
}

fn contact_keys() -> Vec<String> {
    let fixed = ContactField::ALL.iter().map(|field| field.key().to_owned());
    fixed.chain(added::keys(Subject::Contact)).collect()
}

/// The fields in their groups, the contacts, and `more` at the end.
#[component]
pub fn FormFields(
    /// What stands in them.
    texts: Texts,
    /// What is wrong with them.
    errors: Signal<FieldErrors>,
    /// What is there already.
    there: There,
    /// The drop-down lists.
    choices: Choices,
    /// How secret it may be.
    cleared: Vec<Security>,
    /// More to choose.
    #[prop(into)]
    more: ViewFn,
) -> impl IntoView {
    let lang = use_lang();
    let all = Signal::stored(choices.clone());
    let one = move |place: Place| match place {
        Place::Text(field) => {
            let (required, wide) = (field == CustomerField::Name, field == CustomerField::Address);
            let text = texts.of(field.key());
            let one = view! { <FormLine line=line(lang, field) text=text errors=errors required=required wide=wide /> };
            match MARKED.contains(&field) {
                true => view! { <div class="marked">{one} <TwinNotes there=there field=field.key() /></div> }
                    .into_any(),
                false => one.into_any(),
            }
        }
        Place::Choice(field) => {
            let (label, text) = (column::customer_choice(lang, field), texts.of(field.key()));
            let blank = (field != CustomerChoice::Status).then(|| t!(lang, CommonNone));
            let choices = choices.clone();
            view! { <ChoiceField name=field.key() label=label kind=field.kind() text=text errors=errors choices=choices blank=blank /> }
                .into_any()
        }
        Place::Kind => view! {
            <Field name="kind" label=column::customer(lang, CustomerColumn::Kind) errors=errors>
                <Select options=kinds(lang) value=texts.of("kind") />
            </Field>
        }
        .into_any(),
        Place::Security => {
            let (options, text) = (securities(lang, &cleared), texts.of("security"));
            view! {
                <Field name="security" label=column::customer(lang, CustomerColumn::Security) help=t!(lang, CustomerSecurityHelp) errors=errors>
                    <Select options=options value=text />
                </Field>
            }
            .into_any()
        }
        Place::FirstContact => {
            view! { <FormLine line=first_contact(lang) text=texts.of("first_contact") errors=errors /> }
                .into_any()
        }
    };
    let group = |(title, fields): (&'static str, &[Place])| {
        view! {
            <fieldset class="lead-group">
                <legend>{title}</legend>
                <div class="form grid">{fields.iter().map(|place| one(*place)).collect_view()}</div>
            </fieldset>
        }
    };
    let [base, reach, class, place, words] = groups(lang);
    view! {
        {group(base)} {group(reach)}
        <Contacts texts=texts errors=errors choices=all there=there />
        {group(class)} {group(place)} {group(words)}
        <AddedFields noun=Subject::Customer texts=texts errors=errors choices=all />
        <fieldset class="lead-group">
            <legend>{t!(lang, CustomerGroupHandling)}</legend>
            <div class="form grid">
                {more.run()}
                <Hot texts=texts />
            </div>
        </fieldset>
    }
}

#[component]
fn Hot(texts: Texts) -> impl IntoView {
    let text = texts.of("hot");
    let checked = RwSignal::new(text.with_untracked(|text| text == "1"));
    Effect::watch(
        move || checked.get(),
        move |checked, _, _| text.set(if *checked { "1" } else { "" }.to_owned()),
        false,
    );
    // Only what differs: each would otherwise set the other off without an end.
    let kept = Memo::new(move |_| text.with(|text| text == "1"));
    Effect::new(move || {
        if kept.get() != checked.get_untracked() {
            checked.set(kept.get_untracked());
        }
    });
    view! { <Checkbox checked=checked name="hot" value="1">{t!(use_lang(), CustomerHot)}</Checkbox> }
}

/// The contacts, line by line. Where no script runs, one line more is a way round over the address.
#[component]
fn Contacts(
    texts: Texts,
    errors: Signal<FieldErrors>,
    choices: Signal<Choices>,
    there: There,
) -> impl IntoView {
    let lang = use_lang();
    let lines = texts.of("lines");
    let count = Memo::new(move |_| lines.with(|lines| lines.parse().unwrap_or(1)).clamp(1, LINES));
    let more = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        lines.set((count.get_untracked() + 1).to_string());
    };
    let add = move || {
        (count.get() < LINES).then(|| {
            view! {
                <Button icon=Icon::Plus submit=true on:click=more attr:name="lines" attr:value=move || count.get() + 1
                    attr:formmethod="get" attr:formaction="/customers/new" attr:formnovalidate=true>
                    {t!(lang, CustomerContactMore)}
                </Button>
            }
        })
    };
    view! {
        <fieldset class="lead-group">
            <legend>{t!(lang, CustomerContacts)}</legend>
            // A form that is refused comes back with as many.
            <input type="hidden" name="lines" value=move || count.get() />
            <For each=move || 0..count.get() key=|at| *at children=move |at| view! { <ContactLines at=at count=count texts=texts errors=errors choices=choices there=there /> } />
            {add}
        </fieldset>
    }
}

/// One contact.
#[component]
fn ContactLines(
    at: usize,
    count: Memo<usize>,
    texts: Texts,
    errors: Signal<FieldErrors>,
    choices: Signal<Choices>,
    there: There,
) -> impl IntoView {
    let lang = use_lang();
    let before = format!("contacts.{at}.");
    let text_of = move |at: usize, key: &str| texts.of(&format!("contacts.{at}.{key}"));
    let text = move |at: usize, field: &ContactField| text_of(at, field.key());
    let one = |field: &ContactField| {
        let (line, text) = (contact_line(lang, *field), text(at, field));
        let (name, before) = (format!("{before}{}", field.key()), before.clone());
        let one = view! { <FormLine line=line before=before text=text errors=errors wide=*field == ContactField::Address /> };
        match MARKED_OF_CONTACT.contains(field) {
            true => view! { <div class="marked">{one} <TwinNotes there=there field=name /></div> }.into_any(),
            false => one.into_any(),
        }
    };
    let others = || ContactField::ALL.iter().filter(|field| !FIRST.contains(field));
    let filled = others().any(|field| !text(at, field).with_untracked(String::is_empty));
    // Those behind the one that is dropped move up.
    let drop_line = move |_| {
        let last = count.get_untracked() - 1;
        for place in at..=last {
            for key in contact_keys() {
                let next =
                    if place < last { text_of(place + 1, &key).get_untracked() } else { String::new() };
                text_of(place, &key).set(next);
            }
        }
        texts.of("lines").set(last.max(1).to_string());
    };
    let main = texts.of("main");
    let chosen = move || main.with(|main| main.parse().unwrap_or(0) == at);
    let dropping = move || {
        let name = t!(lang, CustomerContactDrop, n = at + 1);
        (count.get() > 1).then(|| {
            view! { <span class="awake-only"><IconButton icon=Icon::Close name=name on:click=drop_line /></span> }
        })
    };
    view! {
        <section class="contact-line" aria-label=t!(lang, CustomerContactOf, n = at + 1)>
            <header class="contact-line-head">
                <h2>{t!(lang, CustomerContactOf, n = at + 1)}</h2>
                <label class="checkbox">
                    <input type="radio" name="main" value=at checked=chosen() prop:checked=chosen on:change=move |_| main.set(at.to_string()) />
                    <span>{t!(lang, CustomerContactMain)}</span>
                </label>
                {dropping}
            </header>
            <div class="form grid">{FIRST.iter().map(one).collect_view()}</div>
            <details class="contact-line-more" open=filled>
                <summary>{t!(lang, CommonMore)}</summary>
                <div class="form grid">
                    {others().map(one).collect_view()}
                    <AddedFields noun=Subject::Contact before=before.clone() texts=texts errors=errors choices=choices among=true />
                </div>
            </details>
        </section>
    }
}
