//! A page of a list.
use super::added::{Known, is_there};
use super::order::{Run as Stretch, behind, order_text};
use super::raw::{Raw, RawRow};
use super::{Extent, Listed, Lists, Source, Wanted, source};
use crate::db::{Dialect, Run};
use crate::guard::{Guarded, Reach};
use crate::{Result, Viewer};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::column::Column;
use domain::custom::plain_number;
use domain::filter::Filter;
use domain::list::{Cell, Count, PAGE_MAX, Page, Paging, Row, Sort};
use domain::{ChoiceId, FieldProblem, Moment, PersonId, Problem};
use sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement, SimpleExpr};
use serde::{Deserialize, Serialize};

/// Where a page ended.
#[derive(Serialize, Deserialize)]
struct Place {
    /// The order it was made for.
    order: String,
    /// The run.
    run: i64,
    /// The values of the run's terms.
    values: Vec<Raw>,
}

impl Place {
    fn write(&self) -> Result<String> {
        Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(self)?))
    }

    fn read(text: &str, order: &str) -> Result<Self, Problem> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok();
        let place: Option<Self> = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        place
            .filter(|place| place.order == order)
            .ok_or_else(|| Problem::field("cursor", FieldProblem::Malformed))
    }
}

// What stands before the chosen columns in each row.
const FIXED: usize = 4;

