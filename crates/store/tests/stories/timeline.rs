//! Records and visits: amended, never deleted; feedback once.
use domain::list::Chosen;
use domain::record::{NewRecord, RecordKind};
use domain::visit::{NewVisit, PlanKind, VisitState};
use domain::{FieldProblem, LeadId, Problem};
use store::Desk;
use testkit::{House, Kind, on_both, refused, wrong_field};

fn process(content: &str) -> NewRecord {
    NewRecord { content: content.into(), ..NewRecord::default() }
}

/// For tomorrow at this time.
pub fn visit(house: &House) -> NewVisit {
    NewVisit {
        starts_at: house.now().plus_days(1),
        minutes: 60,
        kind: PlanKind::Visit,
        place: "西湖区文三路 1 号".into(),
        points: "报价".into(),
        once: None,
    }
}

async fn entries(desk: &Desk, lead: LeadId, kind: RecordKind) -> usize {
    let records = desk.records().of(lead, None, 100).await.unwrap();
    records.iter().filter(|record| record.kind == kind).count()
}

on_both! {
    async fn an_amended_record_keeps_every_wording(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let desk = lina.desk().await;
        let record = desk.leads().process(lead.id, process("打了电话")).await.unwrap();
        house.clock().pass_seconds(60);
        desk.records().amend(record.id, "打了两次电话", 0).await.unwrap();
        let record = desk.records().amend(record.id, "打了三次电话", 1).await.unwrap();
        assert_eq!((record.content.as_str(), record.revisions), ("打了三次电话", 2));
        let wordings = desk.records().revisions(record.id).await.unwrap();
        assert_eq!(wordings.iter().map(|one| one.content.as_str()).collect::<Vec<_>>(), ["打了电话", "打了两次电话", "打了三次电话"]);
        assert!(wordings[0].at < wordings[1].at);
        assert!(matches!(refused(desk.records().amend(record.id, "x", 1).await), Problem::Conflict { version: 2, .. }));
        assert_eq!(wrong_field(desk.records().amend(record.id, "  ", 2).await, "content"), FieldProblem::Required);
    }

    async fn the_database_itself_refuses_to_delete_or_rewrite_a_record(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let desk = lina.desk().await;
        let record = desk.leads().process(lead.id, process("打了电话")).await.unwrap();
        desk.records().amend(record.id, "打了两次电话", 0).await.unwrap();
        let on_either = [
            "DELETE FROM records",
            "DELETE FROM record_revisions",
            "UPDATE record_revisions SET content = 'x'",
            "UPDATE records SET content = 'x'",
            "UPDATE records SET author_id = 1, subject_id = 7",
            "UPDATE records SET id = 77",
            "UPDATE records SET external_id = 'x'",
            "UPDATE records SET revisions = 9",
            "INSERT INTO records (id, subject, subject_id, kind, at, created_at) SELECT id, subject, subject_id, kind, at, created_at FROM records WHERE true ON CONFLICT (id) DO UPDATE SET content = 'x'",
            "INSERT INTO record_revisions SELECT * FROM record_revisions WHERE true ON CONFLICT (record_id, number) DO UPDATE SET content = 'x'",
        ];
        let on_this_one = match house.kind() {
            // To replace a row is to delete it, but no word of that is in the statement.
            Kind::Sqlite => [
                "INSERT OR REPLACE INTO records (id, subject, subject_id, kind, at, created_at, content) SELECT id, subject, subject_id, kind, at, created_at, 'x' FROM records",
                "INSERT OR REPLACE INTO record_revisions SELECT record_id, number, 'x', author_id, at FROM record_revisions",
            ],
            Kind::Postgres => ["TRUNCATE records CASCADE", "TRUNCATE record_revisions"],
        };
        for sql in on_either.into_iter().chain(on_this_one) {
            assert!(house.run(sql).await.is_err(), "{sql}");
        }
        assert_eq!(house.number("SELECT COUNT(*) FROM records WHERE content = '打了两次电话'").await, 1);
        assert_eq!(house.texts("SELECT content FROM record_revisions").await, ["打了电话"]);
    }

    async fn someone_elses_record_is_read_and_not_amended(house: House) {
        let lina = house.salesperson("李娜").await;
        let boss = house.manager_of("何总", &[&lina]).await;
        let lead = lina.lead("王芳").await;
        let record = lina.desk().await.leads().process(lead.id, process("打了电话")).await.unwrap();
        let desk = boss.desk().await;
        let read = desk.records().find(record.id).await.unwrap();
        assert!(!read.may_amend);
        assert_eq!(refused(desk.records().amend(record.id, "x", 0).await), Problem::NotFound);
        let entered = desk.records().of(lead.id, None, 10).await.unwrap().pop().unwrap();
        assert_eq!(refused(house.admin().await.desk().await.records().amend(entered.id, "x", 0).await), Problem::WrongState);
    }

    async fn a_form_sent_twice_writes_one_record(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let form = NewRecord { once: Some("form-1".into()), status: Some(house.status("已联系").await), ..process("打了电话") };
        let tries: Vec<_> = (0..4).map(|_| {
            let (lina, form) = (lina.clone(), form.clone());
            tokio::spawn(async move { lina.desk().await.leads().process(lead.id, form).await })
        }).collect();
        let mut ids = Vec::new();
        for attempt in tries {
            ids.push(attempt.await.unwrap().unwrap().id);
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
        let desk = lina.desk().await;
        assert_eq!((entries(&desk, lead.id, RecordKind::Process).await, entries(&desk, lead.id, RecordKind::Status).await), (1, 1));
        let lead = desk.leads().find(lead.id).await.unwrap();
        assert!(lead.last_record_at.is_some());
        assert_eq!(lead.status, house.status("已联系").await);
    }

    async fn many_leads_get_a_visit_and_an_entry_each_or_none_at_all(house: House) {
        let lina = house.salesperson("李娜").await;
        let mut ids = Vec::new();
        for n in 0..3 {
            ids.push(lina.lead(&format!("线索{n}")).await.id);
        }
        let stranger = house.salesperson("陌生人").await.lead("别人的").await;
        let desk = lina.desk().await;
        let chosen = Chosen::Ids(ids.iter().map(|id| id.0).chain([stranger.id.0]).collect());
        let done = desk.leads().schedule(&chosen, visit(&house)).await.unwrap();
        assert_eq!((done.done.len(), done.skipped.len()), (3, 1));
        let tomorrow = desk.visits().between(house.now(), house.now().plus_days(2), None).await.unwrap();
        assert_eq!(tomorrow.len(), 3);
        for id in &ids {
            assert_eq!(entries(&desk, *id, RecordKind::Scheduled).await, 1);
            assert_eq!(desk.leads().find(*id).await.unwrap().next_visit_at, Some(house.now().plus_days(1)));
        }
        let wrong = NewVisit { minutes: 0, ..visit(&house) };
        assert_eq!(wrong_field(desk.leads().schedule(&chosen, wrong).await, "minutes"), FieldProblem::Malformed);
        assert_eq!(house.number("SELECT COUNT(*) FROM plans").await, 3);
    }

    async fn feedback_sent_sixteen_times_is_one_entry(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let desk = lina.desk().await;
        desk.leads().schedule(&Chosen::Ids(vec![lead.id.0]), visit(&house)).await.unwrap();
        let visit = desk.visits().of(lead.id).await.unwrap().pop().unwrap();
        let tries: Vec<_> = (0..16).map(|_| {
            let desk = desk.clone();
            tokio::spawn(async move { desk.visits().feedback(visit.id, "谈得很好").await })
        }).collect();
        for attempt in tries {
            assert_eq!(attempt.await.unwrap().unwrap().content, "谈得很好");
        }
        assert_eq!(entries(&desk, lead.id, RecordKind::Feedback).await, 1);
        assert_eq!(refused(desk.visits().feedback(visit.id, "谈得不好").await), Problem::TooLate);
        let lead = desk.leads().find(lead.id).await.unwrap();
        assert_eq!(lead.next_visit_at, None);
        let visit = desk.visits().find(visit.id).await.unwrap();
        assert_eq!((visit.state, visit.feedback.as_deref()), (VisitState::Done, Some("谈得很好")));
    }

    async fn a_visit_is_moved_and_called_off_by_its_owner_only(house: House) {
        let lina = house.salesperson("李娜").await;
        let boss = house.manager_of("何总", &[&lina]).await.desk().await;
        let lead = lina.lead("王芳").await;
        let desk = lina.desk().await;
        desk.leads().schedule(&Chosen::Ids(vec![lead.id.0]), visit(&house)).await.unwrap();
        let visit = desk.visits().of(lead.id).await.unwrap().pop().unwrap();
        assert!(!boss.visits().find(visit.id).await.unwrap().may_edit);
        assert_eq!(refused(boss.visits().cancel(visit.id).await), Problem::NotFound);
        let later = house.now().plus_days(3);
        assert_eq!(desk.visits().reschedule(visit.id, later).await.unwrap().starts_at, later);
        assert_eq!(desk.leads().find(lead.id).await.unwrap().next_visit_at, Some(later));
        assert_eq!(desk.visits().cancel(visit.id).await.unwrap().state, VisitState::Cancelled);
        assert_eq!(desk.leads().find(lead.id).await.unwrap().next_visit_at, None);
        assert_eq!(refused(desk.visits().feedback(visit.id, "x").await), Problem::WrongState);
        let month = desk.visits().month(domain::Zone::default().day_of(house.now()), None).await.unwrap();
        assert!(month.is_empty(), "{month:?}");
    }
}
