//! Buttons, and links that look like buttons.
use super::Icon;
use leptos::prelude::*;

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// One among several.
    #[default]
    Plain,
    /// The one thing to do here.
    Primary,
    /// Hardly visible until wanted.
    Quiet,
    /// It ends or removes something.
    Danger,
}

impl Kind {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
        }
    }
}

/// A button with a word. While pending it can not be pressed again and says so to screen readers.
/// `on:click`, `attr:popovertarget` and the like are passed on to the `<button>`.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    kind: Kind,
    /// Stands before the word.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// What it asked for is being done.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// It can not be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class=kind.class()
            type=if submit { "submit" } else { "button" }
            disabled=move || disabled.get() || pending.get()
            aria-busy=move || pending.get().then_some("true")
        >
            {icon.map(Icon::draw)}
            <span>{children()}</span>
        </button>
    }
}

/// A button with an icon only. Its name is for screen readers and the tooltip.
#[component]
pub fn IconButton(
    /// The icon.
    #[prop(into)]
    icon: Signal<Icon>,
    /// What it does, in words.
    #[prop(into)]
    name: Signal<String>,
    /// How it looks; quiet when not given.
    #[prop(default = Kind::Quiet)]
    kind: Kind,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// What it asked for is being done.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// It can not be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// For a button that stays pressed, such as a star.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
) -> impl IntoView {
    view! {
        <button
            class=format!("{} icon-only", kind.class())
            type=if submit { "submit" } else { "button" }
            title=name
            aria-label=name
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            disabled=move || disabled.get() || pending.get()
            aria-busy=move || pending.get().then_some("true")
        >
            {move || icon.get().draw()}
        </button>
    }
}

/// A link that looks like a button: it goes somewhere and changes nothing.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// How it looks.
    #[prop(optional)]
    kind: Kind,
    /// Stands before the word.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href>
            {icon.map(Icon::draw)}
            <span>{children()}</span>
        </a>
    }
}
