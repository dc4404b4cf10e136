//! What a mouse can point at. The frame knows where each place stands; the state never hears of cells of the screen.

use crate::domain::{JournalId, LessonId, OperationId, PupilId};
use crate::entry::Spot;

/// A place on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A cell of the grid.
    Cell(Spot),
    /// A lesson of the day or of the week.
    Lesson(LessonId),
    /// A pupil of the roll call.
    Pupil(PupilId),
    /// A journal of the list.
    Journal(JournalId),
    /// An entry of the queue.
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
