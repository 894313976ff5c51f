//! Every route is asked, and every answer is what the OpenAPI document tells; so is every body that is taken.
mod customers;
mod fields;

use crate::document::{whole, wrong};
use crate::door::routes;
use crate::stage::{Answer, Stage, Visitor};
use axum::http::Method;
use domain::choice::ChoiceKind;
use domain::contact::{ContactDetails, NewContact};
use domain::customer::{CustomerDetails, NewCustomer};
use serde_json::{Value, json};
use server::imports::Worker;
use std::collections::BTreeSet;
use testkit::{House, PASSWORD, on_both};

/// Someone who compares what is sent and answered with the document, and notes which routes were asked.
struct Clerk {
    visitor: Visitor,
    whole: Value,
    asked: BTreeSet<(String, String)>,
}

impl Clerk {
    fn of(visitor: Visitor) -> Self {
        Self { visitor, whole: whole(), asked: BTreeSet::new() }
    }

    /// The path as the document has it: the one with the fewest ids.
    fn told(&self, path: &str) -> String {
        let parts: Vec<_> = path.split('?').next().unwrap().split('/').collect();
        let fits = |told: &&String| {
            let told: Vec<_> = told.split('/').collect();
            told.len() == parts.len()
                && told.iter().zip(&parts).all(|(told, part)| told == part || told.starts_with('{'))
        };
        let paths = self.whole["paths"].as_object().unwrap().keys().filter(fits);
        paths.min_by_key(|told| told.matches('{').count()).unwrap_or_else(|| panic!("no {path}")).clone()
    }

    /// Compares an answer with the document.
    fn hears(&mut self, method: &Method, path: &str, answer: &Answer) -> Value {
        let told = self.told(path);
        let of = format!("{method} {told} {}", answer.status);
        let route = &self.whole["paths"][&told][method.as_str().to_lowercase()];
        let content = &route["responses"][answer.status.as_str()]["content"];
        assert!(answer.status.is_success(), "{of}: {}", answer.text());
        assert!(route["responses"][answer.status.as_str()].is_object(), "{of} is not told of");
        self.asked.insert((method.to_string(), told));
        let kind = answer.header("content-type").split(';').next().unwrap_or_default();
        if kind.is_empty() {
            assert!(content.is_null() && answer.body.is_empty(), "{of}: {content}");
            return Value::Null;
        }
        assert!(content[kind].is_object(), "{of} is {kind}, told is {content}");
        if kind != "application/json" {
            return Value::Null;
        }
        let value = answer.json();
        assert_eq!(
            wrong(&self.whole, &content[kind]["schema"], &value, &of),
            Vec::<String>::new(),
            "{value}"
        );
        value
    }

    async fn asks(&mut self, method: Method, path: &str, body: Value) -> Value {
        let path = format!("/api/v1{path}");
        let told = self.told(&path);
        let taken = &self.whole["paths"][&told][method.as_str().to_lowercase()]["requestBody"];
        let schema = &taken["content"]["application/json"]["schema"];
        assert_eq!(wrong(&self.whole, schema, &body, &told), Vec::<String>::new(), "{method} {body}");
        let answer = self.visitor.json(method.clone(), &path, body).await;
        self.hears(&method, &path, &answer)
    }

    async fn get(&mut self, path: &str) -> Value {
        self.asks(Method::GET, path, Value::Null).await
    }

    async fn delete(&mut self, path: &str) -> Value {
        self.asks(Method::DELETE, path, Value::Null).await
    }

    async fn post(&mut self, path: &str, body: Value) -> Value {
        self.asks(Method::POST, path, body).await
    }

    async fn put(&mut self, path: &str, body: Value) -> Value {
        self.asks(Method::PUT, path, body).await
    }

    async fn patch(&mut self, path: &str, body: Value) -> Value {
        self.asks(Method::PATCH, path, body).await
    }

    async fn uploads(&mut self, content: &str) -> Value {
        self.uploads_to("/api/v1/imports", content).await
    }

    async fn uploads_to(&mut self, path: &str, content: &str) -> Value {
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"";
        let form = format!("--line\r\n{head}\r\n\r\n{content}\r\n--line--\r\n");
        let kind = "multipart/form-data; boundary=line";
        let answer = self.visitor.send(Method::POST, path, form.into(), Some(kind)).await;
        self.hears(&Method::POST, path, &answer)
    }
}

