//! Rows of lists, for any noun: their schemas are made from the columns, so that a new one costs nothing here.
use super::Named;
use domain::choice::Choice;
use domain::column::{CellKind, Column};
use domain::list::{Around, Cell, Page, Row};
use domain::{ChoiceId, Lang};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::HashMap;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, KnownFormat, ObjectBuilder, OneOfBuilder, Ref, Schema, SchemaFormat,
    Type,
};
use utoipa::{PartialSchema, ToSchema};

/// The names of choices in the reader's language.
pub struct Names(HashMap<ChoiceId, String>);

impl Names {
    /// Of all choices.
    pub(in crate::api) fn of(choices: Vec<Choice>, lang: Lang) -> Self {
        Self(choices.into_iter().map(|choice| (choice.id, choice.label(lang).to_owned())).collect())
    }

    pub(super) fn named(&self, id: ChoiceId) -> NamedRef<'_> {
        NamedRef { id: id.0, name: self.0.get(&id).map_or("", String::as_str) }
    }
}

/// Something that is named.
#[derive(Serialize)]
pub(super) struct NamedRef<'a> {
    pub(super) id: i64,
    pub(super) name: &'a str,
}

/// A noun whose rows the API shows.
pub trait Shown: Column {
    /// The name of the schema of a page.
    const PAGE: &'static str;
    /// Rows have the reader's star.
    const FOCUS: bool;

    /// The words for where a row stands; of a noun whose rows all stand alike there are none.
    fn state() -> Option<(Cow<'static, str>, RefOr<Schema>)>;
    /// The most characters of a text field.
    fn longest(self) -> Option<usize>;
}

/// A page of a list.
pub struct RowsPage<C> {
    pub(in crate::api) page: Page,
    pub(in crate::api) columns: Vec<C>,
    pub(in crate::api) names: Names,
}

impl<C: Shown> Serialize for RowsPage<C> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let row = |row| RowShape { row, columns: &self.columns, names: &self.names };
        let mut map = to.serialize_map(Some(3))?;
        map.serialize_entry("rows", &self.page.rows.iter().map(row).collect::<Vec<_>>())?;
        map.serialize_entry("next", &self.page.next)?;
        map.serialize_entry("count", &self.page.count)?;
        map.end()
    }
}

/// A row of a list: the cells by column key.
pub struct RowShape<'a, C> {
    row: &'a Row,
    columns: &'a [C],
    names: &'a Names,
}

impl<C: Shown> Serialize for RowShape<'_, C> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("id", &self.row.id)?;
        map.serialize_entry("version", &self.row.version)?;
        if C::FOCUS {
            map.serialize_entry("focus", &self.row.focus)?;
        }
        if C::state().is_some() {
            map.serialize_entry("state", &self.row.state)?;
        }
        for (column, cell) in self.columns.iter().zip(&self.row.cells) {
            let key = column.key();
            match cell {
                // Said above, once for all rows.
                _ if key == STATE => {}
                Cell::Blank if is_text(column.kind()) => map.serialize_entry(key, "")?,
                Cell::Blank if column.kind() == CellKind::Choices => {
                    map.serialize_entry::<_, [i64; 0]>(key, &[])?
                }
                Cell::Blank => map.serialize_entry(key, &None::<i64>)?,
                Cell::Text { text, .. } => map.serialize_entry(key, text)?,
                Cell::Choice(id) => map.serialize_entry(key, &self.names.named(*id))?,
                Cell::Person { id, name } => map.serialize_entry(key, &NamedRef { id: id.0, name })?,
                Cell::Time(at) => map.serialize_entry(key, at)?,
                Cell::Word(word) => map.serialize_entry(key, word)?,
                Cell::Choices(ids) => {
                    let named: Vec<_> = ids.iter().map(|id| self.names.named(*id)).collect();
                    map.serialize_entry(key, &named)?;
                }
                Cell::Number(number) => map.serialize_entry(key, number)?,
                Cell::Date(day) => map.serialize_entry(key, day)?,
                Cell::Flag(so) => map.serialize_entry(key, so)?,
            }
        }
        map.end()
    }
}

