//! Markup cut exactly as the library cuts it that reads it later. Whatever was cut otherwise would be a place
//! to hide in: a `>` inside quotation marks does not end a tag, and an apostrophe in a comment opens nothing.

use crate::read::ReadError;

/// Where in the markup the next byte stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Text,
    /// Behind `<`.
    Opened,
    /// Behind `<!`.
    Exclaimed,
    Tag,
    Quoted(u8),
    Comment,
    /// `<![CDATA[`: text that needs no escapes.
    Raw,
    /// `<?xml … ?>` and its like.
    Instruction,
}

pub(super) struct Markup {
    place: Place,
    /// Bytes since `<`, which is one of them, and the last two of these.
    length: usize,
    last: [u8; 2],
}

/// A run of bytes without the `<` and `>` around it.
pub(super) struct Piece<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) is_text: bool,
    /// Whether a tag, or whatever else `<` began, ends with it.
    pub(super) ends: bool,
    pub(super) rest: &'a [u8],
}

impl Markup {
    pub(super) fn new() -> Self {
        Self { place: Place::Text, length: 0, last: [0; 2] }
    }

    /// The first piece of the bytes, and what is left of them.
    pub(super) fn cut<'a>(&mut self, bytes: &'a [u8]) -> Result<Piece<'a>, ReadError> {
        let from = self.place;
        let stop = bytes.iter().position(|byte| from.stops_at(*byte));
        let (run, behind) = bytes.split_at(stop.unwrap_or(bytes.len()));
        self.note(run);
        let Some((mark, rest)) = behind.split_first() else {
            return Ok(Piece { bytes: run, is_text: from.is_text(), ends: false, rest: behind });
        };
        self.place = self.turn(*mark)?;
        self.note(std::slice::from_ref(mark));
        let ends = from != Place::Text && self.place == Place::Text;
        let is_edge = ends || from == Place::Text;
        let kept = run.len() + usize::from(!is_edge);
        let bytes = bytes.get(..kept).unwrap_or_default();
        Ok(Piece { bytes, is_text: from.is_text(), ends, rest })
    }

    fn note(&mut self, run: &[u8]) {
        self.length += run.len();
        match run {
            [.., before, last] => self.last = [*before, *last],
            [last] => self.last = [self.last[1], *last],
            [] => {}
        }
    }

    fn turn(&mut self, mark: u8) -> Result<Place, ReadError> {
        Ok(match (self.place, mark) {
            (Place::Text, _) => {
                self.length = 0;
                Place::Opened
            }
            (Place::Opened, b'!') => Place::Exclaimed,
            (Place::Opened, b'?') => Place::Instruction,
            (Place::Exclaimed, b'-') => Place::Comment,
            (Place::Exclaimed, b'[') => Place::Raw,
            // A document type: the format forbids them, and they can define whatever they like.
            (Place::Exclaimed, _) => {
                return Err(ReadError::Damaged { detail: "markup no workbook has".to_owned() });
            }
            (Place::Opened | Place::Tag, b'"' | b'\'') => Place::Quoted(mark),
            (Place::Opened | Place::Tag, b'>') => Place::Text,
            (Place::Opened | Place::Tag | Place::Quoted(_), _) => Place::Tag,
            (Place::Comment | Place::Raw | Place::Instruction, _) if self.closes() => Place::Text,
            (place, _) => place,
        })
    }

    /// Whether a `>` here is the end of what is no tag.
    fn closes(&self) -> bool {
        match self.place {
            // `<!-->` and `<!--->` are not over yet.
            Place::Comment => self.length > 5 && self.last == *b"--",
            Place::Raw => self.last == *b"]]",
            _ => self.last[1] == b'?',
        }
    }
}

impl Place {
    fn stops_at(self, byte: u8) -> bool {
        match self {
            Self::Text => byte == b'<',
            Self::Opened | Self::Exclaimed => true,
            Self::Tag => matches!(byte, b'>' | b'"' | b'\''),
            Self::Quoted(mark) => byte == mark,
            Self::Comment | Self::Raw | Self::Instruction => byte == b'>',
        }
    }

    fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Raw)
    }
}
