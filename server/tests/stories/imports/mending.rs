//! Cells are mended where they stand.
use super::hand::{Hand, numbers};
use serde_json::{Value, json};
use testkit::{House, on_both};

const LEADS: &str =
    "LEADID,Last Name,Email,Mobile\n1,王芳,broken,13800138000\n2,,,\n3,李娜,li@clew.example,\n3,again,,\n";

async fn mend(hand: &Hand, import: &Value, line: i64, column: i64, text: &str) -> Value {
    let fix = json!({"line": line, "column": column, "text": text});
    hand.program.post(&format!("/api/v1/imports/{}/fixes", import["id"]), fix).await.json()
}

on_both! {
    async fn a_mended_row_is_judged_at_once_and_comes_in(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", LEADS).await;
        let checked = hand.check(&import).await;
        assert_eq!(numbers(&checked["checked"]), [1, 0, 0, 1, 0, 2]);
        let row = mend(&hand, &import, 2, 2, "still broken").await;
        assert_eq!((&row["outcome"], &row["mended"]), (&json!("error"), &json!([2])));
        let row = mend(&hand, &import, 2, 2, " wang@clew.example ").await;
        assert_eq!((&row["outcome"], &row["cells"][2]), (&json!("new"), &json!("wang@clew.example")));
        mend(&hand, &import, 3, 1, "周杰").await;
        assert_eq!(numbers(&hand.find(&import["id"]).await["checked"]), [3, 0, 0, 1, 0, 0]);
        let done = hand.run(&import).await;
        assert_eq!(done["result"], done["checked"]);
        assert_eq!(hand.count("").await, 3);
        assert_eq!(hand.leads("q=wang@clew").await[0]["contact"], "王芳");
    }

    async fn the_text_of_the_file_puts_a_cell_back(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", LEADS).await;
        hand.check(&import).await;
        mend(&hand, &import, 2, 2, "wang@clew.example").await;
        let row = mend(&hand, &import, 2, 2, "broken").await;
        assert_eq!((&row["outcome"], &row["mended"]), (&json!("error"), &json!([])));
        assert_eq!(numbers(&hand.find(&import["id"]).await["checked"]), [1, 0, 0, 1, 0, 2]);
    }

    async fn what_is_mended_outlives_another_dry_run(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", LEADS).await;
        hand.check(&import).await;
        mend(&hand, &import, 2, 2, "wang@clew.example").await;
        hand.rule(&import, json!({"owner": "pool"})).await;
        assert_eq!(numbers(&hand.check(&import).await["checked"]), [2, 0, 0, 1, 0, 1]);
    }

    async fn a_cell_that_identifies_rows_begins_the_dry_run_anew(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", LEADS).await;
        hand.check(&import).await;
        mend(&hand, &import, 5, 0, "4").await;
        assert_eq!(hand.find(&import["id"]).await["state"], "checking");
        hand.worker.all().await.unwrap();
        assert_eq!(numbers(&hand.find(&import["id"]).await["checked"]), [2, 0, 0, 0, 0, 2]);
    }

    async fn a_row_that_needs_nobody_is_not_mended(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", LEADS).await;
        let path = format!("/api/v1/imports/{}/fixes", import["id"]);
        let fix = |line: i64, column: i64| json!({"line": line, "column": column, "text": "x"});
        hand.program.post(&path, fix(2, 2)).await.problem(409);
        hand.check(&import).await;
        hand.program.post(&path, fix(4, 2)).await.problem(404);
        assert_eq!(hand.program.post(&path, fix(2, 9)).await.wrong_fields(), ["column"]);
    }

    async fn the_file_of_errors_can_be_mended_and_brought_again(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("我的 线索.csv", LEADS).await;
        hand.follow(&import).await;
        let answer = hand.program.get(&format!("/api/v1/imports/{}/errors.csv", import["id"])).await;
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        assert!(answer.header("content-disposition").contains("filename*=UTF-8''%E6%88%91"), "{:?}", answer.headers);
        let text = answer.text();
        assert!(text.starts_with('\u{feff}'));
        let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines, [
            "LEADID,Last Name,Email,Mobile,行,结果,原因",
            "1,王芳,broken,13800138000,2,错误,Email：格式不正确",
            "2,,,,3,错误,Last Name：请填写",
            "3,again,,,5,文件内重复,LEADID：与第 4 行重复",
        ]);
        assert_eq!(hand.bring("mended.csv", text.replace("broken", "wang@clew.example")).await, [1, 1, 0, 0, 0, 1]);
    }

    async fn cells_that_are_mended_at_once_are_all_mended(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let rows: String = (1..=6).map(|id| format!("{id},Lead {id},broken,someday\n")).collect();
        let import = hand.upload("leads.csv", format!("LEADID,Last Name,Email,Created Time\n{rows}")).await;
        assert_eq!(numbers(&hand.check(&import).await["checked"]), [0, 0, 0, 0, 0, 6]);
        for line in [2, 4, 6] {
            tokio::join!(
                mend(&hand, &import, line, 2, "li@clew.example"),
                mend(&hand, &import, line, 3, "2021-04-15"),
                mend(&hand, &import, line + 1, 2, "wang@clew.example"),
                mend(&hand, &import, line + 1, 3, "2021-04-15"),
            );
        }
        let mended: Vec<_> = hand.rows(&import).await.iter().map(|row| row["mended"].clone()).collect();
        assert_eq!(mended, vec![json!([2, 3]); 6]);
        assert_eq!(numbers(&hand.find(&import["id"]).await["checked"]), [6, 0, 0, 0, 0, 0]);
        let done = hand.run(&import).await;
        assert_eq!(done["result"], done["checked"]);
    }

    async fn a_cell_that_identifies_rows_can_be_put_back(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", LEADS).await;
        hand.check(&import).await;
        for (text, numbers_then) in [("4", [2, 0, 0, 0, 0, 2]), ("3", [1, 0, 0, 1, 0, 2])] {
            mend(&hand, &import, 5, 0, text).await;
            hand.worker.all().await.unwrap();
            assert_eq!(numbers(&hand.find(&import["id"]).await["checked"]), numbers_then);
        }
    }

    async fn a_long_cell_is_cut_where_it_is_only_shown(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let (remarks, other) = ("r".repeat(3_000), "o".repeat(3_000));
        let import = hand.upload("leads.csv", format!("LEADID,联系人,Email,备注,x\n1,王芳,broken,{remarks},{other}\n")).await;
        assert_eq!(import["rules"]["mapping"]["remarks"], 3);
        hand.check(&import).await;
        let row = hand.rows(&import).await.remove(0);
        assert_eq!((&row["cells"][3], &row["cells"][4]), (&json!(remarks), &json!(format!("{}…", &other[..500]))));
        mend(&hand, &import, 2, 2, "wang@clew.example").await;
        assert_eq!(numbers(&hand.run(&import).await["result"]), [1, 0, 0, 0, 0, 0]);
        assert_eq!(hand.leads("").await[0]["remarks"], remarks, "the lead has all of it");
    }

    async fn a_row_that_is_too_long_to_be_kept_is_judged_by_the_file(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", format!("LEADID,联系人,Email,备注\n1,王芳,broken,{}\n", "r".repeat(30_000))).await;
        hand.check(&import).await;
        let shown = hand.rows(&import).await[0]["cells"][3].as_str().unwrap().to_owned();
        assert_eq!(shown, format!("{}…", "r".repeat(500)));
        // What is shown sent back is what stands in the file.
        for (column, text) in [(2, "wang@clew.example"), (3, shown.as_str())] {
            mend(&hand, &import, 2, column, text).await;
            assert_eq!(hand.find(&import["id"]).await["state"], "checking");
            hand.worker.all().await.unwrap();
            let row = hand.rows(&import).await.remove(0);
            assert_eq!((&row["mended"], &row["problems"]), (&json!([2]), &json!([{"column": 3, "code": "too_long", "max": 4_000}])));
        }
        let row = mend(&hand, &import, 2, 3, "short").await;
        assert_eq!((&row["outcome"], &row["mended"]), (&json!("new"), &json!([2, 3])));
        assert_eq!(numbers(&hand.run(&import).await["result"]), [1, 0, 0, 0, 0, 0]);
    }
}
