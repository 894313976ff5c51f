//! 导出: a link to the file of what is on screen, with its columns and its order.
use super::noun::Drawn;
use super::page::ListPage;
use crate::start::{may, use_lang};
use crate::ui::{Icon, Menu, MenuLink};
use domain::list::Chosen;
use domain::query;
use leptos::prelude::*;
use messages::t;

/// The address of a file.
fn address(path: &str, format: &str, chosen: &Chosen, sort: &str, columns: &[(String, u16)]) -> String {
    let keys = columns.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(",");
    let mut pairs = vec![("format", format.to_owned())];
    let filter = match chosen {
        Chosen::Matching(filter) => filter.as_str(),
        Chosen::Ids(ids) => {
            pairs.push(("ids", ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")));
            ""
        }
    };
    if !sort.is_empty() {
        pairs.push(("sort", sort.to_owned()));
    }
    pairs.push(("columns", keys));
    let own = query::write(pairs.iter().map(|(name, value)| (*name, value.as_str())));
    let and = if filter.is_empty() { "" } else { "&" };
    format!("{path}?{own}{and}{filter}")
}

/// The two kinds of file, for all that match or for the chosen rows.
#[component]
pub fn ExportMenu<N: Drawn>(
    /// The list.
    page: ListPage<N>,
    /// Only the chosen rows.
    #[prop(optional)]
    chosen: bool,
) -> impl IntoView {
    let lang = use_lang();
    let (listing, (path, permission)) = (page.listing, N::EXPORT);
    let href = move |format: &'static str| {
        Signal::derive(move || {
            let filter = page.query.get();
            let rows = if chosen {
                listing.selection.with(|selection| selection.chosen(&filter))
            } else {
                Chosen::Matching(filter)
            };
            let sort = listing.address.with(|address| address.get("sort").unwrap_or_default().to_owned());
            listing.columns.with(|columns| address(path, format, &rows, &sort, columns))
        })
    };
    let id = if chosen { "export-chosen" } else { "export-all" };
    let button = move || view! { {Icon::Export.draw()} <span>{t!(lang, LeadsExport)}</span> };
    may(permission).then(|| {
        view! {
            <Menu id=id name=t!(lang, LeadsExport) button=button left=true>
                <MenuLink href=href("xlsx") icon=Icon::File outside=true>{t!(lang, LeadsExportXlsx)}</MenuLink>
                <MenuLink href=href("csv") icon=Icon::File outside=true>{t!(lang, LeadsExportCsv)}</MenuLink>
            </Menu>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_rows_the_columns_and_the_order_of_the_screen() {
        let columns = [("contact".to_owned(), 120), ("mobile".to_owned(), 140)];
        let all = Chosen::Matching("view=work&q=%E5%BC%A0".into());
        assert_eq!(
            address("/leads/export", "xlsx", &all, "-updated_at", &columns),
            "/leads/export?format=xlsx&sort=-updated_at&columns=contact,mobile&view=work&q=%E5%BC%A0"
        );
        assert_eq!(
            address("/leads/export", "csv", &Chosen::Ids(vec![1, 2]), "", &columns),
            "/leads/export?format=csv&ids=1,2&columns=contact,mobile"
        );
    }
}
