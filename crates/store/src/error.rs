//! What can go wrong in the store.
use domain::{FieldProblem, Problem};

/// The outcome of a verb.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something a person can be told.
    #[error("{0}")]
    Problem(#[from] Problem),
    /// The database failed; the cause goes to the log.
    #[error("database: {0}")]
    Database(sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A value kept as JSON could not be written or read.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// Anything else that is our fault.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// What a person can be told. Causes that are nobody's business are logged under an id.
    #[must_use]
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Problem(problem) => problem,
            cause => {
                let id = format!("{:08x}", rand::random::<u32>());
                tracing::error!(%id, %cause, "request failed");
                Problem::Broken { id }
            }
        }
    }

    /// The unique constraint that refused a statement, if one did: its name on PostgreSQL, its columns
    /// as `table.column` on SQLite.
    fn taken(&self) -> Option<String> {
        let Self::Database(sqlx::Error::Database(error)) = self else { return None };
        if !error.is_unique_violation() {
            return None;
        }
        Some(error.constraint().map_or_else(|| error.message().to_owned(), str::to_owned))
    }

    pub(crate) fn is_taken(&self) -> bool {
        self.taken().is_some()
    }
}

/// A row that has what another has, in an added field that tells rows apart, is a wrong field, whoever writes it.
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let error = Self::Database(error);
        match error.taken().and_then(|constraint| crate::shape::refused(&constraint)) {
            Some(field) => Problem::field(field.key(), FieldProblem::Taken).into(),
            None => error,
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        error.into_problem()
    }
}

/// Turns a refused unique constraint into a field a person can mend.
pub(crate) trait OrIfTaken<T> {
    /// A unique constraint of the statement stands for this field.
    fn or_if_taken(self, field: &str) -> Result<T>;
}

impl<T> OrIfTaken<T> for Result<T> {
    fn or_if_taken(self, field: &str) -> Self {
        self.map_err(
            |error| {
                if error.is_taken() { Problem::field(field, FieldProblem::Taken).into() } else { error }
            },
        )
    }
}
