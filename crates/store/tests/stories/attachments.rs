//! Files are kept with rows: seen with the row, changed with it or by who added them, and never lost while a row
//! speaks of them.
use domain::attachment::Attachment;
use domain::contact::{ContactDetails, NewContact};
use domain::customer::{Customer, CustomerDetails, NewCustomer};
use domain::list::Chosen;
use domain::merge::MergeWish;
use domain::pool::PoolForm;
use domain::{About, AttachmentId, CustomerId, FieldProblem, Permission, Problem};
use std::collections::BTreeMap;
use store::{Desk, Error, NewAttachment};
use testkit::{Colleague, House, on_both};

async fn enters(person: &Colleague, name: &str) -> Customer {
    let details = CustomerDetails { name: name.into(), ..Default::default() };
    person.desk().await.customers().add(NewCustomer { details, ..Default::default() }).await.unwrap()
}

fn file(name: &str, stored_as: String) -> NewAttachment {
    NewAttachment {
        name: name.into(),
        kind: "image/png".into(),
        size: 12,
        sha256: "ab".repeat(32),
        stored_as,
    }
}

/// As if bytes had come in and were kept.
async fn keeps(desk: &Desk, about: impl Into<About>, name: &str) -> store::Result<Attachment> {
    let about = about.into();
    let stored_as = desk.attachments().reserve(about).await?;
    desk.attachments().add(about, file(name, stored_as)).await
}

async fn names(desk: &Desk, about: impl Into<About>) -> Vec<String> {
    desk.attachments().first(about).await.unwrap().into_iter().map(|one| one.name).collect()
}

fn problem<T: std::fmt::Debug>(answer: store::Result<T>) -> Problem {
    match answer {
        Err(Error::Problem(problem)) => problem,
        other => panic!("{other:?}"),
    }
}

fn wrong<T: std::fmt::Debug>(answer: store::Result<T>, field: &str) -> FieldProblem {
    let Problem::Invalid { fields } = problem(answer) else { panic!("not invalid") };
    fields.of(field).cloned().unwrap_or_else(|| panic!("{field} is not among {fields:?}"))
}

async fn contact_of(desk: &Desk, customer: CustomerId, name: &str) -> domain::ContactId {
    let details = ContactDetails { name: name.into(), ..Default::default() };
    desk.contacts().add(customer, NewContact { details, ..Default::default() }).await.unwrap().id
}

async fn pool(house: &House, name: &str, hidden: &[&str]) -> domain::PoolId {
    let hidden = hidden.iter().map(|field| (*field).to_owned()).collect();
    let form = PoolForm { name: name.into(), everyone: true, hidden, ..PoolForm::default() };
    house.admin().await.desk().await.pools().add(form).await.unwrap()
}

