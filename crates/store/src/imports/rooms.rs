//! How many customers people may still be given. Dry run and run count alike: the dry run remembers what it has planned,
//! the run asks the database again for each part, while those people are held.
use super::known::Named;
use super::work::Work;
use crate::Result;
use crate::db::Run;
use crate::ownership;
use std::collections::{BTreeSet, HashMap};

/// Whom rows that are planned were given to, and taken from.
#[derive(Default)]
pub(super) struct Taken(HashMap<Named, i64>);

impl Taken {
    /// What was planned is in the database now.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }

    fn add(&mut self, owner: &Named, more: i64) {
        *self.0.entry(folded(owner)).or_default() += more;
    }
}

/// How many more each may have; nothing where there is no end.
#[derive(Default)]
pub(super) struct Rooms(HashMap<Named, Option<i64>>);

impl Rooms {
    /// Of the owners of some rows, who are held while rows are being written.
    pub(super) async fn of<'a>(
        work: &Work,
        on: &mut impl Run,
        owners: impl Iterator<Item = &'a Named>,
    ) -> Result<Self> {
        let mut known = BTreeSet::new();
        let mut rooms = HashMap::new();
        for owner in owners {
            match owner {
                Named::Known(person) => drop(known.insert(*person)),
                Named::New(_) => drop(rooms.insert(folded(owner), ownership::most_of_all(on).await?)),
            }
        }
        if work.lock {
            let people: Vec<_> = known.iter().copied().collect();
            ownership::hold(on, &people).await?;
        }
        for person in known {
            rooms.insert(Named::Known(person), ownership::room(on, person).await?);
        }
        Ok(Self(rooms))
    }

    /// Gives somebody one more, if there is room.
    pub(super) fn take(&self, taken: &mut Taken, owner: &Named, from: Option<&Named>) -> bool {
        let key = folded(owner);
        let has = taken.0.get(&key).copied().unwrap_or_default();
        if self.0.get(&key).copied().flatten().is_some_and(|room| room <= has) {
            return false;
        }
        taken.add(owner, 1);
        if let Some(from) = from {
            taken.add(from, -1);
        }
        true
    }
}

fn folded(owner: &Named) -> Named {
    match owner {
        Named::Known(person) => Named::Known(*person),
        Named::New(name) => Named::New(words::fold(name)),
    }
}
