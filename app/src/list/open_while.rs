//! Dialogs that are open while there is something for them to show.
use leptos::prelude::*;

/// Whether a dialog is open: while there is something for it to show. Closing it takes that away.
pub fn open_while<T: Send + Sync + 'static>(subject: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    // Each follows the other, so neither may speak up when nothing has changed.
    Effect::new(move || {
        let wanted = subject.with(Option::is_some);
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if !open && subject.with_untracked(Option::is_some) {
                subject.set(None);
            }
        },
        false,
    );
    open
}
