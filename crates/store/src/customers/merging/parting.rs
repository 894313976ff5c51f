//! Two customers again.
use super::fields;
use super::kept::{ContactRow, Kept, MergeRow, ShareRow, merges};
use super::moving::{end_shares, put_shares, read_shares};
use super::{Customers, write};
use crate::audit::{Noted, note_many};
use crate::choices;
use crate::customers::fields::present;
use crate::db::{Dialect, Run, Tx};
use crate::edit::Fields;
use crate::guard::Guarded;
use crate::leads::write::works_here;
use crate::ownership::{self, Handover, Step};
use crate::records::{self, Entry};
use crate::{Error, Result, pools, subject, visits};
use domain::custom::FieldKey;
use domain::customer::{Customer, CustomerChoice, CustomerState, Through};
use domain::live::Signal;
use domain::merge::Parted;
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::visit::VisitState;
use domain::{
    ChoiceId, ContactId, CustomerId, FieldErrors, FieldProblem, MergeId, Permission, PersonId, PoolId,
    Problem, Subject,
};
use sea_query::{Expr, ExprTrait, LockType, Order, Query, SimpleExpr, UpdateStatement, Value};
use serde_json::json;

/// Where the loser goes back to.
#[derive(Debug, Clone, Copy)]
enum Back {
    To(PersonId),
    Into(PoolId),
}

/// A merge that is to be undone.
struct Undone {
    winner: CustomerId,
    loser: CustomerId,
    name: String,
    kept: Kept,
    back: Back,
}

