//! Duplicates, merging and parting.
use super::Named;
use super::words::CustomerStateWord;
use domain::customer::CustomerState;
use domain::merge::{Merge, MergeField, MergeMoves, MergePreview, MergeSide, MergeWish, Parted, Pick};
use domain::twin::{DuplicateNames, Mark, Probe, ProbedContact, Twin, TwinGroup, TwinPage};
use domain::{CustomerId, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What would be entered, to learn what is there already.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = Probe)]
#[serde(deny_unknown_fields)]
pub struct ProbeInput {
    /// The customer that is being changed.
    but: Option<i64>,
    /// The name of an enterprise.
    #[serde(default)]
    company: String,
    #[serde(default)]
    mobile: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    contacts: Vec<ProbedContactInput>,
}

/// What would be entered of a contact.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = ProbedContact)]
#[serde(deny_unknown_fields)]
pub struct ProbedContactInput {
    #[serde(default)]
    mobile: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    email: String,
}

impl From<ProbeInput> for Probe {
    fn from(input: ProbeInput) -> Self {
        let ProbeInput { but, company, mobile, phone, email, contacts } = input;
        let contact = |one: ProbedContactInput| ProbedContact {
            mobile: one.mobile,
            phone: one.phone,
            email: one.email,
        };
        let contacts = contacts.into_iter().map(contact).collect();
        Self { but: but.map(CustomerId), company, mobile, phone, email, contacts }
    }
}

/// By what a customer is known.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Mark)]
#[serde(deny_unknown_fields)]
pub struct MarkInput {
    /// `mobile`, `phone`, `email` or `company`.
    #[schema(value_type = String)]
    pub mark: Mark,
    /// The number, the address or the name.
    pub value: String,
}

/// A customer that is there already.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Twin)]
pub struct TwinShape {
    /// The field that is the same: `mobile`, `contacts.0.email`.
    field: String,
    /// `mobile`, `phone`, `email` or `company`.
    #[schema(value_type = String)]
    mark: Mark,
    /// It is refused; otherwise it may be confirmed.
    blocks: bool,
    /// Who has it.
    owner: Option<Named>,
    /// It lies in a pool.
    pooled: bool,
    /// The customer, for those who see it.
    customer: Option<Named>,
}

impl From<Twin> for TwinShape {
    fn from(twin: Twin) -> Self {
        let Twin { field, mark, blocks, owner, pooled, customer } = twin;
        let owner = owner.map(|(id, name)| Named { id: id.0, name });
        Self {
            field,
            mark,
            blocks,
            owner,
            pooled,
            customer: customer.map(|(id, name)| Named { id: id.0, name }),
        }
    }
}

/// Customers that may be one and the same.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TwinGroup)]
pub struct TwinGroupShape {
    #[schema(value_type = String)]
    mark: Mark,
    /// What is the same, in its plainest form.
    value: String,
    /// How many you see.
    count: i64,
    /// The first of them, the latest changed first.
    members: Vec<TwinMemberShape>,
}

/// A customer among suspected duplicates.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TwinMember)]
pub struct TwinMemberShape {
    id: i64,
    name: String,
    /// The name of who has it; null in a pool.
    owner: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Moment,
}

impl From<TwinGroup> for TwinGroupShape {
    fn from(group: TwinGroup) -> Self {
        let TwinGroup { mark, value, count, members } = group;
        let member = |one: domain::twin::TwinMember| TwinMemberShape {
            id: one.id.0,
            name: one.name,
            owner: one.owner_name,
            updated_at: one.updated_at,
        };
        Self { mark, value, count, members: members.into_iter().map(member).collect() }
    }
}

/// A page of groups.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TwinPage)]
pub struct TwinPageShape {
    groups: Vec<TwinGroupShape>,
    /// The `cursor` of the next page.
    next: Option<String>,
}

impl From<TwinPage> for TwinPageShape {
    fn from(page: TwinPage) -> Self {
        Self { groups: page.groups.into_iter().map(Into::into).collect(), next: page.next }
    }
}

