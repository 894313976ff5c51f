//! Claim, assign, finish, reopen, a new status, a star.
use super::write::works_here;
use super::{LeadRows, Leads};
use crate::Result;
use crate::guard::{Guarded, Reach};
use crate::ownership::Handover;
use crate::verbs::{Brief, Change, Moved, PART, Verb, taken};
use domain::choice::ChoiceKind;
use domain::lead::LeadState;
use domain::list::{Chosen, Done, SkipReason};
use domain::live::Signal;
use domain::ownership::{Move, MoveKind};
use domain::record::RecordKind;
use domain::{ChoiceId, FieldProblem, LeadId, Permission, PersonId, Problem};
use sea_query::{Expr, ExprTrait, OnConflict, Query, Value};
use sqlx::FromRow;

/// What the verbs need to know of a lead.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct LeadBrief {
    pub(crate) id: i64,
    version: i64,
    state: String,
    pub(crate) owner_id: Option<i64>,
    status_id: i64,
    pub(crate) address: String,
}

impl LeadBrief {
    pub(crate) fn is(&self, state: LeadState) -> bool {
        self.state == state.key()
    }
}

impl Moved for LeadRows {
    type Brief = LeadBrief;
    const BRIEF: &'static [&'static str] = &["id", "version", "state", "owner_id", "status_id", "address"];
}

impl Brief for LeadBrief {
    fn id(&self) -> i64 {
        self.id
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn owner(&self) -> Option<i64> {
        self.owner_id
    }

    fn address(&self) -> &str {
        &self.address
    }

    fn is_tracked(&self) -> bool {
        self.is(LeadState::Claimed)
    }

    fn before(&self, column: &str) -> Option<(&'static str, Option<String>)> {
        match column {
            "status_id" => Some(("status", Some(self.status_id.to_string()))),
            "owner_id" => Some(("owner", self.owner_id.map(|owner| owner.to_string()))),
            "state" => Some(("state", Some(self.state.clone()))),
            _ => None,
        }
    }
}

impl Leads<'_> {
    async fn carry_out(&self, chosen: &Chosen, verb: Verb<'_, LeadBrief>) -> Result<Done> {
        self.lists().carry_out(chosen, verb).await
    }

    /// Takes leads from the pool. Of many who try at once one gets each; the others read
    /// [`SkipReason::TooLate`].
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn claim(&self, chosen: &Chosen) -> Result<Done> {
        let me = self.desk.viewer.person;
        self.carry_out(
            chosen,
            Verb {
                permission: Permission::ClaimLeads,
                reach: Reach::See,
                change: Change {
                    action: "lead.claimed",
                    kind: RecordKind::Claimed,
                    content: String::new(),
                    values: owned_by(me),
                    handover: Some(Handover::to(MoveKind::Claimed, me)),
                },
                choice: None,
                rule: &|brief| match brief.owner_id {
                    None => None,
                    Some(owner) if owner == me.0 => Some(SkipReason::Already),
                    Some(_) => Some(SkipReason::TooLate),
                },
            },
        )
        .await
        .map(taken)
    }

    /// Gives leads to someone: unclaimed ones, and those in the viewer's scope.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `owner` when the person is not there or disabled.
    pub async fn assign(&self, chosen: &Chosen, owner: PersonId) -> Result<Done> {
        if !works_here(self.desk, owner).await? {
            return Err(Problem::field("owner", FieldProblem::NotChoosable).into());
        }
        self.carry_out(
            chosen,
            Verb {
                permission: Permission::AssignLeads,
                reach: Reach::See,
                change: Change {
                    action: "lead.assigned",
                    kind: RecordKind::Assigned,
                    content: owner.to_string(),
                    values: owned_by(owner),
                    handover: Some(Handover::to(MoveKind::Assigned, owner)),
                },
                choice: None,
                rule: &|brief| {
                    if brief.owner_id == Some(owner.0) {
                        Some(SkipReason::Already)
                    } else if brief.is(LeadState::Finished) || brief.is(LeadState::Converted) {
                        Some(SkipReason::WrongState)
                    } else {
                        None
                    }
                },
            },
        )
        .await
    }

