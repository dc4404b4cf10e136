//! «Журнал»: the grid of marks.

use super::Size;
use super::today::Loading;
use crate::domain::{Finding, JournalId, LessonId, PeriodId, PupilId, WorkId};
use crate::entry::Spot;

/// The grid. Its cells stand in the book of [`Self::journal`].
#[derive(Debug, Default)]
pub struct Grid {
    /// The journal that is open.
    pub journal: Option<JournalId>,
    /// The cell under the cursor.
    pub cursor: Option<Spot>,
    /// The lesson that the cursor is to go to when the page comes.
    pub wanted: Option<LessonId>,
    /// The period that was asked for.
    pub period: Option<PeriodId>,
    /// What is typed into the cell and not complete yet: the first of two marks («5», «5/», «н»).
    pub buffer: String,
    /// Whether an `о` was typed just now, so that a `т` belongs to it.
    pub swallows_t: bool,
    /// What the rules said of the last entry, until the cursor moves.
    pub findings: Vec<Finding>,
    /// How much is known.
    pub loading: Loading,
    /// Generation of the question that is open.
    pub asked: u64,
    /// The work whose first cell without a mark the cursor is to go to when the page comes.
    pub seek: Option<WorkId>,
    /// The pupil that the cursor is to go to when the page comes.
    pub person: Option<PupilId>,
    /// Where Esc leads back to after a jump within the grid.
    pub returns: Option<Return>,
}

/// A place in the grid that a jump was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// The journal.
    pub journal: Option<JournalId>,
    /// The period.
    pub period: Option<PeriodId>,
    /// The cell.
    pub spot: Option<Spot>,
}

/// Rows of the screen that are not pupils: title, two lines of heads, two rules, two lines on the cell, keys.
pub const CHROME: u16 = 8;

/// How many pupils fit onto the screen: the height of a page.
#[must_use]
pub const fn pupils_shown(size: Size) -> usize {
    let rows = size.rows.saturating_sub(CHROME);
    if rows == 0 { 1 } else { rows as usize }
}