/// One of two customers to be merged.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MergeSide)]
pub struct MergeSideShape {
    id: i64,
    version: i64,
    name: String,
    #[schema(value_type = CustomerStateWord)]
    state: CustomerState,
    owner: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Moment,
}

impl From<MergeSide> for MergeSideShape {
    fn from(side: MergeSide) -> Self {
        let MergeSide { id, version, name, state, owner_name, updated_at } = side;
        Self { id: id.0, version, name, state, owner: owner_name, updated_at }
    }
}

/// A field in which two customers differ.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MergeField)]
pub struct MergeFieldShape {
    field: String,
    winner: String,
    loser: String,
}

impl From<MergeField> for MergeFieldShape {
    fn from(field: MergeField) -> Self {
        let MergeField { field, winner, loser } = field;
        Self { field, winner, loser }
    }
}

/// How much would move.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MergeMoves)]
pub struct MergeMovesShape {
    contacts: i64,
    records: i64,
    plans: i64,
    shares: i64,
    web_items: i64,
    /// Files; they stay where they are, and are shown with the customer that stays.
    attachments: i64,
}

impl From<MergeMoves> for MergeMovesShape {
    fn from(moves: MergeMoves) -> Self {
        let MergeMoves { contacts, records, plans, shares, web_items, attachments } = moves;
        Self { contacts, records, plans, shares, web_items, attachments }
    }
}

/// What a merge would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MergePreview)]
pub struct MergePreviewShape {
    winner: MergeSideShape,
    loser: MergeSideShape,
    fields: Vec<MergeFieldShape>,
    moves: MergeMovesShape,
}

impl From<MergePreview> for MergePreviewShape {
    fn from(preview: MergePreview) -> Self {
        let MergePreview { winner, loser, fields, moves } = preview;
        let fields = fields.into_iter().map(Into::into).collect();
        Self { winner: winner.into(), loser: loser.into(), fields, moves: moves.into() }
    }
}

/// Two customers to become one.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = MergeWish)]
#[serde(deny_unknown_fields)]
pub struct MergeInput {
    /// The customer that stays.
    winner: i64,
    /// The version of it that was looked at.
    winner_version: i64,
    /// The customer that goes into it.
    loser: i64,
    loser_version: i64,
    /// What each field keeps: `"winner"`, `"loser"` or, of text fields, `{"text": "…"}`.
    #[serde(default)]
    #[schema(value_type = Object)]
    fields: BTreeMap<String, Pick>,
}

impl From<MergeInput> for MergeWish {
    fn from(input: MergeInput) -> Self {
        let MergeInput { winner, winner_version, loser, loser_version, fields } = input;
        Self { winner: CustomerId(winner), winner_version, loser: CustomerId(loser), loser_version, fields }
    }
}

/// A merge that was done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Merge)]
pub struct MergeShape {
    /// The id: what it is undone by.
    id: i64,
    winner: i64,
    loser: i64,
    loser_name: String,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    by: Option<String>,
}

impl From<Merge> for MergeShape {
    fn from(merge: Merge) -> Self {
        let Merge { id, winner, loser, loser_name, at, by } = merge;
        Self { id: id.0, winner: winner.0, loser: loser.0, loser_name, at, by }
    }
}

/// What was left alone because it was changed since.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Parted)]
pub struct PartedShape {
    winner: i64,
    loser: i64,
    /// Fields of the winner.
    fields: Vec<String>,
    /// Contacts that stay with whom they are.
    contacts: Vec<Named>,
}

impl From<Parted> for PartedShape {
    fn from(parted: Parted) -> Self {
        let contacts = parted.contacts.into_iter().map(|(id, name)| Named { id: id.0, name }).collect();
        Self { winner: parted.winner.0, loser: parted.loser.0, fields: parted.fields, contacts }
    }
}

/// What happens when two enterprises have the same name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = DuplicateNames)]
#[serde(deny_unknown_fields)]
pub struct DuplicateNamesShape {
    /// `allow`, `warn` or `block`.
    pub names: String,
}

impl From<DuplicateNames> for DuplicateNamesShape {
    fn from(names: DuplicateNames) -> Self {
        Self { names: names.key().to_owned() }
    }
}
