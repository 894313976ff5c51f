//! Measures cells while XML streams by: text since the last cell or shared text began, and single tags.

use super::markup::{Markup, Piece};
use super::styles::Styles;
use crate::read::ReadError;

/// Size of a cell as it is written. More than a cell may hold, since escapes and formatting are part of it, and
/// the texts of other parts, which are no cells, are measured as one.
const WRITTEN_CELL: usize = 1 << 20;
const TAG_START: usize = 4096;

pub(super) struct Xml {
    markup: Markup,
    styles: Option<Styles>,
    text: usize,
    tag_bytes: usize,
    /// The beginning of the tag at hand; enough for its name and first attributes.
    tag: Vec<u8>,
    promised: u64,
}

impl Xml {
    pub(super) fn of_cells() -> Self {
        Self {
            markup: Markup::new(),
            styles: None,
            text: 0,
            tag_bytes: 0,
            tag: Vec::with_capacity(TAG_START),
            promised: 0,
        }
    }

    pub(super) fn of_styles() -> Self {
        Self { styles: Some(Styles::default()), ..Self::of_cells() }
    }

    pub(super) fn pass(&mut self, mut bytes: &[u8]) -> Result<(), ReadError> {
        while !bytes.is_empty() {
            let piece = self.markup.cut(bytes)?;
            bytes = piece.rest;
            self.measure(&piece)?;
            if piece.ends {
                self.end_tag()?;
            }
        }
        Ok(())
    }

    fn measure(&mut self, piece: &Piece<'_>) -> Result<(), ReadError> {
        if piece.is_text {
            self.text += piece.bytes.len();
        } else {
            let room = TAG_START - self.tag.len();
            self.tag.extend_from_slice(piece.bytes.get(..room.min(piece.bytes.len())).unwrap_or_default());
            self.tag_bytes += piece.bytes.len();
        }
        match &mut self.styles {
            // Its texts mean nothing to the reader.
            Some(styles) => styles.tag(self.tag_bytes),
            None if self.text.max(self.tag_bytes) > WRITTEN_CELL => {
                Err(ReadError::CellTooLarge { line: None, column: None, limit: WRITTEN_CELL as u64 })
            }
            None => Ok(()),
        }
    }

    fn end_tag(&mut self) -> Result<(), ReadError> {
        if self.tag.len() == TAG_START && !self.tag.iter().any(u8::is_ascii_whitespace) {
            return Err(ReadError::Damaged { detail: "a name without end".to_owned() });
        }
        match self.tag_name() {
            b"c" | b"si" | b"row" => self.text = 0,
            b"sst" => self.promised = self.promised.max(self.promised_texts()),
            _ => {}
        }
        // Only the beginnings: with its slash, the name of an end is another.
        if let Some(styles) = &mut self.styles {
            styles.named(name(&self.tag))?;
        }
        self.tag.clear();
        self.tag_bytes = 0;
        Ok(())
    }

    /// Without prefix and without the slash of an end tag.
    fn tag_name(&self) -> &[u8] {
        name(self.tag.strip_prefix(b"/").unwrap_or(&self.tag))
    }

    fn promised_texts(&self) -> u64 {
        if self.tag_bytes > TAG_START {
            return u64::MAX;
        }
        let tag = String::from_utf8_lossy(&self.tag);
        tag.split("uniqueCount").skip(1).map(first_number).max().unwrap_or_default()
    }

    /// The reader makes room for as many texts as are promised: a lie here is an attack on memory.
    pub(super) fn finish(&self, size: u64) -> Result<(), ReadError> {
        if self.promised > size {
            return Err(ReadError::Damaged {
                detail: "more texts promised than the part can hold".to_owned(),
            });
        }
        Ok(())
    }
}

/// Without prefix. Only a slash at its end is none of it, as for the reader.
fn name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().position(u8::is_ascii_whitespace);
    let name = tag.get(..end.unwrap_or(tag.len())).unwrap_or_default();
    let name = name.strip_suffix(b"/").unwrap_or(name);
    name.rsplit(|byte| *byte == b':').next().unwrap_or_default()
}

fn first_number(text: &str) -> u64 {
    let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
    match digits.get(..end) {
        None | Some("") => 0,
        Some(digits) => digits.parse().unwrap_or(u64::MAX),
    }
}