impl Customers<'_> {
    /// Takes a customer out of the one it was merged into. What was changed since is left alone and named.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it was undone already, or its customer is not the viewer's to merge;
    /// [`Problem::WrongState`] when that lies in the bin; [`Problem::Invalid`] on `owner` when who had the other one
    /// has as many as a person may have.
    pub async fn unmerge(&self, id: MergeId) -> Result<Parted> {
        self.desk.viewer.require(Permission::MergeCustomers)?;
        let undone = self.still_merged(id).await?;
        let mut tx = self.desk.begin().await?;
        let before = self.mergeable_now(&mut tx, undone.winner).await?;
        let (wishes, values, mut left) = undo_fields(&mut tx, &before, &undone.kept).await?;
        if let Back::To(owner) = undone.back {
            ownership::hold_people(&mut tx, &[owner]).await?;
            if ownership::room(&mut tx, owner).await? == Some(0) {
                return Err(Problem::field("owner", FieldProblem::Full).into());
            }
        }
        hold(&mut tx, [undone.winner.0, undone.loser.0]).await?;
        let winner = self.mergeable_now(&mut tx, undone.winner).await?;
        if winner.version != before.version {
            return Err(Problem::TooLate.into());
        }
        self.close(&mut tx, id).await?;
        self.write_back(&mut tx, &winner, &wishes, values).await?;
        let (version, state) = self.take_out(&mut tx, &undone).await?;
        let contacts = move_back(&mut tx, &undone, state).await?;
        for customer in [undone.winner, undone.loser] {
            visits::refresh_next(&mut tx, Subject::Customer, &[customer.0], self.desk.now()).await?;
        }
        self.tell_parted(&mut tx, &winner, &wishes, &undone, version).await?;
        tx.commit().await?;
        left.sort();
        Ok(Parted { winner: undone.winner, loser: undone.loser, fields: left, contacts })
    }

    /// The merge, and where its loser goes. Asked for before the transaction: the winner is looked for under the guard
    /// then.
    async fn still_merged(&self, id: MergeId) -> Result<Undone> {
        let mut select = merges();
        select.and_where(Expr::col(("merges", "id")).eq(id.0));
        let row: Option<MergeRow> = self
            .desk
            .db()
            .first(Guarded::unrestricted(select, "a merge whose customer is looked for under the guard then"))
            .await?;
        let row = row.ok_or(Problem::NotFound)?;
        let kept: Kept = serde_json::from_str(&row.kept)?;
        let back = match kept.owner.map(PersonId).filter(|_| !kept.pooled) {
            Some(owner) if works_here(self.desk, owner).await? => Back::To(owner),
            Some(_) => Back::To(self.desk.viewer.person),
            None => Back::Into(self.pool_again(kept.pool).await?),
        };
        let name = row.loser_name.clone();
        Ok(Undone { winner: CustomerId(row.winner_id), loser: CustomerId(row.loser_id), name, kept, back })
    }

    async fn pool_again(&self, pool: Option<i64>) -> Result<PoolId> {
        match pool.map(PoolId) {
            Some(pool) if pools::is_there(&mut self.desk.db(), pool).await? => Ok(pool),
            _ => pools::first(&mut self.desk.db()).await,
        }
    }

    async fn mergeable_now(&self, tx: &mut Tx, id: CustomerId) -> Result<Customer> {
        let customer = self.found(tx, id, crate::guard::Reach::See).await?;
        match customer.through {
            Through::Ownership => Ok(customer),
            Through::Pool if self.desk.viewer.may(Permission::AssignCustomers) => Ok(customer),
            Through::Bin => Err(Problem::WrongState.into()),
            Through::Pool | Through::ShareToEdit | Through::ShareToRead => Err(Problem::NotFound.into()),
        }
    }

    /// Of several who undo a merge at once, one does.
    async fn close(&self, tx: &mut Tx, id: MergeId) -> Result<()> {
        let mut update = Query::update();
        update
            .table("merges")
            .value("parted_at", self.desk.now().0)
            .value("parted_by", self.desk.viewer.person.0)
            .and_where(Expr::col("id").eq(id.0))
            .and_where(Expr::col("parted_at").is_null());
        let closed = tx.run(held(update)).await?;
        if closed == 1 { Ok(()) } else { Err(Problem::NotFound.into()) }
    }

    async fn write_back(
        &self,
        tx: &mut Tx,
        winner: &Customer,
        wishes: &Fields,
        mut values: Vec<(&'static str, Value)>,
    ) -> Result<()> {
        values.push(("updated_at", self.desk.now().0.into()));
        values.push(("version", (winner.version + 1).into()));
        write(tx, winner.id, values).await?;
        self.know_again(tx, winner, wishes).await
    }

    /// The loser's new version, and where it stands.
    async fn take_out(&self, tx: &mut Tx, undone: &Undone) -> Result<(i64, Back)> {
        let (kept, back) = (&undone.kept, undone.back);
        let mut select = Query::select();
        select.column("version").from("customers").and_where(Expr::col("id").eq(undone.loser.0));
        let version: Option<i64> =
            tx.value(Guarded::unrestricted(select, "what was merged into a customer that is held")).await?;
        let version = version.ok_or_else(|| Error::Internal("a merged customer is gone".to_owned()))? + 1;
        // What a unique field gave away comes back.
        let given = kept.fields.iter().filter(|(key, _)| FieldKey::from_key(key).is_some());
        let given: Fields = given.map(|(key, (_, after))| (key.clone(), after.clone())).collect();
        let mut values = match fields::values(tx, &given).await {
            Err(Error::Problem(_)) => Vec::new(),
            values => values?,
        };
        let (state, owner, pool) = match back {
            Back::To(owner) => (CustomerState::Owned, Some(owner.0), None),
            Back::Into(pool) => (CustomerState::Pool, None, Some(pool.0)),
        };
        values.extend([
            ("state", state.key().into()),
            ("owner_id", owner.into()),
            ("pool_id", pool.into()),
            ("owned_at", kept.owned_at.into()),
            ("recycle_at", kept.recycle_at.into()),
            ("binned_at", Value::BigInt(None)),
            ("merged_into", Value::BigInt(None)),
            ("updated_at", self.desk.now().0.into()),
            ("version", version.into()),
        ]);
        write(tx, undone.loser, values).await?;
        Ok((version, back))
    }

    async fn tell_parted(
        &self,
        tx: &mut Tx,
        winner: &Customer,
        wishes: &Fields,
        undone: &Undone,
        version: i64,
    ) -> Result<()> {
        let (now, me) = (self.desk.now(), self.desk.viewer.person);
        let handover = match undone.back {
            Back::To(owner) => Handover::to(MoveKind::Parted, owner),
            Back::Into(pool) => Handover::into_pool(MoveKind::Parted, pool),
        };
        let step = Step { id: undone.loser.0, from: winner.owner.map(i64::from), from_pool: None };
        ownership::write(tx, self.desk, Subject::Customer, &[step], &handover).await?;
        let entries = [(undone.winner, &undone.name), (undone.loser, &winner.details.name)]
            .map(|(id, other)| Entry::new(RecordKind::Parted, id.into(), me, now).saying(other));
        records::add(tx, now, &entries).await?;
        let mut detail = fields::history(winner, wishes);
        detail.insert("parted".to_owned(), json!(undone.loser));
        let noted = [
            Noted { id: winner.id.0, version: winner.version + 1, detail: detail.into() },
            Noted { id: undone.loser.0, version, detail: json!({ "from": winner.id }) },
        ];
        note_many(tx, now, me, "customer.parted", "customer", &noted).await?;
        let owners = [winner.owner.map(i64::from), handover.to.map(i64::from)];
        subject::changed(tx, Subject::Customer, &[undone.winner.0, undone.loser.0], owners).await
    }
}

