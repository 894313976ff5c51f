//! Who is there already: on entry, on change, at a contact, in groups.
use domain::contact::{Contact, ContactDetails, NewContact};
use domain::customer::{Customer, CustomerDetails, CustomerKind, NewCustomer, Security};
use domain::edit::Change;
use domain::list::Chosen;
use domain::twin::{Mark, Probe, ProbedContact, Twin};
use domain::{ContactId, CustomerId, Permission, Problem, Scope};
use std::collections::BTreeMap;
use store::Result;
use testkit::{Colleague, House, on_both, refused, wrong_field};

fn with_mobile(name: &str, mobile: &str) -> NewCustomer {
    let details = CustomerDetails { name: name.into(), mobile: mobile.into(), ..Default::default() };
    NewCustomer { details, ..Default::default() }
}

fn named(name: &str) -> NewCustomer {
    with_mobile(name, "")
}

async fn add(person: &Colleague, new: NewCustomer) -> Result<Customer> {
    person.desk().await.customers().add(new).await
}

async fn change(
    person: &Colleague,
    id: CustomerId,
    version: i64,
    values: &[(&str, &str)],
) -> Result<Customer> {
    let values = values.iter().map(|(key, wish)| ((*key).to_owned(), (*wish).to_owned())).collect();
    person.desk().await.customers().change(id, Change { version, values }).await
}

fn found<T>(outcome: Result<T>) -> Vec<Twin> {
    match refused(outcome) {
        Problem::Duplicate { found } => found,
        other => panic!("{other}"),
    }
}

fn one(customer: &Customer) -> Chosen {
    Chosen::Ids(vec![customer.id.0])
}

/// A contact with a mobile.
async fn contact(person: &Colleague, of: CustomerId, mobile: &str) -> Result<Contact> {
    let details = ContactDetails { name: "陈晓".into(), mobile: mobile.into(), ..Default::default() };
    let new = NewContact { details, ..Default::default() };
    person.desk().await.contacts().add(of, new).await
}