async fn leads(clerk: &mut Clerk, house: &House) {
    let source = house.choice(ChoiceKind::Source, "官网").await;
    let (status, me) = (house.status("跟进中").await, house.admin().await.id);
    let reason = house.choice(ChoiceKind::FinishReason, "没有需求").await;
    let lead = clerk.post("/leads", json!({"contact": "王芳", "source": source, "owner": null})).await;
    let path = format!("/leads/{}", lead["id"]);
    clerk.patch(&path, json!({"version": lead["version"], "company": "华星", "source": null})).await;
    clerk.put(&format!("{path}/focus"), json!({})).await;
    clerk.delete(&format!("{path}/focus")).await;
    for (verb, body) in [
        ("claim", json!({})),
        ("status", json!({"status": status})),
        ("assign", json!({"owner": me})),
        ("finish", json!({"reason": reason})),
        ("reopen", json!({})),
    ] {
        clerk.post(&format!("{path}/{verb}"), body).await;
    }
    for (verb, mut body) in [
        ("claim", json!({})),
        ("focus", json!({"focus": true})),
        ("status", json!({"status": status})),
        ("assign", json!({"owner": me})),
        ("finish", json!({"reason": reason})),
        ("reopen", json!({})),
    ] {
        body["ids"] = json!([lead["id"], 404]);
        clerk.post(&format!("/leads/{verb}"), body).await;
    }
    for read in ["", "/around?sort=contact"] {
        clerk.get(&format!("{path}{read}")).await;
    }
    for list in ["/leads?count=exact&limit=1", "/leads/export?format=csv", "/leads/export"] {
        clerk.get(list).await;
    }
    timeline(clerk, &path).await;
    let reason = house.choice(ChoiceKind::PoolReason, "其他").await;
    clerk.post(&format!("{path}/give-up"), json!({"reason": reason, "note": "空号"})).await;
    clerk.post("/leads/give-up", json!({"reason": reason, "ids": [lead["id"]]})).await;
    clerk.get(&format!("{path}/moves")).await;
}

async fn timeline(clerk: &mut Clerk, path: &str) {
    let record = clerk.post(&format!("{path}/records"), json!({"content": "打过电话", "kind": "call"})).await;
    let record = format!("/records/{}", record["id"]);
    clerk.patch(&record, json!({"content": "打过两次", "revisions": 0})).await;
    clerk.get(&format!("{record}/revisions")).await;
    let visit = json!({"starts_at": "2026-11-22T06:00:00Z", "minutes": 30, "points": "谈价格"});
    clerk
        .post(
            "/leads/visits",
            json!({"matching": "state=claimed", "visit": {"starts_at": "2026-11-23T06:00:00Z"}}),
        )
        .await;
    let one = clerk.post(&format!("{path}/visits"), visit.clone()).await;
    let one = format!("/visits/{}", one["id"]);
    clerk.post(&format!("{one}/reschedule"), json!({"starts_at": "2026-11-24T06:00:00Z"})).await;
    clerk.post(&format!("{one}/feedback"), json!({"content": "谈成了"})).await;
    let other = clerk.post(&format!("{path}/visits"), visit).await;
    clerk.post(&format!("/visits/{}/cancel", other["id"]), json!({})).await;
    let lists = ["/visits?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z", "/visits/days?month=2026-11"];
    for read in [&one, &format!("{path}/visits"), &format!("{path}/records"), lists[0], lists[1]] {
        clerk.get(read).await;
    }
}

