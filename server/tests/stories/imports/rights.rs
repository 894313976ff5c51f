//! Whose import it is, and what they may bring.
use super::hand::{Hand, numbers};
use domain::{ImportId, Permission, Scope};
use serde_json::json;
use server::imports::reading;
use store::{FileRow, ImportJob};
use testkit::{Colleague, House, on_both};

const LEADS: &str = "LEADID,Last Name,Lead Owner,Lead Status\n1,王芳,张强,Hot\n2,李娜,小王,New\n";
const ASSIGNS: [Permission; 7] = [
    Permission::ViewLeads,
    Permission::AddLeads,
    Permission::EditLeads,
    Permission::ClaimLeads,
    Permission::AssignLeads,
    Permission::ImportLeads,
    Permission::ManageTokens,
];
const SELLS: [Permission; 6] = [
    Permission::ViewLeads,
    Permission::AddLeads,
    Permission::EditLeads,
    Permission::ClaimLeads,
    Permission::ImportLeads,
    Permission::ManageTokens,
];

fn row(id: i64) -> FileRow {
    let cells = vec![id.to_string(), format!("Lead {id}"), "admin".to_owned()];
    FileRow { line: id + 1, cells, problem: None }
}

/// A run of two rows, of which one is written.
async fn half_run(house: &House, person: &Colleague) -> ImportJob {
    let mut hand = Hand::of(house, person).await;
    let import =
        hand.upload("leads.csv", "LEADID,Last Name,Lead Owner\n1,Lead 1,admin\n2,Lead 2,admin\n").await;
    assert_eq!(numbers(&hand.check(&import).await["checked"]), [2, 0, 0, 0, 0, 0]);
    hand.program.post(&format!("/api/v1/imports/{}/run", import["id"]), json!({})).await.done();
    let id = ImportId(import["id"].as_i64().unwrap());
    let mut job = house.store().take_import("first", reading(), Some(id), &|_| true).await.unwrap().unwrap();
    assert!(job.rows(vec![row(1)]).await.unwrap());
    job
}

