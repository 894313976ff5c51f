//! What can be done with the customer now, by where it stands and by what the viewer may.
use super::opened::Opened;
use crate::AppError;
use crate::answer::{answer, on_done as when_done};
use crate::customers::api::{BinCustomers, ClaimCustomers, RestoreCustomers, SetCustomersHot};
use crate::customers::verbs::{Asked, Dialogs, Verb};
use crate::list::{ScheduleDialog, ScheduleForm, Target, Which, done_words};
use crate::row_page::Compose;
use crate::start::use_me;
use crate::ui::{Button, Icon, Kind, Menu, MenuButton, MenuLink, use_toasts};
use domain::Lang;
use domain::customer::{CustomerState, Through};
use domain::list::Done;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use messages::t;
use std::sync::Arc;

/// What the buttons need to know.
#[derive(Clone, Copy)]
struct Head {
    opened: Opened,
    asked: Asked,
    state: Memo<CustomerState>,
    hot: Memo<bool>,
    /// The customer may have left the viewer's sight.
    moved: Callback<()>,
    held: StoredValue<Arc<dyn Fn(Verb) -> bool + Send + Sync>>,
    is_owner: Memo<bool>,
}

impl Head {
    /// Whether a verb makes sense for this customer, and the viewer may; followed.
    fn fits(self, verb: Verb) -> bool {
        let (changes, through) = (self.opened.may_change.get(), self.opened.customer.with(|one| one.through));
        let reach = match verb {
            Verb::Claim | Verb::Assign | Verb::Restore | Verb::IntoPool | Verb::Purge => true,
            Verb::Transfer => self.is_owner.get(),
            Verb::Share | Verb::GiveUp | Verb::Bin => through == Through::Ownership,
            Verb::Hot => changes && !self.hot.get(),
            Verb::Cool => changes && self.hot.get(),
            Verb::Schedule => changes,
            // On the card each field is changed in its place, and each share ended in its line; one is spread over
            // nobody.
            Verb::Choice | Verb::Unshare | Verb::Spread => false,
        };
        reach && verb.fits(self.state.get()) && self.held.with_value(|held| held(verb))
    }
}

/// The buttons, and the dialogs behind them.
#[component]
pub fn Actions(opened: Opened) -> impl IntoView {
    let me = use_me();
    let id = me.id;
    let head = Head {
        opened,
        asked: Asked::new(),
        state: Memo::new(move |_| opened.customer.with(|customer| customer.state)),
        hot: Memo::new(move |_| opened.customer.with(|customer| customer.hot)),
        moved: leaving(opened),
        held: StoredValue::new(Arc::new(move |verb: Verb| me.may(verb.needs()))),
        is_owner: Memo::new(move |_| opened.customer.with(|customer| customer.owner == Some(id))),
    };
    let fits = Memo::new(move |_| opened.is_tracked() && opened.may_change.get());
    let write = move || fits.get().then(|| view! { <Write opened=opened /> });
    let first = [Verb::Schedule, Verb::Share].map(|verb| view! { <Opens head=head verb=verb /> });
    let claim = move || head.fits(Verb::Claim).then(|| view! { <Claim head=head /> });
    let restore = move || head.fits(Verb::Restore).then(|| view! { <Restore head=head /> });
    view! {
        <div class="lead-actions">{claim} {restore} {write} {first} <More head=head /></div>
        <Dialogs asked=head.asked choices=opened.choices on_done=move |_: Done| head.moved.run(()) />
    }
}

/// Shows the customer as it is now, or goes to the list when the viewer no longer sees it.
fn leaving(opened: Opened) -> Callback<()> {
    let go = use_navigate();
    let back = StoredValue::new(move || go("/customers", NavigateOptions::default()));
    Callback::new(move |()| {
        spawn_local(async move {
            let gone = crate::customers::api::customer_glance(opened.id).await;
            if matches!(gone, Err(AppError(domain::Problem::NotFound))) {
                let _ = back.try_with_value(|back| back());
            } else {
                opened.refetch();
            }
        });
    })
}

/// A verb with a dialog.
#[component]
fn Opens(head: Head, verb: Verb) -> impl IntoView {
    let (icon, words) = verb.face(head.opened.lang);
    move || {
        let open = move |_| head.asked.of(verb).set(Some(head.opened.target()));
        head.fits(verb).then(
            || view! { <span class="awake-only"><Button icon=icon on:click=open>{words}</Button></span> },
        )
    }
}

/// What is done more seldom. The red label and the bin work without a script too.
#[component]
fn More(head: Head) -> impl IntoView {
    let lang = head.opened.lang;
    let seldom = [Verb::Transfer, Verb::Assign, Verb::GiveUp, Verb::IntoPool, Verb::Purge];
    let any = Memo::new(move |_| {
        let others = [Verb::Hot, Verb::Cool, Verb::Bin];
        head.opened.may_merge.get() || seldom.into_iter().chain(others).any(|verb| head.fits(verb))
    });
    let opens = move |verb: Verb| {
        let (icon, words) = verb.face(lang);
        move || {
            let open = move |_| head.asked.of(verb).set(Some(head.opened.target()));
            head.fits(verb).then(|| {
                view! { <span class="awake-only"><MenuButton icon=icon danger=verb.is_grave() on:click=open>{words}</MenuButton></span> }
            })
        }
    };
    let button = move || view! { {Icon::More.draw()} <span>{t!(lang, CommonMore)}</span> };
    move || {
        any.get().then(|| {
            view! {
                <Menu id="customer-more" name=t!(lang, CustomerMore) kind=Kind::Plain button=button left=true>
                    <Hot head=head />
                    {seldom.map(opens)}
                    <MergeLink head=head />
                    <Bin head=head />
                </Menu>
            }
        })
    }
}

