//! The fields the administrator adds to leads, customers and contacts.
mod rows;

use crate::changes::Changes;
use crate::db::Tx;
use crate::fields::{Form, names_all};
use crate::{Desk, Result, custom, shape, subject};
use domain::custom::{CustomField, CustomFieldForm, DECIMALS_MAX, FIELDS_MAX, FIELDS_OF_NOUN_MAX, FieldKind};
use domain::live::Signal;
use domain::{FieldErrors, FieldId, FieldProblem, Permission, Problem, Subject};
use serde_json::json;

const NAME_MAX: usize = 60;

/// Added fields.
#[derive(Clone, Copy)]
pub struct CustomFields<'a> {
    pub(crate) desk: &'a Desk,
}

impl CustomFields<'_> {
    /// All fields of all nouns in their order; the retired ones too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self) -> Result<Vec<CustomField>> {
        custom::defined(&mut self.desk.db(), None).await
    }

    /// One field.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is no such field.
    pub async fn find(&self, id: FieldId) -> Result<CustomField> {
        let all = self.all().await?;
        Ok(all.into_iter().find(|field| field.key.id == id).ok_or(Problem::NotFound)?)
    }

    /// Adds a field behind those a noun has: its columns and the index of its order are made with it.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when the name is missing or taken, when the preset is none of its values, when a field of
    /// that kind can not tell rows apart, or when the noun has as many fields as it may have.
    pub async fn add(&self, noun: Subject, form: CustomFieldForm) -> Result<FieldId> {
        self.desk.viewer.require(Permission::ManageFields)?;
        let form = checked(form)?;
        let mut tx = self.desk.begin().await?;
        let there = rows::lock(&mut tx, noun).await?;
        if there.len() >= FIELDS_OF_NOUN_MAX {
            return Err(Problem::field("noun", FieldProblem::Enough { max: FIELDS_OF_NOUN_MAX }).into());
        }
        let position = there.iter().map(|field| field.position + 1).max().unwrap_or_default();
        let field = rows::insert(&mut tx, noun, &form, position).await?;
        if field.key.id.0 > FIELDS_MAX {
            return Err(Problem::field("noun", FieldProblem::Enough { max: FIELDS_OF_NOUN_MAX }).into());
        }
        preset(&mut tx, &field).await?;
        let table = subject::table(noun);
        for shape in shape::added(tx.dialect(), table, field.key) {
            tx.shape(shape).await?;
        }
        if field.unique {
            tx.shape(shape::unique(table, field.key, true)).await?;
        }
        let detail = json!({"name": form.name, "kind": form.kind, "noun": noun});
        self.noted(&mut tx, "field.added", Some(field.key.id), &detail).await?;
        done(tx).await?;
        Ok(field.key.id)
    }

    /// Renames a field, makes it required or not, makes that no two rows have the same or that they may, or gives it
    /// another preset. What it holds stays what it is.
    ///
    /// # Errors
    /// [`Problem::Invalid`] as in [`CustomFields::add`]; on `kind` and `decimals` when they are others; on `unique` when
    /// there are rows with the same, naming what they have.
    pub async fn change(&self, id: FieldId, form: CustomFieldForm) -> Result<()> {
        let (mut tx, old) = self.opened(id).await?;
        let form = checked(form)?;
        let mut errors = FieldErrors::default();
        if form.kind != old.key.kind {
            errors.add("kind", FieldProblem::NotChoosable);
        }
        if form.decimals != old.decimals {
            errors.add("decimals", FieldProblem::NotChoosable);
        }
        errors.into_result()?;
        rows::update(&mut tx, id, &form).await?;
        let new = CustomField { preset: form.preset.clone(), required: form.required, ..old.clone() };
        preset(&mut tx, &new).await?;
        if form.unique != old.unique {
            self.tell_apart(&mut tx, &old, form.unique).await?;
        }
        let changes = changes(&old, &form);
        if changes.is_empty() {
            return Ok(());
        }
        self.noted(&mut tx, "field.changed", Some(id), &changes.told()).await?;
        done(tx).await
    }

    /// Puts the fields of a noun into an order that names each once, the retired ones too.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `order` when it names others, or not all.
    pub async fn reorder(&self, noun: Subject, order: &[FieldId]) -> Result<()> {
        self.desk.viewer.require(Permission::ManageFields)?;
        let mut tx = self.desk.begin().await?;
        let there = rows::lock(&mut tx, noun).await?;
        let ids: Vec<_> = there.iter().map(|field| field.key.id).collect();
        names_all("order", &ids, order)?;
        for (position, field) in (0..).zip(order) {
            rows::set(&mut tx, *field, "position", position).await?;
        }
        let detail = json!({"noun": noun, "order": order});
        self.noted(&mut tx, "fields.reordered", None, &detail).await?;
        done(tx).await
    }

    /// Offers a field no longer, or again; what rows have of it they keep.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is no such field.
    pub async fn retire(&self, id: FieldId, retired: bool) -> Result<()> {
        let (mut tx, old) = self.opened(id).await?;
        if old.retired == retired {
            return Ok(());
        }
        rows::set(&mut tx, id, "retired", i64::from(retired)).await?;
        let action = if retired { "field.retired" } else { "field.restored" };
        self.noted(&mut tx, action, Some(id), &json!({"name": old.name})).await?;
        done(tx).await
    }

    async fn tell_apart(&self, tx: &mut Tx, field: &CustomField, unique: bool) -> Result<()> {
        let table = subject::table(field.noun);
        if unique {
            let twins = rows::twins(tx, table, field).await?;
            if !twins.is_empty() {
                let values = twins.join("、");
                return Err(Problem::field("unique", FieldProblem::Twins { values }).into());
            }
        }
        tx.shape(shape::unique(table, field.key, unique)).await
    }

    async fn opened(&self, id: FieldId) -> Result<(Tx, CustomField)> {
        self.desk.viewer.require(Permission::ManageFields)?;
        let mut tx = self.desk.begin().await?;
        let field = rows::held(&mut tx, id).await?.ok_or(Problem::NotFound)?;
        Ok((tx, field))
    }

    async fn noted(
        &self,
        tx: &mut Tx,
        action: &str,
        id: Option<FieldId>,
        detail: &serde_json::Value,
    ) -> Result<()> {
        self.desk.note(tx, action, "field", id.map(|id| id.0), detail).await
    }
}

