//! Problems as `application/problem+json` (RFC 9457), in the reader's language.
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::twin::Twin;
use domain::{FieldErrors, Lang, Problem};
use messages::{Key, problem as words, text};
use serde_json::{Value, json};
use std::sync::{Arc, OnceLock};

/// What a handler answers when it does not do what was asked.
#[derive(Debug)]
pub struct Refused(pub Problem);

/// A problem on its way out; [`render_problems`] finds words for it.
#[derive(Debug, Clone)]
struct Pending(Problem);

/// The language of the person, once known; for the words of problems.
#[derive(Debug, Clone, Default)]
pub struct Told(Arc<OnceLock<Lang>>);

impl Told {
    /// Notes the language.
    pub fn set(&self, lang: Lang) {
        // Asked for twice in one request, it is the same person.
        let _ = self.0.set(lang);
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self(error.into_problem())
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Pending(self.0));
        response
    }
}

/// Writes the problems that handlers left, and the refusals of the layers below them, as problem+json.
pub async fn render_problems(mut request: Request, next: Next) -> Response {
    let asked = asked_language(request.headers());
    let told = Told::default();
    request.extensions_mut().insert(told.clone());
    let mut response = next.run(request).await;
    let lang = asked.or_else(|| told.0.get().copied()).unwrap_or_default();
    if let Some(Pending(problem)) = response.extensions_mut().remove::<Pending>() {
        return written(&problem, lang);
    }
    match plain(response.status()) {
        // A layer's own refusal is a bare status, or a sentence in nobody's language.
        Some((name, title)) if !speaks_for_itself(&response) => {
            let headers = response.headers().get(header::ALLOW).cloned();
            let body =
                json!({"type": kind(name), "title": text(lang, title), "status": response.status().as_u16()});
            let mut written = answer(response.status(), &body, lang);
            if let Some(allow) = headers {
                written.headers_mut().insert(header::ALLOW, allow);
            }
            written
        }
        _ => response,
    }
}

fn asked_language(headers: &HeaderMap) -> Option<Lang> {
    let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    header.split(',').filter_map(|part| part.split(';').next()).find_map(|tag| Lang::from_tag(tag.trim()))
}

fn speaks_for_itself(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.contains("json") || kind.starts_with("text/html"))
}

fn kind(name: &str) -> String {
    format!("urn:clew:problem:{name}")
}

/// Refusals that are no [`Problem`]: they concern the request as such.
fn plain(status: StatusCode) -> Option<(&'static str, Key)> {
    Some(match status {
        StatusCode::BAD_REQUEST => ("bad_request", Key::ProblemBadRequest),
        StatusCode::FORBIDDEN => ("cross_origin", Key::ProblemCrossOrigin),
        StatusCode::NOT_FOUND => ("not_found", Key::ProblemNotFound),
        StatusCode::METHOD_NOT_ALLOWED => ("method_not_allowed", Key::ProblemMethodNotAllowed),
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => ("timeout", Key::ProblemTimeout),
        StatusCode::PAYLOAD_TOO_LARGE => ("too_large", Key::ProblemTooLarge),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("unsupported_media_type", Key::ProblemMediaType),
        _ => return None,
    })
}

fn name_and_title(problem: &Problem) -> (&'static str, Key) {
    match problem {
        Problem::SignedOut => ("signed_out", Key::ProblemSignedOut),
        Problem::WrongPassword => ("wrong_password", Key::ProblemWrongPassword),
        Problem::Forbidden { .. } => ("forbidden", Key::ProblemForbidden),
        Problem::NotFound => ("not_found", Key::ProblemNotFound),
        Problem::Invalid { .. } => ("invalid", Key::ProblemInvalid),
        Problem::Conflict { .. } => ("conflict", Key::ProblemConflict),
        Problem::TooLate => ("too_late", Key::ProblemTooLate),
        Problem::Decided { .. } => ("decided", Key::ProblemDecided),
        Problem::WrongState => ("wrong_state", Key::ProblemWrongState),
        Problem::InUse => ("in_use", Key::ProblemInUse),
        Problem::Duplicate { .. } => ("duplicate", Key::ProblemDuplicate),
        Problem::TooMany { .. } => ("too_many", Key::ProblemTooMany),
        Problem::Broken { .. } => ("broken", Key::ProblemBroken),
    }
}

fn written(problem: &Problem, lang: Lang) -> Response {
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = answer(status, &body(problem, lang), lang);
    let headers = response.headers_mut();
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"clew\""));
    }
    if let Problem::TooMany { seconds } = problem {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

fn body(problem: &Problem, lang: Lang) -> Value {
    let (name, title) = name_and_title(problem);
    let mut body = json!({
        "type": kind(name),
        "title": text(lang, title),
        "status": problem.status(),
        "detail": words::sentence(lang, problem),
    });
    match problem {
        Problem::Invalid { fields } => body["fields"] = told(fields, lang),
        Problem::Conflict { conflicts, version } => {
            body["conflicts"] = json!(conflicts);
            body["version"] = json!(version);
        }
        Problem::Duplicate { found } => body["found"] = twins(found, lang),
        Problem::Decided { state, by } => {
            body["state"] = json!(state);
            body["by"] = json!(by);
        }
        Problem::Forbidden { permission } => body["permission"] = json!(permission),
        Problem::TooMany { seconds } => body["seconds"] = json!(seconds),
        Problem::Broken { id } => body["id"] = json!(id),
        _ => {}
    }
    body
}

/// Each wrong field with its code, what the code needs (`max`, `min`), and the words for it.
fn told(fields: &FieldErrors, lang: Lang) -> Value {
    let told = fields.0.iter().map(|error| {
        let mut told = json!(error);
        told["message"] = json!(words::field(lang, &error.problem));
        told
    });
    told.collect()
}

/// Each customer that is there already, and the words for it.
fn twins(found: &[Twin], lang: Lang) -> Value {
    let told = found.iter().map(|twin| {
        let mut told = json!(twin);
        told["message"] = json!(words::twin(lang, twin));
        told
    });
    told.collect()
}

fn answer(status: StatusCode, body: &Value, lang: Lang) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json")),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag())),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, Body::from(body.to_string())).into_response()
}
