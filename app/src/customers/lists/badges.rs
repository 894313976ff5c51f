//! The labels behind the name of a customer: hot, how secret, about to be taken back, shared.
use super::CustomerList;
use crate::list::ListPage;
use crate::start::{use_lang, use_me, use_now};
use crate::ui::table::RowSlot;
use crate::ui::{Label, full_time};
use domain::customer::{CustomerColumn, Security, ShareMark};
use domain::list::{Cell, Row};
use domain::{Lang, Moment};
use leptos::prelude::*;
use messages::{column, t};
use std::sync::Arc;

/// What is fetched for them.
pub const BESIDE: [CustomerColumn; 2] = [CustomerColumn::Security, CustomerColumn::RecycleAt];

/// Puts what the labels tell behind the cells of a row: what pools take back later than `warned` is not told, and how
/// it is shared is.
pub fn finish_row(row: &mut Row, warned: Moment, share: Option<ShareMark>) {
    if let Some(last) = row.cells.last_mut()
        && matches!(last, Cell::Time(at) if *at > warned)
    {
        *last = Cell::Blank;
    }
    row.cells.push(share.map_or(Cell::Blank, |mark| Cell::Word(mark.key().to_owned())));
}

/// What stands behind the cells of a row: security, when it is taken back, how it is shared.
fn told(row: &Row) -> (Option<Security>, Option<Moment>, Option<ShareMark>) {
    let [.., security, recycle, share] = row.cells.as_slice() else { return (None, None, None) };
    let word = |cell: &Cell| if let Cell::Word(word) = cell { Some(word.clone()) } else { None };
    (
        word(security).and_then(|word| Security::from_key(&word)),
        if let Cell::Time(at) = recycle { Some(*at) } else { None },
        word(share).and_then(|word| ShareMark::from_key(&word)),
    )
}

fn share_words(lang: Lang, mark: ShareMark) -> &'static str {
    match mark {
        ShareMark::WithOthers => t!(lang, CustomerListShared),
        ShareMark::ToRead => t!(lang, CustomerListSharedRead),
        ShareMark::ToEdit => t!(lang, CustomerListSharedEdit),
    }
}

/// The labels of a row.
pub fn badges(page: ListPage<CustomerList>) -> RowSlot {
    let hot = page.marked();
    Arc::new(move |row: &Row| {
        let (lang, id) = (page.lang, row.id);
        let (security, recycle, share) = told(row);
        // Its own signal: a row that is drawn anew for a label would lose the focus.
        let is_hot = Memo::new(move |_| hot.with(|hot| hot.contains(&id)));
        let hot = move || is_hot.get().then(|| view! { <Label colour="red">{t!(lang, CustomerHot)}</Label> });
        let security = security
            .filter(|security| *security != Security::Open)
            .map(|security| view! { <Label colour="purple">{column::security(lang, security)}</Label> });
        let share = share.map(|mark| view! { <Label colour="teal">{share_words(lang, mark)}</Label> });
        view! {
            <span class="badges">
                {hot}
                {recycle.map(|at| view! { <Recycle at=at /> })}
                {security}
                {share}
            </span>
        }
        .into_any()
    })
}

/// 3 天后回收.
#[component]
fn Recycle(at: Moment) -> impl IntoView {
    let (lang, me, now) = (use_lang(), use_me(), use_now());
    let words = move || match at.seconds_since(now.get()).div_euclid(86_400) {
        ..=0 => t!(lang, CustomerListRecycleToday).to_owned(),
        1 => t!(lang, CustomerListRecycleTomorrow).to_owned(),
        days => t!(lang, CustomerListRecycleIn, n = days),
    };
    view! { <span title=full_time(&me.zone, at)><Label colour="yellow">{words}</Label></span> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_back_later_than_one_is_warned_is_not_told() {
        let row = |at| Row {
            id: 1,
            version: 1,
            focus: false,
            state: "owned".into(),
            cells: vec![Cell::text("华山".into()), Cell::Word("secret".into()), Cell::Time(Moment(at))],
        };
        let (mut soon, mut late) = (row(5), row(9));
        finish_row(&mut soon, Moment(7), Some(ShareMark::ToEdit));
        finish_row(&mut late, Moment(7), None);
        assert_eq!(told(&soon), (Some(Security::Secret), Some(Moment(5)), Some(ShareMark::ToEdit)));
        assert_eq!(told(&late), (Some(Security::Secret), None, None));
    }
}
