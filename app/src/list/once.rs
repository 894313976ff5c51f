//! A word that makes a form count once, however often it is sent.
use crate::start::{use_me, use_start};
use leptos::prelude::*;

/// A new one. Without a script it comes from the page itself: sent twice from the same page, a form
/// counts once.
#[must_use]
pub fn new_once() -> String {
    let person = use_me().id;
    if is_browser() {
        format!("{person}-{:.0}-{:.0}", js_sys::Date::now(), js_sys::Math::random() * 1e9)
    } else {
        format!("{person}-{}", use_start().now.0)
    }
}
