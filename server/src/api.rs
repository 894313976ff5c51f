//! The REST API. Each route calls one verb of the store, the same the pages call.
mod account;
mod approvals;
mod attachments;
mod body;
mod contacts;
mod customer_input;
mod customer_timeline;
mod customer_verbs;
mod customers;
mod docs;
mod download;
mod duplicates;
mod fields;
mod id;
mod imports;
mod input;
mod lead_input;
mod lead_verbs;
mod leads;
mod once;
mod params;
mod people;
mod pools;
mod record_fields;
mod settings;
pub mod shapes;
mod timeline;
mod try_it;
mod verbs;
mod why;

pub(crate) use leads::wish_of as leads_wish;
pub(crate) use once::hex;

use crate::Site;
use crate::http::Refused;
use axum::routing::{any, get};
use axum::{Json, Router};
use domain::Problem;
use domain::contact::ContactColumn;
use domain::customer::CustomerColumn;
use domain::lead::LeadColumn;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[derive(OpenApi)]
#[openapi(info(
    title = "Clew",
    description = "Lead tracking: everything the interface does. Sign in with a bearer token, made under \
        settings or with `clew token NAME`. Times are RFC 3339; ids are integers; problems are \
        `application/problem+json` and name the field.",
    license(name = "Apache-2.0", identifier = "Apache-2.0")
))]
struct Document;

fn parts() -> (Router<Site>, utoipa::openapi::OpenApi) {
    let routes = OpenApiRouter::new()
        .merge(lead_routes())
        .merge(customer_routes())
        .merge(contact_routes())
        .merge(approval_routes())
        .merge(timeline_routes())
        .merge(attachments::routes())
        .merge(settings_routes())
        .merge(pool_routes())
        .merge(people_routes())
        .merge(account_routes())
        .merge(imports::routes());
    let (router, document) =
        OpenApiRouter::with_openapi(Document::openapi()).nest("/api/v1", routes).split_for_parts();
    (router, docs::finished(document))
}

/// The OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    parts().1
}

pub(crate) fn router() -> Router<Site> {
    let (router, document) = parts();
    let document = Arc::new(document);
    router
        .route("/api/v1/openapi.json", get(move || async move { Json((*document).clone()) }))
        // For links on pages, where it lies beside the list it is made from.
        .route("/leads/export", get(download::rows::<LeadColumn>))
        .route("/customers/export", get(download::rows::<CustomerColumn>))
        .route("/contacts/export", get(download::rows::<ContactColumn>))
        .merge(try_it::router())
        .route("/api/{*rest}", any(|| async { Refused(Problem::NotFound) }))
}

fn lead_routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(leads::list, leads::add))
        .routes(routes!(leads::export))
        .routes(routes!(leads::find, leads::change))
        .routes(routes!(leads::around))
        .routes(routes!(lead_verbs::focus, lead_verbs::unfocus))
        .routes(routes!(lead_verbs::focus_many))
        .routes(routes!(lead_verbs::claim))
        .routes(routes!(lead_verbs::claim_many))
        .routes(routes!(lead_verbs::assign))
        .routes(routes!(lead_verbs::assign_many))
        .routes(routes!(lead_verbs::status))
        .routes(routes!(lead_verbs::status_many))
        .routes(routes!(lead_verbs::finish))
        .routes(routes!(lead_verbs::finish_many))
        .routes(routes!(lead_verbs::reopen))
        .routes(routes!(lead_verbs::reopen_many))
        .routes(routes!(lead_verbs::give_up))
        .routes(routes!(lead_verbs::give_up_many))
        .routes(routes!(lead_verbs::moves))
        .routes(routes!(why::lead))
}

fn customer_routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(customers::list, customers::add))
        .routes(routes!(customers::export))
        .routes(routes!(customers::views))
        .routes(routes!(customers::find, customers::change, customer_verbs::delete))
        .routes(routes!(customers::around))
        .routes(routes!(customers::moves))
        .routes(routes!(why::customer))
        .routes(routes!(customers::shares, customer_verbs::share))
        .routes(routes!(customer_verbs::unshare))
        .routes(routes!(customer_verbs::share_many))
        .routes(routes!(customer_verbs::unshare_many))
        .routes(routes!(customer_verbs::claim))
        .routes(routes!(customer_verbs::claim_many))
        .routes(routes!(customer_verbs::assign))
        .routes(routes!(customer_verbs::assign_many))
        .routes(routes!(customer_verbs::transfer))
        .routes(routes!(customer_verbs::transfer_many))
        .routes(routes!(customer_verbs::spread))
        .routes(routes!(customer_verbs::give_up))
        .routes(routes!(customer_verbs::give_up_many))
        .routes(routes!(customer_verbs::set_hot))
        .routes(routes!(customer_verbs::set_hot_many))
        .routes(routes!(customer_verbs::set_choice))
        .routes(routes!(customer_verbs::delete_many))
        .routes(routes!(customer_verbs::restore))
        .routes(routes!(customer_verbs::to_pool))
        .routes(routes!(customer_verbs::purge))
        .routes(routes!(customer_timeline::records, customer_timeline::note))
        .routes(routes!(customer_timeline::visits, customer_timeline::schedule))
        .routes(routes!(customer_timeline::schedule_many))
        .routes(routes!(customer_timeline::web_items, customer_timeline::add_web_item))
        .routes(routes!(customer_timeline::change_web_item, customer_timeline::remove_web_item))
        .routes(routes!(duplicates::check))
        .routes(routes!(duplicates::ask))
        .routes(routes!(duplicates::groups))
        .routes(routes!(duplicates::tell_apart))
        .routes(routes!(duplicates::names, duplicates::set_names))
        .routes(routes!(duplicates::preview, duplicates::merge))
        .routes(routes!(duplicates::merges))
        .routes(routes!(duplicates::part))
}