    /// Gives leads back to the pool, for a reason out of a list: one's own, or, with the right to assign, those in
    /// scope.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `reason` when it is not offered.
    pub async fn give_up(&self, chosen: &Chosen, reason: ChoiceId, note: &str) -> Result<Done> {
        let viewer = &self.desk.viewer;
        let (me, assigns) = (viewer.person.0, viewer.may(Permission::AssignLeads));
        let handover = Handover {
            reason: Some(reason),
            note: note.trim().to_owned(),
            ..Handover::to_nobody(MoveKind::GivenUp)
        };
        let verb = Verb {
            permission: if assigns { Permission::AssignLeads } else { Permission::ClaimLeads },
            reach: Reach::Change,
            change: Change {
                action: "lead.given_up",
                kind: RecordKind::GivenUp,
                content: reason.to_string(),
                values: vec![("state", LeadState::Unclaimed.key().into()), ("owner_id", Value::BigInt(None))],
                handover: Some(handover),
            },
            choice: Some((ChoiceKind::PoolReason, "reason", reason)),
            rule: &|brief: &LeadBrief| {
                if !brief.is(LeadState::Claimed) {
                    Some(SkipReason::WrongState)
                } else {
                    (!assigns && brief.owner_id != Some(me)).then_some(SkipReason::NotYours)
                }
            },
        };
        self.carry_out(chosen, verb).await
    }

    /// 流转: every step of a lead, the latest first.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn moves(&self, id: LeadId) -> Result<Vec<Move>> {
        self.desk.moves(id.into()).await
    }

    /// Gives leads a status.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `status` when it is not offered.
    pub async fn set_status(&self, chosen: &Chosen, status: ChoiceId) -> Result<Done> {
        self.carry_out(
            chosen,
            Verb {
                permission: Permission::EditLeads,
                reach: Reach::Change,
                change: Change {
                    action: "lead.status",
                    kind: RecordKind::Status,
                    content: status.to_string(),
                    values: vec![("status_id", status.0.into())],
                    handover: None,
                },
                choice: Some((ChoiceKind::Status, "status", status)),
                rule: &|brief| (brief.status_id == status.0).then_some(SkipReason::Already),
            },
        )
        .await
    }

    /// Ends the tracking of claimed leads.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `reason` when it is not offered.
    pub async fn finish(&self, chosen: &Chosen, reason: ChoiceId) -> Result<Done> {
        self.carry_out(
            chosen,
            Verb {
                permission: Permission::FinishLeads,
                reach: Reach::Change,
                change: Change {
                    action: "lead.finished",
                    kind: RecordKind::Finished,
                    content: reason.to_string(),
                    values: vec![
                        ("state", LeadState::Finished.key().into()),
                        ("finish_reason_id", reason.0.into()),
                    ],
                    handover: None,
                },
                choice: Some((ChoiceKind::FinishReason, "reason", reason)),
                rule: &|brief| {
                    if brief.is(LeadState::Finished) {
                        Some(SkipReason::Already)
                    } else {
                        (!brief.is(LeadState::Claimed)).then_some(SkipReason::WrongState)
                    }
                },
            },
        )
        .await
    }

    /// Takes finished leads up again.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn reopen(&self, chosen: &Chosen) -> Result<Done> {
        self.carry_out(
            chosen,
            Verb {
                permission: Permission::ReopenLeads,
                reach: Reach::Change,
                change: Change {
                    action: "lead.reopened",
                    kind: RecordKind::Reopened,
                    content: String::new(),
                    values: vec![
                        ("state", LeadState::Claimed.key().into()),
                        ("finish_reason_id", Value::BigInt(None)),
                    ],
                    handover: None,
                },
                choice: None,
                rule: &|brief| (!brief.is(LeadState::Finished)).then_some(SkipReason::WrongState),
            },
        )
        .await
    }

    /// Puts the viewer's star on leads, or takes it off.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn focus(&self, chosen: &Chosen, on: bool) -> Result<Done> {
        let me = self.desk.viewer.person;
        let ids = self.lists().meant(chosen).await?;
        let mut done = Done::default();
        let mut tx = self.desk.begin().await?;
        let briefs = self.lists().briefs(&mut tx, &ids, Reach::See, &mut done).await?;
        for part in briefs.chunks(PART) {
            if on {
                let mut insert = Query::insert();
                insert
                    .into_table("focus")
                    .columns(["person_id", "lead_id"])
                    .on_conflict(OnConflict::columns(["person_id", "lead_id"]).do_nothing().to_owned());
                for brief in part {
                    insert.values_panic([me.0.into(), brief.id.into()]);
                }
                tx.run(self.desk.viewer.insert(insert)).await?;
            } else {
                let mut delete = Query::delete();
                delete
                    .from_table("focus")
                    .and_where(Expr::col("person_id").eq(me.0))
                    .and_where(Expr::col("lead_id").is_in(part.iter().map(|brief| brief.id)));
                tx.run(Guarded::unrestricted(delete, "one's own stars")).await?;
            }
        }
        done.done = briefs.iter().map(|brief| brief.id).collect();
        tx.signal(Signal::Mine { person: me });
        tx.commit().await?;
        Ok(done)
    }
}

fn owned_by(owner: PersonId) -> Vec<(&'static str, Value)> {
    vec![("owner_id", owner.0.into()), ("state", LeadState::Claimed.key().into())]
}
