//! What people have done with their leads: records, visits, feedback, stars, some are finished.
use super::clock::DemoClock;
use super::invent::Inventor;
use super::staff::Staff;
use super::{Entered, Outcome, progress};
use domain::list::Chosen;
use domain::record::{NewRecord, RecordKind};
use domain::visit::{NewVisit, PlanKind};
use domain::{LeadId, Moment, Zone};
use messages::Key;
use std::collections::BTreeMap;
use store::{Desk, Store};

/// The most leads with a history of their own: enough to look at, and soon written.
const MOST: usize = 3_000;

/// One thing somebody does.
struct Deed {
    at: Moment,
    seller: usize,
    lead: LeadId,
    what: What,
}

enum What {
    Record,
    Visit { starts_at: Moment },
    Feedback,
}

pub(super) async fn write(
    store: &Store,
    clock: &DemoClock,
    inventor: &mut Inventor,
    staff: &Staff,
    entered: &[Entered],
    now: Moment,
) -> Outcome {
    let mut desks = Vec::new();
    for seller in &staff.sellers {
        desks.push(store.desk(&store.viewer_of_login(&seller.login).await?));
    }
    let mut deeds = plan(inventor, entered, now);
    deeds.sort_by_key(|deed| (deed.at, deed.lead));
    let bar = progress::bar(Key::CliDemoHistoryWork, deeds.len() as u64);
    for deed in &deeds {
        clock.set(deed.at);
        act(&desks[deed.seller], inventor, deed).await?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    clock.set(now);
    finish(&desks, inventor, entered).await?;
    star(&desks, inventor, entered).await
}

/// Whose histories are written, and what stands in them.
fn plan(inventor: &mut Inventor, entered: &[Entered], now: Moment) -> Vec<Deed> {
    let step = entered.len().div_ceil(MOST).max(1);
    let mut deeds = Vec::new();
    for lead in entered.iter().rev().step_by(step) {
        let Some(seller) = lead.seller else { continue };
        let mut add = |at, what| deeds.push(Deed { at, seller, lead: lead.id, what });
        for _ in 0..inventor.below(3) {
            add(inventor.between(lead.at, now), What::Record);
        }
        if inventor.percent(20) {
            let (at, starts_at) = appointment(inventor, lead.at, now);
            add(at, What::Visit { starts_at });
            let over = starts_at.plus_seconds(3600);
            if over < now && inventor.percent(80) {
                add(over, What::Feedback);
            }
        }
    }
    deeds
}

/// When a visit is put into the calendar, and when it begins: at a working hour within two weeks of today.
fn appointment(inventor: &mut Inventor, from: Moment, now: Moment) -> (Moment, Moment) {
    let zone = Zone::default();
    let day = inventor.between(now.plus_days(-14), now.plus_days(14));
    let (midnight, _) = zone.day(zone.day_of(day));
    #[expect(clippy::cast_possible_wrap, reason = "at most 16 half hours")]
    let starts_at = midnight.plus_seconds(9 * 3600 + 1800 * inventor.below(17) as i64);
    let latest = if starts_at < now { starts_at } else { now };
    let at = inventor.between(latest.plus_days(-5), latest);
    if at < from || at >= starts_at {
        // It came in later than that: the visit lies ahead.
        return (now, starts_at.plus_days(15));
    }
    (at, starts_at)
}

async fn act(desk: &Desk, inventor: &mut Inventor, deed: &Deed) -> Outcome {
    match deed.what {
        What::Record => {
            let kind = if inventor.percent(30) { RecordKind::Call } else { RecordKind::Process };
            let status = if inventor.percent(40) { inventor.status() } else { None };
            let record =
                NewRecord { content: inventor.record(), kind: Some(kind), status, ..NewRecord::default() };
            desk.leads().process(deed.lead, record).await?;
        }
        What::Visit { starts_at } => {
            let visit = NewVisit {
                starts_at,
                minutes: 60,
                kind: PlanKind::Visit,
                place: String::new(),
                points: inventor.points(),
                once: None,
            };
            desk.leads().schedule(&Chosen::Ids(vec![deed.lead.0]), visit).await?;
        }
        What::Feedback => {
            let visits = desk.visits().of(deed.lead).await?;
            if let Some(visit) = visits.iter().find(|visit| visit.feedback.is_none()) {
                desk.visits().feedback(visit.id, &inventor.feedback()).await?;
            }
        }
    }
    Ok(())
}

/// One old lead in twelve is finished.
async fn finish(desks: &[Desk], inventor: &mut Inventor, entered: &[Entered]) -> Outcome {
    let old = &entered[..entered.len() / 2];
    let mut ended: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for lead in old {
        if let Some(seller) = lead.seller.filter(|_| inventor.percent(16)) {
            ended.entry(seller).or_default().push(lead.id.0);
        }
    }
    for (seller, leads) in ended {
        for part in leads.chunks(leads.len().div_ceil(3)) {
            if let Some(reason) = inventor.reason() {
                desks[seller].leads().finish(&Chosen::Ids(part.to_vec()), reason).await?;
            }
        }
    }
    Ok(())
}

/// Everybody has some favourites.
async fn star(desks: &[Desk], inventor: &mut Inventor, entered: &[Entered]) -> Outcome {
    for (seller, desk) in desks.iter().enumerate() {
        let mine = entered.iter().rev().filter(|lead| lead.seller == Some(seller)).take(60);
        let chosen: Vec<_> = mine.filter(|_| inventor.percent(12)).map(|lead| lead.id.0).collect();
        desk.leads().focus(&Chosen::Ids(chosen), true).await?;
    }
    Ok(())
}
