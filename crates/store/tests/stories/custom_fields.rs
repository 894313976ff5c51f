//! Fields the administrator adds.
use domain::choice::{ChoiceForm, ChoiceKind};
use domain::custom::{CustomField, CustomFieldForm, FieldKey, FieldKind};
use domain::customer::{
    Customer, CustomerColumn, CustomerDetails, CustomerFilter, CustomerView, NewCustomer,
};
use domain::edit::Change;
use domain::filter::Test;
use domain::lead::{LeadColumn, LeadDetails, LeadFilter, LeadView, NewLead};
use domain::list::{Chosen, Page, Paging, Sort};
use domain::pool::PoolForm;
use domain::{ChoiceId, FieldErrors, FieldId, FieldProblem, Permission, Problem, Scope, Subject};
use std::collections::BTreeMap;
use store::{Desk, Error};
use testkit::{House, on_both};

async fn adds(desk: &Desk, form: CustomFieldForm) -> FieldKey {
    let kind = form.kind;
    FieldKey { id: desk.fields().add(Subject::Customer, form).await.unwrap(), kind }
}

fn holding(values: &[(FieldKey, &str)]) -> NewCustomer {
    let added: BTreeMap<_, _> =
        values.iter().map(|(field, text)| (field.key().to_owned(), (*text).to_owned())).collect();
    let details = CustomerDetails { name: "华山机械".into(), ..Default::default() };
    NewCustomer { details, added, ..Default::default() }
}

async fn names(desk: &Desk) -> Vec<String> {
    let all: Vec<CustomField> = desk.fields().all().await.unwrap();
    all.into_iter().filter(|field| !field.retired).map(|field| field.name).collect()
}

