//! The level of a customer: another is asked for, and a superior decides.
use super::moves::CustomerBrief;
use super::{CustomerRows, Customers, cleared, state};
use crate::approvals::{self, Ask, Verdict};
use crate::choices;
use crate::db::{Run, Tx};
use crate::guard::{Guarded, Reach, Visible};
use crate::leads::subordinates;
use crate::pools::clock;
use crate::verbs::Change;
use crate::{Result, Viewer};
use domain::approval::{Approval, ApprovalKind, ApprovalState};
use domain::choice::ChoiceKind;
use domain::customer::CustomerState;
use domain::list::Done;
use domain::record::RecordKind;
use domain::{ChoiceId, CustomerId, FieldProblem, Permission, PersonId, Problem, Scope};
use sea_query::{Condition, Expr, ExprTrait, Order, Query, SelectStatement};

/// A customer that is held, and the level it is to have.
pub(crate) struct Levelled {
    row: CustomerBrief,
    level: ChoiceId,
}

impl Levelled {
    pub(crate) fn owner(&self) -> Option<PersonId> {
        self.row.owner_id.map(PersonId)
    }
}

/// The customers on whose level the viewer decides: those of people below, or of the whole company. Not one's own,
/// unless nobody stands above.
fn decides(viewer: &Viewer) -> Condition {
    let owner = ("customers", "owner_id");
    let whose = match viewer.scope {
        _ if !viewer.may(Permission::ApproveLevels) || !viewer.may(Permission::ViewCustomers) => {
            Condition::all().add(Expr::val(1).eq(0))
        }
        Scope::Own => Condition::all().add(Expr::val(1).eq(0)),
        Scope::Subordinates => Condition::all()
            .add(Expr::col(owner).in_subquery(subordinates(viewer)))
            .add(Expr::col(owner).ne(viewer.person.0)),
        Scope::Company => Condition::all(),
    };
    Condition::all().add(state(CustomerState::Owned)).add(cleared(viewer, "customers")).add(whose)
}

/// The requests about customers on whose level the viewer decides.
pub(crate) fn asked_of(viewer: &Viewer) -> Condition {
    let mut rows = Query::select();
    rows.expr(Expr::val(1))
        .from("customers")
        .and_where(Expr::col(("customers", "id")).equals(("approvals", "subject_id")))
        .cond_where(decides(viewer));
    Condition::all().add(Expr::exists(rows))
}

/// Who decides on the level of somebody's customer: those above with the permission; when there is none, those with
/// the whole company in view.
pub(crate) async fn deciders(tx: &mut Tx, customer: i64, owner: PersonId) -> Result<Vec<PersonId>> {
    let above = people(tx, customer, owner, above(owner)).await?;
    if above.is_empty() { people(tx, customer, owner, company()).await } else { Ok(above) }
}

async fn people(tx: &mut Tx, customer: i64, owner: PersonId, among: Condition) -> Result<Vec<PersonId>> {
    let mut security = Query::select();
    security
        .column(("customers", "security"))
        .from("customers")
        .and_where(Expr::col(("customers", "id")).eq(customer));
    let id = || Expr::col(("people", "id"));
    let trusted = Expr::col(("people", "clearance")).gte(Expr::SubQuery(None, Box::new(security.into())));
    let mut select = Query::select();
    select
        .column(("people", "id"))
        .from("people")
        .and_where(Expr::col(("people", "disabled")).eq(false))
        .and_where(id().ne(owner.0))
        .cond_where(Condition::any().add(trusted).add(id().in_subquery(preset())))
        .cond_where(among)
        .order_by(("people", "id"), Order::Asc);
    for permission in [Permission::ViewCustomers, Permission::ApproveLevels] {
        let may = Condition::any().add(id().in_subquery(who_may(permission))).add(id().in_subquery(preset()));
        select.cond_where(may);
    }
    let told = Guarded::unrestricted(select, "who is asked to decide on a row that is held");
    Ok(tx.values::<i64, _>(told).await?.into_iter().map(PersonId).collect())
}

fn holders() -> SelectStatement {
    let mut select = Query::select();
    select
        .column(("person_roles", "person_id"))
        .from("person_roles")
        .inner_join("roles", Expr::col(("roles", "id")).equals(("person_roles", "role_id")));
    select
}

fn preset() -> SelectStatement {
    let mut select = holders();
    select.and_where(Expr::col(("roles", "preset")).eq(true));
    select
}

fn who_may(permission: Permission) -> SelectStatement {
    let mut select = holders();
    select
        .inner_join("role_permissions", Expr::col(("role_permissions", "role_id")).equals(("roles", "id")))
        .and_where(Expr::col(("role_permissions", "permission")).eq(permission.key()));
    select
}

fn with_scope(scopes: &[Scope]) -> SelectStatement {
    let mut select = holders();
    select.and_where(Expr::col(("roles", "scope")).is_in(scopes.iter().map(|scope| scope.key())));
    select
}

fn company() -> Condition {
    let id = || Expr::col(("people", "id"));
    Condition::any().add(id().in_subquery(with_scope(&[Scope::Company]))).add(id().in_subquery(preset()))
}

