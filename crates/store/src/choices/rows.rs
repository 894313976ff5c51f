//! The rows of choices.
use crate::Result;
use crate::db::{Run, Tx};
use crate::error::OrIfTaken;
use crate::guard::Guarded;
use domain::choice::{Choice, ChoiceForm, ChoiceKind};
use domain::{ChoiceId, FieldProblem, Problem};
use sea_query::{Expr, ExprTrait, LockType, Order, Query, SelectStatement};
use sqlx::FromRow;

#[derive(FromRow)]
struct ChoiceRow {
    id: i64,
    kind: String,
    name: String,
    name_en: Option<String>,
    colour: String,
    position: i64,
    open: bool,
    retired: bool,
    meaning: String,
}

impl ChoiceRow {
    fn told(self) -> Option<Choice> {
        Some(Choice {
            id: ChoiceId(self.id),
            kind: ChoiceKind::from_key(&self.kind)?,
            name: self.name,
            name_en: self.name_en,
            colour: self.colour,
            position: self.position,
            open: self.open,
            retired: self.retired,
            meaning: self.meaning,
        })
    }
}

fn choices() -> SelectStatement {
    let mut select = Query::select();
    select
        .columns(["id", "kind", "name", "name_en", "colour", "position", "open", "retired", "meaning"])
        .from("choices")
        .and_where(Expr::col("merged_into").is_null())
        .order_by("position", Order::Asc)
        .order_by("id", Order::Asc);
    select
}

/// All lists, in the order of the settings page.
pub(super) async fn all(on: &mut impl Run) -> Result<Vec<Choice>> {
    let rows: Vec<ChoiceRow> = on.all(Guarded::unrestricted(choices(), "everybody sees the lists")).await?;
    let mut all: Vec<Choice> = rows.into_iter().filter_map(ChoiceRow::told).collect();
    all.sort_by_key(|choice| choice.kind);
    Ok(all)
}

/// A list, held until the end of the transaction.
pub(super) async fn lock(tx: &mut Tx, kind: ChoiceKind) -> Result<Vec<Choice>> {
    let mut select = choices();
    select.and_where(Expr::col("kind").eq(kind.key())).lock(LockType::Update);
    let rows: Vec<ChoiceRow> = tx.all(Guarded::unrestricted(select, "everybody sees the lists")).await?;
    Ok(rows.into_iter().filter_map(ChoiceRow::told).collect())
}

/// Holds a choice that is about to be given to leads: until the transaction ends nobody merges it into another.
/// Whether it is offered at all. To be asked before leads are locked, as a merge does it: the other way round
/// the two could wait for each other.
pub(crate) async fn hold(tx: &mut Tx, kind: ChoiceKind, choice: ChoiceId) -> Result<bool> {
    let mut select = choices();
    select
        .and_where(Expr::col("id").eq(choice.0))
        .and_where(Expr::col("kind").eq(kind.key()))
        .and_where(Expr::col("retired").eq(false))
        .lock(LockType::Share);
    let held: Option<ChoiceRow> = tx.first(Guarded::unrestricted(select, "everybody sees the lists")).await?;
    Ok(held.is_some())
}

/// As [`hold`], for a form: what is not offered is a wrong field.
pub(crate) async fn hold_for(tx: &mut Tx, kind: ChoiceKind, field: &str, choice: ChoiceId) -> Result<()> {
    if hold(tx, kind, choice).await? {
        return Ok(());
    }
    Err(Problem::field(field, FieldProblem::NotChoosable).into())
}

/// The first choice of a list that is offered.
pub(crate) async fn first(on: &mut impl Run, kind: ChoiceKind) -> Result<Option<ChoiceId>> {
    let mut select = choices();
    select.and_where(Expr::col("kind").eq(kind.key())).and_where(Expr::col("retired").eq(false)).limit(1);
    let first: Option<ChoiceRow> =
        on.first(Guarded::unrestricted(select, "everybody sees the lists")).await?;
    Ok(first.map(|row| ChoiceId(row.id)))
}

/// The list a choice belongs to; `None` once it is merged into another.
pub(super) async fn kind(on: &mut impl Run, choice: ChoiceId) -> Result<Option<ChoiceKind>> {
    let mut select = Query::select();
    select
        .column("kind")
        .from("choices")
        .and_where(Expr::col("id").eq(choice.0))
        .and_where(Expr::col("merged_into").is_null());
    let kind: Option<String> = on.value(Guarded::unrestricted(select, "everybody sees the lists")).await?;
    Ok(kind.and_then(|kind| ChoiceKind::from_key(&kind)))
}

pub(super) async fn has_open(tx: &mut Tx) -> Result<bool> {
    let mut select = Query::select();
    select
        .column("id")
        .from("choices")
        .and_where(Expr::col("kind").eq(ChoiceKind::Status.key()))
        .and_where(Expr::col("open").eq(true))
        .and_where(Expr::col("retired").eq(false))
        .and_where(Expr::col("merged_into").is_null())
        .limit(1);
    let open: Option<i64> = tx.value(Guarded::unrestricted(select, "everybody sees the lists")).await?;
    Ok(open.is_some())
}

fn english(form: &ChoiceForm) -> Option<String> {
    Some(form.name_en.clone()).filter(|name| !name.is_empty())
}

/// A new choice.
pub(crate) async fn insert(
    tx: &mut Tx,
    kind: ChoiceKind,
    form: &ChoiceForm,
    position: i64,
) -> Result<ChoiceId> {
    let mut insert = Query::insert();
    insert
        .into_table("choices")
        .columns(["kind", "name", "name_key", "name_en", "colour", "position", "open", "meaning"])
        .values_panic([
            kind.key().into(),
            form.name.as_str().into(),
            words::fold(&form.name).into(),
            english(form).into(),
            form.colour.as_str().into(),
            position.into(),
            form.open.into(),
            form.meaning.as_str().into(),
        ])
        .returning_col("id");
    let guarded = Guarded::unrestricted(insert, "the lists are managed by permission");
    Ok(ChoiceId(tx.insert(guarded).await.or_if_taken("name")?))
}

pub(super) async fn update(tx: &mut Tx, choice: ChoiceId, form: &ChoiceForm) -> Result<()> {
    let mut update = Query::update();
    update
        .table("choices")
        .values([
            ("name", form.name.as_str().into()),
            ("name_key", words::fold(&form.name).into()),
            ("name_en", english(form).into()),
            ("colour", form.colour.as_str().into()),
            ("open", form.open.into()),
            ("meaning", form.meaning.as_str().into()),
        ])
        .and_where(Expr::col("id").eq(choice.0));
    let guarded = Guarded::unrestricted(update, "the lists are managed by permission");
    tx.run(guarded).await.or_if_taken("name")?;
    Ok(())
}

async fn set(tx: &mut Tx, choice: ChoiceId, column: &'static str, value: impl Into<Expr>) -> Result<()> {
    let mut update = Query::update();
    update.table("choices").value(column, value).and_where(Expr::col("id").eq(choice.0));
    tx.run(Guarded::unrestricted(update, "the lists are managed by permission")).await?;
    Ok(())
}

pub(super) async fn place(tx: &mut Tx, choice: ChoiceId, position: i64) -> Result<()> {
    set(tx, choice, "position", position).await
}

pub(super) async fn set_retired(tx: &mut Tx, choice: ChoiceId, retired: bool) -> Result<()> {
    set(tx, choice, "retired", retired).await
}
