//! Claim, assign, finish, reopen; alone and all at once.
use domain::choice::ChoiceKind;
use domain::lead::{LeadChange, LeadFilter, LeadState, NewLead};
use domain::list::{Chosen, SkipReason};
use domain::record::RecordKind;
use domain::{FieldProblem, LeadId, Permission, Problem, Scope};
use std::collections::HashSet;
use testkit::{House, on_both, refused, wrong_field};

fn one(id: LeadId) -> Chosen {
    Chosen::Ids(vec![id.0])
}

async fn kinds(house: &House, lead: LeadId) -> Vec<RecordKind> {
    let records = house.admin().await.desk().await.records().of(lead, None, 100).await.unwrap();
    records.into_iter().map(|record| record.kind).collect()
}

on_both! {
    async fn a_lead_claimed_by_sixteen_people_gets_one_owner(house: House) {
        let lead = house.pool_lead("王芳").await;
        let mut desks = Vec::new();
        for n in 0..16 {
            desks.push(house.salesperson(&format!("销售{n}")).await.desk().await);
        }
        let tries = desks.into_iter().map(|desk| tokio::spawn(async move {
            desk.leads().claim(&one(lead.id)).await.unwrap()
        }));
        let mut done = Vec::new();
        for attempt in tries.collect::<Vec<_>>() {
            done.push(attempt.await.unwrap());
        }
        assert_eq!(done.iter().filter(|done| done.done == [lead.id.0]).count(), 1);
        let late = |done: &&domain::list::Done| done.skipped.iter().all(|skipped| skipped.reason == SkipReason::TooLate);
        assert_eq!(done.iter().filter(|done| done.done.is_empty()).filter(late).count(), 15);
        let claimed = kinds(&house, lead.id).await.into_iter().filter(|kind| *kind == RecordKind::Claimed);
        assert_eq!(claimed.count(), 1);
    }

    async fn two_who_claim_many_in_opposite_order_share_them_without_a_deadlock(house: House) {
        let mut ids = Vec::new();
        for n in 0..40 {
            ids.push(house.pool_lead(&format!("线索{n}")).await.id.0);
        }
        let (one, two) = (house.salesperson("甲").await.desk().await, house.salesperson("乙").await.desk().await);
        let mut backwards = ids.clone();
        backwards.reverse();
        let (first, second) = (Chosen::Ids(ids.clone()), Chosen::Ids(backwards));
        let (one, two) = tokio::join!(
            tokio::spawn(async move { one.leads().claim(&first).await.unwrap() }),
            tokio::spawn(async move { two.leads().claim(&second).await.unwrap() }),
        );
        let taken: HashSet<i64> = one.unwrap().done.into_iter().chain(two.unwrap().done).collect();
        assert_eq!(taken.len(), ids.len());
    }

    async fn a_finished_lead_leaves_the_work_list_and_stands_in_query_until_it_is_reopened(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let reason = house.choice(ChoiceKind::FinishReason, "没有需求").await;
        let desk = lina.desk().await;
        let counts = async || (
            desk.leads().count(&LeadFilter::parse("view=work")).await.unwrap(),
            desk.leads().count(&LeadFilter::default()).await.unwrap(),
        );
        assert_eq!(counts().await, (1, 1));
        assert_eq!(desk.leads().finish(&one(lead.id), reason).await.unwrap().done, [lead.id.0]);
        assert_eq!(counts().await, (0, 1));
        assert!(desk.leads().tab_counts().await.unwrap().iter().all(|tab| tab.count == 0));
        let again = desk.leads().finish(&one(lead.id), reason).await.unwrap();
        assert_eq!(again.skipped[0].reason, SkipReason::Already);
        let problem = refused(desk.leads().reopen(&one(lead.id)).await);
        assert_eq!(problem, Problem::Forbidden { permission: Permission::ReopenLeads });
        let boss = house.manager("何总").await.desk().await;
        assert_eq!(boss.leads().reopen(&one(lead.id)).await.unwrap().done, [lead.id.0]);
        assert_eq!(counts().await, (1, 1));
        let found = desk.leads().find(lead.id).await.unwrap();
        assert_eq!((found.state, found.finish_reason), (LeadState::Claimed, None));
    }

    async fn only_claimed_leads_are_finished(house: House) {
        let lead = house.pool_lead("王芳").await;
        let reason = house.choice(ChoiceKind::FinishReason, "没有需求").await;
        let desk = house.admin().await.desk().await;
        let done = desk.leads().finish(&one(lead.id), reason).await.unwrap();
        assert_eq!(done.skipped[0].reason, SkipReason::WrongState);
        let outcome = desk.leads().finish(&one(lead.id), house.status("已联系").await).await;
        assert_eq!(wrong_field(outcome, "reason"), FieldProblem::NotChoosable);
    }

    async fn a_strangers_lead_is_not_there_for_any_verb(house: House) {
        let (lina, stranger) = (house.salesperson("李娜").await, house.salesperson("陌生人").await);
        let lead = lina.lead("王芳").await;
        let reason = house.choice(ChoiceKind::FinishReason, "没有需求").await;
        let desk = stranger.desk().await;
        let leads = desk.leads();
        for done in [
            leads.focus(&one(lead.id), true).await.unwrap(),
            leads.set_status(&one(lead.id), house.status("已联系").await).await.unwrap(),
            leads.finish(&one(lead.id), reason).await.unwrap(),
        ] {
            assert!(done.done.is_empty());
            assert_eq!(done.skipped[0].reason, SkipReason::NotFound);
        }
        assert_eq!(refused(leads.find(lead.id).await), Problem::NotFound);
        assert_eq!(refused(leads.change(lead.id, LeadChange { version: 1, ..LeadChange::default() }).await), Problem::NotFound);
        assert_eq!(refused(leads.process(lead.id, domain::record::NewRecord { content: "x".into(), ..Default::default() }).await), Problem::NotFound);
        assert_eq!(refused(desk.records().of(lead.id, None, 10).await), Problem::NotFound);
        assert_eq!(kinds(&house, lead.id).await, [RecordKind::Entered]);
    }

    async fn assigning_needs_the_right_and_a_person_who_works_here(house: House) {
        let (lina, qiang) = (house.salesperson("李娜").await, house.salesperson("阿强").await);
        let lead = lina.lead("王芳").await;
        let refusal = refused(lina.desk().await.leads().assign(&one(lead.id), qiang.id).await);
        assert_eq!(refusal, Problem::Forbidden { permission: Permission::AssignLeads });
        let admin = house.admin().await.desk().await;
        assert_eq!(admin.leads().assign(&one(lead.id), qiang.id).await.unwrap().done, [lead.id.0]);
        assert_eq!(refused(lina.desk().await.leads().find(lead.id).await), Problem::NotFound);
        assert_eq!(qiang.desk().await.leads().find(lead.id).await.unwrap().owner, Some(qiang.id));
        admin.people().set_disabled(lina.id, true).await.unwrap();
        assert_eq!(wrong_field(admin.leads().assign(&one(lead.id), lina.id).await, "owner"), FieldProblem::NotChoosable);
    }

    async fn kept_counts_are_the_counted_ones_after_many_moves(house: House) {
        let (lina, boss) = (house.salesperson("李娜").await, house.manager("何总").await);
        let admin = house.admin().await.desk().await;
        let mut ids = Vec::new();
        for n in 0..12 {
            ids.push(if n % 2 == 0 { lina.lead(&format!("甲{n}")).await.id.0 } else { house.pool_lead(&format!("乙{n}")).await.id.0 });
        }
        let reason = house.choice(ChoiceKind::FinishReason, "没有需求").await;
        let desk = lina.desk().await;
        desk.leads().claim(&Chosen::Ids(ids[1..6].to_vec())).await.unwrap();
        desk.leads().set_status(&Chosen::Matching("view=work".into()), house.status("跟进中").await).await.unwrap();
        desk.leads().finish(&Chosen::Ids(ids[..3].to_vec()), reason).await.unwrap();
        boss.desk().await.leads().assign(&Chosen::Ids(ids[3..8].to_vec()), boss.id).await.unwrap();
        house.store().tidy_tallies().await.unwrap();
        for (text, counted) in [
            ("", "SELECT COUNT(*) FROM leads"),
            ("state=claimed", "SELECT COUNT(*) FROM leads WHERE state = 'claimed'"),
            ("state=finished", "SELECT COUNT(*) FROM leads WHERE state = 'finished'"),
            ("view=pool", "SELECT COUNT(*) FROM leads WHERE owner_id IS NULL"),
        ] {
            let kept = admin.leads().count(&LeadFilter::parse(text)).await.unwrap();
            assert_eq!(kept, house.number(counted).await, "{text}");
        }
    }

    async fn a_lead_needs_a_name_or_a_way_to_reach_it(house: House) {
        let desk = house.salesperson("李娜").await.desk().await;
        assert_eq!(wrong_field(desk.leads().add(NewLead::default()).await, "contact"), FieldProblem::Required);
        let mut new = NewLead::default();
        new.details.email = "not an address".into();
        new.details.contact = "王".repeat(101);
        let problem = refused(desk.leads().add(new).await);
        let Problem::Invalid { fields } = problem else { panic!("{problem}") };
        assert_eq!(fields.of("email"), Some(&FieldProblem::Malformed));
        assert_eq!(fields.of("contact"), Some(&FieldProblem::TooLong { max: 100 }));
        let reader = house.person_who_may("看客", Scope::Company, &[Permission::ViewLeads]).await.desk().await;
        assert_eq!(refused(reader.leads().add(NewLead::default()).await), Problem::Forbidden { permission: Permission::AddLeads });
    }
}

