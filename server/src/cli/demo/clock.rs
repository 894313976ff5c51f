//! A clock that is moved by hand, so that history is written by the same verbs as the present.
use domain::{Clock, Moment};
use std::sync::atomic::{AtomicI64, Ordering};

pub(super) struct DemoClock(AtomicI64);

impl DemoClock {
    pub(super) const fn at(moment: Moment) -> Self {
        Self(AtomicI64::new(moment.0))
    }

    pub(super) fn set(&self, moment: Moment) {
        self.0.store(moment.0, Ordering::Relaxed);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::Relaxed))
    }
}
