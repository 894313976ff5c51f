//! Lists, searches and counts of customers, and those lists of leads that many own.
use crate::measure::measure;
use crate::{House, Outcome, heading, row};

/// One of those who sees her subordinates' rows: the one with most people below her.
const MANAGER: &str = "SELECT pr.person_id FROM person_roles pr JOIN roles r ON r.id = pr.role_id \
    WHERE r.scope = 'subordinates' ORDER BY r.parent_id, pr.person_id LIMIT 1";
/// Who has most customers.
const OWNER: &str = "SELECT owner_id FROM customers WHERE state = 'owned' GROUP BY owner_id \
    ORDER BY COUNT(*) DESC LIMIT 1";
/// With whom most are shared.
const GUEST: &str = "SELECT person_id FROM shares GROUP BY person_id ORDER BY COUNT(*) DESC LIMIT 1";

const SELECT: &str = "SELECT c.id, c.version, c.state, c.name, c.mobile, c.level_id, c.status_id, c.maturity_id, c.owner_id, \
    p.name, c.last_record_at, c.next_visit_at, c.updated_at FROM customers c LEFT JOIN people p ON p.id = c.owner_id";
const NEWEST: &str = "ORDER BY c.updated_at DESC, c.id DESC LIMIT 51";

/// Prints what they cost beside raw SQL.
pub async fn lists(house: &House) -> Outcome {
    let own = house.somebody(OWNER).await?;
    let manager = house.somebody(MANAGER).await?;
    let guest = house.somebody(GUEST).await?;
    let company = &house.company;
    let of = |condition: &str| format!("{SELECT} WHERE {condition} {NEWEST}");
    let shared = of(&format!("c.id IN (SELECT customer_id FROM shares WHERE person_id = ({GUEST}))"));
    let list = |view: &str| format!("/api/v1/customers?view={view}&limit=50");
    let found = |text: &str| format!("/api/v1/customers?view=query&q={text}&limit=50");
    let cases = [
        ("customers, own", list("mine"), &own, of(&format!("c.owner_id = ({OWNER}) AND c.state = 'owned'"))),
        ("customers, subordinates'", list("subordinates"), &manager, of("c.state = 'owned'")),
        ("customers, shared", list("shared"), &guest, shared),
        ("customers, pool", list("pool"), &own, of("c.state = 'pool'")),
        ("customers, company", list("company"), company, of("c.state = 'owned'")),
        ("leads, subordinates'", "/api/v1/leads?limit=50".to_owned(), &manager, leads("1 = 1")),
        ("leads, pool", "/api/v1/leads?view=pool&limit=50".to_owned(), &own, leads("l.state = 'unclaimed'")),
        (
            "contacts, own",
            "/api/v1/contacts?limit=50".to_owned(),
            &own,
            contacts(&format!("c.owner_id = ({OWNER})")),
        ),
        ("contacts, subordinates'", "/api/v1/contacts?limit=50".to_owned(), &manager, contacts("1 = 1")),
        ("contacts, company", "/api/v1/contacts?limit=50".to_owned(), company, contacts("1 = 1")),
        (
            "contacts, search 5678",
            "/api/v1/contacts?q=5678&limit=50".to_owned(),
            company,
            contacts("k.mobile LIKE '%5678%'"),
        ),
        ("customers, search 张伟", found("%E5%BC%A0%E4%BC%9F"), company, of("c.name LIKE '%张伟%'")),
        ("customers, search 5678", found("5678"), company, of("c.mobile LIKE '%5678%'")),
        (
            "counts of leads' tabs",
            "/api/v1/tabs/counts".to_owned(),
            &own,
            "SELECT COUNT(*) FROM leads".to_owned(),
        ),
        (
            "counts of customers' lists",
            "/api/v1/customers/views".to_owned(),
            &own,
            "SELECT COUNT(*) FROM customers".to_owned(),
        ),
        (
            "the same, a manager's",
            "/api/v1/customers/views".to_owned(),
            &manager,
            "SELECT COUNT(*) FROM customers".to_owned(),
        ),
    ];
    println!();
    heading();
    for (name, path, who, sql) in cases {
        let figures = measure(&house.program, &path, who, house.times).await?;
        row(name, &figures, house.raw.p50(&sql, house.times.min(20)).await?.as_secs_f64());
    }
    Ok(())
}

fn leads(condition: &str) -> String {
    format!(
        "SELECT l.id, l.contact, l.company, l.mobile, l.status_id, l.source_id, l.owner_id, l.updated_at FROM leads l \
         WHERE {condition} ORDER BY l.updated_at DESC, l.id DESC LIMIT 51"
    )
}

fn contacts(condition: &str) -> String {
    format!(
        "SELECT k.id, k.name, k.mobile, k.updated_at, c.name, c.owner_id FROM contacts k JOIN customers c ON c.id = k.customer_id \
         WHERE c.state = 'owned' AND {condition} ORDER BY k.updated_at DESC, k.id DESC LIMIT 51"
    )
}
