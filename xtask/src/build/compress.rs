//! Brotli and gzip beside every file of the site that gains from it, as small as they get.
//! Node does it: it has both built in, and a Rust encoder would cost every build its compile time.
use std::path::Path;
use std::process::Command;

use super::Kind;
use crate::shell::{Outcome, quiet, say};

const PROGRAM: &str = include_str!("compress.mjs");

pub fn all(site: &Path, kind: Kind) -> Outcome {
    let mut command = Command::new("node");
    command.args(["--input-type=module", "--eval", PROGRAM, "--"]).arg(site);
    // In a debug site a leftover would be served instead of the new file.
    command.arg(if kind == Kind::Release { "make" } else { "remove" });
    let told = quiet(&mut command)?;
    if !told.trim().is_empty() {
        say(told.trim());
    }
    Ok(())
}
