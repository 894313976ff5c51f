//! What customers tell their list pages.
use super::CustomerList;
use crate::AppError;
use crate::customers::api::{Glance, customer_glance, customer_views, list_customers};
use crate::customers::verbs::Verb;
use crate::list::{Conditions, Listed, Noun};
use crate::ui::Icon;
use domain::choice::ChoiceKind;
use domain::customer::{
    CustomerChoice, CustomerColumn, CustomerField, CustomerFilter, CustomerView, ViewCount,
};
use domain::live::Signal as Told;
use domain::{CustomerId, Lang, Me, Permission, Scope, Subject};
use messages::{column, t};
use std::future::Future;

impl Noun for CustomerList {
    type Column = CustomerColumn;
    type Verb = Verb;
    type Tabs = Vec<ViewCount>;
    type Sheet = Glance;

    const SUBJECT: Subject = Subject::Customer;
    const STATE: Option<CustomerColumn> = Some(CustomerColumn::State);
    const BESIDE: &'static [CustomerColumn] = &super::badges::BESIDE;
    const NAMES: &'static [&'static str] = &["name"];
    const EXPORT: (&'static str, Permission) = ("/customers/export", Permission::ExportCustomers);

    fn path(self) -> &'static str {
        match self {
            Self::Views => "/customers",
            Self::Query => "/customers/query",
        }
    }

    fn title(self, lang: Lang, view: CustomerView) -> &'static str {
        column::customer_view(lang, view)
    }

    fn filter(self, query: &str) -> CustomerFilter {
        let filter = CustomerFilter::parse(query);
        let view = match (self, filter.view) {
            (Self::Query, _) => CustomerView::Query,
            // It has a page of its own.
            (Self::Views, CustomerView::Query) => CustomerView::Mine,
            (Self::Views, view) => view,
        };
        CustomerFilter { view, ..filter }
    }

    fn key(view: CustomerView) -> &'static str {
        match view {
            CustomerView::Mine => "customers.mine",
            CustomerView::Hot => "customers.hot",
            CustomerView::Shared => "customers.shared",
            CustomerView::Subordinates => "customers.subordinates",
            CustomerView::Pool => "customers.pool",
            CustomerView::Company => "customers.company",
            CustomerView::Bin => "customers.bin",
            CustomerView::Query => "customers.query",
        }
    }

    fn own_columns(view: CustomerView) -> Vec<CustomerColumn> {
        use CustomerColumn as C;
        let standard = <CustomerColumn as domain::column::Column>::DEFAULT.iter().copied();
        match view {
            CustomerView::Mine => standard.filter(|column| *column != C::Owner).collect(),
            CustomerView::Pool => {
                let first = [
                    C::Text(CustomerField::Name),
                    C::Choice(CustomerChoice::Level),
                    C::Choice(CustomerChoice::Status),
                    C::Choice(CustomerChoice::Source),
                    C::Text(CustomerField::City),
                ];
                first.into_iter().chain([C::LastRecordAt, C::OwnedAt, C::UpdatedAt]).collect()
            }
            CustomerView::Bin => {
                let first = [C::Text(CustomerField::Name), C::Text(CustomerField::Mobile), C::Owner];
                let rest =
                    [C::Choice(CustomerChoice::Level), C::Choice(CustomerChoice::Status), C::UpdatedAt];
                first.into_iter().chain(rest).collect()
            }
            _ => standard.collect(),
        }
    }

    fn conditions(view: CustomerView, me: &Me) -> Conditions<CustomerColumn> {
        use CustomerColumn as C;
        let first = [
            CustomerField::Name,
            CustomerField::Company,
            CustomerField::City,
            CustomerField::Mobile,
            CustomerField::Phone,
        ];
        let others = CustomerField::ALL.iter().copied().filter(|field| !first.contains(field));
        let often = [
            CustomerChoice::Status,
            CustomerChoice::Level,
            CustomerChoice::Category,
            CustomerChoice::Source,
            CustomerChoice::Mark,
            CustomerChoice::SalesLevel,
        ];
        let seldom = CustomerChoice::ALL.into_iter().filter(|choice| !often.contains(choice));
        let many = me.scope != Scope::Own || me.may(Permission::MonitorCustomers);
        let nobody = matches!(view, CustomerView::Mine | CustomerView::Pool);
        let owner = (view == CustomerView::Shared || many && !nobody).then_some(C::Owner);
        let hot = (view != CustomerView::Hot).then_some(C::Hot);
        let times = [C::LastRecordAt, C::NextVisitAt, C::RecycleAt, C::OwnedAt, C::UpdatedAt, C::CreatedAt];
        Conditions {
            texts: first.map(C::Text).to_vec(),
            often: owner
                .into_iter()
                .chain(often.map(C::Choice))
                .chain([C::FirstContact])
                .chain(hot)
                .collect(),
            focus: false,
            seldom: [C::Kind, C::Security].into_iter().chain(seldom.map(C::Choice)).chain(times).collect(),
            other_texts: others.map(C::Text).collect(),
        }
    }

    fn choice_kind(column: CustomerColumn) -> Option<ChoiceKind> {
        if let CustomerColumn::Choice(field) = column { Some(field.kind()) } else { None }
    }

    fn label(lang: Lang, column: CustomerColumn) -> String {
        column::customer(lang, column).to_owned()
    }

    fn word(lang: Lang, key: &str) -> &'static str {
        column::customer_word(lang, key).unwrap_or_default()
    }

    fn search_hint(lang: Lang) -> &'static str {
        t!(lang, CustomerListSearchHint)
    }

    fn nameless(lang: Lang, id: i64) -> String {
        t!(lang, CustomerListNameless, number = id)
    }

    fn panel(lang: Lang) -> &'static str {
        t!(lang, CustomerListPanel)
    }

    fn none_match(lang: Lang) -> &'static str {
        t!(lang, CustomerListNoneMatch)
    }

    fn row_path(id: i64) -> String {
        format!("/customers/{id}")
    }

    fn icon() -> Icon {
        Icon::Company
    }

    fn fetch(self, query: String) -> impl Future<Output = Result<Listed, AppError>> + Send + 'static {
        list_customers(self, query)
    }

    async fn tabs(self) -> Result<Self::Tabs, AppError> {
        customer_views().await
    }

    async fn sheet(id: i64) -> Result<Self::Sheet, AppError> {
        customer_glance(CustomerId(id)).await
    }

    fn changed(told: Told) -> Option<Vec<i64>> {
        if let Told::Customers { ids, .. } = told { Some(ids) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_keeps_to_its_screens() {
        let view = |list: CustomerList, query| list.filter(query).view;
        assert_eq!(view(CustomerList::Views, "view=pool"), CustomerView::Pool);
        assert_eq!(view(CustomerList::Views, "view=query"), CustomerView::Mine);
        assert_eq!(view(CustomerList::Query, "view=pool&q=x"), CustomerView::Query);
    }

    #[test]
    fn what_is_fetched_for_the_labels_comes_behind_the_columns() {
        let columns = vec![("name".to_owned(), 200), ("security".to_owned(), 90)];
        let (_, paging) = CustomerList::Views.asked("", &columns);
        assert_eq!(paging.columns.len(), 2 + super::super::badges::BESIDE.len());
    }
}
