//! Why a pupil is absent: the class teacher writes it in any journal of the own class.

use super::edit::attempt;
use super::{cells, say};
use crate::domain::Teller;
use crate::effect::Effect;
use crate::entry::{self, Answers, Spot};
use crate::state::{Attempt, Dialog, State, TextField};

/// Asks for the reason of the pupil under the cursor.
pub fn open(state: &mut State) {
    let Some((_, spot)) = cells::here(state) else {
        say(state, "notice-no-cell");
        return;
    };
    let Some(book) = state.open_book() else { return };
    if book.lesson_of_work(&spot.work).is_none() {
        say(state, "notice-no-lesson");
        return;
    }
    let (text, told_by) = entry::reason_of(book, &spot).unwrap_or_default();
    let line = TextField::new(text);
    state.dialog = Some(Dialog::Reason { spot, line, told_by });
}

/// The other one told it.
pub fn switch(state: &mut State) {
    if let Some(Dialog::Reason { told_by, .. }) = &mut state.dialog {
        *told_by = match told_by {
            Teller::ClassTeacher => Teller::Parents,
            Teller::Parents => Teller::ClassTeacher,
        };
    }
}

/// Writes the reason; an empty line takes back the one that stands there.
pub fn write(state: &mut State, spot: Spot, line: &TextField, told_by: Teller) -> Vec<Effect> {
    let Some(journal) = state.screens.grid.journal.clone() else { return Vec::new() };
    let text = line.text().trim().to_owned();
    let stands = state.open_book().is_some_and(|book| entry::reason_of(book, &spot).is_some());
    if text.is_empty() && !stands {
        say(state, "notice-words-needed");
        state.dialog = Some(Dialog::Reason { spot, line: TextField::default(), told_by });
        return Vec::new();
    }
    attempt(state, &journal, Attempt::Reason { spot, text, told_by }, Answers::default())
}
