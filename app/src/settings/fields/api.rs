//! Server functions about added fields, for those who may change them.
#![allow(clippy::too_many_arguments, reason = "the fields of a form arrive one by one")]
use crate::AppError;
use crate::row_page::Typed;
use domain::choice::Choice;
use domain::custom::{CustomField, FieldKind};
use domain::{FieldId, Subject};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// What the settings page of fields shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AllFields {
    /// All fields of all nouns, in their order.
    pub fields: Vec<CustomField>,
    /// The drop-down lists.
    pub choices: Vec<Choice>,
}

/// All added fields, and what some of them offer.
#[server(input = GetUrl)]
pub async fn fields_to_change() -> Result<AllFields, AppError> {
    let desk = crate::desk::desk().await?;
    crate::desk::needs(&desk, domain::Permission::ManageFields)?;
    Ok(AllFields { fields: desk.fields().all().await?, choices: desk.choices().all().await? })
}

/// Adds a field behind the others of a noun.
#[server]
pub async fn add_field(
    noun: Subject,
    kind: FieldKind,
    name: String,
    #[server(default)] name_en: String,
    #[server(default)] required: bool,
    #[server(default)] unique: bool,
    #[server(default)] decimals: u8,
    #[server(default)] preset: String,
) -> Result<FieldId, AppError> {
    let decimals = domain::custom::CustomFieldForm::decimals_of(kind, decimals);
    let unique = unique && kind.may_be_unique();
    let form = domain::custom::CustomFieldForm { kind, name, name_en, required, unique, preset, decimals };
    let id = crate::desk::desk().await?.fields().add(noun, form).await?;
    crate::desk::lead_to(&super::words::href(noun));
    Ok(id)
}

/// Renames a field, or changes what is asked of it. Its preset stands under its own key when it is several choices.
#[server]
pub async fn change_field(
    field: FieldId,
    kind: FieldKind,
    name: String,
    #[server(default)] name_en: String,
    #[server(default)] required: bool,
    #[server(default)] unique: bool,
    #[server(default)] decimals: u8,
    #[server(default)] preset: String,
    #[server(flatten)] typed: Typed,
) -> Result<(), AppError> {
    let key = domain::custom::FieldKey { id: field, kind };
    let preset = typed.0.get(key.key()).cloned().unwrap_or(preset);
    let form = domain::custom::CustomFieldForm { kind, name, name_en, required, unique, preset, decimals };
    Ok(crate::desk::desk().await?.fields().change(field, form).await?)
}

/// Puts the fields of a noun into order.
#[server]
pub async fn reorder_fields(noun: Subject, order: Vec<FieldId>) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.fields().reorder(noun, &order).await?)
}

/// Offers a field no longer, or again.
#[server]
pub async fn retire_field(field: FieldId, retired: bool) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.fields().retire(field, retired).await?)
}
