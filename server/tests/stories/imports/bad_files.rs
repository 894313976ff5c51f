//! Files that can not be imported: a clear word at once, and nothing left behind.
mod old;
mod workbooks;

use self::old::old_workbook;
use self::workbooks::{bomb, greedy_styles, heavy_row, sheet, wide_sheet, workbook};
use super::hand::{Hand, form_with};
use crate::stage::{Answer, Stage};
use axum::body::{Body, Bytes};
use axum::http::Method;
use domain::Lang;
use futures::StreamExt;
use serde_json::json;
use std::convert::Infallible;
use std::iter::{once, repeat_n};
use testkit::{House, on_both};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

fn wide() -> Vec<u8> {
    let headers: Vec<_> = (0..300).map(|column| format!("c{column}")).collect();
    format!("{}\n{}\n", headers.join(","), headers.join(",")).into_bytes()
}

fn huge_cell() -> Vec<u8> {
    let mut file = b"LEADID,Last Name\n1,".to_vec();
    file.resize(3 << 20, b'x');
    file
}

fn garbled() -> Vec<u8> {
    let mut file = b"LEADID,Last Name\n".to_vec();
    file.extend((0..4_000_u32).map(|number| 0x80 + u8::try_from(number * 7_919 % 127).unwrap()));
    file
}

/// A cell of a hundred megabytes, made as it is sent.
fn endless_cell() -> (Body, String) {
    let (form, kind) = form_with("endless.csv", b"LEADID,Last Name\n1,@");
    let at = form.iter().position(|byte| *byte == b'@').unwrap();
    let [head, tail] = [&form[..at], &form[at + 1..]].map(Bytes::copy_from_slice);
    let pieces = once(head).chain(repeat_n(Bytes::from(vec![b'x'; 1 << 20]), 100)).chain(once(tail));
    let pieces = futures::stream::iter(pieces).then(|piece| async {
        // As a line does, which never has all of it at once.
        tokio::task::yield_now().await;
        Ok::<_, Infallible>(piece)
    });
    (Body::from_stream(pieces), kind)
}

/// Sends a form with another field before its file.
async fn send_with(hand: &Hand, field: &str, value: &[u8]) -> Answer {
    let (form, kind) = form_with("x.csv", b"LEADID,Last Name\n1,a\n");
    let line = form.split(|byte| *byte == b'\r').next().unwrap();
    let head = format!("\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n");
    let body = [line, head.as_bytes(), value, b"\r\n", &form].concat();
    hand.program.send(Method::POST, "/api/v1/imports", Body::from(body), Some(&kind)).await
}

/// Nothing of what was refused is kept.
async fn nothing_is_left(hand: &Hand) {
    assert_eq!(hand.files(), 0);
    assert_eq!(hand.program.get("/api/v1/imports").await.json(), json!([]));
}

