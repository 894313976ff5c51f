//! A walk over the signs of a date: numbers, words and single marks.

use super::words;
use chrono::{FixedOffset, NaiveTime};
use unicode_normalization::UnicodeNormalization;

#[derive(Debug, Clone, PartialEq)]
enum Sign {
    Number(String),
    Word(String),
    Mark(char),
}

/// Takes signs from the front; what does not fit is left where it was.
pub(super) struct Scan {
    text: String,
    signs: Vec<Sign>,
    at: usize,
}

const LONGEST: usize = 64;

impl Scan {
    pub(super) fn of(text: &str) -> Self {
        // Full-width digits and colons turn up in Chinese files.
        let text: String = text.trim().chars().take(LONGEST).nfkc().collect::<String>().to_lowercase();
        let signs = signs(&text);
        Self { text, signs, at: 0 }
    }

    /// The whole text, when it is one plain number.
    pub(super) fn number(&self) -> Option<&str> {
        let plain = self.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && self.text.bytes().filter(|byte| *byte == b'.').count() <= 1;
        (plain && !self.text.is_empty()).then_some(&self.text)
    }

    pub(super) fn finished(&mut self) -> bool {
        self.spaces();
        self.at == self.signs.len()
    }

    /// `2021-04-15`, `2021/4/5`, `2021.4.5`, `2021年4月15日`.
    pub(super) fn year_first(&mut self) -> Option<(i32, u32, u32)> {
        self.attempt(|scan| {
            let year = scan.digits(4..=4)?;
            let mark = scan.any_of(&["-", "/", ".", "年"])?;
            let month = scan.digits(1..=2)?;
            let second = if mark == "年" { "月" } else { mark };
            scan.any_of(&[second])?;
            let day = scan.digits(1..=2)?;
            scan.any_of(&["日", "号"]);
            Some((i32::try_from(year).ok()?, month, day))
        })
    }

    /// `15 Apr, 2021`, `Apr 15, 2021`, `15-Apr-21`. Two digits are a year only here, where nothing else fits.
    pub(super) fn named_month(&mut self) -> Option<(i32, u32, u32)> {
        let day_first = |scan: &mut Self| {
            let day = scan.ordinal()?;
            Some((scan.month()?, day))
        };
        let month_first = |scan: &mut Self| {
            let month = scan.month()?;
            Some((month, scan.ordinal()?))
        };
        self.attempt(|scan| {
            let (month, day) = scan.attempt(day_first).or_else(|| scan.attempt(month_first))?;
            scan.loose_marks();
            Some((scan.year()?, month, day))
        })
    }

    /// The two numbers before a year that stands last, as in `15/04/2021`.
    pub(super) fn year_last(&mut self) -> Option<(u32, u32, i32)> {
        self.attempt(|scan| {
            let first = scan.digits(1..=2)?;
            let mark = scan.any_of(&["-", "/", "."])?;
            let second = scan.digits(1..=2)?;
            scan.any_of(&[mark])?;
            let year = scan.digits(4..=4)?;
            Some((first, second, i32::try_from(year).ok()?))
        })
    }

    pub(super) fn weekday(&mut self) {
        let _ = self.attempt(|scan| {
            scan.loose_marks();
            let word = scan.word()?;
            words::is_weekday(&word).then(|| scan.loose_marks())
        });
    }

    /// The time of day; midnight when none is written, `None` when what is written is none.
    pub(super) fn time(&mut self) -> Option<NaiveTime> {
        self.loose_marks();
        let _ = self.attempt(|scan| (scan.word()? == "t").then_some(()));
        if self.finished() {
            return Some(NaiveTime::MIN);
        }
        let before = self.half();
        let hour = self.digits(1..=2)?;
        let (minute, second) = if self.any_of(&[":"]).is_some() { self.colons()? } else { self.chinese()? };
        let after_noon = before.or_else(|| self.half());
        let hour = match after_noon {
            None => hour,
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            Some(_) => hour,
        };
        NaiveTime::from_hms_opt(hour, minute, second)
    }

    fn colons(&mut self) -> Option<(u32, u32)> {
        let minute = self.digits(1..=2)?;
        if self.any_of(&[":"]).is_none() {
            return Some((minute, 0));
        }
        let second = self.digits(1..=2)?;
        // Parts of a second are dropped: no table of people and calls needs them.
        let _ = self.attempt(|scan| {
            scan.any_of(&[".", ","])?;
            scan.digits(1..=9)
        });
        Some((minute, second))
    }

