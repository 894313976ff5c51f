//! How files are read, as flags.
use super::super::{Failure, Outcome, lang};
use super::Seen;
use crate::imports::{Wish, look};
use domain::custom::CustomField;
use domain::import::{ImportFailure, ImportKind};
use messages::{Key, fill, import as words, text};
use std::path::Path;
use store::Look;

#[derive(clap::Args)]
pub(super) struct Source {
    #[arg(long, value_name = "NAME", help = text(lang(), Key::ImportCliSheet))]
    sheet: Option<String>,
    #[arg(long, value_name = "LINE", value_parser = clap::value_parser!(u64).range(1..), help = text(lang(), Key::ImportCliHeaderRow))]
    header_row: Option<u64>,
    #[arg(long, value_name = "SIGN", value_parser = sign, help = text(lang(), Key::ImportCliDelimiter))]
    delimiter: Option<char>,
    #[arg(long, value_name = "NAME", help = text(lang(), Key::ImportCliEncoding))]
    encoding: Option<String>,
}

/// A delimiter; the one that can hardly be typed has a name.
fn sign(word: &str) -> Result<char, &'static str> {
    let mut signs = word.chars();
    match (word, signs.next(), signs.next()) {
        ("tab" | "\\t" | "\t", ..) => Ok('\t'),
        (_, Some(sign), None) if sign.is_ascii_punctuation() && sign != '"' => Ok(sign),
        _ => Err(text(lang(), Key::ImportCliWrongDelimiter)),
    }
}

impl Source {
    /// Looks into a file.
    pub(super) fn look(
        &self,
        path: &Path,
        name: &str,
        kind: Option<ImportKind>,
        added: &[CustomField],
        limit: u64,
    ) -> Outcome<Look> {
        let wish = Wish {
            kind,
            sheet: self.sheet.clone(),
            header_row: self.header_row,
            delimiter: self.delimiter,
            encoding: self.encoding.clone(),
            otherwise: None,
        };
        look(path, name, &wish, added, limit).map_err(|failure| self.told(path, name, &failure, limit))
    }

    /// Why a file can not be read; where that lies in a flag, what the flag should say instead.
    fn told(&self, path: &Path, name: &str, failure: &ImportFailure, limit: u64) -> Failure {
        let cause = format!("{name}: {}", words::failure(lang(), failure));
        let flag = |flag, key| Failure::Flag(flag, fill(lang(), key, &[("cause", &cause)]));
        match failure {
            ImportFailure::NoSuchSheet { .. } => {
                let names = sheets(path, name, limit).join(", ");
                let told = [("cause", &cause as &dyn std::fmt::Display), ("names", &names)];
                Failure::Flag("--sheet", fill(lang(), Key::ImportCliNoSheet, &told))
            }
            ImportFailure::NoSuchRow { .. } => flag("--header-row", Key::ImportCliNoHeaderRow),
            ImportFailure::UnknownEncoding { .. } => flag("--encoding", Key::ImportCliNoEncoding),
            ImportFailure::Undecodable { .. } if self.encoding.is_some() => {
                flag("--encoding", Key::ImportCliNoEncoding)
            }
            _ => Failure::Other(cause),
        }
    }

    /// A flag that says nothing about any of the files was meant otherwise: it is not passed over.
    pub(super) fn concerns(&self, files: &[Seen]) -> Outcome {
        let has_text = files.iter().any(|file| file.look.source.encoding.is_some());
        let has_sheets = files.iter().any(|file| file.look.source.sheet.is_some());
        let idle = if self.sheet.is_some() && !has_sheets {
            ("--sheet", Key::ImportCliNoWorkbook)
        } else if self.delimiter.is_some() && !has_text {
            ("--delimiter", Key::ImportCliNoTextFile)
        } else if self.encoding.is_some() && !has_text {
            ("--encoding", Key::ImportCliNoTextFile)
        } else {
            return Ok(());
        };
        Err(Failure::Flag(idle.0, text(lang(), idle.1).to_owned()))
    }
}

/// The sheets of a workbook, when it can be read at all.
fn sheets(path: &Path, name: &str, limit: u64) -> Vec<String> {
    look(path, name, &Wish::default(), &[], limit).map(|look| look.source.sheets).unwrap_or_default()
}
