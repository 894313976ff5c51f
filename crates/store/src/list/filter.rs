//! What a filter means in SQL.
use super::added::{Known, is_there};
use super::{Listed, Lists, Source, source};
use crate::db::Dialect;
use crate::pools::veil::{Veil, outside};
use crate::{Result, Viewer, custom};
use domain::column::{CellKind, Column};
use domain::custom::{FieldKind, scaled};
use domain::filter::{Filter, Test};
use domain::span::Span;
use domain::tab::TabRule;
use domain::{ChoiceId, Zone};
use sea_query::{Condition, Expr, ExprTrait, Query, SimpleExpr};
use words::Query as Words;

/// A filter with everything looked up that SQL needs.
pub(crate) struct Wanted<N: Listed> {
    pub(crate) filter: Filter<N::Column>,
    pub(crate) words: Option<Words>,
    /// What its tab adds.
    pub(crate) rule: Option<TabRule>,
    pub(super) nested: Option<Box<Wanted<N>>>,
    /// What more is asked of the rows, beside the filter.
    pub(super) also: Option<Condition>,
    /// What is hidden from the viewer.
    pub(super) veil: Veil,
    /// The rows are named: no screen's standing condition holds, only the viewer's reach.
    pub(crate) anywhere: bool,
    known: Known,
    /// The added fields whose texts the search documents hold, where some field is hidden.
    added_texts: Vec<N::Column>,
}

/// Of how many rows an order is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Of very many: the index of the order is walked.
    All,
    /// Of what one person owns: an index of the owner's rows is walked where the order has one.
    Own,
    /// Of what the viewer and those below own: of each owner the first are looked at, where the order has an index of
    /// the owner's rows.
    Team,
    /// Of what nobody owns: as of what one person owns.
    Pool,
    /// Of what the viewer sees, whoever owns it.
    Sight,
    /// Of few that are found by other means, and then put into order.
    Few,
}

impl<N: Listed> Wanted<N> {
    /// A filter with what its tab adds.
    pub(crate) fn ruled(filter: &Filter<N::Column>, rule: Option<TabRule>) -> Self {
        let mut wanted = Self::plain(filter);
        if let Some(TabRule::Filter { query }) = &rule {
            wanted.nested = Some(Box::new(Self::plain(&Filter::parse(query))));
        }
        wanted.rule = rule;
        wanted
    }

    fn plain(filter: &Filter<N::Column>) -> Self {
        let words = filter.text.as_deref().and_then(Words::parse);
        Self {
            filter: filter.clone(),
            words,
            rule: None,
            nested: None,
            also: None,
            veil: Veil::default(),
            anywhere: false,
            known: Known::new(),
            added_texts: Vec::new(),
        }
    }

    /// The search, or a star, or a text in a field finds the rows.
    pub(crate) fn is_found(&self) -> bool {
        self.words.is_some()
            || self.filter.focus
            || self.filter.has_texts()
            || self.rule == Some(TabRule::Focus)
    }

    /// Nothing is asked for but the screen.
    pub(super) fn is_bare(&self) -> bool {
        let plain = self.filter.text.is_none() && !self.filter.focus && self.filter.on.is_empty();
        plain
            && self.nested.is_none()
            && self.also.is_none()
            && matches!(self.rule, None | Some(TabRule::All))
    }

    /// Only what the tally knows is asked for: it can count.
    pub(crate) fn is_tallied(&self) -> bool {
        let plain =
            self.filter.text.is_none() && !self.filter.focus && self.nested.is_none() && self.also.is_none();
        plain
            && self.filter.on.keys().all(|column| N::is_tallied(*column) && !self.veil.hides(column.key()))
            && matches!(self.rule, None | Some(TabRule::All | TabRule::Statuses { .. }))
    }

    fn columns(&self) -> Vec<N::Column> {
        let nested = self.nested.iter().flat_map(|nested| nested.columns());
        self.filter.on.keys().copied().chain(nested).collect()
    }

    fn forget_unknown(&mut self, known: &Known) {
        self.filter.on.retain(|column, _| is_there(*column, known));
        if let Some(nested) = &mut self.nested {
            nested.forget_unknown(known);
        }
        self.known.clone_from(known);
    }
}

