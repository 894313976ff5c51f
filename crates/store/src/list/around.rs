//! The rows before and after one in a list, so that a page can step through what the list showed.
use super::order::{Run as Stretch, Term, behind};
use super::raw::{Raw, RawRow};
use super::{Listed, Lists, Wanted};
use crate::db::Run;
use crate::guard::Reach;
use crate::{Result, Viewer};
use domain::filter::Filter;
use domain::list::{Around, Sort};
use sea_query::{Expr, ExprTrait};

impl<N: Listed> Lists<'_, N> {
    /// The neighbours of a row in a list. A row that left the list keeps its place in the order.
    pub(crate) async fn around(
        &self,
        filter: &Filter<N::Column>,
        sort: &Sort<N::Column>,
        id: i64,
    ) -> Result<Around> {
        let wanted = self.wanted(filter).await?;
        let known = self.known(sort.0.iter().map(|key| key.column)).await?;
        let sort = self.in_sight(&wanted, sort, &known);
        let (extent, viewer) = self.manner(&wanted, &sort).await?;
        let mut runs = self.runs(&sort, extent).await?;
        let Some((label, values)) = self.place(&runs, id).await? else { return Ok(Around::default()) };
        let next = self.beyond(&viewer, &wanted, &runs, label, &values).await?;
        runs.reverse();
        for term in runs.iter_mut().flat_map(|run| &mut run.terms) {
            *term = Term { descending: !term.descending, ..term.clone() };
        }
        Ok(Around { previous: self.beyond(&viewer, &wanted, &runs, label, &values).await?, next })
    }

    /// The run a row stands in, and its values there.
    async fn place(&self, runs: &[Stretch], id: i64) -> Result<Option<(i64, Vec<Raw>)>> {
        for run in runs {
            let select = self
                .desk
                .viewer
                .select::<N>(Reach::See)
                .and(Expr::col((N::TABLE, "id")).eq(id))
                .and(run.condition.clone())
                .with(|select| {
                    select.exprs(run.terms.iter().map(|term| term.expr.clone()));
                });
            if let Some(RawRow(values)) = self.desk.db().first(select).await? {
                return Ok(Some((run.label, values)));
            }
        }
        Ok(None)
    }

    /// The first row of the list behind a place.
    async fn beyond(
        &self,
        viewer: &Viewer,
        wanted: &Wanted<N>,
        runs: &[Stretch],
        label: i64,
        values: &[Raw],
    ) -> Result<Option<i64>> {
        for run in runs.iter().skip_while(|run| run.label != label) {
            let mut select = viewer
                .select::<N>(Reach::See)
                .and(self.condition_of(viewer, wanted))
                .and(run.condition.clone())
                .with(|select| {
                    select.column((N::TABLE, "id")).limit(1);
                    for term in &run.terms {
                        select.order_by_expr(term.expr.clone(), term.order());
                    }
                });
            if run.label == label {
                select = select.and(behind(&run.terms, values));
            }
            let found: Option<i64> = self.desk.db().value(select).await?;
            if let Some(id) = found {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }
}