fn held<S>(statement: S) -> Guarded<S> {
    Guarded::unrestricted(statement, "what belongs to customers that are held")
}

/// Both sides, lowest id first.
async fn hold(tx: &mut Tx, mut ids: [i64; 2]) -> Result<()> {
    ids.sort_unstable();
    if tx.dialect() == Dialect::Postgres {
        let mut select = Query::select();
        select
            .column("id")
            .from("customers")
            .and_where(Expr::col("id").is_in(ids))
            .order_by("id", Order::Asc)
            .lock(LockType::Update);
        tx.values::<i64, _>(Guarded::unrestricted(
            select,
            "both sides of a merge, one of them found under the guard",
        ))
        .await?;
    }
    Ok(())
}

type Undo = (Fields, Vec<(&'static str, Value)>, Vec<String>);

/// What of the winner is set back, and the fields that somebody has changed since, or whose former value can no longer
/// be chosen.
async fn undo_fields(tx: &mut Tx, winner: &Customer, kept: &Kept) -> Result<Undo> {
    let (mut wishes, mut left) = (Fields::new(), Vec::new());
    for (field, (before, after)) in &kept.fields {
        let now = present(winner, field);
        if now == *before {
            continue;
        }
        if now == *after && is_offered(tx, field, before).await? {
            wishes.insert(field.clone(), before.clone());
        } else {
            left.push(field.clone());
        }
    }
    loop {
        match fields::values(tx, &wishes).await {
            Ok(values) => return Ok((wishes, values, left)),
            Err(Error::Problem(Problem::Invalid { fields: FieldErrors(wrong) })) if !wrong.is_empty() => {
                let before = wishes.len();
                wishes.retain(|field, _| wrong.iter().all(|error| error.field != *field));
                left.extend(wrong.into_iter().map(|error| error.field));
                if wishes.len() == before {
                    return Ok((Fields::new(), Vec::new(), left));
                }
            }
            Err(other) => return Err(other),
        }
    }
}

async fn is_offered(tx: &mut Tx, field: &str, value: &str) -> Result<bool> {
    match (CustomerChoice::from_key(field), value.parse()) {
        (Some(choice), Ok(id)) => choices::hold(tx, choice.kind(), ChoiceId(id)).await,
        _ => Ok(true),
    }
}

/// Moves back what was moved and is as it was; the contacts that are not, with their names.
async fn move_back(tx: &mut Tx, undone: &Undone, back: Back) -> Result<Vec<(ContactId, String)>> {
    let (kept, from, to) = (&undone.kept, undone.winner.0, undone.loser.0);
    let (contacts, changed) = contacts_back(tx, kept, from, to).await?;
    plans_back(tx, undone, back).await?;
    shares_back(tx, kept, from, to).await?;
    redirect(tx, "web_items", "customer_id", &kept.web_items, (from, to)).await?;
    redirect(tx, "customers", "merged_into", &kept.merged, (from, to)).await?;
    let customers = kept.merged.iter().copied().chain([to]).collect::<Vec<_>>();
    for (noun, ids) in [(Subject::Customer, customers), (Subject::Contact, contacts)] {
        let mut update = Query::update();
        update
            .table("identities")
            .value("customer_id", to)
            .and_where(Expr::col("subject").eq(noun.key()))
            .and_where(Expr::col("subject_id").is_in(ids));
        tx.run(held(update)).await?;
    }
    Ok(changed)
}

async fn redirect(
    tx: &mut Tx,
    table: &'static str,
    column: &'static str,
    ids: &[i64],
    (from, to): (i64, i64),
) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut update = Query::update();
    update
        .table(table)
        .value(column, to)
        .and_where(Expr::col(column).eq(from))
        .and_where(Expr::col("id").is_in(ids.iter().copied()));
    tx.run(held(update)).await?;
    Ok(())
}

type Contacts = (Vec<i64>, Vec<(ContactId, String)>);

async fn contacts_back(tx: &mut Tx, kept: &Kept, from: i64, to: i64) -> Result<Contacts> {
    let ids: Vec<i64> = kept.contacts.iter().map(|contact| contact.id).collect();
    if ids.is_empty() {
        return Ok((ids, Vec::new()));
    }
    let mut select = Query::select();
    select
        .columns(["id", "version", "name"])
        .from("contacts")
        .and_where(Expr::col("customer_id").eq(from))
        .and_where(Expr::col("id").is_in(ids));
    let rows: Vec<(i64, i64, String)> = tx.all(held(select)).await?;
    let same = |id: i64, version: i64| {
        kept.contacts.iter().any(|contact| contact.id == id && contact.version == version)
    };
    let (back, changed): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| same(row.0, row.1));
    let back: Vec<i64> = back.into_iter().map(|row| row.0).collect();
    let main = |contact: &&ContactRow| contact.main == 1 && back.contains(&contact.id);
    let first = kept.contacts.iter().find(main).map(|contact| contact.id);
    let is_first: SimpleExpr =
        Expr::case(Expr::col("id").eq(first.unwrap_or_default()), 1_i64).finally(0_i64).into();
    let mut update: UpdateStatement = Query::update();
    update
        .table("contacts")
        .value("customer_id", to)
        .value("main", is_first)
        .and_where(Expr::col("id").is_in(back.iter().copied()));
    tx.run(held(update)).await?;
    Ok((back, changed.into_iter().map(|row| (ContactId(row.0), row.2)).collect()))
}

