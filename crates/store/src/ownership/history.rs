//! 流转: the way of a row through hands.
use crate::db::Run;
use crate::guard::Guarded;
use crate::records::of_row;
use crate::{Desk, Result, subject};
use domain::ownership::{Move, MoveKind};
use domain::{About, ChoiceId, Moment, PersonId, PoolId};
use sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement, SimpleExpr};
use sqlx::FromRow;

#[derive(FromRow)]
struct MoveRow {
    at: i64,
    kind: String,
    from_id: Option<i64>,
    from_name: Option<String>,
    to_id: Option<i64>,
    to_name: Option<String>,
    from_pool: Option<i64>,
    from_pool_name: Option<String>,
    to_pool: Option<i64>,
    to_pool_name: Option<String>,
    reason_id: Option<i64>,
    note: String,
    by_id: Option<i64>,
    by_name: Option<String>,
    rule_kind: Option<String>,
    rule_days: Option<i64>,
}

impl MoveRow {
    fn told(self) -> Option<Move> {
        let person = |id: Option<i64>, name: Option<String>| Some((PersonId(id?), name.unwrap_or_default()));
        let pool = |id: Option<i64>, name: Option<String>| Some((PoolId(id?), name.unwrap_or_default()));
        Some(Move {
            at: Moment(self.at),
            kind: MoveKind::from_key(&self.kind)?,
            from: person(self.from_id, self.from_name),
            to: person(self.to_id, self.to_name),
            from_pool: pool(self.from_pool, self.from_pool_name),
            to_pool: pool(self.to_pool, self.to_pool_name),
            reason: self.reason_id.map(ChoiceId),
            note: self.note,
            by: person(self.by_id, self.by_name),
            rule: self.rule_kind.zip(self.rule_days).map(|(kind, days)| format!("{kind}:{days}")),
        })
    }
}

/// The name of the row a column of a move names.
fn name_of(table: &'static str, column: &'static str) -> SimpleExpr {
    let mut name = Query::select();
    name.column((table, "name"))
        .from(table)
        .and_where(Expr::col((table, "id")).equals(("ownership_moves", column)));
    Expr::SubQuery(None, Box::new(name.into()))
}

fn columns(select: &mut SelectStatement) {
    let plain = ["at", "kind", "from_id", "to_id", "from_pool", "to_pool", "reason_id", "note", "by_id"];
    let names = [
        ("people", "from_id", "from_name"),
        ("people", "to_id", "to_name"),
        ("pools", "from_pool", "from_pool_name"),
        ("pools", "to_pool", "to_pool_name"),
        ("people", "by_id", "by_name"),
    ];
    select.columns(plain.map(|column| ("ownership_moves", column)));
    for (table, column, name) in names {
        select.expr_as(name_of(table, column), Alias::new(name));
    }
    select
        .expr_as(Expr::col(("pool_rules", "kind")), "rule_kind")
        .expr_as(Expr::col(("pool_rules", "days")), "rule_days")
        .from("ownership_moves")
        .left_join("pool_rules", Expr::col(("pool_rules", "id")).equals(("ownership_moves", "rule_id")));
}

impl Desk {
    /// Every step of a row, and of what was merged into it, the latest first.
    pub(crate) async fn moves(&self, about: About) -> Result<Vec<Move>> {
        subject::seen(self, about).await?;
        let mut select = Query::select();
        columns(&mut select);
        select
            .cond_where(of_row("ownership_moves", about))
            .order_by(("ownership_moves", "at"), Order::Desc)
            .order_by(("ownership_moves", "id"), Order::Desc)
            .limit(500);
        let rows: Vec<MoveRow> = self
            .db()
            .all(Guarded::unrestricted(select, "the moves of a row that was found under the guard"))
            .await?;
        Ok(rows.into_iter().filter_map(MoveRow::told).collect())
    }
}
