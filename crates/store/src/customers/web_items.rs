//! 网络资讯: what was found about a customer on the web. Who sees the customer sees it, and who changes the customer
//! changes it.
use super::{CustomerRows, Customers};
use crate::audit::note;
use crate::db::{Run, Tx};
use crate::fields::Form;
use crate::guard::{Guarded, Reach, Visible};
use crate::{Result, Viewer, subject};
use chrono::NaiveDate;
use domain::web::{WebItem, WebItemForm, address};
use domain::{CustomerId, FieldProblem, Moment, Permission, PersonId, Problem, WebItemId};
use sea_query::{Condition, Expr, ExprTrait, Order, Query, Value};
use serde_json::json;
use sqlx::FromRow;

const TITLE_MAX: usize = 200;
const LINK_MAX: usize = 2_000;
const NOTE_MAX: usize = 4_000;

/// The rows of the table of finds: those of customers within reach.
pub(crate) struct WebItemRows;

impl Visible for WebItemRows {
    const TABLE: &'static str = "web_items";

    fn within(viewer: &Viewer, reach: Reach) -> Condition {
        let mut customers = Query::select();
        customers
            .expr(Expr::val(1))
            .from("customers")
            .and_where(Expr::col(("customers", "id")).equals(("web_items", "customer_id")))
            .cond_where(CustomerRows::within(viewer, reach));
        Condition::all().add(Expr::exists(customers))
    }
}

#[derive(FromRow)]
struct ItemRow {
    id: i64,
    title: String,
    link: String,
    on_day: Option<i64>,
    note: String,
    by_name: Option<String>,
    at: i64,
}

impl ItemRow {
    fn told(self) -> WebItem {
        let day = self.on_day.and_then(|day| i32::try_from(day).ok());
        WebItem {
            id: WebItemId(self.id),
            title: self.title,
            link: self.link,
            day: day.and_then(NaiveDate::from_epoch_days),
            note: self.note,
            by: self.by_name,
            at: Moment(self.at),
        }
    }
}