impl<N: Listed> Lists<'_, N> {
    pub(crate) async fn wanted(&self, filter: &Filter<N::Column>) -> Result<Wanted<N>> {
        let tabs = if filter.tab.is_some() { self.desk.tabs().list().await? } else { Vec::new() };
        let tab = tabs.into_iter().find(|known| Some(known.id) == filter.tab);
        self.looked_up(Wanted::ruled(filter, tab.map(|tab| tab.rule))).await
    }

    /// With the added fields it asks for looked up; conditions on what is not there fall away.
    pub(crate) async fn looked_up(&self, mut wanted: Wanted<N>) -> Result<Wanted<N>> {
        let known = self.known(wanted.columns().into_iter()).await?;
        wanted.forget_unknown(&known);
        wanted.veil = Veil::before(self.desk, N::SUBJECT).await?;
        if wanted.words.is_some() && !wanted.veil.is_empty() {
            let texts = custom::texts_of(&mut self.desk.db(), N::SUBJECT).await?;
            wanted.added_texts = texts.into_iter().filter_map(N::Column::added).collect();
        }
        Ok(wanted)
    }

    /// The condition of a filter on the noun's table, the viewer's reach not included.
    pub(crate) fn condition(&self, wanted: &Wanted<N>) -> Condition {
        self.condition_of(&self.desk.viewer, wanted)
    }

    pub(super) fn condition_of(&self, viewer: &Viewer, wanted: &Wanted<N>) -> Condition {
        let all = Condition::all()
            .add(N::standing(viewer, wanted, N::TABLE))
            .add(tallied(wanted, N::TABLE))
            .add(self.narrowing(wanted))
            .add(self.unveiled(wanted))
            .add_option(wanted.also.clone());
        match &wanted.nested {
            Some(nested) => all.add(tallied(nested, N::TABLE)).add(self.narrowing(nested)),
            None => all,
        }
    }

    /// The same on the noun's tally, which has the columns that are needed for it.
    pub(crate) fn condition_of_tally(&self, wanted: &Wanted<N>) -> Condition {
        Condition::all().add(N::standing(&self.desk.viewer, wanted, N::TALLY)).add(tallied(wanted, N::TALLY))
    }

    /// Nothing is found by what is hidden: not by a condition on a hidden field; and by a keyword only where a field
    /// that is shown contains it as it is written.
    fn unveiled(&self, wanted: &Wanted<N>) -> Condition {
        let asked = wanted.veil.pools(wanted.filter.on.keys().map(|column| column.key()));
        let mut all = Condition::all();
        if !asked.is_empty() {
            all = all.add(outside(N::TABLE, &asked));
        }
        let added = || wanted.added_texts.iter().copied();
        let searched =
            || N::Column::ALL.iter().copied().filter(|column| N::is_searched(*column)).chain(added());
        let hiding = wanted.veil.pools(searched().map(|column| column.key()));
        let Some(text) = wanted.filter.text.as_deref().filter(|_| !hiding.is_empty()) else { return all };
        let dialect = self.desk.store.db.dialect();
        let shown = |column: N::Column| {
            let hiding = wanted.veil.pools(std::iter::once(column.key()));
            Some(Condition::all().add(outside(N::TABLE, &hiding)).add(contained::<N>(dialect, column, text)?))
        };
        let open = Condition::any().add(outside(N::TABLE, &hiding));
        all.add(searched().filter_map(shown).fold(open, Condition::add))
    }

    fn narrowing(&self, wanted: &Wanted<N>) -> Condition {
        let (filter, zone) = (&wanted.filter, &self.desk.viewer.zone);
        let dialect = self.desk.store.db.dialect();
        let contains = |words: &Words| dialect.documents_contain(N::TABLE, N::SEARCH, N::SEARCH_ID, words);
        let mut all = Condition::all().add_option(wanted.words.as_ref().map(contains));
        if filter.focus || wanted.rule == Some(TabRule::Focus) {
            all = all.add(N::mark(&self.desk.viewer).is_not_null());
        }
        if wanted.rule == Some(TabRule::Today) {
            let today = zone.day(zone.day_of(self.desk.now())).0;
            all = all.add(Expr::col((N::TABLE, "updated_at")).gte(today.0));
        }
        for (column, test) in filter.on.iter().filter(|(column, _)| !N::is_tallied(**column)) {
            all = all.add_option(match test {
                Test::Contains(text) => contained::<N>(dialect, *column, text),
                test => tested(zone, source::<N>(*column), N::TABLE, test, scale(wanted, *column)),
            });
        }
        all
    }
}

fn scale<N: Listed>(wanted: &Wanted<N>, column: N::Column) -> u8 {
    column.field().and_then(|field| wanted.known.get(&field).copied()).unwrap_or_default()
}

/// The conditions on columns that table and tally share.
fn tallied<N: Listed>(wanted: &Wanted<N>, table: &'static str) -> Condition {
    let shared = wanted.filter.on.iter().filter(|(column, _)| N::is_tallied(**column));
    let zone = Zone::default();
    let conditions = shared.filter_map(|(column, test)| tested(&zone, N::source(*column), table, test, 0));
    conditions.fold(Condition::all(), Condition::add)
}

