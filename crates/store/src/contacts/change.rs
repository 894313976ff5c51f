//! Entering, changing and removing contacts.
use super::{ContactRows, Contacts, checked, columns, erase, insert, marked, step_back, texts};
use crate::audit::note;
use crate::custom::{self, Entry};
use crate::customers::{identities, twins};
use crate::db::Tx;
use crate::edit::{self, Fields};
use crate::guard::{Guarded, Reach};
use crate::{Result, attachments, search, subject};
use domain::contact::{Contact, ContactDetails, ContactField, NewContact};
use domain::edit::Change;
use domain::{ContactId, CustomerId, FieldErrors, FieldProblem, Permission, Problem, Subject};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde_json::json;

/// A field as text: what a form shows.
pub(crate) fn present(contact: &Contact, field: &str) -> String {
    if let Some(text) = ContactField::from_key(field) {
        return contact.details.get(text).to_owned();
    }
    match field {
        "main" => if contact.main { "1" } else { "0" }.to_owned(),
        added => contact.added.get(added).cloned().unwrap_or_default(),
    }
}

fn details(contact: &Contact, wishes: &Fields) -> ContactDetails {
    let mut details = contact.details.clone();
    for (field, wish) in wishes {
        if let Some(field) = ContactField::from_key(field) {
            details.set(field, wish.clone());
        }
    }
    details
}

