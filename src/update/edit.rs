//! Every edit of the journal: tried, asked about, made, taken back, made again.

use super::{cells, go, literacy, pile, say, terms, undo};
use crate::domain::{FactPlace, Finding, JournalId, LessonId, OperationId, Target};
use crate::effect::{Effect, UndoChange};
use crate::entry::{self, Answers, Caption, Change, Edit, Need, Outcome, Spot, Step};
use crate::outbox::{Entry, Life};
use crate::state::dialog::Ask;
use crate::state::{Attempt, Dialog, Notice, Screen, State, TextField};

/// Tries an edit. It is made, refused with a sentence, or a question is asked and the edit waits in it.
pub fn attempt(state: &mut State, journal: &JournalId, attempt: Attempt, answers: Answers) -> Vec<Effect> {
    let answers = with_known_reason(state, journal, &attempt, answers);
    let (Some(desk), Some(open)) = (state.desk.as_mut(), state.books.get(journal)) else {
        say(state, "notice-no-page");
        return Vec::new();
    };
    let book = &open.book;
    let outcome = match &attempt {
        Attempt::Cell { spot, text, .. } => entry::set_cell(desk, book, spot, text, &answers),
        Attempt::Clear(spot) => entry::clear(desk, book, spot, &answers),
        Attempt::Term { spot, text, .. } if text.is_empty() => entry::clear_term(desk, book, spot, &answers),
        Attempt::Term { spot, text, .. } => entry::set_term(desk, book, spot, text, &answers),
        Attempt::RollCall { lesson, absent } => entry::roll_call(desk, book, lesson, absent, &answers),
        Attempt::Lesson { changes, .. } | Attempt::Insist(changes) | Attempt::Paste(changes) => {
            entry::propose(desk, book, changes.clone(), &answers)
        }
        Attempt::Fill { spots, text, scope } => match text.parse() {
            Ok(marks) => entry::fill_cells(desk, book, spots, marks, *scope, &answers),
            Err(_) => Outcome::Same,
        },
        Attempt::ClearMany(spots) => entry::clear_cells(desk, book, spots, &answers),
        Attempt::Comment { spot, text } => entry::set_comment(desk, book, spot, text, &answers),
        Attempt::Reason { spot, text, told_by } => entry::set_reason(desk, book, spot, text, *told_by, &answers),
        Attempt::Undo => return undo::undo(state, journal, &answers),
        Attempt::Redo => return undo::redo(state, journal, &answers),
    };
    conclude(state, journal, attempt, answers, outcome)
}

pub(super) fn conclude(
    state: &mut State,
    journal: &JournalId,
    attempt: Attempt,
    answers: Answers,
    outcome: Outcome,
) -> Vec<Effect> {
    match outcome {
        Outcome::Same => {
            if matches!(attempt, Attempt::Fill { .. } | Attempt::ClearMany(_)) {
                say(state, "notice-fill-nothing");
            }
            after(state, &attempt)
        }
        Outcome::Refused(findings) => {
            state.screens.grid.buffer.clear();
            // What was refused on another screen says nothing of the cell under the cursor.
            match state.screen {
                Screen::Terms => state.screens.terms.findings.clone_from(&findings),
                Screen::Grid => state.screens.grid.findings.clone_from(&findings),
                _ => {}
            }
            state.notice = Some(Notice::Refused(findings));
            Vec::new()
        }
        Outcome::Ask { findings, needs } => {
            state.screens.grid.buffer.clear();
            let line = TextField::default();
            let ask = Ask { findings, needs, line, answers, attempt, journal: journal.clone() };
            state.dialog = Some(Dialog::Ask(Box::new(ask)));
            Vec::new()
        }
        Outcome::Edit(edit) => {
            let step = step_of(state, journal, state.screens.grid.cursor.clone(), &edit);
            state.redo.clear();
            state.program.pending = None;
            let mut effects = make(state, journal, edit, UndoChange::Push(Box::new(step.clone())));
            state.undo.push(step);
            effects.extend(after(state, &attempt));
            let (spots, text) = match &attempt {
                Attempt::Cell { spot, text, .. } => (std::slice::from_ref(spot), text.as_str()),
                Attempt::Clear(spot) => (std::slice::from_ref(spot), ""),
                Attempt::ClearMany(spots) => (spots.as_slice(), ""),
                _ => (&[][..], ""),
            };
            for spot in spots {
                effects.extend(literacy::carry(state, journal, spot, text));
            }
            effects
        }
    }
}

