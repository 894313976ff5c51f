//! `clew token`: a bearer token for the REST API.
use super::{Outcome, lang, open, say};
use crate::Settings;
use messages::{Key, text};

#[derive(clap::Args)]
pub(super) struct Args {
    #[arg(help = text(lang(), Key::CliTokenName))]
    name: String,
    #[arg(long, default_value = "admin", help = text(lang(), Key::CliTokenLogin))]
    login: String,
}

pub(super) async fn run(settings: &Settings, args: Args) -> Outcome {
    let store = open(settings).await?;
    let viewer = store.viewer_of_login(&args.login).await?;
    let (_, secret) = store.desk(&viewer).tokens().add(&args.name).await?;
    // Nothing else on standard output: scripts take it from there.
    say(secret)?;
    store.close().await;
    Ok(())
}
