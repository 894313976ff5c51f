//! Icons: 16 px, drawn once in `style/assets/icons.svg`.
use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident = $id:literal),* $(,)?) => {
        /// The name of an icon.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the names say what they show")]
        pub enum Icon { $($name,)* }

        impl Icon {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its id in the sprite.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            const fn href(self) -> &'static str {
                // The version lets a browser keep the sprite until the next release.
                match self { $(Self::$name => concat!("/pkg/assets/icons.svg?", env!("CARGO_PKG_VERSION"), "#", $id),)* }
            }
        }
    };
}

icons! {
    Leads = "leads", Query = "query", Pool = "pool", Calendar = "calendar", Import = "import",
    Export = "export", Settings = "settings", People = "people", Roles = "roles", Choices = "choices",
    Tabs = "tabs", Tokens = "tokens", Audit = "audit", Search = "search", Plus = "plus", Close = "close",
    Check = "check", Down = "down", Up = "up", Left = "left", Right = "right", More = "more",
    Rail = "rail", Star = "star", Starred = "starred", Process = "process", Phone = "phone", Mail = "mail",
    Link = "link", Clock = "clock", Person = "person", Assign = "assign", Claim = "claim",
    Finish = "finish", Reopen = "reopen", Schedule = "schedule", Place = "place", Edit = "edit",
    Trash = "trash", Copy = "copy", Columns = "columns", Density = "density", Filter = "filter",
    Grip = "grip", Warning = "warning", Info = "info", Help = "help", Keyboard = "keyboard",
    SignOut = "sign-out", Language = "language", Sun = "sun", Moon = "moon", Auto = "auto", File = "file",
    Expand = "expand", History = "history", Lock = "lock", Device = "device", Merge = "merge",
    Company = "company", Hot = "hot", Bell = "bell", Approvals = "approvals", ArrowUp = "arrow-up",
    ArrowDown = "arrow-down", Empty = "empty",
}

impl Icon {
    /// Draws it: decoration beside a word. Where there is no word, use an `IconButton`.
    pub fn draw(self) -> impl IntoView {
        view! { <svg class="icon" width="16" height="16" aria-hidden="true"><use href=self.href()></use></svg> }
    }
}

#[cfg(test)]
mod tests {
    use super::Icon;

    #[test]
    fn every_icon_stands_in_the_sprite() {
        let sprite = include_str!("../../../style/assets/icons.svg");
        for icon in Icon::ALL {
            assert!(sprite.contains(&format!("id=\"{}\"", icon.id())), "{icon:?} is missing");
        }
    }
}