pub(super) fn nullable(of: impl Into<RefOr<Schema>>) -> RefOr<Schema> {
    let nothing = ObjectBuilder::new().schema_type(Type::Null);
    OneOfBuilder::new().item(nothing).item(of).into()
}

pub(super) fn number() -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
}

pub(super) fn text(max: usize) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).max_length(Some(max))
}

const fn is_text(kind: CellKind) -> bool {
    matches!(kind, CellKind::Text | CellKind::Phone | CellKind::Email | CellKind::Link)
}

pub(super) fn string(format: Option<KnownFormat>) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).format(format.map(SchemaFormat::KnownFormat))
}

/// What stands in the cells of a column.
fn cell(column: impl Column) -> RefOr<Schema> {
    let named = || Ref::from_schema_name(Named::name());
    let filled: RefOr<Schema> = match column.kind() {
        CellKind::Text | CellKind::Phone | CellKind::Email | CellKind::Link => return string(None).into(),
        CellKind::Choices => return ArrayBuilder::new().items(named()).into(),
        CellKind::Choice | CellKind::Person => return nullable(named()),
        CellKind::Word => string(None).enum_values(Some(column.words().to_vec())).into(),
        CellKind::Time => string(Some(KnownFormat::DateTime)).into(),
        CellKind::Date => string(Some(KnownFormat::Date)).into(),
        CellKind::Flag => ObjectBuilder::new().schema_type(Type::Boolean).into(),
        // As text, so that no digit is lost on the way.
        CellKind::Number | CellKind::Money => string(None).pattern(Some(r"^-?\d+(\.\d+)?$")).into(),
    };
    if column.may_be_blank() { nullable(filled) } else { filled }
}

const STATE: &str = "state";

/// A row of a noun; `all` of its columns, or those a list was asked for.
pub(super) fn noun<C: Shown>(all: bool) -> ObjectBuilder {
    let mut schema = ObjectBuilder::new().property("id", number()).property("version", number());
    let mut always = vec!["id", "version"];
    if C::FOCUS {
        schema = schema.property("focus", ObjectBuilder::new().schema_type(Type::Boolean));
        always.push("focus");
    }
    if let Some((name, _)) = C::state() {
        schema = schema.property(STATE, Ref::from_schema_name(name));
        always.push(STATE);
    }
    for column in C::ALL.iter().filter(|column| column.key() != STATE) {
        let cell = column.longest().map_or_else(|| cell(*column), |max| text(max).into());
        schema = schema.property(column.key(), cell);
        if all {
            schema = schema.required(column.key());
        }
    }
    // What the administrator has added.
    schema = schema.additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true)));
    always.into_iter().fold(schema, ObjectBuilder::required)
}

/// The schemas rows refer to.
pub(super) fn referred<C: Shown>(schemas: &mut Vec<(String, RefOr<Schema>)>) {
    schemas.push((Named::name().into(), Named::schema()));
    schemas.extend(C::state().map(|(name, schema)| (name.into_owned(), schema)));
}

impl<C: Shown> PartialSchema for RowsPage<C> {
    fn schema() -> RefOr<Schema> {
        let exact = ObjectBuilder::new().schema_type(Type::Boolean);
        let count = ObjectBuilder::new()
            .property("value", number())
            .property("exact", exact)
            .required("value")
            .required("exact");
        ObjectBuilder::new()
            .property("rows", ArrayBuilder::new().items(noun::<C>(false)))
            .property("next", nullable(ObjectBuilder::new().schema_type(Type::String)))
            .property("count", nullable(count))
            .required("rows")
            .required("next")
            .required("count")
            .into()
    }
}

impl<C: Shown> ToSchema for RowsPage<C> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed(C::PAGE)
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        referred::<C>(schemas);
    }
}

/// The rows before and after one in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Around)]
pub struct AroundShape {
    /// The one before.
    previous: Option<i64>,
    /// The one after.
    next: Option<i64>,
}

impl From<Around> for AroundShape {
    fn from(around: Around) -> Self {
        Self { previous: around.previous, next: around.next }
    }
}
