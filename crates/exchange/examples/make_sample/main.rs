//! Writes the sample files: `cargo run -p exchange --example make_sample -- DIR [--leads N] [--seed S]`.

mod sample;

use sample::Sample;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "make_sample DIR [--leads N] [--seed S]";

fn main() -> ExitCode {
    let Some((folder, sample)) = asked(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match std::fs::create_dir_all(&folder).map_err(Into::into).and_then(|()| sample.write(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn asked(mut words: impl Iterator<Item = String>) -> Option<(PathBuf, Sample)> {
    let mut folder = None;
    let mut sample = Sample::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--leads" => sample.leads = words.next()?.parse().ok()?,
            "--seed" => sample.seed = words.next()?.parse().ok()?,
            flag if flag.starts_with('-') => return None,
            _ => folder = Some(PathBuf::from(word)),
        }
    }
    Some((folder?, sample))
}
