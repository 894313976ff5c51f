//! The sample of the project, as its README brings it in.
use super::hand::{Hand, sample};
use testkit::{House, on_both};

on_both! {
    async fn the_sample_comes_in_whole_and_once(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let mut first = Vec::new();
        for name in ["Users.csv", "Leads.csv", "Calls.csv", "Events.csv"] {
            let came = hand.bring(name, sample(name)).await;
            assert!(came[0] > 0 && came[5] == 0, "{name}: {came:?}");
            first.push(came);
        }
        assert_eq!(hand.count("").await, first[1][0]);
        for (name, first) in ["Users.csv", "Leads.csv", "Calls.csv", "Events.csv"].into_iter().zip(first) {
            let again = hand.bring(name, sample(name)).await;
            assert_eq!(again, [0, 0, first[0], first[3], first[4], 0], "{name}");
        }
        assert_eq!(hand.files(), 0);
    }

    async fn a_gbk_file_and_a_workbook_come_in_as_they_were_meant(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = hand.upload("线索.csv", sample("线索.csv")).await;
        assert_eq!(import["source"]["encoding"].as_str().unwrap().to_lowercase(), "gb18030");
        let came = hand.follow(&import).await;
        assert!(came[0] > 0 && came[5] == 0, "{came:?}");
        let first = import["sample"][0][1].as_str().unwrap();
        assert!(hand.count(&format!("q={}", domain::query::encode(first))).await > 0, "{first} is found");
        let book = hand.upload("leads.xlsx", sample("leads.xlsx")).await;
        assert_eq!(book["source"]["format"], "xlsx");
        let came = hand.follow(&book).await;
        assert!(came[0] + came[1] + came[2] > 0 && came[5] == 0, "{came:?}");
    }

    async fn a_file_can_be_read_otherwise(house: House) {
        let hand = Hand::of_admin(&house).await;
        let import = hand.upload("x.csv", "made by hand;in 2021\n联系人;手机\n王芳;13800138000\n").await;
        let path = format!("/api/v1/imports/{}/source", import["id"]);
        let otherwise = serde_json::json!({"header_row": 2, "delimiter": ";"});
        let again = hand.program.post(&path, otherwise).await.json();
        assert_eq!(again["headers"], serde_json::json!(["联系人", "手机"]));
        assert_eq!(again["rules"]["mapping"], serde_json::json!({"contact": 0, "mobile": 1}));
        let nowhere = hand.program.post(&path, serde_json::json!({"header_row": 99})).await.problem(422);
        assert_eq!(nowhere["failure"]["code"], "no_such_row");
        assert_eq!(hand.find(&import["id"]).await["headers"], again["headers"], "what stood before stands");
    }
}
