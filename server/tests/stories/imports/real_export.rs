//! Somebody's real export, when its folder is named by `CLEW_REAL_EXPORT`.
use super::hand::Hand;
use serde_json::json;
use std::path::PathBuf;
use testkit::{House, on_both};

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("CLEW_REAL_EXPORT").map(PathBuf::from).filter(|folder| folder.is_dir());
    if folder.is_none() {
        println!("skipped: CLEW_REAL_EXPORT names no folder");
    }
    folder
}

on_both! {
    async fn the_whole_export_comes_in_and_everybody_has_their_leads(house: House) {
        let Some(folder) = folder() else { return };
        let file = |name: &str| std::fs::read(folder.join(name)).unwrap();
        let mut hand = Hand::of_admin(&house).await;
        assert_eq!(hand.bring("Users.csv", file("Users.csv")).await, [11, 0, 0, 0, 0, 0]);
        assert_eq!(hand.bring("Leads.csv", file("Leads.csv")).await, [3_900, 0, 0, 0, 0, 0]);
        assert_eq!(hand.bring("Calls.csv", file("Calls.csv")).await, [170, 0, 0, 0, 3_930, 0]);
        assert_eq!(hand.bring("Events.csv", file("Events.csv")).await, [1_115, 0, 0, 0, 1_863, 0]);
        let people = hand.program.get("/api/v1/people").await.json();
        let people = people.as_array().unwrap();
        assert_eq!(people.len(), 12, "nobody was created twice");
        let rozario = people.iter().find(|person| person["name"] == "Rozario Diego").unwrap();
        assert_eq!(hand.count(&format!("owner={}", rozario["id"])).await, 371);
        assert_eq!(hand.count("").await, 3_900);
        assert_eq!(house.number("SELECT COUNT(*) FROM plans WHERE state = 'open'").await, 0, "nothing is overdue");
        assert_eq!(house.number("SELECT COUNT(*) FROM records WHERE kind = 'call'").await, 170);
        assert_eq!(hand.bring("Leads.csv", file("Leads.csv")).await, [0, 0, 3_900, 0, 0, 0]);

        // Three have no name; contacts know their customers by the other system's id.
        assert_eq!(hand.bring("Accounts.csv", file("Accounts.csv")).await, [2_226, 0, 0, 0, 0, 3]);
        assert_eq!(hand.bring("Accounts.csv", file("Accounts.csv")).await, [0, 0, 2_226, 0, 0, 3]);
        let hers = format!("SELECT COUNT(*) FROM customers WHERE owner_id = {}", rozario["id"]);
        assert_eq!(house.number(hers.leak()).await, 230);
        let came = hand.bring("Contacts.csv", file("Contacts.csv")).await;
        assert_eq!(came.iter().sum::<i64>(), 1_265);
        assert_eq!(came[0] + came[5], 1_265, "all have a customer but those of the three: {came:?}");
        let linked = "SELECT COUNT(*) FROM contacts c JOIN customers a ON a.id = c.customer_id WHERE c.external_id = '2585' AND a.external_id = '386'";
        assert_eq!(house.number(linked).await, 1);
        assert_eq!(hand.bring("Contacts.csv", file("Contacts.csv")).await, [0, 0, came[0], 0, 0, came[5]]);

        // She is let in, and sees hers.
        let path = format!("/api/v1/people/{}", rozario["id"]);
        let role = house.role("销售员").await.id;
        let form = json!({"login": "rozario", "name": "Rozario Diego", "email": rozario["email"], "password": testkit::PASSWORD, "roles": [role]});
        hand.program.put(&path, form).await.done();
        hand.program.post(&format!("{path}/disable"), json!({"disabled": false})).await.done();
        let desk = house.store().desk(&house.store().viewer_of_login("rozario").await.unwrap());
        let all = domain::lead::LeadFilter::parse("view=query");
        assert_eq!(desk.leads().count(&all).await.unwrap(), 371);
    }
}
