//! Typing into the cells of the grid.
//!
//! A digit writes and moves on. Where two marks are allowed the first digit waits for a second one, for Enter or for a
//! move. `н` and `0` write an absence; `о` does, and swallows a `т` right after it. A digit on an absence joins it where
//! the rules allow that.

use super::edit::attempt;
use super::{many, say};
use crate::domain::{JournalId, Marks, Target, Value};
use crate::effect::Effect;
use crate::entry::{self, Answers, CellText, Change, Spot};
use crate::keys::Symbol;
use crate::state::dialog::{Ask, PastedCell, Then};
use crate::state::grid::Direction;
use crate::state::{Attempt, Dialog, Names, Notice, State};

/// Takes an entry symbol.
pub fn symbol(state: &mut State, symbol: Symbol) -> Vec<Effect> {
    let swallows = std::mem::take(&mut state.screens.grid.swallows_t);
    state.screens.grid.findings.clear();
    if let Some(effects) = many::symbol(state, symbol) {
        return effects;
    }
    let Some((journal, spot)) = here(state) else {
        say(state, "notice-no-cell");
        return Vec::new();
    };
    match symbol {
        Symbol::Digit(digit) => self::digit(state, &journal, spot, digit),
        Symbol::Joiner => joiner(state, &journal, spot),
        Symbol::Absence => absence(state, &journal, spot),
        Symbol::AbsenceBegun => {
            state.screens.grid.swallows_t = true;
            absence(state, &journal, spot)
        }
        Symbol::AbsenceEnded => {
            if !swallows {
                say(state, "notice-key-unused");
            }
            Vec::new()
        }
        Symbol::Zero => {
            let cell = state.book(&journal).map(|book| CellText::shown(book, &spot)).unwrap_or_default();
            if cell.absent && cell.marks.is_none() {
                attempt(state, &journal, Attempt::Clear(spot), Answers::default())
            } else {
                absence(state, &journal, spot)
            }
        }
    }
}

/// The journal and the cell under the cursor.
pub fn here(state: &State) -> Option<(JournalId, Spot)> {
    let grid = &state.screens.grid;
    Some((grid.journal.clone()?, grid.cursor.clone()?))
}

fn digit(state: &mut State, journal: &JournalId, spot: Spot, digit: char) -> Vec<Effect> {
    let buffer = std::mem::take(&mut state.screens.grid.buffer);
    if let Some(first) = buffer.chars().next() {
        return keeping(state, buffer, |state| write(state, journal, spot, format!("{first}/{digit}"), Then::Down));
    }
    if ('2'..='5').contains(&digit) && takes_two(state, journal, &spot) {
        state.screens.grid.buffer.push(digit);
        return Vec::new();
    }
    let text = over(state, journal, &spot, &digit.to_string());
    write(state, journal, spot, text, Then::Down)
}

fn joiner(state: &mut State, journal: &JournalId, spot: Spot) -> Vec<Effect> {
    let buffer = &mut state.screens.grid.buffer;
    if !buffer.is_empty() {
        if !buffer.ends_with('/') {
            buffer.push('/');
        }
        return Vec::new();
    }
    let cell = state.book(journal).map(|book| CellText::shown(book, &spot)).unwrap_or_default();
    match cell.marks {
        Some(Marks { first, second: None }) if takes_two(state, journal, &spot) => {
            state.screens.grid.buffer = format!("{first}/");
            Vec::new()
        }
        // The rules say why two marks are not for this cell.
        Some(Marks { first, .. }) => write(state, journal, spot, format!("{first}/{first}"), Then::Stay),
        None => {
            say(state, "notice-joiner-first");
            Vec::new()
        }
    }
}

fn absence(state: &mut State, journal: &JournalId, spot: Spot) -> Vec<Effect> {
    let buffer = std::mem::take(&mut state.screens.grid.buffer);
    if !buffer.is_empty() {
        return absence_on(state, journal, spot, buffer);
    }
    let text = over(state, journal, &spot, "н");
    write(state, journal, spot, text, Then::Down)
}

