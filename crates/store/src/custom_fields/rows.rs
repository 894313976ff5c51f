//! The rows of added fields.
use crate::custom;
use crate::db::{Run, Tx};
use crate::error::OrIfTaken;
use crate::guard::Guarded;
use crate::list::{Raw, RawRow};
use crate::{Result, shape};
use domain::custom::{CustomField, CustomFieldForm, FieldKey};
use domain::{FieldId, Subject};
use sea_query::{Expr, ExprTrait, LockType, Query};

/// The fields of a noun, held until the end of the transaction.
pub(super) async fn lock(tx: &mut Tx, noun: Subject) -> Result<Vec<CustomField>> {
    let mut select = custom::fields();
    select.and_where(Expr::col("noun").eq(noun.key())).lock(LockType::Update);
    custom::told(tx, select).await
}

/// One field, held until the end of the transaction.
pub(super) async fn held(tx: &mut Tx, id: FieldId) -> Result<Option<CustomField>> {
    let mut select = custom::fields();
    select.and_where(Expr::col("id").eq(id.0)).lock(LockType::Update);
    Ok(custom::told(tx, select).await?.pop())
}

fn english(form: &CustomFieldForm) -> Option<String> {
    Some(form.name_en.clone()).filter(|name| !name.is_empty())
}

/// A new field.
pub(super) async fn insert(
    tx: &mut Tx,
    noun: Subject,
    form: &CustomFieldForm,
    position: i64,
) -> Result<CustomField> {
    let mut insert = Query::insert();
    insert
        .into_table("custom_fields")
        .columns([
            "noun",
            "kind",
            "name",
            "name_key",
            "name_en",
            "required",
            "is_unique",
            "preset",
            "decimals",
            "position",
        ])
        .values_panic([
            noun.key().into(),
            form.kind.key().into(),
            form.name.as_str().into(),
            words::fold(&form.name).into(),
            english(form).into(),
            i64::from(form.required).into(),
            i64::from(form.unique).into(),
            form.preset.as_str().into(),
            i64::from(form.decimals).into(),
            position.into(),
        ])
        .returning_col("id");
    let guarded = Guarded::unrestricted(insert, "added fields are managed by permission");
    let id = tx.insert(guarded).await.or_if_taken("name")?;
    Ok(CustomField {
        key: FieldKey { id: FieldId(id), kind: form.kind },
        noun,
        name: form.name.clone(),
        name_en: english(form),
        required: form.required,
        unique: form.unique,
        preset: form.preset.clone(),
        decimals: form.decimals,
        position,
        retired: false,
    })
}

pub(super) async fn update(tx: &mut Tx, id: FieldId, form: &CustomFieldForm) -> Result<()> {
    let mut update = Query::update();
    update
        .table("custom_fields")
        .values([
            ("name", form.name.as_str().into()),
            ("name_key", words::fold(&form.name).into()),
            ("name_en", english(form).into()),
            ("required", i64::from(form.required).into()),
            ("is_unique", i64::from(form.unique).into()),
            ("preset", form.preset.as_str().into()),
        ])
        .and_where(Expr::col("id").eq(id.0));
    tx.run(Guarded::unrestricted(update, "added fields are managed by permission"))
        .await
        .or_if_taken("name")?;
    Ok(())
}

pub(super) async fn set(tx: &mut Tx, id: FieldId, column: &'static str, value: i64) -> Result<()> {
    let mut update = Query::update();
    update.table("custom_fields").value(column, value).and_where(Expr::col("id").eq(id.0));
    tx.run(Guarded::unrestricted(update, "added fields are managed by permission")).await?;
    Ok(())
}

/// What more than one row has, as a form writes it: a few of those values.
pub(super) async fn twins(tx: &mut Tx, table: &'static str, field: &CustomField) -> Result<Vec<String>> {
    let same = shape::same_column(field.key);
    let mut select = Query::select();
    select
        .expr(Expr::col(field.key.key()).min())
        .from(table)
        .and_where(Expr::col(same).is_not_null())
        .group_by_col(same)
        .and_having(Expr::cust("COUNT(*) > 1"))
        .limit(3);
    if same != field.key.key() {
        select.and_where(Expr::col(same).ne(""));
    }
    let rows: Vec<RawRow> =
        tx.all(Guarded::unrestricted(select, "who manages added fields is told what two rows have")).await?;
    let values = rows.into_iter().filter_map(|RawRow(mut values)| values.pop());
    Ok(values.map(|raw: Raw| custom::written(field, raw)).collect())
}
