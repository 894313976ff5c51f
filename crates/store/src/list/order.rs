//! The order of a list, as runs of rows one behind the other.
//!
//! Blank cells come last in either direction, and a drop-down list sorts by the place of its choices.
//! Neither is an order an index has. So a list is cut into runs, each with a condition an index serves:
//! the filled cells and then the blank ones; or the rows of the first choice, of the second, and so on.
use super::page::of;
use super::raw::Raw;
use super::{Extent, Listed, Lists, Source, source};
use crate::Result;
use crate::customers::shared_with;
use crate::db::{Dialect, Run as _};
use crate::guard::{Guarded, Reach};
use crate::leads::owned_within;
use domain::choice::ChoiceKind;
use domain::column::Column as _;
use domain::list::{Sort, SortKey};
use domain::{Permission, Subject};
use sea_query::{Condition, Expr, ExprTrait, Func, Order, Query, SimpleExpr};

/// A run of rows.
pub(crate) struct Run {
    /// Names it in a cursor.
    pub(crate) label: i64,
    pub(crate) condition: Condition,
    /// Inside the run, first term first; the id last.
    pub(crate) terms: Vec<Term>,
}

/// One term of an order. Never NULL.
#[derive(Clone)]
pub(crate) struct Term {
    pub(crate) expr: SimpleExpr,
    pub(crate) descending: bool,
}

impl Term {
    pub(crate) const fn order(&self) -> Order {
        if self.descending { Order::Desc } else { Order::Asc }
    }

    fn beyond(&self, value: Raw) -> SimpleExpr {
        let value = Expr::val(value);
        if self.descending { self.expr.clone().lt(value) } else { self.expr.clone().gt(value) }
    }
}

/// The rows behind the one whose terms have these values.
pub(crate) fn behind(terms: &[Term], values: &[Raw]) -> Condition {
    let one_way = terms.iter().all(|term| term.descending == terms[0].descending);
    if one_way {
        // As a tuple, so that one step into the index finds the place.
        let left = Expr::tuple(terms.iter().map(|term| term.expr.clone()));
        let right = Expr::tuple(values.iter().map(|value| Expr::val(value.clone())));
        return Condition::all().add(if terms[0].descending { left.lt(right) } else { left.gt(right) });
    }
    let mut any = Condition::any();
    for (at, (term, value)) in terms.iter().zip(values).enumerate() {
        let mut all = Condition::all();
        for (equal, value) in terms.iter().zip(values).take(at) {
            all = all.add(equal.expr.clone().eq(Expr::val(value.clone())));
        }
        any = any.add(all.add(term.beyond(value.clone())));
    }
    any
}

const BLANK: i64 = -1;

impl<N: Listed> Lists<'_, N> {
    /// The runs of an order of so many rows.
    pub(crate) async fn runs(&self, sort: &Sort<N::Column>, extent: Extent) -> Result<Vec<Run>> {
        let col = |column: &'static str| Expr::col((N::TABLE, column));
        let newest = SortKey { column: N::NEWEST, descending: true };
        let first = sort.0.first().copied().unwrap_or(newest);
        let dialect = self.desk.store.db.dialect();
        let mut rest: Vec<Term> = sort.0.iter().skip(1).flat_map(|key| second::<N>(*key)).collect();
        rest.push(Term { expr: col("id"), descending: first.descending });
        let main = |condition: Condition, expr: SimpleExpr| {
            let mut terms = vec![Term { expr, descending: first.descending }];
            terms.extend(rest.clone());
            Run { label: 0, condition, terms }
        };
        let plain = |label: i64, condition: Condition| Run { label, condition, terms: rest.clone() };
        let by = |column: &'static str| ordered::<N>(dialect, column, extent);
        let filled = |column: &'static str| {
            vec![
                main(Condition::all().add(col(column).is_not_null()), by(column)),
                plain(BLANK, Condition::all().add(col(column).is_null())),
            ]
        };
        Ok(match source::<N>(first.column) {
            Source::Time { column, always: true }
            | Source::Flag { column, always: true }
            | Source::Rank { column, .. } => {
                vec![main(Condition::all(), by(column))]
            }
            Source::Text { key: column, .. } | Source::Choices { key: column, .. } => vec![
                // The very text of the partial index: only then is it used.
                main(Condition::all().add(col(column).ne(Expr::cust("''"))), by(column)),
                plain(BLANK, Condition::all().add(col(column).eq(Expr::cust("''")))),
            ],
            Source::Time { column, .. }
            | Source::Date { column }
            | Source::Number { column }
            | Source::Flag { column, .. } => filled(column),
            Source::Choice { column, kind, always } => {
                let mut ids: Vec<i64> = self.places(kind).await?;
                if first.descending {
                    ids.reverse();
                }
                let chosen = ids.into_iter().map(|id| plain(id, Condition::all().add(col(column).eq(id))));
                let blank = (!always).then(|| plain(BLANK, Condition::all().add(col(column).is_null())));
                chosen.chain(blank).collect()
            }
            Source::Word { column, words } => {
                let mut words: Vec<(i64, &'static str)> = (0..).zip(words.iter().copied()).collect();
                if first.descending {
                    words.reverse();
                }
                let run = |(label, word)| plain(label, Condition::all().add(col(column).eq(word)));
                words.into_iter().map(run).collect()
            }
            // Of very many rows those of one person after the other, as their index has them.
            Source::Person { column } if extent == Extent::All => {
                let mut people = self.people_in(column).await?;
                if first.descending {
                    people.reverse();
                }
                let of_one = people.into_iter().map(|id| plain(id, Condition::all().add(col(column).eq(id))));
                of_one.chain([plain(BLANK, Condition::all().add(col(column).is_null()))]).collect()
            }
            Source::Person { column } => {
                let mut filled =
                    main(Condition::all().add(col(column).is_not_null()), person_key(col(column)));
                // Two who are called the same stand one behind the other.
                filled.terms.insert(1, Term { expr: col(column), descending: first.descending });
                vec![filled, plain(BLANK, Condition::all().add(col(column).is_null()))]
            }
            Source::Of { table, by, key, .. } => {
                vec![main(Condition::all(), filled_in(of(N::TABLE, table, by, key)))]
            }
            Source::PersonOf { table, by, column } => {
                vec![main(Condition::all(), person_key(of(N::TABLE, table, by, column)))]
            }
        })
    }

    /// The people some row has in a column, by name: each is one look into the index. Of owners those within reach, and
    /// those who share something.
    async fn people_in(&self, column: &'static str) -> Result<Vec<i64>> {
        let viewer = &self.desk.viewer;
        let shared = (N::SUBJECT == Subject::Customer).then(|| {
            let mut owners = Query::select();
            owners
                .column("owner_id")
                .from("customers")
                .and_where(Expr::col("id").in_subquery(shared_with(viewer, Reach::See)));
            Expr::col(("people", "id")).in_subquery(owners)
        });
        let owners = (column == "owner_id" && !viewer.may(Permission::MonitorCustomers))
            .then(|| Condition::any().add(owned_within(viewer, ("people", "id"))).add_option(shared));
        let mut has = Query::select();
        has.expr(Expr::val(1))
            .from(N::TABLE)
            .and_where(Expr::col((N::TABLE, column)).equals(("people", "id")))
            .limit(1);
        let mut select = Query::select();
        select
            .column("id")
            .from("people")
            .and_where(Expr::exists(has))
            .cond_where(Condition::all().add_option(owners))
            .order_by("name_key", Order::Asc)
            .order_by("id", Order::Asc);
        let guarded =
            Guarded::unrestricted(select, "the people by whom a list is put into order, not its rows");
        self.desk.db().values(guarded).await
    }

    async fn places(&self, kind: ChoiceKind) -> Result<Vec<i64>> {
        let mut all = self.desk.choices().all().await?;
        all.retain(|choice| choice.kind == kind);
        all.sort_by_key(|choice| (choice.position, choice.id));
        Ok(all.into_iter().map(|choice| choice.id.0).collect())
    }
}

