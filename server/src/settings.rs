//! Settings: by flag, by `CLEW_*` environment, or by file, in this order.
mod files;
mod proxies;

pub use files::{GivenFiles, Keeping, Secret, Storage};
pub use proxies::Network;

use clap::{Args, ValueEnum};
use messages::{Key, text};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::cli::lang;

const MEGABYTE: u64 = 1 << 20;

/// How lines of the log are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs, one object a line.
    Json,
}

/// Settings as they are given: each may be missing.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Given {
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_CONFIG", value_name = "FILE", help = text(lang(), Key::CliConfig))]
    #[serde(skip)]
    config: Option<PathBuf>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_DATABASE", value_name = "URL", hide_env_values = true, help = text(lang(), Key::CliDatabase))]
    database: Option<String>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_DATA", value_name = "FOLDER", help = text(lang(), Key::CliData))]
    data: Option<PathBuf>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_CONNECTIONS", value_name = "N", help = text(lang(), Key::CliConnections))]
    connections: Option<u32>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_ADDR", value_name = "ADDRESS", help = text(lang(), Key::CliAddr))]
    addr: Option<String>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_PUBLIC_URL", value_name = "URL", help = text(lang(), Key::CliPublicUrl))]
    public_url: Option<String>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_HTTPS", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", help = text(lang(), Key::CliHttps))]
    https: Option<bool>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_TRUSTED_PROXIES", value_name = "NETWORK,…", value_delimiter = ',', help = text(lang(), Key::CliTrustedProxies))]
    trusted_proxies: Option<Vec<String>>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_UPLOAD_LIMIT", value_name = "MB", help = text(lang(), Key::ImportCliUploadLimit))]
    upload_limit: Option<u64>,
    #[command(flatten)]
    #[serde(flatten)]
    files: GivenFiles,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_LOG", value_name = "FILTER", help = text(lang(), Key::CliLog))]
    log: Option<String>,
    #[arg(long, global = true, help_heading = text(lang(), Key::CliSettings), env = "CLEW_LOG_FORMAT", value_enum, help = text(lang(), Key::CliLogFormat))]
    log_format: Option<LogFormat>,
}

/// Settings as the program uses them.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// Folder for files that people bring.
    pub data: PathBuf,
    /// Connections to the database.
    pub connections: u32,
    /// Where to listen.
    pub addr: SocketAddr,
    /// Where browsers find the product, without a slash at the end.
    pub public_url: Option<String>,
    /// Browsers come through https, so cookies may insist on it.
    pub https: bool,
    /// Only these may say, by `X-Forwarded-For`, for whom they ask.
    pub trusted_proxies: Vec<Network>,
    /// The largest file that may be imported, in bytes.
    pub upload_limit: u64,
    /// Where files that are kept with rows lie, and how large they may be.
    pub files: Keeping,
    /// What to log, as `tracing` reads it; by the command's own judgement when not given.
    pub log: Option<String>,
    /// How to log.
    pub log_format: LogFormat,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            database: "sqlite:data/clew.db".to_owned(),
            data: PathBuf::from("data"),
            connections: 16,
            addr: SocketAddr::from(([127, 0, 0, 1], 3000)),
            public_url: None,
            https: false,
            trusted_proxies: Vec::new(),
            upload_limit: 100 * MEGABYTE,
            files: Keeping::default(),
            log: None,
            log_format: LogFormat::Text,
        }
    }
}

/// Settings that can not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file can not be read.
    #[error("{}: {cause}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The file is not TOML, or holds a setting nobody knows.
    #[error("{}: {cause}", file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// Why.
        cause: Box<toml::de::Error>,
    },
    /// A setting has a value it can not have.
    #[error("{name} = {value:?}: {}", text(lang(), *why))]
    Value {
        /// The setting.
        name: &'static str,
        /// What was given.
        value: String,
        /// What it must be.
        why: Key,
    },
}

impl Given {
    /// Looks into the file, fills what is missing, and checks the values.
    ///
    /// # Errors
    /// When the file or a value can not be used.
    pub fn settle(self) -> Result<Settings, Error> {
        let file = self.config.as_deref().map(read).transpose()?.unwrap_or_default();
        let standard = Settings::default();
        let public_url = self.public_url.or(file.public_url).map(|url| base(&url)).transpose()?;
        let secure = public_url.as_ref().is_some_and(|url| url.starts_with("https:"));
        Ok(Settings {
            database: database(self.database.or(file.database).unwrap_or(standard.database))?,
            data: self.data.or(file.data).unwrap_or(standard.data),
            connections: connections(self.connections.or(file.connections).unwrap_or(standard.connections))?,
            addr: self.addr.or(file.addr).map_or(Ok(standard.addr), |addr| address(&addr))?,
            https: self.https.or(file.https).unwrap_or(secure),
            public_url,
            trusted_proxies: networks(self.trusted_proxies.or(file.trusted_proxies).unwrap_or_default())?,
            upload_limit: self
                .upload_limit
                .or(file.upload_limit)
                .map_or(standard.upload_limit, |limit| limit.saturating_mul(MEGABYTE)),
            files: self.files.or(file.files).settle()?,
            log: self.log.or(file.log),
            log_format: self.log_format.or(file.log_format).unwrap_or(standard.log_format),
        })
    }
}

