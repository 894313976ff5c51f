//! Tells open browsers that something changed. Carries ids, never rows.
use crate::Result;
use domain::live::Signal;
use std::sync::Arc;
use tokio::sync::broadcast;

// PostgreSQL takes 8,000 bytes in a notification.
const LETTER_MAX: usize = 7_500;
/// So many ids of people fit into it, whatever they are.
const PEOPLE_MAX: usize = 300;

/// What changed, to whoever listens on this server.
#[derive(Debug, Clone)]
pub struct Live {
    to: broadcast::Sender<Arc<Signal>>,
}

impl Default for Live {
    fn default() -> Self {
        Self { to: broadcast::channel(1024).0 }
    }
}

impl Live {
    /// Listens from now on. One who is too slow misses some and is told so by the channel.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Arc<Signal>> {
        self.to.subscribe()
    }

    pub(crate) fn tell(&self, signals: impl IntoIterator<Item = Signal>) {
        for signal in signals {
            // Nobody listening is no fault.
            let _ = self.to.send(Arc::new(signal));
        }
    }

    /// The signals as texts that fit into notifications.
    pub(crate) fn letters(&self, signals: &[Signal]) -> Result<Vec<String>> {
        let mut letters = Vec::new();
        for signal in signals {
            let text = serde_json::to_string(signal)?;
            if text.len() <= LETTER_MAX {
                letters.push(text);
                continue;
            }
            for part in parts(signal) {
                letters.push(serde_json::to_string(&part)?);
            }
        }
        Ok(letters)
    }
}

/// A signal too long for one letter as several; together they are heard by the same people. Leads are not named
/// any more: whoever sees one of the owners fetches the list again.
fn parts(signal: &Signal) -> Vec<Signal> {
    match signal {
        Signal::Leads { owners, .. } => owners
            .chunks(PEOPLE_MAX)
            .map(|owners| Signal::Leads { ids: Vec::new(), owners: owners.to_vec() })
            .collect(),
        Signal::Visits { people } => {
            people.chunks(PEOPLE_MAX).map(|people| Signal::Visits { people: people.to_vec() }).collect()
        }
        Signal::SignedOut { people } => {
            people.chunks(PEOPLE_MAX).map(|people| Signal::SignedOut { people: people.to_vec() }).collect()
        }
        Signal::Notices { people } => {
            people.chunks(PEOPLE_MAX).map(|people| Signal::Notices { people: people.to_vec() }).collect()
        }
        Signal::Approvals { people } => {
            people.chunks(PEOPLE_MAX).map(|people| Signal::Approvals { people: people.to_vec() }).collect()
        }
        other => vec![other.clone()],
    }
}

/// Hands on what other servers write into the database's channel.
pub(crate) async fn relay(pool: sqlx::PgPool, live: Live) {
    while !pool.is_closed() {
        if let Err(error) = relay_once(&pool, &live).await
            && !pool.is_closed()
        {
            tracing::warn!(%error, "live updates from other servers are interrupted");
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        }
    }
}

async fn relay_once(pool: &sqlx::PgPool, live: &Live) -> Result<()> {
    let mut listener = sqlx::postgres::PgListener::connect_with(pool).await?;
    listener.listen("clew").await?;
    loop {
        let letter = listener.recv().await?;
        if let Ok(signal) = serde_json::from_str::<Signal>(letter.payload()) {
            live.tell([signal]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::PersonId;

    #[test]
    fn a_signal_for_many_people_becomes_several_letters_that_fit() {
        let people: Vec<PersonId> = (0..5_000).map(|at| PersonId(i64::MAX - at)).collect();
        let owners: Vec<_> = people.iter().copied().map(Some).collect();
        let signals =
            [Signal::Visits { people: people.clone() }, Signal::Leads { ids: vec![1; 3_000], owners }];
        let letters = Live::default().letters(&signals).unwrap();
        assert!(letters.iter().all(|letter| letter.len() <= LETTER_MAX));
        let heard: Vec<Signal> = letters.iter().map(|letter| serde_json::from_str(letter).unwrap()).collect();
        let told = heard.iter().flat_map(|signal| match signal {
            Signal::Visits { people } => people.clone(),
            _ => Vec::new(),
        });
        assert_eq!(told.collect::<Vec<_>>(), people);
    }
}
