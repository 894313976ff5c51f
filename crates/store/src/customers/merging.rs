//! One customer of two: what would happen, and doing it.
mod fields;
mod kept;
mod moving;
mod parting;

use super::groups::mergeable;
use super::identities::{self, Marked};
use super::{CustomerRows, Customers, search};
use crate::audit::{Noted, note_many};
use crate::db::{Run, Tx};
use crate::edit::{self, Fields};
use crate::guard::{Guarded, Reach};
use crate::ownership::{self, Handover, Step};
use crate::records::{self, Entry};
use crate::verbs::Brief;
use crate::{Result, subject, visits};
use domain::customer::{Customer, CustomerState};
use domain::error::FieldConflict;
use domain::list::Done;
use domain::merge::{Merge, MergePreview, MergeSide, MergeWish};
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::{CustomerId, FieldProblem, MergeId, Permission, Problem, Subject};
use kept::Kept;
use sea_query::{Expr, ExprTrait, Query, Value};
use serde_json::json;

fn side(customer: &Customer) -> MergeSide {
    MergeSide {
        id: customer.id,
        version: customer.version,
        name: customer.details.name.clone(),
        state: customer.state,
        owner_name: customer.owner_name.clone(),
        updated_at: customer.updated_at,
    }
}

/// What the two become, decided.
struct Decided {
    winner: Customer,
    loser: Customer,
    /// The fields of the winner that change.
    wishes: Fields,
    /// Their columns.
    values: Vec<(&'static str, Value)>,
}

impl Customers<'_> {
    /// What merging `loser` into `winner` would do.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when one of them is not there, or not the viewer's to merge.
    pub async fn merge_preview(&self, winner: CustomerId, loser: CustomerId) -> Result<MergePreview> {
        self.desk.viewer.require(Permission::MergeCustomers)?;
        let (winner, loser) = self.both(&mut self.desk.db(), winner, loser).await?;
        Ok(MergePreview {
            fields: fields::differences(&winner, &loser),
            moves: moving::count(&mut self.desk.db(), loser.id).await?,
            winner: side(&winner),
            loser: side(&loser),
        })
    }

    /// Merges a customer into another: what belongs to the one belongs to the other then, and the one waits in it to be
    /// taken out again.
    ///
    /// # Errors
    /// [`Problem::Conflict`] when one of them was changed since it was looked at; [`Problem::WrongState`] when somebody
    /// has the one and the other lies in a pool; [`Problem::Invalid`] with each wrong field.
    pub async fn merge(&self, wish: &MergeWish) -> Result<Merge> {
        self.desk.viewer.require(Permission::MergeCustomers)?;
        let mut tx = self.desk.begin().await?;
        let decided = self.decide(&mut tx, wish).await?;
        self.hold_both(&mut tx, &decided).await?;
        let mut kept = Kept::of(&decided.loser, &decided.winner, &decided.wishes);
        self.write_winner(&mut tx, &decided).await?;
        moving::everything(&mut tx, self.desk, &decided.winner, &decided.loser, &mut kept).await?;
        self.put_away(&mut tx, &decided).await?;
        let merge = self.keep(&mut tx, &decided, &kept).await?;
        self.tell_merged(&mut tx, &decided).await?;
        tx.commit().await?;
        Ok(merge)
    }

    /// Two different customers the viewer may merge.
    async fn both(
        &self,
        on: &mut impl Run,
        winner: CustomerId,
        loser: CustomerId,
    ) -> Result<(Customer, Customer)> {
        if winner == loser {
            return Err(Problem::field("loser", FieldProblem::NotChoosable).into());
        }
        let viewer = &self.desk.viewer;
        let select = viewer
            .select::<CustomerRows>(Reach::See)
            .and(mergeable(viewer))
            .and(Expr::col(("customers", "id")).is_in([winner.0, loser.0]))
            .with(|select| {
                select.column(("customers", "id"));
            });
        if on.values::<i64, _>(select).await?.len() < 2 {
            return Err(Problem::NotFound.into());
        }
        let winner = self.found(on, winner, Reach::See).await?;
        Ok((winner, self.found(on, loser, Reach::See).await?))
    }

    /// Choices before rows, as everywhere: so it is decided first, and the rows are held then.
    async fn decide(&self, tx: &mut Tx, wish: &MergeWish) -> Result<Decided> {
        let (winner, loser) = self.both(tx, wish.winner, wish.loser).await?;
        unchanged(tx, &winner, wish.winner_version).await?;
        unchanged(tx, &loser, wish.loser_version).await?;
        if winner.state == CustomerState::Pool && loser.state == CustomerState::Owned {
            return Err(Problem::WrongState.into());
        }
        let wishes = fields::decided(&winner, &loser, &wish.fields)?;
        let values = fields::values(tx, &wishes).await?;
        Ok(Decided { winner, loser, wishes, values })
    }

    async fn hold_both(&self, tx: &mut Tx, decided: &Decided) -> Result<()> {
        let mut ids = [decided.winner.id.0, decided.loser.id.0];
        ids.sort_unstable();
        let held = self.lists().briefs(tx, &ids, Reach::See, &mut Done::default()).await?;
        let read = [&decided.winner, &decided.loser];
        let same = read.iter().all(|customer| {
            held.iter().any(|row| row.id() == customer.id.0 && row.version() == customer.version)
        });
        if same { Ok(()) } else { Err(Problem::TooLate.into()) }
    }

