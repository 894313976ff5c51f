//! JSON bodies: read strictly, with the wrong field named.
use crate::http::Refused;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{FieldProblem, Problem};
use serde::de::DeserializeOwned;

/// A JSON body.
pub(super) struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let bytes = json(request, state).await?;
        read(&bytes).map(Self).map_err(|problem| Refused(problem).into_response())
    }
}

/// The bytes of a body that says it is JSON.
pub(super) async fn json<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Response> {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)
}

/// Reads a value from JSON.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| named(&error))?;
    json.end().map_err(|_| Problem::field("", FieldProblem::Malformed))?;
    Ok(value)
}

/// The field of a reading error. Of a missing or unknown field only the text of the error tells the name.
fn named(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let path = error.path().to_string();
    // `.` is the whole body, `?` a place that can not be told.
    let path = if matches!(path.as_str(), "." | "?") { "" } else { path.as_str() };
    let text = error.inner().to_string();
    let quoted = text.split('`').nth(1).unwrap_or_default();
    let (field, problem) = if text.starts_with("missing field") {
        (below(path, quoted), FieldProblem::Required)
    } else if text.starts_with("unknown field") {
        // Here the path names the field already.
        (if path.is_empty() { quoted.to_owned() } else { path.to_owned() }, FieldProblem::Unknown)
    } else if text.starts_with("unknown variant") {
        (path.to_owned(), FieldProblem::NotChoosable)
    } else {
        (path.to_owned(), FieldProblem::Malformed)
    };
    Problem::field(&field, problem)
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Order {
        starts_at: domain::Moment,
        #[serde(default)]
        lines: Vec<Line>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Line {
        count: i64,
        scope: domain::Scope,
    }

    fn wrong(json: &str) -> Problem {
        read::<Order>(json.as_bytes()).unwrap_err()
    }

    #[test]
    fn the_wrong_field_is_named() {
        let field = Problem::field;
        assert_eq!(wrong("{}"), field("starts_at", FieldProblem::Required));
        assert_eq!(wrong(r#"{"starts_at":"tomorrow"}"#), field("starts_at", FieldProblem::Malformed));
        assert_eq!(wrong(r#"{"colour":1}"#), field("colour", FieldProblem::Unknown));
        let line = |line: &str| wrong(&format!(r#"{{"starts_at":"2026-11-22T06:00:00Z","lines":[{line}]}}"#));
        assert_eq!(line(r#"{"count":"x"}"#), field("lines[0].count", FieldProblem::Malformed));
        assert_eq!(line(r#"{"count":1}"#), field("lines[0].scope", FieldProblem::Required));
        assert_eq!(
            line(r#"{"count":1,"scope":"galaxy"}"#),
            field("lines[0].scope", FieldProblem::NotChoosable)
        );
        assert_eq!(wrong("not json"), field("", FieldProblem::Malformed));
    }
}
