//! Rows whose columns are chosen while the program runs.
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row as _, TypeInfo as _, ValueRef as _};

/// A value of either kind a list shows.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub(crate) enum Raw {
    Null,
    Int(i64),
    Text(String),
}

impl Raw {
    pub(crate) const fn int(&self) -> Option<i64> {
        if let Self::Int(number) = self { Some(*number) } else { None }
    }

    pub(crate) fn into_text(self) -> String {
        if let Self::Text(text) = self { text } else { String::new() }
    }
}

impl From<Raw> for sea_query::Value {
    fn from(raw: Raw) -> Self {
        match raw {
            Raw::Null => Self::BigInt(None),
            Raw::Int(number) => number.into(),
            Raw::Text(text) => text.into(),
        }
    }
}

/// A row as a list of values.
pub(crate) struct RawRow(pub(crate) Vec<Raw>);

macro_rules! raw_row {
    ($row:ty, $($int:literal)|+) => {
        impl FromRow<'_, $row> for RawRow {
            fn from_row(row: &$row) -> sqlx::Result<Self> {
                let value = |at: usize| {
                    let value = row.try_get_raw(at)?;
                    if value.is_null() {
                        return Ok(Raw::Null);
                    }
                    match value.type_info().name() {
                        $($int)|+ => Ok(Raw::Int(row.try_get(at)?)),
                        _ => Ok(Raw::Text(row.try_get(at)?)),
                    }
                };
                (0..row.len()).map(value).collect::<sqlx::Result<_>>().map(Self)
            }
        }
    };
}
raw_row!(SqliteRow, "INTEGER" | "BOOLEAN");
raw_row!(PgRow, "INT8");
