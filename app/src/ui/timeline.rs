//! A timeline, newest first.
use super::{Avatar, Icon, TimeText};
use crate::start::use_lang;
use domain::Moment;
use leptos::prelude::*;
use messages::t;

/// The list the entries stand in.
#[component]
pub fn Timeline(
    /// `TimelineEntry`s.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// An entry: who, what, when, and what was written.
#[component]
pub fn TimelineEntry(
    /// Who wrote it; `None` for the product itself.
    who: Option<String>,
    /// What it tells of: 处理, 来电.
    #[prop(into)]
    what: String,
    /// When.
    at: Moment,
    /// The icon of what it tells of.
    icon: Icon,
    /// One line of the product's own, without a body.
    #[prop(optional)]
    folded: bool,
    /// How often it was amended.
    #[prop(optional)]
    revisions: i64,
    /// Shows its former wordings.
    #[prop(optional, into)]
    on_revisions: Option<Callback<()>>,
    /// Buttons at its right, seen on hover and by key.
    #[prop(optional, into)]
    actions: ViewFn,
    /// What was written.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let name = who.unwrap_or_else(|| t!(lang, UiSystem).to_owned());
    let sign = if folded {
        view! { <span class="timeline-sign">{icon.draw()}</span> }.into_any()
    } else {
        view! { <Avatar name=name.clone() /> }.into_any()
    };
    let amended = (revisions > 0).then(|| {
        let show = move |_| {
            if let Some(show) = on_revisions {
                show.run(());
            }
        };
        let times = t!(lang, UiAmendedTimes, n = revisions);
        view! { <button class="link" type="button" title=times on:click=show>{t!(lang, UiAmended)}</button> }
    });
    view! {
        <li class="timeline-entry" class:folded=folded>
            {sign}
            <div class="timeline-box">
                <header class="timeline-head">
                    <strong>{name}</strong>
                    <span class="timeline-what">{what}</span>
                    <TimeText at=at />
                    {amended}
                    <span class="timeline-actions">{actions.run()}</span>
                </header>
                {children.map(|children| view! { <div class="timeline-body">{children()}</div> })}
            </div>
        </li>
    }
}
