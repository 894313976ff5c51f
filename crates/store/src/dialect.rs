//! What the two databases write differently.
use crate::db::Dialect;
use sea_query::{Expr, SimpleExpr};
use words::Query;

impl Dialect {
    /// The rows of a table whose search document contains the query, as an `IN`.
    pub(crate) fn documents_contain(self, table: &str, search: &str, id: &str, query: &Query) -> SimpleExpr {
        match self {
            Self::Sqlite => Expr::cust_with_values(
                format!(r#""{table}"."id" IN (SELECT rowid FROM {search} WHERE {search} MATCH ?)"#),
                [query.fts5()],
            ),
            Self::Postgres => Expr::cust_with_values(
                format!(r#""{table}"."id" IN (SELECT {id} FROM {search} WHERE tokens @@ $1::tsquery)"#),
                [query.tsquery()],
            ),
        }
    }

    /// A column to sort by when the rows are few already. SQLite would otherwise walk the index of the
    /// order over all rows and try each; PostgreSQL knows from its statistics.
    pub(crate) fn few(self, table: &str, column: &str) -> SimpleExpr {
        match self {
            Self::Sqlite => Expr::cust(format!(r#"+"{table}"."{column}""#)),
            Self::Postgres => Expr::cust(format!(r#""{table}"."{column}""#)),
        }
    }

    /// A text column contains a text, however it is written there. Table and column are ours.
    pub(crate) fn field_contains(self, table: &str, column: &str, text: &str) -> SimpleExpr {
        match self {
            Self::Sqlite => {
                Expr::cust_with_values(format!(r#""{table}"."{column}" GLOB ?"#), [words::glob(text)])
            }
            Self::Postgres => {
                Expr::cust_with_values(format!(r#""{table}"."{column}" ~ $1"#), [words::regex(text)])
            }
        }
    }

    /// A column of telephone numbers contains these digits, whatever stands between them.
    pub(crate) fn digits_contain(self, table: &str, column: &str, digits: &str) -> SimpleExpr {
        let bare = [" ", "-", "(", ")", ".", "+", "/"]
            .iter()
            .fold(format!(r#""{table}"."{column}""#), |text, sign| format!("replace({text}, '{sign}', '')"));
        let pattern = format!("%{digits}%");
        match self {
            Self::Sqlite => Expr::cust_with_values(format!("{bare} LIKE ?"), [pattern]),
            Self::Postgres => Expr::cust_with_values(format!("{bare} LIKE $1"), [pattern]),
        }
    }
}
