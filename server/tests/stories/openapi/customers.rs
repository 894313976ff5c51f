//! The routes of customers, contacts, duplicates, approvals and notices.
use super::Clerk;
use crate::stage::Stage;
use domain::choice::ChoiceKind;
use serde_json::{Value, json};
use testkit::{Colleague, House};

pub(super) async fn all(clerk: &mut Clerk, stage: &Stage, house: &House) {
    let li = house.salesperson("李").await;
    let customer = clerk
        .post(
            "/customers",
            json!({"name": "华山", "kind": "company", "contacts": [{"name": "陈晓", "main": true}]}),
        )
        .await;
    let path = format!("/customers/{}", customer["id"]);
    clerk
        .patch(&path, json!({"version": customer["version"], "city": "上海", "first_contact": "2026-01-02"}))
        .await;
    lists(clerk, &path).await;
    hands(clerk, house, &li, &customer["id"]).await;
    timeline(clerk, &path, &customer["id"]).await;
    contacts(clerk, &path).await;
    twins(clerk, &customer["id"]).await;
    levels(clerk, stage, house, &li).await;
    bin(clerk).await;
    let lead = house.pool_lead("王芳").await.id;
    for row in [path, format!("/leads/{lead}")] {
        clerk.get(&format!("{row}/why?person={}", li.id)).await;
    }
}

async fn lists(clerk: &mut Clerk, path: &str) {
    for read in ["", "/around?view=mine&sort=name", "/moves", "/shares", "/contacts", "/merges", "/level"] {
        clerk.get(&format!("{path}{read}")).await;
    }
    for list in
        ["/customers?view=mine&count=exact&limit=1", "/customers/export?format=csv", "/customers/views"]
    {
        clerk.get(list).await;
    }
    for list in ["/contacts?count=exact", "/contacts/export?format=csv", "/customers/levels"] {
        clerk.get(list).await;
    }
}

async fn hands(clerk: &mut Clerk, house: &House, li: &Colleague, id: &Value) {
    let (me, li) = (house.admin().await.id, li.id);
    let (path, reason) = (format!("/customers/{id}"), house.choice(ChoiceKind::PoolReason, "其他").await);
    let choices = clerk.get("/choices").await;
    let maturity = choices.as_array().unwrap().iter().find(|choice| choice["kind"] == "maturity").unwrap();
    clerk.put(&format!("{path}/hot"), json!({"hot": true})).await;
    clerk.post(&format!("{path}/shares"), json!({"people": [li], "may_edit": true})).await;
    clerk.delete(&format!("{path}/shares/{li}")).await;
    for (verb, body) in [
        ("transfer", json!({"owner": li})),
        ("assign", json!({"owner": me})),
        ("give-up", json!({"reason": reason, "note": "空号"})),
        ("claim", json!({})),
    ] {
        clerk.post(&format!("{path}/{verb}"), body).await;
    }
    for (verb, mut body) in [
        ("hot", json!({"hot": false})),
        ("choice", json!({"field": "maturity", "choice": maturity["id"]})),
        ("share", json!({"people": [li]})),
        ("unshare", json!({"person": li})),
        ("spread", json!({"owners": [me, li], "preview": true})),
        ("transfer", json!({"owner": li})),
        ("assign", json!({"owner": me})),
        ("give-up", json!({"reason": reason})),
        ("claim", json!({})),
    ] {
        body["ids"] = json!([id, 404]);
        clerk.post(&format!("/customers/{verb}"), body).await;
    }
}

async fn timeline(clerk: &mut Clerk, path: &str, id: &Value) {
    clerk.post(&format!("{path}/records"), json!({"content": "打过电话"})).await;
    let visit = json!({"starts_at": "2026-11-25T06:00:00Z"});
    clerk.post(&format!("{path}/visits"), visit.clone()).await;
    clerk.post("/customers/visits", json!({"ids": [id], "visit": visit})).await;
    let item = clerk.post(&format!("{path}/web-items"), json!({"title": "获奖", "day": "2026-10-01"})).await;
    let item = format!("/web-items/{}", item["id"]);
    clerk.put(&item, json!({"title": "再次获奖"})).await;
    for read in ["/records", "/visits", "/web-items"] {
        clerk.get(&format!("{path}{read}")).await;
    }
    clerk.delete(&item).await;
}

