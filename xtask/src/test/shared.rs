//! A build folder that outlives the clone.
//!
//! A build machine makes a fresh clone for every run, and most of a build is what the product depends on.
//! So a clone in which nothing was built yet builds in this machine's cache. Where people work it stays
//! with `target`.
use std::fs;
use std::path::Path;

use crate::shell::{Outcome, Trying, say};
use crate::{lock, places};

/// Chooses where this run builds; holds the shared folder until the run is over.
pub fn choose() -> Outcome<Option<lock::Held>> {
    if std::env::var_os("CARGO_TARGET_DIR").is_some() || has_built(&places::target()) {
        return Ok(None);
    }
    let shared = places::cache().join("target");
    // The program `clew` in it is one clone's: who comes second builds at home.
    let held = lock::attempt(&shared.join("clew-test.lock"))?;
    if held.is_some() {
        forget_other_clones(&shared)?;
        say(format_args!("building in {}", shared.display()));
        places::build_in(shared);
    }
    Ok(held)
}

fn has_built(target: &Path) -> bool {
    ["debug", "release"].iter().any(|profile| !prints(&target.join(profile), &["server"]).is_empty())
}

/// Cargo tells our crates of two clones not apart and goes by the times of their files: a clone that was made
/// while another one built would be given the other's crates. Without their fingerprints they are built anew.
fn forget_other_clones(shared: &Path) -> Outcome {
    let note = shared.join("clew-clone");
    let here = places::root();
    if fs::read(&note).is_ok_and(|last| last == here.as_os_str().as_encoded_bytes()) {
        return Ok(());
    }
    let ours = members()?;
    let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
    for folder in ["", "front", "front/wasm32-unknown-unknown"] {
        for profile in fs::read_dir(shared.join(folder)).into_iter().flatten().flatten() {
            for print in prints(&profile.path(), &ours) {
                fs::remove_dir_all(&print).trying(format_args!("remove {}", print.display()))?;
            }
        }
    }
    fs::write(&note, here.as_os_str().as_encoded_bytes()).trying(format_args!("write {}", note.display()))
}

/// What cargo remembers of these crates.
fn prints(profile: &Path, crates: &[&str]) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(profile.join(".fingerprint")).into_iter().flatten().flatten();
    let is_one = |name: &str| name.rsplit_once('-').is_some_and(|(name, _)| crates.contains(&name));
    entries.filter(|entry| entry.file_name().to_str().is_some_and(is_one)).map(|entry| entry.path()).collect()
}

/// The names of our own crates: in `Cargo.lock` those without a source.
fn members() -> Outcome<Vec<String>> {
    let lock = places::root().join("Cargo.lock");
    let text = fs::read_to_string(&lock).trying(format_args!("read {}", lock.display()))?;
    Ok(without_source(&text))
}

fn without_source(lock: &str) -> Vec<String> {
    let packages = lock.split("[[package]]\n").filter(|package| !package.contains("\nsource = "));
    packages
        .filter_map(|package| Some(package.strip_prefix("name = \"")?.split_once('"')?.0.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::without_source;

    #[test]
    fn our_own_crates_have_no_source() {
        let lock = "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\n\n\
            [[package]]\nname = \"axum\"\nversion = \"0.8.0\"\nsource = \"registry\"\n";
        assert_eq!(without_source(lock), ["app"]);
    }
}
