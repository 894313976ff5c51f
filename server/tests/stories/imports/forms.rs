//! The pages' plain forms, as a browser without scripts sends them.
use super::hand::{Hand, form_with};
use crate::stage::{Answer, Visitor};
use axum::http::Method;
use serde_json::Value;
use testkit::{House, on_both};

async fn upload(browser: &Visitor, name: &str, content: &str) -> Answer {
    let (body, kind) = form_with(name, content.as_bytes());
    browser.send(Method::POST, "/import/upload", body.into(), Some(&kind)).await
}

fn query(location: &str, name: &str) -> Value {
    let pairs = domain::query::pairs(location.split_once('?').unwrap().1);
    serde_json::from_str(&pairs.into_iter().find(|(known, _)| known == name).unwrap().1).unwrap()
}

on_both! {
    async fn an_import_is_made_by_forms_alone(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let browser = hand.stage.browser(&house.admin().await).await;
        let answer = upload(&browser, "leads.csv", "LEADID,Last Name,Email\n1,王芳,broken\n2,李娜,li@clew.example\n").await;
        assert_eq!(answer.status, 303);
        let page = answer.header("location").to_owned();
        let id = serde_json::json!(page.rsplit('/').next().unwrap().parse::<i64>().unwrap());
        let rules = [("map.external_id", "0"), ("map.contact", "1"), ("map.email", "2"), ("match_key", "external_id"), ("owner", "pool"), ("create", "0"), ("create", "1"), ("then", "check")];
        assert_eq!(browser.form(&format!("{page}/rules"), &rules).await.header("location"), page);
        hand.worker.all().await.unwrap();
        assert_eq!(hand.find(&id).await["checked"]["error"], 1);
        let fix = [("line", "2"), ("column", "2"), ("text", "wang@clew.example"), ("back", "rows=error&after=0")];
        let there = browser.form(&format!("{page}/fix"), &fix).await.header("location").to_owned();
        assert_eq!(there, format!("{page}?rows=error&after=0#line-2"));
        assert_eq!(browser.form(&format!("{page}/run"), &[]).await.header("location"), page);
        hand.worker.all().await.unwrap();
        assert_eq!(hand.find(&id).await["result"]["new"], 2);
        assert_eq!(browser.get(&format!("{page}/errors.csv")).await.status, 200);
    }

    async fn what_was_wrong_stands_in_the_address_of_the_page(house: House) {
        let hand = Hand::of_admin(&house).await;
        let browser = hand.stage.browser(&house.admin().await).await;
        let location = upload(&browser, "empty.csv", "").await.header("location").to_owned();
        assert_eq!(query(&location, "failure")["code"], "empty");
        let page = upload(&browser, "leads.csv", "a,b\n1,2\n").await.header("location").to_owned();
        let answer = browser.form(&format!("{page}/rules"), &[("then", "check"), ("back", "problem=old")]).await;
        let problem = query(answer.header("location"), "problem");
        assert_eq!(problem["fields"][0]["field"], "contact");
        let answer = browser.form("/import/999/check", &[]).await;
        assert_eq!(query(answer.header("location"), "problem")["problem"], "not_found");
    }

    async fn a_file_that_is_not_wanted_is_forgotten(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let browser = hand.stage.browser(&house.admin().await).await;
        let import = hand.upload("leads.csv", "LEADID,Last Name\n1,王芳\n").await;
        let answer = browser.form(&format!("/import/{}/remove", import["id"]), &[]).await;
        assert_eq!((answer.header("location"), hand.files()), ("/import", 0));
        assert_eq!(hand.program.get("/api/v1/imports").await.json(), serde_json::json!([]));
        let import = hand.upload("leads.csv", "LEADID,Last Name\n1,王芳\n").await;
        hand.follow(&import).await;
        hand.program.delete(&format!("/api/v1/imports/{}", import["id"])).await.problem(409);
    }

    async fn a_script_is_answered_in_its_own_way(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", "LEADID,Last Name,Email\n1,王芳,broken\n").await;
        hand.check(&import).await;
        let script = hand.stage.browser(&house.admin().await).await.with("accept", "application/json");
        let path = format!("/import/{}/fix", import["id"]);
        let row = script.form(&path, &[("line", "2"), ("column", "2"), ("text", "a@clew.example")]).await.json();
        assert_eq!(row["outcome"], "new");
        script.form(&path, &[("line", "9"), ("column", "2"), ("text", "x")]).await.problem(404);
        assert_eq!(script.form(&path, &[("line", "x"), ("column", "2"), ("text", "x")]).await.wrong_fields(), ["line"]);
    }

    async fn nobody_signed_in_sends_no_form(house: House) {
        let hand = Hand::of_admin(&house).await;
        let stranger = hand.stage.stranger();
        upload(&stranger, "leads.csv", "a,b\n1,2\n").await.problem(401);
        for verb in ["source", "rules", "check", "run", "stop", "remove", "fix"] {
            stranger.form(&format!("/import/1/{verb}"), &[]).await.problem(401);
        }
        stranger.get("/import/1/errors.csv").await.problem(401);
        assert_eq!(hand.files(), 0);
    }
}
