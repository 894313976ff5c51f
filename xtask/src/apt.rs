//! Debian's and Ubuntu's packages, when this is such a system.
use std::process::Command;
use std::sync::OnceLock;

use crate::programs::on_path;
use crate::shell::{Outcome, Trouble, quiet, say, timed};

pub fn installed(package: &str) -> bool {
    let status = quiet(Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status}", package]));
    status.is_ok_and(|text| text == "installed")
}

/// The version apt would install.
pub fn candidate(package: &str) -> Option<String> {
    let policy = quiet(Command::new("apt-cache").env("LC_ALL", "C").args(["policy", package])).ok()?;
    let version = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate: "))?;
    (version != "(none)").then(|| version.to_owned())
}

pub fn is_root() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    *ROOT.get_or_init(|| quiet(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0"))
}

/// The program with the rights of the administrator: as it is for root, else through sudo without a question.
pub fn as_root(program: &str) -> Command {
    if is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.args(["-n", program]);
    command
}

fn get(args: &[&str]) -> Outcome<String> {
    let mut command = as_root("env");
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]);
    quiet(command.args(["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]).args(args))
}

/// Reads the package lists, once per run.
pub fn update() -> Outcome {
    static DONE: OnceLock<bool> = OnceLock::new();
    if on_path("apt-get").is_none() {
        return Err(Trouble::new("this is no Debian or Ubuntu: there is no apt-get"));
    }
    DONE.get_or_init(|| match timed("apt-get update", || get(&["update"])) {
        Ok(_) => true,
        Err(trouble) => {
            say(format_args!("going on with the package lists at hand: {trouble}"));
            false
        }
    });
    Ok(())
}

/// Installs those that are missing.
pub fn install(packages: &[&str]) -> Outcome {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    update()?;
    let args: Vec<&str> =
        ["install", "-y", "--no-install-recommends"].into_iter().chain(missing.clone()).collect();
    timed(format_args!("apt-get install {}", missing.join(" ")), || get(&args)).map(|_| ())
}
