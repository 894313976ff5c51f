//! A throw-away PostgreSQL cluster: quick, because it may lose everything.
use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::apt;
use crate::programs::on_path;
use crate::shell::{Outcome, Trouble, Trying, quiet, say, seconds};

const SETTINGS: [&str; 7] = [
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=300",
    "shared_buffers=256MB",
    "max_wal_size=4GB",
];
/// Ends the cluster when the pipe to xtask closes: also when xtask was killed.
const GUARD: &str = "cat >/dev/null; \"$1/pg_ctl\" -D \"$2/data\" -m immediate -w stop; rm -rf \"$2\"";

/// Runs until dropped.
pub struct Cluster {
    url: String,
    guard: Child,
}

impl Cluster {
    /// Of a database whose user may create others.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}

/// Starts one and keeps it until this program ends.
pub fn stay() -> Outcome {
    let cluster = start()?;
    println!("{}", cluster.url());
    say("Ctrl+C ends it and removes all its data");
    loop {
        std::thread::park();
    }
}

pub fn start() -> Outcome<Cluster> {
    let begin = Instant::now();
    let bin = programs()?;
    let folder = folder()?;
    let guard = guard(&bin, &folder)?;
    let password = password()?;
    let port = free_port()?;
    let cluster = Cluster { url: format!("postgres://clew:{password}@127.0.0.1:{port}/postgres"), guard };
    initialise(&bin, &folder, &password)?;
    let mut options = format!("-p {port} -k {}", folder.display());
    SETTINGS.iter().for_each(|setting| options.push_str(&format!(" -c {setting}")));
    let mut start = as_postgres(&bin.join("pg_ctl"), &folder);
    start
        .arg("-D")
        .arg(folder.join("data"))
        .arg("-l")
        .arg(folder.join("log"))
        .args(["-w", "-t", "60", "-o", &options]);
    if let Err(trouble) = quiet(start.arg("start")) {
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        return Err(Trouble::new(format!("{trouble}\n{log}")));
    }
    say(format_args!("PostgreSQL on port {port}: {}", seconds(begin.elapsed())));
    Ok(cluster)
}

/// The folder of the newest installed version's programs; installs one when there is none.
fn programs() -> Outcome<PathBuf> {
    let find = || {
        let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let newest = versions
            .filter_map(|entry| {
                Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin")))
            })
            .filter(|(_, bin)| bin.join("initdb").is_file())
            .max();
        let path = || on_path("initdb").and_then(|file| file.parent().map(Path::to_path_buf));
        newest.map(|(_, bin)| bin).or_else(path)
    };
    if let Some(bin) = find() {
        return Ok(bin);
    }
    apt::install(&["postgresql"])?;
    find().ok_or_else(|| Trouble::new("PostgreSQL was installed, but there is no initdb"))
}

/// Its own folder. PostgreSQL refuses to run as root, so root makes it for the user `postgres`.
fn folder() -> Outcome<PathBuf> {
    let mut command = Command::new("mktemp");
    if apt::is_root() {
        command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "mktemp"]);
    }
    let template = std::env::temp_dir().join("clew-postgres.XXXXXX");
    Ok(quiet(command.arg("-d").arg(template))?.trim().into())
}

fn as_postgres(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    if apt::is_root() {
        command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
    }
    command.current_dir(folder);
    command
}

fn guard(bin: &Path, folder: &Path) -> Outcome<Child> {
    let mut command = as_postgres(Path::new("/bin/sh"), folder);
    command.args(["-c", GUARD, "guard"]).arg(bin).arg(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // A group of its own: Ctrl+C shall end xtask and not what cleans up after it.
    command.process_group(0).current_dir("/").spawn().trying("start the guard of PostgreSQL")
}

fn initialise(bin: &Path, folder: &Path, password: &str) -> Outcome {
    let secret = folder.join("password");
    fs::write(&secret, password).trying(format_args!("write {}", secret.display()))?;
    let mut command = as_postgres(&bin.join("initdb"), folder);
    // The password in the clear, over loopback: hashing it on every connection would slow down every test.
    command.args(["--no-sync", "--encoding=UTF8", "--locale=C", "--username=clew", "--auth=password"]);
    quiet(command.arg("--pwfile").arg(&secret).arg("-D").arg(folder.join("data"))).map(|_| ())
}

fn password() -> Outcome<String> {
    let mut bytes = [0_u8; 16];
    let mut source = fs::File::open("/dev/urandom").trying("open /dev/urandom")?;
    source.read_exact(&mut bytes).trying("read /dev/urandom")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").trying("find a free port")?;
    Ok(listener.local_addr().trying("read the free port")?.port())
}
