//! Values of the fields the administrator has added. They live in columns of the row itself.
mod apart;
mod several;
mod texts;

use crate::choices;
use crate::db::{Run, Tx};
use crate::edit::Fields;
use crate::guard::Guarded;
use crate::list::{Raw, RawRow};
use crate::{Result, subject};
use chrono::NaiveDate;
use domain::choice::ChoiceKind;
use domain::custom::{CustomField, FieldKey, FieldKind, plain_number, scaled};
use domain::{ChoiceId, FieldErrors, FieldId, FieldProblem, Problem, Subject};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, Value};
use sqlx::FromRow;
use std::collections::HashMap;

pub(crate) use apart::{holders, same};
pub(crate) use several::{holder as holder_of_several, holds as has_choice, rewrite as rewrite_several};
pub(crate) use texts::{add_texts, texts_of};

/// The most characters of a text in an added field.
const TEXT_MAX: usize = 2_000;

#[derive(FromRow)]
struct FieldRow {
    id: i64,
    noun: String,
    kind: String,
    name: String,
    name_en: Option<String>,
    required: i64,
    is_unique: i64,
    preset: String,
    decimals: i64,
    position: i64,
    retired: i64,
}

impl FieldRow {
    fn told(self) -> Option<CustomField> {
        Some(CustomField {
            key: FieldKey { id: FieldId(self.id), kind: FieldKind::from_key(&self.kind)? },
            noun: Subject::from_key(&self.noun)?,
            name: self.name,
            name_en: self.name_en,
            required: self.required != 0,
            unique: self.is_unique != 0,
            preset: self.preset,
            decimals: u8::try_from(self.decimals).unwrap_or_default(),
            position: self.position,
            retired: self.retired != 0,
        })
    }
}

/// The added fields of all nouns, in their order.
pub(crate) fn fields() -> SelectStatement {
    let mut select = Query::select();
    select
        .columns([
            "id",
            "noun",
            "kind",
            "name",
            "name_en",
            "required",
            "is_unique",
            "preset",
            "decimals",
            "position",
            "retired",
        ])
        .from("custom_fields")
        .order_by("noun", Order::Asc)
        .order_by("position", Order::Asc)
        .order_by("id", Order::Asc);
    select
}

/// The added fields of a noun, or of all, in their order; the retired ones too.
pub(crate) async fn defined(on: &mut impl Run, noun: Option<Subject>) -> Result<Vec<CustomField>> {
    let mut select = fields();
    if let Some(noun) = noun {
        select.and_where(Expr::col("noun").eq(noun.key()));
    }
    told(on, select).await
}

pub(crate) async fn told(on: &mut impl Run, select: SelectStatement) -> Result<Vec<CustomField>> {
    let rows: Vec<FieldRow> =
        on.all(Guarded::unrestricted(select, "everyone may know which fields there are")).await?;
    Ok(rows.into_iter().filter_map(FieldRow::told).collect())
}

/// What the added fields of a row hold, as a form writes it. The row was found under the guard.
pub(crate) async fn read(on: &mut impl Run, noun: Subject, id: i64) -> Result<Fields> {
    let fields = defined(on, Some(noun)).await?;
    if fields.is_empty() {
        return Ok(Fields::new());
    }
    Ok(read_all(on, &fields, &[id]).await?.remove(&id).unwrap_or_default())
}

/// What some fields of a noun hold in rows that were found under the guard, as a form writes it.
pub(crate) async fn read_all(
    on: &mut impl Run,
    fields: &[CustomField],
    ids: &[i64],
) -> Result<HashMap<i64, Fields>> {
    let Some(noun) = fields.first().map(|field| field.noun) else { return Ok(HashMap::new()) };
    let mut select = Query::select();
    select
        .column("id")
        .columns(fields.iter().map(|field| field.key.key()))
        .from(subject::table(noun))
        .and_where(Expr::col("id").is_in(ids.iter().copied()));
    let rows: Vec<RawRow> =
        on.all(Guarded::unrestricted(select, "added fields of a row that was found under the guard")).await?;
    let told = |RawRow(values): RawRow| {
        let mut values = values.into_iter();
        let Some(Raw::Int(id)) = values.next() else { return None };
        let texts = fields.iter().zip(values).map(|(field, raw)| (field.key.key(), written(field, raw)));
        let texts = texts.filter(|(_, text)| !text.is_empty());
        Some((id, texts.map(|(key, text)| (key.to_owned(), text)).collect()))
    };
    Ok(rows.into_iter().filter_map(told).collect())
}

