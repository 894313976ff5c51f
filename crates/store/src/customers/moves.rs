//! Claim, assign, hand on, give up; the red label, and choices for many at once.
use super::{CustomerRows, Customers};
use crate::choices;
use crate::db::{Run, Tx};
use crate::guard::{Guarded, Reach};
use crate::leads::write::works_here;
use crate::ownership::{self, Handover};
use crate::verbs::{Brief, Change, Moved, Verb, sift, taken};
use crate::{Result, pools};
use domain::choice::ChoiceKind;
use domain::customer::{CustomerChoice, CustomerState};
use domain::list::{Chosen, Done, SkipReason};
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::{ChoiceId, CustomerId, FieldProblem, Moment, Permission, PersonId, PoolId, Problem};
use sea_query::{Expr, ExprTrait, Query, Value};
use sqlx::FromRow;

/// What the verbs need to know of a customer.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct CustomerBrief {
    pub(crate) id: i64,
    version: i64,
    state: String,
    pub(crate) owner_id: Option<i64>,
    pub(crate) pool_id: Option<i64>,
    hot: i64,
    pub(crate) level_id: Option<i64>,
    status_id: Option<i64>,
    address: String,
}

impl CustomerBrief {
    pub(crate) fn is(&self, state: CustomerState) -> bool {
        self.state == state.key()
    }
}

impl Moved for CustomerRows {
    type Brief = CustomerBrief;
    const BRIEF: &'static [&'static str] =
        &["id", "version", "state", "owner_id", "pool_id", "hot", "level_id", "status_id", "address"];
}

impl Brief for CustomerBrief {
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
        self.is(CustomerState::Owned)
    }

    fn before(&self, column: &str) -> Option<(&'static str, Option<String>)> {
        let text = |number: Option<i64>| number.map(|number| number.to_string());
        match column {
            "owner_id" => Some(("owner", text(self.owner_id))),
            "pool_id" => Some(("pool", text(self.pool_id))),
            "state" => Some(("state", Some(self.state.clone()))),
            "hot" => Some(("hot", Some(self.hot.to_string()))),
            "level_id" => Some(("level", text(self.level_id))),
            "status_id" => Some(("status", text(self.status_id))),
            _ => None,
        }
    }
}

/// What stands in a customer that lies in a pool.
pub(crate) fn pooled(pool: PoolId, now: Moment) -> Vec<(&'static str, Value)> {
    vec![
        ("state", CustomerState::Pool.key().into()),
        ("owner_id", Value::BigInt(None)),
        ("pool_id", pool.0.into()),
        ("owned_at", now.0.into()),
        ("recycle_at", Value::BigInt(None)),
        ("warned_for", Value::BigInt(None)),
        ("binned_at", Value::BigInt(None)),
    ]
}

