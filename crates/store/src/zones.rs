//! Time zones by name, as the moments at which they change.
use chrono::{DateTime, Duration, Offset, TimeZone};
use domain::Zone;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

// Half a century both ways of use: what lies beyond keeps the outermost distance.
const FROM: i64 = 946_684_800; // 2000-01-01
const TO: i64 = 2_524_608_000; // 2050-01-01

const REGIONS: [&str; 10] = [
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
];

static KNOWN: LazyLock<Mutex<HashMap<String, Arc<Zone>>>> = LazyLock::new(Mutex::default);

/// The zone of an IANA name; `None` for a name nobody knows.
pub(crate) fn zone(name: &str) -> Option<Arc<Zone>> {
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(zone) = known.get(name) {
        return Some(zone.clone());
    }
    let zone = Arc::new(computed(name)?);
    known.insert(name.to_owned(), zone.clone());
    Some(zone)
}

/// The names to choose from: places, without the old names of places that have another today.
#[must_use]
pub fn zone_names() -> Vec<&'static str> {
    let region = |name: &&str| REGIONS.iter().any(|region| name.starts_with(region));
    let mut names: Vec<_> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).filter(region).collect();
    names.push("UTC");
    names
}

fn computed(name: &str) -> Option<Zone> {
    let zone: chrono_tz::Tz = name.parse().ok()?;
    let offset = |second: i64| {
        let at = DateTime::from_timestamp(second, 0).unwrap_or_default().naive_utc();
        zone.offset_from_utc_datetime(&at).fix().local_minus_utc()
    };
    let mut steps = vec![(i64::MIN, offset(FROM))];
    let day = Duration::days(1).num_seconds();
    let mut second = FROM;
    while second < TO {
        let (before, after) = (offset(second), offset(second + day));
        if before != after {
            steps.push((change(second, second + day, &offset), after));
        }
        second += day;
    }
    Some(Zone { name: name.to_owned(), steps })
}

/// The first second with the later offset, by halving.
fn change(mut low: i64, mut high: i64, offset: &impl Fn(i64) -> i32) -> i64 {
    let before = offset(low);
    while high - low > 1 {
        let middle = i64::midpoint(low, high);
        if offset(middle) == before {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shanghai_never_changes_and_berlin_changes_at_one_in_greenwich() {
        assert_eq!(zone("Asia/Shanghai").unwrap().steps, [(i64::MIN, 28_800)]);
        let berlin = zone("Europe/Berlin").unwrap();
        assert!(berlin.steps.contains(&(1_774_746_000, 7200)), "2026-03-29 01:00 UTC");
        assert!(zone("Europe/Atlantis").is_none());
    }
}
