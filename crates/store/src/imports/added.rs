//! Fields the administrator has added, as rows of a file fill them: read by what they hold, and written as by hand.
use super::cells::Cells;
use super::known::{Named, Picked};
use super::work::Work;
use crate::Result;
use crate::custom::{self, Columns};
use crate::db::{Run, Tx};
use crate::edit::Fields;
use domain::choice::ChoiceKind;
use domain::custom::{CustomField, FieldKey, FieldKind};
use domain::import::{CellProblem, RowReason};
use domain::{ChoiceId, FieldProblem, PersonId};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeSet, HashMap};

/// What a row wishes an added field to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// As a form writes it; blank clears.
    Plain(String),
    /// One choice, or several.
    Choices(Vec<Picked>),
    Person(Named),
}

impl Wish {
    fn is_blank(&self) -> bool {
        *self == Self::Plain(String::new())
    }

    /// Whether this stands there already.
    fn is(&self, text: &str) -> bool {
        match self {
            Self::Plain(wish) => wish == text,
            Self::Person(named) => text.parse().is_ok_and(|id| *named == Named::Known(PersonId(id))),
            Self::Choices(picked) => {
                let there: BTreeSet<i64> = text.split(',').filter_map(|id| id.parse().ok()).collect();
                let wished = picked.iter().map(|one| match one {
                    Picked::Known(id) => Some(id.0),
                    Picked::New(_) => None,
                });
                wished.collect::<Option<BTreeSet<i64>>>().is_some_and(|wished| wished == there)
            }
        }
    }
}

/// What a row wishes for added fields. What no column is mapped to is left out.
pub(super) type Wishes = Vec<(FieldKey, Wish)>;

/// Reads the cells of added fields; what is wrong with one is noted.
pub(super) fn read(work: &Work, cells: &mut Cells<'_>) -> Wishes {
    let fields = work.added.iter().filter(|field| !field.retired);
    fields.filter_map(|field| Some((field.key, wish(work, cells, field)?))).collect()
}

fn wish(work: &Work, cells: &mut Cells<'_>, field: &CustomField) -> Option<Wish> {
    let (key, list) = (field.key.key(), ChoiceKind::Added(field.key.id));
    if cells.mapped(key)?.is_empty() {
        return work.rules.blank_clears.then(|| Wish::Plain(String::new()));
    }
    Some(match field.key.kind {
        FieldKind::Text => Wish::Plain(cells.field(key, true, |text| problem_with(field, text))?),
        FieldKind::Number | FieldKind::Money => Wish::Plain(number(cells, field)?),
        FieldKind::Date => {
            let at = cells.time(work, key)?;
            Wish::Plain(work.zone.local(at).date().to_string())
        }
        FieldKind::Flag => Wish::Plain(cells.flag(work, key)?),
        FieldKind::Choice => Wish::Choices(vec![cells.choice(work, key, list)??]),
        FieldKind::Choices => Wish::Choices(cells.choices(work, key, list)?),
        FieldKind::Person => Wish::Person(cells.person(work, key)?),
    })
}

fn problem_with(field: &CustomField, text: &str) -> Option<FieldProblem> {
    custom::plain(field, text).and_then(Result::err)
}

/// A number as forms write it, however the file does.
fn number(cells: &mut Cells<'_>, field: &CustomField) -> Option<String> {
    let key = field.key.key();
    let written = custom::number(field, cells.text(key));
    if written.is_none() {
        cells.refuse(key, RowReason::NotANumber { decimals: field.decimals });
    }
    written
}

/// Those that differ from what stands there.
pub(super) fn differing(mut wishes: Wishes, present: &Fields) -> Wishes {
    wishes.retain(|(key, wish)| !wish.is(present.get(key.key()).map_or("", String::as_str)));
    wishes
}

/// The required fields that would be blank in a new row.
pub(super) fn lacking_new(work: &Work, wishes: &Wishes) -> Vec<CellProblem> {
    let has = |field: &CustomField| wishes.iter().any(|(key, wish)| *key == field.key && !wish.is_blank());
    let asked = work.added.iter().filter(|field| field.required && !field.retired && field.preset.is_empty());
    asked.filter(|field| !has(field)).map(|field| lacking(work, field)).collect()
}

