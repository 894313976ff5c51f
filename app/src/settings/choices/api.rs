//! Server functions about drop-down lists.
use crate::AppError;
use domain::choice::{Choice, ChoiceKind};
use domain::custom::FieldKind;
use domain::record::RecordField;
use domain::{ChoiceId, RecordFieldId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// All values of all lists, for those who may change them.
#[server(input = GetUrl)]
pub async fn choices_to_change() -> Result<Vec<Choice>, AppError> {
    let desk = crate::desk::desk().await?;
    crate::desk::needs(&desk, domain::Permission::ManageChoices)?;
    Ok(desk.choices().all().await?)
}

/// Adds a value at the end of a list.
#[server]
pub async fn add_choice(
    kind: ChoiceKind,
    name: String,
    name_en: String,
    colour: String,
    open: bool,
    #[server(default)] meaning: String,
) -> Result<ChoiceId, AppError> {
    let form = domain::choice::ChoiceForm { name, name_en, colour, open, meaning };
    let id = crate::desk::desk().await?.choices().add(kind, form).await?;
    crate::desk::lead_to(&format!("/settings/choices/{}", kind.key()));
    Ok(id)
}

/// Renames or recolours a value.
#[server]
pub async fn change_choice(
    choice: ChoiceId,
    kind: ChoiceKind,
    name: String,
    name_en: String,
    colour: String,
    open: bool,
    #[server(default)] meaning: String,
) -> Result<(), AppError> {
    let form = domain::choice::ChoiceForm { name, name_en, colour, open, meaning };
    crate::desk::desk().await?.choices().change(choice, form).await?;
    crate::desk::lead_to(&format!("/settings/choices/{}", kind.key()));
    Ok(())
}

/// Puts a list into order.
#[server]
pub async fn reorder_choices(kind: ChoiceKind, order: Vec<ChoiceId>) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.choices().reorder(kind, &order).await?)
}

/// Takes a value out of its list, or puts it back.
#[server]
pub async fn retire_choice(choice: ChoiceId, retired: bool) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.choices().retire(choice, retired).await?)
}

/// Makes one value of two.
#[server]
pub async fn merge_choice(
    choice: ChoiceId,
    into: Option<ChoiceId>,
    kind: ChoiceKind,
) -> Result<(), AppError> {
    let into = crate::desk::required("into", into)?;
    crate::desk::desk().await?.choices().merge(choice, into).await?;
    crate::desk::lead_to(&format!("/settings/choices/{}", kind.key()));
    Ok(())
}

/// How many rows have a value.
#[server(input = GetUrl)]
pub async fn choice_uses(choice: ChoiceId) -> Result<i64, AppError> {
    Ok(crate::desk::desk().await?.choices().uses(choice).await?)
}

/// What records of each type are asked for, for those who may change it.
#[server(input = GetUrl)]
pub async fn record_fields_to_change() -> Result<Vec<RecordField>, AppError> {
    let desk = crate::desk::desk().await?;
    crate::desk::needs(&desk, domain::Permission::ManageChoices)?;
    Ok(desk.record_fields().all().await?)
}

/// Adds a field to the records of a type.
#[server]
pub async fn add_record_field(
    of_type: ChoiceId,
    name: String,
    name_en: String,
    kind: FieldKind,
    #[server(default)] required: bool,
) -> Result<RecordFieldId, AppError> {
    let form = domain::record::RecordFieldForm { name, name_en, kind, required };
    Ok(crate::desk::desk().await?.record_fields().add(of_type, form).await?)
}

/// Renames a field of records, or makes it required or not.
#[server]
pub async fn change_record_field(
    field: RecordFieldId,
    name: String,
    name_en: String,
    kind: FieldKind,
    #[server(default)] required: bool,
) -> Result<(), AppError> {
    let form = domain::record::RecordFieldForm { name, name_en, kind, required };
    Ok(crate::desk::desk().await?.record_fields().change(field, form).await?)
}

/// Puts the fields of a type into order.
#[server]
pub async fn reorder_record_fields(of_type: ChoiceId, order: Vec<RecordFieldId>) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.record_fields().reorder(of_type, &order).await?)
}

/// Asks for a field no longer, or again.
#[server]
pub async fn retire_record_field(field: RecordFieldId, retired: bool) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.record_fields().retire(field, retired).await?)
}
