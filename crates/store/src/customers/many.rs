//! Entering many customers at once.
use super::Customers;
use super::write::{Checked, Place, columns_of};
use crate::{Result, contacts, ownership, pools, subject};
use domain::customer::NewCustomer;
use domain::ownership::MoveKind;
use domain::{FieldProblem, Permission, PersonId, Problem, Subject};
use std::collections::BTreeMap;

impl Customers<'_> {
    /// Enters customers whose fields are known to be right, with their contacts, in one transaction; their ids in the
    /// same order. Status must be given. Nothing is written in their timelines, and duplicates are not looked for.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission to import; [`Problem::Invalid`] on `owner` when a person would
    /// have more customers than one may.
    pub async fn add_many(&self, new: &[NewCustomer]) -> Result<Vec<i64>> {
        self.desk.viewer.require(Permission::ImportCustomers)?;
        let mut tx = self.desk.begin().await?;
        let pool = pools::first(&mut tx).await?;
        let me = self.desk.viewer.person;
        let place = |new: &NewCustomer| {
            if new.pool { Place::Pool(pool) } else { Place::Owner(new.owner.unwrap_or(me)) }
        };
        let checked: Vec<_> = new.iter().map(|new| known(new, place(new))).collect();
        let mut owners: BTreeMap<PersonId, i64> = BTreeMap::new();
        for customer in &checked {
            if let Place::Owner(owner) = customer.place {
                *owners.entry(owner).or_default() += 1;
            }
        }
        let people: Vec<_> = owners.keys().copied().collect();
        ownership::hold_people(&mut tx, &people).await?;
        for (owner, more) in &owners {
            if ownership::room(&mut tx, *owner).await?.is_some_and(|room| room < *more) {
                return Err(Problem::field("owner", FieldProblem::Full).into());
            }
        }
        let ids = self.insert(&mut tx, &checked, MoveKind::Imported).await?;
        let contacts: Vec<_> = ids
            .iter()
            .zip(new)
            .flat_map(|(id, new)| new.contacts.iter().map(move |contact| (*id, contact)))
            .collect();
        contacts::insert_all(&mut tx, self.desk, &contacts).await?;
        let told = owners.keys().map(|owner| Some(owner.0));
        subject::changed(&mut tx, Subject::Customer, &ids, told).await?;
        tx.commit().await?;
        Ok(ids)
    }
}

fn known(new: &NewCustomer, place: Place) -> Checked {
    let values = columns_of(new);
    Checked { place, kind: new.kind, details: new.details.clone(), values }
}
