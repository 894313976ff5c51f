//! Downloads.
use crate::stage::{Answer, Stage};
use calamine::{Data, Reader, Xlsx};
use domain::lead::LeadField;
use serde_json::json;
use std::io::Cursor;
use testkit::{House, on_both};

/// The one sheet of a workbook, as texts; times as they stand on the wall.
fn sheet(answer: &Answer) -> Vec<Vec<String>> {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(answer.header("content-type"), kind, "{}", answer.text());
    assert_eq!(answer.header("content-length"), answer.body.len().to_string());
    let mut book = Xlsx::new(Cursor::new(answer.body.to_vec())).unwrap();
    assert_eq!(book.sheet_names(), ["线索"]);
    assert!(book.worksheet_formula("线索").unwrap().is_empty(), "a spreadsheet would run it");
    let shown = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::DateTime(at) => at.as_datetime().unwrap().to_string(),
        other => panic!("neither text nor time: {other:?}"),
    };
    book.worksheet_range("线索").unwrap().rows().map(|row| row.iter().map(shown).collect()).collect()
}

on_both! {
    async fn what_is_downloaded_is_what_the_list_shows(house: House) {
        let lina = house.salesperson("李娜").await;
        let zhang = house.salesperson("张强").await;
        for contact in ["王芳", "=1+1", "Müller"] {
            lina.lead(contact).await;
        }
        zhang.lead("别人的").await;
        let browser = Stage::of(&house).browser(&lina).await;
        let answer = browser.get("/api/v1/leads/export?format=csv&sort=-contact&columns=contact,status,owner,submitted_at").await;
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        assert!(answer.header("content-disposition").starts_with("attachment; filename=\"leads.csv\"; filename*=UTF-8''"));
        let text = answer.text();
        let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[0], "联系人,跟踪状态,负责人,提交时间");
        assert_eq!(lines[1], "王芳,新线索,李娜,2026-11-22 10:00:00");
        assert_eq!(lines[3], "'=1+1,新线索,李娜,2026-11-22 10:00:00", "a spreadsheet would run it without the mark");
        assert_eq!(lines.len(), 4, "{text}");
        let audit = house.admin().await.desk().await.audit().list(None, "leads.exported", 10).await.unwrap();
        assert_eq!(audit.len(), 1);
    }

    async fn a_workbook_has_the_columns_and_the_order_that_were_asked_for(house: House) {
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张强").await);
        for contact in ["王芳", "=1+1", "Müller", "王芳", "安琪"] {
            lina.lead(contact).await;
            house.clock().pass_seconds(60);
        }
        zhang.lead("别人的").await;
        let browser = Stage::of(&house).browser(&lina).await;
        let answer = browser.get("/api/v1/leads/export?sort=-contact,submitted_at&columns=submitted_at,contact,state,source,owner").await;
        let row = |minute: &str, contact: &str| [&format!("2026-11-22 10:{minute}:00"), contact, "跟踪中", "", "李娜"].map(str::to_owned);
        let expected = [
            ["提交时间", "联系人", "认领状态", "来源渠道", "负责人"].map(str::to_owned),
            row("00", "王芳"), row("03", "王芳"), row("02", "Müller"), row("04", "安琪"), row("01", "=1+1"),
        ];
        assert_eq!(sheet(&answer), expected);
    }

    async fn the_chosen_ones_come_alone_and_in_order(house: House) {
        let (lina, zhang) = (house.salesperson("李娜").await, house.salesperson("张强").await);
        let (one, _, three) = (lina.lead("王芳").await, lina.lead("赵敏").await, lina.lead("安琪").await);
        let theirs = zhang.lead("别人的").await;
        let browser = Stage::of(&house).browser(&lina).await;
        let path = format!("/api/v1/leads/export?ids={},{},{},999&columns=contact", one.id, theirs.id, three.id);
        assert_eq!(sheet(&browser.get(&format!("{path}&sort=contact")).await), [["联系人"], ["安琪"], ["王芳"]]);
        assert_eq!(sheet(&browser.get(&format!("{path}&sort=-contact")).await), [["联系人"], ["王芳"], ["安琪"]]);
        let csv = browser.get(&format!("{path}&sort=contact&format=csv")).await.text();
        assert_eq!(csv.lines().skip(1).collect::<Vec<_>>(), ["安琪", "王芳"]);
        let audit = house.admin().await.desk().await.audit().list(None, "leads.exported", 10).await.unwrap();
        assert!(audit.len() == 3 && audit.iter().all(|entry| entry.detail.contains("\"rows\":2")), "{audit:?}");
    }

    async fn without_the_permission_nothing_leaves(house: House) {
        let may = [domain::Permission::ViewLeads, domain::Permission::ManageTokens];
        let reader = house.person_who_may("读者", domain::Scope::Company, &may).await;
        house.pool_lead("张伟").await;
        let answer = Stage::of(&house).program(&reader).await.get("/api/v1/leads/export").await;
        assert_eq!(answer.problem(403)["permission"], "leads.export");
    }

    async fn every_field_can_be_a_condition_and_a_column(house: House) {
        let admin = Stage::of(&house).program(&house.admin().await).await;
        let mut body = json!({});
        for field in LeadField::ALL {
            body[field.key()] = json!(if *field == LeadField::Email { "a@clew.example" } else { "甲乙" });
        }
        admin.post("/api/v1/leads", body).await.done();
        for field in LeadField::ALL {
            let text = if *field == LeadField::Email { "clew" } else { "甲乙" };
            let path = format!("/api/v1/leads/export?format=csv&columns={0}&{0}={text}", field.key());
            assert_eq!(admin.get(&path).await.text().lines().count(), 2, "{}", field.key());
        }
    }
}
