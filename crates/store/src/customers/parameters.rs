//! Parameters of customers for the whole house.
use super::Customers;
use crate::Result;
use crate::ownership::MOST_CUSTOMERS;
use crate::settings;
use domain::pool::PoolParameters;

impl Customers<'_> {
    /// How many customers a person may have who has no number of their own; `None` is any number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn most(&self) -> Result<Option<i64>> {
        let most = settings::value_of(&mut self.desk.db(), MOST_CUSTOMERS).await?;
        Ok(most.and_then(|most| most.parse().ok()))
    }

    /// Changes it. Who has more already keeps them, and gets no others.
    ///
    /// # Errors
    /// [`domain::Problem::Invalid`] on `most` when it is no number of customers.
    pub async fn set_most(&self, most: Option<i64>) -> Result<()> {
        let pools = self.desk.pools();
        let parameters = PoolParameters { most, ..pools.parameters().await? };
        pools.set_parameters(&parameters).await
    }
}