fn ordered<N: Listed>(dialect: Dialect, column: &'static str, extent: Extent) -> SimpleExpr {
    match extent {
        Extent::All => Expr::col((N::TABLE, column)),
        Extent::Own | Extent::Pool if N::owned_orders().contains(&column) => Expr::col((N::TABLE, column)),
        Extent::Own | Extent::Pool | Extent::Team | Extent::Sight | Extent::Few => {
            dialect.few(N::TABLE, column)
        }
    }
}

/// A second key: first whether it is blank, then its value, so that nothing is NULL.
fn second<N: Listed>(key: SortKey<N::Column>) -> Vec<Term> {
    let (table, descending) = (N::TABLE, key.descending);
    let col = |column: &'static str| Expr::col((table, column));
    let flagged = |blank: SimpleExpr, value: SimpleExpr| {
        let flag = Expr::case(blank, 1_i64).finally(0_i64);
        vec![Term { expr: flag.into(), descending: false }, Term { expr: value, descending }]
    };
    let number = |column: &'static str| {
        flagged(col(column).is_null(), Expr::cust(format!(r#"COALESCE("{table}"."{column}", 0)"#)))
    };
    match source::<N>(key.column) {
        Source::Time { column, always: true }
        | Source::Flag { column, always: true }
        | Source::Rank { column, .. } => {
            vec![Term { expr: col(column), descending }]
        }
        Source::Text { key: column, .. } | Source::Choices { key: column, .. } => {
            flagged(col(column).eq(""), col(column))
        }
        Source::Time { column, .. }
        | Source::Date { column }
        | Source::Number { column }
        | Source::Flag { column, .. } => number(column),
        Source::Choice { column, .. } => flagged(
            col(column).is_null(),
            Expr::cust(format!(
                r#"COALESCE((SELECT c."position" FROM "choices" c WHERE c."id" = "{table}"."{column}"), 0)"#
            )),
        ),
        Source::Person { column } => {
            let mut terms = flagged(col(column).is_null(), person_key(col(column)));
            let person = Expr::cust(format!(r#"COALESCE("{table}"."{column}", 0)"#));
            terms.push(Term { expr: person, descending });
            terms
        }
        Source::Of { table: other, by, key: column, .. } => {
            vec![Term { expr: filled_in(of(table, other, by, column)), descending }]
        }
        Source::PersonOf { table: other, by, column } => {
            vec![Term { expr: person_key(of(table, other, by, column)), descending }]
        }
        Source::Word { column, words } => {
            let mut case = Expr::case(col(column).eq(words[0]), 0_i64);
            for (place, word) in (0_i64..).zip(words).skip(1) {
                case = case.case(col(column).eq(*word), place);
            }
            vec![Term { expr: case.finally(99_i64).into(), descending }]
        }
    }
}

fn person_key(person: SimpleExpr) -> SimpleExpr {
    let mut name = Query::select();
    name.column("name_key").from("people").and_where(Expr::col(("people", "id")).eq(person));
    filled_in(Expr::SubQuery(None, Box::new(name.into())))
}

fn filled_in(key: SimpleExpr) -> SimpleExpr {
    Func::coalesce([key, Expr::val("")]).into()
}

/// The order as text, for a cursor to remember.
pub(crate) fn order_text<N: Listed>(sort: &Sort<N::Column>) -> String {
    if sort.0.is_empty() { format!("-{}", N::NEWEST.key()) } else { sort.text() }
}
