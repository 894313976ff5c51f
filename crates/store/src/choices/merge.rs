//! Making one choice of two.
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::leads::LeadRows;
use crate::list::{Source, source};
use crate::pools::clock;
use crate::{Result, approvals, custom};
use domain::choice::ChoiceKind;
use domain::column::Column as _;
use domain::custom::{FieldKey, FieldKind};
use domain::filter::Test;
use domain::lead::{LeadColumn, LeadFilter};
use domain::{ChoiceId, FieldId, Subject};
use sea_query::{Expr, ExprTrait, OnConflict, Query};

/// The columns that hold choices of a list. Exhaustive: a new list does not compile until it is said who has it.
async fn holders(on: &mut impl Run, kind: ChoiceKind) -> Result<Vec<(&'static str, &'static str)>> {
    use ChoiceKind as K;
    Ok(match kind {
        K::Status => vec![("leads", "status_id")],
        K::Source => vec![("leads", "source_id"), ("customers", "source_id")],
        K::FinishReason => vec![("leads", "finish_reason_id")],
        K::Intake => vec![("leads", "intake_id")],
        K::CustomerStatus => vec![("customers", "status_id")],
        K::Level => vec![("customers", "level_id"), ("pool_rules", "level_id"), ("pool_levels", "level_id")],
        K::CustomerType => vec![("customers", "type_id")],
        K::Category => vec![("customers", "category_id")],
        K::Industry => vec![("customers", "industry_id")],
        K::Size => vec![("customers", "size_id")],
        K::Maturity => vec![("customers", "maturity_id")],
        K::Mark => vec![("customers", "mark_id")],
        K::SalesLevel => vec![("customers", "sales_level_id")],
        K::Credit => vec![("customers", "credit_id")],
        K::Country => vec![("customers", "country_id")],
        K::Region => vec![("customers", "region_id")],
        K::PoolReason => vec![("ownership_moves", "reason_id")],
        K::RecordType => vec![("records", "type_id")],
        K::Added(field) => added(on, field).await?,
    })
}

/// The column of an added field with one choice; one with several is written anew.
async fn added(on: &mut impl Run, field: FieldId) -> Result<Vec<(&'static str, &'static str)>> {
    let mut select = Query::select();
    select
        .column("noun")
        .from("custom_fields")
        .and_where(Expr::col("id").eq(field.0))
        .and_where(Expr::col("kind").eq(FieldKind::Choice.key()));
    let noun: Option<String> =
        on.value(Guarded::unrestricted(select, "everyone may know which fields there are")).await?;
    let table = noun.and_then(|noun| Subject::from_key(&noun)).map(crate::subject::table);
    Ok(table
        .map(|table| (table, FieldKey { id: field, kind: FieldKind::Choice }.key()))
        .into_iter()
        .collect())
}

/// How many rows have a choice.
pub(super) async fn uses(on: &mut impl Run, kind: ChoiceKind, choice: ChoiceId) -> Result<i64> {
    let mut all = 0;
    for (table, column) in holders(on, kind).await? {
        let mut select = Query::select();
        select.expr(Expr::col("id").count()).from(table).and_where(Expr::col(column).eq(choice.0));
        let uses: Option<i64> =
            on.value(Guarded::unrestricted(select, "the lists are managed by permission")).await?;
        all += uses.unwrap_or_default();
    }
    Ok(all + uses_among_several(on, kind, choice).await?)
}

async fn uses_among_several(on: &mut impl Run, kind: ChoiceKind, choice: ChoiceId) -> Result<i64> {
    let ChoiceKind::Added(field) = kind else { return Ok(0) };
    let Some((table, key)) = custom::holder_of_several(on, field).await? else { return Ok(0) };
    let mut select = Query::select();
    select.expr(Expr::col("id").count()).from(table).and_where(custom::has_choice(key, choice));
    let uses: Option<i64> =
        on.value(Guarded::unrestricted(select, "the lists are managed by permission")).await?;
    Ok(uses.unwrap_or_default())
}

