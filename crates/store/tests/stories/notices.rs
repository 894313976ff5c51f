//! Notifications: who reads what, and what of it.
use domain::choice::ChoiceKind;
use domain::customer::{Customer, CustomerDetails, NewCustomer};
use domain::list::Chosen;
use domain::live::Signal;
use domain::notice::{Notice, NoticeKind};
use testkit::{Colleague, House, on_both};

async fn enters(person: &Colleague, name: &str) -> Customer {
    let details = CustomerDetails { name: name.into(), ..Default::default() };
    person.desk().await.customers().add(NewCustomer { details, ..Default::default() }).await.unwrap()
}

fn all(customers: &[&Customer]) -> Chosen {
    Chosen::Ids(customers.iter().map(|customer| customer.id.0).collect())
}

async fn reads(person: &Colleague) -> Vec<Notice> {
    person.desk().await.notices().list(None, 50).await.unwrap()
}

async fn unread(person: &Colleague) -> i64 {
    person.desk().await.notices().unread().await.unwrap()
}

on_both! {
    async fn whoever_gets_customers_reads_of_it(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let boss = house.manager("周").await;
        let [one, two] = [enters(&li, "甲").await, enters(&li, "乙").await];
        assert_eq!(unread(&li).await, 0, "nobody is told of what they did themselves");
        li.desk().await.customers().share(&all(&[&one]), &[wang.id], false, None).await.unwrap();
        boss.desk().await.customers().assign(&all(&[&one, &two]), wang.id).await.unwrap();
        let [given, shared] = &reads(&wang).await[..] else { panic!("two notices") };
        assert_eq!((given.kind, given.detail.count, given.about), (NoticeKind::Given, Some(2), None));
        assert_eq!((given.by_name.as_deref(), given.read), (Some("周"), false));
        assert_eq!((shared.kind, shared.name.as_deref(), shared.by_name.as_deref()), (NoticeKind::Shared, Some("甲"), Some("李")));
        assert_eq!(shared.path().as_deref(), Some(format!("/customers/{}", one.id).as_str()));
        assert_eq!((unread(&wang).await, unread(&li).await, unread(&boss).await), (2, 0, 0));
    }

    async fn a_notice_does_not_tell_the_name_of_what_one_sees_no_more(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let one = enters(&li, "甲").await;
        let desk = li.desk().await;
        desk.customers().transfer(&all(&[&one]), wang.id).await.unwrap();
        assert_eq!(reads(&wang).await[0].name.as_deref(), Some("甲"));
        let reason = house.choice(ChoiceKind::PoolReason, "其他").await;
        wang.desk().await.customers().give_up(&all(&[&one]), None, reason, "").await.unwrap();
        let told = &reads(&wang).await[0];
        assert_eq!((told.name.as_deref(), told.path()), (None, None), "a pool may hide names");
        li.desk().await.customers().claim(&all(&[&one])).await.unwrap();
        assert_eq!(reads(&wang).await[0].name, None);
        assert!(house.texts("SELECT detail FROM notices").await.iter().all(|text| !text.contains('甲')));
    }

    async fn reading_marks_ones_own_and_tells_the_other_tabs(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        for name in ["甲", "乙", "丙"] {
            let customer = enters(&li, name).await;
            li.desk().await.customers().transfer(&all(&[&customer]), wang.id).await.unwrap();
        }
        let ids: Vec<_> = reads(&wang).await.iter().map(|notice| notice.id).collect();
        li.desk().await.notices().read(&ids).await.unwrap();
        assert_eq!(unread(&wang).await, 3, "they are not Li's to read");
        let mut ear = house.store().live().listen();
        wang.desk().await.notices().read(&ids[..1]).await.unwrap();
        assert_eq!(*ear.recv().await.unwrap(), Signal::Notices { people: vec![wang.id] });
        assert_eq!(unread(&wang).await, 2);
        wang.desk().await.notices().read_all().await.unwrap();
        assert_eq!(unread(&wang).await, 0);
        let older = wang.desk().await.notices().list(Some(ids[1]), 1).await.unwrap();
        assert_eq!(older.iter().map(|notice| notice.id).collect::<Vec<_>>(), [ids[2]]);
    }
}
