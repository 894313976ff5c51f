//! Stories of the store, each on SQLite and on PostgreSQL. See the `testkit` crate for the stage.
#[cfg(test)]
mod account;
#[cfg(test)]
mod approvals;
#[cfg(test)]
mod attachments;
#[cfg(test)]
mod check;
#[cfg(test)]
mod choices;
#[cfg(test)]
mod columns;
#[cfg(test)]
mod custom_fields;
#[cfg(test)]
mod customers;
#[cfg(test)]
mod duplicates;
#[cfg(test)]
mod furniture;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod leads_around;
#[cfg(test)]
mod leads_change;
#[cfg(test)]
mod leads_list;
#[cfg(test)]
mod leads_moves;
#[cfg(test)]
mod leads_order;
#[cfg(test)]
mod leads_search;
#[cfg(test)]
mod live;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod people;
#[cfg(test)]
mod permissions;
#[cfg(test)]
mod pools;
#[cfg(test)]
mod reasons;
#[cfg(test)]
mod record_fields;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod roles;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod tabs;
#[cfg(test)]
mod tallies;
#[cfg(test)]
mod team;
#[cfg(test)]
mod timeline;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod uniting;
#[cfg(test)]
mod visits;
#[cfg(test)]
mod wanted;
#[cfg(test)]
mod web_items;
#[cfg(test)]
mod why;
