//! What stands on the list page of contacts.
use super::sheet::ContactSheet;
use super::{ContactList, ContactVerb};
use crate::list::{Drawn, ListPage};
use crate::start::may;
use crate::ui::table::RowSlot;
use crate::ui::{Empty, Icon, Label, LinkButton};
use domain::Permission;
use domain::contact::ContactView;
use domain::list::Row;
use leptos::prelude::*;
use messages::t;
use std::sync::Arc;

impl Drawn for ContactList {
    type Acts = ListPage<Self>;

    const LEAD_WIDTH: u8 = 1;

    fn acts(page: ListPage<Self>) -> Self::Acts {
        page
    }

    fn strip(_: ListPage<Self>, (): ()) -> AnyView {
        ().into_any()
    }

    fn actions(_: ListPage<Self>) -> AnyView {
        ().into_any()
    }

    fn row_verbs(page: Self::Acts) -> RowSlot {
        let words = t!(page.lang, CustomerListContactOpen);
        Arc::new(move |row: &Row| {
            let label = format!("{words}: {}", page.name_of(row));
            let href = page.row_href(row.id);
            view! { <a class="button quiet icon-only" href=href title=words aria-label=label>{Icon::Company.draw()}</a> }
                .into_any()
        })
    }

    fn dialogs(_: Self::Acts) -> AnyView {
        ().into_any()
    }

    fn press(_: Self::Acts, _: &str, _: i64) {}

    fn verbs(_: ContactView) -> &'static [ContactVerb] {
        &[]
    }

    fn begin(_: Self::Acts, verb: ContactVerb) {
        match verb {}
    }

    fn draw_sheet(page: Self::Acts, sheet: Self::Sheet) -> AnyView {
        view! { <ContactSheet contact=sheet choices=page.choices.get_untracked() /> }.into_any()
    }

    fn nothing(page: ListPage<Self>) -> AnyView {
        let lang = page.lang;
        let new = may(Permission::AddCustomers).then(|| {
            view! { <LinkButton href="/customers/new" icon=Icon::Plus>{t!(lang, CustomerNew)}</LinkButton> }
        });
        view! {
            <Empty title=t!(lang, CustomerListContactsEmpty) why=t!(lang, CustomerListContactsEmptyWhy) icon=Icon::Person>
                {new}
            </Empty>
        }
        .into_any()
    }

    fn badges(page: ListPage<Self>) -> Option<RowSlot> {
        let words = t!(page.lang, CustomerContactMain);
        Some(Arc::new(move |row: &Row| {
            let main = row.focus.then(|| view! { <Label colour="blue">{words}</Label> });
            view! { <span class="badges">{main}</span> }.into_any()
        }))
    }
}
