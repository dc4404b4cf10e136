//! Undo and redo: of any depth, over every way of entering and over all journals, from any screen that shows entries.
//!
//! The last edit is taken back wherever it was made. Where its journal is not open the page is asked for first; where it is not
//! on the screen the status line says of which lesson it was. What never left this computer is withdrawn; anything else gets a
//! new operation, which the rules judge: they ask for the explanation of a correction where the regulation wants one.

use super::edit::{attempt, conclude, forget, make, step_of};
use super::{ask, say, terms, today};
use crate::domain::{JournalId, Lesson, OperationId, PeriodId, Target};
use crate::effect::{Effect, UndoChange};
use crate::entry::{self, Answers, Change, Outcome, Step, TermSpot};
use crate::state::program::{Pending, Way};
use crate::state::{Attempt, Notice, Screen, State};

/// Takes the last edit back, or makes it again, wherever it belongs.
pub fn go(state: &mut State, way: Way) -> Vec<Effect> {
    let (steps, nothing) = match way {
        Way::Back => (&state.undo, "notice-nothing-to-undo"),
        Way::Again => (&state.redo, "notice-nothing-to-redo"),
    };
    let Some(step) = steps.last().cloned() else {
        say(state, nothing);
        return Vec::new();
    };
    let open = state.book(&step.journal).map(|book| book.page().period.id.clone());
    if open.is_some() && (step.period.is_none() || step.period == open) {
        return on_page(state, &step.journal, way);
    }
    let Some(period) = step.period.clone().or_else(|| period_of(state, &step)) else {
        say(state, "notice-undo-elsewhere");
        return Vec::new();
    };
    let generation = ask(state);
    state.program.pending = Some(Pending { way, journal: step.journal.clone(), generation });
    say(state, "notice-undo-reading");
    vec![Effect::LoadPage { journal: step.journal, period, generation }]
}

/// A page came: an undo that waited for it goes on.
pub fn arrived(state: &mut State, journal: &JournalId) -> Vec<Effect> {
    match state.program.pending.take() {
        Some(pending) if pending.journal == *journal => {
            state.notice = None;
            on_page(state, journal, pending.way)
        }
        pending => {
            state.program.pending = pending;
            Vec::new()
        }
    }
}

/// The page that an undo waited for is not to be had.
pub fn missing(state: &mut State, generation: u64) {
    if state.program.pending.as_ref().is_some_and(|pending| pending.generation == generation) {
        state.program.pending = None;
        say(state, "notice-undo-elsewhere");
    }
}

fn on_page(state: &mut State, journal: &JournalId, way: Way) -> Vec<Effect> {
    let edit = match way {
        Way::Back => Attempt::Undo,
        Way::Again => Attempt::Redo,
    };
    let mut effects = attempt(state, journal, edit, Answers::default());
    if state.screen == Screen::Today {
        effects.extend(today::refresh(state));
    }
    effects
}

/// The period of a step that does not say it: the present one of a lesson of its journal.
fn period_of(state: &State, step: &Step) -> Option<PeriodId> {
    let mut known =
        state.agenda.rows().map(|row| &row.lesson).chain(state.screens.today.plain.iter().map(|row| &row.lesson));
    let lesson = known.find(|lesson| lesson.journal == step.journal)?;
    Some(state.period_of(lesson.grade, lesson.date)?.id.clone())
}

/// Takes the last edit back; its page is open.
pub(super) fn undo(state: &mut State, journal: &JournalId, answers: &Answers) -> Vec<Effect> {
    let Some(step) = state.undo.last().filter(|step| step.journal == *journal).cloned() else {
        say(state, "notice-nothing-to-undo");
        return Vec::new();
    };
    let (Some(desk), Some(open)) = (state.desk.as_mut(), state.books.get(journal)) else { return Vec::new() };
    let taken = entry::take_back(&open.book, &step);
    if taken.changed_since {
        say(state, "notice-changed-since");
        state.undo.pop();
        return vec![steps_only(UndoChange::Drop)];
    }
    let mut effects = Vec::new();
    if !taken.changes.is_empty() {
        match entry::propose(desk, &open.book, taken.changes, answers) {
            Outcome::Edit(edit) => {
                let undo = if taken.withdrawn.is_empty() { UndoChange::Pop } else { UndoChange::Keep };
                effects.extend(make(state, journal, edit, undo));
            }
            Outcome::Same => effects.extend(taken.withdrawn.is_empty().then(|| steps_only(UndoChange::Pop))),
            outcome => return conclude(state, journal, Attempt::Undo, answers.clone(), outcome),
        }
    }
    if !taken.withdrawn.is_empty() {
        effects.push(withdraw(state, journal, taken.withdrawn));
    } else if effects.is_empty() {
        effects.push(steps_only(UndoChange::Pop));
    }
    state.undo.pop();
    show(state, &step, "notice-undone");
    state.redo.push(step);
    effects
}