/// An absence on a mark that waits for a second one: both are meant, where the rules let them stand together; where they do
/// not, a second key says that the absence is, and until then the mark waits on.
fn absence_on(state: &mut State, journal: &JournalId, spot: Spot, typed: String) -> Vec<Effect> {
    let text = format!("н{}", typed.trim_end_matches('/'));
    let against = match (state.desk.as_mut(), state.books.get(journal), CellText::parse(&text)) {
        (Some(desk), Some(open), Some(both)) => entry::against_both(desk, &open.book, &spot, both),
        _ => Vec::new(),
    };
    if against.is_empty() {
        return keeping(state, typed, |state| write(state, journal, spot, text, Then::Down));
    }
    state.screens.grid.buffer = typed;
    let attempt = Attempt::Cell { spot, text: "н".to_owned(), then: Then::Down };
    state.dialog = Some(Dialog::Ask(Box::new(Ask::replace(journal.clone(), attempt, against))));
    Vec::new()
}

/// What is half typed waits on where the rules refuse what would have completed it: nothing that was typed is lost.
fn keeping(state: &mut State, typed: String, write: impl FnOnce(&mut State) -> Vec<Effect>) -> Vec<Effect> {
    let effects = write(state);
    if matches!(state.notice, Some(Notice::Refused(_))) {
        state.screens.grid.buffer = typed;
    }
    effects
}

fn write(state: &mut State, journal: &JournalId, spot: Spot, text: String, then: Then) -> Vec<Effect> {
    attempt(state, journal, Attempt::Cell { spot, text, then }, Answers::default())
}

pub fn over(state: &mut State, journal: &JournalId, spot: &Spot, typed: &str) -> String {
    match (state.desk.as_mut(), state.books.get(journal)) {
        (Some(desk), Some(open)) => entry::text_over(desk, &open.book, spot, typed),
        _ => typed.to_owned(),
    }
}

/// Whether the regulation knows two marks for the work of the cell, and the pupil was not absent.
pub fn takes_two(state: &State, journal: &JournalId, spot: &Spot) -> bool {
    let (Some(desk), Some(book)) = (&state.desk, state.book(journal)) else { return false };
    let kind = book.column_of(&spot.work).map(|at| book.columns()[at].spec.kind);
    kind.is_some_and(|kind| desk.profile.allows_dual(&book.page().journal.subject, kind))
        && !CellText::shown(book, spot).absent
}

/// Completes what is typed, before the cursor moves. `None`: nothing was typed; else the effects of the entry.
pub fn complete(state: &mut State, then: Then) -> Option<Vec<Effect>> {
    let buffer = std::mem::take(&mut state.screens.grid.buffer);
    if buffer.is_empty() {
        return None;
    }
    let (journal, spot) = here(state)?;
    let text = buffer.trim_end_matches('/').to_owned();
    Some(write(state, &journal, spot, text, then))
}

/// Clears the cell, or the last letter of what is being typed.
pub fn clear(state: &mut State) -> Vec<Effect> {
    if state.screens.grid.buffer.pop().is_some() {
        return Vec::new();
    }
    if let Some(effects) = many::clear(state) {
        return effects;
    }
    match here(state) {
        Some((journal, spot)) => attempt(state, &journal, Attempt::Clear(spot), Answers::default()),
        None => Vec::new(),
    }
}

/// The cursor moves on after an entry, down or to the right. At the end it stays.
pub fn go_on(state: &mut State, then: Then) {
    if then == Then::Stay {
        return;
    }
    if state.program.direction == Direction::Right {
        let next = state.open_book().zip(state.screens.grid.cursor.as_ref()).and_then(|(book, spot)| {
            let column = book.column_of(&spot.work)?;
            book.columns().get(column + 1).map(|column| column.work.clone())
        });
        if let (Some(next), Some(cursor)) = (next, &mut state.screens.grid.cursor) {
            cursor.work = next;
        }
        return;
    }
    let next = state.open_book().zip(state.screens.grid.cursor.as_ref()).and_then(|(book, spot)| {
        let row = book.row_of(&spot.pupil)?;
        book.pupils().get(row + 1).map(|pupil| pupil.id.clone())
    });
    if let (Some(next), Some(cursor)) = (next, &mut state.screens.grid.cursor) {
        cursor.pupil = next;
    }
}

