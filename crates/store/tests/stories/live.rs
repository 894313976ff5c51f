//! What changes is heard on every server of the database, and only what stands.
use domain::list::Chosen;
use domain::live::Signal;
use std::sync::Arc;
use std::time::Duration;
use store::Desk;
use testkit::{House, Kind, on_both, refused};
use tokio::sync::broadcast::Receiver;
use tokio::time::timeout;

type Line = Receiver<Arc<Signal>>;

/// The next word about leads.
async fn hears(line: &mut Line) -> Signal {
    loop {
        let signal = timeout(Duration::from_secs(20), line.recv()).await.expect("something is heard in time");
        let signal = signal.unwrap();
        if matches!(*signal, Signal::Leads { .. }) {
            return (*signal).clone();
        }
    }
}

/// A server begins to listen some time after it has opened: rings until it hears.
async fn listens(line: &mut Line, ringing: &Desk) {
    for _ in 0..200 {
        ringing.leads().focus(&Chosen::Ids(Vec::new()), true).await.unwrap();
        if timeout(Duration::from_millis(100), line.recv()).await.is_ok() {
            return;
        }
    }
    panic!("this server never hears anything");
}

on_both! {
    async fn what_is_changed_on_one_server_is_heard_on_the_other(house: House) {
        // SQLite has one server only: there whoever listens is in the same process.
        let other = if house.kind() == Kind::Postgres { house.another_server().await } else { house.store().clone() };
        let lina = house.salesperson("李娜").await;
        let (here, there) = (lina.desk().await, other.desk(&lina.viewer().await));
        let (mut near, mut far) = (house.store().live().listen(), other.live().listen());
        listens(&mut near, &there).await;
        listens(&mut far, &here).await;
        let lead = house.pool_lead("王芳").await;
        let entered = Signal::Leads { ids: vec![lead.id.0], owners: vec![None] };
        let claimed = Signal::Leads { ids: vec![lead.id.0], owners: vec![None, Some(lina.id)] };
        let changed = Signal::Leads { ids: vec![lead.id.0], owners: vec![Some(lina.id)] };
        let one = Chosen::Ids(vec![lead.id.0]);
        here.leads().claim(&one).await.unwrap();
        refused(there.leads().set_status(&one, domain::ChoiceId(0)).await);
        there.leads().set_status(&one, house.status("已联系").await).await.unwrap();
        for line in [&mut near, &mut far] {
            for expected in [&entered, &claimed, &changed] {
                assert_eq!(hears(line).await, *expected);
            }
        }
        if house.kind() == Kind::Postgres {
            other.close().await;
        }
    }
}
