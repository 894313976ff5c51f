//! 流转: the way of a row through hands, the latest step first.
use crate::settings::pools::rule_said;
use crate::start::use_lang;
use crate::ui::{Choices, TimeText};
use domain::Lang;
use domain::ownership::{Move, MoveKind};
use leptos::prelude::*;
use messages::t;

/// Every step, in words.
#[component]
pub fn Moves(
    /// The steps.
    moves: Memo<Vec<Move>>,
    /// The drop-down lists: one holds the reasons.
    choices: Signal<Choices>,
) -> impl IntoView {
    let lang = use_lang();
    let one = move |step: Move| {
        let reason =
            step.reason.map(|id| choices.with_untracked(|choices| choices.name(id, lang).to_owned()));
        let reason = reason.map(|reason| t!(lang, CustomerMoveReason, reason = reason));
        let by = step.by.as_ref().map(|(_, name)| t!(lang, CustomerMoveBy, name = name));
        let rule = step.rule.as_deref().and_then(|rule| rule_said(lang, rule));
        let why: Vec<_> = [rule, reason, by, Some(step.note.clone())].into_iter().flatten().collect();
        let why = why.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <li class="move">
                <span>{move_words(lang, &step)}</span> " " <TimeText at=step.at />
                <p class="muted">{why}</p>
            </li>
        }
    };
    view! {
        <section class="card-part" aria-labelledby="moves-title">
            <header class="lead-part-head"><h2 id="moves-title">{t!(lang, CustomerMoves)}</h2></header>
            <ol class="moves">
                <For each=move || moves.get() key=|step| (step.at, step.kind) children=one />
            </ol>
        </section>
    }
}

/// A step in words.
#[must_use]
pub fn move_words(lang: Lang, step: &Move) -> String {
    let name = |person: &Option<(domain::PersonId, String)>| {
        person.as_ref().map_or_else(|| t!(lang, LeadsNobody).to_owned(), |(_, name)| name.clone())
    };
    let (from, to) = (name(&step.from), name(&step.to));
    let pool = step.to_pool.as_ref().map(|(_, name)| name.clone());
    let into = || pool.clone().unwrap_or_else(|| t!(lang, ColumnStatePool).to_owned());
    match step.kind {
        MoveKind::Entered if pool.is_some() => t!(lang, CustomerMoveEnteredPool).to_owned(),
        MoveKind::Entered => t!(lang, CustomerMoveEntered, to = to),
        MoveKind::Imported if pool.is_some() => t!(lang, CustomerMoveImportedPool).to_owned(),
        MoveKind::Imported => t!(lang, CustomerMoveImported, to = to),
        MoveKind::Claimed => t!(lang, CustomerMoveClaimed, to = to),
        MoveKind::Assigned => t!(lang, CustomerMoveAssigned, to = to),
        MoveKind::Transferred => t!(lang, CustomerMoveTransferred, from = from, to = to),
        MoveKind::GivenUp => t!(lang, CustomerMoveGivenUp, from = from, pool = into()),
        MoveKind::Recycled => t!(lang, CustomerMoveRecycled, from = from, pool = into()),
        MoveKind::Binned => t!(lang, CustomerMoveBinned).to_owned(),
        MoveKind::Restored if pool.is_some() => t!(lang, CustomerMoveRestoredPool, pool = into()),
        MoveKind::Restored => t!(lang, CustomerMoveRestored, to = to),
        MoveKind::Merged => t!(lang, CustomerMoveMerged).to_owned(),
        MoveKind::Parted => t!(lang, CustomerMoveParted).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Moment, PersonId, PoolId};

    #[test]
    fn a_step_says_from_whom_to_whom() {
        let mut step = Move {
            at: Moment(0),
            kind: MoveKind::Transferred,
            from: Some((PersonId(1), "李".into())),
            to: Some((PersonId(2), "王".into())),
            from_pool: None,
            to_pool: None,
            reason: None,
            note: String::new(),
            by: None,
            rule: None,
        };
        assert_eq!(move_words(Lang::Zh, &step), "李转移给王");
        step =
            Move { kind: MoveKind::GivenUp, to: None, to_pool: Some((PoolId(1), "公海".into())), ..step };
        assert_eq!(move_words(Lang::En, &step), "李 gave it up to 公海");
    }
}
