//! Customers from a file.
use super::hand::{Hand, numbers};
use domain::customer::{CustomerDetails, NewCustomer, Security};
use domain::person::PersonForm;
use domain::pool::PoolForm;
use domain::{Permission, Scope};
use serde_json::{Value, json};
use testkit::{Colleague, House, on_both};

const FILE: &str = "客户编号,客户名称,手机,邮箱,客户级别,客户状态,行业,密级,首次接触,专管销售员\n\
    K1,华山机械,13900001111,hua@clew.example,重要,,制造,内部,2026-03-01,admin\n\
    K2,泰山贸易有限公司,13900002222,,,,制造,,,\n";

const SELLS: [Permission; 5] = [
    Permission::ViewCustomers,
    Permission::AddCustomers,
    Permission::EditCustomers,
    Permission::ImportCustomers,
    Permission::ManageTokens,
];

async fn customer(of: &Colleague, name: &str, mobile: &str) -> i64 {
    let details =
        CustomerDetails { name: name.to_owned(), mobile: mobile.to_owned(), ..CustomerDetails::default() };
    let new = NewCustomer { details, ..NewCustomer::default() };
    of.desk().await.customers().add(new).await.unwrap().id.0
}

fn problems(row: &Value) -> Vec<&str> {
    row["problems"].as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap()).collect()
}

