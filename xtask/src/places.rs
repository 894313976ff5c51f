//! Where things are: the checkout, its site folder, the build folder and the cache of this machine.
use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

static ELSEWHERE: OnceLock<PathBuf> = OnceLock::new();

/// The checkout. Asked at run time first: it may have been moved since this program was compiled.
pub fn root() -> PathBuf {
    let here =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map_or(here.clone(), Path::to_path_buf)
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    let told = || env::var_os("CARGO_TARGET_DIR").map(|folder| root().join(folder));
    ELSEWHERE.get().cloned().or_else(told).unwrap_or_else(|| root().join("target"))
}

/// From now on build there. Only the first call counts.
pub fn build_in(folder: PathBuf) {
    let _ = ELSEWHERE.set(folder);
}

/// What the server hands to browsers. Always in the checkout, where `Leptos.toml` says it is.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// What survives a fresh clone: tools and their versions.
pub fn cache() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || PathBuf::from(env::var_os("HOME").unwrap_or_else(|| "/tmp".into())).join(".cache");
    base.unwrap_or_else(home).join("clew")
}

pub fn tools() -> PathBuf {
    cache().join("tools")
}
