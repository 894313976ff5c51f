//! Added fields, and those of records.
use super::{FieldKindWord, NounWord};
use domain::Subject;
use domain::custom::{CustomField, CustomFieldForm, FieldKind};
use domain::record::{RecordField, RecordFieldForm};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A field the administrator has added.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Field)]
pub struct FieldShape {
    id: i64,
    /// Under this key a row has it: `number_12`.
    key: String,
    #[schema(value_type = NounWord)]
    noun: Subject,
    #[schema(value_type = FieldKindWord)]
    kind: FieldKind,
    name: String,
    /// The English name, when there is one.
    name_en: Option<String>,
    /// Something must be there whenever a row is entered or the field is changed.
    required: bool,
    /// No two rows have the same.
    unique: bool,
    /// What a new row begins with: text, or the ids of choices or of a person as text.
    preset: String,
    /// Digits behind the point, of a number or an amount.
    decimals: u8,
    /// Place among the fields of its noun, from 0.
    position: i64,
    /// No longer offered; what is there is kept.
    retired: bool,
}

impl From<CustomField> for FieldShape {
    fn from(field: CustomField) -> Self {
        let CustomField { key, noun, name, name_en, required, unique, preset, decimals, position, retired } =
            field;
        let (id, kind, key) = (key.id.0, key.kind, key.key().to_owned());
        Self { id, key, noun, kind, name, name_en, required, unique, preset, decimals, position, retired }
    }
}

/// What of a field can be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = FieldForm)]
#[serde(deny_unknown_fields)]
pub struct FieldInput {
    name: String,
    /// The English name, or blank.
    #[serde(default)]
    name_en: String,
    /// Something must be there whenever a row is entered or the field is changed.
    #[serde(default)]
    required: bool,
    /// No two rows have the same: only texts, numbers, amounts and dates can be so.
    #[serde(default)]
    unique: bool,
    /// What a new row begins with, or blank.
    #[serde(default)]
    preset: String,
}

impl FieldInput {
    /// Of a field that holds this.
    pub(in crate::api) fn form(self, kind: FieldKind, decimals: u8) -> CustomFieldForm {
        let Self { name, name_en, required, unique, preset } = self;
        let decimals = CustomFieldForm::decimals_of(kind, decimals);
        CustomFieldForm { kind, name, name_en, required, unique, preset, decimals }
    }
}

/// What records of a type are asked for beside their text.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordField)]
pub struct RecordFieldShape {
    id: i64,
    /// The id of the record type.
    of_type: i64,
    name: String,
    /// The English name, when there is one.
    name_en: Option<String>,
    #[schema(value_type = FieldKindWord)]
    kind: FieldKind,
    /// A record of the type is not taken without it.
    required: bool,
    /// Place among the fields of its type, from 0.
    position: i64,
    /// No longer asked for; what is there is kept.
    retired: bool,
}

impl From<RecordField> for RecordFieldShape {
    fn from(field: RecordField) -> Self {
        let RecordField { id, of_type, name, name_en, kind, required, position, retired } = field;
        Self { id: id.0, of_type: of_type.0, name, name_en, kind, required, position, retired }
    }
}

/// What of a field of records can be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RecordFieldForm)]
#[serde(deny_unknown_fields)]
pub struct RecordFieldInput {
    name: String,
    /// The English name, or blank.
    #[serde(default)]
    name_en: String,
    /// A record of the type is not taken without it.
    #[serde(default)]
    required: bool,
}

impl RecordFieldInput {
    /// Of a field that holds this.
    pub(in crate::api) fn form(self, kind: FieldKind) -> RecordFieldForm {
        RecordFieldForm { name: self.name, name_en: self.name_en, kind, required: self.required }
    }
}
