//! Pools: who may claim what, what they hide, and the rules by which customers go back.
use domain::choice::ChoiceKind;
use domain::contact::{ContactDetails, NewContact};
use domain::customer::{
    Customer, CustomerColumn, CustomerDetails, CustomerField, CustomerFilter, CustomerState, NewCustomer,
};
use domain::list::{Cell, Chosen, Paging, SkipReason, Sort};
use domain::notice::NoticeKind;
use domain::ownership::MoveKind;
use domain::pool::{LevelLimit, NewRule, Pool, PoolForm, PoolParameters, RuleKind};
use domain::record::{NewRecord, RecordKind};
use domain::visit::{NewVisit, PlanKind, VisitState};
use domain::{About, ChoiceId, CustomerId, FieldProblem, Moment, PoolId, PoolRuleId, Problem, Subject};
use testkit::{Colleague, House, on_both, refused, wrong_field};

fn named(name: &str) -> NewCustomer {
    NewCustomer { details: CustomerDetails { name: name.into(), ..Default::default() }, ..Default::default() }
}

async fn enters(person: &Colleague, name: &str) -> Customer {
    person.desk().await.customers().add(named(name)).await.unwrap()
}

async fn pooled(house: &House, name: &str) -> Customer {
    house.admin().await.desk().await.customers().add(NewCustomer { pool: true, ..named(name) }).await.unwrap()
}

async fn of_level(house: &House, person: &Colleague, name: &str, level: ChoiceId) -> Customer {
    let customer = enters(person, name).await;
    house.run(format!("UPDATE customers SET level_id = {level} WHERE id = {}", customer.id)).await.unwrap();
    customer
}

fn one(customer: &Customer) -> Chosen {
    Chosen::Ids(vec![customer.id.0])
}

async fn first(house: &House) -> Pool {
    house.admin().await.desk().await.pools().list().await.unwrap().remove(0)
}

/// The first pool with another form.
async fn formed(house: &House, change: impl FnOnce(&mut PoolForm)) {
    let mut pool = first(house).await;
    change(&mut pool.form);
    house.admin().await.desk().await.pools().change(pool.id, pool.form).await.unwrap();
}

async fn rule(house: &House, kind: RuleKind, days: i64, level: Option<ChoiceId>) -> PoolRuleId {
    let pool = first(house).await.id;
    let desk = house.admin().await.desk().await;
    desk.pools().add_rule(pool, NewRule { kind, days, level }).await.unwrap()
}

async fn switched(house: &House, rule: PoolRuleId) {
    house.admin().await.desk().await.pools().switch_rule(rule, true).await.unwrap();
}

/// The day is past, and the night's work done.
async fn night(house: &House) -> i64 {
    let zone = domain::Zone::default();
    house.clock().set(zone.midnight(house.now().plus_seconds(1)));
    house.store().recycle().await.unwrap().recycled
}

async fn gives_up(house: &House, person: &Colleague, customer: &Customer) {
    let reason = house.choice(ChoiceKind::PoolReason, "其他").await;
    person.desk().await.customers().give_up(&one(customer), None, reason, "").await.unwrap();
}

async fn claims(person: &Colleague, customer: &Customer) -> Option<SkipReason> {
    let done = person.desk().await.customers().claim(&one(customer)).await.unwrap();
    done.skipped.first().map(|skipped| skipped.reason)
}

async fn state(house: &House, id: CustomerId) -> CustomerState {
    house.admin().await.desk().await.customers().find(id).await.unwrap().state
}

async fn notes(person: &Colleague, customer: &Customer) {
    let new = NewRecord { content: "通话".into(), ..Default::default() };
    person.desk().await.customers().note(customer.id, new).await.unwrap();
}

async fn recycle_at(house: &House, id: CustomerId) -> Option<Moment> {
    house.admin().await.desk().await.customers().find(id).await.unwrap().recycle_at
}

