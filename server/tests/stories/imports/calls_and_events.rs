//! Calls become records, events become visits.
use super::hand::Hand;
use serde_json::{Value, json};
use testkit::{House, on_both};

const LEADS: &str = "LEADID,Last Name,Lead Owner\n7,王芳,admin\n";
const CALLS: &str = "TASKID,Call Start Time,Call Duration (in seconds),Call Owner,Subject,Call Type,Call Purpose,LEADID\n\
    1,2021-04-15 23:03:00,420,Lazar Mathew,Demo,Outbound,Prospecting,7\n\
    2,2021-04-16 23:03:00,45,Lazar Mathew,Again,Inbound,,7\n\
    3,2021-04-16 23:03:00,45,Lazar Mathew,Nobody,Inbound,,\n\
    4,2021-04-16 23:03:00,45,Lazar Mathew,Unknown,Inbound,,99\n\
    5,,45,Lazar Mathew,Timeless,Inbound,,7\n\
    1,2021-04-15 23:03:00,420,Lazar Mathew,Demo,Outbound,Prospecting,7\n";
const EVENTS: &str = "EVENTID,Event Owner,Subject,Start DateTime,End DateTime,Created Time,LEADID\n\
    1,Lazar Mathew,First visit,2021-04-15 21:02:00,2021-08-18 21:07:00,2021-04-10 21:02:00,7\n\
    2,admin,Next visit,2026-11-23 09:00:00,2026-11-23 10:30:00,2026-11-01 09:00:00,7\n\
    3,admin,Nobody's,2026-11-23 09:00:00,2026-11-23 10:30:00,2026-11-01 09:00:00,\n";

async fn of_lead(hand: &Hand, what: &str) -> Vec<Value> {
    let lead = hand.leads("q=王芳").await.remove(0);
    let answer = hand.program.get(&format!("/api/v1/leads/{}/{what}", lead["id"])).await.json();
    answer.as_array().unwrap().clone()
}

on_both! {
    async fn calls_stand_in_the_timeline_with_their_authors_and_times(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("Leads.csv", LEADS).await;
        let import = hand.upload("Calls.csv", CALLS).await;
        assert_eq!(import["kind"], "calls");
        assert_eq!(hand.follow(&import).await, [2, 0, 0, 1, 1, 2]);
        let codes: Vec<_> = hand.rows(&import).await.iter().map(|row| row["problems"][0]["code"].clone()).collect();
        assert_eq!(codes, ["no_lead", "unknown_lead", "required", "duplicate"]);
        let records = of_lead(&hand, "records").await;
        let first = records.iter().find(|record| record["at"] == "2021-04-15T15:03:00Z").unwrap();
        assert_eq!(first["kind"], "call");
        assert_eq!(first["author"]["name"], "Lazar Mathew");
        assert_eq!(first["content"], "Demo\n类型：Outbound · 目的：Prospecting · 时长：7 分钟");
        assert_eq!(hand.leads("q=王芳").await[0]["last_record_at"], "2021-04-16T15:03:00Z");
        assert_eq!(hand.bring("Calls.csv", CALLS).await, [0, 0, 2, 1, 1, 2], "they are brought in once");
        assert_eq!(of_lead(&hand, "records").await.len(), records.len());
    }

    async fn events_that_are_over_were_made_and_none_is_overdue(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("Leads.csv", LEADS).await;
        let import = hand.upload("Events.csv", EVENTS).await;
        assert_eq!(import["kind"], "events");
        assert_eq!(hand.follow(&import).await, [2, 0, 0, 0, 1, 0]);
        let visits = of_lead(&hand, "visits").await;
        let told: Vec<_> = visits.iter().map(|visit| {
            json!([visit["state"], visit["person"]["name"], visit["minutes"], visit["starts_at"], visit["points"]])
        }).collect();
        assert_eq!(told, [
            json!(["done", "Lazar Mathew", 10_080, "2021-04-15T13:02:00Z", "First visit"]),
            json!(["open", "系统管理员", 90, "2026-11-23T01:00:00Z", "Next visit"]),
        ]);
        let lead = hand.leads("q=王芳").await.remove(0);
        assert_eq!((&lead["next_visit_at"], &lead["last_record_at"]), (&json!("2026-11-23T01:00:00Z"), &Value::Null));
        let records = of_lead(&hand, "records").await;
        assert_eq!(records.iter().filter(|record| record["kind"] == "scheduled").count(), 2);
        assert_eq!(hand.bring("Events.csv", EVENTS).await, [0, 0, 2, 0, 1, 0]);
        // The open one gets its feedback like any other.
        let open = visits[1]["id"].clone();
        hand.program.post(&format!("/api/v1/visits/{open}/feedback"), json!({"content": "went well"})).await.done();
        assert_eq!(hand.leads("q=王芳").await[0]["next_visit_at"], Value::Null);
    }

    async fn rows_without_an_id_are_known_by_what_they_say(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("Leads.csv", LEADS).await;
        let calls = "Call Start Time,Call Owner,Subject,LEADID\n2021-04-15 23:03:00,admin,One,7\n2021-04-15 23:03:00,admin,Two,7\n";
        assert_eq!(hand.bring("Calls.csv", calls).await, [2, 0, 0, 0, 0, 0]);
        assert_eq!(hand.bring("Calls.csv", calls).await, [0, 0, 2, 0, 0, 0]);
    }
}
