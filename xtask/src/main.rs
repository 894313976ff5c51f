//! `cargo xtask <command>`: everything a person needs to build, run, test and ship Clew.
mod apt;
mod build;
mod lock;
mod places;
mod postgres;
mod programs;
mod serve;
mod setup;
mod shell;
mod test;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::build::Kind;
use crate::shell::Outcome;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, run, test and ship Clew", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Work,
}

#[derive(Subcommand)]
enum Work {
    /// Make the tools for the browser half work: compiler target, wasm-bindgen, wasm-opt
    Setup(setup::Wish),
    /// Build the site and the server
    Build {
        /// Small and fast, as people get it
        #[arg(long)]
        release: bool,
    },
    /// Set up, build and start Clew on SQLite at data/clew.db
    Run(serve::Run),
    /// Build and start, and again after every change
    Dev {
        #[command(flatten)]
        place: serve::Place,
    },
    /// Make the one program file dist/clew, with everything inside
    Dist,
    /// Measure the release program over HTTP
    Bench(serve::Bench),
    /// Install what only tests need and run everything
    #[command(alias = "ci")]
    Test(test::Wish),
    /// Start a throw-away PostgreSQL and keep it until Ctrl+C
    Postgres,
}

#[derive(Args, Clone)]
struct Rest {
    /// Handed on as they are
    #[arg(last = true)]
    rest: Vec<String>,
}

fn main() -> ExitCode {
    match work(Cli::parse().command) {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("\nxtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn work(command: Work) -> Outcome<ExitCode> {
    match command {
        Work::Setup(wish) => setup::ready(&wish).map(|_| ())?,
        Work::Build { release } => {
            build::product(if release { Kind::Release } else { Kind::Debug }).map(|_| ())?
        }
        Work::Run(wish) => serve::run(&wish)?,
        Work::Dev { place } => serve::dev(&place)?,
        Work::Dist => build::dist()?,
        Work::Bench(wish) => serve::bench(&wish)?,
        Work::Test(wish) => return test::everything(&wish),
        Work::Postgres => postgres::stay()?,
    }
    Ok(ExitCode::SUCCESS)
}
