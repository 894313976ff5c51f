//! Add to schedule: a visit or plan in the calendar and an entry in the timeline, for each row, at once.
use super::{NewPlan, add, refresh_next};
use crate::Result;
use crate::db::Tx;
use crate::guard::Reach;
use crate::list::Lists;
use crate::records::{self, Entry};
use crate::subject;
use crate::verbs::{Brief, Moved, sift};
use domain::list::{Chosen, Done, SkipReason, Skipped};
use domain::live::Signal;
use domain::record::{CONTENT_MAX, RecordKind};
use domain::visit::{NewVisit, VisitState};
use domain::{About, FieldErrors, FieldProblem, Problem};
use std::collections::HashMap;

/// The longest visit: a week.
const MINUTES_MAX: i64 = 7 * 24 * 60;
const PLACE_MAX: usize = 500;

impl<N: Moved> Lists<'_, N> {
    /// Creates one visit for each row that somebody has and tells it in each timeline, in one transaction. Sent again
    /// with the same `once`, it creates nothing more.
    pub(crate) async fn schedule(&self, chosen: &Chosen, visit: NewVisit) -> Result<Done> {
        let (viewer, now) = (&self.desk.viewer, self.desk.now());
        viewer.require(subject::edits(N::SUBJECT))?;
        check(&visit)?;
        let ids = self.meant(chosen).await?;
        let mut done = Done::default();
        let mut tx = self.desk.begin().await?;
        let briefs = self.briefs(&mut tx, &ids, Reach::Change, &mut done).await?;
        let fit = sift(briefs, &mut done, |brief: &N::Brief| {
            (!brief.is_tracked()).then_some(SkipReason::WrongState)
        });
        let made = self.visits(&mut tx, &fit, &visit).await?;
        let (new, old): (Vec<_>, Vec<_>) = fit.iter().partition(|brief| made.contains_key(&brief.id()));
        done.skipped.extend(old.iter().map(|brief| Skipped { id: brief.id(), reason: SkipReason::Already }));
        let entry = |brief: &&N::Brief| {
            let content = serde_json::json!({
                "starts_at": visit.starts_at, "place": place(*brief, &visit), "points": visit.points,
            });
            let about = About::new(N::SUBJECT, brief.id());
            let entry = Entry::new(RecordKind::Scheduled, about, viewer.person, now);
            Entry { plan: made.get(&brief.id()).copied(), ..entry.saying(content.to_string()) }
        };
        records::add(&mut tx, now, &new.iter().map(entry).collect::<Vec<_>>()).await?;
        done.done = new.iter().map(|brief| brief.id()).collect();
        refresh_next(&mut tx, N::SUBJECT, &done.done, now).await?;
        subject::changed(&mut tx, N::SUBJECT, &done.done, new.iter().map(|brief| brief.owner())).await?;
        tx.signal(Signal::Visits { people: vec![viewer.person] });
        tx.commit().await?;
        Ok(done)
    }

    /// Row → visit, for those that were new.
    async fn visits(&self, tx: &mut Tx, rows: &[N::Brief], visit: &NewVisit) -> Result<HashMap<i64, i64>> {
        let plan = |brief: &N::Brief| NewPlan {
            kind: visit.kind,
            about: About::new(N::SUBJECT, brief.id()),
            person: self.desk.viewer.person,
            starts_at: visit.starts_at,
            minutes: visit.minutes,
            place: place(brief, visit).to_owned(),
            points: visit.points.trim().to_owned(),
            state: VisitState::Open,
            created_at: self.desk.now(),
            closed_at: None,
            once: visit.once.clone(),
            external_id: String::new(),
        };
        let plans: Vec<_> = rows.iter().map(plan).collect();
        Ok(add(tx, self.desk, &plans).await?.into_iter().collect())
    }
}

/// The row's own address, when the dialog names no place.
fn place<'a, B: Brief>(brief: &'a B, visit: &'a NewVisit) -> &'a str {
    let place = visit.place.trim();
    if place.is_empty() { brief.address() } else { place }
}

fn check(visit: &NewVisit) -> Result<(), Problem> {
    let mut errors = FieldErrors::default();
    if visit.place.chars().count() > PLACE_MAX {
        errors.add("place", FieldProblem::TooLong { max: PLACE_MAX });
    }
    if visit.points.chars().count() > CONTENT_MAX {
        errors.add("points", FieldProblem::TooLong { max: CONTENT_MAX });
    }
    if !(1..=MINUTES_MAX).contains(&visit.minutes) {
        errors.add("minutes", FieldProblem::Malformed);
    }
    errors.into_result()
}