impl<N: Listed> Lists<'_, N> {
    /// A page of the rows that match, of those the viewer may see.
    pub(crate) async fn list(&self, filter: &Filter<N::Column>, paging: &Paging<N::Column>) -> Result<Page> {
        let wanted = self.wanted(filter).await?;
        self.page_and_count(&wanted, paging).await
    }

    /// A page of the rows that match and fit a condition no filter has.
    pub(crate) async fn list_also(
        &self,
        filter: &Filter<N::Column>,
        paging: &Paging<N::Column>,
        also: Condition,
    ) -> Result<Page> {
        let mut wanted = self.wanted(filter).await?;
        wanted.also = Some(also);
        self.page_and_count(&wanted, paging).await
    }

    async fn page_and_count(&self, wanted: &Wanted<N>, paging: &Paging<N::Column>) -> Result<Page> {
        let mut page = self.page_of(wanted, None, paging, paging.limit.clamp(1, PAGE_MAX) as usize).await?;
        if paging.count {
            page.count = Some(Count { value: self.counted(wanted).await?, exact: true });
        }
        Ok(page)
    }

    /// An order, without what is not there and what is hidden from the viewer.
    pub(super) fn in_sight(
        &self,
        wanted: &Wanted<N>,
        sort: &Sort<N::Column>,
        known: &Known,
    ) -> Sort<N::Column> {
        let hides = wanted.anywhere || N::is_veiled(wanted);
        let there =
            |column: N::Column| is_there(column, known) && !(hides && wanted.veil.hides(column.key()));
        Sort(sort.0.iter().copied().filter(|key| there(key.column)).collect())
    }

    /// A page of some rows only, when they are named.
    pub(crate) async fn page_of(
        &self,
        wanted: &Wanted<N>,
        ids: Option<&[i64]>,
        paging: &Paging<N::Column>,
        limit: usize,
    ) -> Result<Page> {
        let asked = paging.columns.iter().copied().chain(paging.sort.0.iter().map(|key| key.column));
        let known = self.known(asked).await?;
        let sort = self.in_sight(wanted, &paging.sort, &known);
        let order = order_text::<N>(&sort);
        let place = paging.cursor.as_deref().map(|cursor| Place::read(cursor, &order)).transpose()?;
        let (extent, viewer) = if ids.is_some() {
            (Extent::Few, (*self.desk.viewer).clone())
        } else {
            self.manner(wanted, &sort).await?
        };
        let runs = self.runs(&sort, extent).await?;
        let of_one = self.runs_of_one(wanted, &sort, extent).await?;
        let first =
            place.as_ref().map_or(Some(0), |place| runs.iter().position(|run| run.label == place.run));
        let first = first.ok_or_else(|| Problem::field("cursor", FieldProblem::Malformed))?;
        let columns = Columns { columns: &paging.columns, known: &known };
        let mut rows: Vec<Row> = Vec::with_capacity(limit);
        let mut last = None;
        for (at, run) in runs.iter().enumerate().skip(first) {
            let after = place.as_ref().filter(|_| at == first).map(|place| place.values.as_slice());
            if after.is_some_and(|values| values.len() != run.terms.len()) {
                return Err(Problem::field("cursor", FieldProblem::Malformed).into());
            }
            let wish = limit + 1 - rows.len();
            let select = self.stretch(&viewer, wanted, ids, (run, of_one.get(at)), after, &columns, wish);
            for RawRow(raw) in self.desk.db().all(select).await? {
                if rows.len() == limit {
                    return Ok(Page { rows, next: next(&order, last)?, count: None });
                }
                let (row, values) = told(raw, &columns, wanted, run.terms.len());
                rows.push(row);
                last = Some((run.label, values));
            }
        }
        Ok(Page { rows, next: None, count: None })
    }

    /// Of how many rows an order is wanted, and the viewer as one who comes by them that way.
    pub(super) async fn manner(
        &self,
        wanted: &Wanted<N>,
        sort: &Sort<N::Column>,
    ) -> Result<(Extent, Viewer)> {
        let viewer = (*self.desk.viewer).clone();
        if wanted.is_found() {
            return Ok((Extent::Few, viewer));
        }
        let extent = N::extent(&viewer, wanted);
        let extent = if self.is_wide(extent, sort).await? { Extent::All } else { extent };
        let walks = extent == Extent::All && self.desk.store.db.dialect() == Dialect::Sqlite;
        Ok((extent, Viewer { walks, ..viewer }))
    }

    #[expect(clippy::too_many_arguments, reason = "each narrows the same statement")]
    fn stretch(
        &self,
        viewer: &Viewer,
        wanted: &Wanted<N>,
        ids: Option<&[i64]>,
        (run, of_one): (&Stretch, Option<&Stretch>),
        after: Option<&[Raw]>,
        columns: &Columns<'_, N::Column>,
        limit: usize,
    ) -> Guarded<SelectStatement> {
        let mut select = viewer
            .select::<N>(Reach::See)
            .and(self.condition_of(viewer, wanted))
            .and(run.condition.clone())
            .with(|select| self.cells(select, run, columns, wanted));
        if let Some(ids) = ids {
            select = select.and(Expr::col((N::TABLE, "id")).is_in(ids.iter().copied()));
        }
        if let Some(of_one) = of_one {
            select = select.and(self.among(wanted, of_one, after, limit));
        }
        if let Some(values) = after {
            select = select.and(behind(&run.terms, values));
        }
        select.with(|select| {
            select.limit(limit as u64);
        })
    }

    fn cells(
        &self,
        select: &mut SelectStatement,
        run: &Stretch,
        columns: &Columns<'_, N::Column>,
        wanted: &Wanted<N>,
    ) {
        select
            .expr(Expr::col((N::TABLE, "id")))
            .expr(Expr::col((N::TABLE, "version")))
            .expr(Expr::col((N::TABLE, N::STATE)))
            .expr(N::mark(&self.desk.viewer));
        for term in &run.terms {
            select.expr(term.expr.clone()).order_by_expr(term.expr.clone(), term.order());
        }
        for column in columns.there() {
            let source = source::<N>(column);
            select.expr(wanted.veil.over(N::TABLE, column.key(), source.cell(N::TABLE)));
            match source {
                Source::Person { column } => {
                    select.expr(person_name(Expr::col((N::TABLE, column))));
                }
                Source::PersonOf { .. } => {
                    select.expr(person_name(source.cell(N::TABLE)));
                }
                _ => {}
            }
        }
    }

    /// How many rows match.
    pub(crate) async fn count(&self, filter: &Filter<N::Column>) -> Result<i64> {
        let wanted = self.wanted(filter).await?;
        self.counted(&wanted).await
    }

    pub(crate) async fn counted(&self, wanted: &Wanted<N>) -> Result<i64> {
        if wanted.is_tallied() && N::is_counted_by_tally(&self.desk.viewer, wanted) {
            return self.tallied(wanted).await;
        }
        let select = self.desk.viewer.select::<N>(Reach::See).and(self.condition(wanted)).with(|select| {
            select.expr(Expr::col((N::TABLE, "id")).count());
        });
        Ok(self.desk.db().value(select).await?.unwrap_or_default())
    }

    async fn tallied(&self, wanted: &Wanted<N>) -> Result<i64> {
        let mut select = Query::select();
        select
            .expr(Expr::cust(r#"CAST(COALESCE(SUM("n"), 0) AS BIGINT)"#))
            .from(N::TALLY)
            .cond_where(self.condition_of_tally(wanted));
        // The viewer's reach is part of the condition: the tally has the owner's column, like the rows.
        let guarded = Guarded::unrestricted(select, "tallies carry the viewer's reach by owner");
        Ok(self.desk.db().value(guarded).await?.unwrap_or_default())
    }

    /// The ids that match, lowest first.
    pub(crate) async fn matching(&self, filter: &Filter<N::Column>) -> Result<Vec<i64>> {
        let wanted = self.wanted(filter).await?;
        let select = self.desk.viewer.select::<N>(Reach::See).and(self.condition(&wanted));
        let select: Guarded<_> = select.with(|select| {
            select.expr(Expr::col((N::TABLE, "id"))).order_by((N::TABLE, "id"), sea_query::Order::Asc);
        });
        self.desk.db().values(select).await
    }
}

/// The columns of a page; those whose field is no longer there stay blank.
struct Columns<'a, C> {
    columns: &'a [C],
    known: &'a Known,
}

impl<C: Column> Columns<'_, C> {
    fn there(&self) -> impl Iterator<Item = C> + '_ {
        self.columns.iter().copied().filter(|column| is_there(*column, self.known))
    }

    fn scale(&self, column: C) -> u8 {
        column.field().and_then(|field| self.known.get(&field).copied()).unwrap_or_default()
    }
}