on_both! {
    async fn a_pool_is_added_changed_ordered_and_retired(house: House) {
        let desk = house.admin().await.desk().await;
        let li = house.salesperson("李").await;
        let role = house.role("销售员").await.id;
        let form = PoolForm { name: " 华东 ".into(), name_en: "East".into(), roles: vec![role], people: vec![li.id], hidden: vec!["mobile".into(), "contacts".into()], ..Default::default() };
        let east = desk.pools().add(form.clone()).await.unwrap();
        let pools = desk.pools().list().await.unwrap();
        assert_eq!((pools[1].form.name.as_str(), &pools[1].form.roles, &pools[1].form.people), ("华东", &vec![role], &vec![li.id]));
        assert_eq!(wrong_field(desk.pools().add(form.clone()).await, "name"), FieldProblem::Taken);
        let nobody = PoolForm { name: "空".into(), ..Default::default() };
        assert_eq!(wrong_field(desk.pools().add(nobody).await, "roles"), FieldProblem::Required);
        let wrong = PoolForm { name: "甲".into(), everyone: true, hidden: vec!["name".into()], ..Default::default() };
        assert_eq!(wrong_field(desk.pools().add(wrong).await, "hidden"), FieldProblem::NotChoosable);
        desk.pools().reorder(&[east, pools[0].id]).await.unwrap();
        assert_eq!(desk.pools().names().await.unwrap()[0], (east, "华东".to_owned(), "East".to_owned()));
        desk.pools().retire(pools[0].id, true).await.unwrap();
        assert_eq!(refused(desk.pools().retire(east, true).await), Problem::WrongState);
        assert_eq!(desk.pools().names().await.unwrap().len(), 1);
        assert!(matches!(refused(li.desk().await.pools().list().await), Problem::Forbidden { .. }));
        let told = desk.audit().list(None, "pool", 10).await.unwrap();
        assert_eq!(told.iter().map(|entry| entry.action.as_str()).collect::<Vec<_>>(), ["pool.retired", "pools.reordered", "pool.added"]);
    }

    async fn members_claim_levels_by_role_and_nobody_what_was_just_lost(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let boss = house.manager("周").await;
        let level = house.choice(ChoiceKind::Level, "A").await;
        let manager = house.role("销售经理").await.id;
        let valuable = of_level(&house, &li, "贵重", level).await;
        let plain = enters(&li, "普通").await;
        formed(&house, |form| {
            form.levels = vec![LevelLimit { level, roles: vec![manager] }];
            form.cool_down_days = Some(7);
        }).await;
        for customer in [&valuable, &plain] {
            gives_up(&house, &li, customer).await;
        }
        assert_eq!(claims(&wang, &valuable).await, Some(SkipReason::NotAllowed));
        assert_eq!(claims(&boss, &valuable).await, None);
        assert_eq!(claims(&li, &plain).await, Some(SkipReason::TooSoon));
        house.clock().pass_days(7);
        assert_eq!(claims(&li, &plain).await, None);

        // A pool that is for others: it is out of sight, and who looks into every pool claims nothing there.
        formed(&house, |form| (form.everyone, form.people) = (false, vec![wang.id])).await;
        gives_up(&house, &boss, &valuable).await;
        let hidden = enters(&wang, "别人的").await;
        gives_up(&house, &wang, &hidden).await;
        assert_eq!(claims(&li, &hidden).await, Some(SkipReason::TooLate), "it is not there for him");
        assert_eq!(claims(&boss, &hidden).await, Some(SkipReason::NotAllowed));
        house.clock().pass_days(8);
        assert_eq!(claims(&wang, &hidden).await, None);
    }

    async fn a_day_s_claims_are_exact_when_sixteen_are_made_at_once(house: House) {
        formed(&house, |form| form.claims_per_day = Some(3)).await;
        let li = house.salesperson("李").await;
        let mut all = Vec::new();
        for at in 0..16 {
            all.push(pooled(&house, &format!("公海{at}")).await);
        }
        let tasks: Vec<_> = all.iter().map(|customer| {
            let (li, chosen) = (li.clone(), one(customer));
            tokio::spawn(async move { li.desk().await.customers().claim(&chosen).await.unwrap() })
        }).collect();
        let (mut won, mut reasons) = (0, Vec::new());
        for task in tasks {
            let done = task.await.unwrap();
            won += done.done.len();
            reasons.extend(done.skipped.into_iter().map(|skipped| skipped.reason));
        }
        assert_eq!((won, reasons), (3, vec![SkipReason::DayFull; 13]));
        house.clock().pass_days(1);
        let left = Chosen::Matching("view=pool".into());
        let done = li.desk().await.customers().claim(&left).await.unwrap();
        assert_eq!((done.done.len(), done.skipped.len()), (3, 10), "tomorrow is another day");
    }

    async fn what_a_pool_hides_is_hidden_everywhere_until_it_is_claimed(house: House) {
        let li = house.salesperson("李").await;
        let boss = house.manager("周").await;
        let contact = NewContact { details: ContactDetails { name: "陈晓".into(), ..Default::default() }, ..Default::default() };
        let mut new = NewCustomer { pool: true, contacts: vec![contact], ..named("华山机械") };
        (new.details.mobile, new.details.city) = ("13800001111".into(), "成都".into());
        let customer = house.admin().await.desk().await.customers().add(new).await.unwrap();
        formed(&house, |form| form.hidden = vec!["mobile".into(), "level".into(), "contacts".into()]).await;

        let desk = li.desk().await;
        let seen = desk.customers().find(customer.id).await.unwrap();
        assert_eq!((seen.details.mobile.as_str(), seen.details.city.as_str()), ("", "成都"));
        assert!(desk.contacts().of(customer.id).await.unwrap().is_empty());
        let contact = boss.desk().await.contacts().of(customer.id).await.unwrap().remove(0);
        assert_eq!(refused(desk.contacts().find(contact.id).await), Problem::NotFound);

        let columns = vec![CustomerColumn::Text(CustomerField::Mobile), CustomerColumn::Text(CustomerField::City)];
        let page = |query: &'static str, person: Colleague| {
            let paging = Paging { columns: columns.clone(), count: true, sort: Sort::parse("mobile"), ..Paging::default() };
            async move { person.desk().await.customers().list(&CustomerFilter::parse(query), &paging).await.unwrap() }
        };
        let cells = page("view=pool", li.clone()).await.rows.remove(0).cells;
        assert!(matches!((&cells[0], &cells[1]), (Cell::Blank, Cell::Text { text, .. }) if text == "成都"), "{cells:?}");
        for query in ["view=pool&q=0000111", "view=pool&mobile=1380", "view=pool&level=1"] {
            let found = page(query, li.clone()).await;
            assert_eq!((found.rows.len(), found.count.unwrap().value), (0, 0), "{query}");
        }
        for query in ["view=pool&q=华山", "view=pool&q=成都", "view=pool&city=成都"] {
            assert_eq!(page(query, li.clone()).await.rows.len(), 1, "{query}");
        }
        for query in ["view=pool&q=0000111", "view=pool&mobile=1380"] {
            assert_eq!(page(query, boss.clone()).await.rows.len(), 1, "{query}: who assigns sees it");
        }
        assert_eq!(desk.pools().hidden().await.unwrap(), ["contacts", "level", "mobile"]);

        let chosen = Chosen::Matching("view=pool&q=0000111".into());
        assert_eq!(desk.customers().claim(&chosen).await.unwrap().done.len(), 0);
        assert_eq!(claims(&li, &customer).await, None);
        assert_eq!(desk.customers().find(customer.id).await.unwrap().details.mobile, "13800001111");
        assert_eq!(page("q=0000111", li.clone()).await.rows.len(), 1);
    }

    async fn a_rule_does_what_was_foreseen_and_says_so(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let level = house.choice(ChoiceKind::Level, "A").await;
        let [quiet, spoken] = [enters(&li, "无记录").await, enters(&li, "有记录").await];
        let of_a = of_level(&house, &wang, "甲级", level).await;
        let at = li.desk().await.now().plus_days(20);
        let plan = NewVisit { starts_at: at, minutes: 30, kind: PlanKind::Plan, place: String::new(), points: "问".into(), once: None };
        li.desk().await.customers().schedule(&one(&quiet), plan).await.unwrap();
        house.clock().pass_days(9);
        notes(&li, &spoken).await;
        house.clock().pass_days(2);
        enters(&wang, "新的").await;

        let [for_all, for_a] = [rule(&house, RuleKind::NoRecord, 10, None).await, rule(&house, RuleKind::Any, 5, Some(level)).await];
        let desk = house.admin().await.desk().await;
        let foreseen = desk.pools().forecast(for_all).await.unwrap();
        assert_eq!((foreseen.customers, foreseen.seen, foreseen.anyway), (2, 2, 0));
        assert_eq!(desk.pools().forecast(for_a).await.unwrap().customers, 1);
        let page = desk.pools().foreseen(for_all, &Paging { count: true, ..Paging::default() }).await.unwrap();
        let mut ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
        ids.sort_unstable();
        assert_eq!((ids, page.count.unwrap().value), (vec![quiet.id.0, of_a.id.0], 2));
        assert_eq!(night(&house).await, 0, "nothing goes before a rule is on");

        switched(&house, for_a).await;
        let foreseen = desk.pools().forecast(for_all).await.unwrap();
        assert_eq!((foreseen.customers, foreseen.anyway), (1, 1), "the other rule takes one anyway");
        switched(&house, for_all).await;
        assert_eq!(house.store().recycle().await.unwrap().recycled, 0, "it is not night yet");
        assert_eq!(house.store().recyclable().await.unwrap(), (0, 2, foreseen.at));
        assert_eq!(recycle_at(&house, quiet.id).await, Some(foreseen.at));
        assert_eq!(night(&house).await, 2);
        assert_eq!(night(&house).await, 0);

        assert_eq!(state(&house, spoken.id).await, CustomerState::Owned);
        let moves = desk.customers().moves(quiet.id).await.unwrap();
        assert_eq!((moves[0].kind, moves[0].rule.as_deref(), &moves[0].by), (MoveKind::Recycled, Some("no_record:10"), &None));
        assert_eq!(moves[0].from.as_ref().map(|from| from.0), Some(li.id));
        let records = desk.records().of(quiet.id, None, 1).await.unwrap();
        assert_eq!((records[0].kind, records[0].author), (RecordKind::Recycled, None));
        let visits = desk.visits().of(quiet.id).await.unwrap();
        assert!(visits.iter().all(|visit| visit.state == VisitState::Cancelled));
        let told = desk.audit().list(None, "customer.recycled", 10).await.unwrap();
        assert_eq!((told.len(), &told[0].person_name), (2, &None));

        // What the rules do is not changed afterwards by taking one away.
        desk.pools().remove_rule(for_all).await.unwrap();
        assert_eq!(desk.customers().moves(quiet.id).await.unwrap()[0].rule.as_deref(), Some("no_record:10"));
        house.store().recycle().await.unwrap();
        assert_eq!(recycle_at(&house, spoken.id).await, None);
    }

    async fn handing_over_does_not_set_the_clock_but_a_record_does(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let boss = house.manager("周").await;
        let no_record = rule(&house, RuleKind::NoRecord, 10, None).await;
        switched(&house, no_record).await;
        let [handed, written, taken] = [enters(&li, "转手").await, enters(&li, "写了").await, enters(&li, "回池").await];
        let due = recycle_at(&house, handed.id).await.unwrap();
        house.clock().pass_days(8);
        li.desk().await.customers().transfer(&one(&handed), wang.id).await.unwrap();
        boss.desk().await.customers().assign(&one(&handed), li.id).await.unwrap();
        assert_eq!(recycle_at(&house, handed.id).await, Some(due));
        notes(&li, &written).await;
        assert_eq!(recycle_at(&house, written.id).await, Some(due.plus_days(8)));
        gives_up(&house, &li, &taken).await;
        assert_eq!(recycle_at(&house, taken.id).await, None);
        assert_eq!(claims(&wang, &taken).await, None);
        assert_eq!(recycle_at(&house, taken.id).await, Some(due.plus_days(8)));
        house.clock().set(due);
        assert_eq!(house.store().recycle().await.unwrap().recycled, 1);
        assert_eq!(state(&house, handed.id).await, CustomerState::Pool);
    }

    async fn new_ones_are_protected_and_only_those_of_members_go_back(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let [of_li, of_wang] = [enters(&li, "甲").await, enters(&wang, "乙").await];
        formed(&house, |form| (form.everyone, form.people, form.protect_days) = (false, vec![li.id], 20)).await;
        let any = rule(&house, RuleKind::Any, 3, None).await;
        switched(&house, any).await;
        house.store().recycle().await.unwrap();
        let zone = domain::Zone::default();
        assert_eq!(recycle_at(&house, of_li.id).await, Some(zone.midnight(of_li.owned_at.plus_days(20))));
        assert_eq!(recycle_at(&house, of_wang.id).await, None);
        house.clock().pass_days(25);
        assert_eq!(house.store().recycle().await.unwrap().recycled, 1);
        assert_eq!(state(&house, of_wang.id).await, CustomerState::Owned);
    }

    async fn two_servers_at_once_take_each_back_once(house: House) {
        let li = house.salesperson("李").await;
        for at in 0..230 {
            enters(&li, &format!("客户{at}")).await;
        }
        let any = rule(&house, RuleKind::Any, 1, None).await;
        switched(&house, any).await;
        house.clock().pass_days(3);
        let other = house.another_server().await;
        let here = house.store().clone();
        let there = tokio::spawn({
            let other = other.clone();
            async move { other.recycle().await.unwrap() }
        });
        let here = tokio::spawn(async move { here.recycle().await.unwrap() });
        let mut all = here.await.unwrap().recycled + there.await.unwrap().recycled;
        all += house.store().recycle().await.unwrap().recycled;
        assert_eq!(all, 230);
        assert_eq!(house.number("SELECT COUNT(*) FROM ownership_moves WHERE kind = 'recycled'").await, 230);
        assert_eq!(house.number("SELECT COUNT(*) FROM records WHERE kind = 'recycled'").await, 230);
        other.close().await;
    }

    async fn an_owner_reads_once_of_what_a_night_took(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        for at in 0..120 {
            enters(&li, &format!("客户{at}")).await;
        }
        let only = enters(&wang, "王的").await;
        let any = rule(&house, RuleKind::Any, 10, None).await;
        switched(&house, any).await;
        house.clock().pass_days(9);
        assert_eq!(house.store().recycle().await.unwrap().warned, 121);
        house.clock().pass_days(2);
        assert_eq!(house.store().recycle().await.unwrap().recycled, 121);
        let told = async |person: &Colleague| {
            let notices = person.desk().await.notices().list(None, 50).await.unwrap();
            notices.iter().map(|notice| (notice.kind, notice.detail.count, notice.about)).collect::<Vec<_>>()
        };
        let about = Some(About::new(Subject::Customer, only.id.0));
        assert_eq!(told(&li).await, [(NoticeKind::Recycled, Some(120), None), (NoticeKind::RecycleSoon, Some(120), None)]);
        assert_eq!(told(&wang).await, [(NoticeKind::Recycled, None, about), (NoticeKind::RecycleSoon, None, about)]);
        // What was read does not change any more; what comes in another night is news.
        li.desk().await.notices().read_all().await.unwrap();
        enters(&wang, "又一个").await;
        enters(&li, "还有一个").await;
        house.clock().pass_days(12);
        assert_eq!(house.store().recycle().await.unwrap().recycled, 2);
        assert_eq!((told(&li).await.len(), told(&wang).await.len()), (3, 3));
    }

    async fn an_owner_is_warned_once(house: House) {
        let li = house.salesperson("李").await;
        let customer = enters(&li, "甲").await;
        let no_record = rule(&house, RuleKind::NoRecord, 10, None).await;
        switched(&house, no_record).await;
        assert_eq!(house.store().recycle().await.unwrap().warned, 0);
        house.clock().pass_days(8);
        assert_eq!(house.store().recycle().await.unwrap().warned, 1);
        assert_eq!(house.store().recycle().await.unwrap().warned, 0);
        notes(&li, &customer).await;
        assert_eq!(house.store().recycle().await.unwrap().warned, 0);
        house.clock().pass_days(8);
        assert_eq!(house.store().recycle().await.unwrap().warned, 1, "of another day");
        assert_eq!(li.desk().await.pools().warning().await.unwrap(), 3);
    }

    async fn the_parameters_are_checked_and_noted(house: House) {
        let desk = house.admin().await.desk().await;
        let old = desk.pools().parameters().await.unwrap();
        assert_eq!(old, PoolParameters { most: None, zone: "Asia/Shanghai".into() });
        let wrong = PoolParameters { most: Some(-1), zone: "Mars/Olympus".into() };
        assert_eq!(wrong_field(desk.pools().set_parameters(&wrong).await, "zone"), FieldProblem::NotChoosable);
        desk.pools().set_parameters(&PoolParameters { most: Some(2), zone: "Europe/Berlin".into() }).await.unwrap();
        assert_eq!(desk.customers().most().await.unwrap(), Some(2));
        let none = desk.pools().add_rule(PoolId(99), NewRule { kind: RuleKind::Any, days: 1, level: None }).await;
        assert_eq!(refused(none), Problem::NotFound);
        let pool = first(&house).await.id;
        let none = desk.pools().add_rule(pool, NewRule { kind: RuleKind::Any, days: 0, level: None }).await;
        assert_eq!(wrong_field(none, "days"), FieldProblem::Malformed);
    }

    async fn a_lead_is_given_back_and_its_way_through_hands_is_told(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let boss = house.manager("周").await;
        let lead = li.lead("王芳").await;
        let chosen = Chosen::Ids(vec![lead.id.0]);
        let reason = house.choice(ChoiceKind::PoolReason, "联系不上").await;
        let strange = wang.desk().await.leads().give_up(&chosen, reason, "").await.unwrap();
        assert_eq!(strange.skipped[0].reason, SkipReason::NotFound);
        li.desk().await.leads().give_up(&chosen, reason, " 空号 ").await.unwrap();
        assert_eq!(wang.desk().await.leads().claim(&chosen).await.unwrap().done, [lead.id.0]);
        boss.desk().await.leads().give_up(&chosen, reason, "").await.unwrap();
        let moves = li.desk().await.leads().moves(lead.id).await.unwrap();
        let kinds: Vec<_> = moves.iter().map(|step| step.kind).collect();
        assert_eq!(kinds, [MoveKind::GivenUp, MoveKind::Claimed, MoveKind::GivenUp, MoveKind::Entered]);
        assert_eq!((moves[2].reason, moves[2].note.as_str()), (Some(reason), "空号"));
        assert_eq!(moves[2].from.as_ref().map(|from| from.0), Some(li.id));
        let again = boss.desk().await.leads().give_up(&chosen, reason, "").await.unwrap();
        assert!(again.done.is_empty());
    }
}
