//! The check finds what is wrong, and nothing where all is well.
use domain::list::Chosen;
use domain::visit::{NewVisit, PlanKind};
use store::Finding;
use testkit::{House, on_both};

on_both! {
    async fn in_a_house_in_order_nothing_is_found(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        house.pool_lead("张伟").await;
        let visit = NewVisit {
            starts_at: house.now().plus_days(1), minutes: 60, kind: PlanKind::Visit, place: String::new(), points: String::new(), once: None,
        };
        let leads = Chosen::Ids(vec![lead.id.0]);
        lina.desk().await.leads().schedule(&leads, visit).await.unwrap();
        lina.desk().await.leads().set_status(&leads, house.status("已联系").await).await.unwrap();
        assert_eq!(house.store().check().await.unwrap(), []);
    }

    async fn each_thing_that_is_wrong_is_found(house: House) {
        let lina = house.salesperson("李娜").await;
        lina.lead("王芳").await;
        house.pool_lead("张伟").await;
        let admin = house.admin().await;
        admin.desk().await.people().set_disabled(lina.id, true).await.unwrap();
        house.run("UPDATE leads SET next_visit_at = 1 WHERE owner_id IS NULL").await.unwrap();
        house.run("DELETE FROM lead_tally WHERE owner_id IS NULL").await.unwrap();
        house.run("DELETE FROM lead_search").await.unwrap();
        let found = house.store().check().await.unwrap();
        let expected =
            [Finding::OwnersShutOut(1), Finding::NotSearchable(2), Finding::WrongNextVisit(1), Finding::Miscounted(1)];
        assert_eq!(found, expected);
        house.run("DELETE FROM person_roles").await.unwrap();
        let found = house.store().check().await.unwrap();
        assert!(found.contains(&Finding::NoAdministrator) && found.contains(&Finding::WithoutRole(1)), "{found:?}");
    }
}
