const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The month of a name or of its beginning of three letters or more (`Apr`, `Sept`).
pub(super) fn month(word: &str) -> Option<u32> {
    let index = begins(&MONTHS, word)?;
    u32::try_from(index + 1).ok()
}

pub(super) fn is_weekday(word: &str) -> bool {
    begins(&WEEKDAYS, word).is_some()
        || ["星期", "周", "礼拜"].iter().any(|week| {
            word.strip_prefix(week)
                .is_some_and(|day| day.chars().count() == 1 && "一二三四五六日天".contains(day))
        })
}

fn begins(names: &[&str], word: &str) -> Option<usize> {
    (word.len() >= 3).then(|| names.iter().position(|name| name.starts_with(word))).flatten()
}

/// Half of the day a word names: `Some(true)` is after noon.
pub(super) fn after_noon(word: &str) -> Option<bool> {
    match word {
        "am" | "上午" | "凌晨" | "早上" => Some(false),
        "pm" | "下午" | "晚上" | "中午" => Some(true),
        _ => None,
    }
}
