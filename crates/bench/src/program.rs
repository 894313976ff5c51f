//! The release program, as a process of its own.
use crate::client::{Client, Who};
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Clock ticks of `/proc/PID/stat` a second; fixed at 100 by Linux (proc(5), sysconf(3)).
const TICKS: u64 = 100;

/// The program at work.
pub struct Program {
    child: Child,
    /// Where it listens.
    pub addr: String,
}

/// How the program is called.
#[derive(Clone)]
pub struct Call {
    /// The file.
    pub file: PathBuf,
    /// The database.
    pub database: String,
}

impl Call {
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.file);
        command.args(words).args(["--database", &self.database]);
        command.env("CLEW_LANG", "en").env("RUST_LOG", "warn");
        command
    }

    /// Runs a command to its end; what it printed.
    ///
    /// # Errors
    /// When it fails.
    pub fn run(&self, words: &[&str]) -> Result<String> {
        let output = self.command(words).stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            return Err(Error::other(format!("clew {}: {}", words.join(" "), output.status)));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Starts the server and waits until it answers.
    ///
    /// # Errors
    /// When it does not within 30 seconds.
    pub async fn serve(&self, folder: &Path) -> Result<Program> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let addr = format!("127.0.0.1:{port}");
        let child = self
            .command(&["serve", "--addr", &addr, "--data", &folder.display().to_string()])
            .stdout(Stdio::null())
            .spawn()?;
        let program = Program { child, addr };
        let until = Instant::now() + Duration::from_secs(30);
        while Instant::now() < until {
            if let Ok(mut client) = Client::connect(&program.addr).await
                && client.get("/healthz", &Who::Nobody).await.is_ok_and(|answer| answer.status.is_success())
            {
                return Ok(program);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(Error::other("the server does not answer"))
    }
}

impl Program {
    /// Processor time it has used.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn cpu(&self) -> Result<Duration> {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        // Fields 14 and 15 of the line, user and system time: the name and its number come before.
        let ticks: u64 = fields.iter().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        Ok(Duration::from_millis(ticks * 1000 / TICKS))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
