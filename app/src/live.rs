//! What others change appears by itself: one stream of events for each tab, told on to whoever listens.
use domain::live::Signal as Told;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventSource, MessageEvent};

/// A browser allows six connections to a server: a tab nobody looks at gives its own back after a while.
const UNSEEN: Duration = Duration::from_secs(30);
/// Before the stream is asked for again, when it was refused.
const AGAIN: Duration = Duration::from_secs(3);

/// What a page hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Something changed.
    Change(Told),
    /// Something may have been missed: everything is to be fetched again.
    Everything,
}

/// How often each kind of thing has changed since the page was opened. A number that moves means: fetch again.
#[derive(Debug, Clone, Copy)]
pub struct Live {
    leads: RwSignal<u64>,
    customers: RwSignal<u64>,
    approvals: RwSignal<u64>,
    notices: RwSignal<u64>,
    visits: RwSignal<u64>,
    imports: RwSignal<u64>,
    settings: RwSignal<u64>,
    mine: RwSignal<u64>,
    ears: StoredValue<BTreeMap<u64, Callback<Heard>>>,
}

// Of the browser only, where there is one thread: a signal's arena could be emptied by another on the server.
thread_local! {
    static STREAM: RefCell<Option<EventSource>> = const { RefCell::new(None) };
}

impl Live {
    fn new() -> Self {
        let zero = || RwSignal::new(0);
        Self {
            leads: zero(),
            customers: zero(),
            approvals: zero(),
            notices: zero(),
            visits: zero(),
            imports: zero(),
            settings: zero(),
            mine: zero(),
            ears: StoredValue::new(BTreeMap::new()),
        }
    }

    /// Leads.
    #[must_use]
    pub fn leads(self) -> Signal<u64> {
        self.leads.into()
    }

    /// Customers and their contacts.
    #[must_use]
    pub fn customers(self) -> Signal<u64> {
        self.customers.into()
    }

    /// Requests to decide on, and decisions.
    #[must_use]
    pub fn approvals(self) -> Signal<u64> {
        self.approvals.into()
    }

    /// Notifications.
    #[must_use]
    pub fn notices(self) -> Signal<u64> {
        self.notices.into()
    }

    /// Visits.
    #[must_use]
    pub fn visits(self) -> Signal<u64> {
        self.visits.into()
    }

    /// Imports.
    #[must_use]
    pub fn imports(self) -> Signal<u64> {
        self.imports.into()
    }

    /// Tabs and drop-down lists.
    #[must_use]
    pub fn settings(self) -> Signal<u64> {
        self.settings.into()
    }

    /// One's own stars and columns.
    #[must_use]
    pub fn mine(self) -> Signal<u64> {
        self.mine.into()
    }

    /// Tells of each change by itself, until what listens is gone.
    pub fn listen(self, ear: impl Fn(Heard) + Send + Sync + 'static) {
        let ear = Callback::new(ear);
        let id = self.ears.try_update_value(|ears| {
            let id = ears.last_key_value().map_or(0, |(last, _)| last + 1);
            ears.insert(id, ear);
            id
        });
        on_cleanup(move || {
            let _ = self.ears.try_update_value(|ears| id.map(|id| ears.remove(&id)));
        });
    }

    fn hear(self, heard: &Heard) {
        let moved = match heard {
            Heard::Change(Told::Leads { .. }) => vec![self.leads],
            Heard::Change(Told::Customers { .. }) => vec![self.customers],
            Heard::Change(Told::Approvals { .. }) => vec![self.approvals],
            Heard::Change(Told::Notices { .. }) => vec![self.notices],
            Heard::Change(Told::Visits { .. }) => vec![self.visits],
            Heard::Change(Told::Import { .. }) => vec![self.imports],
            Heard::Change(Told::Settings) => vec![self.settings],
            Heard::Change(Told::Mine { .. }) => vec![self.mine],
            Heard::Change(Told::SignedOut { .. }) => return leave(),
            Heard::Everything => self.all().to_vec(),
        };
        for version in moved {
            version.update(|version| *version += 1);
        }
        for ear in self.ears.get_value().into_values() {
            let _ = ear.try_run(heard.clone());
        }
    }

    const fn all(self) -> [RwSignal<u64>; 8] {
        let Self { leads, customers, approvals, notices, visits, imports, settings, mine, ears: _ } = self;
        [leads, customers, approvals, notices, visits, imports, settings, mine]
    }

    fn open(self) {
        let Ok(stream) = EventSource::new("/live") else { return };
        on(&stream, "signal", move |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(told) = text.and_then(|text| serde_json::from_str(&text).ok()) {
                self.hear(&Heard::Change(told));
            }
        });
        on(&stream, "refresh", move |_| self.hear(&Heard::Everything));
        on(&stream, "signed_out", |_| leave());
        let broken = StoredValue::new(false);
        // While the line was down things may have changed.
        on(&stream, "open", move |_| {
            if broken.get_value() {
                broken.set_value(false);
                self.hear(&Heard::Everything);
            }
        });
        let failing = stream.clone();
        on(&stream, "error", move |_| {
            broken.set_value(true);
            // A broken line is tried again by the browser; a refusal is not.
            if failing.ready_state() == EventSource::CLOSED {
                set_timeout(move || self.ask_again(), AGAIN);
            }
        });
        STREAM.set(Some(stream));
    }

    /// The stream was refused: because the session has ended, or because the server is being restarted.
    fn ask_again(self) {
        spawn_local(async move {
            let ended = crate::session_api::who_am_i().await;
            if matches!(ended, Err(crate::AppError(domain::Problem::SignedOut))) {
                leave();
            } else {
                close();
                self.open();
                self.hear(&Heard::Everything);
            }
        });
    }

    fn watch_whether_seen(self) {
        let away = StoredValue::new(None::<TimeoutHandle>);
        let seen = move |_| {
            if let Some(timer) = away.get_value() {
                timer.clear();
                away.set_value(None);
            }
            if document().hidden() {
                away.set_value(set_timeout_with_handle(close, UNSEEN).ok());
            } else if STREAM.with_borrow(Option::is_none) {
                self.open();
                self.hear(&Heard::Everything);
            }
        };
        let seen = Closure::<dyn Fn(JsValue)>::new(seen);
        let _ =
            document().add_event_listener_with_callback("visibilitychange", seen.as_ref().unchecked_ref());
        // It listens as long as the tab is open.
        seen.forget();
    }
}

fn on(stream: &EventSource, name: &str, hear: impl Fn(web_sys::Event) + 'static) {
    let hear = Closure::<dyn Fn(web_sys::Event)>::new(hear);
    let _ = stream.add_event_listener_with_callback(name, hear.as_ref().unchecked_ref());
    // It lives as long as the stream, and the stream about as long as the tab.
    hear.forget();
}

fn close() {
    if let Some(stream) = STREAM.take() {
        stream.close();
    }
}

fn leave() {
    let _ = window().location().set_href("/sign-in");
}

/// Opens the stream of this tab. Called once, by the frame around the pages.
pub fn provide_live() {
    let live = Live::new();
    provide_context(live);
    Effect::new(move || {
        live.open();
        live.watch_whether_seen();
    });
}

/// What changes while the page is open. Take it while a component is made.
#[must_use]
pub fn use_live() -> Live {
    use_context().unwrap_or_else(Live::new)
}
