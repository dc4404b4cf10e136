//! Several cells at once in the grid: a selection, a fill, the same value again, a comment, a copy.

use super::edit::attempt;
use super::{cells, say};
use crate::action::Action;
use crate::domain::Marks;
use crate::effect::Effect;
use crate::entry::{Answers, Book, CellText, Cells, Spot};
use crate::keys::Symbol;
use crate::state::dialog::Then;
use crate::state::grid::Direction;
use crate::state::{Attempt, Dialog, State, TextField};

/// Begins a selection at the cursor, or ends the one there is.
pub fn toggle_selection(state: &mut State) {
    let grid = &mut state.screens.grid;
    grid.anchor = if grid.anchor.is_some() { None } else { grid.cursor.clone() };
    if grid.anchor.is_some() {
        say(state, "notice-selecting");
    }
}

/// Moves the cursor and keeps the other end of the selection where it is.
pub fn extend(state: &mut State, action: Action) -> Action {
    let grid = &mut state.screens.grid;
    if grid.anchor.is_none() {
        grid.anchor.clone_from(&grid.cursor);
    }
    match action {
        Action::SelectUp => Action::Up,
        Action::SelectDown => Action::Down,
        Action::SelectLeft => Action::Left,
        _ => Action::Right,
    }
}

/// The cells of the selection, column by column; without one, none.
pub fn selected(state: &State) -> Vec<Spot> {
    let Some(book) = state.open_book() else { return Vec::new() };
    let Some((rows, columns)) = state.screens.grid.selection(book) else { return Vec::new() };
    columns.flat_map(|column| rows.clone().map(move |row| spot_at(book, row, column))).collect()
}

fn spot_at(book: &Book, row: usize, column: usize) -> Spot {
    Spot { work: book.columns()[column].work.clone(), pupil: book.pupils()[row].id.clone() }
}

/// A symbol typed over a selection: a mark goes into its empty cells. `None`: there is no selection.
pub fn symbol(state: &mut State, symbol: Symbol) -> Option<Vec<Effect>> {
    state.screens.grid.anchor.as_ref()?;
    let (journal, _) = cells::here(state)?;
    let spots = selected(state);
    let Symbol::Digit(digit) = symbol else {
        say(state, "notice-select-marks-only");
        return Some(Vec::new());
    };
    let text = digit.to_string();
    if text.parse::<Marks>().is_err() {
        say(state, "ZV-CELL");
        return Some(Vec::new());
    }
    Some(attempt(state, &journal, Attempt::Fill { spots, text, scope: Cells::Empty }, Answers::default()))
}

/// Clears the marks of the selection, after a second key. `None`: there is no selection.
pub fn clear(state: &mut State) -> Option<Vec<Effect>> {
    state.screens.grid.anchor.as_ref()?;
    let (journal, _) = cells::here(state)?;
    let spots = selected(state);
    Some(attempt(state, &journal, Attempt::ClearMany(spots), Answers::default()))
}

/// Asks what to fill with: the selection, or the column of the cursor.
pub fn open_fill(state: &mut State) {
    let mut spots = selected(state);
    if spots.is_empty() {
        let Some((book, (_, spot))) = state.open_book().zip(cells::here(state)) else {
            say(state, "notice-no-cell");
            return;
        };
        let pupils = book.pupils().iter().map(|pupil| pupil.id.clone());
        spots = pupils.map(|pupil| Spot { work: spot.work.clone(), pupil }).collect();
    }
    state.dialog = Some(Dialog::Fill { spots, line: TextField::default(), scope: Cells::Empty });
}

/// What was typed goes into the cells.
pub fn fill(state: &mut State, spots: Vec<Spot>, text: &str, scope: Cells) -> Vec<Effect> {
    let Some((journal, _)) = cells::here(state) else { return Vec::new() };
    match CellText::parse(text) {
        Some(CellText { absent: false, marks: Some(_) }) => {
            let attempt_of = Attempt::Fill { spots, text: text.trim().to_owned(), scope };
            attempt(state, &journal, attempt_of, Answers::default())
        }
        Some(_) => {
            say(state, "notice-fill-marks-only");
            Vec::new()
        }
        None => {
            say(state, "ZV-CELL");
            Vec::new()
        }
    }
}

/// Writes the value again that was written last.
pub fn repeat(state: &mut State) -> Vec<Effect> {
    let last = state.screens.grid.last.clone();
    let Some((text, (journal, spot))) = last.zip(cells::here(state)) else {
        say(state, "notice-nothing-to-repeat");
        return Vec::new();
    };
    attempt(state, &journal, Attempt::Cell { spot, text, then: Then::Down }, Answers::default())
}

/// Asks for the comment on the marks under the cursor.
pub fn open_comment(state: &mut State) {
    let Some((_, spot)) = cells::here(state) else {
        say(state, "notice-no-cell");
        return;
    };
    let cell = state.open_book().and_then(|book| book.cell(&spot)).filter(|cell| cell.marks.is_some());
    match cell {
        Some(cell) => {
            let line = TextField::new(cell.comment.clone().unwrap_or_default());
            state.dialog = Some(Dialog::Comment { spot, line });
        }
        None => say(state, "notice-comment-needs-mark"),
    }
}

/// Writes the comment.
pub fn comment(state: &mut State, spot: Spot, text: &str) -> Vec<Effect> {
    let Some(journal) = state.screens.grid.journal.clone() else { return Vec::new() };
    if text.trim().is_empty() {
        say(state, "notice-words-needed");
        state.dialog = Some(Dialog::Comment { spot, line: TextField::default() });
        return Vec::new();
    }
    attempt(state, &journal, Attempt::Comment { spot, text: text.trim().to_owned() }, Answers::default())
}

/// Copies the selection, or the cell, as a spreadsheet takes it: rows in lines, columns by tabs. No names.
pub fn copy(state: &mut State) -> Vec<Effect> {
    let Some(book) = state.open_book() else { return Vec::new() };
    let Some((rows, columns)) = state.screens.grid.selection(book).or_else(|| {
        let spot = state.screens.grid.cursor.as_ref()?;
        let (row, column) = (book.row_of(&spot.pupil)?, book.column_of(&spot.work)?);
        Some((row..row + 1, column..column + 1))
    }) else {
        say(state, "notice-no-cell");
        return Vec::new();
    };
    let line = |row: usize| {
        let cells = columns.clone().map(|column| book.cell_at(row, column).map_or("", |cell| cell.text.as_str()));
        cells.collect::<Vec<_>>().join("\t")
    };
    let text = rows.map(line).collect::<Vec<_>>().join("\n");
    say(state, "notice-copied");
    vec![Effect::Copy(text)]
}

/// The other direction for the cursor after an entry.
pub fn turn(state: &mut State) {
    let turned = match state.program.direction {
        Direction::Down => Direction::Right,
        Direction::Right => Direction::Down,
    };
    state.program.direction = turned;
    say(state, if turned == Direction::Down { "notice-goes-down" } else { "notice-goes-right" });
}
