use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// Chance that repeats itself: SplitMix64, so that no library's next version changes the files.
pub struct Chance {
    state: u64,
}

impl Chance {
    pub fn new(seed: u64, file: u64) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(file << 32) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// A working minute of the year 2026.
    pub fn time(&mut self) -> NaiveDateTime {
        let begin =
            NaiveDate::from_ymd_opt(2026, 1, 5).and_then(|day| day.and_hms_opt(8, 0, 0)).unwrap_or_default();
        begin + TimeDelta::days(self.below(300) as i64) + TimeDelta::minutes(self.below(600) as i64)
    }
}
