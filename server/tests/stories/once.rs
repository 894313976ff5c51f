//! Creates that are sent more than once.
use crate::stage::{Answer, Stage, Visitor, ids};
use axum::http::Method;
use domain::choice::ChoiceKind;
use domain::contact::{ContactDetails, NewContact};
use domain::customer::{CustomerDetails, NewCustomer};
use futures::future::join_all;
use serde_json::{Value, json};
use server::api::document;
use testkit::{House, on_both};

/// Every create of the document, and what it tells of it.
fn creates() -> Vec<(String, Value)> {
    let whole = serde_json::to_value(document()).unwrap();
    let posts =
        whole["paths"].as_object().unwrap().iter().map(|(path, told)| (path.clone(), told["post"].clone()));
    posts.filter(|(_, told)| told["responses"]["201"].is_object()).collect()
}

fn takes_key(told: &Value) -> bool {
    told["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .any(|parameter| parameter["name"] == "Idempotency-Key")
}

/// What is sent to a create, and how its rows are counted.
fn example(path: &str, lead: i64, visit_type: i64) -> (Value, &'static str) {
    let visit = json!({"starts_at": "2026-11-23T02:00:00Z"});
    match path {
        "/api/v1/leads" => (json!({"contact": "张伟"}), "SELECT count(*) FROM leads"),
        "/api/v1/leads/{id}/records" => (json!({"content": "打过电话"}), "SELECT count(*) FROM records"),
        "/api/v1/leads/{id}/visits" => (visit, "SELECT count(*) FROM plans"),
        "/api/v1/leads/visits" => (json!({"ids": [lead], "visit": visit}), "SELECT count(*) FROM plans"),
        "/api/v1/customers" => (json!({"name": "泰山重工"}), "SELECT count(*) FROM customers"),
        "/api/v1/customers/{id}/records" => (json!({"content": "打过电话"}), "SELECT count(*) FROM records"),
        "/api/v1/customers/{id}/visits" => (visit, "SELECT count(*) FROM plans"),
        "/api/v1/customers/visits" => (json!({"ids": [lead], "visit": visit}), "SELECT count(*) FROM plans"),
        "/api/v1/customers/{id}/contacts" => (json!({"name": "周海"}), "SELECT count(*) FROM contacts"),
        "/api/v1/customers/{id}/web-items" => (json!({"title": "获奖"}), "SELECT count(*) FROM web_items"),
        "/api/v1/choices" => {
            (json!({"kind": "source", "choice": {"name": "抖音"}}), "SELECT count(*) FROM choices")
        }
        "/api/v1/fields" => (
            json!({"noun": "lead", "kind": "text", "field": {"name": "暗号"}}),
            "SELECT count(*) FROM custom_fields",
        ),
        "/api/v1/record-fields" => (
            json!({"of_type": visit_type, "kind": "text", "field": {"name": "地点"}}),
            "SELECT count(*) FROM record_fields",
        ),
        "/api/v1/pools" => (json!({"name": "华东", "everyone": true}), "SELECT count(*) FROM pools"),
        "/api/v1/pools/{id}/rules" => (json!({"kind": "any", "days": 30}), "SELECT count(*) FROM pool_rules"),
        "/api/v1/tabs" => (json!({"name": "报价", "rule": {"kind": "all"}}), "SELECT count(*) FROM tabs"),
        "/api/v1/people" => (json!({"login": "ke.fu", "name": "小客"}), "SELECT count(*) FROM people"),
        "/api/v1/roles" => {
            (json!({"parent": null, "name": "客服", "scope": "own"}), "SELECT count(*) FROM roles")
        }
        "/api/v1/tokens" => (json!({"name": "报表"}), "SELECT count(*) FROM tokens"),
        "/api/v1/imports" => (json!("LEADID,Last Name\n1,王芳\n"), "SELECT count(*) FROM imports"),
        path if path.ends_with("/attachments") => (json!("words"), "SELECT count(*) FROM attachments"),
        other => panic!("what does one send to {other}?"),
    }
}

/// A text goes as a file, whose parts are parted by this line; all else as JSON.
async fn send(visitor: &Visitor, path: &str, body: &Value, line: &str) -> Answer {
    let Some(content) = body.as_str() else { return visitor.post(path, body.clone()).await };
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"";
    let form = format!("--{line}\r\n{head}\r\n\r\n{content}\r\n--{line}--\r\n");
    let kind = format!("multipart/form-data; boundary={line}");
    visitor.send(Method::POST, path, form.into(), Some(&kind)).await
}

fn files(stage: &Stage) -> usize {
    std::fs::read_dir(stage.site.settings.data.join("imports")).map_or(0, Iterator::count)
}

on_both! {
    async fn eight_at_once_with_one_key_make_one_lead(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await.with("idempotency-key", "order-7");
        let tries = join_all((0..8).map(|_| admin.post("/api/v1/leads", json!({"contact": "张伟"})))).await;
        let leads: Vec<_> = tries.iter().map(|answer| answer.json()["id"].clone()).collect();
        assert!(tries.iter().all(|answer| answer.status == 201));
        assert!(leads.iter().all(|id| *id == leads[0]), "{leads:?}");
        let first = tries.iter().filter(|answer| answer.header("idempotency-replayed").is_empty()).count();
        assert_eq!(first, 1);
        assert_eq!(ids(&admin.get("/api/v1/leads").await.json()).len(), 1);
    }

    async fn a_later_retry_hears_the_first_answer(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await.with("idempotency-key", "k");
        let first = admin.post("/api/v1/leads", json!({"contact": "张伟", "mobile": "1"})).await;
        // The same request, laid out otherwise.
        let again = admin.post("/api/v1/leads", json!({"mobile": "1", "contact": "张伟"})).await;
        assert_eq!((again.json(), again.header("location")), (first.json(), first.header("location")));
        assert_eq!(again.header("idempotency-replayed"), "true");
    }

    async fn a_key_for_another_request_is_named(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await.with("idempotency-key", "k");
        admin.post("/api/v1/leads", json!({"contact": "张伟"})).await.done();
        let other = admin.post("/api/v1/leads", json!({"contact": "李娜"})).await;
        assert_eq!(other.wrong_fields(), ["Idempotency-Key"]);
        let elsewhere = admin.post("/api/v1/tabs", json!({"name": "a", "rule": {"kind": "all"}})).await;
        assert_eq!(elsewhere.wrong_fields(), ["Idempotency-Key"]);
    }

    async fn a_refused_create_may_be_mended_with_the_same_key(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await.with("idempotency-key", "k");
        admin.post("/api/v1/leads", json!({"email": "nobody"})).await.problem(422);
        admin.post("/api/v1/leads", json!({"email": "nobody@clew.example"})).await.done();
    }

    async fn keys_are_each_persons_own(house: House) {
        let stage = Stage::of(&house);
        let admin = stage.program(&house.admin().await).await.with("idempotency-key", "k");
        let lina = stage.browser(&house.salesperson("李娜").await).await.with("idempotency-key", "k");
        let (hers, mine) = (
            lina.post("/api/v1/leads", json!({"contact": "张伟"})).await,
            admin.post("/api/v1/leads", json!({"contact": "王芳"})).await,
        );
        assert_ne!(hers.json()["id"], mine.json()["id"]);
    }

    async fn a_record_and_a_visit_are_written_once(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let browser = Stage::of(&house).browser(&lina).await;
        let record = browser.clone().with("idempotency-key", "r");
        let visit = browser.clone().with("idempotency-key", "v");
        let path = format!("/api/v1/leads/{}", lead.id);
        for _ in 0..2 {
            record.post(&format!("{path}/records"), json!({"content": "打过电话"})).await.done();
            let body = json!({"starts_at": "2026-11-23T02:00:00Z", "place": "世纪大道 1 号"});
            visit.post(&format!("{path}/visits"), body).await.done();
        }
        let records = browser.get(&format!("{path}/records")).await.json();
        let kinds: Vec<_> = records.as_array().unwrap().iter().map(|record| record["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["scheduled", "process", "entered"]);
        assert_eq!(browser.get(&format!("{path}/visits")).await.json().as_array().unwrap().len(), 1);
    }

    async fn every_create_of_the_document_is_done_once_or_says_that_it_takes_no_key(house: House) {
        let admin = house.admin().await;
        let lead = admin.lead("王芳").await.id;
        // The first of their kind have the same number.
        let details = CustomerDetails { name: "华山机械".into(), ..Default::default() };
        let customer = NewCustomer { details, ..Default::default() };
        let customer = admin.desk().await.customers().add(customer).await.unwrap().id;
        let details = ContactDetails { name: "陈晓".into(), ..Default::default() };
        let contact = NewContact { details, ..Default::default() };
        let contact = admin.desk().await.contacts().add(customer, contact).await.unwrap().id;
        assert_eq!((customer.0, contact.0), (lead.0, lead.0));
        let stage = Stage::of(&house);
        let program = stage.program(&admin).await;
        let visit_type = house.choice(ChoiceKind::RecordType, "拜访").await;
        for (path, told) in creates() {
            let keyed = program.clone().with("idempotency-key", &path);
            let (body, count) = example(&path, lead.0, visit_type.0);
            let (real, before) = (path.replace("{id}", &lead.to_string()), house.number(count).await);
            let first = send(&keyed, &real, &body, "a-line").await;
            let again = send(&keyed, &real, &body, "another-line").await;
            if !takes_key(&told) {
                assert!(told["description"].as_str().unwrap().contains("`Idempotency-Key` is refused"), "{path}");
                assert_eq!([first.wrong_fields(), again.wrong_fields()], [["Idempotency-Key"], ["Idempotency-Key"]]);
                assert_eq!(house.number(count).await, before, "{path}");
                continue;
            }
            assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201), "{path}: {}", first.text());
            assert_eq!((first.json(), first.header("location")), (again.json(), again.header("location")), "{path}");
            assert_eq!([first, again].map(|answer| answer.header("idempotency-replayed").to_owned()), ["", "true"], "{path}");
            assert_eq!(house.number(count).await, before + 1, "{path}");
        }
    }

    async fn a_file_that_is_sent_four_times_at_once_stays_once(house: House) {
        let stage = Stage::of(&house);
        let admin = stage.program(&house.admin().await).await.with("idempotency-key", "k");
        let file = json!("LEADID,Last Name\n1,王芳\n");
        let tries = join_all((0..4).map(|_| send(&admin, "/api/v1/imports", &file, "a-line"))).await;
        let first = tries[0].json();
        assert!(tries.iter().all(|answer| answer.json() == first), "{tries:?}");
        assert_eq!(admin.get("/api/v1/imports").await.json(), json!([first]));
        assert_eq!(files(&stage), 1);
    }

    async fn another_file_with_the_same_key_is_named_and_does_not_stay(house: House) {
        let stage = Stage::of(&house);
        let admin = stage.program(&house.admin().await).await.with("idempotency-key", "k");
        send(&admin, "/api/v1/imports", &json!("LEADID,Last Name\n1,王芳\n"), "a-line").await.done();
        let other = send(&admin, "/api/v1/imports", &json!("LEADID,Last Name\n1,李娜\n"), "a-line").await;
        assert_eq!(other.wrong_fields(), ["Idempotency-Key"]);
        assert_eq!((house.number("SELECT count(*) FROM imports").await, files(&stage)), (1, 1));
    }

    async fn a_file_that_can_not_be_read_leaves_its_key_free(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await.with("idempotency-key", "k");
        send(&admin, "/api/v1/imports", &json!(""), "a-line").await.problem(422);
        send(&admin, "/api/v1/imports", &json!("LEADID,Last Name\n1,王芳\n"), "a-line").await.done();
    }

    async fn a_create_whose_answer_was_lost_in_a_crash_may_be_sent_again(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await.with("idempotency-key", "k");
        let create = async || admin.post("/api/v1/leads", json!({"contact": "张伟"})).await;
        create().await.done();
        assert_eq!(house.run("UPDATE idempotency SET answer = NULL").await.unwrap(), 1);
        create().await.problem(409);
        house.clock().pass_seconds(10 * 60 + 1);
        let (first, again) = (create().await, create().await);
        assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
        assert_eq!(first.json(), again.json());
    }
}
