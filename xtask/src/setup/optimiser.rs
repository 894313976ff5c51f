//! wasm-opt: more than halves what a browser has to fetch.
use std::path::PathBuf;
use std::process::Command;

use crate::programs::on_path;
use crate::shell::{Outcome, quiet, say, timed};
use crate::{apt, places};

const NPM_PACKAGE: &str = "binaryen@132.0.0";

/// The program, or nothing: the product works without it.
pub fn ready() -> Option<PathBuf> {
    let npm = places::tools().join("npm/node_modules/.bin/wasm-opt");
    let found = || on_path("wasm-opt").or_else(|| npm.is_file().then(|| npm.clone()));
    if let Some(found) = found() {
        return Some(found);
    }
    for (name, install) in [("npm", from_npm as fn() -> Outcome), ("apt", from_apt)] {
        if let Err(trouble) = install() {
            say(format_args!("no wasm-opt from {name}: {trouble}"));
        }
        if let Some(found) = found() {
            return Some(found);
        }
    }
    say("without wasm-opt the browser half is about twice as large; everything works");
    None
}

fn from_npm() -> Outcome {
    let mut command = Command::new("npm");
    command.args(["install", "--no-fund", "--no-audit", "--no-save", "--prefix"]);
    command.arg(places::tools().join("npm")).arg(NPM_PACKAGE);
    timed(format_args!("npm install {NPM_PACKAGE}"), || quiet(&mut command)).map(|_| ())
}

fn from_apt() -> Outcome {
    apt::install(&["binaryen"])
}
