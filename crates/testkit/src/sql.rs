//! Looking behind the store's back.
use crate::House;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};

/// Runs the same call on a connection of whichever kind the house stands on.
macro_rules! on_either {
    ($house:expr, |$connection:ident| $call:expr) => {
        match $house.kind() {
            crate::Kind::Sqlite => {
                let mut $connection = SqliteConnection::connect($house.database()).await?;
                let outcome = $call;
                $connection.close().await?;
                outcome
            }
            crate::Kind::Postgres => {
                let mut $connection = PgConnection::connect($house.database()).await?;
                let outcome = $call;
                $connection.close().await?;
                outcome
            }
        }
    };
}

impl House {
    /// Runs a statement, for what no verb does; the rows it changed.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn run(&self, sql: impl Into<String>) -> Result<u64, sqlx::Error> {
        let sql = AssertSqlSafe(sql.into());
        on_either!(self, |connection| connection.execute(sql).await.map(|done| done.rows_affected()))
    }

    /// The number a statement answers.
    ///
    /// # Panics
    /// When it does not answer one.
    pub async fn number(&self, sql: &'static str) -> i64 {
        self.numbers(sql).await.expect("a number")
    }

    /// The first column of all rows as texts.
    ///
    /// # Panics
    /// When the database refuses the statement.
    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        self.all(sql).await.expect("texts")
    }

    async fn numbers(&self, sql: &'static str) -> Result<i64, sqlx::Error> {
        on_either!(self, |connection| sqlx::query_scalar(sql).fetch_one(&mut connection).await)
    }

    async fn all(&self, sql: &'static str) -> Result<Vec<String>, sqlx::Error> {
        on_either!(self, |connection| sqlx::query_scalar(sql).fetch_all(&mut connection).await)
    }
}
