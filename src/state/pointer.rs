//! What a mouse can point at. The frame knows where each place stands; the state never hears of cells of the screen.

use super::review::Pointed;
use crate::domain::{JournalId, LessonId, OperationId, PlanItemId, PupilId};
use crate::entry::{Spot, TermSpot};

/// A place on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A cell of the grid.
    Cell(Spot),
    /// A lesson of the day, of the week or of the deadlines.
    Lesson(LessonId),
    /// A remark of a check.
    Remark(Pointed),
    /// An item of the plan.
    Item(PlanItemId),
    /// A cell of the marks of periods.
    Term(TermSpot),
    /// A pupil of the roll call.
    Pupil(PupilId),
    /// A journal of the list.
    Journal(JournalId),
    /// An entry of the queue, or a request for a correction.
    Entry(OperationId),
}

/// Whether the mouse is taken from the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pointer {
    /// It is the terminal's own: selecting and pasting work as everywhere.
    #[default]
    Off,
    /// A click selects, the wheel scrolls.
    On,
}
