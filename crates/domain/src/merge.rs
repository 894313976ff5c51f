//! Merging: one customer of two, and two again.
use crate::customer::CustomerState;
use crate::{ContactId, CustomerId, MergeId, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which of two values a field keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// That of the customer that stays.
    Winner,
    /// That of the customer that goes into it.
    Loser,
    /// Another text; of text fields only.
    Text(String),
}

/// Two customers to become one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeWish {
    /// The customer that stays.
    pub winner: CustomerId,
    /// The version of it that was looked at.
    pub winner_version: i64,
    /// The customer that goes into it.
    pub loser: CustomerId,
    /// The version of it that was looked at.
    pub loser_version: i64,
    /// What each field keeps. A field that is not here keeps the winner's value, or the loser's where the winner has
    /// none.
    #[serde(default)]
    pub fields: BTreeMap<String, Pick>,
}

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergePreview {
    /// The customer that stays.
    pub winner: MergeSide,
    /// The customer that goes into it.
    pub loser: MergeSide,
    /// The fields in which they differ.
    pub fields: Vec<MergeField>,
    /// What would move.
    pub moves: MergeMoves,
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeSide {
    /// The id.
    pub id: CustomerId,
    /// The version.
    pub version: i64,
    /// The name.
    pub name: String,
    /// Where it stands.
    pub state: CustomerState,
    /// Who has it.
    pub owner_name: Option<String>,
    /// When anything about it last changed.
    pub updated_at: Moment,
}

/// A field in which two customers differ, as forms write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeField {
    /// The field's key.
    pub field: String,
    /// What the customer holds that stays.
    pub winner: String,
    /// What the other holds.
    pub loser: String,
}

impl MergeField {
    /// What is kept when nobody says otherwise: a value rather than none.
    #[must_use]
    pub fn usual(&self) -> Pick {
        if self.winner.is_empty() { Pick::Loser } else { Pick::Winner }
    }
}

/// What would move from the one to the other, as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MergeMoves {
    /// Contacts.
    pub contacts: i64,
    /// Entries of the timeline; they stay where they are, and are shown with the customer that stays.
    pub records: i64,
    /// Open plans and visits.
    pub plans: i64,
    /// People it is shared with.
    pub shares: i64,
    /// 网络资讯.
    pub web_items: i64,
    /// Files; they stay where they are, and are shown with the customer that stays.
    pub attachments: i64,
}

/// A merge that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// The id: what it is undone by.
    pub id: MergeId,
    /// The customer that stayed.
    pub winner: CustomerId,
    /// The customer that went into it.
    pub loser: CustomerId,
    /// The name of that one.
    pub loser_name: String,
    /// When.
    pub at: Moment,
    /// Who did it.
    pub by: Option<String>,
}

/// What was left alone when two became two again, because somebody has changed it since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parted {
    /// The customer that stayed.
    pub winner: CustomerId,
    /// The customer that is there again.
    pub loser: CustomerId,
    /// Fields of the customer that stayed that hold neither of the two values now.
    pub fields: Vec<String>,
    /// Contacts that were changed since: they stay with whom they are.
    pub contacts: Vec<(ContactId, String)>,
}
