//! The folder of uploads. Names in it are made up: what people call their files never becomes a path.
use crate::Settings;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A file that no import speaks of may belong to an upload that is going on.
const STRAY: Duration = Duration::from_secs(60 * 60);

/// The folder of uploads.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Inside the data folder of the settings.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self { path: settings.data.join("imports") }
    }

    /// Where a file lies.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Whether a file is here; it may be on another server.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.path(name).is_file()
    }

    /// A new file, which is gone again unless it is kept.
    ///
    /// # Errors
    /// When the folder can not be made.
    pub async fn fresh(&self) -> io::Result<Fresh> {
        tokio::fs::create_dir_all(&self.path).await?;
        let name = format!("{:032x}", rand::random::<u128>());
        Ok(Fresh { path: Some(self.path(&name)), name })
    }

    /// Removes a file. One that is gone already is as good.
    pub async fn remove(&self, name: &str) {
        let _ = tokio::fs::remove_file(self.path(name)).await;
    }

    /// Removes what no import needs any more.
    ///
    /// # Errors
    /// When the folder can not be read.
    pub async fn tidy(&self, needed: &HashSet<String>) -> io::Result<()> {
        let mut files = match tokio::fs::read_dir(&self.path).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            files => files?,
        };
        while let Some(file) = files.next_entry().await? {
            let name = file.file_name().to_string_lossy().into_owned();
            let age = file.metadata().await?.modified()?.elapsed().unwrap_or_default();
            if !needed.contains(&name) && age > STRAY {
                self.remove(&name).await;
            }
        }
        Ok(())
    }
}

/// A file that is being written. Dropped without being kept, it leaves nothing behind.
pub struct Fresh {
    path: Option<PathBuf>,
    /// What it is called in the folder.
    pub name: String,
}

impl Fresh {
    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(""))
    }

    /// It stays.
    pub fn keep(mut self) {
        self.path = None;
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            let _ = std::fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_not_kept_is_gone() {
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::of(&Settings { data: data.path().to_owned(), ..Settings::default() });
        let (left, kept) = (folder.fresh().await.unwrap(), folder.fresh().await.unwrap());
        for fresh in [&left, &kept] {
            std::fs::write(fresh.path(), "a").unwrap();
        }
        let names = [left.name.clone(), kept.name.clone()];
        drop(left);
        kept.keep();
        assert_eq!(names.map(|name| folder.has(&name)), [false, true]);
    }
}