/// What is kept of an edit for undo.
pub(super) fn step_of(state: &State, journal: &JournalId, at: Option<Spot>, edit: &Edit) -> Step {
    let period = state.book(journal).map(|book| book.page().period.id.clone());
    Step::of(journal.clone(), period, at, edit)
}

/// The edit stands on the screen as typed, and goes to the disk.
pub(super) fn make(state: &mut State, journal: &JournalId, edit: Edit, undo: UndoChange) -> Vec<Effect> {
    let Some(open) = state.books.get_mut(journal) else { return Vec::new() };
    open.book.take(&edit);
    for operation in &edit.operations {
        let caption = Caption::of(open.book.page(), operation);
        state.waiting.put(Entry::typed(operation.clone(), edit.held_until), caption);
    }
    state.screens.grid.buffer.clear();
    state.screens.grid.findings.clone_from(&edit.findings);
    if state.screen == Screen::Terms {
        state.screens.terms.findings.clone_from(&edit.findings);
        terms::refresh_rows(state);
    }
    if !edit.findings.is_empty() {
        state.notice = Some(Notice::Noted(edit.findings));
    }
    vec![Effect::Record { operations: edit.operations, held_until: edit.held_until, undo }]
}

/// Where the person is after an edit that was made, or that said nothing new.
fn after(state: &mut State, attempt: &Attempt) -> Vec<Effect> {
    match attempt {
        Attempt::Cell { spot, text, then } => {
            state.screens.grid.buffer.clear();
            state.screens.grid.last = Some(text.clone());
            pile::note(state, spot, text);
            cells::go_on(state, *then);
            Vec::new()
        }
        Attempt::Term { then, .. } => {
            terms::go_on(state, *then);
            Vec::new()
        }
        Attempt::Clear(_) => {
            state.screens.grid.buffer.clear();
            Vec::new()
        }
        Attempt::Fill { .. } | Attempt::ClearMany(_) => {
            state.screens.grid.anchor = None;
            Vec::new()
        }
        Attempt::RollCall { absent, .. } => {
            let absent = absent.len().to_string();
            let effects = go::back(state);
            state.notice = Some(Notice::Says("notice-roll-call-made", vec![("absent", absent)]));
            effects
        }
        Attempt::Lesson { lesson, .. } if state.screen == Screen::Lesson => {
            let noted = state.notice.take();
            let written = written(state, lesson);
            let effects = go::back(state);
            state.notice = noted.or(Some(written));
            effects
        }
        Attempt::Lesson { .. }
        | Attempt::Undo
        | Attempt::Redo
        | Attempt::Insist(_)
        | Attempt::Paste(_)
        | Attempt::Comment { .. }
        | Attempt::Reason { .. } => Vec::new(),
    }
}

/// That the lesson is written; before it begins it is a draft, which goes when it does.
fn written(state: &State, lesson: &LessonId) -> Notice {
    let starts = state.books.values().find_map(|open| open.book.page().lesson(lesson)).map(crate::domain::Lesson::starts_at);
    match starts.zip(state.clock()).filter(|(starts, now)| now < starts) {
        Some((starts, now)) => {
            let time = starts.format(if starts.date() == now.date() { "%H:%M" } else { "%d.%m %H:%M" }).to_string();
            Notice::Says("notice-lesson-draft", vec![("time", time)])
        }
        None => Notice::Says("notice-lesson-written", Vec::new()),
    }
}

/// A reason that was given for the lesson counts for all of its late entries, until the lesson is left.
fn with_known_reason(state: &State, journal: &JournalId, attempt: &Attempt, mut answers: Answers) -> Answers {
    if answers.reason.is_none() {
        let lesson = lesson_of(state, journal, attempt);
        answers.reason = lesson.and_then(|lesson| state.program.late.get(&lesson).cloned());
    }
    answers
}

