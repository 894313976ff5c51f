//! Statements that have passed the guard. A connection takes no others.
use crate::Viewer;
use sea_query::{Condition, InsertStatement, IntoCondition, Query, SelectStatement, UpdateStatement};

/// A statement that may run: the viewer's condition is inside, or someone said why it needs none.
#[derive(Debug, Clone)]
pub(crate) struct Guarded<S>(pub(crate) S);

/// What the viewer wants of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// To see them.
    See,
    /// To change them.
    Change,
}

/// A table whose rows belong to people.
pub(crate) trait Visible {
    const TABLE: &'static str;

    /// The rows of the table that are within the viewer's reach.
    fn within(viewer: &Viewer, reach: Reach) -> Condition;
}

impl<S> Guarded<S> {
    /// For what belongs to nobody. The reasons are kept in a list that a test compares.
    pub(crate) fn unrestricted(statement: S, _why: &'static str) -> Self {
        Self(statement)
    }
}

impl Guarded<SelectStatement> {
    /// Adds columns, joins and order. Conditions only ever narrow: see [`Guarded::and`].
    pub(crate) fn with(mut self, change: impl FnOnce(&mut SelectStatement)) -> Self {
        change(&mut self.0);
        self
    }

    pub(crate) fn and(mut self, condition: impl IntoCondition) -> Self {
        self.0.cond_where(condition);
        self
    }
}

impl Guarded<UpdateStatement> {
    pub(crate) fn with(mut self, change: impl FnOnce(&mut UpdateStatement)) -> Self {
        change(&mut self.0);
        self
    }

    pub(crate) fn and(mut self, condition: impl IntoCondition) -> Self {
        self.0.cond_where(condition);
        self
    }
}

impl Viewer {
    pub(crate) fn select<T: Visible>(&self, reach: Reach) -> Guarded<SelectStatement> {
        let mut select = Query::select();
        select.from(T::TABLE).cond_where(T::within(self, reach));
        Guarded(select)
    }

    pub(crate) fn update<T: Visible>(&self) -> Guarded<UpdateStatement> {
        let mut update = Query::update();
        update.table(T::TABLE).cond_where(T::within(self, Reach::Change));
        Guarded(update)
    }

    /// New rows are nobody's yet; the verb that makes them asks for the permission.
    pub(crate) fn insert(&self, statement: InsertStatement) -> Guarded<InsertStatement> {
        Guarded(statement)
    }
}
