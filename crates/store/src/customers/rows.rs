//! Lists of customers.
use super::{CustomerRows, Customers, in_pools};
use crate::list::{Export, Lists};
use crate::{Result, customers};
use domain::customer::{CustomerColumn, CustomerFilter, CustomerView, ViewCount};
use domain::list::{Around, Chosen, Page, Paging, Sort};
use domain::ownership::Move;
use domain::{CustomerId, Permission, Scope};

impl Customers<'_> {
    pub(crate) const fn lists(&self) -> Lists<'_, CustomerRows> {
        self.desk.lists()
    }

    /// A page of the customers that match, of those the viewer may see.
    ///
    /// # Errors
    /// [`domain::Problem::Invalid`] on `cursor` when it belongs to another order or is no cursor at all.
    pub async fn list(&self, filter: &CustomerFilter, paging: &Paging<CustomerColumn>) -> Result<Page> {
        self.lists().list(filter, paging).await
    }

    /// How many customers match.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, filter: &CustomerFilter) -> Result<i64> {
        self.lists().count(filter).await
    }

    /// The neighbours of a customer in a list. One that left the list keeps its place in the order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn around(
        &self,
        filter: &CustomerFilter,
        sort: &Sort<CustomerColumn>,
        id: CustomerId,
    ) -> Result<Around> {
        self.lists().around(filter, sort, id.0).await
    }

    /// Begins an export of customers with these columns, in this order.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission.
    pub async fn export(
        &self,
        chosen: &Chosen,
        sort: Sort<CustomerColumn>,
        columns: Vec<CustomerColumn>,
    ) -> Result<Export> {
        self.desk.viewer.require(Permission::ExportCustomers)?;
        self.lists().export(chosen, sort, columns).await
    }

    /// 流转: every step of a customer, and of what was merged into it, the latest first.
    ///
    /// # Errors
    /// [`domain::Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn moves(&self, id: CustomerId) -> Result<Vec<Move>> {
        self.desk.moves(id.into()).await
    }

    /// The screens the viewer has.
    #[must_use]
    pub fn views(&self) -> Vec<CustomerView> {
        let viewer = &self.desk.viewer;
        let has = |view: &CustomerView| match view {
            CustomerView::Subordinates => viewer.scope != Scope::Own || customers::noun::is_company(viewer),
            CustomerView::Pool => in_pools(viewer),
            CustomerView::Company => customers::noun::is_company(viewer),
            CustomerView::Bin => viewer.may(Permission::ManageBin),
            CustomerView::Mine | CustomerView::Hot | CustomerView::Shared => true,
            CustomerView::Query => false,
        };
        <CustomerView as domain::filter::View>::ALL.iter().copied().filter(has).collect()
    }

    /// How many customers each of the viewer's screens holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn view_counts(&self) -> Result<Vec<ViewCount>> {
        let mut counts = Vec::new();
        for view in self.views() {
            counts.push(ViewCount { view, count: self.count(&CustomerFilter::of(view)).await? });
        }
        Ok(counts)
    }
}
