//! Values of the drop-down lists. What is in use is renamed, retired or merged, and never lost.
mod merge;
mod rows;

use crate::changes::Changes;
use crate::db::Tx;
use crate::fields::{Form, names_all};
use crate::{Desk, Result, custom};
use domain::choice::{COLOURS, Choice, ChoiceForm, ChoiceKind};
use domain::live::Signal;
use domain::{ChoiceId, FieldProblem, Permission, Problem};
use serde_json::json;

pub(crate) use rows::{first, hold, hold_for, insert};

const NAME_MAX: usize = 60;
const MEANING_MAX: usize = 200;

/// Drop-down lists.
#[derive(Clone, Copy)]
pub struct Choices<'a> {
    pub(crate) desk: &'a Desk,
}

impl Choices<'_> {
    /// All choices of all lists in their order; retired ones too, merged ones not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self) -> Result<Vec<Choice>> {
        rows::all(&mut self.desk.db()).await
    }

    /// Adds a choice at the end of its list.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when the name is missing or taken, or the colour unknown.
    pub async fn add(&self, kind: ChoiceKind, form: ChoiceForm) -> Result<ChoiceId> {
        self.desk.viewer.require(Permission::ManageChoices)?;
        let form = checked(kind, form)?;
        let mut tx = self.desk.begin().await?;
        let there = rows::lock(&mut tx, kind).await?;
        let position = there.iter().map(|choice| choice.position + 1).max().unwrap_or_default();
        let id = rows::insert(&mut tx, kind, &form, position).await?;
        let detail = json!({"kind": kind.key(), "name": form.name});
        self.desk.note(&mut tx, "choice.added", "choice", Some(id.0), &detail).await?;
        done(tx).await?;
        Ok(id)
    }

    /// Renames or recolours a choice; whatever has it shows the new name.
    ///
    /// # Errors
    /// As [`Choices::add`]; [`Problem::WrongState`] when no open status would be left.
    pub async fn change(&self, choice: ChoiceId, form: ChoiceForm) -> Result<()> {
        let (mut tx, old, _) = self.opened(choice).await?;
        let form = checked(old.kind, form)?;
        rows::update(&mut tx, choice, &form).await?;
        an_open_status_remains(&mut tx, old.kind).await?;
        let changes = changes(&old, &form);
        if changes.is_empty() {
            return Ok(());
        }
        put_into_order(&mut tx, old.kind, &[choice]).await?;
        self.desk.note(&mut tx, "choice.changed", "choice", Some(choice.0), &changes.told()).await?;
        done(tx).await
    }

    /// Puts a list into an order that names every choice of it once, the retired ones too.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `order` when it names others, or not all.
    pub async fn reorder(&self, kind: ChoiceKind, order: &[ChoiceId]) -> Result<()> {
        self.desk.viewer.require(Permission::ManageChoices)?;
        let mut tx = self.desk.begin().await?;
        let there = rows::lock(&mut tx, kind).await?;
        let ids: Vec<ChoiceId> = there.iter().map(|choice| choice.id).collect();
        names_all("order", &ids, order)?;
        for (position, choice) in (0..).zip(order) {
            rows::place(&mut tx, *choice, position).await?;
        }
        put_into_order(&mut tx, kind, order).await?;
        let detail = json!({"kind": kind.key(), "order": order});
        self.desk.note(&mut tx, "choices.reordered", "choice", None, &detail).await?;
        done(tx).await
    }

    /// Takes a choice out of the list or puts it back; what has it keeps it.
    ///
    /// # Errors
    /// [`Problem::WrongState`] for the last open status.
    pub async fn retire(&self, choice: ChoiceId, retired: bool) -> Result<()> {
        let (mut tx, old, _) = self.opened(choice).await?;
        if old.retired == retired {
            return Ok(());
        }
        rows::set_retired(&mut tx, choice, retired).await?;
        an_open_status_remains(&mut tx, old.kind).await?;
        let action = if retired { "choice.retired" } else { "choice.restored" };
        self.desk.note(&mut tx, action, "choice", Some(choice.0), &json!({"name": old.name})).await?;
        done(tx).await
    }

    /// Makes one choice of two: whatever has `from` has `into` afterwards.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `into` unless it is another choice of the same list that is not retired;
    /// [`Problem::WrongState`] when no open status would be left.
    pub async fn merge(&self, from: ChoiceId, into: ChoiceId) -> Result<()> {
        let (mut tx, old, there) = self.opened(from).await?;
        let fits = |choice: &&Choice| choice.id == into && into != from && !choice.retired;
        let target = there.iter().find(fits);
        let target = target.ok_or_else(|| Problem::field("into", FieldProblem::NotChoosable))?;
        let moved = merge::merge(&mut tx, old.kind, from, into).await?;
        an_open_status_remains(&mut tx, old.kind).await?;
        let detail = json!({"name": old.name, "into": target.name, "into_id": into, "leads": moved});
        self.desk.note(&mut tx, "choice.merged", "choice", Some(from.0), &detail).await?;
        done(tx).await
    }

    /// How many leads have a choice.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn uses(&self, choice: ChoiceId) -> Result<i64> {
        self.desk.viewer.require(Permission::ManageChoices)?;
        let mut db = self.desk.db();
        let kind = rows::kind(&mut db, choice).await?.ok_or(Problem::NotFound)?;
        merge::uses(&mut db, kind, choice).await
    }

    /// A transaction that holds the list of a choice, the choice, and its list.
    async fn opened(&self, choice: ChoiceId) -> Result<(Tx, Choice, Vec<Choice>)> {
        self.desk.viewer.require(Permission::ManageChoices)?;
        let mut tx = self.desk.begin().await?;
        let kind = rows::kind(&mut tx, choice).await?.ok_or(Problem::NotFound)?;
        let there = rows::lock(&mut tx, kind).await?;
        let old = there.iter().find(|other| other.id == choice).cloned().ok_or(Problem::NotFound)?;
        Ok((tx, old, there))
    }
}

