//! The numbers of the dry run are those of the run.
use super::hand::{Hand, numbers};
use domain::choice::{ChoiceForm, ChoiceKind};
use serde_json::json;
use std::fmt::Write as _;
use testkit::{House, on_both};

const FIRST: &str = "LEADID,Last Name,Company,Lead Owner,Email,Mobile,Lead Source,Lead Status,Created Time\n\
    1,王芳,华星,Rozario Diego,wang@clew.example,13800138000,Trade Show,Contacted,\"15 Apr, 2021 00:03:00\"\n\
    2,Denson,Maurice,Rozario Diego,denson@clew.example,660-485-0224,Cold Call,New,\"16 Apr, 2021 00:03:00\"\n";

on_both! {
    async fn every_row_comes_to_what_the_dry_run_said(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        assert_eq!(hand.bring("leads.csv", FIRST).await, [2, 0, 0, 0, 0, 0]);
        let second = format!(
            "{FIRST}3,李娜,,,li@clew.example,,,,\n\
             1,again,,,,,,,\n\
             4,,,,nobody@,,,,\n\
             5,,,,,,,,\n\
             6,周杰,,,,,,,31 February\n"
        ).replace("Maurice", "Maurice & Sons");
        let import = hand.upload("leads.csv", second).await;
        assert_eq!(import["rows"], 7);
        assert_eq!(hand.follow(&import).await, [1, 1, 1, 1, 0, 3]);
        let rows = hand.rows(&import).await;
        let told: Vec<_> = rows.iter().map(|row| (row["line"].clone(), row["problems"].clone())).collect();
        assert_eq!(told, [
            (json!(5), json!([{"column": 0, "code": "duplicate", "line": 2}])),
            (json!(6), json!([{"column": 4, "code": "malformed"}])),
            (json!(7), json!([{"column": 1, "code": "required"}])),
            (json!(8), json!([{"column": 8, "code": "not_a_time"}])),
        ]);
    }

    async fn a_lead_comes_in_with_everything_the_row_says(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("leads.csv", FIRST).await;
        let leads = hand.leads("q=0224").await;
        let lead = &leads[0];
        assert_eq!(lead["contact"], "Denson");
        assert_eq!(lead["owner"]["name"], "Rozario Diego");
        assert_eq!(lead["source"]["name"], "电话营销", "a choice is known by its English name too");
        assert_eq!(lead["submitted_at"], "2021-04-15T16:03:00Z", "in the importer's zone");
        assert_eq!(hand.leads("q=wf").await[0]["source"]["name"], "Trade Show", "an unknown one is added");
        let people = hand.program.get("/api/v1/people").await.json();
        let rozario = people.as_array().unwrap().iter().find(|person| person["name"] == "Rozario Diego").unwrap();
        assert_eq!((&rozario["disabled"], &rozario["login"]), (&json!(true), &json!("rozario.diego")));
        let records = hand.program.get(&format!("/api/v1/leads/{}/records", lead["id"])).await.json();
        assert_eq!(records[0]["kind"], "entered");
        let audit = house.admin().await.desk().await.audit().list(None, "import.", 10).await.unwrap();
        let actions: Vec<_> = audit.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions, ["import.done", "import.started"]);
    }

    async fn the_same_file_again_changes_nothing(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("leads.csv", FIRST).await;
        let before = hand.leads("").await;
        house.clock().pass_seconds(60);
        assert_eq!(hand.bring("leads.csv", FIRST).await, [0, 0, 2, 0, 0, 0]);
        assert_eq!(hand.leads("").await, before);
        assert_eq!(hand.files(), 0, "files go when their work is done");
    }

    async fn an_update_is_told_like_any_other_change(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("leads.csv", FIRST).await;
        let lead = hand.leads("q=0224").await.remove(0);
        let changed = FIRST.replace("Cold Call,New", "Cold Call,Contacted").replace("Maurice,Rozario Diego", "Maurice,Li Na");
        assert_eq!(hand.bring("leads.csv", changed).await, [0, 1, 1, 0, 0, 0]);
        let after = hand.leads("q=0224").await.remove(0);
        assert_eq!(after["version"].as_i64(), lead["version"].as_i64().map(|version| version + 1));
        assert_eq!(after["owner"]["name"], "Li Na");
        let records = hand.program.get(&format!("/api/v1/leads/{}/records", lead["id"])).await.json();
        let kinds: Vec<_> = records.as_array().unwrap().iter().map(|record| record["kind"].as_str().unwrap()).collect();
        assert!(kinds.contains(&"status") && kinds.contains(&"assigned"), "{kinds:?}");
        // A form opened before still learns which field both changed.
        let mine = json!({"version": lead["version"], "status": house.status("跟进中").await});
        let answer = hand.program.patch(&format!("/api/v1/leads/{}", lead["id"]), mine).await;
        assert_eq!(answer.problem(409)["conflicts"][0]["field"], "status");
    }

    async fn random_files_come_to_what_their_dry_runs_said(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let mut chance = Chance(20_261_122);
        let mut sums = [0; 6];
        for _ in 0..12 {
            let mut file = String::from("LEADID,Last Name,Email,Mobile,Lead Owner,Lead Status,Created Time\n");
            for _ in 0..40 {
                let id = chance.one_of(&["", "1", "2", "3"]).to_owned() + chance.one_of(&["", "0", "1", "2", "3", "4"]);
                let name = chance.one_of(&["", "王芳", "Bob", "Ann"]);
                let mail = chance.one_of(&["", "a@clew.example", "b@clew.example", "broken"]);
                let mobile = chance.one_of(&["", "13800138000", "138-0013-8000", "66"]);
                let owner = chance.one_of(&["", "Li Na", "LI NA", "admin", "Bob Ray"]);
                let status = chance.one_of(&["", "New", "Hot", "hot", "已联系"]);
                let time = chance.one_of(&["", "2021-04-15", "04/05/2021", "x"]);
                writeln!(file, "{id},{name},{mail},{mobile},{owner},{status},{time}").unwrap();
            }
            let import = hand.upload("random.csv", &file).await;
            let key = chance.one_of(&["external_id", "mobile", "email", ""]);
            let import = hand.rule(&import, json!({
                "match_key": key,
                "create": chance.one_of(&["1", "1", "0"]) == "1" || key.is_empty(),
                "blank_clears": chance.one_of(&["1", "0"]) == "1",
                "unknown_choice": chance.one_of(&["add", "reject"]),
                "owner": chance.one_of(&["column", "me", "pool"]),
            })).await;
            // The rules are remembered: the second time, the same file comes to little.
            for came in [hand.follow(&import).await, hand.bring("again.csv", &file).await] {
                assert_eq!(came.iter().sum::<i64>(), 40);
                sums = std::array::from_fn(|at| sums[at] + came[at]);
            }
        }
        assert!(sums.iter().all(|sum| *sum > 0), "all that can happen did: {sums:?}");
    }

    async fn people_come_in_disabled_and_once(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let users = "USER_ID,First Name,Last Name,Email\n\
            1,,Rozario Diego,rozario@clew.example\n\
            2,Clara,Santa Cruz,santa@clew.example\n\
            3,娜,李,\n\
            4,,Rozario Diego,\n\
            5,,Rozario Diego,other@clew.example\n\
            6,,,\n\
            7,,Bob,bob@\n";
        let import = hand.upload("Users.csv", users).await;
        assert_eq!(import["kind"], "people");
        let import = hand.rule(&import, json!({"role": house.role("销售员").await.id})).await;
        let came = hand.follow(&import).await;
        assert_eq!(came, [4, 0, 0, 1, 0, 2], "{:?}", hand.rows(&import).await);
        let people = hand.program.get("/api/v1/people").await.json();
        let logins: Vec<_> = people.as_array().unwrap().iter().map(|person| person["login"].as_str().unwrap()).collect();
        for login in ["rozario", "santa", "lina", "other"] {
            assert!(logins.contains(&login), "{login} among {logins:?}");
        }
        assert_eq!(hand.bring("Users.csv", users).await, [0, 0, 4, 1, 0, 2]);
    }

    async fn an_address_is_added_to_a_person_who_has_none(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("leads.csv", FIRST).await;
        let users = "USER_ID,First Name,Last Name,Email\n1,,Rozario Diego,rozario@clew.example\n";
        assert_eq!(hand.bring("Users.csv", users).await, [0, 1, 0, 0, 0, 0]);
        let import = hand.upload("leads.csv", FIRST.replace("Rozario Diego", "rozario@clew.example")).await;
        let checked = hand.check(&import).await;
        assert_eq!(numbers(&checked["checked"]), [0, 0, 2, 0, 0, 0], "the address names the same person");
    }

    async fn a_lead_without_a_status_begins_in_the_first_open_one(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let desk = house.admin().await.desk().await;
        let lists = desk.choices().all().await.unwrap();
        let first = lists.iter().find(|choice| choice.kind == ChoiceKind::Status).unwrap();
        let closed = ChoiceForm {
            name: first.name.clone(),
            name_en: first.name_en.clone().unwrap_or_default(),
            colour: first.colour.clone(),
            open: false,
            meaning: String::new(),
        };
        desk.choices().change(first.id, closed).await.unwrap();
        hand.bring("leads.csv", "LEADID,Last Name\n1,王芳\n").await;
        house.pool_lead("李娜").await;
        let (brought, entered) = (hand.leads("q=王芳").await.remove(0), hand.leads("q=李娜").await.remove(0));
        assert_ne!(brought["status"]["id"], json!(first.id));
        assert_eq!(brought["status"], entered["status"], "as when one is entered by hand");
    }

    async fn the_id_of_a_call_or_event_has_a_length(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("Leads.csv", "LEADID,Last Name,Lead Owner\n7,王芳,admin\n").await;
        let (fits, long) = ("i".repeat(100), "l".repeat(101));
        let calls = ("Calls.csv", "TASKID,Call Start Time,Call Owner,Subject,LEADID");
        let events = ("Events.csv", "EVENTID,Start DateTime,Event Owner,Subject,LEADID");
        for (name, headers) in [calls, events] {
            let rows = [&fits, &long].map(|id| format!("{id},2021-04-15 23:03:00,admin,Hello,7\n"));
            let file = format!("{headers}\n{}", rows.concat());
            let import = hand.upload(name, &file).await;
            assert_eq!(hand.follow(&import).await, [1, 0, 0, 0, 0, 1], "{name}");
            assert_eq!(hand.rows(&import).await[0]["problems"], json!([{"column": 0, "code": "too_long", "max": 100}]));
            assert_eq!(hand.bring(name, &file).await, [0, 0, 1, 0, 0, 1], "{name}");
        }
    }
}

/// The same numbers each time.
struct Chance(u64);

impl Chance {
    fn one_of<'a>(&mut self, from: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[(self.0 >> 33) as usize % from.len()]
    }
}
