//! The drop-down lists.
use domain::choice::{Choice, ChoiceForm, ChoiceKind};
use domain::customer::{CustomerDetails, NewCustomer};
use domain::live::Signal;
use domain::pool::{NewRule, RuleKind};
use domain::{ChoiceId, FieldProblem, Permission, Problem};
use store::Desk;
use testkit::{House, on_both, refused, wrong_field};

pub(crate) fn called(name: &str) -> ChoiceForm {
    ChoiceForm {
        name: name.into(),
        name_en: String::new(),
        colour: "grey".into(),
        open: true,
        meaning: String::new(),
    }
}

async fn list(desk: &Desk, kind: ChoiceKind) -> Vec<Choice> {
    desk.choices().all().await.unwrap().into_iter().filter(|choice| choice.kind == kind).collect()
}

on_both! {
    async fn a_new_choice_stands_at_the_end(house: House) {
        let desk = house.admin().await.desk().await;
        let mut heard = house.store().live().listen();
        let id = desk.choices().add(ChoiceKind::Source, called("线下活动")).await.unwrap();
        assert_eq!(*heard.recv().await.unwrap(), Signal::Settings);
        assert_eq!(list(&desk, ChoiceKind::Source).await.last().unwrap().id, id);
    }

    async fn a_name_is_had_once_in_its_list(house: House) {
        let desk = house.admin().await.desk().await;
        let choices = desk.choices();
        choices.add(ChoiceKind::Source, called("WeChat")).await.unwrap();
        let again = choices.add(ChoiceKind::Source, called("ＷＥＣＨＡＴ")).await;
        assert_eq!(wrong_field(again, "name"), FieldProblem::Taken);
        choices.add(ChoiceKind::Intake, called("WeChat")).await.unwrap();
        let renamed = choices.change(house.choice(ChoiceKind::Source, "Website").await, called("wechat")).await;
        assert_eq!(wrong_field(renamed, "name"), FieldProblem::Taken);
    }

    async fn wrong_values_are_named(house: House) {
        let desk = house.admin().await.desk().await;
        let form = ChoiceForm { colour: "pink".into(), name_en: "x".repeat(61), ..called(" ") };
        let outcome = desk.choices().add(ChoiceKind::Source, form).await;
        let Problem::Invalid { fields } = refused(outcome) else { panic!("not fields") };
        assert_eq!(fields.of("name"), Some(&FieldProblem::Required));
        assert_eq!(fields.of("name_en"), Some(&FieldProblem::TooLong { max: 60 }));
        assert_eq!(fields.of("colour"), Some(&FieldProblem::NotChoosable));
    }

    async fn a_renamed_choice_keeps_its_leads(house: House) {
        let desk = house.admin().await.desk().await;
        let lead = house.pool_lead("王芳").await;
        desk.choices().change(lead.status, called("刚来的")).await.unwrap();
        assert_eq!(desk.leads().find(lead.id).await.unwrap().status, lead.status);
        assert_eq!(desk.choices().uses(lead.status).await.unwrap(), 1);
        let log = desk.audit().list(None, "choice.changed", 1).await.unwrap();
        assert!(log[0].detail.contains(r#""name":["新线索","刚来的"]"#), "{}", log[0].detail);
    }

    async fn an_order_names_every_choice_once(house: House) {
        let desk = house.admin().await.desk().await;
        let mut order: Vec<ChoiceId> = list(&desk, ChoiceKind::Status).await.iter().map(|each| each.id).collect();
        order.reverse();
        desk.choices().reorder(ChoiceKind::Status, &order).await.unwrap();
        let now: Vec<_> = list(&desk, ChoiceKind::Status).await.iter().map(|each| each.id).collect();
        assert_eq!(now, order);
        let short = desk.choices().reorder(ChoiceKind::Status, &order[1..]).await;
        assert_eq!(wrong_field(short, "order"), FieldProblem::Required);
        order[0] = order[1];
        let twice = desk.choices().reorder(ChoiceKind::Status, &order).await;
        assert_eq!(wrong_field(twice, "order"), FieldProblem::NotChoosable);
    }

    async fn a_retired_choice_is_kept_by_those_who_have_it(house: House) {
        let desk = house.admin().await.desk().await;
        let lead = house.pool_lead("王芳").await;
        desk.choices().retire(lead.status, true).await.unwrap();
        assert_eq!(desk.leads().find(lead.id).await.unwrap().status, lead.status);
        assert!(list(&desk, ChoiceKind::Status).await.iter().any(|each| each.id == lead.status && each.retired));
        assert_ne!(house.pool_lead("赵敏").await.status, lead.status, "not offered any more");
        desk.choices().retire(lead.status, false).await.unwrap();
    }

    async fn the_last_open_status_stays(house: House) {
        let desk = house.admin().await.desk().await;
        let statuses = list(&desk, ChoiceKind::Status).await;
        let (last, others) = statuses.split_first().unwrap();
        for status in others.iter().filter(|status| status.open) {
            desk.choices().retire(status.id, true).await.unwrap();
        }
        let choices = desk.choices();
        assert_eq!(refused(choices.retire(last.id, true).await), Problem::WrongState);
        let closed = ChoiceForm { open: false, ..called("新线索") };
        assert_eq!(refused(choices.change(last.id, closed).await), Problem::WrongState);
        let invalid = house.status("Invalid").await;
        assert_eq!(refused(choices.merge(last.id, invalid).await), Problem::WrongState);
        let still = list(&desk, ChoiceKind::Status).await;
        assert!(still.iter().any(|status| status.id == last.id && status.open && !status.retired));
    }

    async fn everybody_sees_the_lists_and_few_change_them(house: House) {
        let desk = house.salesperson("李娜").await.desk().await;
        let all = desk.choices().all().await.unwrap();
        let (one, two) = (all[0].id, all[1].id);
        let forbidden = Problem::Forbidden { permission: Permission::ManageChoices };
        let choices = desk.choices();
        assert_eq!(refused(choices.add(ChoiceKind::Source, called("x")).await), forbidden);
        assert_eq!(refused(choices.change(one, called("x")).await), forbidden);
        assert_eq!(refused(choices.reorder(ChoiceKind::Status, &[]).await), forbidden);
        assert_eq!(refused(choices.retire(one, true).await), forbidden);
        assert_eq!(refused(choices.merge(one, two).await), forbidden);
        assert_eq!(refused(choices.uses(one).await), forbidden);
    }

    async fn rules_of_pools_see_the_customers_of_a_level_that_was_merged(house: House) {
        let [from, into] = [house.choice(ChoiceKind::Level, "A").await, house.choice(ChoiceKind::Level, "B").await];
        let details = CustomerDetails { name: "华山".into(), ..CustomerDetails::default() };
        let new = NewCustomer { details, ..NewCustomer::default() };
        let customer = house.salesperson("李").await.desk().await.customers().add(new).await.unwrap();
        house.run(format!("UPDATE customers SET level_id = {from} WHERE id = {}", customer.id)).await.unwrap();
        let desk = house.admin().await.desk().await;
        let pool = desk.pools().list().await.unwrap()[0].id;
        let rule = NewRule { kind: RuleKind::Any, days: 5, level: Some(into) };
        let rule = desk.pools().add_rule(pool, rule).await.unwrap();
        desk.pools().switch_rule(rule, true).await.unwrap();
        house.store().recycle().await.unwrap();
        let due = "SELECT COUNT(*) FROM customers WHERE recycle_at IS NOT NULL";
        assert_eq!(house.number(due).await, 0, "the rule is for another level");
        desk.choices().merge(from, into).await.unwrap();
        house.store().recycle().await.unwrap();
        assert_eq!(house.number(due).await, 1);
    }
}