/// Puts the red label on, or takes it off.
#[component]
fn Hot(head: Head) -> impl IntoView {
    let lang = head.opened.lang;
    let action = ServerAction::<SetCustomersHot>::new();
    said(head, action, move |n| match head.hot.get_untracked() {
        true => t!(lang, CustomerListDoneCool, n = n),
        false => t!(lang, CustomerListDoneHot, n = n),
    });
    let form = move |verb: Verb| {
        let (icon, words) = verb.face(lang);
        view! {
            <ActionForm action=action>
                <input type="hidden" name="chosen" value=String::from(Which::from(head.opened.id)) />
                <input type="hidden" name="hot" value=(verb == Verb::Hot).to_string() />
                <MenuButton icon=icon submit=true>{words}</MenuButton>
            </ActionForm>
        }
    };
    move || [Verb::Hot, Verb::Cool].into_iter().find(|verb| head.fits(*verb)).map(form)
}

/// The way to the page on which the other customer is found.
#[component]
fn MergeLink(head: Head) -> impl IntoView {
    let href = format!("/customers/merge?winner={}", head.opened.id);
    move || {
        head.opened.may_merge.get().then(|| {
            view! { <MenuLink href=href.clone() icon=Icon::Merge>{t!(head.opened.lang, DuplicatesMergeWith)}</MenuLink> }
        })
    }
}

/// With a script it asks first; without one it is a form of its own.
#[component]
fn Bin(head: Head) -> impl IntoView {
    let (icon, words) = Verb::Bin.face(head.opened.lang);
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        head.asked.of(Verb::Bin).set(Some(head.opened.target()));
    };
    move || {
        head.fits(Verb::Bin).then(|| {
            view! {
                <form method="post" action=BinCustomers::url()>
                    <input type="hidden" name="chosen" value=String::from(Which::from(head.opened.id)) />
                    <MenuButton icon=icon danger=true submit=true on:click=press>{words}</MenuButton>
                </form>
            }
        })
    }
}

#[component]
fn Claim(head: Head) -> impl IntoView {
    let lang = head.opened.lang;
    let action = ServerAction::<ClaimCustomers>::new();
    said(head, action, move |n| t!(lang, CustomerListDoneClaim, n = n));
    view! {
        <ActionForm action=action>
            <input type="hidden" name="chosen" value=String::from(Which::from(head.opened.id)) />
            <Button kind=Kind::Primary icon=Icon::Claim submit=true pending=action.pending()>{t!(lang, CustomerClaim)}</Button>
        </ActionForm>
    }
}

/// With a script it asks to whom; without one it goes back to whoever had it.
#[component]
fn Restore(head: Head) -> impl IntoView {
    let (icon, words) = Verb::Restore.face(head.opened.lang);
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        head.asked.of(Verb::Restore).set(Some(head.opened.target()));
    };
    view! {
        <form method="post" action=RestoreCustomers::url() id="restore-form">
            <input type="hidden" name="chosen" value=String::from(Which::from(head.opened.id)) />
            <Button kind=Kind::Primary icon=icon submit=true on:click=press>{words}</Button>
        </form>
    }
}

/// Says what a verb did, and shows the customer as it is now.
fn said<S>(head: Head, action: ServerAction<S>, words: impl Fn(String) -> String + 'static)
where
    S: ServerFn<Output = Done, Error = AppError> + Clone + Send + Sync + 'static,
{
    let (toasts, lang): (_, Lang) = (use_toasts(), head.opened.lang);
    when_done(action, move |done: Done| {
        toasts.say(done_words(lang, &words, &done));
        head.moved.run(());
    });
    let sent = answer(action, "");
    Effect::new(move || {
        if let Some(error) = sent.error.get() {
            toasts.problem(&error);
        }
    });
}

/// Leads to the composer.
#[component]
fn Write(opened: Opened) -> impl IntoView {
    let write = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        opened.compose.set(Compose::Write);
    };
    view! {
        <a class="button primary" href="#process-form" rel="external" on:click=write>
            {Icon::Process.draw()} <span>{t!(opened.lang, CustomerWrite)}</span>
        </a>
    }
}

/// The way to plan what comes next: where no script runs, the form itself.
#[component]
pub fn Schedule(opened: Opened) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let fits = Memo::new(move |_| opened.is_tracked() && opened.may_change.get());
    let plan = RwSignal::new(None::<Target>);
    let done = move |_: Done| opened.refetch();
    let way = move || match (fits.get(), awake.get()) {
        (false, _) => ().into_any(),
        (true, false) => view! {
            <details class="visit-more">
                <summary class="button">{Icon::Schedule.draw()} {t!(opened.lang, LeadsSchedule)}</summary>
                <ScheduleForm target=opened.target() on_done=done />
            </details>
        }
        .into_any(),
        (true, true) => {
            let open = move |_| plan.set(Some(opened.target()));
            view! { <Button icon=Icon::Schedule on:click=open>{t!(opened.lang, LeadsSchedule)}</Button> }
                .into_any()
        }
    };
    view! {
        {way}
        <ScheduleDialog chosen=plan on_done=done />
    }
}
