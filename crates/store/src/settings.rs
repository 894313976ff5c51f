//! Single values the whole house shares.
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use sea_query::{Expr, ExprTrait, OnConflict, Query};

/// The value of a key.
pub(crate) async fn value_of(on: &mut impl Run, key: &str) -> Result<Option<String>> {
    let mut select = Query::select();
    select.column("value").from("settings").and_where(Expr::col("key").eq(key));
    on.value(Guarded::unrestricted(select, "a setting belongs to the whole house")).await
}

/// Writes a value unless the key has one; whether it was written. Of several servers that try at once one
/// succeeds, after the others' transactions have ended.
pub(crate) async fn claim(tx: &mut Tx, key: &str, value: &str) -> Result<bool> {
    let mut insert = Query::insert();
    insert
        .into_table("settings")
        .columns(["key", "value"])
        .values_panic([key.into(), value.into()])
        .on_conflict(OnConflict::column("key").do_nothing().to_owned());
    Ok(tx.run(Guarded::unrestricted(insert, "a setting belongs to the whole house")).await? == 1)
}

/// Writes a value, or takes it away.
pub(crate) async fn set(tx: &mut Tx, key: &str, value: Option<&str>) -> Result<()> {
    let Some(value) = value else {
        let mut delete = Query::delete();
        delete.from_table("settings").and_where(Expr::col("key").eq(key));
        tx.run(Guarded::unrestricted(delete, "a setting belongs to the whole house")).await?;
        return Ok(());
    };
    let mut insert = Query::insert();
    insert
        .into_table("settings")
        .columns(["key", "value"])
        .values_panic([key.into(), value.into()])
        .on_conflict(OnConflict::column("key").update_column("value").to_owned());
    tx.run(Guarded::unrestricted(insert, "a setting belongs to the whole house")).await?;
    Ok(())
}
