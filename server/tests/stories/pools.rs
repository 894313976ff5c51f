//! Pools over HTTP: only who may manages them, a rule tells what it would do, and what is hidden stays hidden.
use crate::stage::Stage;
use axum::http::Method;
use domain::choice::ChoiceKind;
use domain::customer::{CustomerDetails, NewCustomer};
use leptos::server_fn::axum::server_fn_paths;
use serde_json::json;
use testkit::{House, on_both};

/// The address of a server function.
fn function(name: &str) -> &'static str {
    let named = |path: &str| {
        path.split('/')
            .next_back()
            .is_some_and(|last| last.trim_end_matches(|sign: char| sign.is_ascii_digit()) == name)
    };
    server_fn_paths().map(|(path, _)| path).find(|path| named(path)).unwrap()
}

on_both! {
    async fn a_rule_over_http_takes_back_what_it_said(house: House) {
        let stage = Stage::of(&house);
        let [li, admin] = [house.salesperson("李").await, house.admin().await];
        let details = CustomerDetails { name: "华山".into(), ..Default::default() };
        let new = NewCustomer { details, owner: Some(li.id), ..Default::default() };
        admin.desk().await.customers().add(new).await.unwrap();
        let (sells, manages) = (stage.browser(&li).await, stage.browser(&admin).await);
        for path in ["/api/v1/pools", "/api/v1/pool-rules/1/forecast", "/api/v1/pool-rules/1/customers"] {
            sells.get(path).await.problem(403);
        }
        let pool = manages.get("/api/v1/pools").await.json()[0]["id"].clone();
        let wrong = manages.json(Method::POST, &format!("/api/v1/pools/{pool}/rules"), json!({"kind": "any", "days": 0})).await;
        wrong.problem(422);
        let rule = manages.json(Method::POST, &format!("/api/v1/pools/{pool}/rules"), json!({"kind": "any", "days": 5})).await.json();
        let path = format!("/api/v1/pool-rules/{}", rule["id"]);
        manages.json(Method::POST, &format!("{path}/switch"), json!({"on": true})).await.done();
        house.clock().pass_days(6);
        let told = manages.get(&format!("{path}/forecast")).await.json();
        assert_eq!((told["customers"].as_i64(), told["seen"].as_i64()), (Some(1), Some(1)));
        assert_eq!(manages.get(&format!("{path}/customers")).await.json()["rows"][0]["name"], "华山");
        house.clock().pass_days(1);
        assert_eq!(house.store().recycle().await.unwrap().recycled, 1);
        manages.get("/api/v1/pool-rules/99/forecast").await.problem(404);
    }

    async fn a_lead_is_given_back_over_http_with_its_way_told(house: House) {
        let stage = Stage::of(&house);
        let li = house.salesperson("李").await;
        let browser = stage.browser(&li).await;
        let lead = li.lead("王芳").await.id;
        let reason = house.choice(ChoiceKind::PoolReason, "联系不上").await;
        let path = format!("/api/v1/leads/{lead}");
        let wrong = browser.json(Method::POST, &format!("{path}/give-up"), json!({"reason": 9_999})).await;
        wrong.problem(422);
        let given = browser.json(Method::POST, &format!("{path}/give-up"), json!({"reason": reason})).await.json();
        assert_eq!(given["state"], "unclaimed");
        let moves = browser.get(&format!("{path}/moves")).await.json();
        assert_eq!((moves[0]["kind"].as_str(), moves[0]["reason"].as_i64()), (Some("given_up"), Some(reason.0)));
    }

    async fn a_pool_is_set_up_with_plain_forms(house: House) {
        let stage = Stage::of(&house);
        let browser = stage.browser(&house.admin().await).await;
        let (level, role) = (house.choice(ChoiceKind::Level, "A").await.to_string(), house.role("销售员").await.id.to_string());
        let pair = format!("{level}:{role}");
        let fields = [
            ("name", "华东"), ("name_en", "East"), ("roles[]", role.as_str()), ("hidden[]", "mobile"), ("hidden[]", "contacts"),
            ("claims_per_day", "5"), ("cool_down_days", ""), ("protect_days", ""), ("warn_days", "2"),
            ("limited[]", level.as_str()), ("level_roles[]", pair.as_str()),
        ];
        browser.form(function("add_pool"), &fields).await;
        let admin = house.admin().await.desk().await;
        let pool = admin.pools().list().await.unwrap().remove(1);
        assert_eq!((pool.form.everyone, pool.form.hidden.len(), pool.form.claims_per_day), (false, 2, Some(5)));
        assert_eq!(pool.form.levels[0].roles.len(), 1);
        let id = pool.id.to_string();
        let rule = [("pool", id.as_str()), ("kind", "no_record"), ("days", "30"), ("level", "")];
        browser.form(function("add_pool_rule"), &rule).await;
        let rule = admin.pools().list().await.unwrap().remove(1).rules.remove(0).id;
        browser.form(function("switch_pool_rule"), &[("rule", rule.to_string().as_str()), ("on", "true")]).await;
        assert!(admin.pools().rule(rule).await.unwrap().1.since.is_some());
        browser.form(function("set_pool_parameters"), &[("most", "100"), ("zone", "Asia/Shanghai")]).await;
        assert_eq!(admin.pools().parameters().await.unwrap().most, Some(100));
        let rules = format!("/settings/pools/rules/{rule}");
        for (path, words) in [
            ("/settings/pools".to_owned(), "华东"), (format!("/settings/pools/{id}"), "30 天没有记录"),
            ("/settings/pools/new".to_owned(), "所有能领取客户的人"), (rules, "没有客户会被收回"),
        ] {
            let page = browser.get(&path).await;
            page.done();
            assert!(page.text().contains(words), "{path}: {}", page.text());
        }
        let li = stage.browser(&house.salesperson("李").await).await;
        assert_eq!(li.get("/settings/pools").await.status, 403);
    }
}