const fn steps_only(undo: UndoChange) -> Effect {
    Effect::Withdraw { operations: Vec::new(), undo }
}

/// Entries that never left are given up: the screen shows at once what stood there before.
fn withdraw(state: &mut State, journal: &JournalId, taken: Vec<(OperationId, Change)>) -> Effect {
    let operations = taken.iter().map(|(operation, _)| *operation).collect();
    for (operation, change) in taken {
        forget(state, Some(journal), operation);
        state.program.taking_back.insert(operation, change);
    }
    Effect::Withdraw { operations, undo: UndoChange::Pop }
}

/// Makes the edit again that was taken back last; its page is open.
pub(super) fn redo(state: &mut State, journal: &JournalId, answers: &Answers) -> Vec<Effect> {
    let Some(step) = state.redo.last().filter(|step| step.journal == *journal).cloned() else {
        say(state, "notice-nothing-to-redo");
        return Vec::new();
    };
    let (Some(desk), Some(open)) = (state.desk.as_mut(), state.books.get(journal)) else { return Vec::new() };
    let changes = step.forward.iter().cloned().map(Change::exactly).collect();
    match entry::propose(desk, &open.book, changes, answers) {
        Outcome::Edit(edit) => {
            state.redo.pop();
            let again = step_of(state, journal, step.at.clone(), &edit);
            let effects = make(state, journal, edit, UndoChange::Again(Box::new(again.clone())));
            state.undo.push(again);
            show(state, &step, "notice-redone");
            effects
        }
        Outcome::Same => {
            state.redo.pop();
            vec![steps_only(UndoChange::DropUndone)]
        }
        outcome => conclude(state, journal, Attempt::Redo, answers.clone(), outcome),
    }
}

/// The cell of «Итоги» that a step wrote.
fn of_term(step: &Step) -> Option<TermSpot> {
    step.forward.iter().find_map(|change| match &change.target {
        Target::Term { period, pupil, .. } => Some(TermSpot { period: period.clone(), pupil: pupil.clone() }),
        _ => None,
    })
}

/// «II четверть», for the mark of a period.
fn period_title(state: &State, step: &Step) -> String {
    let of = of_term(step).and_then(|spot| state.info.periods.iter().find(|period| period.id == spot.period));
    of.map(|period| period.title.clone()).unwrap_or_default()
}

/// The cursor goes to where the edit was made; where that is not on the screen, the status line says where it was.
fn show(state: &mut State, step: &Step, said: &'static str) {
    if state.screen == Screen::Terms
        && state.screens.terms.journal.as_ref() == Some(&step.journal)
        && let Some(spot) = of_term(step)
    {
        state.screens.terms.cursor = Some(spot);
        terms::refresh(state);
        return;
    }
    let is_here = state.screen == Screen::Grid && state.screens.grid.journal.as_ref() == Some(&step.journal);
    if is_here && step.at.is_some() {
        state.screens.grid.cursor.clone_from(&step.at);
    }
    let of_cell = |change: &Change| matches!(change.target, Target::Marks { .. } | Target::Absence { .. });
    if is_here && step.forward.iter().any(of_cell) {
        return;
    }
    let Some(book) = state.book(&step.journal) else { return };
    let journal = &book.page().journal;
    let lesson = step.forward.iter().find_map(|change| entry::lesson_of(book, &change.target));
    let at = |lesson: &Lesson| format!("{}, {}", lesson.date.format("%d.%m"), lesson.number);
    state.notice = Some(Notice::Says(
        said,
        vec![
            ("class", journal.class_name.clone()),
            ("subject", journal.subject.clone()),
            ("lesson", lesson.map_or_else(|| period_title(state, step), at)),
        ],
    ));
}
