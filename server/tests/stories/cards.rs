//! The card of a customer and the form that enters one, as they work before any script has come.
use crate::stage::{Answer, Stage, Visitor};
use domain::choice::ChoiceKind;
use domain::contact::{ContactDetails, NewContact};
use domain::customer::{Customer, CustomerDetails, NewCustomer};
use testkit::{Colleague, House, on_both};

/// A browser without a script that stands on a page.
async fn plain(stage: &Stage, person: &Colleague, page: &str) -> Visitor {
    stage
        .browser(person)
        .await
        .with("accept", "text/html")
        .with("referer", &format!("http://clew.test{page}"))
}

/// Where the form that is marked by this text is sent.
fn action(page: &str, mark: &str) -> String {
    let from = page.find(mark).unwrap_or_else(|| panic!("no {mark} in the page"));
    let after = &page[from..];
    let at = after.find("action=\"").expect("a form") + "action=\"".len();
    after[at..].split('"').next().expect("an address").to_owned()
}

/// Where a plain form leads.
fn there(answer: &Answer) -> String {
    assert!(answer.status.is_redirection(), "{}: {}", answer.status, answer.text());
    answer.header("location").trim_start_matches("http://clew.test").to_owned()
}

pub async fn enters(person: &Colleague, name: &str) -> Customer {
    let details = CustomerDetails { name: name.into(), ..Default::default() };
    let contact = ContactDetails { name: "陈晓".into(), ..Default::default() };
    let contacts = vec![NewContact { details: contact, main: true, ..Default::default() }];
    let new = NewCustomer { details, contacts, ..Default::default() };
    person.desk().await.customers().add(new).await.unwrap()
}

