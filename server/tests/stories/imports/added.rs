//! Files that fill fields the administrator has added.
use super::hand::{Hand, numbers};
use domain::choice::{ChoiceForm, ChoiceKind};
use domain::custom::{CustomFieldForm, FieldKey, FieldKind};
use domain::lead::{LeadDetails, NewLead};
use domain::{FieldId, Subject};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::Desk;
use testkit::{House, on_both};

fn form(kind: FieldKind, name: &str) -> CustomFieldForm {
    CustomFieldForm::new(kind, name)
}

async fn adds(desk: &Desk, noun: Subject, form: CustomFieldForm) -> FieldKey {
    let kind = form.kind;
    FieldKey { id: desk.fields().add(noun, form).await.unwrap(), kind }
}

async fn choice(desk: &Desk, field: FieldId, name: &str) -> String {
    let form = ChoiceForm {
        name: name.into(),
        name_en: String::new(),
        colour: "grey".into(),
        open: true,
        meaning: String::new(),
    };
    desk.choices().add(ChoiceKind::Added(field), form).await.unwrap().to_string()
}

fn problems(row: &Value) -> Vec<(Option<i64>, &str)> {
    let told = |problem: &'_ Value| problem["column"].as_i64();
    let all = row["problems"].as_array().unwrap();
    all.iter().map(|problem| (told(problem), problem["code"].as_str().unwrap())).collect()
}

/// What a field of a row holds.
fn of(row: &Value, field: FieldKey) -> &Value {
    &row[field.key()]
}

