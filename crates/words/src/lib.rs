//! Words: one form for every way to write a text, pinyin, order, and the search both databases share.
//!
//! Folding, cutting into tokens and sorting happen here and not in SQL: SQLite and PostgreSQL disagree on
//! case, accents and order, and neither finds a two-character Chinese name by an index of its own.
//!
//! ```
//! use words::{Query, Texts};
//!
//! let lead = Texts::new().name("张三").phone("660-485-0224");
//! let query = Query::parse("zhangs").unwrap();
//! assert!(lead.contains(&query));
//! assert_eq!(query.fts5(), r#""zha han ang ngs""#);
//! ```

mod fold;
mod highlight;
mod order;
mod overrides;
mod query;
mod reading;
pub mod same;
mod simplified;
mod spellings;
mod texts;
mod tokens;

pub use fold::{digits, fold};
pub use highlight::highlight;
pub use order::sort_key;
pub use query::Query;
pub use reading::{Pinyin, pinyin_of};
pub use spellings::{glob, regex};
pub use texts::Texts;
