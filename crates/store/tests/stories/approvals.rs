//! Requests: a level is asked for, decided on by those above, and falls away when the customer changes hands.
use domain::approval::{Approval, ApprovalState, ApprovalView};
use domain::choice::ChoiceKind;
use domain::customer::{Customer, CustomerChoice, CustomerDetails, NewCustomer};
use domain::edit::Change;
use domain::list::Chosen;
use domain::notice::NoticeKind;
use domain::record::RecordKind;
use domain::{ApprovalId, ChoiceId, CustomerId, FieldProblem, Permission, Problem, Scope};
use std::collections::BTreeMap;
use testkit::{Colleague, House, on_both, refused, wrong_field};

async fn enters(person: &Colleague, name: &str) -> Customer {
    let details = CustomerDetails { name: name.into(), ..Default::default() };
    person.desk().await.customers().add(NewCustomer { details, ..Default::default() }).await.unwrap()
}

fn one(customer: &Customer) -> Chosen {
    Chosen::Ids(vec![customer.id.0])
}

async fn asks(person: &Colleague, customer: &Customer, level: ChoiceId) -> Approval {
    person.desk().await.customers().ask_level(customer.id, level, "签了大单").await.unwrap()
}

async fn level(person: &Colleague, id: CustomerId) -> Option<ChoiceId> {
    let customer = person.desk().await.customers().find(id).await.unwrap();
    customer.choices.get(&CustomerChoice::Level).copied()
}

async fn inbox(person: &Colleague, view: ApprovalView) -> Vec<ApprovalId> {
    let desk = person.desk().await;
    let all = desk.approvals().list(view, None, 50).await.unwrap();
    if view == ApprovalView::Pending {
        assert_eq!(desk.approvals().pending().await.unwrap(), i64::try_from(all.len()).unwrap());
    }
    all.iter().map(|approval| approval.id).collect()
}

async fn news(person: &Colleague) -> Vec<(NoticeKind, Option<ApprovalState>)> {
    let desk = person.desk().await;
    let all = desk.notices().list(None, 50).await.unwrap();
    all.iter().filter(|notice| !notice.read).map(|notice| (notice.kind, notice.detail.outcome)).collect()
}

const NONE: [ApprovalId; 0] = [];