fn wrong<T: std::fmt::Debug>(answer: store::Result<T>) -> FieldErrors {
    match answer {
        Err(Error::Problem(Problem::Invalid { fields })) => fields,
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn a_field_of_each_kind_holds_what_it_is_given(house: House) {
        let admin = house.admin().await;
        let desk = admin.desk().await;
        let mut fields = BTreeMap::new();
        for kind in FieldKind::ALL {
            fields.insert(kind, adds(&desk, CustomFieldForm::new(kind, format!("栏{}", kind.key()))).await);
        }
        let form = |name: &str| ChoiceForm { name: name.into(), name_en: String::new(), colour: "grey".into(), open: true, meaning: String::new() };
        let list = |kind: FieldKind| ChoiceKind::Added(fields[&kind].id);
        let one = desk.choices().add(list(FieldKind::Choice), form("甲")).await.unwrap();
        let first = desk.choices().add(list(FieldKind::Choices), form("乙")).await.unwrap();
        let second = desk.choices().add(list(FieldKind::Choices), form("丙")).await.unwrap();
        let given: BTreeMap<FieldKind, String> = [
            (FieldKind::Text, "合同编号 A-7".to_owned()),
            (FieldKind::Number, "42".to_owned()),
            (FieldKind::Money, "12000.50".to_owned()),
            (FieldKind::Date, "2026-11-22".to_owned()),
            (FieldKind::Choice, one.to_string()),
            (FieldKind::Choices, format!("{first},{second}")),
            (FieldKind::Person, admin.id.to_string()),
            (FieldKind::Flag, "1".to_owned()),
        ].into();
        let values: Vec<_> = given.iter().map(|(kind, text)| (fields[kind], text.as_str())).collect();
        let entered = desk.customers().add(holding(&values)).await.unwrap();
        let found: Customer = desk.customers().find(entered.id).await.unwrap();
        for (kind, text) in &given {
            assert_eq!(found.added.get(fields[kind].key()), Some(text), "{kind:?}");
        }
        for (kind, text) in [(FieldKind::Number, "4.2"), (FieldKind::Money, "much"), (FieldKind::Date, "soon"), (FieldKind::Flag, "maybe")] {
            let fields = wrong(desk.customers().add(holding(&[(fields[&kind], text)])).await);
            assert_eq!(fields.0.len(), 1, "{kind:?}: {fields:?}");
        }
        let strange = wrong(desk.customers().add(holding(&[(fields[&FieldKind::Choice], &first.to_string())])).await);
        assert_eq!(strange.of(fields[&FieldKind::Choice].key()), Some(&FieldProblem::NotChoosable));
    }

    async fn what_is_required_must_be_there_and_a_new_row_begins_with_the_preset(house: House) {
        let desk = house.admin().await.desk().await;
        let region = adds(&desk, CustomFieldForm { preset: "华东".into(), ..CustomFieldForm::new(FieldKind::Text, "大区") }).await;
        let size = adds(&desk, CustomFieldForm { required: true, ..CustomFieldForm::new(FieldKind::Number, "人数") }).await;
        assert_eq!(wrong(desk.customers().add(holding(&[])).await).of(size.key()), Some(&FieldProblem::Required));
        let entered = desk.customers().add(holding(&[(size, "7")])).await.unwrap();
        assert_eq!(entered.added.get(region.key()).map(String::as_str), Some("华东"));
        let blank = Change { version: entered.version, values: [(size.key().to_owned(), String::new())].into() };
        assert_eq!(wrong(desk.customers().change(entered.id, blank).await).of(size.key()), Some(&FieldProblem::Required));
        let form = CustomFieldForm { preset: "many".into(), ..CustomFieldForm::new(FieldKind::Number, "台数") };
        assert_eq!(wrong(desk.fields().add(Subject::Customer, form).await).of("preset"), Some(&FieldProblem::Malformed));
    }

    async fn no_two_rows_have_the_same_however_it_is_written(house: House) {
        let desk = house.admin().await.desk().await;
        let form = CustomFieldForm { unique: true, ..CustomFieldForm::new(FieldKind::Text, "税号") };
        let number = adds(&desk, form).await;
        desk.customers().add(holding(&[(number, "ab 12")])).await.unwrap();
        let again = wrong(desk.customers().add(NewCustomer { confirm: true, ..holding(&[(number, "ＡＢ 12")]) }).await);
        assert_eq!(again.of(number.key()), Some(&FieldProblem::Taken));
        for _ in 0..2 {
            desk.customers().add(NewCustomer { confirm: true, ..holding(&[]) }).await.unwrap();
        }
    }

    async fn of_two_who_enter_the_same_at_once_one_is_told(house: House) {
        let desk = house.admin().await.desk().await;
        let form = CustomFieldForm { unique: true, ..CustomFieldForm::new(FieldKind::Number, "编号") };
        let number = adds(&desk, form).await;
        let customers = desk.customers();
        let entered = |_: usize| customers.add(NewCustomer { confirm: true, ..holding(&[(number, "7")]) });
        let (a, b) = tokio::join!(entered(0), entered(1));
        let (right, refused) = if a.is_ok() { (a, b) } else { (b, a) };
        right.unwrap();
        assert_eq!(wrong(refused).of(number.key()), Some(&FieldProblem::Taken));
    }

    async fn a_field_becomes_unique_only_when_no_two_rows_have_the_same(house: House) {
        let desk = house.admin().await.desk().await;
        let form = CustomFieldForm::new(FieldKind::Text, "税号");
        let number = adds(&desk, form.clone()).await;
        let mut ids = Vec::new();
        for _ in 0..2 {
            let new = NewCustomer { confirm: true, ..holding(&[(number, "X9")]) };
            ids.push(desk.customers().add(new).await.unwrap());
        }
        let unique = CustomFieldForm { unique: true, ..form.clone() };
        let twins = FieldProblem::Twins { values: "X9".into() };
        assert_eq!(wrong(desk.fields().change(number.id, unique.clone()).await).of("unique"), Some(&twins));
        let change = Change { version: ids[0].version, values: [(number.key().to_owned(), "X8".to_owned())].into() };
        desk.customers().change(ids[0].id, change).await.unwrap();
        desk.fields().change(number.id, unique).await.unwrap();
        let change = Change { version: ids[1].version, values: [(number.key().to_owned(), "x8".to_owned())].into() };
        assert_eq!(wrong(desk.customers().change(ids[1].id, change.clone()).await).of(number.key()), Some(&FieldProblem::Taken));
        desk.fields().change(number.id, form).await.unwrap();
        desk.customers().change(ids[1].id, change).await.unwrap();
    }

    async fn fields_are_renamed_ordered_and_retired(house: House) {
        let desk = house.admin().await.desk().await;
        let [a, b] = [adds(&desk, CustomFieldForm::new(FieldKind::Text, "甲")).await, adds(&desk, CustomFieldForm::new(FieldKind::Date, "乙")).await];
        let fields = desk.fields();
        let taken = fields.add(Subject::Customer, CustomFieldForm::new(FieldKind::Flag, "甲")).await;
        assert_eq!(wrong(taken).of("name"), Some(&FieldProblem::Taken));
        fields.add(Subject::Lead, CustomFieldForm::new(FieldKind::Flag, "甲")).await.unwrap();
        fields.reorder(Subject::Customer, &[b.id, a.id]).await.unwrap();
        fields.change(b.id, CustomFieldForm { name_en: "Day".into(), ..CustomFieldForm::new(FieldKind::Date, "日子") }).await.unwrap();
        assert_eq!(names(&desk).await, ["日子", "甲", "甲"]);
        let other = fields.change(b.id, CustomFieldForm::new(FieldKind::Text, "日子")).await;
        assert_eq!(wrong(other).of("kind"), Some(&FieldProblem::NotChoosable));
        fields.retire(b.id, true).await.unwrap();
        assert_eq!(names(&desk).await, ["甲", "甲"]);
        fields.retire(b.id, false).await.unwrap();
        assert!(matches!(fields.retire(FieldId(999), true).await, Err(Error::Problem(Problem::NotFound))));
    }

    async fn leads_hold_added_fields_are_listed_by_them_and_edits_of_two_are_merged(house: House) {
        let desk = house.admin().await.desk().await;
        let (fields, leads) = (desk.fields(), desk.leads());
        let [kind, words] = [FieldKind::Number, FieldKind::Text];
        let size = FieldKey { id: fields.add(Subject::Lead, CustomFieldForm::new(kind, "人数")).await.unwrap(), kind };
        let town = FieldKey { id: fields.add(Subject::Lead, CustomFieldForm::new(words, "市镇")).await.unwrap(), kind: words };
        let mut all = Vec::new();
        for (contact, number) in [("甲", "30"), ("乙", ""), ("丙", "4")] {
            let details = LeadDetails { contact: contact.into(), ..Default::default() };
            let added = [(size.key().to_owned(), number.to_owned())].into();
            all.push(leads.add(NewLead { details, added, ..Default::default() }).await.unwrap());
        }
        let ids = |page: Page| page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
        let filter = LeadFilter::of(LeadView::Pool);
        let sorted = |sort: String| Paging { sort: Sort::parse(&sort), columns: vec![LeadColumn::Added(size)], ..Default::default() };
        let up = leads.list(&filter, &sorted(size.key().to_owned())).await.unwrap();
        assert_eq!(ids(up), [all[2].id.0, all[0].id.0, all[1].id.0]);
        let down = leads.list(&filter, &sorted(format!("-{}", size.key()))).await.unwrap();
        assert_eq!(ids(down), [all[0].id.0, all[2].id.0, all[1].id.0]);
        let mut narrow = LeadFilter::of(LeadView::Pool);
        narrow.on.insert(LeadColumn::Added(size), Test::Between(Some("5".into()), None));
        assert_eq!(ids(leads.list(&narrow, &sorted(String::new())).await.unwrap()), [all[0].id.0]);

        let change = |field: FieldKey, text: &str| Change { version: all[0].version, values: [(field.key().to_owned(), text.to_owned())].into() };
        leads.change(all[0].id, change(size, "31")).await.unwrap();
        let both = leads.change(all[0].id, change(town, "周庄")).await.unwrap();
        let held = |field: FieldKey| both.added.get(field.key()).map(String::as_str);
        assert_eq!((held(size), held(town)), (Some("31"), Some("周庄")));
        let conflict = leads.change(all[0].id, change(size, "32")).await.unwrap_err();
        assert!(matches!(conflict, Error::Problem(Problem::Conflict { .. })), "{conflict}");
    }

    async fn texts_of_added_fields_are_found_by_keyword(house: House) {
        let desk = house.admin().await.desk().await;
        let town = adds(&desk, CustomFieldForm::new(FieldKind::Text, "市镇")).await;
        let entered = desk.customers().add(holding(&[(town, "周庄古镇")])).await.unwrap();
        let found = async |text: &str| {
            let filter = CustomerFilter { text: Some(text.into()), ..CustomerFilter::of(CustomerView::Mine) };
            desk.customers().list(&filter, &Paging::default()).await.unwrap().rows.len()
        };
        assert_eq!((found("周庄").await, found("同里").await), (1, 0));
        let change = Change { version: entered.version, values: [(town.key().to_owned(), "同里".to_owned())].into() };
        desk.customers().change(entered.id, change).await.unwrap();
        assert_eq!((found("周庄").await, found("同里").await, found("华山").await), (0, 1, 1));
        let mut narrow = CustomerFilter::of(CustomerView::Mine);
        narrow.on.insert(CustomerColumn::Added(town), Test::Contains("同里".into()));
        assert_eq!(desk.customers().list(&narrow, &Paging::default()).await.unwrap().rows.len(), 1);
    }

    async fn nothing_is_found_by_an_added_text_a_pool_hides(house: House) {
        let desk = house.admin().await.desk().await;
        let town = adds(&desk, CustomFieldForm::new(FieldKind::Text, "市镇")).await;
        let form = PoolForm { name: "华东".into(), everyone: true, hidden: vec![town.key().to_owned()], ..Default::default() };
        let pool = desk.pools().add(form).await.unwrap();
        let entered = desk.customers().add(holding(&[(town, "周庄")])).await.unwrap();
        let reason = house.choice(ChoiceKind::PoolReason, "其他").await;
        desk.customers().give_up(&Chosen::Ids(vec![entered.id.0]), Some(pool), reason, "").await.unwrap();
        let li = house.person_who_may("李", Scope::Own, &[Permission::ViewCustomers, Permission::ClaimCustomers]).await;
        let found = async |text: &str| {
            let filter = CustomerFilter { text: Some(text.into()), ..CustomerFilter::of(CustomerView::Pool) };
            li.desk().await.customers().list(&filter, &Paging::default()).await.unwrap().rows.len()
        };
        assert_eq!((found("华山").await, found("周庄").await), (1, 0));
    }

    async fn a_merged_choice_is_rewritten_among_several(house: House) {
        let desk = house.admin().await.desk().await;
        let field = adds(&desk, CustomFieldForm::new(FieldKind::Choices, "需求")).await;
        let list = ChoiceKind::Added(field.id);
        let form = |name: &str| ChoiceForm { name: name.into(), name_en: String::new(), colour: "grey".into(), open: true, meaning: String::new() };
        let mut ids = Vec::new();
        for name in ["丙", "甲", "乙"] {
            ids.push(desk.choices().add(list, form(name)).await.unwrap());
        }
        let held = |ids: &[ChoiceId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let mut rows = Vec::new();
        for some in [&ids[..], &ids[1..2]] {
            let new = NewCustomer { confirm: true, ..holding(&[(field, &held(some))]) };
            rows.push(desk.customers().add(new).await.unwrap().id);
        }
        assert_eq!(desk.choices().uses(ids[1]).await.unwrap(), 2);
        desk.choices().merge(ids[1], ids[2]).await.unwrap();
        let mut left = Vec::new();
        for id in &rows {
            left.push(desk.customers().find(*id).await.unwrap().added[field.key()].clone());
        }
        assert_eq!(left, [held(&[ids[0], ids[2]]), held(&ids[2..])]);
        let sorted = async || {
            let paging = Paging { sort: Sort::parse(field.key()), ..Default::default() };
            let page = desk.customers().list(&CustomerFilter::of(CustomerView::Mine), &paging).await.unwrap();
            page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        };
        // 丙 (bing) comes before 乙 (yi); renamed to something behind it, what has it follows.
        assert_eq!(sorted().await, [rows[0].0, rows[1].0]);
        desk.choices().change(ids[0], form("最后")).await.unwrap();
        assert_eq!(sorted().await, [rows[1].0, rows[0].0]);
    }

    async fn rows_sort_by_the_name_of_a_person_in_a_field(house: House) {
        let admin = house.admin().await;
        let desk = admin.desk().await;
        let field = adds(&desk, CustomFieldForm::new(FieldKind::Person, "介绍人")).await;
        let (an, zhou) = (house.salesperson("安然").await.id, house.salesperson("周舟").await.id);
        let mut rows = Vec::new();
        for who in [zhou.to_string(), String::new(), an.to_string(), zhou.to_string()] {
            let new = NewCustomer { confirm: true, ..holding(&[(field, who.as_str())]) };
            rows.push(desk.customers().add(new).await.unwrap().id.0);
        }
        let sorted = async |view: CustomerView, sort: String| {
            let mut ids = Vec::new();
            let mut paging = Paging { sort: Sort::parse(&sort), limit: 1, ..Default::default() };
            loop {
                let page = desk.customers().list(&CustomerFilter::of(view), &paging).await.unwrap();
                ids.extend(page.rows.into_iter().map(|row| row.id));
                paging.cursor = page.next;
                if paging.cursor.is_none() { return ids }
            }
        };
        let (up, down) = ([rows[2], rows[0], rows[3], rows[1]], [rows[3], rows[0], rows[2], rows[1]]);
        for view in [CustomerView::Mine, CustomerView::Company] {
            assert_eq!(sorted(view, field.key().to_owned()).await, up, "{view:?}");
            assert_eq!(sorted(view, format!("-{}", field.key())).await, down, "{view:?}");
        }
    }

    async fn a_statement_prepared_before_a_field_was_added_still_runs(house: House) {
        let desk = house.admin().await.desk().await;
        let entered = desk.customers().add(holding(&[])).await.unwrap();
        for name in ["甲", "乙", "丙"] {
            let found = desk.customers().find(entered.id).await.unwrap();
            let field = adds(&desk, CustomFieldForm::new(FieldKind::Text, name)).await;
            let change = Change { version: found.version, values: [(field.key().to_owned(), name.to_owned())].into() };
            let changed = desk.customers().change(entered.id, change).await.unwrap();
            assert_eq!(changed.added.get(field.key()).map(String::as_str), Some(name));
        }
    }

    async fn fields_are_managed_by_permission(house: House) {
        let li = house.person_who_may("李", Scope::Own, &[Permission::ViewCustomers]).await;
        let refused = li.desk().await.fields().add(Subject::Customer, CustomFieldForm::new(FieldKind::Text, "甲")).await.unwrap_err();
        assert!(matches!(refused, Error::Problem(Problem::Forbidden { permission: Permission::ManageFields })), "{refused}");
    }
}
