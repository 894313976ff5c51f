//! Leads: their schemas are made from the fields and columns, so that a new one costs nothing here.
use super::LeadStateWord;
use super::rows::{NamedRef, Names, RowsPage, Shown, noun, nullable, number, referred, string, text};
use domain::column::Column;
use domain::lead::{Lead, LeadColumn, LeadField};
use domain::{ChoiceId, PersonId};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, KnownFormat, ObjectBuilder, Schema};
use utoipa::{PartialSchema, ToSchema};

/// A page of leads.
pub type LeadPage = RowsPage<LeadColumn>;

impl Shown for LeadColumn {
    const PAGE: &'static str = "LeadPage";
    const FOCUS: bool = true;

    fn state() -> Option<(Cow<'static, str>, RefOr<Schema>)> {
        Some((LeadStateWord::name(), LeadStateWord::schema()))
    }

    fn longest(self) -> Option<usize> {
        if let Self::Text(field) = self { Some(field.max()) } else { None }
    }
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
                // The state is said above; what was added is said below.
                LeadColumn::State | LeadColumn::Added(_) => {}
            }
        }
        for (key, value) in &lead.added {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl PartialSchema for LeadShape {
    fn schema() -> RefOr<Schema> {
        noun::<LeadColumn>(true).into()
    }
}

impl ToSchema for LeadShape {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Lead")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        referred::<LeadColumn>(schemas);
    }
}

/// A lead to be entered, or the fields of one to be changed.
pub enum NewLeadShape {}

impl PartialSchema for NewLeadShape {
    fn schema() -> RefOr<Schema> {
        let mut schema = ObjectBuilder::new();
        for field in LeadField::ALL {
            schema = schema.property(field.key(), text((*field).max()));
        }
        for key in ["status", "intake", "source", "owner"] {
            schema = schema.property(key, nullable(number()));
        }
        schema
            .property("submitted_at", nullable(string(Some(KnownFormat::DateTime))))
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true)))
            .into()
    }
}

impl ToSchema for NewLeadShape {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("NewLead")
    }
}
