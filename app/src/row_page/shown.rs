//! What a row's page is asked for, and what came of asking.
use super::CameFrom;
use crate::AppError;
use crate::loaded::awaited;
use crate::refused::Refused;
use domain::{About, Problem, RecordId, Subject, query};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

/// What the address asks for. It stands still while the browser is already on its way elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The row.
    pub row: Option<i64>,
    /// The list it was opened from.
    pub from: CameFrom,
    /// The timeline from before this entry on, where no script can load it.
    pub before: Option<RecordId>,
}

/// Of the page of a noun's row: `/leads/7?from=…`.
pub fn use_asked(noun: Subject) -> Memo<Asked> {
    let (location, params) = (use_location(), use_params_map());
    Memo::new(move |old: Option<&Asked>| {
        let text = params.with(|params| params.get("id").unwrap_or_default());
        let row = text.parse().ok();
        let here = location.pathname.with(|path| {
            let path = path.trim_end_matches('/');
            row.map_or_else(|| path.ends_with(&text), |id| path == About::new(noun, id).path())
        });
        match old {
            Some(old) if !here => old.clone(),
            _ => location.search.with(|search| {
                let before = query::pairs(search).into_iter().find(|(name, _)| name == "before");
                let before = before.and_then(|(_, id)| id.parse().ok());
                Asked { row, from: CameFrom::read(search), before }
            }),
        }
    })
}

/// What came of asking: the page is made anew for another row, and stays when the line breaks.
#[derive(Clone, PartialEq)]
enum Come {
    NotYet,
    Here(i64),
    Refused(AppError),
}

/// Draws the page of a row once it has come. `row` tells which row an answer is about.
pub fn shown<T, V>(
    sheet: Resource<Result<T, AppError>>,
    row: fn(&T) -> i64,
    draw: impl Fn(T, Memo<Option<Result<T, AppError>>>) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let inside = move || {
        let got = Memo::new(move |_| sheet.get());
        let come = Memo::new(move |before: Option<&Come>| match (got.get(), before) {
            (None, _) => Come::NotYet,
            (Some(Ok(sheet)), _) => Come::Here(row(&sheet)),
            (Some(Err(AppError(Problem::Broken { .. }))), Some(Come::Here(row))) => Come::Here(*row),
            (Some(Err(error)), _) => Come::Refused(error),
        });
        move || match (come.get(), got.get_untracked()) {
            (Come::Here(_), Some(Ok(first))) => draw(first, got).into_any(),
            (Come::Refused(error), _) => {
                view! { <div class="page-box"><Refused error=error /></div> }.into_any()
            }
            _ => ().into_any(),
        }
    };
    awaited(sheet, inside)
}

/// The last answer about a row: not one about the next, nor a broken line.
pub fn latest<T>(first: T, got: Memo<Option<Result<T, AppError>>>, row: fn(&T) -> i64) -> Memo<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let id = row(&first);
    Memo::new(move |before: Option<&T>| {
        let fresh = got.get().and_then(Result::ok).filter(|sheet| row(sheet) == id);
        fresh.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    })
}
