//! Passwords: argon2id, off the threads that serve requests.
use crate::{Error, Result};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use domain::{FieldProblem, Problem};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// The fewest characters of a password (NIST SP 800-63B asks for eight or more).
const MIN: usize = 8;
/// The most: longer ones only cost time.
const MAX: usize = 200;

/// Checked when the name is nobody's, so that the answer takes as long as for somebody's.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hashed("nobody's password").ok());

fn hashed(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Error::Internal(format!("argon2: {error}")))
}

fn fits(password: &str, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

/// A hash takes 19 MiB and a processor for a while: however many sign in at once, only so many are made at a time.
static TURNS: Semaphore = Semaphore::const_new(8);

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _turn = TURNS.acquire().await.map_err(|error| Error::Internal(error.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))
}

/// The hash to keep.
pub(crate) async fn hash(password: String) -> Result<String> {
    aside(move || hashed(&password)).await?
}

/// Whether a password fits. Takes as long when there is no hash to fit.
pub(crate) async fn check(password: String, hash: Option<String>) -> Result<bool> {
    aside(move || match hash {
        Some(hash) => fits(&password, &hash),
        None => {
            let _ = NOBODY.as_deref().map(|hash| fits(&password, hash));
            false
        }
    })
    .await
}

/// Whether a new password is good enough; `known` are words that belong to the person.
///
/// # Errors
/// [`Problem::Invalid`] on the field when it is too short, too long, or easily guessed.
pub(crate) fn judge(field: &str, password: &str, known: &[&str]) -> Result<(), Problem> {
    let length = password.chars().count();
    if length < MIN {
        return Err(Problem::field(field, FieldProblem::TooShort { min: MIN }));
    }
    if length > MAX {
        return Err(Problem::field(field, FieldProblem::TooLong { max: MAX }));
    }
    if zxcvbn::zxcvbn(password, known).score() < zxcvbn::Score::Three {
        return Err(Problem::field(field, FieldProblem::TooWeak));
    }
    Ok(())
}
