//! Plain forms of the import's pages: each answers with the page it belongs to, so that everything works
//! without a script. A script that asks for JSON is answered in JSON.
use super::folder::Folder;
use super::look::{Wish, look};
use super::reading::reading;
use super::trouble::Trouble;
use crate::Site;
use crate::http::SignedIn;
use axum::extract::{Path, RawForm, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Json, Router};
use domain::import::{
    DateOrder, Import, ImportFailure, ImportKind, ImportOwner, ImportRules, ImportState, UnknownChoice,
};
use domain::{FieldProblem, ImportId, Problem, query};
use serde::Serialize;
use std::collections::BTreeMap;
use store::Desk;

pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/import/{id}/source", post(source))
        .route("/import/{id}/rules", post(rules))
        .route("/import/{id}/check", post(check))
        .route("/import/{id}/run", post(run))
        .route("/import/{id}/stop", post(stop))
        .route("/import/{id}/remove", post(forget))
        .route("/import/{id}/fix", post(fix))
        .route("/import/{id}/undo", post(undo))
}

/// A form that was sent, and where its answer goes.
struct Sent {
    id: ImportId,
    pairs: Vec<(String, String)>,
    is_script: bool,
}

impl Sent {
    fn of(id: &str, headers: &HeaderMap, form: &[u8]) -> Self {
        let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Self {
            // What is no number names nothing.
            id: ImportId(id.parse().unwrap_or_default()),
            pairs: query::pairs(&String::from_utf8_lossy(form)),
            is_script: accept.starts_with("application/json"),
        }
    }

    /// The last value of a name: a checkbox stands behind a hidden field with what it means unchecked.
    fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// The page it came from, with its filter.
    fn page(&self, more: &[(&str, &str)], place: &str) -> Response {
        let back = query::pairs(self.get("back").unwrap_or_default());
        let kept = back.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let query = query::write(
            kept.filter(|(name, _)| *name != "problem" && *name != "failure").chain(more.iter().copied()),
        );
        let mark = if query.is_empty() { "" } else { "?" };
        Redirect::to(&format!("/import/{}{mark}{query}{place}", self.id)).into_response()
    }

    fn answer(&self, desk: &Desk, done: Result<impl Serialize, Trouble>, place: &str) -> Response {
        match done {
            Ok(told) if self.is_script => Json(told).into_response(),
            Ok(_) => self.page(&[], place),
            Err(trouble) if self.is_script => trouble.answer(desk.viewer().lang()),
            Err(trouble) => {
                let (name, value) = trouble.pair();
                self.page(&[(name, &value)], "")
            }
        }
    }
}

macro_rules! form {
    ($name:ident, |$site:ident, $desk:ident, $sent:ident| $body:expr) => {
        async fn $name(
            State($site): State<Site>,
            signed_in: SignedIn,
            Path(id): Path<String>,
            headers: HeaderMap,
            RawForm(form): RawForm,
        ) -> Response {
            let ($desk, $sent) = (&signed_in.desk, Sent::of(&id, &headers, &form));
            let _ = &$site;
            let done = $body.await;
            let place = $sent.filled("line").map(|line| format!("#line-{line}")).unwrap_or_default();
            $sent.answer($desk, done, &place)
        }
    };
}

form!(source, |site, desk, sent| look_again(&site, desk, &sent));
form!(rules, |site, desk, sent| keep(desk, &sent));
form!(check, |site, desk, sent| async { Ok::<_, Trouble>(desk.imports().check(sent.id).await?) });
form!(run, |site, desk, sent| async { Ok::<_, Trouble>(desk.imports().run(sent.id).await?) });
form!(undo, |site, desk, sent| async { Ok::<_, Trouble>(desk.imports().undo(sent.id).await?) });
form!(stop, |site, desk, sent| end(&site, desk, sent.id));
form!(fix, |site, desk, sent| mend(desk, &sent));

