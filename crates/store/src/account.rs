//! What a person may read about themselves.
use crate::db::Run;
use crate::guard::Guarded;
use crate::{Result, Sessions};
use domain::person::Account;
use domain::{Moment, Problem};
use sea_query::{Expr, ExprTrait, Order, Query};

impl Sessions<'_> {
    /// My name, my address and my roles.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account(&self) -> Result<Account> {
        let me = self.desk.viewer.person.0;
        let mut db = self.desk.db();
        let mut select = Query::select();
        select
            .columns(["login", "name", "email", "created_at"])
            .from("people")
            .and_where(Expr::col("id").eq(me));
        let row: Option<(String, String, String, i64)> =
            db.first(Guarded::unrestricted(select, "one's own account")).await?;
        let (login, name, email, since) = row.ok_or(Problem::SignedOut)?;
        let mut select = Query::select();
        select
            .column(("roles", "name"))
            .from("roles")
            .inner_join("person_roles", Expr::col(("person_roles", "role_id")).equals(("roles", "id")))
            .and_where(Expr::col(("person_roles", "person_id")).eq(me))
            .order_by(("roles", "id"), Order::Asc);
        let roles: Vec<String> = db.values(Guarded::unrestricted(select, "one's own account")).await?;
        Ok(Account { login, name, email, roles, since: Moment(since) })
    }
}
