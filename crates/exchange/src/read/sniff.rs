//! What a file is, by its first bytes. Names and endings are not believed.

use super::{Found, ReadError};
use std::fs::File;
use std::io::Read;
use std::path::Path;

pub(crate) enum Container {
    Zip,
    Compound,
    Text,
}

const HEAD: u64 = 8 * 1024;

const FOREIGN: &[(&[u8], Found)] = &[
    (b"\x89PNG", Found::Picture),
    (b"\xff\xd8\xff", Found::Picture),
    (b"GIF8", Found::Picture),
    (b"II*\0", Found::Picture),
    (b"MM\0*", Found::Picture),
    (b"%PDF", Found::Pdf),
    (b"\x1f\x8b", Found::Archive),
    (b"Rar!", Found::Archive),
    (b"7z\xbc\xaf", Found::Archive),
    (b"{\\rtf", Found::Document),
];

pub(crate) fn container(path: &Path) -> Result<Container, ReadError> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Container::Zip);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Ok(Container::Compound);
    }
    match foreign(&head) {
        Some(found) => Err(ReadError::NotATable { found }),
        None => Ok(Container::Text),
    }
}

fn foreign(head: &[u8]) -> Option<Found> {
    if let Some((_, found)) = FOREIGN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(*found);
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP")
        || head.starts_with(b"BM") && head.contains(&0)
    {
        return Some(Found::Picture);
    }
    if utf16(head) {
        return None;
    }
    if markup(head) {
        return Some(Found::WebPage);
    }
    head.iter().any(|byte| control(*byte)).then_some(Found::Binary)
}

fn utf16(head: &[u8]) -> bool {
    head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff")
}

fn markup(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let start = text.get(..text.len().min(9)).unwrap_or_default().to_ascii_lowercase();
    [&b"<!doctype"[..], b"<html", b"<table", b"<?xml", b"<svg"].iter().any(|tag| start.starts_with(tag))
}

/// Control characters that no text file holds; ESC and the DOS end-of-file mark do turn up.
fn control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0e..=0x19 | 0x1c..=0x1f)
}
