//! What the page of a row is made of, whatever noun it is: fields changed in place, the timeline with its composer,
//! what is planned, and the way through the list it was opened from.
mod amend;
pub mod api;
mod attachments;
mod came_from;
mod choice_line;
mod conflict;
mod copy;
mod editing;
mod entry;
mod field_line;
mod form;
mod history;
mod moves;
mod plans;
mod record_form;
mod revisions;
mod said;
mod saver;
mod shown;
mod steps;
mod typed;

pub use attachments::Attachments;
pub use came_from::CameFrom;
pub use choice_line::{ChoiceLine, PickLine};
pub use conflict::{Conflict, conflicts_of, field_name};
pub use editing::{Editing, Line};
pub use field_line::FieldLine;
pub use form::{ChoiceField, FormLine, Texts};
pub use history::{Compose, History, Story};
pub use moves::{Moves, move_words};
pub use plans::Plans;
pub use record_form::RecordForm;
pub use said::{Said, said};
pub use shown::{Asked, latest, shown, use_asked};
pub use steps::Steps;
pub use typed::{Typed, WAS};
