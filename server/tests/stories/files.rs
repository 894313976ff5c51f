//! Files over HTTP: they come in, are looked into, go out safely, and go for good.
mod bucket;

use crate::stage::{Answer, Stage, Visitor};
use axum::body::Body;
use axum::http::Method;
use domain::customer::{CustomerDetails, NewCustomer};
use domain::{CustomerId, Permission, Scope};
use serde_json::json;
use server::files::{Lost, compare, sweep};
use testkit::{Colleague, House, on_both};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and the rest";
const HTML: &[u8] = b"<!DOCTYPE html><script>alert(document.cookie)</script>";
const MB: usize = 1 << 20;

async fn customer(person: &Colleague) -> CustomerId {
    let details = CustomerDetails { name: "华山机械".into(), ..Default::default() };
    person.desk().await.customers().add(NewCustomer { details, ..Default::default() }).await.unwrap().id
}

/// A program of somebody who may do with customers what a salesperson may.
async fn program(stage: &Stage, house: &House) -> (Visitor, CustomerId) {
    let may = [
        Permission::ViewCustomers,
        Permission::AddCustomers,
        Permission::EditCustomers,
        Permission::ManageTokens,
    ];
    let li = house.person_who_may("李", Scope::Own, &may).await;
    (stage.program(&li).await, customer(&li).await)
}

