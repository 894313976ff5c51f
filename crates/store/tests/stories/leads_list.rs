//! Lists of leads: every order, every page, every count.
use domain::column::Column;
use domain::lead::{Lead, LeadColumn, LeadDetails, LeadField, LeadFilter, NewLead};
use domain::list::{Cell, Chosen, Page, Paging, Sort};
use domain::{FieldProblem, Problem};
use std::collections::BTreeMap;
use store::Desk;
use testkit::{House, on_both, refused, wrong_field};

/// Leads whose fields are filled here and there, so that every column has blanks and ties.
async fn a_mixed_company(house: &House) -> Vec<Lead> {
    let admin = house.admin().await;
    let others = [house.salesperson("李娜").await, house.salesperson("阿强").await];
    let desk = admin.desk().await;
    let choices = desk.choices().all().await.unwrap();
    let of = |kind: &str, n: usize| {
        let mut all = choices.iter().filter(|choice| choice.kind.key() == kind);
        all.nth(n).map(|choice| choice.id)
    };
    let names =
        ["张伟", "安琪", "apple", "Zoe", "赵敏", "", "曾国", "张伟", "bob", "王芳", "重庆小面", "9 号"];
    let mut leads = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let mut details = LeadDetails {
            contact: (*name).into(),
            mobile: format!("1390000{n:04}"),
            ..LeadDetails::default()
        };
        for (at, field) in LeadField::ALL.iter().enumerate().filter(|(at, _)| (at + n) % 3 == 0) {
            if details.get(*field).is_empty() && *field != LeadField::Email {
                details.set(*field, format!("{}{}", names[(at * 7 + n) % names.len()], n % 4));
            }
        }
        let new = NewLead {
            details,
            status: of("status", n % 3),
            source: if n % 4 == 0 { None } else { of("source", n % 3) },
            intake: if n % 5 == 0 { of("intake", n % 7) } else { None },
            owner: [Some(admin.id), Some(others[0].id), None, Some(others[1].id)][n % 4],
            submitted_at: Some(house.now().plus_days(-(n as i64 % 5))),
            ..NewLead::default()
        };
        house.clock().pass_seconds(60);
        leads.push(desk.leads().add(new).await.unwrap());
    }
    leads
}

async fn walk(desk: &Desk, filter: &LeadFilter, sort: &str, limit: u32) -> Vec<i64> {
    let mut paging = Paging { sort: Sort::parse(sort), limit, ..Paging::default() };
    let mut ids = Vec::new();
    loop {
        let page: Page = desk.leads().list(filter, &paging).await.unwrap();
        assert!(page.rows.len() <= limit as usize);
        ids.extend(page.rows.iter().map(|row| row.id));
        match page.next {
            Some(next) => paging.cursor = Some(next),
            None => return ids,
        }
    }
}

fn sorts() -> Vec<String> {
    let keys: Vec<&str> = LeadColumn::ALL.iter().map(|column| column.key()).collect();
    let mut sorts = Vec::new();
    for (n, key) in keys.iter().enumerate() {
        let other = keys[(n + 5) % keys.len()];
        sorts.extend([
            (*key).to_owned(),
            format!("-{key}"),
            format!("{key},-{other}"),
            format!("-{key},{other}"),
        ]);
    }
    sorts
}

