//! What the strip above a list is made from, kept true while the page is open.
use crate::AppError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::time::Duration;

/// Changes come in bursts.
const SOON: Duration = Duration::from_millis(150);

/// Fetches it again, soon, whenever `when` moves.
pub fn kept_true<T, K, F>(
    first: T,
    when: impl Fn() -> K + Send + Sync + 'static,
    fetch: impl Fn() -> F + Copy + 'static,
) -> RwSignal<T>
where
    T: Send + Sync + 'static,
    K: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + 'static,
{
    let known = RwSignal::new(first);
    let mut soon = leptos::leptos_dom::helpers::debounce(SOON, move |()| {
        spawn_local(async move {
            if let Ok(fresh) = fetch().await {
                known.try_set(fresh);
            }
        });
    });
    Effect::watch(when, move |_, _, _| soon(()), false);
    known
}
