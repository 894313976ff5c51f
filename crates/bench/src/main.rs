//! Measures the release program over HTTP, beside the same work in raw SQL, and prints ratios.
mod client;
mod customers;
mod file;
mod measure;
mod program;
mod raw;
mod sorts;
mod verbs;

use clap::Parser;
use client::{Client, Who};
use measure::{Figures, measure};
use program::{Call, Program};
use raw::Raw;
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const PASSWORD: &str = "measure-what-people-wait-for";

#[derive(Parser)]
struct Wish {
    /// The release program.
    #[arg(long)]
    program: PathBuf,
    /// Leads in the database.
    #[arg(long, default_value_t = 100_000)]
    leads: u64,
    /// Customers in it; each has one or two contacts.
    #[arg(long, default_value_t = 50_000)]
    customers: u64,
    /// People in the role tree.
    #[arg(long, default_value_t = 200)]
    people: u64,
    /// An empty database; SQLite in a folder of its own when not given.
    #[arg(long)]
    database: Option<String>,
    /// The database was filled before, with `clew demo`, and nothing was measured on it yet.
    #[arg(long)]
    filled: bool,
    /// Only what changes customers: checks, merges, claims, an import, the nightly run.
    #[arg(long)]
    changes: bool,
    /// Requests over one connection.
    #[arg(long, default_value_t = 400)]
    times: usize,
}

#[tokio::main]
async fn main() -> Outcome {
    let wish = Wish::parse();
    let folder = tempfile::tempdir()?;
    let database =
        wish.database.clone().unwrap_or_else(|| format!("sqlite:{}/clew.db", folder.path().display()));
    let call = Call { file: wish.program.clone(), database: database.clone() };
    if !wish.filled {
        fill(&wish, &call)?;
    }
    let raw = Raw::open(&database).await?;
    let owner = raw
        .number("SELECT owner_id FROM leads WHERE state = 'claimed' GROUP BY owner_id ORDER BY COUNT(*) DESC LIMIT 1")
        .await?;
    let login = raw.text(&format!("SELECT login FROM people WHERE id = {owner}")).await?;
    let company = Who::Token(call.run(&["token", "bench", "--login", "admin"])?);
    let program = call.serve(folder.path()).await?;
    if wish.changes {
        let house = House { program, call, raw, company, times: wish.times };
        return verbs::all(house, folder.path()).await;
    }
    // A salesperson may not make tokens: her own program is the browser.
    let own = session(&program, &login).await?;
    let company_page = session(&program, "admin").await?;
    heading();
    let select = "SELECT l.id, l.version, l.state, l.contact, l.company, l.mobile, l.status_id, l.source_id, l.owner_id, p.name, \
        l.last_record_at, l.next_visit_at, l.updated_at, l.submitted_at FROM leads l LEFT JOIN people p ON p.id = l.owner_id";
    let newest = "ORDER BY l.updated_at DESC, l.id DESC LIMIT 51";
    let own_sql = format!("{select} WHERE l.owner_id = {owner} AND l.state = 'claimed' {newest}");
    let all_sql = format!("{select} {newest}");
    let (zhang, four) = found(&raw, &database, select).await?;
    let work = "/api/v1/leads?view=work&limit=50";
    let cases = [
        ("list of 50, own, JSON", work.to_owned(), &own, own_sql.as_str()),
        ("list of 50, company, JSON", "/api/v1/leads?limit=50".to_owned(), &company, all_sql.as_str()),
        ("list of 50, own, page", "/leads".to_owned(), &own, own_sql.as_str()),
        ("list of 50, company, page", "/leads/query".to_owned(), &company_page, all_sql.as_str()),
        ("search 张伟", "/api/v1/leads?q=%E5%BC%A0%E4%BC%9F&limit=50".to_owned(), &company, zhang.as_str()),
        ("search last four digits", "/api/v1/leads?q=5678&limit=50".to_owned(), &company, four.as_str()),
        (
            "sorted by contact, company",
            "/api/v1/leads?sort=contact&limit=50".to_owned(),
            &company,
            &all_sql
                .replace("l.updated_at DESC, l.id DESC", "l.contact_key, l.id")
                .replace(" ORDER", " WHERE l.contact_key <> '' ORDER"),
        ),
    ];
    for (name, path, who, sql) in cases {
        let figures = measure(&program, &path, who, wish.times).await?;
        row(name, &figures, raw.p50(sql, wish.times.min(100)).await?.as_secs_f64());
    }
    export(&program, &company, &raw).await?;
    if wish.customers == 0 {
        return Ok(());
    }
    let house = House { program, call, raw, company, times: wish.times };
    customers::lists(&house).await?;
    sorts::all(&house).await?;
    verbs::all(house, folder.path()).await
}