/// What is still to be done goes back; what was done or called off since stays where it was done.
async fn plans_back(tx: &mut Tx, undone: &Undone, back: Back) -> Result<()> {
    let Back::To(owner) = back else { return Ok(()) };
    if undone.kept.plans.is_empty() {
        return Ok(());
    }
    let mine = |(_, person): &&(i64, i64)| Some(*person) == undone.kept.owner;
    let (owners, others): (Vec<_>, Vec<_>) = undone.kept.plans.iter().partition(|plan| mine(plan));
    for (plans, person) in [(owners, Some(owner)), (others, None)] {
        let mut update = Query::update();
        update
            .table("plans")
            .value("subject_id", undone.loser.0)
            .and_where(Expr::col("subject").eq(Subject::Customer.key()))
            .and_where(Expr::col("subject_id").eq(undone.winner.0))
            .and_where(Expr::col("state").eq(VisitState::Open.key()))
            .and_where(Expr::col("id").is_in(plans.into_iter().map(|(id, _)| id)));
        if let Some(person) = person {
            update.value("person_id", person.0);
        }
        tx.run(held(update)).await?;
    }
    tx.signal(Signal::Visits { people: vec![owner] });
    Ok(())
}

/// Shares of the winner that are as the merge left them become what they were; the loser gets its own again.
async fn shares_back(tx: &mut Tx, kept: &Kept, from: i64, to: i64) -> Result<()> {
    put_shares(tx, to, &kept.shares).await?;
    if kept.widened.is_empty() {
        return Ok(());
    }
    let there = read_shares(tx, from).await?;
    let same: Vec<_> = kept.widened.iter().filter(|(_, after)| there.contains(after)).collect();
    let ended: Vec<i64> =
        same.iter().filter(|(before, _)| before.is_none()).map(|(_, after)| after.person_id).collect();
    let narrowed: Vec<ShareRow> = same.iter().filter_map(|(before, _)| *before).collect();
    end_shares(tx, from, Some(ended)).await?;
    put_shares(tx, from, &narrowed).await
}
