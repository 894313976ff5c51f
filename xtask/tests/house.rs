//! The rules of the house, as tests. Each rule is also shown to find what it forbids.
#![cfg(test)]
#[path = "house/rules.rs"]
mod rules;
#[path = "house/tree.rs"]
mod tree;

use std::collections::BTreeSet;

use tree::Tree;

/// One line per offence, so that a failing rule says where.
fn hold(offences: Vec<String>) {
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

/// Tests make databases and drop them, and the bench compares with raw SQL; neither is shipped.
fn of_the_product(file: &&tree::File) -> bool {
    !["crates/testkit/", "crates/bench/"].iter().any(|folder| file.path.starts_with(folder))
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let tree = Tree::of(&["app", "crates", "frontend", "server", "xtask", "style", "end2end"]);
    hold(tree.ending(&["rs", "ts", "mjs", "css"]).filter_map(|file| rules::too_long(file, 400)).collect());
}

#[test]
fn one_module_of_the_app_knows_the_server() {
    let tree = Tree::of(&["app/src"]);
    hold(rules::more_than_once("feature = \"ssr\"", tree.ending(&["rs"])));
}

#[test]
fn raw_sql_text_is_written_in_one_file() {
    let tree = Tree::of(&["app", "crates", "frontend", "server"]);
    hold(rules::in_more_than_one_file("AssertSqlSafe", tree.ending(&["rs"]).filter(of_the_product)));
}

#[test]
fn only_the_store_knows_the_database_driver() {
    let tree = Tree::of(&["app", "crates", "frontend", "server"]);
    let manifests = tree.ending(&["toml"]).filter(of_the_product);
    let manifests = manifests.filter(|file| !file.path.starts_with("crates/store/"));
    hold(
        manifests
            .flat_map(|file| rules::depends_on(file, &["sqlx", "sea-query", "sea-query-sqlx"]))
            .collect(),
    );
}

#[test]
fn people_s_texts_stand_in_the_message_files() {
    let tree = Tree::of(&["app/src", "server/src"]);
    hold(tree.ending(&["rs"]).flat_map(rules::chinese_in_code).collect());
}

#[test]
fn no_element_carries_its_own_style() {
    // The content security policy forbids it, and the page would look different for everybody.
    let tree = Tree::of(&["app/src"]);
    hold(tree.ending(&["rs"]).flat_map(rules::own_style).collect());
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<String> {
        let prefix = format!("{folder}/");
        let tree = Tree::of(&[folder]);
        tree.ending(&["sql"]).map(|file| file.path.replacen(&prefix, "", 1)).collect()
    };
    hold(rules::unpaired(&names("migrations/sqlite"), &names("migrations/postgres")));
}

#[test]
fn leptos_toml_says_what_cargo_toml_says() {
    let tree = Tree::of(&["Cargo.toml", "Leptos.toml"]);
    let text = |path: &str| tree.text(path).parse::<toml::Table>().unwrap();
    hold(rules::settings_that_differ(&text("Leptos.toml"), &text("Cargo.toml")));
}
