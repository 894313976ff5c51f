//! One customer of two, and two again.
use domain::choice::ChoiceKind;
use domain::contact::{ContactDetails, NewContact};
use domain::customer::{Customer, CustomerDetails, CustomerState, NewCustomer};
use domain::edit::Change;
use domain::list::Chosen;
use domain::merge::{Merge, MergeMoves, MergeWish, Pick};
use domain::ownership::MoveKind;
use domain::record::{NewRecord, RecordKind};
use domain::visit::{NewVisit, PlanKind, VisitState};
use domain::{ContactId, CustomerId, Permission, PersonId, Problem, Scope};
use store::{Desk, Result};
use testkit::{Colleague, House, on_both, refused, wrong_field};

async fn enters(person: &Colleague, name: &str, mobile: &str, city: &str) -> Customer {
    let details =
        CustomerDetails { name: name.into(), mobile: mobile.into(), city: city.into(), ..Default::default() };
    let new = NewCustomer { details, confirm: true, ..Default::default() };
    person.desk().await.customers().add(new).await.unwrap()
}

async fn contact(person: &Colleague, of: CustomerId, name: &str, main: bool) -> ContactId {
    let details = ContactDetails { name: name.into(), ..Default::default() };
    let new = NewContact { details, main, ..Default::default() };
    person.desk().await.contacts().add(of, new).await.unwrap().id
}

fn change(version: i64, values: &[(&str, &str)]) -> Change {
    let values = values.iter().map(|(key, wish)| ((*key).to_owned(), (*wish).to_owned())).collect();
    Change { version, values }
}

fn one(id: CustomerId) -> Chosen {
    Chosen::Ids(vec![id.0])
}

async fn wish(
    desk: &Desk,
    winner: CustomerId,
    loser: CustomerId,
    picks: &[(&str, Pick)],
) -> Result<MergeWish> {
    let preview = desk.customers().merge_preview(winner, loser).await?;
    Ok(MergeWish {
        winner,
        winner_version: preview.winner.version,
        loser,
        loser_version: preview.loser.version,
        fields: picks.iter().map(|(field, pick)| ((*field).to_owned(), pick.clone())).collect(),
    })
}

async fn merge(
    person: &Colleague,
    winner: CustomerId,
    loser: CustomerId,
    picks: &[(&str, Pick)],
) -> Result<Merge> {
    let desk = person.desk().await;
    let wish = wish(&desk, winner, loser, picks).await?;
    desk.customers().merge(&wish).await
}

async fn contacts(person: &Colleague, of: CustomerId) -> Vec<String> {
    let contacts = person.desk().await.contacts().of(of).await.unwrap();
    contacts.into_iter().map(|contact| contact.details.name).collect()
}

async fn shared(person: &Colleague, of: CustomerId) -> Vec<(PersonId, bool)> {
    let shares = person.desk().await.customers().shares(of).await.unwrap();
    shares.into_iter().map(|share| (share.person, share.may_edit)).collect()
}

/// What somebody is still to do for a customer.
async fn open(all: &Colleague, of: CustomerId, whose: PersonId) -> usize {
    let visits = all.desk().await.visits().of(of).await.unwrap();
    visits.iter().filter(|visit| visit.state == VisitState::Open && visit.person == whose).count()
}

struct Two {
    li: Colleague,
    wang: Colleague,
    boss: Colleague,
    third: Colleague,
    winner: Customer,
    loser: Customer,
}

