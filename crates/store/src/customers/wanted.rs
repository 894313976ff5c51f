//! Asking those who have it for a customer one wanted to enter.
use super::Customers;
use super::twins::out_of_sight;
use crate::{Result, notices, ownership};
use domain::notice::{NoticeDetail, NoticeKind};
use domain::twin::Mark;
use domain::{FieldProblem, Problem};
use words::same;

impl Customers<'_> {
    /// Asks whoever has what the viewer wanted to enter and does not see: a notice, once a day for each customer.
    /// Nothing is told of the customer.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission to enter or change customers; [`Problem::Invalid`] on `value`
    /// when it is nothing one is known by; [`Problem::NotFound`] when there is nobody to ask.
    pub async fn want(&self, mark: Mark, value: &str) -> Result<()> {
        self.may_look()?;
        let form = match mark {
            Mark::Mobile => same::mobile(value),
            Mark::Phone => same::phone(value),
            Mark::Email => same::email(value),
            Mark::Company => same::company(value),
        };
        let known = (mark, form.ok_or_else(|| Problem::field("value", FieldProblem::Malformed))?);
        let (viewer, now) = (&self.desk.viewer, self.desk.now());
        let (morning, _) = viewer.zone.day(viewer.zone.day_of(now));
        let mut tx = self.desk.begin().await?;
        // One who asks twice at once asks one after the other.
        ownership::hold_people(&mut tx, &[viewer.person]).await?;
        let wanted = out_of_sight(&mut tx, self.desk, &known).await?;
        if wanted.is_empty() {
            return Err(Problem::NotFound.into());
        }
        let detail = NoticeDetail::by(viewer.person);
        for (customer, owner) in wanted {
            let told = (owner, NoticeKind::Wanted, customer.into());
            notices::add_once_since(&mut tx, (morning, now), told, &detail).await?;
        }
        tx.commit().await
    }
}
