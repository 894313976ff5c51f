//! What opens a row to somebody, or keeps it from them, in words.
use crate::ui::full_time;
use domain::why::{Obstacle, Opening};
use domain::{Lang, Zone};
use messages::{column, t};

/// What opens it.
pub fn opening(lang: Lang, zone: &Zone, opening: &Opening) -> String {
    match opening {
        Opening::Owner => t!(lang, UiWhoOwner).to_owned(),
        Opening::Superior { owner, role, below } => {
            t!(lang, UiWhoSuperior, owner = owner, role = role, below = below)
        }
        Opening::Company => t!(lang, UiWhoCompany).to_owned(),
        Opening::Shared { by, may_edit, until } => {
            let by = by.clone().unwrap_or_else(|| t!(lang, UiWhoSomebody).to_owned());
            let said = match may_edit {
                true => t!(lang, UiWhoSharedEdit, by = by),
                false => t!(lang, UiWhoSharedRead, by = by),
            };
            match until {
                Some(at) => t!(lang, UiWhoUntil, said = said, time = full_time(zone, *at)),
                None => said,
            }
        }
        Opening::Pool { pool: Some(pool) } => t!(lang, UiWhoPool, pool = pool),
        Opening::Pool { pool: None } => t!(lang, UiWhoLeadPool).to_owned(),
        Opening::Bin => t!(lang, UiWhoBin).to_owned(),
    }
}

/// What keeps it from them.
pub fn obstacle(lang: Lang, zone: &Zone, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Disabled => t!(lang, UiWhoDisabled).to_owned(),
        Obstacle::NoPermission => t!(lang, UiWhoNoPermission).to_owned(),
        Obstacle::Clearance { security } => {
            t!(lang, UiWhoClearance, security = column::security(lang, *security))
        }
        Obstacle::NotTheirs { owner: Some(owner) } => t!(lang, UiWhoNotTheirs, owner = owner),
        Obstacle::NotTheirs { owner: None } => t!(lang, UiWhoNotInScope).to_owned(),
        Obstacle::ShareOver { at } => t!(lang, UiWhoShareOver, time = full_time(zone, *at)),
        Obstacle::PoolNotTheirs { pool: Some(pool) } => t!(lang, UiWhoPoolNotTheirs, pool = pool),
        Obstacle::PoolNotTheirs { pool: None } | Obstacle::NoPools => t!(lang, UiWhoNoPools).to_owned(),
        Obstacle::Binned => t!(lang, UiWhoBinned).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Moment;
    use domain::customer::Security;

    #[test]
    fn reasons_are_said_in_both_languages() {
        let zone = Zone::default();
        let superior =
            Opening::Superior { owner: "李".into(), role: "经理".into(), below: "销售".into() };
        assert_eq!(opening(Lang::Zh, &zone, &superior), "是负责人李的上级：「经理」在「销售」之上");
        assert_eq!(
            opening(Lang::En, &zone, &superior),
            "Stands above its owner 李: the role 经理 is above 销售"
        );
        let shared = Opening::Shared { by: None, may_edit: true, until: Some(Moment(0)) };
        assert!(opening(Lang::En, &zone, &shared).contains("1970"));
        let secret = Obstacle::Clearance { security: Security::Secret };
        assert_eq!(obstacle(Lang::Zh, &zone, &secret), "密级不够：这条记录是「机密」");
    }
}
