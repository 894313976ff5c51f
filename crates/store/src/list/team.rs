//! What a team owns, in an order for which the rows of one owner have an index: the page is among the first rows of
//! each owner, and putting those into order needs not all the others.
use super::order::{Run as Stretch, behind};
use super::raw::Raw;
use super::{Extent, Listed, Lists, Source, Wanted, source};
use crate::Result;
use crate::db::{Dialect, Run as _};
use crate::guard::{Guarded, Reach, Visible};
use crate::leads::{owned_within, subordinates};
use domain::list::Sort;
use domain::{Moment, PersonId, Scope, Subject};
use sea_query::{Alias, Condition, Expr, ExprTrait, JoinType, Query, SelectStatement, SimpleExpr};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

const TEAM: &str = "team";
const NEAR: &str = "near";

/// A part of all rows is large that is more than one in so many: of the rows a list walks by, not more than so many
/// times a page are no part of it.
const LARGE: i64 = 12;
/// For how long it is so.
const SECONDS: i64 = 60;

/// Of which noun whose part is large, or that which nobody owns, and until when that holds.
#[derive(Debug, Default)]
pub(crate) struct Widths(Mutex<HashMap<Part, (Moment, bool)>>);

type Part = (Option<PersonId>, Subject);

impl Widths {
    fn known(&self, of: Part, now: Moment) -> Option<bool> {
        let widths = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        widths.get(&of).filter(|(until, _)| *until > now).map(|(_, wide)| *wide)
    }

    fn note(&self, of: Part, now: Moment, wide: bool) {
        let mut widths = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        widths.retain(|_, (until, _)| *until > now);
        widths.insert(of, (now.plus_seconds(SECONDS), wide));
    }
}

/// The tally with the owners of a noun's rows.
const fn owners(noun: Subject) -> &'static str {
    match noun {
        Subject::Lead => "lead_tally",
        Subject::Customer | Subject::Contact => "customer_tally",
    }
}

/// Whether what one owner has, and what nobody has, is in this order in an index of its own.
fn is_owned_order<N: Listed>(sort: &Sort<N::Column>) -> bool {
    let first = sort.0.first().map_or(N::NEWEST, |key| key.column);
    matches!(source::<N>(first), Source::Time { column, always: true } if N::owned_orders().contains(&column))
}

impl<N: Listed> Lists<'_, N> {
    /// Whether the rows of a list are so large a part of all that the index of its order is walked, trying each row.
    pub(super) async fn is_wide(&self, extent: Extent, sort: &Sort<N::Column>) -> Result<bool> {
        let viewer = &self.desk.viewer;
        match extent {
            Extent::Pool => Ok(!is_owned_order::<N>(sort) && self.is_large(None).await?),
            Extent::Team | Extent::Sight if viewer.scope == Scope::Subordinates => {
                self.is_large(Some(viewer.person)).await
            }
            _ => Ok(false),
        }
    }

    /// Whether the viewer and those below, or nobody, have a large part of all rows.
    async fn is_large(&self, whose: Option<PersonId>) -> Result<bool> {
        let (of, now) = ((whose, N::SUBJECT), self.desk.now());
        if let Some(large) = self.desk.store.widths.known(of, now) {
            return Ok(large);
        }
        let tally = owners(N::SUBJECT);
        let rows = |whose: Condition| {
            let mut rows = Query::select();
            rows.expr(Expr::cust(r#"CAST(COALESCE(SUM("n"), 0) AS BIGINT)"#)).from(tally).cond_where(whose);
            Expr::SubQuery(None, Box::new(rows.into()))
        };
        let of_nobody = || Condition::all().add(Expr::col((tally, "owner_id")).is_null());
        let mut both = Query::select();
        both.expr(rows(match whose {
            Some(_) => owned_within(&self.desk.viewer, (tally, "owner_id")),
            None => of_nobody(),
        }))
        .expr(rows(Condition::all()));
        let told = Guarded::unrestricted(both, "how large a part of all rows a list has");
        let (part, all): (i64, i64) = self.desk.db().first(told).await?.unwrap_or_default();
        let large = part * LARGE > all;
        self.desk.store.widths.note(of, now, large);
        Ok(large)
    }

    /// The runs of an order as the rows of one owner have them; none where their index has another order, or where
    /// conditions may find less of each than a page.
    pub(super) async fn runs_of_one(
        &self,
        wanted: &Wanted<N>,
        sort: &Sort<N::Column>,
        extent: Extent,
    ) -> Result<Vec<Stretch>> {
        if extent == Extent::Team && is_owned_order::<N>(sort) && wanted.is_bare() {
            self.runs(sort, Extent::Own).await
        } else {
            Ok(Vec::new())
        }
    }

    /// The rows of a run among which the next of the viewer's team are: of each owner so many.
    pub(super) fn among(
        &self,
        wanted: &Wanted<N>,
        run: &Stretch,
        after: Option<&[Raw]>,
        limit: usize,
    ) -> SimpleExpr {
        let mut own = Query::select();
        let conditions = Condition::all()
            .add(Expr::col((N::TABLE, "owner_id")).equals((TEAM, "id")))
            .add(<N as Visible>::within(&self.desk.viewer, Reach::See))
            .add(self.condition(wanted))
            .add(run.condition.clone())
            .add_option(after.map(|values| behind(&run.terms, values)));
        own.column((N::TABLE, "id")).from(N::TABLE).cond_where(conditions).limit(limit as u64);
        for term in &run.terms {
            own.order_by_expr(term.expr.clone(), term.order());
        }
        Expr::col((N::TABLE, "id")).in_subquery(self.of_each(own))
    }

    fn of_each(&self, own: SelectStatement) -> SelectStatement {
        let viewer = &self.desk.viewer;
        let team = Condition::any()
            .add(Expr::col((TEAM, "id")).eq(viewer.person.0))
            .add(Expr::col((TEAM, "id")).in_subquery(subordinates(viewer)));
        let mut all = Query::select();
        all.column((NEAR, "id")).from_as("people", TEAM).cond_where(team);
        match self.desk.store.db.dialect() {
            Dialect::Postgres => all.join_lateral(JoinType::InnerJoin, own, NEAR, Expr::val(true)),
            // SQLite has no such join; it works out the list of each owner once.
            Dialect::Sqlite => {
                let own = Expr::col((NEAR, "id")).in_subquery(own);
                all.join_as(JoinType::InnerJoin, N::TABLE, Alias::new(NEAR), own)
            }
        };
        all
    }
}