/// Those whose roles stand above a role of the person, and who see that far.
fn above(person: PersonId) -> Condition {
    let mut theirs = Query::select();
    theirs.column("role_id").from("person_roles").and_where(Expr::col("person_id").eq(person.0));
    let mut above = holders();
    above
        .inner_join(
            "role_closure",
            Expr::col(("role_closure", "ancestor_id")).equals(("person_roles", "role_id")),
        )
        .and_where(Expr::col(("role_closure", "descendant_id")).in_subquery(theirs))
        .and_where(Expr::col(("role_closure", "depth")).gt(0));
    let id = || Expr::col(("people", "id"));
    let far = Condition::any()
        .add(id().in_subquery(with_scope(&[Scope::Subordinates, Scope::Company])))
        .add(id().in_subquery(preset()));
    Condition::all().add(id().in_subquery(above)).add(far)
}

impl Customers<'_> {
    /// Asks for another level for a customer. Whoever may decide on it does so by asking: then it has it at once.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `level` when it is not offered, the customer has it, or another is asked for already; on
    /// `reason` without one, unless one decides oneself. [`Problem::WrongState`] while nobody has the customer.
    pub async fn ask_level(&self, id: CustomerId, level: ChoiceId, reason: &str) -> Result<Approval> {
        let (desk, kind) = (self.desk, ApprovalKind::Level);
        let mut tx = desk.begin().await?;
        choices::hold_for(&mut tx, ChoiceKind::Level, kind.key(), level).await?;
        let row = self.held(&mut tx, id.0).await?.ok_or(Problem::NotFound)?;
        let at_once = self.within(&mut tx, id.0, decides(&desk.viewer)).await?;
        if !at_once {
            desk.viewer.require(Permission::EditCustomers)?;
            let change = CustomerRows::within(&desk.viewer, Reach::Change);
            if !self.within(&mut tx, id.0, change).await? {
                return Err(Problem::NotFound.into());
            }
        }
        let owner = row.owner_id.filter(|_| row.is(CustomerState::Owned)).ok_or(Problem::WrongState)?;
        if row.level_id == Some(level.0) {
            return Err(Problem::field(kind.key(), FieldProblem::NotChoosable).into());
        }
        let (old, new) = (row.level_id.map(|level| level.to_string()).unwrap_or_default(), level.to_string());
        let ask = Ask { kind, about: id.into(), owner: PersonId(owner), old, new, reason };
        let request = approvals::ask(&mut tx, desk, &ask, at_once).await?;
        if at_once {
            let by = Some(desk.viewer.person);
            let verdict = Verdict { state: ApprovalState::Approved, by, note: "" };
            approvals::close(&mut tx, desk, request, &verdict).await?;
            self.give_level(&mut tx, Levelled { row, level }).await?;
        }
        tx.commit().await?;
        desk.approvals().find(request).await
    }

    /// What was asked for of a customer, the latest first.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn level_requests(&self, id: CustomerId) -> Result<Vec<Approval>> {
        self.desk.approvals().of(id).await
    }

    /// Whether the viewer decides on the level of a customer, so that asking is having.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decides_level(&self, id: CustomerId) -> Result<bool> {
        self.within(&mut self.desk.db(), id.0, decides(&self.desk.viewer)).await
    }

    async fn held(&self, tx: &mut Tx, id: i64) -> Result<Option<CustomerBrief>> {
        let mut done = Done::default();
        Ok(self.lists().briefs(tx, &[id], Reach::See, &mut done).await?.pop())
    }

    async fn within(&self, on: &mut impl Run, id: i64, some: Condition) -> Result<bool> {
        let select = self
            .desk
            .viewer
            .select::<CustomerRows>(Reach::See)
            .and(Expr::col(("customers", "id")).eq(id))
            .and(some)
            .with(|select| {
                select.column(("customers", "id"));
            });
        Ok(on.value::<i64, _>(select).await?.is_some())
    }

    /// Holds the level that is asked for, if it is to be given, and then the customer; nothing when it is not the
    /// viewer's to decide on any more.
    pub(crate) async fn hold_level(
        &self,
        tx: &mut Tx,
        id: i64,
        level: &str,
        give: bool,
    ) -> Result<Option<Levelled>> {
        let not_choosable = || Problem::field(ApprovalKind::Level.key(), FieldProblem::NotChoosable);
        let level = ChoiceId(level.parse().map_err(|_| not_choosable())?);
        if give {
            choices::hold_for(tx, ChoiceKind::Level, ApprovalKind::Level.key(), level).await?;
        }
        let Some(row) = self.held(tx, id).await? else { return Ok(None) };
        if !self.within(tx, id, decides(&self.desk.viewer)).await? {
            return Ok(None);
        }
        Ok(Some(Levelled { row, level }))
    }

    /// Gives a customer that is held its new level.
    pub(crate) async fn give_level(&self, tx: &mut Tx, Levelled { row, level }: Levelled) -> Result<()> {
        let change = Change {
            action: "customer.level",
            kind: RecordKind::Level,
            content: level.to_string(),
            values: vec![("level_id", level.0.into())],
            handover: None,
        };
        let id = row.id;
        self.lists().apply(tx, vec![row], &change, &mut Done::default()).await?;
        // Another level, other rules.
        clock::refresh(tx, self.desk.now(), &[id]).await
    }
}