async fn contacts(clerk: &mut Clerk, path: &str) {
    let contact = clerk.post(&format!("{path}/contacts"), json!({"name": "周海", "position": "经理"})).await;
    let one = format!("/contacts/{}", contact["id"]);
    clerk.get(&one).await;
    clerk.patch(&one, json!({"version": contact["version"], "position": "总监"})).await;
    clerk.delete(&one).await;
}

async fn twins(clerk: &mut Clerk, id: &Value) {
    clerk.post("/customers/duplicates/check", json!({"company": "华山公司"})).await;
    let names = clerk.get("/customers/duplicates/names").await;
    clerk.put("/customers/duplicates/names", names).await;
    let other =
        clerk.post("/customers", json!({"name": "华山公司", "kind": "company", "confirm": true})).await;
    clerk.get("/customers/duplicates").await;
    for apart in [true, false] {
        clerk.post("/customers/duplicates/apart", json!({"ids": [id, other["id"]], "apart": apart})).await;
    }
    let preview = clerk.get(&format!("/customers/merge?winner={id}&loser={}", other["id"])).await;
    let (winner, loser) = (&preview["winner"], &preview["loser"]);
    let wish = json!({"winner": id, "winner_version": winner["version"], "loser": loser["id"], "loser_version": loser["version"]});
    let merge = clerk.post("/customers/merge", wish).await;
    clerk.get(&format!("/customers/{id}/merges")).await;
    clerk.post(&format!("/merges/{}/part", merge["id"]), json!({})).await;
}

async fn levels(clerk: &mut Clerk, stage: &Stage, house: &House, li: &Colleague) {
    let level = house.choice(ChoiceKind::Level, "A").await;
    let mut hers = Clerk::of(stage.browser(li).await);
    hers.post("/customers/duplicates/ask", json!({"mark": "company", "value": "华山公司"})).await;
    let mut asked = Vec::new();
    for name in ["嵩山", "恒山", "衡山"] {
        let customer = hers.post("/customers", json!({"name": name})).await;
        let path = format!("/customers/{}/level", customer["id"]);
        asked.push(format!(
            "/approvals/{}",
            hers.post(&path, json!({"level": level, "reason": "大单"})).await["id"]
        ));
    }
    for ignored in [true, false] {
        clerk.put(&format!("{}/ignored", asked[0]), json!({"ignored": ignored})).await;
    }
    clerk.get("/approvals?view=pending&limit=5").await;
    clerk.get(&asked[0]).await;
    clerk.post(&format!("{}/approve", asked[0]), json!({})).await;
    clerk.post(&format!("{}/reject", asked[1]), json!({"note": "再看看"})).await;
    hers.post(&format!("{}/withdraw", asked[2]), json!({})).await;
    clerk.get("/customers/levels").await;
    for read in ["/notices?limit=5", "/notices/waiting"] {
        hers.get(read).await;
    }
    hers.post("/notices/read", json!({})).await;
    clerk.asked.extend(hers.asked);
}

async fn bin(clerk: &mut Clerk) {
    let mut ids = Vec::new();
    for name in ["天山", "昆山", "黄山"] {
        ids.push(clerk.post("/customers", json!({"name": name})).await["id"].clone());
    }
    clerk.delete(&format!("/customers/{}", ids[0])).await;
    clerk.post("/customers/delete", json!({"ids": [ids[1], ids[2]]})).await;
    clerk.post("/customers/restore", json!({"ids": [ids[0]], "owner": null})).await;
    clerk.post("/customers/to-pool", json!({"ids": [ids[1]], "pool": null})).await;
    clerk.post("/customers/purge", json!({"ids": [ids[2]]})).await;
}
