//! Imports: from a file to rows. See `imports/hand.rs` for who brings the files.
mod added;
mod bad_files;
mod calls_and_events;
mod contacts;
mod customers;
mod forms;
mod hand;
mod mending;
mod numbers;
mod real_export;
mod restarts;
mod rights;
mod rules;
mod samples;
mod terminal;
mod undo;
