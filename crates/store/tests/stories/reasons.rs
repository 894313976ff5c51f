//! Every statement that runs without the viewer's condition has a reason, and the list of them is kept.
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const CALL: &str = "Guarded::unrestricted(";

/// The Rust files below a folder, by name.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The last argument of a call that begins here: the reason, or the constant that holds it.
fn reason<'a>(text: &'a str, rest: &'a str) -> Option<&'a str> {
    let (mut depth, mut quoted, mut from) = (1, false, 0);
    for (at, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            ',' if !quoted && depth == 1 && rest[at + 1..].trim_start().starts_with(')') => {}
            ',' if !quoted && depth == 1 => from = at + 1,
            _ => {}
        }
        if depth == 0 {
            return written(text, rest[from..at].trim().trim_end_matches(','));
        }
    }
    None
}

fn written<'a>(text: &'a str, argument: &'a str) -> Option<&'a str> {
    let quoted = |text: &'a str| text.strip_prefix('"')?.split('"').next();
    let constant = || text.split_once(&format!("const {argument}: &str = "));
    quoted(argument).or_else(|| quoted(constant()?.1))
}

#[test]
fn the_reasons_are_those_somebody_agreed_to() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = String::new();
    for file in sources(&here.join("src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(here.join("src")).unwrap().display().to_string();
        let mut reasons: Vec<&str> = text
            .match_indices(CALL)
            .map(|(at, call)| {
                reason(&text, &text[at + call.len()..]).unwrap_or_else(|| panic!("{name}: no reason"))
            })
            .collect();
        reasons.sort_unstable();
        for same in reasons.chunk_by(|one, other| one == other) {
            writeln!(found, "{name}: {} × {}", same.len(), same[0]).unwrap();
        }
    }
    let kept = here.join("tests/unrestricted.txt");
    if std::env::var("CLEW_UPDATE_SNAPSHOTS").is_ok() {
        std::fs::write(&kept, &found).unwrap();
    }
    let kept = std::fs::read_to_string(&kept).unwrap_or_default();
    let only = |one: &str, other: &str| {
        one.lines()
            .filter(|line| !other.lines().any(|same| same == *line))
            .fold(String::new(), |list, line| list + "\n  " + line)
    };
    assert!(
        kept == found,
        "a statement was added or removed that runs for everybody: read it, then run this test again with \
         CLEW_UPDATE_SNAPSHOTS=1 and commit tests/unrestricted.txt\nnew:{}\nno more:{}",
        only(&found, &kept),
        only(&kept, &found)
    );
}
