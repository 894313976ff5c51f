//! Forms of the door: read from a plain page or from a script, answered as each expects.
use crate::http::Refused;
use axum::Json;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{FieldProblem, Problem, query};
use serde::de::DeserializeOwned;
use serde_json::json;

/// A form that was sent, url-encoded.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        match axum::Form::<T>::from_request(request, state).await {
            Ok(axum::Form(form)) => Ok(Self(form)),
            Err(error) if error.status().as_u16() == 422 => {
                Err(Refused(Problem::field("", FieldProblem::Malformed)).into_response())
            }
            Err(error) => Err(error.status().into_response()),
        }
    }
}

/// Where a form leads to, and in which shape its sender wants to hear it.
pub struct Outcome {
    page: &'static str,
    next: String,
    is_script: bool,
}

impl Outcome {
    /// Of a form on a page that leads on to `next`.
    pub fn to(headers: &HeaderMap, page: &'static str, next: &str) -> Self {
        let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let next = if is_local(next) { next } else { "/" };
        Self { page, next: next.to_owned(), is_script: accept.starts_with("application/json") }
    }

    /// It worked.
    pub fn done(self) -> Response {
        if self.is_script {
            Json(json!({"next": self.next})).into_response()
        } else {
            Redirect::to(&self.next).into_response()
        }
    }

    /// It did not: back to the page, which finds words for it.
    pub fn refused(self, problem: Problem) -> Response {
        if self.is_script {
            return Refused(problem).into_response();
        }
        let named = json!(problem);
        let name = named["problem"].as_str().unwrap_or_default().to_owned();
        let mut pairs = vec![("problem", name)];
        match &problem {
            Problem::TooMany { seconds } => pairs.push(("seconds", seconds.to_string())),
            Problem::Broken { id } => pairs.push(("id", id.clone())),
            Problem::Invalid { fields } => pairs.extend(fields.0.first().into_iter().flat_map(|error| {
                let code = json!(error.problem)["code"].as_str().unwrap_or_default().to_owned();
                [("field", error.field.clone()), ("code", code)]
            })),
            _ => {}
        }
        if self.next != "/" {
            pairs.push(("next", self.next));
        }
        let query = query::write(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        Redirect::to(&format!("{}?{query}", self.page)).into_response()
    }
}

/// A path of this site. `//host` and `/\host` would lead to another.
fn is_local(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_nowhere_but_here() {
        for path in ["/leads?q=a", "/"] {
            assert!(is_local(path), "{path}");
        }
        for path in ["", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"] {
            assert!(!is_local(path), "{path}");
        }
    }
}
