//! Imports: files come in, are looked into, and are worked through while their people do something else.
mod errors_file;
mod folder;
mod forms;
mod look;
mod reading;
mod trouble;
mod upload;
mod worker;

pub use folder::Folder;
pub use look::{Wish, look};
pub use reading::reading;
pub use worker::{Worker, start, take_back, work_through};

pub(crate) use errors_file::answer as errors;
pub(crate) use forms::{end, read_otherwise, remove};
pub(crate) use upload::{SILENCE, take};

use crate::Site;
use axum::Router;
use axum::extract::Request;
use axum::http::Method;

/// Whether a request brings a file, which takes its time.
pub(crate) fn takes_files(request: &Request) -> bool {
    request.method() == Method::POST && ["/import/upload", "/api/v1/imports"].contains(&request.uri().path())
}

/// Plain forms, and the file of rows that were not taken.
pub(crate) fn router() -> Router<Site> {
    Router::new().merge(upload::router()).merge(forms::router()).merge(errors_file::router())
}
