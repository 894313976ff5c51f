//! Someone who brings files, and the worker who goes through them.
use crate::stage::{Answer, Stage, Visitor};
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use server::imports::Worker;
use std::path::PathBuf;
use testkit::{Colleague, House};

/// Someone who brings files.
pub struct Hand {
    pub stage: Stage,
    pub program: Visitor,
    pub worker: Worker,
}

const BOUNDARY: &str = "a-line-no-file-has";

/// A form with a file, as a browser sends it.
pub fn form_with(name: &str, content: &[u8]) -> (Vec<u8>, String) {
    let mut body = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    (body, format!("multipart/form-data; boundary={BOUNDARY}"))
}

/// A file of the project's sample.
pub fn sample(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples");
    std::fs::read(folder.join(name)).expect("a file of the sample")
}

/// Six numbers: new, updated, unchanged, duplicate, skipped, error.
pub fn numbers(tally: &Value) -> [i64; 6] {
    ["new", "updated", "unchanged", "duplicate", "skipped", "error"]
        .map(|name| tally[name].as_i64().expect("a number"))
}

impl Hand {
    /// The administrator's.
    pub async fn of_admin(house: &House) -> Self {
        Self::of(house, &house.admin().await).await
    }

    /// Somebody's, who may make tokens.
    pub async fn of(house: &House, person: &Colleague) -> Self {
        let stage = Stage::of(house);
        Self { program: stage.program(person).await, worker: Worker::of(&stage.site), stage }
    }

    pub async fn send(&self, name: &str, content: &[u8]) -> Answer {
        let (body, kind) = form_with(name, content);
        self.program.send(Method::POST, "/api/v1/imports", Body::from(body), Some(&kind)).await
    }

    /// Uploads a file; its import.
    pub async fn upload(&self, name: &str, content: impl AsRef<[u8]>) -> Value {
        self.send(name, content.as_ref()).await.json()
    }

    pub async fn find(&self, id: &Value) -> Value {
        self.program.get(&format!("/api/v1/imports/{id}")).await.json()
    }

    /// Sets rules over those it has.
    pub async fn rule(&self, import: &Value, rules: Value) -> Value {
        let mut all = import["rules"].clone();
        for (name, rule) in rules.as_object().expect("rules") {
            all[name] = rule.clone();
        }
        self.program.put(&format!("/api/v1/imports/{}/rules", import["id"]), all).await.json()
    }

    /// The dry run, to its end.
    pub async fn check(&mut self, import: &Value) -> Value {
        self.program.post(&format!("/api/v1/imports/{}/check", import["id"]), json!({})).await.done();
        self.worker.all().await.expect("the work is done");
        self.find(&import["id"]).await
    }

    /// The run, to its end.
    pub async fn run(&mut self, import: &Value) -> Value {
        self.program.post(&format!("/api/v1/imports/{}/run", import["id"]), json!({})).await.done();
        self.worker.all().await.expect("the work is done");
        self.find(&import["id"]).await
    }

    /// From the file to the end; the numbers, which are those of the dry run too.
    pub async fn bring(&mut self, name: &str, content: impl AsRef<[u8]>) -> [i64; 6] {
        let import = self.upload(name, content).await;
        self.follow(&import).await
    }

    /// From the rules to the end.
    pub async fn follow(&mut self, import: &Value) -> [i64; 6] {
        let checked = self.check(import).await;
        assert_eq!(checked["state"], "checked", "{checked}");
        let done = self.run(import).await;
        assert_eq!(done["state"], "done", "{done}");
        assert_eq!(done["checked"], done["result"], "the dry run has shown what the run did");
        numbers(&done["result"])
    }

    /// The rows that need somebody.
    pub async fn rows(&self, import: &Value) -> Vec<Value> {
        let rows = self.program.get(&format!("/api/v1/imports/{}/rows?limit=500", import["id"])).await.json();
        rows.as_array().expect("rows").clone()
    }

    /// Leads that match a query, with everything.
    pub async fn leads(&self, query: &str) -> Vec<Value> {
        let page = self.program.get(&format!("/api/v1/leads?view=query&limit=200&{query}")).await.json();
        let mut leads = Vec::new();
        for row in page["rows"].as_array().expect("rows") {
            leads.push(self.program.get(&format!("/api/v1/leads/{}", row["id"])).await.json());
        }
        leads
    }

    /// Rows of a noun that match a query, with everything.
    pub async fn all(&self, noun: &str, query: &str) -> Vec<Value> {
        let page = self.program.get(&format!("/api/v1/{noun}?limit=200&{query}")).await.json();
        let mut all = Vec::new();
        for row in page["rows"].as_array().expect("rows") {
            all.push(self.program.get(&format!("/api/v1/{noun}/{}", row["id"])).await.json());
        }
        all
    }

    /// Takes an import back, to the end: how many rows were removed, restored and refused.
    pub async fn undo(&mut self, import: &Value) -> [i64; 3] {
        self.program.post(&format!("/api/v1/imports/{}/undo", import["id"]), json!({})).await.done();
        self.worker.all().await.expect("the work is done");
        let undo = self.find(&import["id"]).await["undo"].clone();
        assert_eq!(undo["state"], "done", "{undo}");
        ["removed", "restored", "refused"].map(|name| undo[name].as_i64().expect("a number"))
    }

    /// The names of the rows that undoing has left alone, with the reasons.
    pub async fn refused(&self, import: &Value) -> Vec<(String, String)> {
        let rows = self.program.get(&format!("/api/v1/imports/{}/refused", import["id"])).await.json();
        let word = |row: &Value, field: &str| row[field].as_str().expect("a word").to_owned();
        rows.as_array().expect("rows").iter().map(|row| (word(row, "name"), word(row, "why"))).collect()
    }

    /// How many leads match.
    pub async fn count(&self, query: &str) -> i64 {
        let page =
            self.program.get(&format!("/api/v1/leads?view=query&limit=1&count=exact&{query}")).await.json();
        page["count"]["value"].as_i64().expect("a count")
    }

    /// Files in the folder of uploads.
    pub fn files(&self) -> usize {
        let folder = self.stage.site.settings.data.join("imports");
        std::fs::read_dir(folder).map_or(0, Iterator::count)
    }
}
