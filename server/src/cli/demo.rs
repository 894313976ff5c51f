//! `clew demo`: a made-up company. The same seed makes the same company, as seen from its first moment.
mod clock;
mod customers;
mod history;
mod invent;
mod staff;

use super::{Failure, Outcome, lang, password, progress, say};
use crate::Settings;
use clock::DemoClock;
use domain::lead::NewLead;
use domain::{Clock, LeadId, Moment};
use invent::Inventor;
use messages::{Key, fill, text};
use staff::{Staff, hire};
use std::sync::Arc;
use store::{Desk, Options, Store, SystemClock};

/// Leads came in over this time.
const DAYS: i64 = 180;
/// In so many steps; in each, the clock stands still.
const STEPS: usize = 360;
/// The most leads in one transaction.
const BATCH: usize = 1_000;

#[derive(clap::Args)]
pub(super) struct Args {
    #[arg(long, default_value_t = 2_000, help = text(lang(), Key::CliDemoLeads))]
    leads: usize,
    #[arg(long, default_value_t = 800, help = text(lang(), Key::CliDemoCustomers))]
    customers: usize,
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u32).range(3..=5_000), help = text(lang(), Key::CliDemoPeople))]
    people: u32,
    #[arg(long, default_value_t = 1, help = text(lang(), Key::CliDemoSeed))]
    seed: u64,
    #[arg(long, env = "CLEW_PASSWORD", hide_env_values = true, help = text(lang(), Key::CliDemoPassword))]
    password: Option<String>,
}

pub(super) async fn run(settings: &Settings, args: Args) -> Outcome {
    let clock = Arc::new(DemoClock::at(SystemClock.now().plus_days(-DAYS)));
    let options = Options {
        connections: settings.connections,
        clock: clock.clone(),
        ..Options::new(settings.database.clone())
    };
    let store = Store::open(options).await.map_err(Failure::Closed)?;
    if !store.is_new().await? {
        return Err(Failure::Other(text(lang(), Key::CliDemoTaken).to_owned()));
    }
    let password = args.password.clone().unwrap_or_else(password::made_up);
    let staff = build(&store, &clock, &args, &password).await?;
    store.close().await;
    tell(&staff, &args, &password)
}

async fn build(store: &Store, clock: &DemoClock, args: &Args, password: &str) -> Outcome<Staff> {
    let now = SystemClock.now();
    let mut inventor = Inventor::new(args.seed)?;
    let mut staff = hire(store, &mut inventor, args.people as usize, password).await?;
    let entered = enter(store, clock, &mut inventor, &mut staff, args.leads, now).await?;
    history::write(store, clock, &mut inventor, &staff, &entered, now).await?;
    customers::write(store, clock, &mut inventor, &staff, args.customers, now).await?;
    store.tidy_tallies().await?;
    Ok(staff)
}

/// A lead that was entered.
struct Entered {
    id: LeadId,
    /// The place of its owner among the sellers.
    seller: Option<usize>,
    at: Moment,
}

/// Lets the leads come in, the oldest first.
async fn enter(
    store: &Store,
    clock: &DemoClock,
    inventor: &mut Inventor,
    staff: &mut Staff,
    count: usize,
    now: Moment,
) -> Outcome<Vec<Entered>> {
    let admin = store.desk(&store.viewer_of_login(staff::ADMIN).await?);
    inventor.learn(&admin.choices().all().await?);
    let bar = progress::bar(Key::CliDemoLeadsWork, count as u64);
    let mut times: Vec<_> = (0..count).map(|_| now.plus_seconds(-inventor.seconds_ago(DAYS))).collect();
    times.sort_unstable();
    let mut entered = Vec::with_capacity(count);
    for part in times.chunks(count.div_ceil(STEPS).clamp(1, BATCH)) {
        let mut leads = Vec::with_capacity(part.len());
        for at in part {
            let seller = inventor.seller(staff.sellers.len());
            let owner = seller.map(|seller| staff.sellers[seller].id);
            leads.push(NewLead { owner, submitted_at: Some(*at), ..inventor.lead() });
            entered.push(Entered { id: LeadId(0), seller, at: *at });
        }
        clock.set(part.last().copied().unwrap_or(now));
        number(&admin, &leads, &mut entered).await?;
        bar.inc(part.len() as u64);
    }
    bar.finish_and_clear();
    for lead in &entered {
        if let Some(seller) = lead.seller {
            staff.sellers[seller].leads += 1;
        }
    }
    Ok(entered)
}

async fn number(admin: &Desk, leads: &[NewLead], entered: &mut [Entered]) -> Outcome {
    let ids = admin.leads().add_many(leads).await?;
    let from = entered.len() - ids.len();
    for (entry, id) in entered[from..].iter_mut().zip(ids) {
        entry.id = LeadId(id);
    }
    Ok(())
}

/// Whom to sign in as.
fn tell(staff: &Staff, args: &Args, password: &str) -> Outcome {
    let lang = lang();
    let told = [
        ("people", &(args.people + 1) as &dyn std::fmt::Display),
        ("leads", &args.leads),
        ("customers", &args.customers),
    ];
    say(fill(lang, Key::CliDemoDone, &told))?;
    say(format_args!("  {}", text(lang, Key::CliDemoAdmin)))?;
    for manager in staff.managers.iter().take(2) {
        say(format_args!(
            "  {}",
            fill(lang, Key::CliDemoManager, &[("login", &manager.login), ("name", &manager.name)])
        ))?;
    }
    for seller in staff.sellers.iter().take(3) {
        let told = [
            ("login", &seller.login as &dyn std::fmt::Display),
            ("name", &seller.name),
            ("n", &seller.leads),
        ];
        say(format_args!("  {}", fill(lang, Key::CliDemoSeller, &told)))?;
    }
    say(format_args!("  {}", fill(lang, Key::CliDemoPasswordIs, &[("password", &password)])))
}
