//! `cargo deny`: licences, bans and sources always; known holes when their list can be reached.
use std::process::Command;

use crate::places;
use crate::programs::{cached, cargo, on_path};
use crate::shell::{Outcome, quiet, run, say, timed};

use super::tally::Tally;

const VERSION: &str = "0.20.2";
const HOLES: &str = "https://github.com/RustSec/advisory-db";

pub fn check() -> Outcome<Tally> {
    let program = program()?;
    let mut checks = vec!["bans", "licenses", "sources"];
    if reachable() {
        checks.push("advisories");
    } else {
        say(format_args!("known holes are not checked: {HOLES} can not be reached from here"));
    }
    let mut command = Command::new(program);
    command.current_dir(places::root()).args(["--workspace", "--all-features", "check"]);
    run(command.args(checks)).map(|()| Tally::default())
}

fn program() -> Outcome<std::path::PathBuf> {
    let ours = cached("cargo-deny");
    if let Some(found) = on_path("cargo-deny").or_else(|| ours.is_file().then(|| ours.clone())) {
        return Ok(found);
    }
    let mut command = cargo();
    command.args(["install", "cargo-deny", "--version", VERSION, "--locked", "--root"]);
    command.arg(places::tools()).env_remove("CARGO_TARGET_DIR");
    // Half the compile time; it runs for two seconds.
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
    timed(format_args!("building cargo-deny {VERSION}, once"), || run(&mut command))?;
    Ok(ours)
}

fn reachable() -> bool {
    let mut command = Command::new("timeout");
    command.args(["20", "git", "ls-remote", "--exit-code", HOLES, "HEAD"]).env("GIT_TERMINAL_PROMPT", "0");
    quiet(&mut command).is_ok()
}
