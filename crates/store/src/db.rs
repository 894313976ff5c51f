//! Two databases, one query text. The only place that hands SQL to a driver.
use crate::guard::Guarded;
use crate::live::Live;
use crate::search::Documents;
use crate::shape::Shape;
use crate::{Error, Result};
use domain::live::Signal;
use sea_query::{
    DeleteStatement, InsertStatement, PostgresQueryBuilder, SelectStatement, SqliteQueryBuilder,
    UpdateStatement, Value,
};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::postgres::{PgPool, PgRow};
use sqlx::sqlite::{SqlitePool, SqliteRow};
use sqlx::{AssertSqlSafe, FromRow, Postgres, Sqlite, Transaction};

/// A database of one kind or the other.
#[derive(Debug, Clone)]
pub(crate) enum Db {
    /// SQLite allows one writer: it has a pool of its own, so that readers never wait for it. What it wrote into the
    /// log is copied by a third.
    Sqlite { read: SqlitePool, write: SqlitePool, log: SqlitePool },
    /// PostgreSQL.
    Postgres(PgPool),
}

/// Which of the two; for the few expressions they write differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

/// A row both drivers can read.
pub(crate) trait Both:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}
impl<T> Both for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A statement both can be built from.
pub(crate) trait Statement {
    fn built(&self, dialect: Dialect) -> (AssertSqlSafe<String>, SqlxValues);
}

macro_rules! statements {
    ($($kind:ty),*) => {$(
        impl Statement for $kind {
            // The text comes from sea-query: identifiers are ours, values are bound.
            fn built(&self, dialect: Dialect) -> (AssertSqlSafe<String>, SqlxValues) {
                let (sql, values) = match dialect {
                    Dialect::Sqlite => self.build_sqlx(SqliteQueryBuilder),
                    Dialect::Postgres => self.build_sqlx(PostgresQueryBuilder),
                };
                (AssertSqlSafe(sql), without_nul(values))
            }
        }
    )*};
}
statements!(SelectStatement, InsertStatement, UpdateStatement, DeleteStatement);

/// PostgreSQL keeps no NUL in a text, and nobody means one.
fn without_nul(mut values: SqlxValues) -> SqlxValues {
    for value in &mut values.0.0 {
        if let Value::String(Some(text)) = value
            && text.contains('\0')
        {
            *text = text.replace('\0', "");
        }
    }
    values
}

/// Runs the same sqlx call on whichever database it is.
macro_rules! on_either {
    ($self:expr, $statement:expr, |$sql:ident, $values:ident, $on:ident| $call:expr) => {
        match $self {
            Either::Sqlite($on) => {
                let ($sql, $values) = $statement.0.built(Dialect::Sqlite);
                $call
            }
            Either::Postgres($on) => {
                let ($sql, $values) = $statement.0.built(Dialect::Postgres);
                $call
            }
        }
    };
}

enum Either<S, P> {
    Sqlite(S),
    Postgres(P),
}

/// Where statements run: a pool, for reading, or a transaction.
pub(crate) trait Run {
    /// All rows.
    async fn all<T: Both, S: Statement>(&mut self, statement: Guarded<S>) -> Result<Vec<T>>;

    /// The first row, if there is one.
    async fn first<T: Both, S: Statement>(&mut self, statement: Guarded<S>) -> Result<Option<T>>;

    /// The first column of the first row.
    async fn value<T, S: Statement>(&mut self, statement: Guarded<S>) -> Result<Option<T>>
    where
        (T,): Both,
    {
        Ok(self.first::<(T,), S>(statement).await?.map(|(value,)| value))
    }

    /// The first column of all rows.
    async fn values<T, S: Statement>(&mut self, statement: Guarded<S>) -> Result<Vec<T>>
    where
        (T,): Both,
    {
        Ok(self.all::<(T,), S>(statement).await?.into_iter().map(|(value,)| value).collect())
    }
}

impl Run for Db {
    async fn all<T: Both, S: Statement>(&mut self, statement: Guarded<S>) -> Result<Vec<T>> {
        let rows = on_either!(self.reader(), statement, |sql, values, pool| {
            sqlx::query_as_with(sql, values).fetch_all(pool).await
        });
        Ok(rows?)
    }

