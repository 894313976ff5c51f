//! Added fields, and the rows that have them.
use super::Clerk;
use serde_json::json;

/// Adds a field; its key, as rows have it.
async fn adds(clerk: &mut Clerk, noun: &str, kind: &str, name: &str) -> (i64, String) {
    let form = json!({"noun": noun, "kind": kind, "decimals": 0, "field": {"name": name}});
    let id = clerk.post("/fields", form).await["id"].as_i64().unwrap();
    (id, format!("{kind}_{id}"))
}

pub(super) async fn all(clerk: &mut Clerk) {
    of_rows(clerk).await;
    of_records(clerk).await;
}

async fn of_records(clerk: &mut Clerk) {
    let form = json!({"kind": "record_type", "choice": {"name": "验收"}});
    let of_type = clerk.post("/choices", form).await["id"].clone();
    let form = json!({"of_type": of_type, "kind": "money", "field": {"name": "尾款", "required": true}});
    let field = clerk.post("/record-fields", form).await["id"].clone();
    let path = format!("/record-fields/{field}");
    clerk.put(&path, json!({"name": "尾款", "name_en": "Balance"})).await;
    clerk.post("/record-fields/order", json!({"of_type": of_type, "ids": [field]})).await;
    clerk.post(&format!("{path}/retire"), json!({"retired": true})).await;
    let fields = clerk.get("/record-fields").await;
    let field = fields.as_array().unwrap().iter().find(|one| one["id"] == field).unwrap();
    assert_eq!((&field["name_en"], &field["retired"]), (&json!("Balance"), &json!(true)));
}

async fn of_rows(clerk: &mut Clerk) {
    let (size, size_key) = adds(clerk, "lead", "number", "人数").await;
    let (needs, needs_key) = adds(clerk, "lead", "choices", "需求").await;
    let list = format!("field_{needs}");
    let mut ids = Vec::new();
    for name in ["采购", "培训"] {
        let form = json!({"kind": list, "choice": {"name": name}});
        ids.push(clerk.post("/choices", form).await["id"].clone());
    }
    clerk.get("/choices").await;
    let form = json!({"name": "规模", "name_en": "Size", "required": false, "unique": true, "preset": ""});
    clerk.put(&format!("/fields/{size}"), form).await;
    let lead = clerk.post("/leads", json!({"contact": "王芳", &size_key: 30, &needs_key: ids})).await;
    assert_eq!(lead[&size_key], "30");
    let path = format!("/leads/{}", lead["id"]);
    let changed = clerk.patch(&path, json!({"version": lead["version"], &size_key: null})).await;
    assert!(changed[&size_key].is_null());
    let rows = clerk.get(&format!("/leads?columns=contact,{needs_key}&sort={needs_key}")).await;
    let row = rows["rows"].as_array().unwrap().iter().find(|row| row["id"] == lead["id"]).unwrap();
    assert_eq!(row[&needs_key][1]["name"], "培训");
    clerk.post("/fields/order", json!({"noun": "lead", "ids": [needs, size]})).await;
    clerk.post(&format!("/fields/{size}/retire"), json!({"retired": true})).await;
    let fields = clerk.get("/fields").await;
    assert_eq!(fields[1]["retired"], true);
}
