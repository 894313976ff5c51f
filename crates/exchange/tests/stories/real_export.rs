//! Somebody's real export, when its folder is named by `CLEW_REAL_EXPORT`.

use exchange::headers::{self, LEAD_TARGETS, USER_TARGETS};
use exchange::{FileKind, ReadOptions, Table, parse_time};
use std::path::{Path, PathBuf};

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("CLEW_REAL_EXPORT").map(PathBuf::from).filter(|folder| folder.is_dir());
    if folder.is_none() {
        println!("skipped: CLEW_REAL_EXPORT names no folder");
    }
    folder
}

fn open(folder: &Path, name: &str) -> Table {
    Table::open(&folder.join(name), name, &ReadOptions::default()).unwrap()
}

#[test]
fn all_rows_of_a_real_export_are_read_and_its_files_are_recognised() {
    let Some(folder) = folder() else { return };
    for (name, count, kind) in [
        ("Leads.csv", 3900, FileKind::Leads),
        ("Accounts.csv", 2229, FileKind::Customers),
        ("Contacts.csv", 1265, FileKind::Contacts),
        ("Users.csv", 11, FileKind::Users),
        ("Calls.csv", 4100, FileKind::Calls),
        ("Events.csv", 2978, FileKind::Events),
    ] {
        let mut table = open(&folder, name);
        assert_eq!(headers::kind(&table.headers), Some(kind), "{name}");
        assert_eq!(table.rows().unwrap().map(Result::unwrap).count(), count, "{name}");
    }
}

#[test]
fn every_other_file_of_it_opens_too() {
    let Some(folder) = folder() else { return };
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let mut table = Table::open(&path, "", &ReadOptions::default()).unwrap();
        assert!(table.rows().unwrap().all(|row| row.is_ok()), "{}", path.display());
    }
}

#[test]
fn its_columns_find_their_fields_and_its_times_are_read() {
    let Some(folder) = folder() else { return };
    let mut table = open(&folder, "Leads.csv");
    let columns = headers::guess(&table.headers, LEAD_TARGETS);
    let column = |key: &str| columns[LEAD_TARGETS.iter().position(|target| target.key == key).unwrap()];
    let time = column("submitted_at").unwrap();
    assert!(
        ["contact", "company", "owner", "email", "mobile", "external_id"]
            .iter()
            .all(|key| column(key).is_some())
    );
    assert!(table.rows().unwrap().all(|row| parse_time(&row.unwrap().cells[time]).is_some()));
    let users = open(&folder, "Users.csv");
    assert_eq!(headers::guess(&users.headers, USER_TARGETS).iter().flatten().count(), 4);
}
