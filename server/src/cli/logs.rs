//! The log, on standard error.
use super::{Failure, Outcome};
use crate::settings::{LogFormat, Settings};
use tracing_subscriber::EnvFilter;

/// Starts writing. A server tells what it does; other commands only what went wrong.
pub(super) fn start(settings: &Settings, is_server: bool) -> Outcome {
    let standard = if is_server { "info,sqlx::query=warn" } else { "warn" };
    let filter = EnvFilter::try_new(settings.log.as_deref().unwrap_or(standard))
        .map_err(|error| Failure::Other(error.to_string()))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match settings.log_format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    started.map_err(|error| Failure::Other(error.to_string()))
}