/// Two customers of two salespeople below one manager, with all that may belong to one.
async fn two(house: &House) -> Two {
    let [li, wang, third] =
        [house.salesperson("李").await, house.salesperson("王").await, house.salesperson("孙").await];
    let boss = house.manager("周").await;
    let winner = enters(&li, "华山机械", "", "上海").await;
    let loser = enters(&wang, "华山机械有限公司", "13800001111", "成都").await;
    contact(&li, winner.id, "陈晓", true).await;
    contact(&wang, loser.id, "林木", true).await;
    contact(&wang, loser.id, "何水", false).await;
    let note = NewRecord { content: "谈了价格".into(), ..Default::default() };
    wang.desk().await.customers().note(loser.id, note).await.unwrap();
    let visit = NewVisit {
        starts_at: house.now().plus_days(1),
        minutes: 60,
        kind: PlanKind::Visit,
        place: String::new(),
        points: String::new(),
        once: Some("两家".into()),
    };
    // The key of one form stands at both.
    li.desk().await.customers().schedule(&one(winner.id), visit.clone()).await.unwrap();
    wang.desk().await.customers().schedule(&one(loser.id), visit).await.unwrap();
    li.desk().await.customers().share(&one(winner.id), &[third.id], false, None).await.unwrap();
    wang.desk().await.customers().share(&one(loser.id), &[third.id, li.id], true, None).await.unwrap();
    house
        .run(format!("INSERT INTO web_items (customer_id, title, at) VALUES ({}, '新厂开工', 1)", loser.id))
        .await
        .unwrap();
    Two { li, wang, boss, third, winner, loser }
}

