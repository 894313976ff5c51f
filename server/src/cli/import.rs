//! `clew import`: files into the database, people before leads before what belongs to leads.
mod meanings;
mod source;
mod wishes;
mod work;

use super::{Failure, Outcome, lang, open, say};
use crate::Settings;
use crate::imports::Folder;
use domain::custom::CustomField;
use domain::import::{Findings, Import, ImportKind, RowOutcome, Tally};
use domain::{FieldProblem, ImportId, Problem};
use messages::{Key, fill, import as words, text};
use source::Source;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use store::{Desk, Look};
use wishes::Wishes;
use work::Bench;

/// So many rows that need somebody are shown; the rest are in the error file.
const SHOWN: u32 = 10;

#[derive(clap::Args)]
pub(super) struct Args {
    #[arg(required_unless_present = "undo", help = text(lang(), Key::ImportCliFiles))]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "KIND", help = text(lang(), Key::ImportCliKind))]
    kind: Option<String>,
    #[arg(long, visible_alias = "as", default_value = "admin", help = text(lang(), Key::ImportCliLogin))]
    login: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    wishes: Wishes,
    #[arg(long, help = text(lang(), Key::ImportCliDryRun))]
    dry_run: bool,
    #[arg(long, short, help = text(lang(), Key::ImportCliYes))]
    yes: bool,
    #[arg(long, value_name = "ID", conflicts_with = "files", help = text(lang(), Key::ImportCliUndo))]
    undo: Option<i64>,
}

/// A file that was looked into.
struct Seen {
    path: PathBuf,
    name: String,
    look: Look,
}

pub(super) async fn run(settings: &Settings, args: Args) -> Outcome {
    let kind = args.kind.as_deref().map(kind).transpose()?;
    args.files.iter().try_for_each(|path| is_there(path))?;
    let store = open(settings).await?;
    let desk = store.desk(&store.viewer_of_login(&args.login).await?);
    if let Some(id) = args.undo {
        let bench = Bench::new(&store, settings);
        return undo(&bench, &desk, ImportId(id)).await;
    }
    let added = desk.fields().all().await?;
    // All are looked into before the first is brought in.
    let mut files = Vec::with_capacity(args.files.len());
    for path in &args.files {
        files.push(seen(path, &args.source, kind, &added, settings.upload_limit)?);
    }
    args.source.concerns(&files)?;
    files.sort_by_key(|file| file.look.kind);
    let bench = Bench::new(&store, settings);
    let mut errors = 0;
    for file in files {
        errors += bring(&bench, &desk, &args, file).await?;
    }
    store.close().await;
    if errors > 0 { Err(Failure::Rows(errors)) } else { Ok(()) }
}

fn kind(name: &str) -> Result<ImportKind, Problem> {
    ImportKind::from_key(name).ok_or_else(|| Problem::field("kind", FieldProblem::NotChoosable))
}

fn is_there(path: &Path) -> Outcome {
    if path.is_file() {
        return Ok(());
    }
    Err(Failure::Other(fill(lang(), Key::ImportCliNoFile, &[("file", &path.display())])))
}

fn seen(
    path: &Path,
    source: &Source,
    kind: Option<ImportKind>,
    added: &[CustomField],
    limit: u64,
) -> Outcome<Seen> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let look = source.look(path, &name, kind, added, limit)?;
    Ok(Seen { path: path.to_owned(), name, look })
}

/// Brings one file in; how many of its rows were errors.
async fn bring(bench: &Bench, desk: &Desk, args: &Args, file: Seen) -> Outcome<i64> {
    let import = add(&bench.folder, desk, file).await?;
    let outcome = go(bench, desk, args, &import).await;
    // Nothing stays of what was only looked at. What was run is remembered.
    let _ = crate::imports::remove(&bench.folder, desk, import.id).await;
    Ok(outcome?.error)
}

async fn add(folder: &Folder, desk: &Desk, file: Seen) -> Outcome<Import> {
    let fresh = folder.fresh().await?;
    tokio::fs::copy(&file.path, fresh.path()).await?;
    let import = desk.imports().add(&file.name, &fresh.name, file.look).await?;
    fresh.keep();
    Ok(import)
}

