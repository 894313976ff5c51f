//! `clew export`: leads into a file.
use super::{Failure, Outcome, lang, open, progress, say};
use crate::Settings;
use crate::export::{Wish, write};
use clap::ValueEnum;
use domain::lead::LeadColumn;
use domain::{FieldProblem, Problem};
use exchange::Format;
use messages::{Key, fill, text};
use std::path::{Path, PathBuf};

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Xlsx,
    Csv,
}

#[derive(clap::Args)]
pub(super) struct Args {
    #[arg(help = text(lang(), Key::CliExportFile))]
    file: PathBuf,
    #[arg(long, value_enum, help = text(lang(), Key::CliExportFormat))]
    format: Option<Kind>,
    #[arg(long, default_value = "admin", help = text(lang(), Key::CliExportLogin))]
    login: String,
    #[arg(long, default_value = "", hide_default_value = true, help = text(lang(), Key::CliExportFilter))]
    filter: String,
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true, help = text(lang(), Key::CliExportSort))]
    sort: String,
    #[arg(long, value_delimiter = ',', help = text(lang(), Key::CliExportColumns))]
    columns: Vec<String>,
}

impl Args {
    fn wish(&self) -> Result<Wish<LeadColumn>, Problem> {
        let strict = crate::api::leads_wish(&self.filter, &self.sort, &self.columns)?;
        let format = match (self.format, ending(&self.file)) {
            (Some(Kind::Csv), _) | (None, "csv") => Format::Csv,
            (Some(Kind::Xlsx), _) | (None, "xlsx") => Format::Xlsx,
            (None, _) => return Err(Problem::field("format", FieldProblem::NotChoosable)),
        };
        Ok(Wish { format, ..strict })
    }
}

fn ending(file: &Path) -> &str {
    file.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

pub(super) async fn run(settings: &Settings, args: Args) -> Outcome {
    let wish = args.wish()?;
    let store = open(settings).await?;
    let viewer = store.viewer_of_login(&args.login).await?;
    let bar = progress::count(Key::CliExportWork);
    let written = write(&store.desk(&viewer), wish, &args.file, |rows| bar.set_position(rows)).await;
    bar.finish_and_clear();
    let count = written.map_err(|error| match error {
        crate::export::Error::Store(error) => Failure::from(error),
        other => Failure::Other(other.to_string()),
    })?;
    store.close().await;
    say(fill(lang(), Key::CliExportDone, &[("n", &count), ("file", &args.file.display())]))
}
