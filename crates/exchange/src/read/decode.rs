//! Bytes of a file in any encoding, handed out as UTF-8 piece by piece.

use super::ReadError;
use encoding_rs::{Decoder, DecoderResult, Encoding};
use std::fs::File;
use std::io::Read;
use std::path::Path;

const PIECE: usize = 64 * 1024;

/// UTF-8 text that arrives in pieces.
pub(crate) trait Text {
    /// The next piece, which may end inside a character; empty at the end.
    fn next_piece(&mut self) -> Result<&[u8], ReadError>;
}

pub(crate) struct Decoded {
    file: File,
    encoding: &'static Encoding,
    decoder: Decoder,
    raw: Vec<u8>,
    unread: std::ops::Range<usize>,
    ended: bool,
    piece: Vec<u8>,
    line: u64,
}

impl Decoded {
    pub(crate) fn open(path: &Path, encoding: &'static Encoding) -> Result<Self, ReadError> {
        Ok(Self {
            file: File::open(path)?,
            encoding,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; PIECE],
            unread: 0..0,
            ended: false,
            // The longest growth of one byte into UTF-8 is threefold.
            piece: vec![0; PIECE * 3 + 16],
            line: 1,
        })
    }

    fn refill(&mut self) -> Result<(), ReadError> {
        if self.unread.is_empty() && !self.ended {
            let count = self.file.read(&mut self.raw)?;
            self.unread = 0..count;
            self.ended = count == 0;
        }
        Ok(())
    }
}

impl Text for Decoded {
    fn next_piece(&mut self) -> Result<&[u8], ReadError> {
        loop {
            let finished = self.ended;
            self.refill()?;
            let source = self.raw.get(self.unread.clone()).unwrap_or_default();
            if finished {
                return Ok(&[]);
            }
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(source, &mut self.piece, self.ended);
            self.unread.start += read;
            let text = self.piece.get(..written).unwrap_or_default();
            self.line += text.iter().filter(|byte| **byte == b'\n').count() as u64;
            if let DecoderResult::Malformed(..) = result {
                return Err(ReadError::Undecodable {
                    encoding: self.encoding.name().to_owned(),
                    line: self.line,
                });
            }
            if written > 0 {
                break Ok(self.piece.get(..written).unwrap_or_default());
            }
        }
    }
}