fn fill(wish: &Wish, call: &Call) -> Outcome {
    let began = Instant::now();
    let (leads, people) = (wish.leads.to_string(), wish.people.to_string());
    let customers = wish.customers.to_string();
    let filled = ["demo", "--leads", &leads, "--customers", &customers, "--people", &people, "--seed", "1"];
    call.run(&[&filled[..], &["--password", PASSWORD]].concat())?;
    println!(
        "{leads} leads, {customers} customers, {people} people, filled in {:.1} s, {}",
        began.elapsed().as_secs_f64(),
        kind(&call.database)
    );
    Ok(())
}

/// What the measurements of customers share.
struct House {
    program: Program,
    call: Call,
    raw: Raw,
    /// The administrator's token.
    company: Who,
    times: usize,
}

impl House {
    /// Signs in whom a query names.
    async fn somebody(&self, sql: &str) -> Outcome<Who> {
        let login = self.raw.text(&format!("SELECT login FROM people WHERE id = ({sql})")).await?;
        session(&self.program, &login).await
    }
}

fn kind(database: &str) -> &str {
    if database.starts_with("sqlite") { "SQLite" } else { "PostgreSQL" }
}

/// Signs in as a browser does.
async fn session(program: &Program, login: &str) -> Outcome<Who> {
    let mut client = Client::connect(&program.addr).await?;
    let answer = client.post("/sign-in", format!("login={login}&password={PASSWORD}")).await?;
    let cookie = answer.cookies.iter().find(|cookie| cookie.starts_with("clew_session="));
    let cookie = cookie.and_then(|cookie| cookie.split(';').next()).ok_or("no session after sign-in")?;
    Ok(Who::Session(cookie.to_owned()))
}

/// The two searches in the database's own words.
async fn found(raw: &Raw, database: &str, select: &str) -> Outcome<(String, String)> {
    let (zhang, four) = if database.starts_with("sqlite") {
        let by = |query: &str| {
            format!(
                "{select} WHERE l.id IN (SELECT rowid FROM lead_search WHERE lead_search MATCH '{query}') ORDER BY +l.updated_at DESC LIMIT 51"
            )
        };
        (by("\"张伟\""), by("\"567 678\""))
    } else {
        let by = |query: &str| {
            format!(
                "{select} WHERE l.id IN (SELECT lead_id FROM lead_search WHERE tokens @@ '{query}'::tsquery) ORDER BY l.updated_at DESC LIMIT 51"
            )
        };
        (by("''张伟''"), by("''567'' <-> ''678''"))
    };
    let count = |sql: &str| format!("SELECT COUNT(*) FROM ({}) AS found", sql.replace("LIMIT 51", ""));
    println!(
        "张伟: {} leads, 5678: {} leads",
        raw.number(&count(&zhang)).await?,
        raw.number(&count(&four)).await?
    );
    Ok((zhang, four))
}

fn heading() {
    println!(
        "{:<28} {:>9} {:>9} {:>9} {:>9} {:>10} {:>9} {:>9} {:>7}",
        "", "p50 ms", "p99 ms", "1 conn/s", "16 conn/s", "cpu ms/req", "bytes", "raw ms", "ratio"
    );
}

fn row(name: &str, figures: &Figures, raw: f64) {
    let ms = |duration: std::time::Duration| duration.as_secs_f64() * 1000.0;
    println!(
        "{name:<28} {:>9.2} {:>9.2} {:>9.0} {:>9.0} {:>10.2} {:>9} {:>9.2} {:>7.1}",
        ms(figures.p50),
        ms(figures.p99),
        figures.one,
        figures.sixteen,
        ms(figures.cpu),
        figures.bytes,
        raw * 1000.0,
        figures.p50.as_secs_f64() / raw
    );
}

async fn export(program: &Program, who: &Who, raw: &Raw) -> Outcome {
    let sql = "SELECT contact, company, mobile, status_id, source_id, owner_id, last_record_at, next_visit_at, updated_at, submitted_at FROM leads ORDER BY updated_at DESC, id DESC";
    let alone = raw.p50(sql, 1).await?.as_secs_f64();
    for format in ["xlsx", "csv"] {
        let mut client = Client::connect(&program.addr).await?;
        let cpu = program.cpu()?;
        let answer = client.get(&format!("/api/v1/leads/export?format={format}"), who).await?;
        if !answer.status.is_success() {
            return Err(format!("export: {}", answer.status).into());
        }
        let took = answer.took.as_secs_f64();
        let cpu = (program.cpu()? - cpu).as_secs_f64();
        println!(
            "export of all as {format:<5} {took:>6.2} s, {cpu:.2} s of processor, {:.1} MB, raw {alone:.2} s, ratio {:.1}",
            f64::from(u32::try_from(answer.body.len())?) / 1e6,
            took / alone
        );
    }
    Ok(())
}
