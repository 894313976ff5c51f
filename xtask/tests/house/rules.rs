//! Each rule takes text and returns one line per offence.
use std::collections::BTreeSet;

use super::tree::File;

pub fn too_long(file: &File, most: usize) -> Option<String> {
    let lines = file.text.lines().count();
    (lines > most).then(|| format!("{}: {lines} lines, {most} at most", file.path))
}

fn found(file: &File, line: usize, what: &str) -> String {
    format!("{}:{}: {what}", file.path, line + 1)
}

/// A line without its comment. `//` inside a string (an address) is not a comment.
fn code(line: &str) -> &str {
    let mut in_string = false;
    let mut previous = ' ';
    for (at, letter) in line.char_indices() {
        match letter {
            '"' if previous != '\\' => in_string = !in_string,
            '/' if !in_string && previous == '/' => return &line[..at - 1],
            _ => {}
        }
        previous = letter;
    }
    line
}

/// Lines of code without comments and without what is compiled for tests only.
fn code_lines(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let before_tests = file.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    let in_tests = file.path.ends_with("tests.rs") || file.path.contains("/tests/");
    before_tests.enumerate().filter(move |_| !in_tests).map(|(number, line)| (number, code(line)))
}

fn places<'a>(what: &'a str, files: impl Iterator<Item = &'a File>) -> Vec<(&'a File, usize)> {
    let lines =
        |file: &'a File| file.text.lines().enumerate().map(move |(number, line)| (file, number, code(line)));
    files
        .flat_map(lines)
        .filter(|(_, _, line)| line.contains(what))
        .map(|(file, number, _)| (file, number))
        .collect()
}

pub fn more_than_once<'a>(what: &'a str, files: impl Iterator<Item = &'a File>) -> Vec<String> {
    let all = places(what, files);
    let told = all.iter().map(|(file, line)| found(file, *line, &format!("`{what}` belongs in one place")));
    if all.len() > 1 { told.collect() } else { Vec::new() }
}

pub fn in_more_than_one_file<'a>(what: &'a str, files: impl Iterator<Item = &'a File>) -> Vec<String> {
    let all: BTreeSet<&str> = places(what, files).iter().map(|(file, _)| file.path.as_str()).collect();
    let told = all.iter().map(|path| format!("{path}: `{what}` belongs in one file"));
    if all.len() > 1 { told.collect() } else { Vec::new() }
}

pub fn depends_on(manifest: &File, crates: &[&str]) -> Vec<String> {
    let name = |line: &str| line.split(['.', '=', ' ']).next().unwrap_or_default().to_owned();
    let lines = manifest.text.lines().enumerate();
    let named = lines.filter(|(_, line)| crates.contains(&name(line).as_str()));
    named.map(|(number, line)| found(manifest, number, &format!("`{}` is the store's", name(line)))).collect()
}

pub fn chinese_in_code(file: &File) -> Vec<String> {
    let han = |letter: char| {
        ('\u{3400}'..='\u{9fff}').contains(&letter) || ('\u{20000}'..='\u{3ffff}').contains(&letter)
    };
    let lines = code_lines(file).filter(|(_, line)| line.chars().any(han));
    lines.map(|(number, line)| found(file, number, line.trim())).collect()
}

pub fn own_style(file: &File) -> Vec<String> {
    let styled = |line: &str| {
        let after = |(at, _): (usize, &str)| line[at + "style".len()..].trim_start();
        let alone = |(at, _): &(usize, &str)| line[..*at].ends_with([' ', '\t', '\n']) || *at == 0;
        line.match_indices("style").filter(alone).map(after).any(|rest| {
            rest.starts_with('=') && !rest.starts_with("==")
                || rest.starts_with(':') && !rest.starts_with("::")
        })
    };
    let lines = code_lines(file).filter(|(_, line)| styled(line) && !line.contains("let style"));
    lines.map(|(number, line)| found(file, number, line.trim())).collect()
}

pub fn unpaired(sqlite: &BTreeSet<String>, postgres: &BTreeSet<String>) -> Vec<String> {
    sqlite
        .symmetric_difference(postgres)
        .map(|name| format!("migrations: {name} is there for one database only"))
        .collect()
}

