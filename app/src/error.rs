//! What a server function answers when it does not do what was asked.
use domain::error::FieldError;
use domain::{FieldErrors, FieldProblem, Problem};
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A [`Problem`] on its way to the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AppError(pub Problem);

/// The id of a [`Problem::Broken`] that was found in the browser: no answer came.
const OFFLINE: &str = "offline";

impl AppError {
    /// No answer, or one that is not ours.
    #[must_use]
    pub fn offline() -> Self {
        Self(Problem::Broken { id: OFFLINE.to_owned() })
    }

    /// Whether trying again later may help.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        matches!(&self.0, Problem::Broken { id } if id == OFFLINE)
    }

    /// The wrong fields, for the form that sent them.
    #[must_use]
    pub fn fields(&self) -> FieldErrors {
        match &self.0 {
            Problem::Invalid { fields } => fields.clone(),
            Problem::Duplicate { found } => {
                let blocks = found.iter().filter(|twin| twin.blocks);
                let taken = |twin: &domain::twin::Twin| FieldError {
                    field: twin.field.clone(),
                    problem: FieldProblem::Taken,
                };
                FieldErrors(blocks.map(taken).collect())
            }
            _ => FieldErrors::default(),
        }
    }
}

impl From<Problem> for AppError {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) => Self(Problem::field("", FieldProblem::Malformed)),
            ServerFnErrorErr::MissingArg(name) => Self(Problem::field(&name, FieldProblem::Required)),
            // An answer that can not be read comes from something between us, such as a proxy.
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) => Self::offline(),
            _ => Self(Problem::Broken { id: String::new() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_reaches_the_browser_as_it_was() {
        let sent = AppError(Problem::field("mobile", FieldProblem::TooLong { max: 40 }));
        assert_eq!(AppError::de(sent.ser()), sent);
    }

    #[test]
    fn the_page_of_a_proxy_is_no_answer() {
        assert!(AppError::de("<html>502 Bad Gateway</html>".into()).is_offline());
    }
}