on_both! {
    async fn a_customer_is_entered_with_its_contacts_without_a_script(house: House) {
        let stage = Stage::of(&house);
        let li = house.salesperson("李").await;
        let browser = plain(&stage, &li, "/customers/new").await;
        let form = browser.get("/customers/new").await;
        form.done();
        let to = action(&form.text(), "id=\"customer-form\"");
        let nameless = [("name", ""), ("kind", "company"), ("contacts.0.name", "陈晓"), ("contacts.0.mobile", "13800001111"), ("description", "展会上认识的")];
        let back = there(&browser.form(&to, &nameless).await);
        assert!(back.starts_with("/customers/new?"), "{back}");
        let again = browser.get(&back).await.text();
        for kept in ["陈晓", "13800001111", "展会上认识的", "请填写"] {
            assert!(again.contains(kept), "{kept} is lost");
        }
        let named = [("name", "华山机械"), ("kind", "company"), ("contacts.0.name", "陈晓"), ("contacts.2.name", "周海"), ("main", "2")];
        let card = there(&browser.form(&to, &named).await);
        let page = browser.get(&card).await.text();
        for shown in ["华山机械", "陈晓", "周海", "录入，归李"] {
            assert!(page.contains(shown), "{shown} is missing on {card}");
        }
        let contacts = li.desk().await.contacts().of(domain::CustomerId(card.rsplit('/').next().unwrap().parse().unwrap())).await.unwrap();
        assert_eq!((contacts[0].details.name.as_str(), contacts[0].main), ("周海", true));
    }

    async fn one_contact_more_is_a_way_round_over_the_address(house: House) {
        let browser = plain(&Stage::of(&house), &house.salesperson("李").await, "/customers/new").await;
        let page = browser.get("/customers/new?name=%E5%8D%8E%E5%B1%B1&lines=2").await.text();
        assert!(page.contains("contacts.1.name") && !page.contains("contacts.2.name"));
        assert!(page.contains("value=\"华山\""));
    }

    async fn a_contact_and_a_receipt_are_added_without_a_script(house: House) {
        let stage = Stage::of(&house);
        let li = house.salesperson("李").await;
        let customer = enters(&li, "华山机械").await;
        let card = format!("/customers/{}", customer.id);
        let browser = plain(&stage, &li, &card).await;
        let page = browser.get(&card).await;
        page.done();
        let id = customer.id.to_string();
        let contact = action(&page.text(), "id=\"contact-form\"");
        let back = there(&browser.form(&contact, &[("customer", &id), ("name", ""), ("position", "采购经理")]).await);
        assert!(browser.get(&back).await.text().contains("采购经理"), "what was typed is lost");
        browser.form(&contact, &[("customer", &id), ("name", "周海"), ("position", "采购经理")]).await;
        assert!(browser.get(&card).await.text().contains("周海"));

        let note = action(&page.text(), "id=\"process-form\"");
        let receipt = house.choice(ChoiceKind::RecordType, "收款").await.to_string();
        let field = li.desk().await.record_fields().all().await.unwrap();
        let key = domain::record::RecordField::key(field.iter().find(|field| field.of_type.to_string() == receipt).unwrap().id);
        let whole = |amount: &'static str| {
            [("subject", "customer"), ("id", id.as_str()), ("kind", "note"), ("content", "首款到账"), ("of_type", receipt.as_str()), ("status", ""), (key.as_str(), amount)]
        };
        let back = there(&browser.form(&note, &whole("")).await);
        let refused = browser.get(&back).await.text();
        assert!(back.contains("content=") && refused.contains("首款到账"), "{back}");
        browser.form(&note, &whole("12,000")).await;
        let page = browser.get(&card).await.text();
        assert!(page.contains("12000.00") && page.contains("首款到账"));
    }

    async fn a_contact_that_may_be_there_already_is_confirmed_without_a_script(house: House) {
        let stage = Stage::of(&house);
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let theirs = enters(&wang, "泰山重工").await;
        let known = ContactDetails { name: "周海".into(), email: "zhou@example.com".into(), ..Default::default() };
        wang.desk().await.contacts().add(theirs.id, NewContact { details: known, ..Default::default() }).await.unwrap();
        let id = enters(&li, "华山机械").await.id.to_string();
        let card = format!("/customers/{id}");
        let browser = plain(&stage, &li, &card).await;
        let add = action(&browser.get(&card).await.text(), "id=\"contact-form\"");
        let typed = [("customer", id.as_str()), ("name", "周海"), ("position", "采购经理"), ("email", "ZHOU@example.com")];
        let back = there(&browser.form(&add, &typed).await);
        let refused = browser.get(&back).await.text();
        for told in ["邮箱相同，归属 王", "问负责人要", "采购经理", "确实不是同一个，仍要保存"] {
            assert!(refused.contains(told), "{told} is missing");
        }
        let ask = action(&refused, "id=\"ask-email\"");
        let wish = [("mark", "email"), ("value", "zhou@example.com"), ("field", "email"), ("customer", &id), ("back", "adding=contact&name=周海")];
        let asked = there(&browser.form(&ask, &wish).await);
        assert!(asked.starts_with(&format!("{card}?adding=contact")), "{asked}");
        assert_eq!(wang.desk().await.notices().list(None, 10).await.unwrap().len(), 1);
        let confirmed = [&typed[..], &[("confirm", "1")]].concat();
        browser.form(&add, &confirmed).await;
        let contacts = li.desk().await.contacts().of(domain::CustomerId(id.parse().unwrap())).await.unwrap();
        assert!(contacts.iter().any(|contact| contact.details.email == "ZHOU@example.com"));
    }

    async fn a_contact_is_found_on_the_card_of_its_customer(house: House) {
        let stage = Stage::of(&house);
        let [li, wang] = [house.salesperson("李").await, house.salesperson("王").await];
        let customer = enters(&li, "华山机械").await;
        let contact = &li.desk().await.contacts().of(customer.id).await.unwrap()[0];
        let path = format!("/contacts/{}", contact.id);
        let answer = plain(&stage, &li, &path).await.get(&path).await;
        assert_eq!(there(&answer), format!("/customers/{}?contact={}#contact-{}", customer.id, contact.id, contact.id));
        let hers = stage.browser(&wang).await;
        assert_eq!(hers.get(&path).await.status, 404);
        assert_eq!(hers.get(&format!("/customers/{}", customer.id)).await.status, 404);
    }

    async fn who_may_not_enter_customers_gets_no_form(house: House) {
        let nobody = house.person_who_may("路人", domain::Scope::Own, &[]).await;
        let page = Stage::of(&house).browser(&nobody).await.get("/customers/new").await;
        assert!(!page.text().contains("id=\"customer-form\""));
    }
}