impl Customers<'_> {
    fn owned_by(&self, owner: PersonId) -> Vec<(&'static str, Value)> {
        vec![
            ("state", CustomerState::Owned.key().into()),
            ("owner_id", owner.0.into()),
            ("pool_id", Value::BigInt(None)),
            ("owned_at", self.desk.now().0.into()),
            ("recycle_at", Value::BigInt(None)),
            ("warned_for", Value::BigInt(None)),
            ("binned_at", Value::BigInt(None)),
        ]
    }

    /// Takes customers from a pool. Of many who try at once one gets each; the others read
    /// [`SkipReason::TooLate`].
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn claim(&self, chosen: &Chosen) -> Result<Done> {
        let me = self.desk.viewer.person;
        let verb = Verb {
            permission: Permission::ClaimCustomers,
            reach: Reach::See,
            change: Change {
                action: "customer.claimed",
                kind: RecordKind::Claimed,
                content: String::new(),
                values: self.owned_by(me),
                handover: Some(Handover::to(MoveKind::Claimed, me)),
            },
            choice: None,
            rule: &|brief: &CustomerBrief| match brief.owner_id {
                _ if brief.is(CustomerState::Bin) => Some(SkipReason::WrongState),
                None => None,
                Some(owner) if owner == me.0 => Some(SkipReason::Already),
                Some(_) => Some(SkipReason::TooLate),
            },
        };
        self.lists().carry_out(chosen, verb).await.map(taken)
    }

    /// Gives customers to someone: those in a pool, and those in the viewer's scope.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `owner` when the person is not there or disabled.
    pub async fn assign(&self, chosen: &Chosen, owner: PersonId) -> Result<Done> {
        self.hand(chosen, owner, Permission::AssignCustomers, Reach::See, MoveKind::Assigned).await
    }

    /// Hands one's own customers on to someone.
    ///
    /// # Errors
    /// As [`Customers::assign`].
    pub async fn transfer(&self, chosen: &Chosen, owner: PersonId) -> Result<Done> {
        self.hand(chosen, owner, Permission::TransferCustomers, Reach::Change, MoveKind::Transferred).await
    }

    async fn hand(
        &self,
        chosen: &Chosen,
        owner: PersonId,
        permission: Permission,
        reach: Reach,
        kind: MoveKind,
    ) -> Result<Done> {
        if !works_here(self.desk, owner).await? {
            return Err(Problem::field("owner", FieldProblem::NotChoosable).into());
        }
        let me = self.desk.viewer.person.0;
        let verb = Verb {
            permission,
            reach,
            change: self.handing(owner, kind),
            choice: None,
            rule: &|brief: &CustomerBrief| {
                if brief.is(CustomerState::Bin) {
                    Some(SkipReason::WrongState)
                } else if brief.owner_id == Some(owner.0) {
                    Some(SkipReason::Already)
                } else if kind == MoveKind::Transferred && brief.owner_id != Some(me) {
                    Some(SkipReason::NotYours)
                } else {
                    None
                }
            },
        };
        self.lists().carry_out(chosen, verb).await
    }

    pub(super) fn handing(&self, owner: PersonId, kind: MoveKind) -> Change {
        let (action, entry) = match kind {
            MoveKind::Transferred => ("customer.transferred", RecordKind::Transferred),
            MoveKind::Restored => ("customer.restored", RecordKind::Restored),
            _ => ("customer.assigned", RecordKind::Assigned),
        };
        Change {
            action,
            kind: entry,
            content: owner.to_string(),
            values: self.owned_by(owner),
            handover: Some(Handover::to(kind, owner)),
        }
    }

    /// Gives customers that are held, and for whom there is room, to somebody.
    pub(crate) async fn give(&self, tx: &mut Tx, ids: &[i64], owner: PersonId) -> Result<()> {
        let change = self.handing(owner, MoveKind::Assigned);
        self.move_held(tx, ids, &change).await
    }

    /// Puts customers that are held back into the pool they came from.
    pub(crate) async fn give_back(&self, tx: &mut Tx, ids: &[i64], pool: PoolId) -> Result<()> {
        let change = Change {
            action: "customer.given_up",
            kind: RecordKind::GivenUp,
            content: String::new(),
            values: pooled(pool, self.desk.now()),
            handover: Some(Handover::into_pool(MoveKind::GivenUp, pool)),
        };
        self.move_held(tx, ids, &change).await
    }

    async fn move_held(&self, tx: &mut Tx, ids: &[i64], change: &Change) -> Result<()> {
        let mut select = Query::select();
        select
            .columns(CustomerRows::BRIEF.iter().copied())
            .from("customers")
            .and_where(Expr::col("id").is_in(ids.iter().copied()));
        let briefs: Vec<CustomerBrief> = tx
            .all(Guarded::unrestricted(select, "rows that were read under the guard and locked just before"))
            .await?;
        self.lists().apply(tx, briefs, change, &mut Done::default()).await
    }

    /// The pool a customer lies in.
    pub(crate) async fn pool_of(&self, tx: &mut Tx, id: CustomerId) -> Result<Option<i64>> {
        let mut select = Query::select();
        select.column("pool_id").from("customers").and_where(Expr::col("id").eq(id.0));
        let pool: Option<Option<i64>> = tx
            .value(Guarded::unrestricted(
                select,
                "rows that were read under the guard and locked just before",
            ))
            .await?;
        Ok(pool.flatten())
    }

    /// Spreads customers evenly over people: who has the fewest gets the next. What each would get is told without
    /// doing it when `preview` is wished.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `owners` when there is none, or one is not there or disabled.
    pub async fn spread(
        &self,
        chosen: &Chosen,
        owners: &[PersonId],
        preview: bool,
    ) -> Result<(Done, Vec<(PersonId, i64)>)> {
        self.desk.viewer.require(Permission::AssignCustomers)?;
        let mut owners = owners.to_vec();
        owners.sort_unstable();
        owners.dedup();
        if owners.is_empty() {
            return Err(Problem::field("owners", FieldProblem::Required).into());
        }
        for owner in &owners {
            if !works_here(self.desk, *owner).await? {
                return Err(Problem::field("owners", FieldProblem::NotChoosable).into());
            }
        }
        let ids = self.lists().meant(chosen).await?;
        let mut done = Done::default();
        let mut tx = self.desk.begin().await?;
        ownership::hold_people(&mut tx, &owners).await?;
        let briefs = self.lists().briefs(&mut tx, &ids, Reach::See, &mut done).await?;
        let fit = sift(briefs, &mut done, |brief: &CustomerBrief| {
            brief.is(CustomerState::Bin).then_some(SkipReason::WrongState)
        });
        let mut parts: Vec<(PersonId, Vec<CustomerBrief>)> =
            owners.iter().map(|owner| (*owner, Vec::new())).collect();
        let count = parts.len();
        for (at, brief) in fit.into_iter().enumerate() {
            parts[at % count].1.push(brief);
        }
        let mut told = Vec::with_capacity(count);
        for (owner, part) in parts {
            let before = done.done.len();
            let change = self.handing(owner, MoveKind::Assigned);
            let part = sift(part, &mut done, |brief: &CustomerBrief| {
                (brief.owner_id == Some(owner.0)).then_some(SkipReason::Already)
            });
            self.lists().apply(&mut tx, part, &change, &mut done).await?;
            told.push((owner, i64::try_from(done.done.len() - before).unwrap_or(i64::MAX)));
        }
        if !preview {
            tx.commit().await?;
        }
        Ok((done, told))
    }

    /// Gives customers up to a pool, for a reason out of a list.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `reason` or `pool` when it is not offered.
    pub async fn give_up(
        &self,
        chosen: &Chosen,
        pool: Option<PoolId>,
        reason: ChoiceId,
        note: &str,
    ) -> Result<Done> {
        let pool = self.pool(pool).await?;
        let handover = Handover {
            reason: Some(reason),
            note: note.trim().to_owned(),
            ..Handover::into_pool(MoveKind::GivenUp, pool)
        };
        let verb = Verb {
            permission: Permission::TransferCustomers,
            reach: Reach::Change,
            change: Change {
                action: "customer.given_up",
                kind: RecordKind::GivenUp,
                content: reason.to_string(),
                values: pooled(pool, self.desk.now()),
                handover: Some(handover),
            },
            choice: Some((ChoiceKind::PoolReason, "reason", reason)),
            rule: &|brief: &CustomerBrief| {
                (!brief.is(CustomerState::Owned)).then_some(SkipReason::WrongState)
            },
        };
        self.lists().carry_out(chosen, verb).await
    }

    /// A pool things can go into; the first one where none is named.
    pub(crate) async fn pool(&self, pool: Option<PoolId>) -> Result<PoolId> {
        match pool {
            None => pools::first(&mut self.desk.db()).await,
            Some(pool) if pools::is_there(&mut self.desk.db(), pool).await? => Ok(pool),
            Some(_) => Err(Problem::field("pool", FieldProblem::NotChoosable).into()),
        }
    }

    /// Puts the red label on customers, or takes it off.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn set_hot(&self, chosen: &Chosen, hot: bool) -> Result<Done> {
        let value = i64::from(hot);
        let ids = self.lists().meant(chosen).await?;
        self.desk.viewer.require(Permission::EditCustomers)?;
        let mut done = Done::default();
        let mut tx = self.desk.begin().await?;
        let briefs = self.lists().briefs(&mut tx, &ids, Reach::Change, &mut done).await?;
        let fit = sift(briefs, &mut done, |brief: &CustomerBrief| {
            (brief.hot == value).then_some(SkipReason::Already)
        });
        self.lists().set(&mut tx, fit, "customer.hot", &[("hot", value.into())], &mut done).await?;
        tx.commit().await?;
        Ok(done)
    }

    /// Gives customers a choice: a status, a maturity, a mark. Levels have a way of their own.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on the field when the choice is not offered, or when it needs approval.
    pub async fn set_choice(&self, chosen: &Chosen, field: CustomerChoice, choice: ChoiceId) -> Result<Done> {
        if field == CustomerChoice::Level {
            return Err(Problem::field(field.key(), FieldProblem::NeedsApproval).into());
        }
        self.desk.viewer.require(Permission::EditCustomers)?;
        let ids = self.lists().meant(chosen).await?;
        let mut done = Done::default();
        let mut tx = self.desk.begin().await?;
        choices::hold_for(&mut tx, field.kind(), field.key(), choice).await?;
        let fit = self.lists().briefs(&mut tx, &ids, Reach::Change, &mut done).await?;
        let fit = sift(fit, &mut done, |brief: &CustomerBrief| {
            brief.is(CustomerState::Bin).then_some(SkipReason::WrongState)
        });
        let value = [(super::noun::choice_column(field), choice.0.into())];
        self.lists().set(&mut tx, fit, "customer.changed", &value, &mut done).await?;
        tx.commit().await?;
        Ok(done)
    }
}
