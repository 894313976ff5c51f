//! Why a command ended, and with which code. The codes stand in `clew --help`.
use super::lang;
use crate::settings;
use domain::Problem;
use messages::{Key, fill, problem, text};
use std::process::ExitCode;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// 3. The settings can not be used.
    #[error("{0}")]
    Settings(#[from] settings::Error),
    /// 4. The database could not be opened.
    #[error("{0}")]
    Closed(store::Error),
    /// 5. Something in what was asked can not be done.
    #[error("{0}")]
    Refused(#[from] Problem),
    /// 5. A flag asks for what can not be had; the flag, and why with the cure.
    #[error("{0}: {1}")]
    Flag(&'static str, String),
    /// 6. The check found something.
    #[error("{0} findings")]
    Found(usize),
    /// 7. Rows of a file were not imported.
    #[error("{0} rows")]
    Rows(i64),
    /// 1. Anything else.
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// The exit code.
    #[must_use]
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Other(_) => 1,
            // 2 is the command line's own: words it does not understand.
            Self::Settings(_) => 3,
            Self::Closed(_) => 4,
            Self::Refused(_) | Self::Flag(..) => 5,
            Self::Found(_) => 6,
            Self::Rows(_) => 7,
        })
    }

    /// Tells the person at the terminal.
    pub fn tell(&self) {
        let lang = lang();
        let told = match self {
            Self::Settings(error) => fill(lang, Key::CliFailedSettings, &[("cause", error)]),
            Self::Closed(error) => fill(lang, Key::CliFailedDatabase, &[("cause", error)]),
            Self::Found(_) => text(lang, Key::CliFailedCheck).to_owned(),
            Self::Rows(rows) => fill(lang, Key::ImportCliRows, &[("n", rows)]),
            Self::Other(cause) => fill(lang, Key::CliFailed, &[("cause", cause)]),
            Self::Flag(flag, cause) => fill(lang, Key::CliFailedFlag, &[("flag", flag), ("cause", cause)]),
            Self::Refused(refused) => told(refused),
        };
        eprintln!("{told}");
    }
}

fn told(refused: &Problem) -> String {
    let lang = lang();
    let mut lines = vec![problem::sentence(lang, refused)];
    if let Problem::Invalid { fields } = refused {
        lines.extend(
            fields
                .0
                .iter()
                .map(|error| format!("  {}: {}", error.field, problem::field(lang, &error.problem))),
        );
    }
    lines.join("\n")
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Problem(problem) => Self::Refused(problem),
            other => Self::Other(other.to_string()),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Other(error.to_string())
    }
}
