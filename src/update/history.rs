//! The history of a cell: asked of the server, and until then what the page says of its present values.

use super::{ask, cells, say};
use crate::domain::{Fact, JournalId, PupilId, Target};
use crate::effect::Effect;
use crate::entry::Book;
use crate::protocol::{History as Told, HistoryOf, HistoryPlace};
use crate::state::history::History;
use crate::state::today::Loading;
use crate::state::{Dialog, Screen, State};

/// Opens the history of the cell under the cursor.
pub fn open(state: &mut State) -> Vec<Effect> {
    let Some((journal, pupil, place)) = here(state) else {
        say(state, "notice-no-cell");
        return Vec::new();
    };
    let of = HistoryOf { journal, place, pupil: Some(pupil.clone()) };
    let versions = state.book(&of.journal).map(|book| present(book, &of)).unwrap_or_default();
    let generation = ask(state);
    let history = History { of: of.clone(), pupil, versions, chosen: 0, loading: Loading::Asked, generation };
    state.dialog = Some(Dialog::History(Box::new(history)));
    vec![Effect::LoadHistory { of, generation }]
}

fn here(state: &State) -> Option<(JournalId, PupilId, HistoryPlace)> {
    if state.screen == Screen::Terms {
        let (journal, spot) = state.screens.terms.journal.clone().zip(state.screens.terms.cursor.clone())?;
        return Some((journal, spot.pupil, HistoryPlace::Period(spot.period)));
    }
    let (journal, spot) = cells::here(state)?;
    let lesson = state.open_book()?.lesson_of_work(&spot.work)?.id.clone();
    Some((journal, spot.pupil, HistoryPlace::Lesson(lesson)))
}

/// What the page says of the place now, the newest first.
fn present(book: &Book, of: &HistoryOf) -> Vec<Fact> {
    let is_there = |fact: &&Fact| {
        fact.target.pupil() == of.pupil.as_ref()
            && match (&fact.target, &of.place) {
                (Target::Absence { lesson, .. } | Target::Reason { lesson, .. }, HistoryPlace::Lesson(wanted)) => {
                    lesson == wanted
                }
                (Target::Marks { work, .. }, HistoryPlace::Lesson(wanted)) => {
                    book.lesson_of_work(work).is_some_and(|lesson| lesson.id == *wanted)
                }
                (Target::Term { period, .. }, HistoryPlace::Period(wanted)) => period == wanted,
                _ => false,
            }
    };
    let mut found: Vec<Fact> = book.page().facts.iter().filter(is_there).cloned().collect();
    found.sort_by_key(|fact| std::cmp::Reverse(fact.made_at));
    found
}

/// The server told it.
pub fn take(state: &mut State, generation: u64, told: Told) {
    if let Some(Dialog::History(history)) = &mut state.dialog
        && history.generation == generation
    {
        (history.versions, history.chosen, history.loading) = (told.versions, 0, Loading::Here);
    }
}

/// The server cannot be asked: what is shown stays, and says so.
pub fn missing(state: &mut State, generation: u64) {
    if let Some(Dialog::History(history)) = &mut state.dialog
        && history.generation == generation
    {
        history.loading = Loading::Missing;
    }
}
