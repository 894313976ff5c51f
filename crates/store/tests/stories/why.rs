//! 谁能看到: what is said of a row and a person is what the guard says to that person.
use domain::choice::ChoiceKind;
use domain::customer::{Customer, CustomerDetails, NewCustomer, Security};
use domain::edit::Change;
use domain::lead::{Lead, LeadChange};
use domain::list::Chosen;
use domain::pool::PoolForm;
use domain::why::{Obstacle, Opening, Why};
use domain::{FieldProblem, Permission, PersonId, Problem, Scope};
use std::collections::BTreeMap;
use testkit::{Colleague, House, on_both, refused};

fn named(name: &str) -> NewCustomer {
    NewCustomer { details: CustomerDetails { name: name.into(), ..Default::default() }, ..Default::default() }
}

fn one(customer: &Customer) -> Chosen {
    Chosen::Ids(vec![customer.id.0])
}

/// A house with somebody for every way to see a row, and a row for every way to be kept.
struct Stage {
    house: House,
    people: Vec<Colleague>,
    customers: Vec<Customer>,
    leads: Vec<Lead>,
}

impl Stage {
    async fn of(house: House) -> Self {
        use Permission as P;
        let [li, wang, gone] =
            [house.salesperson("李").await, house.salesperson("王").await, house.salesperson("去").await];
        let guest = house.person_who_may("访客", Scope::Company, &[P::EditCustomers]).await;
        let reader = house.person_who_may("旁观", Scope::Own, &[P::ViewLeads, P::ViewCustomers]).await;
        let monitor =
            house.person_who_may("督查", Scope::Own, &[P::ViewCustomers, P::MonitorCustomers]).await;
        let keeper = house.person_who_may("守箱", Scope::Own, &[P::ViewCustomers, P::ManageBin]).await;
        let chief = house.person_who_may("总监", Scope::Company, &[P::ViewLeads, P::ViewCustomers]).await;
        let (boss, other_boss) = (house.manager("周").await, house.manager_of("郑", &[]).await);
        let admin = house.admin().await;
        let desk = admin.desk().await;
        let east = PoolForm { name: "华东".into(), people: vec![li.id], ..Default::default() };
        let east = desk.pools().add(east).await.unwrap();
        let reason = house.choice(ChoiceKind::PoolReason, "联系不上").await;
        let all = desk.customers();
        let mut customers = Vec::new();
        for name in ["自有", "共享只读", "共享可改", "共享到期", "公海", "华东公海", "回收站"]
        {
            customers.push(li.desk().await.customers().add(named(name)).await.unwrap());
        }
        let secret = NewCustomer { security: Security::Secret, owner: Some(li.id), ..named("机密") };
        customers.push(all.add(secret).await.unwrap());
        let until = house.now().plus_days(1);
        let mine = li.desk().await;
        mine.customers().share(&one(&customers[1]), &[wang.id, guest.id], false, None).await.unwrap();
        mine.customers().share(&one(&customers[2]), &[wang.id, gone.id], true, None).await.unwrap();
        mine.customers().share(&one(&customers[3]), &[wang.id], true, Some(until)).await.unwrap();
        mine.customers().give_up(&one(&customers[4]), None, reason, "").await.unwrap();
        mine.customers().give_up(&one(&customers[5]), Some(east), reason, "").await.unwrap();
        mine.customers().bin(&one(&customers[6])).await.unwrap();
        house.clock().pass_days(2);
        let leads = vec![li.lead("陈晓").await, wang.lead("孙悦").await, house.pool_lead("无主").await];
        desk.people().set_disabled(gone.id, true).await.unwrap();
        let people = vec![li, wang, guest, reader, monitor, keeper, chief, boss, other_boss, admin, gone];
        Self { house, people, customers, leads }
    }

    /// Everybody who may come in.
    fn working(&self) -> &[Colleague] {
        &self.people[..self.people.len() - 1]
    }

    fn gone(&self) -> &Colleague {
        self.people.last().unwrap()
    }
}

fn sound(why: &Why, of: &str) {
    assert_eq!(why.openings.is_empty(), !why.sees, "{of}: {why:?}");
    assert_eq!(why.obstacles.is_empty(), why.sees, "{of}: {why:?}");
    assert!(why.sees || !why.changes, "{of}: {why:?}");
}

