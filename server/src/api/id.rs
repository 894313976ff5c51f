//! Ids in paths. What is no number names nothing.
use crate::http::Refused;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use domain::Problem;

/// The id in a path.
pub(super) struct Id<T>(pub T);

/// The two ids in a path.
pub(super) struct Ids<A, B>(pub A, pub B);

impl<T: From<i64>, S: Send + Sync> FromRequestParts<S> for Id<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        let path = Path::<i64>::from_request_parts(parts, state).await;
        path.map(|Path(id)| Self(T::from(id))).map_err(|_| Problem::NotFound.into())
    }
}

impl<A: From<i64>, B: From<i64>, S: Send + Sync> FromRequestParts<S> for Ids<A, B> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        let path = Path::<(i64, i64)>::from_request_parts(parts, state).await;
        path.map(|Path((one, other))| Self(one.into(), other.into())).map_err(|_| Problem::NotFound.into())
    }
}
