//! A key in the grid changes a row or two. Where nothing else can have changed, only these are drawn, into the frame that the
//! terminal shows; what may be painted a moment later stays as it is. Every pause draws the whole frame, so that a patch
//! never decides what is seen in the end.

use chrono::{DateTime, NaiveDate, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, narrow};
use super::grid::{self, Places};
use super::{Lag, Look};
use crate::domain::{JournalId, PeriodId};
use crate::entry::Book;
use crate::state::{Names, Screen, Size, State};

/// What was drawn of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The lines of the screen that were drawn, from the top.
    pub lines: Vec<u16>,
    /// Places of state signs in them.
    pub signs: Vec<Position>,
}

/// What the rows of a frame were drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Basis {
    ground: Ground,
    /// Row and column under the cursor.
    cursor: (Option<usize>, Option<usize>),
    /// What was being typed.
    typing: String,
    /// Editions of the rows that are shown.
    rows: Vec<u64>,
}

/// What every row of a frame rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ground {
    size: Size,
    journal: JournalId,
    period: PeriodId,
    read_at: DateTime<Utc>,
    edition: u64,
    places: Places,
    today: Option<NaiveDate>,
    names: Names,
}

/// Whether the frame is a grid with nothing over it or beside it that has a word of its own.
fn is_bare(state: &State) -> bool {
    let grid = &state.screens.grid;
    state.screen == Screen::Grid
        && state.dialog.is_none()
        && state.notice.is_none()
        && state.trainer.is_none()
        && grid.pile.is_none()
        && grid.anchor.is_none()
        && !state.lock.is_locked()
        && !state.program.size.is_too_small()
}

fn basis(state: &State, book: &Book, places: &Places) -> Option<Basis> {
    let journal = state.screens.grid.journal.as_ref()?;
    Some(Basis {
        ground: Ground {
            size: state.program.size,
            journal: journal.clone(),
            period: book.page().period.id.clone(),
            read_at: state.books.get(journal)?.read_at,
            edition: book.edition(),
            places: places.clone(),
            today: state.clock().map(|now| now.date()),
            names: state.program.names,
        },
        cursor: grid::cursor(state, book),
        typing: state.screens.grid.buffer.clone(),
        rows: places.rows.clone().map(|row| book.row_edition(row)).collect(),
    })
}

/// Remembers what a whole frame of the grid was drawn from.
pub(super) fn remember(state: &State, look: &Look, book: &Book, places: &Places) {
    if is_bare(state) {
        look.basis.replace(basis(state, book, places));
    }
}

/// Draws what a key has changed into the frame that is shown, where no more than rows of the grid can have changed since the
/// frame was drawn. `None`: the frame is as it was, and must be drawn anew.
#[must_use]
pub fn patch(state: &State, look: &Look, shown: &mut Buffer) -> Option<Patch> {
    if !is_bare(state) {
        return None;
    }
    let before = look.basis.take()?;
    let book = state.open_book()?;
    let places = grid::places(shown.area, state, look, book);
    let now = basis(state, book, &places)?;
    if before.ground != now.ground {
        return None;
    }
    let moved = before.cursor != now.cursor || before.typing != now.typing;
    let mut canvas = Canvas::new(shown, &look.theme, look.glyphs);
    let mut lines = Vec::new();
    for (line, row) in places.rows.clone().enumerate() {
        let had_or_has_cursor = [before.cursor.0, now.cursor.0].contains(&Some(row));
        if before.rows.get(line) == now.rows.get(line) && !(moved && had_or_has_cursor) {
            continue;
        }
        let y = places.top + narrow(line);
        canvas.wipe(Rect::new(0, y, places.tally.unwrap_or(places.width), 1));
        grid::pupil(&mut canvas, state, book, &places, (row, now.ground.today), y);
        lines.push(y);
    }
    let Lag { signs, .. } = std::mem::take(&mut canvas.lag);
    look.basis.replace(Some(now));
    Some(Patch { lines, signs })
}
