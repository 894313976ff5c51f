//! Passwords for people, from a flag, the environment, or whoever sits at the terminal.
use super::{Outcome, lang};
use domain::{FieldProblem, Problem};
use messages::{Key, text};
use std::io::BufRead as _;

/// The password that was given, or asked for: without echo at a terminal, else the first line of standard input.
pub(super) fn given_or_asked(given: Option<String>) -> Outcome<String> {
    match given {
        Some(password) => Ok(password),
        None if console::user_attended() => Ok(asked()?),
        None => {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line)?;
            Ok(line.trim_end_matches(['\r', '\n']).to_owned())
        }
    }
}

fn asked() -> Outcome<String> {
    let terminal = console::Term::stderr();
    let ask = |key| {
        terminal.write_str(text(lang(), key))?;
        terminal.read_secure_line()
    };
    let password = ask(Key::CliAskPassword)?;
    if ask(Key::CliAskPasswordAgain)? == password {
        Ok(password)
    } else {
        Err(Problem::field("password", FieldProblem::Differs).into())
    }
}

/// A password nobody will guess, that can be read aloud: no letter looks like another.
pub(super) fn made_up() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let letter = |_| char::from(LETTERS[rand::random_range(0..LETTERS.len())]);
    let letters: String = (0..16).map(letter).collect();
    letters.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
}