async fn done(mut tx: Tx) -> Result<()> {
    tx.signal(Signal::Settings);
    tx.commit().await
}

fn checked(form: CustomFieldForm) -> Result<CustomFieldForm, Problem> {
    let mut fields = Form::default();
    let name = fields.required("name", &form.name, NAME_MAX);
    fields.refuse_if(!name.is_empty() && words::fold(&name).is_empty(), "name", FieldProblem::Malformed);
    let name_en = fields.optional("name_en", &form.name_en, NAME_MAX);
    let preset = form.preset.trim().to_owned();
    fields.refuse_if(form.unique && !form.kind.may_be_unique(), "unique", FieldProblem::NotChoosable);
    // The second new row would have the same.
    fields.refuse_if(form.unique && !preset.is_empty(), "preset", FieldProblem::NotChoosable);
    let fits = match form.kind {
        FieldKind::Number => form.decimals <= DECIMALS_MAX,
        FieldKind::Money => form.decimals == 2,
        _ => form.decimals == 0,
    };
    fields.refuse_if(!fits, "decimals", FieldProblem::NotChoosable);
    fields.done()?;
    Ok(CustomFieldForm { name, name_en, preset, ..form })
}

/// Whether new rows can begin with the preset.
async fn preset(tx: &mut Tx, field: &CustomField) -> Result<()> {
    if field.preset.is_empty() {
        return Ok(());
    }
    match custom::value(tx, field, &field.preset).await? {
        Ok(_) => Ok(()),
        Err(problem) => Err(Problem::field("preset", problem).into()),
    }
}

fn changes(old: &CustomField, new: &CustomFieldForm) -> Changes {
    Changes::default()
        .field("name", old.name.as_str(), new.name.as_str())
        .field("name_en", old.name_en.as_deref().unwrap_or_default(), new.name_en.as_str())
        .field("required", old.required, new.required)
        .field("unique", old.unique, new.unique)
        .field("preset", old.preset.as_str(), new.preset.as_str())
}
