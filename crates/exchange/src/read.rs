//! A table file of unknown origin, read row by row within hard limits.

mod blocks;
mod cell;
mod decode;
mod delimiter;
mod encoding;
mod error;
mod fit;
mod header_row;
mod legacy;
mod limits;
mod records;
mod sheet;
mod sniff;
mod table;
mod text;
mod unzip;

pub use error::{Found, ReadError};
pub use limits::Limits;
pub use table::{RawRow, ReadOptions, Rows, Table, TableFormat};