fn read(file: &Path) -> Result<Given, Error> {
    let content =
        std::fs::read_to_string(file).map_err(|cause| Error::Unreadable { file: file.to_owned(), cause })?;
    toml::from_str(&content)
        .map_err(|cause| Error::Malformed { file: file.to_owned(), cause: Box::new(cause) })
}

fn wrong(name: &'static str, value: &impl ToString, why: Key) -> Error {
    Error::Value { name, value: value.to_string(), why }
}

fn database(url: String) -> Result<String, Error> {
    let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme));
    // The value may hold a password: it is not repeated.
    if known { Ok(url) } else { Err(wrong("database", &"…", Key::CliWrongDatabase)) }
}

fn connections(number: u32) -> Result<u32, Error> {
    if (1..=1000).contains(&number) {
        Ok(number)
    } else {
        Err(wrong("connections", &number, Key::CliWrongConnections))
    }
}

fn address(text: &str) -> Result<SocketAddr, Error> {
    let named = text.replace("localhost", "127.0.0.1");
    named.parse().map_err(|_| wrong("addr", &text, Key::CliWrongAddr))
}

fn base(url: &str) -> Result<String, Error> {
    let parsed: Option<axum::http::Uri> = url.trim_end_matches('/').parse().ok();
    let fits = parsed.as_ref().is_some_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.authority().is_some()
            && uri.path() == "/"
            && uri.query().is_none()
    });
    if fits {
        Ok(url.trim_end_matches('/').to_owned())
    } else {
        Err(wrong("public-url", &url, Key::CliWrongUrl))
    }
}

fn networks(texts: Vec<String>) -> Result<Vec<Network>, Error> {
    let parsed = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    parsed
        .map(|text| Network::parse(text).ok_or_else(|| wrong("trusted-proxies", &text, Key::CliWrongNetwork)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_beats_the_file_and_the_file_beats_the_standard() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clew.toml");
        std::fs::write(&file, "database = \"postgres://db/clew\"\naddr = \"0.0.0.0:80\"\n").unwrap();
        let given = Given { config: Some(file), addr: Some("localhost:8080".into()), ..Given::default() };
        let settings = given.settle().unwrap();
        assert_eq!(settings.database, "postgres://db/clew");
        assert_eq!(settings.addr, SocketAddr::from(([127, 0, 0, 1], 8080)));
        assert_eq!(settings.connections, 16);
    }

    #[test]
    fn a_file_says_where_files_lie() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clew.toml");
        std::fs::write(&file, "files = \"s3://crm\"\nfile-limit = 3\ns3-region = \"eu-central-1\"\n")
            .unwrap();
        let settings = Given { config: Some(file), ..Given::default() }.settle().unwrap();
        assert_eq!(settings.files.limit, 3 * MEGABYTE);
        let Storage::Bucket { bucket, region, key, .. } = settings.files.storage else { panic!() };
        assert_eq!((bucket.as_str(), region.as_str(), key), ("crm", "eu-central-1", None));
    }

    #[test]
    fn a_public_address_with_https_makes_cookies_insist_on_it() {
        let given = Given { public_url: Some("https://crm.example.com/".into()), ..Given::default() };
        let settings = given.settle().unwrap();
        assert!(settings.https);
        assert_eq!(settings.public_url.as_deref(), Some("https://crm.example.com"));
    }

    #[test]
    fn a_setting_nobody_knows_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clew.toml");
        std::fs::write(&file, "datbase = \"sqlite:x\"\n").unwrap();
        let error = Given { config: Some(file), ..Given::default() }.settle().unwrap_err();
        assert!(error.to_string().contains("datbase"), "{error}");
    }

    #[test]
    fn a_wrong_database_is_refused_without_repeating_its_password() {
        let given = Given { database: Some("mysql://root:secret@db/clew".into()), ..Given::default() };
        let error = given.settle().unwrap_err().to_string();
        assert!(error.contains("database") && !error.contains("secret"), "{error}");
    }
}
