//! `clew serve`: listens until it is told to end, then lets requests finish.
use super::{Failure, Outcome, lang, open, say};
use crate::{Settings, Site};
use messages::{Key, fill, text};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::{Recycled, Store};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How long requests may take after the end was asked for.
const DRAIN: Duration = Duration::from_secs(30);
/// How often the house is tidied.
const TIDY: Duration = Duration::from_secs(60);
/// How often the rules of the pools are followed.
const RECYCLE: Duration = Duration::from_secs(180);

pub(super) async fn run(settings: Settings) -> Outcome {
    let store = open(&settings).await?;
    let listener = TcpListener::bind(settings.addr).await.map_err(|error| taken(settings.addr, &error))?;
    let address = listener.local_addr()?;
    let site = Site::new(store.clone(), Arc::new(settings));
    crate::imports::start(&site);
    crate::files::start(&site);
    tokio::spawn(tidy(store.clone(), site.closing.clone()));
    tokio::spawn(recycle(store.clone(), site.closing.clone()));
    let closing = site.closing.clone();
    let ended = closing.clone();
    let end_asked = end_asked()?;
    tokio::spawn(async move {
        end_asked.await;
        tracing::info!("draining");
        closing.cancel();
    });
    say(fill(lang(), Key::CliReady, &[("url", &format!("http://{address}"))]))?;
    let service = crate::router(site).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown({
        let ended = ended.clone();
        async move { ended.cancelled().await }
    });
    tokio::select! {
        outcome = serving.into_future() => outcome?,
        () = overdue(&ended) => tracing::warn!("requests were cut off"),
    }
    store.close().await;
    say(text(lang(), Key::CliEnded))
}

/// Keeps what is counted as differences short, for as long as the server runs.
async fn tidy(store: Store, closing: CancellationToken) {
    let mut turns = tokio::time::interval(TIDY);
    loop {
        tokio::select! {
            () = closing.cancelled() => return,
            _ = turns.tick() => {}
        }
        if let Err(error) = store.tidy_tallies().await {
            tracing::warn!(%error, "the tallies could not be tidied");
        }
    }
}

/// Customers go back by the rules, soon after midnight; what changed in the rules is worked out before.
async fn recycle(store: Store, closing: CancellationToken) {
    let mut turns = tokio::time::interval(RECYCLE);
    loop {
        tokio::select! {
            () = closing.cancelled() => return,
            _ = turns.tick() => {}
        }
        match store.recycle().await {
            Ok(done) if done != Recycled::default() => {
                tracing::info!(recycled = done.recycled, warned = done.warned, "by the rules of the pools");
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the rules of the pools could not be followed"),
        }
    }
}

fn taken(address: SocketAddr, error: &std::io::Error) -> Failure {
    Failure::Other(fill(lang(), Key::CliNoListen, &[("addr", &address), ("cause", error)]))
}

async fn overdue(ended: &CancellationToken) {
    ended.cancelled().await;
    tokio::time::sleep(DRAIN).await;
}

/// Until ctrl-c, or the system's polite request to end. Listens from the call on: whoever starts the server may
/// ask it to end as soon as it says that it is ready.
#[cfg(unix)]
fn end_asked() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn end_asked() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
