//! What the rules do.
use super::hand::{Hand, numbers};
use domain::{Permission, Scope};
use serde_json::{Value, json};
use testkit::{House, on_both};

const SELLS: [Permission; 5] = [
    Permission::ViewLeads,
    Permission::EditLeads,
    Permission::AssignLeads,
    Permission::ImportLeads,
    Permission::ManageTokens,
];

const LEADS: &str = "单号,联系人,手机,企业名称,状态,专管销售员\n\
    A1,王芳,138-0013-8000,华星,Hot,\n\
    A2,李娜,,华星,Hot,小李\n";

fn names(leads: &[Value]) -> Vec<&str> {
    leads.iter().map(|lead| lead["contact"].as_str().unwrap()).collect()
}

on_both! {
    async fn columns_are_guessed_and_the_most_certain_one_matches(house: House) {
        let hand = Hand::of_admin(&house).await;
        let import = hand.upload("线索.csv", LEADS).await;
        let rules = &import["rules"];
        assert_eq!(rules["mapping"], json!({"number": 0, "contact": 1, "mobile": 2, "company": 3, "status": 4, "owner": 5}));
        assert_eq!((&rules["match_key"], &rules["owner"]), (&json!("number"), &json!("column")));
        assert_eq!(import["sample"][1], json!(["A2", "李娜", "", "华星", "Hot", "小李"]));
    }

    async fn what_a_person_has_mapped_is_remembered_for_files_of_the_shape(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let file = "a,b,c\n1,王芳,13800138000\n";
        let first = hand.upload("x.csv", file).await;
        assert_eq!(first["rules"]["mapping"], json!({}));
        let refused = hand.program.post(&format!("/api/v1/imports/{}/check", first["id"]), json!({})).await;
        assert_eq!(refused.wrong_fields(), ["contact"]);
        let first = hand.rule(&first, json!({"mapping": {"contact": 1, "mobile": 2}, "match_key": "mobile"})).await;
        assert_eq!(hand.follow(&first).await, [1, 0, 0, 0, 0, 0]);
        let second = hand.upload("another name.csv", "A, b ,C\n2,李娜,13900139000\n").await;
        assert_eq!(second["rules"], first["rules"]);
        let other = hand.upload("x.csv", "a,b,d\n2,李娜,13900139000\n").await;
        assert_eq!(other["rules"]["mapping"], json!({}));
    }

    async fn unknown_values_are_added_rejected_or_meant_otherwise(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", LEADS).await;
        let checked = hand.check(&import).await;
        assert_eq!(checked["unknown_choices"], json!({"status": {"Hot": 2}}));
        assert_eq!(checked["unknown_people"], json!({"小李": 1}));
        let rejecting = hand.rule(&import, json!({"unknown_choice": "reject", "create_people": false})).await;
        let checked = hand.check(&rejecting).await;
        assert_eq!(numbers(&checked["checked"]), [0, 0, 0, 0, 0, 2]);
        assert_eq!(hand.rows(&import).await[1]["problems"].as_array().unwrap().len(), 2, "all that is wrong is said");
        let admin = house.admin().await;
        let meant = json!({
            "choice_map": {"status": {"Hot": house.status("有意向").await}},
            "person_map": {"小李": admin.id},
        });
        let mapped = hand.rule(&rejecting, meant).await;
        assert_eq!(hand.follow(&mapped).await, [2, 0, 0, 0, 0, 0]);
        let lead = hand.leads("q=李娜").await.remove(0);
        assert_eq!((&lead["status"]["name"], &lead["owner"]["id"]), (&json!("有意向"), &json!(admin.id)));
    }

    async fn a_mobile_matches_however_it_is_written(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("leads.csv", LEADS).await;
        let import = hand.upload("x.csv", "手机,联系人,微信\n+86 138 0013 8000,王芳,wf\n13800138000,王芳,wf\n").await;
        assert_eq!(import["rules"]["match_key"], "mobile");
        assert_eq!(hand.follow(&import).await, [0, 1, 0, 1, 0, 0]);
        assert_eq!(hand.leads("q=wf").await[0]["wechat"], "wf");
    }

    async fn blank_cells_keep_or_clear(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("leads.csv", LEADS).await;
        let blank = "单号,联系人,手机,企业名称,状态,专管销售员\nA1,王芳,,,,\n";
        assert_eq!(hand.bring("leads.csv", blank).await, [0, 0, 1, 0, 0, 0]);
        let clearing = hand.upload("leads.csv", blank).await;
        let clearing = hand.rule(&clearing, json!({"blank_clears": true})).await;
        assert_eq!(hand.follow(&clearing).await, [0, 1, 0, 0, 0, 0]);
        let lead = hand.leads("q=王芳").await.remove(0);
        assert_eq!((&lead["mobile"], &lead["company"], &lead["status"]["name"]), (&json!(""), &json!(""), &json!("Hot")));
        let nameless = hand.upload("leads.csv", "单号,联系人,手机\nA1,,\n").await;
        let nameless = hand.rule(&nameless, json!({"blank_clears": true})).await;
        assert_eq!(hand.follow(&nameless).await, [0, 0, 0, 0, 0, 1]);
    }

    async fn only_new_or_only_known_rows_are_taken(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("leads.csv", "单号,联系人\nA1,王芳\n").await;
        let file = "单号,联系人\nA1,changed\nA9,new\n";
        let import = hand.upload("leads.csv", file).await;
        let updating = hand.rule(&import, json!({"create": false})).await;
        assert_eq!(hand.follow(&updating).await, [0, 1, 0, 0, 1, 0]);
        let import = hand.upload("leads.csv", file.replace("changed", "again")).await;
        let creating = hand.rule(&import, json!({"create": true, "update": false})).await;
        assert_eq!(hand.follow(&creating).await, [1, 0, 0, 0, 1, 0]);
        assert_eq!(names(&hand.leads("sort=number").await), ["changed", "new"]);
    }

    async fn new_leads_go_to_the_importer_or_to_the_pool(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        for (owner, state) in [("me", "claimed"), ("pool", "unclaimed")] {
            let import = hand.upload("leads.csv", format!("单号,联系人,专管销售员\n{owner},{owner},小李\n")).await;
            let import = hand.rule(&import, json!({"owner": owner})).await;
            hand.follow(&import).await;
            assert_eq!(hand.leads(&format!("number={owner}")).await[0]["state"], state);
        }
    }

    async fn a_date_that_can_be_read_in_two_ways_needs_a_word(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let file = "单号,联系人,提交时间\n1,王芳,04/05/2021\n";
        let import = hand.upload("leads.csv", file).await;
        let checked = hand.check(&import).await;
        assert_eq!(numbers(&checked["checked"]), [0, 0, 0, 0, 0, 1]);
        let import = hand.rule(&import, json!({"date_order": "day_first", "zone": "Europe/Berlin"})).await;
        hand.follow(&import).await;
        assert_eq!(hand.leads("").await[0]["submitted_at"], "2021-05-03T22:00:00Z");
        let proven = hand.upload("other.csv", "编号,联系人,提交时间\n2,李娜,04/05/2021\n3,张伟,25/05/2021\n").await;
        assert_eq!(proven["rules"]["date_order"], "day_first", "the file shows it");
        let nowhere = hand.rule(&proven, json!({"zone": "Europe/Atlantis"})).await;
        let refused = hand.program.post(&format!("/api/v1/imports/{}/check", nowhere["id"]), json!({})).await;
        assert_eq!(refused.wrong_fields(), ["zone"]);
    }

    async fn other_rules_need_another_dry_run(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", LEADS).await;
        let run = format!("/api/v1/imports/{}/run", import["id"]);
        hand.program.post(&run, json!({})).await.problem(409);
        hand.check(&import).await;
        let changed = hand.rule(&import, json!({"owner": "pool"})).await;
        assert_eq!(changed["state"], "uploaded");
        hand.program.post(&run, json!({})).await.problem(409);
        hand.follow(&import).await;
        let over = hand.program.put(&format!("/api/v1/imports/{}/rules", import["id"]), json!({})).await;
        over.problem(409);
    }

    async fn a_rule_nobody_knows_is_named(house: House) {
        let hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", LEADS).await;
        let path = format!("/api/v1/imports/{}/rules", import["id"]);
        assert_eq!(hand.program.put(&path, json!({"colour": 1})).await.wrong_fields(), ["colour"]);
    }

    async fn what_another_has_mapped_says_what_columns_are_and_no_more(house: House) {
        let seller = house.person_who_may("张强", Scope::Company, &SELLS).await;
        let mut theirs = Hand::of(&house, &seller).await;
        let file = "x,y,联系人,专管销售员,状态\n13800138000,张强,王芳,小李,Hot\n";
        let first = theirs.upload("theirs.csv", file).await;
        let rules = json!({
            "mapping": {"mobile": 0, "owner": 1, "contact": 2, "status": 4},
            "match_key": "mobile",
            "person_map": {"小李": seller.id},
            "choice_map": {"status": {"Hot": house.status("有意向").await}},
            "zone": "Europe/Berlin",
        });
        let first = theirs.rule(&first, rules).await;
        assert_eq!(theirs.follow(&first).await, [1, 0, 0, 0, 0, 0]);
        let mut mine = Hand::of_admin(&house).await;
        let second = mine.upload("mine.csv", file).await;
        let rules = &second["rules"];
        assert_eq!(rules["mapping"], json!({"mobile": 0, "contact": 2, "owner": 3, "status": 4}), "people are as guessed");
        assert_eq!((&rules["person_map"], &rules["choice_map"]), (&json!({}), &json!({})));
        assert_eq!((&rules["owner"], &rules["role"], &rules["zone"]), (&json!("column"), &Value::Null, &json!("")));
        let second = mine.rule(&second, json!({"owner": "pool"})).await;
        mine.check(&second).await;
        let again = theirs.upload("theirs.csv", file).await;
        assert_eq!(again["rules"], first["rules"], "everybody follows their own");
        theirs.check(&again).await;
        assert_eq!(mine.upload("mine.csv", file).await["rules"], second["rules"]);
    }

    async fn the_widest_file_is_remembered_too(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        // Nothing in the headers repeats: else the database would make them small.
        let mut number = 1_u64;
        let mut letter = || {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            b"abcdefghijklmnopqrstuvwxyz"[(number >> 33) as usize % 26] as char
        };
        let header = |_: i32| -> String { (0..20).map(|_| letter()).collect() };
        let headers: Vec<_> = std::iter::once("联系人".to_owned()).chain((1..250).map(header)).collect();
        let file = format!("{}\n王芳\n", headers.join(","));
        let import = hand.upload("wide.csv", &file).await;
        let import = hand.rule(&import, json!({"owner": "pool"})).await;
        assert_eq!(hand.follow(&import).await, [1, 0, 0, 0, 0, 0]);
        assert_eq!(hand.upload("wide.csv", &file).await["rules"], import["rules"]);
    }
}
