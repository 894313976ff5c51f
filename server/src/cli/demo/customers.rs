//! The customers of the company, and what people have done with some of them.
use super::clock::DemoClock;
use super::invent::Inventor;
use super::staff::{self, Staff};
use super::{DAYS, Outcome, progress};
use domain::customer::NewCustomer;
use domain::list::Chosen;
use domain::record::NewRecord;
use domain::{CustomerId, Moment, Zone};
use messages::Key;
use std::collections::BTreeMap;
use store::Store;

/// The most customers in one transaction.
const BATCH: usize = 2_000;
/// In so many steps they came in.
const STEPS: usize = 180;
/// The most customers with a history of their own.
const MOST: usize = 1_000;

/// A customer that was entered and has an owner.
struct Entered {
    id: i64,
    /// The place of its owner among the sellers.
    seller: usize,
    at: Moment,
}

pub(super) async fn write(
    store: &Store,
    clock: &DemoClock,
    inventor: &mut Inventor,
    staff: &Staff,
    count: usize,
    now: Moment,
) -> Outcome {
    let entered = enter(store, clock, inventor, staff, count, now).await?;
    let mut mine: BTreeMap<usize, Vec<&Entered>> = BTreeMap::new();
    let step = entered.len().div_ceil(MOST).max(1);
    for customer in entered.iter().rev().step_by(step) {
        mine.entry(customer.seller).or_default().push(customer);
    }
    let bar = progress::bar(Key::CliDemoHistoryWork, mine.len() as u64);
    for (seller, customers) in mine {
        work(store, clock, inventor, staff, seller, &customers, now).await?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    clock.set(now);
    Ok(())
}

/// Lets the customers come in, the oldest first.
async fn enter(
    store: &Store,
    clock: &DemoClock,
    inventor: &mut Inventor,
    staff: &Staff,
    count: usize,
    now: Moment,
) -> Outcome<Vec<Entered>> {
    let admin = store.desk(&store.viewer_of_login(staff::ADMIN).await?);
    let zone = Zone::default();
    let bar = progress::bar(Key::CliDemoCustomersWork, count as u64);
    let mut times: Vec<_> = (0..count).map(|_| now.plus_seconds(-inventor.seconds_ago(DAYS))).collect();
    times.sort_unstable();
    let mut entered = Vec::with_capacity(count);
    for part in times.chunks(count.div_ceil(STEPS).clamp(1, BATCH)) {
        let at = part.last().copied().unwrap_or(now);
        clock.set(at);
        let sellers: Vec<_> = part.iter().map(|_| inventor.seller(staff.sellers.len())).collect();
        let new = |seller: &Option<usize>| {
            let owner = seller.map(|seller| staff.sellers[seller].id);
            NewCustomer { owner, pool: owner.is_none(), ..inventor.customer(zone.day_of(at)) }
        };
        let customers: Vec<_> = sellers.iter().map(new).collect();
        let ids = admin.customers().add_many(&customers).await?;
        let owned =
            ids.into_iter().zip(sellers).filter_map(|(id, seller)| Some(Entered { id, seller: seller?, at }));
        entered.extend(owned);
        bar.inc(part.len() as u64);
    }
    bar.finish_and_clear();
    Ok(entered)
}

/// What one seller did with some of her customers: records, a share, one in the bin.
async fn work(
    store: &Store,
    clock: &DemoClock,
    inventor: &mut Inventor,
    staff: &Staff,
    seller: usize,
    customers: &[&Entered],
    now: Moment,
) -> Outcome {
    let desk = store.desk(&store.viewer_of_login(&staff.sellers[seller].login).await?);
    let mut deeds: Vec<_> = customers
        .iter()
        .flat_map(|customer| {
            (0..inventor.below(3))
                .map(|_| (inventor.between(customer.at, now), customer.id))
                .collect::<Vec<_>>()
        })
        .collect();
    deeds.sort_unstable();
    for (at, id) in deeds {
        clock.set(at);
        let record = NewRecord { content: inventor.record(), ..NewRecord::default() };
        desk.customers().note(CustomerId(id), record).await?;
    }
    clock.set(now);
    let other = &staff.sellers[(seller + 1) % staff.sellers.len()];
    let some = |every: usize| {
        Chosen::Ids(customers.iter().skip(1).step_by(every).map(|customer| customer.id).collect())
    };
    if staff.sellers.len() > 1 {
        desk.customers().share(&some(12), &[other.id], seller.is_multiple_of(2), None).await?;
    }
    if let Some(last) = customers.last().filter(|_| customers.len() > 3) {
        desk.customers().bin(&Chosen::Ids(vec![last.id])).await?;
    }
    Ok(())
}