async fn forget(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let sent = Sent::of(&id, &headers, b"");
    match remove(&Folder::of(&site.settings), &signed_in.desk, sent.id).await {
        Ok(()) => Redirect::to("/import").into_response(),
        Err(trouble) => sent.answer(&signed_in.desk, Err::<(), _>(trouble), ""),
    }
}

/// Ends an import; its file goes at once.
pub(crate) async fn end(site: &Site, desk: &Desk, id: ImportId) -> Result<Import, Trouble> {
    let name = desk.imports().stored_as(id).await?;
    let import = desk.imports().stop(id).await?;
    Folder::of(&site.settings).remove(&name).await;
    Ok(import)
}

/// Leaves nothing of an import that was never run.
pub(crate) async fn remove(folder: &Folder, desk: &Desk, id: ImportId) -> Result<(), Trouble> {
    let name = desk.imports().stored_as(id).await?;
    desk.imports().remove(id).await?;
    folder.remove(&name).await;
    Ok(())
}

async fn mend(desk: &Desk, sent: &Sent) -> Result<impl Serialize, Trouble> {
    let number = |name: &str| {
        let read = sent.filled(name).and_then(|text| text.parse::<i64>().ok());
        read.ok_or_else(|| Problem::field(name, FieldProblem::Malformed))
    };
    let (line, column) = (number("line")?, usize::try_from(number("column")?).unwrap_or(usize::MAX));
    let text = sent.get("text").unwrap_or_default();
    Ok(desk.imports().fix_cell(sent.id, line, column, text, reading()).await?)
}

async fn look_again(site: &Site, desk: &Desk, sent: &Sent) -> Result<Import, Trouble> {
    let wish = Wish {
        kind: sent.filled("kind").and_then(ImportKind::from_key),
        sheet: sent.filled("sheet").map(str::to_owned),
        header_row: sent.filled("header_row").and_then(|line| line.parse().ok()),
        delimiter: sent.get("delimiter").and_then(|sign| sign.chars().next()),
        encoding: sent.filled("encoding").map(str::to_owned),
        otherwise: None,
    };
    read_otherwise(site, desk, sent.id, wish).await
}

/// Reads the file of an import otherwise.
pub(crate) async fn read_otherwise(
    site: &Site,
    desk: &Desk,
    id: ImportId,
    wish: Wish,
) -> Result<Import, Trouble> {
    let import = desk.imports().find(id).await?;
    if import.state.is_busy() || import.state.is_over() {
        return Err(Problem::WrongState.into());
    }
    let (folder, name) = (Folder::of(&site.settings), desk.imports().stored_as(id).await?);
    if !folder.has(&name) {
        return Err(ImportFailure::FileGone.into());
    }
    let (path, limit) = (folder.path(&name), site.settings.upload_limit);
    let added = desk.fields().all().await?;
    let found = tokio::task::spawn_blocking(move || look(&path, &import.file, &wish, &added, limit)).await;
    let found = found.map_err(|error| store::Error::Internal(error.to_string()))??;
    Ok(desk.imports().look_again(id, found).await?)
}

/// Keeps the rules as typed, and begins the dry run when that was asked for.
async fn keep(desk: &Desk, sent: &Sent) -> Result<Import, Trouble> {
    let import = desk.imports().find(sent.id).await?;
    let rules = written(sent, import.rules);
    let import = desk.imports().set_rules(sent.id, rules).await?;
    if sent.filled("then") != Some("check") || import.state == ImportState::Checked {
        return Ok(import);
    }
    Ok(desk.imports().check(sent.id).await?)
}

