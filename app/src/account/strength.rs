//! How good a new password looks while it is typed. A hint: the server judges by itself, more strictly.
use crate::start::use_lang;
use domain::Lang;
use leptos::prelude::*;
use messages::t;

const LEAST: usize = 8;

/// What would make it better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hint {
    Short,
    Own,
    Common,
    Row,
    Longer,
}

impl Hint {
    fn words(self, lang: Lang) -> String {
        match self {
            Self::Short => t!(lang, AccountHintShort, min = LEAST),
            Self::Own => t!(lang, AccountHintOwn).to_owned(),
            Self::Common => t!(lang, AccountHintCommon).to_owned(),
            Self::Row => t!(lang, AccountHintRow).to_owned(),
            Self::Longer => t!(lang, AccountHintLonger).to_owned(),
        }
    }
}

/// The first words anybody tries.
const COMMON: [&str; 32] = [
    "password", "passwort", "passw0rd", "p@ssw0rd", "p@ssword", "admin", "root", "user", "guest", "test",
    "welcome", "letmein", "login", "master", "monkey", "dragon", "sunshine", "princess", "football",
    "shadow", "iloveyou", "woaini", "mima", "changeme", "secret", "hello", "5201314", "1314520", "a123456",
    "abc123", "clew", "crm",
];
/// Neighbours on the keyboard and in the alphabet.
const ROWS: [&str; 6] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb",
];

/// From 0 to 4, and what would help.
fn judge(password: &str, known: &[String]) -> (u8, Vec<Hint>) {
    let mut rest: Vec<char> = password.to_lowercase().chars().collect();
    let mut hints = Vec::new();
    let mut powers = 0.0;
    if password.chars().count() < LEAST {
        hints.push(Hint::Short);
    }
    let own = known.iter().flat_map(|text| text.split([' ', '@', '.', '-', '_']));
    let own: Vec<Vec<char>> = own.map(|word| word.to_lowercase().chars().collect()).collect();
    let own =
        own.into_iter().filter(|word: &Vec<char>| word.len() > 2 || word.len() == 2 && !word[0].is_ascii());
    powers += take_all(&mut rest, own, 0.5, Hint::Own, &mut hints);
    powers +=
        take_all(&mut rest, COMMON.iter().map(|word| word.chars().collect()), 2.0, Hint::Common, &mut hints);
    while let Some((at, length)) = longest_row(&rest) {
        rest.splice(at..at + length, [' ']);
        powers += 1.5;
        note(&mut hints, Hint::Row);
    }
    powers += rest.split(|letter| !letter.is_ascii_lowercase()).map(letters).sum::<f64>();
    let others = rest.iter().filter(|letter| !letter.is_ascii_lowercase() && **letter != ' ').count();
    powers += count(others);
    let score = [3.0, 6.0, 8.1, 10.0].iter().filter(|limit| powers >= **limit).count();
    let score = if hints.contains(&Hint::Short) { score.min(1) } else { score };
    if score < 3 && hints.is_empty() {
        hints.push(Hint::Longer);
    }
    (u8::try_from(score).unwrap_or_default(), hints)
}

/// What so many letters in a row are worth, in powers of ten: they are likely words.
fn letters(run: &[char]) -> f64 {
    let length = count(run.len());
    if length <= 4.5 { length } else { 4.5 + (length - 4.5).min(3.5) * 0.2 + (length - 8.0).max(0.0) * 0.6 }
}

fn count(of: usize) -> f64 {
    u16::try_from(of).map_or(1000.0, f64::from)
}

fn note(hints: &mut Vec<Hint>, hint: Hint) {
    if !hints.contains(&hint) {
        hints.push(hint);
    }
}

/// Takes words out; what they are worth.
fn take_all(
    rest: &mut Vec<char>,
    words: impl Iterator<Item = Vec<char>>,
    worth: f64,
    hint: Hint,
    hints: &mut Vec<Hint>,
) -> f64 {
    let mut powers = 0.0;
    for word in words {
        while let Some(at) = rest.windows(word.len()).position(|part| part == word) {
            rest.splice(at..at + word.len(), [' ']);
            powers += worth;
            note(hints, hint);
        }
    }
    powers
}

/// Three or more of one letter, or of neighbours, up or down.
fn longest_row(rest: &[char]) -> Option<(usize, usize)> {
    let next_to = |left: char, right: char| {
        ROWS.iter().any(|row| {
            let letters: Vec<char> = row.chars().collect();
            letters.windows(2).any(|pair| pair == [left, right] || pair == [right, left])
        })
    };
    let mut best = None;
    let mut from = 0;
    for at in 1..=rest.len() {
        let goes_on = at < rest.len() && rest[at] != ' ' && {
            let (left, right) = (rest[at - 1], rest[at]);
            let same = at - from < 2 || (rest[from] == rest[from + 1]) == (left == right);
            same && (left == right || next_to(left, right))
        };
        if !goes_on {
            let length = at - from;
            if length >= 3 && best.is_none_or(|(_, longest)| length > longest) {
                best = Some((from, length));
            }
            from = at;
        }
    }
    best
}

/// Four bars and a word, under a new password. Nothing while it is blank.
#[component]
pub fn Strength(
    /// What is typed.
    password: RwSignal<String>,
    /// Words that belong to the person: others try them first.
    known: Signal<Vec<String>>,
) -> impl IntoView {
    let lang = use_lang();
    let judged = Memo::new(move |_| known.with(|known| password.with(|password| judge(password, known))));
    let words = [
        t!(lang, AccountStrength0),
        t!(lang, AccountStrength1),
        t!(lang, AccountStrength2),
        t!(lang, AccountStrength3),
        t!(lang, AccountStrength4),
    ];
    let shown = move || {
        let (score, hints) = judged.get();
        let hints = hints.into_iter().map(|hint| view! { <li>{hint.words(lang)}</li> }).collect_view();
        view! {
            <div class="strength-bars" data-score=score><i></i><i></i><i></i><i></i></div>
            <p>{words[usize::from(score.min(4))]}</p>
            <ul>{hints}</ul>
        }
    };
    view! { <div class="strength" role="status">{move || password.with(|password| !password.is_empty()).then(shown)}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(password: &str) -> u8 {
        judge(password, &["张伟".into(), "wei.zhang".into()]).0
    }

    #[test]
    fn what_everybody_tries_first_is_weak() {
        for password in [
            "password",
            "12345678",
            "qwertyuiop",
            "aaaaaaaaaa",
            "zhangwei1",
            "张伟张伟张伟张伟",
            "Welcome123",
        ] {
            assert!(score(password) < 2, "{password}: {}", score(password));
        }
    }

    #[test]
    fn long_and_strange_is_strong() {
        for password in ["correct horse battery staple", "线索-labyrinth-7491", "mT9#qL2&vX4z"] {
            assert!(score(password) >= 3, "{password}: {}", score(password));
        }
    }

    #[test]
    fn the_hint_fits_the_weakness() {
        let hints = |password: &str| judge(password, &["Li Na".into(), "lina@example.com".into()]).1;
        assert_eq!(hints("k8#"), [Hint::Short]);
        assert_eq!(hints("lina-0-k8#"), [Hint::Own]);
        assert_eq!(hints("xxxxxxxx-8#"), [Hint::Row]);
        assert_eq!(hints("labyrinth"), [Hint::Longer]);
        assert!(hints("mT9#qL2&vX4z").is_empty());
    }
}
