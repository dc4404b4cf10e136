//! Every edit of the journal: tried, asked about, made, taken back, made again.

use super::{cells, go, grid, pile, say};
use crate::domain::{Finding, JournalId, LessonId, OperationId, Target};
use crate::effect::{Effect, UndoChange};
use crate::entry::{self, Answers, Caption, Change, Edit, Need, Outcome, Step};
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
        Attempt::Undo => return undo(state, journal, &answers),
        Attempt::Redo => return redo(state, journal, &answers),
    };
    conclude(state, journal, attempt, answers, outcome)
}

fn conclude(state: &mut State, journal: &JournalId, attempt: Attempt, answers: Answers, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Same => {
            if matches!(attempt, Attempt::Fill { .. } | Attempt::ClearMany(_)) {
                say(state, "notice-fill-nothing");
            }
            after(state, &attempt)
        }
        Outcome::Refused(findings) => {
            state.screens.grid.buffer.clear();
            state.screens.grid.findings.clone_from(&findings);
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
            let step = Step::of(journal.clone(), state.screens.grid.cursor.clone(), &edit);
            state.redo.clear();
            let mut effects = make(state, journal, edit, UndoChange::Push(Box::new(step.clone())));
            state.undo.push(step);
            effects.extend(after(state, &attempt));
            effects
        }
    }
}

/// The edit stands on the screen as typed, and goes to the disk.
fn make(state: &mut State, journal: &JournalId, edit: Edit, undo: UndoChange) -> Vec<Effect> {
    let Some(open) = state.books.get_mut(journal) else { return Vec::new() };
    open.book.take(&edit);
    for operation in &edit.operations {
        let caption = Caption::of(open.book.page(), operation);
        state.waiting.put(Entry::typed(operation.clone(), edit.held_until), caption);
    }
    state.screens.grid.buffer.clear();
    state.screens.grid.findings.clone_from(&edit.findings);
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
        | Attempt::Comment { .. } => Vec::new(),
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
    let of_target = |target: &Target| match target {
        Target::Absence { lesson, .. }
        | Target::Reason { lesson, .. }
        | Target::Topic { lesson }
        | Target::Homework { lesson }
        | Target::Attendance { lesson }
        | Target::NotHeld { lesson } => Some(lesson.clone()),
        Target::Marks { work, .. } | Target::Work { work } => of_work(work),
        Target::Term { .. } => None,
    };
    match attempt {
        Attempt::Cell { spot, .. } | Attempt::Clear(spot) | Attempt::Comment { spot, .. } => of_work(&spot.work),
        Attempt::Fill { spots, .. } | Attempt::ClearMany(spots) => of_work(&spots.first()?.work),
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
            answers.reason = Some(said);
        }
    }
    attempt(state, &journal, edit, answers)
}

/// Why a lesson was not held is no reason for lateness.
fn says_not_held(edit: &Attempt) -> bool {
    matches!(edit, Attempt::Lesson { changes, .. } if changes.iter().any(|change| matches!(change.target, Target::NotHeld { .. })))
}

/// Takes the last edit of the journal back. What never left this computer is withdrawn; anything else gets a new operation,
/// which the rules judge.
fn undo(state: &mut State, journal: &JournalId, answers: &Answers) -> Vec<Effect> {
    let Some(step) = state.undo.last().cloned() else {
        say(state, "notice-nothing-to-undo");
        return Vec::new();
    };
    if step.journal != *journal {
        return go_where_it_was(state, &step);
    }
    let (Some(desk), Some(open)) = (state.desk.as_mut(), state.books.get(journal)) else { return Vec::new() };
    let taken = take_back(&open.book, &step);
    if taken.changed_since {
        say(state, "notice-changed-since");
        state.undo.pop();
        return vec![pop_only()];
    }
    let mut effects = Vec::new();
    if !taken.changes.is_empty() {
        match entry::propose(desk, &open.book, taken.changes, answers) {
            Outcome::Edit(edit) => {
                let undo = if taken.withdrawn.is_empty() { UndoChange::Pop } else { UndoChange::Keep };
                effects.extend(make(state, journal, edit, undo));
            }
            Outcome::Same => effects.extend(taken.withdrawn.is_empty().then(pop_only)),
            outcome => return conclude(state, journal, Attempt::Undo, answers.clone(), outcome),
        }
    }
    if !taken.withdrawn.is_empty() {
        effects.push(withdraw(state, journal, taken.withdrawn));
    } else if effects.is_empty() {
        effects.push(pop_only());
    }
    state.undo.pop();
    show(state, &step);
    state.redo.push(step);
    effects
}