/// What the running server reads must be what it was built with; Cargo.toml may say more.
pub fn settings_that_differ(leptos: &toml::Table, cargo: &toml::Table) -> Vec<String> {
    let project = |file: &toml::Table| -> Option<toml::Table> {
        let projects = file.get("workspace")?.get("metadata")?.get("leptos")?.as_array()?;
        projects.first()?.as_table().cloned()
    };
    let (Some(leptos), Some(cargo)) = (project(leptos), project(cargo)) else {
        return vec!["there is no [[workspace.metadata.leptos]]".into()];
    };
    let differ = leptos.iter().filter(|(key, value)| cargo.get(*key) != Some(value));
    differ
        .map(|(key, value)| format!("Leptos.toml says {key} = {value}, Cargo.toml {:?}", cargo.get(key)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_long_file_is_found() {
        assert!(too_long(&file("a.rs", "x\n"), 1).is_none());
        assert_eq!(too_long(&file("a.rs", "x\ny\n"), 1).unwrap(), "a.rs: 2 lines, 1 at most");
    }

    #[test]
    fn a_second_place_is_found_but_not_in_a_comment() {
        let twice = [file("a.rs", "#[cfg(feature = \"ssr\")]\nmod b;\n#[cfg(feature = \"ssr\")]\n")];
        assert_eq!(more_than_once("feature = \"ssr\"", twice.iter()).len(), 2);
        let once = [file("a.rs", "#[cfg(feature = \"ssr\")]\n// feature = \"ssr\" stands here only\n")];
        assert!(more_than_once("feature = \"ssr\"", once.iter()).is_empty());
    }

    #[test]
    fn a_second_file_is_found() {
        let files = [file("a.rs", "AssertSqlSafe(x); AssertSqlSafe(y)"), file("b.rs", "AssertSqlSafe(z)")];
        assert_eq!(in_more_than_one_file("AssertSqlSafe", files.iter()).len(), 2);
        assert!(in_more_than_one_file("AssertSqlSafe", files[..1].iter()).is_empty());
    }

    #[test]
    fn a_driver_outside_of_the_store_is_found() {
        let manifest = file("app/Cargo.toml", "[dependencies]\nsqlx.workspace = true\nsqlx-like = \"1\"\n");
        assert_eq!(depends_on(&manifest, &["sqlx"]), ["app/Cargo.toml:2: `sqlx` is the store's"]);
    }

    #[test]
    fn chinese_text_is_found_but_not_in_comments_and_tests() {
        let offence = chinese_in_code(&file("app/src/a.rs", "// 线索\nlet a = \"http://x 线索\"; // 好\n"));
        assert_eq!(offence, ["app/src/a.rs:2: let a = \"http://x 线索\";"]);
        assert!(
            chinese_in_code(&file("a.rs", "#[cfg(test)]\nmod tests { const A: &str = \"线索\"; }"))
                .is_empty()
        );
        assert!(chinese_in_code(&file("server/src/a/tests.rs", "\"线索\"")).is_empty());
    }

    #[test]
    fn a_style_of_an_element_is_found() {
        for line in
            ["<p style=\"color: red\">", "<p style:color=\"red\">", "    style=move || x", "style = {x}"]
        {
            assert_eq!(own_style(&file("app/src/a.rs", line)).len(), 1, "{line}");
        }
        for line in
            ["<Stylesheet id=\"x\"/>", "use style::x;", "list-style=1", "// style=\"x\"", "a.style == b"]
        {
            assert!(own_style(&file("app/src/a.rs", line)).is_empty(), "{line}");
        }
    }

    #[test]
    fn a_migration_for_one_database_is_found() {
        let offence = unpaired(&names(&["0001_people.sql"]), &names(&["0001_people.sql", "0002_leads.sql"]));
        assert_eq!(offence, ["migrations: 0002_leads.sql is there for one database only"]);
    }

    #[test]
    fn another_setting_is_found_and_a_setting_more_is_not() {
        let parse = |text: &str| text.parse::<toml::Table>().unwrap();
        let leptos = parse("[[workspace.metadata.leptos]]\nname = \"clew\"\nsite-root = \"site\"\n");
        let cargo = parse(
            "[[workspace.metadata.leptos]]\nname = \"clew\"\nsite-root = \"target/site\"\nenv = \"DEV\"\n",
        );
        assert_eq!(settings_that_differ(&leptos, &cargo).len(), 1);
        assert!(settings_that_differ(&cargo, &cargo).is_empty());
        assert_eq!(settings_that_differ(&parse(""), &cargo).len(), 1);
    }
}
