//! Signing in and out, and the first visit.
use crate::stage::{Stage, Visitor};
use axum::http::header;
use serde_json::json;
use store::Options;
use testkit::{House, PASSWORD, on_both};

async fn signs_in(visitor: &Visitor, login: &str, password: &str, next: &str) -> crate::stage::Answer {
    visitor.form("/sign-in", &[("login", login), ("password", password), ("next", next)]).await
}

on_both! {
    async fn a_plain_form_signs_in_and_leads_on(house: House) {
        let stage = Stage::of(&house);
        let answer = signs_in(&stage.stranger(), "admin", PASSWORD, "/leads?q=张").await;
        assert_eq!(answer.status, 303);
        assert_eq!(answer.headers[header::LOCATION].as_bytes(), "/leads?q=张".as_bytes());
        let cookie = answer.cookies().into_iter().find(|cookie| cookie.starts_with("clew_session=")).unwrap().to_owned();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.split("; ").any(|flag| flag == part), "{cookie}");
        }
        assert!(!cookie.contains("Secure"), "this house has no https");
        let pair = cookie.split(';').next().unwrap();
        let me = stage.stranger().with("cookie", pair).get("/api/v1/me").await.json();
        assert_eq!(me["login"], "admin");
    }

    async fn behind_https_cookies_insist_on_it(house: House) {
        let stage = Stage::with(&house, |settings| settings.https = true);
        let answer = signs_in(&stage.stranger(), "admin", PASSWORD, "").await;
        let cookies = answer.cookies();
        assert!(cookies.iter().all(|cookie| cookie.ends_with("; Secure")), "{cookies:?}");
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    }

    async fn a_wrong_password_and_an_unknown_name_look_alike(house: House) {
        let stage = Stage::of(&house);
        let wrong = signs_in(&stage.stranger(), "admin", "guessed", "/leads").await;
        let unknown = signs_in(&stage.stranger(), "nobody", "guessed", "/leads").await;
        assert_eq!((wrong.status, unknown.status), (303.try_into().unwrap(), 303.try_into().unwrap()));
        assert_eq!(wrong.header("location"), "/sign-in?problem=wrong_password&next=%2Fleads");
        assert_eq!(wrong.header("location"), unknown.header("location"));
        assert!(wrong.cookies().iter().any(|cookie| cookie.starts_with("clew_typed=login=admin;")), "what was typed is kept");
    }

    async fn a_script_hears_the_problem_itself(house: House) {
        let script = Stage::of(&house).stranger().with("accept", "application/json").with("accept-language", "en");
        let problem = signs_in(&script, "admin", "guessed", "").await.problem(401);
        assert_eq!(problem["type"], "urn:clew:problem:wrong_password");
        assert_eq!(problem["detail"], "Name or password is wrong.");
        assert_eq!(signs_in(&script, "admin", PASSWORD, "/pool").await.json(), json!({"next": "/pool"}));
    }

    async fn nobody_is_led_to_another_site(house: House) {
        let stage = Stage::of(&house);
        for next in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            assert_eq!(signs_in(&stage.stranger(), "admin", PASSWORD, next).await.header("location"), "/", "{next}");
        }
    }

    async fn whoever_guesses_on_must_wait(house: House) {
        let stage = Stage::of(&house);
        for _ in 0..10 {
            signs_in(&stage.stranger(), "admin", "guessed", "").await;
        }
        let script = stage.stranger().with("accept", "application/json");
        let answer = signs_in(&script, "admin", PASSWORD, "").await;
        assert_eq!(answer.problem(429)["seconds"], 900);
        assert_eq!(answer.header("retry-after"), "900");
    }

    async fn signing_out_ends_the_session_everywhere(house: House) {
        let stage = Stage::of(&house);
        let browser = stage.browser(&house.admin().await).await;
        let answer = browser.form("/sign-out", &[]).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/sign-in"));
        assert!(answer.cookies()[0].starts_with("clew_session=; Path=/; Max-Age=0"), "{:?}", answer.cookies());
        browser.get("/api/v1/me").await.problem(401);
    }

    async fn there_is_one_first_visitor_only(house: House) {
        let stage = Stage::of(&house);
        let fields = [("login", "second"), ("name", "后来的人"), ("password", PASSWORD), ("again", PASSWORD)];
        let answer = stage.stranger().form("/setup", &fields).await;
        assert_eq!(answer.header("location"), "/setup?problem=too_late");
        assert!(answer.cookies().iter().all(|cookie| !cookie.starts_with("clew_session")));
    }

    async fn the_address_is_the_sockets_unless_a_trusted_proxy_says_otherwise(house: House) {
        let forwarded = |stage: &Stage, named: &str| stage.stranger().at([10, 0, 0, 7]).with("x-forwarded-for", named);
        let trusting = Stage::with(&house, |settings| {
            settings.trusted_proxies = server::settings::Network::parse("10.0.0.0/8").into_iter().collect();
        });
        let visitors = [
            forwarded(&Stage::of(&house), "203.0.113.9"),
            forwarded(&trusting, "203.0.113.9"),
            // The first may have been written by the client itself; the proxies add theirs behind it.
            forwarded(&trusting, "198.51.100.7, 203.0.113.9, 10.0.0.2"),
            forwarded(&trusting, "198.51.100.7").at([203, 0, 113, 9]),
        ];
        for visitor in &visitors {
            signs_in(visitor, "admin", PASSWORD, "").await;
        }
        let said = house.texts("SELECT address FROM sign_ins ORDER BY id").await;
        assert_eq!(said, ["10.0.0.7", "203.0.113.9", "203.0.113.9", "203.0.113.9"]);
    }
}

#[tokio::test]
async fn the_first_visitor_becomes_the_administrator() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("new.db").display());
    let store = store::Store::open(Options::new(database)).await.unwrap();
    let site = server::Site::new(store, std::sync::Arc::default());
    let visitor = Visitor::of(server::router(site));
    let answer = visitor.get("/leads").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/setup"));
    let weak = [("login", "boss"), ("name", "老板"), ("password", "123"), ("again", "123")];
    let answer = visitor.form("/setup", &weak).await;
    assert_eq!(answer.header("location"), "/setup?problem=invalid&field=password&code=too_short");
    let good = [("login", "boss"), ("name", "老板"), ("password", PASSWORD), ("again", PASSWORD)];
    let answer = visitor.form("/setup", &good).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/"));
    let cookie = answer.cookies()[0].split(';').next().unwrap().to_owned();
    let me = visitor.with("cookie", &cookie).get("/api/v1/me").await.json();
    assert_eq!((me["name"].as_str(), me["scope"].as_str()), (Some("老板"), Some("company")));
}
