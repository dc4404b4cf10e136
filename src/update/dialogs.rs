//! What lies over a screen: opening it, keys in it, answers.

use super::edit;
use super::keys::{Typed, edit_line};
use super::{cells, corrections, deadlines, go, jump, many, moved, palette, parallel, queue, reason, review};
use crate::action::Action;
use crate::domain::PupilId;
use crate::effect::Effect;
use crate::entry::Cells;
use crate::keys::layout;
use crate::outbox::Life;
use crate::state::dialog::Choice;
use crate::state::{Dialog, Screen, State, TextField};

/// Carries out an action while a dialog is open.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => close(state),
        Action::Yes | Action::Accept => accept(state),
        Action::Scope => {
            if let Some(Dialog::Fill { scope, .. }) = &mut state.dialog {
                *scope = if *scope == Cells::Empty { Cells::All } else { Cells::Empty };
            }
            Vec::new()
        }
        Action::Teller => {
            reason::switch(state);
            Vec::new()
        }
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
            choose(state, action);
            Vec::new()
        }
        _ => {
            if let Some(line) = state.dialog.as_mut().and_then(Dialog::line)
                && edit_line(line, action) == Typed::Changed
            {
                changed(state);
            }
            Vec::new()
        }
    }
}

/// Takes text typed into the line of the dialog.
pub fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(line) = state.dialog.as_mut().and_then(Dialog::line) {
        line.insert(text);
        changed(state);
    }
    Vec::new()
}

/// The dialog is left without an answer: what waited in it is not made.
fn close(state: &mut State) -> Vec<Effect> {
    if let Some(Dialog::Filter { by, .. }) = state.dialog.take() {
        filter(state, by, "");
    }
    Vec::new()
}

/// What is typed narrows the list of the screen below.
fn filter(state: &mut State, by: crate::state::dialog::FilterBy, text: &str) {
    match state.screen {
        Screen::Review => review::filter(state, by, text),
        _ => deadlines::filter(state, by, text),
    }
}

fn accept(state: &mut State) -> Vec<Effect> {
    match state.dialog.take() {
        Some(Dialog::Ask(ask)) => edit::answer(state, *ask),
        Some(Dialog::Quit { .. }) => go::quit(state),
        Some(Dialog::GiveUp(operation)) => queue::give_up(state, operation),
        Some(Dialog::Conflict { operation, choice }) => queue::decide(state, operation, choice),
        Some(Dialog::Conflicts { operations, choice }) => queue::decide_all(state, &operations, choice),
        Some(Dialog::FindPupil { found, chosen, .. }) => {
            if let (Some(pupil), Some(cursor)) = (found.get(chosen), &mut state.screens.grid.cursor) {
                cursor.pupil = pupil.clone();
            }
            Vec::new()
        }
        Some(Dialog::Fill { spots, line, scope }) => many::fill(state, spots, line.text(), scope),
        Some(Dialog::Comment { spot, line }) => many::comment(state, spot, line.text()),
        Some(Dialog::Reason { spot, line, told_by }) => reason::write(state, spot, &line, told_by),
        Some(Dialog::CopyLesson { lessons, chosen }) => match lessons.get(chosen) {
            Some(lesson) => parallel::choose(state, lesson),
            None => Vec::new(),
        },
        Some(Dialog::Decide { request, answer, line }) => corrections::decide(state, request, answer, line),
        Some(Dialog::Paste(cells)) => cells::write_pasted(state, &cells),
        Some(Dialog::Actions { found, chosen, .. }) => match found.get(chosen) {
            Some(action) => palette::choose(state, *action),
            None => Vec::new(),
        },
        Some(Dialog::Jump { gaps, chosen, .. }) => jump::choose(state, &gaps, chosen),
        Some(Dialog::Filter { .. } | Dialog::NotKept { .. } | Dialog::History(_)) | None => Vec::new(),
    }
}

fn choose(state: &mut State, action: Action) {
    match &mut state.dialog {
        Some(Dialog::Conflict { choice, .. } | Dialog::Conflicts { choice, .. }) => {
            *choice = if action == Action::Up { Choice::Theirs } else { Choice::Mine };
        }
        Some(Dialog::FindPupil { found, chosen, .. }) => {
            *chosen = moved(Some(*chosen), found.len(), action, 1).unwrap_or(0);
        }
        Some(Dialog::Actions { found, chosen, .. }) => {
            *chosen = moved(Some(*chosen), found.len(), action, 1).unwrap_or(0);
        }
        Some(Dialog::History(history)) => {
            history.chosen = moved(Some(history.chosen), history.versions.len(), action, 10).unwrap_or(0);
        }
        Some(Dialog::CopyLesson { lessons, chosen }) => {
            *chosen = moved(Some(*chosen), lessons.len(), action, 10).unwrap_or(0);
        }
        Some(Dialog::Jump { gaps, chosen, .. }) => {
            *chosen = moved(Some(*chosen), gaps.len(), action, 10).unwrap_or(0);
        }
        _ => {}
    }
}

/// The line of a dialog says something else: what it finds follows.
fn changed(state: &mut State) {
    match &state.dialog {
        Some(Dialog::FindPupil { query, .. }) => {
            let matches = find(state, query.text());
            if let Some(Dialog::FindPupil { found, chosen, .. }) = &mut state.dialog {
                *found = matches;
                *chosen = 0;
            }
        }
        Some(Dialog::Actions { query, .. }) => {
            let matches = palette::find(state, query.text());
            if let Some(Dialog::Actions { found, chosen, .. }) = &mut state.dialog {
                *found = matches;
                *chosen = 0;
            }
        }
        Some(Dialog::Filter { by, line }) => {
            let (by, text) = (*by, line.text().to_owned());
            filter(state, by, &text);
        }
        _ => {}
    }
}

/// Opens the search for a pupil by the first letters.
pub fn open_find(state: &mut State) {
    state.dialog = Some(Dialog::FindPupil { query: TextField::default(), found: Vec::new(), chosen: 0 });
}

/// Pupils of the open journal whom the letters name, under either layout.
pub fn find(state: &State, query: &str) -> Vec<PupilId> {
    let Some(book) = state.open_book() else { return Vec::new() };
    let mut rows = book.find(query);
    if rows.is_empty() {
        rows = book.find(&layout::typed_as_cyrillic(query));
    }
    rows.into_iter().map(|row| book.pupils()[row].id.clone()).collect()
}

/// Ends the program, or names first what still waits.
pub fn ask_to_quit(state: &mut State) -> Vec<Effect> {
    let asked = matches!(state.dialog, Some(Dialog::Quit { .. }));
    if asked || (state.waiting.is_empty() && state.unwritten().is_none()) || state.screen == Screen::SignIn {
        return go::quit(state);
    }
    let undecided = state.waiting.entries().filter(|entry| matches!(entry.life, Life::Conflict | Life::Refused)).count();
    state.dialog = Some(Dialog::Quit { waiting: state.waiting.len() - undecided, undecided });
    Vec::new()
}