impl Source {
    /// The value of a cell.
    pub(super) fn cell(self, table: &'static str) -> SimpleExpr {
        match self {
            Self::Of { table: other, by, column, .. } | Self::PersonOf { table: other, by, column } => {
                of(table, other, by, column)
            }
            source => Expr::col((table, source.column())),
        }
    }

    const fn column(self) -> &'static str {
        match self {
            Self::Text { column, .. }
            | Self::Of { column, .. }
            | Self::PersonOf { column, .. }
            | Self::Choice { column, .. }
            | Self::Choices { column, .. }
            | Self::Person { column }
            | Self::Word { column, .. }
            | Self::Rank { column, .. }
            | Self::Time { column, .. }
            | Self::Date { column }
            | Self::Number { column }
            | Self::Flag { column, .. } => column,
        }
    }
}

fn next(order: &str, last: Option<(i64, Vec<Raw>)>) -> Result<Option<String>> {
    last.map(|(run, values)| Place { order: order.to_owned(), run, values }.write()).transpose()
}

fn person_name(person: SimpleExpr) -> SimpleExpr {
    let mut name = Query::select();
    name.column("name").from("people").and_where(Expr::col(("people", "id")).eq(person));
    Expr::SubQuery(None, Box::new(name.into()))
}

/// A column of the row another column names.
pub(super) fn of(
    table: &'static str,
    other: &'static str,
    by: &'static str,
    column: &'static str,
) -> SimpleExpr {
    let mut select = Query::select();
    select.column((other, column)).from(other).and_where(Expr::col((other, "id")).equals((table, by)));
    Expr::SubQuery(None, Box::new(select.into()))
}

/// The row to show, and the values of the order's terms.
fn told<N: Listed>(
    raw: Vec<Raw>,
    columns: &Columns<'_, N::Column>,
    wanted: &Wanted<N>,
    terms: usize,
) -> (Row, Vec<Raw>) {
    let mut raw = raw.into_iter();
    let mut fixed: Vec<Raw> = raw.by_ref().take(FIXED).collect();
    let focus = fixed.pop().is_some_and(|mark| mark != Raw::Null);
    let state = fixed.pop().map(Raw::into_text).unwrap_or_default();
    let version = fixed.pop().and_then(|version| version.int()).unwrap_or_default();
    let id = fixed.pop().and_then(|id| id.int()).unwrap_or_default();
    let values: Vec<Raw> = raw.by_ref().take(terms).collect();
    let cell = |column: &N::Column| {
        if !is_there(*column, columns.known) {
            return Cell::Blank;
        }
        told_cell(*column, columns.scale(*column), &mut raw, wanted)
    };
    let cells = columns.columns.iter().map(cell).collect();
    (Row { id, version, focus, state, cells }, values)
}

fn told_cell<N: Listed>(
    column: N::Column,
    scale: u8,
    raw: &mut impl Iterator<Item = Raw>,
    wanted: &Wanted<N>,
) -> Cell {
    let value = raw.next().unwrap_or(Raw::Null);
    match (source::<N>(column), value) {
        (Source::Person { .. } | Source::PersonOf { .. }, person) => {
            let name = raw.next().map(Raw::into_text).unwrap_or_default();
            person.int().map_or(Cell::Blank, |id| Cell::Person { id: PersonId(id), name })
        }
        (_, Raw::Null) => Cell::Blank,
        (Source::Word { .. }, word) => Cell::Word(word.into_text()),
        (Source::Rank { words, .. }, Raw::Int(rank)) => {
            let word = usize::try_from(rank).ok().and_then(|rank| words.get(rank));
            word.map_or(Cell::Blank, |word| Cell::Word((*word).to_owned()))
        }
        (Source::Choice { .. }, Raw::Int(id)) => Cell::Choice(ChoiceId(id)),
        (Source::Choices { .. }, Raw::Text(ids)) => {
            let ids: Vec<_> = ids.split(',').filter_map(|id| id.parse().ok()).collect();
            if ids.is_empty() { Cell::Blank } else { Cell::Choices(ids) }
        }
        (Source::Date { .. }, Raw::Int(day)) => Cell::day(day),
        (Source::Number { .. }, Raw::Int(number)) => Cell::Number(plain_number(number, scale)),
        (Source::Flag { .. }, Raw::Int(flag)) => Cell::Flag(flag != 0),
        (_, Raw::Int(at)) => Cell::Time(Moment(at)),
        (_, Raw::Text(text)) => marked(column, text, wanted),
    }
}

fn marked<N: Listed>(column: N::Column, text: String, wanted: &Wanted<N>) -> Cell {
    if text.is_empty() {
        return Cell::Blank;
    }
    let own = wanted.filter.contained(column).and_then(words::Query::parse);
    let query = own.as_ref().or_else(|| wanted.words.as_ref().filter(|_| N::is_searched(column)));
    let marks = query.map(|query| words::highlight(&text, query)).unwrap_or_default();
    Cell::Text { text, marks }
}