async fn settings(clerk: &mut Clerk, house: &House) {
    let other = house.choice(ChoiceKind::Source, "其他").await;
    let choice = clerk.post("/choices", json!({"kind": "source", "choice": {"name": "抖音"}})).await;
    let path = format!("/choices/{}", choice["id"]);
    clerk.put(&path, json!({"name": "抖音", "name_en": "Douyin", "colour": "purple"})).await;
    let all = clerk.get("/choices").await;
    let sources = all.as_array().unwrap().iter().filter(|choice| choice["kind"] == "source");
    let ids: Vec<_> = sources.map(|choice| choice["id"].clone()).collect();
    clerk.post("/choices/order", json!({"kind": "source", "ids": ids})).await;
    clerk.get(&format!("{path}/uses")).await;
    clerk.post(&format!("{path}/retire"), json!({"retired": true})).await;
    clerk.post(&format!("{path}/merge"), json!({"into": other})).await;
    let tab = clerk
        .post("/tabs", json!({"name": "跟进", "rule": {"kind": "filter", "query": "state=claimed"}}))
        .await;
    let path = format!("/tabs/{}", tab["id"]);
    clerk.put(&path, json!({"name": "跟进", "name_en": "Mine", "rule": {"kind": "statuses", "statuses": [house.status("跟进中").await]}})).await;
    let tabs = clerk.get("/tabs").await;
    let ids: Vec<_> = tabs.as_array().unwrap().iter().map(|tab| tab["id"].clone()).collect();
    clerk.post("/tabs/order", json!({"ids": ids})).await;
    clerk.get("/tabs/counts").await;
    clerk.delete(&path).await;
}

async fn pools(clerk: &mut Clerk, house: &House) {
    let (level, role) = (house.choice(ChoiceKind::Level, "A").await, house.role("销售员").await.id);
    let form = json!({"name": "华东", "name_en": "East", "everyone": false, "roles": [role], "hidden": ["mobile"],
        "claims_per_day": 5, "cool_down_days": null, "warn_days": 2, "levels": [{"level": level, "roles": []}]});
    let pool = clerk.post("/pools", form.clone()).await;
    let path = format!("/pools/{}", pool["id"]);
    clerk.put(&path, form).await;
    let pools = clerk.get("/pools").await;
    let ids: Vec<_> = pools.as_array().unwrap().iter().map(|pool| pool["id"].clone()).collect();
    clerk.post("/pools/order", json!({"ids": ids})).await;
    let rule = clerk.post(&format!("{path}/rules"), json!({"kind": "any", "days": 30, "level": level})).await;
    let rule = format!("/pool-rules/{}", rule["id"]);
    clerk.post(&format!("{rule}/switch"), json!({"on": true})).await;
    clerk.get("/pools").await;
    clerk.get(&format!("{rule}/forecast")).await;
    clerk.get(&format!("{rule}/customers?limit=5")).await;
    clerk.delete(&rule).await;
    clerk.post(&format!("{path}/retire"), json!({"retired": true})).await;
    clerk.get("/pools/names").await;
    let parameters = clerk.get("/pools/parameters").await;
    clerk.put("/pools/parameters", parameters).await;
}

async fn people(clerk: &mut Clerk) {
    let form = json!({"parent": null, "name": "客服", "scope": "own", "permissions": ["leads.view"]});
    let role = clerk.post("/roles", form.clone()).await;
    let role = format!("/roles/{}", role["id"]);
    clerk.put(&role, form).await;
    let person = clerk
        .post("/people", json!({"login": "ke.fu", "name": "小客", "password": "lantern-river-91"}))
        .await;
    let path = format!("/people/{}", person["id"]);
    clerk
        .put(&path, json!({"login": "ke.fu", "name": "小客", "email": "ke@clew.example", "roles": []}))
        .await;
    clerk.put(&format!("{path}/password"), json!({"password": "river-lantern-77"})).await;
    clerk.post(&format!("{path}/disable"), json!({"disabled": true})).await;
    clerk.put(&format!("{role}{path}"), json!({})).await;
    clerk.get("/roles").await;
    clerk.delete(&format!("{role}{path}")).await;
    clerk.delete(&role).await;
    let token = clerk.post("/tokens", json!({"name": "报表"})).await;
    for list in ["/people", "/people/names", "/audit?limit=500", "/tokens"] {
        clerk.get(list).await;
    }
    clerk.delete(&format!("/tokens/{}", token["id"])).await;
}

