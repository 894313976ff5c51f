//! Files in and out: tables of unknown origin read row by row, tables written for people to take away.
//!
//! Nothing here knows leads or databases: a table has headers and cells, and `headers` guesses what they mean.

pub mod headers;
pub mod read;
pub mod time;
pub mod write;

pub use headers::{FileKind, Target};
pub use read::{Limits, RawRow, ReadError, ReadOptions, Table, TableFormat};
pub use time::{DateOrder, Moment, parse_time};
pub use write::{CellOut, Format, WriteError, Writer};