fn form(files: &[(&str, &[u8])]) -> Body {
    let mut body = Vec::new();
    for (name, content) in files {
        let head = format!(
            "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--line--\r\n");
    body.into()
}

async fn sends(visitor: &Visitor, path: &str, name: &str, content: &[u8]) -> Answer {
    visitor
        .send(Method::POST, path, form(&[(name, content)]), Some("multipart/form-data; boundary=line"))
        .await
}

fn below(customer: CustomerId) -> String {
    format!("/api/v1/customers/{customer}/attachments")
}

on_both! {
    async fn a_picture_comes_in_and_is_shown(house: House) {
        let stage = Stage::of(&house);
        let (program, customer) = program(&stage, &house).await;
        let sent = sends(&program, &below(customer), "名片.png", PNG).await;
        let told = sent.json();
        assert_eq!((&told["name"], &told["kind"], &told["size"]), (&json!("名片.png"), &json!("image/png"), &json!(PNG.len())));
        assert_eq!(sent.header("location"), format!("/api/v1/attachments/{}", told["id"]));
        let listed = program.get(&below(customer)).await.json();
        assert_eq!(listed[0], told);
        let shown = program.get(&format!("/attachments/{}", told["id"])).await;
        assert_eq!(&shown.body[..], PNG);
        assert_eq!(shown.header("content-type"), "image/png");
        assert!(shown.header("content-disposition").starts_with("inline; "));
        assert!(shown.header("content-disposition").ends_with("filename*=UTF-8''%E5%90%8D%E7%89%87.png"));
        assert!(shown.header("content-security-policy").contains("sandbox"));
        assert_eq!(shown.header("x-content-type-options"), "nosniff");
        let again = program.clone().with("if-none-match", shown.header("etag"));
        assert_eq!(again.get(&format!("/attachments/{}", told["id"])).await.status, 304);
        let saved = program.get(told["content"].as_str().unwrap()).await;
        assert!(saved.header("content-disposition").starts_with("attachment; "));
        assert_eq!(&saved.body[..], PNG);
    }

    async fn a_page_that_calls_itself_a_picture_is_never_shown(house: House) {
        let stage = Stage::of(&house);
        let (program, customer) = program(&stage, &house).await;
        let svg = b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
        for (name, content) in [("a.png", HTML), ("b.svg", &svg[..]), ("c.html", HTML)] {
            let told = sends(&program, &below(customer), name, content).await.json();
            assert_eq!(told["kind"], "application/octet-stream");
            let out = program.clone().with("accept-encoding", "gzip, br").get(&format!("/attachments/{}", told["id"])).await;
            assert_eq!(out.header("content-type"), "application/octet-stream");
            assert!(out.header("content-disposition").starts_with("attachment; "), "{name}");
            assert_eq!((&out.body[..], out.header("content-encoding")), (content, ""));
        }
    }

    async fn a_file_can_be_the_whole_body(house: House) {
        let stage = Stage::of(&house);
        let (program, customer) = program(&stage, &house).await;
        let path = format!("{}?name={}", below(customer), domain::query::encode("合同.pdf"));
        let kind = Some("application/octet-stream");
        let told = program.send(Method::POST, &path, "%PDF-1.7 …".into(), kind).await.json();
        assert_eq!((&told["name"], &told["kind"]), (&json!("合同.pdf"), &json!("application/pdf")));
        let nameless = program.send(Method::POST, &below(customer), "x".into(), kind).await;
        assert_eq!(nameless.wrong_fields(), ["name"]);
    }

    async fn what_is_too_large_empty_or_missing_is_refused_and_leaves_nothing(house: House) {
        let stage = Stage::with(&house, |settings| settings.files.limit = MB as u64);
        let (program, customer) = program(&stage, &house).await;
        let fits = sends(&program, &below(customer), "fits.bin", &vec![1; MB]).await.json();
        let large = sends(&program, &below(customer), "large.bin", &vec![1; MB + 1]).await;
        assert_eq!(large.wrong_fields(), ["file"]);
        let told = large.problem(422)["fields"][0].clone();
        assert_eq!((&told["code"], &told["max"]), (&json!("too_large"), &json!(1)));
        assert!(told["message"].as_str().unwrap().contains("1 MB"));
        let empty = sends(&program, &below(customer), "empty.txt", b"").await.problem(422);
        assert_eq!(empty["fields"][0]["code"], "empty");
        let none = program.send(Method::POST, &below(customer), form(&[]), Some("multipart/form-data; boundary=line")).await;
        assert_eq!(none.problem(422)["fields"][0]["code"], "required");
        let two = form(&[("a.png", PNG), ("b.png", PNG)]);
        let two = program.send(Method::POST, &below(customer), two, Some("multipart/form-data; boundary=line")).await;
        assert_eq!(two.wrong_fields(), ["file"]);
        let listed = program.get(&below(customer)).await.json();
        assert_eq!(listed.as_array().unwrap().len(), 1);
        sweep(house.store(), &stage.site.files).await.unwrap();
        let stored = house.store().files_known().await.unwrap();
        assert_eq!((stored.0.len(), stored.1.len()), (1, 0), "nothing of what was refused is known");
        assert_eq!(stage.site.files.names().await.unwrap().len(), 1, "nor kept");
        assert_eq!(program.get(fits["content"].as_str().unwrap()).await.body.len(), MB);
    }

    async fn strangers_find_nothing(house: House) {
        let stage = Stage::of(&house);
        let (program, customer) = program(&stage, &house).await;
        let id = sends(&program, &below(customer), "名片.png", PNG).await.json()["id"].clone();
        let wang = house.salesperson("王").await;
        let hers = stage.browser(&wang).await;
        for path in [format!("/attachments/{id}"), format!("/api/v1/attachments/{id}"), format!("/api/v1/attachments/{id}/content"), below(customer)] {
            hers.get(&path).await.problem(404);
            stage.stranger().get(&path).await.problem(401);
        }
        sends(&hers, &below(customer), "x.png", PNG).await.problem(404);
        hers.delete(&format!("/api/v1/attachments/{id}")).await.problem(404);
        hers.patch(&format!("/api/v1/attachments/{id}"), json!({"name": "x"})).await.problem(404);
        program.get("/attachments/none").await.problem(404);
        assert!(house.store().files_known().await.unwrap().1.is_empty(), "not a byte was taken");
    }

    async fn files_are_renamed_removed_brought_back_and_gone_in_the_end(house: House) {
        let stage = Stage::of(&house);
        let (program, customer) = program(&stage, &house).await;
        let told = sends(&program, &below(customer), "a.png", PNG).await.json();
        let path = format!("/api/v1/attachments/{}", told["id"]);
        assert_eq!(program.patch(&path, json!({"name": "b.png"})).await.json()["name"], "b.png");
        assert_eq!(program.patch(&path, json!({"name": " "})).await.wrong_fields(), ["name"]);
        program.delete(&path).await.done();
        program.get(&path).await.problem(404);
        assert_eq!(program.post(&format!("{path}/restore"), json!({})).await.json()["name"], "b.png");
        assert_eq!(&program.get(&format!("{path}/content")).await.body[..], PNG);
        program.delete(&path).await.done();
        let (store, files) = (house.store(), &stage.site.files);
        assert_eq!(sweep(store, files).await.unwrap(), 0, "for thirty days it stays");
        house.clock().pass_days(31);
        assert_eq!(sweep(store, files).await.unwrap(), 1);
        assert!(files.names().await.unwrap().is_empty());
        assert_eq!(compare(store, files).await.unwrap(), Lost::default());
    }

    async fn what_does_not_fit_together_is_found(house: House) {
        let stage = Stage::of(&house);
        let (program, customer) = program(&stage, &house).await;
        sends(&program, &below(customer), "a.png", PNG).await.done();
        let (store, files) = (house.store(), &stage.site.files);
        let name = files.names().await.unwrap().remove(0);
        files.remove(&name).await.unwrap();
        std::fs::write(stage.site.settings.data.join("files").join("stray"), "x").unwrap();
        assert_eq!(compare(store, files).await.unwrap(), Lost { missing: 1, stray: 1 });
    }

    async fn a_file_that_comes_again_with_its_key_is_kept_once(house: House) {
        let stage = Stage::of(&house);
        let (program, customer) = program(&stage, &house).await;
        let keyed = program.clone().with("idempotency-key", "one");
        let first = sends(&keyed, &below(customer), "a.png", PNG).await;
        let again = sends(&keyed, &below(customer), "a.png", PNG).await;
        assert_eq!(first.json(), again.json());
        assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
        let other = sends(&keyed, &below(customer), "a.png", HTML).await;
        assert_eq!(other.wrong_fields(), ["Idempotency-Key"]);
        assert_eq!(program.get(&below(customer)).await.json().as_array().unwrap().len(), 1);
        sweep(house.store(), &stage.site.files).await.unwrap();
        assert_eq!(stage.site.files.names().await.unwrap().len(), 1);
        assert_eq!(compare(house.store(), &stage.site.files).await.unwrap(), Lost::default());
    }

    async fn many_files_come_at_once(house: House) {
        let stage = Stage::of(&house);
        let (program, customer) = program(&stage, &house).await;
        let sending = (0..12_u8).map(|at| {
            let (program, path) = (program.clone(), below(customer));
            tokio::spawn(async move { sends(&program, &path, &format!("{at}.bin"), &vec![at; 300_000]).await.json() })
        });
        for (at, sent) in (0..12_u8).zip(sending.collect::<Vec<_>>()) {
            let told = sent.await.unwrap();
            let content = program.get(told["content"].as_str().unwrap()).await;
            assert!(content.body.len() == 300_000 && content.body.iter().all(|byte| *byte == at));
        }
        assert_eq!(program.get(&below(customer)).await.json().as_array().unwrap().len(), 12);
    }

    async fn a_plain_form_leads_back_to_the_page(house: House) {
        let stage = Stage::with(&house, |settings| settings.files.limit = MB as u64);
        let li = house.salesperson("李").await;
        let (browser, customer) = (stage.browser(&li).await, customer(&li).await);
        let path = format!("/customers/{customer}/attachments");
        let kind = Some("multipart/form-data; boundary=line");
        let sent = browser.send(Method::POST, &path, form(&[("a.png", PNG), ("b.pdf", b"%PDF-1.7")]), kind).await;
        assert_eq!((sent.status.as_u16(), sent.header("location")), (303, format!("/customers/{customer}#files").as_str()));
        let page = browser.get(&format!("/customers/{customer}")).await.text();
        assert!(page.contains("a.png") && page.contains("b.pdf"));
        let refused = browser.send(Method::POST, &path, form(&[("c.bin", &vec![1; MB + 1])]), kind).await;
        let there = refused.header("location").split('#').next().unwrap().to_owned();
        assert!(browser.get(&there).await.text().contains("最大 1 MB"), "{there}");
        let script = browser.clone().with("accept", "application/json");
        let told = script.send(Method::POST, &path, form(&[("d.png", PNG)]), kind).await;
        assert_eq!((told.status.as_u16(), told.json()[0]["name"].as_str()), (201, Some("d.png")));
        let empty = script.send(Method::POST, &path, form(&[("e.png", b"")]), kind).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text().contains("\"empty\""));
        let foreign = browser.with("origin", "https://evil.example").with("sec-fetch-site", "cross-site");
        assert_eq!(foreign.send(Method::POST, &path, form(&[("f.png", PNG)]), kind).await.status, 403);
    }
}
