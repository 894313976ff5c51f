//! Leads: their schemas are made from the fields and columns, so that a new one costs nothing here.
use super::{LeadStateWord, Named};
use domain::choice::Choice;
use domain::column::{CellKind, Column};
use domain::lead::{Lead, LeadColumn, LeadField};
use domain::list::{Around, Cell, Page, Row};
use domain::{ChoiceId, Lang, PersonId};
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

    fn named(&self, id: ChoiceId) -> NamedRef<'_> {
        NamedRef { id: id.0, name: self.0.get(&id).map_or("", String::as_str) }
    }
}

#[derive(Serialize)]
struct NamedRef<'a> {
    id: i64,
    name: &'a str,
}

/// A lead with everything.
pub struct LeadShape {
    pub(in crate::api) lead: Lead,
    pub(in crate::api) names: Names,
}

impl Serialize for LeadShape {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let lead = &self.lead;
        let choice = |id: Option<ChoiceId>| id.map(|id| self.names.named(id));
        let owner =
            |id: PersonId| NamedRef { id: id.0, name: lead.owner_name.as_deref().unwrap_or_default() };
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("id", &lead.id)?;
        map.serialize_entry("version", &lead.version)?;
        map.serialize_entry("focus", &lead.focus)?;
        map.serialize_entry("state", &lead.state)?;
        for column in LeadColumn::ALL {
            let key = column.key();
            match column {
                LeadColumn::Text(field) => map.serialize_entry(key, lead.details.get(*field))?,
                LeadColumn::Status => map.serialize_entry(key, &choice(Some(lead.status)))?,
                LeadColumn::Intake => map.serialize_entry(key, &choice(lead.intake))?,
                LeadColumn::Source => map.serialize_entry(key, &choice(lead.source))?,
                LeadColumn::FinishReason => map.serialize_entry(key, &choice(lead.finish_reason))?,
                LeadColumn::Owner => map.serialize_entry(key, &lead.owner.map(owner))?,
                LeadColumn::SubmittedAt => map.serialize_entry(key, &lead.submitted_at)?,
                LeadColumn::UpdatedAt => map.serialize_entry(key, &lead.updated_at)?,
                LeadColumn::LastRecordAt => map.serialize_entry(key, &lead.last_record_at)?,
                LeadColumn::NextVisitAt => map.serialize_entry(key, &lead.next_visit_at)?,
                // The state is said above; added fields are not yet part of a lead.
                LeadColumn::State | LeadColumn::Added(_) => {}
            }
        }
        map.end()
    }
}

/// A page of leads.
pub struct LeadPage {
    pub(in crate::api) page: Page,
    pub(in crate::api) columns: Vec<LeadColumn>,
    pub(in crate::api) names: Names,
}

impl Serialize for LeadPage {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let rows =
            self.page.rows.iter().map(|row| LeadRow { row, columns: &self.columns, names: &self.names });
        let mut map = to.serialize_map(Some(3))?;
        map.serialize_entry("rows", &rows.collect::<Vec<_>>())?;
        map.serialize_entry("next", &self.page.next)?;
        map.serialize_entry("count", &self.page.count)?;
        map.end()
    }
}

/// A row of a list of leads: the cells by column key.
pub struct LeadRow<'a> {
    row: &'a Row,
    columns: &'a [LeadColumn],
    names: &'a Names,
}

impl Serialize for LeadRow<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("id", &self.row.id)?;
        map.serialize_entry("version", &self.row.version)?;
        map.serialize_entry("focus", &self.row.focus)?;
        map.serialize_entry("state", &self.row.state)?;
        for (column, cell) in self.columns.iter().zip(&self.row.cells) {
            let key = column.key();
            match cell {
                // Said above, once for all rows.
                _ if *column == LeadColumn::State => {}
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

fn nullable(of: impl Into<RefOr<Schema>>) -> RefOr<Schema> {
    let nothing = ObjectBuilder::new().schema_type(Type::Null);
    OneOfBuilder::new().item(nothing).item(of).into()
}

fn number() -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
}

fn text(field: LeadField) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).max_length(Some(field.max()))
}

const fn is_text(kind: CellKind) -> bool {
    matches!(kind, CellKind::Text | CellKind::Phone | CellKind::Email | CellKind::Link)
}

fn string(format: Option<KnownFormat>) -> ObjectBuilder {
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

/// A lead; `all` of its columns, or those a list was asked for.
fn lead(all: bool) -> RefOr<Schema> {
    let mut schema = ObjectBuilder::new()
        .property("id", number())
        .property("version", number())
        .property("focus", ObjectBuilder::new().schema_type(Type::Boolean))
        .property("state", Ref::from_schema_name(LeadStateWord::name()));
    for column in LeadColumn::ALL.iter().filter(|column| **column != LeadColumn::State) {
        let cell = match column {
            LeadColumn::Text(field) => text(*field).into(),
            other => cell(*other),
        };
        schema = schema.property(column.key(), cell);
        if all {
            schema = schema.required(column.key());
        }
    }
    ["id", "version", "focus", "state"].into_iter().fold(schema, ObjectBuilder::required).into()
}

impl PartialSchema for LeadShape {
    fn schema() -> RefOr<Schema> {
        lead(true)
    }
}

impl ToSchema for LeadShape {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Lead")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Named::name().into(), Named::schema()));
        schemas.push((LeadStateWord::name().into(), LeadStateWord::schema()));
    }
}

impl PartialSchema for LeadPage {
    fn schema() -> RefOr<Schema> {
        let exact = ObjectBuilder::new().schema_type(Type::Boolean);
        let count = ObjectBuilder::new()
            .property("value", number())
            .property("exact", exact)
            .required("value")
            .required("exact");
        ObjectBuilder::new()
            .property("rows", ArrayBuilder::new().items(lead(false)))
            .property("next", nullable(ObjectBuilder::new().schema_type(Type::String)))
            .property("count", nullable(count))
            .required("rows")
            .required("next")
            .required("count")
            .into()
    }
}

impl ToSchema for LeadPage {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("LeadPage")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        LeadShape::schemas(schemas);
    }
}

/// The leads before and after one in a list.
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

/// A lead to be entered, or the fields of one to be changed.
pub enum NewLeadShape {}

impl PartialSchema for NewLeadShape {
    fn schema() -> RefOr<Schema> {
        let mut schema = ObjectBuilder::new();
        for field in LeadField::ALL {
            schema = schema.property(field.key(), text(*field));
        }
        for key in ["status", "intake", "source", "owner"] {
            schema = schema.property(key, nullable(number()));
        }
        schema
            .property("submitted_at", nullable(string(Some(KnownFormat::DateTime))))
            .additional_properties(Some(AdditionalProperties::FreeForm(false)))
            .into()
    }
}

impl ToSchema for NewLeadShape {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("NewLead")
    }
}
