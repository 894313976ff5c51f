//! What a new house begins with: the administrator's role, roles for selling, lists to choose from, tabs.
use crate::db::Tx;
use crate::settings::{claim, value_of};
use crate::{Result, Store, choices, pools, record_fields, roles, tabs};
use domain::choice::{ChoiceForm, ChoiceKind};
use domain::person::RoleForm;
use domain::pool::PoolForm;
use domain::record::RecordFieldForm;
use domain::tab::TabForm;
use domain::{Permission, RoleId, Scope};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

// In the setting that tells an old house from a new one stands when it was furnished.
const FURNISHED: &str = "furnished_at";

#[derive(Deserialize)]
struct Furniture {
    roles: Vec<FirstRole>,
    choices: BTreeMap<String, Vec<ChoiceForm>>,
    tabs: Vec<TabForm>,
    pools: Vec<PoolForm>,
    /// By the name of the record type.
    record_fields: BTreeMap<String, Vec<RecordFieldForm>>,
}

#[derive(Deserialize)]
struct FirstRole {
    name: String,
    parent: Option<String>,
    scope: Scope,
    preset: bool,
    permissions: Vec<Permission>,
}

impl Store {
    /// Fills a new database, once; also when several servers open it at the same time.
    pub(crate) async fn furnish(&self) -> Result<()> {
        if value_of(&mut self.db.clone(), FURNISHED).await?.is_some() {
            return Ok(());
        }
        let furniture: Furniture = serde_json::from_str(include_str!("furnish.json"))?;
        let mut tx = self.begin().await?;
        if claim(&mut tx, FURNISHED, &self.now().to_string()).await? {
            furniture.place(&mut tx).await?;
        }
        tx.commit().await
    }
}

impl Furniture {
    async fn place(self, tx: &mut Tx) -> Result<()> {
        let mut placed: HashMap<String, RoleId> = HashMap::new();
        for role in self.roles {
            let parent = role.parent.and_then(|parent| placed.get(&parent).copied());
            let form = RoleForm { parent, name: role.name, scope: role.scope, permissions: role.permissions };
            let id = roles::insert(tx, &form, role.preset).await?;
            placed.insert(form.name, id);
        }
        for kind in ChoiceKind::ALL {
            for (position, form) in (0..).zip(self.choices.get(kind.key()).into_iter().flatten()) {
                let id = choices::insert(tx, kind, form, position).await?;
                if kind == ChoiceKind::RecordType {
                    for (position, field) in
                        (0..).zip(self.record_fields.get(&form.name).into_iter().flatten())
                    {
                        record_fields::insert(tx, id, field, position).await?;
                    }
                }
            }
        }
        for (position, form) in (0..).zip(&self.tabs) {
            tabs::insert(tx, form, position).await?;
        }
        for (position, pool) in (0..).zip(&self.pools) {
            pools::insert(tx, pool, position).await?;
        }
        Ok(())
    }
}
