//! Which customer another one may be merged with.
use super::groups::{MemberRow, mergeable};
use super::{CustomerRows, Customers, identities, in_pools, twins};
use crate::Result;
use crate::db::Run;
use crate::guard::Reach;
use domain::customer::{Customer, CustomerFilter, CustomerView};
use domain::list::Paging;
use domain::twin::TwinMember;
use domain::{CustomerId, Permission};
use sea_query::{Expr, ExprTrait, Order};

/// The most that are told.
const MOST: u32 = 20;

impl Customers<'_> {
    /// A customer, and those the viewer may merge it with: those that are found by a text, or without one those with
    /// the same telephone, mailbox or name.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission to merge; [`domain::Problem::NotFound`] when the customer
    /// is not there, or not the viewer's to see.
    pub async fn candidates(&self, id: CustomerId, text: &str) -> Result<(Customer, Vec<TwinMember>)> {
        self.desk.viewer.require(Permission::MergeCustomers)?;
        let customer = self.find(id).await?;
        let ids = match text.trim() {
            "" => self.alike(&customer).await?,
            text => self.found_by(text).await?,
        };
        let select = self
            .desk
            .viewer
            .select::<CustomerRows>(Reach::See)
            .and(mergeable(&self.desk.viewer))
            .and(Expr::col(("customers", "id")).ne(id.0))
            .and(Expr::col(("customers", "id")).is_in(ids))
            .with(|select| {
                MemberRow::columns(select);
                select
                    .order_by(("customers", "updated_at"), Order::Desc)
                    .order_by(("customers", "id"), Order::Desc)
                    .limit(u64::from(MOST));
            });
        let rows: Vec<MemberRow> = self.desk.db().all(select).await?;
        Ok((customer, rows.into_iter().map(TwinMember::from).collect()))
    }

    async fn alike(&self, customer: &Customer) -> Result<Vec<i64>> {
        let marks = identities::of_customer(customer.kind, &customer.details);
        twins::with_marks(&mut self.desk.db(), self.desk, &marks).await
    }

    async fn found_by(&self, text: &str) -> Result<Vec<i64>> {
        let pool = in_pools(&self.desk.viewer).then_some(CustomerView::Pool);
        let mut ids = Vec::new();
        for view in [Some(CustomerView::Query), pool].into_iter().flatten() {
            let filter = CustomerFilter { text: Some(text.to_owned()), ..CustomerFilter::of(view) };
            let page = self.list(&filter, &Paging { limit: MOST, ..Paging::default() }).await?;
            ids.extend(page.rows.iter().map(|row| row.id));
        }
        Ok(ids)
    }
}
