//! What customers tell the list.
use super::{CustomerRows, cleared, in_pools, my_pools, owned_in, shared_with};
use crate::Viewer;
use crate::guard::Reach;
use crate::list::{Extent, Listed, Source, Wanted};
use domain::customer::{
    CustomerChoice, CustomerColumn, CustomerField, CustomerKind, CustomerState, CustomerView,
};
use domain::{Permission, Scope, Subject};
use sea_query::{Condition, Expr, ExprTrait, Func, SimpleExpr};

/// The column that holds the order of a text field.
pub(crate) const fn key_column(field: CustomerField) -> &'static str {
    match field {
        CustomerField::Name => "name_key",
        CustomerField::Number => "number",
        CustomerField::Company => "company_key",
        CustomerField::Mobile => "mobile",
        CustomerField::Phone => "phone",
        CustomerField::Email => "email_key",
        CustomerField::Wechat => "wechat_key",
        CustomerField::Website => "website_key",
        CustomerField::City => "city_key",
        CustomerField::Address => "address_key",
        CustomerField::Postcode => "postcode",
        CustomerField::Description => "description_key",
        CustomerField::Background => "background_key",
    }
}

/// The column of a choice.
pub(crate) const fn choice_column(field: CustomerChoice) -> &'static str {
    match field {
        CustomerChoice::Status => "status_id",
        CustomerChoice::Level => "level_id",
        CustomerChoice::Type => "type_id",
        CustomerChoice::Category => "category_id",
        CustomerChoice::Source => "source_id",
        CustomerChoice::Industry => "industry_id",
        CustomerChoice::Size => "size_id",
        CustomerChoice::Maturity => "maturity_id",
        CustomerChoice::Mark => "mark_id",
        CustomerChoice::SalesLevel => "sales_level_id",
        CustomerChoice::Credit => "credit_id",
        CustomerChoice::Country => "country_id",
        CustomerChoice::Region => "region_id",
    }
}

const KINDS: [&str; 2] = [CustomerKind::Person.key(), CustomerKind::Company.key()];
const STATES: [&str; 3] = [CustomerState::Owned.key(), CustomerState::Pool.key(), CustomerState::Bin.key()];

impl Listed for CustomerRows {
    type Column = CustomerColumn;

    const SUBJECT: Subject = Subject::Customer;
    const SEARCH: &'static str = "customer_search";
    const SEARCH_ID: &'static str = "customer_id";
    const NEWEST: CustomerColumn = CustomerColumn::UpdatedAt;
    const STATE: &'static str = "state";
    const TALLY: &'static str = "customer_tally";

    fn source(column: CustomerColumn) -> Source {
        use CustomerColumn as C;
        use Source as S;
        match column {
            C::Text(field) => S::Text { column: field.key(), key: key_column(field) },
            C::Choice(field) => S::Choice { column: choice_column(field), kind: field.kind(), always: false },
            C::Kind => S::Word { column: "kind", words: &KINDS },
            C::State => S::Word { column: "state", words: &STATES },
            C::Owner => S::Person { column: "owner_id" },
            C::Hot => S::Flag { column: "hot", always: true },
            C::Security => {
                S::Rank { column: "security", words: &["open", "internal", "confidential", "secret"] }
            }
            C::FirstContact => S::Date { column: "first_contact_on" },
            C::CreatedAt => S::Time { column: "created_at", always: true },
            C::UpdatedAt => S::Time { column: "updated_at", always: true },
            C::OwnedAt => S::Time { column: "owned_at", always: true },
            C::LastRecordAt => S::Time { column: "last_record_at", always: false },
            C::NextVisitAt => S::Time { column: "next_visit_at", always: false },
            C::RecycleAt => S::Time { column: "recycle_at", always: false },
            C::Added(field) => crate::list::added(field),
        }
    }

    fn is_tallied(column: CustomerColumn) -> bool {
        use CustomerChoice::{Level, Status};
        use CustomerColumn as C;
        matches!(column, C::Owner | C::State | C::Hot | C::Security | C::Choice(Level | Status))
    }

    fn is_searched(column: CustomerColumn) -> bool {
        use CustomerField::{Background, Description};
        matches!(column, CustomerColumn::Text(field) if !matches!(field, Description | Background))
    }

    fn standing(viewer: &Viewer, wanted: &Wanted<Self>, table: &'static str) -> Condition {
        let state = |state: CustomerState| viewer.place(table, "state").eq(state.key());
        let never = || Expr::val(1).eq(0);
        let owned = || Condition::all().add(state(CustomerState::Owned));
        let mine = viewer.place(table, "owner_id").eq(viewer.person.0);
        let seen = || owned().add(owned_in(viewer, table));
        let view = match wanted.filter.view {
            _ if wanted.anywhere => Condition::all(),
            CustomerView::Mine => owned().add(mine),
            CustomerView::Hot => seen().add(Expr::col((table, "hot")).eq(1_i64)),
            CustomerView::Subordinates => seen().add(viewer.place(table, "owner_id").ne(viewer.person.0)),
            CustomerView::Pool if in_pools(viewer) => {
                // Nobody has what lies in a pool: that is how the tally finds it.
                let nobody = (table == Self::TALLY).then(|| Expr::col((table, "owner_id")).is_null());
                Condition::all()
                    .add(state(CustomerState::Pool))
                    .add_option(nobody)
                    .add(my_pools(viewer, table))
            }
            CustomerView::Company if is_company(viewer) => owned(),
            CustomerView::Bin if viewer.may(Permission::ManageBin) => {
                Condition::all().add(state(CustomerState::Bin))
            }
            CustomerView::Pool | CustomerView::Company | CustomerView::Bin => Condition::all().add(never()),
            CustomerView::Shared => {
                owned().add(Expr::col(("customers", "id")).in_subquery(shared_with(viewer, Reach::See)))
            }
            CustomerView::Query => owned(),
        };
        let all = Condition::all().add(view).add(cleared(viewer, table));
        if viewer.may(Permission::ViewCustomers) { all } else { all.add(never()) }
    }

    fn is_counted_by_tally(viewer: &Viewer, wanted: &Wanted<Self>) -> bool {
        match wanted.filter.view {
            // Shares and what was merged are not in the tally.
            CustomerView::Shared | CustomerView::Bin => false,
            CustomerView::Query => is_company(viewer),
            _ => true,
        }
    }

    fn is_veiled(wanted: &Wanted<Self>) -> bool {
        wanted.filter.view == CustomerView::Pool
    }

    fn extent(viewer: &Viewer, wanted: &Wanted<Self>) -> Extent {
        match wanted.filter.view {
            CustomerView::Mine => Extent::Own,
            CustomerView::Shared | CustomerView::Bin => Extent::Few,
            CustomerView::Pool => Extent::Pool,
            _ if is_company(viewer) => Extent::All,
            CustomerView::Hot | CustomerView::Subordinates => Extent::Team,
            CustomerView::Query => Extent::Sight,
            CustomerView::Company => Extent::Few,
        }
    }

    fn owned_orders() -> &'static [&'static str] {
        &["updated_at"]
    }

    fn mark(_: &Viewer) -> SimpleExpr {
        Func::cust("NULLIF").arg(Expr::col(("customers", "hot"))).arg(0_i64).into()
    }
}

/// Whether the viewer sees the whole company.
pub(crate) fn is_company(viewer: &Viewer) -> bool {
    viewer.scope == Scope::Company || viewer.may(Permission::MonitorCustomers)
}
