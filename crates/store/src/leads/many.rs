//! Entering many leads at once.
use super::{Leads, search, tell, write};
use crate::Result;
use domain::Permission;
use domain::lead::NewLead;

impl Leads<'_> {
    /// Enters leads that are known to be right, in one transaction; their ids in the same order. Status
    /// must be given. No entry is written in their timelines.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission to import.
    pub async fn add_many(&self, leads: &[NewLead]) -> Result<Vec<i64>> {
        self.desk.viewer.require(Permission::ImportLeads)?;
        let mut tx = self.desk.begin().await?;
        let ids = write::insert(&mut tx, self.desk, leads).await?;
        let documents: Vec<_> = ids.iter().copied().zip(leads.iter().map(|lead| &lead.details)).collect();
        search::index(&mut tx, &documents).await?;
        tell::changed(&mut tx, &ids, leads.iter().map(|lead| lead.owner.map(i64::from))).await?;
        tx.commit().await?;
        Ok(ids)
    }
}
