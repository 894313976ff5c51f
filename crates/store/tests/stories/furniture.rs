//! What a new house begins with.
use domain::choice::{COLOURS, ChoiceKind};
use domain::tab::TabRule;
use domain::{Lang, Scope};
use store::{Options, Store};
use testkit::{House, Kind, PASSWORD, on_both};

on_both! {
    async fn a_new_house_has_three_tabs(house: House) {
        let tabs = house.admin().await.desk().await.tabs().list().await.unwrap();
        let told: Vec<_> = tabs.iter().map(|tab| (tab.name.as_str(), &tab.rule)).collect();
        assert_eq!(
            told,
            [("今日更新", &TabRule::Today), ("重点关注", &TabRule::Focus), ("全部", &TabRule::All)]
        );
    }

    async fn a_new_house_has_lists_in_both_languages(house: House) {
        let all = house.admin().await.desk().await.choices().all().await.unwrap();
        let count = |kind| all.iter().filter(|choice| choice.kind == kind).count();
        let of_leads = [ChoiceKind::Status, ChoiceKind::Source, ChoiceKind::FinishReason, ChoiceKind::Intake];
        assert_eq!(of_leads.map(count), [6, 8, 7, 7]);
        for choice in &all {
            assert!(COLOURS.contains(&choice.colour.as_str()), "{}", choice.colour);
            let same = choice.label(Lang::En) == choice.label(Lang::Zh);
            assert_eq!(same, choice.kind == ChoiceKind::Level, "{}", choice.name);
            assert_eq!(choice.open, choice.label(Lang::En) != "Invalid", "{}", choice.name);
        }
    }

    async fn a_new_house_has_roles_to_sell_with(house: House) {
        let (manager, salesperson) = (house.role("销售经理").await, house.role("销售员").await);
        assert_eq!((manager.scope, manager.parent), (Scope::Subordinates, None));
        assert_eq!((salesperson.scope, salesperson.parent), (Scope::Own, Some(manager.id)));
        assert!(salesperson.permissions.iter().all(|permission| manager.permissions.contains(permission)));
    }

    async fn a_house_is_furnished_once(house: House) {
        let desk = house.admin().await.desk().await;
        let tabs = desk.tabs().list().await.unwrap();
        desk.tabs().remove(tabs[0].id).await.unwrap();
        let again = house.another_server().await;
        assert_eq!(house.number("SELECT COUNT(*) FROM tabs").await, 2);
        again.close().await;
    }

    async fn three_servers_open_an_empty_database_at_once(house: House) {
        let database = match house.kind() {
            Kind::Sqlite => format!("{}.new", house.database()),
            Kind::Postgres => {
                house.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
                house.database().to_owned()
            }
        };
        let open = || Store::open(Options { connections: 2, ..Options::new(database.clone()) });
        let (one, two, three) = tokio::join!(open(), open(), open());
        let (one, others) = (one.unwrap(), [two.unwrap(), three.unwrap()]);
        assert!(one.is_new().await.unwrap());
        one.first_admin("admin", "管理员", PASSWORD).await.unwrap();
        let desk = one.desk(&one.viewer_of_login("admin").await.unwrap());
        assert_eq!(desk.tabs().list().await.unwrap().len(), 3);
        assert_eq!(desk.choices().all().await.unwrap().len(), 136);
        assert_eq!(desk.roles().list().await.unwrap().len(), 3);
        for store in others.into_iter().chain([one]) {
            store.close().await;
        }
    }
}