    /// `8时`, `8时3分`, `8点3分20秒`.
    fn chinese(&mut self) -> Option<(u32, u32)> {
        self.any_of(&["时", "点"])?;
        let part = |scan: &mut Self, name| {
            scan.attempt(|scan| {
                scan.spaces();
                let number = scan.digits(1..=2)?;
                scan.any_of(&[name]).map(|_| number)
            })
        };
        let minute = part(self, "分").unwrap_or(0);
        Some((minute, part(self, "秒").unwrap_or(0)))
    }

    /// `Z`, `UTC`, `GMT`, `+08:00`, `+0800`, `UTC+8`.
    pub(super) fn zone(&mut self) -> Option<FixedOffset> {
        self.attempt(|scan| {
            scan.spaces();
            let named = scan.attempt(|scan| {
                let word = scan.word()?;
                matches!(word.as_str(), "z" | "utc" | "gmt").then_some(())
            });
            let offset = scan.attempt(Self::offset);
            offset.or_else(|| named.and_then(|()| FixedOffset::east_opt(0)))
        })
    }

    fn offset(&mut self) -> Option<FixedOffset> {
        let sign = if self.any_of(&["+", "-"])? == "+" { 1 } else { -1 };
        let Some(Sign::Number(digits)) = self.signs.get(self.at).cloned() else { return None };
        self.at += 1;
        let number: i32 = digits.parse().ok()?;
        let (hours, minutes) = match digits.len() {
            1 | 2 if self.any_of(&[":"]).is_some() => (number, i32::try_from(self.digits(2..=2)?).ok()?),
            1 | 2 => (number, 0),
            4 => (number / 100, number % 100),
            _ => return None,
        };
        FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
    }

    fn half(&mut self) -> Option<bool> {
        self.attempt(|scan| {
            scan.spaces();
            let half = words::after_noon(&scan.word()?)?;
            scan.spaces();
            Some(half)
        })
    }

    /// A day, with or without `st`, `nd`, `rd`, `th`.
    fn ordinal(&mut self) -> Option<u32> {
        self.loose_marks();
        let day = self.digits(1..=2)?;
        let _ = self.attempt(|scan| matches!(scan.word()?.as_str(), "st" | "nd" | "rd" | "th").then_some(()));
        Some(day)
    }

    fn month(&mut self) -> Option<u32> {
        self.loose_marks();
        let month = words::month(&self.word()?)?;
        self.any_of(&["."]);
        Some(month)
    }

    fn year(&mut self) -> Option<i32> {
        let year = match self.attempt(|scan| scan.digits(4..=4)) {
            Some(year) => year,
            None => {
                let short = self.digits(2..=2)?;
                if short < 70 { 2000 + short } else { 1900 + short }
            }
        };
        i32::try_from(year).ok()
    }

    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn digits(&mut self, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let Some(Sign::Number(digits)) = self.signs.get(self.at) else { return None };
        let number = length.contains(&digits.len()).then(|| digits.parse().ok()).flatten()?;
        self.at += 1;
        Some(number)
    }

    fn word(&mut self) -> Option<String> {
        let Some(Sign::Word(word)) = self.signs.get(self.at) else { return None };
        let word = word.clone();
        self.at += 1;
        Some(word)
    }

    fn any_of<'a>(&mut self, wanted: &[&'a str]) -> Option<&'a str> {
        let found = match self.signs.get(self.at)? {
            Sign::Mark(mark) => wanted.iter().find(|wanted| wanted.chars().eq([*mark])),
            _ => None,
        };
        found.inspect(|_| self.at += 1).copied()
    }

    fn spaces(&mut self) {
        while self.any_of(&[" "]).is_some() {}
    }

    fn loose_marks(&mut self) {
        while self.any_of(&[" ", ",", "-", "/"]).is_some() {}
    }
}

/// Chinese date signs are marks, other letters form words; all white space is one space.
fn signs(text: &str) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    for letter in text.chars() {
        match (letter, signs.last_mut()) {
            (digit, Some(Sign::Number(number))) if digit.is_ascii_digit() => number.push(digit),
            (digit, _) if digit.is_ascii_digit() => signs.push(Sign::Number(digit.into())),
            ('年' | '月' | '日' | '号' | '时' | '点' | '分' | '秒', Some(Sign::Number(_)) | None) => {
                signs.push(Sign::Mark(letter));
            }
            (letter, Some(Sign::Word(word))) if letter.is_alphabetic() => word.push(letter),
            (letter, _) if letter.is_alphabetic() => signs.push(Sign::Word(letter.into())),
            (space, _) if space.is_whitespace() => signs.push(Sign::Mark(' ')),
            (mark, _) => signs.push(Sign::Mark(mark)),
        }
    }
    signs
}
