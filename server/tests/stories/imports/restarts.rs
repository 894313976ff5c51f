//! Servers end and come back; a file is gone through once.
use super::hand::{Hand, numbers};
use domain::{ImportId, Permission, Scope};
use serde_json::Value;
use server::imports::{Folder, Worker, reading, work_through};
use server::{Settings, Site};
use std::fmt::Write as _;
use std::sync::Arc;
use testkit::{House, on_both};
use tokio_util::sync::CancellationToken;

const ROWS: i64 = 2_600;

fn file() -> String {
    let mut file = String::from("LEADID,Last Name,Lead Owner,Mobile\n");
    for id in 0..ROWS {
        // Each hundredth is the same as the one before.
        let id = if id % 100 == 99 { id - 1 } else { id };
        writeln!(file, "{id},Lead {id},Owner {},1380000{id:04}", id % 7).unwrap();
    }
    file
}

fn id(import: &Value) -> ImportId {
    ImportId(import["id"].as_i64().unwrap())
}

/// A run that is cut off after some rows, the way `cut` cuts.
async fn begun(house: &House, hand: &mut Hand, crash: bool) -> Value {
    let import = hand.upload("leads.csv", file()).await;
    hand.check(&import).await;
    hand.program.post(&format!("/api/v1/imports/{}/run", import["id"]), serde_json::json!({})).await.done();
    let folder = Folder::of(&hand.stage.site.settings);
    let job = house
        .store()
        .take_import("first", reading(), Some(id(&import)), &|name| folder.has(name))
        .await
        .unwrap();
    let (closing, (cut, was_cut)) = (CancellationToken::new(), tokio::sync::oneshot::channel());
    let (told, mut cut) = (closing.clone(), Some(cut));
    let work = work_through(job.unwrap(), &folder, u64::MAX, &closing, move |rows| {
        if rows >= 1_000
            && let Some(cut) = cut.take()
        {
            if crash { cut.send(()).unwrap() } else { told.cancel() }
        }
    });
    tokio::select! {
        biased;
        _ = was_cut, if crash => {}
        done = work => done.unwrap(),
    }
    let cut_off = hand.find(&import["id"]).await;
    assert_eq!(cut_off["state"], "running");
    assert!((1_000..ROWS).contains(&cut_off["progress"].as_i64().unwrap()), "{cut_off}");
    import
}

async fn all_came_once(hand: &Hand, import: &Value) {
    let done = hand.find(&import["id"]).await;
    assert_eq!(done["state"], "done");
    assert_eq!(done["result"], done["checked"]);
    assert_eq!(numbers(&done["result"]), [ROWS - 26, 0, 0, 26, 0, 0]);
    assert_eq!(hand.count("").await, ROWS - 26);
}

on_both! {
    async fn a_server_that_ends_leaves_the_rest_to_the_next(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = begun(&house, &mut hand, false).await;
        let store = house.another_server().await;
        let settings = Settings { data: hand.stage.site.settings.data.clone(), ..Settings::default() };
        Worker::of(&Site::new(store, Arc::new(settings))).all().await.unwrap();
        all_came_once(&hand, &import).await;
    }

    async fn a_server_that_breaks_down_is_waited_for_and_then_replaced(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = begun(&house, &mut hand, true).await;
        hand.worker.all().await.unwrap();
        assert_eq!(hand.find(&import["id"]).await["state"], "running", "it might still be at work");
        house.clock().pass_seconds(21);
        hand.worker.all().await.unwrap();
        all_came_once(&hand, &import).await;
    }

    async fn a_file_on_another_server_is_left_to_it(house: House) {
        let hand = Hand::of_admin(&house).await;
        let import = hand.upload("leads.csv", file()).await;
        hand.program.post(&format!("/api/v1/imports/{}/check", import["id"]), serde_json::json!({})).await.done();
        let mut elsewhere = Hand::of_admin(&house).await;
        elsewhere.worker.all().await.unwrap();
        assert_eq!(hand.find(&import["id"]).await["state"], "checking");
    }

    async fn two_runs_do_not_run_at_once(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let (one, other) = (hand.upload("leads.csv", file()).await, hand.upload("leads.csv", file()).await);
        for import in [&one, &other] {
            hand.check(import).await;
        }
        for import in [&one, &other] {
            hand.program.post(&format!("/api/v1/imports/{}/run", import["id"]), serde_json::json!({})).await.done();
        }
        let (mut first, mut second) = (Worker::of(&hand.stage.site), Worker::of(&hand.stage.site));
        let (first, second) = tokio::join!(first.all(), second.all());
        first.unwrap();
        second.unwrap();
        hand.worker.all().await.unwrap();
        assert_eq!(hand.count("").await, ROWS - 26, "what one brought, the other found");
    }

    async fn an_import_that_is_stopped_goes_no_further(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        let import = begun(&house, &mut hand, true).await;
        hand.program.post(&format!("/api/v1/imports/{}/stop", import["id"]), serde_json::json!({})).await.done();
        house.clock().pass_seconds(21);
        hand.worker.all().await.unwrap();
        let stopped = hand.find(&import["id"]).await;
        assert_eq!(stopped["state"], "stopped");
        assert_eq!(stopped["result"]["new"].as_i64().unwrap(), hand.count("").await, "what was written is counted");
        assert_eq!(hand.files(), 0);
    }

    async fn an_import_is_run_or_forgotten_and_never_both(house: House) {
        let mut hand = Hand::of_admin(&house).await;
        for id in 0..8 {
            let import = hand.upload("leads.csv", format!("LEADID,Last Name\n{id},Lead {id}\n")).await;
            hand.check(&import).await;
            let path = format!("/api/v1/imports/{}", import["id"]);
            let run = format!("{path}/run");
            let (forgotten, run) =
                tokio::join!(hand.program.delete(&path), hand.program.post(&run, serde_json::json!({})));
            assert_ne!(forgotten.status.is_success(), run.status.is_success(), "{forgotten:?} {run:?}");
            assert_eq!(hand.files(), usize::from(run.status.is_success()), "a run has its file");
            hand.worker.all().await.unwrap();
            assert_eq!(hand.files(), 0);
        }
    }

    async fn a_database_that_fails_for_a_moment_ends_no_import(house: House) {
        let may = [Permission::ImportLeads, Permission::ManagePeople, Permission::ManageTokens];
        let person = house.person_who_may("张强", Scope::Company, &may).await;
        house.person_who_may("李四", Scope::Own, &[Permission::ManageTokens]).await;
        let mut hand = Hand::of(&house, &person).await;
        let import = hand.upload("Users.csv", "USER_ID,Last Name,Email\n1,Rozario,r@clew.example\n").await;
        let import = hand.rule(&import, serde_json::json!({"role": house.role("李四 岗位").await.id})).await;
        hand.program.post(&format!("/api/v1/imports/{}/check", import["id"]), serde_json::json!({})).await.done();
        house.run("ALTER TABLE role_closure RENAME TO away").await.unwrap();
        hand.worker.all().await.unwrap_err();
        house.run("ALTER TABLE away RENAME TO role_closure").await.unwrap();
        assert_eq!(hand.find(&import["id"]).await["state"], "checking");
        house.clock().pass_seconds(21);
        hand.worker.all().await.unwrap();
        assert_eq!(numbers(&hand.find(&import["id"]).await["checked"]), [1, 0, 0, 0, 0, 0]);
    }
}
