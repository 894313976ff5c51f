//! Files inside the program.
use rust_embed::{Embed, EmbeddedFile};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::path::Path;
use std::sync::OnceLock;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
struct Inside;

pub struct File {
    pub bytes: Cow<'static, [u8]>,
    pub tag: String,
}

pub fn find(_folder: &Path, name: &str) -> Option<File> {
    let file = Inside::get(name)?;
    Some(File { tag: format!("\"{}\"", short(&file.metadata.sha256_hash())), bytes: file.data })
}

/// A name that changes when any file does.
pub fn root() -> String {
    static ROOT: OnceLock<String> = OnceLock::new();
    ROOT.get_or_init(|| format!("/v/{}", whole())).clone()
}

fn whole() -> String {
    let mut names: Vec<_> = Inside::iter().collect();
    names.sort();
    let mut hasher = Sha256::new();
    for EmbeddedFile { metadata, .. } in names.iter().filter_map(|name| Inside::get(name)) {
        hasher.update(metadata.sha256_hash());
    }
    short(&hasher.finalize())
}

fn short(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
