//! Which leads a list shows.
use super::{LeadColumn, LeadState};
use crate::filter::{Filter, Test, View};

/// The screen a list of leads is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LeadView {
    /// My leads that are neither finished nor converted, split over tabs.
    Work,
    /// All leads in my scope.
    #[default]
    Query,
    /// Leads nobody has.
    Pool,
}

impl View for LeadView {
    const ALL: &'static [Self] = &[Self::Work, Self::Query, Self::Pool];

    fn key(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Query => "query",
            Self::Pool => "pool",
        }
    }
}

/// Conditions on leads.
pub type LeadFilter = Filter<LeadColumn>;

impl LeadFilter {
    /// The states asked for; none means any.
    #[must_use]
    pub fn states(&self) -> Vec<LeadState> {
        self.words(LeadColumn::State).iter().filter_map(|word| LeadState::from_key(word)).collect()
    }

    /// Only leads in these states.
    #[must_use]
    pub fn in_states(self, states: &[LeadState]) -> Self {
        self.with(LeadColumn::State, Test::Words(states.iter().map(|state| state.key().to_owned()).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lead::LeadField;

    #[test]
    fn a_filter_survives_the_address_bar() {
        let text = "view=work&tab=3&q=%E5%BC%A0%E4%BC%9F&status=1,2&owner=7&state=claimed,finished&submitted_from=2026-11-01&next_visit=none&finish_reason=4&focus=1&company=A%26B";
        let filter = LeadFilter::parse(text);
        assert_eq!(filter.text.as_deref(), Some("张伟"));
        assert_eq!(filter.contained(LeadColumn::Text(LeadField::Company)), Some("A&B"));
        assert_eq!(filter.on.len(), 7);
        assert_eq!(LeadFilter::parse(&filter.to_query()), filter);
    }

    #[test]
    fn the_boxes_ticked_in_a_form_add_up() {
        let filter = LeadFilter::parse("status=1&status=2,3&state=claimed&state=finished");
        assert_eq!(filter.to_query(), "status=1,2,3&state=claimed,finished");
    }

    #[test]
    fn both_ends_of_a_span_are_kept() {
        let filter = LeadFilter::parse("updated_from=2026-11-01&updated_to=2026-11-30");
        assert_eq!(filter.to_query(), "updated_from=2026-11-01&updated_to=2026-11-30");
    }

    #[test]
    fn nonsense_falls_away() {
        let text =
            "tab=x&status=a,&owner=&colour=red&submitted_to=yesterday&submitted=none&state=odd&view=moon";
        assert_eq!(LeadFilter::parse(text), LeadFilter::default());
    }

    #[test]
    fn conditions_on_added_fields_travel_too() {
        let text = "text_3=%E7%BA%A2&number_4_from=2&choices_5=7,8&date_6=none&flag_9=1";
        assert_eq!(LeadFilter::parse(text).to_query(), text);
    }
}
