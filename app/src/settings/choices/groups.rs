//! The lists in groups: by what they are for.
use super::names::list_words;
use crate::start::{use_added, use_lang};
use crate::ui::{ChipLink, TabLink, TabStrip, number};
use domain::Lang;
use domain::choice::{Choice, ChoiceKind};
use domain::custom::CustomField;
use leptos::prelude::*;
use messages::t;

/// What a list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Leads only.
    Leads,
    /// Customers only.
    Customers,
    /// Several nouns.
    Shared,
    /// Fields the administrator has added.
    Added,
}

impl Group {
    const ALL: [Self; 4] = [Self::Leads, Self::Customers, Self::Shared, Self::Added];

    /// The one a list is in.
    #[must_use]
    pub const fn of(kind: ChoiceKind) -> Self {
        match kind {
            ChoiceKind::Status | ChoiceKind::FinishReason | ChoiceKind::Intake => Self::Leads,
            ChoiceKind::Source | ChoiceKind::Country | ChoiceKind::Region => Self::Shared,
            ChoiceKind::Added(_) => Self::Added,
            ChoiceKind::CustomerStatus
            | ChoiceKind::Level
            | ChoiceKind::CustomerType
            | ChoiceKind::Category
            | ChoiceKind::Industry
            | ChoiceKind::Size
            | ChoiceKind::Maturity
            | ChoiceKind::Mark
            | ChoiceKind::SalesLevel
            | ChoiceKind::Credit
            | ChoiceKind::PoolReason
            | ChoiceKind::RecordType => Self::Customers,
        }
    }

    fn lists(self, added: &[CustomField]) -> Vec<ChoiceKind> {
        let added = added.iter().filter(|field| field.key.kind.has_choices());
        let added = added.map(|field| ChoiceKind::Added(field.key.id));
        ChoiceKind::ALL.into_iter().chain(added).filter(|kind| Self::of(*kind) == self).collect()
    }

    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Leads => t!(lang, SettingsChoicesLeads),
            Self::Customers => t!(lang, SettingsChoicesCustomers),
            Self::Shared => t!(lang, SettingsChoicesShared),
            Self::Added => t!(lang, SettingsChoicesAdded),
        }
    }

    /// The tab of a group goes to its first list.
    fn tab(self, lang: Lang, present: Self, added: &[CustomField]) -> Option<TabLink> {
        let (label, current) = (self.words(lang).to_owned(), self == present);
        self.lists(added).first().map(|first| TabLink { href: href(*first), label, count: None, current })
    }
}

/// Where a list is.
pub fn href(kind: ChoiceKind) -> String {
    format!("/settings/choices/{}", kind.key())
}

/// The groups, and the lists of the present one.
#[component]
pub fn ListNav(
    /// The list in sight.
    kind: ChoiceKind,
    /// All values of all lists.
    all: Signal<Vec<Choice>>,
) -> impl IntoView {
    let lang = use_lang();
    let group = Group::of(kind);
    let added = use_added().get_untracked();
    let tabs: Vec<_> = Group::ALL.into_iter().filter_map(|one| one.tab(lang, group, &added)).collect();
    let count = move |kind| all.with(|all| all.iter().filter(|one| one.kind == kind && !one.retired).count());
    let one = move |other: ChoiceKind| {
        let count = move || i64::try_from(count(other)).ok().map(number);
        view! {
            <li>
                <ChipLink href=href(other) chosen=Signal::stored(other == kind)>
                    {list_words(lang, other)} " " <span class="tab-count">{count}</span>
                </ChipLink>
            </li>
        }
    };
    view! {
        <TabStrip tabs=tabs />
        <nav class="list-nav" aria-label=t!(lang, SettingsChoicesLists)>
            <ul>{group.lists(&added).into_iter().map(one).collect_view()}</ul>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_in_one_group() {
        let grouped: usize = Group::ALL.into_iter().map(|group| group.lists(&[]).len()).sum();
        assert_eq!(grouped, ChoiceKind::ALL.len());
    }
}
