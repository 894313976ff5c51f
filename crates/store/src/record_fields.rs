//! What records of a type are asked for beside their text. Managed with the list of record types.
mod rows;

use crate::changes::Changes;
use crate::choices;
use crate::db::Tx;
use crate::fields::{Form, names_all};
use crate::{Desk, Result};
use domain::choice::ChoiceKind;
use domain::live::Signal;
use domain::record::{RecordField, RecordFieldForm};
use domain::{ChoiceId, FieldErrors, FieldProblem, Permission, Problem, RecordFieldId};
use serde_json::json;

pub(crate) use rows::{all, insert};

const NAME_MAX: usize = 60;

/// Fields of records.
#[derive(Clone, Copy)]
pub struct RecordFields<'a> {
    pub(crate) desk: &'a Desk,
}

impl RecordFields<'_> {
    /// All fields of all types in their order; the retired ones too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self) -> Result<Vec<RecordField>> {
        all(&mut self.desk.db()).await
    }

    /// One field.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is no such field.
    pub async fn find(&self, id: RecordFieldId) -> Result<RecordField> {
        let all = self.all().await?;
        Ok(all.into_iter().find(|field| field.id == id).ok_or(Problem::NotFound)?)
    }

    /// Adds a field behind those a type has.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when the name is missing or taken, or when such a field can not hold that;
    /// [`Problem::NotFound`] when there is no such type.
    pub async fn add(&self, of_type: ChoiceId, form: RecordFieldForm) -> Result<RecordFieldId> {
        self.desk.viewer.require(Permission::ManageChoices)?;
        let form = checked(form)?;
        let mut tx = self.desk.begin().await?;
        if !choices::hold(&mut tx, ChoiceKind::RecordType, of_type).await? {
            return Err(Problem::NotFound.into());
        }
        let there = rows::lock(&mut tx, of_type).await?;
        let position = there.iter().map(|field| field.position + 1).max().unwrap_or_default();
        let id = insert(&mut tx, of_type, &form, position).await?;
        let detail = json!({"name": form.name, "kind": form.kind, "type": of_type});
        self.noted(&mut tx, "record_field.added", Some(id), &detail).await?;
        done(tx).await?;
        Ok(id)
    }

    /// Renames a field, or makes it required or not. What it holds stays what it is.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when the name is missing or taken, or `kind` is another.
    pub async fn change(&self, id: RecordFieldId, form: RecordFieldForm) -> Result<()> {
        let form = checked(form)?;
        let (mut tx, old) = self.opened(id).await?;
        if form.kind != old.kind {
            return Err(Problem::field("kind", FieldProblem::NotChoosable).into());
        }
        rows::update(&mut tx, id, &form).await?;
        let changes = changes(&old, &form);
        if changes.is_empty() {
            return Ok(());
        }
        self.noted(&mut tx, "record_field.changed", Some(id), &changes.told()).await?;
        done(tx).await
    }

    /// Puts the fields of a type into an order that names each once, the retired ones too.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `order` when it names others, or not all.
    pub async fn reorder(&self, of_type: ChoiceId, order: &[RecordFieldId]) -> Result<()> {
        self.desk.viewer.require(Permission::ManageChoices)?;
        let mut tx = self.desk.begin().await?;
        let there = rows::lock(&mut tx, of_type).await?;
        let ids: Vec<_> = there.iter().map(|field| field.id).collect();
        names_all("order", &ids, order)?;
        for (position, field) in (0..).zip(order) {
            rows::set(&mut tx, *field, "position", position).await?;
        }
        let detail = json!({"type": of_type, "order": order});
        self.noted(&mut tx, "record_fields.reordered", None, &detail).await?;
        done(tx).await
    }

    /// Asks for a field no longer, or again; what records have of it they keep.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is no such field.
    pub async fn retire(&self, id: RecordFieldId, retired: bool) -> Result<()> {
        let (mut tx, old) = self.opened(id).await?;
        if old.retired == retired {
            return Ok(());
        }
        rows::set(&mut tx, id, "retired", i64::from(retired)).await?;
        let action = if retired { "record_field.retired" } else { "record_field.restored" };
        self.noted(&mut tx, action, Some(id), &json!({"name": old.name})).await?;
        done(tx).await
    }

    async fn opened(&self, id: RecordFieldId) -> Result<(Tx, RecordField)> {
        self.desk.viewer.require(Permission::ManageChoices)?;
        let mut tx = self.desk.begin().await?;
        let field = rows::held(&mut tx, id).await?.ok_or(Problem::NotFound)?;
        Ok((tx, field))
    }

    async fn noted(
        &self,
        tx: &mut Tx,
        action: &str,
        id: Option<RecordFieldId>,
        detail: &serde_json::Value,
    ) -> Result<()> {
        self.desk.note(tx, action, "record_field", id.map(|id| id.0), detail).await
    }
}

async fn done(mut tx: Tx) -> Result<()> {
    tx.signal(Signal::Settings);
    tx.commit().await
}

fn checked(form: RecordFieldForm) -> Result<RecordFieldForm, Problem> {
    let mut fields = Form::default();
    let name = fields.required("name", &form.name, NAME_MAX);
    fields.refuse_if(!name.is_empty() && words::fold(&name).is_empty(), "name", FieldProblem::Malformed);
    let name_en = fields.optional("name_en", &form.name_en, NAME_MAX);
    fields.refuse_if(!RecordField::KINDS.contains(&form.kind), "kind", FieldProblem::NotChoosable);
    fields.done()?;
    Ok(RecordFieldForm { name, name_en, ..form })
}

fn changes(old: &RecordField, new: &RecordFieldForm) -> Changes {
    Changes::default()
        .field("name", old.name.as_str(), new.name.as_str())
        .field("name_en", old.name_en.as_deref().unwrap_or_default(), new.name_en.as_str())
        .field("required", old.required, new.required)
}

/// What is kept of what was filled in for a record of a type, which is held: each field's id and its value. What is
/// wrong is noted, by `extra.` and the id.
pub(crate) async fn kept(
    tx: &mut Tx,
    of_type: Option<ChoiceId>,
    filled: &[(String, String)],
    errors: &mut FieldErrors,
) -> Result<Vec<(i64, String)>> {
    let asked = match of_type {
        Some(of_type) => rows::of(tx, of_type).await?,
        None => Vec::new(),
    };
    let named = |id: RecordFieldId| filled.iter().find(|(key, _)| *key == id.to_string());
    let mut kept = Vec::new();
    for field in &asked {
        match field.read(named(field.id).map_or("", |(_, text)| text)) {
            Ok(value) => kept.extend(value.map(|value| (field.id.0, value))),
            Err(problem) => errors.add(&RecordField::key(field.id), problem),
        }
    }
    let is_asked = |key: &str| asked.iter().any(|field| field.id.to_string() == key);
    for (key, _) in filled.iter().filter(|(key, text)| !text.trim().is_empty() && !is_asked(key)) {
        errors.add(&format!("extra.{key}"), FieldProblem::Unknown);
    }
    Ok(kept)
}
