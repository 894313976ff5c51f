//! Telling a story, in a house that is pulled down afterwards.
use crate::{House, Kind};
use futures::FutureExt;
use std::future::Future;
use std::panic::{AssertUnwindSafe, resume_unwind};

/// Makes two tests of each story: `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($house:ident: $kind:ty) $story:block)+) => {$(
        $(#[$meta])*
        #[cfg(test)]
        mod $name {
            use super::*;

            async fn story($house: $kind) $story

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $crate::tell($crate::Kind::Sqlite, story).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                $crate::tell($crate::Kind::Postgres, story).await;
            }
        }
    )+};
}

/// Tells a story in a house of its own.
///
/// # Panics
/// When the story does, or when there is no PostgreSQL and nobody said that it may be missing.
pub async fn tell<F: Future<Output = ()>>(kind: Kind, story: impl FnOnce(House) -> F) {
    let Some(house) = House::build(kind).await else { return };
    let outcome = AssertUnwindSafe(story(house.clone())).catch_unwind().await;
    house.pull_down().await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}
