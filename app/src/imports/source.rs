//! How the file is read, for when we found it out wrongly.
use crate::start::{may, use_lang};
use crate::ui::{Button, Choosable, Field, Icon, Select, TextInput};
use domain::Permission;
use domain::import::{Import, ImportKind};
use leptos::prelude::*;
use messages::{import as words, t};

/// What text files are written in where this is used.
const ENCODINGS: [&str; 4] = ["utf-8", "gb18030", "big5", "windows-1252"];

/// Folded until somebody needs it.
#[component]
pub fn Source(
    /// The import.
    import: Import,
) -> impl IntoView {
    let (lang, source) = (use_lang(), import.source.clone());
    let kinds = ImportKind::ALL
        .into_iter()
        .filter(|kind| may(kind.right()))
        .filter(|kind| *kind != ImportKind::People || may(Permission::ManagePeople));
    let kinds: Vec<Choosable> =
        kinds.map(|kind| Choosable::new(kind.key(), words::kind(lang, kind))).collect();
    let of_text = (source.format == "csv").then(|| view! { <OfText import=import.clone() /> });
    let sheets: Vec<Choosable> =
        source.sheets.iter().map(|sheet| Choosable::new(sheet, sheet.clone())).collect();
    let of_book = (!sheets.is_empty()).then(|| {
        view! {
            <Field name="sheet" label=t!(lang, ImportSourceSheet)>
                <Select options=sheets initial=source.sheet.clone().unwrap_or_default() />
            </Field>
        }
    });
    view! {
        <details class="import-source">
            <summary>{Icon::File.draw()} {t!(lang, ImportSource)}</summary>
            <form method="post" action=format!("/import/{}/source", import.id) class="form grid">
                <Field name="kind" label=t!(lang, ImportSourceKind)>
                    <Select options=kinds initial=import.kind.key() />
                </Field>
                {of_book}
                <Field name="header_row" label=t!(lang, ImportSourceHeaderRow)>
                    <TextInput kind="number" initial=source.header_row.to_string() />
                </Field>
                {of_text}
                <div class="form-foot"><Button submit=true>{t!(lang, ImportSourceAgain)}</Button></div>
            </form>
        </details>
    }
}

#[component]
fn OfText(import: Import) -> impl IntoView {
    let (lang, source) = (use_lang(), import.source);
    let present = source.encoding.unwrap_or_default().to_lowercase();
    let mut encodings: Vec<Choosable> = ENCODINGS.map(|name| Choosable::new(name, name)).to_vec();
    if !ENCODINGS.contains(&present.as_str()) {
        encodings.push(Choosable::new(&present, present.clone()));
    }
    let delimiters = [
        (",", t!(lang, ImportDelimiterComma)),
        (";", t!(lang, ImportDelimiterSemicolon)),
        ("\t", t!(lang, ImportDelimiterTab)),
        ("|", t!(lang, ImportDelimiterPipe)),
    ];
    let delimiter = source.delimiter.map(String::from).unwrap_or_default();
    view! {
        <Field name="encoding" label=t!(lang, ImportSourceEncoding)>
            <Select options=encodings initial=present />
        </Field>
        <Field name="delimiter" label=t!(lang, ImportSourceDelimiter)>
            <Select options=delimiters.map(|(sign, name)| Choosable::new(sign, name)).to_vec() initial=delimiter />
        </Field>
    }
}