/// The last edit is in another journal: that one is opened where the edit was made, and another key takes it back. Nothing
/// is taken back where it cannot be seen.
fn go_where_it_was(state: &mut State, step: &Step) -> Vec<Effect> {
    let Some(place) = place_of(state, step) else {
        say(state, "notice-undo-elsewhere");
        return Vec::new();
    };
    let mut effects = go::open_grid(state, &place);
    if state.screen == Screen::Grid && effects.is_empty() {
        grid::place(state);
    }
    if step.at.as_ref().is_some_and(|at| state.open_book().is_some_and(|book| book.cell(at).is_some())) {
        state.screens.grid.cursor.clone_from(&step.at);
    }
    effects.insert(0, Effect::EndHold);
    say(state, "notice-undo-here");
    effects
}

/// Where a step of another journal was made: its page, if it is open; else what the list of the day says of the journal.
fn place_of(state: &State, step: &Step) -> Option<go::Place> {
    let journal = step.journal.clone();
    if let Some(book) = state.book(&journal) {
        let lesson = step.at.as_ref().and_then(|at| book.lesson_of_work(&at.work));
        let lesson = lesson.or_else(|| step.forward.iter().find_map(|change| entry::lesson_of(book, &change.target)));
        let date = lesson.map_or(book.page().period.start, |lesson| lesson.date);
        return Some(go::Place {
            journal,
            grade: book.page().journal.grade,
            date,
            lesson: lesson.map(|lesson| lesson.id.clone()),
        });
    }
    let rows = state.screens.today.rows.iter().map(|row| &row.row.lesson);
    let lesson = rows.into_iter().find(|lesson| lesson.journal == journal)?;
    Some(go::Place { journal, grade: lesson.grade, date: lesson.date, lesson: Some(lesson.id.clone()) })
}

fn pop_only() -> Effect {
    Effect::Withdraw { operations: Vec::new(), undo: UndoChange::Pop }
}

/// How a step is taken back.
struct TakenBack {
    withdrawn: Vec<(OperationId, Change)>,
    changes: Vec<Change>,
    changed_since: bool,
}

fn take_back(book: &entry::Book, step: &Step) -> TakenBack {
    let mut taken = TakenBack { withdrawn: Vec::new(), changes: Vec::new(), changed_since: false };
    let made = step.operations.iter().zip(&step.forward).rev();
    for ((operation, forward), change) in made.zip(&step.inverse) {
        let own = book.entry(*operation);
        let last = book.last_entry(&change.target).is_some_and(|entry| entry.operation.id == *operation);
        let returns = book.value_without(&change.target, *operation) == change.value.as_ref();
        if own.is_some_and(Entry::never_left) && last && returns {
            taken.withdrawn.push((*operation, change.clone()));
        } else if last || entry::says(book, forward) {
            // What the step made stands there, by its own operation or by one that returned to it.
            taken.changes.push(change.clone());
        } else if !entry::says(book, change) {
            taken.changed_since = true;
        }
    }
    taken
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

/// An entry goes from the screen: it was withdrawn, or could not be recorded.
pub fn forget(state: &mut State, journal: Option<&JournalId>, operation: OperationId) {
    let Some(line) = state.waiting.remove(operation) else { return };
    let gone = Entry { life: Life::Withdrawn, ..line.entry };
    for (id, open) in &mut state.books {
        if journal.is_none_or(|journal| journal == id) && open.book.entry(operation).is_some() {
            open.book.put(gone.clone());
        }
    }
}

/// Makes the edit again that was taken back last.
fn redo(state: &mut State, journal: &JournalId, answers: &Answers) -> Vec<Effect> {
    let Some(step) = state.redo.last().filter(|step| step.journal == *journal).cloned() else {
        say(state, "notice-nothing-to-redo");
        return Vec::new();
    };
    let (Some(desk), Some(open)) = (state.desk.as_mut(), state.books.get(journal)) else { return Vec::new() };
    match entry::propose(desk, &open.book, step.forward.clone(), answers) {
        Outcome::Edit(edit) => {
            state.redo.pop();
            let again = Step::of(journal.clone(), step.at.clone(), &edit);
            let effects = make(state, journal, edit, UndoChange::Push(Box::new(again.clone())));
            state.undo.push(again);
            show(state, &step);
            effects
        }
        Outcome::Same => {
            state.redo.pop();
            Vec::new()
        }
        outcome => conclude(state, journal, Attempt::Redo, answers.clone(), outcome),
    }
}

/// The cursor goes to where the edit was made.
fn show(state: &mut State, step: &Step) {
    if state.screen == Screen::Grid && step.at.is_some() {
        state.screens.grid.cursor.clone_from(&step.at);
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
