//! Why an upload was not taken: a problem of the person's, or of the file's.
use crate::http::Refused;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::import::ImportFailure;
use domain::{Lang, Problem};
use messages::{Key, import, text};
use serde_json::json;

/// Why an upload was not taken.
#[derive(Debug)]
pub(crate) enum Trouble {
    Problem(Problem),
    File(ImportFailure),
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<store::Error> for Trouble {
    fn from(error: store::Error) -> Self {
        Self::Problem(error.into_problem())
    }
}

impl From<ImportFailure> for Trouble {
    fn from(failure: ImportFailure) -> Self {
        Self::File(failure)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        store::Error::Internal(format!("an upload can not be kept: {error}")).into()
    }
}

impl Trouble {
    /// As problem+json.
    pub(crate) fn answer(self, lang: Lang) -> Response {
        let failure = match self {
            Self::Problem(problem) => return Refused(problem).into_response(),
            Self::File(failure) => failure,
        };
        let mut body = json!({
            "type": "urn:clew:problem:unreadable_file",
            "title": text(lang, Key::ImportUnreadable),
            "status": StatusCode::UNPROCESSABLE_ENTITY.as_u16(),
            "detail": import::failure(lang, &failure),
        });
        body["failure"] = json!(failure);
        let headers = [
            (header::CONTENT_TYPE, "application/problem+json"),
            (header::CONTENT_LANGUAGE, lang.tag()),
            (header::CACHE_CONTROL, "no-store"),
        ];
        (StatusCode::UNPROCESSABLE_ENTITY, headers, body.to_string()).into_response()
    }

    /// For the address of a page, which finds words for it.
    pub(crate) fn pair(&self) -> (&'static str, String) {
        match self {
            Self::Problem(problem) => ("problem", json!(problem).to_string()),
            Self::File(failure) => ("failure", json!(failure).to_string()),
        }
    }
}
