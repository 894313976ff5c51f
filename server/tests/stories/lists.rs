//! Lists over the REST API.
use crate::stage::{Stage, ids};
use domain::lead::{LeadDetails, NewLead};
use serde_json::{Value, json};
use std::collections::HashSet;
use testkit::{House, on_both};

const CONTACTS: [&str; 7] = ["张伟", "李娜", "王芳", "Zoë", "赵敏", "", "陈静"];

async fn fill(house: &House, count: usize) {
    let desk = house.admin().await.desk().await;
    let status = Some(house.status("新线索").await);
    let lead = |at: usize| {
        let details = LeadDetails {
            contact: CONTACTS[at % 7].into(),
            mobile: format!("154{at:08}"),
            ..LeadDetails::default()
        };
        NewLead { details, status, ..NewLead::default() }
    };
    desk.leads().add_many(&(0..count).map(lead).collect::<Vec<_>>()).await.unwrap();
}

on_both! {
    async fn cursors_walk_all_rows_exactly_once_in_every_order(house: House) {
        fill(&house, 60).await;
        let admin = Stage::of(&house).program(&house.admin().await).await;
        for sort in ["contact", "-contact,mobile", "next_visit_at", "-updated_at,contact", "status,-contact", "owner"] {
            let whole = admin.get(&format!("/api/v1/leads?sort={sort}&limit=200&columns=contact")).await.json();
            let mut walked = Vec::new();
            let mut next = Value::Null;
            for _ in 0..9 {
                let cursor = next.as_str().map(|next| format!("&cursor={next}")).unwrap_or_default();
                let page = admin.get(&format!("/api/v1/leads?sort={sort}&limit=7&columns=contact{cursor}")).await.json();
                walked.extend(ids(&page));
                next = page["next"].clone();
                if next.is_null() {
                    break;
                }
            }
            assert!(next.is_null(), "{sort}: the ninth page is the last");
            assert_eq!(walked, ids(&whole), "{sort}");
            assert_eq!(walked.iter().collect::<HashSet<_>>().len(), 60, "{sort}");
        }
    }

    async fn a_cursor_fits_its_own_order_only(house: House) {
        fill(&house, 10).await;
        let admin = Stage::of(&house).program(&house.admin().await).await;
        let page = admin.get("/api/v1/leads?sort=contact&limit=3").await.json();
        let next = page["next"].as_str().unwrap();
        let answer = admin.get(&format!("/api/v1/leads?sort=-contact&limit=3&cursor={next}")).await;
        assert_eq!(answer.wrong_fields(), ["cursor"]);
    }

    async fn a_page_has_the_columns_asked_for_and_a_count_when_asked(house: House) {
        fill(&house, 8).await;
        let admin = Stage::of(&house).program(&house.admin().await).await;
        let page = admin.get("/api/v1/leads?q=张伟&columns=contact,status,owner,source,updated_at&count=exact").await.json();
        assert_eq!(page["count"], json!({"value": 2, "exact": true}));
        let row = page["rows"][0].as_object().unwrap();
        let keys: HashSet<_> = row.keys().map(String::as_str).collect();
        let wanted = ["id", "version", "focus", "state", "contact", "status", "owner", "source", "updated_at"];
        assert_eq!(keys, HashSet::from(wanted));
        assert_eq!(row["status"]["name"], "新线索");
        assert_eq!((&row["owner"], &row["source"]), (&Value::Null, &Value::Null));
        assert_eq!(row["updated_at"], "2026-11-22T02:00:00Z");
        let page = admin.get("/api/v1/leads").await.json();
        assert_eq!((ids(&page).len(), &page["count"], &page["next"]), (8, &Value::Null, &Value::Null));
    }

    async fn conditions_narrow_the_list(house: House) {
        fill(&house, 14).await;
        let admin = Stage::of(&house).program(&house.admin().await).await;
        let count = async |query: &str| ids(&admin.get(&format!("/api/v1/leads?{query}")).await.json()).len();
        assert_eq!(count("q=zw").await, 2, "by the initials of 张伟");
        assert_eq!(count("q=0007").await, 1, "by the last digits");
        assert_eq!(count("contact=赵&state=unclaimed").await, 2);
        assert_eq!(count("state=claimed").await, 0);
        assert_eq!(count("submitted_from=2026-11-22&submitted_to=2026-11-22").await, 14);
        assert_eq!(count("submitted_to=2026-11-21").await, 0);
        assert_eq!(count("view=pool").await, 14);
        assert_eq!(count("view=work").await, 0);
    }

    async fn what_others_own_is_not_in_my_list(house: House) {
        let stage = Stage::of(&house);
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张强").await);
        let lead = lina.lead("王芳").await;
        let (hers, his) = (stage.browser(&lina).await, stage.browser(&zhang).await);
        assert_eq!(ids(&hers.get("/api/v1/leads").await.json()), [lead.id.0]);
        assert_eq!(ids(&his.get("/api/v1/leads").await.json()), [0_i64; 0]);
        his.get(&format!("/api/v1/leads/{}", lead.id)).await.problem(404);
        his.patch(&format!("/api/v1/leads/{}", lead.id), json!({"version": 1, "contact": "x"})).await.problem(404);
    }

    async fn more_visits_than_an_answer_holds_are_refused_and_not_cut_off(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let browser = Stage::of(&house).browser(&lina).await;
        // One each second from ten in the morning.
        let visits = async |from: i64, to: i64| {
            let now = house.now().0;
            let sql = format!(
                "WITH RECURSIVE numbers (n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM numbers WHERE n < {to})
                 INSERT INTO plans (subject, subject_id, person_id, starts_at, minutes, created_at)
                 SELECT 'lead', {}, {}, {now} + n * 1000000, 60, {now} FROM numbers",
                lead.id, lina.id
            );
            house.run(sql).await.unwrap();
        };
        let until = async |to: &str| browser.get(&format!("/api/v1/visits?from=2026-11-22T02:00:00Z&to=2026-11-22T{to}Z")).await;
        visits(1, 1_999).await;
        assert_eq!(until("10:00:00").await.json().as_array().unwrap().len(), 1_999);
        visits(2_000, 2_001).await;
        assert_eq!(until("10:00:00").await.wrong_fields(), ["to"]);
        assert_eq!(until("02:10:00").await.json().as_array().unwrap().len(), 599);
    }
}
