//! Columns and rules, before the dry run.
use super::api::Opened;
use super::asked::Asked;
use super::columns::Columns;
use super::rules::Rules;
use super::source::Source;
use crate::start::{use_added, use_lang};
use crate::ui::{Button, Icon, Kind, field_words, focus_first_wrong};
use domain::FieldErrors;
use domain::Problem;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use messages::{import as words, t};

/// The form of columns and rules. What was wrong with it stands in the address.
#[component]
pub fn SetUp(
    /// The import as it was when the form was opened.
    opened: Opened,
) -> impl IntoView {
    let (lang, map) = (use_lang(), use_query_map());
    let errors = Memo::new(move |_| match map.with(Asked::read).problem {
        Some(Problem::Invalid { fields }) => fields,
        _ => FieldErrors::default(),
    });
    Effect::new(move || {
        if errors.with(|errors| !errors.0.is_empty()) {
            focus_first_wrong("#import-rules");
        }
    });
    let path = format!("/import/{}", opened.import.id);
    view! {
        <Source import=opened.import.clone() />
        <form id="import-rules" method="post" action=format!("{path}/rules")>
            <input type="hidden" name="then" value="check" />
            <section>
                <h2>{t!(lang, ImportColumns)}</h2>
                <p class="muted">{t!(lang, ImportColumnsHelp)}</p>
                <WrongTargets opened=opened.clone() errors=errors.into() />
                <Columns import=opened.import.clone() />
            </section>
            <section>
                <h2>{t!(lang, ImportRules)}</h2>
                <div class="import-rule-list"><Rules opened=opened errors=errors.into() /></div>
            </section>
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true>{t!(lang, ImportCheck)}</Button>
                <button class="button quiet" formaction=format!("{path}/remove") formnovalidate=true>
                    <span>{t!(lang, ImportDiscard)}</span>
                </button>
                <span class="muted">{t!(lang, ImportCheckHelp)}</span>
            </div>
        </form>
    }
}

/// Targets that lack a column, or have one that is not there.
#[component]
fn WrongTargets(opened: Opened, errors: Signal<FieldErrors>) -> impl IntoView {
    let (lang, added) = (use_lang(), use_added());
    let kind = opened.import.kind;
    let told = move || {
        let added = added.get();
        let targets = kind.targets(&added);
        let wrong =
            errors.get().0.into_iter().filter(|error| targets.iter().any(|target| target.key == error.field));
        wrong
            .map(|error| {
                let target = words::target(lang, kind, &error.field, &added);
                let told =
                    t!(lang, ImportWrongTarget, target = target, words = field_words(lang, &error.problem));
                view! { <li class="problem">{Icon::Warning.draw()} <span>{told}</span></li> }
            })
            .collect_view()
    };
    view! { <div role="alert"><ul class="wrong-targets">{told}</ul></div> }
}
