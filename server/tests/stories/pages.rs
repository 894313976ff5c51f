//! Pages as the server writes them.
use crate::stage::{Stage, Visitor};
use testkit::{House, on_both};

/// How often each page is written at once.
const OFTEN: usize = 24;

/// How many marks of each kind a page has: what the browser half must find again to wake it.
async fn marks(visitor: Visitor, path: String) -> (usize, usize, usize) {
    let answer = visitor.get(&path).await;
    answer.done();
    let text = answer.text();
    let count = |mark: &str| text.matches(mark).count();
    (count("<"), count("<!>"), count("<h1"))
}

on_both! {
    async fn a_page_is_whole_however_many_are_written_at_once(house: House) {
        let stage = Stage::of(&house);
        let admin = house.admin().await;
        let lead = house.pool_lead("张伟").await;
        let browser = stage.browser(&admin).await;
        let paths = [
            "/leads", "/leads/new", "/calendar", "/import", "/account", "/settings/people", "/settings/roles",
            "/settings/choices/status", "/settings/tabs", "/settings/tokens", "/audit", "/settings/people/1",
            "/settings/roles/1", "/settings/choices/record_type", "/approvals", "/approvals?view=mine", "/notices",
            "/customers/levels",
        ];
        let of_lead = [format!("/leads/{}", lead.id), format!("/leads/{}/edit", lead.id)];
        let customer = crate::cards::enters(&admin, "华山机械").await;
        let of_customer = [
            format!("/customers/{}", customer.id), "/customers/new".to_owned(), "/customers".to_owned(),
            "/customers?view=bin".to_owned(), "/customers/query".to_owned(), "/contacts".to_owned(),
        ];
        for path in paths.into_iter().map(str::to_owned).chain(of_lead).chain(of_customer) {
            let writing: Vec<_> = (0..OFTEN).map(|_| tokio::spawn(marks(browser.clone(), path.clone()))).collect();
            let mut written = Vec::new();
            for page in writing {
                written.push(page.await.unwrap());
            }
            assert!(written[0].2 > 0, "{path} has no heading: {:?}", written[0]);
            assert!(written.iter().all(|page| page == &written[0]), "{path} differs: {written:?}");
        }
    }
}