/// The lesson that an edit belongs to.
pub fn lesson_of(state: &State, journal: &JournalId, attempt: &Attempt) -> Option<LessonId> {
    let book = state.book(journal)?;
    let of_work = |work: &crate::domain::WorkId| book.lesson_of_work(work).map(|lesson| lesson.id.clone());
    let of_target = |target: &Target| match target.place() {
        FactPlace::Lesson(lesson) => Some(lesson.clone()),
        FactPlace::Work(work) => of_work(work),
        FactPlace::Period(..) => None,
    };
    match attempt {
        Attempt::Cell { spot, .. } | Attempt::Clear(spot) | Attempt::Comment { spot, .. } | Attempt::Reason { spot, .. } => {
            of_work(&spot.work)
        }
        Attempt::Fill { spots, .. } | Attempt::ClearMany(spots) => of_work(&spots.first()?.work),
        Attempt::Term { .. } => None,
        Attempt::RollCall { lesson, .. } | Attempt::Lesson { lesson, .. } => Some(lesson.clone()),
        Attempt::Insist(changes) | Attempt::Paste(changes) => of_target(&changes.first()?.target),
        Attempt::Undo => of_target(&state.undo.last()?.inverse.first()?.target),
        Attempt::Redo => of_target(&state.redo.last()?.forward.first()?.target),
    }
}

/// An answer to a question: the edit is tried again with it.
pub fn answer(state: &mut State, ask: Ask) -> Vec<Effect> {
    let Ask { needs, line, mut answers, attempt: edit, journal, findings } = ask;
    let said = line.text().trim().to_owned();
    if needs != Need::SecondKey && said.is_empty() {
        say(state, "notice-words-needed");
        let ask = Ask { findings, needs, line, answers, attempt: edit, journal };
        state.dialog = Some(Dialog::Ask(Box::new(ask)));
        return Vec::new();
    }
    match needs {
        Need::SecondKey => answers.consent = entry::Consent::Given,
        Need::Comment => answers.comment = Some(said),
        Need::Explanation => answers.explanation = Some(said),
        Need::Reason => {
            if let Some(lesson) = lesson_of(state, &journal, &edit).filter(|_| !says_not_held(&edit)) {
                state.program.late.insert(lesson, said.clone());
            }
            if let Attempt::Term { spot, .. } = &edit {
                state.screens.terms.late.insert(spot.period.clone(), said.clone());
            }
            answers.reason = Some(said);
        }
    }
    attempt(state, &journal, edit, answers)
}

/// Why a lesson was not held is no reason for lateness.
fn says_not_held(edit: &Attempt) -> bool {
    matches!(edit, Attempt::Lesson { changes, .. } if changes.iter().any(|change| matches!(change.target, Target::NotHeld { .. })))
}

/// An entry goes from the screen: it was withdrawn, or could not be recorded.
pub fn forget(state: &mut State, journal: Option<&JournalId>, operation: OperationId) {
    state.waiting.remove(operation);
    // A page may have come before the queue was read: what lies on it is forgotten all the same.
    for (id, open) in &mut state.books {
        if journal.is_none_or(|journal| journal == id)
            && let Some(entry) = open.book.entry(operation)
        {
            let gone = Entry { life: Life::Withdrawn, ..entry.clone() };
            open.book.put(gone);
        }
    }
}

/// What the rules say of changes as they stand, without making them.
pub fn probe(state: &mut State, journal: &JournalId, changes: Vec<Change>) -> Vec<Finding> {
    let (Some(desk), Some(open)) = (state.desk.as_mut(), state.books.get(journal)) else { return Vec::new() };
    let ids = desk.ids.clone();
    let outcome = entry::propose(desk, &open.book, changes, &Answers::default());
    desk.ids = ids;
    match outcome {
        Outcome::Same => Vec::new(),
        Outcome::Refused(findings) | Outcome::Ask { findings, .. } => findings,
        Outcome::Edit(edit) => edit.findings,
    }
}