/// A column was pasted: it is shown, and written only when the person says so. Anything else is refused with a sentence.
pub fn paste(state: &mut State, text: &str) {
    match pasted(state, text) {
        Ok(cells) => state.dialog = Some(Dialog::Paste(cells)),
        Err((key, args)) => state.notice = Some(Notice::Says(key, args)),
    }
}

type Refusal = (&'static str, Vec<(&'static str, String)>);

fn pasted(state: &State, text: &str) -> Result<Vec<PastedCell>, Refusal> {
    let (_, spot) = here(state).ok_or(("notice-no-cell", Vec::new()))?;
    let book = state.open_book().ok_or(("notice-no-page", Vec::new()))?;
    let row = book.row_of(&spot.pupil).ok_or(("notice-no-cell", Vec::new()))?;
    let room = book.pupils().len() - row;
    let mut lines: Vec<&str> = text.lines().map(str::trim).collect();
    // What a spreadsheet adds below the last pupil.
    while (lines.len() > room || lines.len() == 2) && lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    // A page of text is named as such, however long it is.
    if let Some(line) = lines.iter().find(|line| CellText::parse(line).is_none()) {
        return Err(("notice-paste-not-marks", vec![("what", first_letters(line))]));
    }
    // One value is for one cell; a column that is shorter or longer than the list would stand beside the wrong pupils.
    if lines.len() != 1 && lines.len() != room {
        let counts = [("lines", lines.len()), ("pupils", room)];
        return Err(("notice-paste-count", counts.map(|(name, count)| (name, count.to_string())).to_vec()));
    }
    let mut cells = Vec::new();
    for (line, pupil) in lines.iter().zip(&book.pupils()[row..]) {
        let Some(cell) = CellText::parse(line) else { continue };
        let spot = Spot { work: spot.work.clone(), pupil: pupil.id.clone() };
        let present = CellText::shown(book, &spot);
        if cell.is_empty() || cell == present {
            continue;
        }
        if !present.is_empty() {
            let name = match state.program.names {
                Names::Shown => pupil.name(),
                Names::Hidden => format!("№ {}", pupil.number),
            };
            return Err(("notice-paste-filled", vec![("what", name)]));
        }
        cells.push(PastedCell { spot, name: pupil.name(), text: cell.to_string() });
    }
    if cells.is_empty() { Err(("notice-paste-nothing", Vec::new())) } else { Ok(cells) }
}

/// Enough of a line for the person to recognise it.
fn first_letters(line: &str) -> String {
    crate::text::cut(&crate::text::clean(line), 20).into_owned()
}

/// The column that was shown is written, as one edit.
pub fn write_pasted(state: &mut State, cells: &[PastedCell]) -> Vec<Effect> {
    let Some(journal) = state.screens.grid.journal.clone() else { return Vec::new() };
    let Some(book) = state.open_book() else { return Vec::new() };
    let changes = cells.iter().flat_map(|cell| changes_of(book, cell)).collect();
    attempt(state, &journal, Attempt::Paste(changes), Answers::default())
}

fn changes_of(book: &entry::Book, pasted: &PastedCell) -> Vec<Change> {
    let spot = &pasted.spot;
    let Some(column) = book.column_of(&spot.work).map(|at| &book.columns()[at]) else { return Vec::new() };
    let cell = CellText::parse(&pasted.text).unwrap_or_default();
    let absent = column.lesson.as_ref().filter(|_| cell.absent).map(|lesson| Change {
        target: Target::Absence { lesson: lesson.clone(), pupil: spot.pupil.clone() },
        value: Some(Value::Absent),
        comment: None,
    });
    let marked = cell.marks.map(|marks| Change {
        target: Target::Marks { work: spot.work.clone(), pupil: spot.pupil.clone() },
        value: Some(Value::Marks { marks, creates: entry::new_work(book, column) }),
        comment: None,
    });
    absent.into_iter().chain(marked).collect()
}
