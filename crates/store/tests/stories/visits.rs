//! Visits go where their leads go: who does not see a lead sees no visit of it.
use crate::timeline::visit as tomorrow;
use domain::customer::{CustomerDetails, NewCustomer};
use domain::lead::{LeadDetails, LeadFilter, NewLead};
use domain::list::{Chosen, Paging};
use domain::record::{NewRecord, RecordKind};
use domain::visit::{NewVisit, Visit};
use domain::{About, Permission, Problem, Scope, Zone};
use store::Desk;
use testkit::{House, on_both, refused};

async fn calendar(house: &House, desk: &Desk) -> Vec<Visit> {
    let (from, to) = (house.now(), house.now().plus_days(7));
    desk.visits().between(from, to, None).await.unwrap()
}

on_both! {
    async fn an_open_visit_goes_with_its_lead_and_is_gone_for_the_former_owner(house: House) {
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张伟").await);
        let boss = house.manager_of("何总", &[&lina, &zhang]).await.desk().await;
        let lead = lina.lead("王芳").await;
        let (hers, his) = (lina.desk().await, zhang.desk().await);
        hers.leads().schedule(&Chosen::Ids(vec![lead.id.0]), tomorrow(&house)).await.unwrap();
        let visit = hers.visits().of(lead.id).await.unwrap().pop().unwrap();
        boss.leads().assign(&Chosen::Ids(vec![lead.id.0]), zhang.id).await.unwrap();

        assert_eq!(calendar(&house, &hers).await, []);
        assert_eq!(refused(hers.visits().find(visit.id).await), Problem::NotFound);
        assert_eq!(refused(hers.visits().feedback(visit.id, "谈得很好").await), Problem::NotFound);
        assert_eq!(refused(hers.visits().cancel(visit.id).await), Problem::NotFound);
        let month = hers.visits().month(Zone::default().day_of(house.now().plus_days(1)), None).await.unwrap();
        assert!(month.is_empty(), "{month:?}");

        let moved = his.visits().find(visit.id).await.unwrap();
        assert_eq!((moved.person, moved.may_edit), (zhang.id, true));
        his.visits().feedback(visit.id, "谈得很好").await.unwrap();
        let records = his.records().of(lead.id, None, 50).await.unwrap();
        assert_eq!(records.iter().filter(|record| record.kind == RecordKind::Feedback).count(), 1);
    }

    async fn visits_of_a_row_out_of_sight_are_not_found(house: House) {
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张伟").await);
        let lead = lina.lead("王芳").await;
        let new = NewCustomer {
            details: CustomerDetails { name: "华山机械".into(), ..Default::default() },
            ..Default::default()
        };
        let customer = lina.desk().await.customers().add(new).await.unwrap();
        for about in [About::from(lead.id), About::from(customer.id)] {
            assert_eq!(lina.desk().await.visits().of(about).await.unwrap(), []);
            assert_eq!(refused(zhang.desk().await.visits().of(about).await), Problem::NotFound);
        }
    }

    async fn the_owner_closes_a_visit_that_somebody_else_was_to_make(house: House) {
        let lina = house.salesperson("李娜").await;
        let boss = house.manager_of("何总", &[&lina]).await.desk().await;
        let lead = lina.lead("王芳").await;
        boss.leads().schedule(&Chosen::Ids(vec![lead.id.0]), tomorrow(&house)).await.unwrap();
        let desk = lina.desk().await;
        let visit = desk.visits().of(lead.id).await.unwrap().pop().unwrap();
        assert!(visit.may_edit);
        desk.visits().cancel(visit.id).await.unwrap();
        let log = house.admin().await.desk().await.audit().list(None, "lead.visit_cancelled", 10).await.unwrap();
        assert_eq!(log.len(), 1);
    }

    async fn a_visit_called_off_while_another_is_made_leaves_the_right_next_one(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let desk = lina.desk().await;
        for _ in 0..5 {
            desk.leads().schedule(&Chosen::Ids(vec![lead.id.0]), tomorrow(&house)).await.unwrap();
            let open = desk.visits().of(lead.id).await.unwrap().into_iter().rfind(|visit| visit.state.key() == "open").unwrap();
            let later = NewVisit { starts_at: house.now().plus_days(2), ..tomorrow(&house) };
            let (leads, visits, chosen) = (desk.leads(), desk.visits(), Chosen::Ids(vec![lead.id.0]));
            let (one, two) = tokio::join!(visits.cancel(open.id), leads.schedule(&chosen, later.clone()));
            one.unwrap();
            two.unwrap();
            assert_eq!(leads.find(lead.id).await.unwrap().next_visit_at, Some(later.starts_at));
            let open = visits.of(lead.id).await.unwrap().into_iter().find(|visit| visit.state.key() == "open").unwrap();
            visits.cancel(open.id).await.unwrap();
        }
    }

    async fn a_lead_entered_for_somebody_out_of_sight_is_answered_and_not_entered_twice(house: House) {
        let may = [Permission::ViewLeads, Permission::AddLeads, Permission::AssignLeads];
        let clerk = house.person_who_may("前台", Scope::Own, &may).await.desk().await;
        let lina = house.salesperson("李娜").await;
        let details = LeadDetails { contact: "王芳\0".into(), ..LeadDetails::default() };
        let lead = clerk.leads().add(NewLead { details, owner: Some(lina.id), ..NewLead::default() }).await.unwrap();
        assert_eq!((lead.details.contact.as_str(), lead.owner), ("王芳", Some(lina.id)));
        assert_eq!(refused(clerk.leads().find(lead.id).await), Problem::NotFound);
        assert_eq!(lina.desk().await.leads().find(lead.id).await.unwrap().details.contact, "王芳");
    }

    async fn chosen_rows_of_the_pool_are_exported(house: House) {
        let lead = house.pool_lead("王芳").await;
        let desk = house.salesperson("李娜").await.desk().await;
        let Paging { sort, columns, .. } = Paging::default();
        let mut export = desk.leads().export(&Chosen::Ids(vec![lead.id.0]), sort, columns).await.unwrap();
        assert_eq!(export.next().await.unwrap().unwrap().len(), 1);
    }

    async fn times_narrow_a_list_and_so_does_their_absence(house: House) {
        let lina = house.salesperson("李娜").await;
        let (first, second) = (lina.lead("王芳").await, lina.lead("赵敏").await);
        let desk = lina.desk().await;
        desk.leads().schedule(&Chosen::Ids(vec![first.id.0]), tomorrow(&house)).await.unwrap();
        let day = Zone::default().day_of(house.now().plus_days(1));
        let count = async |query: String| desk.leads().count(&LeadFilter::parse(&query)).await.unwrap();
        assert_eq!(count(format!("next_visit_from={day}&next_visit_to={day}")).await, 1);
        assert_eq!(count(format!("next_visit_from={}", day.succ_opt().unwrap())).await, 0);
        assert_eq!(count("next_visit=none".into()).await, 1);
        assert_eq!(count("last_record=none".into()).await, 2);
        let record = NewRecord { content: "打了电话".into(), ..NewRecord::default() };
        desk.leads().process(second.id, record).await.unwrap();
        assert_eq!(count("last_record=none".into()).await, 1);
        let reason = house.choice(domain::choice::ChoiceKind::FinishReason, "没有需求").await;
        desk.leads().finish(&Chosen::Ids(vec![second.id.0]), reason).await.unwrap();
        assert_eq!(count(format!("finish_reason={reason}")).await, 1);
    }
}
