//! Customers over HTTP: entered once, seen by those who may, handed about, merged and parted.
use crate::document::{whole, wrong};
use crate::stage::{Stage, Visitor};
use axum::http::Method;
use domain::choice::ChoiceKind;
use leptos::server_fn::axum::server_fn_paths;
use serde_json::{Value, json};
use testkit::{House, on_both};

const ALL: &str = "/api/v1/customers";

async fn entered(visitor: &Visitor, name: &str, mobile: &str) -> Value {
    visitor.post(ALL, json!({"name": name, "mobile": mobile})).await.json()
}

async fn told(visitor: &Visitor, path: &str, real: &str) {
    let whole = whole();
    let value = visitor.get(real).await.json();
    let schema = &whole["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    assert!(!schema.is_null(), "{path} has no schema");
    assert_eq!(wrong(&whole, schema, &value, path), Vec::<String>::new(), "{value}");
}

on_both! {
    async fn a_customer_goes_from_hand_to_hand_over_http(house: House) {
        let stage = Stage::of(&house);
        let [li, wang, admin] =
            [house.salesperson("李").await, house.salesperson("王").await, house.admin().await];
        let (mine, other, boss) =
            (stage.browser(&li).await, stage.browser(&wang).await, stage.browser(&admin).await);
        let body = json!({"name": "华山机械", "kind": "company", "contacts": [{"name": "赵敏", "mobile": "13900001111"}]});
        let customer = mine.post(ALL, body).await.json();
        assert_eq!((customer["owner"]["name"].as_str(), customer["through"].as_str()), (Some("李"), Some("ownership")));
        let path = format!("{ALL}/{}", customer["id"]);
        other.get(&path).await.problem(404);
        mine.post(&format!("{path}/shares"), json!({"people": [wang.id.0]})).await.done();
        assert_eq!(other.get(&path).await.json()["through"], "share_to_read");
        other.patch(&path, json!({"version": customer["version"], "city": "上海"})).await.problem(404);
        mine.json(Method::DELETE, &format!("{path}/shares/{}", wang.id), json!({})).await.done();
        other.get(&path).await.problem(404);
        let reason = house.choice(ChoiceKind::PoolReason, "联系不上").await;
        mine.post(&format!("{path}/give-up"), json!({"reason": reason, "note": "三次没接"})).await.done();
        let claimed = other.post(&format!("{path}/claim"), json!({})).await.json();
        assert_eq!(claimed["owner"]["name"], "王");
        let moves = other.get(&format!("{path}/moves")).await.json();
        let kinds: Vec<_> = moves.as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["claimed", "given_up", "entered"]);
        other.json(Method::DELETE, &path, json!({})).await.done();
        other.get(&path).await.problem(404);
        let restored = boss.post(&format!("{ALL}/restore"), json!({"ids": [customer["id"]], "owner": li.id.0})).await.json();
        assert_eq!(restored["done"], json!([customer["id"]]));
        assert_eq!(mine.get(&path).await.json()["state"], "owned");
    }

    async fn a_mobile_that_is_there_is_refused_and_only_its_owner_is_told(house: House) {
        let stage = Stage::of(&house);
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let (mine, other) = (stage.browser(&li).await, stage.browser(&wang).await);
        entered(&mine, "华山", "139 0000 2222").await;
        let again = other.post(ALL, json!({"name": "泰山", "mobile": "+86 13900002222"})).await;
        again.problem(409);
        let twins = other.post(&format!("{ALL}/duplicates/check"), json!({"mobile": "13900002222"})).await.json();
        assert_eq!((twins[0]["blocks"].as_bool(), twins[0]["owner"]["name"].as_str()), (Some(true), Some("李")));
        assert_eq!(twins[0]["customer"], Value::Null);
        for _ in 0..2 {
            other.post(&format!("{ALL}/duplicates/ask"), json!({"mark": "mobile", "value": "13900002222"})).await.done();
        }
        let told = mine.get("/api/v1/notices").await.json();
        assert_eq!((told.as_array().unwrap().len(), told[0]["kind"].as_str()), (1, Some("wanted")));
        mine.post(&format!("{ALL}/duplicates/ask"), json!({"mark": "mobile", "value": "13900002222"})).await.problem(404);
        let wrong = mine.post(ALL, json!({"kind": "club", "colour": "red"})).await;
        wrong.problem(422);
    }

    async fn a_change_that_makes_two_the_same_is_confirmed(house: House) {
        let stage = Stage::of(&house);
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let (mine, other) = (stage.browser(&li).await, stage.browser(&wang).await);
        other.post(ALL, json!({"name": "泰山", "email": "info@taishan.example"})).await.done();
        let customer = mine.post(ALL, json!({"name": "华山"})).await.json();
        let (change, _) = server_fn_paths().find(|(path, _)| path.contains("/edit_customer")).unwrap();
        let (id, version) = (customer["id"].to_string(), customer["version"].to_string());
        let typed = [("customer", id.as_str()), ("version", &version), ("email", "info@taishan.example")];
        let refused = mine.form(change, &typed).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text().contains("王"), "{}", refused.text());
        mine.form(change, &[&typed[..], &[("confirm", "1")]].concat()).await.done();
        assert_eq!(mine.get(&format!("{ALL}/{id}")).await.json()["email"], "info@taishan.example");
        // A mobile is nobody else's, whatever is confirmed.
        entered(&other, "恒山", "13900006666").await;
        let patch = json!({"version": 2, "mobile": "13900006666", "confirm": true});
        mine.patch(&format!("{ALL}/{id}"), patch).await.problem(409);
    }

    async fn two_customers_become_one_and_two_again(house: House) {
        let stage = Stage::of(&house);
        let boss = stage.browser(&house.admin().await).await;
        let (one, two) = (entered(&boss, "华山", "13900003333").await, entered(&boss, "泰山公司", "13900004444").await);
        let preview = boss.get(&format!("{ALL}/merge?winner={}&loser={}", one["id"], two["id"])).await.json();
        assert_eq!(preview["fields"].as_array().unwrap().iter().filter(|field| field["field"] == "mobile").count(), 1);
        let wish = json!({
            "winner": one["id"], "winner_version": one["version"], "loser": two["id"], "loser_version": two["version"],
            "fields": {"mobile": "loser"},
        });
        let merge = boss.post(&format!("{ALL}/merge"), wish).await.json();
        assert_eq!(boss.get(&format!("{ALL}/{}", one["id"])).await.json()["mobile"], "13900004444");
        told(&boss, "/api/v1/customers/{id}/merges", &format!("{ALL}/{}/merges", one["id"])).await;
        boss.post(&format!("/api/v1/merges/{}/part", merge["id"]), json!({})).await.done();
        assert_eq!(boss.get(&format!("{ALL}/{}", one["id"])).await.json()["mobile"], "13900003333");
        assert_eq!(boss.get(&format!("{ALL}/{}", two["id"])).await.json()["name"], "泰山公司");
    }

    async fn a_level_is_asked_for_and_decided_on_over_http(house: House) {
        let stage = Stage::of(&house);
        let li = house.salesperson("李").await;
        let boss = house.manager_of("经理", &[&li]).await;
        let (mine, boss) = (stage.browser(&li).await, stage.browser(&boss).await);
        let path = format!("{ALL}/{}", entered(&mine, "华山", "13900005555").await["id"]);
        let level = house.choice(ChoiceKind::Level, "A").await;
        mine.post(&format!("{path}/level"), json!({"level": level})).await.problem(422);
        let asked = mine.post(&format!("{path}/level"), json!({"level": level, "reason": "大单"})).await.json();
        assert_eq!((asked["state"].as_str(), mine.get(&path).await.json()["level"].is_null()), (Some("pending"), true));
        assert_eq!(boss.get("/api/v1/notices/waiting").await.json()["approvals"], 1);
        told(&boss, "/api/v1/approvals", "/api/v1/approvals").await;
        told(&boss, "/api/v1/notices", "/api/v1/notices").await;
        let decision = format!("/api/v1/approvals/{}", asked["id"]);
        boss.post(&format!("{decision}/reject"), json!({})).await.problem(422);
        boss.post(&format!("{decision}/approve"), json!({})).await.done();
        let late = boss.post(&format!("{decision}/approve"), json!({})).await.problem(409);
        assert_eq!((late["type"].as_str(), late["by"].as_str()), (Some("urn:clew:problem:decided"), Some("经理")));
        assert_eq!(late["detail"], "已由 经理 通过。");
        assert_eq!(mine.get(&path).await.json()["level"]["id"], level.0);
        told(&boss, "/api/v1/customers/levels", "/api/v1/customers/levels").await;
        mine.post("/api/v1/notices/read", json!({})).await.done();
        assert_eq!(mine.get("/api/v1/notices/waiting").await.json()["notices"], 0);
    }

    async fn what_is_answered_of_customers_is_what_is_told(house: House) {
        let li = house.salesperson("李").await;
        let stage = Stage::of(&house);
        let mine = stage.browser(&li).await;
        let body = json!({"name": "华山机械", "contacts": [{"name": "赵敏", "main": true}]});
        let path = format!("{ALL}/{}", mine.post(ALL, body).await.json()["id"]);
        mine.post(&format!("{path}/records"), json!({"content": "打过电话"})).await.done();
        mine.post(&format!("{path}/visits"), json!({"starts_at": "2026-11-22T06:00:00Z"})).await.done();
        mine.post(&format!("{path}/web-items"), json!({"title": "获奖", "link": "https://example.com"})).await.done();
        told(&mine, "/api/v1/customers", &format!("{ALL}?view=mine&count=exact")).await;
        for part in ["", "/records", "/visits", "/web-items", "/moves", "/shares", "/contacts", "/around"] {
            told(&mine, &format!("/api/v1/customers/{{id}}{part}"), &format!("{path}{part}")).await;
        }
        told(&mine, "/api/v1/customers/views", &format!("{ALL}/views")).await;
        told(&mine, "/api/v1/contacts", "/api/v1/contacts?q=zm&count=exact").await;
        let contact = mine.get(&format!("{path}/contacts")).await.json()[0].clone();
        let contact_path = format!("/api/v1/contacts/{}", contact["id"]);
        told(&mine, "/api/v1/contacts/{id}", &contact_path).await;
        let changed = mine.patch(&contact_path, json!({"version": contact["version"], "position": "经理"})).await.json();
        assert_eq!(changed["position"], "经理");
        let stale = mine.patch(&contact_path, json!({"version": contact["version"], "position": "总监"})).await;
        stale.problem(409);
        mine.json(Method::DELETE, &contact_path, json!({})).await.done();
        mine.get(&contact_path).await.problem(404);
    }
}
