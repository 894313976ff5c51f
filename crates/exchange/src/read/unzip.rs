//! A zip is weighed before anything is read from it: by its directory, and again while it inflates,
//! since a directory can lie.

mod markup;
mod styles;
mod xml;

use self::xml::Xml;
use super::{Found, Limits, ReadError};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

const PIECE: usize = 64 * 1024;
/// Sheets shrink ten- to fifty-fold. Only a bomb shrinks like this, and only large parts matter.
const LARGEST_RATIO: u64 = 100;
const RATIO_MATTERS: u64 = 16 << 20;

/// Refuses anything that is not a workbook of bearable size.
pub(crate) fn weigh(path: &Path, limits: &Limits) -> Result<(), ReadError> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(damaged)?;
    let names: Vec<String> = part_names(&archive)?;
    if !names.iter().any(|name| name.ends_with("workbook.xml")) {
        return Err(ReadError::NotATable { found: other_archive(&names) });
    }
    if archive.decompressed_size().is_some_and(|size| size > u128::from(limits.unzipped_bytes)) {
        return Err(ReadError::UnzipsTooLarge { limit: limits.unzipped_bytes });
    }
    let mut total = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let packed = part.compressed_size().max(1);
        let name = part.name().map_err(damaged)?.to_ascii_lowercase();
        weigh_part(part, packed, Kind::of(&name), &mut total, limits)?;
    }
    Ok(())
}

fn part_names<R>(archive: &ZipArchive<R>) -> Result<Vec<String>, ReadError>
where
    R: Read + std::io::Seek,
{
    archive.file_names().map(|name| Ok(name.map_err(damaged)?.to_ascii_lowercase())).collect()
}

fn other_archive(names: &[String]) -> Found {
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if names.iter().any(|name| name.ends_with("workbook.bin")) {
        return Found::OtherSpreadsheet;
    }
    match (has("word/") || has("ppt/"), has("mimetype")) {
        (true, _) => Found::Document,
        (_, true) => Found::OtherSpreadsheet,
        _ => Found::Archive,
    }
}

/// What the reader does with a part. Its folder is for the workbook to say, so only the end of its name counts.
#[derive(Clone, Copy)]
enum Kind {
    Texts,
    Styles,
    /// A sheet, or what costs no more than one.
    Xml,
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            name if name.ends_with("sharedstrings.xml") => Self::Texts,
            name if name.ends_with("styles.xml") => Self::Styles,
            name if name.ends_with(".xml") => Self::Xml,
            _ => Self::Other,
        }
    }

    fn xml(self) -> Option<Xml> {
        match self {
            Self::Texts | Self::Xml => Some(Xml::of_cells()),
            Self::Styles => Some(Xml::of_styles()),
            Self::Other => None,
        }
    }

    /// Size of a part of this kind, unzipped.
    fn limit(self, limits: &Limits) -> u64 {
        match self {
            Self::Texts => limits.held_bytes,
            Self::Styles => styles::PART_BYTES,
            Self::Xml | Self::Other => limits.unzipped_bytes,
        }
    }
}

fn weigh_part(
    mut part: impl Read,
    packed: u64,
    kind: Kind,
    total: &mut u64,
    limits: &Limits,
) -> Result<(), ReadError> {
    let (mut xml, largest) = (kind.xml(), kind.limit(limits));
    let mut buffer = vec![0; PIECE];
    let mut size = 0;
    loop {
        let count = part.read(&mut buffer).map_err(|error| damaged(ZipError::Io(error)))?;
        if count == 0 {
            return xml.map_or(Ok(()), |xml| xml.finish(size));
        }
        size += count as u64;
        *total += count as u64;
        if let Some(xml) = &mut xml {
            xml.pass(buffer.get(..count).unwrap_or_default())?;
        }
        if size > RATIO_MATTERS && size / packed > LARGEST_RATIO {
            return Err(ReadError::ShrunkTooMuch { ratio: LARGEST_RATIO });
        }
        if *total > limits.unzipped_bytes {
            return Err(ReadError::UnzipsTooLarge { limit: limits.unzipped_bytes });
        }
        if size > largest {
            return Err(ReadError::UnzipsTooLarge { limit: largest });
        }
    }
}

fn damaged(error: ZipError) -> ReadError {
    if matches!(error, ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) {
        return ReadError::Encrypted;
    }
    ReadError::Damaged { detail: error.to_string() }
}
