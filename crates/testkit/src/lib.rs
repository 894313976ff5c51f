//! What stories are told with: a house of their own on each database, a clock, and people.
//!
//! ```ignore
//! use testkit::{House, on_both};
//!
//! on_both! {
//!     async fn a_stranger_finds_nothing(house: House) {
//!         let lina = house.salesperson("李娜").await;
//!         let zhang = house.salesperson("张强").await;
//!         let lead = lina.lead("王芳").await;
//!         let problem = refused(zhang.desk().await.leads().find(lead.id).await);
//!         assert_eq!(problem, Problem::NotFound);
//!     }
//! }
//! ```
//!
//! [`on_both!`] makes two tests of a story, `…::sqlite` and `…::postgres`; each gets a fresh [`House`]: a
//! database with the furniture of a new one and one administrator (`admin`, [`PASSWORD`]). It is a copy of a
//! template made once per process, and is gone when the story ends, also when it fails.
//!
//! PostgreSQL stories need `CLEW_TEST_POSTGRES=postgres://user:password@host:port/database`, a user that may
//! create databases. Without it they fail, unless `CLEW_TEST_POSTGRES_OPTIONAL=1` is set. A server that does not
//! wait for its disk (`fsync=off`) makes them several times as fast.
//!
//! People: [`House::admin`], [`House::salesperson`], [`House::manager`] (above all salespeople),
//! [`House::manager_of`] (above these only), [`House::person_who_may`] (a role made for the purpose). Each
//! is a [`Colleague`]: `.desk().await` is what the person can do *now*, `.session().await` a cookie's token,
//! `.lead("王芳").await` a lead the person tracks.
//!
//! Time stands still at 2026-11-22 10:00 in Shanghai until `house.clock()` is moved.
//! [`refused`] takes the problem out of an outcome, [`wrong_field`] the trouble with one field.
//! [`House::another_server`] opens the same database a second time; [`House::run`], [`House::number`] and
//! [`House::texts`] go behind the store's back with SQL both databases understand.
#![warn(missing_docs)]
#![expect(clippy::expect_used, clippy::panic, reason = "a story that can not be told has failed")]

mod clock;
mod colleague;
mod house;
mod outcome;
mod postgres;
mod sql;
mod sqlite;
mod story;

pub use clock::TestClock;
pub use colleague::Colleague;
pub use house::{House, Kind, PASSWORD};
pub use outcome::{refused, wrong_field};
pub use story::tell;