impl Contacts<'_> {
    /// Enters a contact of a customer.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field; [`Problem::NotFound`] when the customer is not there, or not the
    /// viewer's to change; [`Problem::Duplicate`] when another customer has the telephone or the mailbox.
    pub async fn add(&self, customer: CustomerId, new: NewContact) -> Result<Contact> {
        let viewer = &self.desk.viewer;
        viewer.require(Permission::EditCustomers)?;
        let details = new.details.clone().check()?;
        let new = checked(&[NewContact { details, ..new }])?;
        let mut tx = self.desk.begin().await?;
        let owner = subject::hold(self.desk, &mut tx, customer.into(), Reach::Change).await?.owner();
        let marks = twins::entered("", identities::of_contact(&new[0].details));
        twins::refuse(&mut tx, self.desk, Some(customer.0), marks, new[0].confirm).await?;
        let id = insert(&mut tx, self.desk, customer.0, &new).await?[0];
        if new[0].main {
            step_back(&mut tx, customer.0, id).await?;
        }
        let (me, detail) = (Some(viewer.person), json!({ "name": new[0].details.name }));
        note(&mut tx, self.desk.now(), me, "contact.added", "contact", Some(id), Some(1), &detail).await?;
        self.desk.customers().touched(&mut tx, customer, owner).await?;
        tx.commit().await?;
        self.find(ContactId(id)).await
    }

    /// Changes fields of a contact. Changes others made to other fields in the meantime are kept.
    ///
    /// # Errors
    /// [`Problem::Conflict`] when someone changed one of the same fields to something else since the version the
    /// change was made from; [`Problem::Invalid`] with each wrong field.
    pub async fn change(&self, id: ContactId, change: Change) -> Result<Contact> {
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

    async fn try_change(&self, tx: &mut Tx, id: ContactId, change: &Change) -> Result<bool> {
        let (wishes, confirmed) = edit::wished(change);
        let mut errors = FieldErrors::default();
        let added = custom::checked(tx, Subject::Contact, &wishes, Entry::Changed, &mut errors).await?;
        let customer = self.found(tx, id, Reach::Change).await?.customer;
        let owner = subject::hold(self.desk, tx, customer.into(), Reach::Change).await?.owner();
        let contact = self.found(tx, id, Reach::Change).await?;
        check(&contact, &wishes, &mut errors);
        errors.into_result()?;
        let present = |field: &str| present(&contact, field);
        let versions = (change.version, contact.version);
        let wishes = edit::merge(tx, id.into(), &present, versions, wishes).await?;
        if wishes.is_empty() {
            return Ok(true);
        }
        let before = identities::of_contact(&contact.details);
        let marks = twins::added(&before, identities::of_contact(&details(&contact, &wishes)));
        twins::refuse(tx, self.desk, Some(customer.0), marks, confirmed).await?;
        self.write(tx, &contact, &wishes, added).await?;
        self.desk.customers().touched(tx, customer, owner).await?;
        Ok(true)
    }

    /// Writes fields of a contact whose customer is held.
    pub(crate) async fn write(
        &self,
        tx: &mut Tx,
        contact: &Contact,
        wishes: &Fields,
        added: Vec<(&'static str, Value)>,
    ) -> Result<()> {
        let (now, details) = (self.desk.now(), details(contact, wishes));
        let texts_of: Vec<_> = wishes.keys().filter_map(|key| ContactField::from_key(key)).collect();
        let mut values = columns(&details, &texts_of);
        values.extend(wishes.get("main").map(|main| ("main", i64::from(main == "1").into())));
        values.extend(custom::of_wishes(added, wishes));
        values.push(("version", (contact.version + 1).into()));
        values.push(("updated_at", now.0.into()));
        // The customer is held, and with it its contacts.
        let mut update = Query::update();
        update
            .table("contacts")
            .values(values.into_iter().map(|(column, value)| (column, value.into())))
            .and_where(Expr::col("id").eq(contact.id.0));
        tx.run(Guarded::unrestricted(update, "contacts of a customer that is held under the guard")).await?;
        if wishes.get("main").is_some_and(|main| main == "1") {
            step_back(tx, contact.customer.0, contact.id.0).await?;
        }
        search::index::<ContactRows>(tx, vec![(contact.id.0, texts(&details))]).await?;
        let marked = marked(contact.id.0, contact.customer.0, &details);
        identities::write(tx, Subject::Contact, &[marked]).await?;
        let detail: serde_json::Map<_, _> = wishes
            .iter()
            .map(|(field, wish)| (field.clone(), json!([present(contact, field), wish])))
            .collect();
        let (me, id) = (Some(self.desk.viewer.person), Some(contact.id.0));
        let version = Some(contact.version + 1);
        note(tx, now, me, "contact.changed", "contact", id, version, &detail.into()).await
    }

    /// Removes a contact; whose it was.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to change.
    pub async fn remove(&self, id: ContactId) -> Result<CustomerId> {
        let viewer = &self.desk.viewer;
        viewer.require(Permission::EditCustomers)?;
        let mut tx = self.desk.begin().await?;
        let customer = self.found(&mut tx, id, Reach::Change).await?.customer;
        let owner = subject::hold(self.desk, &mut tx, customer.into(), Reach::Change).await?.owner();
        let contact = self.found(&mut tx, id, Reach::Change).await?;
        attachments::discard(&mut tx, Subject::Contact, &[id.0], self.desk.now()).await?;
        erase(&mut tx, &[id.0]).await?;
        let detail = json!({ "name": contact.details.name, "customer": customer });
        let (me, version) = (Some(viewer.person), Some(contact.version + 1));
        note(&mut tx, self.desk.now(), me, "contact.removed", "contact", Some(id.0), version, &detail)
            .await?;
        self.desk.customers().touched(&mut tx, customer, owner).await?;
        tx.commit().await?;
        Ok(customer)
    }
}

fn check(contact: &Contact, wishes: &Fields, errors: &mut FieldErrors) {
    for (field, wish) in wishes {
        let known = ContactField::from_key(field).is_some()
            || field == "main"
            || domain::custom::FieldKey::from_key(field).is_some();
        if !known {
            errors.add(field, FieldProblem::Unknown);
        }
        if field == "main" && !matches!(wish.as_str(), "0" | "1") {
            errors.add(field, FieldProblem::Malformed);
        }
    }
    if let Err(Problem::Invalid { fields }) = details(contact, wishes).check() {
        errors.0.extend(fields.0.into_iter().filter(|error| wishes.contains_key(&error.field)));
    }
}
