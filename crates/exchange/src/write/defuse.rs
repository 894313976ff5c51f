//! Spreadsheet programs run a cell of a text file that begins like a formula. A leading apostrophe stops them
//! (OWASP, "CSV injection"). It also stands before telephone numbers such as `+86 138…`: `+86138` is a formula
//! too, and a program that shows `86138` has lost the sign. Reading a table takes the apostrophe off again.

use std::borrow::Cow;

/// The text as it may stand in a text file: what could run gets an apostrophe in front.
///
/// Text that already looks defused gets one as well, so that [`undefuse`] always gives back the original.
pub fn defuse(text: &str) -> Cow<'_, str> {
    if runs(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text without the apostrophe that [`defuse`], or another careful program, has put in front.
pub fn undefuse(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if runs(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// Some programs skip white space and invisible marks before a formula, and take full-width signs for narrow ones.
fn runs(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let invisible = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '\u{feff}' | '\u{200b}'..='\u{200f}')
    };
    text.trim_start_matches(invisible)
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−', '﹢', '﹣', '﹦', '﹫'])
}