async fn imports(clerk: &mut Clerk, worker: &mut Worker) {
    let file = "LEADID,Last Name,Email,Lead Owner\n1,王芳,broken,Rozario Diego\n2,李娜,li@clew.example,\n";
    let import = clerk.uploads(file).await;
    let path = format!("/imports/{}", import["id"]);
    let import = clerk.post(&format!("{path}/source"), json!({"kind": "leads", "delimiter": ","})).await;
    clerk.put(&format!("{path}/rules"), import["rules"].clone()).await;
    clerk.post(&format!("{path}/check"), json!({})).await;
    worker.all().await.unwrap();
    assert_eq!(clerk.get(&path).await["checked"]["error"], 1);
    clerk.get(&format!("{path}/rows")).await;
    clerk.get(&format!("{path}/errors.csv")).await;
    clerk.post(&format!("{path}/fixes"), json!({"line": 2, "column": 2, "text": "wang@clew.example"})).await;
    clerk.post(&format!("{path}/run"), json!({})).await;
    worker.all().await.unwrap();
    clerk.post(&format!("{path}/undo"), json!({})).await;
    worker.all().await.unwrap();
    assert_eq!(clerk.get(&path).await["undo"]["removed"], 2);
    clerk.get(&format!("{path}/refused")).await;
    let second = clerk.uploads(file).await;
    clerk.post(&format!("/imports/{}/stop", second["id"]), json!({})).await;
    let third = clerk.uploads(file).await;
    clerk.delete(&format!("/imports/{}", third["id"])).await;
    clerk.get("/imports").await;
}

async fn files(clerk: &mut Clerk, house: &House) {
    let admin = house.admin().await;
    let desk = admin.desk().await;
    let lead = admin.lead("王芳").await.id;
    let details = CustomerDetails { name: "华山机械".into(), ..Default::default() };
    let customer = desk.customers().add(NewCustomer { details, ..Default::default() }).await.unwrap().id;
    let details = ContactDetails { name: "陈晓".into(), ..Default::default() };
    let contact =
        desk.contacts().add(customer, NewContact { details, ..Default::default() }).await.unwrap().id;
    for row in [format!("/leads/{lead}"), format!("/customers/{customer}"), format!("/contacts/{contact}")] {
        let path = format!("{row}/attachments");
        let file = clerk.uploads_to(&format!("/api/v1{path}"), "words").await;
        clerk.get(&path).await;
        let one = format!("/attachments/{}", file["id"]);
        clerk.patch(&one, json!({"name": "b.txt"})).await;
        clerk.get(&one).await;
        clerk.get(&format!("{one}/content")).await;
        clerk.delete(&one).await;
        clerk.post(&format!("{one}/restore"), json!({})).await;
    }
}

async fn account(clerk: &mut Clerk) {
    clerk
        .put(
            "/me/preferences",
            json!({"lang": "en", "theme": "dark", "density": "compact", "zone": "Europe/Berlin"}),
        )
        .await;
    clerk.get("/columns/leads").await;
    clerk.put("/columns/leads", json!([{"key": "contact", "width": 120}])).await;
    for read in ["/me", "/me/account", "/zones", "/columns/leads", "/sessions", "/sessions/history"] {
        clerk.get(read).await;
    }
    clerk.delete("/columns/leads").await;
    let sessions = clerk.get("/sessions").await;
    let other = sessions.as_array().unwrap().iter().find(|session| session["this"] == false).unwrap();
    clerk.delete(&format!("/sessions/{}", other["id"])).await;
    clerk.delete("/sessions").await;
    clerk.put("/me/password", json!({"present": PASSWORD, "password": "river-lantern-77"})).await;
}

on_both! {
    async fn every_route_takes_and_answers_what_is_told(house: House) {
        let (stage, admin) = (Stage::of(&house), house.admin().await);
        stage.browser(&admin).await;
        let mut clerk = Clerk::of(stage.browser(&admin).await);
        leads(&mut clerk, &house).await;
        settings(&mut clerk, &house).await;
        pools(&mut clerk, &house).await;
        people(&mut clerk).await;
        imports(&mut clerk, &mut Worker::of(&stage.site)).await;
        files(&mut clerk, &house).await;
        customers::all(&mut clerk, &stage, &house).await;
        fields::all(&mut clerk).await;
        account(&mut clerk).await;
        let all: BTreeSet<_> = routes().into_iter().map(|(method, path)| (method.to_string(), path)).collect();
        let left: Vec<_> = all.difference(&clerk.asked).collect();
        assert!(left.is_empty(), "nobody asks {left:?}");
    }
}

#[test]
fn the_licence_is_the_project_s() {
    let licence = &whole()["info"]["license"];
    let ours = env!("CARGO_PKG_LICENSE");
    assert_eq!((licence["name"].as_str(), licence["identifier"].as_str()), (Some(ours), Some(ours)));
}
