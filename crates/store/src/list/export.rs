//! All rows that match, a batch at a time: however many they are, little is held in memory.
use super::{Listed, Lists, Wanted};
use crate::audit::note;
use crate::{Desk, Result};
use domain::column::Column;
use domain::filter::Filter;
use domain::list::{Chosen, Paging, Row, Sort};
use std::pin::Pin;

/// Rows to a batch.
const BATCH: usize = 2_000;

/// What is left of an export, of whatever noun.
pub struct Export(Box<dyn Batches>);

/// The next rows, when they have come.
type Batch<'a> = Pin<Box<dyn Future<Output = Result<Option<Vec<Row>>>> + Send + 'a>>;

trait Batches: Send {
    fn batch(&mut self) -> Batch<'_>;
}

impl<N: Listed> Batches for Remaining<N> {
    fn batch(&mut self) -> Batch<'_> {
        Box::pin(self.next())
    }
}

impl Export {
    /// The next rows; `None` when all have been given, which is then noted in the audit log.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next(&mut self) -> Result<Option<Vec<Row>>> {
        self.0.batch().await
    }
}

struct Remaining<N: Listed> {
    desk: Desk,
    wanted: Wanted<N>,
    paging: Paging<N::Column>,
    /// Chosen rows only.
    ids: Option<Vec<i64>>,
    done: bool,
    rows: i64,
}

impl<N: Listed> Lists<'_, N> {
    /// Begins an export of rows with these columns, in this order. The verb has asked for the permission.
    pub(crate) async fn export(
        &self,
        chosen: &Chosen,
        sort: Sort<N::Column>,
        columns: Vec<N::Column>,
    ) -> Result<Export> {
        let (filter, ids) = match chosen {
            Chosen::Ids(ids) => (Filter::default(), Some(ids.clone())),
            Chosen::Matching(query) => (Filter::parse(query), None),
        };
        let mut wanted = self.wanted(&filter).await?;
        wanted.anywhere = ids.is_some();
        let paging = Paging { sort, columns, ..Paging::default() };
        let desk = self.desk.clone();
        Ok(Export(Box::new(Remaining::<N> { desk, wanted, paging, ids, done: false, rows: 0 })))
    }
}

impl<N: Listed> Remaining<N> {
    async fn next(&mut self) -> Result<Option<Vec<Row>>> {
        if self.done {
            return Ok(None);
        }
        let lists = self.desk.lists::<N>();
        let page = lists.page_of(&self.wanted, self.ids.as_deref(), &self.paging, BATCH).await?;
        self.rows += i64::try_from(page.rows.len()).unwrap_or(i64::MAX);
        self.done = page.next.is_none();
        self.paging.cursor = page.next;
        if self.done {
            self.noted().await?;
        }
        Ok(Some(page.rows))
    }

    async fn noted(&self) -> Result<()> {
        let mut tx = self.desk.begin().await?;
        let columns: Vec<_> = self.paging.columns.iter().map(|column| column.key()).collect();
        let detail = serde_json::json!({
            "rows": self.rows, "filter": self.wanted.filter.to_query(), "chosen": self.ids.is_some(), "columns": columns,
        });
        let (person, noun) = (Some(self.desk.viewer.person), N::SUBJECT.key());
        note(&mut tx, self.desk.now(), person, &format!("{noun}s.exported"), noun, None, None, &detail)
            .await?;
        tx.commit().await
    }
}
