//! What is done with customers, one or many.
use super::body::Body;
use super::customers::shown;
use super::id::{Id, Ids};
use super::shapes::{CustomerShape, DoneShape, SpreadShape, Which};
use super::verbs::{just, refusal, with_which};
use crate::http::{Caller, Refused};
use axum::Json;
use domain::customer::{CustomerChoice, CustomerColumn};
use domain::list::Done;
use domain::{ChoiceId, CustomerId, FieldProblem, Moment, PersonId, PoolId, Problem};
use serde::Deserialize;
use store::Desk;
use utoipa::ToSchema;

type One = Result<Json<Option<CustomerShape>>, Refused>;
type Many = Result<Json<DoneShape>, Refused>;

macro_rules! bodies {
    ($($(#[doc = $doc:literal])* $name:ident { $($(#[$more:meta])* $field:ident: $kind:ty),* $(,)? })*) => {$(
        $(#[doc = $doc])*
        #[derive(Deserialize, ToSchema)]
        #[schema(as = $name)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $($(#[$more])* $field: $kind,)* }
    )*};
}

bodies! {
    /// Whom a customer is given to.
    To { owner: i64 }
    /// Whether it has the red label.
    Hot { hot: bool }
    /// Why a customer is given up, and to which pool.
    GivingUp {
        /// The first one when not given.
        pool: Option<i64>,
        /// The id of a reason to give up.
        reason: i64,
        /// In words.
        #[serde(default)]
        note: String,
    }
    /// Many customers, why they are given up, and to which pool.
    ManyGivingUp {
        ids: Option<Vec<i64>>,
        matching: Option<String>,
        pool: Option<i64>,
        reason: i64,
        #[serde(default)]
        note: String,
    }
    /// Many customers and the value one of their drop-down fields is to have.
    ManyChoice {
        ids: Option<Vec<i64>>,
        matching: Option<String>,
        /// `status`, `maturity`, `mark` and the like; levels are asked for.
        field: String,
        choice: i64,
    }
    /// With whom a customer is shared, and how.
    Sharing {
        people: Vec<i64>,
        /// To be changed, not only read.
        #[serde(default)]
        may_edit: bool,
        /// For good when not given.
        #[schema(value_type = Option<String>, format = DateTime)]
        until: Option<Moment>,
    }
    /// Many customers, with whom they are shared, and how.
    ManySharing {
        ids: Option<Vec<i64>>,
        matching: Option<String>,
        people: Vec<i64>,
        #[serde(default)]
        may_edit: bool,
        #[schema(value_type = Option<String>, format = DateTime)]
        until: Option<Moment>,
    }
    /// Many customers and the people they are spread over.
    ManySpread {
        ids: Option<Vec<i64>>,
        matching: Option<String>,
        owners: Vec<i64>,
        /// Only tell what each would get.
        #[serde(default)]
        preview: bool,
    }
}

with_which! {
    /// Many customers and whom they are given to.
    ManyTo { owner: i64 };
    /// Many customers and whether they have the red label.
    ManyHot { hot: bool };
    /// Many customers and a person.
    ManyPerson { person: i64 };
    /// Many customers and who is to have them; who had them when not given.
    ManyRestored { owner: Option<i64> };
    /// Many customers and the pool they go into; the first when not given.
    ManyPooled { pool: Option<i64> };
}

/// The customer after a verb, or why it was left alone; nothing when it has gone out of sight.
async fn after(desk: &Desk, id: CustomerId, done: Done) -> One {
    if let Some(problem) = refusal(&done) {
        return Err(problem.into());
    }
    match desk.customers().find(id).await.map_err(Refused::from) {
        Ok(customer) => Ok(Json(Some(shown(desk, customer).await?))),
        Err(Refused(Problem::NotFound)) if !done.done.is_empty() => Ok(Json(None)),
        Err(refused) => Err(refused),
    }
}

/// Claim a customer from a pool
///
/// When several try at once, one gets it and the others are told that someone was quicker.
#[utoipa::path(post, path = "/customers/{id}/claim", tag = "customers", params(("id" = i64, Path)), responses((status = 200, body = Option<CustomerShape>)))]
pub(super) async fn claim(Caller(desk): Caller, Id(id): Id<CustomerId>) -> One {
    let done = desk.customers().claim(&just(id)).await?;
    after(&desk, id, done).await
}

/// Claim many customers
#[utoipa::path(post, path = "/customers/claim", tag = "customers", request_body = Which, responses((status = 200, body = DoneShape)))]
pub(super) async fn claim_many(Caller(desk): Caller, Body(body): Body<Which>) -> Many {
    let chosen = body.chosen::<CustomerColumn>()?;
    Ok(Json(desk.customers().claim(&chosen).await?.into()))
}

/// Give a customer to someone
///
/// The answer is null when you do not see what that person owns.
#[utoipa::path(post, path = "/customers/{id}/assign", tag = "customers", params(("id" = i64, Path)), request_body = To, responses((status = 200, body = Option<CustomerShape>)))]
pub(super) async fn assign(Caller(desk): Caller, Id(id): Id<CustomerId>, Body(body): Body<To>) -> One {
    let done = desk.customers().assign(&just(id), PersonId(body.owner)).await?;
    after(&desk, id, done).await
}

/// Give many customers to someone
#[utoipa::path(post, path = "/customers/assign", tag = "customers", request_body = ManyTo, responses((status = 200, body = DoneShape)))]
pub(super) async fn assign_many(Caller(desk): Caller, Body(body): Body<ManyTo>) -> Many {
    let (chosen, owner) = body.parts::<CustomerColumn>()?;
    Ok(Json(desk.customers().assign(&chosen, PersonId(owner)).await?.into()))
}

/// Hand one of your customers on to someone
///
/// The answer is null when you do not see what that person owns.
#[utoipa::path(post, path = "/customers/{id}/transfer", tag = "customers", params(("id" = i64, Path)), request_body = To, responses((status = 200, body = Option<CustomerShape>)))]
pub(super) async fn transfer(Caller(desk): Caller, Id(id): Id<CustomerId>, Body(body): Body<To>) -> One {
    let done = desk.customers().transfer(&just(id), PersonId(body.owner)).await?;
    after(&desk, id, done).await
}

/// Hand many of your customers on to someone
#[utoipa::path(post, path = "/customers/transfer", tag = "customers", request_body = ManyTo, responses((status = 200, body = DoneShape)))]
pub(super) async fn transfer_many(Caller(desk): Caller, Body(body): Body<ManyTo>) -> Many {
    let (chosen, owner) = body.parts::<CustomerColumn>()?;
    Ok(Json(desk.customers().transfer(&chosen, PersonId(owner)).await?.into()))
}

/// Give a customer up to a pool
///
/// The answer is null when you do not see that pool.
#[utoipa::path(post, path = "/customers/{id}/give-up", tag = "customers", params(("id" = i64, Path)), request_body = GivingUp, responses((status = 200, body = Option<CustomerShape>)))]
pub(super) async fn give_up(Caller(desk): Caller, Id(id): Id<CustomerId>, Body(body): Body<GivingUp>) -> One {
    let done =
        desk.customers().give_up(&just(id), body.pool.map(PoolId), ChoiceId(body.reason), &body.note).await?;
    after(&desk, id, done).await
}

/// Give many customers up to a pool
#[utoipa::path(post, path = "/customers/give-up", tag = "customers", request_body = ManyGivingUp, responses((status = 200, body = DoneShape)))]
pub(super) async fn give_up_many(Caller(desk): Caller, Body(body): Body<ManyGivingUp>) -> Many {
    let chosen = Which { ids: body.ids, matching: body.matching }.chosen::<CustomerColumn>()?;
    let (pool, reason) = (body.pool.map(PoolId), ChoiceId(body.reason));
    Ok(Json(desk.customers().give_up(&chosen, pool, reason, &body.note).await?.into()))
}

/// Put the red label on a customer, or take it off
#[utoipa::path(put, path = "/customers/{id}/hot", tag = "customers", params(("id" = i64, Path)), request_body = Hot, responses((status = 200, body = Option<CustomerShape>)))]
pub(super) async fn set_hot(Caller(desk): Caller, Id(id): Id<CustomerId>, Body(body): Body<Hot>) -> One {
    let done = desk.customers().set_hot(&just(id), body.hot).await?;
    after(&desk, id, done).await
}

/// Put the red label on many customers, or take it off
#[utoipa::path(post, path = "/customers/hot", tag = "customers", request_body = ManyHot, responses((status = 200, body = DoneShape)))]
pub(super) async fn set_hot_many(Caller(desk): Caller, Body(body): Body<ManyHot>) -> Many {
    let (chosen, hot) = body.parts::<CustomerColumn>()?;
    Ok(Json(desk.customers().set_hot(&chosen, hot).await?.into()))
}

/// Give many customers a status, a maturity, a mark
#[utoipa::path(post, path = "/customers/choice", tag = "customers", request_body = ManyChoice, responses((status = 200, body = DoneShape)))]
pub(super) async fn set_choice(Caller(desk): Caller, Body(body): Body<ManyChoice>) -> Many {
    let chosen = Which { ids: body.ids, matching: body.matching }.chosen::<CustomerColumn>()?;
    let field = CustomerChoice::from_key(&body.field);
    let field = field.ok_or_else(|| Problem::field("field", FieldProblem::NotChoosable))?;
    Ok(Json(desk.customers().set_choice(&chosen, field, ChoiceId(body.choice)).await?.into()))
}

/// Share a customer
///
/// A share that is there takes the new right and the new end.
#[utoipa::path(post, path = "/customers/{id}/shares", tag = "customers", params(("id" = i64, Path)), request_body = Sharing, responses((status = 200, body = Option<CustomerShape>)))]
pub(super) async fn share(Caller(desk): Caller, Id(id): Id<CustomerId>, Body(body): Body<Sharing>) -> One {
    let done = {
        let people: Vec<_> = body.people.into_iter().map(PersonId).collect();
        desk.customers().share(&just(id), &people, body.may_edit, body.until).await?
    };
    after(&desk, id, done).await
}

/// Share many customers
#[utoipa::path(post, path = "/customers/share", tag = "customers", request_body = ManySharing, responses((status = 200, body = DoneShape)))]
pub(super) async fn share_many(Caller(desk): Caller, Body(body): Body<ManySharing>) -> Many {
    let chosen = Which { ids: body.ids, matching: body.matching }.chosen::<CustomerColumn>()?;
    let people: Vec<_> = body.people.into_iter().map(PersonId).collect();
    Ok(Json(desk.customers().share(&chosen, &people, body.may_edit, body.until).await?.into()))
}

/// End the share of many customers with someone
#[utoipa::path(post, path = "/customers/unshare", tag = "customers", request_body = ManyPerson, responses((status = 200, body = DoneShape)))]
pub(super) async fn unshare_many(Caller(desk): Caller, Body(body): Body<ManyPerson>) -> Many {
    let (chosen, person) = body.parts::<CustomerColumn>()?;
    Ok(Json(desk.customers().unshare(&chosen, PersonId(person)).await?.into()))
}

/// Move a customer to the recycle bin
///
/// The answer is null when you do not look after the bin.
#[utoipa::path(delete, path = "/customers/{id}", tag = "customers", params(("id" = i64, Path)), responses((status = 200, body = Option<CustomerShape>)))]
pub(super) async fn delete(Caller(desk): Caller, Id(id): Id<CustomerId>) -> One {
    let done = desk.customers().bin(&just(id)).await?;
    after(&desk, id, done).await
}

/// Move many customers to the recycle bin
#[utoipa::path(post, path = "/customers/delete", tag = "customers", request_body = Which, responses((status = 200, body = DoneShape)))]
pub(super) async fn delete_many(Caller(desk): Caller, Body(body): Body<Which>) -> Many {
    let chosen = body.chosen::<CustomerColumn>()?;
    Ok(Json(desk.customers().bin(&chosen).await?.into()))
}

/// Restore customers from the recycle bin, to who had them or to someone
#[utoipa::path(post, path = "/customers/restore", tag = "customers", request_body = ManyRestored, responses((status = 200, body = DoneShape)))]
pub(super) async fn restore(Caller(desk): Caller, Body(body): Body<ManyRestored>) -> Many {
    let (chosen, owner) = body.parts::<CustomerColumn>()?;
    Ok(Json(desk.customers().restore(&chosen, owner.map(PersonId)).await?.into()))
}

/// Put customers from the recycle bin into a pool
#[utoipa::path(post, path = "/customers/to-pool", tag = "customers", request_body = ManyPooled, responses((status = 200, body = DoneShape)))]
pub(super) async fn to_pool(Caller(desk): Caller, Body(body): Body<ManyPooled>) -> Many {
    let (chosen, pool) = body.parts::<CustomerColumn>()?;
    Ok(Json(desk.customers().bin_to_pool(&chosen, pool.map(PoolId)).await?.into()))
}

/// Remove customers in the recycle bin for good
#[utoipa::path(post, path = "/customers/purge", tag = "customers", request_body = Which, responses((status = 200, body = DoneShape)))]
pub(super) async fn purge(Caller(desk): Caller, Body(body): Body<Which>) -> Many {
    let chosen = body.chosen::<CustomerColumn>()?;
    Ok(Json(desk.customers().purge(&chosen).await?.into()))
}

/// Spread customers evenly over people
///
/// Who has the fewest gets the next. With `preview` it is only told.
#[utoipa::path(post, path = "/customers/spread", tag = "customers", request_body = ManySpread, responses((status = 200, body = SpreadShape)))]
pub(super) async fn spread(
    Caller(desk): Caller,
    Body(body): Body<ManySpread>,
) -> Result<Json<SpreadShape>, Refused> {
    let chosen = Which { ids: body.ids, matching: body.matching }.chosen::<CustomerColumn>()?;
    let owners: Vec<_> = body.owners.into_iter().map(PersonId).collect();
    Ok(Json(desk.customers().spread(&chosen, &owners, body.preview).await?.into()))
}

/// End the share of a customer with someone
#[utoipa::path(delete, path = "/customers/{id}/shares/{person}", tag = "customers",
    params(("id" = i64, Path), ("person" = i64, Path)), responses((status = 200, body = Option<CustomerShape>)))]
pub(super) async fn unshare(Caller(desk): Caller, Ids(id, person): Ids<CustomerId, PersonId>) -> One {
    let done = desk.customers().unshare(&just(id), person).await?;
    after(&desk, id, done).await
}
