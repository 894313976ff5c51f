//! Contacts from a file, each tied to its customer.
use super::hand::Hand;
use domain::Scope;
use serde_json::{Value, json};
use testkit::{House, on_both};

const CUSTOMERS: &str = "ACCOUNTID,客户编号,Account Name,Account Owner\n\
    101,K1,华山机械,admin\n\
    102,K2,泰山贸易,admin\n\
    103,K3,同名,admin\n\
    104,K4,同名,admin\n";

const CONTACTS: &str = "CONTACTID,Last Name,First Name,Mobile,Email,Account Id\n\
    1,赵,敏,13700001111,min@clew.example,101\n\
    2,Bob Ray,,13700002222,,K2\n\
    3,陈晓,,,,泰山贸易\n\
    4,孙丽,,,,同名\n\
    5,周杰,,,,没有这个\n\
    6,吴刚,,,,\n\
    7,,,,,101\n";

fn codes(rows: &[Value]) -> Vec<(i64, String)> {
    let code = |row: &Value| row["problems"][0]["code"].as_str().unwrap().to_owned();
    rows.iter().map(|row| (row["line"].as_i64().unwrap(), code(row))).collect()
}

on_both! {
    async fn contacts_find_their_customers_by_id_number_and_name(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        assert_eq!(hand.bring("Accounts.csv", CUSTOMERS).await, [4, 0, 0, 0, 0, 0]);
        let import = hand.upload("Contacts.csv", CONTACTS).await;
        assert_eq!((&import["kind"], &import["rules"]["match_key"]), (&json!("contacts"), &json!("external_id")));
        assert_eq!(hand.follow(&import).await, [3, 0, 0, 0, 1, 3]);
        let told: Vec<_> = codes(&hand.rows(&import).await);
        let told: Vec<_> = told.iter().map(|(line, code)| (*line, code.as_str())).collect();
        assert_eq!(told, [(5, "ambiguous_customer"), (6, "unknown_customer"), (7, "no_customer"), (8, "required")]);
        let min = hand.all("contacts", "q=13700001111").await.remove(0);
        assert_eq!((&min["name"], &min["customer"]["name"]), (&json!("赵敏"), &json!("华山机械")));
        let tai = hand.all("customers", "view=query&q=K2").await.remove(0);
        let theirs = hand.program.get(&format!("/api/v1/customers/{}/contacts", tai["id"])).await.json();
        assert_eq!(theirs.as_array().unwrap().len(), 2);
        assert_eq!(hand.bring("Contacts.csv", CONTACTS).await, [0, 0, 3, 0, 1, 3], "the same file again changes nothing");
    }

    async fn a_contact_is_changed_and_stays_with_its_customer(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("Accounts.csv", CUSTOMERS).await;
        hand.bring("Contacts.csv", CONTACTS).await;
        let file = "CONTACTID,Last Name,职务,Account Id\n2,Bob Ray,采购,102\n1,赵敏,总监,102\n";
        let import = hand.upload("更多.csv", file).await;
        assert_eq!(hand.follow(&import).await, [0, 1, 0, 0, 0, 1]);
        assert_eq!(codes(&hand.rows(&import).await), [(3, "other_customer".to_owned())]);
        assert_eq!(hand.all("contacts", "q=bob").await[0]["position"], "采购");
    }

    async fn a_telephone_belongs_to_one_customer(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("Accounts.csv", CUSTOMERS).await;
        hand.bring("Contacts.csv", CONTACTS).await;
        let file = "CONTACTID,Last Name,Mobile,Account Id\n\
            21,同一家的,13700001111,101\n22,别家的,13700001111,102\n23,新的,13700005555,101\n24,别家新的,13700005555,102\n";
        let import = hand.upload("更多.csv", file).await;
        assert_eq!(hand.follow(&import).await, [2, 0, 0, 2, 0, 0], "within the file too");
        let alone = "CONTACTID,Last Name,Mobile,Account Id\n32,别家的,13700001111,102\n";
        let import = hand.upload("更多.csv", alone).await;
        assert_eq!(hand.follow(&import).await, [0, 0, 0, 0, 0, 1]);
        assert_eq!(hand.rows(&import).await[0]["problems"][0]["code"], "twin");
    }

    async fn a_customer_one_does_not_see_is_not_there(house: House) {
        use domain::Permission as P;
        let mut boss = Hand::of_admin(&house).await;
        boss.bring("Accounts.csv", CUSTOMERS).await;
        let may = [P::ViewCustomers, P::EditCustomers, P::ImportCustomers, P::ManageTokens];
        let wang = house.person_who_may("王", Scope::Own, &may).await;
        let mut hand = Hand::of(&house, &wang).await;
        let import = hand.upload("Contacts.csv", "CONTACTID,Last Name,Account Id\n1,赵敏,101\n2,陈晓,999\n").await;
        assert_eq!(hand.follow(&import).await, [0, 0, 0, 0, 0, 2]);
        let told = codes(&hand.rows(&import).await);
        assert!(told.iter().all(|(_, code)| code == "unknown_customer"), "{told:?}");
    }
}
