//! What changes customers: whether one is there already, merges, claims by sixteen at once, the nightly run.
use crate::client::{Client, Who};
use crate::measure::{at, rate};
use crate::{House, Outcome, session};
use serde_json::{Value, json};
use std::io::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Prints what they cost.
pub async fn all(house: House, folder: &Path) -> Outcome {
    println!();
    checks(&house).await?;
    merges(&house).await?;
    claims(&house).await?;
    crate::file::import(&house, folder).await?;
    night(house, folder).await
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

async fn say(name: &str, mut took: Vec<Duration>, all: Duration) -> Outcome {
    took.sort_unstable();
    println!(
        "{name:<28} p50 {:>8.2} ms  p99 {:>8.2} ms  {:>6.0} a second, {} times",
        ms(at(&took, 50)),
        ms(at(&took, 99)),
        rate(took.len(), all),
        took.len()
    );
    Ok(())
}

/// Whether a customer is there already: by mobile, e-mail and name.
async fn checks(house: &House) -> Outcome {
    let mut client = Client::connect(&house.program.addr).await?;
    let mut took = Vec::new();
    let began = Instant::now();
    for id in
        house.raw.numbers("SELECT id FROM customers WHERE mobile <> '' ORDER BY name_key LIMIT 200").await?
    {
        let text =
            |column: &str| house.raw.text_owned(format!("SELECT {column} FROM customers WHERE id = {id}"));
        let probe = json!({"mobile": text("mobile").await?, "company": text("name").await?, "email": "nobody@example.org"});
        let answer =
            client.json("POST", "/api/v1/customers/duplicates/check", &house.company, &probe).await?;
        took.push(answered(&answer)?);
    }
    say("is it there already", took, began.elapsed()).await
}

fn answered(answer: &crate::client::Answer) -> Outcome<Duration> {
    if answer.status.is_success() {
        return Ok(answer.took);
    }
    let text = String::from_utf8_lossy(&answer.body).chars().take(300).collect::<String>();
    Err(format!("{}: {text}", answer.status).into())
}

/// Two customers become one, each with its contacts and records.
async fn merges(house: &House) -> Outcome {
    let mut client = Client::connect(&house.program.addr).await?;
    let ids =
        house.raw.numbers("SELECT id FROM customers WHERE state = 'owned' ORDER BY id LIMIT 200").await?;
    let (mut took, began) = (Vec::new(), Instant::now());
    for pair in ids.chunks_exact(2) {
        let mut version = async |id: i64| -> Outcome<Value> {
            let path = format!("/api/v1/customers/{id}");
            let answer = client.get(&path, &house.company).await?;
            Ok(serde_json::from_slice::<Value>(&answer.body)?["version"].clone())
        };
        let (winner, loser) = (version(pair[0]).await?, version(pair[1]).await?);
        let wish =
            json!({"winner": pair[0], "winner_version": winner, "loser": pair[1], "loser_version": loser});
        let answer = client.json("POST", "/api/v1/customers/merge", &house.company, &wish).await?;
        took.push(answered(&answer)?);
    }
    say("merge of two", took, began.elapsed()).await
}

/// One person claims, then sixteen at once, each within a most of her own.
async fn claims(house: &House) -> Outcome {
    let parameters = json!({"most": 1_000_000, "zone": "Asia/Shanghai"});
    let mut client = Client::connect(&house.program.addr).await?;
    answered(&client.json("PUT", "/api/v1/pools/parameters", &house.company, &parameters).await?)?;
    let logins =
        "SELECT DISTINCT owner_id FROM customers WHERE owner_id IS NOT NULL ORDER BY owner_id LIMIT 16";
    let mut people = Vec::new();
    for id in house.raw.numbers(logins).await? {
        let login = house.raw.text_owned(format!("SELECT login FROM people WHERE id = {id}")).await?;
        people.push(session(&house.program, &login).await?);
    }
    let free =
        house.raw.numbers("SELECT id FROM customers WHERE state = 'pool' ORDER BY id LIMIT 1800").await?;
    let (alone, free) = free.split_at(free.len() / 9);
    let began = Instant::now();
    if let Some(who) = people.first() {
        let took = claimed(&house.program.addr, who, alone).await?;
        say("claims by one", took, began.elapsed()).await?;
    }
    let (mut tasks, began) = (JoinSet::new(), Instant::now());
    let each = free.len().div_ceil(people.len().max(1)).max(1);
    for (ids, who) in free.chunks(each).zip(people) {
        let (addr, ids) = (house.program.addr.clone(), ids.to_vec());
        tasks.spawn(async move { claimed(&addr, &who, &ids).await });
    }
    let mut took = Vec::new();
    while let Some(done) = tasks.join_next().await {
        took.extend(done.map_err(Error::other)??);
    }
    say("claims by sixteen at once", took, began.elapsed()).await
}

async fn claimed(addr: &str, who: &Who, ids: &[i64]) -> std::io::Result<Vec<Duration>> {
    let mut client = Client::connect(addr).await?;
    let mut took = Vec::with_capacity(ids.len());
    for id in ids {
        let answer = client.json("POST", &format!("/api/v1/customers/{id}/claim"), who, &json!({})).await?;
        if !answer.status.is_success() {
            return Err(Error::other(format!(
                "claim: {} {}",
                answer.status,
                String::from_utf8_lossy(&answer.body)
            )));
        }
        took.push(answer.took);
    }
    Ok(took)
}

/// Moves times of all rows into the past.
fn earlier(days: i64, table: &str, columns: &[&str]) -> String {
    let by = days * 86_400 * 1_000_000;
    let set: Vec<_> = columns.iter().map(|column| format!("{column} = {column} - {by}")).collect();
    format!("UPDATE {table} SET {}", set.join(", "))
}

/// A rule takes back what nobody has written about, one in ten, while somebody else goes on entering leads.
async fn night(mut house: House, folder: &Path) -> Outcome {
    let mut client = Client::connect(&house.program.addr).await?;
    // More than a year ago: what was demoed today would be due in months.
    let long = earlier(400, "customers", &["owned_at", "tracked_at", "last_record_at"]);
    house.raw.run(&format!("{long} WHERE id % 10 = 0")).await?;
    let pool = house.raw.number("SELECT MIN(id) FROM pools").await?;
    let rule = json!({"kind": "any", "days": 90});
    let answer = client.json("POST", &format!("/api/v1/pools/{pool}/rules"), &house.company, &rule).await?;
    answered(&answer)?;
    let id = serde_json::from_slice::<Value>(&answer.body)?["id"].clone();
    let path = format!("/api/v1/pool-rules/{id}/switch");
    let began = Instant::now();
    answered(&client.json("POST", &path, &house.company, &json!({"on": true})).await?)?;
    house.call.run(&["recycle"])?;
    println!("a new rule, all looked at    {:>8.2} s", began.elapsed().as_secs_f64());
    drop(house.program);
    // It is two days old, and midnight has come: the next morning the server finds the work undone when it starts.
    house.raw.run(&earlier(2, "customers", &["recycle_at"])).await?;
    house.raw.run(&earlier(2, "pool_rules", &["since"])).await?;
    let due =
        "SELECT COUNT(*) FROM customers WHERE state = 'owned' AND recycle_at <= (SELECT MAX(at) FROM audit)";
    let all = house.raw.number(due).await?;
    let before = house.raw.number("SELECT COUNT(*) FROM customers WHERE state = 'pool'").await?;
    let began = Instant::now();
    house.program = house.call.serve(folder).await?;
    let over = Arc::new(AtomicBool::new(false));
    let (addr, who, stop) = (house.program.addr.clone(), house.company.clone(), Arc::clone(&over));
    let writing = tokio::spawn(async move {
        let mut client = Client::connect(&addr).await?;
        let mut took = Vec::new();
        while !stop.load(Ordering::Relaxed) {
            took.push(
                client.json("POST", "/api/v1/leads", &who, &json!({"contact": "夜里来的"})).await?.took,
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok::<_, Error>(took)
    });
    // Asked so that it costs nothing: the machine is the server's.
    let left = due.replace("COUNT(*)", "1") + " LIMIT 1";
    while !house.raw.numbers(&left).await?.is_empty() {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let took_all = began.elapsed();
    over.store(true, Ordering::Relaxed);
    let mut took = writing.await.map_err(Error::other)??;
    took.sort_unstable();
    let moved = house.raw.number("SELECT COUNT(*) FROM customers WHERE state = 'pool'").await? - before;
    println!(
        "the nightly run              {:>8.2} s, {moved} of {all} due moved; other writers: p50 {:.2} ms, p99 {:.2} ms, longest {:.2} ms",
        took_all.as_secs_f64(),
        ms(at(&took, 50)),
        ms(at(&took, 99)),
        ms(took.last().copied().unwrap_or_default())
    );
    Ok(())
}
