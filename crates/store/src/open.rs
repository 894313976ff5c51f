//! Opening a database: either kind, brought up to date, with what a new house needs.
use crate::checkpoint::{self, Log};
use crate::db::{Db, Tx};
use crate::live::{Live, relay};
use crate::{Desk, Error, Result, Viewer};
use domain::{Clock, Moment};
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/postgres");

/// Rows that SQLite's thread reads ahead: a page of a list, so that the thread does not wait in its midst.
const ROWS: usize = 512;

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the Clock the others ask")]
    fn now(&self) -> Moment {
        chrono::Utc::now().into()
    }
}

/// How a store is opened.
#[derive(Clone)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// Connections for reading (SQLite) or altogether (PostgreSQL).
    pub connections: u32,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
}

impl Options {
    /// With the machine's clock.
    #[must_use]
    pub fn new(database: impl Into<String>) -> Self {
        Self { database: database.into(), connections: 16, clock: Arc::new(SystemClock) }
    }
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) live: Live,
    pub(crate) widths: Arc<crate::list::Widths>,
}

impl Store {
    /// Opens a database, creates it where that is SQLite's way, and brings its schema up to date.
    ///
    /// # Errors
    /// When the address is not understood, the database can not be reached, or a migration fails.
    pub async fn open(options: Options) -> Result<Self> {
        let db = match options.database.split_once(':') {
            Some(("sqlite", path)) => sqlite(path, options.connections).await?,
            Some(("postgres" | "postgresql", _)) => postgres(&options.database, options.connections).await?,
            _ => return Err(Error::Internal("the database must be sqlite:PATH or postgres://…".to_owned())),
        };
        let live = Live::default();
        if let Db::Postgres(pool) = &db {
            tokio::spawn(relay(pool.clone(), live.clone()));
        }
        let store = Self { db, clock: options.clock, live, widths: Arc::default() };
        store.furnish().await?;
        Ok(store)
    }

    /// The desk of a viewer: what that person can do, on the rows that person may see.
    #[must_use]
    pub fn desk(&self, viewer: &Viewer) -> Desk {
        let viewer = Viewer { at: self.now(), ..viewer.clone() };
        Desk::new(self.clone(), Arc::new(viewer))
    }

    /// The desk of the house itself, for what rules do.
    pub(crate) fn house_desk(&self) -> Desk {
        Desk::new(self.clone(), Arc::new(Viewer::house(self.now())))
    }

    /// Where changes are heard.
    #[must_use]
    pub const fn live(&self) -> &Live {
        &self.live
    }

    /// The present moment by the store's clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        match &self.db {
            Db::Sqlite { read, .. } => sqlx::query("SELECT 1").execute(read).await.map(drop)?,
            Db::Postgres(pool) => sqlx::query("SELECT 1").execute(pool).await.map(drop)?,
        }
        Ok(())
    }

    /// Closes all connections, after the work they are at.
    pub async fn close(&self) {
        match &self.db {
            Db::Sqlite { read, write, log } => {
                log.close().await;
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }

    pub(crate) async fn begin(&self) -> Result<Tx> {
        self.db.begin(&self.live).await
    }
}

async fn sqlite(path: &str, readers: u32) -> Result<Db> {
    let path = path.trim_start_matches("//");
    if let Some(folder) = std::path::Path::new(path).parent() {
        tokio::fs::create_dir_all(folder).await.map_err(sqlx::Error::Io)?;
    }
    let options = SqliteConnectOptions::from_str(&format!("sqlite:{path}"))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .row_buffer_size(ROWS)
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "memory")
        .pragma("mmap_size", "1073741824")
        .optimize_on_close(true, 400);
    let writer = options.clone().pragma("wal_autocheckpoint", checkpoint::MOST);
    let write = SqlitePoolOptions::new().max_connections(1).connect_with(writer).await?;
    let turn = turn(format!("{path}-open")).await?;
    SQLITE.run(&write).await?;
    drop(turn);
    // A reader that is opened late would make its first request wait.
    let read = SqlitePoolOptions::new()
        .max_connections(readers)
        .min_connections(readers.min(4))
        .connect_with(options.clone())
        .await?;
    let copier = options.optimize_on_close(false, None);
    let log = SqlitePoolOptions::new().max_connections(1).connect_lazy_with(copier);
    let kept = Log::of(std::path::Path::new(path), log.clone(), write.clone()).map_err(sqlx::Error::Io)?;
    tokio::spawn(kept.keep_short());
    Ok(Db::Sqlite { read, write, log })
}

/// Waits until nobody else brings this database up to date: sqlx asks for no lock on SQLite. The turn ends
/// when the file is dropped. Beside the database and not on it: closing a second handle to a database file
/// would give up SQLite's own locks (sqlite.org/howtocorrupt.html, 2.2).
async fn turn(path: String) -> Result<std::fs::File> {
    let waiting = tokio::task::spawn_blocking(move || {
        let file = std::fs::File::create(path)?;
        file.lock()?;
        Ok::<_, std::io::Error>(file)
    });
    let turn = waiting.await.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(turn.map_err(sqlx::Error::Io)?)
}

async fn postgres(url: &str, connections: u32) -> Result<Db> {
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(15))
        .connect(url)
        .await?;
    POSTGRES.run(&pool).await?;
    Ok(Db::Postgres(pool))
}
