//! What was made from what, so that a step whose input is the same is not done again.
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::places;
use crate::shell::{Outcome, Trying};

/// A fingerprint of inputs. Not a secret thing: it only has to change when they do.
pub fn fingerprint(inputs: &[&[u8]]) -> String {
    let mut hasher = DefaultHasher::new();
    inputs.iter().for_each(|bytes| bytes.hash(&mut hasher));
    format!("{:016x}", hasher.finish())
}

/// The note of one step. Beside the site and not in it: the site is handed to browsers.
pub struct Note {
    file: PathBuf,
    text: String,
}

impl Note {
    pub fn new(step: &str, inputs: &[&[u8]]) -> Self {
        Self { file: places::root().join("target/site.notes").join(step), text: fingerprint(inputs) }
    }

    /// Was it done with the same inputs, and is the result still there?
    pub fn done(&self, results: &[&Path]) -> bool {
        results.iter().all(|path| path.exists())
            && fs::read_to_string(&self.file).is_ok_and(|old| old == self.text)
    }

    pub fn forget(&self) {
        let _ = fs::remove_file(&self.file);
    }

    pub fn keep(&self) -> Outcome {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).trying(format_args!("create {}", folder.display()))?;
        }
        fs::write(&self.file, &self.text).trying(format_args!("write {}", self.file.display()))
    }
}

/// Leaves an equal file alone, so that its time does not change.
pub fn write_if_new(path: &Path, bytes: &[u8]) -> Outcome {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).trying(format_args!("write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn a_fingerprint_sees_every_input_and_where_one_ends() {
        assert_eq!(fingerprint(&[b"ab", b"c"]), fingerprint(&[b"ab", b"c"]));
        assert_ne!(fingerprint(&[b"ab", b"c"]), fingerprint(&[b"a", b"bc"]));
    }
}