on_both! {
    async fn files_stand_the_latest_first_and_are_renamed_removed_and_brought_back(house: House) {
        let li = house.salesperson("李").await;
        let (customer, desk) = (enters(&li, "华山机械").await, li.desk().await);
        let files = desk.attachments();
        for name in ["合同.pdf", "名片.png", " ../厂房\t图.png"] {
            keeps(&desk, customer.id, name).await.unwrap();
        }
        assert_eq!(names(&desk, customer.id).await, ["厂房 图.png", "名片.png", "合同.pdf"]);
        let all = files.first(customer.id).await.unwrap();
        let next = files.of(customer.id, Some(all[1].id), 1).await.unwrap();
        assert_eq!(next.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["合同.pdf"]);
        assert_eq!((all[0].by_name.as_deref(), all[0].may_change, all[0].about), (Some("李"), true, customer.id.into()));
        assert_eq!(files.rename(all[1].id, "名片 正面.png").await.unwrap().name, "名片 正面.png");
        assert_eq!(wrong(files.rename(all[1].id, " / ").await, "name"), FieldProblem::Required);
        assert_eq!(files.remove(all[0].id).await.unwrap(), customer.id.into());
        assert_eq!(names(&desk, customer.id).await, ["名片 正面.png", "合同.pdf"]);
        assert_eq!(problem(files.find(all[0].id).await), Problem::NotFound);
        assert_eq!(problem(files.content(all[0].id).await), Problem::NotFound);
        assert_eq!(problem(files.remove(all[0].id).await), Problem::NotFound);
        assert_eq!(files.restore(all[0].id).await.unwrap().name, "厂房 图.png");
        assert_eq!(problem(files.restore(all[0].id).await), Problem::NotFound);
        assert_eq!(names(&desk, customer.id).await.len(), 3);
        let noted = house.number("SELECT COUNT(*) FROM audit WHERE action LIKE 'attachment.%'").await;
        assert_eq!(noted, 6);
    }

    async fn an_empty_file_and_one_without_a_name_are_refused(house: House) {
        let li = house.salesperson("李").await;
        let (customer, desk) = (enters(&li, "华山机械").await, li.desk().await);
        let stored_as = desk.attachments().reserve(customer.id).await.unwrap();
        let new = NewAttachment { size: 0, ..file("\u{202e}", stored_as.clone()) };
        let refused = desk.attachments().add(customer.id, new.clone()).await;
        assert_eq!(wrong(refused, "file"), FieldProblem::Empty);
        assert_eq!(wrong(desk.attachments().add(customer.id, new).await, "name"), FieldProblem::Required);
        desk.attachments().add(customer.id, file("a.png", stored_as.clone())).await.unwrap();
        let again = desk.attachments().add(customer.id, file("b.png", stored_as)).await;
        assert_eq!(problem(again), Problem::TooLate, "bytes belong to one row");
    }

    async fn files_are_seen_and_changed_with_their_row(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let customer = enters(&li, "华山机械").await;
        let desk = li.desk().await;
        let one = keeps(&desk, customer.id, "合同.pdf").await.unwrap();
        let hers = || async { wang.desk().await };
        assert_eq!(problem(hers().await.attachments().find(one.id).await), Problem::NotFound);
        assert_eq!(problem(hers().await.attachments().first(customer.id).await), Problem::NotFound);
        assert_eq!(problem(hers().await.attachments().reserve(customer.id).await), Problem::NotFound);
        let chosen = Chosen::Ids(vec![customer.id.0]);
        desk.customers().share(&chosen, &[wang.id], false, None).await.unwrap();
        assert!(!hers().await.attachments().find(one.id).await.unwrap().may_change);
        assert_eq!(problem(hers().await.attachments().rename(one.id, "x").await), Problem::NotFound);
        assert_eq!(problem(hers().await.attachments().remove(one.id).await), Problem::NotFound);
        assert_eq!(problem(keeps(&hers().await, customer.id, "x.png").await), Problem::NotFound);
        desk.customers().share(&chosen, &[wang.id], true, None).await.unwrap();
        let added = keeps(&hers().await, customer.id, "她的.png").await.unwrap();
        desk.customers().share(&chosen, &[wang.id], false, None).await.unwrap();
        let mine = hers().await.attachments().rename(added.id, "她自己的.png").await.unwrap();
        assert!(mine.may_change, "who has added a file looks after it as long as it is seen");
        desk.attachments().remove(added.id).await.unwrap();
        desk.customers().unshare(&chosen, wang.id).await.unwrap();
        assert_eq!(problem(hers().await.attachments().restore(added.id).await), Problem::NotFound);
    }

    async fn without_the_permission_nothing_is_added(house: House) {
        let may = [Permission::ViewCustomers, Permission::AddCustomers];
        let reader = house.person_who_may("读者", domain::Scope::Company, &may).await;
        let customer = enters(&house.admin().await, "华山机械").await;
        let refused = reader.desk().await.attachments().reserve(customer.id).await;
        assert_eq!(problem(refused), Problem::Forbidden { permission: Permission::EditCustomers });
        assert_eq!(names(&reader.desk().await, customer.id).await, [""; 0]);
    }

    async fn leads_and_contacts_have_files_too(house: House) {
        let li = house.salesperson("李").await;
        let (customer, desk) = (enters(&li, "华山机械").await, li.desk().await);
        let lead = li.lead("陈晓").await;
        keeps(&desk, lead.id, "线索.png").await.unwrap();
        assert_eq!(names(&desk, lead.id).await, ["线索.png"]);
        let [chen, lin] = [contact_of(&desk, customer.id, "陈晓").await, contact_of(&desk, customer.id, "林木").await];
        keeps(&desk, chen, "名片.png").await.unwrap();
        keeps(&desk, lin, "合影.png").await.unwrap();
        assert_eq!(names(&desk, chen).await, ["名片.png"]);
        assert_eq!(names(&desk, customer.id).await, [""; 0]);
        let of_contacts = desk.attachments().of_contacts(customer.id).await.unwrap();
        let told: Vec<_> = of_contacts.iter().map(|one| (one.name.as_str(), one.about)).collect();
        assert_eq!(told, [("合影.png", lin.into()), ("名片.png", chen.into())]);
        desk.contacts().remove(chen).await.unwrap();
        assert_eq!(problem(desk.attachments().find(of_contacts[1].id).await), Problem::NotFound);
        assert_eq!(house.store().files_to_go(10).await.unwrap().len(), 1, "its bytes go with it");
    }

    async fn the_files_of_a_merged_customer_are_found_through_the_one_that_stays(house: House) {
        let boss = house.admin().await;
        let (winner, loser) = (enters(&boss, "华山机械").await, enters(&boss, "西岳设备").await);
        let desk = boss.desk().await;
        keeps(&desk, winner.id, "一.png").await.unwrap();
        let moved = keeps(&desk, loser.id, "二.png").await.unwrap();
        let customers = desk.customers();
        assert_eq!(customers.merge_preview(winner.id, loser.id).await.unwrap().moves.attachments, 1);
        let wish = MergeWish {
            winner: winner.id,
            winner_version: customers.find(winner.id).await.unwrap().version,
            loser: loser.id,
            loser_version: customers.find(loser.id).await.unwrap().version,
            fields: BTreeMap::new(),
        };
        let merge = customers.merge(&wish).await.unwrap();
        assert_eq!(names(&desk, winner.id).await, ["二.png", "一.png"]);
        let found = desk.attachments().find(moved.id).await.unwrap();
        assert_eq!((found.about, found.may_change), (winner.id.into(), true));
        desk.attachments().rename(moved.id, "西岳.png").await.unwrap();
        customers.unmerge(merge.id).await.unwrap();
        assert_eq!(names(&desk, loser.id).await, ["西岳.png"]);
        assert_eq!(names(&desk, winner.id).await, ["一.png"]);
    }

    async fn what_a_pool_hides_hides_files(house: House) {
        let (boss, wang) = (house.admin().await, house.salesperson("王").await);
        let desk = boss.desk().await;
        for (hidden, seen) in [(&["mobile"][..], false), (&[], true)] {
            let customer = enters(&boss, &format!("公海客户 {seen}")).await;
            keeps(&desk, customer.id, "名片.png").await.unwrap();
            let pool = pool(&house, &format!("公海 {seen}"), hidden).await;
            let reason = house.choice(domain::choice::ChoiceKind::PoolReason, "其他").await;
            let given = desk.customers().give_up(&Chosen::Ids(vec![customer.id.0]), Some(pool), reason, "").await.unwrap();
            assert_eq!(given.done, [customer.id.0]);
            let hers = wang.desk().await;
            hers.customers().find(customer.id).await.unwrap();
            assert_eq!(!names(&hers, customer.id).await.is_empty(), seen);
            assert_eq!(names(&desk, customer.id).await.len(), 1, "who assigns sees all");
        }
    }

    async fn a_purged_customer_leaves_no_file(house: House) {
        let boss = house.admin().await;
        let (customer, other, desk) = (enters(&boss, "华山机械").await, enters(&boss, "西岳设备").await, boss.desk().await);
        let contact = contact_of(&desk, customer.id, "陈晓").await;
        keeps(&desk, customer.id, "合同.pdf").await.unwrap();
        keeps(&desk, contact, "名片.png").await.unwrap();
        let stays = keeps(&desk, other.id, "别家.png").await.unwrap();
        let chosen = Chosen::Ids(vec![customer.id.0]);
        desk.customers().bin(&chosen).await.unwrap();
        assert!(house.store().files_to_go(10).await.unwrap().is_empty());
        desk.customers().purge(&chosen).await.unwrap();
        let mut gone = house.store().files_to_go(10).await.unwrap();
        assert_eq!(gone.len(), 2);
        let (rows, coming_or_going) = house.store().files_known().await.unwrap();
        assert_eq!(rows, [desk.attachments().content(stays.id).await.unwrap().1].into());
        assert_eq!(coming_or_going, gone.iter().cloned().collect());
        // A crash between the bytes and the note that they are gone: they are asked for again.
        let mut again = house.store().files_to_go(10).await.unwrap();
        gone.sort();
        again.sort();
        assert_eq!(again, gone);
        house.store().files_gone(&gone).await.unwrap();
        assert!(house.store().files_to_go(10).await.unwrap().is_empty());
    }

    async fn bytes_nobody_took_and_those_removed_long_ago_go(house: House) {
        let li = house.salesperson("李").await;
        let customer = enters(&li, "华山机械").await;
        let desk = || async { li.desk().await };
        let left = desk().await.attachments().reserve(customer.id).await.unwrap();
        let given_up = desk().await.attachments().reserve(customer.id).await.unwrap();
        let removed = keeps(&desk().await, customer.id, "旧.png").await.unwrap();
        let taken = desk().await.attachments().content(removed.id).await.unwrap().1;
        desk().await.attachments().remove(removed.id).await.unwrap();
        let store = house.store();
        store.file_given_up(&given_up).await.unwrap();
        store.file_given_up(&taken).await.unwrap();
        assert_eq!(store.files_to_go(10).await.unwrap(), std::slice::from_ref(&given_up), "a row's bytes are never given up");
        store.files_gone(&[given_up]).await.unwrap();
        house.clock().pass_days(2);
        assert_eq!(store.files_to_go(10).await.unwrap(), std::slice::from_ref(&left));
        let late = desk().await.attachments().add(customer.id, file("晚.png", left.clone())).await;
        assert_eq!(problem(late), Problem::TooLate, "what is being swept can not be taken any more");
        store.files_gone(&[left]).await.unwrap();
        house.clock().pass_days(30);
        assert_eq!(store.files_to_go(10).await.unwrap(), [taken]);
        assert_eq!(problem(desk().await.attachments().restore(removed.id).await), Problem::NotFound);
        assert_eq!(problem(desk().await.attachments().find(AttachmentId(999)).await), Problem::NotFound);
    }
}
