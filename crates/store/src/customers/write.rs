//! Entering a customer, with its first contacts.
use super::identities::{self, Marked};
use super::{Customers, fields, search, twins};
use crate::audit::note;
use crate::bulk;
use crate::choices;
use crate::contacts;
use crate::custom::{self, Entry as Wanted};
use crate::db::Tx;
use crate::edit::Fields;
use crate::leads::write::works_here;
use crate::ownership;
use crate::pools::clock;
use crate::records::{self, Entry};
use crate::{Result, notices, pools, subject};
use domain::customer::{Customer, CustomerChoice, CustomerDetails, CustomerKind, CustomerState, NewCustomer};
use domain::notice::{NoticeDetail, NoticeKind};
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::{About, CustomerId, FieldErrors, FieldProblem, Permission, PersonId, PoolId, Problem, Subject};
use sea_query::Value;

/// Where a new customer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// To a person.
    Owner(PersonId),
    /// Into a pool.
    Pool(PoolId),
}

/// A customer whose fields have been checked.
pub(crate) struct Checked {
    pub(crate) place: Place,
    pub(crate) kind: CustomerKind,
    pub(crate) details: CustomerDetails,
    pub(crate) values: Vec<(&'static str, Value)>,
}

impl Customers<'_> {
    /// Enters a customer. Who enters it has it, unless another is named or it goes into a pool.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field; [`Problem::Forbidden`] without the permission to add, or to give
    /// it to someone else; [`Problem::Duplicate`] when it is there already.
    pub async fn add(&self, new: NewCustomer) -> Result<Customer> {
        let viewer = &self.desk.viewer;
        viewer.require(Permission::AddCustomers)?;
        if new.pool || new.owner.is_some_and(|owner| owner != viewer.person) {
            viewer.require(Permission::AssignCustomers)?;
        }
        let contacts = contacts::checked(&new.contacts)?;
        let mut tx = self.desk.begin().await?;
        let place = self.place(&mut tx, &new).await?;
        let checked = self.checked(&mut tx, &new, place).await?;
        if let Place::Owner(owner) = place {
            ownership::hold_people(&mut tx, &[owner]).await?;
            if ownership::room(&mut tx, owner).await? == Some(0) {
                return Err(Problem::field("owner", FieldProblem::Full).into());
            }
        }
        let mut marks = twins::entered("", identities::of_customer(checked.kind, &checked.details));
        marks.extend(twins::entered_contacts(&new.contacts));
        twins::refuse(&mut tx, self.desk, None, marks, new.confirm).await?;
        let id = self.insert(&mut tx, &[checked], MoveKind::Entered).await?[0];
        contacts::insert(&mut tx, self.desk, id, &contacts).await?;
        if let Place::Owner(owner) = place {
            let (about, detail) = (Some(About::new(Subject::Customer, id)), NoticeDetail::by(viewer.person));
            notices::add(&mut tx, self.desk.now(), &[owner], NoticeKind::Given, about, &detail).await?;
        }
        let (id, detail) = (CustomerId(id), serde_json::json!({}));
        let me = Some(viewer.person);
        note(&mut tx, self.desk.now(), me, "customer.added", "customer", Some(id.0), Some(1), &detail)
            .await?;
        let customer = self.entered(&mut tx, id).await?;
        subject::changed(&mut tx, Subject::Customer, &[id.0], [customer.owner.map(i64::from)]).await?;
        tx.commit().await?;
        Ok(customer)
    }

    async fn place(&self, tx: &mut Tx, new: &NewCustomer) -> Result<Place> {
        if new.pool {
            return Ok(Place::Pool(pools::first(tx).await?));
        }
        let owner = new.owner.unwrap_or(self.desk.viewer.person);
        if owner != self.desk.viewer.person && !works_here(self.desk, owner).await? {
            return Err(Problem::field("owner", FieldProblem::NotChoosable).into());
        }
        Ok(Place::Owner(owner))
    }

