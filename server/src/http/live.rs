//! What changed, told to open pages as it happens: one stream of events for each tab.
use super::problem::Refused;
use super::viewer::SignedIn;
use crate::Site;
use axum::Router;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use domain::live::Signal;
use domain::{PersonId, Problem};
use futures::Stream;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use store::{Desk, Store};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Interval, interval_at};
use tokio_util::sync::CancellationToken;

/// A proxy closes what has been silent for a minute or so.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// A session can end without a word: by age, or on another server while the line between was down.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

pub(super) fn router() -> Router<Site> {
    Router::new().route("/live", get(live))
}

async fn live(
    State(site): State<Site>,
    signed_in: SignedIn,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refused> {
    let line = Line {
        signals: site.store.live().listen(),
        look: interval_at(Instant::now() + LOOK_AGAIN, LOOK_AGAIN),
        closing: site.closing.clone(),
        store: site.store,
        desk: signed_in.desk,
        token: signed_in.token,
        ended: false,
    };
    let events = futures::stream::unfold(line, |mut line| async move {
        let event = line.next().await?;
        Some((Ok(event), line))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

/// One tab's line.
struct Line {
    signals: Receiver<Arc<Signal>>,
    look: Interval,
    closing: CancellationToken,
    store: Store,
    desk: Desk,
    token: String,
    ended: bool,
}

impl Line {
    /// The next event for this viewer; `None` closes the line.
    async fn next(&mut self) -> Option<Event> {
        while !self.ended {
            let heard = tokio::select! {
                () = self.closing.cancelled() => return None,
                heard = self.signals.recv() => heard,
                _ = self.look.tick() => {
                    if self.session_has_ended().await {
                        return Some(self.end());
                    }
                    self.renewed().await;
                    continue;
                }
            };
            match heard {
                Ok(signal) => {
                    if let Some(event) = self.told(&signal).await {
                        return Some(event);
                    }
                }
                Err(RecvError::Lagged(_)) => return Some(Event::default().event("refresh").data("")),
                Err(RecvError::Closed) => return None,
            }
        }
        None
    }

    fn end(&mut self) -> Event {
        self.ended = true;
        Event::default().event("signed_out").data("")
    }

    /// The event of a signal, if it concerns this viewer.
    async fn told(&mut self, signal: &Signal) -> Option<Event> {
        let me = self.desk.viewer().person();
        let concerned = match signal {
            Signal::Leads { ids, owners } => return leads(ids, owners, self.seen(owners).await),
            Signal::Customers { ids, owners, shared } => {
                let shared = shared.contains(&me).then_some(me);
                let seen = or_none(self.desk.customer_owners_seen(owners).await);
                return customers(ids, owners, seen, shared);
            }
            Signal::Approvals { people } => {
                return people
                    .contains(&me)
                    .then(|| event(&Signal::Approvals { people: vec![me] }))
                    .flatten();
            }
            Signal::Notices { people } => {
                return people.contains(&me).then(|| event(&Signal::Notices { people: vec![me] })).flatten();
            }
            Signal::Visits { people } => {
                let people: Vec<_> = people.iter().copied().map(Some).collect();
                let people: Vec<_> = self.seen(&people).await.into_iter().flatten().collect();
                return (!people.is_empty()).then(|| event(&Signal::Visits { people })).flatten();
            }
            Signal::Import { person, .. } | Signal::Mine { person } => *person == me,
            Signal::Settings => self.renewed().await,
            Signal::SignedOut { people } => {
                return (people.contains(&me) && self.session_has_ended().await).then(|| self.end());
            }
        };
        concerned.then(|| event(signal)).flatten()
    }

    /// Of these owners those whose leads this viewer sees.
    async fn seen(&self, owners: &[Option<PersonId>]) -> Vec<Option<PersonId>> {
        or_none(self.desk.owners_seen(owners).await)
    }

    /// Roles may have changed: what the viewer may see is asked for anew.
    async fn renewed(&mut self) -> bool {
        if let Ok(viewer) = self.store.viewer_of_session(&self.token).await {
            self.desk = self.store.desk(&viewer);
        }
        true
    }

    /// Whether the session is gone. A database that does not answer has ended nothing.
    async fn session_has_ended(&self) -> bool {
        let viewer = self.store.viewer_of_session(&self.token).await;
        matches!(viewer, Err(store::Error::Problem(Problem::SignedOut)))
    }
}

/// A database that does not answer lets nobody see anything.
fn or_none(seen: store::Result<Vec<Option<PersonId>>>) -> Vec<Option<PersonId>> {
    seen.unwrap_or_else(|error| {
        tracing::warn!(%error, "whether a signal concerns a viewer could not be told");
        Vec::new()
    })
}

fn event(signal: &Signal) -> Option<Event> {
    Event::default().event("signal").json_data(signal).ok()
}

/// Whoever does not see all the owners does not hear which leads they were: their page fetches its list anew.
fn leads(ids: &[i64], owners: &[Option<PersonId>], seen: Vec<Option<PersonId>>) -> Option<Event> {
    let ids = if seen.len() == owners.len() { ids.to_vec() } else { Vec::new() };
    (!seen.is_empty()).then(|| event(&Signal::Leads { ids, owners: seen })).flatten()
}

/// As of leads; and one with whom a customer is shared hears which it was when it was the only one.
fn customers(
    ids: &[i64],
    owners: &[Option<PersonId>],
    seen: Vec<Option<PersonId>>,
    shared: Option<PersonId>,
) -> Option<Event> {
    let all = seen.len() == owners.len() || (shared.is_some() && ids.len() == 1);
    let ids = if all { ids.to_vec() } else { Vec::new() };
    let concerned = !seen.is_empty() || shared.is_some();
    let signal = Signal::Customers { ids, owners: seen, shared: shared.into_iter().collect() };
    concerned.then(|| event(&signal)).flatten()
}
