//! What a person can be told when something does not work. Causes go to the log, not here.
use crate::Permission;
use crate::approval::ApprovalState;
use crate::twin::Twin;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a request was not done. Closed: whoever shows it must have words for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// 401. Nobody is signed in, or the session has ended.
    SignedOut,
    /// 401. Name and password do not fit; also for a name nobody has, and for disabled people.
    WrongPassword,
    /// 403. The viewer lacks a permission. Never said of a row: rows are not found.
    Forbidden {
        /// What is lacking.
        permission: Permission,
    },
    /// 404. Also the answer for things you may not see: we do not reveal that they exist.
    NotFound,
    /// 422. Values that can not be taken, each with its field.
    Invalid {
        /// One entry for each wrong field.
        fields: FieldErrors,
    },
    /// 409. Someone else has changed the same fields since they were read.
    Conflict {
        /// The fields both changed.
        conflicts: Vec<FieldConflict>,
        /// The version that stands now.
        version: i64,
    },
    /// 409. Someone was quicker; nothing was changed.
    TooLate,
    /// 409. Somebody was quicker to decide on a request, or it fell away; nothing was changed.
    Decided {
        /// What became of it.
        state: ApprovalState,
        /// The name of who did it; nobody when it fell away by itself.
        by: Option<String>,
    },
    /// 409. The verb does not fit the state the row is in now.
    WrongState,
    /// 409. In use; retire or merge it instead.
    InUse,
    /// 409. Customers are there that may be the same; when none of them blocks, it is entered once confirmed.
    Duplicate {
        /// Each customer and field.
        found: Vec<Twin>,
    },
    /// 429. Too many tries.
    TooMany {
        /// Try again after so many seconds.
        seconds: i64,
    },
    /// 500. Our fault. The number finds the cause in the log.
    Broken {
        /// What to tell the administrator.
        id: String,
    },
}

impl Problem {
    /// The HTTP status code.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignedOut | Self::WrongPassword => 401,
            Self::Forbidden { .. } => 403,
            Self::NotFound => 404,
            Self::Invalid { .. } => 422,
            Self::Conflict { .. }
            | Self::TooLate
            | Self::Decided { .. }
            | Self::WrongState
            | Self::InUse
            | Self::Duplicate { .. } => 409,
            Self::TooMany { .. } => 429,
            Self::Broken { .. } => 500,
        }
    }

    /// One wrong field.
    #[must_use]
    pub fn field(field: &str, problem: FieldProblem) -> Self {
        Self::Invalid { fields: FieldErrors::one(field, problem) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Problem {}

/// A field that two people changed to different values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldConflict {
    /// The field's key.
    pub field: String,
    /// What the field held when the form was opened.
    pub base: String,
    /// What the other person wrote.
    pub theirs: String,
    /// What this person wants.
    pub mine: String,
}

/// Wrong fields with the reason for each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(pub Vec<FieldError>);

/// A wrong field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's key.
    pub field: String,
    /// What is wrong with it.
    #[serde(flatten)]
    pub problem: FieldProblem,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum FieldProblem {
    /// Nothing was given.
    Required,
    /// More than `max` characters.
    TooLong {
        /// Characters allowed.
        max: usize,
    },
    /// Fewer than `min` characters.
    TooShort {
        /// Characters needed.
        min: usize,
    },
    /// Someone has it already.
    Taken,
    /// Not of the form the field needs: an e-mail address, a number, a time.
    Malformed,
    /// No such value to choose, or it is retired.
    NotChoosable,
    /// Easily guessed.
    TooWeak,
    /// The present password was not right.
    WrongPassword,
    /// The two entries differ.
    Differs,
    /// A time that should lie ahead lies in the past.
    InThePast,
    /// A field nobody knows.
    Unknown,
    /// It would make a circle in the tree.
    Circle,
    /// The person has as many as a person may have.
    Full,
    /// It is not changed here: somebody has to approve of it.
    NeedsApproval,
    /// It is asked for already, and nobody has decided yet.
    Pending,
    /// There are as many as there may be.
    Enough {
        /// How many.
        max: usize,
    },
    /// Some rows have the same there.
    Twins {
        /// What they have: a few examples.
        values: String,
    },
    /// A file of more than `max` megabytes.
    TooLarge {
        /// Megabytes allowed.
        max: u64,
    },
    /// A file with nothing in it.
    Empty,
}

impl FieldErrors {
    /// One wrong field.
    #[must_use]
    pub fn one(field: &str, problem: FieldProblem) -> Self {
        Self(vec![FieldError { field: field.to_owned(), problem }])
    }

    /// Notes another.
    pub fn add(&mut self, field: &str, problem: FieldProblem) {
        self.0.push(FieldError { field: field.to_owned(), problem });
    }

    /// Nothing is wrong, or all that is.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when a field was noted.
    pub fn into_result(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::Invalid { fields: self }) }
    }

    /// What is wrong with one field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&FieldProblem> {
        self.0.iter().find(|error| error.field == field).map(|error| &error.problem)
    }
}
