//! Turns `zh-CN/*.json` and `en/*.json` into one `Key` enum and two tables of text.
//! A key that stands in one language only, twice, or with other placeholders, stops the build.
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs, path::Path};

type Texts = BTreeMap<String, String>;

fn main() {
    println!("cargo:rerun-if-changed=zh-CN");
    println!("cargo:rerun-if-changed=en");
    let chinese = read("zh-CN");
    let english = read("en");
    compare(&chinese, &english);
    let out = Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("texts.rs");
    if let Err(error) = fs::write(out, generate(&chinese, &english)) {
        panic!("cannot write the message tables: {error}");
    }
}

fn read(folder: &str) -> Texts {
    let mut texts = Texts::new();
    let Ok(files) = fs::read_dir(folder) else { panic!("crates/messages/{folder} is missing") };
    for file in files.flatten().map(|entry| entry.path()) {
        println!("cargo:rerun-if-changed={}", file.display());
        let area = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let text = fs::read_to_string(&file).unwrap_or_default();
        let parsed: Pairs =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for (key, text) in parsed.0 {
            let taken = texts.insert(variant(&area, &key), text);
            assert!(taken.is_none(), "{}: {key} stands there twice", file.display());
        }
    }
    texts
}

/// What a file says, the second of two equal keys too.
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Pairs;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("keys and their texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// `leads.json` + `finish_reason` → `LeadsFinishReason`.
fn variant(area: &str, key: &str) -> String {
    format!("{area}_{key}")
        .split(['_', '.', '-'])
        .filter_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        })
        .collect()
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

fn compare(chinese: &Texts, english: &Texts) {
    let mut wrong = Vec::new();
    for key in chinese.keys().chain(english.keys()).collect::<BTreeSet<_>>() {
        match (chinese.get(key), english.get(key)) {
            (Some(left), Some(right)) => {
                // An English plural, `lead|leads`, repeats its placeholders.
                if placeholders(left) != placeholders(right) {
                    wrong.push(format!("{key}: the placeholders differ"));
                }
            }
            (None, _) => wrong.push(format!("{key}: missing in zh-CN")),
            (_, None) => wrong.push(format!("{key}: missing in en")),
        }
    }
    assert!(wrong.is_empty(), "message files disagree:\n{}", wrong.join("\n"));
}

fn generate(chinese: &Texts, english: &Texts) -> String {
    let mut code = String::from(
        "/// Every text of the product, by name.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\n#[expect(missing_docs, reason = \"the message files say what each one is\")]\n#[repr(u16)]\npub enum Key {\n",
    );
    for key in chinese.keys() {
        let _ = writeln!(code, "    {key},");
    }
    code.push_str("}\n");
    for (name, texts) in [("CHINESE", chinese), ("ENGLISH", english)] {
        let _ = writeln!(code, "static {name}: [&str; {}] = [", texts.len());
        for text in texts.values() {
            let _ = writeln!(code, "    {text:?},");
        }
        code.push_str("];\n");
    }
    code
}
