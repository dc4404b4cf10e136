//! «Журнал»: the grid of marks.

use std::ops::Range;

use super::Size;
use super::field::TextField;
use super::today::Loading;
use crate::domain::{Finding, JournalId, LessonId, PeriodId, PupilId, WorkId};
use crate::entry::{Book, Spot};

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
    /// The other corner of the selection; the cursor is the one.
    pub anchor: Option<Spot>,
    /// The pile of notebooks, while it is open.
    pub pile: Option<Pile>,
    /// The text that was written into a cell last.
    pub last: Option<String>,
    /// The work whose first cell without a mark the cursor is to go to when the page comes.
    pub seek: Option<WorkId>,
    /// The pupil that the cursor is to go to when the page comes.
    pub person: Option<PupilId>,
    /// Where Esc leads back to after a jump within the grid.
    pub returns: Option<Return>,
}

/// A pile of notebooks: surname, mark, surname, mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pile {
    /// First letters of a surname.
    pub line: TextField,
    /// Whom they may mean.
    pub found: Vec<PupilId>,
    /// Who is meant: the only one, or the one an arrow chose.
    pub chosen: Option<usize>,
    /// The first of two marks, while the second is waited for.
    pub begun: String,
    /// How many cells were written.
    pub entered: usize,
    /// Surname and text of the last one.
    pub last: Option<(String, String)>,
}

/// Where the cursor goes after an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// To the next pupil.
    #[default]
    Down,
    /// To the next column.
    Right,
}

impl Grid {
    /// Rows and columns of the selection; `None`: nothing is selected.
    #[must_use]
    pub fn selection(&self, book: &Book) -> Option<(Range<usize>, Range<usize>)> {
        let (anchor, cursor) = (self.anchor.as_ref()?, self.cursor.as_ref()?);
        let span = |a: usize, b: usize| a.min(b)..a.max(b) + 1;
        let rows = span(book.row_of(&anchor.pupil)?, book.row_of(&cursor.pupil)?);
        let columns = span(book.column_of(&anchor.work)?, book.column_of(&cursor.work)?);
        Some((rows, columns))
    }
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
