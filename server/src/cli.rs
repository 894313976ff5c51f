//! The command line: reads the words, hands over to one command, and turns its outcome into an exit code.
mod check;
mod demo;
mod export;
mod failure;
mod import;
mod logs;
mod password;
mod progress;
mod recycle;
mod serve;
mod token;
mod user;

pub use failure::Failure;

use crate::settings::{Given, Settings};
use clap::{Parser, Subcommand};
use domain::Lang;
use messages::{Key, text};
use std::fmt::Display;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;
use std::sync::LazyLock;
use store::{Options, Store};

type Outcome<T = ()> = Result<T, Failure>;

#[derive(Parser)]
#[command(name = "clew", version, about = text(lang(), Key::CliAbout), after_help = text(lang(), Key::CliAfter))]
#[command(arg_required_else_help = true, max_term_width = 100)]
struct Line {
    #[command(flatten)]
    settings: Given,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(about = text(lang(), Key::CliServe), after_help = text(lang(), Key::CliServeAfter))]
    Serve,
    #[command(about = text(lang(), Key::CliDemo), after_help = text(lang(), Key::CliDemoAfter))]
    Demo(demo::Args),
    #[command(about = text(lang(), Key::CliExport), after_help = text(lang(), Key::CliExportAfter))]
    Export(export::Args),
    #[command(about = text(lang(), Key::ImportCliAbout), after_help = text(lang(), Key::ImportCliAfter))]
    Import(Box<import::Args>),
    #[command(subcommand, about = text(lang(), Key::CliUser), after_help = text(lang(), Key::CliUserAfter))]
    User(user::Command),
    #[command(about = text(lang(), Key::CliToken), after_help = text(lang(), Key::CliTokenAfter))]
    Token(token::Args),
    #[command(about = text(lang(), Key::CliMigrate), after_help = text(lang(), Key::CliMigrateAfter))]
    Migrate,
    #[command(about = text(lang(), Key::CliRecycle), after_help = text(lang(), Key::CliRecycleAfter))]
    Recycle(recycle::Args),
    #[command(about = text(lang(), Key::CliCheck), after_help = text(lang(), Key::CliCheckAfter))]
    Check,
}

static LANG: LazyLock<Lang> = LazyLock::new(|| {
    let said = ["CLEW_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok());
    spoken(said.filter(|tag| !tag.is_empty()))
});

/// The language of the command line, by the environment.
#[must_use]
pub fn lang() -> Lang {
    *LANG
}

/// The first that is set decides, as everywhere on the system. `C` is how systems say English.
fn spoken(mut said: impl Iterator<Item = String>) -> Lang {
    said.next().map_or_else(Lang::default, |tag| {
        let is_plain = matches!(tag.split('.').next(), Some("C" | "POSIX"));
        if is_plain {
            Lang::En
        } else {
            Lang::from_tag(tag.split('.').next().unwrap_or_default()).unwrap_or(Lang::En)
        }
    })
}

/// Runs the command of the command line.
#[must_use]
pub fn main() -> ExitCode {
    let line = Line::parse();
    match begin(line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.tell();
            failure.code()
        }
    }
}

fn begin(line: Line) -> Outcome {
    let settings = line.settings.settle()?;
    logs::start(&settings, matches!(line.command, Command::Serve))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(line.command, settings))
}

async fn run(command: Command, settings: Settings) -> Outcome {
    match command {
        Command::Serve => serve::run(settings).await,
        Command::Demo(args) => demo::run(&settings, args).await,
        Command::Export(args) => export::run(&settings, args).await,
        Command::Import(args) => import::run(&settings, *args).await,
        Command::User(command) => user::run(&settings, command).await,
        Command::Token(args) => token::run(&settings, args).await,
        Command::Migrate => migrate(&settings).await,
        Command::Recycle(args) => recycle::run(&settings, args).await,
        Command::Check => check::run(&settings).await,
    }
}

/// Opens the database of the settings.
async fn open(settings: &Settings) -> Outcome<Store> {
    let options = Options { connections: settings.connections, ..Options::new(settings.database.clone()) };
    Store::open(options).await.map_err(Failure::Closed)
}

/// Opening brings the schema up to date; that is all there is to do.
async fn migrate(settings: &Settings) -> Outcome {
    open(settings).await?.close().await;
    say(text(lang(), Key::CliMigrated))
}

/// Says it on standard output. Whoever has stopped listening has heard enough.
fn say(words: impl Display) -> Outcome {
    match writeln!(std::io::stdout(), "{words}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Line::command().debug_assert();
    }

    /// Commands that have no commands below them, with the words one calls them by.
    fn leaves(path: &str, command: &clap::Command) -> Vec<(String, clap::Command)> {
        if !command.has_subcommands() {
            return vec![(path.to_owned(), command.clone())];
        }
        // `clew help` is clap's own.
        let below = command.get_subcommands().filter(|below| below.get_name() != "help");
        below.flat_map(|below| leaves(&format!("{path} {}", below.get_name()), below)).collect()
    }

    #[test]
    fn every_command_shows_how_it_is_called() {
        let mut line = Line::command();
        // Hands down to the commands how wide the help may be.
        line.build();
        let all = leaves("clew", &line);
        assert!(all.iter().any(|(path, _)| path == "clew user password"), "all are walked through");
        for (path, command) in all {
            let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(examples.contains(&path), "{path} --help has no example");
            let help = command.term_width(100).render_help().to_string();
            assert!(help.contains(&examples), "an example is too long for a line:\n{help}");
        }
    }

    #[test]
    fn the_system_says_which_language() {
        let of = |said: &[&str]| spoken(said.iter().map(|tag| (*tag).to_owned()));
        assert_eq!(of(&[]), Lang::Zh);
        assert_eq!(of(&["C.UTF-8"]), Lang::En);
        assert_eq!(of(&["zh_CN.UTF-8", "en_GB"]), Lang::Zh);
        assert_eq!(of(&["de_DE.UTF-8"]), Lang::En, "neither; more people read English");
    }
}