async fn goes_no_further(house: &House, mut job: ImportJob) {
    assert!(!job.rows(vec![row(2)]).await.unwrap());
    assert_eq!(house.texts("SELECT state FROM imports").await, ["stopped"]);
    assert_eq!(house.texts("SELECT failure FROM imports").await, [r#"{"code":"not_allowed"}"#]);
    assert_eq!(house.number("SELECT COUNT(*) FROM leads").await, 1, "what was written stays");
}

on_both! {
    async fn nobody_sees_or_touches_somebody_else_s_import(house: House) {
        let hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", LEADS).await;
        let other = house.person_who_may("张强", Scope::Company, &SELLS).await;
        let program = hand.stage.program(&other).await;
        let path = format!("/api/v1/imports/{}", import["id"]);
        assert_eq!(program.get("/api/v1/imports").await.json(), json!([]));
        program.get(&path).await.problem(404);
        program.get(&format!("{path}/rows")).await.problem(404);
        program.get(&format!("{path}/errors.csv")).await.problem(404);
        program.put(&format!("{path}/rules"), json!({})).await.problem(404);
        for verb in ["check", "run", "stop", "source"] {
            program.post(&format!("{path}/{verb}"), json!({})).await.problem(404);
        }
        program.delete(&path).await.problem(404);
        program.post(&format!("{path}/fixes"), json!({"line": 2, "column": 0, "text": "x"})).await.problem(404);
        assert_eq!(hand.find(&import["id"]).await["state"], "uploaded");
    }

    async fn without_the_permission_nothing_is_taken(house: House) {
        let reader = house.person_who_may("读者", Scope::Company, &[Permission::ViewLeads, Permission::ManageTokens]).await;
        let hand = Hand::of(&house, &reader).await;
        assert_eq!(hand.send("leads.csv", LEADS.as_bytes()).await.problem(403)["permission"], "leads.import");
        assert_eq!(hand.files(), 0);
        let stranger = hand.stage.stranger();
        let (body, kind) = crate::imports::hand::form_with("leads.csv", LEADS.as_bytes());
        let answer = stranger.send(axum::http::Method::POST, "/api/v1/imports", body.into(), Some(&kind)).await;
        answer.problem(401);
    }

    async fn people_are_brought_by_those_who_manage_them(house: House) {
        let seller = house.person_who_may("张强", Scope::Company, &SELLS).await;
        let hand = Hand::of(&house, &seller).await;
        let users = "USER_ID,First Name,Last Name,Email\n1,,Rozario Diego,r@clew.example\n";
        assert_eq!(hand.send("Users.csv", users.as_bytes()).await.problem(403)["permission"], "people.manage");
        assert_eq!(hand.files(), 0);
    }

    async fn a_seller_brings_leads_for_themselves_and_adds_neither_people_nor_choices(house: House) {
        let seller = house.person_who_may("张强", Scope::Own, &SELLS).await;
        let mut hand = Hand::of(&house, &seller).await;
        let import = hand.upload("leads.csv", LEADS).await;
        assert_eq!((&import["rules"]["owner"], &import["rules"]["unknown_choice"]), (&json!("me"), &json!("reject")));
        // Asking for more than one may do does not help.
        let wish = json!({"owner": "column", "unknown_choice": "add", "create_people": true});
        let import = hand.rule(&import, wish).await;
        assert_eq!(hand.follow(&import).await, [0, 0, 0, 0, 0, 2]);
        let codes: Vec<_> = hand.rows(&import).await.iter().map(|row| row["problems"][0]["code"].clone()).collect();
        assert_eq!(codes, ["unknown_choice", "unknown_person"]);
        let to_admin = hand.upload("leads.csv", "LEADID,Last Name,Lead Owner\n3,王芳,admin\n4,李娜,张强\n").await;
        let to_admin = hand.rule(&to_admin, json!({"owner": "column"})).await;
        assert_eq!(hand.follow(&to_admin).await, [1, 0, 0, 0, 0, 1]);
        assert_eq!(hand.rows(&to_admin).await[0]["problems"][0]["code"], "may_not_assign");
    }

    async fn leads_out_of_reach_are_not_changed(house: House) {
        let mut admin = Hand::of_admin(&house).await;
        admin.bring("leads.csv", "LEADID,Last Name,Lead Owner\n1,王芳,admin\n2,李娜,\n").await;
        let seller = house.person_who_may("张强", Scope::Own, &SELLS).await;
        let mut hand = Hand::of(&house, &seller).await;
        let import = hand.upload("leads.csv", "LEADID,Last Name\n1,changed\n2,changed\n3,mine\n").await;
        assert_eq!(hand.follow(&import).await, [1, 0, 0, 0, 0, 2]);
        assert!(hand.rows(&import).await.iter().all(|row| row["problems"][0]["code"] == "not_yours"));
        assert_eq!(admin.count("q=changed").await, 0);
    }

    async fn the_rights_of_the_day_count(house: House) {
        let seller = house.person_who_may("张强", Scope::Own, &SELLS).await;
        let mut hand = Hand::of(&house, &seller).await;
        let import = hand.upload("leads.csv", "LEADID,Last Name\n3,mine\n").await;
        let checked = hand.check(&import).await;
        assert_eq!(numbers(&checked["checked"]), [1, 0, 0, 0, 0, 0]);
        hand.program.post(&format!("/api/v1/imports/{}/run", import["id"]), json!({})).await.done();
        seller.takes_roles(&[house.role("销售员").await.id]).await;
        hand.worker.all().await.unwrap();
        seller.takes_roles(&[house.role("销售经理").await.id]).await;
        let stopped = seller.desk().await.imports().list().await.unwrap().remove(0);
        assert_eq!(stopped.failure, Some(domain::import::ImportFailure::NotAllowed));
        assert_eq!(house.number("SELECT COUNT(*) FROM leads").await, 0);
    }

    async fn a_permission_that_is_taken_away_ends_the_run_in_the_midst(house: House) {
        let seller = house.person_who_may("张强", Scope::Company, &ASSIGNS).await;
        let job = half_run(&house, &seller).await;
        seller.takes_roles(&[house.role("销售员").await.id]).await;
        goes_no_further(&house, job).await;
    }

    async fn whoever_is_disabled_brings_nothing_more(house: House) {
        let seller = house.person_who_may("张强", Scope::Company, &ASSIGNS).await;
        let job = half_run(&house, &seller).await;
        house.admin().await.desk().await.people().set_disabled(seller.id, true).await.unwrap();
        goes_no_further(&house, job).await;
    }

    async fn a_run_ends_with_a_permission_its_rules_rely_on(house: House) {
        let seller = house.person_who_may("张强", Scope::Company, &ASSIGNS).await;
        let job = half_run(&house, &seller).await;
        house.person_who_may("李四", Scope::Company, &SELLS).await;
        seller.takes_roles(&[house.role("李四 岗位").await.id]).await;
        goes_no_further(&house, job).await;
    }

    async fn a_run_goes_on_without_permissions_it_does_not_need(house: House) {
        let seller = house.person_who_may("张强", Scope::Company, &[&ASSIGNS[..], &[Permission::ExportLeads]].concat()).await;
        let mut job = half_run(&house, &seller).await;
        house.person_who_may("李四", Scope::Company, &ASSIGNS).await;
        seller.takes_roles(&[house.role("李四 岗位").await.id]).await;
        assert!(job.rows(vec![row(2)]).await.unwrap());
        job.end().await.unwrap();
        assert_eq!(house.number("SELECT COUNT(*) FROM leads").await, 2);
    }
}
