//! What a pool's form goes through.
use crate::Result;
use crate::choices;
use crate::db::{Run, Tx};
use crate::fields::Form;
use crate::guard::Guarded;
use domain::choice::ChoiceKind;
use domain::custom::FieldKey;
use domain::customer::{CustomerChoice, CustomerField};
use domain::pool::{CONTACTS, DAYS_MAX, PoolForm};
use domain::{FieldProblem, PersonId, RoleId};
use sea_query::{Expr, ExprTrait, Query};

const NAME_MAX: usize = 40;
const CLAIMS_MAX: i64 = 100_000;

/// Whether a pool can hide a field. The name is always shown: one must know what one claims.
fn can_be_hidden(key: &str) -> bool {
    let text = CustomerField::from_key(key).is_some_and(|field| field != CustomerField::Name);
    text || key == CONTACTS || CustomerChoice::from_key(key).is_some() || FieldKey::from_key(key).is_some()
}

/// The form as it will be kept. The levels it names are held.
pub(super) async fn checked(tx: &mut Tx, mut form: PoolForm) -> Result<PoolForm> {
    let mut fields = Form::default();
    form.name = fields.required("name", &form.name, NAME_MAX);
    form.name_en = fields.optional("name_en", &form.name_en, NAME_MAX);
    if form.everyone {
        (form.people, form.roles) = (Vec::new(), Vec::new());
    } else if form.people.is_empty() && form.roles.is_empty() {
        fields.refuse("roles", FieldProblem::Required);
    }
    sorted(&mut form.people);
    sorted(&mut form.roles);
    sorted(&mut form.hidden);
    fields.refuse_if(!form.hidden.iter().all(|key| can_be_hidden(key)), "hidden", FieldProblem::NotChoosable);
    let days = |days: Option<i64>, least| days.is_none_or(|days| (least..=DAYS_MAX).contains(&days));
    let claims = form.claims_per_day.is_none_or(|claims| (1..=CLAIMS_MAX).contains(&claims));
    fields.refuse_if(!claims, "claims_per_day", FieldProblem::Malformed);
    fields.refuse_if(!days(form.cool_down_days, 1), "cool_down_days", FieldProblem::Malformed);
    fields.refuse_if(!days(Some(form.protect_days), 0), "protect_days", FieldProblem::Malformed);
    fields.refuse_if(!days(Some(form.warn_days), 0), "warn_days", FieldProblem::Malformed);
    form.levels.sort_by_key(|limit| limit.level);
    form.levels.dedup_by_key(|limit| limit.level);
    for limit in &mut form.levels {
        sorted(&mut limit.roles);
        let held = choices::hold(tx, ChoiceKind::Level, limit.level).await?;
        fields.refuse_if(!held, "levels", FieldProblem::NotChoosable);
    }
    let named = form.roles.iter().chain(form.levels.iter().flat_map(|limit| &limit.roles)).copied();
    fields.refuse_if(!are_roles(tx, named.collect()).await?, "roles", FieldProblem::NotChoosable);
    fields.refuse_if(!are_people(tx, &form.people).await?, "people", FieldProblem::NotChoosable);
    fields.done()?;
    Ok(form)
}

fn sorted<T: Ord>(all: &mut Vec<T>) {
    all.sort_unstable();
    all.dedup();
}

async fn are_roles(tx: &mut Tx, mut roles: Vec<RoleId>) -> Result<bool> {
    sorted(&mut roles);
    let mut select = Query::select();
    select.column("id").from("roles").and_where(Expr::col("id").is_in(roles.iter().map(|role| role.0)));
    let there: Vec<i64> =
        tx.values(Guarded::unrestricted(select, "everyone may know which roles there are")).await?;
    Ok(there.len() == roles.len())
}

async fn are_people(tx: &mut Tx, people: &[PersonId]) -> Result<bool> {
    let mut select = Query::select();
    select.column("id").from("people").and_where(Expr::col("id").is_in(people.iter().map(|one| one.0)));
    let there: Vec<i64> =
        tx.values(Guarded::unrestricted(select, "everyone may know who works here")).await?;
    Ok(there.len() == people.len())
}
