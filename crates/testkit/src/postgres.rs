//! Houses on PostgreSQL: a database each, copied from a template.
//!
//! Nothing runs when a test process ends, so each database is held by a lock that ends with the process, and
//! the next process drops what nobody holds any more.
use crate::house::{first_admin, options};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};
use std::sync::OnceLock;
use tokio::sync::{mpsc, oneshot};

const PREFIX: &str = "clew_test_";

enum Wish {
    Build(oneshot::Sender<String>),
    Drop(String, oneshot::Sender<()>),
}

static YARD: OnceLock<mpsc::UnboundedSender<Wish>> = OnceLock::new();

/// The address of the server, or `None` when it may be missing.
pub(crate) fn server() -> Option<String> {
    if let Ok(url) = std::env::var("CLEW_TEST_POSTGRES") {
        return Some(url);
    }
    assert!(
        std::env::var("CLEW_TEST_POSTGRES_OPTIONAL").is_ok_and(|value| value == "1"),
        "set CLEW_TEST_POSTGRES to postgres://user:password@host:port/database of a server on which the user \
         may create databases; or CLEW_TEST_POSTGRES_OPTIONAL=1 to do without"
    );
    println!("skipped: set CLEW_TEST_POSTGRES");
    None
}

/// A fresh database; its address.
pub(crate) async fn build(server: &str) -> String {
    let (to, answer) = oneshot::channel();
    yard(server).send(Wish::Build(to)).expect("the yard works");
    address(server, &answer.await.expect("a database from the yard"))
}

pub(crate) async fn drop(server: &str, address: &str) {
    let (to, done) = oneshot::channel();
    yard(server).send(Wish::Drop(name(address).to_owned(), to)).expect("the yard works");
    done.await.expect("the database is dropped");
}

fn name(address: &str) -> &str {
    let path = address.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

fn address(server: &str, database: &str) -> String {
    let (path, query) = server.split_once('?').unwrap_or((server, "sslmode=disable"));
    let (host, _) = path.rsplit_once('/').expect("CLEW_TEST_POSTGRES ends with /database");
    // In a house of one story nothing is lost when the power goes: no need to wait for the disk.
    format!("{host}/{database}?{query}&options=-c%20synchronous_commit%3Doff")
}

/// One thread with one connection makes and drops all databases: each test has a runtime of its own, and a
/// connection can not outlive the runtime it was made in.
fn yard(server: &str) -> &'static mpsc::UnboundedSender<Wish> {
    YARD.get_or_init(|| {
        let (to, wishes) = mpsc::unbounded_channel();
        let server = server.to_owned();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(work(server, wishes));
        });
        to
    })
}

async fn work(server: String, mut wishes: mpsc::UnboundedReceiver<Wish>) {
    let mut here = PgConnection::connect(&server).await.expect("CLEW_TEST_POSTGRES answers");
    sweep(&mut here).await;
    let mark: String = format!("{PREFIX}{:08x}", rand::random::<u32>());
    let template = format!("{mark}_template");
    hold(&mut here, &template).await;
    run(&mut here, format!("CREATE DATABASE {template}")).await;
    first_admin(options(&address(&server, &template))).await;
    let mut built = 0;
    while let Some(wish) = wishes.recv().await {
        match wish {
            Wish::Build(to) => {
                built += 1;
                let name = format!("{mark}_{built}");
                hold(&mut here, &name).await;
                run(&mut here, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
                // A story that has ended meanwhile needs no house.
                let _ = to.send(name);
            }
            Wish::Drop(name, done) => {
                run(&mut here, format!("DROP DATABASE {name} WITH (FORCE)")).await;
                let _ = done.send(());
            }
        }
    }
}

async fn run(here: &mut PgConnection, sql: String) {
    here.execute(AssertSqlSafe(sql)).await.expect("the user of CLEW_TEST_POSTGRES may create databases");
}

async fn hold(here: &mut PgConnection, name: &str) {
    let lock = sqlx::query("SELECT pg_advisory_lock(hashtext($1))").bind(name);
    lock.execute(&mut *here).await.expect("a lock on a name nobody else has");
}

/// Drops what processes that are gone have left.
async fn sweep(here: &mut PgConnection) {
    let names = sqlx::query_scalar("SELECT datname FROM pg_database WHERE datname LIKE $1")
        .bind(format!("{PREFIX}%"))
        .fetch_all(&mut *here);
    let names: Vec<String> = names.await.expect("the names of databases");
    for name in names {
        let free = sqlx::query_scalar("SELECT pg_try_advisory_lock(hashtext($1))").bind(&name);
        if free.fetch_one(&mut *here).await.expect("a lock, or none") {
            // Someone else may have swept it since.
            run(here, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        }
    }
}
