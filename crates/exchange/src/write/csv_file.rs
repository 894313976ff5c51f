use super::{CellOut, TIME_FORMAT, WriteError, defuse};
use csv::{Terminator, WriterBuilder};
use std::fmt::Write as _;
use std::io::Write;

/// Without this mark Excel reads Chinese text in the encoding of the country it was bought in.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Text with commas: UTF-8 with its mark, lines ended by CRLF, formulas defused.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    text: String,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the mark and the headers.
    pub fn create(mut out: W, headers: &[&str]) -> Result<Self, WriteError> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut out = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(out);
        out.write_record(headers.iter().map(|header| defuse(header).into_owned()))?;
        Ok(Self { out, text: String::new() })
    }

    /// Adds a row.
    pub fn write_row(&mut self, cells: &[CellOut<'_>]) -> Result<(), WriteError> {
        for cell in cells {
            match cell {
                CellOut::Text(text) => self.out.write_field(defuse(text).as_bytes())?,
                CellOut::Time(time) => self.show(format_args!("{}", time.format(TIME_FORMAT)))?,
                CellOut::Number(number) => self.show(format_args!("{number}"))?,
                CellOut::Empty => self.out.write_field("")?,
            }
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    fn show(&mut self, value: std::fmt::Arguments<'_>) -> Result<(), WriteError> {
        self.text.clear();
        // Writing into a `String` can not fail.
        let _ = self.text.write_fmt(value);
        Ok(self.out.write_field(&self.text)?)
    }

    /// Writes what is still held and gives the destination back.
    pub fn finish(self) -> Result<W, WriteError> {
        let mut out = self.out.into_inner().map_err(csv::IntoInnerError::into_error)?;
        out.flush()?;
        Ok(out)
    }
}
