//! Stories over HTTP, each on SQLite and on PostgreSQL. See `stage.rs` for the stage, and the `testkit` crate.
#[cfg(test)]
mod cards;
#[cfg(test)]
mod claims;
#[cfg(test)]
mod cookies;
#[cfg(test)]
mod customers;
#[cfg(test)]
mod document;
#[cfg(test)]
mod door;
#[cfg(test)]
mod edge;
#[cfg(test)]
mod exports;
#[cfg(test)]
mod files;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod live;
#[cfg(test)]
mod once;
#[cfg(test)]
mod openapi;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod pools;
#[cfg(test)]
mod problems;
#[cfg(test)]
mod program;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod verbs;
