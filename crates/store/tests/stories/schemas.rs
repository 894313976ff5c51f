//! Two folders of migrations, one schema.
use std::collections::BTreeSet;
use testkit::{House, Kind};

// Each database searches in its own way, and keeps books of its own.
const OWN_WAY: [&str; 5] =
    ["lead_search", "customer_search", "contact_search", "_sqlx_migrations", "sqlite_"];

const SQLITE: [&str; 4] = [
    r#"SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || ' ' ||
        CASE WHEN c."notnull" = 1 THEN 'NO' ELSE 'YES' END || ' ' || COALESCE(c.dflt_value, '')
        FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"#,
    "SELECT 'primary key ' || t.name || ' ' || group_concat(c.name, ' ' ORDER BY c.pk)
        FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.pk > 0 GROUP BY t.name",
    r#"SELECT 'foreign key ' || t.name || '.' || k."from" || ' ' || k."table" || '.' || k."to" || ' ' || k.on_delete
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) k WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"#,
    r#"SELECT 'index ' || t.name || ' ' || i.name || CASE i."unique" WHEN 1 THEN ' unique' ELSE '' END ||
        CASE i.partial WHEN 1 THEN ' partial' ELSE '' END || ' ' ||
        (SELECT group_concat(c.name, ' ' ORDER BY c.seqno) FROM pragma_index_info(i.name) c)
        FROM sqlite_master t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND i.origin = 'c'"#,
];

const POSTGRES: [&str; 4] = [
    "SELECT 'column ' || table_name || '.' || column_name || ' ' ||
        CASE data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'boolean' THEN 'INTEGER' ELSE upper(data_type) END ||
        ' ' || is_nullable || ' ' || COALESCE(
            CASE column_default WHEN 'true' THEN '1' WHEN 'false' THEN '0' ELSE replace(column_default, '::text', '') END,
        '')
        FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT 'primary key ' || r.relname || ' ' || string_agg(a.attname, ' ' ORDER BY k.place)
        FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid,
        unnest(c.conkey) WITH ORDINALITY k (number, place)
        JOIN pg_attribute a ON a.attnum = k.number
        WHERE c.contype = 'p' AND a.attrelid = c.conrelid AND r.relnamespace = 'public'::regnamespace GROUP BY r.relname",
    "SELECT 'foreign key ' || r.relname || '.' || a.attname || ' ' || f.relname || '.' || b.attname || ' ' ||
        CASE c.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'a' THEN 'NO ACTION' ELSE c.confdeltype::text END
        FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid
        JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]
        JOIN pg_attribute b ON b.attrelid = f.oid AND b.attnum = c.confkey[1] WHERE c.contype = 'f'",
    "SELECT 'index ' || r.relname || ' ' || i.relname || CASE WHEN x.indisunique THEN ' unique' ELSE '' END ||
        CASE WHEN x.indpred IS NOT NULL THEN ' partial' ELSE '' END || ' ' ||
        (SELECT string_agg(a.attname, ' ' ORDER BY k.place) FROM unnest(x.indkey::int2[]) WITH ORDINALITY k (number, place)
            JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = k.number)
        FROM pg_index x JOIN pg_class r ON r.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
        WHERE r.relnamespace = 'public'::regnamespace AND NOT x.indisprimary",
];

async fn schema(house: &House, questions: [&'static str; 4]) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for question in questions {
        lines.extend(house.texts(question).await.into_iter().map(|line| line.trim().to_owned()));
    }
    lines.retain(|line| OWN_WAY.iter().all(|table| !line.contains(table)));
    lines
}

#[tokio::test]
async fn both_schemas_are_one() {
    let Some(postgres) = House::build(Kind::Postgres).await else { return };
    let sqlite = House::build(Kind::Sqlite).await.unwrap();
    let (left, right) = (schema(&sqlite, SQLITE).await, schema(&postgres, POSTGRES).await);
    sqlite.pull_down().await;
    postgres.pull_down().await;
    assert!(left.len() > 200, "the schema was read: {} lines", left.len());
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
        one.difference(other).cloned().collect()
    };
    let (sqlite, postgres) = (only(&left, &right), only(&right, &left));
    assert!(
        sqlite.is_empty() && postgres.is_empty(),
        "only SQLite: {sqlite:#?}\nonly PostgreSQL: {postgres:#?}"
    );
}

#[test]
fn both_folders_hold_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<_> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(folder);
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
