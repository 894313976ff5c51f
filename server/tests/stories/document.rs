//! The OpenAPI document tells the truth.
use crate::door::routes;
use crate::stage::{Stage, Visitor};
use serde_json::{Value, json};
use server::api::document;
use testkit::{House, on_both};

pub fn whole() -> Value {
    serde_json::to_value(document()).unwrap()
}

/// Follows a `$ref`.
fn meant<'a>(whole: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(name) => &whole["components"]["schemas"][name.rsplit('/').next().unwrap()],
        None => schema,
    }
}

/// What is wrong with a value by its schema: fields that are missing, not told of, or of another type; words that
/// are none of those told.
pub fn wrong(whole: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let schema = meant(whole, schema);
    if let Some(ways) = schema["oneOf"].as_array() {
        let tries: Vec<_> = ways.iter().map(|way| wrong(whole, way, value, at)).collect();
        return tries.into_iter().min_by_key(Vec::len).unwrap_or_default();
    }
    let types = match &schema["type"] {
        Value::String(name) => vec![name.as_str()],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return Vec::new(),
    };
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !types.contains(&is) {
        return vec![format!("{at} is {is}, told is {types:?}")];
    }
    if schema["enum"].as_array().is_some_and(|words| !words.contains(value)) {
        return vec![format!("{at} is {value}, told is {}", schema["enum"])];
    }
    match value {
        Value::Array(items) => {
            items.iter().flat_map(|item| wrong(whole, &schema["items"], item, at)).collect()
        }
        Value::Object(fields) => {
            let told = schema["properties"].as_object().cloned().unwrap_or_default();
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let missing =
                required.iter().filter_map(Value::as_str).filter(|name| !fields.contains_key(*name));
            let mut all: Vec<_> = missing.map(|name| format!("{at}.{name} is missing")).collect();
            let others = &schema["additionalProperties"];
            for (name, value) in fields {
                match told.get(name).or_else(|| others.is_object().then_some(others)) {
                    // An object of any kind.
                    None if told.is_empty() => {}
                    // Whatever the administrator has added.
                    None if *others == true => {}
                    Some(schema) => all.extend(wrong(whole, schema, value, &format!("{at}.{name}"))),
                    None => all.push(format!("{at}.{name} is not told of")),
                }
            }
            all
        }
        _ => Vec::new(),
    }
}

async fn check(visitor: &Visitor, path: &str, real: &str) {
    let whole = whole();
    let value = visitor.get(real).await.json();
    let schema = &whole["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    assert!(!schema.is_null(), "{path} has no schema");
    assert_eq!(wrong(&whole, schema, &value, path), Vec::<String>::new(), "{value}");
}

on_both! {
    async fn what_is_answered_is_what_is_told(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let stage = Stage::of(&house);
        let browser = stage.browser(&lina).await;
        let path = format!("/api/v1/leads/{}", lead.id);
        browser.post(&format!("{path}/visits"), json!({"starts_at": "2026-11-22T06:00:00Z"})).await.done();
        let record = browser.post(&format!("{path}/records"), json!({"content": "打过电话"})).await.json();
        browser.patch(&format!("/api/v1/records/{}", record["id"]), json!({"content": "打过两次", "revisions": 0})).await.done();
        browser.put("/api/v1/columns/leads", json!([{"key": "contact", "width": 120}])).await.done();
        check(&browser, "/api/v1/leads/{id}", &path).await;
        check(&browser, "/api/v1/leads", "/api/v1/leads?count=exact").await;
        check(&browser, "/api/v1/leads/{id}/records", &format!("{path}/records")).await;
        check(&browser, "/api/v1/records/{id}/revisions", &format!("/api/v1/records/{}/revisions", record["id"])).await;
        check(&browser, "/api/v1/leads/{id}/visits", &format!("{path}/visits")).await;
        check(&browser, "/api/v1/visits", "/api/v1/visits?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z").await;
        check(&browser, "/api/v1/visits/days", "/api/v1/visits/days?month=2026-11").await;
        for plain in ["/me", "/tabs", "/tabs/counts", "/choices", "/people/names", "/sessions", "/sessions/history"] {
            check(&browser, &format!("/api/v1{plain}"), &format!("/api/v1{plain}")).await;
        }
        check(&browser, "/api/v1/columns/{list}", "/api/v1/columns/leads").await;
        let admin = stage.program(&house.admin().await).await;
        for plain in ["/people", "/roles", "/audit", "/tokens"] {
            check(&admin, &format!("/api/v1{plain}"), &format!("/api/v1{plain}")).await;
        }
    }

    async fn the_document_is_served_to_anyone(house: House) {
        let answer = Stage::of(&house).stranger().get("/api/v1/openapi.json").await;
        assert_eq!(answer.json(), whole());
    }
}

#[test]
fn every_route_is_told_of_in_full() {
    let whole = whole();
    let mut names = std::collections::HashSet::new();
    for (method, path) in routes() {
        let told = &whole["paths"][&path][method.as_str().to_lowercase()];
        assert!(
            told["summary"].as_str().is_some_and(|summary| summary.len() > 5),
            "{method} {path} has no summary"
        );
        assert!(told["responses"]["default"].is_object(), "{method} {path} tells of no problems");
        let name = told["operationId"].as_str().unwrap();
        assert!(names.insert(name.to_owned()), "two operations are called {name}");
        let parameters: Vec<_> = told["parameters"].as_array().into_iter().flatten().collect();
        let named = |place: &str| parameters.iter().filter(|parameter| parameter["in"] == place).count();
        assert_eq!(named("path"), path.matches('{').count(), "{method} {path}");
    }
}

/// Routes are registered by the same call that tells of them; one that is registered otherwise shows in the
/// source.
#[test]
fn no_route_of_the_api_is_registered_untold() {
    let source = include_str!("../../src/api.rs");
    let untold: Vec<_> = source.lines().filter(|line| line.contains(".route(")).map(str::trim).collect();
    assert_eq!(
        untold.len(),
        5,
        "the document, the downloads on pages, the answer to all other paths: {untold:?}"
    );
}
