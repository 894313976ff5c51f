//! Nobody at the door: without a session or a token nothing is done and nothing is told.
use crate::stage::Stage;
use axum::body::Body;
use axum::http::Method;
use leptos::server_fn::axum::server_fn_paths;
use serde_json::json;
use server::api::document;
use testkit::{House, on_both};

/// Server functions that strangers may call: those of the sign-in page.
const FOR_STRANGERS: [&str; 0] = [];

/// Every route of the REST API with a method, as its document tells.
pub fn routes() -> Vec<(Method, String)> {
    let mut routes = Vec::new();
    for (path, item) in document().paths.paths {
        let methods = [
            (Method::GET, item.get.is_some()),
            (Method::POST, item.post.is_some()),
            (Method::PUT, item.put.is_some()),
            (Method::PATCH, item.patch.is_some()),
            (Method::DELETE, item.delete.is_some()),
        ];
        routes.extend(
            methods.into_iter().filter(|(_, there)| *there).map(|(method, _)| (method, path.clone())),
        );
    }
    routes
}

on_both! {
    async fn every_rest_route_asks_who_is_there(house: House) {
        let stage = Stage::of(&house);
        let routes = routes();
        assert!(routes.len() > 60, "only {} routes", routes.len());
        let visitors = [
            stage.stranger(),
            stage.stranger().with("cookie", "clew_session=made-up"),
            stage.stranger().with("authorization", "Bearer made-up"),
        ];
        for (method, path) in routes {
            let path = path.replace("{id}", "1").replace("{list}", "leads");
            for visitor in &visitors {
                let answer = visitor.json(method.clone(), &path, json!({})).await;
                assert_eq!(answer.status, 401, "{method} {path}: {}", answer.text());
                assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"clew\"");
            }
        }
    }

    async fn every_server_function_asks_who_is_there(house: House) {
        let stage = Stage::of(&house);
        let paths: Vec<_> = server_fn_paths().collect();
        assert!(paths.len() > 3, "only {} server functions", paths.len());
        for (path, method) in paths {
            if FOR_STRANGERS.iter().any(|open| path.contains(open)) {
                continue;
            }
            let kind = "application/x-www-form-urlencoded";
            let answer = stage.stranger().send(method.clone(), path, Body::empty(), Some(kind)).await;
            assert_eq!(answer.status, 401, "{method} {path}: {}", answer.text());
        }
    }

    async fn a_session_that_has_ended_opens_nothing(house: House) {
        let stage = Stage::of(&house);
        let lina = house.salesperson("李娜").await;
        let browser = stage.browser(&lina).await;
        browser.get("/api/v1/me").await.done();
        let admin = house.admin().await.desk().await;
        admin.people().set_disabled(lina.id, true).await.unwrap();
        browser.get("/api/v1/me").await.problem(401);
    }
}