/// Gives everything that has one choice the other; how many rows that were. They keep their version and stay
/// out of today's changes: nobody did anything about them.
pub(super) async fn merge(tx: &mut Tx, kind: ChoiceKind, from: ChoiceId, into: ChoiceId) -> Result<u64> {
    let mut moved = 0;
    for (table, column) in holders(tx, kind).await? {
        let mut rows = Query::update();
        rows.table(table).value(column, into.0).and_where(Expr::col(column).eq(from.0));
        moved += tx.run(Guarded::unrestricted(rows, "a merged choice changes every row that has it")).await?;
    }
    if let ChoiceKind::Added(field) = kind {
        moved += custom::rewrite_several(tx, field, from, into).await?;
    }
    approvals::choice_merged(tx, kind, from, into).await?;
    if kind == ChoiceKind::Level {
        // Rules of pools are for levels.
        clock::outdate(tx).await?;
    }
    rebind_tabs(tx, from, into).await?;
    rewrite_filters(tx, kind, from, into).await?;
    // What was merged into this one before follows, so that one step always finds the choice that stands.
    let mut choices = Query::update();
    choices
        .table("choices")
        .value("merged_into", into.0)
        .and_where(Expr::col("id").eq(from.0).or(Expr::col("merged_into").eq(from.0)));
    tx.run(Guarded::unrestricted(choices, "the lists are managed by permission")).await?;
    Ok(moved)
}

async fn rebind_tabs(tx: &mut Tx, from: ChoiceId, into: ChoiceId) -> Result<()> {
    let mut bound = Query::select();
    bound
        .column("tab_id")
        .expr(Expr::val(into.0))
        .from("tab_statuses")
        .and_where(Expr::col("choice_id").eq(from.0));
    let mut insert = Query::insert();
    insert.into_table("tab_statuses").columns(["tab_id", "choice_id"]);
    insert.select_from(bound).map_err(|error| crate::Error::Internal(error.to_string()))?;
    insert.on_conflict(OnConflict::columns(["tab_id", "choice_id"]).do_nothing().to_owned());
    tx.run(Guarded::unrestricted(insert, "the lists are managed by permission")).await?;
    let mut delete = Query::delete();
    delete.from_table("tab_statuses").and_where(Expr::col("choice_id").eq(from.0));
    tx.run(Guarded::unrestricted(delete, "the lists are managed by permission")).await?;
    Ok(())
}

/// Tabs made of a saved filter name choices in its text.
async fn rewrite_filters(tx: &mut Tx, kind: ChoiceKind, from: ChoiceId, into: ChoiceId) -> Result<()> {
    let mut select = Query::select();
    select.columns(["id", "query"]).from("tabs").and_where(Expr::col("kind").eq("filter"));
    let tabs: Vec<(i64, String)> =
        tx.all(Guarded::unrestricted(select, "the lists are managed by permission")).await?;
    for (tab, query) in tabs {
        let rewritten = rewritten(&query, kind, from, into);
        if rewritten == query {
            continue;
        }
        let mut update = Query::update();
        update.table("tabs").value("query", rewritten).and_where(Expr::col("id").eq(tab));
        tx.run(Guarded::unrestricted(update, "the lists are managed by permission")).await?;
    }
    Ok(())
}

fn rewritten(query: &str, list: ChoiceKind, from: ChoiceId, into: ChoiceId) -> String {
    let mut filter = LeadFilter::parse(query);
    let of_list = |column: LeadColumn| match source::<LeadRows>(column) {
        Source::Choice { kind, .. } => kind == list,
        Source::Choices { .. } => column.field().is_some_and(|field| list == ChoiceKind::Added(field.id)),
        _ => false,
    };
    let named = filter.on.iter_mut().filter_map(|(column, test)| match test {
        Test::Choices(ids) if of_list(*column) && ids.contains(&from) => Some(ids),
        _ => None,
    });
    let mut touched = false;
    for ids in named {
        ids.retain(|choice| *choice != into);
        ids.iter_mut().filter(|choice| **choice == from).for_each(|choice| *choice = into);
        touched = true;
    }
    if touched { filter.to_query() } else { query.to_owned() }
}
