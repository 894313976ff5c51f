//! Statistics by level: each number with the list it stands for.
use super::{CustomerChoice, CustomerColumn, CustomerFilter, CustomerView};
use crate::filter::Test;
use crate::{ChoiceId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many customers of each level one person has; [`ChoiceId::NONE`] is without one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerLevels {
    /// Who.
    pub owner: PersonId,
    /// The name.
    pub name: String,
    /// Level and number; levels nobody has are left out.
    pub counts: Vec<(ChoiceId, i64)>,
}

impl OwnerLevels {
    /// How many in all.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

/// Statistics by level.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LevelCounts {
    /// The viewer sees the whole company.
    pub company: bool,
    /// The viewer may stand above others.
    pub above: bool,
    /// Those who have customers the viewer sees by scope: the viewer first, then whoever has the most.
    pub owners: Vec<OwnerLevels>,
}

/// Whose customers a line counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// One's own.
    Mine,
    /// Those of the people below.
    Subordinates,
    /// The whole company's.
    Company,
    /// One person's.
    Person(PersonId, String),
}

/// A line of the statistics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelLine {
    /// Whose.
    pub whose: Whose,
    counts: BTreeMap<ChoiceId, i64>,
    list: CustomerFilter,
}

impl LevelLine {
    fn new<'a>(whose: Whose, list: CustomerFilter, of: impl IntoIterator<Item = &'a OwnerLevels>) -> Self {
        let mut counts = BTreeMap::new();
        for (level, count) in of.into_iter().flat_map(|row| &row.counts) {
            *counts.entry(*level).or_default() += count;
        }
        Self { whose, counts, list }
    }

    /// How many in all, and the list of them.
    #[must_use]
    pub fn total(&self) -> (i64, CustomerFilter) {
        (self.counts.values().sum(), self.list.clone())
    }

    /// How many of a level, and the list of them.
    #[must_use]
    pub fn of(&self, level: ChoiceId) -> (i64, CustomerFilter) {
        let column = CustomerColumn::Choice(CustomerChoice::Level);
        let list = self.list.clone().with(column, Test::Choices(vec![level]));
        (self.counts.get(&level).copied().unwrap_or_default(), list)
    }

    /// The number of each of these levels, of none, and in all, with their lists.
    #[must_use]
    pub fn cells(&self, levels: &[ChoiceId]) -> Vec<(i64, CustomerFilter)> {
        let each = levels.iter().chain([&ChoiceId::NONE]).map(|level| self.of(*level));
        each.chain([self.total()]).collect()
    }
}

impl LevelCounts {
    /// Sums, then whoever has customers. `me` is the viewer.
    #[must_use]
    pub fn lines(&self, me: PersonId) -> Vec<LevelLine> {
        let of = CustomerFilter::of;
        let mine = self.owners.iter().filter(|row| row.owner == me);
        let mut lines = vec![LevelLine::new(Whose::Mine, of(CustomerView::Mine), mine)];
        if self.company {
            lines.push(LevelLine::new(Whose::Company, of(CustomerView::Company), &self.owners));
        }
        if self.company || self.above {
            let below = self.owners.iter().filter(|row| row.owner != me);
            if !self.company {
                let list = of(CustomerView::Subordinates);
                lines.push(LevelLine::new(Whose::Subordinates, list, below.clone()));
            }
            let view = if self.company { CustomerView::Company } else { CustomerView::Subordinates };
            lines.extend(below.map(|row| {
                let list = of(view).with(CustomerColumn::Owner, Test::People(vec![row.owner]));
                LevelLine::new(Whose::Person(row.owner, row.name.clone()), list, [row])
            }));
        }
        lines
    }

    /// The levels that somebody has.
    #[must_use]
    pub fn has(&self, level: ChoiceId) -> bool {
        self.owners.iter().any(|row| row.counts.iter().any(|(known, count)| *known == level && *count > 0))
    }
}
