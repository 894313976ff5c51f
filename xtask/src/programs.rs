//! Finding programs, and starting cargo as if from the shell.
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::places;

pub fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Cargo, in the checkout. `cargo xtask` leaves its own variables in the environment, and build scripts
/// that watch them (ring's does) would be built anew each time xtask and the shell take turns.
pub fn cargo() -> Command {
    scrubbed(Command::new("cargo"))
}

/// `leptos` is compiled differently when `LEPTOS_OUTPUT_NAME` is set: never let a shell's leftover decide.
pub fn scrubbed(mut command: Command) -> Command {
    let ours = |name: &str| {
        ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|start| name.starts_with(start))
            || [
                "CARGO",
                "CARGO_CRATE_NAME",
                "CARGO_PRIMARY_PACKAGE",
                "LEPTOS_OUTPUT_NAME",
                "LEPTOS_WATCH",
                "OUT_DIR",
            ]
            .contains(&name)
    };
    env::vars_os().filter(|(name, _)| name.to_str().is_some_and(ours)).for_each(|(name, _)| {
        command.env_remove(name);
    });
    command.env("CARGO_TARGET_DIR", places::target()).current_dir(places::root());
    command
}

/// A tool of this project's own cache.
pub fn cached(name: &str) -> PathBuf {
    places::tools().join("bin").join(name)
}

/// A program in a folder that is not the shell's, which shall find its neighbours there first.
pub fn beside(folder: &Path, name: &str) -> Command {
    let old = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(std::iter::once(folder.to_path_buf()).chain(env::split_paths(&old)));
    let mut command = Command::new(folder.join(name));
    command.env("PATH", path.unwrap_or(old));
    command
}
