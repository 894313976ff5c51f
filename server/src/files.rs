//! The bytes of files that are kept with rows: in a folder, or in a bucket. They come and go in pieces; nothing large
//! is held. Names are made up: what people call their files never becomes a path.
mod arriving;
mod content;
mod page;
mod sweep;

pub use sweep::{Lost, compare, start, sweep};

pub(crate) use arriving::{Arriving, Unread, raw};
pub(crate) use content::answer;
pub(crate) use page::{router, takes_files};

use crate::settings::{Settings, Storage};
use axum::body::Bytes;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt};
use std::fmt::Display;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The smallest part that S3 takes, and with it the most that is held of a file.
const PART: usize = 5 << 20;

/// Where bytes lie.
#[derive(Clone)]
pub struct Files {
    storage: Storage,
    folder: PathBuf,
    /// The largest file, in bytes.
    pub limit: u64,
    opened: Arc<OnceLock<Result<Arc<dyn ObjectStore>, String>>>,
}

fn broken(cause: impl Display) -> store::Error {
    store::Error::Internal(format!("the storage of files: {cause}"))
}

impl Files {
    /// As the settings say. Nothing is opened yet.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let storage = settings.files.storage.clone();
        let folder = match &storage {
            Storage::Folder(Some(folder)) => folder.clone(),
            _ => settings.data.join("files"),
        };
        Self { storage, folder, limit: settings.files.limit, opened: Arc::default() }
    }

    fn opened(&self) -> store::Result<&Arc<dyn ObjectStore>> {
        self.opened.get_or_init(|| self.open().map_err(|error| error.to_string())).as_ref().map_err(broken)
    }

    fn open(&self) -> object_store::Result<Arc<dyn ObjectStore>> {
        let Storage::Bucket { bucket, prefix, endpoint, region, key } = &self.storage else {
            let made = std::fs::create_dir_all(&self.folder);
            made.map_err(|cause| object_store::Error::Generic { store: "folder", source: cause.into() })?;
            // A row is written only once its bytes would outlive a power cut.
            return Ok(Arc::new(LocalFileSystem::new_with_prefix(&self.folder)?.with_fsync(true)));
        };
        // A process has one provider; that another has been quicker is no harm, since all say ring.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = match key {
            Some((key, secret)) => {
                AmazonS3Builder::new().with_access_key_id(key).with_secret_access_key(secret.tell())
            }
            None => AmazonS3Builder::from_env(),
        };
        builder = builder.with_bucket_name(bucket).with_region(region);
        if let Some(endpoint) = endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        let bucket = builder.build()?;
        Ok(if prefix.is_empty() {
            Arc::new(bucket)
        } else {
            Arc::new(PrefixStore::new(bucket, prefix.as_str()))
        })
    }

    /// Writes bytes under a name. They are there once it is shut down.
    fn writer(&self, name: &str) -> store::Result<BufWriter> {
        let store = self.opened()?.clone();
        Ok(BufWriter::with_capacity(store, Path::from(name), PART).with_max_concurrency(1))
    }

    /// The bytes under a name, and how many they are.
    ///
    /// # Errors
    /// When they are not there, or the storage can not be reached.
    pub async fn read(
        &self,
        name: &str,
    ) -> store::Result<(u64, BoxStream<'static, object_store::Result<Bytes>>)> {
        let found = self.opened()?.get(&Path::from(name)).await.map_err(broken)?;
        Ok((found.meta.size, found.into_stream()))
    }

    /// Removes bytes. That they are gone already is as good.
    ///
    /// # Errors
    /// When the storage can not be reached.
    pub async fn remove(&self, name: &str) -> store::Result<()> {
        match self.opened()?.delete(&Path::from(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(cause) => Err(broken(cause)),
        }
    }

    /// What all bytes are called.
    ///
    /// # Errors
    /// When the storage can not be reached.
    pub async fn names(&self) -> store::Result<Vec<String>> {
        let all = self.opened()?.list(None).map(|found| found.map(|found| found.location.to_string()));
        all.try_collect().await.map_err(broken)
    }
}
