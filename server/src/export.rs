//! Rows of a list into a file: they come from the store as they are read, a thread of its own writes them.
mod noun;

pub use noun::Exported;

use chrono::NaiveTime;
use domain::custom::FieldKey;
use domain::list::{Cell, Chosen, Row, Sort};
use domain::{ChoiceId, FieldProblem, Lang, Problem, Zone};
use exchange::{CellOut, Format, WriteError, Writer};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use store::Desk;
use tokio::sync::mpsc;

/// What to write, and how.
pub struct Wish<C> {
    /// Which rows.
    pub chosen: Chosen,
    /// In which order.
    pub sort: Sort<C>,
    /// With which columns.
    pub columns: Vec<C>,
    /// As which kind of file.
    pub format: Format,
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store did not give the rows.
    #[error("{0}")]
    Store(#[from] store::Error),
    /// The file could not be written.
    #[error("{0}")]
    Write(#[from] WriteError),
    /// The thread that writes is gone.
    #[error("{0}")]
    Thread(#[from] tokio::task::JoinError),
}

impl Error {
    /// What a person can be told.
    #[must_use]
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Store(error) => error.into_problem(),
            Self::Write(WriteError::SheetFull { limit }) => {
                Problem::field("format", FieldProblem::TooLong { max: limit as usize })
            }
            other => {
                let id = format!("{:08x}", rand::random::<u32>());
                tracing::error!(%id, cause = %other, "an export failed");
                Problem::Broken { id }
            }
        }
    }
}

/// Writes the rows into a file; how many there were. `seen` hears how many have been read so far.
///
/// # Errors
/// When rows can not be had or written.
pub async fn write<C: Exported>(
    desk: &Desk,
    wish: Wish<C>,
    file: &Path,
    seen: impl Fn(u64) + Send,
) -> Result<u64, Error> {
    let mut rows = C::begin(desk, &wish.chosen, wish.sort, wish.columns.clone()).await?;
    let words = Words::of(desk).await?;
    // A few batches ahead keep both sides busy; more would only fill memory.
    let (to, from) = mpsc::channel::<Vec<Row>>(4);
    let table = Table { file: file.to_owned(), format: wish.format, columns: wish.columns, words };
    let writing = tokio::task::spawn_blocking(move || table.write(from));
    let mut count = 0;
    while let Some(batch) = rows.next().await? {
        count += batch.len() as u64;
        seen(count);
        if to.send(batch).await.is_err() {
            // The writer has given up; it says why.
            break;
        }
    }
    drop(to);
    writing.await??;
    Ok(count)
}

/// What cells need to become words.
struct Words {
    lang: Lang,
    zone: Zone,
    choices: HashMap<ChoiceId, String>,
    /// The names of added fields.
    added: HashMap<FieldKey, String>,
}

impl Words {
    async fn of(desk: &Desk) -> Result<Self, store::Error> {
        let lang = desk.viewer().lang();
        let choices = desk.choices().all().await?;
        let choices = choices.iter().map(|choice| (choice.id, choice.label(lang).to_owned())).collect();
        let added = desk.fields().all().await?.into_iter();
        let added = added.map(|field| (field.key, field.label(lang).to_owned())).collect();
        Ok(Self { lang, zone: desk.viewer().zone().clone(), choices, added })
    }

    /// The head of a column.
    fn head<C: Exported>(&self, column: C) -> &str {
        let added = column.field().and_then(|field| self.added.get(&field));
        added.map_or_else(|| column.label(self.lang), String::as_str)
    }

    fn cell<'a, C: Exported>(&'a self, cell: &'a Cell) -> CellOut<'a> {
        match cell {
            Cell::Blank => CellOut::Empty,
            Cell::Text { text, .. } => CellOut::Text(text),
            Cell::Choice(id) => self.choices.get(id).map_or(CellOut::Empty, |name| CellOut::Text(name)),
            Cell::Person { name, .. } => CellOut::Text(name),
            Cell::Time(at) => CellOut::Time(self.zone.local(*at)),
            Cell::Number(number) => number.parse().map_or(CellOut::Text(number), CellOut::Number),
            Cell::Date(day) => CellOut::Time(day.and_time(NaiveTime::MIN)),
            Cell::Flag(true) => CellOut::Text(messages::t!(self.lang, CommonYes)),
            Cell::Flag(false) => CellOut::Text(messages::t!(self.lang, CommonNo)),
            // Said by `joined`.
            Cell::Choices(_) => CellOut::Empty,
            Cell::Word(word) => CellOut::Text(C::word(self.lang, word).unwrap_or(word)),
        }
    }
}

impl Words {
    /// The names of several choices, which stand nowhere as one text.
    fn joined(&self, cell: &Cell) -> Option<String> {
        let Cell::Choices(ids) = cell else { return None };
        let names: Vec<_> = ids.iter().filter_map(|id| self.choices.get(id)).map(String::as_str).collect();
        Some(names.join(messages::t!(self.lang, SettingsListBetween)))
    }

    fn write<C: Exported>(&self, row: &Row, writer: &mut Writer) -> Result<(), WriteError> {
        let joined: Vec<_> = row.cells.iter().map(|cell| self.joined(cell)).collect();
        let cells: Vec<_> = row
            .cells
            .iter()
            .zip(&joined)
            .map(|(cell, joined)| joined.as_deref().map_or_else(|| self.cell::<C>(cell), CellOut::Text))
            .collect();
        writer.write_row(&cells)
    }
}

struct Table<C> {
    file: PathBuf,
    format: Format,
    columns: Vec<C>,
    words: Words,
}

impl<C: Exported> Table<C> {
    fn write(self, mut from: mpsc::Receiver<Vec<Row>>) -> Result<(), WriteError> {
        let lang = self.words.lang;
        let headers: Vec<_> = self.columns.iter().map(|column| self.words.head(*column)).collect();
        // A character is some eight pixels wide.
        let widths: Vec<_> = self.columns.iter().map(|column| column.width() / 8).collect();
        let sheet = messages::text(lang, C::NAME);
        let mut writer = Writer::create(&self.file, self.format, sheet, &headers, &widths)?;
        while let Some(rows) = from.blocking_recv() {
            for row in rows {
                self.words.write::<C>(&row, &mut writer)?;
            }
        }
        writer.finish()
    }
}