    async fn first<T: Both, S: Statement>(&mut self, statement: Guarded<S>) -> Result<Option<T>> {
        let row = on_either!(self.reader(), statement, |sql, values, pool| {
            sqlx::query_as_with(sql, values).fetch_optional(pool).await
        });
        Ok(row?)
    }
}

impl Db {
    pub(crate) const fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite { .. } => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    const fn reader(&self) -> Either<&SqlitePool, &PgPool> {
        match self {
            Self::Sqlite { read, .. } => Either::Sqlite(read),
            Self::Postgres(pool) => Either::Postgres(pool),
        }
    }

    /// Begins a writing transaction. On SQLite it takes the write lock at once: a transaction that reads
    /// first and writes later would fail when another has written in between.
    pub(crate) async fn begin(&self, live: &Live) -> Result<Tx> {
        let inner = match self {
            Self::Sqlite { write, .. } => Either::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Either::Postgres(pool.begin().await?),
        };
        Ok(Tx { inner, signals: Vec::new(), documents: Documents::default(), live: live.clone() })
    }
}

/// A writing transaction. What open browsers should hear is told when it commits, and not otherwise.
pub(crate) struct Tx {
    inner: Either<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>,
    signals: Vec<Signal>,
    /// Search documents, written when all else is done.
    pub(crate) documents: Documents,
    live: Live,
}

impl Run for Tx {
    async fn all<T: Both, S: Statement>(&mut self, statement: Guarded<S>) -> Result<Vec<T>> {
        let rows = on_either!(&mut self.inner, statement, |sql, values, tx| {
            sqlx::query_as_with(sql, values).fetch_all(&mut **tx).await
        });
        Ok(rows?)
    }

    async fn first<T: Both, S: Statement>(&mut self, statement: Guarded<S>) -> Result<Option<T>> {
        let row = on_either!(&mut self.inner, statement, |sql, values, tx| {
            sqlx::query_as_with(sql, values).fetch_optional(&mut **tx).await
        });
        Ok(row?)
    }
}

impl Tx {
    pub(crate) const fn dialect(&self) -> Dialect {
        match self.inner {
            Either::Sqlite(_) => Dialect::Sqlite,
            Either::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement; the number of rows it changed.
    pub(crate) async fn run<S: Statement>(&mut self, statement: Guarded<S>) -> Result<u64> {
        Ok(match &mut self.inner {
            Either::Sqlite(tx) => {
                let (sql, values) = statement.0.built(Dialect::Sqlite);
                sqlx::query_with(sql, values).execute(&mut **tx).await?.rows_affected()
            }
            Either::Postgres(tx) => {
                let (sql, values) = statement.0.built(Dialect::Postgres);
                sqlx::query_with(sql, values).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Changes the schema, in the transaction of what asks for it.
    pub(crate) async fn shape(&mut self, Shape(sql): Shape) -> Result<()> {
        let query = AssertSqlSafe(sql);
        match &mut self.inner {
            Either::Sqlite(tx) => {
                sqlx::query(query).persistent(false).execute(&mut **tx).await?;
            }
            Either::Postgres(tx) => {
                sqlx::query(query).persistent(false).execute(&mut **tx).await?;
            }
        }
        Ok(())
    }

    /// Runs an insert that returns its id.
    pub(crate) async fn insert(&mut self, statement: Guarded<InsertStatement>) -> Result<i64> {
        let id = self.value::<i64, _>(statement).await?;
        id.ok_or_else(|| Error::Internal("an insert returned no id".to_owned()))
    }

    /// Notes what open browsers should hear.
    pub(crate) fn signal(&mut self, signal: Signal) {
        self.signals.push(signal);
    }

    /// Makes it so.
    pub(crate) async fn commit(mut self) -> Result<()> {
        std::mem::take(&mut self.documents).write(&mut self).await?;
        let signals = std::mem::take(&mut self.signals);
        if let Either::Postgres(tx) = &mut self.inner {
            // Through the database, so that browsers on the other servers hear it too.
            for text in self.live.letters(&signals)? {
                sqlx::query("SELECT pg_notify('clew', $1)").bind(text).execute(&mut **tx).await?;
            }
        }
        match self.inner {
            Either::Sqlite(tx) => {
                tx.commit().await?;
                self.live.tell(signals);
            }
            Either::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
