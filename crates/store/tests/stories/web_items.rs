//! What was found about a customer on the web.
use domain::customer::{Customer, CustomerDetails, NewCustomer};
use domain::list::Chosen;
use domain::web::WebItemForm;
use domain::{FieldProblem, Problem};
use store::Error;
use testkit::{Colleague, House, on_both};

async fn enters(person: &Colleague, name: &str) -> Customer {
    let details = CustomerDetails { name: name.into(), ..Default::default() };
    person.desk().await.customers().add(NewCustomer { details, ..Default::default() }).await.unwrap()
}

fn found(title: &str, link: &str, day: &str) -> WebItemForm {
    WebItemForm { title: title.into(), link: link.into(), day: day.into(), note: String::new() }
}

fn is_not_found<T: std::fmt::Debug>(answer: store::Result<T>) -> bool {
    matches!(answer, Err(Error::Problem(Problem::NotFound)))
}

on_both! {
    async fn finds_stand_the_latest_first_and_are_changed_and_removed(house: House) {
        let li = house.salesperson("李").await;
        let customer = enters(&li, "华山机械").await;
        let desk = li.desk().await;
        let customers = desk.customers();
        for (title, day) in [("中标公告", "2026-03-01"), ("不知何时", ""), ("新厂开工", "2026-09-01")] {
            customers.add_web_item(customer.id, found(title, "example.com/a", day)).await.unwrap();
        }
        let items = customers.web_items(customer.id).await.unwrap();
        let titles: Vec<_> = items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["新厂开工", "中标公告", "不知何时"]);
        assert_eq!(items[0].by.as_deref(), Some("李"));
        let changed = customers.change_web_item(items[1].id, found("中标结果", "", "2026-10-01")).await.unwrap();
        assert_eq!((changed.title.as_str(), changed.link.as_str()), ("中标结果", ""));
        assert_eq!(customers.remove_web_item(items[2].id).await.unwrap(), customer.id);
        let titles: Vec<_> = customers.web_items(customer.id).await.unwrap().into_iter().map(|item| item.title).collect();
        assert_eq!(titles, ["中标结果", "新厂开工"]);
        let actions = house.number("SELECT COUNT(*) FROM audit WHERE action LIKE 'web_item.%'").await;
        assert_eq!(actions, 5);
    }

    async fn what_is_no_find_is_named_field_by_field(house: House) {
        let li = house.salesperson("李").await;
        let customer = enters(&li, "华山机械").await;
        let wrong = found(" ", "javascript:alert(1)", "yesterday");
        let answer = li.desk().await.customers().add_web_item(customer.id, wrong).await.unwrap_err();
        let Error::Problem(Problem::Invalid { fields }) = answer else { panic!("{answer}") };
        assert_eq!(fields.of("title"), Some(&FieldProblem::Required));
        assert_eq!((fields.of("link"), fields.of("day")), (Some(&FieldProblem::Malformed), Some(&FieldProblem::Malformed)));
    }

    async fn finds_are_seen_and_changed_with_their_customer(house: House) {
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let customer = enters(&li, "华山机械").await;
        let item = li.desk().await.customers().add_web_item(customer.id, found("公告", "", "")).await.unwrap();
        let hers = || async { wang.desk().await };
        assert!(is_not_found(hers().await.customers().web_items(customer.id).await));
        assert!(is_not_found(hers().await.customers().web_item(item.id).await));
        let chosen = Chosen::Ids(vec![customer.id.0]);
        li.desk().await.customers().share(&chosen, &[wang.id], false, None).await.unwrap();
        assert_eq!(hers().await.customers().web_items(customer.id).await.unwrap().len(), 1);
        assert!(is_not_found(hers().await.customers().change_web_item(item.id, found("改", "", "")).await));
        assert!(is_not_found(hers().await.customers().remove_web_item(item.id).await));
        assert!(is_not_found(hers().await.customers().add_web_item(customer.id, found("加", "", "")).await));
        li.desk().await.customers().share(&chosen, &[wang.id], true, None).await.unwrap();
        hers().await.customers().change_web_item(item.id, found("改", "", "")).await.unwrap();
    }
}
