//! Levels that not everyone may claim.
use super::api::Offered;
use crate::start::use_lang;
use crate::ui::{Checkbox, ChoiceLabel};
use domain::choice::{Choice, ChoiceKind};
use domain::pool::LevelLimit;
use leptos::prelude::*;
use messages::t;

/// A box for each level; below it, the roles that may claim it all the same.
#[component]
pub fn Levels(limits: Vec<LevelLimit>, offered: Signal<Offered>) -> impl IntoView {
    let lang = use_lang();
    let (levels, roles) = offered.with_untracked(|offered| {
        let of_kind = |choice: &&Choice| choice.kind == ChoiceKind::Level && !choice.retired;
        let levels: Vec<_> = offered.choices.iter().filter(of_kind).cloned().collect();
        (levels, offered.roles.clone())
    });
    let one = move |level: Choice| {
        let limit = limits.iter().find(|limit| limit.level == level.id);
        let limited = RwSignal::new(limit.is_some());
        let id = level.id;
        let role = |(role, name): (domain::RoleId, String)| {
            let ticked = RwSignal::new(limit.is_some_and(|limit| limit.roles.contains(&role)));
            view! { <li><Checkbox checked=ticked name="level_roles[]" value=format!("{id}:{role}")>{name}</Checkbox></li> }
        };
        let roles = roles.clone().into_iter().map(role).collect_view();
        let label = t!(lang, PoolsLevelRoles, level = level.label(lang));
        view! {
            <li>
                <Checkbox checked=limited name="limited[]" value=id.to_string()><ChoiceLabel choice=level /></Checkbox>
                <div class="rule-part" data-chosen=move || limited.get().to_string()>
                    <ul class="actions" aria-label=label>{roles}</ul>
                </div>
            </li>
        }
    };
    view! {
        <fieldset>
            <legend>{t!(lang, PoolsLevels)}</legend>
            <p class="field-help">{t!(lang, PoolsLevelsHelp)}</p>
            <ul class="stack">{levels.into_iter().map(one).collect_view()}</ul>
        </fieldset>
    }
}
