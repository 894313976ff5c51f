//! `clew import` at a terminal.
use crate::program::desk::{Desk, sample};
use domain::Subject;
use domain::custom::{CustomFieldForm, FieldKind};
use testkit::{House, PASSWORD, on_both};

const LEADS: &str = "单号,联系人,状态,来源,专管销售员\n\
    A1,王芳,Hot,Trade Show,\n\
    A2,李娜,Hot,,小李\n";

on_both! {
    async fn several_files_go_in_the_right_order(house: House) {
        let desk = Desk::of(&house);
        let files = ["Events.csv", "Calls.csv", "Leads.csv", "Users.csv"].map(sample);
        let mut args = vec!["import", "--yes", "--role", "销售员"];
        args.extend(files.iter().map(String::as_str));
        let told = desk.ends(&args, 0);
        let places: Vec<_> = ["Users.csv: ", "Leads.csv: ", "Calls.csv: ", "Events.csv: "]
            .iter()
            .map(|name| told.find(name).unwrap_or_else(|| panic!("{name} in {told}")))
            .collect();
        assert!(places.is_sorted(), "{told}");
        assert_eq!(told.matches("Errors 0").count(), 4, "{told}");
        let again = desk.ends(&args, 0);
        assert_eq!(again.matches("New 0").count(), 4, "{again}");
        assert_eq!(desk.uploads(), 0);
    }

    async fn a_dry_run_writes_nothing_and_nobody_is_surprised(house: House) {
        let desk = Desk::of(&house);
        let leads = sample("线索.csv");
        let told = desk.ends(&["import", &leads, "--dry-run"], 0);
        assert!(told.contains("单号 → Number") && told.contains("Unknown people: "), "{told}");
        let told = desk.ends(&["import", &leads], 1);
        assert!(told.contains("--yes"), "{told}");
        let rejected = desk.ends(&["import", &leads, "--unknown", "reject", "--owner", "pool", "--yes"], 7);
        assert!(rejected.contains("The list has no such value"), "{rejected}");
        assert_eq!(desk.uploads(), 0);
    }

    async fn unknown_values_and_people_are_meant_otherwise(house: House) {
        let desk = Desk::of(&house);
        desk.put("leads.csv", LEADS);
        let told = desk.ends(&["import", "leads.csv", "--unknown", "reject", "--yes"], 7);
        for hint in ["Unknown in Status: Hot (2). What they mean: --choice \"status:", "小李 (1). Who they are: --person"] {
            assert!(told.contains(hint), "{hint} in {told}");
        }
        let meant = ["--choice", "status:Hot=有意向", "--choice", "source:Trade Show=trade fair", "--person", "小李=Admin"];
        let args = [&["import", "leads.csv", "--unknown", "reject", "--yes"], &meant[..]].concat();
        let told = desk.ends(&args, 0);
        assert!(!told.contains("Unknown") && told.contains("2 created, 0 updated"), "{told}");
        desk.says(&["export", "out.csv", "--columns", "number,status,source,owner", "--sort", "number"]);
        let lines = desk.read("out.csv");
        assert_eq!(lines.lines().skip(1).collect::<Vec<_>>(), ["A1,有意向,展会,", "A2,有意向,,系统管理员"]);

        // It is remembered for files of the shape, until it is taken back.
        let told = desk.ends(&["import", "leads.csv", "--dry-run"], 0);
        assert!(told.contains("Unchanged 2"), "{told}");
        let told = desk.ends(&["import", "leads.csv", "--dry-run", "--choice", "status:Hot="], 7);
        assert!(told.contains("Unknown in Status: Hot (2)"), "{told}");
    }

    async fn an_import_is_undone_at_the_terminal(house: House) {
        let desk = Desk::of(&house);
        desk.put("leads.csv", LEADS);
        let told = desk.ends(&["import", "leads.csv", "--owner", "pool", "--yes"], 0);
        let id = told.split("clew import --undo ").nth(1).unwrap().lines().next().unwrap();
        let told = desk.ends(&["import", "--undo", id], 0);
        assert!(told.contains("2 removed, 0 as before, 0 left alone."), "{told}");
        assert_eq!(house.number("SELECT COUNT(*) FROM leads").await, 0);
        desk.ends(&["import", "--undo", "99"], 5);
        desk.ends(&["import", "leads.csv", "--undo", id], 2);
    }

    async fn columns_are_mapped_to_added_fields(house: House) {
        let desk = Desk::of(&house);
        let admin = house.admin().await.desk().await;
        let form = CustomFieldForm { name_en: "Contract".into(), ..CustomFieldForm::new(FieldKind::Text, "合同号") };
        let field = admin.fields().add(Subject::Lead, form).await.unwrap();
        desk.put("leads.csv", "单号,联系人,合同\nA1,王芳,HT-7\n");
        let told = desk.ends(&["import", "leads.csv", "--map", &format!("合同=text_{field}"), "--yes"], 0);
        assert!(told.contains("合同 → Contract"), "{told}");
        assert_eq!(house.number("SELECT COUNT(*) FROM leads WHERE text_1 = 'HT-7'").await, 1);
        let told = desk.ends(&["import", "leads.csv", "--map", "合同=text_99", "--yes"], 5);
        assert!(told.contains("text_99: "), "{told}");
    }

    async fn a_file_is_read_as_one_says(house: House) {
        let desk = Desk::of(&house);
        desk.put("odd.txt", "联系人,手机\n单号~联系人, 先生\nA1~王芳\n");
        let as_said = ["import", "odd.txt", "--header-row", "2", "--delimiter", "~", "--dry-run"];
        let told = desk.ends(&[&as_said[..], &["--map", "联系人, 先生=contact"]].concat(), 0);
        assert!(told.contains("单号 → Number") && told.contains("New 1 "), "{told}");
        desk.put("tabs.csv", "单号\t联系人\nA1\t王芳\n");
        assert!(desk.ends(&["import", "tabs.csv", "--delimiter", "tab", "--dry-run"], 0).contains("New 1 "));
        let chinese = sample("线索.csv");
        assert!(desk.ends(&["import", &chinese, "--encoding", "gb18030", "--dry-run"], 0).contains("New 40"));
        let workbook = sample("leads.xlsx");
        assert!(desk.ends(&["import", &workbook, "--sheet", "线索", "--dry-run"], 0).contains("New 30"));
    }
}

