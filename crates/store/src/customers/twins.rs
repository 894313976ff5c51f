//! Who is there already: customers with the same telephone, mailbox or name as what is to be entered.
use super::identities::{self, Known};
use super::{CustomerRows, Customers};
use crate::db::{Run, Tx};
use crate::guard::{Guarded, Reach, Visible};
use crate::{Desk, Result, Viewer, settings};
use domain::contact::{ContactDetails, NewContact};
use domain::customer::CustomerState;
use domain::twin::{DuplicateNames, Mark, Probe, Twin};
use domain::{CustomerId, FieldProblem, Permission, PersonId, Problem};
use sea_query::{Expr, ExprTrait, Query, SelectStatement, SimpleExpr};
use sqlx::FromRow;
use std::collections::BTreeMap;

/// The setting that says what two enterprises of the same name are.
const DUPLICATE_NAMES: &str = "duplicate_names";
/// The most twins told of one mark.
const MOST: usize = 5;

/// A mark that is to be entered, with the field it stands in.
#[derive(Debug, Clone)]
pub(crate) struct Entered {
    pub(crate) field: String,
    pub(crate) known: Known,
}

/// Marks under the names of their fields.
pub(crate) fn entered(prefix: &str, marks: Vec<Known>) -> Vec<Entered> {
    let field = |mark: Mark| match mark {
        Mark::Company => "name",
        Mark::Mobile | Mark::Phone | Mark::Email => mark.key(),
    };
    marks.into_iter().map(|known| Entered { field: format!("{prefix}{}", field(known.0)), known }).collect()
}

/// The marks of the contacts of a form.
pub(crate) fn entered_contacts(contacts: &[NewContact]) -> Vec<Entered> {
    let one = |(at, contact): (usize, &NewContact)| {
        entered(&format!("contacts.{at}."), identities::of_contact(&contact.details))
    };
    contacts.iter().enumerate().flat_map(one).collect()
}

/// The marks that were not there before.
pub(crate) fn added(before: &[Known], after: Vec<Known>) -> Vec<Entered> {
    entered("", after.into_iter().filter(|known| !before.contains(known)).collect())
}

#[derive(FromRow)]
struct Found {
    kind: String,
    value: String,
    customer_id: i64,
    name: String,
    security: i64,
    owner_id: Option<i64>,
    owner_name: Option<String>,
    hidden_fields: Option<String>,
    seen: i64,
}

impl Found {
    fn told(&self, viewer: &Viewer, entered: &Entered, blocks: bool) -> Twin {
        let owner = self.owner_id.filter(|_| self.security <= viewer.clearance).map(PersonId);
        Twin {
            field: entered.field.clone(),
            mark: entered.known.0,
            blocks,
            owner: owner.map(|owner| (owner, self.owner_name.clone().unwrap_or_default())),
            pooled: self.owner_id.is_none(),
            customer: (self.seen == 1).then(|| (CustomerId(self.customer_id), self.shown_name(viewer))),
        }
    }

    /// What its pool hides is not told here either.
    fn shown_name(&self, viewer: &Viewer) -> String {
        let hidden = self.hidden_fields.as_deref().unwrap_or_default();
        let hides = hidden.contains("\"name\"") && !viewer.may(Permission::AssignCustomers);
        if hides { String::new() } else { self.name.clone() }
    }
}

/// Customers somebody has, or a pool: those in the bin, and what was merged into others, do not count.
pub(crate) fn living() -> SimpleExpr {
    // Not by naming the others: of those there is an index, which would be read from one end to the other.
    Expr::col(("customers", "state")).ne(CustomerState::Bin.key())
}

fn columns(viewer: &Viewer, select: &mut SelectStatement) {
    let seen: SimpleExpr = Expr::case(CustomerRows::within(viewer, Reach::See), 1_i64).finally(0_i64).into();
    select
        .columns(["kind", "value", "customer_id"].map(|column| ("identities", column)))
        .columns(["name", "security", "owner_id"].map(|column| ("customers", column)))
        .expr_as(Expr::col(("people", "name")), "owner_name")
        .expr_as(Expr::col(("pools", "hidden_fields")), "hidden_fields")
        .expr_as(seen, "seen")
        .from("identities")
        .inner_join("customers", Expr::col(("customers", "id")).equals(("identities", "customer_id")))
        .left_join("people", Expr::col(("people", "id")).equals(("customers", "owner_id")))
        .left_join("pools", Expr::col(("pools", "id")).equals(("customers", "pool_id")));
}

/// The customers with one of some marks, seen or not: what is told of them is decided by [`Found::told`].
async fn found(on: &mut impl Run, desk: &Desk, marks: impl Iterator<Item = &Known>) -> Result<Vec<Found>> {
    let mut select = Query::select();
    columns(&desk.viewer, &mut select);
    select.cond_where(identities::among(marks)).and_where(living());
    let guarded = Guarded::unrestricted(select, "of a customer one does not see, only who has it is told");
    let mut found: Vec<Found> = on.all(guarded).await?;
    // Asked for in this order, SQLite would walk the marks of all customers.
    found.sort_by_key(|found| found.customer_id);
    Ok(found)
}

/// The customers with one of some marks, of those the viewer sees.
pub(super) async fn with_marks(on: &mut impl Run, desk: &Desk, marks: &[Known]) -> Result<Vec<i64>> {
    if marks.is_empty() {
        return Ok(Vec::new());
    }
    let found = found(on, desk, marks.iter()).await?;
    Ok(found.iter().filter(|found| found.seen == 1).map(|found| found.customer_id).collect())
}

