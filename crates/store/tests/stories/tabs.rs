//! The tabs of the work list.
use domain::live::Signal;
use domain::tab::{TabForm, TabRule};
use domain::{ChoiceId, FieldProblem, Permission, Problem, TabId};
use store::Desk;
use testkit::{House, on_both, refused, wrong_field};

fn tab(name: &str, rule: TabRule) -> TabForm {
    TabForm { name: name.into(), name_en: String::new(), rule }
}

async fn names(desk: &Desk) -> Vec<String> {
    desk.tabs().list().await.unwrap().into_iter().map(|tab| tab.name).collect()
}

on_both! {
    async fn a_tab_is_bound_to_statuses(house: House) {
        let desk = house.admin().await.desk().await;
        let (one, two) = (house.status("New").await, house.status("Interested").await);
        let mut heard = house.store().live().listen();
        let rule = TabRule::Statuses { statuses: vec![two, one, two] };
        let id = desk.tabs().add(tab("热门", rule)).await.unwrap();
        assert_eq!(*heard.recv().await.unwrap(), Signal::Settings);
        let added = desk.tabs().list().await.unwrap().pop().unwrap();
        assert_eq!((added.id, added.rule), (id, TabRule::Statuses { statuses: vec![one, two] }));
    }

    async fn a_tab_holds_a_saved_filter(house: House) {
        let desk = house.admin().await.desk().await;
        let rule = TabRule::Filter { query: "?view=pool&tab=3&q=Acme&colour=red".into() };
        desk.tabs().add(tab("Acme", rule)).await.unwrap();
        let added = desk.tabs().list().await.unwrap().pop().unwrap();
        assert_eq!(added.rule, TabRule::Filter { query: "q=Acme".into() });
    }

    async fn wrong_rules_are_named(house: House) {
        let desk = house.admin().await.desk().await;
        let add = async |name: &str, rule| desk.tabs().add(tab(name, rule)).await;
        assert_eq!(wrong_field(add("", TabRule::All).await, "name"), FieldProblem::Required);
        assert_eq!(wrong_field(add("全部", TabRule::All).await, "name"), FieldProblem::Taken);
        let none = TabRule::Statuses { statuses: Vec::new() };
        assert_eq!(wrong_field(add("x", none).await, "statuses"), FieldProblem::Required);
        let source = house.choice(domain::choice::ChoiceKind::Source, "Website").await;
        for strange in [source, ChoiceId(9_999)] {
            let rule = TabRule::Statuses { statuses: vec![strange] };
            assert_eq!(wrong_field(add("x", rule).await, "statuses"), FieldProblem::NotChoosable);
        }
        let nothing = TabRule::Filter { query: "view=work".into() };
        assert_eq!(wrong_field(add("x", nothing).await, "query"), FieldProblem::Required);
    }

    async fn the_first_three_are_renamed_and_reordered_like_any_other(house: House) {
        let desk = house.admin().await.desk().await;
        let tabs = desk.tabs().list().await.unwrap();
        desk.tabs().change(tabs[0].id, tab("今天", TabRule::Today)).await.unwrap();
        let order: Vec<TabId> = tabs.iter().rev().map(|tab| tab.id).collect();
        desk.tabs().reorder(&order).await.unwrap();
        assert_eq!(names(&desk).await, ["全部", "重点关注", "今天"]);
        assert_eq!(wrong_field(desk.tabs().reorder(&order[..2]).await, "order"), FieldProblem::Required);
    }

    async fn one_tab_remains(house: House) {
        let desk = house.admin().await.desk().await;
        let tabs = desk.tabs().list().await.unwrap();
        desk.tabs().remove(tabs[0].id).await.unwrap();
        desk.tabs().remove(tabs[1].id).await.unwrap();
        assert_eq!(refused(desk.tabs().remove(tabs[2].id).await), Problem::WrongState);
        assert_eq!(refused(desk.tabs().remove(tabs[0].id).await), Problem::NotFound);
        assert_eq!(names(&desk).await, ["全部"]);
    }

    async fn two_people_can_not_remove_the_last_two_tabs(house: House) {
        let desk = house.admin().await.desk().await;
        let tabs = desk.tabs().list().await.unwrap();
        desk.tabs().remove(tabs[0].id).await.unwrap();
        let other = house.another_server().await;
        let there = other.desk(&house.admin().await.viewer().await);
        let (one, two) = tokio::join!(
            async { desk.tabs().remove(tabs[1].id).await },
            async { there.tabs().remove(tabs[2].id).await }
        );
        assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|done| **done).count(), 1);
        other.close().await;
    }

    async fn everybody_sees_the_tabs_and_few_change_them(house: House) {
        let desk = house.salesperson("李娜").await.desk().await;
        assert_eq!(names(&desk).await.len(), 3);
        let forbidden = Problem::Forbidden { permission: Permission::ManageTabs };
        assert_eq!(refused(desk.tabs().add(tab("x", TabRule::All)).await), forbidden);
        assert_eq!(refused(desk.tabs().change(TabId(1), tab("x", TabRule::All)).await), forbidden);
        assert_eq!(refused(desk.tabs().remove(TabId(1)).await), forbidden);
        assert_eq!(refused(desk.tabs().reorder(&[]).await), forbidden);
    }
}
