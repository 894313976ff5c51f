//! The day's work over the REST API.
use crate::stage::{Stage, Visitor};
use domain::choice::ChoiceKind;
use serde_json::{Value, json};
use testkit::{House, on_both};

async fn kinds(visitor: &Visitor, path: &str) -> Vec<String> {
    let records = visitor.get(&format!("{path}/records")).await.json();
    let kinds = records.as_array().unwrap().iter().map(|record| record["kind"].as_str().unwrap().to_owned());
    kinds.collect()
}

on_both! {
    async fn a_lead_goes_its_way_from_the_pool_to_the_end_and_back(house: House) {
        let stage = Stage::of(&house);
        let manager = stage.browser(&house.manager("陈总").await).await;
        let lina = house.salesperson("李娜").await;
        let hers = stage.browser(&lina).await;
        let lead = manager.post("/api/v1/leads", json!({"contact": "王芳"})).await;
        let path = lead.header("location").to_owned();
        assert_eq!(lead.json()["state"], "unclaimed");
        assert_eq!(hers.post(&format!("{path}/claim"), json!({})).await.json()["owner"]["name"], "李娜");
        let status = house.status("跟进中").await;
        let lead = hers.post(&format!("{path}/status"), json!({"status": status})).await.json();
        assert_eq!(lead["status"]["name"], "跟进中");
        assert_eq!(hers.put(&format!("{path}/focus"), json!({})).await.json()["focus"], true);
        assert_eq!(hers.delete(&format!("{path}/focus")).await.json()["focus"], false);
        let reason = house.choice(ChoiceKind::FinishReason, "没有需求").await;
        let lead = hers.post(&format!("{path}/finish"), json!({"reason": reason})).await.json();
        assert_eq!((lead["state"].as_str(), lead["finish_reason"]["name"].as_str()), (Some("finished"), Some("没有需求")));
        assert_eq!(hers.post(&format!("{path}/reopen"), json!({})).await.problem(403)["permission"], "leads.reopen");
        assert_eq!(manager.post(&format!("{path}/reopen"), json!({})).await.json()["state"], "claimed");
        let told = ["reopened", "finished", "status", "claimed", "entered"];
        assert_eq!(kinds(&hers, &path).await, told);
    }

    async fn a_visit_is_made_moved_and_closed_by_one_feedback(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let hers = Stage::of(&house).browser(&lina).await;
        let path = format!("/api/v1/leads/{}", lead.id);
        let body = json!({"starts_at": "2026-11-22T06:00:00Z", "points": "谈价格"});
        let visit = hers.post(&format!("{path}/visits"), body).await.json();
        assert_eq!((visit["lead"]["name"].as_str(), visit["minutes"].as_i64()), (Some("王芳"), Some(60)));
        let visit_path = format!("/api/v1/visits/{}", visit["id"]);
        let moved = hers.post(&format!("{visit_path}/reschedule"), json!({"starts_at": "2026-11-23T06:00:00Z"})).await.json();
        assert_eq!(moved["starts_at"], "2026-11-23T06:00:00Z");
        let first = hers.post(&format!("{visit_path}/feedback"), json!({"content": "谈成了"})).await.json();
        let again = hers.post(&format!("{visit_path}/feedback"), json!({"content": "谈成了"})).await.json();
        assert_eq!(first, again);
        hers.post(&format!("{visit_path}/feedback"), json!({"content": "没谈成"})).await.problem(409);
        hers.post(&format!("{visit_path}/cancel"), json!({})).await.problem(409);
        assert_eq!(kinds(&hers, &path).await, ["feedback", "scheduled", "entered"]);
        let month = hers.get("/api/v1/visits/days?month=2026-11").await.json();
        assert_eq!(month, json!([{"day": "2026-11-23", "open": 0, "done": 1}]));
    }

    async fn many_leads_are_scheduled_in_one_go_and_the_rest_is_named(house: House) {
        let stage = Stage::of(&house);
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张强").await);
        let (one, two, other) = (lina.lead("甲").await, lina.lead("乙").await, zhang.lead("丙").await);
        let hers = stage.browser(&lina).await;
        let visit = json!({"starts_at": "2026-11-25T01:00:00Z"});
        let done = hers.post("/api/v1/leads/visits", json!({"ids": [one.id, two.id, other.id], "visit": visit})).await.json();
        assert_eq!(done["done"], json!([one.id, two.id]));
        assert_eq!(done["skipped"], json!([{"id": other.id, "reason": "not_found"}]));
        let by_filter = hers.post("/api/v1/leads/focus", json!({"matching": "contact=甲", "focus": true})).await.json();
        assert_eq!(by_filter["done"], json!([one.id]));
        let neither = hers.post("/api/v1/leads/claim", json!({})).await;
        assert_eq!(neither.wrong_fields(), ["ids"]);
        let wrong = hers.post("/api/v1/leads/claim", json!({"matching": "colour=red"})).await;
        assert_eq!(wrong.wrong_fields(), ["colour"]);
    }

    async fn amended_twice_at_once_the_second_hears_of_the_first(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let hers = Stage::of(&house).browser(&lina).await;
        let record = hers.post(&format!("/api/v1/leads/{}/records", lead.id), json!({"content": "一", "kind": "call"})).await.json();
        let path = format!("/api/v1/records/{}", record["id"]);
        assert_eq!(hers.patch(&path, json!({"content": "二", "revisions": 0})).await.json()["revisions"], 1);
        hers.patch(&path, json!({"content": "三", "revisions": 0})).await.problem(409);
        let wordings = hers.get(&format!("{path}/revisions")).await.json();
        let contents: Vec<_> = wordings.as_array().unwrap().iter().map(|wording| wording["content"].clone()).collect();
        assert!(contents.contains(&json!("一")), "{contents:?}");
        hers.delete(&path).await.problem(405);
    }

    async fn the_administrator_sets_up_lists_tabs_people_and_roles(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await;
        let choice = admin.post("/api/v1/choices", json!({"kind": "source", "choice": {"name": "抖音"}})).await.json();
        let choice = format!("/api/v1/choices/{}", choice["id"]);
        admin.put(&choice, json!({"name": "抖音", "name_en": "Douyin", "colour": "purple"})).await.done();
        assert_eq!(admin.get(&format!("{choice}/uses")).await.json(), json!({"uses": 0}));
        admin.post(&format!("{choice}/retire"), json!({"retired": true})).await.done();
        let into = house.choice(ChoiceKind::Source, "其他").await;
        admin.post(&format!("{choice}/merge"), json!({"into": into})).await.done();
        let tab = admin.post("/api/v1/tabs", json!({"name": "跟进", "rule": {"kind": "statuses", "statuses": [house.status("跟进中").await]}})).await.json();
        let tabs: Vec<Value> = admin.get("/api/v1/tabs").await.json().as_array().unwrap().clone();
        let mut order: Vec<_> = tabs.iter().map(|tab| tab["id"].clone()).collect();
        order.reverse();
        admin.post("/api/v1/tabs/order", json!({"ids": order})).await.done();
        assert_eq!(admin.get("/api/v1/tabs").await.json()[0]["id"], tab["id"]);
        admin.delete(&format!("/api/v1/tabs/{}", tab["id"])).await.done();
        let role = admin.post("/api/v1/roles", json!({"parent": null, "name": "客服", "scope": "own", "permissions": ["leads.view"]})).await.json();
        let person = json!({"login": "ke.fu", "name": "小客", "password": "lantern-river-91", "roles": [role["id"]]});
        let person = admin.post("/api/v1/people", person).await.json();
        admin.post(&format!("/api/v1/people/{}/disable", person["id"]), json!({"disabled": true})).await.done();
        admin.delete(&format!("/api/v1/roles/{}", role["id"])).await.problem(409);
        let unknown = admin.post("/api/v1/roles", json!({"parent": null, "name": "x", "scope": "galaxy"})).await;
        assert_eq!(unknown.wrong_fields(), ["scope"]);
    }

    async fn one_looks_after_ones_own_account(house: House) {
        let stage = Stage::of(&house);
        let lina = house.salesperson("李娜").await;
        let browser = stage.browser(&lina).await;
        let preferences = json!({"lang": "en", "theme": "dark", "density": "compact", "zone": "Europe/Berlin"});
        browser.put("/api/v1/me/preferences", preferences).await.done();
        let me = browser.get("/api/v1/me").await.json();
        assert_eq!((me["lang"].as_str(), me["zone"].as_str()), (Some("en"), Some("Europe/Berlin")));
        let answer = browser.put("/api/v1/me/password", json!({"present": "no", "password": "river-lantern-77"})).await;
        assert_eq!(answer.wrong_fields(), ["present"]);
        let columns = json!([{"key": "mobile", "width": 150}, {"key": "contact", "width": 90}]);
        browser.put("/api/v1/columns/leads", columns.clone()).await.done();
        assert_eq!(browser.get("/api/v1/columns/leads").await.json(), columns);
        browser.delete("/api/v1/columns/leads").await.done();
        assert_eq!(browser.get("/api/v1/columns/leads").await.json(), Value::Null);
        let other = stage.browser(&lina).await;
        browser.delete("/api/v1/sessions").await.done();
        other.get("/api/v1/me").await.problem(401);
    }

    async fn a_visit_is_looked_at_by_those_who_see_it(house: House) {
        let stage = Stage::of(&house);
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张强").await);
        let lead = lina.lead("王芳").await;
        let hers = stage.browser(&lina).await;
        let body = json!({"starts_at": "2026-11-22T06:00:00Z", "points": "谈价格"});
        let answer = hers.post(&format!("/api/v1/leads/{}/visits", lead.id), body).await;
        let (visit, path) = (answer.json(), answer.header("location").to_owned());
        assert_eq!(path, format!("/api/v1/visits/{}", visit["id"]));
        assert_eq!(hers.get(&path).await.json(), visit);
        stage.browser(&zhang).await.get(&path).await.problem(404);
        hers.get("/api/v1/visits/first").await.problem(404);
    }

    async fn one_steps_through_the_leads_of_a_list(house: House) {
        let lina = house.salesperson("李娜").await;
        let (one, two, three) = (lina.lead("A").await, lina.lead("B").await, lina.lead("C").await);
        let hers = Stage::of(&house).browser(&lina).await;
        let around = async |lead, query: &str| hers.get(&format!("/api/v1/leads/{lead}/around?{query}")).await.json();
        assert_eq!(around(two.id, "sort=contact").await, json!({"previous": one.id, "next": three.id}));
        assert_eq!(around(two.id, "sort=-contact").await, json!({"previous": three.id, "next": one.id}));
        assert_eq!(around(one.id, "sort=contact&contact=A").await, json!({"previous": null, "next": null}));
        assert_eq!(hers.get(&format!("/api/v1/leads/{}/around?colour=red", one.id)).await.wrong_fields(), ["colour"]);
    }

    async fn people_are_put_into_roles_and_taken_out(house: House) {
        let stage = Stage::of(&house);
        let (admin, lina) = (stage.program(&house.admin().await).await, house.salesperson("李娜").await);
        let role = house.role("销售经理").await.id;
        let path = format!("/api/v1/roles/{role}/people/{}", lina.id);
        let held = async || {
            let people = admin.get("/api/v1/people").await.json();
            let her = people.as_array().unwrap().iter().find(|person| person["id"] == json!(lina.id)).unwrap().clone();
            her["roles"].as_array().unwrap().contains(&json!(role))
        };
        for _ in 0..2 {
            admin.put(&path, json!({})).await.done();
            assert!(held().await);
        }
        for _ in 0..2 {
            admin.delete(&path).await.done();
            assert!(!held().await);
        }
        admin.put(&format!("/api/v1/roles/{role}/people/404"), json!({})).await.problem(404);
        admin.put("/api/v1/roles/first/people/1", json!({})).await.problem(404);
        assert_eq!(admin.put(&format!("/api/v1/roles/404/people/{}", lina.id), json!({})).await.wrong_fields(), ["roles"]);
        stage.browser(&lina).await.put(&path, json!({})).await.problem(403);
    }

    async fn the_log_tells_what_one_person_did(house: House) {
        let stage = Stage::of(&house);
        let lina = house.salesperson("李娜").await;
        let admin = stage.program(&house.admin().await).await;
        stage.browser(&lina).await.post("/api/v1/leads", json!({"contact": "王芳"})).await.done();
        admin.post("/api/v1/leads", json!({"contact": "张伟"})).await.done();
        let whose = async |query: &str| {
            let entries = admin.get(&format!("/api/v1/audit?action=lead.&{query}")).await.json();
            entries.as_array().unwrap().iter().map(|entry| entry["person"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(whose(&format!("person={}", lina.id)).await, [json!("李娜")]);
        assert_eq!(whose("").await.len(), 2);
        assert_eq!(admin.get("/api/v1/audit?person=me").await.wrong_fields(), ["person"]);
    }

    async fn one_reads_about_oneself_and_the_time_zones_there_are(house: House) {
        let browser = Stage::of(&house).browser(&house.salesperson("李娜").await).await;
        let account = browser.get("/api/v1/me/account").await.json();
        assert_eq!((&account["login"], &account["roles"]), (&json!("李娜"), &json!(["销售员"])));
        let zones = browser.get("/api/v1/zones").await.json();
        assert!(zones.as_array().unwrap().contains(&json!("Asia/Shanghai")));
    }

    async fn guessing_the_present_password_ends_with_too_many(house: House) {
        let browser = Stage::of(&house).browser(&house.salesperson("李娜").await).await;
        let body = |present: &str| json!({"present": present, "password": "river-lantern-77"});
        for _ in 0..10 {
            assert_eq!(browser.put("/api/v1/me/password", body("guess")).await.wrong_fields(), ["present"]);
        }
        let answer = browser.put("/api/v1/me/password", body(testkit::PASSWORD)).await;
        answer.problem(429);
        assert_eq!(answer.header("retry-after"), "900");
    }
}
