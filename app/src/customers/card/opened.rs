//! The customer in sight, and the arrangement of its card.
use super::actions::Schedule;
use super::api::{Sheet, edit_customer};
use super::contacts::Contacts;
use super::data::Data;
use super::head::Head;
use super::level::Level;
use super::merged::{Merged, PartedNote};
use super::shares::Shares;
use super::web_items::WebItems;
use crate::AppError;
use crate::customers::fields::text_of;
use crate::list::{Target, live_choices};
use crate::row_page::{
    Attachments, CameFrom, Compose, Editing, History, Moves, Plans, Story, WhoLink, latest,
};
use crate::start::{use_lang, use_me};
use crate::ui::{Choices, Group, KeyValue, LiveTitle, TimeText};
use domain::approval::Approval;
use domain::attachment::Attachment;
use domain::contact::Contact;
use domain::customer::{Customer, CustomerColumn, CustomerState, Security, Share, Through};
use domain::list::Around;
use domain::merge::Merge;
use domain::ownership::Move;
use domain::web::WebItem;
use domain::{Lang, Permission, Subject};
use leptos::prelude::*;
use messages::{column, t};

/// What the parts of the card share.
#[derive(Clone, Copy)]
pub struct Opened {
    pub lang: Lang,
    pub id: domain::CustomerId,
    pub customer: Memo<Customer>,
    /// Its fields, changed in place.
    pub editing: Editing,
    pub contacts: Memo<Vec<Contact>>,
    pub web_items: Memo<Vec<WebItem>>,
    /// Files kept with its contacts.
    pub contact_files: Memo<Vec<Attachment>>,
    pub moves: Memo<Vec<Move>>,
    pub shares: Memo<Vec<Share>>,
    pub around: Memo<Around>,
    /// What was merged into it and can be taken out again.
    pub merges: Memo<Vec<Merge>>,
    pub choices: Signal<Choices>,
    /// How secret it may be made.
    pub cleared: Memo<Vec<Security>>,
    /// What was asked for of its level.
    pub requests: Memo<Vec<Approval>>,
    /// The viewer decides on its level.
    pub decides: Memo<bool>,
    pub from: Signal<CameFrom>,
    /// What the composer is asked to be ready for.
    pub compose: RwSignal<Compose>,
    /// Whether the viewer may change it.
    pub may_change: Memo<bool>,
    /// Whether the viewer may merge it with another, and take apart again.
    pub may_merge: Memo<bool>,
    refetch: Callback<()>,
}

impl Opened {
    /// Whether somebody has it.
    pub fn is_tracked(self) -> bool {
        self.customer.with(|customer| customer.state == CustomerState::Owned)
    }

    /// It, as what a verb is about to be done to.
    pub fn target(self) -> Target {
        Target::one(self.id, self.customer.with_untracked(|customer| customer.details.name.clone()))
    }

    pub fn refetch(self) {
        let _ = self.refetch.try_run(());
    }
}

/// Who may change a customer: whoever has it, stands above, or has a share to change it; in the bin those who look
/// after it.
const fn changes(through: Through) -> bool {
    matches!(through, Through::Ownership | Through::ShareToEdit)
}

/// Who may merge a customer: whoever has it or stands above, and of pools who gives customers out of them.
const fn merges(through: Through, assigns: bool) -> bool {
    match through {
        Through::Ownership => true,
        Through::Pool => assigns,
        Through::ShareToRead | Through::ShareToEdit | Through::Bin => false,
    }
}

