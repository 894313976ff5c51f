//! The same request many times: over one connection, and over sixteen.
use crate::client::{Client, Who};
use crate::program::Program;
use std::io::{Error, Result};
use std::time::{Duration, Instant};

/// What a request costs.
pub struct Figures {
    /// The middle one, over one connection.
    pub p50: Duration,
    /// All but one in a hundred are quicker, over one connection.
    pub p99: Duration,
    /// Requests a second over one connection.
    pub one: f64,
    /// Requests a second over sixteen.
    pub sixteen: f64,
    /// Processor time of the server for a request, over sixteen.
    pub cpu: Duration,
    /// Bytes of the answer.
    pub bytes: usize,
}

/// Measures a request.
///
/// # Errors
/// When an answer is not 200, or a connection breaks.
pub async fn measure(program: &Program, path: &str, who: &Who, times: usize) -> Result<Figures> {
    run(&program.addr, path, who, times.div_ceil(10).max(1)).await?;
    let began = Instant::now();
    let (mut took, bytes) = run(&program.addr, path, who, times).await?;
    let one = rate(times, began.elapsed());
    took.sort_unstable();
    let (cpu, began) = (program.cpu()?, Instant::now());
    let each = times.div_ceil(4).max(1);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (addr, path, who) = (program.addr.clone(), path.to_owned(), who.clone());
        tasks.spawn(async move { run(&addr, &path, &who, each).await.map(drop) });
    }
    while let Some(done) = tasks.join_next().await {
        done.map_err(Error::other)??;
    }
    let all = u32::try_from(16 * each).map_err(Error::other)?;
    Ok(Figures {
        p50: at(&took, 50),
        p99: at(&took, 99),
        one,
        sixteen: rate(16 * each, began.elapsed()),
        cpu: (program.cpu()? - cpu) / all,
        bytes,
    })
}

async fn run(addr: &str, path: &str, who: &Who, times: usize) -> Result<(Vec<Duration>, usize)> {
    let mut client = Client::connect(addr).await?;
    let mut took = Vec::with_capacity(times);
    let mut bytes = 0;
    for _ in 0..times {
        let answer = client.get(path, who).await?;
        if !answer.status.is_success() {
            let text = String::from_utf8_lossy(&answer.body).chars().take(300).collect::<String>();
            return Err(Error::other(format!("{path}: {} {text}", answer.status)));
        }
        bytes = answer.body.len();
        took.push(answer.took);
    }
    Ok((took, bytes))
}

/// The middle one of some answers over one connection.
///
/// # Errors
/// When an answer is not 200, or the connection breaks.
pub async fn middle(program: &Program, path: &str, who: &Who, times: usize) -> Result<Duration> {
    run(&program.addr, path, who, 1).await?;
    let (mut took, _) = run(&program.addr, path, who, times).await?;
    took.sort_unstable();
    Ok(at(&took, 50))
}

/// Of sorted times the one that so many percent are quicker than.
pub fn at(sorted: &[Duration], percent: usize) -> Duration {
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or_default()
}

/// So many requests in a second.
#[expect(clippy::cast_precision_loss, reason = "a few thousand requests")]
pub fn rate(times: usize, took: Duration) -> f64 {
    times as f64 / took.as_secs_f64()
}
