//! A menu on the browser's own popover: it opens and closes without a script.
use super::{Icon, Kind};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// A button and what it opens. In it: `MenuLink`, `MenuButton`, forms, `<hr/>`.
#[component]
pub fn Menu(
    /// Unlike any other id on the page.
    #[prop(into)]
    id: String,
    /// What the button is called, for screen readers and as a tooltip.
    #[prop(into)]
    name: String,
    /// How the button looks; quiet when not given.
    #[prop(default = Kind::Quiet)]
    kind: Kind,
    /// What stands on the button.
    #[prop(into)]
    button: ViewFnOnce,
    /// Opens towards the left.
    #[prop(optional)]
    left: bool,
    /// What it offers.
    children: Children,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let close = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let picked = target.and_then(|target| target.closest("a, button").ok().flatten());
        if let (Some(list), Some(_)) = (list.get_untracked(), picked) {
            let _ = list.hide_popover();
        }
    };
    view! {
        <div class="menu">
            <button class=kind.class() type="button" title=name.clone() aria-label=name popovertarget=id.clone() aria-haspopup="true">
                {button.run()}
            </button>
            <div class="menu-list" class:left=left id=id popover="auto" node_ref=list on:click=close on:keydown=move_focus>
                {children()}
            </div>
        </div>
    }
}

/// Arrow keys go through what the menu offers.
fn move_focus(event: KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Some(list) = event.current_target().and_then(|list| list.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    event.prevent_default();
    let Ok(found) = list.query_selector_all("a, button:not([disabled])") else { return };
    let items: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect();
    let present = document().active_element();
    let at = items.iter().position(|item| present.as_ref().is_some_and(|present| present == item.as_ref()));
    let count = i32::try_from(items.len()).unwrap_or(0).max(1);
    let next =
        at.and_then(|at| i32::try_from(at).ok()).map_or(if step > 0 { 0 } else { count - 1 }, |at| at + step);
    if let Some(item) = usize::try_from(next.rem_euclid(count)).ok().and_then(|next| items.get(next)) {
        let _ = item.focus();
    }
}

/// A place to go.
#[component]
pub fn MenuLink(
    /// Where.
    #[prop(into)]
    href: Signal<String>,
    /// Before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// A place outside the pages, such as a file to download: the browser goes there itself.
    #[prop(optional)]
    outside: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="menu-item" href=href rel=outside.then_some("external")>
            {icon.map(Icon::draw)}
            <span>{children()}</span>
        </a>
    }
}

/// Something to do. In a plain form, give `submit` with `name` and `value` as `attr:`.
#[component]
pub fn MenuButton(
    /// Before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// It is the one in force.
    #[prop(optional, into)]
    chosen: Signal<bool>,
    /// It ends or removes something.
    #[prop(optional)]
    danger: bool,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class="menu-item"
            class:danger=danger
            type=if submit { "submit" } else { "button" }
            aria-current=move || chosen.get().then_some("true")
        >
            {icon.map(Icon::draw)}
            <span>{children()}</span>
            {move || chosen.get().then(|| Icon::Check.draw())}
        </button>
    }
}