impl Customers<'_> {
    /// What was found about a customer, the latest first.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn web_items(&self, customer: CustomerId) -> Result<Vec<WebItem>> {
        subject::seen(self.desk, customer.into()).await?;
        let of = Expr::col(("web_items", "customer_id")).eq(customer.0);
        self.items(Condition::all().add(of)).await
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn web_item(&self, id: WebItemId) -> Result<WebItem> {
        let found = self.items(Condition::all().add(Expr::col(("web_items", "id")).eq(id.0))).await?;
        Ok(found.into_iter().next().ok_or(Problem::NotFound)?)
    }

    async fn items(&self, condition: Condition) -> Result<Vec<WebItem>> {
        let select = self.desk.viewer.select::<WebItemRows>(Reach::See).and(condition).with(|select| {
            let columns = ["id", "title", "link", "on_day", "note", "at"];
            select
                .columns(columns.map(|column| ("web_items", column)))
                .expr_as(Expr::col(("people", "name")), "by_name")
                .left_join("people", Expr::col(("people", "id")).equals(("web_items", "by_id")))
                .order_by_expr(Expr::col(("web_items", "on_day")).is_null(), Order::Asc)
                .order_by(("web_items", "on_day"), Order::Desc)
                .order_by(("web_items", "id"), Order::Desc)
                .limit(500);
        });
        let rows: Vec<ItemRow> = self.desk.db().all(select).await?;
        Ok(rows.into_iter().map(ItemRow::told).collect())
    }

    /// Notes something that was found.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field; [`Problem::NotFound`] when the customer is not the viewer's to
    /// change.
    pub async fn add_web_item(&self, customer: CustomerId, form: WebItemForm) -> Result<WebItem> {
        self.desk.viewer.require(Permission::EditCustomers)?;
        let mut values = checked(form)?;
        let title = values[0].1.clone();
        let (me, now) = (self.desk.viewer.person, self.desk.now());
        values.extend([("customer_id", customer.0.into()), ("by_id", me.0.into()), ("at", now.0.into())]);
        let mut tx = self.desk.begin().await?;
        let owner = subject::hold(self.desk, &mut tx, customer.into(), Reach::Change).await?.owner();
        let mut insert = Query::insert();
        insert
            .into_table("web_items")
            .columns(values.iter().map(|(column, _)| *column))
            .values_panic(values.iter().map(|(_, value)| Expr::val(value.clone())))
            .returning_col("id");
        let id = WebItemId(tx.insert(self.desk.viewer.insert(insert)).await?);
        self.item_done(&mut tx, "web_item.added", (customer, id), owner, &title).await?;
        tx.commit().await?;
        self.web_item(id).await
    }

    /// Writes a find anew.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field; [`Problem::NotFound`] when it is not the viewer's to change.
    pub async fn change_web_item(&self, id: WebItemId, form: WebItemForm) -> Result<WebItem> {
        self.desk.viewer.require(Permission::EditCustomers)?;
        let values = checked(form)?;
        let title = values[0].1.clone();
        let mut tx = self.desk.begin().await?;
        let (customer, owner) = self.item_held(&mut tx, id).await?;
        let mut update = Query::update();
        update
            .table("web_items")
            .values(values.into_iter().map(|(column, value)| (column, value.into())))
            .and_where(Expr::col("id").eq(id.0));
        tx.run(Guarded::unrestricted(update, "finds about a customer that is held under the guard")).await?;
        self.item_done(&mut tx, "web_item.changed", (customer, id), owner, &title).await?;
        tx.commit().await?;
        self.web_item(id).await
    }

    /// Removes a find; to which customer it belonged.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to change.
    pub async fn remove_web_item(&self, id: WebItemId) -> Result<CustomerId> {
        self.desk.viewer.require(Permission::EditCustomers)?;
        let title = Value::from(self.web_item(id).await?.title);
        let mut tx = self.desk.begin().await?;
        let (customer, owner) = self.item_held(&mut tx, id).await?;
        let mut delete = Query::delete();
        delete.from_table("web_items").and_where(Expr::col("id").eq(id.0));
        tx.run(Guarded::unrestricted(delete, "finds about a customer that is held under the guard")).await?;
        self.item_done(&mut tx, "web_item.removed", (customer, id), owner, &title).await?;
        tx.commit().await?;
        Ok(customer)
    }

    /// The customer of a find, held, and who has it.
    async fn item_held(&self, tx: &mut Tx, id: WebItemId) -> Result<(CustomerId, Option<PersonId>)> {
        let select = self
            .desk
            .viewer
            .select::<WebItemRows>(Reach::Change)
            .and(Expr::col(("web_items", "id")).eq(id.0))
            .with(|select| {
                select.column(("web_items", "customer_id"));
            });
        let customer = CustomerId(tx.value::<i64, _>(select).await?.ok_or(Problem::NotFound)?);
        let held = subject::hold(self.desk, tx, customer.into(), Reach::Change).await?;
        Ok((customer, held.owner()))
    }

    async fn item_done(
        &self,
        tx: &mut Tx,
        action: &str,
        (customer, item): (CustomerId, WebItemId),
        owner: Option<PersonId>,
        title: &Value,
    ) -> Result<()> {
        let title = if let Value::String(title) = title { title.as_deref() } else { None };
        let detail = json!({ "title": title, "customer": customer });
        let (now, me) = (self.desk.now(), Some(self.desk.viewer.person));
        note(tx, now, me, action, "web_item", Some(item.0), None, &detail).await?;
        self.touched(tx, customer, owner).await
    }
}

/// The columns of a form, the title first.
fn checked(form: WebItemForm) -> Result<Vec<(&'static str, Value)>, Problem> {
    let mut fields = Form::default();
    let title = fields.required("title", &form.title, TITLE_MAX);
    let link = fields.optional("link", &form.link, LINK_MAX);
    fields.refuse_if(!link.is_empty() && address(&link).is_none(), "link", FieldProblem::Malformed);
    let day = form.day.trim();
    let read = day.parse::<NaiveDate>().ok();
    fields.refuse_if(!day.is_empty() && read.is_none(), "day", FieldProblem::Malformed);
    let note = form.note.trim().to_owned();
    let long = note.chars().count() > NOTE_MAX;
    fields.refuse_if(long, "note", FieldProblem::TooLong { max: NOTE_MAX });
    fields.done()?;
    let day = read.map(|day| i64::from(day.to_epoch_days()));
    Ok(vec![("title", title.into()), ("link", link.into()), ("on_day", day.into()), ("note", note.into())])
}