on_both! {
    async fn a_column_with_a_field_s_name_fills_the_field(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let desk = house.admin().await.desk().await;
        let contract = adds(&desk, Subject::Lead, form(FieldKind::Text, "合同号")).await;
        let file = "姓名,手机,合同号\n王芳,13900001111,HT-7\n李娜,13900002222,\n";
        let import = hand.upload("leads.csv", file).await;
        assert_eq!(import["rules"]["mapping"][contract.key()], 2);
        assert_eq!(hand.follow(&import).await, [2, 0, 0, 0, 0, 0]);
        let rows = hand.leads("q=HT-7").await;
        assert_eq!((rows.len(), &rows[0]["contact"], of(&rows[0], contract)), (1, &json!("王芳"), &json!("HT-7")));
        assert_eq!(hand.bring("leads.csv", file).await, [0, 0, 2, 0, 0, 0], "the same file again changes nothing");
        let changed = file.replace("HT-7", "HT-8");
        let second = hand.upload("leads.csv", &changed).await;
        assert_eq!(hand.follow(&second).await, [0, 1, 1, 0, 0, 0]);
        assert_eq!((hand.count("q=HT-7").await, hand.count("q=HT-8").await), (0, 1));
        assert_eq!(hand.bring("leads.csv", changed.replace("HT-8", "")).await, [0, 0, 2, 0, 0, 0], "a blank cell keeps it");
        assert_eq!(hand.undo(&second).await, [0, 1, 0]);
        assert_eq!((hand.count("q=HT-7").await, hand.count("q=HT-8").await), (1, 0));
    }

    async fn cells_are_read_by_what_the_field_holds(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let admin = house.admin().await;
        let desk = admin.desk().await;
        let mut fields = BTreeMap::new();
        for kind in FieldKind::ALL {
            let form = CustomFieldForm { decimals: CustomFieldForm::decimals_of(kind, 1), ..form(kind, &format!("栏 {}", kind.key())) };
            fields.insert(kind, adds(&desk, Subject::Customer, form).await);
        }
        let level = choice(&desk, fields[&FieldKind::Choice].id, "高").await;
        let (east, west) = (choice(&desk, fields[&FieldKind::Choices].id, "东, 区").await, choice(&desk, fields[&FieldKind::Choices].id, "西区").await);
        let head = "客户编号,客户名称,栏text,栏number,栏money,栏date,栏choice,栏choices,栏person,栏flag\n";
        let file = format!("{head}K1,华山,合同,7.50,\"1,200\",2026/3/1,高,\"西区；东, 区\",admin,是\nK2,泰山,,,,,,,,\n");
        assert_eq!(hand.bring("客户.csv", &file).await, [2, 0, 0, 0, 0, 0]);
        let hua = hand.all("customers", "view=query&q=K1").await.remove(0);
        let expected = [
            (FieldKind::Text, "合同".to_owned()),
            (FieldKind::Number, "7.5".to_owned()),
            (FieldKind::Money, "1200.00".to_owned()),
            (FieldKind::Date, "2026-03-01".to_owned()),
            (FieldKind::Choice, level),
            (FieldKind::Choices, format!("{east},{west}")),
            (FieldKind::Person, admin.id.to_string()),
            (FieldKind::Flag, "1".to_owned()),
        ];
        for (kind, text) in expected {
            assert_eq!(of(&hua, fields[&kind]), &json!(text), "{kind:?}");
        }
        assert_eq!(hand.bring("客户.csv", &file).await, [0, 0, 2, 0, 0, 0]);
        let wrong = format!("{head}K3,恒山,{},7.55,viel,soon,高,西区,nobody-here,maybe\n", "长".repeat(2_001));
        let import = hand.upload("客户.csv", wrong).await;
        let import = hand.rule(&import, json!({"create_people": false})).await;
        assert_eq!(hand.follow(&import).await, [0, 0, 0, 0, 0, 1]);
        let rows = hand.rows(&import).await;
        let told = problems(&rows[0]).into_iter().map(|(column, code)| (column.unwrap(), code.to_owned()));
        let codes = ["too_long", "not_a_number", "not_a_number", "not_a_time", "unknown_person", "not_yes_or_no"];
        let columns = [2, 3, 4, 5, 8, 9];
        assert_eq!(told.collect::<Vec<_>>(), columns.into_iter().zip(codes.map(str::to_owned)).collect::<Vec<_>>());
    }

    async fn what_an_export_writes_comes_back(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let desk = house.admin().await.desk().await;
        let several = adds(&desk, Subject::Customer, form(FieldKind::Choices, "区域")).await;
        let flag = adds(&desk, Subject::Customer, form(FieldKind::Flag, "老客户")).await;
        let money = adds(&desk, Subject::Customer, form(FieldKind::Money, "预算")).await;
        hand.bring("客户.csv", "客户编号,客户名称,区域,老客户,预算\nK1,华山,东、西,否,1234567.5\nK2,泰山,,,\n").await;
        let keys = [several, flag, money].map(FieldKey::key).join(",");
        let out = hand.program.get(&format!("/api/v1/customers/export?view=query&format=csv&columns=number,name,{keys}")).await.text();
        assert!(out.contains("东、西") && out.contains("否"), "{out}");
        let import = hand.upload("客户.csv", &out).await;
        assert_eq!(hand.follow(&import).await, [0, 0, 2, 0, 0, 0], "{out}");
    }

    async fn values_nobody_knows_are_added_refused_or_mean_others(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let desk = house.admin().await.desk().await;
        let one = adds(&desk, Subject::Lead, form(FieldKind::Choice, "渠道")).await;
        let several = adds(&desk, Subject::Lead, form(FieldKind::Choices, "兴趣")).await;
        let known = choice(&desk, several.id, "培训").await;
        let file = "姓名,手机,渠道,兴趣\n王芳,13900001111,展会,培训|咨询\n";
        let import = hand.upload("leads.csv", file).await;
        let import = hand.rule(&import, json!({"unknown_choice": "reject"})).await;
        let checked = hand.check(&import).await;
        assert_eq!(numbers(&checked["checked"]), [0, 0, 0, 0, 0, 1]);
        assert_eq!(checked["unknown_choices"], json!({one.key(): {"展会": 1}, several.key(): {"咨询": 1}}));
        assert_eq!(problems(&hand.rows(&import).await[0]), [(Some(2), "unknown_choice"), (Some(3), "unknown_choice")]);
        let import = hand.rule(&import, json!({"unknown_choice": "reject", "choice_map": {several.key(): {"咨询": known.parse::<i64>().unwrap()}}})).await;
        assert_eq!(hand.check(&import).await["unknown_choices"], json!({one.key(): {"展会": 1}}));
        let import = hand.rule(&import, json!({"unknown_choice": "add", "choice_map": {}})).await;
        assert_eq!(hand.follow(&import).await, [1, 0, 0, 0, 0, 0]);
        let names: Vec<_> = desk.choices().all().await.unwrap().into_iter()
            .filter(|choice| choice.kind == ChoiceKind::Added(several.id)).map(|choice| choice.name).collect();
        assert_eq!(names, ["培训", "咨询"]);
        assert_eq!(hand.bring("leads.csv", file).await, [0, 0, 1, 0, 0, 0]);
    }

    async fn new_rows_have_what_is_required_and_begin_with_what_is_preset(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let desk = house.admin().await.desk().await;
        let region = adds(&desk, Subject::Customer, CustomFieldForm { preset: "华东".into(), ..form(FieldKind::Text, "大区") }).await;
        hand.bring("客户.csv", "客户编号,客户名称\nK0,衡山\n").await;
        let size = adds(&desk, Subject::Customer, CustomFieldForm { required: true, ..form(FieldKind::Number, "人数") }).await;
        let file = "客户编号,客户名称,大区,人数\nK1,华山,华北,7\nK2,泰山,,8\nK3,恒山,,\nK0,衡山,,\n";
        let import = hand.upload("客户.csv", file).await;
        assert_eq!(hand.follow(&import).await, [2, 0, 1, 0, 0, 1], "what is there already need not have it");
        assert_eq!(problems(&hand.rows(&import).await[0]), [(Some(3), "required")]);
        for (number, holds) in [("K1", "华北"), ("K2", "华东"), ("K0", "华东")] {
            assert_eq!(of(&hand.all("customers", &format!("view=query&q={number}")).await[0], region), holds, "{number}");
        }
        let import = hand.upload("客户.csv", "客户编号,客户名称\nK4,嵩山\n").await;
        assert_eq!(hand.follow(&import).await, [0, 0, 0, 0, 0, 1]);
        assert_eq!(hand.rows(&import).await[0]["problems"], json!([{"column": null, "code": "required_field", "name": "人数", "name_en": null}]));
        let import = hand.upload("客户.csv", "客户编号,客户名称,大区,人数\nK1,华山,,7\nK2,泰山,华东,\n").await;
        let import = hand.rule(&import, json!({"blank_clears": true})).await;
        assert_eq!(hand.follow(&import).await, [0, 1, 0, 0, 0, 1]);
        assert_eq!(problems(&hand.rows(&import).await[0]), [(Some(3), "required")]);
        let hua = hand.all("customers", "view=query&q=K1").await.remove(0);
        assert_eq!((of(&hua, region), of(&hua, size)), (&Value::Null, &json!("7")));
    }

    async fn no_two_rows_have_what_only_one_may(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let desk = house.admin().await.desk().await;
        let tax = adds(&desk, Subject::Lead, CustomFieldForm { unique: true, ..form(FieldKind::Text, "税号") }).await;
        hand.bring("leads.csv", "姓名,手机,税号\n王芳,13900001111,T-1\n李娜,13900002222,T-2\n").await;
        let file = "姓名,手机,税号\n周杰,13900003333,t-1\n王芳,13900001111,T-1\n李娜,13900002222,Ｔ-1\n赵敏,13900004444,T-9\n陈晓,13900005555,T-9\n";
        let import = hand.upload("leads.csv", file).await;
        assert_eq!(hand.follow(&import).await, [1, 0, 1, 0, 0, 3]);
        for (row, line) in hand.rows(&import).await.iter().zip([2, 4, 6]) {
            assert_eq!((row["line"].as_i64(), problems(row)), (Some(line), vec![(Some(2), "taken")]));
        }
        let swapped = "姓名,手机,税号\n王芳,13900001111,T-5\n周杰,13900003333,T-1\n";
        let second = hand.upload("leads.csv", swapped).await;
        assert_eq!(hand.follow(&second).await, [1, 1, 0, 0, 0, 0], "what one lets go of another may have");
        let desk = house.admin().await.desk().await;
        assert_eq!(hand.undo(&second).await, [1, 1, 0]);
        assert_eq!(of(&hand.leads("q=王芳").await[0], tax), "T-1");
        let third = hand.upload("leads.csv", "姓名,手机,税号\n王芳,13900001111,T-6\n").await;
        hand.follow(&third).await;
        let details = LeadDetails { contact: "孙丽".into(), ..LeadDetails::default() };
        let new = NewLead { details, added: [(tax.key().to_owned(), "T-1".to_owned())].into(), ..NewLead::default() };
        desk.leads().add(new).await.unwrap();
        assert_eq!(hand.undo(&third).await, [0, 0, 1]);
        assert_eq!(hand.refused(&third).await, [("王芳".to_owned(), "taken".to_owned())]);
    }

    async fn contacts_have_them_too_and_what_came_is_taken_back(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let desk = house.admin().await.desk().await;
        let since = adds(&desk, Subject::Contact, form(FieldKind::Date, "入职日期")).await;
        let buddy = adds(&desk, Subject::Contact, form(FieldKind::Person, "介绍人")).await;
        hand.bring("客户.csv", "ACCOUNTID,客户名称,Account Owner\n1,华山,admin\n").await;
        let file = "CONTACTID,Last Name,Account Id,入职日期,介绍人\n11,赵敏,1,2020-01-31,admin\n12,陈晓,1,,\n";
        let first = hand.upload("Contacts.csv", file).await;
        assert_eq!(hand.follow(&first).await, [2, 0, 0, 0, 0, 0]);
        let me = json!(house.admin().await.id.to_string());
        let zhao = |rows: Vec<Value>| rows.into_iter().find(|row| row["name"] == "赵敏").unwrap();
        let before = zhao(hand.all("contacts", "").await);
        assert_eq!((of(&before, since), of(&before, buddy)), (&json!("2020-01-31"), &me));
        let changed = file.replace("2020-01-31,admin", "2021-02-01,Li Na").replace("陈晓,1,,", "陈晓,1,1.3.2022,");
        let second = hand.upload("Contacts.csv", changed).await;
        let second = hand.rule(&second, json!({"date_order": "day_first"})).await;
        assert_eq!(hand.follow(&second).await, [0, 2, 0, 0, 0, 0]);
        assert_eq!(of(&zhao(hand.all("contacts", "").await), since), "2021-02-01");
        assert_eq!(hand.undo(&second).await, [0, 2, 0]);
        let after = zhao(hand.all("contacts", "").await);
        assert_eq!((of(&after, since), of(&after, buddy)), (&json!("2020-01-31"), &me));
    }

    async fn a_row_changed_since_in_an_added_field_is_left_alone(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let desk = house.admin().await.desk().await;
        let several = adds(&desk, Subject::Customer, form(FieldKind::Choices, "区域")).await;
        hand.bring("客户.csv", "客户编号,客户名称,区域\nK1,华山,东;西\nK2,泰山,东\n").await;
        let before = hand.all("customers", "view=query&q=K2").await.remove(0);
        let import = hand.upload("客户.csv", "客户编号,客户名称,区域\nK1,华山,北\nK2,泰山,西;南\n").await;
        assert_eq!(hand.follow(&import).await, [0, 2, 0, 0, 0, 0]);
        let hua = hand.all("customers", "view=query&q=K1").await.remove(0);
        let edit = json!({"version": hua["version"], several.key(): ""});
        hand.program.patch(&format!("/api/v1/customers/{}", hua["id"]), edit).await.done();
        assert_eq!(hand.undo(&import).await, [0, 1, 1]);
        assert_eq!(hand.refused(&import).await, [("华山".to_owned(), "changed".to_owned())]);
        let after = hand.all("customers", "view=query&q=K2").await.remove(0);
        assert_eq!(of(&after, several), of(&before, several));
    }

    async fn a_field_that_is_not_there_is_refused_and_a_retired_one_forgotten(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let desk = house.admin().await.desk().await;
        let contract = adds(&desk, Subject::Lead, form(FieldKind::Text, "合同号")).await;
        let other = adds(&desk, Subject::Customer, form(FieldKind::Text, "合同号")).await;
        let file = "姓名,手机,合同号\n王芳,13900001111,HT-7\n";
        let import = hand.upload("leads.csv", file).await;
        for wrong in [other.key(), "text_999", "number_1"] {
            hand.rule(&import, json!({"mapping": {"contact": 0, "mobile": 1, wrong: 2}})).await;
            let refused = hand.program.post(&format!("/api/v1/imports/{}/check", import["id"]), json!({})).await;
            assert_eq!(refused.wrong_fields(), [wrong]);
        }
        hand.rule(&import, json!({})).await;
        hand.follow(&import).await;
        desk.fields().retire(contract.id, true).await.unwrap();
        let again = hand.upload("leads.csv", file).await;
        assert_eq!(again["rules"]["mapping"], json!({"contact": 0, "mobile": 1}));
        assert_eq!(hand.follow(&again).await, [0, 0, 1, 0, 0, 0]);
    }
}