/// The card, once its customer is there.
#[component]
pub fn Card(
    /// What was fetched first.
    first: Sheet,
    /// What is fetched.
    got: Memo<Option<Result<Sheet, AppError>>>,
    /// The list it was opened from.
    from: Signal<CameFrom>,
    /// Fetches again.
    #[prop(into)]
    refetch: Callback<()>,
) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let id = first.customer.id;
    let choices = live_choices(first.choices.clone());
    let sheet = latest(first, got, |sheet| sheet.customer.id.0);
    // What a verb answered, before the card has been fetched again.
    let saved = RwSignal::new(None::<Customer>);
    let customer = Memo::new(move |_| {
        let fetched = sheet.with(|sheet| sheet.customer.clone());
        saved.get().filter(|saved| saved.version > fetched.version).unwrap_or(fetched)
    });
    let may_edit = me.may(Permission::EditCustomers);
    let (may_merge, assigns) = (me.may(Permission::MergeCustomers), me.may(Permission::AssignCustomers));
    let may_change = Memo::new(move |_| may_edit && customer.with(|customer| changes(customer.through)));
    let editing = Editing::new(
        Subject::Customer,
        Signal::derive(move || customer.with(|customer| customer.version)),
        may_change.into(),
        choices,
        refetch,
        move |field| customer.with(|customer| text_of(customer, field)),
        move |version, typed| async move {
            saved.try_set(Some(edit_customer(id, version, typed).await?));
            refetch.try_run(());
            Ok(())
        },
    );
    let opened = Opened {
        lang,
        id,
        customer,
        editing,
        contacts: Memo::new(move |_| sheet.with(|sheet| sheet.contacts.clone())),
        web_items: Memo::new(move |_| sheet.with(|sheet| sheet.web_items.clone())),
        contact_files: Memo::new(move |_| sheet.with(|sheet| sheet.contact_files.clone())),
        moves: Memo::new(move |_| sheet.with(|sheet| sheet.moves.clone())),
        shares: Memo::new(move |_| sheet.with(|sheet| sheet.shares.clone())),
        around: Memo::new(move |_| sheet.with(|sheet| sheet.around)),
        merges: Memo::new(move |_| sheet.with(|sheet| sheet.merges.clone())),
        choices,
        cleared: Memo::new(move |_| sheet.with(|sheet| sheet.cleared.clone())),
        requests: Memo::new(move |_| sheet.with(|sheet| sheet.requests.clone())),
        decides: Memo::new(move |_| sheet.with(|sheet| sheet.decides)),
        from,
        compose: RwSignal::new(Compose::Idle),
        may_change,
        may_merge: Memo::new(move |_| {
            may_merge && customer.with(|customer| merges(customer.through, assigns))
        }),
        refetch,
    };
    let story = Story {
        about: id.into(),
        records: Memo::new(move |_| sheet.with(|sheet| sheet.records.clone())),
        choices,
        fields: Signal::derive(move || sheet.with(|sheet| sheet.fields.clone())),
        status: Signal::derive(move || {
            customer.with(|customer| customer.choices.get(&domain::customer::CustomerChoice::Status).copied())
        }),
        may_write: Signal::derive(move || may_change.get() && opened.is_tracked()),
        compose: opened.compose,
        refetch,
    };
    let files = Memo::new(move |_| sheet.with(|sheet| sheet.files.clone()));
    let visits = Memo::new(move |_| sheet.with(|sheet| sheet.visits.clone()));
    view! {
        <LiveTitle text=move || customer.with(|customer| customer.details.name.clone()) />
        <article class="lead customer">
            <Head opened=opened />
            <PartedNote opened=opened />
            <div class="lead-columns">
                <Data opened=opened />
                <History story=story />
                <Plans visits=visits way=move || view! { <Schedule opened=opened /> } on_done=move |()| opened.refetch()>
                    <Contacts opened=opened />
                    <Level opened=opened />
                    <Facts opened=opened />
                    <Attachments about=id.into() files=files may_add=may_change refetch=refetch />
                    <WebItems opened=opened />
                    <Shares opened=opened />
                    <Merged opened=opened />
                    <WhoLink about=id />
                    <Moves moves=opened.moves choices=choices />
                </Plans>
            </div>
        </article>
    }
}

/// When things happened to it.
#[component]
fn Facts(opened: Opened) -> impl IntoView {
    use CustomerColumn as C;
    let lang = opened.lang;
    let times = move |customer: &Customer| {
        [
            (C::OwnedAt, Some(customer.owned_at)),
            (C::LastRecordAt, customer.last_record_at),
            (C::NextVisitAt, customer.next_visit_at),
            (C::CreatedAt, Some(customer.created_at)),
            (C::UpdatedAt, Some(customer.updated_at)),
        ]
    };
    let times = Memo::new(move |_| opened.customer.with(times));
    let one = move |(column, at)| {
        let at: Option<domain::Moment> = at;
        let time = at.map(|at| view! { <TimeText at=at /> });
        view! { <KeyValue label=column::customer(lang, column) blank=at.is_none()>{time}</KeyValue> }
    };
    view! { <Group title=t!(lang, CustomerFacts)>{move || times.get().map(one).collect_view()}</Group> }
}