on_both! {
    async fn a_level_is_asked_for_and_given_by_the_one_above(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let (boss, other) = (house.manager_of("周", &[&li]).await, house.manager_of("吴", &[&wang]).await);
        let [a, b] = [house.choice(ChoiceKind::Level, "A").await, house.choice(ChoiceKind::Level, "B").await];
        let customer = enters(&li, "华山机械").await;
        let asked = asks(&li, &customer, a).await;
        assert_eq!((asked.state, asked.old_choice(), asked.new_choice()), (ApprovalState::Pending, None, Some(a)));
        assert!(asked.may_withdraw && !asked.may_decide);
        assert_eq!(level(&li, customer.id).await, None, "the old one stays until then");
        assert_eq!(inbox(&boss, ApprovalView::Pending).await, [asked.id]);
        assert_eq!(news(&boss).await, [(NoticeKind::Asked, None)]);
        for stranger in [&li, &wang, &other] {
            assert_eq!(inbox(stranger, ApprovalView::Pending).await, NONE, "{}", stranger.name);
            let approved = stranger.desk().await.approvals().approve(asked.id, "").await;
            assert_eq!(refused(approved), Problem::NotFound, "{}", stranger.name);
        }
        let again = li.desk().await.customers().ask_level(customer.id, b, "再升").await;
        assert_eq!(wrong_field(again, "level"), FieldProblem::Pending);

        house.clock().pass_seconds(60);
        let given = boss.desk().await.approvals().approve(asked.id, "同意").await.unwrap();
        assert_eq!((given.state, given.note.as_str()), (ApprovalState::Approved, "同意"));
        assert_eq!(given.decided_by.map(|by| by.id), Some(boss.id));
        assert_eq!(level(&li, customer.id).await, Some(a));
        assert_eq!(news(&li).await, [(NoticeKind::Decided, Some(ApprovalState::Approved))]);
        assert_eq!((news(&boss).await, inbox(&boss, ApprovalView::Pending).await), (vec![], vec![]));
        assert_eq!(inbox(&boss, ApprovalView::Handled).await, [asked.id]);
        assert_eq!(inbox(&li, ApprovalView::Mine).await, [asked.id]);
        let now = li.desk().await.customers().find(customer.id).await.unwrap();
        assert_eq!(now.version, customer.version + 1);
        let records = li.desk().await.records().of(customer.id, None, 10).await.unwrap();
        let told = records.iter().find(|record| record.kind == RecordKind::Level).unwrap();
        assert_eq!((told.content.as_str(), told.author), ("A", Some(boss.id)));
        let audit = house.admin().await.desk().await.audit().list(None, "", 10).await.unwrap();
        let actions: Vec<_> = audit.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions[..3], ["approval.approved", "customer.level", "approval.asked"]);
    }

    async fn a_rejection_says_why_and_changes_nothing(house: House) {
        let (li, boss) = (house.salesperson("李").await, house.manager("周").await);
        let a = house.choice(ChoiceKind::Level, "A").await;
        let customer = enters(&li, "甲").await;
        let asked = asks(&li, &customer, a).await;
        let desk = boss.desk().await;
        assert_eq!(wrong_field(desk.approvals().reject(asked.id, " ").await, "note"), FieldProblem::Required);
        let ended = desk.approvals().reject(asked.id, "还没有成交").await.unwrap();
        assert_eq!((ended.state, ended.note.as_str()), (ApprovalState::Rejected, "还没有成交"));
        let late = Problem::Decided { state: ApprovalState::Rejected, by: Some("周".into()) };
        assert_eq!(refused(desk.approvals().approve(asked.id, "").await), late);
        assert_eq!(level(&li, customer.id).await, None);
        let told = li.desk().await.notices().list(None, 1).await.unwrap();
        assert_eq!(told[0].detail.note, "还没有成交");
        let next = asks(&li, &customer, a).await;
        let history = li.desk().await.customers().level_requests(customer.id).await.unwrap();
        assert_eq!(history.iter().map(|one| one.id).collect::<Vec<_>>(), [next.id, asked.id]);
        let taken_back = li.desk().await.approvals().withdraw(next.id).await.unwrap();
        assert_eq!(taken_back.state, ApprovalState::Withdrawn);
        let late = Problem::Decided { state: ApprovalState::Withdrawn, by: Some("李".into()) };
        assert_eq!(refused(boss.desk().await.approvals().approve(next.id, "").await), late);
        assert_eq!(news(&boss).await, [], "what was taken back is no news");
    }

    async fn of_eight_who_decide_at_once_one_does(house: House) {
        let li = house.salesperson("李").await;
        let a = house.choice(ChoiceKind::Level, "A").await;
        let mut bosses = Vec::new();
        for at in 0..8 {
            bosses.push(house.manager(&format!("经理{at}")).await);
        }
        let customer = enters(&li, "甲").await;
        let asked = asks(&li, &customer, a).await;
        let tries: Vec<_> = bosses.iter().cloned().enumerate().map(|(at, boss)| {
            let id = asked.id;
            tokio::spawn(async move {
                let desk = boss.desk().await;
                let decided = if at % 2 == 0 { desk.approvals().approve(id, "").await } else { desk.approvals().reject(id, "不").await };
                (boss.id, decided)
            })
        }).collect();
        let (mut won, mut told) = (Vec::new(), Vec::new());
        for one in tries {
            match one.await.unwrap() {
                (boss, Ok(decided)) => won.push((boss, decided.state)),
                (_, Err(error)) => told.push(Problem::from(error)),
            }
        }
        let [(winner, state)] = won[..] else { panic!("{won:?}") };
        let quicker = bosses.iter().position(|boss| boss.id == winner).map(|at| format!("经理{at}"));
        assert!(told.iter().all(|late| *late == Problem::Decided { state, by: quicker.clone() }), "{told:?}");
        // The others read what happened.
        for boss in &bosses {
            let seen = boss.desk().await.approvals().find(asked.id).await.unwrap();
            assert_eq!((seen.decided_by.map(|by| by.id), seen.state), (Some(winner), state));
            assert_eq!(inbox(boss, ApprovalView::Handled).await, [asked.id]);
        }
        let expected = (state == ApprovalState::Approved).then_some(a);
        assert_eq!(level(&li, customer.id).await, expected);
        let records = li.desk().await.records().of(customer.id, None, 20).await.unwrap();
        let told = records.iter().filter(|record| record.kind == RecordKind::Level).count();
        assert_eq!(told, usize::from(expected.is_some()));
    }

    async fn whoever_decides_does_so_by_asking(house: House) {
        let (li, boss, admin) = (house.salesperson("李").await, house.manager("周").await, house.admin().await);
        let a = house.choice(ChoiceKind::Level, "A").await;
        let theirs = enters(&li, "下属的").await;
        assert!(boss.desk().await.customers().decides_level(theirs.id).await.unwrap());
        let done = boss.desk().await.customers().ask_level(theirs.id, a, "").await.unwrap();
        assert_eq!((done.state, done.decided_by.map(|by| by.id), done.asked_by.id), (ApprovalState::Approved, Some(boss.id), boss.id));
        assert_eq!(level(&li, theirs.id).await, Some(a));
        // One's own is another's to decide on, as long as somebody stands above.
        let own = enters(&boss, "自己的").await;
        assert!(!boss.desk().await.customers().decides_level(own.id).await.unwrap());
        let asked = asks(&boss, &own, a).await;
        assert_eq!(asked.state, ApprovalState::Pending);
        assert_eq!(refused(boss.desk().await.approvals().approve(asked.id, "").await), Problem::NotFound);
        assert_eq!(inbox(&admin, ApprovalView::Pending).await, [asked.id]);
        assert_eq!(news(&admin).await, [(NoticeKind::Asked, None)], "nobody else stands above");
        admin.desk().await.approvals().approve(asked.id, "").await.unwrap();
        assert_eq!(level(&boss, own.id).await, Some(a));
    }

    async fn what_changes_hands_is_not_asked_for_any_more(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let boss = house.manager("周").await;
        let a = house.choice(ChoiceKind::Level, "A").await;
        let reason = house.choice(ChoiceKind::PoolReason, "其他").await;
        let customers = [enters(&li, "甲").await, enters(&li, "乙").await, enters(&li, "丙").await, enters(&li, "丁").await];
        let mut asked = Vec::new();
        for customer in &customers {
            asked.push(asks(&li, customer, a).await.id);
        }
        let desk = li.desk().await;
        desk.customers().transfer(&one(&customers[0]), wang.id).await.unwrap();
        desk.customers().give_up(&one(&customers[1]), None, reason, "").await.unwrap();
        desk.customers().bin(&one(&customers[2])).await.unwrap();
        assert_eq!(inbox(&boss, ApprovalView::Pending).await, [asked[3]]);
        for (customer, id) in customers.iter().zip(&asked).take(3) {
            let ended = li.desk().await.approvals().find(*id).await.unwrap();
            assert_eq!((ended.state, ended.decided_by), (ApprovalState::Withdrawn, None), "{}", customer.details.name);
            assert_eq!(ended.name, None, "it is not Li's to see any more");
            assert_eq!(refused(boss.desk().await.approvals().approve(*id, "").await), {
                // In the pool and in the bin nobody decides.
                if ended.id == asked[0] { Problem::Decided { state: ApprovalState::Withdrawn, by: None } } else { Problem::NotFound }
            });
        }
        assert_eq!(news(&li).await, [(NoticeKind::Decided, Some(ApprovalState::Withdrawn)); 3]);
        assert_eq!(news(&boss).await, [(NoticeKind::Asked, None)]);
        assert_eq!(level(&boss, customers[0].id).await, None);
    }

    async fn what_one_ignores_is_not_asked_again(house: House) {
        let (li, boss, second) = (house.salesperson("李").await, house.manager("周").await, house.manager("吴").await);
        let a = house.choice(ChoiceKind::Level, "A").await;
        let asked = asks(&li, &enters(&li, "甲").await, a).await;
        let desk = boss.desk().await;
        assert!(desk.approvals().ignore(asked.id, true).await.unwrap().ignored);
        desk.approvals().ignore(asked.id, true).await.unwrap();
        assert_eq!((inbox(&boss, ApprovalView::Pending).await, inbox(&boss, ApprovalView::Ignored).await), (vec![], vec![asked.id]));
        assert_eq!(inbox(&second, ApprovalView::Pending).await, [asked.id], "it is the other's as before");
        desk.approvals().ignore(asked.id, false).await.unwrap();
        assert_eq!(inbox(&boss, ApprovalView::Pending).await, [asked.id]);
        assert_eq!(refused(li.desk().await.approvals().ignore(asked.id, true).await), Problem::NotFound);
    }

    async fn who_may_ask_is_who_may_change(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let a = house.choice(ChoiceKind::Level, "A").await;
        let customer = enters(&li, "甲").await;
        let desk = wang.desk().await;
        assert_eq!(refused(desk.customers().ask_level(customer.id, a, "要").await), Problem::NotFound);
        li.desk().await.customers().share(&one(&customer), &[wang.id], false, None).await.unwrap();
        assert_eq!(refused(wang.desk().await.customers().ask_level(customer.id, a, "要").await), Problem::NotFound);
        li.desk().await.customers().share(&one(&customer), &[wang.id], true, None).await.unwrap();
        assert_eq!(wrong_field(wang.desk().await.customers().ask_level(customer.id, a, "").await, "reason"), FieldProblem::Required);
        let asked = asks(&wang, &customer, a).await;
        assert_eq!(asked.asked_by.id, wang.id);
        let reader = house.person_who_may("看客", Scope::Company, &[Permission::ViewCustomers]).await;
        let refusal = refused(reader.desk().await.customers().ask_level(customer.id, a, "要").await);
        assert_eq!(refusal, Problem::Forbidden { permission: Permission::EditCustomers });
        assert_eq!(inbox(&reader, ApprovalView::Pending).await, NONE);
        assert_eq!(wrong_field(li.desk().await.customers().ask_level(customer.id, reason_of(&house).await, "要").await, "level"), FieldProblem::NotChoosable);
    }

    async fn above_ones_clearance_there_is_nothing_to_decide(house: House) {
        let (li, boss, admin) = (house.salesperson("李").await, house.manager("周").await, house.admin().await);
        let a = house.choice(ChoiceKind::Level, "A").await;
        let customer = enters(&li, "甲").await;
        house.run("UPDATE people SET clearance = 1 WHERE name = '李'".to_owned()).await.unwrap();
        let secret = Change { version: customer.version, values: BTreeMap::from([("security".into(), "internal".into())]) };
        li.desk().await.customers().change(customer.id, secret).await.unwrap();
        let asked = asks(&li, &customer, a).await;
        assert_eq!((inbox(&boss, ApprovalView::Pending).await, news(&boss).await), (vec![], vec![]));
        assert_eq!(inbox(&admin, ApprovalView::Pending).await, [asked.id]);
        assert_eq!(news(&admin).await, [(NoticeKind::Asked, None)]);
    }

    async fn a_merged_level_is_what_is_asked_for(house: House) {
        let (li, boss, admin) = (house.salesperson("李").await, house.manager("周").await, house.admin().await);
        let [a, b] = [house.choice(ChoiceKind::Level, "A").await, house.choice(ChoiceKind::Level, "B").await];
        let customer = enters(&li, "甲").await;
        let asked = asks(&li, &customer, a).await;
        admin.desk().await.choices().merge(a, b).await.unwrap();
        let given = boss.desk().await.approvals().approve(asked.id, "").await.unwrap();
        assert_eq!((given.new_choice(), level(&li, customer.id).await), (Some(b), Some(b)));
        // What is retired is not given any more, and says so.
        let c = house.choice(ChoiceKind::Level, "C").await;
        let asked = asks(&li, &customer, c).await;
        admin.desk().await.choices().retire(c, true).await.unwrap();
        assert_eq!(wrong_field(boss.desk().await.approvals().approve(asked.id, "").await, "level"), FieldProblem::NotChoosable);
        boss.desk().await.approvals().reject(asked.id, "已停用").await.unwrap();
    }

    async fn every_number_by_level_is_a_list_as_long(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let (boss, admin) = (house.manager_of("周", &[&li]).await, house.admin().await);
        let [a, b] = [house.choice(ChoiceKind::Level, "A").await, house.choice(ChoiceKind::Level, "B").await];
        for (person, name, level) in [(&li, "甲", Some(a)), (&li, "乙", None), (&wang, "丙", Some(b)), (&boss, "丁", Some(a)), (&li, "戊", Some(a))] {
            let customer = enters(person, name).await;
            if let Some(level) = level {
                admin.desk().await.customers().ask_level(customer.id, level, "").await.unwrap();
            }
        }
        for (person, expected) in [(&li, vec![3]), (&wang, vec![1]), (&boss, vec![1, 3]), (&admin, vec![3, 1, 1])] {
            let desk = person.desk().await;
            let counts = desk.customers().level_counts().await.unwrap();
            assert_eq!(counts.owners.iter().map(|row| row.total()).collect::<Vec<_>>(), expected, "{}", person.name);
            for (line, filter) in counts.lines(person.id).iter().flat_map(|line| line.cells(&[a, b])) {
                let found = desk.customers().count(&filter).await.unwrap();
                assert_eq!(found, line, "{} {}", person.name, filter.to_query());
                let listed = desk.customers().list(&filter, &Default::default()).await.unwrap();
                assert_eq!(i64::try_from(listed.rows.len()).unwrap(), line);
            }
        }
    }
}

async fn reason_of(house: &House) -> ChoiceId {
    house.choice(ChoiceKind::PoolReason, "其他").await
}
