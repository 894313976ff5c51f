//! A compiler for the browser: one that is there, else rustup's, else Debian's.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Wish, debian};
use crate::places;
use crate::programs::{beside, on_path, scrubbed};
use crate::shell::{Outcome, Trying, quiet, say, timed};

pub const TARGET: &str = "wasm32-unknown-unknown";
/// The name under which rustup knows Debian's compiler.
pub const LINKED: &str = "web";
const RUSTUP_SECONDS: &str = "45";
const PROBE: &str = "#[unsafe(no_mangle)] pub extern \"C\" fn f(n: u32) -> u32 \
    { vec![n; n as usize].iter().sum::<u32>() + format!(\"{n}\").len() as u32 }";

/// How to call the compiler that builds for the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Toolchain {
    Plain,
    Linked,
    /// No rustup here: the programs of this folder.
    At(PathBuf),
}

impl Toolchain {
    fn program(&self, name: &str) -> Command {
        match self {
            Self::Plain => scrubbed(Command::new(name)),
            Self::Linked => {
                let mut command = scrubbed(Command::new(name));
                command.env("RUSTUP_TOOLCHAIN", LINKED);
                command
            }
            Self::At(folder) => {
                let mut command = scrubbed(beside(folder, name));
                command.env("RUSTC", folder.join("rustc"));
                command
            }
        }
    }

    pub fn cargo(&self) -> Command {
        self.program("cargo")
    }

    pub fn rustc(&self) -> Command {
        self.program("rustc")
    }

    pub fn named(&self) -> String {
        let version = quiet(self.rustc().arg("-V")).unwrap_or_default();
        let version = version.split(" (").next().unwrap_or_default().trim().to_owned();
        match self {
            Self::Plain => version,
            Self::Linked => format!("{version} (rustup toolchain `{LINKED}`)"),
            Self::At(folder) => format!("{version} in {}", folder.display()),
        }
    }

    /// Changes whenever the compiler does.
    pub fn key(&self) -> Option<String> {
        quiet(self.rustc().arg("-vV")).ok().map(|version| format!("{self:?}\n{version}"))
    }

    fn new_enough(&self) -> bool {
        let wanted = minor(env!("CARGO_PKG_RUST_VERSION"));
        let found = quiet(self.rustc().arg("-V"))
            .ok()
            .and_then(|line| line.strip_prefix("rustc ").map(str::to_owned))
            .and_then(|version| minor(&version));
        found >= wanted
    }

    /// Does it compile and link a program that uses std? A target that is merely listed may lack its linker.
    pub fn works(&self) -> Outcome {
        let folder = std::env::temp_dir().join(format!("clew-probe-{}", std::process::id()));
        fs::create_dir_all(&folder).trying(format_args!("create {}", folder.display()))?;
        let source = folder.join("probe.rs");
        fs::write(&source, PROBE).trying(format_args!("write {}", source.display()))?;
        let mut command = self.rustc();
        command.args(["--edition", "2024", "--crate-type", "cdylib", "-O", "--target", TARGET]);
        let result = quiet(command.arg(&source).arg("-o").arg(folder.join("probe.wasm"))).map(|_| ());
        let _ = fs::remove_dir_all(&folder);
        result
    }

    pub fn fits(&self) -> bool {
        self.new_enough() && self.works().is_ok()
    }
}

/// The N of `1.N.x`.
pub fn minor(version: &str) -> Option<u32> {
    let rest = version.split_once("1.")?.1;
    rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

pub fn ready(wish: &Wish) -> Outcome<Toolchain> {
    let note = places::tools().join("browser-compiler");
    if !wish.no_rustup
        && let Some(known) = remembered(&note)
    {
        return Ok(known);
    }
    let found = find(wish)?;
    if let Some(key) = found.key() {
        fs::write(&note, key).trying(format_args!("write {}", note.display()))?;
    }
    Ok(found)
}

/// What worked last time works again as long as compiler and target are the same.
fn remembered(note: &Path) -> Option<Toolchain> {
    let old = fs::read_to_string(note).ok()?;
    candidates().into_iter().find(|it| it.key().as_deref() == Some(&old) && it.has_std())
}

impl Toolchain {
    fn has_std(&self) -> bool {
        let libraries = quiet(self.rustc().args(["--print", "target-libdir", "--target", TARGET]));
        let Ok(entries) = libraries.map(|path| fs::read_dir(path.trim())) else { return false };
        entries.is_ok_and(|mut files| files.any(|file| file.is_ok_and(|file| is_std(&file.path()))))
    }
}

fn is_std(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("libstd-"))
}

fn candidates() -> Vec<Toolchain> {
    let mut all = vec![Toolchain::Plain];
    if linked() {
        all.push(Toolchain::Linked);
    } else if !has_rustup() && Path::new("/usr/bin/rustc").is_file() {
        all.push(Toolchain::At("/usr/bin".into()));
    }
    all
}

fn find(wish: &Wish) -> Outcome<Toolchain> {
    if wish.no_rustup {
        return debian::ready();
    }
    if let Some(fit) = candidates().into_iter().find(Toolchain::fits) {
        return Ok(fit);
    }
    if has_rustup() && ask_rustup() && Toolchain::Plain.fits() {
        return Ok(Toolchain::Plain);
    }
    debian::ready()
}

fn ask_rustup() -> bool {
    let mut command = scrubbed(Command::new("timeout"));
    command.env("RUSTUP_MAX_RETRIES", "0");
    command.args(["-k", "5", RUSTUP_SECONDS, "rustup", "target", "add", TARGET]);
    let what = format!("rustup target add {TARGET} (at most {RUSTUP_SECONDS} s)");
    match timed(what, || quiet(&mut command)) {
        Ok(_) => true,
        Err(trouble) => {
            let last = trouble.to_string();
            say(format_args!("rustup can not supply it: {}", last.lines().last().unwrap_or_default()));
            false
        }
    }
}

pub fn has_rustup() -> bool {
    on_path("rustup").is_some()
}

pub fn linked() -> bool {
    let list = has_rustup().then(|| quiet(Command::new("rustup").args(["toolchain", "list"])));
    list.is_some_and(|list| {
        list.is_ok_and(|text| text.lines().any(|line| line.split_whitespace().next() == Some(LINKED)))
    })
}
