//! Approvals, notices, levels, shares, and what else belongs to customers.
use super::Named;
use domain::approval::{Approval, ApprovalKind, ApprovalState};
use domain::customer::{CustomerView, LevelCounts, OwnerLevels, Share, ViewCount};
use domain::list::Done;
use domain::notice::{Notice, NoticeKind};
use domain::web::{WebItem, WebItemForm};
use domain::{About, Moment, PersonId, Subject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A row something is about.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = About)]
pub struct AboutShape {
    /// `lead`, `customer` or `contact`.
    #[schema(value_type = String)]
    subject: Subject,
    id: i64,
    /// Null when you do not see it any more.
    name: Option<String>,
}

impl AboutShape {
    fn of(about: About, name: Option<String>) -> Self {
        Self { subject: about.subject, id: about.id, name }
    }
}

/// A request, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Approval)]
pub struct ApprovalShape {
    id: i64,
    /// `level`.
    #[schema(value_type = String)]
    kind: ApprovalKind,
    about: AboutShape,
    /// What the field held; of a choice its id.
    old: String,
    /// What it is to hold.
    new: String,
    reason: String,
    asked_by: Named,
    #[schema(value_type = String, format = DateTime)]
    asked_at: Moment,
    /// `pending`, `approved`, `rejected` or `withdrawn`.
    #[schema(value_type = String)]
    state: ApprovalState,
    decided_by: Option<Named>,
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Moment>,
    note: String,
    /// You may decide now.
    may_decide: bool,
    /// You may take it back.
    may_withdraw: bool,
    ignored: bool,
}

impl From<Approval> for ApprovalShape {
    fn from(one: Approval) -> Self {
        let named = |by: domain::approval::Named| Named { id: by.id.0, name: by.name };
        Self {
            id: one.id.0,
            kind: one.kind,
            about: AboutShape::of(one.about, one.name),
            old: one.old,
            new: one.new,
            reason: one.reason,
            asked_by: named(one.asked_by),
            asked_at: one.asked_at,
            state: one.state,
            decided_by: one.decided_by.map(named),
            decided_at: one.decided_at,
            note: one.note,
            may_decide: one.may_decide,
            may_withdraw: one.may_withdraw,
            ignored: one.ignored,
        }
    }
}

/// Something you should know of.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Notice)]
pub struct NoticeShape {
    id: i64,
    /// `asked`, `decided`, `given`, `shared`, `recycle_soon`, `recycled`, `wanted` or `merged`.
    #[schema(value_type = String)]
    kind: NoticeKind,
    about: Option<AboutShape>,
    /// Who did it; null when a rule did.
    by: Option<Named>,
    /// How many rows, when it is about several.
    count: Option<i64>,
    /// The id of the choice that is wished for, or was.
    choice: Option<i64>,
    /// What became of a request.
    #[schema(value_type = Option<String>)]
    outcome: Option<ApprovalState>,
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Moment>,
    note: String,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    read: bool,
}

impl From<Notice> for NoticeShape {
    fn from(one: Notice) -> Self {
        let detail = one.detail;
        Self {
            id: one.id.0,
            kind: one.kind,
            about: one.about.map(|about| AboutShape::of(about, one.name)),
            by: Named::of(detail.by, one.by_name),
            count: detail.count,
            choice: detail.choice.map(i64::from),
            outcome: detail.outcome,
            until: detail.until,
            note: detail.note,
            at: one.at,
            read: one.read,
        }
    }
}

/// How many customers of each level there are.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LevelCounts)]
pub struct LevelCountsShape {
    /// You see the whole company.
    company: bool,
    /// You first, then whoever has the most.
    owners: Vec<OwnerLevelsShape>,
}

/// How many customers of each level one person has.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnerLevels)]
pub struct OwnerLevelsShape {
    owner: Named,
    counts: Vec<LevelCountShape>,
}

/// A level and how many customers have it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LevelCount)]
pub struct LevelCountShape {
    /// The id of the level; 0 is none.
    level: i64,
    count: i64,
}

impl From<LevelCounts> for LevelCountsShape {
    fn from(counts: LevelCounts) -> Self {
        let owner = |row: OwnerLevels| OwnerLevelsShape {
            owner: Named { id: row.owner.0, name: row.name },
            counts: row
                .counts
                .into_iter()
                .map(|(level, count)| LevelCountShape { level: level.0, count })
                .collect(),
        };
        Self { company: counts.company, owners: counts.owners.into_iter().map(owner).collect() }
    }
}

/// A screen and how many customers it holds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ViewCount)]
pub struct ViewCountShape {
    /// `mine`, `hot`, `shared`, `subordinates`, `pool`, `company`, `bin` or `query`.
    #[schema(value_type = String)]
    view: CustomerView,
    count: i64,
}

impl From<ViewCount> for ViewCountShape {
    fn from(count: ViewCount) -> Self {
        Self { view: count.view, count: count.count }
    }
}

/// A share of a customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Share)]
pub struct ShareShape {
    person: Named,
    /// To be changed, not only read.
    may_edit: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Moment>,
    /// It has ended.
    over: bool,
    /// The name of who shared it.
    by: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
}

impl From<Share> for ShareShape {
    fn from(share: Share) -> Self {
        let Share { person, name, may_edit, until, over, by, at } = share;
        Self { person: Named { id: person.0, name }, may_edit, until, over, by, at }
    }
}

/// What spreading did, or would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Spread)]
pub struct SpreadShape {
    #[serde(flatten)]
    #[schema(inline)]
    done: super::DoneShape,
    /// How many each person gets.
    owners: Vec<SpreadCountShape>,
}

/// A person and how many rows that person gets.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SpreadCount)]
pub struct SpreadCountShape {
    owner: i64,
    count: i64,
}

impl From<(Done, Vec<(PersonId, i64)>)> for SpreadShape {
    fn from((done, owners): (Done, Vec<(PersonId, i64)>)) -> Self {
        let owners = owners.into_iter().map(|(owner, count)| SpreadCountShape { owner: owner.0, count });
        Self { done: done.into(), owners: owners.collect() }
    }
}

/// Something found about a customer on the web.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebItem)]
pub struct WebItemShape {
    id: i64,
    title: String,
    link: String,
    #[schema(value_type = Option<String>, format = Date)]
    day: Option<chrono::NaiveDate>,
    note: String,
    /// The name of who noted it.
    by: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
}

impl From<WebItem> for WebItemShape {
    fn from(item: WebItem) -> Self {
        let WebItem { id, title, link, day, note, by, at } = item;
        Self { id: id.0, title, link, day, note, by, at }
    }
}

/// Something found on the web, as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = WebItemForm)]
#[serde(deny_unknown_fields)]
pub struct WebItemInput {
    title: String,
    #[serde(default)]
    link: String,
    /// `2026-11-22`, or blank.
    #[serde(default)]
    day: String,
    #[serde(default)]
    note: String,
}

impl From<WebItemInput> for WebItemForm {
    fn from(input: WebItemInput) -> Self {
        let WebItemInput { title, link, day, note } = input;
        Self { title, link, day, note }
    }
}
