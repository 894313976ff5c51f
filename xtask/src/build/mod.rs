//! The product: the site (browser half, style, static files) and the server.
mod compress;
mod front;
mod notes;
mod style;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::programs::cargo;
use crate::setup::{self, Wish};
use crate::shell::{Outcome, Trying, run, say, timed};
use crate::{lock, places};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Quick to build.
    Debug,
    /// Small and quick for people.
    Release,
}

/// Builds everything and returns the server's program.
pub fn product(kind: Kind) -> Outcome<PathBuf> {
    site(kind)?;
    server(kind, &[])
}

/// Sets up the tools and fills `target/site`.
pub fn site(kind: Kind) -> Outcome {
    let tools = setup::ready(&Wish::default())?;
    let front = front::build(&tools, kind)?;
    let _turn = lock::wait(&places::root().join("target/site.lock"), "filling the site")?;
    let site = places::site();
    // wasm-bindgen names these by content; those of an older build would stay for ever.
    let _ = fs::remove_dir_all(site.join("pkg/snippets"));
    copy(&front.folder, &site.join("pkg"))?;
    style::build(&places::root().join("style"), &site.join("pkg/clew.css"), kind)?;
    copy(&places::root().join("app/public"), &site)?;
    copy(&places::root().join("style/assets"), &site.join("pkg/assets"))?;
    compress::all(&site, kind)
}

pub fn server(kind: Kind, more: &[&str]) -> Outcome<PathBuf> {
    let mut command = cargo();
    command.args(["build", "--package", "server", "--bin", "clew"]).args(more);
    if matches!(kind, Kind::Release) {
        command.arg("--release");
    }
    timed(format_args!("server ({})", folder(kind)), || run(&mut command))?;
    Ok(program(kind))
}

const fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Debug => "debug",
        Kind::Release => "release",
    }
}

/// Where the program is once it is built.
pub fn program(kind: Kind) -> PathBuf {
    places::target().join(folder(kind)).join("clew")
}

/// One file with everything inside.
pub fn dist() -> Outcome {
    site(Kind::Release)?;
    notice_new_files()?;
    let program = server(Kind::Release, &["--features", "embed"])?;
    let folder = places::root().join("dist");
    fs::create_dir_all(&folder).trying("create dist")?;
    let file = folder.join("clew");
    // A program that is running can not be written over, but its name can be given to another.
    let fresh = folder.join("clew.new");
    let size = fs::copy(&program, &fresh).trying(format_args!("copy {}", program.display()))?;
    fs::rename(&fresh, &file).trying("name dist/clew")?;
    say(format_args!("dist/clew: {:.1} MB", size as f64 / 1e6));
    Ok(())
}

/// Cargo knows the files that are embedded already; of one that is new it hears only when the server's
/// crate is compiled again.
fn notice_new_files() -> Outcome {
    let mut names = Vec::new();
    list(&places::site(), &mut names);
    names.sort();
    let names: Vec<&[u8]> = names.iter().map(|path| path.as_os_str().as_encoded_bytes()).collect();
    let note = notes::Note::new("embedded", &names);
    if note.done(&[]) {
        return Ok(());
    }
    let source = places::root().join("server/src/lib.rs");
    let touch = File::options().append(true).open(&source).and_then(|file| file.set_modified(now()));
    touch.trying(format_args!("touch {}", source.display()))?;
    note.keep()
}

fn list(folder: &Path, names: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() { list(&path, names) } else { names.push(path) }
    }
}

#[expect(clippy::disallowed_methods, reason = "a file's time is the system's")]
fn now() -> SystemTime {
    SystemTime::now()
}

/// Copies a folder of static files, when there is one, leaving alone what is the same.
fn copy(from: &Path, to: &Path) -> Outcome {
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    fs::create_dir_all(to).trying(format_args!("create {}", to.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let Some(name) = path.file_name() else { continue };
        let target = to.join(name);
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            let bytes = fs::read(&path).trying(format_args!("read {}", path.display()))?;
            notes::write_if_new(&target, &bytes)?;
        }
    }
    Ok(())
}
