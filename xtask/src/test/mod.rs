//! Everything that must hold, in one run. A failing step does not keep the others from running.
mod browser;
mod deny;
mod rust;
mod shared;
mod tally;

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use crate::places;
use crate::shell::{Outcome, Trouble, say, seconds};

use tally::Tally;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Format and lints
    Lint,
    /// Unit, property, store, HTTP and house rules
    Rust,
    /// Stories in a browser
    Browser,
    /// Licences, bans and known holes of what we use
    Deny,
}

#[derive(Args)]
pub struct Wish {
    /// Only this part
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Only tests whose name contains this
    filter: Option<String>,
}

const RUST: &str = "rust tests";

/// One line of the final report.
struct Done {
    name: &'static str,
    outcome: Outcome<Tally>,
    time: Duration,
}

/// The steps in their order, quickest answer first.
struct Run<'a> {
    wish: &'a Wish,
    done: Vec<Done>,
}

impl Run<'_> {
    fn wanted(&self, part: Part) -> bool {
        match self.wish.only {
            Some(only) => only == part,
            None => self.wish.filter.is_none() || matches!(part, Part::Rust | Part::Browser),
        }
    }

    fn step(&mut self, part: Part, name: &'static str, work: impl FnOnce() -> Outcome<Tally>) {
        if !self.wanted(part) {
            return;
        }
        println!("\n━━ {name}");
        let start = Instant::now();
        let outcome = work();
        let time = start.elapsed();
        match &outcome {
            Ok(_) => println!("── {name}: {}", seconds(time)),
            Err(trouble) => println!("{trouble}\n── {name}: FAILED after {}", seconds(time)),
        }
        self.done.push(Done { name, outcome, time });
    }
}

impl Run<'_> {
    fn stories(&mut self, filter: Option<&str>) {
        let mut program = Err(Trouble::new("not built yet"));
        // The tests have built the program, too: with it they ran to their end.
        let is_built = self.done.iter().any(|step| step.name == RUST && step.outcome.is_ok());
        self.step(Part::Browser, "the product", || {
            program = Ok(browser::product(is_built)?);
            Ok(Tally::default())
        });
        self.step(Part::Browser, "browser stories on SQLite", || browser::on_sqlite(&program, filter));
        self.step(Part::Browser, "browser stories on PostgreSQL", || browser::on_postgres(&program, filter));
    }
}

pub fn everything(wish: &Wish) -> Outcome<ExitCode> {
    let start = Instant::now();
    let _turn = shared::choose()?;
    let mut run = Run { wish, done: Vec::new() };
    let filter = wish.filter.as_deref();
    if real_export().is_none() {
        say(format_args!("CLEW_REAL_EXPORT names no folder: the stories of a real export are skipped"));
    }
    run.step(Part::Lint, "format", rust::format);
    run.step(Part::Lint, "lints of the server half", rust::lint_server);
    run.step(Part::Lint, "lints of the browser half", rust::lint_browser);
    run.step(Part::Lint, "types of the browser stories", browser::types);
    run.step(Part::Rust, RUST, || rust::test(filter));
    if run.wanted(Part::Browser) {
        run.stories(filter);
    }
    run.step(Part::Deny, "licences and bans", deny::check);
    Ok(report(&run.done, start.elapsed()))
}

/// Tells tests where somebody's real export is: where `CLEW_REAL_EXPORT` says, or else beside the checkout.
fn with_real_export(command: &mut Command) -> &mut Command {
    match real_export() {
        Some(folder) => command.env("CLEW_REAL_EXPORT", folder),
        None => command.env_remove("CLEW_REAL_EXPORT"),
    }
}

fn real_export() -> Option<PathBuf> {
    let named = std::env::var_os("CLEW_REAL_EXPORT").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| places::root().join("../shared/data/zoho-crm"));
    folder.is_dir().then_some(folder)
}

fn report(done: &[Done], time: Duration) -> ExitCode {
    println!("\n━━ everything: {}", seconds(time));
    let mut sum = Tally::default();
    for step in done {
        let tally = match &step.outcome {
            Ok(tally) => *tally,
            // The trouble of a step without tests of its own counts as one.
            Err(_) => Tally { failed: 1, ..Tally::default() },
        };
        let word = if tally.failed > 0 { "FAILED" } else { "ok" };
        println!("{:<28} {word:<7} {:<40} {}", step.name, tally.to_string(), seconds(step.time));
        sum += tally;
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
