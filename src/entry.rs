//! From what a person typed to operations: pure, and the same for the screens and for the commands.
//!
//! A [`Desk`] is where a person sits: school, account, regulation, clock, source of identifiers. A [`Book`] is a journal
//! page with the own entries that wait laid over it. An edit ([`set_cell`], [`roll_call`], [`set_topic`], …) reads both and
//! gives an [`Outcome`]: refused, a question, or operations with their inverse. Nothing is written here: the caller puts
//! the operations into the book ([`Book::take`]) and into the store.
//!
//! `seq` and `prev_hash` of an operation stay zero here: the store chains them when it appends, since several processes of
//! a person may write at once.

mod book;
mod bulk;
mod carry;
mod cell;
mod debts;
mod desk;
mod fill;
mod judge;
mod lesson;
mod literacy;
mod names;
mod phrases;
mod reason;
mod remark;
mod step;
mod survey;
mod term;
#[cfg(test)]
pub(crate) mod tests;
mod undo;
mod view;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{Finding, Operation, RuleId, Target, Value};

pub use book::Book;
pub use bulk::{Cells, clear_cells, fill_cells, fill_counts, set_comment};
pub use carry::{Carry, Judge, Told};
pub use cell::{CellText, against_both, allowed_texts, clear, new_work, set_cell, text_over, would_refuse};
pub use debts::{Debt, debts};
pub use desk::{Desk, Ids, Reading};
pub use judge::{lesson_of, propose, says};
pub use lesson::{
    Held, absent_before, absent_today, add_work, next_topic, roll_call, set_homework, set_not_held, set_topic, set_work,
    topics_of,
};
pub use literacy::{Literacy, Way};
pub use names::fold;
pub use phrases::{Phrases, likely, rest};
pub use reason::{heads, reason_of, set_reason};
pub use remark::{Remark, missed_in_a_row, read_only, remark};
pub use step::{Caption, Position, Step};
pub use survey::{Counts, Glass, Part, Scope, Sight, Survey, Unseen, current_period, sights};
pub use term::{Basis, TermRow, TermSpot, clear_term, set_term, term_findings, term_row};
pub use undo::{TakenBack, take_back};
pub use view::{CellView, Column, Spot, Tally, belongs, overlay_row};

/// What a person said beside the entry itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// A comment on the cell.
    pub comment: Option<String>,
    /// Why it is late, or off the plan.
    pub reason: Option<String>,
    /// The written explanation of a correction.
    pub explanation: Option<String>,
    /// Whether the warnings were confirmed (a second key, `--yes`).
    pub consent: Consent,
}

/// Whether a person confirmed what was asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Consent {
    /// Not asked yet.
    #[default]
    NotGiven,
    /// Confirmed: warnings do not stop the entry any more.
    Given,
}

/// What an entry still needs before it can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A comment on the cell ([`Answers::comment`]).
    Comment,
    /// Why it is late or off the plan ([`Answers::reason`]).
    Reason,
    /// A confirmation ([`Answers::consent`]).
    SecondKey,
    /// The explanation of a correction ([`Answers::explanation`]).
    Explanation,
}

/// One change of one fact, before it becomes an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which fact.
    pub target: Target,
    /// What it shall say; `None` clears it.
    pub value: Option<Value>,
    /// The comment on the cell. `None` asks for none and is no reason to write the same value again; an empty one is.
    pub comment: Option<String>,
}

impl Change {
    /// The same change to the letter: where it has no comment, one that stands there goes.
    #[must_use]
    pub fn exactly(self) -> Self {
        Self { comment: Some(self.comment.unwrap_or_default()), ..self }
    }

    /// The comment, where it says anything.
    fn words(&self) -> Option<String> {
        self.comment.clone().filter(|comment| !comment.is_empty())
    }
}

/// An edit that may be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// One transaction: all of them are recorded, or none.
    pub operations: Vec<Operation>,
    /// What makes the facts say again what they said before.
    pub inverse: Vec<Change>,
    /// What the rules noted.
    pub findings: Vec<Finding>,
    /// Not to be sent before this instant: the lesson has not begun, or the profile holds entries back.
    pub held_until: Option<DateTime<Utc>>,
}

/// What becomes of what was typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The journal says so already.
    Same,
    /// The rules forbid it; the first error comes first.
    Refused(Vec<Finding>),
    /// It can be made after an answer; ask, then call again with the answer added.
    Ask {
        /// What the rules found.
        findings: Vec<Finding>,
        /// What is needed.
        needs: Need,
    },
    /// It can be made.
    Edit(Edit),
}

/// The text of a cell is none that a journal knows.
pub const NOT_A_CELL: RuleId = RuleId::known("ZV-CELL");
/// An absence would be replaced by a mark, or a mark by an absence.
pub const REPLACES: RuleId = RuleId::known("ZV-REPLACE");
/// A pupil who has a mark in the lesson is named absent, where the regulation does not allow both.
pub const MARKED: RuleId = RuleId::known("ZV-MARKED");
/// The journal page at hand does not hold the lesson, the work or the pupil.
pub const NOT_ON_PAGE: RuleId = RuleId::known("ZV-PAGE");
/// A column without a lesson takes no absence.
pub const NO_LESSON: RuleId = RuleId::known("ZV-NO-LESSON");
