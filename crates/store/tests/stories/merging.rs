//! Making one choice of two: nothing that had the one is lost.
use crate::choices::called;
use domain::choice::ChoiceKind;
use domain::lead::{LeadChange, LeadDetails, NewLead};
use domain::list::Chosen;
use domain::tab::{TabForm, TabRule};
use domain::{ChoiceId, FieldProblem, LeadId, Problem};
use futures::future::join_all;
use testkit::{House, on_both, refused, wrong_field};

fn tab(name: &str, rule: TabRule) -> TabForm {
    TabForm { name: name.into(), name_en: String::new(), rule }
}

fn status(ids: &[ChoiceId]) -> TabRule {
    TabRule::Statuses { statuses: ids.to_vec() }
}

fn filter(query: String) -> TabRule {
    TabRule::Filter { query }
}

on_both! {
    async fn leads_move_to_the_other_status(house: House) {
        let desk = house.admin().await.desk().await;
        let lina = house.salesperson("李娜").await;
        let (old, new) = (lina.lead("王芳").await, house.status("Contacted").await);
        desk.choices().merge(old.status, new).await.unwrap();
        let lead = desk.leads().find(old.id).await.unwrap();
        assert_eq!(lead.status, new);
        assert_eq!((lead.version, lead.updated_at), (old.version, old.updated_at), "nobody worked on it");
        assert_eq!(refused(desk.choices().uses(old.status).await), Problem::NotFound);
        assert_eq!(desk.choices().uses(new).await.unwrap(), 1);
        assert!(desk.choices().all().await.unwrap().iter().all(|choice| choice.id != old.status));
    }

    async fn every_list_moves_its_own_column(house: House) {
        let desk = house.admin().await.desk().await;
        let source = house.choice(ChoiceKind::Source, "Website").await;
        let intake = house.choice(ChoiceKind::Intake, "Booking").await;
        let details = LeadDetails { contact: "王芳".into(), ..LeadDetails::default() };
        let new = NewLead { details, source: Some(source), intake: Some(intake), ..NewLead::default() };
        let lead = desk.leads().add(new).await.unwrap();
        let other_source = house.choice(ChoiceKind::Source, "Referral").await;
        let other_intake = house.choice(ChoiceKind::Intake, "Message").await;
        desk.choices().merge(source, other_source).await.unwrap();
        desk.choices().merge(intake, other_intake).await.unwrap();
        let lead = desk.leads().find(lead.id).await.unwrap();
        assert_eq!((lead.source, lead.intake), (Some(other_source), Some(other_intake)));
    }

    async fn tabs_follow_their_status(house: House) {
        let desk = house.admin().await.desk().await;
        let (old, new) = (house.status("New").await, house.status("Contacted").await);
        let one = desk.tabs().add(tab("一", status(&[old]))).await.unwrap();
        let both = desk.tabs().add(tab("二", status(&[old, new]))).await.unwrap();
        let query = format!("q=%E7%8E%8B&status={old},{new}");
        let saved = desk.tabs().add(tab("三", filter(query))).await.unwrap();
        desk.choices().merge(old, new).await.unwrap();
        let rule = async |id| {
            let tabs = desk.tabs().list().await.unwrap();
            tabs.into_iter().find(|tab| tab.id == id).unwrap().rule
        };
        assert_eq!(rule(one).await, status(&[new]));
        assert_eq!(rule(both).await, status(&[new]));
        assert_eq!(rule(saved).await, filter(format!("q=%E7%8E%8B&status={new}")));
    }

    async fn a_source_of_the_same_number_is_left_alone_in_filters(house: House) {
        let desk = house.admin().await.desk().await;
        let (old, new) = (house.status("New").await, house.status("Contacted").await);
        let saved = desk.tabs().add(tab("三", filter(format!("source={old}")))).await.unwrap();
        desk.choices().merge(old, new).await.unwrap();
        let tabs = desk.tabs().list().await.unwrap();
        let rule = tabs.into_iter().find(|tab| tab.id == saved).unwrap().rule;
        assert_eq!(rule, filter(format!("source={old}")));
    }

    async fn a_merged_name_is_free_again(house: House) {
        let desk = house.admin().await.desk().await;
        let (old, new) = (house.status("New").await, house.status("Contacted").await);
        desk.choices().merge(old, new).await.unwrap();
        desk.choices().add(ChoiceKind::Status, called("新线索")).await.unwrap();
        assert_eq!(refused(desk.choices().change(old, called("x")).await), Problem::NotFound);
    }

    async fn what_was_merged_before_leads_to_what_stands(house: House) {
        let desk = house.admin().await.desk().await;
        let first = house.status("New").await;
        let (second, third) = (house.status("Contacted").await, house.status("In progress").await);
        desk.choices().merge(first, second).await.unwrap();
        desk.choices().merge(second, third).await.unwrap();
        let stray = house.number("SELECT COUNT(*) FROM choices a JOIN choices b ON a.merged_into = b.id WHERE b.merged_into IS NOT NULL").await;
        assert_eq!(stray, 0);
        let merged = house.number("SELECT COUNT(*) FROM choices WHERE merged_into IS NOT NULL").await;
        assert_eq!(merged, 2);
    }

    async fn only_two_of_one_list_can_be_merged(house: House) {
        let desk = house.admin().await.desk().await;
        let (status, source) = (house.status("New").await, house.choice(ChoiceKind::Source, "Website").await);
        let retired = house.status("On hold").await;
        desk.choices().retire(retired, true).await.unwrap();
        for into in [status, source, retired, ChoiceId(9_999)] {
            let merged = desk.choices().merge(status, into).await;
            assert_eq!(wrong_field(merged, "into"), FieldProblem::NotChoosable);
        }
        assert_eq!(refused(desk.choices().merge(ChoiceId(9_999), status).await), Problem::NotFound);
    }

    async fn merging_both_ways_at_once_leaves_one(house: House) {
        let desk = house.admin().await.desk().await;
        let other = house.another_server().await;
        let there = other.desk(&house.admin().await.viewer().await);
        let (one, two) = (house.status("New").await, house.status("Contacted").await);
        let (first, second) = tokio::join!(
            async { desk.choices().merge(one, two).await },
            async { there.choices().merge(two, one).await }
        );
        assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|done| **done).count(), 1);
        assert_eq!(house.number("SELECT COUNT(*) FROM choices WHERE merged_into IS NOT NULL").await, 1);
        other.close().await;
    }

    async fn a_status_taken_while_it_is_merged_is_not_kept(house: House) {
        let desk = house.admin().await.desk().await;
        let (first, old, new) = (house.status("New").await, house.status("Contacted").await, house.status("In progress").await);
        let named = |name: String| NewLead { details: LeadDetails { contact: name, ..LeadDetails::default() }, status: Some(first), ..NewLead::default() };
        let leads: Vec<NewLead> = (0..12).map(|at| named(format!("客户{at}"))).collect();
        let ids = desk.leads().add_many(&leads).await.unwrap();
        let (leads, choices, named) = (desk.leads(), desk.choices(), &named);
        let give = ids.into_iter().map(|id| async move {
            match id % 3 {
                0 => leads.set_status(&Chosen::Ids(vec![id]), old).await.map(drop),
                1 => leads.change(LeadId(id), LeadChange { version: 1, values: [("status".to_owned(), old.to_string())].into() }).await.map(drop),
                _ => leads.add(NewLead { status: Some(old), ..named(format!("新{id}")) }).await.map(drop),
            }
        });
        let (given, merged) = tokio::join!(join_all(give), choices.merge(old, new));
        merged.unwrap();
        for refusal in given.into_iter().filter(Result::is_err) {
            wrong_field(refusal, "status");
        }
        assert_eq!(house.number("SELECT COUNT(*) FROM leads JOIN choices ON choices.id = status_id WHERE merged_into IS NOT NULL").await, 0);
    }
}
