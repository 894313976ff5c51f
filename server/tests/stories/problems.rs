//! Problems: they name the field, and speak the reader's language.
use crate::stage::Stage;
use domain::{Lang, Permission, Scope};
use leptos::server_fn::axum::server_fn_paths;
use serde_json::json;
use testkit::{House, on_both};

on_both! {
    async fn each_wrong_field_of_a_lead_is_named(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await;
        let body = json!({"email": "nobody", "mobile": "1".repeat(41), "source": 999_999});
        let answer = admin.post("/api/v1/leads", body).await;
        let mut wrong = answer.wrong_fields();
        wrong.sort();
        assert_eq!(wrong, ["email", "mobile", "source"]);
        let problem = answer.problem(422);
        let mobile = problem["fields"].as_array().unwrap().iter().find(|field| field["field"] == "mobile").unwrap();
        assert_eq!(mobile, &json!({"field": "mobile", "code": "too_long", "max": 40, "message": "最多 40 个字。"}));
    }

    async fn words_are_those_of_the_header_or_else_of_the_person(house: House) {
        let stage = Stage::of(&house);
        let lina = house.salesperson("李娜").await;
        lina.desk().await.sessions().set_preferences(Lang::En, "auto", "compact", "Europe/Berlin").await.unwrap();
        let browser = stage.browser(&lina).await;
        let problem = browser.get("/api/v1/leads/404").await.problem(404);
        assert_eq!(problem["title"], "Not found");
        let chinese = browser.with("accept-language", "zh-CN,zh;q=0.9,en;q=0.5").get("/api/v1/leads/404").await;
        assert_eq!(chinese.problem(404)["title"], "没有找到");
        assert_eq!(chinese.header("content-language"), "zh-CN");
        assert_eq!(stage.stranger().get("/api/v1/leads").await.problem(401)["title"], "没有登录");
    }

    async fn a_missing_permission_is_named(house: House) {
        let stage = Stage::of(&house);
        let may = [Permission::ViewLeads, Permission::ManageTokens];
        let reader = stage.program(&house.person_who_may("读者", Scope::Own, &may).await).await;
        let problem = reader.post("/api/v1/leads", json!({"contact": "张伟"})).await.problem(403);
        assert_eq!(problem["permission"], "leads.add");
        assert_eq!(problem["detail"], "您没有“新建线索”的权限，请联系管理员。");
    }

    async fn parameters_and_paths_that_say_nothing_are_refused(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await;
        assert_eq!(admin.get("/api/v1/leads?colour=red").await.wrong_fields(), ["colour"]);
        assert_eq!(admin.get("/api/v1/leads?cursor=abc").await.wrong_fields(), ["cursor"]);
        assert_eq!(admin.get("/api/v1/visits?from=today").await.wrong_fields(), ["from", "to"]);
        admin.get("/api/v1/leads/first").await.problem(404);
        admin.get("/api/v1/nothing").await.problem(404);
        let answer = admin.post("/api/v1/me", json!({})).await;
        assert_eq!(answer.problem(405)["type"], "urn:clew:problem:method_not_allowed");
        assert!(answer.header("allow").contains("GET"), "{:?}", answer.headers);
    }

    async fn what_a_page_sends_and_nobody_can_read_is_the_senders_mistake(house: House) {
        let browser = Stage::of(&house).browser(&house.admin().await).await;
        let path = server_fn_paths().map(|(path, _)| path).find(|path| path.contains("move_visit")).unwrap();
        for fields in [&[("visit", "first"), ("starts_at", "x")][..], &[("visit", "1"), ("starts_at", "25:61")], &[]] {
            let answer = browser.form(path, fields).await;
            assert_eq!(answer.status, 422, "{fields:?}: {}", answer.text());
        }
        let nowhere = browser.form(path, &[("visit", "404"), ("starts_at", "2026-11-22T10:00")]).await;
        assert_eq!(nowhere.status, 404);
    }

    async fn two_who_change_the_same_field_hear_of_each_other(house: House) {
        let stage = Stage::of(&house);
        let admin = stage.program(&house.admin().await).await;
        let lead = admin.post("/api/v1/leads", json!({"contact": "张伟", "company": "华星"})).await.json();
        let path = format!("/api/v1/leads/{}", lead["id"]);
        let version = &lead["version"];
        let first = admin.patch(&path, json!({"version": version, "contact": "张卫"})).await.json();
        assert_eq!(first["contact"], "张卫");
        let other_field = admin.patch(&path, json!({"version": version, "company": "华星机械"})).await.json();
        assert_eq!((other_field["contact"].as_str(), other_field["company"].as_str()), (Some("张卫"), Some("华星机械")));
        let problem = admin.patch(&path, json!({"version": version, "contact": "章伟"})).await.problem(409);
        let conflict = json!({"field": "contact", "base": "张伟", "theirs": "张卫", "mine": "章伟"});
        assert_eq!(problem["conflicts"], json!([conflict]));
        assert_eq!(problem["version"], other_field["version"]);
    }
}
