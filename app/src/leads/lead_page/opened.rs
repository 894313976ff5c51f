//! The lead in sight, and the arrangement of its page.
use super::api::{Sheet, edit_lead};
use super::edit_page::text_of;
use super::field_panel::FieldPanel;
use super::head::Head;
use super::next_steps::NextSteps;
use crate::AppError;
use crate::leads::{done_words, live_choices};
use crate::row_page::{CameFrom, Compose, Editing, History, Story, latest};
use crate::start::{use_lang, use_me};
use crate::ui::{Choices, LiveTitle, Toasts, use_toasts};
use domain::attachment::Attachment;
use domain::lead::{Lead as Row, LeadField, LeadState};
use domain::list::Around;
use domain::list::Done;
use domain::ownership::Move;
use domain::visit::Visit;
use domain::{Lang, LeadId, Permission, Scope, Subject};
use leptos::prelude::*;
use messages::t;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Opened {
    pub lang: Lang,
    pub id: LeadId,
    pub lead: Memo<Row>,
    /// Its fields, changed in place.
    pub editing: Editing,
    pub visits: Memo<Vec<Visit>>,
    pub files: Memo<Vec<Attachment>>,
    pub moves: Memo<Vec<Move>>,
    pub around: Memo<Around>,
    pub choices: Signal<Choices>,
    pub from: Signal<CameFrom>,
    /// What the composer is asked to be ready for.
    pub compose: RwSignal<Compose>,
    pub refetch: Callback<()>,
    toasts: Toasts,
    may_edit: bool,
    company: bool,
}

impl Opened {
    /// Says that visits were made, and shows them.
    pub fn scheduled(self, done: &Done) {
        let words = done_words(self.lang, |n| t!(self.lang, LeadsDoneSchedule, n = n), done);
        self.toasts.say(words);
        self.refetch();
    }

    pub fn refetch(self) {
        let _ = self.refetch.try_run(());
    }

    /// Whether the viewer may change the lead: what nobody has is changed by those who see all.
    pub fn may_change(self) -> bool {
        self.may_edit && self.lead.with(|lead| lead.owner.is_some() || self.company)
    }

    /// Whether a record may be written.
    pub fn may_process(self) -> bool {
        self.may_change() && self.lead.with(|lead| lead.state != LeadState::Unclaimed)
    }
}

/// What a lead is called: a person, a company, or whatever is known.
#[must_use]
pub fn called(lang: Lang, lead: &Row) -> String {
    use LeadField as F;
    let fields =
        [F::Contact, F::Company, F::Nickname, F::Number, F::Mobile, F::Phone, F::Email, F::Wechat, F::Qq];
    let found = fields.into_iter().map(|field| lead.details.get(field)).find(|text| !text.is_empty());
    found.map_or_else(|| t!(lang, LeadsNameless, number = lead.id), str::to_owned)
}

/// The page, once its lead is there.
#[component]
pub fn Lead(
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
    let id = first.lead.id;
    let choices = live_choices(first.choices.clone());
    let sheet = latest(first, got, |sheet| sheet.lead.id.0);
    // What a verb answered, before the page has been fetched again.
    let saved = RwSignal::new(None::<Row>);
    let lead = Memo::new(move |_| {
        let fetched = sheet.with(|sheet| sheet.lead.clone());
        saved.get().filter(|saved| saved.version > fetched.version).unwrap_or(fetched)
    });
    let (may_edit, company) = (me.may(Permission::EditLeads), me.scope == Scope::Company);
    let may_change = move || may_edit && lead.with(|lead| lead.owner.is_some() || company);
    let editing = Editing::new(
        Subject::Lead,
        Signal::derive(move || lead.with(|lead| lead.version)),
        Signal::derive(may_change),
        choices,
        refetch,
        move |field| lead.with(|lead| text_of(lead, field)),
        move |version, typed| async move {
            saved.try_set(Some(edit_lead(id, version, typed).await?));
            refetch.try_run(());
            Ok(())
        },
    );
    let opened = Opened {
        lang,
        id,
        lead,
        editing,
        visits: Memo::new(move |_| sheet.with(|sheet| sheet.visits.clone())),
        files: Memo::new(move |_| sheet.with(|sheet| sheet.files.clone())),
        moves: Memo::new(move |_| sheet.with(|sheet| sheet.moves.clone())),
        around: Memo::new(move |_| sheet.with(|sheet| sheet.around)),
        choices,
        from,
        compose: RwSignal::new(Compose::Idle),
        refetch,
        toasts: use_toasts(),
        may_edit,
        company,
    };
    let story = Story {
        about: id.into(),
        records: Memo::new(move |_| sheet.with(|sheet| sheet.records.clone())),
        choices,
        fields: Signal::stored(Vec::new()),
        status: Signal::derive(move || Some(lead.with(|lead| lead.status))),
        may_write: Signal::derive(move || opened.may_process()),
        compose: opened.compose,
        refetch,
    };
    view! {
        <LiveTitle text=move || lead.with(|lead| called(lang, lead)) />
        <article class="lead">
            <Head opened=opened />
            <div class="lead-columns">
                <FieldPanel opened=opened />
                <History story=story />
                <NextSteps opened=opened />
            </div>
        </article>
    }
}
