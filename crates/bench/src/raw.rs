//! The same work in raw SQL, in this process: what the database alone needs.
use sqlx::{AssertSqlSafe, Executor as _, PgPool, SqlitePool};
use std::time::{Duration, Instant};

/// A connection to the database that is measured.
pub enum Raw {
    /// SQLite.
    Sqlite(SqlitePool),
    /// PostgreSQL.
    Postgres(PgPool),
}

impl Raw {
    /// Connects.
    ///
    /// # Errors
    /// When the database can not be opened.
    pub async fn open(url: &str) -> sqlx::Result<Self> {
        Ok(if url.starts_with("sqlite:") {
            Self::Sqlite(SqlitePool::connect(url).await?)
        } else {
            Self::Postgres(PgPool::connect(url).await?)
        })
    }

    /// The first column of the first row, as a number.
    ///
    /// # Errors
    /// When there is none.
    pub async fn number(&self, sql: &str) -> sqlx::Result<i64> {
        match self {
            Self::Sqlite(pool) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(pool).await,
            Self::Postgres(pool) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(pool).await,
        }
    }

    /// The first column of the first row, as text.
    ///
    /// # Errors
    /// When there is none.
    pub async fn text(&self, sql: &str) -> sqlx::Result<String> {
        match self {
            Self::Sqlite(pool) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(pool).await,
            Self::Postgres(pool) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(pool).await,
        }
    }

    /// The same of a text that is made for it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn text_owned(&self, sql: String) -> sqlx::Result<String> {
        self.text(&sql).await
    }

    /// The first column of all rows, as numbers.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn numbers(&self, sql: &str) -> sqlx::Result<Vec<i64>> {
        match self {
            Self::Sqlite(pool) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(pool).await,
            Self::Postgres(pool) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(pool).await,
        }
    }

    /// The first column of all rows, as texts.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn texts(&self, sql: &str) -> sqlx::Result<Vec<String>> {
        match self {
            Self::Sqlite(pool) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(pool).await,
            Self::Postgres(pool) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(pool).await,
        }
    }

    /// Runs a statement.
    ///
    /// # Errors
    /// When it fails.
    pub async fn run(&self, sql: &str) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(pool) => pool.execute(AssertSqlSafe(sql)).await.map(drop),
            Self::Postgres(pool) => pool.execute(AssertSqlSafe(sql)).await.map(drop),
        }
    }

    /// The middle time of fetching all rows of a query.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn p50(&self, sql: &str, times: usize) -> sqlx::Result<Duration> {
        let mut took = Vec::with_capacity(times);
        for _ in 0..times {
            let began = Instant::now();
            match self {
                Self::Sqlite(pool) => drop(pool.fetch_all(AssertSqlSafe(sql)).await?),
                Self::Postgres(pool) => drop(pool.fetch_all(AssertSqlSafe(sql)).await?),
            }
            took.push(began.elapsed());
        }
        took.sort_unstable();
        Ok(took.get(times / 2).copied().unwrap_or_default())
    }
}
