//! The sample in the repository is what the program makes, and it is read as what it is.

#[path = "../../examples/make_sample/sample/mod.rs"]
mod sample;

use crate::desk::{Desk, cells};
use exchange::headers::{self, LEAD_TARGETS};
use exchange::{FileKind, ReadOptions, Table, TableFormat, parse_time};
use sample::Sample;
use std::path::PathBuf;

fn committed(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)
}

fn open(path: &std::path::Path) -> Table {
    Table::open(path, "", &ReadOptions::default()).unwrap()
}

#[test]
fn making_the_sample_again_gives_the_same_files() {
    let desk = Desk::new();
    Sample::default().write(&desk.path("")).unwrap();
    for name in ["Users.csv", "Leads.csv", "Calls.csv", "Events.csv", "线索.csv"] {
        let same = std::fs::read(desk.path(name)).unwrap() == std::fs::read(committed(name)).unwrap();
        assert!(same, "{name} is not what make_sample writes");
    }
    let (mut made, mut kept) = (open(&desk.path("leads.xlsx")), open(&committed("leads.xlsx")));
    assert_eq!(made.headers, kept.headers);
    assert_eq!(cells(&mut made), cells(&mut kept));
}

#[test]
fn another_seed_or_size_gives_other_people() {
    let desk = Desk::new();
    Sample { leads: 200, seed: 7 }.write(&desk.path("")).unwrap();
    let mut table = desk.open("Leads.csv").unwrap();
    assert_eq!(cells(&mut table).len(), 200);
    assert_ne!(cells(&mut table)[0], cells(&mut open(&committed("Leads.csv")))[0]);
}

#[test]
fn every_file_of_the_sample_is_recognised() {
    for (name, kind, rows) in [
        ("Users.csv", FileKind::Users, 5),
        ("Leads.csv", FileKind::Leads, 60),
        ("Calls.csv", FileKind::Calls, 40),
        ("Events.csv", FileKind::Events, 30),
        ("线索.csv", FileKind::Leads, 40),
        ("leads.xlsx", FileKind::Leads, 30),
    ] {
        let mut table = open(&committed(name));
        assert_eq!(headers::kind(&table.headers), Some(kind), "{name}");
        assert_eq!(cells(&mut table).len(), rows, "{name}");
    }
    assert_eq!(open(&committed("线索.csv")).encoding, Some("gb18030"));
    assert_eq!(open(&committed("leads.xlsx")).format, TableFormat::Xlsx);
}

#[test]
fn all_columns_of_the_chinese_lists_find_their_fields_and_their_times_are_read() {
    for name in ["线索.csv", "leads.xlsx"] {
        let mut table = open(&committed(name));
        let found = headers::guess(&table.headers, LEAD_TARGETS);
        assert_eq!(found.iter().flatten().count(), table.headers.len(), "{name}");
        assert!(cells(&mut table).iter().all(|row| parse_time(&row[22]).is_some()), "{name}");
    }
}