/// The rules as the form has them; what it does not have stays.
fn written(sent: &Sent, mut rules: ImportRules) -> ImportRules {
    let is_on = |name: &str, old: bool| sent.get(name).map_or(old, |value| value == "1");
    rules.create = is_on("create", rules.create);
    rules.update = is_on("update", rules.update);
    rules.blank_clears = is_on("blank_clears", rules.blank_clears);
    rules.create_people = is_on("create_people", rules.create_people);
    if let Some(key) = sent.get("match_key") {
        key.clone_into(&mut rules.match_key);
    }
    rules.owner = sent.get("owner").and_then(ImportOwner::from_key).unwrap_or(rules.owner);
    rules.unknown_choice =
        sent.get("unknown_choice").and_then(UnknownChoice::from_key).unwrap_or(rules.unknown_choice);
    if let Some(zone) = sent.get("zone") {
        zone.trim().clone_into(&mut rules.zone);
    }
    if let Some(order) = sent.get("date_order") {
        rules.date_order = DateOrder::from_key(order);
    }
    if let Some(pool) = sent.get("pool") {
        rules.pool = pool.parse().ok();
    }
    if let Some(role) = sent.get("role") {
        rules.role = role.parse().ok();
    }
    if sent.pairs.iter().any(|(name, _)| name.starts_with("column.")) {
        rules.mapping = mapping(&sent.pairs);
    }
    for (name, value) in &sent.pairs {
        map(&mut rules, name, value);
    }
    rules
}

/// `column.3=mobile`. Of two columns for one field the first is taken.
fn mapping(pairs: &[(String, String)]) -> BTreeMap<String, usize> {
    let mut mapping = BTreeMap::new();
    for (name, target) in pairs.iter().filter(|(_, target)| !target.is_empty()) {
        if let Some(column) = name.strip_prefix("column.").and_then(|column| column.parse().ok()) {
            mapping.entry(target.clone()).or_insert(column);
        }
    }
    mapping
}

/// `map.mobile=3`, `choice.status.Contacted=7`, `person.Rozario Diego=2`; blank takes away.
fn map(rules: &mut ImportRules, name: &str, value: &str) {
    if let Some(target) = name.strip_prefix("map.") {
        match value.parse() {
            Ok(column) => drop(rules.mapping.insert(target.to_owned(), column)),
            Err(_) => drop(rules.mapping.remove(target)),
        }
    } else if let Some((field, text)) = name.strip_prefix("choice.").and_then(|rest| rest.split_once('.')) {
        let map = rules.choice_map.entry(field.to_owned()).or_default();
        match value.parse() {
            Ok(choice) => drop(map.insert(text.to_owned(), choice)),
            Err(_) => drop(map.remove(text)),
        }
    } else if let Some(text) = name.strip_prefix("person.") {
        match value.parse() {
            Ok(person) => drop(rules.person_map.insert(text.to_owned(), person)),
            Err(_) => drop(rules.person_map.remove(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(form: &str) -> Sent {
        Sent::of("1", &HeaderMap::new(), form.as_bytes())
    }

    #[test]
    fn columns_say_what_they_are() {
        let old = ImportRules::of(ImportKind::Leads, [("fax".to_owned(), 1)].into());
        let rules = written(&sent("column.0=mobile&column.1=&column.2=contact&column.3=mobile"), old);
        assert_eq!(rules.mapping, [("contact".to_owned(), 2), ("mobile".to_owned(), 0)].into());
    }

    #[test]
    fn the_form_says_all_rules() {
        let form = "map.mobile=3&map.fax=&create=0&create=1&update=0&match_key=mobile&owner=pool&pool=3\
            &unknown_choice=reject&zone=Europe%2FBerlin&date_order=day_first&choice.status.In+work.2=7&person.Li+Na=4";
        let old = ImportRules::of(ImportKind::Leads, [("fax".to_owned(), 1), ("email".to_owned(), 2)].into());
        let rules = written(&sent(form), old);
        assert_eq!(rules.mapping, [("email".to_owned(), 2), ("mobile".to_owned(), 3)].into());
        assert!(rules.create && !rules.update && rules.create_people);
        assert_eq!((rules.match_key.as_str(), rules.owner), ("mobile", ImportOwner::Pool));
        assert_eq!(rules.pool.map(i64::from), Some(3));
        assert_eq!((rules.zone.as_str(), rules.date_order), ("Europe/Berlin", Some(DateOrder::DayFirst)));
        assert_eq!(rules.choice_map["status"]["In work.2"].0, 7);
        assert_eq!(rules.person_map["Li Na"].0, 4);
    }
}
