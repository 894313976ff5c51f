//! Lists of what a team owns.
use domain::customer::{CustomerDetails, CustomerFilter, CustomerView, NewCustomer, Security};
use domain::lead::{LeadFilter, LeadView};
use domain::list::{Page, Paging, Sort};
use testkit::{House, on_both};

fn paging(sort: &str, limit: u32, cursor: Option<String>) -> Paging<domain::customer::CustomerColumn> {
    Paging { sort: Sort::parse(sort), limit, cursor, ..Default::default() }
}

/// Somebody else owns so much that a team of four has a small part of all.
async fn much_of_another(house: &House) {
    let other = house.salesperson("大户").await;
    let desk = other.desk().await;
    for at in 0..120 {
        other.lead(&format!("别家线索{at}")).await;
        let details = CustomerDetails { name: format!("别家客户{at}"), ..Default::default() };
        desk.customers().add(NewCustomer { details, ..Default::default() }).await.unwrap();
    }
}

async fn in_order_page_by_page(house: House) {
    let [li, wang, zhao, other] = [
        house.salesperson("李").await,
        house.salesperson("王").await,
        house.salesperson("赵").await,
        house.salesperson("别人").await,
    ];
    let boss = house.manager_of("经理", &[&li, &wang, &zhao]).await;
    let mut mine = Vec::new();
    for (at, owner) in
        [&li, &other, &li, &li, &wang, &boss, &zhao, &other, &wang, &li, &zhao].into_iter().enumerate()
    {
        let lead = owner.lead(&format!("线索{at}")).await;
        if owner.id != other.id {
            mine.push(lead.id.0);
        }
    }
    let desk = boss.desk().await;
    for sort in ["-updated_at", "updated_at", "-submitted_at", "-contact", "owner", "-owner"] {
        let mut told = Vec::new();
        let mut cursor = None;
        loop {
            let paging = Paging { sort: Sort::parse(sort), limit: 2, cursor, ..Default::default() };
            let page: Page = desk.leads().list(&LeadFilter::of(LeadView::Query), &paging).await.unwrap();
            told.extend(page.rows.iter().map(|row| row.id));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        let whole = Paging { sort: Sort::parse(sort), limit: 200, ..Default::default() };
        let whole = desk.leads().list(&LeadFilter::of(LeadView::Query), &whole).await.unwrap();
        let whole: Vec<_> = whole.rows.iter().map(|row| row.id).collect();
        assert_eq!(told, whole, "{sort}");
        let mut all = whole.clone();
        all.sort_unstable();
        assert_eq!(all, mine, "{sort}");
    }
    let newest = desk
        .leads()
        .list(&LeadFilter::of(LeadView::Query), &Paging { limit: 3, ..Default::default() })
        .await
        .unwrap();
    let newest: Vec<_> = newest.rows.iter().map(|row| row.id).collect();
    assert_eq!(newest, mine.iter().rev().take(3).copied().collect::<Vec<_>>());
}

async fn without_what_is_secret(house: House) {
    let li = house.salesperson("李").await;
    let boss = house.manager_of("经理", &[&li]).await;
    let admin = house.admin().await;
    let desk = admin.desk().await;
    let mut open = Vec::new();
    for at in 0..9 {
        let security = if at < 3 { Security::Open } else { Security::Secret };
        let details = CustomerDetails { name: format!("客户{at}"), ..Default::default() };
        let new = NewCustomer { details, security, owner: Some(li.id), ..Default::default() };
        let id = desk.customers().add(new).await.unwrap().id.0;
        if at < 3 {
            open.push(id);
        }
    }
    open.reverse();
    let team = CustomerFilter::of(CustomerView::Subordinates);
    let page = boss.desk().await.customers().list(&team, &paging("-updated_at", 2, None)).await.unwrap();
    assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), open[..2]);
    let next = paging("-updated_at", 2, page.next);
    let page = boss.desk().await.customers().list(&team, &next).await.unwrap();
    assert_eq!(
        (page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), page.next),
        (open[2..].to_vec(), None)
    );
}

on_both! {
    async fn a_managers_list_is_in_order_whoever_owns_what_and_page_by_page(house: House) {
        in_order_page_by_page(house).await;
    }

    async fn so_is_the_list_of_a_team_with_a_small_part_of_all(house: House) {
        much_of_another(&house).await;
        in_order_page_by_page(house).await;
    }

    async fn what_is_too_secret_takes_no_place_on_a_managers_page(house: House) {
        without_what_is_secret(house).await;
    }

    async fn nor_on_that_of_a_team_with_a_small_part_of_all(house: House) {
        much_of_another(&house).await;
        without_what_is_secret(house).await;
    }

    async fn what_another_shares_stands_in_a_managers_order_by_owner(house: House) {
        let (li, other) = (house.salesperson("李").await, house.salesperson("别人").await);
        let boss = house.manager_of("经理", &[&li]).await;
        let mut all = Vec::new();
        for owner in [&li, &other] {
            let details = CustomerDetails { name: "客户".into(), company: format!("{}", owner.id), ..Default::default() };
            let new = NewCustomer { details, confirm: true, ..Default::default() };
            all.push(owner.desk().await.customers().add(new).await.unwrap().id.0);
        }
        let shared = domain::list::Chosen::Ids(vec![all[1]]);
        other.desk().await.customers().share(&shared, &[boss.id], false, None).await.unwrap();
        for sort in ["owner", "-owner", "-updated_at"] {
            let query = CustomerFilter::of(CustomerView::Query);
            let page = boss.desk().await.customers().list(&query, &paging(sort, 10, None)).await.unwrap();
            let mut told: Vec<_> = page.rows.iter().map(|row| row.id).collect();
            told.sort_unstable();
            assert_eq!(told, all, "{sort}");
        }
    }
}
