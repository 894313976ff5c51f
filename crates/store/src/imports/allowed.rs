//! What the person who started an import may do now. Asked when it is taken up, and again with each part.
use crate::db::Run;
use crate::guard::Guarded;
use crate::people::may_hand_out;
use crate::{Desk, Error, Result, Store, Viewer};
use domain::import::{Import, ImportKind, ImportOwner, UnknownChoice};
use domain::{Permission, PersonId, Problem};
use sea_query::{Expr, ExprTrait, Query};

impl Store {
    /// The desk of the person who started an import, with the rights of now; `None` when they may not go on.
    pub(super) async fn desk_for(&self, person: PersonId, import: &Import) -> Result<Option<Desk>> {
        let Some(viewer) = self.viewer_now(person).await? else { return Ok(None) };
        let manages = import.kind == ImportKind::People || import.rules.role.is_some();
        if !viewer.may(import.kind.right()) || (manages && !viewer.may(Permission::ManagePeople)) {
            return Ok(None);
        }
        if let Some(role) = import.rules.role {
            let mut tx = self.begin().await?;
            match may_hand_out(&mut tx, &viewer, &[role]).await {
                // Only an answer is final: when the database fails, it is asked again.
                Err(Error::Problem(_)) => return Ok(None),
                asked => asked?,
            }
        }
        Ok(Some(self.desk(&viewer)))
    }

    async fn viewer_now(&self, person: PersonId) -> Result<Option<Viewer>> {
        let mut select = Query::select();
        select.column("login").from("people").and_where(Expr::col("id").eq(person.0));
        let login: Option<String> = self
            .db
            .clone()
            .value(Guarded::unrestricted(
                select,
                "workers take up what people have started, and act as those people",
            ))
            .await?;
        match self.viewer_of_login(&login.unwrap_or_default()).await {
            Err(Error::Problem(Problem::NotFound)) => Ok(None),
            viewer => viewer.map(Some),
        }
    }
}

/// Whether somebody has lost what an import relies on: its rows would come to something else than was shown.
pub(super) fn has_lost(import: &Import, before: &Viewer, now: &Viewer) -> bool {
    relied_on(import).iter().any(|permission| before.may(*permission) && !now.may(*permission))
}

fn relied_on(import: &Import) -> Vec<Permission> {
    let rules = &import.rules;
    let is_rows = import.kind.subject().is_some();
    let changes = match import.kind {
        ImportKind::People => false,
        ImportKind::Leads | ImportKind::Customers => rules.update,
        ImportKind::Contacts | ImportKind::Calls | ImportKind::Events => true,
    };
    let (view, edit) = match import.kind {
        ImportKind::Customers | ImportKind::Contacts => {
            (Permission::ViewCustomers, Permission::EditCustomers)
        }
        _ => (Permission::ViewLeads, Permission::EditLeads),
    };
    let gives = import.kind.assigns().filter(|_| rules.owner == ImportOwner::Column);
    let pools = import.kind.pools().filter(|_| rules.owner != ImportOwner::Me);
    let relied = [
        (changes, view),
        (changes, edit),
        (gives.is_some(), gives.unwrap_or(edit)),
        (pools.is_some(), pools.unwrap_or(edit)),
        (is_rows && rules.unknown_choice == UnknownChoice::Add, Permission::ManageChoices),
        (rules.create_people, Permission::ManagePeople),
        (import.kind == ImportKind::People, Permission::ManageRoles),
    ];
    relied.into_iter().filter_map(|(does, permission)| does.then_some(permission)).collect()
}
