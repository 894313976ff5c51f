//! Customers: from entry through hands to the bin and back, and who sees them on the way.
use domain::choice::ChoiceKind;
use domain::contact::{ContactDetails, NewContact};
use domain::customer::{
    Customer, CustomerColumn, CustomerDetails, CustomerFilter, CustomerState, CustomerView, NewCustomer,
    Security, ShareMark, Through,
};
use domain::edit::Change;
use domain::filter::View;
use domain::list::{Chosen, Paging, SkipReason, Sort};
use domain::ownership::MoveKind;
use domain::record::{NewRecord, RecordKind};
use domain::visit::{NewVisit, PlanKind};
use domain::{CustomerId, FieldProblem, Permission, Problem, Scope};
use std::collections::BTreeMap;
use store::Error;
use testkit::{Colleague, House, on_both};

fn named(name: &str) -> NewCustomer {
    NewCustomer { details: CustomerDetails { name: name.into(), ..Default::default() }, ..Default::default() }
}

async fn enters(person: &Colleague, name: &str) -> Customer {
    person.desk().await.customers().add(named(name)).await.unwrap()
}

fn one(customer: &Customer) -> Chosen {
    Chosen::Ids(vec![customer.id.0])
}

async fn sees(person: &Colleague, id: CustomerId) -> bool {
    match person.desk().await.customers().find(id).await {
        Ok(_) => true,
        Err(Error::Problem(Problem::NotFound)) => false,
        Err(other) => panic!("{other}"),
    }
}

async fn names(person: &Colleague, query: &str) -> Vec<String> {
    let paging = Paging { columns: vec![CustomerColumn::from_name()], count: true, ..Paging::default() };
    let filter = CustomerFilter::parse(query);
    let page = person.desk().await.customers().list(&filter, &paging).await.unwrap();
    assert_eq!(page.count.map(|count| count.value), i64::try_from(page.rows.len()).ok(), "{query}");
    let text = |cell: &domain::list::Cell| match cell {
        domain::list::Cell::Text { text, .. } => text.clone(),
        other => panic!("{other:?}"),
    };
    page.rows.iter().map(|row| text(&row.cells[0])).collect()
}

trait Named {
    fn from_name() -> CustomerColumn;
}

impl Named for CustomerColumn {
    fn from_name() -> CustomerColumn {
        CustomerColumn::Text(domain::customer::CustomerField::Name)
    }
}

