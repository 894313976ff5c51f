//! What is written about customers, and what is to be done for them.
use super::Customers;
use crate::Result;
use domain::CustomerId;
use domain::list::{Chosen, Done};
use domain::record::{NewRecord, Record};
use domain::visit::NewVisit;

impl Customers<'_> {
    /// Puts a plan or a visit for each customer into the calendar and tells it in each timeline, in one transaction.
    /// Sent again with the same `once`, it creates nothing more.
    ///
    /// # Errors
    /// [`domain::Problem::Invalid`] with each wrong field.
    pub async fn schedule(&self, chosen: &Chosen, visit: NewVisit) -> Result<Done> {
        self.lists().schedule(chosen, visit).await
    }

    /// Writes a record, and a new status when one is chosen. Sent again with the same `once`, the first record is the
    /// answer.
    ///
    /// # Errors
    /// [`domain::Problem::Invalid`] when there is nothing to write, [`domain::Problem::WrongState`] while nobody has
    /// it.
    pub async fn note(&self, id: CustomerId, new: NewRecord) -> Result<Record> {
        self.desk.write_record(id.into(), new).await
    }
}
