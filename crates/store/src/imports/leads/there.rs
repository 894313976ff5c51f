//! Which leads are there already.
use super::Work;
use crate::Result;
use crate::db::Run;
use crate::guard::{Guarded, Reach};
use crate::leads::LeadRows;
use domain::import::ImportRules;
use domain::lead::{LeadDetails, LeadField};
use domain::{ChoiceId, Moment, Permission, PersonId};
use sea_query::{Expr, ExprTrait, LockType, Order, Query};
use sqlx::FromRow;
use std::collections::{BTreeSet, HashMap};

/// Fewer digits than this name nobody.
const DIGITS_MIN: usize = 5;

/// What says that two leads are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    ExternalId,
    Number,
    Mobile,
    Email,
}

impl Key {
    pub(super) fn of(rules: &ImportRules) -> Option<Self> {
        Some(match rules.match_key.as_str() {
            "external_id" => Self::ExternalId,
            "number" => Self::Number,
            "mobile" => Self::Mobile,
            "email" => Self::Email,
            _ => return None,
        })
    }

    pub(super) const fn target(self) -> &'static str {
        match self {
            Self::ExternalId => "external_id",
            Self::Number => "number",
            Self::Mobile => "mobile",
            Self::Email => "email",
        }
    }

    const fn column(self) -> &'static str {
        match self {
            Self::Email => "email_key",
            _ => self.target(),
        }
    }

    /// The form in which two of them are compared.
    pub(super) fn of_text(self, text: &str) -> Option<String> {
        let key = match self {
            Self::ExternalId | Self::Number => text.trim().to_owned(),
            Self::Email => words::fold(text),
            Self::Mobile => mobile(text),
        };
        Some(key).filter(|key| !key.is_empty())
    }

    /// What the column may hold where a file has this text.
    fn written(self, text: &str) -> Vec<String> {
        match self {
            Self::ExternalId | Self::Number => vec![text.to_owned()],
            Self::Email => vec![words::sort_key(text)],
            Self::Mobile => ways_to_write(text),
        }
    }
}

/// The digits, without the country's number of a Chinese mobile.
fn mobile(text: &str) -> String {
    let digits = words::digits(text);
    match digits.len() {
        0..DIGITS_MIN => words::fold(text),
        13 if digits.starts_with("861") => digits[2..].to_owned(),
        _ => digits,
    }
}

/// The column keeps numbers as people wrote them, so its index is asked for each way they do.
fn ways_to_write(text: &str) -> Vec<String> {
    let digits = mobile(text);
    let mut ways = BTreeSet::from([text.to_owned(), digits.clone()]);
    let groups = match digits.len() {
        11 => Some((3, 7)),
        10 => Some((3, 6)),
        _ => None,
    };
    if let Some((first, second)) = groups.filter(|_| digits.is_ascii()) {
        let parts = [&digits[..first], &digits[first..second], &digits[second..]];
        ways.extend([parts.join("-"), parts.join(" ")]);
    }
    if digits.len() == 11 {
        ways.extend(["86", "+86", "+86 ", "+86-"].map(|country| format!("{country}{digits}")));
    }
    ways.into_iter().collect()
}

/// A lead that is there.
pub(in crate::imports) struct Existing {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) owner: Option<PersonId>,
    pub(super) status: ChoiceId,
    pub(super) source: Option<ChoiceId>,
    pub(super) intake: Option<ChoiceId>,
    pub(super) submitted_at: Moment,
    pub(super) external_id: String,
    pub(super) details: LeadDetails,
}

impl<'r, R: sqlx::Row> FromRow<'r, R> for Existing
where
    &'static str: sqlx::ColumnIndex<R>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    i64: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<i64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let mut details = LeadDetails::default();
        for field in LeadField::ALL {
            details.set(*field, row.try_get(field.key())?);
        }
        let choice = |column| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(ChoiceId));
        Ok(Self {
            id: row.try_get("id")?,
            version: row.try_get("version")?,
            owner: row.try_get::<Option<i64>, _>("owner_id")?.map(PersonId),
            status: ChoiceId(row.try_get("status_id")?),
            source: choice("source_id")?,
            intake: choice("intake_id")?,
            submitted_at: Moment(row.try_get("submitted_at")?),
            external_id: row.try_get("external_id")?,
            details,
        })
    }
}

