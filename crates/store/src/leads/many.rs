//! Entering many leads at once.
use super::{Leads, search, tell, write};
use crate::Result;
use crate::custom::{self, Entry};
use domain::lead::NewLead;
use domain::{FieldErrors, Permission, Subject};

impl Leads<'_> {
    /// Enters leads that are known to be right, in one transaction; their ids in the same order. Status
    /// must be given. No entry is written in their timelines.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission to import.
    pub async fn add_many(&self, leads: &[NewLead]) -> Result<Vec<i64>> {
        self.desk.viewer.require(Permission::ImportLeads)?;
        let mut tx = self.desk.begin().await?;
        let fields = custom::defined(&mut tx, Some(Subject::Lead)).await?;
        let mut rows = Vec::with_capacity(leads.len());
        for lead in leads {
            let mut errors = FieldErrors::default();
            let added = custom::checked_by(&mut tx, &fields, &lead.added, Entry::New, &mut errors).await?;
            errors.into_result()?;
            rows.push((lead, added));
        }
        let ids = write::insert(&mut tx, self.desk, &rows).await?;
        let documents: Vec<_> = ids.iter().copied().zip(leads.iter().map(|lead| &lead.details)).collect();
        search::index(&mut tx, &documents).await?;
        tell::changed(&mut tx, &ids, leads.iter().map(|lead| lead.owner.map(i64::from))).await?;
        tx.commit().await?;
        Ok(ids)
    }
}
