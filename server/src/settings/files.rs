//! Where files that are kept with rows lie: in a folder, or in a bucket.
use super::{Error, MEGABYTE, wrong};
use crate::cli::lang;
use clap::Args;
use messages::{Key, text};
use serde::Deserialize;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// A text that is not repeated anywhere: not in logs, not in errors.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    #[must_use]
    pub fn tell(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl FromStr for Secret {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Settings of files as they are given: each may be missing.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct GivenFiles {
    // An id of its own: `clew import` takes `files`.
    #[arg(id = "file-storage", long = "files", global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_FILES", value_name = "PLACE", help = text(lang(), Key::FilesCliPlace))]
    files: Option<String>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_FILE_LIMIT", value_name = "MB", help = text(lang(), Key::FilesCliLimit))]
    file_limit: Option<u64>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_S3_ENDPOINT", value_name = "URL", help = text(lang(), Key::FilesCliEndpoint))]
    s3_endpoint: Option<String>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_S3_REGION", value_name = "REGION", help = text(lang(), Key::FilesCliRegion))]
    s3_region: Option<String>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_S3_KEY", value_name = "ID", help = text(lang(), Key::FilesCliKey))]
    s3_key: Option<String>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_S3_SECRET", value_name = "SECRET", hide_env_values = true, help = text(lang(), Key::FilesCliSecret))]
    s3_secret: Option<Secret>,
}

/// How files are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// Where.
    pub storage: Storage,
    /// The largest file, in bytes.
    pub limit: u64,
}

/// Where bytes lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Storage {
    /// In a folder; `files` in the data folder when none is named.
    Folder(Option<PathBuf>),
    /// In a bucket of Amazon S3, or of what speaks its language.
    Bucket {
        /// Its name.
        bucket: String,
        /// Stands before each name in it.
        prefix: String,
        /// Where it is, when it is not at Amazon.
        endpoint: Option<String>,
        /// Where it is at Amazon.
        region: String,
        /// The key and its secret; taken from the machine (`AWS_*`, its role) when not given.
        key: Option<(String, Secret)>,
    },
}

impl Default for Keeping {
    fn default() -> Self {
        Self { storage: Storage::Folder(None), limit: 25 * MEGABYTE }
    }
}

impl GivenFiles {
    /// These, and where one is missing the other's.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            files: self.files.or(other.files),
            file_limit: self.file_limit.or(other.file_limit),
            s3_endpoint: self.s3_endpoint.or(other.s3_endpoint),
            s3_region: self.s3_region.or(other.s3_region),
            s3_key: self.s3_key.or(other.s3_key),
            s3_secret: self.s3_secret.or(other.s3_secret),
        }
    }

    pub(super) fn settle(self) -> Result<Keeping, Error> {
        let standard = Keeping::default();
        let limit = match self.file_limit {
            Some(0) => return Err(wrong("file-limit", &0, Key::FilesWrongLimit)),
            limit => limit.map_or(standard.limit, |limit| limit.saturating_mul(MEGABYTE)),
        };
        let storage = match self.files.as_deref().and_then(|place| place.strip_prefix("s3://")) {
            None => Storage::Folder(self.files.map(PathBuf::from)),
            Some(place) => {
                let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
                let (bucket, prefix) = (bucket.to_owned(), prefix.trim_matches('/').to_owned());
                if bucket.is_empty() {
                    return Err(wrong("files", &"s3://", Key::FilesWrongPlace));
                }
                let endpoint = self.s3_endpoint.map(|url| super::base(&url)).transpose();
                let endpoint = endpoint.map_err(|_| wrong("s3-endpoint", &"…", Key::CliWrongUrl))?;
                let region = self.s3_region.unwrap_or_else(|| "us-east-1".to_owned());
                let key = match (self.s3_key, self.s3_secret) {
                    (Some(key), Some(secret)) => Some((key, secret)),
                    (None, None) => None,
                    // Half of it would be looked for elsewhere, and what is found there does not fit.
                    (Some(_), None) => return Err(wrong("s3-secret", &"", Key::FilesWrongKey)),
                    (None, Some(_)) => return Err(wrong("s3-key", &"", Key::FilesWrongKey)),
                };
                Storage::Bucket { bucket, prefix, endpoint, region, key }
            }
        };
        Ok(Keeping { storage, limit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket(place: &str) -> GivenFiles {
        GivenFiles {
            files: Some(place.into()),
            s3_endpoint: Some("http://minio:9000/".into()),
            s3_key: Some("clew".into()),
            s3_secret: Some("hush-hush".into()),
            ..GivenFiles::default()
        }
    }

    #[test]
    fn a_bucket_is_named_by_its_address() {
        let keeping = bucket("s3://crm/clew/").settle().unwrap();
        let Storage::Bucket { bucket, prefix, endpoint, region, key } = &keeping.storage else { panic!() };
        assert_eq!((bucket.as_str(), prefix.as_str(), region.as_str()), ("crm", "clew", "us-east-1"));
        assert_eq!(endpoint.as_deref(), Some("http://minio:9000"));
        assert_eq!(key.as_ref().unwrap().1.tell(), "hush-hush");
        assert!(!format!("{keeping:?}").contains("hush"), "secrets are not repeated");
    }

    #[test]
    fn what_can_not_be_is_named() {
        let told = |given: GivenFiles| given.settle().unwrap_err().to_string();
        assert!(told(bucket("s3:///x")).starts_with("files"));
        assert!(told(GivenFiles { s3_secret: None, ..bucket("s3://crm") }).starts_with("s3-secret"));
        assert!(
            told(GivenFiles { s3_endpoint: Some("minio".into()), ..bucket("s3://crm") })
                .starts_with("s3-endpoint")
        );
        assert!(told(GivenFiles { file_limit: Some(0), ..GivenFiles::default() }).starts_with("file-limit"));
    }

    #[test]
    fn without_a_word_files_lie_in_the_data_folder() {
        assert_eq!(GivenFiles::default().settle().unwrap(), Keeping::default());
        let folder =
            GivenFiles { files: Some("/srv/files".into()), file_limit: Some(3), ..GivenFiles::default() };
        let keeping = folder.settle().unwrap();
        assert_eq!(keeping.storage, Storage::Folder(Some("/srv/files".into())));
        assert_eq!(keeping.limit, 3 << 20);
    }
}
