//! One customer with everything the top of its card shows.
use super::noun::choice_column;
use super::{CustomerRows, Customers};
use crate::db::{Dialect, Run, Tx};
use crate::guard::{Guarded, Reach};
use crate::{Result, Viewer, custom};
use chrono::NaiveDate;
use domain::customer::{
    Customer, CustomerChoice, CustomerDetails, CustomerField, CustomerKind, CustomerState, Security, Through,
};
use domain::{ChoiceId, CustomerId, Moment, PersonId, Problem, Subject};
use sea_query::{Expr, ExprTrait, LockType, Order, Query, SelectStatement, SimpleExpr};
use sqlx::FromRow;
use std::collections::HashMap;

#[derive(FromRow)]
struct Fixed {
    id: i64,
    version: i64,
    kind: String,
    state: String,
    owner_id: Option<i64>,
    owner_name: Option<String>,
    security: i64,
    hot: i64,
    first_contact_on: Option<i64>,
    created_at: i64,
    updated_at: i64,
    last_record_at: Option<i64>,
    next_visit_at: Option<i64>,
    owned_at: i64,
    recycle_at: Option<i64>,
    may_edit: Option<i64>,
    owned: i64,
}

struct Whole(Customer);

impl<'r, R: sqlx::Row> FromRow<'r, R> for Whole
where
    Fixed: FromRow<'r, R>,
    &'static str: sqlx::ColumnIndex<R>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<i64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let mut details = CustomerDetails::default();
        for field in CustomerField::ALL {
            details.set(*field, row.try_get(field.key())?);
        }
        let mut customer = customer(Fixed::from_row(row)?, details);
        for field in CustomerChoice::ALL {
            let choice: Option<i64> = row.try_get(choice_column(field))?;
            customer.choices.extend(choice.map(|choice| (field, ChoiceId(choice))));
        }
        Ok(Self(customer))
    }
}

fn customer(row: Fixed, details: CustomerDetails) -> Customer {
    let state = CustomerState::from_key(&row.state).unwrap_or(CustomerState::Bin);
    let through = match (state, row.owned, row.may_edit) {
        (CustomerState::Pool, ..) => Through::Pool,
        (CustomerState::Bin, ..) => Through::Bin,
        (CustomerState::Owned, 1, _) => Through::Ownership,
        (CustomerState::Owned, _, Some(1)) => Through::ShareToEdit,
        (CustomerState::Owned, ..) => Through::ShareToRead,
    };
    let day = row.first_contact_on.and_then(|day| i32::try_from(day).ok());
    Customer {
        id: CustomerId(row.id),
        version: row.version,
        kind: CustomerKind::from_key(&row.kind).unwrap_or_default(),
        details,
        choices: Default::default(),
        added: Default::default(),
        state,
        owner: row.owner_id.map(PersonId),
        owner_name: row.owner_name,
        hot: row.hot != 0,
        security: Security::of_rank(row.security),
        first_contact: day.and_then(NaiveDate::from_epoch_days),
        created_at: Moment(row.created_at),
        updated_at: Moment(row.updated_at),
        last_record_at: row.last_record_at.map(Moment),
        next_visit_at: row.next_visit_at.map(Moment),
        owned_at: Moment(row.owned_at),
        recycle_at: row.recycle_at.map(Moment),
        through,
    }
}

const FIXED: [&str; 14] = [
    "id",
    "version",
    "kind",
    "state",
    "owner_id",
    "security",
    "hot",
    "first_contact_on",
    "created_at",
    "updated_at",
    "last_record_at",
    "next_visit_at",
    "owned_at",
    "recycle_at",
];

fn whole(viewer: &Viewer, select: &mut SelectStatement) {
    let texts = CustomerField::ALL.iter().map(|field| field.key());
    let choices = CustomerChoice::ALL.into_iter().map(choice_column);
    let owned: SimpleExpr = Expr::case(super::owned(viewer), 1_i64).finally(0_i64).into();
    select
        .columns(FIXED.into_iter().chain(texts).chain(choices).map(|column| ("customers", column)))
        .expr_as(Expr::col(("people", "name")), "owner_name")
        .expr_as(share(viewer), "may_edit")
        .expr_as(owned, "owned")
        .left_join("people", Expr::col(("people", "id")).equals(("customers", "owner_id")));
}

/// A customer among several that were looked up.
pub(crate) struct Several {
    pub(crate) customer: Customer,
    /// What another program calls it.
    pub(crate) external_id: String,
    /// What was asked of each of them holds.
    pub(crate) is_mine: bool,
}

impl<'r, R: sqlx::Row> FromRow<'r, R> for Several
where
    Whole: FromRow<'r, R>,
    &'static str: sqlx::ColumnIndex<R>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    i64: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let (external_id, mine): (String, i64) = (row.try_get("external_id")?, row.try_get("mine")?);
        Ok(Self { customer: Whole::from_row(row)?.0, external_id, is_mine: mine == 1 })
    }
}

