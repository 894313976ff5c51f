//! What a team owns, in an order for which the rows of one owner have an index: the page is among the first rows of
//! each owner, and putting those into order needs not all the others.
use super::order::{Run as Stretch, behind};
use super::raw::Raw;
use super::{Extent, Listed, Lists, Source, Wanted, source};
use crate::Result;
use crate::db::{Dialect, Run as _};
use crate::guard::{Guarded, Reach, Visible};
use crate::leads::subordinates;
use domain::Scope;
use domain::list::Sort;
use sea_query::{Alias, Condition, Expr, ExprTrait, JoinType, Query, SelectStatement, SimpleExpr};

const TEAM: &str = "team";
const NEAR: &str = "near";

/// A team is wide that is more than this part of all people: then of the rows a list walks by, not more than so many
/// times a page are somebody else's.
const WIDE: i64 = 10;

impl<N: Listed> Lists<'_, N> {
    /// Whether the viewer's team is so large a part of the company that the index of an order is walked, trying each
    /// row, also where not everything is the viewer's.
    pub(super) async fn is_wide(&self, extent: Extent) -> Result<bool> {
        let viewer = &self.desk.viewer;
        if !matches!(extent, Extent::Team | Extent::Sight) || viewer.scope != Scope::Subordinates {
            return Ok(false);
        }
        let people = || {
            let mut people = Query::select();
            people
                .expr(Expr::col("id").count())
                .from("people")
                .and_where(Expr::col("disabled").eq(0_i64));
            people
        };
        let mut below = people();
        below.and_where(Expr::col("id").in_subquery(subordinates(viewer)));
        let mut both = Query::select();
        both.expr(Expr::SubQuery(None, Box::new(below.into())))
            .expr(Expr::SubQuery(None, Box::new(people().into())));
        let told = Guarded::unrestricted(both, "how many people stand below the viewer, and how many there are");
        let (below, all): (i64, i64) = self.desk.db().first(told).await?.unwrap_or_default();
        Ok(below * WIDE > all)
    }

    /// The runs of an order as the rows of one owner have them; none where their index has another order, or where
    /// conditions may find less of each than a page.
    pub(super) async fn runs_of_one(
        &self,
        wanted: &Wanted<N>,
        sort: &Sort<N::Column>,
        extent: Extent,
    ) -> Result<Vec<Stretch>> {
        let first = sort.0.first().map_or(N::NEWEST, |key| key.column);
        let has_index = matches!(source::<N>(first), Source::Time { column, always: true } if N::owned_orders().contains(&column));
        if extent == Extent::Team && has_index && wanted.is_bare() {
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
