//! X03: an import is taken back.
use super::hand::Hand;
use domain::edit::Change;
use domain::{CustomerId, Problem};
use serde_json::{Value, json};
use testkit::{House, on_both, refused};

const LEADS: &str = "LEADID,Last Name,Company,Lead Owner,Lead Status\n1,王芳,华星,admin,New\n2,李娜,泰山,,New\n3,周杰,恒山,admin,New\n";
const CUSTOMERS: &str = "ACCOUNTID,客户名称,Account Owner,行业\n1,华山,admin,制造\n2,泰山,admin,制造\n3,恒山,,制造\n4,衡山,admin,制造\n5,嵩山,admin,制造\n";
const CONTACTS: &str = "CONTACTID,Last Name,Account Id\n11,赵敏,1\n12,陈晓,1\n13,孙丽,2\n";

/// An import that was run.
async fn brought(hand: &mut Hand, name: &str, file: &str) -> Value {
    let import = hand.upload(name, file).await;
    hand.follow(&import).await;
    import
}

async fn customer(hand: &Hand, name: &str) -> Value {
    hand.all("customers", &format!("view=query&q={}", domain::query::encode(name))).await.remove(0)
}

fn named(rows: &[(String, String)]) -> Vec<(&str, &str)> {
    rows.iter().map(|(name, why)| (name.as_str(), why.as_str())).collect()
}

