//! What verbs on one row and on many have in common.
use domain::list::{Chosen, Done, SkipReason};
use domain::{FieldProblem, Problem};

/// Many rows, and something that is to be done with them.
macro_rules! with_which {
    ($($(#[doc = $doc:literal])* $name:ident { $field:ident: $kind:ty });* $(;)?) => {$(
        $(#[doc = $doc])*
        #[derive(serde::Deserialize, utoipa::ToSchema)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            /// These rows, or
            ids: Option<Vec<i64>>,
            /// all that match, as the query string of the list.
            matching: Option<String>,
            $field: $kind,
        }

        impl $name {
            pub(super) fn parts<C: domain::column::Column>(self) -> Result<(domain::list::Chosen, $kind), domain::Problem> {
                let which = $crate::api::shapes::Which { ids: self.ids, matching: self.matching };
                Ok((which.chosen::<C>()?, self.$field))
            }
        }
    )*};
}

pub(super) use with_which;

/// One row.
pub(super) fn just(id: impl Into<i64>) -> Chosen {
    Chosen::Ids(vec![id.into()])
}

/// Why the one row a verb was for was left alone. What is so already is as good as done.
pub(super) fn refusal(done: &Done) -> Option<Problem> {
    done.skipped.first().and_then(|skipped| match skipped.reason {
        SkipReason::Already => None,
        SkipReason::NotFound => Some(Problem::NotFound),
        SkipReason::NotYours | SkipReason::TooLate => Some(Problem::TooLate),
        SkipReason::Full => Some(Problem::field("owner", FieldProblem::Full)),
        SkipReason::WrongState | SkipReason::TooSoon | SkipReason::DayFull | SkipReason::NotAllowed => {
            Some(Problem::WrongState)
        }
    })
}