    async fn write_winner(&self, tx: &mut Tx, decided: &Decided) -> Result<()> {
        let Decided { winner, loser, wishes, values } = decided;
        // A value that only one row may have goes from the one to the other.
        let blanks = fields::blanks(wishes);
        if !blanks.is_empty() {
            write(tx, loser.id, blanks).await?;
        }
        let last_record = winner.last_record_at.max(loser.last_record_at).map(|at| at.0);
        let mut values = values.clone();
        values.push(("last_record_at", last_record.into()));
        values.push(("updated_at", self.desk.now().0.into()));
        values.push(("version", (winner.version + 1).into()));
        write(tx, winner.id, values).await?;
        self.know_again(tx, winner, wishes).await
    }

    /// By what a customer whose fields were changed is found.
    async fn know_again(&self, tx: &mut Tx, customer: &Customer, wishes: &Fields) -> Result<()> {
        search::index(tx, &[(customer.id.0, &super::change::details(customer, wishes))]).await?;
        let marks = super::change::marks(customer, wishes);
        let marked = Marked { id: customer.id.0, customer: customer.id.0, marks };
        identities::write(tx, Subject::Customer, &[marked]).await
    }

    async fn put_away(&self, tx: &mut Tx, decided: &Decided) -> Result<()> {
        let (winner, loser) = (&decided.winner, &decided.loser);
        let now = self.desk.now();
        let values = vec![
            ("state", CustomerState::Bin.key().into()),
            ("pool_id", Value::BigInt(None)),
            ("merged_into", winner.id.0.into()),
            ("binned_at", now.0.into()),
            ("recycle_at", Value::BigInt(None)),
            ("next_visit_at", Value::BigInt(None)),
            ("updated_at", now.0.into()),
            ("version", (loser.version + 1).into()),
        ];
        write(tx, loser.id, values).await?;
        visits::refresh_next(tx, Subject::Customer, &[winner.id.0], now).await
    }

    async fn keep(&self, tx: &mut Tx, decided: &Decided, kept: &Kept) -> Result<Merge> {
        let (winner, loser) = (&decided.winner, &decided.loser);
        let (now, viewer) = (self.desk.now(), &self.desk.viewer);
        let step = Step { id: loser.id.0, from: loser.owner.map(i64::from), from_pool: kept.pool };
        let handover = match winner.owner {
            Some(owner) => Handover::to(MoveKind::Merged, owner),
            None => Handover { to: None, ..Handover::to(MoveKind::Merged, viewer.person) },
        };
        ownership::write(tx, self.desk, Subject::Customer, &[step], &handover).await?;
        let mut insert = Query::insert();
        insert
            .into_table("merges")
            .columns(["winner_id", "loser_id", "at", "by_id", "kept"])
            .values_panic([
                winner.id.0.into(),
                loser.id.0.into(),
                now.0.into(),
                viewer.person.0.into(),
                serde_json::to_string(kept)?.into(),
            ])
            .returning_col("id");
        let id = tx.insert(viewer.insert(insert)).await?;
        Ok(Merge {
            id: MergeId(id),
            winner: winner.id,
            loser: loser.id,
            loser_name: loser.details.name.clone(),
            at: now,
            by: Some(self.desk.me().name),
        })
    }

    async fn tell_merged(&self, tx: &mut Tx, decided: &Decided) -> Result<()> {
        let (winner, loser) = (&decided.winner, &decided.loser);
        let (now, me) = (self.desk.now(), self.desk.viewer.person);
        let entry = Entry::new(RecordKind::Merged, winner.id.into(), me, now).saying(&loser.details.name);
        records::add(tx, now, &[entry]).await?;
        let mut detail = fields::history(winner, &decided.wishes);
        detail.insert("merged".to_owned(), json!(loser.id));
        let noted = [
            Noted { id: winner.id.0, version: winner.version + 1, detail: detail.into() },
            Noted { id: loser.id.0, version: loser.version + 1, detail: json!({ "into": winner.id }) },
        ];
        note_many(tx, now, me, "customer.merged", "customer", &noted).await?;
        let owners = [winner.owner, loser.owner].map(|owner| owner.map(i64::from));
        subject::changed(tx, Subject::Customer, &[winner.id.0, loser.id.0], owners).await
    }

    /// The merges into a customer that can be undone, the latest first.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn merges(&self, id: CustomerId) -> Result<Vec<Merge>> {
        subject::seen(self.desk, id.into()).await?;
        let mut select = kept::merges();
        select.and_where(Expr::col(("merges", "winner_id")).eq(id.0));
        let rows: Vec<kept::MergeRow> = self
            .desk
            .db()
            .all(Guarded::unrestricted(select, "merges into a customer that was found under the guard"))
            .await?;
        Ok(rows.into_iter().map(Merge::from).collect())
    }
}

/// Refuses when a customer is not what was looked at, and tells what changed.
async fn unchanged(tx: &mut Tx, customer: &Customer, version: i64) -> Result<()> {
    if version == customer.version {
        return Ok(());
    }
    let told = |(field, base): (String, String)| {
        let theirs = super::fields::present(customer, &field);
        FieldConflict { field, mine: base.clone(), base, theirs }
    };
    let bases = edit::bases(tx, customer.id.into(), version, customer.version).await?;
    let conflicts = bases.into_iter().map(told).filter(|conflict| conflict.base != conflict.theirs).collect();
    Err(Problem::Conflict { conflicts, version: customer.version }.into())
}

/// Writes columns of a customer that is held.
async fn write(tx: &mut Tx, id: CustomerId, values: Vec<(&'static str, Value)>) -> Result<()> {
    let mut update = Query::update();
    update
        .table("customers")
        .values(values.into_iter().map(|(column, value)| (column, value.into())))
        .and_where(Expr::col("id").eq(id.0));
    tx.run(Guarded::unrestricted(update, "rows that were read under the guard and locked just before"))
        .await?;
    Ok(())
}
