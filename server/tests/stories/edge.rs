//! What every request passes through.
use crate::stage::Stage;
use axum::body::Body;
use axum::http::Method;
use serde_json::json;
use std::collections::HashSet;
use testkit::{House, on_both};

/// What every answer says.
const CAREFUL: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];

on_both! {
    async fn another_site_can_not_act_for_a_signed_in_browser(house: House) {
        let stage = Stage::of(&house);
        let browser = stage.browser(&house.admin().await).await;
        let evil = browser.clone().with("origin", "https://evil.example").with("sec-fetch-site", "cross-site");
        let lead = json!({"contact": "张伟"});
        let problem = evil.post("/api/v1/leads", lead.clone()).await.problem(403);
        assert_eq!(problem["type"], "urn:clew:problem:cross_origin");
        assert_eq!(evil.form("/sign-out", &[]).await.status, 403);
        let old = browser.clone().with("origin", "https://evil.example");
        assert_eq!(old.post("/api/v1/leads", lead.clone()).await.status, 403);
        evil.get("/api/v1/me").await.done();
        let own = browser.with("origin", "http://clew.test").with("sec-fetch-site", "same-origin");
        own.post("/api/v1/leads", lead).await.done();
    }

    async fn behind_a_proxy_the_public_address_is_ours(house: House) {
        let stage = Stage::with(&house, |settings| settings.public_url = Some("https://crm.example.com".into()));
        let browser = stage.browser(&house.admin().await).await.with("origin", "https://crm.example.com");
        browser.post("/api/v1/leads", json!({"contact": "张伟"})).await.done();
    }

    async fn a_bearer_token_comes_from_anywhere_and_alone(house: House) {
        let stage = Stage::of(&house);
        let program = stage.program(&house.admin().await).await.with("origin", "https://other.example");
        program.post("/api/v1/leads", json!({"contact": "张伟"})).await.done();
        // With a false token, a good cookie does not help.
        let cookie = format!("clew_session={}", house.admin().await.session().await);
        let mixed = stage.stranger().with("authorization", "Bearer false").with("cookie", &cookie);
        mixed.get("/api/v1/me").await.problem(401);
    }

    async fn answers_tell_browsers_to_be_careful(house: House) {
        let answer = Stage::of(&house).stranger().get("/healthz").await;
        assert_eq!(answer.json(), json!({"status": "ok"}));
        let said = |name: &str| answer.header(name).to_owned();
        for (name, value) in CAREFUL {
            assert_eq!(said(name), value, "{name}");
        }
        assert_eq!(said("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
        assert!(!said("x-request-id").is_empty());
        assert!(said("strict-transport-security").is_empty(), "without https it would shut people out");
    }

    async fn a_page_runs_the_scripts_it_brings_and_no_others(house: House) {
        let stage = Stage::of(&house);
        let browser = stage.browser(&house.admin().await).await;
        let pages = [(&browser, "/leads", 200), (&browser, "/leads", 200), (&stage.stranger(), "/sign-in", 200), (&browser, "/nowhere", 404)];
        let mut nonces = HashSet::new();
        for (visitor, path, status) in pages {
            let page = visitor.get(path).await;
            assert_eq!((page.status.as_u16(), page.header("content-type")), (status, "text/html; charset=utf-8"));
            let policy = page.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'; script-src 'self' 'nonce-"), "{policy}");
            assert!(!policy.replace("'wasm-unsafe-eval'", "").contains("unsafe"), "{policy}");
            let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
            assert!(nonce.len() >= 16, "{nonce} can be guessed");
            let text = page.text();
            let scripts: Vec<_> = text.split("<script").skip(1).filter_map(|script| script.split('>').next()).collect();
            assert!(!scripts.is_empty() && scripts.iter().all(|script| script.contains(&format!("nonce=\"{nonce}\""))), "{text}");
            assert!(nonces.insert(nonce.to_owned()), "{path} has the nonce of another answer");
            for (name, value) in CAREFUL {
                assert_eq!(page.header(name), value, "{name} of {path}");
            }
        }
    }

    async fn browsers_that_came_by_https_shall_come_by_it_again(house: House) {
        let visitor = Stage::with(&house, |settings| settings.https = true).stranger();
        for path in ["/sign-in", "/healthz"] {
            assert_eq!(visitor.get(path).await.header("strict-transport-security"), "max-age=31536000");
        }
    }

    async fn the_page_to_try_the_api_on_may_load_its_own_files(house: House) {
        let visitor = Stage::of(&house).stranger();
        let page = visitor.get("/api/docs/").await;
        assert!(page.text().contains("swagger-ui"), "{}", page.text());
        assert!(page.header("content-security-policy").contains("script-src 'self';"));
        let script = visitor.get("/api/docs/swagger-initializer.js").await.text();
        assert!(script.contains("/api/v1/openapi.json"), "{script}");
    }

    async fn a_body_beyond_measure_is_refused(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await;
        let problem = admin.post("/api/v1/leads", json!({"remarks": "长".repeat(500_000)})).await.problem(413);
        assert_eq!(problem["type"], "urn:clew:problem:too_large");
    }

    async fn what_is_no_json_is_refused(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await;
        let body = Body::from("contact=张伟");
        let kind = Some("application/x-www-form-urlencoded");
        admin.send(Method::POST, "/api/v1/leads", body, kind).await.problem(415);
        let answer = admin.send(Method::POST, "/api/v1/leads", Body::from("{"), Some("application/json")).await;
        assert_eq!(answer.wrong_fields(), [""]);
    }

    async fn large_answers_are_compressed_for_who_asks(house: House) {
        let stage = Stage::of(&house);
        let plain = stage.stranger().get("/api/v1/openapi.json").await;
        let packed = stage.stranger().with("accept-encoding", "gzip, br").get("/api/v1/openapi.json").await;
        assert_eq!((plain.header("content-encoding"), packed.header("content-encoding")), ("", "br"));
        assert!(packed.body.len() * 4 < plain.body.len());
    }

    async fn a_server_that_ends_takes_no_more_visitors_from_the_balancer(house: House) {
        let stage = Stage::of(&house);
        stage.site.closing.cancel();
        assert_eq!(stage.stranger().get("/healthz").await.status, 503);
    }
}
