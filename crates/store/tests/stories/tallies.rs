//! Counts that are kept rather than counted.
use domain::choice::ChoiceKind;
use domain::customer::{CustomerDetails, CustomerFilter, CustomerView, NewCustomer};
use domain::lead::LeadFilter;
use domain::list::Chosen;
use testkit::{House, on_both};

const TALLIES: [&str; 2] = ["SELECT COUNT(*) FROM lead_tally", "SELECT COUNT(*) FROM customer_tally"];

on_both! {
    async fn differences_fold_together_and_nothing_is_counted_otherwise(house: House) {
        let lina = house.salesperson("李娜").await;
        let desk = lina.desk().await;
        let mut customers = Vec::new();
        for at in 0..8 {
            let details = CustomerDetails { name: format!("客户{at}"), ..Default::default() };
            customers.push(desk.customers().add(NewCustomer { details, ..Default::default() }).await.unwrap().id.0);
            lina.lead(&format!("线索{at}")).await;
        }
        let (one, two) = (house.status("跟进中").await, house.status("已联系").await);
        let all = Chosen::Ids(customers.clone());
        for turn in 0..24 {
            desk.customers().set_hot(&all, turn % 2 == 0).await.unwrap();
            let status = if turn % 2 == 0 { one } else { two };
            desk.leads().set_status(&Chosen::Matching("view=work".into()), status).await.unwrap();
        }
        desk.customers().set_hot(&Chosen::Ids(customers[..3].to_vec()), true).await.unwrap();
        for tally in TALLIES {
            assert!(house.number(tally).await > 300, "{tally}");
        }
        house.store().tidy_tallies().await.unwrap();
        for tally in TALLIES {
            assert!(house.number(tally).await < 10, "{tally}");
        }
        let count = async |view| desk.customers().count(&CustomerFilter::of(view)).await.unwrap();
        assert_eq!((count(CustomerView::Mine).await, count(CustomerView::Hot).await), (8, 3));
        let leads = |text: &str| LeadFilter::parse(text);
        assert_eq!(desk.leads().count(&leads("view=work")).await.unwrap(), 8);
        assert_eq!(desk.leads().count(&leads(&format!("view=work&status={two}"))).await.unwrap(), 8);
        assert_eq!(house.choice(ChoiceKind::Status, "已联系").await, two);
    }

    // Whoever is second finds the differences gone, and leaves them.
    async fn two_servers_fold_at_once_and_nothing_is_lost(house: House) {
        let lina = house.salesperson("李娜").await;
        let desk = lina.desk().await;
        for at in 0..10 {
            lina.lead(&format!("线索{at}")).await;
        }
        let (one, two) = (house.status("跟进中").await, house.status("已联系").await);
        for turn in 0..20 {
            let status = if turn % 2 == 0 { one } else { two };
            desk.leads().set_status(&Chosen::Matching("view=work".into()), status).await.unwrap();
        }
        let (here, there) = (house.store(), house.another_server().await);
        let (first, second, third) =
            tokio::join!(here.tidy_tallies(), there.tidy_tallies(), there.tidy_tallies());
        first.and(second).and(third).unwrap();
        assert_eq!(desk.leads().count(&LeadFilter::parse("view=work")).await.unwrap(), 10);
        assert_eq!(house.number("SELECT CAST(SUM(n) AS BIGINT) FROM lead_tally").await, 10);
        there.close().await;
    }
}
