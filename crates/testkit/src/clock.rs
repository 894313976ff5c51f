//! A clock that is moved by hand.
use domain::{Clock, Moment};
use std::sync::atomic::{AtomicI64, Ordering};

/// Stands still until it is moved.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl Default for TestClock {
    fn default() -> Self {
        // 2026-11-22 02:00 UTC, ten in the morning in Shanghai.
        Self(AtomicI64::new(1_795_312_800_000_000))
    }
}

impl TestClock {
    /// Puts the hands to a moment.
    pub fn set(&self, at: Moment) {
        self.0.store(at.0, Ordering::SeqCst);
    }

    /// Moves the hands.
    pub fn pass_seconds(&self, seconds: i64) {
        self.set(self.now().plus_seconds(seconds));
    }

    /// Moves the hands by days of 24 hours.
    pub fn pass_days(&self, days: i64) {
        self.set(self.now().plus_days(days));
    }
}

impl Clock for TestClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}
