//! 平均分配: spreads customers over several people, and says before what each will get.
use crate::answer::{answer, on_done as when_done};
use crate::customers::api::{Spread, SpreadCustomers, spread_customers};
use crate::list::{PeoplePick, Target, VerbDialog, Which, done_words, name_among, people_for, say_done};
use crate::start::use_lang;
use crate::ui::{ProblemText, number, use_toasts};
use domain::PersonId;
use domain::list::Done;
use domain::person::PersonName;
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;
use std::time::Duration;

/// People are ticked one after the other: what they would get is asked for once.
const SOON: Duration = Duration::from_millis(250);

type Foreseen = Option<Result<Spread, crate::AppError>>;

/// Asks over whom.
#[component]
pub fn SpreadDialog(target: RwSignal<Option<Target>>, on_done: Callback<Done>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let people = people_for(target);
    let owners = RwSignal::new(Vec::<PersonId>::new());
    let foreseen = RwSignal::new(None::<Result<Spread, crate::AppError>>);
    foresee(target, owners, foreseen);
    let action = ServerAction::<SpreadCustomers>::new();
    when_done(action, move |Spread { done, .. }| {
        target.set(None);
        let words = done_words(lang, |n| t!(lang, CustomerListDoneSpread, n = n), &done);
        say_done(toasts, words, &done, None);
        on_done.run(done);
    });
    let submit = move |chosen| {
        action.dispatch(SpreadCustomers { chosen, owners: owners.get_untracked(), preview: false });
    };
    view! {
        <VerbDialog
            target=target
            title=t!(lang, CustomerListSpread)
            word=t!(lang, CustomerListSpread)
            sent=answer(action, "verb-form")
            ready=Signal::derive(move || owners.with(|owners| !owners.is_empty()))
            on_submit=submit
        >
            <PeoplePick people=people value=owners legend=t!(lang, CustomerListSpreadOver) many=true />
            <Parts people=people foreseen=foreseen />
        </VerbDialog>
    }
}

/// Asks what each would get whenever others are chosen.
fn foresee(target: RwSignal<Option<Target>>, owners: RwSignal<Vec<PersonId>>, foreseen: RwSignal<Foreseen>) {
    let ask = move |chosen: Vec<PersonId>| {
        let Some(which) = target.with_untracked(|target| target.as_ref().map(|target| target.chosen.clone()))
        else {
            return;
        };
        spawn_local(async move {
            let answer = spread_customers(Which(which), chosen.clone(), true).await;
            // Others may have been chosen meanwhile.
            if owners.try_get_untracked() == Some(chosen) {
                foreseen.set(Some(answer));
            }
        });
    };
    let mut soon = leptos::leptos_dom::helpers::debounce(SOON, ask);
    Effect::new(move || {
        let chosen = owners.get();
        foreseen.set(None);
        if !chosen.is_empty() {
            soon(chosen);
        }
    });
}

/// 张伟 3，李娜 2; and who gets none, and why.
#[component]
fn Parts(people: RwSignal<Vec<PersonName>>, foreseen: RwSignal<Foreseen>) -> impl IntoView {
    let lang = use_lang();
    let one = move |(person, n): (PersonId, i64)| {
        view! { <li><span>{name_among(people, person)}</span> " " <strong>{t!(lang, CommonCustomers, n = number(n))}</strong></li> }
    };
    let told = move || match foreseen.get() {
        None => ().into_any(),
        Some(Err(error)) => view! { <ProblemText error=Some(error) /> }.into_any(),
        Some(Ok(Spread { done, parts })) => {
            let in_all = done_words(lang, |n| t!(lang, CustomerListSpreadAll, n = n), &done);
            view! {
                <p>{in_all}</p>
                <ul>{parts.into_iter().map(one).collect_view()}</ul>
            }
            .into_any()
        }
    };
    view! { <div class="spread-parts" role="status" aria-label=t!(lang, CustomerListSpreadPreview)>{told}</div> }
}
