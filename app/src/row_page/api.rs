//! Server functions about the timeline of a row of any noun.
#![allow(clippy::too_many_arguments, reason = "the fields of a form arrive one by one")]
use super::Typed;
use crate::AppError;
use domain::record::{Record, RecordKind, Revision};
use domain::{ChoiceId, RecordId, Subject};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Entries of a timeline fetched at once.
pub const RECORDS: u32 = 50;

/// Writes a record, and a new status when one is chosen. What `typed` holds are the fields the type is asked for.
#[server]
pub async fn write_record(
    subject: Subject,
    id: i64,
    content: String,
    #[server(default)] kind: Option<RecordKind>,
    #[server(default)] status: Option<ChoiceId>,
    #[server(default)] of_type: Option<ChoiceId>,
    #[server(default)] once: Option<String>,
    #[server(flatten)] typed: Typed,
) -> Result<Record, AppError> {
    let (about, extra) = (domain::About::new(subject, id), typed.extra());
    let new = domain::record::NewRecord { content: content.clone(), kind, status, of_type, extra, once };
    let answer = crate::desk::desk().await?.records().write(about, new).await.map_err(AppError::from);
    let function = <WriteRecord as leptos::server_fn::ServerFn>::PATH;
    crate::desk::lead_back(&about.path(), function, &typed.with("content", content), answer)
}

/// Gives an entry another wording; the former one is kept.
#[server]
pub async fn amend_record(record: RecordId, content: String, revisions: i64) -> Result<Record, AppError> {
    Ok(crate::desk::desk().await?.records().amend(record, &content, revisions).await?)
}

/// All wordings of an entry, the first one first.
#[server(input = GetUrl)]
pub async fn record_revisions(record: RecordId) -> Result<Vec<Revision>, AppError> {
    Ok(crate::desk::desk().await?.records().revisions(record).await?)
}

/// A row, the people one may ask about, and what was asked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Asking {
    /// The row.
    pub about: domain::About,
    /// What it is called; blank when it has no name.
    pub called: String,
    /// Everybody.
    pub people: Vec<domain::person::PersonName>,
    /// Why the person who was asked about sees it, or does not.
    pub why: Option<domain::why::Why>,
}

/// Why a person sees a row, or does not; without a person, whom one may ask about.
#[server(input = GetUrl)]
pub async fn ask_why(
    noun: Subject,
    row: i64,
    #[server(default)] person: Option<domain::PersonId>,
) -> Result<Asking, AppError> {
    use domain::{CustomerId, LeadId};
    let desk = crate::desk::desk().await?;
    let called = match noun {
        Subject::Lead => {
            crate::leads::lead_page::called(desk.me().lang, &desk.leads().find(LeadId(row)).await?)
        }
        Subject::Customer => desk.customers().find(CustomerId(row)).await?.details.name,
        Subject::Contact => return Err(domain::Problem::NotFound.into()),
    };
    let why = match (noun, person) {
        (Subject::Lead, Some(person)) => Some(desk.leads().why(LeadId(row), person).await?),
        (Subject::Customer, Some(person)) => Some(desk.customers().why(CustomerId(row), person).await?),
        (_, _) => None,
    };
    Ok(Asking { about: domain::About::new(noun, row), called, people: desk.people().names().await?, why })
}