/// A condition on one column; nothing when the column can not be asked so.
fn tested(zone: &Zone, source: Source, table: &'static str, test: &Test, scale: u8) -> Option<Condition> {
    let all = Condition::all();
    Some(match (source, test) {
        (Source::Choice { column, .. }, Test::Choices(ids)) => {
            let none = ids.contains(&ChoiceId::NONE).then(|| Expr::col((table, column)).is_null());
            Condition::any().add(Expr::col((table, column)).is_in(ids.iter().map(|id| id.0))).add_option(none)
        }
        (Source::Choices { column, .. }, Test::Choices(ids)) => {
            let has = |id: &ChoiceId| Expr::col((table, column)).like(format!("%,{id},%"));
            let none = ids.contains(&ChoiceId::NONE).then(|| Expr::col((table, column)).is_null());
            ids.iter().map(has).fold(Condition::any(), Condition::add).add_option(none)
        }
        (source @ Source::PersonOf { .. }, Test::People(ids)) => {
            all.add(source.cell(table).is_in(ids.iter().map(|id| id.0)))
        }
        (Source::Person { column }, Test::People(ids)) => {
            all.add(Expr::col((table, column)).is_in(ids.iter().map(|id| id.0)))
        }
        (Source::Word { column, .. }, Test::Words(words)) => {
            all.add(Expr::col((table, column)).is_in(words.iter().map(String::as_str)))
        }
        (Source::Rank { column, words: ranks }, Test::Words(words)) => {
            let place = |word: &String| ranks.iter().position(|rank| rank == word);
            let places = words.iter().filter_map(place).filter_map(|place| i64::try_from(place).ok());
            all.add(Expr::col((table, column)).is_in(places))
        }
        (Source::Time { column, .. }, Test::Days(span)) => within(zone, Expr::col((table, column)), span),
        (Source::Date { column }, Test::Days(span)) => days(Expr::col((table, column)), span),
        (Source::Number { column }, Test::Between(from, to)) => {
            let number = |text: &Option<String>| text.as_deref().and_then(|text| scaled(text, scale));
            all.add_option(number(from).map(|from| Expr::col((table, column)).gte(from)))
                .add_option(number(to).map(|to| Expr::col((table, column)).lte(to)))
        }
        (Source::Flag { column, .. }, Test::Is(true)) => all.add(Expr::col((table, column)).eq(1_i64)),
        (Source::Flag { column, .. }, Test::Is(false)) => {
            let column = || Expr::col((table, column));
            Condition::any().add(column().eq(0_i64)).add(column().is_null())
        }
        _ => return None,
    })
}

fn within(zone: &Zone, at: Expr, span: &Span) -> Condition {
    Condition::all()
        .add_option(span.from.map(|day| at.clone().gte(zone.day(day).0.0)))
        .add_option(span.to.map(|day| at.clone().lt(zone.day(day).1.0)))
        .add_option(span.blank.then(|| at.is_null()))
}

fn days(at: Expr, span: &Span) -> Condition {
    let number = |day: chrono::NaiveDate| i64::from(day.to_epoch_days());
    Condition::all()
        .add_option(span.from.map(|day| at.clone().gte(number(day))))
        .add_option(span.to.map(|day| at.clone().lte(number(day))))
        .add_option(span.blank.then(|| at.is_null()))
}

/// Whether the search documents hold the text of a column.
fn is_in_documents<N: Listed>(column: N::Column) -> bool {
    N::is_searched(column) || column.field().is_some_and(|field| field.kind == FieldKind::Text)
}

/// The search index finds the few rows that have the text anywhere; then the field itself is looked at.
fn contained<N: Listed>(dialect: Dialect, column: N::Column, text: &str) -> Option<Condition> {
    let words = Words::parse(text)?;
    if let Source::Of { table, by, column, .. } = source::<N>(column) {
        let mut rows = Query::select();
        rows.column("id").from(table).and_where(dialect.field_contains(table, column, text));
        return Some(Condition::all().add(Expr::col((N::TABLE, by)).in_subquery(rows)));
    }
    let Source::Text { column: name, .. } = source::<N>(column) else { return None };
    let mut contains = Condition::any().add(dialect.field_contains(N::TABLE, name, text));
    let digits = words::digits(text);
    if column.kind() == CellKind::Phone && !digits.is_empty() {
        contains = contains.add(dialect.digits_contain(N::TABLE, name, &digits));
    }
    let anywhere: Option<SimpleExpr> = is_in_documents::<N>(column)
        .then(|| dialect.documents_contain(N::TABLE, N::SEARCH, N::SEARCH_ID, &words));
    Some(Condition::all().add_option(anywhere).add(contains))
}
