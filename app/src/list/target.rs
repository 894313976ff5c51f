//! What a verb is about to be done to, in words, before it is done.
use super::api::count_rows;
use super::noun::{Noun, Verb};
use crate::start::use_lang;
use crate::ui::{Selection, number};
use domain::column::Column;
use domain::filter::{Filter, Test};
use domain::list::{Chosen, Count, Row};
use domain::{About, Lang, Subject};
use leptos::prelude::*;
use messages::t;

/// What a verb is about to be done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What the rows are.
    pub noun: Subject,
    /// Which rows.
    pub chosen: Chosen,
    /// How many.
    pub count: i64,
    /// To how many of them it can be done, when the page knows.
    pub fits: Option<i64>,
    /// The filter of those it can be done to, while their number is not known; `None` when there can be none.
    pub fitting: Option<String>,
    /// What it is called, when it is one.
    pub name: String,
}

impl Target {
    /// One row.
    #[must_use]
    pub fn one(about: impl Into<About>, name: impl Into<String>) -> Self {
        let About { subject: noun, id } = about.into();
        Self {
            noun,
            chosen: Chosen::Ids(vec![id]),
            count: 1,
            fits: Some(1),
            fitting: None,
            name: name.into(),
        }
    }

    /// The chosen rows of a list; `query` is its filter.
    #[must_use]
    pub fn selected<N: Noun>(
        verb: N::Verb,
        selection: &Selection,
        rows: &[Row],
        query: &str,
        total: Option<Count>,
    ) -> Self {
        let unfit = |row: &&Row| N::STATE.is_some() && !verb.fits(&row.state);
        let seen = rows.iter().filter(|row| selection.has(row.id)).filter(unfit).count();
        let count = selection.count(total);
        let fits = (!selection.is_all()).then(|| count - i64::try_from(seen).unwrap_or_default());
        let fitting = fits.is_none().then(|| narrowed::<N>(verb, query)).flatten();
        let (noun, chosen) = (N::SUBJECT, selection.chosen(query));
        Self { noun, chosen, count, fits, fitting, name: String::new() }
    }
}

/// The filter, of the rows a verb can be done to only; `None` when there can be none.
fn narrowed<N: Noun>(verb: N::Verb, query: &str) -> Option<String> {
    let filter = Filter::<N::Column>::parse(query);
    let Some(state) = N::STATE else { return Some(filter.to_query()) };
    let asked = filter.words(state);
    let fit = state.words().iter().filter(|word| verb.fits(word));
    let fit = fit.filter(|word| asked.is_empty() || asked.iter().any(|asked| asked == *word));
    let fit: Vec<String> = fit.map(|word| (*word).to_owned()).collect();
    (!fit.is_empty()).then(|| filter.with(state, Test::Words(fit)).to_query())
}

/// 12 条线索, 12 个客户.
#[must_use]
pub fn counted(lang: Lang, noun: Subject, n: i64) -> String {
    match noun {
        Subject::Lead => t!(lang, CommonLeads, n = number(n)),
        Subject::Customer => t!(lang, CommonCustomers, n = number(n)),
        Subject::Contact => t!(lang, CommonContacts, n = number(n)),
    }
}

/// 12 条线索，其中 2 条的状态不允许，将跳过.
#[component]
pub fn TargetLine(
    /// What the verb is about to be done to.
    target: Target,
) -> impl IntoView {
    let lang = use_lang();
    let fits = RwSignal::new(target.fits);
    let Target { noun, count, fitting, name, .. } = target;
    Effect::new(move || {
        if fits.get_untracked().is_some() {
            return;
        }
        let Some(query) = fitting.clone() else { return fits.set(Some(0)) };
        leptos::task::spawn_local(async move {
            if let Ok(count) = count_rows(noun, query).await {
                fits.try_set(Some(count));
            }
        });
    });
    let whole = if name.is_empty() { counted(lang, noun, count) } else { name };
    let skipped = move || {
        let skipped = count - fits.get().unwrap_or(count);
        (skipped > 0).then(|| t!(lang, LeadsPreviewSkipped, n = number(skipped)))
    };
    view! {
        <p class="target-line" role="status">
            <strong>{whole}</strong>
            <span class="target-skipped">{skipped}</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leads::{LeadList, Verb as LeadVerb};

    #[test]
    fn a_verb_is_previewed_on_the_rows_it_fits() {
        let narrowed = |query| narrowed::<LeadList>(LeadVerb::Finish, query);
        assert_eq!(narrowed("view=work&tab=3").as_deref(), Some("view=work&tab=3&state=claimed"));
        assert_eq!(narrowed("state=claimed,finished").as_deref(), Some("state=claimed"));
        assert_eq!(narrowed("state=finished"), None);
    }

    #[test]
    fn rows_in_another_state_are_counted_as_skipped() {
        let row =
            |id, state: &str| Row { id, version: 1, focus: false, state: state.into(), cells: Vec::new() };
        let rows = [row(1, "claimed"), row(2, "finished"), row(3, "claimed")];
        let mut selection = Selection::default();
        selection.toggle_page(&rows);
        let target = Target::selected::<LeadList>(LeadVerb::Finish, &selection, &rows, "", None);
        assert_eq!((target.count, target.fits), (3, Some(2)));
    }
}
