//! 附件: files people keep with a row.
use crate::{About, AttachmentId, Moment, PersonId};
use serde::{Deserialize, Serialize};

/// Kinds of content that are pictures and nothing else: only these are shown, everything else is downloaded.
pub const IMAGES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// What is known of a content when nothing is.
pub const UNKNOWN: &str = "application/octet-stream";

/// Characters of a name.
pub const NAME_MAX: usize = 200;

/// Files of a row that are fetched at once.
pub const PAGE: u32 = 50;

/// Files of all contacts of a customer that are fetched at once.
pub const CONTACT_FILES: usize = 200;

/// How long a removed file can be brought back.
pub const DAYS_KEPT: i64 = 30;

/// A file people keep with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The id.
    pub id: AttachmentId,
    /// The row it is kept with; of a customer that was merged, the one it was merged into.
    pub about: About,
    /// What people call it.
    pub name: String,
    /// What its content is, found out from the content itself.
    pub kind: String,
    /// In bytes.
    pub size: i64,
    /// The SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// Who added it.
    pub by: Option<PersonId>,
    /// The name of that person.
    pub by_name: Option<String>,
    /// When.
    pub at: Moment,
    /// Whether the viewer may rename and remove it.
    pub may_change: bool,
}

impl Attachment {
    /// Whether it can be shown.
    #[must_use]
    pub fn is_image(&self) -> bool {
        is_image(&self.kind)
    }

    /// Where its content is.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/attachments/{}", self.id)
    }
}

/// Whether a kind of content is a picture and nothing else.
#[must_use]
pub fn is_image(kind: &str) -> bool {
    IMAGES.contains(&kind)
}

/// A name as a file came with it: without folders, without what can not be seen, short enough. What is too long
/// loses its middle, so that the ending stays.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String =
        last.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| is_seen(*c)).collect();
    let name = seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let letters = name.chars().count();
    if letters <= NAME_MAX {
        return name;
    }
    let ending =
        name.rfind('.').map(|at| &name[at..]).filter(|ending| ending.chars().count() <= 12).unwrap_or("");
    let kept: String = name.chars().take(NAME_MAX - ending.chars().count()).collect();
    kept + ending
}

/// Neither a control character nor one that turns the direction of what follows: `exe.gpj` must not read as a picture.
fn is_seen(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A size as people read it: `820 B`, `12 KB`, `3.4 MB`.
#[must_use]
pub fn size_words(bytes: i64) -> String {
    match bytes {
        ..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KB", bytes / 1_024),
        _ => {
            let tenths = bytes / (1_048_576 / 10);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_people_can_read_of_it() {
        assert_eq!(clean_name("C:\\files\\合同  final.pdf"), "合同 final.pdf");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("a\u{202e}gpj.exe\n"), "agpj.exe");
        assert_eq!(clean_name(" \t "), "");
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = clean_name(&format!("{}.pdf", "长".repeat(300)));
        assert_eq!(name.chars().count(), NAME_MAX);
        assert!(name.ends_with("长.pdf"));
    }

    #[test]
    fn sizes_are_read_by_people() {
        assert_eq!([820, 12_300, 3_600_000].map(size_words), ["820 B", "12 KB", "3.4 MB"]);
    }
}
