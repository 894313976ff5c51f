//! The files of the checkout.
use std::fs;
use std::path::Path;

pub struct File {
    /// From the root of the checkout.
    pub path: String,
    pub text: String,
}

pub struct Tree {
    files: Vec<File>,
}

impl Tree {
    /// The files of some folders, or single files, of the checkout.
    pub fn of(places: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut files = Vec::new();
        for place in places {
            gather(root, &root.join(place), &mut files);
        }
        files.sort_by(|a: &File, b| a.path.cmp(&b.path));
        assert!(!files.is_empty(), "there is nothing in {places:?}: has a folder been renamed?");
        Self { files }
    }

    pub fn ending<'a>(&'a self, ends: &'a [&str]) -> impl Iterator<Item = &'a File> {
        self.files
            .iter()
            .filter(|file| file.path.rsplit_once('.').is_some_and(|(_, end)| ends.contains(&end)))
    }

    pub fn text(&self, path: &str) -> &str {
        &self.files.iter().find(|file| file.path == path).unwrap().text
    }
}

fn gather(root: &Path, path: &Path, files: &mut Vec<File>) {
    let name = path.file_name().unwrap().to_string_lossy();
    if ["node_modules", "target", "test-results", "playwright-report"].contains(&&*name) {
        return;
    }
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            gather(root, &entry.unwrap().path(), files);
        }
    } else if let Ok(text) = fs::read_to_string(path) {
        let path = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        files.push(File { path, text });
    }
}
