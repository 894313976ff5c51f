//! What changes elsewhere is told to open pages.
use crate::stage::{Stage, Visitor};
use axum::body::{Body, BodyDataStream};
use axum::http::Method;
use domain::list::Chosen;
use futures::StreamExt;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{House, on_both};
use tokio::time::timeout;

/// An open page that listens.
struct Page {
    stream: BodyDataStream,
    heard: String,
}

impl Page {
    async fn open(visitor: &Visitor) -> Self {
        let response = visitor.ask(Method::GET, "/live", Body::empty(), None).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert!(!response.headers().contains_key("content-encoding"));
        Self { stream: response.into_body().into_data_stream(), heard: String::new() }
    }

    /// The next event: its name and data. `None` when the line is closed.
    async fn hears(&mut self) -> Option<(String, String)> {
        loop {
            if let Some((event, rest)) = self.heard.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.heard = rest;
                let part = |name: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(name));
                    line.unwrap_or_default().trim().to_owned()
                };
                return Some((part("event:"), part("data:")));
            }
            let more = timeout(Duration::from_secs(20), self.stream.next())
                .await
                .expect("something is heard in time");
            self.heard.push_str(&String::from_utf8_lossy(&more?.unwrap()));
        }
    }

    async fn hears_signal(&mut self) -> Value {
        let (event, data) = self.hears().await.expect("the line is open");
        assert_eq!(event, "signal");
        serde_json::from_str(&data).unwrap()
    }
}

on_both! {
    async fn who_sees_a_lead_hears_of_it_and_who_does_not_hears_nothing(house: House) {
        let stage = Stage::of(&house);
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张强").await);
        let manager = house.manager("陈总").await;
        let (hers, theirs) = (lina.lead("王芳").await, zhang.lead("赵敏").await);
        let accepting = |visitor: Visitor| visitor.with("accept-encoding", "br");
        let mut her_page = Page::open(&accepting(stage.browser(&lina).await)).await;
        let mut boss_page = Page::open(&stage.browser(&manager).await).await;
        let status = house.status("已联系").await;
        zhang.desk().await.leads().set_status(&Chosen::Ids(vec![theirs.id.0]), status).await.unwrap();
        lina.desk().await.leads().set_status(&Chosen::Ids(vec![hers.id.0]), status).await.unwrap();
        let signal = her_page.hears_signal().await;
        assert_eq!(signal["topic"], "leads");
        assert_eq!(signal["ids"], json!([hers.id.0]), "of the other lead she hears nothing");
        assert_eq!(boss_page.hears_signal().await["ids"], json!([theirs.id.0]));
        assert_eq!(boss_page.hears_signal().await["ids"], json!([hers.id.0]));
    }

    async fn a_page_whose_session_ends_is_told_and_closed(house: House) {
        let stage = Stage::of(&house);
        let lina = house.salesperson("李娜").await;
        let mut page = Page::open(&stage.browser(&lina).await).await;
        house.admin().await.desk().await.people().set_disabled(lina.id, true).await.unwrap();
        assert_eq!(page.hears().await, Some(("signed_out".into(), String::new())));
        assert_eq!(page.hears().await, None);
    }

    async fn another_device_that_signs_out_closes_only_itself(house: House) {
        let stage = Stage::of(&house);
        let lina = house.salesperson("李娜").await;
        let (here, there) = (stage.browser(&lina).await, stage.browser(&lina).await);
        let (mut page, mut other) = (Page::open(&here).await, Page::open(&there).await);
        here.delete("/api/v1/sessions").await.done();
        assert_eq!(other.hears().await.unwrap().0, "signed_out");
        house.admin().await.desk().await.choices().retire(house.status("暂缓").await, true).await.unwrap();
        assert_eq!(page.hears_signal().await, json!({"topic": "settings"}));
    }

    async fn a_server_that_ends_closes_its_lines(house: House) {
        let stage = Stage::of(&house);
        let mut page = Page::open(&stage.browser(&house.admin().await).await).await;
        stage.site.closing.cancel();
        assert_eq!(page.hears().await, None);
    }

    async fn strangers_and_programs_do_not_listen(house: House) {
        let stage = Stage::of(&house);
        stage.stranger().get("/live").await.problem(401);
        stage.program(&house.admin().await).await.get("/live").await.problem(401);
    }
}
