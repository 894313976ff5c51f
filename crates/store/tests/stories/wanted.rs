//! Asking for a customer somebody else has, and finding the one to merge with.
use domain::customer::{Customer, CustomerDetails, NewCustomer, Security};
use domain::notice::NoticeKind;
use domain::twin::Mark;
use domain::{CustomerId, FieldProblem, Permission, Problem, Scope};
use testkit::{Colleague, House, on_both, refused, wrong_field};

fn named(name: &str, mobile: &str) -> NewCustomer {
    let details = CustomerDetails { name: name.into(), mobile: mobile.into(), ..Default::default() };
    NewCustomer { details, confirm: true, ..Default::default() }
}

async fn add(person: &Colleague, name: &str, mobile: &str) -> Customer {
    person.desk().await.customers().add(named(name, mobile)).await.unwrap()
}

/// Who asked for what, as the owner reads it.
async fn asked(owner: &Colleague) -> Vec<(Option<String>, Option<String>)> {
    let notices = owner.desk().await.notices().list(None, 50).await.unwrap();
    assert!(notices.iter().all(|notice| notice.kind == NoticeKind::Wanted));
    notices.into_iter().map(|notice| (notice.by_name, notice.name)).collect()
}

on_both! {
    async fn the_owner_reads_who_wants_it_once_a_day(house: House) {
        let [li, wang, sun] = [house.salesperson("李").await, house.salesperson("王").await, house.salesperson("孙").await];
        add(&li, "华山机械", "138 0000 1111").await;
        let mine = add(&wang, "泰山电气", "13900002222").await;
        let wants = async |person: &Colleague, value: &str| {
            person.desk().await.customers().want(Mark::Mobile, value).await
        };
        wants(&wang, "+86 13800001111").await.unwrap();
        wants(&wang, "13800001111").await.unwrap();
        let one = (Some("王".to_owned()), Some("华山机械".to_owned()));
        assert_eq!(asked(&li).await, [one]);
        wants(&sun, "13800001111").await.unwrap();
        assert_eq!(asked(&li).await.len(), 2);
        house.clock().pass_days(1);
        wants(&wang, "13800001111").await.unwrap();
        assert_eq!(asked(&li).await.len(), 3);

        // Who sees it has nobody to ask; nor has who names what nobody has.
        assert_eq!(refused(wants(&wang, &mine.details.mobile).await), Problem::NotFound);
        assert_eq!(refused(wants(&wang, "13700003333").await), Problem::NotFound);
        assert_eq!(wrong_field(wants(&wang, "none").await, "value"), FieldProblem::Malformed);
        let reader = house.person_who_may("读者", Scope::Own, &[Permission::ViewCustomers]).await;
        assert!(matches!(refused(wants(&reader, "13800001111").await), Problem::Forbidden { .. }));
    }

    async fn above_ones_clearance_there_is_nobody_to_ask(house: House) {
        let [li, admin] = [house.salesperson("李").await, house.admin().await];
        let secret = NewCustomer { security: Security::Secret, ..named("机密客户", "13800001111") };
        admin.desk().await.customers().add(secret).await.unwrap();
        let wanted = li.desk().await.customers().want(Mark::Mobile, "13800001111").await;
        assert_eq!(refused(wanted), Problem::NotFound);
        assert_eq!(asked(&admin).await, []);
    }

    async fn asking_eight_times_at_once_tells_once(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        add(&li, "华山机械有限公司", "").await;
        let mut tasks = Vec::new();
        for _ in 0..8 {
            let desk = wang.desk().await;
            tasks.push(tokio::spawn(async move { desk.customers().want(Mark::Company, "华山机械").await }));
        }
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(asked(&li).await.len(), 1);
    }

    async fn whom_one_may_merge_with_is_found(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let boss = house.manager_of("周", &[&li]).await;
        let one = add(&li, "华山机械", "").await;
        let alike = add(&li, "华山机械有限公司", "").await;
        let other = add(&li, "泰山电气", "13800001111").await;
        add(&wang, "华山机械股份有限公司", "").await;
        let ids = async |text: &str| {
            let (found, all) = boss.desk().await.customers().candidates(one.id, text).await.unwrap();
            assert_eq!(found.id, one.id);
            all.into_iter().map(|one| one.id).collect::<Vec<CustomerId>>()
        };
        assert_eq!(ids("").await, [alike.id], "what is the same, of those one sees");
        assert_eq!(ids("电气").await, [other.id]);
        assert_eq!(ids("1111").await, [other.id]);
        assert_eq!(ids("nothing").await, []);
        let refusal = li.desk().await.customers().candidates(one.id, "").await;
        assert_eq!(refused(refusal), Problem::Forbidden { permission: Permission::MergeCustomers });
    }
}
