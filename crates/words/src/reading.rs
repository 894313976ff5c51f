//! How a text with Chinese characters is read aloud.

use pinyin::ToPinyin;

use crate::fold::each;
use crate::overrides::{ANYWHERE, FIRST, PEOPLE, Word, Words, longest, sound};
use crate::tokens::is_chinese;

/// A person's name has at most four characters.
const LONGEST_NAME: usize = 4;

/// How a name is typed with a Latin keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinyin {
    /// Every syllable without tone or space: "zhangsan". `ü` is written `v`.
    pub full: String,
    /// The first letter of every syllable: "zs".
    pub initials: String,
}

/// The pinyin of a name; letters and digits between the Chinese characters stay in both forms, folded.
/// None when there is no Chinese character.
///
/// Surnames at the beginning (单 shan, 曾 zeng, 尉迟 yuchi) and well-known place and company words
/// (重庆 chongqing, 银行 yinhang) are read as such.
pub fn pinyin_of(name: &str) -> Option<Pinyin> {
    let readings = readings(name);
    readings.any_chinese().then(|| Pinyin { full: readings.full('v'), initials: readings.initials() })
}

/// One folded character, where it stands in the original, and how it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub folded: char,
    pub start: usize,
    pub end: usize,
    /// Syllable (with `ü`) and tone of a Chinese character.
    pub sound: Option<(&'static str, u8)>,
}

impl Reading {
    /// What is typed for this character.
    pub fn spell(&self, u_umlaut: char, out: &mut String) {
        match self.sound {
            Some((syllable, _)) => out.extend(syllable.chars().map(|c| latin(c, u_umlaut))),
            None if self.folded.is_alphanumeric() => out.push(self.folded),
            None => {}
        }
    }

    /// Its first letter.
    pub fn initial(&self, out: &mut String) {
        match self.sound {
            Some((syllable, _)) => out.extend(syllable.chars().take(1).map(|c| latin(c, 'v'))),
            None => self.spell('v', out),
        }
    }
}

pub(crate) struct Readings(pub Vec<Reading>);

impl Readings {
    pub fn any_chinese(&self) -> bool {
        self.0.iter().any(|reading| is_chinese(reading.folded))
    }

    pub fn full(&self, u_umlaut: char) -> String {
        let mut full = String::with_capacity(self.0.len() * 4);
        self.0.iter().for_each(|reading| reading.spell(u_umlaut, &mut full));
        full
    }

    pub fn initials(&self) -> String {
        let mut initials = String::with_capacity(self.0.len());
        self.0.iter().for_each(|reading| reading.initial(&mut initials));
        initials
    }
}

/// Reads every folded character of the text.
pub(crate) fn readings(text: &str) -> Readings {
    let mut all = Vec::with_capacity(text.len() / 2);
    each(text, |folded, start, end| all.push(Reading { folded, start, end, sound: None }));
    let mut at = 0;
    while at < all.len() {
        at += read_word(&mut all, at).unwrap_or_else(|| read_char(&mut all[at], text));
    }
    Readings(all)
}

/// Reads a word with a reading of its own; how many characters it has.
fn read_word(all: &mut [Reading], at: usize) -> Option<usize> {
    let here = all[at..].iter().map(|reading| reading.folded);
    let word = longest(&ANYWHERE, here.clone());
    let surname = if at == 0 { longest(surnames(all), here) } else { None };
    let long = |word: Option<&Word>| word.map_or(0, |word| word.chars.len());
    let chosen = if long(surname) >= long(word) { surname } else { word }?;
    for (reading, &sound) in all[at..].iter_mut().zip(&chosen.sounds) {
        reading.sound = Some(sound);
    }
    Some(chosen.chars.len())
}

fn surnames(all: &[Reading]) -> &'static Words {
    let run = all.iter().take_while(|reading| is_chinese(reading.folded)).count();
    if run <= LONGEST_NAME { &PEOPLE } else { &FIRST }
}

fn read_char(reading: &mut Reading, text: &str) -> usize {
    if is_chinese(reading.folded) {
        // 乾 is a common given name, read "qian", while 干, which it folds to, is "gan". Other pairs are read
        // alike, and the table knows the simplified character better.
        let written = text[reading.start..].starts_with('乾').then_some('乾');
        let found = written.unwrap_or(reading.folded).to_pinyin();
        reading.sound = found.map(|found| sound(found.with_tone_num_end()));
    }
    1
}

fn latin(c: char, u_umlaut: char) -> char {
    match c {
        'ü' => u_umlaut,
        'ê' | 'ế' | 'ề' => 'e',
        'ḿ' => 'm',
        _ => c,
    }
}