/// What has several choices of a list sorts by their names and places: it is told of other ones.
async fn put_into_order(tx: &mut Tx, kind: ChoiceKind, changed: &[ChoiceId]) -> Result<()> {
    if let ChoiceKind::Added(field) = kind {
        for choice in changed {
            custom::rewrite_several(tx, field, *choice, *choice).await?;
        }
    }
    Ok(())
}

async fn done(mut tx: Tx) -> Result<()> {
    tx.signal(Signal::Settings);
    tx.commit().await
}

/// Leads that come in need a status in which they are tracked.
async fn an_open_status_remains(tx: &mut Tx, kind: ChoiceKind) -> Result<()> {
    if kind == ChoiceKind::Status && !rows::has_open(tx).await? {
        return Err(Problem::WrongState.into());
    }
    Ok(())
}

fn checked(kind: ChoiceKind, form: ChoiceForm) -> Result<ChoiceForm, Problem> {
    let mut fields = Form::default();
    let name = fields.required("name", &form.name, NAME_MAX);
    // Invisible characters alone would be a name nobody can see.
    fields.refuse_if(!name.is_empty() && words::fold(&name).is_empty(), "name", FieldProblem::Malformed);
    let name_en = fields.optional("name_en", &form.name_en, NAME_MAX);
    let meaning = fields.optional("meaning", &form.meaning, MEANING_MAX);
    fields.refuse_if(!COLOURS.contains(&form.colour.as_str()), "colour", FieldProblem::NotChoosable);
    fields.done()?;
    let open = form.open || kind != ChoiceKind::Status;
    Ok(ChoiceForm { name, name_en, colour: form.colour, open, meaning })
}

fn changes(old: &Choice, new: &ChoiceForm) -> Changes {
    Changes::default()
        .field("name", old.name.as_str(), new.name.as_str())
        .field("name_en", old.name_en.as_deref().unwrap_or_default(), new.name_en.as_str())
        .field("colour", old.colour.as_str(), new.colour.as_str())
        .field("open", old.open, new.open)
        .field("meaning", old.meaning.as_str(), new.meaning.as_str())
}
