//! What leads tell the list.
use super::{LeadRows, owned_within};
use crate::Viewer;
use crate::list::{Extent, Listed, Source, Wanted};
use domain::choice::ChoiceKind;
use domain::lead::{LeadColumn, LeadField, LeadState, LeadView};
use domain::tab::TabRule;
use domain::{Permission, Scope, Subject};
use sea_query::{Condition, Expr, ExprTrait, Query, SimpleExpr};

/// The column that holds the order of a text field.
pub(crate) const fn key_column(field: LeadField) -> &'static str {
    match field {
        LeadField::Number => "number",
        LeadField::Contact => "contact_key",
        LeadField::Nickname => "nickname_key",
        LeadField::Mobile => "mobile",
        LeadField::Phone => "phone",
        LeadField::Email => "email_key",
        LeadField::Fax => "fax",
        LeadField::Wechat => "wechat_key",
        LeadField::Qq => "qq",
        LeadField::Address => "address_key",
        LeadField::Postcode => "postcode",
        LeadField::Company => "company_key",
        LeadField::Website => "website_key",
        LeadField::CompanyType => "company_type_key",
        LeadField::Department => "department_key",
        LeadField::Position => "position_key",
        LeadField::Business => "business_key",
        LeadField::Remarks => "remarks_key",
    }
}

const STATES: [&str; 4] = [
    LeadState::Unclaimed.key(),
    LeadState::Claimed.key(),
    LeadState::Finished.key(),
    LeadState::Converted.key(),
];

impl Listed for LeadRows {
    type Column = LeadColumn;

    const SUBJECT: Subject = Subject::Lead;
    const SEARCH: &'static str = "lead_search";
    const SEARCH_ID: &'static str = "lead_id";
    const NEWEST: LeadColumn = LeadColumn::UpdatedAt;
    const STATE: &'static str = "state";
    const TALLY: &'static str = "lead_tally";

    fn source(column: LeadColumn) -> Source {
        use Source as S;
        let choice = |column, kind| S::Choice { column, kind, always: kind == ChoiceKind::Status };
        match column {
            LeadColumn::Text(field) => S::Text { column: field.key(), key: key_column(field) },
            LeadColumn::Status => choice("status_id", ChoiceKind::Status),
            LeadColumn::Intake => choice("intake_id", ChoiceKind::Intake),
            LeadColumn::Source => choice("source_id", ChoiceKind::Source),
            LeadColumn::FinishReason => choice("finish_reason_id", ChoiceKind::FinishReason),
            LeadColumn::Owner => S::Person { column: "owner_id" },
            LeadColumn::State => S::Word { column: "state", words: &STATES },
            LeadColumn::SubmittedAt => S::Time { column: "submitted_at", always: true },
            LeadColumn::UpdatedAt => S::Time { column: "updated_at", always: true },
            LeadColumn::LastRecordAt => S::Time { column: "last_record_at", always: false },
            LeadColumn::NextVisitAt => S::Time { column: "next_visit_at", always: false },
            LeadColumn::Added(field) => crate::list::added(field),
        }
    }

    fn is_tallied(column: LeadColumn) -> bool {
        matches!(column, LeadColumn::Status | LeadColumn::Owner | LeadColumn::State)
    }

    fn is_searched(column: LeadColumn) -> bool {
        matches!(column, LeadColumn::Text(field) if field != LeadField::Remarks)
    }

    fn standing(viewer: &Viewer, wanted: &Wanted<Self>, table: &'static str) -> Condition {
        let owner = || viewer.place(table, "owner_id");
        let state = |state: LeadState| viewer.place(table, "state").eq(state.key());
        let pool = viewer.may(Permission::ClaimLeads)
            || viewer.may(Permission::AssignLeads)
            || viewer.scope == Scope::Company;
        let mut all = match wanted.filter.view {
            _ if wanted.anywhere => Condition::all(),
            LeadView::Work => {
                Condition::all().add(owner().eq(viewer.person.0)).add(state(LeadState::Claimed))
            }
            LeadView::Query => owned_within(viewer, (table, "owner_id")),
            LeadView::Pool => Condition::all().add(owner().is_null()).add(state(LeadState::Unclaimed)),
        };
        if !viewer.may(Permission::ViewLeads) || (wanted.filter.view == LeadView::Pool && !pool) {
            all = all.add(Expr::val(1).eq(0));
        }
        if let Some(TabRule::Statuses { statuses }) = &wanted.rule {
            all = all.add(Expr::col((table, "status_id")).is_in(statuses.iter().map(|status| status.0)));
        }
        all
    }

    fn extent(viewer: &Viewer, wanted: &Wanted<Self>) -> Extent {
        match (wanted.filter.view, viewer.scope) {
            (LeadView::Work, _) | (LeadView::Query, Scope::Own) => Extent::Own,
            (LeadView::Query, Scope::Subordinates) => Extent::Team,
            (LeadView::Query, Scope::Company) => Extent::All,
            (LeadView::Pool, _) => Extent::Pool,
        }
    }

    fn owned_orders() -> &'static [&'static str] {
        &["updated_at", "submitted_at"]
    }

    fn mark(viewer: &Viewer) -> SimpleExpr {
        let mut star = Query::select();
        star.expr(Expr::val(1_i64))
            .from("focus")
            .and_where(Expr::col(("focus", "lead_id")).equals(("leads", "id")))
            .and_where(Expr::col(("focus", "person_id")).eq(viewer.person.0));
        Expr::SubQuery(None, Box::new(star.into()))
    }
}
