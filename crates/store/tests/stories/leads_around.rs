//! Stepping through a list from a lead's own page.
use domain::LeadId;
use domain::lead::{LeadColumn, LeadField, LeadFilter};
use domain::list::{Chosen, Paging, Sort};
use testkit::{House, on_both};

on_both! {
    async fn every_order_can_be_walked_both_ways(house: House) {
        let lina = house.salesperson("李娜").await;
        let desk = lina.desk().await;
        for contact in ["赵敏", "阿里", "", "王芳", "Zoe", "", "陈晨"] {
            let mut lead = lina.lead("x").await;
            lead.details.contact = contact.to_owned();
            let values = [("contact", contact), ("company", "某公司")];
            let values = values.map(|(field, text)| (field.to_owned(), text.to_owned())).into();
            desk.leads().change(lead.id, domain::lead::LeadChange { version: lead.version, values }).await.unwrap();
            house.clock().pass_seconds(60);
        }
        let filter = LeadFilter::parse("view=work");
        for sort in ["", "contact", "-contact", "status,-contact", "-next_visit_at", "owner", "state", "-company,contact"] {
            let sort: Sort<LeadColumn> = Sort::parse(sort);
            let paging = Paging { sort: sort.clone(), columns: vec![LeadColumn::Text(LeadField::Contact)], ..Paging::default() };
            let page = desk.leads().list(&filter, &paging).await.unwrap();
            let ids: Vec<_> = page.rows.iter().map(|row| LeadId(row.id)).collect();
            for (at, id) in ids.iter().enumerate() {
                let around = desk.leads().around(&filter, &sort, *id).await.unwrap();
                let before = at.checked_sub(1).map(|at| ids[at].0);
                assert_eq!((around.previous, around.next), (before, ids.get(at + 1).map(|id| id.0)), "{sort:?} {at}");
            }
        }
    }

    async fn a_lead_that_left_the_list_keeps_its_place(house: House) {
        let lina = house.salesperson("李娜").await;
        let (a, b, c) = (lina.lead("安").await, lina.lead("白").await, lina.lead("陈").await);
        let desk = lina.desk().await;
        let (filter, sort) = (LeadFilter::parse("view=work"), Sort::parse("contact"));
        let reason = house.choice(domain::choice::ChoiceKind::FinishReason, "没有需求").await;
        desk.leads().finish(&Chosen::Ids(vec![b.id.0]), reason).await.unwrap();
        let around = desk.leads().around(&filter, &sort, b.id).await.unwrap();
        assert_eq!((around.previous, around.next), (Some(a.id.0), Some(c.id.0)));
        let stranger = house.salesperson("张强").await.desk().await;
        let around = stranger.leads().around(&filter, &sort, b.id).await.unwrap();
        assert_eq!((around.previous, around.next), (None, None));
    }
}
