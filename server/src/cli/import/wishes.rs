//! Rules as flags.
use super::super::Outcome;
use super::meanings::Meanings;
use crate::cli::lang;
use domain::import::{DateOrder, Import, ImportOwner, ImportRules, UnknownChoice};
use domain::{FieldProblem, PoolId, Problem, RoleId};
use messages::{Key, text};
use store::{Desk, Store};

#[derive(clap::Args)]
pub(super) struct Wishes {
    #[arg(long, value_name = "HEADER=FIELD", help = text(lang(), Key::ImportCliMap))]
    map: Vec<String>,
    #[arg(long, value_name = "column|me|pool", help = text(lang(), Key::ImportCliOwner))]
    owner: Option<String>,
    #[arg(long, value_name = "NAME", help = text(lang(), Key::ImportCliPool))]
    pool: Option<String>,
    #[arg(long = "match", value_name = "external_id|number|mobile|email|name|none", help = text(lang(), Key::ImportCliMatch))]
    match_key: Option<String>,
    #[arg(long, value_name = "add|reject", help = text(lang(), Key::ImportCliUnknown))]
    unknown: Option<String>,
    #[command(flatten)]
    meanings: Meanings,
    #[arg(long, value_name = "ROLE", help = text(lang(), Key::ImportCliRole))]
    role: Option<String>,
    #[arg(long, value_name = "ZONE", help = text(lang(), Key::ImportCliZone))]
    zone: Option<String>,
    #[arg(long, value_name = "day_first|month_first", help = text(lang(), Key::ImportCliDates))]
    dates: Option<String>,
    #[arg(long, help = text(lang(), Key::ImportCliNoCreate))]
    no_create: bool,
    #[arg(long, help = text(lang(), Key::ImportCliNoUpdate))]
    no_update: bool,
    #[arg(long, help = text(lang(), Key::ImportCliBlankClears))]
    blank_clears: bool,
}

fn word<T>(
    name: &str,
    value: Option<&String>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    let read = |value: &String| read(value).ok_or_else(|| Problem::field(name, FieldProblem::NotChoosable));
    value.map(read).transpose()
}

impl Wishes {
    /// The rules of an import with what was asked for.
    pub(super) async fn over(&self, store: &Store, desk: &Desk, import: &Import) -> Outcome<ImportRules> {
        let mut rules = import.rules.clone();
        self.columns(&mut rules, &import.headers)?;
        if let Some(owner) = word("owner", self.owner.as_ref(), ImportOwner::from_key)? {
            rules.owner = owner;
        }
        if let Some(pool) = &self.pool {
            rules.pool = Some(pool_named(desk, pool).await?);
        }
        if let Some(unknown) = word("unknown", self.unknown.as_ref(), UnknownChoice::from_key)? {
            rules.unknown_choice = unknown;
        }
        self.meanings.note(&mut rules, import, store, desk).await?;
        if let Some(key) = &self.match_key {
            rules.match_key = if key == "none" { String::new() } else { key.clone() };
        }
        if let Some(order) = word("dates", self.dates.as_ref(), DateOrder::from_key)? {
            rules.date_order = Some(order);
        }
        if let Some(zone) = &self.zone {
            rules.zone.clone_from(zone);
        }
        if let Some(role) = &self.role {
            rules.role = Some(named(desk, role).await?);
        }
        // The line says it each time: what was asked of an earlier file holds for that file alone.
        rules.create = !self.no_create;
        rules.update = !self.no_update;
        rules.blank_clears = self.blank_clears;
        Ok(rules)
    }

    /// `--map "Lead Status=status"`; nothing behind the sign leaves the column out.
    fn columns(&self, rules: &mut ImportRules, headers: &[String]) -> Result<(), Problem> {
        for wish in &self.map {
            let wrong = || Problem::field("map", FieldProblem::NotChoosable);
            let (header, target) = wish.rsplit_once('=').ok_or_else(wrong)?;
            let header = header.trim().to_lowercase();
            let column = headers.iter().position(|known| known.to_lowercase() == header).ok_or_else(wrong)?;
            rules.mapping.retain(|_, mapped| *mapped != column);
            if !target.trim().is_empty() {
                rules.mapping.insert(target.trim().to_owned(), column);
            }
        }
        Ok(())
    }
}

async fn pool_named(desk: &Desk, name: &str) -> Outcome<PoolId> {
    let pools = desk.pools().names().await?;
    let pool = pools.into_iter().find(|(_, own, english)| [own.as_str(), english].contains(&name));
    Ok(pool.ok_or_else(|| Problem::field("pool", FieldProblem::NotChoosable))?.0)
}

async fn named(desk: &Desk, name: &str) -> Outcome<RoleId> {
    let roles = desk.roles().list().await?;
    let role = roles.into_iter().find(|role| role.name == name);
    Ok(role.ok_or_else(|| Problem::field("role", FieldProblem::NotChoosable))?.id)
}