#[test]
fn flags_that_can_not_be_followed_are_named() {
    let desk = Desk::new();
    desk.says(&["user", "add", "admin", "--password", PASSWORD]);
    let leads = sample("Leads.csv");
    for (flags, name) in [
        (["--map", "No Such Header=status"], "map"),
        (["--map", "Email=shoe"], "shoe"),
        (["--owner", "nobody"], "owner"),
        (["--role", "King"], "role"),
        (["--zone", "Europe/Atlantis"], "zone"),
        (["--match", "number"], "match_key"),
        (["--kind", "shoes"], "kind"),
    ] {
        let told = desk.ends(&["import", &leads, "--yes", flags[0], flags[1]], 5);
        assert!(told.contains(&format!("  {name}: ")), "{flags:?}: {told}");
    }
    assert!(desk.ends(&["import", "missing.csv"], 1).contains("missing.csv"));
    desk.put("photo.xlsx", b"\x89PNG\r\n\x1a\n");
    assert!(desk.ends(&["import", "photo.xlsx"], 1).contains("This is a picture"));
    assert_eq!(desk.uploads(), 0);
}

#[test]
fn flags_that_can_not_be_followed_tell_the_cure() {
    let desk = Desk::new();
    desk.says(&["user", "add", "admin", "--password", PASSWORD]);
    let [leads, chinese, workbook] = ["Leads.csv", "线索.csv", "leads.xlsx"].map(sample);
    for (file, flags, code, cure) in [
        (&leads, ["--choice", "Trade Show=展会"], 2, "source:Trade Show=展会"),
        (&leads, ["--choice", "shoe:Trade Show=展会"], 2, "with a field that has a list"),
        (&leads, ["--choice", "source:Trade Show=月球"], 5, "It has: Website, "),
        (&leads, ["--person", "Rozario Diego"], 2, "Rozario Diego=rozario"),
        (&leads, ["--person", "Rozario Diego=nobody"], 5, "clew user list"),
        (&leads, ["--header-row", "0"], 2, "1.."),
        (&leads, ["--header-row", "7000"], 5, "Give the line of the headers"),
        (&leads, ["--delimiter", "comma"], 2, "or the word tab"),
        (&leads, ["--delimiter", "，"], 2, "or the word tab"),
        (&leads, ["--encoding", "klingon"], 5, "utf-8, gb18030 or windows-1252"),
        (&chinese, ["--encoding", "utf-8"], 5, "is not UTF-8. Give the encoding"),
        (&workbook, ["--sheet", "Sheet9"], 5, "The workbook has: 线索"),
        (&leads, ["--sheet", "线索"], 5, "only workbooks have sheets"),
        (&workbook, ["--delimiter", ";"], 5, "Leave the flag out"),
        (&workbook, ["--encoding", "utf-8"], 5, "Leave the flag out"),
    ] {
        let told = desk.ends(&["import", file, "--yes", flags[0], flags[1]], code);
        assert!(told.contains(flags[0]) && told.contains(cure), "{flags:?}: {told}");
    }
    assert_eq!(desk.uploads(), 0);
    assert_eq!(desk.says(&["user", "list"]).lines().count(), 1, "nothing was written");
}