/// A value as a form writes it.
pub(crate) fn written(field: &CustomField, raw: Raw) -> String {
    match (field.key.kind, raw) {
        (_, Raw::Null) => String::new(),
        (FieldKind::Number | FieldKind::Money, Raw::Int(number)) => plain_number(number, field.decimals),
        (FieldKind::Date, Raw::Int(day)) => {
            let day = i32::try_from(day).ok().and_then(NaiveDate::from_epoch_days);
            day.map(|day| day.to_string()).unwrap_or_default()
        }
        (FieldKind::Choices, Raw::Text(ids)) => ids.trim_matches(',').to_owned(),
        (_, Raw::Int(number)) => number.to_string(),
        (_, Raw::Text(text)) => text,
    }
}

/// Which wishes are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A new row: what is not given begins with its preset, and what is required must be there.
    New,
    /// A row that is there: only what is given.
    Changed,
}

/// Checks what is wished for the added fields of a noun. The columns to be written; each wrong field is noted.
/// Choices are held.
pub(crate) async fn checked(
    tx: &mut Tx,
    noun: Subject,
    wishes: &Fields,
    entry: Entry,
    errors: &mut FieldErrors,
) -> Result<Vec<(&'static str, Value)>> {
    let fields = defined(tx, Some(noun)).await?;
    checked_by(tx, &fields, wishes, entry, errors).await
}

/// The same for many rows of one noun: its fields are read once.
pub(crate) async fn checked_by(
    tx: &mut Tx,
    fields: &[CustomField],
    wishes: &Fields,
    entry: Entry,
    errors: &mut FieldErrors,
) -> Result<Vec<(&'static str, Value)>> {
    let mut values = Vec::new();
    for field in fields.iter().filter(|field| !field.retired || wishes.contains_key(field.key.key())) {
        let wish = match (wishes.get(field.key.key()), entry) {
            (Some(wish), _) => wish.trim(),
            (None, Entry::New) => field.preset.as_str(),
            (None, Entry::Changed) => continue,
        };
        let key = field.key.key();
        if wish.is_empty() {
            if field.required {
                errors.add(key, FieldProblem::Required);
            }
            values.extend(blank(field.key));
            continue;
        }
        match value(tx, field, wish).await? {
            Ok(found) => values.extend(found),
            Err(problem) => errors.add(key, problem),
        }
    }
    for unknown in wishes
        .keys()
        .filter(|key| FieldKey::from_key(key).is_some_and(|key| fields.iter().all(|field| field.key != key)))
    {
        errors.add(unknown, FieldProblem::Unknown);
    }
    Ok(values)
}

/// What a row out of a file begins with in each field that is offered; a preset that is no longer a value of its field
/// falls away.
pub(crate) async fn presets(tx: &mut Tx, fields: &[CustomField]) -> Result<Vec<(FieldKey, Columns)>> {
    let mut all = Vec::with_capacity(fields.len());
    for field in fields.iter().filter(|field| !field.retired) {
        let preset = match field.preset.as_str() {
            "" => None,
            preset => value(tx, field, preset).await?.ok(),
        };
        all.push((field.key, preset.unwrap_or_else(|| blank(field.key))));
    }
    Ok(all)
}

