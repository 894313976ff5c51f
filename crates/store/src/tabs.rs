//! The tabs of the work list.
mod rows;

use crate::changes::Changes;
use crate::db::Tx;
use crate::fields::{Form, names_all};
use crate::{Desk, Result};
use domain::lead::{LeadFilter, LeadView};
use domain::live::Signal;
use domain::tab::{Tab, TabForm, TabRule};
use domain::{FieldProblem, Permission, Problem, TabId};
use serde_json::json;

pub(crate) use rows::insert;

const NAME_MAX: usize = 40;
const QUERY_MAX: usize = 2_000;

/// Tabs of the work list.
#[derive(Clone, Copy)]
pub struct Tabs<'a> {
    pub(crate) desk: &'a Desk,
}

impl Tabs<'_> {
    /// All tabs in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self) -> Result<Vec<Tab>> {
        rows::all(&mut self.desk.db()).await
    }

    /// Adds a tab behind the others.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when the name is missing or taken, a status is not to be had, or the filter
    /// filters nothing.
    pub async fn add(&self, form: TabForm) -> Result<TabId> {
        let (mut tx, there) = self.opened().await?;
        let form = checked(form)?;
        is_free(&there, None, &form)?;
        rows::statuses_are_there(&mut tx, &form).await?;
        let position = there.last().map_or(0, |tab| tab.position + 1);
        let id = rows::insert(&mut tx, &form, position).await?;
        let detail = json!({"name": form.name, "rule": form.rule});
        self.desk.note(&mut tx, "tab.added", "tab", Some(id.0), &detail).await?;
        done(tx).await?;
        Ok(id)
    }

    /// Changes what a tab is called and what it holds.
    ///
    /// # Errors
    /// As [`Tabs::add`].
    pub async fn change(&self, tab: TabId, form: TabForm) -> Result<()> {
        let (mut tx, there) = self.opened().await?;
        let form = checked(form)?;
        let old = there.iter().find(|other| other.id == tab).ok_or(Problem::NotFound)?;
        is_free(&there, Some(tab), &form)?;
        rows::statuses_are_there(&mut tx, &form).await?;
        let changes = Changes::default()
            .field("name", old.name.as_str(), form.name.as_str())
            .field("name_en", old.name_en.as_deref().unwrap_or_default(), form.name_en.as_str())
            .field("rule", json!(old.rule), json!(form.rule));
        if changes.is_empty() {
            return Ok(());
        }
        rows::update(&mut tx, tab, &form).await?;
        self.desk.note(&mut tx, "tab.changed", "tab", Some(tab.0), &changes.told()).await?;
        done(tx).await
    }

    /// Removes a tab; its leads stand in the others.
    ///
    /// # Errors
    /// [`Problem::WrongState`] for the last one.
    pub async fn remove(&self, tab: TabId) -> Result<()> {
        let (mut tx, there) = self.opened().await?;
        let old = there.iter().find(|other| other.id == tab).ok_or(Problem::NotFound)?;
        if there.len() == 1 {
            return Err(Problem::WrongState.into());
        }
        rows::delete(&mut tx, tab).await?;
        self.desk.note(&mut tx, "tab.removed", "tab", Some(tab.0), &json!({"name": old.name})).await?;
        done(tx).await
    }

    /// Puts the tabs into an order that names each of them once.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `order` when it names others, or not all.
    pub async fn reorder(&self, order: &[TabId]) -> Result<()> {
        let (mut tx, there) = self.opened().await?;
        let ids: Vec<TabId> = there.iter().map(|tab| tab.id).collect();
        names_all("order", &ids, order)?;
        for (position, tab) in (0..).zip(order) {
            rows::place(&mut tx, *tab, position).await?;
        }
        self.desk.note(&mut tx, "tabs.reordered", "tab", None, &json!({"order": order})).await?;
        done(tx).await
    }

    /// A transaction that holds the tabs, and the tabs.
    async fn opened(&self) -> Result<(Tx, Vec<Tab>)> {
        self.desk.viewer.require(Permission::ManageTabs)?;
        let mut tx = self.desk.begin().await?;
        rows::lock(&mut tx).await?;
        let there = rows::all(&mut tx).await?;
        Ok((tx, there))
    }
}

async fn done(mut tx: Tx) -> Result<()> {
    tx.signal(Signal::Settings);
    tx.commit().await
}

fn checked(form: TabForm) -> Result<TabForm, Problem> {
    let mut fields = Form::default();
    let name = fields.required("name", &form.name, NAME_MAX);
    let name_en = fields.optional("name_en", &form.name_en, NAME_MAX);
    let rule = match form.rule {
        TabRule::Statuses { mut statuses } => {
            statuses.sort_unstable();
            statuses.dedup();
            fields.refuse_if(statuses.is_empty(), "statuses", FieldProblem::Required);
            TabRule::Statuses { statuses }
        }
        TabRule::Filter { query } => {
            // The tab is a part of the work list already: it says itself neither screen nor tab.
            let filter = LeadFilter { view: LeadView::default(), tab: None, ..LeadFilter::parse(&query) };
            let query = filter.to_query();
            fields.refuse_if(!filter.is_narrowed(), "query", FieldProblem::Required);
            let long = query.chars().count() > QUERY_MAX;
            fields.refuse_if(long, "query", FieldProblem::TooLong { max: QUERY_MAX });
            TabRule::Filter { query }
        }
        simple => simple,
    };
    fields.done()?;
    Ok(TabForm { name, name_en, rule })
}

fn is_free(there: &[Tab], tab: Option<TabId>, form: &TabForm) -> Result<(), Problem> {
    let key = words::fold(&form.name);
    if there.iter().any(|other| Some(other.id) != tab && words::fold(&other.name) == key) {
        return Err(Problem::field("name", FieldProblem::Taken));
    }
    Ok(())
}
