//! The HTTP side: what every request passes through, and what is neither page nor REST API.
mod client;
pub mod door;
mod edge;
mod health;
mod live;
mod problem;
mod viewer;

pub use client::Client;
pub(crate) use edge::AsItIs;
pub use problem::{Refused, Told, render_problems};
pub use viewer::{Caller, SignedIn};

use crate::Settings;
use crate::files::Files;
use axum::Router;
use std::sync::Arc;
use store::Store;
use tokio_util::sync::CancellationToken;

/// What handlers work with.
#[derive(Clone)]
pub struct Site {
    /// The rows.
    pub store: Store,
    /// The settings.
    pub settings: Arc<Settings>,
    /// The bytes of files that are kept with rows.
    pub files: Files,
    /// Cancelled when the server is told to end, so that what would go on for ever ends too.
    pub closing: CancellationToken,
}

impl Site {
    /// For an open store.
    #[must_use]
    pub fn new(store: Store, settings: Arc<Settings>) -> Self {
        let files = Files::of(&settings);
        Self { store, settings, files, closing: CancellationToken::new() }
    }
}

/// Everything the server answers.
pub fn router(site: Site) -> Router {
    let routes = Router::new()
        .merge(health::router())
        .merge(door::router())
        .merge(live::router())
        .merge(crate::api::router())
        .merge(crate::imports::router())
        .merge(crate::files::router())
        .merge(crate::web::router());
    edge::around(routes, &site).with_state(site)
}
