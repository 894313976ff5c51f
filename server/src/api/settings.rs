//! Drop-down lists and the tabs of the work list.
use super::all;
use super::body::Body;
use super::docs;
use super::id::Id;
use super::once::{Answer, Creation};
use super::shapes::{ChoiceInput, ChoiceKindWord, ChoiceShape, Created, TabCountShape, TabInput, TabShape};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use domain::choice::ChoiceKind;
use domain::{ChoiceId, TabId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// All values of all drop-down lists, retired ones too
#[utoipa::path(get, path = "/choices", tag = "choices", responses((status = 200, body = Vec<ChoiceShape>)))]
pub(super) async fn choices(Caller(desk): Caller) -> Result<Json<Vec<ChoiceShape>>, Refused> {
    Ok(all(desk.choices().all().await?))
}

/// A choice to be added to a list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewChoice {
    #[schema(value_type = ChoiceKindWord)]
    kind: ChoiceKind,
    choice: ChoiceInput,
}

/// Add a choice
#[utoipa::path(post, path = "/choices", tag = "choices", params(docs::KeyParam), request_body = NewChoice,
    responses((status = 201, body = Created)))]
pub(super) async fn add_choice(caller: Caller, creation: Creation<NewChoice>) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let id = desk.choices().add(body.kind, body.choice.into()).await?;
            Answer::of(&Created { id: id.0 }, None)
        })
        .await
}

/// Change a choice
#[utoipa::path(put, path = "/choices/{id}", tag = "choices", params(("id" = i64, Path)), request_body = ChoiceInput, responses((status = 204)))]
pub(super) async fn change_choice(
    Caller(desk): Caller,
    Id(id): Id<ChoiceId>,
    Body(body): Body<ChoiceInput>,
) -> Result<StatusCode, Refused> {
    desk.choices().change(id, body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The order of a list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceOrder {
    #[schema(value_type = ChoiceKindWord)]
    kind: ChoiceKind,
    /// All choices of the list, first to last.
    ids: Vec<i64>,
}

/// Order the choices of a list
#[utoipa::path(post, path = "/choices/order", tag = "choices", request_body = ChoiceOrder, responses((status = 204)))]
pub(super) async fn order_choices(
    Caller(desk): Caller,
    Body(body): Body<ChoiceOrder>,
) -> Result<StatusCode, Refused> {
    let ids: Vec<_> = body.ids.into_iter().map(ChoiceId).collect();
    desk.choices().reorder(body.kind, &ids).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether something is retired.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Retired {
    pub(super) retired: bool,
}

/// Retire a choice, or offer it again
#[utoipa::path(post, path = "/choices/{id}/retire", tag = "choices", params(("id" = i64, Path)), request_body = Retired, responses((status = 204)))]
pub(super) async fn retire_choice(
    Caller(desk): Caller,
    Id(id): Id<ChoiceId>,
    Body(body): Body<Retired>,
) -> Result<StatusCode, Refused> {
    desk.choices().retire(id, body.retired).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Another choice of the same list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MergeInto {
    into: i64,
}

/// Merge a choice into another: what has the one gets the other
#[utoipa::path(post, path = "/choices/{id}/merge", tag = "choices", params(("id" = i64, Path)), request_body = MergeInto, responses((status = 204)))]
pub(super) async fn merge_choice(
    Caller(desk): Caller,
    Id(id): Id<ChoiceId>,
    Body(body): Body<MergeInto>,
) -> Result<StatusCode, Refused> {
    desk.choices().merge(id, ChoiceId(body.into)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// In how many places a choice is used.
#[derive(Serialize, ToSchema)]
pub(super) struct Uses {
    uses: i64,
}

/// Count where a choice is used
#[utoipa::path(get, path = "/choices/{id}/uses", tag = "choices", params(("id" = i64, Path)), responses((status = 200, body = Uses)))]
pub(super) async fn uses(Caller(desk): Caller, Id(id): Id<ChoiceId>) -> Result<Json<Uses>, Refused> {
    Ok(Json(Uses { uses: desk.choices().uses(id).await? }))
}

/// The tabs of the work list
#[utoipa::path(get, path = "/tabs", tag = "tabs", responses((status = 200, body = Vec<TabShape>)))]
pub(super) async fn tabs(Caller(desk): Caller) -> Result<Json<Vec<TabShape>>, Refused> {
    Ok(all(desk.tabs().list().await?))
}

/// How many of your leads each tab holds
#[utoipa::path(get, path = "/tabs/counts", tag = "tabs", responses((status = 200, body = Vec<TabCountShape>)))]
pub(super) async fn tab_counts(Caller(desk): Caller) -> Result<Json<Vec<TabCountShape>>, Refused> {
    Ok(all(desk.leads().tab_counts().await?))
}

/// Add a tab
#[utoipa::path(post, path = "/tabs", tag = "tabs", params(docs::KeyParam), request_body = TabInput, responses((status = 201, body = Created)))]
pub(super) async fn add_tab(caller: Caller, creation: Creation<TabInput>) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let id = desk.tabs().add(body.into()).await?;
            Answer::of(&Created { id: id.0 }, None)
        })
        .await
}

/// Change a tab
#[utoipa::path(put, path = "/tabs/{id}", tag = "tabs", params(("id" = i64, Path)), request_body = TabInput, responses((status = 204)))]
pub(super) async fn change_tab(
    Caller(desk): Caller,
    Id(id): Id<TabId>,
    Body(body): Body<TabInput>,
) -> Result<StatusCode, Refused> {
    desk.tabs().change(id, body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove a tab
#[utoipa::path(delete, path = "/tabs/{id}", tag = "tabs", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn remove_tab(Caller(desk): Caller, Id(id): Id<TabId>) -> Result<StatusCode, Refused> {
    desk.tabs().remove(id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The order of the tabs.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TabOrder {
    /// All tabs, first to last.
    ids: Vec<i64>,
}

/// Order the tabs
#[utoipa::path(post, path = "/tabs/order", tag = "tabs", request_body = TabOrder, responses((status = 204)))]
pub(super) async fn order_tabs(
    Caller(desk): Caller,
    Body(body): Body<TabOrder>,
) -> Result<StatusCode, Refused> {
    let ids: Vec<_> = body.ids.into_iter().map(TabId).collect();
    desk.tabs().reorder(&ids).await?;
    Ok(StatusCode::NO_CONTENT)
}
