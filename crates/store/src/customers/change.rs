//! Changing fields of a customer, also when someone else changed it in the meantime.
use super::identities::{self, Marked};
use super::{CustomerRows, Customers, fields, search, twins};
use crate::audit::note;
use crate::choices;
use crate::custom::{self, Entry as Wanted};
use crate::db::Tx;
use crate::edit::{self, Fields};
use crate::guard::Guarded;
use crate::records::{self, Entry};
use crate::{Result, subject};
use domain::customer::{Customer, CustomerChoice, CustomerDetails, CustomerField, CustomerKind, Security};
use domain::edit::Change;
use domain::record::RecordKind;
use domain::{ChoiceId, CustomerId, FieldErrors, FieldProblem, Permission, PersonId, Problem, Subject};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement, Value};

impl Customers<'_> {
    /// Changes fields of a customer. Changes others made to other fields in the meantime are kept.
    ///
    /// # Errors
    /// [`Problem::Conflict`] when someone changed one of the same fields to something else since the version the
    /// change was made from; [`Problem::Invalid`] with each wrong field; [`Problem::Duplicate`] when another customer
    /// has the new telephone, mailbox or name.
    pub async fn change(&self, id: CustomerId, change: Change) -> Result<Customer> {
        self.desk.viewer.require(Permission::EditCustomers)?;
        for _ in 0..edit::TRIES {
            let mut tx = self.desk.begin().await?;
            if self.try_change(&mut tx, id, &change).await? {
                tx.commit().await?;
                return self.find(id).await;
            }
        }
        Err(Problem::TooLate.into())
    }

    /// Notes on a customer that is held that something about it changed, and tells.
    pub(crate) async fn touched(
        &self,
        tx: &mut Tx,
        customer: CustomerId,
        owner: Option<PersonId>,
    ) -> Result<()> {
        let mut update = Query::update();
        update
            .table("customers")
            .value("updated_at", self.desk.now().0)
            .and_where(Expr::col("id").eq(customer.0));
        tx.run(Guarded::unrestricted(update, "a row that was read under the guard just before")).await?;
        subject::changed(tx, Subject::Customer, &[customer.0], [owner.map(i64::from)]).await
    }

    /// How secret a customer may be that the viewer enters.
    #[must_use]
    pub fn securities(&self) -> Vec<Security> {
        Security::ALL.into_iter().filter(|security| self.desk.viewer.is_cleared(*security)).collect()
    }

    async fn try_change(&self, tx: &mut Tx, id: CustomerId, change: &Change) -> Result<bool> {
        let (wishes, confirmed) = edit::wished(change);
        let mut errors = FieldErrors::default();
        // Choices before rows, as everywhere.
        let offered = offered(tx, &wishes).await?;
        let added = custom::checked(tx, Subject::Customer, &wishes, Wanted::Changed, &mut errors).await?;
        let customer = self.locked(tx, id).await?;
        self.check(&customer, &wishes, &offered, &mut errors);
        errors.into_result()?;
        let present = |field: &str| fields::present(&customer, field);
        let versions = (change.version, customer.version);
        let wishes = edit::merge(tx, id.into(), &present, versions, wishes).await?;
        if wishes.is_empty() {
            return Ok(true);
        }
        let marks = twins::added(&marks(&customer, &Fields::new()), marks(&customer, &wishes));
        twins::refuse(tx, self.desk, Some(id.0), marks, confirmed).await?;
        let mut values = fields::columns(&wishes);
        values.extend(custom::of_wishes(added, &wishes));
        let update = self.desk.viewer.update::<CustomerRows>().and(Expr::col("id").eq(id.0));
        let is_written = self.write(tx, &customer, &wishes, values, update).await?;
        subject::changed(tx, Subject::Customer, &[id.0], [customer.owner.map(i64::from)]).await?;
        Ok(is_written)
    }

    fn check(&self, customer: &Customer, wishes: &Fields, offered: &[&str], errors: &mut FieldErrors) {
        for (field, wish) in wishes {
            let unchanged = fields::present(customer, field) == *wish;
            if field == CustomerChoice::Level.key() {
                if !unchanged {
                    errors.add(field, FieldProblem::NeedsApproval);
                }
            } else if CustomerChoice::from_key(field).is_some() {
                if !unchanged && !offered.contains(&field.as_str()) {
                    errors.add(field, FieldProblem::NotChoosable);
                }
            } else if field == "security" {
                if Security::from_key(wish).is_some_and(|wish| !self.desk.viewer.is_cleared(wish)) {
                    errors.add(field, FieldProblem::NotChoosable);
                }
            } else if CustomerField::from_key(field).is_none()
                && !fields::OTHERS.contains(&field.as_str())
                && domain::custom::FieldKey::from_key(field).is_none()
            {
                errors.add(field, FieldProblem::Unknown);
            }
        }
        fields::check(wishes, details(customer, wishes), errors);
    }

    /// Writes fields of a customer, with all that follows but for telling open browsers; `false` when it was changed
    /// in between.
    pub(crate) async fn write(
        &self,
        tx: &mut Tx,
        customer: &Customer,
        wishes: &Fields,
        mut values: Vec<(&'static str, Value)>,
        update: Guarded<UpdateStatement>,
    ) -> Result<bool> {
        let (now, viewer) = (self.desk.now(), &self.desk.viewer);
        let (id, version) = (customer.id, customer.version + 1);
        values.push(("version", version.into()));
        values.push(("updated_at", now.0.into()));
        let update = update.and(Expr::col("version").eq(customer.version)).with(|update| {
            update.values(values.into_iter().map(|(column, value)| (column, value.into())));
        });
        if tx.run(update).await? == 0 {
            return Ok(false);
        }
        search::index(tx, &[(id.0, &details(customer, wishes))]).await?;
        let marked = Marked { id: id.0, customer: id.0, marks: marks(customer, wishes) };
        identities::write(tx, Subject::Customer, &[marked]).await?;
        let detail: serde_json::Map<_, _> = wishes
            .iter()
            .map(|(field, wish)| (field.clone(), serde_json::json!([fields::present(customer, field), wish])))
            .collect();
        let (me, detail) = (Some(viewer.person), detail.into());
        note(tx, now, me, "customer.changed", "customer", Some(id.0), Some(version), &detail).await?;
        if let Some(status) = wishes.get(CustomerChoice::Status.key()) {
            let entry = Entry::new(RecordKind::Status, id.into(), viewer.person, now).saying(status);
            records::add(tx, now, &[entry]).await?;
        }
        Ok(true)
    }
}

/// All texts as they would be.
pub(super) fn details(customer: &Customer, wishes: &Fields) -> CustomerDetails {
    let mut details = customer.details.clone();
    for (field, wish) in wishes {
        if let Some(field) = CustomerField::from_key(field) {
            details.set(field, wish.clone());
        }
    }
    details
}

/// The marks as they would be.
pub(crate) fn marks(customer: &Customer, wishes: &Fields) -> Vec<identities::Known> {
    let kind = wishes.get("kind").and_then(|kind| CustomerKind::from_key(kind)).unwrap_or(customer.kind);
    identities::of_customer(kind, &details(customer, wishes))
}

/// The fields that name a choice which is offered, or none. The choices are held.
async fn offered<'a>(tx: &mut Tx, wishes: &'a Fields) -> Result<Vec<&'a str>> {
    let mut offered = Vec::new();
    for (field, wish) in wishes {
        let Some(choice) = CustomerChoice::from_key(field) else { continue };
        let fits = match wish.as_str() {
            "" => true,
            id => match id.parse() {
                Ok(id) => choices::hold(tx, choice.kind(), ChoiceId(id)).await?,
                Err(_) => false,
            },
        };
        if fits {
            offered.push(field.as_str());
        }
    }
    Ok(offered)
}
