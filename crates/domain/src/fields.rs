//! Text fields, the same way for every noun.
use crate::FieldProblem;
use crate::column::CellKind;

/// Text fields of a noun: an enum that names them, and a struct that holds them.
macro_rules! text_fields {
    (
        $(#[doc = $of_field:literal])* $Field:ident,
        $(#[doc = $of_details:literal])* $Details:ident,
        $($(#[doc = $doc:literal])* $name:ident $field:ident $kind:ident $max:literal $width:literal),* $(,)?
    ) => {
        $(#[doc = $of_field])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $Field {
            $($(#[doc = $doc])* $name,)*
        }

        $(#[doc = $of_details])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $Details {
            $($(#[doc = $doc])* pub $field: String,)*
        }

        impl $Field {
            /// All, in the order of the form.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name of the database column, of the JSON field and of the form field.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => stringify!($field),)* }
            }

            /// The most characters it takes.
            #[must_use]
            pub const fn max(self) -> usize {
                match self { $(Self::$name => $max,)* }
            }

            /// How it is drawn.
            #[must_use]
            pub const fn kind(self) -> $crate::column::CellKind {
                match self { $(Self::$name => $crate::column::CellKind::$kind,)* }
            }

            /// Width of its column in pixels.
            #[must_use]
            pub const fn width(self) -> u16 {
                match self { $(Self::$name => $width,)* }
            }

            /// The field of a key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.key() == key)
            }

            /// What is wrong with a trimmed text in this field.
            #[must_use]
            pub fn problem_with(self, text: &str) -> Option<$crate::FieldProblem> {
                $crate::fields::problem_with(self.kind(), self.max(), text)
            }
        }

        impl $Details {
            /// The text of a field.
            #[must_use]
            pub fn get(&self, field: $Field) -> &str {
                match field { $($Field::$name => &self.$field,)* }
            }

            /// Replaces the text of a field.
            pub fn set(&mut self, field: $Field, text: String) {
                match field { $($Field::$name => self.$field = text,)* }
            }
        }
    };
}
pub(crate) use text_fields;

/// What is wrong with a trimmed text in a field of a kind that takes so many characters.
pub(crate) fn problem_with(kind: CellKind, max: usize, text: &str) -> Option<FieldProblem> {
    if text.chars().count() > max {
        return Some(FieldProblem::TooLong { max });
    }
    (kind == CellKind::Email && !text.is_empty() && !is_email(text)).then_some(FieldProblem::Malformed)
}

/// Something before an `@` and a dotted name behind it: what lies between is the mail server's business.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let dotted = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
    !name.is_empty() && dotted && !text.contains(char::is_whitespace)
}
