//! Why somebody sees a row: over HTTP, and on its page, which needs no script.
use crate::document::{whole, wrong};
use crate::stage::{Stage, Visitor};
use serde_json::{Value, json};
use testkit::{House, on_both};

const CUSTOMERS: &str = "/api/v1/customers";

async fn explained(visitor: &Visitor, noun: &str, row: &Value, person: i64) -> Value {
    let whole = whole();
    let told = &whole["paths"][format!("/api/v1/{noun}/{{id}}/why")]["get"]["responses"]["200"];
    let why = visitor.get(&format!("/api/v1/{noun}/{row}/why?person={person}")).await.json();
    let schema = &told["content"]["application/json"]["schema"];
    assert!(!schema.is_null(), "{noun} has no schema");
    assert_eq!(wrong(&whole, schema, &why, noun), Vec::<String>::new(), "{why}");
    why
}

on_both! {
    async fn why_somebody_sees_a_row_is_explained_over_http(house: House) {
        let stage = Stage::of(&house);
        let [li, wang, boss] = [house.salesperson("李").await, house.salesperson("王").await, house.manager("周").await];
        let (mine, other) = (stage.browser(&li).await, stage.browser(&wang).await);
        let id = mine.post(CUSTOMERS, json!({"name": "华山机械"})).await.json()["id"].clone();
        let path = format!("{CUSTOMERS}/{id}/why");
        let why = explained(&mine, "customers", &id, wang.id.0).await;
        assert_eq!((why["sees"].as_bool(), why["person"]["name"].as_str()), (Some(false), Some("王")));
        assert_eq!((why["reasons"][0]["because"].as_str(), why["reasons"][0]["owner"].as_str()), (Some("not_theirs"), Some("李")));
        let why = explained(&mine, "customers", &id, boss.id.0).await;
        assert_eq!((why["sees"].as_bool(), why["reasons"][0]["because"].as_str()), (Some(true), Some("superior")));
        other.get(&format!("{path}?person={}", wang.id)).await.problem(404);
        assert_eq!(mine.get(&path).await.wrong_fields(), ["person"]);
        assert_eq!(mine.get(&format!("{path}?person=999")).await.wrong_fields(), ["person"]);
        mine.post(&format!("{CUSTOMERS}/{id}/shares"), json!({"people": [wang.id.0], "may_edit": true})).await.done();
        let why = explained(&other, "customers", &id, wang.id.0).await;
        assert_eq!((why["changes"].as_bool(), why["reasons"][0]["because"].as_str()), (Some(true), Some("shared")));
        let lead = json!(li.lead("陈晓").await.id);
        let why = explained(&mine, "leads", &lead, li.id.0).await;
        assert_eq!(why["reasons"][0]["because"], "owner");
    }

    async fn why_somebody_sees_a_row_stands_on_a_page_without_a_script(house: House) {
        let stage = Stage::of(&house);
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let (mine, other) = (stage.browser(&li).await, stage.browser(&wang).await);
        let id = mine.post(CUSTOMERS, json!({"name": "华山机械"})).await.json()["id"].clone();
        let card = mine.get(&format!("/customers/{id}")).await.text();
        assert!(card.contains(&format!("href=\"/customers/{id}/who\"")), "{card}");
        let form = mine.get(&format!("/customers/{id}/who")).await.text();
        assert!(form.contains("谁能看到 华山机械") && form.contains("name=\"person\""), "{form}");
        let said = mine.get(&format!("/customers/{id}/who?person={}", wang.id)).await.text();
        assert!(said.contains("王 看不到") && said.contains("负责人是李"), "{said}");
        let said = mine.get(&format!("/leads/{}/who?person={}", li.lead("陈晓").await.id, li.id)).await.text();
        assert!(said.contains("李 能看到，也能修改") && said.contains("是负责人"), "{said}");
        assert_eq!(other.get(&format!("/customers/{id}/who?person={}", wang.id)).await.status, 404);
    }
}
