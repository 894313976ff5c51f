//! The browser target without rustup's server: Debian's compiler, with std built from Debian's source.
//!
//! A separate sysroot with a symlinked rustc does not find its own libraries, so the finished std is
//! hung into Debian's sysroot and that is linked as a rustup toolchain.
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::toolchain::{LINKED, TARGET, Toolchain, has_rustup, linked, minor};
use crate::programs::{beside, on_path, scrubbed};
use crate::shell::{Outcome, Trouble, Trying, quiet, say, timed};
use crate::{apt, places};

const BIN: &str = "/usr/bin";
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
/// `embed-bitcode`: cargo switches it off for std, and a later `lto = "fat"` could not take std in.
const FLAGS: &str = "-Cembed-bitcode=yes";
const MANIFEST: &str = "[package]\nname = \"stdprobe\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n\
    [profile.release]\nopt-level = 3\ndebug = false\ncodegen-units = 1\npanic = \"abort\"\n";

pub fn ready() -> Outcome<Toolchain> {
    let debian = Toolchain::At(BIN.into());
    packages(&debian)?;
    let sysroot = PathBuf::from(quiet(debian.rustc().args(["--print", "sysroot"]))?.trim());
    let version = quiet(debian.rustc().arg("-vV"))?;
    linker(&sysroot, &version)?;
    let std = std_for(&version)?;
    hang(&std, &sysroot.join("lib/rustlib").join(TARGET))?;
    debian.works()?;
    if !has_rustup() {
        return Ok(debian);
    }
    if !linked() {
        quiet(Command::new("rustup").args(["toolchain", "link", LINKED]).arg(&sysroot))?;
    }
    Toolchain::Linked.works().map(|()| Toolchain::Linked)
}

fn packages(debian: &Toolchain) -> Outcome {
    let wanted = minor(env!("CARGO_PKG_RUST_VERSION"));
    let fits = || {
        let version = quiet(debian.rustc().arg("-V")).ok();
        version.and_then(|line| minor(line.trim_start_matches("rustc "))) >= wanted
    };
    if PACKAGES.iter().all(|package| apt::installed(package)) && fits() {
        return Ok(());
    }
    apt::update()?;
    let offered = apt::candidate("rustc-web").unwrap_or_default();
    if minor(&offered) < wanted {
        let needed = env!("CARGO_PKG_RUST_VERSION");
        return Err(Trouble::new(format!(
            "no compiler for {TARGET}: rustup can not supply it and apt offers rustc-web `{offered}`; {needed} is needed"
        )));
    }
    apt::install(&PACKAGES)?;
    // Only the lints need it; an older system may not have it.
    if apt::candidate("rust-web-clippy").is_some() {
        apt::install(&["rust-web-clippy"])?;
    }
    Ok(())
}

fn field<'a>(version: &'a str, name: &str) -> &'a str {
    version.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or_default()
}

/// rustc looks for `rust-lld` in its own sysroot first.
fn linker(sysroot: &Path, version: &str) -> Outcome {
    let place = sysroot.join("lib/rustlib").join(field(version, "host")).join("bin/rust-lld");
    if place.exists() {
        return Ok(());
    }
    let llvm = field(version, "LLVM version").split('.').next().unwrap_or_default();
    let name = format!("lld-{llvm}");
    if on_path(&name).is_none() && apt::candidate(&name).is_some() {
        apt::install(&[&name])?;
    }
    let found = on_path(&name).or_else(|| rustups_linker(field(version, "host")));
    let found =
        found.ok_or_else(|| Trouble::new(format!("no {name} and no rust-lld to link for the browser")))?;
    quiet(apt::as_root("mkdir").arg("-p").arg(place.parent().unwrap_or(sysroot)))?;
    quiet(apt::as_root("ln").arg("-sfn").arg(&found).arg(&place))?;
    say(format_args!("linker: {} → {}", place.display(), found.display()));
    Ok(())
}

fn rustups_linker(host: &str) -> Option<PathBuf> {
    let sysroot =
        quiet(Command::new("rustup").args(["run", "stable", "rustc", "--print", "sysroot"])).ok()?;
    let path = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
    path.is_file().then_some(path)
}

/// The folder of std for this very compiler; built once.
fn std_for(version: &str) -> Outcome<PathBuf> {
    let source = quiet(Command::new("dpkg-query").args(["-W", "-f=${Version}", "rust-web-src"]))?;
    let mut hasher = DefaultHasher::new();
    (version, source, FLAGS, MANIFEST).hash(&mut hasher);
    let key = format!("{}-{:016x}", field(version, "release"), hasher.finish());
    let folder = places::tools().join("std").join(key);
    if !folder.join("complete").exists() {
        let what = format!("building std for {TARGET} with rustc {}", field(version, "release"));
        timed(what, || build(&folder))?;
    }
    Ok(folder)
}

fn build(folder: &Path) -> Outcome {
    let fresh = folder.with_extension("new");
    let _ = fs::remove_dir_all(&fresh);
    let source = fresh.join("build");
    fs::create_dir_all(source.join("src")).trying(format_args!("create {}", source.display()))?;
    fs::create_dir_all(fresh.join("lib")).trying("create the folder of std")?;
    fs::write(source.join("src/lib.rs"), "").trying("write an empty program")?;
    fs::write(source.join("Cargo.toml"), MANIFEST).trying("write its manifest")?;
    compile(&source)?;
    let libraries = source.join("target").join(TARGET).join("release/deps");
    for entry in fs::read_dir(&libraries).trying("list std's libraries")?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libstdprobe-") {
            fs::copy(entry.path(), fresh.join("lib").join(&name)).trying(format_args!("copy {name}"))?;
        }
    }
    fs::write(fresh.join("complete"), "").trying("mark std as complete")?;
    let _ = fs::remove_dir_all(source);
    let _ = fs::remove_dir_all(folder);
    fs::rename(&fresh, folder).trying(format_args!("create {}", folder.display()))
}

fn compile(source: &Path) -> Outcome {
    let mut command = scrubbed(beside(Path::new(BIN), "cargo"));
    for name in ["RUSTUP_TOOLCHAIN", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_TARGET_DIR"] {
        command.env_remove(name);
    }
    command.env_remove("RUSTC_WRAPPER").env_remove("RUSTC_WORKSPACE_WRAPPER");
    command.env("RUSTC", format!("{BIN}/rustc")).env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", FLAGS);
    command.args(["build", "-Z", "build-std=std,panic_abort,test", "--release", "--target", TARGET]);
    quiet(command.arg("--target-dir").arg(source.join("target")).current_dir(source)).map(|_| ())
}

fn hang(std: &Path, place: &Path) -> Outcome {
    if fs::read_link(place).is_ok_and(|old| old == std) {
        return Ok(());
    }
    if place.exists() && !place.is_symlink() {
        return Err(Trouble::new(format!("{} exists and was not made here", place.display())));
    }
    quiet(apt::as_root("ln").arg("-sfn").arg(std).arg(place)).map(|_| ())
}