on_both! {
    // A verb that waits for a second connection while it holds one can wait for itself.
    async fn every_verb_makes_do_with_one_connection(house: House) {
        let store = house.one_connection().await;
        let desk = store.desk(&store.viewer_of_login("admin").await.unwrap());
        let (leads, records, visits) = (desk.leads(), desk.records(), desk.visits());
        let details = domain::lead::LeadDetails { contact: "王芳".into(), ..Default::default() };
        let lead = leads.add(NewLead { details, ..NewLead::default() }).await.unwrap();
        let reason = house.choice(ChoiceKind::FinishReason, "没有需求").await;
        let status = house.status("已联系").await;
        leads.claim(&one(lead.id)).await.unwrap();
        leads.assign(&one(lead.id), domain::PersonId(1)).await.unwrap();
        leads.focus(&one(lead.id), true).await.unwrap();
        leads.set_status(&Chosen::Matching("view=work".into()), status).await.unwrap();
        let form = domain::record::NewRecord { content: "电话".into(), once: Some("a".into()), ..Default::default() };
        let record = leads.process(lead.id, form.clone()).await.unwrap();
        assert_eq!(leads.process(lead.id, form).await.unwrap().id, record.id);
        records.amend(record.id, "两次电话", 0).await.unwrap();
        records.amend(record.id, "两次电话", 1).await.unwrap();
        let change = LeadChange { version: 1, values: [("mobile".into(), "13800138000".into())].into() };
        leads.change(lead.id, change).await.unwrap();
        let visit = domain::visit::NewVisit { starts_at: house.now(), minutes: 30, kind: Default::default(), place: String::new(), points: String::new(), once: None };
        leads.schedule(&one(lead.id), visit).await.unwrap();
        let visit = visits.of(lead.id).await.unwrap().remove(0);
        visits.reschedule(visit.id, house.now().plus_days(1)).await.unwrap();
        visits.feedback(visit.id, "好").await.unwrap();
        visits.feedback(visit.id, "好").await.unwrap();
        leads.finish(&one(lead.id), reason).await.unwrap();
        leads.reopen(&one(lead.id)).await.unwrap();
        store.tidy_tallies().await.unwrap();
        store.close().await;
    }
}
