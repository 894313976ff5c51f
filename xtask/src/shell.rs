//! Running other programs, and saying what happens and how long it takes.
use std::fmt::{self, Display};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub type Outcome<T = ()> = Result<T, Trouble>;

/// What a person is told when something did not work.
#[derive(Debug)]
pub struct Trouble(String);

impl Trouble {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Puts what was tried in front of a bare error.
pub trait Trying<T> {
    fn trying(self, what: impl Display) -> Outcome<T>;
}

impl<T, E: Display> Trying<T> for Result<T, E> {
    fn trying(self, what: impl Display) -> Outcome<T> {
        self.map_err(|error| Trouble(format!("cannot {what}: {error}")))
    }
}

pub fn say(text: impl Display) {
    eprintln!("xtask: {text}");
}

/// Announces the work and says afterwards how long it took.
pub fn timed<T>(what: impl Display, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    say(format_args!("{what} …"));
    let start = Instant::now();
    let result = work()?;
    say(format_args!("{what}: {}", seconds(start.elapsed())));
    Ok(result)
}

pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Runs it with its output on the screen.
pub fn run(command: &mut Command) -> Outcome {
    let line = line_of(command);
    let status = command.status().trying(format_args!("start `{line}`"))?;
    if status.success() { Ok(()) } else { Err(Trouble(format!("`{line}` ended with {status}"))) }
}

/// Runs it silently and returns what it printed; on failure the trouble shows the end of its output.
pub fn quiet(command: &mut Command) -> Outcome<String> {
    let line = line_of(command);
    let output = command.stdin(Stdio::null()).output().trying(format_args!("start `{line}`"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    let all = text + &String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = all.lines().collect();
    let end = lines[lines.len().saturating_sub(25)..].join("\n");
    Err(Trouble(format!("`{line}` ended with {}\n{end}", output.status)))
}

/// Runs it, shows each line of its standard output and hands it over too.
pub fn followed(command: &mut Command, mut each: impl FnMut(&str)) -> Outcome<bool> {
    let line = line_of(command);
    let mut child = command.stdout(Stdio::piped()).spawn().trying(format_args!("start `{line}`"))?;
    if let Some(output) = child.stdout.take() {
        // Not `lines()`: a test may print bytes that are no text, and the rest would never be read.
        for bytes in BufReader::new(output).split(b'\n') {
            let bytes = bytes.trying(format_args!("read what `{line}` prints"))?;
            let text = String::from_utf8_lossy(&bytes);
            println!("{text}");
            each(&text);
        }
    }
    Ok(child.wait().trying(format_args!("wait for `{line}`"))?.success())
}

/// The first line a program prints, when it can be started at all.
pub fn first_line(program: impl AsRef<std::ffi::OsStr>, arg: &str) -> Option<String> {
    let output = Command::new(program).arg(arg).stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then(|| text.lines().next().unwrap_or_default().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::followed;
    use std::process::Command;

    #[test]
    fn what_is_no_text_does_not_end_the_reading() {
        let mut lines = Vec::new();
        let mut command = Command::new("printf");
        let done = followed(command.arg("a\\n\\377\\nb\\n"), |line| lines.push(line.to_owned()));
        assert!(done.unwrap());
        assert_eq!(lines, ["a", "\u{fffd}", "b"]);
    }
}
