//! What a page has fetched.
use crate::AppError;
use crate::refused::Refused;
use crate::ui::SkeletonRows;
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
enum Come {
    NotYet,
    Here,
    Refused(AppError),
}

/// Draws what a resource brings. Later answers flow into the same view: nothing half typed is lost, and the
/// focus stays where it is.
pub fn loaded<T, V>(
    from: Resource<Result<T, AppError>>,
    draw: impl Fn(Signal<T>) -> V + Send + Sync + Copy + 'static,
) -> impl IntoView
where
    T: Clone + Default + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let inside = move || {
        let come = Memo::new(move |_| {
            from.with(|answer| match answer {
                None => Come::NotYet,
                Some(Ok(_)) => Come::Here,
                Some(Err(error)) => Come::Refused(error.clone()),
            })
        });
        let latest = Memo::new(move |_| from.get().and_then(Result::ok).unwrap_or_default());
        move || match come.get() {
            Come::NotYet => ().into_any(),
            Come::Here => draw(latest.into()).into_any(),
            Come::Refused(error) => view! { <Refused error=error /> }.into_any(),
        }
    };
    awaited(from, inside)
}

/// Draws a view once the first answer of a resource is there, and never again.
///
/// Views over resources are made here and nowhere else. While the server writes a page, a memo of a resource
/// may be asked before the resource has told it of its answer; and a closure is called more than once, so
/// what it makes is made more than once. Made after the wait, and once, the page of the server and that of
/// the browser are the same.
pub fn awaited<T, V>(from: Resource<T>, draw: impl FnOnce() -> V + Send + 'static) -> impl IntoView
where
    T: Send + Sync + 'static,
    V: IntoView + 'static,
{
    let inside = move || {
        Suspend::new(async move {
            from.ready().await;
            draw().into_any()
        })
    };
    // Not followed: later answers are the business of what is drawn, not of what stands around it.
    view! { <Transition fallback=|| view! { <SkeletonRows /> }>{untrack(inside)}</Transition> }
}