on_both! {
    async fn customers_come_in_with_everything_the_row_says(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("客户.csv", FILE).await;
        assert_eq!((&import["kind"], &import["rules"]["match_key"]), (&json!("customers"), &json!("number")));
        assert_eq!(hand.follow(&import).await, [2, 0, 0, 0, 0, 0]);
        let hua = hand.all("customers", "view=query&q=K1").await.remove(0);
        assert_eq!((&hua["name"], &hua["kind"], &hua["security"]), (&json!("华山机械"), &json!("company"), &json!("internal")));
        assert_eq!((&hua["industry"]["name"], &hua["first_contact"]), (&json!("制造"), &json!("2026-03-01")));
        assert_eq!((&hua["level"]["name"], &hua["owner"]["name"]), (&json!("重要"), &json!(house.admin().await.name)));
        assert!(hua["status"]["id"].is_number(), "as when one is entered by hand");
        let tai = hand.all("customers", "view=pool").await.remove(0);
        assert_eq!((&tai["name"], &tai["state"]), (&json!("泰山贸易有限公司"), &json!("pool")), "nobody was named");
        let records = hand.program.get(&format!("/api/v1/customers/{}/records", hua["id"])).await.json();
        assert_eq!(records[0]["kind"], "entered");
        assert_eq!(hand.bring("客户.csv", FILE).await, [0, 0, 2, 0, 0, 0], "the same file again changes nothing");
    }

    async fn an_update_says_only_what_differs_and_leaves_the_level_alone(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("客户.csv", FILE).await;
        let before = hand.all("customers", "view=query&q=K1").await.remove(0);
        let changed = FILE.replace("hua@clew.example,重要,,制造,内部", "new@clew.example,普通,,软件,秘密");
        assert_eq!(hand.bring("客户.csv", &changed).await, [0, 1, 1, 0, 0, 0]);
        let after = hand.all("customers", "view=query&q=K1").await.remove(0);
        assert_eq!((&after["email"], &after["industry"]["name"]), (&json!("new@clew.example"), &json!("软件")));
        assert_eq!((&after["security"], &after["level"]), (&json!("confidential"), &before["level"]));
        assert_eq!(after["version"].as_i64(), before["version"].as_i64().map(|version| version + 1));
        let level = FILE.replace("重要", "普通").replace("hua@", "new@").replace("制造,内部", "软件,秘密");
        assert_eq!(hand.bring("客户.csv", level).await, [0, 0, 2, 0, 0, 0], "a level changes by approval");
    }

    async fn what_is_there_already_is_told_without_what_it_is(house: House) {
        let li = house.salesperson("李").await;
        customer(&li, "华山机械", "13900001111").await;
        let wang = house.person_who_may("王", Scope::Own, &SELLS).await;
        let mut hand = Hand::of(&house, &wang).await;
        let file = "客户名称,客户类型,手机,邮箱\n另一家,,139-0000-1111,a@clew.example\n第三家,,13900003333,\n第四家,,13900003333,\n";
        let import = hand.upload("客户.csv", file).await;
        let import = hand.rule(&import, json!({"match_key": "", "unknown_choice": "reject"})).await;
        assert_eq!(hand.follow(&import).await, [1, 0, 0, 1, 0, 1]);
        let rows = hand.rows(&import).await;
        assert_eq!(rows[0]["problems"], json!([{"column": 2, "code": "twin", "owner": "李", "pooled": false}]));
        assert_eq!(rows[1]["problems"], json!([{"column": 2, "code": "duplicate", "line": 3}]));
        let told = serde_json::to_string(&rows).unwrap();
        assert!(!told.contains("华山"), "{told}");
        let matched = hand.upload("客户.csv", file).await;
        let matched = hand.rule(&matched, json!({"match_key": "mobile", "unknown_choice": "reject"})).await;
        hand.check(&matched).await;
        assert_eq!(problems(&hand.rows(&matched).await[0]), ["twin"], "also where the telephone is the key");
    }

    async fn a_mailbox_and_a_name_warn_and_come_in(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("客户.csv", FILE).await;
        let file = "客户名称,客户类型,邮箱\n华山机械有限公司,,hua@clew.example\n";
        let import = hand.upload("更多.csv", file).await;
        let import = hand.rule(&import, json!({"match_key": "", "unknown_choice": "reject"})).await;
        let checked = hand.check(&import).await;
        assert_eq!((numbers(&checked["checked"]), &checked["suspects"]), ([1, 0, 0, 0, 0, 0], &json!(1)));
        assert_eq!(problems(&hand.rows(&import).await[0]), ["twin", "twin"]);
        house.admin().await.desk().await.customers().set_duplicate_names("block").await.unwrap();
        let checked = hand.check(&import).await;
        assert_eq!(numbers(&checked["checked"]), [0, 0, 0, 0, 0, 1], "as the setting says");
    }

    async fn rows_of_one_file_that_may_be_the_same_say_so(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let file = "客户名称,电话,邮箱,客户类型\n甲方,010-62345678,one@clew.example,\n乙方,010 6234 5678,,\n甲方有限公司,,ONE@clew.example,\n丙方,,,\n";
        let import = hand.upload("客户.csv", file).await;
        let import = hand.rule(&import, json!({"match_key": "", "unknown_choice": "reject"})).await;
        let checked = hand.check(&import).await;
        assert_eq!((numbers(&checked["checked"]), &checked["suspects"]), ([4, 0, 0, 0, 0, 0], &json!(2)));
        let rows = hand.rows(&import).await;
        assert_eq!(rows[0]["problems"], json!([{"column": 1, "code": "alike", "line": 2}]));
        let mut both = rows[1]["problems"].as_array().unwrap().clone();
        both.sort_by_key(|problem| problem["column"].as_i64());
        let alike = |column: u8| json!({"column": column, "code": "alike", "line": 2});
        assert_eq!(both, [alike(0), alike(2)]);
        assert_eq!(numbers(&hand.run(&import).await["result"]), [4, 0, 0, 0, 0, 0], "it comes in all the same");
        house.admin().await.desk().await.customers().set_duplicate_names("allow").await.unwrap();
        let again = hand.upload("又.csv", "客户名称,客户类型\n丁方,\n丁方,\n").await;
        let again = hand.rule(&again, json!({"match_key": "", "unknown_choice": "reject"})).await;
        assert_eq!(hand.check(&again).await["suspects"], json!(0), "names may be the same");
    }

    async fn only_those_with_the_right_fill_the_pool_or_give_to_others(house: House) {
        let wang = house.person_who_may("王", Scope::Own, &SELLS).await;
        let mut hand = Hand::of(&house, &wang).await;
        let import = hand.upload("客户.csv", FILE).await;
        assert_eq!(import["rules"]["owner"], "me", "the nearest rule within one's rights");
        let pool = hand.rule(&import, json!({"owner": "pool"})).await;
        let refused = hand.program.post(&format!("/api/v1/imports/{}/check", pool["id"]), json!({})).await;
        assert_eq!(refused.wrong_fields(), ["owner"]);
        let column = hand.rule(&import, json!({"owner": "column", "mapping": {"number": 0, "name": 1, "owner": 9}})).await;
        let checked = hand.check(&column).await;
        assert_eq!(numbers(&checked["checked"]), [0, 0, 0, 0, 0, 2]);
        let rows = hand.rows(&import).await;
        assert_eq!((problems(&rows[0]), problems(&rows[1])), (vec!["may_not_assign"], vec!["may_not_pool"]));
        let mut boss = Hand::of_admin(&house).await;
        let import = boss.upload("客户.csv", FILE).await;
        let import = boss.rule(&import, json!({"owner": "pool"})).await;
        assert_eq!(boss.follow(&import).await, [2, 0, 0, 0, 0, 0]);
        assert_eq!(house.number("SELECT COUNT(*) FROM customers WHERE state = 'pool' AND owner_id IS NULL").await, 2);
        let leads = house.person_who_may("赵", Scope::Own, &[Permission::ImportLeads, Permission::ManageTokens]).await;
        let leads = Hand::of(&house, &leads).await;
        assert_eq!(leads.send("客户.csv", FILE.as_bytes()).await.problem(403)["permission"], "customers.import");
    }

    async fn nobody_gets_more_than_one_may_have(house: House) {
        let li = house.salesperson("李").await;
        customer(&li, "先来的", "13900009999").await;
        let desk = house.admin().await.desk().await;
        let form = PersonForm { most_customers: Some(3), ..li.form().await };
        desk.people().change(li.id, form).await.unwrap();
        let mut hand = Hand::of_admin(&house).await;
        let mut file = String::from("客户编号,客户名称,专管销售员\n");
        for number in 0..4 {
            file.push_str(&format!("N{number},客户{number},{}\n", li.login));
        }
        let import = hand.upload("客户.csv", file).await;
        assert_eq!(hand.follow(&import).await, [2, 0, 0, 0, 0, 2]);
        assert!(hand.rows(&import).await.iter().all(|row| problems(row) == ["full"]));
    }

    async fn nothing_comes_in_above_one_s_clearance(house: House) {
        let wang = house.person_who_may("王", Scope::Own, &SELLS).await;
        let mut hand = Hand::of(&house, &wang).await;
        let import = hand.upload("客户.csv", "客户编号,客户名称,密级\nS1,公开的,公开\nS2,机密的,机密\n").await;
        assert_eq!(hand.follow(&import).await, [1, 0, 0, 0, 0, 1]);
        assert_eq!(problems(&hand.rows(&import).await[0]), ["not_cleared"]);
        assert_eq!(house.number("SELECT COUNT(*) FROM customers WHERE security > 0").await, 0);
        assert_eq!(wang.form().await.clearance, Security::Open);
    }

    async fn those_whom_nobody_has_go_into_the_pool_that_is_chosen(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let desk = house.admin().await.desk().await;
        let east = desk.pools().add(PoolForm { name: "华东".into(), everyone: true, ..PoolForm::default() }).await.unwrap();
        let wrong = async |hand: &Hand, import: &Value| {
            hand.program.post(&format!("/api/v1/imports/{}/check", import["id"]), json!({})).await.wrong_fields()
        };
        let import = hand.upload("客户.csv", FILE).await;
        let import = hand.rule(&import, json!({"pool": 999})).await;
        assert_eq!(wrong(&hand, &import).await, ["pool"]);
        let import = hand.rule(&import, json!({"pool": east})).await;
        assert_eq!(hand.follow(&import).await, [2, 0, 0, 0, 0, 0]);
        assert_eq!(house.number("SELECT COUNT(*) FROM customers WHERE pool_id = (SELECT MAX(id) FROM pools)").await, 1, "the other has an owner");
        assert_eq!(house.number("SELECT COUNT(*) FROM ownership_moves WHERE to_pool = (SELECT MAX(id) FROM pools)").await, 1);
        let again = hand.upload("客户.csv", FILE).await;
        assert_eq!(again["rules"]["pool"], json!(east), "it is remembered");
        let more = hand.upload("更多.csv", "客户编号,客户名称\nK9,嵩山\n").await;
        let more = hand.rule(&more, json!({"owner": "pool", "pool": east})).await;
        hand.check(&more).await;
        desk.pools().retire(east, true).await.unwrap();
        assert_eq!(numbers(&hand.run(&more).await["result"]), [0, 0, 0, 0, 0, 1], "it was closed in between");
        assert_eq!(problems(&hand.rows(&more).await[0]), ["pool_closed"]);
        assert_eq!(hand.upload("客户.csv", FILE).await["rules"]["pool"], Value::Null);
    }

    async fn only_those_with_the_right_choose_a_pool(house: House) {
        let pool = house.admin().await.desk().await.pools().names().await.unwrap()[0].0;
        let wang = house.person_who_may("王", Scope::Own, &SELLS).await;
        let hand = Hand::of(&house, &wang).await;
        let import = hand.upload("客户.csv", FILE).await;
        let import = hand.rule(&import, json!({"owner": "column", "pool": pool})).await;
        let check = format!("/api/v1/imports/{}/check", import["id"]);
        assert_eq!(hand.program.post(&check, json!({})).await.wrong_fields(), ["pool"]);
        let boss = Hand::of_admin(&house).await;
        let leads = boss.upload("leads.csv", "姓名,手机\n王芳,13900001111\n").await;
        let leads = boss.rule(&leads, json!({"owner": "pool", "pool": pool})).await;
        let check = format!("/api/v1/imports/{}/check", leads["id"]);
        assert_eq!(boss.program.post(&check, json!({})).await.wrong_fields(), ["pool"], "leads nobody has lie in none");
    }
}
