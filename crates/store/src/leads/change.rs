//! Changing fields of a lead, also when someone else changed it in the meantime.
use super::{LeadRows, Leads, noun, search, tell};
use crate::audit::note;
use crate::choices;
use crate::custom::{self, Columns, Entry};
use crate::db::Tx;
use crate::{Result, edit};
use domain::choice::ChoiceKind;
use domain::custom::FieldKey;
use domain::lead::{Lead, LeadChange, LeadField};
use domain::record::RecordKind;
use domain::{ChoiceId, FieldErrors, FieldProblem, LeadId, Permission, Problem, Subject};
use sea_query::{Expr, ExprTrait, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The columns of the fields that are choices.
fn choice_column(field: &str) -> Option<(ChoiceKind, &'static str)> {
    Some(match field {
        "status" => (ChoiceKind::Status, "status_id"),
        "intake" => (ChoiceKind::Intake, "intake_id"),
        "source" => (ChoiceKind::Source, "source_id"),
        _ => return None,
    })
}

/// A field as text: what the form showed.
fn present(lead: &Lead, field: &str) -> Option<String> {
    if let Some(field) = LeadField::from_key(field) {
        return Some(lead.details.get(field).to_owned());
    }
    let id = match field {
        "status" => Some(lead.status),
        "intake" => lead.intake,
        "source" => lead.source,
        added => {
            let known = FieldKey::from_key(added).is_some();
            return known.then(|| lead.added.get(added).cloned().unwrap_or_default());
        }
    };
    Some(id.map(|id| id.to_string()).unwrap_or_default())
}

impl Leads<'_> {
    /// Changes fields of a lead. Changes others made to other fields in the meantime are kept.
    ///
    /// # Errors
    /// [`Problem::Conflict`] when someone changed one of the same fields to something else since the
    /// version the change was made from; [`Problem::Invalid`] with each wrong field.
    pub async fn change(&self, id: LeadId, change: LeadChange) -> Result<Lead> {
        self.desk.viewer.require(Permission::EditLeads)?;
        for _ in 0..edit::TRIES {
            let mut tx = self.desk.begin().await?;
            let offered = offered(&mut tx, &change).await?;
            if self.try_change(&mut tx, id, &change, &offered).await? {
                tx.commit().await?;
                return self.find(id).await;
            }
        }
        Err(Problem::TooLate.into())
    }

    async fn try_change(
        &self,
        tx: &mut Tx,
        id: LeadId,
        change: &LeadChange,
        offered: &BTreeSet<&str>,
    ) -> Result<bool> {
        let mut errors = FieldErrors::default();
        // Choices before rows, as everywhere.
        let added = custom::checked(tx, Subject::Lead, &change.values, Entry::Changed, &mut errors).await?;
        let lead = self.locked(tx, id).await?;
        let wishes = wishes(&lead, change, offered, errors)?;
        let present = |field: &str| present(&lead, field).unwrap_or_default();
        let wishes = edit::merge(tx, id.into(), &present, (change.version, lead.version), wishes).await?;
        if wishes.is_empty() {
            return Ok(true);
        }
        let added = custom::of_wishes(added, &wishes).collect();
        self.write(tx, &lead, &wishes, added).await
    }

    async fn write(
        &self,
        tx: &mut Tx,
        lead: &Lead,
        wishes: &BTreeMap<String, String>,
        added: Columns,
    ) -> Result<bool> {
        let now = self.desk.now();
        let viewer = &self.desk.viewer;
        let mut details = lead.details.clone();
        let mut values: Vec<(&'static str, Value)> =
            vec![("version", (lead.version + 1).into()), ("updated_at", now.0.into())];
        values.extend(added);
        let mut detail = serde_json::Map::new();
        for (name, value) in wishes {
            detail.insert(name.clone(), serde_json::json!([present(lead, name), value]));
            if let Some(field) = LeadField::from_key(name) {
                details.set(field, value.clone());
                values.push((field.key(), value.as_str().into()));
                if noun::key_column(field) != field.key() {
                    values.push((noun::key_column(field), words::sort_key(value).into()));
                }
            } else if let Some((_, column)) = choice_column(name) {
                values.push((column, value.parse::<i64>().ok().into()));
            }
        }
        let update = viewer
            .update::<LeadRows>()
            .and(Expr::col("id").eq(lead.id.0))
            .and(Expr::col("version").eq(lead.version))
            .with(|update| {
                update.values(values.into_iter().map(|(column, value)| (column, value.into())));
            });
        if tx.run(update).await? == 0 {
            return Ok(false);
        }
        search::index(tx, &[(lead.id.0, &details)]).await?;
        let detail = serde_json::Value::Object(detail);
        note(
            tx,
            now,
            Some(viewer.person),
            "lead.changed",
            "lead",
            Some(lead.id.0),
            Some(lead.version + 1),
            &detail,
        )
        .await?;
        if let Some(status) = wishes.get("status") {
            tell::entries(tx, RecordKind::Status, viewer.person, now, &[(lead.id.0, status.clone())]).await?;
        }
        tell::changed(tx, &[lead.id.0], [lead.owner.map(i64::from)]).await?;
        Ok(true)
    }
}

/// The fields that name a choice which is offered, or none where none is allowed. The choices are held.
async fn offered<'a>(tx: &mut Tx, change: &'a LeadChange) -> Result<BTreeSet<&'a str>> {
    let mut offered = BTreeSet::new();
    for (field, value) in &change.values {
        let Some((kind, _)) = choice_column(field) else { continue };
        let fits = match value.trim() {
            "" => kind != ChoiceKind::Status,
            id => match id.parse() {
                Ok(id) => choices::hold(tx, kind, ChoiceId(id)).await?,
                Err(_) => false,
            },
        };
        if fits {
            offered.insert(field.as_str());
        }
    }
    Ok(offered)
}

/// The new values, trimmed and checked.
fn wishes(
    lead: &Lead,
    change: &LeadChange,
    offered: &BTreeSet<&str>,
    mut errors: FieldErrors,
) -> Result<BTreeMap<String, String>> {
    let mut details = lead.details.clone();
    let mut wishes = BTreeMap::new();
    for (field, value) in &change.values {
        let value = value.trim().to_owned();
        if let Some(known) = LeadField::from_key(field) {
            details.set(known, value.clone());
        } else if choice_column(field).is_some() {
            let unchanged = present(lead, field).as_deref() == Some(value.as_str());
            if !unchanged && !offered.contains(field.as_str()) {
                errors.add(field, FieldProblem::NotChoosable);
            }
        } else if FieldKey::from_key(field).is_none() {
            errors.add(field, FieldProblem::Unknown);
        }
        wishes.insert(field.clone(), value);
    }
    if let Err(Problem::Invalid { fields }) = details.check() {
        errors.0.extend(fields.0);
    }
    errors.into_result()?;
    Ok(wishes)
}