/// The customers with a mark that the viewer does not see but is told the owner of, each with that one.
pub(super) async fn out_of_sight(
    on: &mut impl Run,
    desk: &Desk,
    known: &Known,
) -> Result<Vec<(CustomerId, PersonId)>> {
    let mut found = found(on, desk, std::iter::once(known)).await?;
    found.dedup_by_key(|found| found.customer_id);
    found.retain(|found| found.seen == 0 && found.security <= desk.viewer.clearance);
    let told = |found: Found| Some((CustomerId(found.customer_id), PersonId(found.owner_id?)));
    Ok(found.into_iter().filter_map(told).take(MOST).collect())
}

/// The twins of what is to be entered, for each of the rows that are given: one statement for all of them. `but` are
/// the customers the rows belong to.
pub(crate) async fn find(
    on: &mut impl Run,
    desk: &Desk,
    rows: &[(Option<i64>, Vec<Entered>)],
) -> Result<Vec<Vec<Twin>>> {
    let names = duplicate_names(on).await?;
    let counts = |entered: &&Entered| entered.known.0 != Mark::Company || names != DuplicateNames::Allow;
    let marks: Vec<_> =
        rows.iter().flat_map(|(_, marks)| marks).filter(counts).map(|one| &one.known).collect();
    if marks.is_empty() {
        return Ok(rows.iter().map(|_| Vec::new()).collect());
    }
    let found = found(on, desk, marks.into_iter()).await?;
    let mut by_mark: BTreeMap<(&str, &str), Vec<&Found>> = BTreeMap::new();
    for found in &found {
        by_mark.entry((&found.kind, &found.value)).or_default().push(found);
    }
    let twins = |(but, marks): &(Option<i64>, Vec<Entered>)| {
        let mut twins = Vec::new();
        for entered in marks.iter().filter(counts) {
            let (mark, value) = &entered.known;
            let blocks = match mark {
                Mark::Mobile => true,
                Mark::Phone | Mark::Email => false,
                Mark::Company => names == DuplicateNames::Block,
            };
            let all = by_mark.get(&(mark.key(), value.as_str())).map(Vec::as_slice).unwrap_or_default();
            let mut others: Vec<_> = all.iter().filter(|found| Some(found.customer_id) != *but).collect();
            others.dedup_by_key(|found| found.customer_id);
            twins.extend(others.iter().take(MOST).map(|found| found.told(&desk.viewer, entered, blocks)));
        }
        twins
    };
    Ok(rows.iter().map(twins).collect())
}

/// Refuses what is there already. The row it belongs to is held, if there is one.
///
/// # Errors
/// [`Problem::Duplicate`] when a twin blocks, or when there is one and nobody has confirmed it.
pub(crate) async fn refuse(
    tx: &mut Tx,
    desk: &Desk,
    but: Option<i64>,
    marks: Vec<Entered>,
    confirmed: bool,
) -> Result<()> {
    if marks.is_empty() {
        return Ok(());
    }
    identities::pass(tx, marks.iter().map(|entered| &entered.known)).await?;
    let found = find(tx, desk, &[(but, marks)]).await?.pop().unwrap_or_default();
    if found.iter().any(|twin| twin.blocks || !confirmed) {
        return Err(Problem::Duplicate { found }.into());
    }
    Ok(())
}

pub(crate) async fn duplicate_names(on: &mut impl Run) -> Result<DuplicateNames> {
    let kept = settings::value_of(on, DUPLICATE_NAMES).await?;
    Ok(kept.and_then(|key| DuplicateNames::from_key(&key)).unwrap_or_default())
}

impl Customers<'_> {
    /// Who enters or changes customers may know what is there already.
    pub(super) fn may_look(&self) -> Result<(), Problem> {
        let viewer = &self.desk.viewer;
        if viewer.may(Permission::AddCustomers) { Ok(()) } else { viewer.require(Permission::EditCustomers) }
    }

    /// What is there already of what a form would enter. Tells no more than entering it would.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission to enter or change customers.
    pub async fn twins(&self, probe: &Probe) -> Result<Vec<Twin>> {
        self.may_look()?;
        let company = words::same::company(&probe.company);
        let known = identities::known(&probe.mobile, &probe.phone, &probe.email, company);
        let mut marks = entered("", known);
        for (at, contact) in probe.contacts.iter().enumerate().take(50) {
            let details = ContactDetails {
                mobile: contact.mobile.clone(),
                phone: contact.phone.clone(),
                email: contact.email.clone(),
                ..Default::default()
            };
            marks.extend(entered(&format!("contacts.{at}."), identities::of_contact(&details)));
        }
        let rows = [(probe.but.map(i64::from), marks)];
        Ok(find(&mut self.desk.db(), self.desk, &rows).await?.pop().unwrap_or_default())
    }

    /// What happens when two enterprises have the same name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn duplicate_names(&self) -> Result<DuplicateNames> {
        duplicate_names(&mut self.desk.db()).await
    }

    /// Changes it.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn set_duplicate_names(&self, names: &str) -> Result<()> {
        self.desk.viewer.require(Permission::ManagePools)?;
        let Some(names) = DuplicateNames::from_key(names) else {
            return Err(Problem::field(DUPLICATE_NAMES, FieldProblem::NotChoosable).into());
        };
        let mut tx = self.desk.begin().await?;
        let before = duplicate_names(&mut tx).await?;
        settings::set(&mut tx, DUPLICATE_NAMES, Some(names.key())).await?;
        let detail = serde_json::json!({ DUPLICATE_NAMES: [before, names] });
        self.desk.note(&mut tx, "settings.changed", "settings", None, &detail).await?;
        tx.commit().await
    }
}
