//! The rows of fields of records.
use crate::Result;
use crate::db::{Run, Tx};
use crate::error::OrIfTaken;
use crate::guard::Guarded;
use domain::custom::FieldKind;
use domain::record::{RecordField, RecordFieldForm};
use domain::{ChoiceId, RecordFieldId};
use sea_query::{Expr, ExprTrait, LockType, Order, Query, SelectStatement};
use sqlx::FromRow;

#[derive(FromRow)]
struct FieldRow {
    id: i64,
    type_id: i64,
    name: String,
    name_en: Option<String>,
    kind: String,
    required: i64,
    position: i64,
    retired: i64,
}

impl FieldRow {
    fn told(self) -> Option<RecordField> {
        Some(RecordField {
            id: RecordFieldId(self.id),
            of_type: ChoiceId(self.type_id),
            name: self.name,
            name_en: self.name_en,
            kind: FieldKind::from_key(&self.kind)?,
            required: self.required != 0,
            position: self.position,
            retired: self.retired != 0,
        })
    }
}

fn fields() -> SelectStatement {
    let mut select = Query::select();
    select
        .columns(["id", "type_id", "name", "name_en", "kind", "required", "position", "retired"])
        .from("record_fields")
        .order_by("type_id", Order::Asc)
        .order_by("position", Order::Asc)
        .order_by("id", Order::Asc);
    select
}

async fn read(on: &mut impl Run, select: SelectStatement) -> Result<Vec<RecordField>> {
    let rows: Vec<FieldRow> =
        on.all(Guarded::unrestricted(select, "everyone may know which fields there are")).await?;
    Ok(rows.into_iter().filter_map(FieldRow::told).collect())
}

/// All fields of all types, the retired ones too.
pub(crate) async fn all(on: &mut impl Run) -> Result<Vec<RecordField>> {
    read(on, fields()).await
}

/// What records of a type are asked for.
pub(super) async fn of(on: &mut impl Run, of_type: ChoiceId) -> Result<Vec<RecordField>> {
    let mut select = fields();
    select.and_where(Expr::col("type_id").eq(of_type.0)).and_where(Expr::col("retired").eq(0_i64));
    read(on, select).await
}

/// The fields of a type, held until the end of the transaction.
pub(super) async fn lock(tx: &mut Tx, of_type: ChoiceId) -> Result<Vec<RecordField>> {
    let mut select = fields();
    select.and_where(Expr::col("type_id").eq(of_type.0)).lock(LockType::Update);
    read(tx, select).await
}

/// One field, held until the end of the transaction.
pub(super) async fn held(tx: &mut Tx, id: RecordFieldId) -> Result<Option<RecordField>> {
    let mut select = fields();
    select.and_where(Expr::col("id").eq(id.0)).lock(LockType::Update);
    Ok(read(tx, select).await?.pop())
}

fn english(form: &RecordFieldForm) -> Option<String> {
    Some(form.name_en.clone()).filter(|name| !name.is_empty())
}

/// A new field.
pub(crate) async fn insert(
    tx: &mut Tx,
    of_type: ChoiceId,
    form: &RecordFieldForm,
    position: i64,
) -> Result<RecordFieldId> {
    let mut insert = Query::insert();
    insert
        .into_table("record_fields")
        .columns(["type_id", "name", "name_key", "name_en", "kind", "required", "position"])
        .values_panic([
            of_type.0.into(),
            form.name.as_str().into(),
            words::fold(&form.name).into(),
            english(form).into(),
            form.kind.key().into(),
            i64::from(form.required).into(),
            position.into(),
        ])
        .returning_col("id");
    let guarded = Guarded::unrestricted(insert, "the lists are managed by permission");
    Ok(RecordFieldId(tx.insert(guarded).await.or_if_taken("name")?))
}

pub(super) async fn update(tx: &mut Tx, id: RecordFieldId, form: &RecordFieldForm) -> Result<()> {
    let mut update = Query::update();
    update
        .table("record_fields")
        .values([
            ("name", form.name.as_str().into()),
            ("name_key", words::fold(&form.name).into()),
            ("name_en", english(form).into()),
            ("required", i64::from(form.required).into()),
        ])
        .and_where(Expr::col("id").eq(id.0));
    tx.run(Guarded::unrestricted(update, "the lists are managed by permission")).await.or_if_taken("name")?;
    Ok(())
}

pub(super) async fn set(tx: &mut Tx, id: RecordFieldId, column: &'static str, value: i64) -> Result<()> {
    let mut update = Query::update();
    update.table("record_fields").value(column, value).and_where(Expr::col("id").eq(id.0));
    tx.run(Guarded::unrestricted(update, "the lists are managed by permission")).await?;
    Ok(())
}
