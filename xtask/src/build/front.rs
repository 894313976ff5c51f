//! The browser half: cargo → wasm-bindgen → wasm-opt.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Kind;
use super::notes::Note;
use crate::setup::Tools;
use crate::setup::toolchain::TARGET;
use crate::shell::{Outcome, Trying, quiet, run, say, timed};
use crate::{lock, places};

/// What rustc may use by default; `--all-features` would let wasm-opt use more than browsers have.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-mutable-globals",
];

/// The finished files; nobody makes new ones until this is dropped.
pub struct Finished {
    pub folder: PathBuf,
    _turn: lock::Held,
}

/// Builds it. Each kind has a folder of its own, so that people who build the other kind in the same checkout
/// neither wait nor undo anything.
pub fn build(tools: &Tools, kind: Kind) -> Outcome<Finished> {
    let compiled = compile(tools, kind)?;
    let folder = places::root().join(format!("target/site.front/{kind:?}"));
    let turn = lock::wait(&folder.with_extension("lock"), "preparing the browser half")?;
    let bytes = fs::read(&compiled).trying(format_args!("read {}", compiled.display()))?;
    let used = format!("{:?} {:?}", tools.bindgen, tools.optimiser);
    let note = Note::new(&format!("front-{kind:?}"), &[&bytes, used.as_bytes()]);
    // `clew_bg.wasm` is the name leptos asks for unless LEPTOS_OUTPUT_NAME was set when it was compiled.
    let wasm = folder.join("clew_bg.wasm");
    if note.done(&[&wasm, &folder.join("clew.js")]) {
        return Ok(Finished { folder, _turn: turn });
    }
    note.forget();
    let _ = fs::remove_dir_all(&folder);
    timed("wasm-bindgen", || bind(tools, &compiled, &folder))?;
    if let (Kind::Release, Some(optimiser)) = (kind, &tools.optimiser) {
        timed("wasm-opt", || optimise(optimiser, &wasm))?;
    }
    let size = fs::metadata(&wasm).map_or(0, |file| file.len());
    say(format_args!("browser half: {} kB", size / 1000));
    note.keep()?;
    Ok(Finished { folder, _turn: turn })
}

fn compile(tools: &Tools, kind: Kind) -> Outcome<PathBuf> {
    // Apart from the server's: the two would wait for each other's lock, and their features differ.
    let folder = places::target().join("front");
    forget_other_compilers(tools, &folder)?;
    let mut command = tools.browser.cargo();
    command.args(["build", "--package", "frontend", "--lib", "--target", TARGET]);
    command.arg("--target-dir").arg(&folder);
    let profile = match kind {
        Kind::Debug => {
            // Browsers do not read it, and wasm-bindgen takes three times as long with it.
            command.env("CARGO_PROFILE_DEV_DEBUG", "false");
            "debug"
        }
        Kind::Release => {
            command.args(["--profile", "wasm-release"]);
            "wasm-release"
        }
    };
    timed(format_args!("browser half ({profile})"), || run(&mut command))?;
    Ok(folder.join(TARGET).join(profile).join("frontend.wasm"))
}

/// Libraries made with another std of the same compiler version are not found ("can't find crate").
fn forget_other_compilers(tools: &Tools, folder: &Path) -> Outcome {
    let note = folder.join("compiler");
    let key = tools.browser.key().unwrap_or_default();
    if fs::read_to_string(&note).is_ok_and(|old| old == key) {
        return Ok(());
    }
    let _ = fs::remove_dir_all(folder.join(TARGET));
    fs::create_dir_all(folder).trying(format_args!("create {}", folder.display()))?;
    fs::write(&note, key).trying(format_args!("write {}", note.display()))
}

fn bind(tools: &Tools, compiled: &Path, fresh: &Path) -> Outcome {
    let mut command = Command::new(&tools.bindgen);
    command.args(["--target", "web", "--no-typescript", "--out-name", "clew", "--out-dir"]);
    quiet(command.arg(fresh).arg(compiled)).map(|_| ())
}

fn optimise(optimiser: &Path, wasm: &Path) -> Outcome {
    let small = wasm.with_extension("small");
    quiet(Command::new(optimiser).arg("-Oz").args(FEATURES).arg(wasm).arg("-o").arg(&small))?;
    fs::rename(&small, wasm).trying("take over the optimised file")
}
