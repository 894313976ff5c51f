//! What is written about leads, and what is to be done for them.
use super::Leads;
use crate::Result;
use domain::LeadId;
use domain::list::{Chosen, Done};
use domain::record::{NewRecord, Record};
use domain::visit::NewVisit;

impl Leads<'_> {
    /// Creates one visit for each lead and tells it in each timeline, in one transaction. Sent again with
    /// the same `once`, it creates nothing more.
    ///
    /// # Errors
    /// [`domain::Problem::Invalid`] with each wrong field.
    pub async fn schedule(&self, chosen: &Chosen, visit: NewVisit) -> Result<Done> {
        self.lists().schedule(chosen, visit).await
    }

    /// Writes a record, and a new status when one is chosen. Sent again with the same `once`, the first
    /// record is the answer.
    ///
    /// # Errors
    /// [`domain::Problem::Invalid`] when there is nothing to write, [`domain::Problem::WrongState`] while nobody has
    /// it.
    pub async fn process(&self, id: LeadId, new: NewRecord) -> Result<Record> {
        self.desk.write_record(id.into(), new).await
    }
}
