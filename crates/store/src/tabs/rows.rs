//! The rows of tabs.
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use domain::choice::ChoiceKind;
use domain::tab::{Tab, TabForm, TabRule};
use domain::{ChoiceId, FieldProblem, Problem, TabId};
use sea_query::{Expr, ExprTrait, LockType, Order, Query};
use sqlx::FromRow;

#[derive(FromRow)]
struct TabRow {
    id: i64,
    name: String,
    name_en: Option<String>,
    position: i64,
    kind: String,
    query: String,
}

impl TabRow {
    fn told(self, bound: &[(i64, i64)]) -> Tab {
        let statuses = bound.iter().filter(|(tab, _)| *tab == self.id);
        let rule = match self.kind.as_str() {
            "today" => TabRule::Today,
            "focus" => TabRule::Focus,
            "statuses" => TabRule::Statuses { statuses: statuses.map(|(_, id)| ChoiceId(*id)).collect() },
            "filter" => TabRule::Filter { query: self.query },
            _ => TabRule::All,
        };
        Tab { id: TabId(self.id), name: self.name, name_en: self.name_en, position: self.position, rule }
    }
}

pub(super) async fn all(on: &mut impl Run) -> Result<Vec<Tab>> {
    let mut select = Query::select();
    select
        .columns(["id", "name", "name_en", "position", "kind", "query"])
        .from("tabs")
        .order_by("position", Order::Asc)
        .order_by("id", Order::Asc);
    let rows: Vec<TabRow> = on.all(Guarded::unrestricted(select, "everybody sees the tabs")).await?;
    let mut select = Query::select();
    select.columns(["tab_id", "choice_id"]).from("tab_statuses").order_by("choice_id", Order::Asc);
    let bound: Vec<(i64, i64)> = on.all(Guarded::unrestricted(select, "everybody sees the tabs")).await?;
    Ok(rows.into_iter().map(|row| row.told(&bound)).collect())
}

/// Makes those who change tabs go one after the other.
pub(super) async fn lock(tx: &mut Tx) -> Result<()> {
    let mut select = Query::select();
    select.column("id").from("tabs").order_by("id", Order::Asc).lock(LockType::NoKeyUpdate);
    tx.values::<i64, _>(Guarded::unrestricted(select, "everybody sees the tabs")).await?;
    Ok(())
}

pub(super) async fn statuses_are_there(tx: &mut Tx, form: &TabForm) -> Result<()> {
    let TabRule::Statuses { statuses } = &form.rule else { return Ok(()) };
    let mut select = Query::select();
    select
        .column("id")
        .from("choices")
        .and_where(Expr::col("kind").eq(ChoiceKind::Status.key()))
        .and_where(Expr::col("merged_into").is_null())
        .and_where(Expr::col("id").is_in(statuses.iter().map(|status| status.0)))
        // Held, so that none of them is merged away before the tab is bound to it.
        .lock(LockType::Share);
    let there: Vec<i64> = tx.values(Guarded::unrestricted(select, "everybody sees the lists")).await?;
    if there.len() == statuses.len() {
        return Ok(());
    }
    Err(Problem::field("statuses", FieldProblem::NotChoosable).into())
}

fn stored(rule: &TabRule) -> (&'static str, &str) {
    match rule {
        TabRule::Today => ("today", ""),
        TabRule::Focus => ("focus", ""),
        TabRule::All => ("all", ""),
        TabRule::Statuses { .. } => ("statuses", ""),
        TabRule::Filter { query } => ("filter", query),
    }
}

fn english(form: &TabForm) -> Option<String> {
    Some(form.name_en.clone()).filter(|name| !name.is_empty())
}

/// A new tab.
pub(crate) async fn insert(tx: &mut Tx, form: &TabForm, position: i64) -> Result<TabId> {
    let (kind, query) = stored(&form.rule);
    let mut insert = Query::insert();
    insert
        .into_table("tabs")
        .columns(["name", "name_en", "position", "kind", "query"])
        .values_panic([
            form.name.as_str().into(),
            english(form).into(),
            position.into(),
            kind.into(),
            query.into(),
        ])
        .returning_col("id");
    let id = tx.insert(Guarded::unrestricted(insert, "tabs are managed by permission")).await?;
    bind(tx, id, &form.rule).await?;
    Ok(TabId(id))
}

pub(super) async fn update(tx: &mut Tx, tab: TabId, form: &TabForm) -> Result<()> {
    let (kind, query) = stored(&form.rule);
    let mut update = Query::update();
    update
        .table("tabs")
        .values([
            ("name", form.name.as_str().into()),
            ("name_en", english(form).into()),
            ("kind", kind.into()),
            ("query", query.into()),
        ])
        .and_where(Expr::col("id").eq(tab.0));
    tx.run(Guarded::unrestricted(update, "tabs are managed by permission")).await?;
    let mut delete = Query::delete();
    delete.from_table("tab_statuses").and_where(Expr::col("tab_id").eq(tab.0));
    tx.run(Guarded::unrestricted(delete, "tabs are managed by permission")).await?;
    bind(tx, tab.0, &form.rule).await
}

async fn bind(tx: &mut Tx, tab: i64, rule: &TabRule) -> Result<()> {
    let TabRule::Statuses { statuses } = rule else { return Ok(()) };
    let mut insert = Query::insert();
    insert.into_table("tab_statuses").columns(["tab_id", "choice_id"]);
    for status in statuses {
        insert.values_panic([tab.into(), status.0.into()]);
    }
    tx.run(Guarded::unrestricted(insert, "tabs are managed by permission")).await?;
    Ok(())
}

pub(super) async fn place(tx: &mut Tx, tab: TabId, position: i64) -> Result<()> {
    let mut update = Query::update();
    update.table("tabs").value("position", position).and_where(Expr::col("id").eq(tab.0));
    tx.run(Guarded::unrestricted(update, "tabs are managed by permission")).await?;
    Ok(())
}

pub(super) async fn delete(tx: &mut Tx, tab: TabId) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table("tabs").and_where(Expr::col("id").eq(tab.0));
    tx.run(Guarded::unrestricted(delete, "tabs are managed by permission")).await?;
    Ok(())
}
