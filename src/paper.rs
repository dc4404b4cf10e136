//! Papers to be printed, as one HTML file each that any browser prints: no scripts, no styles or pictures from elsewhere.
//! Pure: what is on them is handed over, and where they go is the caller's.
//!
//! [`statement`] says to the administration what was made while the server could not be reached; [`temporary`] is the
//! temporary journal of one lesson, blank for the pen or filled with what the computer has; [`substitutions`] are the lines for
//! the register of substituted lessons.

mod html;
pub mod statement;
pub mod substitutions;
pub mod temporary;

pub use statement::Statement;
pub use substitutions::Substitutions;
pub use temporary::{Filling, Temporary};