    /// The columns of a new customer; its choices are held.
    pub(crate) async fn checked(&self, tx: &mut Tx, new: &NewCustomer, place: Place) -> Result<Checked> {
        let wishes: Fields =
            fields::of_new(new).into_iter().map(|(key, wish)| (key, wish.trim().to_owned())).collect();
        let mut errors = FieldErrors::default();
        for (field, choice) in &new.choices {
            if !choices::hold(tx, field.kind(), *choice).await? {
                errors.add(field.key(), FieldProblem::NotChoosable);
            }
        }
        fields::check(&wishes, new.details.clone(), &mut errors);
        let mut values = fields::columns(&wishes);
        values.extend(custom::checked(tx, Subject::Customer, &new.added, Wanted::New, &mut errors).await?);
        if !self.desk.viewer.is_cleared(new.security) {
            errors.add("security", FieldProblem::NotChoosable);
        }
        errors.into_result()?;
        let details = new.details.clone().check()?;
        if !new.choices.contains_key(&CustomerChoice::Status) {
            values.extend(first_status(tx).await?);
        }
        Ok(Checked { place, kind: new.kind, details, values })
    }

    /// Inserts customers, with their search documents and marks, their first step through hands and their first entry; their
    /// ids in the same order.
    pub(crate) async fn insert(
        &self,
        tx: &mut Tx,
        customers: &[Checked],
        kind: MoveKind,
    ) -> Result<Vec<i64>> {
        let (now, me) = (self.desk.now(), self.desk.viewer.person);
        let rows: Vec<_> = customers.iter().map(|customer| self.row(customer)).collect();
        let ids = bulk::insert(tx, self.desk, "customers", &rows).await?;
        let documents: Vec<_> =
            ids.iter().copied().zip(customers.iter().map(|customer| &customer.details)).collect();
        search::index(tx, &documents).await?;
        let marked: Vec<_> = ids.iter().zip(customers).map(|(id, customer)| marked(*id, customer)).collect();
        identities::write(tx, Subject::Customer, &marked).await?;
        clock::refresh(tx, now, &ids).await?;
        let place = |customer: &Checked| match customer.place {
            Place::Owner(owner) => (Some(owner), None),
            Place::Pool(pool) => (None, Some(pool)),
        };
        let places = ids.iter().copied().zip(customers.iter().map(place));
        ownership::begin(tx, self.desk, Subject::Customer, kind, places).await?;
        if kind == MoveKind::Entered {
            let entry =
                |id: &i64| Entry::new(RecordKind::Entered, About::new(Subject::Customer, *id), me, now);
            records::add(tx, now, &ids.iter().map(entry).collect::<Vec<_>>()).await?;
        }
        Ok(ids)
    }

    fn row(&self, customer: &Checked) -> bulk::Row {
        let now = self.desk.now().0;
        let (state, owner, pool) = match customer.place {
            Place::Owner(owner) => (CustomerState::Owned, Some(owner.0), None),
            Place::Pool(pool) => (CustomerState::Pool, None, Some(pool.0)),
        };
        let mut row: bulk::Row = vec![
            ("state", state.key().into()),
            ("owner_id", owner.into()),
            ("pool_id", pool.into()),
            ("created_by", self.desk.viewer.person.0.into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
            ("owned_at", now.into()),
            ("tracked_at", now.into()),
        ];
        row.extend(customer.values.iter().cloned());
        row
    }
}

/// The columns of a new customer whose fields are known to be right.
pub(crate) fn columns_of(new: &NewCustomer) -> Vec<(&'static str, Value)> {
    fields::columns(&fields::of_new(new))
}

fn marked(id: i64, customer: &Checked) -> Marked {
    Marked { id, customer: id, marks: identities::of_customer(customer.kind, &customer.details) }
}

/// A customer nobody gave a status has the first one.
async fn first_status(tx: &mut Tx) -> Result<Option<(&'static str, Value)>> {
    let first = choices::first(tx, domain::choice::ChoiceKind::CustomerStatus).await?;
    Ok(first.map(|id| ("status_id", id.0.into())))
}
