//! Progress bars on standard error; silent when nobody watches.
use super::lang;
use indicatif::{ProgressBar, ProgressStyle};
use messages::{Key, text};

/// A bar over so many steps of a named work.
pub(super) fn bar(work: Key, steps: u64) -> ProgressBar {
    let bar = ProgressBar::new(steps).with_message(text(lang(), work));
    styled(bar, "{msg} {bar:30} {human_pos}/{human_len} {per_sec} {eta}")
}

/// A count without an end.
pub(super) fn count(work: Key) -> ProgressBar {
    styled(ProgressBar::new_spinner().with_message(text(lang(), work)), "{msg} {human_pos} {per_sec}")
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        // A wrong template is a matter of looks.
        Err(_) => bar,
    }
}
