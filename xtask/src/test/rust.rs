//! Format, lints and the tests that cargo runs.
use std::env;
use std::num::NonZero;
use std::thread::available_parallelism;

use crate::postgres;
use crate::programs::cargo;
use crate::setup::toolchain::TARGET;
use crate::setup::{self, Wish};
use crate::shell::{Outcome, Trouble, followed, run};

use super::tally::Tally;
use super::with_real_export;

/// The browser half is built and linted for the browser only.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "frontend"];
const STRICT: [&str; 3] = ["--", "-D", "warnings"];

pub fn format() -> Outcome<Tally> {
    run(cargo().args(["fmt", "--all", "--check"])).map(|()| Tally::default())
}

pub fn lint_server() -> Outcome<Tally> {
    run(cargo().arg("clippy").args(NATIVE).args(["--all-targets", "--keep-going"]).args(STRICT))
        .map(|()| Tally::default())
}

pub fn lint_browser() -> Outcome<Tally> {
    let tools = setup::ready(&Wish::default())?;
    let mut command = tools.browser.cargo();
    command.args(["clippy", "--package", "app", "--package", "frontend", "--features", "app/hydrate"]);
    command.args(["--lib", "--target", TARGET, "--target-dir"]).arg(crate::places::target().join("front"));
    run(command.args(STRICT)).map(|()| Tally::default())
}

/// So many tests for each processor: most of the time they wait for a database, or for one another.
const AT_ONCE: usize = 2;

/// All tests of the native half; those of the store run on SQLite and on a PostgreSQL of this run's own.
pub fn test(filter: Option<&str>) -> Outcome<Tally> {
    let cluster = postgres::start()?;
    let mut command = cargo();
    command.arg("test").args(NATIVE).arg("--no-fail-fast").env("CLEW_TEST_POSTGRES", cluster.url());
    if env::var_os("RUST_TEST_THREADS").is_none() {
        let processors = available_parallelism().map_or(2, NonZero::get);
        command.env("RUST_TEST_THREADS", (AT_ONCE * processors).to_string());
    }
    command.args(filter);
    let mut tally = Tally::default();
    let passed = followed(with_real_export(&mut command), |line| tally.add_cargo(line))?;
    match (passed, tally.failed) {
        (false, 0) => Err(Trouble::new(format!("cargo test did not get to its end ({tally})"))),
        _ => Ok(tally),
    }
}
