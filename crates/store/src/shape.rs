//! The columns and indexes of added fields. Names are made of a table of ours, a kind and an id.
use crate::db::Dialect;
use domain::custom::{FieldKey, FieldKind};

/// A change of the schema. Its text holds nothing anybody typed.
pub(crate) struct Shape(pub(crate) String);

/// The column by which two rows are the same.
pub(crate) fn same_column(field: FieldKey) -> &'static str {
    if field.kind == FieldKind::Text { field.same_key() } else { field.key() }
}

const fn is_text(field: FieldKey) -> bool {
    matches!(field.kind, FieldKind::Text | FieldKind::Choices)
}

/// All columns of a field.
fn columns(field: FieldKey) -> Vec<&'static str> {
    let all = [
        Some(field.key()),
        is_text(field).then(|| field.order_key()),
        (field.kind == FieldKind::Text).then(|| field.same_key()),
    ];
    all.into_iter().flatten().collect()
}

/// What makes the columns of a field, and the index of its order. Blank cells stand in no index: they come last.
pub(crate) fn added(dialect: Dialect, table: &'static str, field: FieldKey) -> Vec<Shape> {
    let holds = match (is_text(field), dialect) {
        (true, Dialect::Sqlite) => "TEXT NOT NULL DEFAULT ''",
        (true, Dialect::Postgres) => r#"TEXT COLLATE "C" NOT NULL DEFAULT ''"#,
        (false, Dialect::Sqlite) => "INTEGER",
        (false, Dialect::Postgres) => "BIGINT",
    };
    let column = |name: &'static str| Shape(format!("ALTER TABLE {table} ADD COLUMN {name} {holds}"));
    let (order, key) = (if is_text(field) { field.order_key() } else { field.key() }, field.key());
    let there = if is_text(field) { "<> ''" } else { "IS NOT NULL" };
    let index = format!("CREATE INDEX {table}_by_{key} ON {table} ({order}, id) WHERE {order} {there}");
    columns(field).into_iter().map(column).chain([Shape(index)]).collect()
}

/// What makes that no two rows have the same, or that they may again.
pub(crate) fn unique(table: &'static str, field: FieldKey, unique: bool) -> Shape {
    let (key, same) = (field.key(), same_column(field));
    let there = if is_text(field) { "<> ''" } else { "IS NOT NULL" };
    Shape(if unique {
        format!("CREATE UNIQUE INDEX {table}_unique_{key} ON {table} ({same}) WHERE {same} {there}")
    } else {
        format!("DROP INDEX {table}_unique_{key}")
    })
}

/// The added field whose uniqueness refused a statement: `leads_unique_text_12` on PostgreSQL, on SQLite a sentence
/// that ends with `leads.text_12_same`.
pub(crate) fn refused(constraint: &str) -> Option<FieldKey> {
    let name = constraint.rsplit_once("_unique_").or_else(|| constraint.rsplit_once('.'))?.1;
    FieldKey::from_key(name.strip_suffix("_same").unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::FieldId;

    #[test]
    fn a_refused_twin_names_its_field() {
        let text = FieldKey { id: FieldId(12), kind: FieldKind::Text };
        assert_eq!(refused("leads_unique_text_12"), Some(text));
        assert_eq!(refused("UNIQUE constraint failed: leads.text_12_same"), Some(text));
        let date = FieldKey { id: FieldId(3), kind: FieldKind::Date };
        assert_eq!(refused("UNIQUE constraint failed: customers.date_3"), Some(date));
        assert_eq!(refused("UNIQUE constraint failed: choices.kind, choices.name_key"), None);
        assert_eq!(refused("people_login"), None);
    }
}