on_both! {
    async fn what_is_said_of_a_customer_is_what_the_guard_says(house: House) {
        let stage = Stage::of(house).await;
        let admin = stage.house.admin().await.desk().await;
        let (mut seen, mut hidden) = (0, 0);
        for customer in &stage.customers {
            for person in stage.working() {
                let of = format!("{} · {}", customer.details.name, person.name);
                let why = admin.customers().why(customer.id, person.id).await.unwrap();
                sound(&why, &of);
                let desk = person.desk().await;
                let found = desk.customers().find(customer.id).await;
                assert_eq!(why.sees, found.is_ok(), "{of}: {why:?}");
                let Ok(found) = found else { hidden += 1; continue };
                seen += 1;
                let values = BTreeMap::from([("city".to_owned(), person.name.clone())]);
                let changed = desk.customers().change(customer.id, Change { version: found.version, values }).await;
                assert_eq!(why.changes, changed.is_ok(), "{of}: {why:?}");
            }
            let why = admin.customers().why(customer.id, stage.gone().id).await.unwrap();
            assert_eq!((why.sees, why.obstacles.as_slice()), (false, &[Obstacle::Disabled][..]));
        }
        assert!(seen > 20 && hidden > 20, "{seen} seen, {hidden} hidden");
    }

    async fn what_is_said_of_a_lead_is_what_the_guard_says(house: House) {
        let stage = Stage::of(house).await;
        let admin = stage.house.admin().await.desk().await;
        for lead in &stage.leads {
            for person in stage.working() {
                let of = format!("{} · {}", lead.id, person.name);
                let why = admin.leads().why(lead.id, person.id).await.unwrap();
                sound(&why, &of);
                let desk = person.desk().await;
                let found = desk.leads().find(lead.id).await;
                assert_eq!(why.sees, found.is_ok(), "{of}: {why:?}");
                let Ok(found) = found else { continue };
                let values = BTreeMap::from([("company".to_owned(), person.name.clone())]);
                let changed = desk.leads().change(lead.id, LeadChange { version: found.version, values }).await;
                assert_eq!(why.changes, changed.is_ok(), "{of}: {why:?}");
            }
            let why = admin.leads().why(lead.id, stage.gone().id).await.unwrap();
            assert_eq!(why.obstacles, [Obstacle::Disabled]);
        }
    }

    async fn the_reasons_are_told_one_by_one(house: House) {
        let stage = Stage::of(house).await;
        let admin = stage.house.admin().await.desk().await;
        let id = |name: &str| stage.people.iter().find(|person| person.name == name).unwrap().id;
        let of = |name: &str| stage.customers.iter().find(|customer| customer.details.name == name).unwrap().id;
        let all = admin.customers();
        let opened = async |row, person| all.why(of(row), id(person)).await.unwrap().openings;
        let closed = async |row, person| all.why(of(row), id(person)).await.unwrap().obstacles;
        assert_eq!(opened("自有", "李").await, [Opening::Owner]);
        let superior = Opening::Superior { owner: "李".into(), role: "销售经理".into(), below: "销售员".into() };
        assert_eq!(opened("自有", "周").await, [superior]);
        assert_eq!(opened("自有", "督查").await, [Opening::Company]);
        assert_eq!(opened("自有", "总监").await, [Opening::Company]);
        let shared = |may_edit| [Opening::Shared { by: Some("李".into()), may_edit, until: None }];
        assert_eq!(opened("共享只读", "王").await, shared(false));
        assert_eq!(opened("共享可改", "王").await, shared(true));
        assert_eq!(opened("回收站", "系统管理员").await, [Opening::Bin]);
        assert_eq!(opened("华东公海", "李").await, [Opening::Pool { pool: Some("华东".into()) }]);
        let not_theirs = Obstacle::NotTheirs { owner: Some("李".into()) };
        assert_eq!(closed("自有", "王").await, std::slice::from_ref(&not_theirs));
        assert_eq!(closed("自有", "郑").await, std::slice::from_ref(&not_theirs));
        let over = closed("共享到期", "王").await;
        assert!(matches!(over[..], [Obstacle::ShareOver { .. }, Obstacle::NotTheirs { .. }]), "{over:?}");
        assert_eq!(closed("共享只读", "访客").await, [Obstacle::NoPermission]);
        assert_eq!(closed("机密", "李").await, [Obstacle::Clearance { security: Security::Secret }]);
        assert_eq!(closed("华东公海", "王").await, [Obstacle::PoolNotTheirs { pool: Some("华东".into()) }]);
        assert_eq!(closed("公海", "旁观").await, [Obstacle::NoPools]);
        assert_eq!(closed("回收站", "王").await, [Obstacle::Binned]);
        assert_eq!(closed("回收站", "守箱").await, [not_theirs]);
    }

    async fn only_who_sees_a_row_may_ask_and_only_about_people(house: House) {
        let stage = Stage::of(house).await;
        let [li, wang] = [&stage.people[0], &stage.people[1]];
        let (customer, lead) = (stage.customers[0].id, stage.leads[0].id);
        let (mine, other) = (li.desk().await, wang.desk().await);
        assert!(mine.customers().why(customer, wang.id).await.is_ok());
        assert_eq!(refused(other.customers().why(customer, wang.id).await), Problem::NotFound);
        assert_eq!(refused(other.leads().why(lead, wang.id).await), Problem::NotFound);
        // A row one may not see is not found, whoever is asked about.
        assert_eq!(refused(other.customers().why(customer, PersonId(999)).await), Problem::NotFound);
        let nobody = Problem::field("person", FieldProblem::NotChoosable);
        assert_eq!(refused(mine.customers().why(customer, PersonId(999)).await), nobody);
        assert_eq!(refused(mine.leads().why(lead, PersonId(999)).await), nobody);
    }
}