on_both! {
    async fn every_order_walks_every_lead_once_whatever_the_page(house: House) {
        let leads = a_mixed_company(&house).await;
        let desk = house.admin().await.desk().await;
        for sort in sorts() {
            let whole = walk(&desk, &LeadFilter::default(), &sort, 200).await;
            let mut once = whole.clone();
            once.sort_unstable();
            assert_eq!(once, leads.iter().map(|lead| lead.id.0).collect::<Vec<_>>(), "{sort}");
            for limit in [1, 5] {
                assert_eq!(walk(&desk, &LeadFilter::default(), &sort, limit).await, whole, "{sort} by {limit}");
            }
        }
    }

    async fn blank_cells_come_last_in_either_direction(house: House) {
        a_mixed_company(&house).await;
        let desk = house.admin().await.desk().await;
        for column in LeadColumn::ALL {
            for sort in [column.key().to_owned(), format!("-{}", column.key())] {
                let paging = Paging { sort: Sort::parse(&sort), columns: vec![*column], ..Paging::default() };
                let page = desk.leads().list(&LeadFilter::default(), &paging).await.unwrap();
                let blank: Vec<bool> = page.rows.iter().map(|row| row.cells[0] == Cell::Blank).collect();
                assert!(blank.is_sorted(), "{sort}: {blank:?}");
            }
        }
    }

    async fn names_go_by_pinyin_and_letters_do_not_care_for_their_case(house: House) {
        a_mixed_company(&house).await;
        let desk = house.admin().await.desk().await;
        let paging = Paging { sort: Sort::parse("contact"), columns: vec![LeadColumn::Text(LeadField::Contact)], ..Paging::default() };
        let page = desk.leads().list(&LeadFilter::default(), &paging).await.unwrap();
        let names: Vec<_> = page.rows.into_iter().filter_map(|row| match row.cells.into_iter().next() {
            Some(Cell::Text { text, .. }) => Some(text),
            _ => None,
        }).collect();
        assert_eq!(names, ["9 号", "安琪", "apple", "bob", "重庆小面", "王芳", "曾国", "张伟", "张伟", "张伟1", "赵敏", "Zoe"]);
    }

    async fn a_salesperson_sees_her_own_and_a_manager_those_below(house: House) {
        let (lina, qiang) = (house.salesperson("李娜").await, house.salesperson("阿强").await);
        let boss = house.manager_of("何总", &[&lina]).await;
        let (hers, his) = (lina.lead("她的").await, qiang.lead("他的").await);
        let pool = house.pool_lead("公海的").await;
        let all = LeadFilter::default();
        assert_eq!(walk(&lina.desk().await, &all, "", 50).await, [hers.id.0]);
        assert_eq!(walk(&qiang.desk().await, &all, "", 50).await, [his.id.0]);
        assert_eq!(walk(&boss.desk().await, &all, "", 50).await, [hers.id.0]);
        let everything = walk(&house.admin().await.desk().await, &all, "contact", 50).await;
        assert_eq!(everything.len(), 3);
        assert_eq!(walk(&lina.desk().await, &LeadFilter::parse("view=pool"), "", 50).await, [pool.id.0]);
        assert_eq!(refused(lina.desk().await.leads().find(his.id).await), Problem::NotFound);
        assert!(boss.desk().await.leads().find(hers.id).await.is_ok());
    }

    async fn the_count_is_the_number_of_rows_for_every_filter(house: House) {
        a_mixed_company(&house).await;
        let statuses = house.admin().await.desk().await.choices().all().await.unwrap();
        let status = statuses.iter().find(|choice| choice.kind.key() == "status").unwrap().id;
        let filters = [
            String::new(), "view=work".into(), "view=work&tab=1".into(), "view=work&tab=3".into(), "view=pool".into(), "state=claimed".into(),
            "state=unclaimed,finished".into(), format!("status={status}"), format!("view=work&status={status}"),
            "q=%E5%BC%A0".into(), "contact=a&state=claimed".into(), "submitted_from=2026-11-20".into(),
            "submitted_from=2026-11-20&submitted_to=2026-11-21".into(), "focus=1".into(), "owner=1,2".into(),
        ];
        for person in [house.admin().await, house.manager("何总").await] {
            let desk = person.desk().await;
            for text in &filters {
                let filter = LeadFilter::parse(text);
                let rows = walk(&desk, &filter, "", 200).await.len();
                assert_eq!(desk.leads().count(&filter).await.unwrap(), rows as i64, "{} {text}", person.name);
            }
        }
    }

    async fn a_cursor_of_another_order_is_refused_by_name(house: House) {
        a_mixed_company(&house).await;
        let desk = house.admin().await.desk().await;
        let first = Paging { sort: Sort::parse("contact"), limit: 1, ..Paging::default() };
        let next = desk.leads().list(&LeadFilter::default(), &first).await.unwrap().next;
        for cursor in [next, Some("nonsense".into()), Some("e30".into())] {
            let paging = Paging { sort: Sort::parse("-company"), cursor, ..Paging::default() };
            let outcome = desk.leads().list(&LeadFilter::default(), &paging).await;
            assert_eq!(wrong_field(outcome, "cursor"), FieldProblem::Malformed);
        }
    }

    async fn tabs_follow_the_status_of_a_lead(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let (called, keen) = (house.status("已联系").await, house.status("有意向").await);
        let form = domain::tab::TabForm {
            name: "有意向".into(), name_en: "Keen".into(),
            rule: domain::tab::TabRule::Statuses { statuses: vec![keen] },
        };
        let tab = house.admin().await.desk().await.tabs().add(form).await.unwrap();
        let desk = lina.desk().await;
        let inside = async || {
            let counts: BTreeMap<_, _> = desk.leads().tab_counts().await.unwrap().into_iter().map(|count| (count.tab, count.count)).collect();
            let rows = walk(&desk, &LeadFilter::parse(&format!("view=work&tab={tab}")), "", 50).await;
            assert_eq!(counts[&tab], rows.len() as i64);
            rows.len()
        };
        desk.leads().set_status(&Chosen::Ids(vec![lead.id.0]), called).await.unwrap();
        assert_eq!(inside().await, 0);
        desk.leads().set_status(&Chosen::Ids(vec![lead.id.0]), keen).await.unwrap();
        assert_eq!(inside().await, 1);
    }

    async fn today_ends_at_midnight_of_the_viewer(house: House) {
        let lina = house.salesperson("李娜").await;
        lina.lead("王芳").await;
        let desk = lina.desk().await;
        let today = async || desk.leads().tab_counts().await.unwrap()[0].count;
        assert_eq!(today().await, 1);
        house.clock().pass_seconds(13 * 3600 + 59 * 60);
        assert_eq!(today().await, 1, "23:59 in Shanghai");
        house.clock().pass_seconds(60);
        assert_eq!(today().await, 0, "midnight in Shanghai");
    }

    async fn an_export_has_all_rows_in_order_and_stands_in_the_audit_log(house: House) {
        let leads = a_mixed_company(&house).await;
        let desk = house.admin().await.desk().await;
        let columns = vec![LeadColumn::Text(LeadField::Contact), LeadColumn::Owner];
        for (chosen, expected) in [
            (Chosen::Matching(String::new()), walk(&desk, &LeadFilter::default(), "contact", 200).await),
            (Chosen::Ids(vec![leads[3].id.0, leads[1].id.0, 999]), vec![leads[1].id.0, leads[3].id.0]),
        ] {
            let mut export = desk.leads().export(&chosen, Sort::parse("contact"), columns.clone()).await.unwrap();
            let mut ids = Vec::new();
            while let Some(rows) = export.next().await.unwrap() {
                ids.extend(rows.iter().map(|row| row.id));
            }
            assert_eq!(ids, expected);
        }
        let noted = desk.audit().list(None, "leads.exported", 10).await.unwrap();
        assert_eq!(noted.len(), 2);
        assert!(noted[1].detail.contains("\"rows\":12"), "{}", noted[1].detail);
        let lina = house.person_who_may("看客", domain::Scope::Company, &[domain::Permission::ViewLeads]).await;
        let problem = refused(lina.desk().await.leads().export(&Chosen::Matching(String::new()), Sort::parse(""), columns).await);
        assert_eq!(problem, Problem::Forbidden { permission: domain::Permission::ExportLeads });
    }
}
