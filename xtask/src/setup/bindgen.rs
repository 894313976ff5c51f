//! wasm-bindgen: its program must have exactly the version of the library.
use std::fs;
use std::path::PathBuf;

use crate::places;
use crate::programs::{cached, cargo, on_path};
use crate::shell::{Outcome, Trouble, Trying, first_line, run, timed};

pub fn ready() -> Outcome<PathBuf> {
    let wanted = version()?;
    let right = |path: &PathBuf| first_line(path, "--version") == Some(format!("wasm-bindgen {wanted}"));
    if let Some(found) = on_path("wasm-bindgen").into_iter().chain([cached("wasm-bindgen")]).find(right) {
        return Ok(found);
    }
    // Not `--locked`: the lock file that is published with it names crates that no longer resolve.
    let mut command = cargo();
    command.args(["install", "wasm-bindgen-cli", "--version", &wanted, "--bin", "wasm-bindgen", "--force"]);
    command.arg("--root").arg(places::tools()).env_remove("CARGO_TARGET_DIR");
    // Quicker to compile; it runs for seconds.
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    timed(format_args!("building wasm-bindgen {wanted}, once (up to 3 minutes on two cores)"), || {
        run(&mut command)
    })?;
    Ok(cached("wasm-bindgen"))
}

/// What `Cargo.lock` says.
fn version() -> Outcome<String> {
    let lock = places::root().join("Cargo.lock");
    let text = fs::read_to_string(&lock).trying(format_args!("read {}", lock.display()))?;
    locked(&text, "wasm-bindgen").ok_or_else(|| Trouble::new("Cargo.lock names no wasm-bindgen"))
}

fn locked(lock: &str, name: &str) -> Option<String> {
    let line = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|text| *text != line);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked;

    #[test]
    fn the_lock_file_says_which_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
            [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "leptos"), None);
    }
}
