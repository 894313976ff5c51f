//! What building the browser half needs, found or fetched; nothing is done twice.
pub mod bindgen;
mod debian;
pub mod optimiser;
pub mod toolchain;

use std::path::PathBuf;

use clap::Args;

use crate::shell::{Outcome, say, seconds};
use crate::{lock, places};

pub use toolchain::Toolchain;

#[derive(Args, Clone, Default)]
pub struct Wish {
    /// Do not ask rustup for the browser target (a closed network); use Debian's compiler
    #[arg(long)]
    pub no_rustup: bool,
}

/// The tools of the browser half.
pub struct Tools {
    pub browser: Toolchain,
    pub bindgen: PathBuf,
    /// Without it the product works and is larger.
    pub optimiser: Option<PathBuf>,
}

/// Finds the tools, and installs those that are missing.
pub fn ready(wish: &Wish) -> Outcome<Tools> {
    let start = std::time::Instant::now();
    let _turn = lock::wait(&places::tools().join("lock"), "setting up tools")?;
    let browser = toolchain::ready(wish)?;
    let bindgen = bindgen::ready()?;
    let optimiser = optimiser::ready();
    say(format_args!(
        "browser tools: {}, {}, {} ({})",
        browser.named(),
        bindgen.display(),
        optimiser.as_ref().map_or("no wasm-opt".into(), |path| path.display().to_string()),
        seconds(start.elapsed())
    ));
    Ok(Tools { browser, bindgen, optimiser })
}