pub(crate) type Columns = Vec<(&'static str, Value)>;

/// The columns of a field that holds nothing.
pub(crate) fn blank(key: FieldKey) -> Columns {
    match key.kind {
        FieldKind::Text => {
            [key.key(), key.order_key(), key.same_key()].map(|column| (column, String::new().into())).into()
        }
        FieldKind::Choices => {
            [key.key(), key.order_key()].map(|column| (column, String::new().into())).into()
        }
        _ => vec![(key.key(), Value::BigInt(None))],
    }
}

/// The columns of a value, or what is wrong with it; `None` where only the database can tell: of choices and people.
pub(crate) fn plain(field: &CustomField, wish: &str) -> Option<Result<Columns, FieldProblem>> {
    let key = field.key;
    let number = |number: Option<i64>| {
        number.map(|number| vec![(key.key(), number.into())]).ok_or(FieldProblem::Malformed)
    };
    Some(match key.kind {
        FieldKind::Text if wish.chars().count() > TEXT_MAX => Err(FieldProblem::TooLong { max: TEXT_MAX }),
        FieldKind::Text => Ok(vec![
            (key.key(), wish.into()),
            (key.order_key(), words::sort_key(wish).into()),
            (key.same_key(), words::fold(wish).into()),
        ]),
        FieldKind::Number | FieldKind::Money => number(scaled(wish, field.decimals)),
        FieldKind::Date => number(wish.parse().ok().map(|day: NaiveDate| i64::from(day.to_epoch_days()))),
        FieldKind::Flag => number(match wish {
            "1" => Some(1),
            "0" => Some(0),
            _ => None,
        }),
        FieldKind::Choice | FieldKind::Choices | FieldKind::Person => return None,
    })
}

/// A number as forms write it; `None` when a text means none.
pub(crate) fn number(field: &CustomField, text: &str) -> Option<String> {
    scaled(text, field.decimals).map(|number| plain_number(number, field.decimals))
}

/// The columns of a value; or what is wrong with it. Choices are held.
pub(crate) async fn value(
    tx: &mut Tx,
    field: &CustomField,
    wish: &str,
) -> Result<Result<Columns, FieldProblem>> {
    if let Some(plain) = plain(field, wish) {
        return Ok(plain);
    }
    let is_known = match field.key.kind {
        FieldKind::Person => match wish.parse() {
            Ok(person) => is_somebody(tx, person).await?,
            Err(_) => false,
        },
        kind => {
            chosen(tx, field.key, wish).await?.is_some_and(|ids| kind == FieldKind::Choices || ids.len() == 1)
        }
    };
    if is_known { known(tx, field, wish).await.map(Ok) } else { Ok(Err(FieldProblem::NotChoosable)) }
}

/// The columns of a value that was found to be right; its choices are held, and its person is there.
pub(crate) async fn known(tx: &mut Tx, field: &CustomField, wish: &str) -> Result<Columns> {
    let key = field.key;
    if wish.is_empty() {
        return Ok(blank(key));
    }
    if let Some(plain) = plain(field, wish) {
        return plain.map_err(|problem| Problem::field(key.key(), problem).into());
    }
    let ids = ids(wish);
    if key.kind == FieldKind::Choices {
        return several::columns(tx, key, &ids).await;
    }
    Ok(vec![(key.key(), ids.first().copied().into())])
}

/// The ids of a wish, each once.
fn ids(wish: &str) -> Vec<i64> {
    let mut ids = Vec::new();
    for id in wish.split(',').filter_map(|id| id.trim().parse().ok()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The choices a wish names, held; `None` when one of them is not offered.
async fn chosen(tx: &mut Tx, key: FieldKey, wish: &str) -> Result<Option<Vec<i64>>> {
    if wish.split(',').any(|id| !id.trim().is_empty() && id.trim().parse::<i64>().is_err()) {
        return Ok(None);
    }
    let ids = ids(wish);
    for id in &ids {
        if !choices::hold(tx, ChoiceKind::Added(key.id), ChoiceId(*id)).await? {
            return Ok(None);
        }
    }
    Ok(Some(ids))
}

/// Those columns whose fields are among the wishes.
pub(crate) fn of_wishes(columns: Columns, wishes: &Fields) -> impl Iterator<Item = (&'static str, Value)> {
    columns.into_iter().filter(|(column, _)| {
        let bare = column.strip_suffix("_key").or_else(|| column.strip_suffix("_same")).unwrap_or(column);
        wishes.contains_key(bare)
    })
}

async fn is_somebody(tx: &mut Tx, person: i64) -> Result<bool> {
    let mut select = Query::select();
    select.column("id").from("people").and_where(Expr::col("id").eq(person));
    let found: Option<i64> =
        tx.value(Guarded::unrestricted(select, "everyone may know who works here")).await?;
    Ok(found.is_some())
}
