//! The bell at the top: how much is new, kept true while the page is open.
use super::api::{New, waiting};
use crate::live::use_live;
use crate::start::use_lang;
use crate::ui::{Icon, number};
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;

/// Leads to the notices, and beside it to what waits for a decision. The numbers come once the page is awake.
#[component]
pub fn Bell() -> impl IntoView {
    let (lang, live) = (use_lang(), use_live());
    let told = RwSignal::new(New::default());
    Effect::new(move || {
        live.notices().track();
        live.approvals().track();
        spawn_local(async move {
            if let Ok(now) = waiting().await {
                told.try_set(now);
            }
        });
    });
    let approvals = Memo::new(move |_| told.get().approvals);
    let notices = Memo::new(move |_| told.get().notices);
    view! {
        <Counted href="/approvals" icon=Icon::Approvals name=t!(lang, ApprovalsTitle) count=approvals />
        <Counted href="/notices" icon=Icon::Bell name=t!(lang, NoticesTitle) count=notices />
    }
}

#[component]
fn Counted(href: &'static str, icon: Icon, name: &'static str, count: Memo<i64>) -> impl IntoView {
    let lang = use_lang();
    let words = move || match count.get() {
        0 => name.to_owned(),
        n => t!(lang, NoticesWaiting, name = name, n = number(n)),
    };
    let badge = move || {
        let n = count.get();
        let shown = if n > 99 { "99+".to_owned() } else { n.to_string() };
        (n > 0).then(|| view! { <span class="bell-count" aria-hidden="true">{shown}</span> })
    };
    view! {
        <a class="button quiet icon-only bell" href=href aria-label=words title=words>{icon.draw()} {badge}</a>
    }
}
