//! Many who want the same.
use crate::stage::Stage;
use domain::customer::{CustomerDetails, NewCustomer};
use domain::person::PersonForm;
use domain::{Permission, Scope};
use futures::future::join_all;
use testkit::{House, on_both};

on_both! {
    async fn sixteen_who_claim_at_once_make_one_owner_and_fifteen_polite_answers(house: House) {
        let stage = Stage::of(&house);
        let may = [Permission::ViewLeads, Permission::ClaimLeads, Permission::ManageTokens];
        let mut people = Vec::new();
        for number in 0..16 {
            let person = house.person_who_may(&format!("seller{number}"), Scope::Own, &may).await;
            people.push((person.id.0, stage.program(&person).await));
        }
        let lead = house.pool_lead("张伟").await;
        let path = format!("/api/v1/leads/{}/claim", lead.id);
        let answers = join_all(people.iter().map(|(_, program)| program.post(&path, serde_json::json!({})))).await;
        let winners: Vec<_> = answers.iter().zip(&people).filter(|(answer, _)| answer.status == 200).collect();
        assert_eq!(winners.len(), 1);
        let (answer, (winner, _)) = winners[0];
        assert_eq!(answer.json()["owner"]["id"], *winner);
        for answer in answers.iter().filter(|answer| answer.status != 200) {
            // Who looks when it is over no longer sees it; they saw it when they tried, so they are told why.
            let problem = answer.problem(409);
            assert_eq!(problem["type"], "urn:clew:problem:too_late");
            assert_eq!(problem["title"], "有人先了一步");
            assert_eq!(problem["detail"], "有人先了一步，没有做任何改动。");
        }
        let lead = house.admin().await.desk().await.leads().find(lead.id).await.unwrap();
        assert_eq!(lead.owner.map(|owner| owner.0), Some(*winner));
    }

    async fn sixteen_claims_of_one_person_at_once_stop_at_her_most(house: House) {
        let (stage, admin) = (Stage::of(&house), house.admin().await);
        let desk = admin.desk().await;
        let may = [Permission::ViewCustomers, Permission::ClaimCustomers];
        let li = house.person_who_may("李", Scope::Own, &may).await;
        let form = PersonForm { most_customers: Some(3), ..li.form().await };
        desk.people().change(li.id, form).await.unwrap();
        let mut free = Vec::new();
        for number in 0..16 {
            let details = CustomerDetails { name: format!("客户{number}"), ..Default::default() };
            let new = NewCustomer { details, pool: true, ..Default::default() };
            free.push(desk.customers().add(new).await.unwrap().id);
        }
        let program = stage.browser(&li).await;
        let paths: Vec<_> = free.iter().map(|id| format!("/api/v1/customers/{id}/claim")).collect();
        let answers = join_all(paths.iter().map(|path| program.post(path, serde_json::json!({})))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 3);
        for answer in answers.iter().filter(|answer| answer.status != 200) {
            assert_eq!(answer.wrong_fields(), ["owner"]);
        }
        let mine = program.get("/api/v1/customers?view=mine").await.json();
        assert_eq!(mine["rows"].as_array().unwrap().len(), 3);
    }
}
