//! What the REST API shows of things: its own shapes, so that they stay when the insides change.
mod approvals;
mod attachments;
mod customer;
mod duplicates;
mod fields;
mod lead;
mod people;
mod pools;
mod rows;
mod settings;
mod timeline;
mod why;
mod words;

pub use approvals::{
    AboutShape, ApprovalShape, LevelCountShape, LevelCountsShape, NoticeShape, OwnerLevelsShape, ShareShape,
    SpreadCountShape, SpreadShape, ViewCountShape, WebItemInput, WebItemShape,
};
pub use attachments::AttachmentShape;
pub use customer::{
    ContactChangeShape, ContactPage, ContactShape, CustomerChangeShape, CustomerPage, CustomerShape,
    NewContactShape, NewCustomerShape,
};
pub use duplicates::{
    DuplicateNamesShape, MarkInput, MergeFieldShape, MergeInput, MergeMovesShape, MergePreviewShape,
    MergeShape, MergeSideShape, PartedShape, ProbeInput, ProbedContactInput, TwinGroupShape, TwinMemberShape,
    TwinPageShape, TwinShape,
};
pub use fields::{FieldInput, FieldShape, RecordFieldInput, RecordFieldShape};
pub use lead::{LeadPage, LeadShape, NewLeadShape};
pub use people::{
    AccountShape, AuditShape, MeShape, PersonInput, PersonNameShape, PersonShape, RoleInput, RoleShape,
    SessionShape, SignInShape, TokenShape,
};
pub use pools::{
    ForecastShape, ForeseenShape, LimitShape, MoveShape, ParametersShape, PoolInput, PoolRuleInput,
    PoolRuleShape, PoolShape, RuleKindShape,
};
pub use rows::{AroundShape, Names, RowShape, RowsPage, Shown};
pub use settings::{ChoiceInput, ChoiceShape, TabCountShape, TabInput, TabShape};
pub use timeline::{DayShape, RecordInput, RecordShape, RevisionShape, VisitInput, VisitShape};
pub use why::WhyShape;
pub use words::{
    ChoiceKindWord, CustomerStateWord, FieldKindWord, LangWord, LeadStateWord, NounWord, PermissionWord,
    RecordKindWord, ScopeWord, SecurityWord, SkipWord, VisitStateWord,
};

use domain::Problem;
use domain::column::Column;
use domain::list::{Chosen, Done};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something that is named: a person, a choice, a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Named {
    /// The id.
    pub id: i64,
    /// The name.
    pub name: String,
}

impl Named {
    /// An id that may be missing, with its name.
    fn of(id: Option<impl Into<i64>>, name: Option<String>) -> Option<Self> {
        id.map(|id| Self { id: id.into(), name: name.unwrap_or_default() })
    }
}

/// The id of what was created.
#[derive(Debug, Serialize, ToSchema)]
pub struct Created {
    /// The id.
    pub id: i64,
}

/// Which rows a verb is for: `ids`, or all that match a filter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// These rows.
    pub ids: Option<Vec<i64>>,
    /// All rows that match, as the query string of the list.
    #[schema(example = "status=2&source=3")]
    pub matching: Option<String>,
}

impl Which {
    /// The rows of a noun that are meant: exactly one of the two must be given.
    pub(super) fn chosen<C: Column>(self) -> Result<Chosen, Problem> {
        use domain::FieldProblem::{Malformed, Required};
        match (self.ids, self.matching) {
            (Some(ids), None) => Ok(Chosen::Ids(ids)),
            (None, Some(query)) => {
                let mut params = super::params::Params::of(&query);
                let filter = params.filter::<C>();
                params.done()?;
                Ok(Chosen::Matching(filter.to_query()))
            }
            (None, None) => Err(Problem::field("ids", Required)),
            (Some(_), Some(_)) => Err(Problem::field("matching", Malformed)),
        }
    }
}

/// What a verb on many rows did.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoneShape {
    /// Rows it changed.
    pub done: Vec<i64>,
    /// Rows it left alone.
    pub skipped: Vec<SkippedShape>,
}

/// A row that was left alone.
#[derive(Debug, Serialize, ToSchema)]
pub struct SkippedShape {
    /// The row.
    pub id: i64,
    /// Why.
    #[schema(value_type = SkipWord)]
    pub reason: domain::list::SkipReason,
}

impl From<Done> for DoneShape {
    fn from(done: Done) -> Self {
        let skipped = done.skipped.into_iter().map(|row| SkippedShape { id: row.id, reason: row.reason });
        Self { done: done.done, skipped: skipped.collect() }
    }
}