const FIXED: [&str; 8] =
    ["id", "version", "owner_id", "status_id", "source_id", "intake_id", "submitted_at", "external_id"];

/// What stands behind a key.
pub(in crate::imports) enum There {
    /// A lead the importer may change.
    Mine(Box<Existing>),
    /// One the importer may not.
    NotYours,
}

/// Key → lead.
pub(in crate::imports) type Found = HashMap<String, There>;

/// Finds the leads behind the texts that name them. Of several leads with one key the importer's own
/// comes first, then the oldest.
pub(super) async fn look_up(work: &Work, on: &mut impl Run, texts: Vec<&str>) -> Result<Found> {
    let mut found = Found::new();
    let Some(key) = Key::of(&work.rules).filter(|_| !texts.is_empty()) else { return Ok(found) };
    let ids = ids(on, key, &texts).await?;
    let mut mine = mine(work, on, ids.iter().map(|(id, _)| *id).collect()).await?;
    for (id, text) in ids {
        let Some(text) = key.of_text(&text) else { continue };
        match (mine.remove(&id), found.get(&text)) {
            (_, Some(There::Mine(_))) => {}
            (Some(existing), _) => drop(found.insert(text, There::Mine(Box::new(existing)))),
            (None, _) => drop(found.insert(text, There::NotYours)),
        }
    }
    Ok(found)
}

async fn ids(on: &mut impl Run, key: Key, texts: &[&str]) -> Result<Vec<(i64, String)>> {
    let written: BTreeSet<String> = texts.iter().flat_map(|text| key.written(text)).collect();
    let mut select = Query::select();
    select
        .columns(["id", key.target()])
        .from("leads")
        // The very text of the partial index: only then is it used.
        .and_where(Expr::col(key.column()).ne(Expr::cust("''")))
        .and_where(Expr::col(key.column()).is_in(written))
        .order_by("id", Order::Asc);
    on.all(Guarded::unrestricted(select, "what is there already must be known before it is added twice"))
        .await
}

async fn mine(work: &Work, on: &mut impl Run, ids: Vec<i64>) -> Result<HashMap<i64, Existing>> {
    if ids.is_empty() || !work.may(Permission::EditLeads) {
        return Ok(HashMap::new());
    }
    let select =
        work.desk.viewer.select::<LeadRows>(Reach::Change).and(Expr::col(("leads", "id")).is_in(ids)).with(
            |select| {
                let columns = FIXED.into_iter().chain(LeadField::ALL.iter().map(|field| field.key()));
                select.columns(columns.map(|column| ("leads", column))).order_by(("leads", "id"), Order::Asc);
                if work.lock {
                    select.lock(LockType::Update);
                }
            },
        );
    let rows: Vec<Existing> = on.all(select).await?;
    Ok(rows.into_iter().map(|existing| (existing.id, existing)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_is_the_same_however_it_is_written() {
        for text in ["13800138000", "138-0013-8000", "+86 138 0013 8000", "138 0013 8000", "86-13800138000"] {
            assert_eq!(Key::Mobile.of_text(text).as_deref(), Some("13800138000"), "{text}");
        }
        let ways = ways_to_write("+86 138 0013 8000");
        for way in ["+86 138 0013 8000", "13800138000", "138-0013-8000", "+8613800138000"] {
            assert!(ways.iter().any(|written| written == way), "{way}");
        }
        assert_eq!(Key::Mobile.of_text("n/a").as_deref(), Some("n/a"));
        assert_eq!(Key::Mobile.of_text(" "), None);
    }
}