on_both! {
    async fn a_mobile_is_taken_once_and_no_more_is_told_than_who_has_it(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let boss = house.manager("周").await;
        let there = add(&li, with_mobile("华山机械", "138 0000 1111")).await.unwrap();
        let twins = found(add(&wang, NewCustomer { confirm: true, ..with_mobile("别的名字", "+86 13800001111") }).await);
        let [twin] = twins.as_slice() else { panic!("{twins:?}") };
        assert_eq!((twin.field.as_str(), twin.mark, twin.blocks), ("mobile", Mark::Mobile, true));
        assert_eq!(twin.owner, Some((li.id, "李".into())));
        assert_eq!(twin.customer, None, "a stranger learns nothing more");
        let twins = found(add(&boss, with_mobile("别的名字", "13800001111")).await);
        assert_eq!(twins[0].customer, Some((there.id, "华山机械".into())), "who sees it may open it");

        // In the pool it counts, and whoever may claim it sees it; in the bin it does not.
        let reason = house.choice(domain::choice::ChoiceKind::PoolReason, "其他").await;
        li.desk().await.customers().give_up(&one(&there), None, reason, "").await.unwrap();
        let twins = found(add(&wang, with_mobile("别的名字", "13800001111")).await);
        assert_eq!((twins[0].owner.clone(), twins[0].pooled, twins[0].customer.is_some()), (None, true, true));
        house.admin().await.desk().await.customers().bin(&one(&there)).await.unwrap();
        add(&wang, with_mobile("别的名字", "13800001111")).await.unwrap();
    }

    async fn contacts_are_known_again_too(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let there = add(&li, named("华山机械")).await.unwrap();
        let first = contact(&li, there.id, "13800001111").await.unwrap();
        // The same person twice at one customer is its own affair.
        let second = contact(&li, there.id, "138-0000-1111").await.unwrap();
        let mine = change(&li, there.id, there.version, &[("mobile", "13800001111")]).await.unwrap();
        assert_eq!(mine.details.mobile, "13800001111");

        let other = add(&wang, named("泰山电气")).await.unwrap();
        assert_eq!(found(contact(&wang, other.id, "13800001111").await)[0].field, "mobile");
        let new = NewContact {
            details: ContactDetails { name: "陈".into(), mobile: "13800001111".into(), ..Default::default() },
            ..Default::default()
        };
        let with = NewCustomer { contacts: vec![new], ..named("黄山") };
        assert_eq!(found(add(&wang, with).await)[0].field, "contacts.0.mobile");

        // Once nobody has it any more, it is free.
        change(&li, there.id, mine.version, &[("mobile", "")]).await.unwrap();
        let desk = li.desk().await;
        let moved = BTreeMap::from([("mobile".to_owned(), "13900002222".to_owned())]);
        desk.contacts().change(first.id, Change { version: first.version, values: moved }).await.unwrap();
        assert_eq!(found(contact(&wang, other.id, "13900002222").await).len(), 1);
        assert_eq!(found(contact(&wang, other.id, "13800001111").await).len(), 1);
        desk.contacts().remove(second.id).await.unwrap();
        contact(&wang, other.id, "13800001111").await.unwrap();
    }

    async fn mailboxes_and_names_warn_until_they_are_confirmed(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let mail = |name: &str, email: &str| {
            let mut new = named(name);
            new.details.email = email.into();
            new
        };
        add(&li, mail("上海华山机械有限公司", "info@huashan.cn")).await.unwrap();
        let twins = found(add(&wang, mail("华山机械（上海）", "Info@HuaShan.cn")).await);
        assert!(twins.iter().all(|twin| !twin.blocks) && !twins.is_empty(), "{twins:?}");
        assert!(twins.iter().any(|twin| twin.field == "email"));
        let mine = add(&wang, NewCustomer { confirm: true, ..mail("另一家", "info@huashan.cn") }).await.unwrap();

        // What stands there already is not asked about again.
        let mine = change(&wang, mine.id, mine.version, &[("city", "上海")]).await.unwrap();
        let twins = found(change(&wang, mine.id, mine.version, &[("name", "华山机械股份有限公司")]).await);
        assert_eq!(twins.iter().map(|twin| twin.mark).collect::<Vec<_>>(), [Mark::Company]);
        let confirmed = [("name", "华山机械股份有限公司"), ("confirm", "1")];
        change(&wang, mine.id, mine.version, &confirmed).await.unwrap();

        // An individual has no name of an enterprise.
        add(&wang, NewCustomer { kind: CustomerKind::Person, ..named("华山机械") }).await.unwrap();
    }

    async fn the_same_name_is_what_the_house_says(house: House) {
        let li = house.salesperson("李").await;
        let admin = house.admin().await.desk().await;
        add(&li, named("华山机械有限公司")).await.unwrap();
        admin.customers().set_duplicate_names("block").await.unwrap();
        let blocked = found(add(&li, NewCustomer { confirm: true, ..named("华山机械") }).await);
        assert!(blocked[0].blocks && blocked[0].field == "name");
        admin.customers().set_duplicate_names("allow").await.unwrap();
        add(&li, named("华山机械")).await.unwrap();
        assert!(admin.customers().duplicates(None).await.unwrap().groups.is_empty(), "what is allowed is no suspicion");
        wrong_field(admin.customers().set_duplicate_names("perhaps").await, "duplicate_names");
        assert_eq!(
            refused(li.desk().await.customers().set_duplicate_names("allow").await),
            Problem::Forbidden { permission: Permission::ManagePools }
        );
    }

    async fn of_many_who_enter_a_mobile_at_once_one_does(house: House) {
        let mut tasks = Vec::new();
        for at in 0..12 {
            let person = house.salesperson(&format!("员工{at}")).await;
            let desk = person.desk().await;
            tasks.push(tokio::spawn(async move {
                let other = desk.customers().add(named(&format!("山峰{at}号"))).await.unwrap();
                // By all three ways in.
                match at % 3 {
                    0 => desk.customers().add(with_mobile(&format!("客户{at}号"), "13800001111")).await.map(drop),
                    1 => {
                        let values = BTreeMap::from([("mobile".to_owned(), "138 0000 1111".to_owned())]);
                        desk.customers().change(other.id, Change { version: 1, values }).await.map(drop)
                    }
                    _ => {
                        let details = ContactDetails { name: "陈".into(), mobile: "+8613800001111".into(), ..Default::default() };
                        let new = NewContact { details, ..Default::default() };
                        desk.contacts().add(other.id, new).await.map(drop)
                    }
                }
            }));
        }
        let mut won = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(()) => won += 1,
                outcome => assert!(found(outcome)[0].blocks),
            }
        }
        assert_eq!(won, 1);
        assert_eq!(house.number("SELECT COUNT(*) FROM identities WHERE kind = 'mobile'").await, 1);
    }

    async fn asking_tells_no_more_than_entering_would(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let mine = add(&li, with_mobile("华山机械", "13800001111")).await.unwrap();
        let probe = Probe {
            company: "华山机械有限公司".into(),
            contacts: vec![ProbedContact::default(), ProbedContact { mobile: "13800001111".into(), ..Default::default() }],
            ..Default::default()
        };
        let twins = wang.desk().await.customers().twins(&probe).await.unwrap();
        let told: Vec<_> = twins.iter().map(|twin| (twin.field.as_str(), twin.blocks, twin.customer.is_some())).collect();
        assert_eq!(told, [("name", false, false), ("contacts.1.mobile", true, false)]);
        let own = Probe { but: Some(mine.id), ..probe };
        assert_eq!(li.desk().await.customers().twins(&own).await.unwrap(), []);
        let reader = house.person_who_may("读者", Scope::Company, &[Permission::ViewCustomers]).await;
        let refusal = refused(reader.desk().await.customers().twins(&own).await);
        assert!(matches!(refusal, Problem::Forbidden { .. }), "{refusal}");
    }

    async fn above_ones_clearance_not_even_the_owner_is_told(house: House) {
        let [li, admin] = [house.salesperson("李").await, house.admin().await];
        let secret = NewCustomer { security: Security::Secret, ..with_mobile("机密客户", "13800001111") };
        add(&admin, secret).await.unwrap();
        let twins = found(add(&li, with_mobile("甲", "13800001111")).await);
        assert_eq!((twins[0].owner.clone(), twins[0].customer.clone()), (None, None));
    }

    async fn suspected_duplicates_stand_in_groups_of_those_one_sees(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let boss = house.manager_of("周", &[&li]).await;
        let admin = house.admin().await;
        let sure = |name: &str| NewCustomer { confirm: true, ..named(name) };
        let mut ids = Vec::new();
        for (person, name) in [(&li, "华山机械"), (&li, "华山机械有限公司"), (&wang, "华山机械股份有限公司"), (&li, "泰山电气"), (&li, "泰山电气公司")] {
            ids.push(add(person, sure(name)).await.unwrap().id);
        }
        let of = async |person: &Colleague| {
            let page = person.desk().await.customers().duplicates(None).await.unwrap();
            assert_eq!(page.next, None);
            let count = |group: &domain::twin::TwinGroup| {
                assert_eq!(usize::try_from(group.count).unwrap(), group.members.len());
                group.count
            };
            page.groups.iter().map(count).collect::<Vec<_>>()
        };
        assert_eq!(of(&admin).await, [3, 2]);
        assert_eq!(of(&boss).await, [2, 2], "of others nothing is seen");
        let refusal = refused(li.desk().await.customers().duplicates(None).await);
        assert_eq!(refusal, Problem::Forbidden { permission: Permission::MergeCustomers });

        // Told apart, and the other way round.
        let desk = admin.desk().await;
        desk.customers().tell_apart(&ids[3..], true).await.unwrap();
        desk.customers().tell_apart(&[ids[4], ids[3]], true).await.unwrap();
        assert_eq!(of(&admin).await, [3]);
        desk.customers().tell_apart(&ids[..2], true).await.unwrap();
        assert_eq!(of(&admin).await, [3], "each may still be the third one");
        assert_eq!(of(&boss).await, Vec::<i64>::new());
        desk.customers().tell_apart(&ids[3..], false).await.unwrap();
        assert_eq!(of(&boss).await, [2]);
        let hidden = boss.desk().await.customers().tell_apart(&ids[1..3], true).await;
        assert_eq!(refused(hidden), Problem::NotFound);
        wrong_field(desk.customers().tell_apart(&ids[..1], true).await, "ids");
    }

    async fn groups_come_in_pages(house: House) {
        let admin = house.admin().await;
        for group in 0..23 {
            for copy in 0..if group == 7 { 3 } else { 2 } {
                let mut new = NewCustomer { confirm: true, ..named(&format!("{group}-{copy}")) };
                new.kind = CustomerKind::Person;
                new.details.email = format!("g{group:02}@example.com");
                add(&admin, new).await.unwrap();
            }
        }
        let desk = admin.desk().await;
        let first = desk.customers().duplicates(None).await.unwrap();
        assert_eq!((first.groups.len(), first.groups[0].value.as_str()), (20, "g07@example.com"));
        let second = desk.customers().duplicates(first.next.as_deref()).await.unwrap();
        let values: Vec<_> = second.groups.iter().map(|group| group.value.as_str()).collect();
        assert_eq!(values, ["g20@example.com", "g21@example.com", "g22@example.com"]);
        assert_eq!(second.next, None);
        wrong_field(desk.customers().duplicates(Some("nonsense")).await, "cursor");
    }

    async fn a_contact_of_nobody_is_not_found(house: House) {
        let li = house.salesperson("李").await;
        let change = Change { version: 1, values: BTreeMap::from([("mobile".into(), "13800001111".into())]) };
        assert_eq!(refused(li.desk().await.contacts().change(ContactId(77), change).await), Problem::NotFound);
    }
}
