//! Bearer tokens of the REST API. The secret is shown once; only its hash is kept.
use crate::db::Run;
use crate::fields::Form;
use crate::guard::Guarded;
use crate::sessions::{hash, secret};
use crate::{Desk, Result};
use domain::person::ApiToken;
use domain::{Moment, Permission, Problem, TokenId};
use sea_query::{Condition, Expr, ExprTrait, Order, Query};
use serde_json::json;
use sqlx::FromRow;

const NAME_MAX: usize = 100;
// Whoever finds one lying about, a person or a scanner of leaked secrets, can tell what it opens.
const PREFIX: &str = "clew_";

/// Bearer tokens of the REST API.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    pub(crate) desk: &'a Desk,
}

#[derive(FromRow)]
struct TokenRow {
    id: i64,
    name: String,
    person_name: String,
    created_at: i64,
    seen_at: Option<i64>,
}

impl Tokens<'_> {
    /// My tokens, the latest first; everybody's for those who manage people.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn list(&self) -> Result<Vec<ApiToken>> {
        self.desk.viewer.require(Permission::ManageTokens)?;
        let mut select = Query::select();
        select
            .columns(["id", "name", "created_at", "seen_at"].map(|column| ("tokens", column)))
            .expr_as(Expr::col(("people", "name")), "person_name")
            .from("tokens")
            .inner_join("people", Expr::col(("people", "id")).equals(("tokens", "person_id")))
            .cond_where(self.within())
            .order_by(("tokens", "id"), Order::Desc);
        let rows: Vec<TokenRow> =
            self.desk.db().all(Guarded::unrestricted(select, "one's own tokens, or by permission")).await?;
        let told = |row: TokenRow| ApiToken {
            id: TokenId(row.id),
            name: row.name,
            person_name: row.person_name,
            since: Moment(row.created_at),
            seen: row.seen_at.map(Moment),
        };
        Ok(rows.into_iter().map(told).collect())
    }

    /// Makes a token that carries my rights; its secret is told now and never again.
    ///
    /// # Errors
    /// [`Problem::Invalid`] without a name.
    pub async fn add(&self, name: &str) -> Result<(TokenId, String)> {
        self.desk.viewer.require(Permission::ManageTokens)?;
        let mut fields = Form::default();
        let name = fields.required("name", name, NAME_MAX);
        fields.done()?;
        let token = format!("{PREFIX}{}", secret());
        let mut insert = Query::insert();
        insert
            .into_table("tokens")
            .columns(["token_hash", "person_id", "name", "created_at"])
            .values_panic([
                hash(&token).into(),
                self.desk.viewer.person.0.into(),
                name.as_str().into(),
                self.desk.now().0.into(),
            ])
            .returning_col("id");
        let mut tx = self.desk.begin().await?;
        let id = tx.insert(self.desk.viewer.insert(insert)).await?;
        self.desk.note(&mut tx, "token.added", "token", Some(id), &json!({"name": name})).await?;
        tx.commit().await?;
        Ok((TokenId(id), token))
    }

    /// Ends a token at once.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or someone else's.
    pub async fn remove(&self, token: TokenId) -> Result<()> {
        self.desk.viewer.require(Permission::ManageTokens)?;
        let mut delete = Query::delete();
        delete.from_table("tokens").and_where(Expr::col("id").eq(token.0)).cond_where(self.within());
        let mut tx = self.desk.begin().await?;
        if tx.run(Guarded::unrestricted(delete, "one's own tokens, or by permission")).await? == 0 {
            return Err(Problem::NotFound.into());
        }
        self.desk.note(&mut tx, "token.removed", "token", Some(token.0), &json!({})).await?;
        tx.commit().await
    }

    fn within(&self) -> Condition {
        let viewer = &self.desk.viewer;
        if viewer.may(Permission::ManagePeople) {
            return Condition::all();
        }
        Condition::all().add(Expr::col(("tokens", "person_id")).eq(viewer.person.0))
    }
}