on_both! {
    async fn a_bad_file_is_refused_at_once_and_nothing_of_it_stays(house: House) {
        let hand = Hand::of_admin(&house).await;
        for (name, content, code) in [
            ("photo.xlsx", PICTURE.to_vec(), "not_a_table"),
            ("broken.xlsx", b"PK\x03\x04 and nothing more".to_vec(), "damaged"),
            ("empty.csv", Vec::new(), "empty"),
            ("wide.csv", wide(), "too_many_columns"),
            ("huge.csv", huge_cell(), "cell_too_large"),
            ("garbled.csv", garbled(), "undecodable"),
            ("quote.csv", b"LEADID,Last Name\n1,\"never closes\n2,b\n".to_vec(), "open_quote"),
            ("numbers.csv", b"1,2,3\n4,5,6\n".to_vec(), "no_header"),
        ] {
            let answer = hand.send(name, &content).await;
            let problem = answer.problem(422);
            assert_eq!(problem["failure"]["code"], code, "{name}: {problem}");
            assert_ne!(problem["detail"], "", "{name}");
        }
        nothing_is_left(&hand).await;
        assert_eq!(hand.send("", b"").await.problem(422)["failure"]["code"], "no_file");
    }

    async fn a_workbook_that_asks_for_too_much_is_refused_and_nothing_of_it_stays(house: House) {
        let hand = Hand::of_admin(&house).await;
        for (name, content, failure) in [
            ("bomb.xlsx", workbook(vec![bomb()]), json!({"code": "unzips_too_large"})),
            ("styles.xlsx", workbook(vec![sheet(""), greedy_styles()]), json!({"code": "unzips_too_large"})),
            ("wide.xlsx", workbook(vec![wide_sheet()]), json!({"code": "too_many_columns", "columns": 300, "limit": 256})),
            ("heavy.xlsx", heavy_row(), json!({"code": "row_too_large", "line": 2})),
        ] {
            let problem = hand.send(name, &content).await.problem(422);
            assert_eq!(problem["failure"], failure, "{name}: {problem}");
        }
        nothing_is_left(&hand).await;
    }

    async fn a_cell_of_a_hundred_megabytes_is_refused_and_nothing_of_it_stays(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.stage = Stage::with(&house, |settings| settings.upload_limit = 200 << 20);
        hand.program = hand.stage.program(&house.admin().await).await;
        let (body, kind) = endless_cell();
        let answer = hand.program.send(Method::POST, "/api/v1/imports", body, Some(&kind)).await;
        assert_eq!(answer.problem(422)["failure"], json!({"code": "cell_too_large", "line": 2}));
        nothing_is_left(&hand).await;
    }

    async fn an_old_workbook_and_a_formula_are_read_as_they_show(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let formula = sheet(
            r#"<row><c t="str"><v>LEADID</v></c><c t="str"><v>Last Name</v></c></row>
               <row><c><f>1+1</f><v>2</v></c><c t="str"><f>"A"&amp;"da"</f><v>Ada</v></c></row>"#,
        );
        assert_eq!(hand.bring("old.xls", old_workbook()).await, [1, 0, 0, 0, 0, 0]);
        assert_eq!(hand.leads("").await[0]["contact"], "Grace");
        assert_eq!(hand.bring("formula.xlsx", workbook(vec![formula])).await, [1, 0, 0, 0, 0, 0]);
        assert_eq!(hand.count("q=Ada").await, 1);
        assert_eq!(hand.files(), 0);
    }

    async fn what_stands_beside_a_file_is_short_or_not_read(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.stage = Stage::with(&house, |settings| settings.upload_limit = 1 << 20);
        hand.program = hand.stage.program(&house.admin().await).await;
        let long = vec![b'x'; 100_000];
        let problem = send_with(&hand, "kind", &long).await.problem(422);
        assert!(problem.to_string().contains("\"kind\""), "{problem}");
        let problem = send_with(&hand, "other", &long.repeat(20)).await.problem(422);
        assert_eq!(problem["failure"], json!({"code": "file_too_large", "limit": 1}));
        nothing_is_left(&hand).await;
        assert_eq!(send_with(&hand, "other", &long).await.json()["kind"], "leads");
        assert_eq!(send_with(&hand, "kind", b"events").await.json()["kind"], "events");
    }

    async fn the_words_are_the_persons(house: House) {
        let hand = Hand::of_admin(&house).await;
        assert_eq!(hand.send("x.xlsx", PICTURE).await.problem(422)["detail"], "这是一张图片，不是表格");
        let admin = house.admin().await.desk().await;
        admin.sessions().set_preferences(Lang::En, "auto", "comfortable", "Asia/Shanghai").await.unwrap();
        assert_eq!(hand.send("x.xlsx", PICTURE).await.problem(422)["detail"], "This is a picture, not a table");
    }

    async fn a_file_beyond_the_limit_is_refused_while_it_arrives(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.stage = Stage::with(&house, |settings| settings.upload_limit = 1 << 20);
        hand.program = hand.stage.program(&house.admin().await).await;
        let problem = hand.send("x.csv", &vec![b'x'; 2 << 20]).await.problem(422);
        assert_eq!(problem["failure"], json!({"code": "file_too_large", "limit": 1}));
        assert_eq!(hand.files(), 0);
    }

    async fn what_only_the_dry_run_finds_ends_the_import(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("x.csv", "LEADID,Last Name\n1,a\n").await;
        let folder = hand.stage.site.settings.data.join("imports");
        let stored = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        std::fs::write(stored, "LEADID,Last Name\n1,a\n2,\"never closes\n").unwrap();
        let stopped = hand.check(&import).await;
        assert_eq!((&stopped["state"], &stopped["failure"]), (&json!("stopped"), &json!({"code": "open_quote", "line": 3})));
        assert_eq!(hand.files(), 0);
    }

    async fn ragged_rows_are_errors_of_their_own(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("x.csv", "LEADID,Last Name,Email\n1,a,\n2,b,,too,many\n3\n4,d,\n").await;
        assert_eq!(hand.follow(&import).await, [2, 0, 0, 0, 0, 2]);
        let problems: Vec<_> = hand.rows(&import).await.iter().map(|row| row["problems"][0]["code"].clone()).collect();
        assert_eq!(problems, ["row_too_long", "required"]);
    }

    async fn formulas_come_in_as_what_they_show(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        hand.bring("x.csv", "LEADID,Last Name\n1,=1+1\n").await;
        assert_eq!(hand.leads("").await[0]["contact"], "=1+1");
        let file = hand.program.get("/api/v1/leads/export?format=csv&columns=contact").await.text();
        assert!(!file.contains("\n=1+1"), "{file}");
    }
}
