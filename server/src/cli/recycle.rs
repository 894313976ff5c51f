//! `clew recycle`: what the server does at night, by hand.
use super::{Outcome, lang, open, say};
use crate::Settings;
use messages::{Key, fill};
use store::Recycled;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Only says what would be done.
    #[arg(long, help = messages::text(lang(), Key::CliRecycleDryRun))]
    dry_run: bool,
}

pub(super) async fn run(settings: &Settings, args: Args) -> Outcome {
    let store = open(settings).await?;
    if args.dry_run {
        let (now, tonight, at) = store.recyclable().await?;
        say(fill(lang(), Key::CliRecyclable, &[("n", &now), ("tonight", &tonight), ("at", &at)]))?;
    } else {
        let Recycled { recycled, warned } = store.recycle().await?;
        say(fill(lang(), Key::CliRecycled, &[("n", &recycled), ("warned", &warned)]))?;
    }
    store.close().await;
    Ok(())
}
