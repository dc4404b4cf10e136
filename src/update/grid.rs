//! «Журнал»: the cursor, and what opens from the grid.

use super::edit::probe;
use super::{ask, cells, dialogs, go, jump, many, moved, notebook, pile, reason, today, undo};
use crate::action::Action;
use crate::domain::{LessonId, Target};
use crate::effect::Effect;
use crate::entry::{Book, Change, Spot};
use crate::state::State;
use crate::state::dialog::Then;
use crate::state::grid::pupils_shown;
use crate::state::program::Way;
use crate::state::today::Loading;

/// The grid is shown: the cursor is placed if the page is here, else the page is read.
pub fn arrive(state: &mut State) -> Vec<Effect> {
    let asked = state.screens.grid.period.clone();
    let here = state.open_book().is_some_and(|book| asked.is_none_or(|period| book.page().period.id == period));
    if here {
        place(state);
        return Vec::new();
    }
    // Back from another screen, or a start where the person was: nothing is on its way yet.
    let Some(journal) = state.screens.grid.journal.clone() else { return Vec::new() };
    if let Some(period) = state.screens.grid.period.clone() {
        let generation = ask(state);
        state.screens.grid.asked = generation;
        return vec![Effect::LoadPage { journal, period, generation }];
    }
    let lesson = state.screens.grid.wanted.as_ref().and_then(|id| state.lesson(id));
    let known = lesson.map(|lesson| (lesson.grade, lesson.date));
    let listed = state.screens.journals.journals.iter().find(|listed| listed.id == journal).map(|listed| listed.grade);
    let Some(now) = state.clock() else { return Vec::new() };
    let (grade, date) = known.unwrap_or((listed.unwrap_or(1), now.date()));
    let place = go::Place { journal, grade, date, lesson: None };
    go::need_page(state, &place).into_iter().collect()
}

/// Puts the cursor where it is wanted: on the lesson that was asked for, where it stood, or on the running lesson.
pub fn place(state: &mut State) {
    let now = state.clock();
    let wanted = state.screens.grid.wanted.take();
    let sought = state.screens.grid.seek.take().and_then(|work| jump::first_gap(state, &work));
    let person = state.screens.grid.person.take();
    let Some(book) = state.open_book() else { return };
    let kept = state.screens.grid.cursor.as_ref().filter(|spot| book.cell(spot).is_some());
    let column = match (&wanted, kept) {
        (None, Some(_)) => None,
        (Some(lesson), Some(spot)) if of_lesson(book, spot, lesson) => None,
        (Some(lesson), _) => book.first_column_of(lesson).or_else(|| latest(book, now)),
        (None, None) => latest(book, now),
    };
    let spot = match column {
        Some(at) => first_pupil(book, at),
        None => kept.cloned(),
    };
    let mut spot = sought.or(spot);
    if let (Some(spot), Some(pupil)) = (&mut spot, person.filter(|pupil| book.row_of(pupil).is_some())) {
        spot.pupil = pupil;
    }
    if state.screens.grid.cursor != spot {
        state.screens.grid.findings.clear();
    }
    state.screens.grid.cursor = spot;
    state.screens.grid.loading = Loading::Here;
}

fn of_lesson(book: &Book, spot: &Spot, lesson: &LessonId) -> bool {
    book.lesson_of_work(&spot.work).is_some_and(|of| of.id == *lesson)
}

/// The column of the lesson that runs, else of the last one that has begun, else the first.
fn latest(book: &Book, now: Option<chrono::NaiveDateTime>) -> Option<usize> {
    let begun = |at: &usize| {
        let lesson = book.columns()[*at].lesson.as_ref().and_then(|id| book.page().lesson(id));
        lesson.is_some_and(|lesson| now.is_some_and(|now| lesson.starts_at() <= now))
    };
    let columns = 0..book.columns().len();
    columns.clone().rev().find(begun).or_else(|| columns.clone().next())
}

/// The first pupil who belongs to the class on the date of the column.
fn first_pupil(book: &Book, column: usize) -> Option<Spot> {
    let rows = 0..book.pupils().len();
    let open = rows.clone().find(|row| book.cell_at(*row, column).is_some_and(|cell| !cell.off_roster));
    let row = open.or_else(|| rows.clone().next())?;
    Some(Spot { work: book.columns()[column].work.clone(), pupil: book.pupils()[row].id.clone() })
}

