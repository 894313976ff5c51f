//! What the pages outside share: the frame around them, and how their forms are sent.
use crate::AppError;
use crate::start::use_lang;
use crate::ui::focus_first_wrong;
use domain::{FieldErrors, Lang, Problem, query};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use messages::t;
use serde_json::{Map, Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, Headers, HtmlFormElement, RequestInit, Response, UrlSearchParams};

/// A form of the door.
#[derive(Clone, Copy)]
pub struct Door {
    /// Why it stayed shut.
    pub error: Signal<Option<AppError>>,
    /// The wrong fields.
    pub fields: Signal<FieldErrors>,
    /// It is being knocked at.
    pub pending: Signal<bool>,
    /// For `on:submit`.
    pub send: Callback<SubmitEvent>,
}

/// A form with this id, sent to `path`. What went wrong before the script came stands in the address.
pub fn use_door(path: &'static str, form: &'static str) -> Door {
    let told = use_query_map().with_untracked(|map| {
        map.get("problem").and_then(|name| {
            let value = |key: &str| map.get(key).unwrap_or_default();
            from_address(&name, value)
        })
    });
    let error = RwSignal::new(told.map(AppError));
    let fields = Memo::new(move |_| error.get().map(|error| error.fields()).unwrap_or_default());
    let pending = RwSignal::new(false);
    let send = Callback::new(move |event: SubmitEvent| {
        event.prevent_default();
        let target = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(target) = target.filter(|_| !pending.get_untracked()) else { return };
        pending.set(true);
        spawn_local(async move {
            match knock(path, &target).await {
                Ok(next) => {
                    let _ = window().location().assign(&next);
                }
                Err(refused) => {
                    let here = refused.fields().0.len();
                    error.set(Some(refused));
                    pending.set(false);
                    if here > 0 { focus_first_wrong(&format!("#{form}")) } else { focus_password(&target) }
                }
            }
        });
    });
    Door { error: error.into(), fields: fields.into(), pending: pending.into(), send }
}

/// A wrong password is typed again, from its start.
fn focus_password(form: &HtmlFormElement) {
    let found = form.query_selector("input[name=password]").ok().flatten();
    if let Some(input) = found.and_then(|found| found.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        let _ = input.focus();
        input.select();
    }
}

/// Sends a form; where it leads to.
async fn knock(path: &str, form: &HtmlFormElement) -> Result<String, AppError> {
    let asked = async || -> Result<(bool, String), JsValue> {
        let pairs = UrlSearchParams::new_with_str_sequence_sequence(&FormData::new_with_form(form)?.into())?;
        let headers = Headers::new()?;
        headers.set("accept", "application/json")?;
        let request = RequestInit::new();
        request.set_method("POST");
        request.set_headers(&headers);
        request.set_body(&pairs);
        let answer: Response =
            JsFuture::from(window().fetch_with_str_and_init(path, &request)).await?.dyn_into()?;
        let text = JsFuture::from(answer.text()?).await?.as_string().unwrap_or_default();
        Ok((answer.ok(), text))
    };
    let (done, text) = asked().await.map_err(|_| AppError::offline())?;
    let told: Map<String, Value> = serde_json::from_str(&text).map_err(|_| AppError::offline())?;
    let word = |key: &str| told.get(key).and_then(Value::as_str).map(str::to_owned);
    if done {
        return word("next").ok_or_else(AppError::offline);
    }
    let name = word("type")
        .and_then(|kind| kind.rsplit(['/', ':', '#']).next().map(str::to_owned))
        .unwrap_or_default();
    let mut told = told;
    told.insert("problem".to_owned(), name.into());
    let problem: Option<Problem> = serde_json::from_value(Value::Object(told)).ok();
    Err(problem.map_or_else(AppError::offline, AppError))
}

/// What the address tells when a plain form was refused.
fn from_address(name: &str, value: impl Fn(&str) -> String) -> Option<Problem> {
    // The address names the limit's kind, not the limit; these are the ones of passwords.
    let field = json!({"field": value("field"), "code": value("code"), "min": 8, "max": 200});
    let fields = if value("field").is_empty() { json!([]) } else { json!([field]) };
    let seconds: i64 = value("seconds").parse().unwrap_or(60);
    serde_json::from_value(json!({"problem": name, "fields": fields, "seconds": seconds, "id": value("id")}))
        .ok()
}

/// The frame of a page outside: the mark, a heading, the form.
#[component]
pub fn Doorway(
    /// The heading.
    title: &'static str,
    /// A line under it.
    why: &'static str,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="doorway">
            <div class="doorway-mark">
                <img src="/pkg/assets/clew.svg" alt="" width="40" height="40" />
                <span>{t!(use_lang(), CommonProduct)}</span>
            </div>
            <div class="doorway-card">
                <h1>{title}</h1>
                <p class="doorway-why">{why}</p>
                {children()}
            </div>
        </div>
    }
}

/// The page in another language.
#[component]
pub fn LangLinks(
    /// The page.
    path: &'static str,
) -> impl IntoView {
    let present = use_lang();
    let next = use_query_map()
        .with_untracked(|map| map.get("next"))
        .map(|next| format!("&next={}", query::encode(&next)));
    let next = next.unwrap_or_default();
    let link = move |(lang, words): (Lang, &'static str)| {
        let current = (lang == present).then_some("true");
        let href = format!("{path}?lang={}{next}", lang.tag());
        view! { <a href=href rel="external" lang=lang.tag() aria-current=current>{words}</a> }
    };
    view! {
        <nav class="doorway-langs" aria-label=t!(present, NavLanguage)>
            {Lang::ALL.map(|own| (own, t!(own, CommonOwnName))).map(link)}
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::FieldProblem;

    fn told(query: &str) -> Option<Problem> {
        let pairs = domain::query::pairs(query);
        let value = |name: &str| {
            pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        from_address(&value("problem"), value)
    }

    #[test]
    fn what_a_plain_form_was_told_is_read_from_the_address() {
        assert_eq!(told("problem=wrong_password"), Some(Problem::WrongPassword));
        assert_eq!(told("problem=too_many&seconds=900"), Some(Problem::TooMany { seconds: 900 }));
        assert_eq!(
            told("problem=invalid&field=password&code=too_short"),
            Some(Problem::field("password", FieldProblem::TooShort { min: 8 }))
        );
        assert_eq!(told("problem=nonsense"), None);
    }
}
