//! Contacts: lists, those of a customer, and one.
use super::{ContactRows, Contacts};
use crate::custom;
use crate::db::Run;
use crate::guard::{Guarded, Reach};
use crate::list::{Export, Lists};
use crate::{Desk, Result, subject};
use domain::contact::{Contact, ContactColumn, ContactDetails, ContactField, ContactFilter};
use domain::list::{Chosen, Page, Paging, Sort};
use domain::pool::CONTACTS;
use domain::{ContactId, CustomerId, Moment, Permission, Problem, Subject};
use sea_query::{Expr, ExprTrait, Order, SelectStatement};
use sqlx::FromRow;
use std::collections::HashMap;

#[derive(FromRow)]
struct Fixed {
    id: i64,
    version: i64,
    customer_id: i64,
    customer_name: String,
    main: i64,
    created_at: i64,
    updated_at: i64,
}

struct Whole(Contact);

impl<'r, R: sqlx::Row> FromRow<'r, R> for Whole
where
    Fixed: FromRow<'r, R>,
    &'static str: sqlx::ColumnIndex<R>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let mut details = ContactDetails::default();
        for field in ContactField::ALL {
            details.set(*field, row.try_get(field.key())?);
        }
        let row = Fixed::from_row(row)?;
        Ok(Self(Contact {
            id: ContactId(row.id),
            version: row.version,
            customer: CustomerId(row.customer_id),
            customer_name: row.customer_name,
            details,
            added: Default::default(),
            main: row.main != 0,
            created_at: Moment(row.created_at),
            updated_at: Moment(row.updated_at),
        }))
    }
}

fn whole(select: &mut SelectStatement) {
    let fixed = ["id", "version", "customer_id", "main", "created_at", "updated_at"];
    let texts = ContactField::ALL.iter().map(|field| field.key());
    select
        .columns(fixed.into_iter().chain(texts).map(|column| ("contacts", column)))
        .expr_as(Expr::col(("customers", "name")), "customer_name")
        .inner_join("customers", Expr::col(("customers", "id")).equals(("contacts", "customer_id")));
}

/// A contact among several that were looked up.
#[derive(Clone)]
pub(crate) struct SeveralContacts {
    pub(crate) contact: Contact,
    /// What another program calls it.
    pub(crate) external_id: String,
}

impl<'r, R: sqlx::Row> FromRow<'r, R> for SeveralContacts
where
    Whole: FromRow<'r, R>,
    &'static str: sqlx::ColumnIndex<R>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        Ok(Self { external_id: row.try_get("external_id")?, contact: Whole::from_row(row)?.0 })
    }
}

/// Contacts the viewer sees by their ids, without their added fields.
pub(crate) async fn several(
    on: &mut impl Run,
    desk: &Desk,
    ids: Vec<i64>,
) -> Result<HashMap<i64, SeveralContacts>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let select = desk.viewer.select::<ContactRows>(Reach::See);
    among(on, select, ids).await
}

/// Contacts of a selection by their ids, without their added fields.
pub(crate) async fn among(
    on: &mut impl Run,
    select: Guarded<SelectStatement>,
    ids: Vec<i64>,
) -> Result<HashMap<i64, SeveralContacts>> {
    let select = select.and(Expr::col(("contacts", "id")).is_in(ids)).with(whole).with(|select| {
        select.column(("contacts", "external_id"));
    });
    let rows: Vec<SeveralContacts> = on.all(select).await?;
    Ok(rows.into_iter().map(|row| (row.contact.id.0, row)).collect())
}

impl Contacts<'_> {
    fn lists(&self) -> Lists<'_, ContactRows> {
        self.desk.lists()
    }

    /// A page of the contacts that match, of customers the viewer may see.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `cursor` when it belongs to another order or is no cursor at all.
    pub async fn list(&self, filter: &ContactFilter, paging: &Paging<ContactColumn>) -> Result<Page> {
        self.lists().list(filter, paging).await
    }

    /// How many contacts match.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, filter: &ContactFilter) -> Result<i64> {
        self.lists().count(filter).await
    }

    /// Begins an export of contacts with these columns, in this order.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn export(
        &self,
        chosen: &Chosen,
        sort: Sort<ContactColumn>,
        columns: Vec<ContactColumn>,
    ) -> Result<Export> {
        self.desk.viewer.require(Permission::ExportCustomers)?;
        self.lists().export(chosen, sort, columns).await
    }

    /// The contacts of a customer: the one to ask first before the others. While it lies in a pool they are not
    /// shown to those who only may claim it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the customer is not there, or not the viewer's to see.
    pub async fn of(&self, customer: CustomerId) -> Result<Vec<Contact>> {
        subject::seen(self.desk, customer.into()).await?;
        if self.are_hidden(customer).await? {
            return Ok(Vec::new());
        }
        let select = self
            .desk
            .viewer
            .select::<ContactRows>(Reach::See)
            .and(Expr::col(("contacts", "customer_id")).eq(customer.0))
            .with(whole)
            .with(|select| {
                select
                    .order_by(("contacts", "main"), Order::Desc)
                    .order_by(("contacts", "id"), Order::Asc)
                    .limit(500);
            });
        let rows: Vec<Whole> = self.desk.db().all(select).await?;
        let mut contacts: Vec<Contact> = rows.into_iter().map(|row| row.0).collect();
        for contact in &mut contacts {
            contact.added = custom::read(&mut self.desk.db(), Subject::Contact, contact.id.0).await?;
        }
        Ok(contacts)
    }

    /// A contact.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn find(&self, id: ContactId) -> Result<Contact> {
        let contact = self.found(&mut self.desk.db(), id, Reach::See).await?;
        if self.are_hidden(contact.customer).await? {
            return Err(Problem::NotFound.into());
        }
        Ok(contact)
    }

    /// Whether the pool of a customer hides its contacts from the viewer.
    async fn are_hidden(&self, customer: CustomerId) -> Result<bool> {
        Ok(self.desk.customers().hidden(customer).await?.iter().any(|field| field == CONTACTS))
    }

    pub(crate) async fn found(&self, on: &mut impl Run, id: ContactId, reach: Reach) -> Result<Contact> {
        let select = self
            .desk
            .viewer
            .select::<ContactRows>(reach)
            .and(Expr::col(("contacts", "id")).eq(id.0))
            .with(whole);
        let found: Option<Whole> = on.first(select).await?;
        let mut contact = found.ok_or(Problem::NotFound)?.0;
        contact.added = custom::read(on, Subject::Contact, id.0).await?;
        Ok(contact)
    }
}
