//! Which columns a person has chosen for a list, and how wide.
use crate::db::Run;
use crate::fields::Form;
use crate::guard::Guarded;
use crate::{Desk, Result};
use domain::column::Column;
use domain::contact::ContactColumn;
use domain::customer::CustomerColumn;
use domain::lead::LeadColumn;
use domain::live::Signal;
use domain::{FieldProblem, Problem};
use sea_query::{Expr, ExprTrait, OnConflict, Query};

const LIST_MAX: usize = 40;
const WIDTHS: std::ops::RangeInclusive<u16> = 40..=1_000;

/// A person's own columns.
#[derive(Clone, Copy)]
pub struct Columns<'a> {
    pub(crate) desk: &'a Desk,
}

impl Columns<'_> {
    /// The columns of a list with their widths, in order; `None` before the person has chosen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(&self, list: &str) -> Result<Option<Vec<(String, u16)>>> {
        let mut select = Query::select();
        select
            .column("columns")
            .from("list_columns")
            .and_where(Expr::col("person_id").eq(self.desk.viewer.person.0))
            .and_where(Expr::col("list").eq(list));
        let kept: Option<String> =
            self.desk.db().value(Guarded::unrestricted(select, "one's own columns")).await?;
        let Some(kept) = kept else { return Ok(None) };
        let mut columns: Vec<(String, u16)> = serde_json::from_str(&kept)?;
        // A column of an older version of the product is no longer there to be shown.
        columns.retain(|(key, _)| is_known(list, key));
        Ok(Some(columns).filter(|columns| !columns.is_empty()))
    }

    /// Chooses the columns of a list.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when there is none, or one nobody knows, or one twice.
    pub async fn set(&self, list: &str, columns: &[(String, u16)]) -> Result<()> {
        let kept = serde_json::to_string(&checked(list, columns)?)?;
        let mut insert = Query::insert();
        insert
            .into_table("list_columns")
            .columns(["person_id", "list", "columns"])
            .values_panic([self.desk.viewer.person.0.into(), list.into(), kept.into()])
            .on_conflict(OnConflict::columns(["person_id", "list"]).update_column("columns").to_owned());
        let mut tx = self.desk.begin().await?;
        tx.run(Guarded::unrestricted(insert, "one's own columns")).await?;
        tx.signal(Signal::Mine { person: self.desk.viewer.person });
        tx.commit().await
    }

    /// Goes back to the product's own columns.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reset(&self, list: &str) -> Result<()> {
        let mut delete = Query::delete();
        delete
            .from_table("list_columns")
            .and_where(Expr::col("person_id").eq(self.desk.viewer.person.0))
            .and_where(Expr::col("list").eq(list));
        let mut tx = self.desk.begin().await?;
        tx.run(Guarded::unrestricted(delete, "one's own columns")).await?;
        tx.signal(Signal::Mine { person: self.desk.viewer.person });
        tx.commit().await
    }
}

/// Whether the lists of a noun have a column. A list is called by its noun first: `customers.mine`.
fn is_known(list: &str, key: &str) -> bool {
    match list.split('.').next() {
        Some("customers") => CustomerColumn::from_key(key).is_some(),
        Some("contacts") => ContactColumn::from_key(key).is_some(),
        _ => LeadColumn::from_key(key).is_some(),
    }
}

fn checked(list: &str, columns: &[(String, u16)]) -> Result<Vec<(String, u16)>, Problem> {
    let mut fields = Form::default();
    fields.required("list", list, LIST_MAX);
    fields.refuse_if(columns.is_empty(), "columns", FieldProblem::Required);
    for (at, (key, _)) in columns.iter().enumerate() {
        let twice = columns[..at].iter().any(|(other, _)| other == key);
        let known = is_known(list, key);
        fields.refuse_if(twice || !known, "columns", FieldProblem::Unknown);
    }
    fields.done()?;
    let within = |width: u16| width.clamp(*WIDTHS.start(), *WIDTHS.end());
    Ok(columns.iter().map(|(key, width)| (key.clone(), within(*width))).collect())
}
