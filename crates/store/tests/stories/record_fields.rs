//! What records of a type are asked for beside their text.
use domain::choice::ChoiceKind;
use domain::custom::FieldKind;
use domain::customer::{CustomerDetails, NewCustomer};
use domain::record::{NewRecord, RecordField, RecordFieldForm};
use domain::{ChoiceId, CustomerId, FieldErrors, FieldProblem, Lang, Permission, Problem, Scope};
use store::Error;
use testkit::{Colleague, House, on_both};

async fn enters(person: &Colleague) -> CustomerId {
    let details = CustomerDetails { name: "华山机械".into(), ..Default::default() };
    let new = NewCustomer { details, ..Default::default() };
    person.desk().await.customers().add(new).await.unwrap().id
}

async fn fields_of(person: &Colleague, of_type: ChoiceId) -> Vec<RecordField> {
    let all = person.desk().await.record_fields().all().await.unwrap();
    all.into_iter().filter(|field| field.of_type == of_type).collect()
}

fn note(of_type: ChoiceId, extra: &[(&RecordField, &str)]) -> NewRecord {
    let extra = extra.iter().map(|(field, text)| (field.id.to_string(), (*text).to_owned())).collect();
    NewRecord { content: "到账了".into(), of_type: Some(of_type), extra, ..Default::default() }
}

fn form(name: &str, kind: FieldKind, required: bool) -> RecordFieldForm {
    RecordFieldForm { name: name.into(), name_en: String::new(), kind, required }
}

fn wrong<T: std::fmt::Debug>(answer: store::Result<T>) -> FieldErrors {
    match answer {
        Err(Error::Problem(Problem::Invalid { fields })) => fields,
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn a_receipt_is_asked_for_its_amount(house: House) {
        let li = house.salesperson("李").await;
        let customer = enters(&li).await;
        let receipt = house.choice(ChoiceKind::RecordType, "收款").await;
        let [amount] = &fields_of(&li, receipt).await[..] else { panic!("not one field") };
        assert_eq!((amount.label(Lang::En), amount.kind, amount.required), ("Amount", FieldKind::Money, true));
        let (desk, key) = (li.desk().await, RecordField::key(amount.id));
        let none = wrong(desk.customers().note(customer, note(receipt, &[])).await);
        assert_eq!(none.of(&key), Some(&FieldProblem::Required));
        let much = wrong(desk.customers().note(customer, note(receipt, &[(amount, "很多")])).await);
        assert_eq!(much.of(&key), Some(&FieldProblem::Malformed));
        let record = desk.customers().note(customer, note(receipt, &[(amount, "12,000")])).await.unwrap();
        assert_eq!((record.of_type, record.extra), (Some(receipt), vec![("金额".to_owned(), "12000.00".to_owned())]));
        let timeline = desk.records().of(customer, None, 10).await.unwrap();
        assert_eq!(timeline[0].extra, [("金额".to_owned(), "12000.00".to_owned())]);
    }

    async fn what_another_type_is_asked_for_is_unknown(house: House) {
        let li = house.salesperson("李").await;
        let customer = enters(&li).await;
        let [receipt, gift] =
            [house.choice(ChoiceKind::RecordType, "收款").await, house.choice(ChoiceKind::RecordType, "赠送礼品").await];
        let amount = &fields_of(&li, receipt).await[0];
        let desk = li.desk().await;
        let answer = wrong(desk.customers().note(customer, note(gift, &[(amount, "1")])).await);
        assert_eq!(answer.of(&RecordField::key(amount.id)), Some(&FieldProblem::Unknown));
        // A form without a script sends the blank fields of the other types, too.
        let record = desk.customers().note(customer, note(gift, &[(amount, " ")])).await.unwrap();
        assert!(record.extra.is_empty());
    }

    async fn fields_are_added_renamed_ordered_and_retired_and_records_keep_what_they_have(house: House) {
        let admin = house.admin().await;
        let customer = enters(&admin).await;
        let gift = house.choice(ChoiceKind::RecordType, "赠送礼品").await;
        let desk = admin.desk().await;
        let fields = desk.record_fields();
        let what = fields.add(gift, form("礼品", FieldKind::Text, true)).await.unwrap();
        let day = fields.add(gift, form("送出日期", FieldKind::Date, false)).await.unwrap();
        assert_eq!(wrong(fields.add(gift, form("礼品", FieldKind::Text, false)).await).of("name"), Some(&FieldProblem::Taken));
        assert_eq!(wrong(fields.add(gift, form("人", FieldKind::Person, false)).await).of("kind"), Some(&FieldProblem::NotChoosable));
        let both = fields_of(&admin, gift).await;
        desk.customers().note(customer, note(gift, &[(&both[0], "茶叶"), (&both[1], "2026-11-22")])).await.unwrap();
        fields.change(what, form("礼物", FieldKind::Text, false)).await.unwrap();
        assert_eq!(wrong(fields.change(what, form("礼物", FieldKind::Date, false)).await).of("kind"), Some(&FieldProblem::NotChoosable));
        fields.reorder(gift, &[day, what]).await.unwrap();
        let names: Vec<_> = fields_of(&admin, gift).await.into_iter().map(|field| field.name).collect();
        assert_eq!(names, ["送出日期", "礼物"]);
        fields.retire(day, true).await.unwrap();
        let record = desk.records().of(customer, None, 1).await.unwrap().remove(0);
        let expected = [("礼物", "茶叶"), ("送出日期", "2026-11-22")];
        assert_eq!(record.extra, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let retired = wrong(desk.customers().note(customer, note(gift, &[(&both[1], "2026-11-23")])).await);
        assert_eq!(retired.of(&RecordField::key(day)), Some(&FieldProblem::Unknown));
    }

    async fn fields_are_managed_by_those_who_manage_lists(house: House) {
        let li = house.person_who_may("李", Scope::Own, &[Permission::ViewCustomers]).await;
        let gift = house.choice(ChoiceKind::RecordType, "赠送礼品").await;
        let refused = li.desk().await.record_fields().add(gift, form("礼品", FieldKind::Text, true)).await.unwrap_err();
        assert!(matches!(refused, Error::Problem(Problem::Forbidden { permission: Permission::ManageChoices })), "{refused}");
    }
}
