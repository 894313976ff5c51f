//! What contacts tell the list.
use super::ContactRows;
use crate::Viewer;
use crate::customers::{is_company, owned, shared_with};
use crate::guard::Reach;
use crate::list::{Extent, Listed, Source, Wanted};
use domain::Subject;
use domain::contact::{ContactColumn, ContactField};
use domain::customer::CustomerState;
use sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement, SimpleExpr, UnionType};

/// The column that holds the order of a text field.
pub(crate) const fn key_column(field: ContactField) -> &'static str {
    match field {
        ContactField::Name => "name_key",
        ContactField::Title => "title_key",
        ContactField::Department => "department_key",
        ContactField::Position => "position_key",
        ContactField::Mobile => "mobile",
        ContactField::Phone => "phone",
        ContactField::Email => "email_key",
        ContactField::Wechat => "wechat_key",
        ContactField::Qq => "qq",
        ContactField::Fax => "fax",
        ContactField::Address => "address_key",
        ContactField::Remarks => "remarks_key",
    }
}

/// The customers somebody has that are within the viewer's reach, by the indexes that find them.
fn living(viewer: &Viewer) -> SelectStatement {
    let some = |which: Condition| {
        let mut some = Query::select();
        some.column(("customers", "id"))
            .from("customers")
            .and_where(Expr::col(("customers", "state")).eq("owned"))
            .cond_where(which);
        some
    };
    let shared = Expr::col(("customers", "id")).in_subquery(shared_with(viewer, Reach::See));
    some(owned(viewer)).union(UnionType::All, some(Condition::all().add(shared))).to_owned()
}

impl Listed for ContactRows {
    type Column = ContactColumn;

    const SUBJECT: Subject = Subject::Contact;
    const SEARCH: &'static str = "contact_search";
    const SEARCH_ID: &'static str = "contact_id";
    const NEWEST: ContactColumn = ContactColumn::UpdatedAt;
    const STATE: &'static str = "name_key";
    // Contacts have no tally: nothing asks for the number of all of them but the list itself.
    const TALLY: &'static str = "contacts";

    fn source(column: ContactColumn) -> Source {
        use Source as S;
        match column {
            ContactColumn::Text(field) => S::Text { column: field.key(), key: key_column(field) },
            ContactColumn::Customer => {
                S::Of { table: "customers", by: "customer_id", column: "name", key: "name_key" }
            }
            ContactColumn::Owner => S::PersonOf { table: "customers", by: "customer_id", column: "owner_id" },
            ContactColumn::Main => S::Flag { column: "main", always: true },
            ContactColumn::CreatedAt => S::Time { column: "created_at", always: true },
            ContactColumn::UpdatedAt => S::Time { column: "updated_at", always: true },
            ContactColumn::Added(field) => crate::list::added(field),
        }
    }

    fn is_tallied(_: ContactColumn) -> bool {
        false
    }

    fn is_searched(column: ContactColumn) -> bool {
        matches!(column, ContactColumn::Text(field) if field != ContactField::Remarks)
    }

    fn standing(viewer: &Viewer, wanted: &Wanted<Self>, table: &'static str) -> Condition {
        // Few customers lead to few contacts; of very many each contact is asked for its customer.
        if !viewer.walks && !is_company(viewer) && !wanted.is_found() && !wanted.anywhere {
            return Condition::all().add(Expr::col((table, "customer_id")).in_subquery(living(viewer)));
        }
        // Owned, said so that no index of states is read from one end to the other.
        let state = |not: &'static str| Expr::col(("customers", "state")).ne(not);
        let mut customers = Query::select();
        customers
            .expr(Expr::val(1))
            .from("customers")
            .and_where(Expr::col(("customers", "id")).equals((table, "customer_id")))
            .and_where(state(CustomerState::Pool.key()))
            .and_where(state(CustomerState::Bin.key()));
        Condition::all().add(viewer.there(customers))
    }

    fn is_counted_by_tally(_: &Viewer, _: &Wanted<Self>) -> bool {
        false
    }

    fn extent(viewer: &Viewer, _: &Wanted<Self>) -> Extent {
        if is_company(viewer) { Extent::All } else { Extent::Sight }
    }

    fn owned_orders() -> &'static [&'static str] {
        &[]
    }

    fn mark(_: &Viewer) -> SimpleExpr {
        sea_query::Func::cust("NULLIF").arg(Expr::col(("contacts", "main"))).arg(0_i64).into()
    }
}
