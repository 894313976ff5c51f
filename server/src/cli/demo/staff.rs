//! The people of the company: a director, a manager for each region, and those who sell.
use super::super::lang;
use super::invent::Inventor;
use super::{Outcome, progress};
use domain::person::{PersonForm, RoleForm};
use domain::{Permission, PersonId, RoleId, Scope};
use messages::{Key, fill, text};
use store::{Desk, Store};

pub(super) const ADMIN: &str = "admin";

/// Sellers to a manager, where there are enough.
const TEAM: usize = 8;

pub(super) struct Staff {
    pub(super) managers: Vec<Member>,
    pub(super) sellers: Vec<Member>,
}

pub(super) struct Member {
    pub(super) id: PersonId,
    pub(super) login: String,
    pub(super) name: String,
    /// How many leads came to this person.
    pub(super) leads: usize,
}

struct Region {
    manager: RoleId,
    seller: RoleId,
}

/// Hires everybody. All have the same password: it is a demo.
pub(super) async fn hire(
    store: &Store,
    inventor: &mut Inventor,
    people: usize,
    password: &str,
) -> Outcome<Staff> {
    store.first_admin(ADMIN, text(lang(), Key::CliDemoAdminName), password).await?;
    let admin = store.desk(&store.viewer_of_login(ADMIN).await?);
    let managers = (people - 1).div_ceil(TEAM + 1).clamp(1, inventor.regions().len().min(people - 2));
    let director = role(&admin, None, text(lang(), Key::CliDemoDirector), Scope::Subordinates).await?;
    let regions = regions(&admin, inventor, director, managers).await?;
    let bar = progress::bar(Key::CliDemoPeopleWork, people as u64);
    let mut staff = Staff { managers: Vec::new(), sellers: Vec::new() };
    for at in 0..people {
        let role = match at {
            0 => director,
            at if at <= managers => regions[at - 1].manager,
            at => regions[at % regions.len()].seller,
        };
        let member = member(&admin, inventor, role, password).await?;
        if at <= managers {
            staff.managers.push(member)
        } else {
            staff.sellers.push(member)
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(staff)
}

async fn regions(admin: &Desk, inventor: &Inventor, director: RoleId, count: usize) -> Outcome<Vec<Region>> {
    let mut regions = Vec::new();
    for name in inventor.regions().iter().take(count) {
        let manager = role(
            admin,
            Some(director),
            &fill(lang(), Key::CliDemoRoleManager, &[("region", name)]),
            Scope::Subordinates,
        )
        .await?;
        let seller = role(
            admin,
            Some(manager),
            &fill(lang(), Key::CliDemoRoleSeller, &[("region", name)]),
            Scope::Own,
        )
        .await?;
        regions.push(Region { manager, seller });
    }
    Ok(regions)
}

async fn role(admin: &Desk, parent: Option<RoleId>, name: &str, scope: Scope) -> Outcome<RoleId> {
    let only_managers = [
        Permission::AssignLeads,
        Permission::ReopenLeads,
        Permission::ImportLeads,
        Permission::AssignCustomers,
        Permission::ManageBin,
        Permission::MergeCustomers,
        Permission::ApproveLevels,
        Permission::ImportCustomers,
    ];
    let sells = |permission: &&Permission| {
        matches!(permission.module(), "leads" | "customers") && **permission != Permission::MonitorCustomers
    };
    let may = |permission: &&Permission| scope > Scope::Own || !only_managers.contains(permission);
    let permissions = Permission::ALL.iter().filter(sells).filter(may).copied().collect();
    Ok(admin.roles().add(RoleForm { parent, name: name.to_owned(), scope, permissions }).await?)
}

async fn member(admin: &Desk, inventor: &mut Inventor, role: RoleId, password: &str) -> Outcome<Member> {
    let (name, login) = inventor.colleague();
    let form = PersonForm {
        login: login.clone(),
        name: name.clone(),
        email: format!("{login}@clew.example"),
        password: password.to_owned(),
        roles: vec![role],
        ..PersonForm::default()
    };
    let id = admin.people().add(form).await?;
    Ok(Member { id, login, name, leads: 0 })
}
