//! What a page knows when it begins: who is signed in, in which language, and what time it is.
use domain::custom::CustomField;
use domain::{Lang, Me, Moment, Permission, Zone};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// Made by the server for each page load and sent along with the page.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Start {
    /// Who is signed in.
    pub me: Option<Me>,
    /// The person's language, or the browser's before sign-in.
    pub lang: Lang,
    /// `light`, `dark`, or `auto`.
    pub theme: String,
    /// `comfortable` or `compact`.
    pub density: String,
    /// The left rail is folded to its icons.
    pub narrow: bool,
    /// What was typed into a form of the door that was refused, as a query string.
    pub typed: String,
    /// The largest file that can be kept with a row, in bytes.
    pub file_limit: u64,
    /// The fields the administrator has added.
    pub added: Vec<CustomField>,
    /// The server's time when it wrote the page.
    pub now: Moment,
}

#[derive(Clone, Copy)]
struct Held {
    start: StoredValue<Start>,
    me: StoredValue<Arc<Me>>,
    added: RwSignal<Vec<CustomField>>,
    now: RwSignal<Moment>,
}

/// Takes the server's [`Start`] over into the browser, and lets the clock go on from there.
pub fn provide_start() {
    let start = SharedValue::new(|| use_context::<Start>().unwrap_or_default()).into_inner();
    let me = Arc::new(start.me.clone().unwrap_or_else(|| nobody(&start)));
    let now = RwSignal::new(start.now);
    let added = RwSignal::new(start.added.clone());
    provide_context(Held { start: StoredValue::new(start), me: StoredValue::new(me), added, now });
    Effect::new(move || run_clock(now));
}

/// Words such as "3 days ago" stay true on a page that is left open.
fn run_clock(now: RwSignal<Moment>) {
    let Some(performance) = window().performance() else { return };
    let began = now.get_untracked().0 - as_micros(performance.now());
    let tick = move || {
        now.set(Moment(began + as_micros(performance.now())));
    };
    let _ = set_interval_with_handle(tick, Duration::from_secs(30))
        .map(|handle| on_cleanup(move || handle.clear()));
}

#[expect(clippy::cast_possible_truncation, reason = "a page is not open for 290,000 years")]
fn as_micros(milliseconds: f64) -> i64 {
    (milliseconds * 1000.0) as i64
}

fn nobody(start: &Start) -> Me {
    Me {
        id: 0.into(),
        login: String::new(),
        name: String::new(),
        lang: start.lang,
        zone: Zone::default(),
        theme: start.theme.clone(),
        density: start.density.clone(),
        permissions: Vec::new(),
        scope: domain::Scope::Own,
    }
}

fn held() -> Option<Held> {
    use_context::<Held>()
}

/// The person signed in; on the sign-in page a nobody who may do nothing.
#[must_use]
pub fn use_me() -> Arc<Me> {
    held().map_or_else(|| Arc::new(nobody(&Start::default())), |held| held.me.get_value())
}

/// Whether the person signed in holds a permission.
#[must_use]
pub fn may(permission: Permission) -> bool {
    use_me().may(permission)
}

/// The language of the page. A change of language loads the page again, so it is no signal.
#[must_use]
pub fn use_lang() -> Lang {
    held().map_or_else(Lang::default, |held| held.start.with_value(|start| start.lang))
}

/// What the server sent along.
#[must_use]
pub fn use_start() -> Start {
    held().map_or_else(Start::default, |held| held.start.get_value())
}

/// The fields the administrator has added, to all nouns, the retired ones too.
#[must_use]
pub fn use_added() -> RwSignal<Vec<CustomField>> {
    held().map_or_else(RwSignal::default, |held| held.added)
}

/// The time: the server's when it wrote the page, then moving on. The same on both sides while hydrating.
#[must_use]
pub fn use_now() -> Signal<Moment> {
    held().map_or_else(|| Signal::stored(Moment::default()), |held| held.now.into())
}
