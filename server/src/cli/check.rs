//! `clew check`: what is wrong with the settings and the data, in words.
mod port;

use super::{Failure, Outcome, lang, open, say};
use crate::Settings;
use crate::files::{Files, compare};
use messages::{Key, fill, text};
use port::Port;
use store::{Finding, Store};

pub(super) async fn run(settings: &Settings) -> Outcome {
    let port = Port::at(settings.addr).await;
    let mut findings = about_settings(settings).await;
    findings.extend(port.finding(settings.addr));
    report(Key::CliCheckSettings, &findings)?;
    if port == Port::Clew {
        say(format_args!("  {}", fill(lang(), Key::CliCheckRunning, &[("addr", &settings.addr)])))?;
    }
    let store = open(settings).await?;
    let mut data: Vec<String> = store.check().await?.iter().map(told).collect();
    data.extend(about_files(settings, &store).await);
    report(Key::CliCheckDatabase, &data)?;
    store.close().await;
    match findings.len() + data.len() {
        0 => Ok(()),
        found => Err(Failure::Found(found)),
    }
}

fn report(part: Key, findings: &[String]) -> Outcome {
    say(text(lang(), part))?;
    if findings.is_empty() {
        say(format_args!("  {}", text(lang(), Key::CliCheckFine)))?;
    }
    for finding in findings {
        say(format_args!("  - {finding}"))?;
    }
    Ok(())
}

fn told(finding: &Finding) -> String {
    let lang = lang();
    let (key, n) = match finding {
        Finding::Damaged(what) => return fill(lang, Key::CliCheckDamaged, &[("what", what)]),
        Finding::NoAdministrator => return text(lang, Key::CliCheckNoAdministrator).to_owned(),
        Finding::WithoutRole(n) => (Key::CliCheckWithoutRole, n),
        Finding::OwnersShutOut(n) => (Key::CliCheckOwnersShutOut, n),
        Finding::NotSearchable(n) => (Key::CliCheckNotSearchable, n),
        Finding::Miscounted(n) => (Key::CliCheckMiscounted, n),
        Finding::WrongNextVisit(n) => (Key::CliCheckWrongNextVisit, n),
    };
    fill(lang, key, &[("n", n)])
}

/// What is missing from the storage of files, and what lies there that nothing speaks of.
async fn about_files(settings: &Settings, store: &Store) -> Vec<String> {
    let lang = lang();
    let lost = match compare(store, &Files::of(settings)).await {
        Ok(lost) => lost,
        Err(cause) => return vec![fill(lang, Key::FilesCheckStorage, &[("cause", &cause)])],
    };
    [(Key::FilesCheckMissing, lost.missing), (Key::FilesCheckStray, lost.stray)]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| fill(lang, key, &[("n", &n)]))
        .collect()
}

async fn about_settings(settings: &Settings) -> Vec<String> {
    let lang = lang();
    let mut findings = Vec::new();
    let is_open = !settings.addr.ip().is_loopback();
    if is_open && !settings.https {
        findings.push(fill(lang, Key::CliCheckOpenToAll, &[("addr", &settings.addr)]));
    }
    if settings.https && settings.trusted_proxies.is_empty() {
        findings.push(text(lang, Key::CliCheckNoProxy).to_owned());
    }
    if let Err(cause) = writable(settings).await {
        let folder = settings.data.display();
        findings.push(fill(lang, Key::CliCheckDataFolder, &[("folder", &folder), ("cause", &cause)]));
    }
    findings
}

async fn writable(settings: &Settings) -> std::io::Result<()> {
    tokio::fs::create_dir_all(&settings.data).await?;
    tempfile::tempfile_in(&settings.data).map(drop)
}
