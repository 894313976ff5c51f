//! The shared texts of an old workbook. The reader copies one into each cell that shows it, so that a megabyte
//! could claim all memory.

/// The most bytes each shared text can have, in the order of the texts. Ends where the reader would give up.
pub(super) fn sizes<'a>(parts: impl Iterator<Item = &'a [u8]>) -> Vec<u64> {
    let mut texts = Texts { rest: &[], parts };
    let mut sizes = Vec::new();
    // Two counts stand before the first text.
    if texts.next_part() && texts.take(8).is_some() {
        while !texts.rest.is_empty() || texts.next_part() {
            let Some(size) = texts.size() else { break };
            sizes.push(size);
        }
    }
    sizes
}

struct Texts<'a, I> {
    rest: &'a [u8],
    parts: I,
}

impl<'a, I: Iterator<Item = &'a [u8]>> Texts<'a, I> {
    fn next_part(&mut self) -> bool {
        let part = self.parts.next();
        self.rest = part.unwrap_or_default();
        part.is_some()
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self, width: usize) -> Option<u64> {
        let bytes = self.take(width)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// Passes over a text; the most bytes it can have.
    fn size(&mut self) -> Option<u64> {
        if self.rest.is_empty() {
            return Some(0);
        }
        let (letters, flags) = (self.number(2)?, self.number(1)?);
        let runs = if flags & 8 == 0 { 0 } else { self.number(2)? };
        let extra = if flags & 4 == 0 { 0 } else { self.number(4)? };
        self.pass_letters(usize::try_from(letters).ok()?, flags)?;
        self.pass(usize::try_from(runs * 4).ok()?)?;
        self.pass(usize::try_from(extra).ok()?)?;
        // No letter of two bytes needs more than three in UTF-8.
        Some(letters * 3)
    }

    /// Each part says anew whether its letters have one byte or two.
    fn pass_letters(&mut self, mut letters: usize, mut flags: u64) -> Option<()> {
        while letters > 0 {
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let here = letters.min(self.rest.len() / width);
            self.take(here * width)?;
            letters -= here;
            if letters > 0 {
                self.next_part().then_some(())?;
                flags = self.number(1)?;
            }
        }
        Some(())
    }

    fn pass(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.rest.is_empty() {
                self.next_part().then_some(())?;
            }
            let here = count.min(self.rest.len());
            self.take(here)?;
            count -= here;
        }
        Some(())
    }
}