/// The required fields that a change would clear.
pub(super) fn lacking_changed(work: &Work, changed: &Wishes) -> Vec<CellProblem> {
    let cleared =
        |field: &&CustomField| changed.iter().any(|(key, wish)| *key == field.key && wish.is_blank());
    work.added
        .iter()
        .filter(|field| field.required)
        .filter(cleared)
        .map(|field| lacking(work, field))
        .collect()
}

fn lacking(work: &Work, field: &CustomField) -> CellProblem {
    let column = work.rules.column(field.key.key());
    let reason = if column.is_some() {
        RowReason::Required
    } else {
        RowReason::RequiredField { name: field.name.clone(), name_en: field.name_en.clone() }
    };
    CellProblem { column, reason }
}

/// Reads what the added fields hold that have a column, of rows that were found under the guard; `added` is where a
/// row has it.
pub(super) async fn fill<T>(
    work: &Work,
    on: &mut impl Run,
    there: &mut HashMap<i64, T>,
    added: impl Fn(&mut T) -> &mut Fields,
) -> Result<()> {
    let mapped = |field: &&CustomField| work.rules.column(field.key.key()).is_some();
    let fields: Vec<CustomField> = work.added.iter().filter(mapped).cloned().collect();
    let ids: Vec<i64> = there.keys().copied().collect();
    for (id, held) in custom::read_all(on, &fields, &ids).await? {
        if let Some(existing) = there.get_mut(&id) {
            *added(existing) = held;
        }
    }
    Ok(())
}

/// What a new row begins with, and what it wishes instead.
pub(super) async fn of_new(
    work: &mut Work,
    tx: &mut Tx,
    presets: &[(FieldKey, Columns)],
    wishes: &Wishes,
) -> Result<Columns> {
    let mut all = Columns::new();
    for (key, preset) in presets {
        match wishes.iter().find(|(wished, wish)| wished == key && !wish.is_blank()) {
            Some((_, wish)) => all.extend(written(work, tx, *key, wish).await?.1),
            None => all.extend(preset.iter().cloned()),
        }
    }
    Ok(all)
}

/// What a change writes: the fields as forms have them, and their columns.
pub(super) async fn of_change(work: &mut Work, tx: &mut Tx, wishes: &Wishes) -> Result<(Fields, Columns)> {
    let (mut fields, mut all) = (Fields::new(), Columns::new());
    for (key, wish) in wishes {
        let (text, columns) = written(work, tx, *key, wish).await?;
        fields.insert(key.key().to_owned(), text);
        all.extend(columns);
    }
    Ok((fields, all))
}

async fn written(work: &mut Work, tx: &mut Tx, key: FieldKey, wish: &Wish) -> Result<(String, Columns)> {
    let text = match wish {
        Wish::Plain(text) => text.clone(),
        Wish::Person(named) => work.person(tx, named).await?.to_string(),
        Wish::Choices(picked) => {
            let mut ids = Vec::with_capacity(picked.len());
            for one in picked {
                ids.push(work.choice(tx, ChoiceKind::Added(key.id), one).await?.to_string());
            }
            ids.join(",")
        }
    };
    let fields = work.added.clone();
    let columns = match fields.iter().find(|field| field.key == key) {
        Some(field) => custom::known(tx, field, &text).await?,
        None => Columns::new(),
    };
    Ok((text, columns))
}

/// What stood in added fields before an import. What was merged since is what it was merged into.
pub(super) fn former(work: &Work, former: &Map<String, Json>) -> Wishes {
    let wish = |(field, value): (&String, &Json)| {
        let (key, text) = (FieldKey::from_key(field)?, value.as_str().unwrap_or_default());
        let choice = |id: &str| work.choices.now(ChoiceKind::Added(key.id), ChoiceId(id.parse().ok()?));
        let wish = match key.kind {
            _ if text.is_empty() => Wish::Plain(String::new()),
            FieldKind::Choice | FieldKind::Choices => {
                let picked: Vec<_> = text.split(',').filter_map(choice).map(Picked::Known).collect();
                if picked.is_empty() { Wish::Plain(String::new()) } else { Wish::Choices(picked) }
            }
            FieldKind::Person => Wish::Person(Named::Known(PersonId(text.parse().ok()?))),
            _ => Wish::Plain(text.to_owned()),
        };
        Some((key, wish))
    };
    former.iter().filter_map(wish).collect()
}
