//! Stories about files people bring and take away.

#![expect(clippy::unwrap_used, reason = "in a story, a surprise is a failure")]

mod bad_files;
mod desk;
mod encodings;
mod headers_found;
mod old_workbooks;
mod real_export;
mod round_trips;
mod sample_files;
mod text_files;
mod workbooks;