/// Carries out an action on the grid.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        _ if state.screens.grid.pile.is_some() => pile::act(state, action),
        Action::Back => {
            if state.screens.grid.anchor.take().is_some() {
                return Vec::new();
            }
            if state.screens.grid.buffer.is_empty() {
                return jump::give_back(state).unwrap_or_else(|| go::back(state));
            }
            state.screens.grid.buffer.clear();
            Vec::new()
        }
        Action::Clear => cells::clear(state),
        Action::Accept => cells::complete(state, Then::Down).unwrap_or_else(|| {
            cells::go_on(state, Then::Down);
            Vec::new()
        }),
        Action::Undo => unless_half_typed(state, Way::Back),
        Action::Redo => unless_half_typed(state, Way::Again),
        Action::FindPupil => completed(state, |state| {
            dialogs::open_find(state);
            Vec::new()
        }),
        Action::RollCall => completed(state, |state| today::with_lesson(state, go::open_roll_call)),
        Action::Lesson => completed(state, |state| today::with_lesson(state, go::open_lesson)),
        Action::Pile => completed(state, |state| with_none(state, pile::open)),
        Action::Fill => completed(state, |state| with_none(state, many::open_fill)),
        Action::Comment => completed(state, |state| with_none(state, many::open_comment)),
        Action::Reason => completed(state, |state| with_none(state, reason::open)),
        Action::Select => completed(state, |state| with_none(state, many::toggle_selection)),
        Action::Direction => completed(state, |state| with_none(state, many::turn)),
        Action::Notebook => completed(state, notebook::open),
        Action::Repeat => completed(state, many::repeat),
        Action::Copy => many::copy(state),
        Action::SelectUp | Action::SelectDown | Action::SelectLeft | Action::SelectRight => completed(state, |state| {
            let action = many::extend(state, action);
            step(state, action);
            Vec::new()
        }),
        Action::ToRunning => completed(state, |state| {
            state.screens.grid.cursor = None;
            place(state);
            Vec::new()
        }),
        _ => completed(state, |state| {
            step(state, action);
            Vec::new()
        }),
    }
}

fn with_none(state: &mut State, open: impl FnOnce(&mut State)) -> Vec<Effect> {
    open(state);
    Vec::new()
}

fn unless_half_typed(state: &mut State, way: Way) -> Vec<Effect> {
    if !state.screens.grid.buffer.is_empty() {
        // What is half typed is the last edit.
        state.screens.grid.buffer.clear();
        return Vec::new();
    }
    undo::go(state, way)
}

/// What is half typed is completed first; where that asks something, the move waits for another key.
fn completed(state: &mut State, then: impl FnOnce(&mut State) -> Vec<Effect>) -> Vec<Effect> {
    let mut effects = cells::complete(state, Then::Stay).unwrap_or_default();
    if state.dialog.is_none() {
        effects.extend(then(state));
    }
    effects
}

fn step(state: &mut State, action: Action) {
    let page = pupils_shown(state.program.size).saturating_sub(1).max(1);
    let Some(book) = state.open_book() else { return };
    let Some(spot) = state
        .screens
        .grid
        .cursor
        .clone()
        .filter(|spot| book.cell(spot).is_some())
        .or_else(|| first_pupil(book, latest(book, None)?))
    else {
        return;
    };
    let (row, column) = (book.row_of(&spot.pupil), book.column_of(&spot.work));
    let (rows, columns) = (book.pupils().len(), book.columns().len());
    let (row, column) = match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => (moved(row, rows, action, page), column),
        Action::Left => (row, moved(column, columns, Action::Up, 1)),
        Action::Right => (row, moved(column, columns, Action::Down, 1)),
        Action::First | Action::Last => (row, moved(column, columns, action, 1)),
        _ => (row, column),
    };
    if let (Some(row), Some(column)) = (row, column) {
        let spot = Spot { work: book.columns()[column].work.clone(), pupil: book.pupils()[row].id.clone() };
        state.screens.grid.cursor = Some(spot);
        state.screens.grid.findings.clear();
    }
}

/// What the rules say of the last entry, or of the cell as it stands.
pub fn findings(state: &mut State) -> Vec<crate::domain::Finding> {
    let said = state.screens.grid.findings.clone();
    if said.is_empty() { of_cell(state).unwrap_or_default() } else { said }
}

/// What the rules would say of the cell if it were cleared now: its term, and whether it may be changed.
fn of_cell(state: &mut State) -> Option<Vec<crate::domain::Finding>> {
    let (journal, spot) = cells::here(state)?;
    let lesson = state.book(&journal)?.lesson_of_work(&spot.work)?.id.clone();
    let marks = Target::Marks { work: spot.work, pupil: spot.pupil.clone() };
    let absence = Target::Absence { lesson, pupil: spot.pupil };
    let cleared = [marks, absence].map(|target| Change { target, value: None, comment: None });
    Some(probe(state, &journal, cleared.into()))
}