on_both! {
    async fn leads_that_came_go_and_leads_that_were_changed_are_as_before(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let first = brought(&mut hand, "leads.csv", LEADS).await;
        let before = hand.leads("q=wf").await.remove(0);
        house.clock().pass_seconds(60);
        let changed = LEADS.replace("华星,admin,New", "华星集团,Li Na,Contacted").replace("泰山,,", "泰山,admin,") + "4,郑爽,,,\n";
        let second = brought(&mut hand, "leads.csv", &changed).await;
        assert_eq!(hand.find(&second["id"]).await["undo"]["state"], "open");
        assert_eq!(hand.undo(&second).await, [1, 2, 0]);
        let after = hand.leads("q=wf").await.remove(0);
        for field in ["company", "owner", "status", "source", "number"] {
            assert_eq!(after[field], before[field], "{field}");
        }
        assert_eq!(hand.leads("q=李娜").await[0]["state"], "unclaimed", "nobody had it");
        assert_eq!((hand.count("q=郑爽").await, hand.count("").await), (0, 3));
        // What the second did and undid has touched the first ones since.
        assert_eq!(hand.undo(&first).await, [1, 0, 2]);
        assert_eq!(named(&hand.refused(&first).await), [("王芳", "changed"), ("李娜", "changed")]);
        hand.program.post(&format!("/api/v1/imports/{}/undo", first["id"]), json!({})).await.problem(409);
    }

    async fn what_was_about_a_lead_that_is_gone_is_never_about_another(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = brought(&mut hand, "leads.csv", LEADS).await;
        let last = house.number("SELECT MAX(id) FROM leads").await;
        assert_eq!(hand.undo(&import).await, [3, 0, 0]);
        let lead = house.pool_lead("新来的").await;
        assert!(lead.id.0 > last, "its id is its own");
        let records = hand.program.get(&format!("/api/v1/leads/{}/records", lead.id)).await.json();
        assert_eq!(records.as_array().unwrap().len(), 1);
        assert_eq!(hand.bring("leads.csv", LEADS).await, [3, 0, 0, 0, 0, 0], "it can come again");
    }

    async fn whatever_somebody_did_since_is_left_alone_and_named(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = brought(&mut hand, "客户.csv", CUSTOMERS).await;
        let li = house.salesperson("李").await;
        let (edited, written, shared, planned) =
            (customer(&hand, "华山").await, customer(&hand, "泰山").await, customer(&hand, "衡山").await, customer(&hand, "嵩山").await);
        let path = |row: &Value| format!("/api/v1/customers/{}", row["id"]);
        hand.program.patch(&path(&edited), json!({"version": edited["version"], "city": "西安"})).await.done();
        hand.program.post(&format!("{}/records", path(&written)), json!({"content": "聊过"})).await.done();
        hand.program.post(&format!("{}/shares", path(&shared)), json!({"people": [li.id.0]})).await.done();
        let plan = json!({"starts_at": "2026-11-30T10:00:00+08:00", "minutes": 60});
        hand.program.post(&format!("{}/visits", path(&planned)), plan).await.done();
        assert_eq!(hand.undo(&import).await, [1, 0, 4], "time stood still, and still it is seen");
        assert_eq!(named(&hand.refused(&import).await), [("华山", "changed"), ("泰山", "changed"), ("衡山", "changed"), ("嵩山", "changed")]);
        assert_eq!(customer(&hand, "华山").await["city"], "西安");
        assert_eq!(house.number("SELECT COUNT(*) FROM customers").await, 4);
    }

    async fn customers_and_their_contacts_go_as_they_came(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let customers = brought(&mut hand, "客户.csv", CUSTOMERS).await;
        house.clock().pass_seconds(60);
        let contacts = brought(&mut hand, "Contacts.csv", CONTACTS).await;
        house.clock().pass_seconds(60);
        let changed = CONTACTS.replace("陈晓", "陈小晓");
        let again = brought(&mut hand, "Contacts.csv", &changed).await;
        assert_eq!(hand.undo(&again).await, [0, 1, 0]);
        assert_eq!(hand.all("contacts", "").await.iter().filter(|row| row["name"] == "陈晓").count(), 1);
        assert_eq!(hand.undo(&contacts).await, [2, 0, 1], "one was changed, and changed back");
        assert_eq!(named(&hand.refused(&contacts).await), [("陈晓", "changed")]);
        assert_eq!(hand.undo(&customers).await, [4, 0, 1], "but for the one that has a contact still");
        assert_eq!(named(&hand.refused(&customers).await), [("华山", "changed")]);
        assert_eq!(house.number("SELECT COUNT(*) FROM identities WHERE subject_id NOT IN (SELECT id FROM customers) AND subject = 'customer'").await, 0);
    }

    async fn customers_that_were_changed_are_as_before(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        brought(&mut hand, "客户.csv", CUSTOMERS).await;
        let before = customer(&hand, "华山").await;
        let changed = CUSTOMERS.replace("华山,admin,制造", "华山重工,Li Na,软件").replace("恒山,,", "恒山,admin,");
        let second = brought(&mut hand, "客户.csv", &changed).await;
        assert_eq!(hand.undo(&second).await, [0, 2, 0]);
        let after = customer(&hand, "华山").await;
        for field in ["name", "owner", "industry", "status", "state"] {
            assert_eq!(after[field], before[field], "{field}");
        }
        assert_eq!(hand.all("customers", "view=pool").await[0]["name"], "恒山");
        assert_eq!(hand.all("customers", "view=query&q=重工").await.len(), 0, "nor is it found by the other name");
    }

    async fn an_edit_at_the_same_time_is_either_before_or_after(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = brought(&mut hand, "客户.csv", CUSTOMERS).await;
        let id = CustomerId(customer(&hand, "华山").await["id"].as_i64().unwrap());
        let desk = house.admin().await.desk().await;
        let edit = async {
            let change = Change { version: 1, values: [("city".to_owned(), "西安".to_owned())].into() };
            desk.customers().change(id, change).await
        };
        let (edited, undone) = tokio::join!(edit, hand.undo(&import));
        match edited {
            Ok(_) => assert_eq!(undone, [4, 0, 1]),
            Err(_) => assert_eq!(undone, [5, 0, 0]),
        }
        let there = house.number("SELECT COUNT(*) FROM customers").await;
        assert_eq!(there, undone[2], "what was edited is there, and nothing else");
    }

    async fn it_can_be_undone_for_thirty_days(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = brought(&mut hand, "leads.csv", LEADS).await;
        house.clock().pass_seconds(30 * 24 * 3600 + 1);
        hand.program.post(&format!("/api/v1/imports/{}/undo", import["id"]), json!({})).await.problem(409);
        house.store().tidy_imports().await.unwrap();
        assert_eq!(house.number("SELECT COUNT(*) FROM import_changes").await, 0);
        assert_eq!(hand.find(&import["id"]).await["undo"], Value::Null);
        let nothing = hand.upload("leads.csv", LEADS).await;
        hand.program.post(&format!("/api/v1/imports/{}/undo", nothing["id"]), json!({})).await.problem(409);
        let calls = hand.upload("Calls.csv", "TASKID,Call Start Time,Call Owner,Subject,LEADID\n1,2026-11-01 10:00:00,admin,x,1\n").await;
        hand.follow(&calls).await;
        assert_eq!(hand.find(&calls["id"]).await["undo"], Value::Null);
        let other = house.salesperson("李").await.desk().await;
        let id = domain::ImportId(import["id"].as_i64().unwrap());
        assert!(matches!(refused(other.imports().undo(id).await), Problem::NotFound | Problem::Forbidden { .. }));
    }
}
