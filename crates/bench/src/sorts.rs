//! A page of 200 in the order of any column, and of a field the administrator has added.
use crate::client::Client;
use crate::measure::middle;
use crate::{House, Outcome};
use domain::column::Column;
use domain::customer::CustomerColumn;
use domain::lead::LeadColumn;
use serde_json::{Value, json};
use std::time::Duration;

/// What is aimed at.
const BAR: Duration = Duration::from_millis(5);

/// Prints the slowest columns of leads and of customers.
pub async fn all(house: &House) -> Outcome {
    let (of_lead, of_customer) = (added(house, "lead").await?, added(house, "customer").await?);
    let leads = LeadColumn::ALL.iter().map(|column| column.key().to_owned()).chain([of_lead]);
    slowest(house, "/api/v1/leads?limit=200&sort=", leads.collect()).await?;
    let customers = CustomerColumn::ALL.iter().map(|column| column.key().to_owned()).chain([of_customer]);
    slowest(house, "/api/v1/customers?view=company&limit=200&sort=", customers.collect()).await
}

/// A number of each row; its key.
async fn added(house: &House, noun: &str) -> Outcome<String> {
    let mut client = Client::connect(&house.program.addr).await?;
    let form = json!({"noun": noun, "kind": "number", "field": {"name": "装机量"}});
    let answer = client.json("POST", "/api/v1/fields", &house.company, &form).await?;
    let id = serde_json::from_slice::<Value>(&answer.body)?["id"].as_i64().ok_or("no field was added")?;
    let key = format!("number_{id}");
    house.raw.run(&format!("UPDATE {noun}s SET {key} = (id * 7919) % 100003")).await?;
    Ok(key)
}

async fn slowest(house: &House, path: &str, columns: Vec<String>) -> Outcome {
    let mut took = Vec::new();
    let added = columns.last().cloned().unwrap_or_default();
    for column in columns {
        for way in ["", "-"] {
            let path = format!("{path}{way}{column}&columns={column}");
            let middle = middle(&house.program, &path, &house.company, 9).await?;
            took.push((middle, format!("{way}{column}")));
        }
    }
    took.sort_unstable();
    took.reverse();
    let over = took.iter().filter(|(middle, _)| *middle > BAR).count();
    println!("\n{path}: {} orders of 200 rows, {over} above {} ms", took.len(), BAR.as_millis());
    let own = took.iter().filter(|(_, column)| column.trim_start_matches('-') == added);
    for (middle, column) in took.iter().take(over.clamp(3, 12)).chain(own) {
        println!("{column:<28} {:>9.2} ms", middle.as_secs_f64() * 1000.0);
    }
    Ok(())
}
