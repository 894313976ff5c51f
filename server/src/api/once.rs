//! Creates. With an `Idempotency-Key` they are done once, however often they are sent.
use super::body::{json, read};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{FieldProblem, Moment, Problem};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::time::Duration;
use store::{Desk, Once};

const KEY: &str = "Idempotency-Key";
const KEY_MAX: usize = 200;
/// The second of two that come at once waits for the first: 10 ms, 20 ms, … 2.5 s, some five seconds in all.
const WAITS: u32 = 9;

/// The body of a create, with its key if it has one.
pub(super) struct Creation<T> {
    body: T,
    key: Option<Key>,
}

/// A key, and the request it was sent with.
pub(super) struct Key {
    key: String,
    /// A fingerprint of the request.
    request: String,
}

/// What a key says of its request.
enum Known {
    /// It is ours to do, since this moment.
    Fresh(Moment),
    /// It is done.
    Answered(Answer),
}

/// A key as it was sent.
pub(super) struct SentKey(String);

/// A create that takes no key: what it answers must not be kept.
pub(super) struct NoKey;

/// What a create answers.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    location: Option<String>,
    body: Value,
}

impl Answer {
    /// A thing that was made, and where it can be found.
    pub(super) fn of(body: &impl Serialize, location: Option<String>) -> Result<Self, Refused> {
        let body = serde_json::to_value(body).map_err(|error| Refused::from(store::Error::from(error)))?;
        Ok(Self { location, body })
    }

    /// As the first answer, or as one given again.
    pub(super) fn into_response(self, again: bool) -> Response {
        let mut headers = HeaderMap::new();
        if let Some(Ok(location)) = self.location.map(HeaderValue::try_from) {
            headers.insert(header::LOCATION, location);
        }
        if again {
            headers.insert(HeaderName::from_static("idempotency-replayed"), HeaderValue::from_static("true"));
        }
        (StatusCode::CREATED, headers, Json(self.body)).into_response()
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Creation<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let key = key(request.headers()).map_err(|problem| Refused(problem).into_response())?;
        let path = request.uri().path().to_owned();
        let bytes = json(request, state).await?;
        let body = read(&bytes).map_err(|problem| Refused(problem).into_response())?;
        // The same for the same request, however its JSON is laid out.
        let said = serde_json::from_slice::<Value>(&bytes).unwrap_or_default().to_string();
        Ok(Self { body, key: key.map(|key| key.with(&path, &said)) })
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for SentKey {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Refused> {
        Ok(key(&parts.headers)?)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for NoKey {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        match parts.headers.contains_key(KEY) {
            // Taken no notice of, it would promise what is not done.
            true => Err(Problem::field(KEY, FieldProblem::Unknown).into()),
            false => Ok(Self),
        }
    }
}

impl SentKey {
    /// With where the request went and what it said.
    pub(super) fn with(self, path: &str, said: &str) -> Key {
        let request = hex(&Sha256::digest(format!("{path}\n{said}").as_bytes()));
        Key { key: self.0, request }
    }
}

/// Bytes as text.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn key(headers: &HeaderMap) -> Result<Option<SentKey>, Problem> {
    let Some(value) = headers.get(KEY) else { return Ok(None) };
    let key = value.to_str().unwrap_or_default();
    if key.is_empty() || key.len() > KEY_MAX {
        return Err(Problem::field(KEY, FieldProblem::Malformed));
    }
    Ok(Some(SentKey(key.to_owned())))
}

impl<T: Send + 'static> Creation<T> {
    /// Does the work, unless its key says that it is done.
    pub(super) async fn make<F, W>(self, caller: Caller, work: W) -> Result<Response, Refused>
    where
        W: FnOnce(Desk, T) -> F + Send + 'static,
        F: Future<Output = Result<Answer, Refused>> + Send + 'static,
    {
        let desk = caller.0;
        let Some(key) = self.key else {
            return Ok(work(desk, self.body).await?.into_response(false));
        };
        let body = self.body;
        key.once(desk, |desk| work(desk, body)).await
    }
}

impl Key {
    /// Does the work, unless this key says that it is done.
    pub(super) async fn once<F>(
        self,
        desk: Desk,
        work: impl FnOnce(Desk) -> F + Send + 'static,
    ) -> Result<Response, Refused>
    where
        F: Future<Output = Result<Answer, Refused>> + Send + 'static,
    {
        let since = match self.take(&desk).await? {
            Known::Answered(answer) => return Ok(answer.into_response(true)),
            Known::Fresh(since) => since,
        };
        // On a task of its own: whoever sent it may hang up between the work and the note that it is done.
        let task = tokio::spawn(async move {
            let answer = work(desk.clone()).await;
            self.noted(&desk, since, answer).await
        });
        let answer = task.await.map_err(|error| Refused::from(store::Error::Internal(error.to_string())))?;
        Ok(answer?.into_response(false))
    }

    /// Takes the key, unless its work is done already.
    async fn take(&self, desk: &Desk) -> Result<Known, Refused> {
        for wait in 0..=WAITS {
            match desk.once(&self.key, &self.request).await? {
                Once::Fresh(since) => return Ok(Known::Fresh(since)),
                Once::Answered(answer) => {
                    return Ok(Known::Answered(serde_json::from_str(&answer).map_err(store::Error::from)?));
                }
                Once::Different => return Err(Problem::field(KEY, FieldProblem::Differs).into()),
                Once::Busy => tokio::time::sleep(Duration::from_millis(10 << wait)).await,
            }
        }
        Err(Problem::TooLate.into())
    }

    /// Keeps the answer for the next time, or gives the key free for a better try.
    async fn noted(
        &self,
        desk: &Desk,
        since: Moment,
        answer: Result<Answer, Refused>,
    ) -> Result<Answer, Refused> {
        match answer {
            Ok(answer) => {
                let text = serde_json::to_string(&answer).map_err(store::Error::from)?;
                desk.answered(&self.key, since, &text).await?;
                Ok(answer)
            }
            Err(refused) => {
                desk.not_done(&self.key, since).await?;
                Err(refused)
            }
        }
    }

    /// Of work that is done before its key is asked for, because only then it is known what was sent: whether
    /// this is the first time, and the answer that counts.
    pub(super) async fn settle(&self, desk: &Desk, answer: Answer) -> Result<(bool, Answer), Refused> {
        match self.take(desk).await? {
            Known::Answered(before) => Ok((false, before)),
            Known::Fresh(since) => Ok((true, self.noted(desk, since, Ok(answer)).await?)),
        }
    }
}