on_both! {
    async fn two_become_one_and_two_again(house: House) {
        let Two { li, wang, boss, third, winner, loser } = two(&house).await;
        let desk = boss.desk().await;
        let preview = desk.customers().merge_preview(winner.id, loser.id).await.unwrap();
        assert_eq!(preview.moves, MergeMoves { contacts: 2, records: 5, plans: 1, shares: 2, web_items: 1, attachments: 0 });
        let differ: Vec<_> = preview.fields.iter().map(|both| both.field.as_str()).collect();
        assert_eq!(differ, ["name", "mobile", "city"]);

        let picks = [("city", Pick::Loser), ("description", Pick::Text("两家是一家".into()))];
        let merged = merge(&boss, winner.id, loser.id, &picks).await.unwrap();
        let one = desk.customers().find(winner.id).await.unwrap();
        let details = &one.details;
        assert_eq!(
            [&details.name, &details.mobile, &details.city, &details.description],
            ["华山机械", "13800001111", "成都", "两家是一家"],
            "the name stays, a mobile it did not have comes with the other, the city was picked"
        );
        assert_eq!(refused(desk.customers().find(loser.id).await), Problem::NotFound);
        assert_eq!(contacts(&boss, winner.id).await, ["陈晓", "林木", "何水"]);
        let main = li.desk().await.contacts().of(winner.id).await.unwrap();
        assert_eq!(main.iter().map(|contact| contact.main).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(open(&boss, winner.id, li.id).await, 2, "what the other owner was to do is the owner's now");
        assert_eq!(shared(&boss, winner.id).await, [(third.id, true)], "the wider right; and the owner needs none");
        let records = li.desk().await.records().of(winner.id, None, 50).await.unwrap();
        assert!(records.iter().any(|record| record.content == "谈了价格"));
        assert!(records.iter().any(|record| record.kind == RecordKind::Merged && record.content == "华山机械有限公司"));
        let moves = li.desk().await.customers().moves(winner.id).await.unwrap();
        assert_eq!(moves[0].kind, MoveKind::Merged);
        assert_eq!(moves.iter().filter(|step| step.kind == MoveKind::Entered).count(), 2);
        let duplicate = enters_twin(&wang, "13800001111").await;
        assert_eq!(duplicate, Some(li.id), "what the other was known by is known here");
        let bin = desk.customers().count(&domain::customer::CustomerFilter::parse("view=bin")).await.unwrap();
        assert_eq!(bin, 0, "it waits out of sight");

        let told = desk.customers().merges(winner.id).await.unwrap();
        assert_eq!(told, std::slice::from_ref(&merged));
        let parted = desk.customers().unmerge(merged.id).await.unwrap();
        assert_eq!((parted.fields, parted.contacts), (vec![], vec![]));
        let again = desk.customers().find(winner.id).await.unwrap();
        assert_eq!(again.details, winner.details);
        let other = wang.desk().await.customers().find(loser.id).await.unwrap();
        assert_eq!((&other.details, other.owner, other.state), (&loser.details, Some(wang.id), CustomerState::Owned));
        assert_eq!(contacts(&boss, winner.id).await, ["陈晓"]);
        assert_eq!(contacts(&boss, loser.id).await, ["林木", "何水"]);
        assert_eq!(open(&boss, winner.id, li.id).await, 1);
        assert_eq!(open(&boss, loser.id, wang.id).await, 1);
        assert_eq!((again.next_visit_at, other.next_visit_at), (Some(house.now().plus_days(1)), Some(house.now().plus_days(1))));
        assert_eq!(shared(&boss, winner.id).await, [(third.id, false)]);
        let mut shares = shared(&boss, loser.id).await;
        shares.sort_unstable();
        let mut before = vec![(third.id, true), (li.id, true)];
        before.sort_unstable();
        assert_eq!(shares, before);
        assert_eq!(house.number("SELECT customer_id FROM web_items").await, loser.id.0);
        let moves = boss.desk().await.customers().moves(loser.id).await.unwrap();
        assert_eq!(moves[0].kind, MoveKind::Parted);
        assert_eq!(enters_twin(&third, "13800001111").await, Some(wang.id));
        assert_eq!(refused(desk.customers().unmerge(merged.id).await), Problem::NotFound, "once is enough");
        assert_eq!(desk.customers().merges(winner.id).await.unwrap(), []);
        let kinds = house.number("SELECT COUNT(*) FROM identities i WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = i.subject_id AND i.subject = 'customer' AND i.customer_id = c.id) AND i.subject = 'customer'").await;
        assert_eq!(kinds, 0, "marks are each one's own again");
    }

    async fn what_was_changed_since_is_left_alone_and_named(house: House) {
        let Two { li, boss, winner, loser, third, .. } = two(&house).await;
        let merged = merge(&boss, winner.id, loser.id, &[("city", Pick::Loser), ("name", Pick::Loser)]).await.unwrap();
        let desk = li.desk().await;
        let one = desk.customers().find(winner.id).await.unwrap();
        desk.customers().change(winner.id, change(one.version, &[("city", "重庆"), ("wechat", "hs")])).await.unwrap();
        let moved = desk.contacts().of(winner.id).await.unwrap();
        let lin = moved.iter().find(|contact| contact.details.name == "林木").unwrap();
        desk.contacts().change(lin.id, change(lin.version, &[("position", "厂长")])).await.unwrap();
        desk.customers().share(&Chosen::Ids(vec![winner.id.0]), &[third.id], true, Some(house.now().plus_days(3))).await.unwrap();

        let parted = boss.desk().await.customers().unmerge(merged.id).await.unwrap();
        assert_eq!(parted.fields, ["city"]);
        assert_eq!(parted.contacts, [(lin.id, "林木".to_owned())]);
        let again = desk.customers().find(winner.id).await.unwrap();
        assert_eq!([&again.details.name, &again.details.city, &again.details.wechat], ["华山机械", "重庆", "hs"]);
        assert_eq!(contacts(&boss, winner.id).await, ["陈晓", "林木"]);
        assert_eq!(contacts(&boss, loser.id).await, ["何水"]);
        assert_eq!(shared(&li, winner.id).await, [(third.id, true)], "shared anew since");
    }

    async fn of_three_each_comes_out_in_turn(house: House) {
        let admin = house.admin().await;
        let [a, b, c] = [
            enters(&admin, "甲", "13800000001", "").await,
            enters(&admin, "乙", "13800000002", "").await,
            enters(&admin, "丙", "13800000003", "").await,
        ];
        contact(&admin, a.id, "甲方", true).await;
        let inner = merge(&admin, b.id, a.id, &[]).await.unwrap();
        let outer = merge(&admin, c.id, b.id, &[]).await.unwrap();
        assert_eq!(contacts(&admin, c.id).await, ["甲方"]);
        let records = admin.desk().await.records().of(c.id, None, 50).await.unwrap();
        assert_eq!(records.iter().filter(|record| record.kind == RecordKind::Entered).count(), 3);
        let desk = admin.desk().await;
        assert_eq!(refused(desk.customers().unmerge(inner.id).await), Problem::NotFound, "its customer is in another itself");
        desk.customers().unmerge(outer.id).await.unwrap();
        desk.customers().unmerge(inner.id).await.unwrap();
        for (customer, mobile) in [(&a, "13800000001"), (&b, "13800000002"), (&c, "13800000003")] {
            let again = desk.customers().find(customer.id).await.unwrap();
            assert_eq!(again.details.mobile, mobile);
            assert_eq!(again.details.name, customer.details.name);
        }
        assert_eq!(contacts(&admin, a.id).await, ["甲方"]);
        assert_eq!(house.number("SELECT COUNT(*) FROM identities WHERE customer_id <> subject_id AND subject = 'customer'").await, 0);
    }

    async fn only_what_one_may_change_is_merged(house: House) {
        let Two { li, wang, winner, loser, .. } = two(&house).await;
        let refusal = refused(merge(&li, winner.id, loser.id, &[]).await);
        assert_eq!(refusal, Problem::Forbidden { permission: Permission::MergeCustomers });
        // Shared to be changed is not had.
        let may = [
            Permission::ViewCustomers,
            Permission::AddCustomers,
            Permission::EditCustomers,
            Permission::MergeCustomers,
            Permission::ClaimCustomers,
        ];
        let helper = house.person_who_may("助理", Scope::Own, &may).await;
        let mine = enters(&helper, "助理的客户", "", "").await.id;
        wang.desk().await.customers().share(&one(loser.id), &[helper.id], true, None).await.unwrap();
        assert_eq!(refused(merge(&helper, mine, loser.id, &[]).await), Problem::NotFound);
        let reason = house.choice(ChoiceKind::PoolReason, "其他").await;
        wang.desk().await.customers().give_up(&one(loser.id), None, reason, "").await.unwrap();
        assert_eq!(refused(merge(&helper, mine, loser.id, &[]).await), Problem::NotFound, "the pool is for those who give out of it");
        let admin = house.admin().await;
        assert_eq!(refused(merge(&admin, loser.id, winner.id, &[]).await), Problem::WrongState, "an owner does not lose a customer to a pool");
        let done = merge(&admin, winner.id, loser.id, &[]).await.unwrap();
        admin.desk().await.customers().unmerge(done.id).await.unwrap();
        let back = admin.desk().await.customers().find(loser.id).await.unwrap();
        assert_eq!(back.state, CustomerState::Pool);
        wrong_field(merge(&admin, winner.id, winner.id, &[]).await, "loser");
        wrong_field(merge(&admin, winner.id, loser.id, &[("colour", Pick::Loser)]).await, "colour");
        wrong_field(merge(&admin, winner.id, loser.id, &[("hot", Pick::Text("1".into()))]).await, "hot");
        wrong_field(merge(&admin, winner.id, loser.id, &[("name", Pick::Text(" ".into()))]).await, "name");
        wrong_field(merge(&admin, winner.id, loser.id, &[("email", Pick::Text("nobody".into()))]).await, "email");
    }

    async fn who_merges_what_was_changed_meanwhile_is_told(house: House) {
        let Two { wang, boss, winner, loser, .. } = two(&house).await;
        let desk = boss.desk().await;
        let wish = wish(&desk, winner.id, loser.id, &[]).await.unwrap();
        // Shares are no fields: they are in the history without being in the way.
        wang.desk().await.customers().change(loser.id, change(loser.version, &[("city", "重庆")])).await.unwrap();
        let Problem::Conflict { conflicts, .. } = refused(desk.customers().merge(&wish).await) else { panic!() };
        let [conflict] = conflicts.as_slice() else { panic!("{conflicts:?}") };
        assert_eq!((conflict.field.as_str(), conflict.base.as_str(), conflict.theirs.as_str()), ("city", "成都", "重庆"));
    }

    async fn of_those_who_merge_at_once_one_does(house: House) {
        let Two { li, boss, winner, loser, .. } = two(&house).await;
        let desk = boss.desk().await;
        let ways = [
            wish(&desk, winner.id, loser.id, &[]).await.unwrap(),
            wish(&desk, loser.id, winner.id, &[]).await.unwrap(),
        ];
        let mut tasks = Vec::new();
        for at in 0..8 {
            // Both ways round, and somebody edits meanwhile.
            let (wish, desk) = (ways[at % 2].clone(), desk.clone());
            tasks.push(tokio::spawn(async move { desk.customers().merge(&wish).await.map(|merge| merge.id) }));
        }
        let editor = li.desk().await;
        let (id, edit) = (winner.id, change(winner.version, &[("wechat", "hs")]));
        let edits = tokio::spawn(async move { editor.customers().change(id, edit).await.map(drop) });
        let mut won = Vec::new();
        for task in tasks {
            match task.await.unwrap() {
                Ok(merge) => won.push(merge),
                Err(error) => {
                    let problem = error.into_problem();
                    assert!(matches!(problem, Problem::Conflict { .. } | Problem::TooLate | Problem::NotFound), "{problem}");
                }
            }
        }
        let edited = edits.await.unwrap();
        assert!(won.len() <= 1 && (won.len() == 1 || edited.is_ok()), "{won:?} {edited:?}");
        assert_eq!(house.number("SELECT COUNT(*) FROM customers WHERE merged_into IS NOT NULL").await, i64::try_from(won.len()).unwrap());

        let Some(merge) = won.pop() else { return };
        let mut tasks = Vec::new();
        for _ in 0..4 {
            let desk = desk.clone();
            tasks.push(tokio::spawn(async move { desk.customers().unmerge(merge).await.is_ok() }));
        }
        let mut undone = 0;
        for task in tasks {
            undone += i32::from(task.await.unwrap());
        }
        assert_eq!(undone, 1);
        assert_eq!(house.number("SELECT COUNT(*) FROM customers WHERE merged_into IS NOT NULL").await, 0);
    }

    async fn who_comes_back_needs_room(house: House) {
        let Two { wang, boss, winner, loser, .. } = two(&house).await;
        let merged = merge(&boss, winner.id, loser.id, &[]).await.unwrap();
        let admin = house.admin().await.desk().await;
        admin.customers().set_most(Some(1)).await.unwrap();
        enters(&wang, "新的", "", "").await;
        wrong_field(admin.customers().unmerge(merged.id).await, "owner");
        admin.customers().set_most(None).await.unwrap();
        admin.customers().bin(&one(winner.id)).await.unwrap();
        assert_eq!(refused(admin.customers().unmerge(merged.id).await), Problem::WrongState);
        admin.customers().restore(&one(winner.id), None).await.unwrap();
        admin.people().set_disabled(wang.id, true).await.unwrap();
        admin.customers().unmerge(merged.id).await.unwrap();
        let back = admin.customers().find(loser.id).await.unwrap();
        assert_eq!(back.owner, Some(house.admin().await.id), "who has left gets nothing back");
    }

    async fn a_merge_goes_with_one_connection(house: House) {
        let admin = house.admin().await;
        let [a, b] = [enters(&admin, "甲", "", "").await, enters(&admin, "乙", "", "").await];
        let store = house.one_connection().await;
        let viewer = store.viewer_of_login("admin").await.unwrap();
        let desk = store.desk(&viewer);
        let wish = wish(&desk, a.id, b.id, &[]).await.unwrap();
        let merged = desk.customers().merge(&wish).await.unwrap();
        desk.customers().unmerge(merged.id).await.unwrap();
        store.close().await;
    }
}

/// Who has the customer that is in the way of a new one with this mobile.
async fn enters_twin(person: &Colleague, mobile: &str) -> Option<PersonId> {
    let details = CustomerDetails { name: "测试甲".into(), mobile: mobile.into(), ..Default::default() };
    let new = NewCustomer { details, ..Default::default() };
    match refused(person.desk().await.customers().add(new).await) {
        Problem::Duplicate { found } => found.into_iter().find_map(|twin| twin.owner).map(|owner| owner.0),
        other => panic!("{other}"),
    }
}
