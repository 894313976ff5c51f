//! One style sheet from `style/main.css` and what it imports.
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::Kind;
use super::notes::write_if_new;
use crate::shell::{Outcome, Trouble, Trying};

pub fn build(folder: &Path, output: &Path, kind: Kind) -> Outcome {
    let main = folder.join("main.css");
    if !main.is_file() {
        return Ok(());
    }
    let mut seen = BTreeSet::new();
    let text = bundle(&main, &mut seen)?;
    for file in sheets(folder) {
        if !seen.contains(&file) {
            return Err(Trouble::new(format!("{} is imported by no other style sheet", file.display())));
        }
    }
    let text = if kind == Kind::Release { squeezed(&text) } else { text };
    write_if_new(output, text.as_bytes())
}

fn sheets(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries
        .flat_map(|path| if path.is_dir() { sheets(&path) } else { vec![path] })
        .filter(|path| is_css(path))
        .collect()
}

fn is_css(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "css")
}

fn bundle(file: &Path, seen: &mut BTreeSet<PathBuf>) -> Outcome<String> {
    if !seen.insert(file.to_path_buf()) {
        return Err(Trouble::new(format!("{} is imported twice", file.display())));
    }
    let text = fs::read_to_string(file).trying(format_args!("read {}", file.display()))?;
    let mut whole = String::new();
    for line in text.lines() {
        let Some(import) = Import::in_line(line) else {
            whole.push_str(line);
            whole.push('\n');
            continue;
        };
        let inner = bundle(&file.with_file_name(import.path), seen)?;
        match import.layer {
            Some(layer) => whole.push_str(&format!("@layer {layer} {{\n{inner}}}\n")),
            None => whole.push_str(&inner),
        }
    }
    Ok(whole)
}

/// `@import "tokens.css" layer(tokens);` alone on a line, with or without `url()` and the layer.
struct Import<'a> {
    path: &'a str,
    layer: Option<&'a str>,
}

impl<'a> Import<'a> {
    fn in_line(line: &'a str) -> Option<Self> {
        let rest = line.trim().strip_prefix("@import")?.trim();
        let rest = rest.strip_prefix("url(").unwrap_or(rest);
        let quote = rest.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
        let (path, rest) = rest[1..].split_once(quote)?;
        let layer =
            rest.split_once("layer(").and_then(|(_, rest)| rest.split_once(')')).map(|(name, _)| name);
        Some(Self { path, layer })
    }
}

/// Beside `:`, `+` and `(` white space may mean something.
const NEEDS_NO_SPACE: [char; 4] = ['{', '}', ';', ','];

/// Without comments and without needless white space; strings stay as they are.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let taken = if rest.starts_with("/*") {
            space(&mut out);
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if matches!(letter, '"' | '\'') {
            let end = string_end(rest, letter);
            out.push_str(&rest[..end]);
            end
        } else if letter.is_whitespace() {
            space(&mut out);
            rest.len() - rest.trim_start().len()
        } else {
            if NEEDS_NO_SPACE.contains(&letter) && out.ends_with(' ') {
                out.pop();
            }
            out.push(letter);
            letter.len_utf8()
        };
        rest = &rest[taken..];
    }
    out.trim().to_owned()
}

fn space(out: &mut String) {
    if !out.ends_with(' ') && !out.ends_with(NEEDS_NO_SPACE) {
        out.push(' ');
    }
}

/// Where a string that starts here ends, after its closing quote.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + letter.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Import, bundle, squeezed};
    use std::collections::BTreeSet;
    use std::fs;

    #[test]
    fn imports_come_in_their_order_and_layer() {
        let folder = std::env::temp_dir().join(format!("clew-style-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let main = "@layer tokens, page;\n@import \"a.css\" layer(tokens);\n@import url('b.css');\n";
        fs::write(folder.join("main.css"), main).unwrap();
        fs::write(folder.join("a.css"), "a { color: red }\n").unwrap();
        fs::write(folder.join("b.css"), "b { color: blue }\n").unwrap();
        let text = bundle(&folder.join("main.css"), &mut BTreeSet::new()).unwrap();
        fs::remove_dir_all(folder).unwrap();
        assert_eq!(text, "@layer tokens, page;\n@layer tokens {\na { color: red }\n}\nb { color: blue }\n");
    }

    #[test]
    fn an_import_is_read_in_every_spelling() {
        let layer = |line| Import::in_line(line).and_then(|import| import.layer);
        assert_eq!(Import::in_line("@import url(\"x/y.css\");").unwrap().path, "x/y.css");
        assert_eq!(layer("  @import 'x.css' layer(ui);"), Some("ui"));
        assert!(Import::in_line("a { color: red }").is_none());
    }

    #[test]
    fn squeezing_keeps_strings_and_meaning() {
        let text = "/* a; b */\na :hover,\n  b {\n  content: \"a  /* b */ \\\" c\";\n  margin: 0 calc(1px + 2px);\n}\n";
        assert_eq!(squeezed(text), "a :hover,b{content: \"a  /* b */ \\\" c\";margin: 0 calc(1px + 2px);}");
    }
}
