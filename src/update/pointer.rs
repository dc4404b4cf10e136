//! The mouse: a click selects what it points at, the wheel moves as the arrows do. Nothing is entered by it, and over a question
//! or a locked screen it does nothing.

use super::cells;
use super::keys;
use super::terms;
use crate::action::Action;
use crate::effect::Effect;
use crate::entry::Spot;
use crate::event::Wheel;
use crate::state::dialog::Then;
use crate::state::pointer::Place;
use crate::state::review::Pointed;
use crate::state::roll_call::Focus;
use crate::state::{Screen, State};

/// Selects what was clicked. What is half typed in the grid is completed first.
pub fn click(state: &mut State, place: Place) -> Vec<Effect> {
    if state.lock.is_locked() || state.dialog.is_some() {
        return Vec::new();
    }
    let place = match (state.screen, place, &state.screens.grid.cursor) {
        // A name is the pupil's cell in the column of the cursor.
        (Screen::Grid, Place::Pupil(pupil), Some(cursor)) => Place::Cell(Spot { pupil, ..cursor.clone() }),
        (_, place, _) => place,
    };
    match (state.screen, place) {
        (Screen::Grid, Place::Cell(spot)) => {
            let effects = cells::complete(state, Then::Stay).unwrap_or_default();
            let is_there = state.open_book().is_some_and(|book| book.cell(&spot).is_some());
            if state.dialog.is_none() && is_there && state.screens.grid.pile.is_none() {
                let grid = &mut state.screens.grid;
                (grid.cursor, grid.anchor) = (Some(spot), None);
                grid.findings.clear();
                state.notice = None;
            }
            return effects;
        }
        (Screen::Today, Place::Lesson(lesson)) => {
            (state.screens.today.selected, state.screens.today.moved) = (Some(lesson), true);
        }
        (Screen::Week, Place::Lesson(lesson)) => state.screens.week.selected = Some(lesson),
        (Screen::RollCall, Place::Pupil(pupil)) => {
            let call = &mut state.screens.roll_call;
            (call.cursor, call.focus) = (Some(pupil), Focus::List);
        }
        (Screen::Journals, Place::Journal(journal)) => state.screens.journals.selected = Some(journal),
        (Screen::Queue, Place::Entry(entry)) => state.screens.queue.selected = Some(entry),
        (Screen::Deadlines, Place::Lesson(lesson)) => state.screens.deadlines.selected = Some(lesson),
        (Screen::Corrections, Place::Entry(request)) => state.screens.corrections.selected = Some(request),
        (Screen::Plan, Place::Item(item)) => state.screens.plan.selected = Some(item),
        (Screen::Review, Place::Remark(pointed)) => {
            let at = state.screens.review.remarks().iter().position(|(_, remark)| Pointed::at(remark) == pointed);
            if let Some(at) = at {
                (state.screens.review.selected, state.screens.review.place) = (Some(pointed), at);
            }
        }
        (Screen::Terms, Place::Term(spot)) => return terms::go_to(state, spot),
        // The screen is another one by now.
        _ => {}
    }
    Vec::new()
}

/// Moves as the arrow does.
pub fn turn(state: &mut State, wheel: Wheel) -> Vec<Effect> {
    if state.lock.is_locked() || state.dialog.is_some() {
        return Vec::new();
    }
    let context = state.context();
    keys::act(state, context, if wheel == Wheel::Up { Action::Up } else { Action::Down })
}
