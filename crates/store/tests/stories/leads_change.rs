//! Two people change one lead.
use domain::lead::{Lead, LeadChange};
use domain::{FieldProblem, Problem};
use store::Desk;
use testkit::{House, on_both, refused, wrong_field};

fn change(lead: &Lead, field: &str, value: &str) -> LeadChange {
    LeadChange { version: lead.version, values: [(field.to_owned(), value.to_owned())].into() }
}

async fn two_desks(house: &House) -> (Desk, Desk, Lead) {
    let lina = house.salesperson("李娜").await;
    let lead = lina.lead("王芳").await;
    (lina.desk().await, house.admin().await.desk().await, lead)
}

on_both! {
    async fn changes_of_different_fields_are_both_kept(house: House) {
        let (hers, his, lead) = two_desks(&house).await;
        hers.leads().change(lead.id, change(&lead, "mobile", "13800138000")).await.unwrap();
        let both = his.leads().change(lead.id, change(&lead, "company", "云帆科技")).await.unwrap();
        assert_eq!((both.details.mobile.as_str(), both.details.company.as_str()), ("13800138000", "云帆科技"));
        assert_eq!(both.version, lead.version + 2);
    }

    async fn a_second_change_of_the_same_field_is_shown_and_nothing_is_overwritten(house: House) {
        let (hers, his, lead) = two_desks(&house).await;
        hers.leads().change(lead.id, change(&lead, "contact", "王方")).await.unwrap();
        let problem = refused(his.leads().change(lead.id, change(&lead, "contact", "王放")).await);
        let Problem::Conflict { conflicts, version } = problem else { panic!("{problem}") };
        assert_eq!(version, lead.version + 1);
        let [conflict] = conflicts.as_slice() else { panic!("{conflicts:?}") };
        let told = [&conflict.field, &conflict.base, &conflict.theirs, &conflict.mine].map(String::as_str);
        assert_eq!(told, ["contact", "王芳", "王方", "王放"]);
        let after = LeadChange { version, values: [("contact".into(), "王放".into())].into() };
        assert_eq!(his.leads().change(lead.id, after).await.unwrap().details.contact, "王放");
    }

    async fn the_same_change_twice_is_no_conflict(house: House) {
        let (hers, his, lead) = two_desks(&house).await;
        hers.leads().change(lead.id, change(&lead, "contact", "王方")).await.unwrap();
        let same = his.leads().change(lead.id, change(&lead, "contact", "王方")).await.unwrap();
        assert_eq!(same.version, lead.version + 1);
    }

    async fn a_status_set_from_the_list_counts_as_a_change_of_the_field(house: House) {
        let (hers, his, lead) = two_desks(&house).await;
        let (called, keen) = (house.status("已联系").await, house.status("有意向").await);
        hers.leads().set_status(&domain::list::Chosen::Ids(vec![lead.id.0]), called).await.unwrap();
        let problem = refused(his.leads().change(lead.id, change(&lead, "status", &keen.to_string())).await);
        assert!(matches!(problem, Problem::Conflict { .. }), "{problem}");
    }

    async fn sixteen_changes_at_once_lose_nothing(house: House) {
        let (hers, _, lead) = two_desks(&house).await;
        let fields = ["mobile", "phone", "fax", "wechat", "qq", "postcode", "company", "department"];
        let tries: Vec<_> = fields.into_iter().map(|field| {
            let (desk, change) = (hers.clone(), change(&lead, field, field));
            tokio::spawn(async move { desk.leads().change(lead.id, change).await.map(drop) })
        }).collect();
        let mut done = 0;
        for attempt in tries {
            match attempt.await.unwrap() {
                Ok(()) => done += 1,
                Err(error) => assert_eq!(error.into_problem(), Problem::TooLate),
            }
        }
        let after = hers.leads().find(lead.id).await.unwrap();
        let kept = fields.iter().filter(|field| {
            let field = domain::lead::LeadField::from_key(field).unwrap();
            !after.details.get(field).is_empty()
        });
        assert_eq!(kept.count(), done);
        assert_eq!(after.version, lead.version + done as i64);
    }

    async fn wrong_values_name_their_field(house: House) {
        let (hers, _, lead) = two_desks(&house).await;
        assert_eq!(wrong_field(hers.leads().change(lead.id, change(&lead, "email", "x")).await, "email"), FieldProblem::Malformed);
        assert_eq!(wrong_field(hers.leads().change(lead.id, change(&lead, "status", "")).await, "status"), FieldProblem::NotChoosable);
        assert_eq!(wrong_field(hers.leads().change(lead.id, change(&lead, "colour", "red")).await, "colour"), FieldProblem::Unknown);
        assert_eq!(wrong_field(hers.leads().change(lead.id, change(&lead, "contact", "")).await, "contact"), FieldProblem::Required);
    }
}
