//! Files that fill fields the administrator has added.
use super::hand::{Hand, numbers};
use domain::choice::{ChoiceForm, ChoiceKind};
use domain::custom::{CustomFieldForm, FieldKey, FieldKind};
use domain::{FieldId, Permission, Scope, Subject};
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
fn of<'a>(row: &'a Value, field: FieldKey) -> &'a Value {
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
}
