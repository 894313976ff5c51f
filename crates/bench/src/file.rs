//! A file with customers, as another program writes one.
use crate::{House, Outcome};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

/// Rows of the file.
const ROWS: usize = 100_000;
/// One in so many is there already, by its mobile.
const KNOWN: usize = 20;

/// Brings in a file of customers; rows that are there already are found, not brought in twice.
pub async fn import(house: &House, folder: &Path) -> Outcome {
    let known = house
        .raw
        .texts(&format!(
            "SELECT mobile FROM customers WHERE mobile <> '' AND state = 'owned' LIMIT {}",
            ROWS / KNOWN
        ))
        .await?;
    let mut text = "客户名称,手机,电话,邮箱,城市,地址,网址\n".to_owned();
    for at in 0..ROWS {
        let mobile = match known.get(at / KNOWN) {
            Some(mobile) if at % KNOWN == 0 => mobile.clone(),
            _ => format!("199{:08}", at * 617 % 100_000_000),
        };
        writeln!(
            text,
            "新来客户{at}号有限公司,{mobile},0571-{:08},info{at}@new.example.org,杭州,文三路{at}号,https://new{at}.example.org",
            at * 7919 % 100_000_000
        )?;
    }
    let file = folder.join("customers.csv");
    std::fs::write(&file, text)?;
    let before = house.raw.number("SELECT COUNT(*) FROM customers").await?;
    let began = Instant::now();
    let path = file.display().to_string();
    house.call.run(&["import", &path, "--kind", "customers", "--yes"])?;
    let took = began.elapsed().as_secs_f64();
    let new = house.raw.number("SELECT COUNT(*) FROM customers").await? - before;
    println!(
        "import of {ROWS} customers    {took:>8.2} s, {new} new, {:.0} rows a second",
        f64::from(u32::try_from(ROWS)?) / took
    );
    Ok(())
}
