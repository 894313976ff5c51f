//! The program on its command line.
pub mod desk;

use desk::{Desk, Served};
use domain::lead::{LeadDetails, NewLead};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Stdio;
use testkit::{House, PASSWORD, on_both};

on_both! {
    async fn from_nothing_to_a_served_demo_company(house: House) {
        let desk = Desk::bare(&house).await;
        assert!(desk.says(&["migrate"]).contains("up to date"));
        let said = desk.says(&["demo", "--leads", "300", "--people", "5", "--seed", "7", "--password", PASSWORD]);
        assert!(said.contains("6 people, 300 leads") && said.contains("admin") && said.contains(PASSWORD), "{said}");
        let token = desk.says(&["token", "story"]);
        let served = Served::start(&desk);
        let answer = served.get("/api/v1/leads?count=exact&limit=1", token.trim());
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.contains(r#""count":{"value":300,"exact":true}"#),
            "{answer}"
        );
        assert!(served.get("/healthz", "").contains(r#"{"status":"ok"}"#));
        desk.says(&["export", "leads.csv", "--columns", "contact,status", "--sort", "number"]);
        assert_eq!(desk.read("leads.csv").lines().count(), 301);
    }

    async fn a_check_beside_a_running_server_finds_nothing(house: House) {
        let desk = Desk::of(&house);
        let served = Served::start(&desk);
        let said = desk.says(&["check", "--addr", &served.address]);
        assert!(said.contains(&format!("Clew is running at {}", served.address)), "{said}");
        assert_eq!(said.matches("nothing found").count(), 2, "{said}");
    }

    async fn people_are_managed_without_a_browser(house: House) {
        let desk = Desk::bare(&house).await;
        desk.says(&["user", "add", "boss", "--name", "老板", "--password", PASSWORD]);
        let lina = ["user", "add", "li.na", "--name", "李娜", "--role", "销售员", "--password", "river-lantern-77"];
        desk.says(&lina);
        desk.says(&["user", "disable", "li.na"]);
        let list = desk.says(&["user", "list"]);
        assert!(
            list.contains("boss\t老板")
                && list.lines().any(|line| line.starts_with("li.na") && line.ends_with("disabled")),
            "{list}"
        );
        desk.says(&["user", "enable", "li.na"]);
        let weak = desk.ends(&["user", "password", "li.na", "--password", "12345678"], 5);
        assert!(weak.contains("password: Too easily guessed"), "{weak}");
    }
}

#[cfg(unix)]
on_both! {
    async fn a_server_that_is_asked_to_end_ends_well(house: House) {
        let desk = Desk::of(&house);
        let mut served = Served::start(&desk);
        served.asked_to_end();
        assert!(served.child.wait().unwrap().success());
    }

    async fn a_download_that_has_begun_arrives_whole_though_the_server_is_asked_to_end(house: House) {
        const LEADS: usize = 3_000;
        // More in all than the system takes off the server's hands: it must be there to send the rest.
        let remarks = "线".repeat(2_000);
        let details = LeadDetails { contact: "王芳".into(), remarks, ..LeadDetails::default() };
        let status = Some(house.status("新线索").await);
        let leads = vec![NewLead { details, status, ..NewLead::default() }; LEADS];
        house.admin().await.desk().await.leads().add_many(&leads).await.unwrap();
        let desk = Desk::of(&house);
        let token = desk.says(&["token", "story"]);
        let mut served = Served::start(&desk);

        let mut answer = served.ask("/api/v1/leads/export?format=csv&columns=contact,remarks", token.trim());
        let mut whole = vec![0; 15];
        answer.read_exact(&mut whole).unwrap();
        assert_eq!(whole, b"HTTP/1.1 200 OK");
        served.asked_to_end();
        served.logs("draining");
        assert_eq!(served.has_ended(), None, "somebody is still reading");

        answer.read_to_end(&mut whole).unwrap();
        let whole = String::from_utf8(whole).unwrap();
        let (head, body) = whole.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
        assert_eq!(body.lines().count(), LEADS + 1);
        assert!(served.child.wait().unwrap().success());
    }
}

#[test]
fn a_stranger_at_the_address_is_told_of() {
    let desk = Desk::new();
    desk.says(&["user", "add", "boss", "--password", PASSWORD]);
    for (answer, told) in
        [("HTTP/1.1 404 Not Found\r\n\r\n{}", "says: HTTP/1.1 404 Not Found"), ("", "says nothing")]
    {
        let stranger = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = stranger.local_addr().unwrap().to_string();
        let answering = std::thread::spawn(move || {
            let (mut visitor, _) = stranger.accept().unwrap();
            let mut question = [0; 1024];
            let _ = visitor.read(&mut question).unwrap();
            visitor.write_all(answer.as_bytes()).unwrap();
        });
        let said = desk.ends(&["check", "--addr", &address], 6);
        assert!(
            said.contains(&format!("listens on {address} and {told}")) && said.contains("--addr"),
            "{said}"
        );
        answering.join().unwrap();
    }
}

#[test]
fn the_same_seed_makes_the_same_company() {
    let companies = [Desk::new(), Desk::new()].map(|desk| {
        desk.says(&["demo", "--leads", "100", "--people", "4", "--seed", "3", "--password", PASSWORD]);
        let columns = "contact,company,mobile,status,source,owner,address";
        desk.says(&["export", "leads.csv", "--columns", columns, "--sort", "number"]);
        desk.read("leads.csv")
    });
    assert_eq!(companies[0], companies[1]);
    let chinese =
        companies[0].lines().filter(|line| line.chars().next().is_some_and(|c| c > '\u{4e00}')).count();
    assert!((70..=92).contains(&chinese), "{chinese} of a hundred have a Chinese name");
}

#[test]
fn a_password_can_come_from_standard_input() {
    let desk = Desk::new();
    let mut command = desk.command(&["user", "add", "boss"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{PASSWORD}\n").as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(desk.says(&["user", "list"]).starts_with("boss"));
}

#[test]
fn each_way_to_fail_has_its_own_code() {
    let desk = Desk::new();
    let code = |args: &[&str]| desk.run(args).status.code();
    assert_eq!(code(&["fly"]), Some(2));
    assert_eq!(code(&["migrate", "--config", "missing.toml"]), Some(3));
    assert_eq!(code(&["migrate", "--database", "mysql://db"]), Some(3));
    assert_eq!(code(&["migrate", "--database", "sqlite:/proc/nowhere/clew.db"]), Some(4));
    assert_eq!(code(&["token", "x", "--login", "nobody"]), Some(5));
    assert_eq!(code(&["check", "--addr", "0.0.0.0:0"]), Some(6), "open to all without https");
    assert_eq!(code(&["check", "--addr", "127.0.0.1:0"]), Some(0));
}

#[test]
fn a_demo_does_not_mix_with_real_people() {
    let desk = Desk::new();
    desk.says(&["user", "add", "boss", "--password", PASSWORD]);
    let told = desk.ends(&["demo", "--leads", "1"], 1);
    assert!(told.contains("people in this database already"), "{told}");
}