on_both! {
    async fn the_life_of_a_customer(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let boss = house.manager("周").await;
        let contact = ContactDetails { name: "陈晓".into(), mobile: "13800001111".into(), ..Default::default() };
        let new = NewCustomer { contacts: vec![NewContact { details: contact, main: true, ..Default::default() }], ..named("华山机械") };
        let customer = li.desk().await.customers().add(new).await.unwrap();
        assert_eq!((customer.state, customer.owner, customer.through), (CustomerState::Owned, Some(li.id), Through::Ownership));
        assert_eq!(li.desk().await.contacts().of(customer.id).await.unwrap().len(), 1);
        assert!(sees(&boss, customer.id).await && !sees(&wang, customer.id).await);

        // Shared to be read, then to be changed.
        let desk = li.desk().await;
        desk.customers().share(&one(&customer), &[wang.id], false, None).await.unwrap();
        let seen = wang.desk().await.customers().find(customer.id).await.unwrap();
        assert_eq!(seen.through, Through::ShareToRead);
        let city = || Change { version: seen.version, values: BTreeMap::from([("city".into(), "成都".into())]) };
        let refused = wang.desk().await.customers().change(customer.id, city()).await.unwrap_err();
        assert!(matches!(refused, Error::Problem(Problem::NotFound)), "{refused}");
        desk.customers().share(&one(&customer), &[wang.id], true, None).await.unwrap();
        wang.desk().await.customers().change(customer.id, city()).await.unwrap();
        assert_eq!(names(&wang, "view=shared").await, ["华山机械"]);
        desk.customers().unshare(&one(&customer), wang.id).await.unwrap();
        assert!(!sees(&wang, customer.id).await);

        // Given up, claimed by the other, deleted, restored.
        let reason = house.choice(ChoiceKind::PoolReason, "联系不上").await;
        desk.customers().give_up(&one(&customer), None, reason, "换人试试").await.unwrap();
        assert_eq!(names(&li, "").await, Vec::<String>::new());
        assert_eq!(names(&wang, "view=pool").await, ["华山机械"]);
        let done = wang.desk().await.customers().claim(&one(&customer)).await.unwrap();
        assert_eq!(done.done, [customer.id.0]);
        let late = li.desk().await.customers().claim(&one(&customer)).await.unwrap();
        assert_eq!(late.skipped[0].reason, SkipReason::TooLate);
        wang.desk().await.customers().bin(&one(&customer)).await.unwrap();
        assert!(!sees(&wang, customer.id).await, "the bin is not everybody's");
        assert_eq!(names(&boss, "view=bin").await, ["华山机械"]);
        boss.desk().await.customers().restore(&one(&customer), None).await.unwrap();
        let back = wang.desk().await.customers().find(customer.id).await.unwrap();
        assert_eq!((back.owner, back.details.city.as_str()), (Some(wang.id), "成都"));

        let moves = boss.desk().await.customers().moves(customer.id).await.unwrap();
        let kinds: Vec<_> = moves.iter().map(|step| step.kind).collect();
        assert_eq!(kinds, [MoveKind::Restored, MoveKind::Binned, MoveKind::Claimed, MoveKind::GivenUp, MoveKind::Entered]);
        let given_up = &moves[3];
        assert_eq!((given_up.reason, given_up.note.as_str()), (Some(reason), "换人试试"));
        assert_eq!(given_up.from.as_ref().map(|from| from.0), Some(li.id));
        assert_eq!(given_up.to_pool.as_ref().map(|pool| pool.1.as_str()), Some("公海"));

        wang.desk().await.customers().bin(&one(&customer)).await.unwrap();
        boss.desk().await.customers().purge(&one(&customer)).await.unwrap();
        assert_eq!(names(&boss, "view=bin").await, Vec::<String>::new());
        let next = enters(&wang, "新客户").await;
        assert!(next.id > customer.id, "an id is not given twice");
        let records = wang.desk().await.records().of(next.id, None, 10).await.unwrap();
        assert_eq!(records.len(), 1, "{records:?}");
    }

    async fn every_screen_counts_what_it_shows(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let boss = house.manager("周").await;
        let [one_of_li, hot, pooled] = [enters(&li, "甲").await, enters(&li, "乙").await, enters(&li, "丙").await];
        enters(&wang, "丁").await;
        let desk = li.desk().await;
        desk.customers().set_hot(&one(&hot), true).await.unwrap();
        let reason = house.choice(ChoiceKind::PoolReason, "其他").await;
        desk.customers().give_up(&one(&pooled), None, reason, "").await.unwrap();
        desk.customers().share(&one(&one_of_li), &[wang.id], false, None).await.unwrap();
        for (person, screens) in [
            (&li, vec![("mine", 2), ("hot", 1), ("shared", 0), ("pool", 1)]),
            (&wang, vec![("mine", 1), ("hot", 0), ("shared", 1), ("pool", 1)]),
            (&boss, vec![("mine", 0), ("hot", 1), ("shared", 0), ("subordinates", 3), ("pool", 1), ("bin", 0)]),
        ] {
            let counts = person.desk().await.customers().view_counts().await.unwrap();
            let told: Vec<_> = counts.iter().map(|count| (count.view.key(), count.count)).collect();
            assert_eq!(told, screens, "{}", person.name);
            for (view, count) in screens {
                let query = format!("view={view}");
                assert_eq!(i64::try_from(names(person, &query).await.len()).unwrap(), count, "{query} of {}", person.name);
            }
        }
        let admin = house.admin().await;
        assert_eq!(names(&admin, "view=company").await.len(), 3);
    }

    async fn a_list_says_how_each_customer_is_shared_to_those_who_see_it(house: House) {
        let [li, wang, zhao] = [house.salesperson("李").await, house.salesperson("王").await, house.salesperson("赵").await];
        let (read, edit, kept) = (enters(&li, "华山").await, enters(&li, "泰山").await, enters(&li, "恒山").await);
        let desk = li.desk().await;
        desk.customers().share(&one(&read), &[wang.id, zhao.id], false, None).await.unwrap();
        desk.customers().share(&one(&edit), &[wang.id], true, None).await.unwrap();
        let until = desk.now().plus_days(1);
        desk.customers().share(&one(&kept), &[zhao.id], false, Some(until)).await.unwrap();
        let ids = [read.id.0, edit.id.0, kept.id.0];
        for (person, told) in [
            (&li, vec![(ids[0], ShareMark::WithOthers), (ids[1], ShareMark::WithOthers), (ids[2], ShareMark::WithOthers)]),
            (&wang, vec![(ids[0], ShareMark::ToRead), (ids[1], ShareMark::ToEdit)]),
            (&zhao, vec![(ids[0], ShareMark::ToRead), (ids[2], ShareMark::ToRead)]),
        ] {
            let marks = person.desk().await.customers().share_marks(&ids).await.unwrap();
            assert_eq!(marks.into_iter().collect::<Vec<_>>(), told, "{}", person.name);
        }
        house.clock().pass_days(2);
        assert!(!li.desk().await.customers().share_marks(&ids).await.unwrap().contains_key(&ids[2]), "it is over");
    }

    async fn above_ones_clearance_there_is_nothing(house: House) {
        let li = house.salesperson("李").await;
        let admin = house.admin().await;
        let new = NewCustomer { security: Security::Secret, owner: Some(li.id), ..named("机密客户") };
        let customer = admin.desk().await.customers().add(new).await.unwrap();
        assert!(!sees(&li, customer.id).await);
        assert_eq!(names(&li, "").await, Vec::<String>::new());
        assert!(li.desk().await.records().of(customer.id, None, 5).await.is_err());
        let refused = li.desk().await.customers().add(NewCustomer { security: Security::Internal, ..named("甲") }).await;
        let Err(Error::Problem(Problem::Invalid { fields })) = refused else { panic!("{refused:?}") };
        assert_eq!(fields.of("security"), Some(&FieldProblem::NotChoosable));
    }

    async fn changes_of_two_people_meet_in_one_customer(house: House) {
        let li = house.salesperson("李").await;
        let customer = enters(&li, "甲").await;
        let change = |field: &str, text: &str| Change { version: customer.version, values: BTreeMap::from([(field.to_owned(), text.to_owned())]) };
        let desk = li.desk().await;
        desk.customers().change(customer.id, change("city", "成都")).await.unwrap();
        let both = desk.customers().change(customer.id, change("mobile", "13900001111")).await.unwrap();
        assert_eq!((both.details.city.as_str(), both.details.mobile.as_str()), ("成都", "13900001111"));
        let Err(Error::Problem(Problem::Conflict { conflicts, .. })) = desk.customers().change(customer.id, change("city", "绵阳")).await else {
            panic!("it was overwritten")
        };
        assert_eq!((conflicts[0].theirs.as_str(), conflicts[0].mine.as_str()), ("成都", "绵阳"));
        let level = house.choice(ChoiceKind::Level, "A").await;
        let refused = desk.customers().change(customer.id, change("level", &level.to_string())).await;
        let Err(Error::Problem(Problem::Invalid { fields })) = refused else { panic!("{refused:?}") };
        assert_eq!(fields.of("level"), Some(&FieldProblem::NeedsApproval));
    }

    async fn what_is_written_and_planned_stands_on_the_card_and_in_the_calendar(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let customer = enters(&li, "甲").await;
        let desk = li.desk().await;
        let kind = house.choice(ChoiceKind::RecordType, "沟通").await;
        let new = NewRecord { content: "首付款".into(), of_type: Some(kind), ..Default::default() };
        let record = desk.customers().note(customer.id, new).await.unwrap();
        assert_eq!((record.kind, record.of_type), (RecordKind::Note, Some(kind)));
        let at = desk.now().plus_days(1);
        let plan = NewVisit { starts_at: at, minutes: 30, kind: PlanKind::Plan, place: String::new(), points: "问进度".into(), once: None };
        desk.customers().schedule(&one(&customer), plan).await.unwrap();
        let planned = desk.visits().of(customer.id).await.unwrap();
        assert_eq!((planned[0].about_name.as_str(), planned[0].kind), ("甲", PlanKind::Plan));
        assert_eq!(desk.customers().find(customer.id).await.unwrap().next_visit_at, Some(at));
        desk.visits().feedback(planned[0].id, "已问").await.unwrap();
        let told: Vec<_> = desk.records().of(customer.id, None, 10).await.unwrap().iter().map(|record| record.kind).collect();
        assert_eq!(told, [RecordKind::Feedback, RecordKind::Scheduled, RecordKind::Note, RecordKind::Entered]);
        // Whoever gets the customer gets what is still to be done; a pool has nothing to do.
        let plan = NewVisit { starts_at: at, minutes: 30, kind: PlanKind::Visit, place: String::new(), points: "再问".into(), once: None };
        desk.customers().schedule(&one(&customer), plan).await.unwrap();
        desk.customers().transfer(&one(&customer), wang.id).await.unwrap();
        let open = wang.desk().await.visits().of(customer.id).await.unwrap();
        assert!(open.iter().any(|visit| visit.person == wang.id && visit.points == "再问"));
    }

    async fn of_sixteen_who_claim_at_once_one_has_it_and_nobody_goes_beyond_the_most(house: House) {
        let admin = house.admin().await;
        let new = NewCustomer { pool: true, ..named("抢手") };
        let wanted = admin.desk().await.customers().add(new).await.unwrap();
        let mut people = Vec::new();
        for at in 0..16 {
            people.push(house.salesperson(&format!("抢{at}")).await);
        }
        let claims: Vec<_> = people.iter().map(|person| {
            let (person, chosen) = (person.clone(), one(&wanted));
            tokio::spawn(async move { person.desk().await.customers().claim(&chosen).await.unwrap() })
        }).collect();
        let mut won = 0;
        for claim in claims {
            let done = claim.await.unwrap();
            won += done.done.len();
            assert!(done.skipped.iter().all(|skipped| skipped.reason == SkipReason::TooLate));
        }
        assert_eq!(won, 1);

        // One person, sixteen windows, room for three.
        admin.desk().await.customers().set_most(Some(3)).await.unwrap();
        let mut pooled = Vec::new();
        for at in 0..16 {
            let new = NewCustomer { pool: true, ..named(&format!("公海{at}")) };
            pooled.push(admin.desk().await.customers().add(new).await.unwrap());
        }
        let li = house.salesperson("李").await;
        let claims: Vec<_> = pooled.iter().map(|customer| {
            let (li, chosen) = (li.clone(), one(customer));
            tokio::spawn(async move { li.desk().await.customers().claim(&chosen).await.unwrap() })
        }).collect();
        let mut reasons = Vec::new();
        for claim in claims {
            reasons.extend(claim.await.unwrap().skipped.into_iter().map(|skipped| skipped.reason));
        }
        assert_eq!(reasons, [SkipReason::Full; 13]);
        assert_eq!(names(&li, "").await.len(), 3);
        let refused = li.desk().await.customers().add(named("第四个")).await;
        let Err(Error::Problem(Problem::Invalid { fields })) = refused else { panic!("{refused:?}") };
        assert_eq!(fields.of("owner"), Some(&FieldProblem::Full));
    }

    async fn a_team_gets_evenly_what_is_spread(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let admin = house.admin().await;
        let mut ids = Vec::new();
        for at in 0..5 {
            let new = NewCustomer { pool: true, ..named(&format!("公海{at}")) };
            ids.push(admin.desk().await.customers().add(new).await.unwrap().id.0);
        }
        let boss = house.manager("周").await;
        let desk = boss.desk().await;
        let chosen = Chosen::Ids(ids);
        let (_, told) = desk.customers().spread(&chosen, &[li.id, wang.id], true).await.unwrap();
        assert_eq!(told.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(names(&li, "").await.len(), 0, "a preview changes nothing");
        desk.customers().spread(&chosen, &[li.id, wang.id], false).await.unwrap();
        assert_eq!((names(&li, "").await.len(), names(&wang, "").await.len()), (3, 2));
    }

    async fn contacts_are_found_across_customers_one_sees(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let contact = |name: &str| NewContact { details: ContactDetails { name: name.into(), ..Default::default() }, ..Default::default() };
        for (person, customer, name) in [(&li, "甲公司", "陈晓"), (&wang, "乙公司", "陈明")] {
            let customer = enters(person, customer).await;
            person.desk().await.contacts().add(customer.id, contact(name)).await.unwrap();
        }
        let found = |query: &'static str, person: Colleague| async move {
            let filter = domain::contact::ContactFilter::parse(query);
            person.desk().await.contacts().list(&filter, &Paging { count: true, ..Paging::default() }).await.unwrap()
        };
        assert_eq!(found("q=%E9%99%88", li.clone()).await.rows.len(), 1);
        assert_eq!(found("q=%E9%99%88", house.manager("周").await).await.rows.len(), 2);
        assert_eq!(found("customer=%E4%B9%99", house.admin().await).await.rows.len(), 1);
        let sorted = Paging { sort: Sort::parse("-customer,owner"), ..Paging::default() };
        let page = house.admin().await.desk().await.contacts().list(&Default::default(), &sorted).await.unwrap();
        assert_eq!(page.rows.len(), 2);
    }

    async fn every_column_sorts_the_same_way_back_and_forth(house: House) {
        use domain::column::Column;
        let li = house.salesperson("李").await;
        for (name, city) in [("甲", "成都"), ("乙", ""), ("丙", "北京")] {
            let mut new = named(name);
            new.details.city = city.into();
            new.hot = city.is_empty();
            li.desk().await.customers().add(new).await.unwrap();
        }
        let desk = li.desk().await;
        for column in CustomerColumn::ALL {
            for descending in [false, true] {
                let sort = Sort(vec![domain::list::SortKey { column: *column, descending }]);
                let mut paging = Paging { sort, limit: 2, ..Paging::default() };
                let mut ids = Vec::new();
                loop {
                    let page = desk.customers().list(&CustomerFilter::default(), &paging).await.unwrap();
                    ids.extend(page.rows.iter().map(|row| row.id));
                    paging.cursor = page.next;
                    if paging.cursor.is_none() { break }
                }
                ids.sort_unstable();
                ids.dedup();
                assert_eq!(ids.len(), 3, "{column:?} {descending}");
            }
        }
    }

    async fn who_may_not_see_customers_sees_none(house: House) {
        let li = house.salesperson("李").await;
        let customer = enters(&li, "甲").await;
        let other = house.person_who_may("访客", Scope::Company, &[Permission::ViewLeads]).await;
        assert!(!sees(&other, customer.id).await);
        for view in CustomerView::ALL {
            assert_eq!(names(&other, &format!("view={}", view.key())).await, Vec::<String>::new());
        }
    }
}
