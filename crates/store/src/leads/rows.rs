//! Lists of leads.
use super::{LeadRows, Leads};
use crate::Result;
use crate::list::{Export, Lists, Wanted};
use domain::lead::{LeadColumn, LeadFilter, LeadView, TabCount};
use domain::list::{Around, Chosen, Page, Paging, Sort};
use domain::{LeadId, Permission};

impl Leads<'_> {
    pub(crate) const fn lists(&self) -> Lists<'_, LeadRows> {
        self.desk.lists()
    }

    /// A page of the leads that match, of those the viewer may see.
    ///
    /// # Errors
    /// [`domain::Problem::Invalid`] on `cursor` when it belongs to another order or is no cursor at all.
    pub async fn list(&self, filter: &LeadFilter, paging: &Paging<LeadColumn>) -> Result<Page> {
        self.lists().list(filter, paging).await
    }

    /// How many leads match.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, filter: &LeadFilter) -> Result<i64> {
        self.lists().count(filter).await
    }

    /// The neighbours of a lead in a list. A lead that left the list keeps its place in the order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn around(&self, filter: &LeadFilter, sort: &Sort<LeadColumn>, id: LeadId) -> Result<Around> {
        self.lists().around(filter, sort, id.0).await
    }

    /// Begins an export of leads with these columns, in this order.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission.
    pub async fn export(
        &self,
        chosen: &Chosen,
        sort: Sort<LeadColumn>,
        columns: Vec<LeadColumn>,
    ) -> Result<Export> {
        self.desk.viewer.require(Permission::ExportLeads)?;
        self.lists().export(chosen, sort, columns).await
    }

    /// How many leads each tab of the work list holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tab_counts(&self) -> Result<Vec<TabCount>> {
        let mut counts = Vec::new();
        for tab in self.desk.tabs().list().await? {
            let filter = LeadFilter { tab: Some(tab.id), ..LeadFilter::of(LeadView::Work) };
            let wanted = self.lists().looked_up(Wanted::ruled(&filter, Some(tab.rule))).await?;
            counts.push(TabCount { tab: tab.id, count: self.lists().counted(&wanted).await? });
        }
        Ok(counts)
    }
}