/// Customers of a selection by their ids, without their added fields; locked, lowest id first, where that is wished.
pub(crate) async fn several(
    on: &mut impl Run,
    viewer: &Viewer,
    select: Guarded<SelectStatement>,
    mine: SimpleExpr,
    ids: &[i64],
    lock: bool,
) -> Result<HashMap<i64, Several>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let select = select.and(Expr::col(("customers", "id")).is_in(ids.iter().copied()));
    if lock {
        let held = select.clone().with(|select| {
            select
                .column(("customers", "id"))
                .order_by(("customers", "id"), Order::Asc)
                .lock(LockType::Update);
        });
        on.values::<i64, _>(held).await?;
    }
    let select = select.with(|select| {
        whole(viewer, select);
        select.column(("customers", "external_id")).expr_as(mine, "mine");
    });
    let rows: Vec<Several> = on.all(select).await?;
    Ok(rows.into_iter().map(|row| (row.customer.id.0, row)).collect())
}

/// What the viewer's share allows, if there is one.
fn share(viewer: &Viewer) -> SimpleExpr {
    let mut share = super::shared_with(viewer, Reach::See);
    share.clear_selects();
    share
        .column(("shares", "may_edit"))
        .and_where(Expr::col(("shares", "customer_id")).equals(("customers", "id")));
    Expr::SubQuery(None, Box::new(share.into()))
}

impl Customers<'_> {
    /// A customer.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn find(&self, id: CustomerId) -> Result<Customer> {
        let mut customer = self.found(&mut self.desk.db(), id, Reach::See).await?;
        self.hide(&mut customer).await?;
        Ok(customer)
    }

    /// A customer as it was just entered, also for who gave it to somebody they do not see.
    pub(crate) async fn entered(&self, tx: &mut Tx, id: CustomerId) -> Result<Customer> {
        let mut select = Query::select();
        select.from("customers").and_where(Expr::col(("customers", "id")).eq(id.0));
        let select = Guarded::unrestricted(select, "a customer the viewer has just entered")
            .with(|select| whole(&self.desk.viewer, select));
        let found: Option<Whole> = tx.first(select).await?;
        let mut customer = found.ok_or(Problem::NotFound)?.0;
        customer.added = custom::read(tx, Subject::Customer, id.0).await?;
        Ok(customer)
    }

    /// A customer, kept from others' changes until the transaction ends. SQLite has one writer anyway.
    pub(crate) async fn locked(&self, tx: &mut Tx, id: CustomerId) -> Result<Customer> {
        if tx.dialect() == Dialect::Postgres {
            let lock = self
                .desk
                .viewer
                .select::<CustomerRows>(Reach::Change)
                .and(Expr::col(("customers", "id")).eq(id.0))
                .with(|select| {
                    select.column(("customers", "id")).lock(LockType::Update);
                });
            tx.value::<i64, _>(lock).await?;
        }
        self.found(tx, id, Reach::Change).await
    }

    pub(crate) async fn found(&self, on: &mut impl Run, id: CustomerId, reach: Reach) -> Result<Customer> {
        let viewer = &self.desk.viewer;
        let select = viewer
            .select::<CustomerRows>(reach)
            .and(Expr::col(("customers", "id")).eq(id.0))
            .with(|select| whole(viewer, select));
        let found: Option<Whole> = on.first(select).await?;
        let mut customer = found.ok_or(Problem::NotFound)?.0;
        customer.added = custom::read(on, Subject::Customer, id.0).await?;
        Ok(customer)
    }

    /// What its pool hides is not shown before somebody claims it.
    async fn hide(&self, customer: &mut Customer) -> Result<()> {
        if customer.through != Through::Pool {
            return Ok(());
        }
        for field in self.hidden(customer.id).await? {
            if let Some(text) = CustomerField::from_key(&field) {
                customer.details.set(text, String::new());
            } else if let Some(choice) = CustomerChoice::from_key(&field) {
                customer.choices.remove(&choice);
            } else {
                customer.added.remove(&field);
            }
        }
        Ok(())
    }

    /// The fields the pool of a customer hides from those who only may claim.
    pub(crate) async fn hidden(&self, id: CustomerId) -> Result<Vec<String>> {
        if self.desk.viewer.may(domain::Permission::AssignCustomers) {
            return Ok(Vec::new());
        }
        let mut select = Query::select();
        select
            .column(("pools", "hidden_fields"))
            .from("pools")
            .inner_join("customers", Expr::col(("customers", "pool_id")).equals(("pools", "id")))
            .and_where(Expr::col(("customers", "id")).eq(id.0));
        let hidden: Option<String> = self
            .desk
            .db()
            .value(Guarded::unrestricted(select, "what the pool of a customer found under the guard hides"))
            .await?;
        Ok(hidden.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
    }
}
