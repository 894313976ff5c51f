//! Which encoding a text file is in: a mark says so, or all of it is UTF-8, or the statistics do.

use super::decode::{Decoded, Text};
use super::{Found, ReadError};
use chardetng::EncodingDetector;
use encoding_rs::{Encoding, GB18030, GBK, UTF_8};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

const PIECE: usize = 64 * 1024;
/// Statistics need no more than this after the first strange byte.
const EVIDENCE: u64 = 4 << 20;

/// The encoding asked for, which the text must obey to the last byte.
pub(crate) fn asked(path: &Path, name: &str) -> Result<&'static Encoding, ReadError> {
    let encoding = Encoding::for_label_no_replacement(name.as_bytes())
        .ok_or_else(|| ReadError::UnknownEncoding { name: name.to_owned() })?;
    let encoding = widened(encoding);
    prove(path, encoding, Trust::Told)?;
    Ok(encoding)
}

/// The encoding of the file, found and proved on all of it.
pub(crate) fn find(path: &Path) -> Result<&'static Encoding, ReadError> {
    let mut start = [0; 3];
    let count = File::open(path)?.read(&mut start)?;
    let marked = Encoding::for_bom(start.get(..count).unwrap_or_default());
    if let Some((encoding, _)) = marked {
        prove(path, encoding, Trust::Told)?;
        return Ok(encoding);
    }
    let survey = Utf8Survey::of(path)?;
    let Some(strange) = &survey.strange else {
        return Ok(UTF_8);
    };
    if survey.three_byte > survey.errors * 4 {
        // Mostly UTF-8 with a few bad bytes: any other reading would turn all the good text into rubbish.
        return Err(ReadError::Undecodable { encoding: UTF_8.name().to_owned(), line: strange.line });
    }
    for encoding in likely(path, strange.line_start)? {
        match prove(path, encoding, Trust::Guessed) {
            Ok(()) => return Ok(encoding),
            Err(ReadError::Undecodable { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Err(ReadError::Undecodable { encoding: UTF_8.name().to_owned(), line: strange.line })
}

/// GB18030 reads all GBK text and the rarer characters of names besides.
fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// The encodings worth a trial, the likeliest first.
fn likely(path: &Path, from: u64) -> Result<[&'static Encoding; 3], ReadError> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(from))?;
    let mut file = file.take(EVIDENCE);
    let mut detector = EncodingDetector::new();
    let mut neighbours = Neighbours::default();
    let mut buffer = vec![0; PIECE];
    loop {
        let count = file.read(&mut buffer)?;
        let piece = buffer.get(..count).unwrap_or_default();
        detector.feed(piece, count == 0);
        neighbours.pass(piece);
        if count == 0 {
            break;
        }
    }
    // Where the evidence is thin, a Chinese file is likelier than any other.
    let at_home = widened(detector.guess(Some(b"cn"), false));
    let anywhere = widened(detector.guess(None, false));
    Ok(if neighbours.unlike_chinese() { [anywhere, at_home, GB18030] } else { [at_home, anywhere, GB18030] })
}

/// Chinese bytes come in pairs from A1 up; those of `Müller` stand alone among ASCII letters,
/// and every second one of Japanese is lower.
#[derive(Default)]
struct Neighbours {
    high: u64,
    low: u64,
    lonely: u64,
    run: u64,
}

impl Neighbours {
    fn pass(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if byte.is_ascii() {
                self.lonely += u64::from(self.run == 1);
                self.run = 0;
            } else {
                self.high += 1;
                self.low += u64::from(*byte < 0xa1);
                self.run += 1;
            }
        }
    }

    fn unlike_chinese(&self) -> bool {
        self.lonely * 2 > self.high || self.low * 5 > self.high
    }
}

/// How sure we are of an encoding before it is tried.
#[derive(Clone, Copy, PartialEq)]
enum Trust {
    Told,
    Guessed,
}

/// Reads all of the file. Some encodings accept nearly anything: what has no meaning in any text also refutes.
fn prove(path: &Path, encoding: &'static Encoding, trust: Trust) -> Result<(), ReadError> {
    let mut text = Decoded::open(path, encoding)?;
    let mut nonsense = Nonsense { line: 1, ..Nonsense::default() };
    loop {
        let piece = text.next_piece()?;
        if piece.is_empty() {
            break;
        }
        nonsense.pass(piece);
    }
    if nonsense.nul {
        return Err(ReadError::NotATable { found: Found::Binary });
    }
    match nonsense.first {
        Some(line) if trust == Trust::Guessed && nonsense.much() => {
            Err(ReadError::Undecodable { encoding: encoding.name().to_owned(), line })
        }
        _ => Ok(()),
    }
}

/// Control characters beyond ASCII, and characters for private use, counted in UTF-8.
#[derive(Default)]
struct Nonsense {
    line: u64,
    nul: bool,
    /// Characters beyond ASCII.
    characters: u64,
    senseless: u64,
    first: Option<u64>,
    previous: u8,
}

impl Nonsense {
    fn pass(&mut self, piece: &[u8]) {
        for byte in piece {
            self.line += u64::from(*byte == b'\n');
            self.nul |= *byte == 0;
            self.characters += u64::from(*byte >= 0xc0);
            let control = self.previous == 0xc2 && (0x80..0xa0).contains(byte);
            // U+E000 to U+F8FF begin with EE, or with EF and at most A3.
            let private = *byte == 0xee || self.previous == 0xef && (0x80..0xa4).contains(byte);
            if control || private {
                self.senseless += 1;
                self.first.get_or_insert(self.line);
            }
            self.previous = *byte;
        }
    }

    /// Rare names were sometimes typed with private characters; one in fifty is more than that.
    fn much(&self) -> bool {
        self.senseless * 50 > self.characters
    }
}

struct Strange {
    line: u64,
    line_start: u64,
}

/// What reading the file as UTF-8 shows.
#[derive(Default)]
struct Utf8Survey {
    strange: Option<Strange>,
    errors: u64,
    /// Sound characters of three bytes; other encodings hardly ever make them by chance.
    three_byte: u64,
}

impl Utf8Survey {
    fn of(path: &Path) -> Result<Self, ReadError> {
        let mut file = File::open(path)?;
        let mut survey = Self::default();
        let (mut line, mut line_start, mut offset) = (1, 0, 0);
        let mut held = Vec::with_capacity(PIECE + 4);
        loop {
            let count = file.by_ref().take(PIECE as u64).read_to_end(&mut held)?;
            let ended = count == 0;
            let used = survey.piece(&held, ended);
            let piece = held.get(..used.sound).unwrap_or_default();
            if survey.strange.is_none() {
                for (index, byte) in piece.iter().enumerate() {
                    if *byte == b'\n' {
                        line += 1;
                        line_start = offset + index as u64 + 1;
                    }
                }
                if survey.errors > 0 {
                    survey.strange = Some(Strange { line, line_start });
                }
            }
            if piece.contains(&0) {
                return Err(ReadError::NotATable { found: Found::Binary });
            }
            if ended {
                return Ok(survey);
            }
            offset += used.all as u64;
            held.drain(..used.all);
        }
    }

    fn piece(&mut self, bytes: &[u8], ended: bool) -> Used {
        let mut rest = bytes;
        let mut first_error = None;
        loop {
            let position = bytes.len() - rest.len();
            let (sound, skip) = match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.count(text.as_bytes());
                    return Used { sound: first_error.unwrap_or(bytes.len()), all: bytes.len() };
                }
                Err(error) => (error.valid_up_to(), error.error_len()),
            };
            self.count(rest.get(..sound).unwrap_or_default());
            let at = position + sound;
            if skip.is_none() && !ended {
                return Used { sound: first_error.unwrap_or(at), all: at };
            }
            self.errors += 1;
            first_error.get_or_insert(at);
            let skipped = sound + skip.unwrap_or(rest.len() - sound);
            rest = rest.get(skipped..).unwrap_or_default();
        }
    }

    fn count(&mut self, sound: &[u8]) {
        self.three_byte += sound.iter().filter(|byte| (0xe0..0xf0).contains(*byte)).count() as u64;
    }
}

struct Used {
    /// Bytes before the first error.
    sound: usize,
    /// Bytes looked at; the rest may be the start of a character.
    all: usize,
}
