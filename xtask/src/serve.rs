//! Starting what was built: for people, for work on it, and for measuring it.
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, SystemTime};

use clap::Args;

use crate::Rest;
use crate::build::{self, Kind};
use crate::places;
use crate::programs::{cargo, scrubbed};
use crate::shell::{Outcome, Trying, quiet, run as run_command, say, timed};

#[derive(Args, Clone)]
pub struct Place {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:3000")]
    addr: String,
    #[command(flatten)]
    rest: Rest,
}

#[derive(Args)]
pub struct Run {
    /// A made-up organisation with people and leads. It is made once, in data/demo.db, and kept; whom to sign in
    /// as, and the password, are printed every time and kept in data/demo.txt
    #[arg(long)]
    demo: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
pub struct Bench {
    /// How many leads to fill the database with
    #[arg(long)]
    leads: Option<u64>,
    /// And how many customers
    #[arg(long)]
    customers: Option<u64>,
    /// On a throw-away PostgreSQL instead of SQLite
    #[arg(long)]
    postgres: bool,
    #[command(flatten)]
    rest: Rest,
}

/// Release, although it takes longer to build once: what a stranger sees first should be as quick as it is.
pub fn run(wish: &Run) -> Outcome {
    let program = build::product(Kind::Release)?;
    let file = places::root().join(if wish.demo { "data/demo.db" } else { "data/clew.db" });
    fs::create_dir_all(places::root().join("data")).trying("create data")?;
    if wish.demo {
        demo(&program, &file)?;
    }
    say(format_args!(
        "Clew is at http://{} (Ctrl+C ends it; its data is in {})",
        wish.place.addr,
        file.display()
    ));
    // Becomes the server, so that signals reach it without a go-between.
    let error = serve(&program, &file, &wish.place).exec();
    Err(error).trying(format_args!("start {}", program.display()))
}

fn serve(program: &Path, file: &Path, place: &Place) -> Command {
    let mut command = scrubbed(Command::new(program));
    command.args(["serve", "--addr", &place.addr, "--database"]).arg(format!("sqlite:{}", file.display()));
    command.args(&place.rest.rest);
    command
}

/// Fills the demo database once. Names and password are kept beside it, to be shown again every time.
fn demo(program: &Path, file: &Path) -> Outcome {
    let note = file.with_extension("txt");
    if !(file.is_file() && note.is_file()) {
        for end in ["db", "db-wal", "db-shm"] {
            let _ = fs::remove_file(file.with_extension(end));
        }
        let mut command = scrubbed(Command::new(program));
        command.args(["demo", "--leads", "3000", "--people", "12", "--seed", "1", "--database"]);
        command.arg(format!("sqlite:{}", file.display()));
        let told = timed("filling the demo organisation", || quiet(&mut command))?;
        fs::write(&note, told).trying(format_args!("write {}", note.display()))?;
    }
    print!("{}", fs::read_to_string(&note).trying(format_args!("read {}", note.display()))?);
    say(format_args!(
        "sign in as one of these; it stands in {} too. For another organisation delete {}",
        note.display(),
        file.display()
    ));
    Ok(())
}

/// Builds and starts, then watches the sources. Looking at a few hundred file times needs no library.
pub fn dev(place: &Place) -> Outcome {
    fs::create_dir_all(places::root().join("data")).trying("create data")?;
    let file = places::root().join("data/clew.db");
    let mut server: Option<Child> = None;
    loop {
        let seen = newest();
        match build::product(Kind::Debug) {
            Ok(program) => {
                stop(server.take());
                server = Some(serve(&program, &file, place).spawn().trying("start the server")?);
                say(format_args!("ready at http://{}; reload the page", place.addr));
            }
            Err(trouble) => say(format_args!("{trouble}\nxtask: waiting for the next change")),
        }
        wait_for_another(seen);
    }
}

#[expect(clippy::disallowed_methods, reason = "this thread has nothing else to do")]
fn wait_for_another(seen: Sources) {
    while newest() == seen {
        std::thread::sleep(Duration::from_millis(300));
    }
}

fn stop(server: Option<Child>) {
    if let Some(mut server) = server {
        let _ = server.kill();
        let _ = server.wait();
    }
}

/// The newest time and the number of files: also a deleted file is a change.
type Sources = (Option<SystemTime>, usize);

fn newest() -> Sources {
    let mut times = Vec::new();
    for place in ["app", "crates", "frontend", "server", "style", "migrations", "Cargo.toml", "Leptos.toml"] {
        gather(&places::root().join(place), &mut times);
    }
    (times.iter().max().copied(), times.len())
}

fn gather(path: &PathBuf, times: &mut Vec<SystemTime>) {
    if let Ok(entries) = fs::read_dir(path) {
        entries.flatten().for_each(|entry| gather(&entry.path(), times));
    } else if let Ok(time) = fs::metadata(path).and_then(|file| file.modified()) {
        times.push(time);
    }
}

/// The measuring itself is `crates/bench`: another process, which knows HTTP and SQL and nothing of the product.
pub fn bench(wish: &Bench) -> Outcome {
    let program = build::product(Kind::Release)?;
    let cluster = if wish.postgres { Some(crate::postgres::start()?) } else { None };
    let mut command = cargo();
    command.args(["run", "--release", "--package", "bench", "--", "--program"]).arg(program);
    if let Some(leads) = wish.leads {
        command.args(["--leads", &leads.to_string()]);
    }
    if let Some(customers) = wish.customers {
        command.args(["--customers", &customers.to_string()]);
    }
    if let Some(cluster) = &cluster {
        command.args(["--database", cluster.url()]);
    }
    run_command(command.args(&wish.rest.rest))
}
