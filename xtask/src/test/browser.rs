//! Stories in a real browser, against the program people get.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::{self, Kind};
use crate::programs::on_path;
use crate::shell::{Outcome, Trouble, Trying, quiet, run, say, timed};
use crate::{apt, places, postgres};

use super::tally::Tally;
use super::with_real_export;

fn folder() -> PathBuf {
    places::root().join("end2end")
}

/// The stories are programs too: a misspelt name shall not wait for its story to come up.
pub fn types() -> Outcome<Tally> {
    packages()?;
    run(npx("tsc").arg("--noEmit")).map(|()| Tally::default())
}

/// The browser half as people get it (optimised it may behave differently); the server as the tests before
/// this have already built it, where they have: built for itself it would need other libraries.
pub fn product(is_built: bool) -> Outcome<PathBuf> {
    build::site(Kind::Release)?;
    if is_built { Ok(build::program(Kind::Debug)) } else { build::server(Kind::Debug, &[]) }
}

pub fn on_sqlite(program: &Outcome<PathBuf>, filter: Option<&str>) -> Outcome<Tally> {
    stories(program, filter, None)
}

/// What the database answers is told by the stories of the store and of HTTP, all of them on both. In a browser
/// the stories tagged `@both` are told again: one or two of each page, and those of two people at once. A filter
/// asks for all it names.
pub fn on_postgres(program: &Outcome<PathBuf>, filter: Option<&str>) -> Outcome<Tally> {
    let cluster = postgres::start()?;
    stories(program, filter.or(Some("@both")), Some(cluster.url()))
}

fn stories(program: &Outcome<PathBuf>, filter: Option<&str>, postgres: Option<&str>) -> Outcome<Tally> {
    let program = program.as_ref().map_err(|_| Trouble::new("the product was not built"))?;
    let chromium = browser()?;
    packages()?;
    let report = folder().join("test-results/report.json");
    let _ = fs::remove_file(&report);
    let mut command = npx("playwright");
    command.arg("test");
    if let Some(filter) = filter {
        command.args(["--pass-with-no-tests", "--grep", filter]);
    }
    command.env("CLEW_PROGRAM", program).env("CLEW_E2E_REPORT", &report).env("CHROMIUM", chromium);
    command.env_remove("CLEW_E2E_POSTGRES").envs(postgres.map(|url| ("CLEW_E2E_POSTGRES", url)));
    let result = run(with_real_export(&mut command));
    let text = fs::read_to_string(&report).trying("read what Playwright reports")?;
    let tally =
        Tally::from_playwright(&text).ok_or_else(|| Trouble::new("Playwright's report has no totals"))?;
    match result {
        Err(trouble) if tally.failed == 0 => Err(trouble),
        _ => Ok(tally),
    }
}

fn npx(program: &str) -> Command {
    let mut command = Command::new("npx");
    command.args(["--no-install", program]).current_dir(folder());
    command
}

/// Chromium without windows, which draws and runs pages twice as fast as the one with them that is hidden.
const SHELL: &str = "/usr/bin/chromium-headless-shell";

/// The program that `CHROMIUM` names, or one of Debian's; and letters for Chinese text.
fn browser() -> Outcome<PathBuf> {
    let program = match std::env::var_os("CHROMIUM") {
        Some(named) => named.into(),
        None => chromium()?,
    };
    if on_path("fc-list").is_none() || quiet(Command::new("fc-list").arg(":lang=zh"))?.trim().is_empty() {
        apt::install(&["fonts-noto-cjk", "fontconfig"])?;
    }
    Ok(program)
}

fn chromium() -> Outcome<PathBuf> {
    if !Path::new(SHELL).is_file()
        && let Err(trouble) = apt::install(&["chromium-headless-shell"])
    {
        say(format_args!("a browser with windows will do: {trouble}"));
        let whole = PathBuf::from("/usr/bin/chromium");
        if !whole.is_file() {
            apt::install(&["chromium"])?;
        }
        return Ok(whole);
    }
    Ok(SHELL.into())
}

/// What `package-lock.json` names; installed again only when it has changed.
fn packages() -> Outcome {
    let folder = folder();
    let lock = fs::read(folder.join("package-lock.json")).trying("read end2end/package-lock.json")?;
    let note = folder.join("node_modules/.installed-from");
    if fs::read(&note).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    let mut command = Command::new("npm");
    command.args(["ci", "--no-fund", "--no-audit"]).current_dir(&folder);
    command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    timed("npm ci in end2end", || quiet(&mut command))?;
    fs::write(&note, lock).trying(format_args!("write {}", note.display()))
}