fn contact_routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(contacts::list))
        .routes(routes!(contacts::export))
        .routes(routes!(contacts::of_customer, contacts::add))
        .routes(routes!(contacts::find, contacts::change, contacts::remove))
}

fn approval_routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(approvals::list))
        .routes(routes!(approvals::find))
        .routes(routes!(approvals::approve))
        .routes(routes!(approvals::reject))
        .routes(routes!(approvals::ignore))
        .routes(routes!(approvals::withdraw))
        .routes(routes!(approvals::level_requests, approvals::ask_level))
        .routes(routes!(approvals::level_counts))
        .routes(routes!(approvals::notices))
        .routes(routes!(approvals::waiting))
        .routes(routes!(approvals::read))
}

fn timeline_routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(timeline::records, timeline::process))
        .routes(routes!(timeline::amend))
        .routes(routes!(timeline::revisions))
        .routes(routes!(timeline::of_lead, timeline::schedule))
        .routes(routes!(timeline::schedule_many))
        .routes(routes!(timeline::between))
        .routes(routes!(timeline::days))
        .routes(routes!(timeline::visit))
        .routes(routes!(timeline::feedback))
        .routes(routes!(timeline::reschedule))
        .routes(routes!(timeline::cancel))
}

fn settings_routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(settings::choices, settings::add_choice))
        .routes(routes!(settings::change_choice))
        .routes(routes!(settings::order_choices))
        .routes(routes!(settings::retire_choice))
        .routes(routes!(settings::merge_choice))
        .routes(routes!(settings::uses))
        .routes(routes!(fields::fields, fields::add))
        .routes(routes!(fields::change))
        .routes(routes!(fields::order))
        .routes(routes!(fields::retire))
        .routes(routes!(record_fields::fields, record_fields::add))
        .routes(routes!(record_fields::change))
        .routes(routes!(record_fields::order))
        .routes(routes!(record_fields::retire))
        .routes(routes!(settings::tabs, settings::add_tab))
        .routes(routes!(settings::tab_counts))
        .routes(routes!(settings::change_tab, settings::remove_tab))
        .routes(routes!(settings::order_tabs))
}

fn pool_routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(pools::pools, pools::add))
        .routes(routes!(pools::names))
        .routes(routes!(pools::parameters, pools::set_parameters))
        .routes(routes!(pools::change))
        .routes(routes!(pools::retire))
        .routes(routes!(pools::order))
        .routes(routes!(pools::add_rule))
        .routes(routes!(pools::switch_rule))
        .routes(routes!(pools::remove_rule))
        .routes(routes!(pools::forecast))
        .routes(routes!(pools::foreseen))
}

fn people_routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(people::people, people::add))
        .routes(routes!(people::names))
        .routes(routes!(people::change))
        .routes(routes!(people::disable))
        .routes(routes!(people::password))
        .routes(routes!(people::roles, people::add_role))
        .routes(routes!(people::change_role, people::remove_role))
        .routes(routes!(people::give_role, people::take_role))
        .routes(routes!(people::audit))
        .routes(routes!(people::tokens, people::add_token))
        .routes(routes!(people::remove_token))
}

fn account_routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(account::me))
        .routes(routes!(account::account))
        .routes(routes!(account::zones))
        .routes(routes!(account::password))
        .routes(routes!(account::preferences))
        .routes(routes!(account::sessions, account::end_sessions))
        .routes(routes!(account::end_session))
        .routes(routes!(account::history))
        .routes(routes!(account::columns, account::set_columns, account::reset_columns))
}

/// Shapes of a list.
fn all<T, S: From<T>>(of: Vec<T>) -> Json<Vec<S>> {
    Json(of.into_iter().map(S::from).collect())
}
