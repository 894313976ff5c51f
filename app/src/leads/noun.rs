//! What leads tell their list pages.
use super::api::{find_lead, lead_tabs, list_leads};
use super::{LeadList, Verb};
use crate::AppError;
use crate::list::api::records_of;
use crate::list::{Conditions, Listed, Noun, RECORDS};
use crate::ui::Icon;
use domain::choice::ChoiceKind;
use domain::lead::{Lead, LeadColumn, LeadField, LeadFilter, LeadState, LeadView, TabCount};
use domain::live::Signal as Told;
use domain::record::Record;
use domain::tab::Tab;
use domain::{Lang, LeadId, Me, Permission, Scope, Subject};
use messages::{column, t};
use std::future::Future;

impl Noun for LeadList {
    type Column = LeadColumn;
    type Verb = Verb;
    type Tabs = (Vec<Tab>, Vec<TabCount>);
    type Sheet = (Lead, Vec<Record>);

    const SUBJECT: Subject = Subject::Lead;
    const STATE: Option<LeadColumn> = Some(LeadColumn::State);
    const NAMES: &'static [&'static str] = &["contact", "company"];
    const EXPORT: (&'static str, Permission) = ("/leads/export", Permission::ExportLeads);

    fn path(self) -> &'static str {
        match self {
            Self::Work => "/leads",
            Self::Query => "/leads/query",
            Self::Pool => "/leads/pool",
        }
    }

    fn title(self, lang: Lang, _: LeadView) -> &'static str {
        match self {
            Self::Work => t!(lang, LeadsWorkTitle),
            Self::Query => t!(lang, LeadsQueryTitle),
            Self::Pool => t!(lang, LeadsPoolTitle),
        }
    }

    fn filter(self, query: &str) -> LeadFilter {
        LeadFilter { view: self.view(), ..LeadFilter::parse(query) }
    }

    fn key(view: LeadView) -> &'static str {
        match view {
            LeadView::Work => "leads.work",
            LeadView::Query => "leads.query",
            LeadView::Pool => "leads.pool",
        }
    }

    fn own_columns(view: LeadView) -> Vec<LeadColumn> {
        use LeadColumn as C;
        let standard = <LeadColumn as domain::column::Column>::DEFAULT.iter().copied();
        match view {
            LeadView::Work => standard.filter(|column| *column != C::Owner).collect(),
            LeadView::Query => standard.chain([C::State, C::FinishReason]).collect(),
            LeadView::Pool => {
                let text = [LeadField::Contact, LeadField::Company, LeadField::Mobile, LeadField::Business];
                let rest = [C::Status, C::Source, C::Intake, C::SubmittedAt, C::UpdatedAt];
                text.map(C::Text).into_iter().chain(rest).collect()
            }
        }
    }

    fn conditions(view: LeadView, me: &Me) -> Conditions<LeadColumn> {
        use LeadColumn as C;
        let query = view == LeadView::Query;
        let first = [LeadField::Contact, LeadField::Mobile, LeadField::Company];
        let others = LeadField::ALL.iter().copied().filter(|field| !first.contains(field));
        let asked = |column: C, offered: bool| offered.then_some(column);
        let often = [
            Some(C::SubmittedAt),
            Some(C::Status),
            asked(C::State, query),
            asked(C::Owner, query && me.scope != Scope::Own),
            Some(C::Source),
            Some(C::Intake),
        ];
        let seldom =
            [Some(C::UpdatedAt), Some(C::LastRecordAt), Some(C::NextVisitAt), asked(C::FinishReason, query)];
        Conditions {
            texts: first.map(C::Text).to_vec(),
            often: often.into_iter().flatten().collect(),
            focus: true,
            seldom: seldom.into_iter().flatten().collect(),
            other_texts: others.map(C::Text).collect(),
        }
    }

    fn choice_kind(column: LeadColumn) -> Option<ChoiceKind> {
        match column {
            LeadColumn::Status => Some(ChoiceKind::Status),
            LeadColumn::Intake => Some(ChoiceKind::Intake),
            LeadColumn::Source => Some(ChoiceKind::Source),
            LeadColumn::FinishReason => Some(ChoiceKind::FinishReason),
            _ => None,
        }
    }

    fn label(lang: Lang, column: LeadColumn) -> String {
        column::lead(lang, column).to_owned()
    }

    fn word(lang: Lang, key: &str) -> &'static str {
        LeadState::from_key(key).map_or("", |state| column::state(lang, state))
    }

    fn search_hint(lang: Lang) -> &'static str {
        t!(lang, LeadsSearchHint)
    }

    fn nameless(lang: Lang, id: i64) -> String {
        t!(lang, LeadsNameless, number = id)
    }

    fn panel(lang: Lang) -> &'static str {
        t!(lang, LeadsPanel)
    }

    fn none_match(lang: Lang) -> &'static str {
        t!(lang, LeadsEmptyNarrowed)
    }

    fn row_path(id: i64) -> String {
        format!("/leads/{id}")
    }

    fn icon() -> Icon {
        Icon::Leads
    }

    fn fetch(self, query: String) -> impl Future<Output = Result<Listed, AppError>> + Send + 'static {
        list_leads(self, query)
    }

    async fn tabs(self) -> Result<Self::Tabs, AppError> {
        if self == Self::Work { lead_tabs().await } else { Ok(Self::Tabs::default()) }
    }

    async fn sheet(id: i64) -> Result<Self::Sheet, AppError> {
        let lead = find_lead(LeadId(id)).await?;
        let records = records_of(lead.id.into(), None, RECORDS).await?;
        Ok((lead, records))
    }

    fn changed(told: Told) -> Option<Vec<i64>> {
        if let Told::Leads { ids, .. } = told { Some(ids) } else { None }
    }
}