/// Through the dry run and, where that is wanted, the run.
async fn go(bench: &Bench, desk: &Desk, args: &Args, import: &Import) -> Outcome<Tally> {
    let rules = args.wishes.over(&bench.store, desk, import).await?;
    let import = desk.imports().set_rules(import.id, rules).await?;
    let added = desk.fields().all().await?;
    say(headline(&import, &added))?;
    desk.imports().check(import.id).await?;
    let checked = bench.finish(desk, import.id, Key::ImportCliChecking).await?;
    let tally = checked.checked.unwrap_or_default();
    say(table(&tally))?;
    tell_findings(checked.kind, &checked.findings, &added)?;
    tell_rows(desk, &checked).await?;
    if args.dry_run || tally.written() == 0 || !agreed(args.yes, &tally)? {
        return Ok(tally);
    }
    desk.imports().run(import.id).await?;
    let done = bench.finish(desk, import.id, Key::ImportCliRunning).await?;
    let result = done.result.unwrap_or_default();
    if result != tally {
        // Somebody changed something in between.
        say(table(&result))?;
    }
    say(fill(lang(), Key::ImportCliDone, &[("new", &result.new), ("updated", &result.updated)]))?;
    if import.kind.subject().is_some() {
        say(fill(lang(), Key::ImportCliUndoHint, &[("id", &import.id)]))?;
    }
    Ok(result)
}

/// Takes an import back; what was left alone is named.
async fn undo(bench: &Bench, desk: &Desk, id: ImportId) -> Outcome {
    desk.imports().undo(id).await?;
    let import = bench.ended(desk, id, Key::ImportUndoingTitle).await?;
    let tally = import.undo.map(|undo| undo.tally).unwrap_or_default();
    let told = [
        ("removed", &tally.removed as &dyn Display),
        ("restored", &tally.restored),
        ("refused", &tally.refused),
    ];
    say(fill(lang(), Key::ImportCliUndone, &told))?;
    for row in desk.imports().refused(id, 0, SHOWN).await? {
        let why = words::refused(lang(), row.why);
        let reasons = format!("{}: {why}", row.name);
        say(fill(lang(), Key::ImportCliRow, &[("line", &row.line), ("reasons", &reasons)]))?;
    }
    bench.store.close().await;
    Ok(())
}

fn headline(import: &Import, added: &[CustomField]) -> String {
    let kind = words::kind(lang(), import.kind);
    let mut lines = vec![match import.rows {
        Some(rows) => {
            fill(lang(), Key::ImportCliHeadline, &[("file", &import.file), ("kind", &kind), ("rows", &rows)])
        }
        None => fill(lang(), Key::ImportCliHeadlineLong, &[("file", &import.file), ("kind", &kind)]),
    }];
    let mut mapping: Vec<_> = import.rules.mapping.iter().collect();
    mapping.sort_by_key(|(_, column)| **column);
    for (target, column) in mapping {
        if let Some(header) = import.headers.get(*column) {
            lines.push(format!("  {header} → {}", words::target(lang(), import.kind, target, added)));
        }
    }
    lines.join("\n")
}

fn table(tally: &Tally) -> String {
    let cells =
        RowOutcome::ALL.map(|outcome| format!("{} {}", words::outcome(lang(), outcome), tally.of(outcome)));
    format!("  {}", cells.join(" · "))
}

fn tell_findings(kind: ImportKind, findings: &Findings, added: &[CustomField]) -> Outcome {
    let some = |counts: &mut dyn Iterator<Item = (&String, &i64)>| {
        counts.map(|(name, rows)| format!("{name} ({rows})")).collect::<Vec<_>>().join(", ")
    };
    for (key, counts) in &findings.choices {
        let field = words::target(lang(), kind, key, added);
        let names = some(&mut counts.iter());
        let told = [("key", key as &dyn Display), ("field", &field), ("names", &names)];
        say(fill(lang(), Key::ImportCliUnknownChoices, &told))?;
    }
    if findings.people.is_empty() {
        return Ok(());
    }
    say(fill(lang(), Key::ImportCliUnknownPeople, &[("names", &some(&mut findings.people.iter()))]))
}

async fn tell_rows(desk: &Desk, import: &Import) -> Outcome {
    for row in desk.imports().rows(import.id, Some(RowOutcome::Error), 0, SHOWN).await? {
        let reasons = words::reasons(lang(), &import.headers, &row.problems);
        say(fill(lang(), Key::ImportCliRow, &[("line", &row.line), ("reasons", &reasons)]))?;
    }
    Ok(())
}

/// Asks whoever sits there. Where nobody does, `--yes` must have been said.
fn agreed(yes: bool, tally: &Tally) -> Outcome<bool> {
    if yes {
        return Ok(true);
    }
    if !console::user_attended() {
        return Err(Failure::Other(text(lang(), Key::ImportCliSayYes).to_owned()));
    }
    let terminal = console::Term::stderr();
    terminal.write_str(&fill(lang(), Key::ImportCliAsk, &[("n", &tally.written())]))?;
    let answer = terminal.read_line()?.trim().to_lowercase();
    Ok(text(lang(), Key::ImportCliYes).split(' ').any(|yes| yes == answer))
}
