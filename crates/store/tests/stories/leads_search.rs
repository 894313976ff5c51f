//! Search finds what a plain `contains` finds, on both databases.
use domain::filter::Test;
use domain::lead::{LeadColumn, LeadDetails, LeadField, LeadFilter, NewLead};
use domain::list::{Cell, Paging};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRng, TestRunner};
use std::cmp::Reverse;
use testkit::{House, on_both};
use words::{Query, Texts};

fn texts(details: &LeadDetails) -> Texts {
    LeadField::searched().fold(Texts::new(), |texts, field| match field {
        LeadField::Contact | LeadField::Nickname | LeadField::Company => texts.name(details.get(field)),
        LeadField::Mobile | LeadField::Phone | LeadField::Fax => texts.phone(details.get(field)),
        _ => texts.plain(details.get(field)),
    })
}

/// A small alphabet, so that texts and queries meet often.
fn text() -> impl Strategy<Value = String> {
    let letters =
        prop::sample::select("张伟李娜重庆單王a b@.-ABé１ａ0123'\"*\\:&".chars().collect::<Vec<_>>());
    prop::collection::vec(letters, 0..9).prop_map(|letters| letters.into_iter().collect())
}

/// A valid e-mail address that has the letters of a text.
fn address(text: &str) -> String {
    let letters: String = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    format!("{letters}.a@b-1.{letters}cn")
}

fn lead() -> impl Strategy<Value = LeadDetails> {
    prop::collection::vec((0..17_usize, text()), 1..6).prop_map(|fields| {
        let mut details = LeadDetails { wechat: "wx".into(), ..LeadDetails::default() };
        for (at, text) in fields {
            let field = LeadField::ALL[at];
            details.set(field, if field == LeadField::Email { address(&text) } else { text });
        }
        details
    })
}

on_both! {
    async fn search_is_contains(house: House) {
        let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(prop::test_runner::RngAlgorithm::ChaCha));
        let desk = house.admin().await.desk().await;
        let status = house.status("新线索").await;
        let mut draw = |n: usize| (0..n).map(|_| lead().new_tree(&mut runner).unwrap().current()).collect::<Vec<_>>();
        let details = draw(150);
        assert!(details.iter().all(|details| LeadField::Email.problem_with(&details.email).is_none()));
        let begin = house.now();
        let mut entered = Vec::new();
        for (n, part) in (0..).zip(details.chunks(10)) {
            // Ten at the same moment, and later ones before earlier ones: neither ids nor moments alone are the order.
            house.clock().set(begin.plus_seconds(n * 7 % 15));
            let new: Vec<_> = part.iter().map(|details| NewLead { details: details.clone(), status: Some(status), ..NewLead::default() }).collect();
            let ids = desk.leads().add_many(&new).await.unwrap();
            entered.extend(ids.into_iter().zip(part).map(|(id, details)| (house.now(), id, details)));
        }
        entered.sort_by_key(|(at, id, _)| Reverse((*at, *id)));
        for _ in 0..250 {
            let typed = text().new_tree(&mut runner).unwrap().current();
            let Some(query) = Query::parse(&typed) else { continue };
            let expected: Vec<i64> = entered.iter().filter(|(_, _, details)| texts(details).contains(&query)).map(|(_, id, _)| *id).collect();
            let filter = LeadFilter { text: Some(typed.clone()), ..LeadFilter::default() };
            let page = desk.leads().list(&filter, &Paging { limit: 200, ..Paging::default() }).await.unwrap();
            let found: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
            assert_eq!(found, expected, "{typed:?}, the newest first");
        }
    }

    async fn people_find_names_sounds_and_the_end_of_a_number(house: House) {
        let desk = house.admin().await.desk().await;
        let details = LeadDetails { contact: "張偉".into(), company: "重庆Ｃｌｏｕｄ科技".into(), mobile: "660-485-0224".into(), ..LeadDetails::default() };
        let lead = desk.leads().add(NewLead { details, ..NewLead::default() }).await.unwrap();
        house.pool_lead("李娜").await;
        for typed in ["张伟", "偉", "zhangwei", "zw", "chongqing", "cloud", "CLOUD", "0224", "4850224", "660 485 0224", "庆ｃ"] {
            let filter = LeadFilter { text: Some(typed.into()), ..LeadFilter::default() };
            let page = desk.leads().list(&filter, &Paging::default()).await.unwrap();
            assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [lead.id.0], "{typed}");
            let marked = page.rows[0].cells.iter().any(|cell| matches!(cell, Cell::Text { marks, .. } if !marks.is_empty()));
            assert!(marked, "{typed} is highlighted");
        }
    }

    async fn a_condition_on_a_field_finds_every_way_to_write_it(house: House) {
        let desk = house.admin().await.desk().await;
        let details = LeadDetails {
            contact: "張偉".into(), company: "Ｃafé [甲*]科技".into(), mobile: "138 0013-8000".into(),
            remarks: "下周^回电".into(), ..LeadDetails::default()
        };
        let lead = desk.leads().add(NewLead { details, ..NewLead::default() }).await.unwrap();
        house.pool_lead("张伟科技").await;
        let found = async |field: LeadField, typed: &str| {
            let filter = LeadFilter::default().with(LeadColumn::Text(field), Test::Contains(typed.to_owned()));
            let page = desk.leads().list(&filter, &Paging::default()).await.unwrap();
            page.rows.iter().any(|row| row.id == lead.id.0)
        };
        for (field, typed) in [
            (LeadField::Contact, "张伟"), (LeadField::Contact, "偉"), (LeadField::Company, "cafe"),
            (LeadField::Company, "[甲*]"), (LeadField::Company, "É ［"), (LeadField::Mobile, "13800138000"),
            (LeadField::Mobile, "138-0013"), (LeadField::Remarks, "^回电"),
        ] {
            assert!(found(field, typed).await, "{typed} in {field:?}");
        }
        for (field, typed) in [
            (LeadField::Company, "张伟"), (LeadField::Company, "[乙*]"), (LeadField::Company, "甲?"),
            (LeadField::Company, "cafe."), (LeadField::Mobile, "13800138001"), (LeadField::Remarks, "张伟"),
        ] {
            assert!(!found(field, typed).await, "{typed} not in {field:?}");
        }
    }

    async fn a_changed_lead_is_found_by_its_new_name_only(house: House) {
        let lina = house.salesperson("李娜").await;
        let lead = lina.lead("王芳").await;
        let desk = lina.desk().await;
        let change = domain::lead::LeadChange { version: 1, values: [("contact".into(), "赵敏".into())].into() };
        desk.leads().change(lead.id, change).await.unwrap();
        let count = async |typed: &str| desk.leads().count(&LeadFilter { text: Some(typed.into()), ..LeadFilter::default() }).await.unwrap();
        assert_eq!((count("王芳").await, count("赵敏").await), (0, 1));
    }
}
