//! «Перекличка»: everyone is present unless named.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::attempt;
use super::keys::{Typed, edit_line};
use super::{ask, go, moved, named};
use crate::action::Action;
use crate::domain::{JournalId, KnownFrom, Lesson, LessonId, PupilId, Target};
use crate::effect::Effect;
use crate::entry::{Answers, Book, belongs};
use crate::state::roll_call::{Focus, RollCall};
use crate::state::today::Loading;
use crate::state::{Attempt, State};

/// Opens the roll call of a lesson. Absences that are marked stand in it already; what others know of the day is asked for
/// anew where the day is the present one.
pub fn open(state: &mut State, journal: JournalId, lesson: LessonId) -> Option<Effect> {
    let date = state.lesson(&lesson).map(|lesson| lesson.date);
    state.screens.roll_call = RollCall { journal: Some(journal), lesson: Some(lesson), ..RollCall::default() };
    fill(state);
    let today = state.clock()?.date();
    let date = date.filter(|date| *date == today)?;
    let generation = ask(state);
    state.agenda.asked(generation, date);
    Some(Effect::LoadDay { date, generation })
}

/// The day was read anew: who became known to be absent meanwhile is proposed too. What was done by hand stays.
pub fn news(state: &mut State) {
    if state.screens.roll_call.loading == Loading::Here {
        propose(state);
        read(state);
    }
}

/// Takes over who is known to be absent, from the class's other lessons of the day and from its teacher.
fn propose(state: &mut State) {
    let call = &state.screens.roll_call;
    let (Some(journal), Some(id)) = (&call.journal, &call.lesson) else { return };
    let Some((book, lesson)) = state.book(journal).and_then(|book| Some((book, book.page().lesson(id)?))) else { return };
    let mut known: BTreeMap<PupilId, KnownFrom> = BTreeMap::new();
    if book.value(&Target::Attendance { lesson: id.clone() }).is_none() {
        let told = state.day_row(id).map(|row| row.known.as_slice()).unwrap_or_default();
        let listed = |pupil: &PupilId| book.page().pupil(pupil).is_some_and(|pupil| belongs(pupil, lesson));
        known.extend(crate::entry::absent_today(book, lesson));
        known.extend(told.iter().filter(|told| listed(&told.pupil)).map(|told| (told.pupil.clone(), told.from.clone())));
    }
    known.retain(|pupil, _| !call.marked.contains(pupil));
    let call = &mut state.screens.roll_call;
    call.doubtful.retain(|pupil| !known.contains_key(pupil));
    call.known = known;
}

/// Fills the form when the page is here.
pub fn fill(state: &mut State) {
    let call = &state.screens.roll_call;
    let (Some(journal), Some(id)) = (&call.journal, &call.lesson) else { return };
    let Some(book) = state.book(journal) else { return };
    let Some(lesson) = book.page().lesson(id) else {
        state.screens.roll_call.loading = Loading::Missing;
        return;
    };
    let marked: BTreeSet<PupilId> = absent_from(book, lesson).collect();
    let doubtful = crate::entry::absent_before(book, lesson);
    let call = &mut state.screens.roll_call;
    call.marked = marked;
    call.doubtful = doubtful;
    call.loading = Loading::Here;
    propose(state);
    read(state);
}

fn absent_from<'a>(book: &'a Book, lesson: &'a Lesson) -> impl Iterator<Item = PupilId> + 'a {
    let absent =
        |pupil: &PupilId| book.value(&Target::Absence { lesson: lesson.id.clone(), pupil: pupil.clone() }).is_some();
    book.pupils().iter().map(|pupil| &pupil.id).filter(move |pupil| absent(pupil)).cloned()
}

/// Reads the line anew: who is named, and which words name nobody or too many.
fn read(state: &mut State) {
    let call = &state.screens.roll_call;
    let (Some(journal), Some(lesson)) = (&call.journal, &call.lesson) else { return };
    let Some(book) = state.book(journal) else { return };
    let Some(lesson) = book.page().lesson(lesson) else { return };
    let (named, unclear) = named::read(book, lesson, call.line.text());
    let call = &mut state.screens.roll_call;
    let confirmed: BTreeSet<PupilId> = named.union(&call.marked).cloned().collect();
    let is_spared = |pupil: &&PupilId| !call.spared.contains(*pupil);
    call.unconfirmed = call.known.keys().filter(|pupil| !confirmed.contains(pupil)).filter(is_spared).cloned().collect();
    call.absent = confirmed.iter().filter(is_spared).chain(&call.unconfirmed).cloned().collect();
    call.unclear = unclear;
}

/// Takes text typed into the line.
pub fn typed(state: &mut State, text: &str) {
    state.screens.roll_call.line.insert(text);
    read(state);
}

/// Carries out an action on the roll call.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let at = row(state);
    let call = &mut state.screens.roll_call;
    match (action, call.focus) {
        (Action::Back, _) => return go::back_from_form(state),
        (Action::Accept, _) => return accept(state),
        (Action::Undo, _) => {
            call.line.clear();
            call.spared.clear();
            read(state);
        }
        (Action::Down | Action::Up, Focus::Line) => {
            call.focus = Focus::List;
            if call.cursor.is_none() {
                go_to(state, Action::First);
            }
        }
        (Action::Up, Focus::List) if at == Some(0) => call.focus = Focus::Line,
        (Action::NextField, Focus::List) => call.focus = Focus::Line,
        (Action::Toggle, _) => toggle(state),
        (Action::Left, Focus::List) => go_to(state, Action::PageUp),
        (Action::Right, Focus::List) => go_to(state, Action::PageDown),
        (action, Focus::List) => go_to(state, action),
        (action, Focus::Line) => {
            if edit_line(&mut call.line, action) == Typed::Changed {
                read(state);
            }
        }
    }
    Vec::new()
}

/// Pupils of the list: those who belong to the class on the lesson's date.
fn list(state: &State) -> Vec<PupilId> {
    let call = &state.screens.roll_call;
    let book = call.journal.as_ref().and_then(|journal| state.book(journal));
    let Some((book, lesson)) = book.zip(call.lesson.as_ref()) else { return Vec::new() };
    let Some(lesson) = book.page().lesson(lesson) else { return Vec::new() };
    let listed = book.pupils().iter().filter(|pupil| belongs(pupil, lesson));
    listed.map(|pupil| pupil.id.clone()).collect()
}

fn row(state: &State) -> Option<usize> {
    let cursor = state.screens.roll_call.cursor.as_ref()?;
    list(state).iter().position(|pupil| pupil == cursor)
}

/// How many pupils stand in one column of the list.
const COLUMN: usize = 10;

fn go_to(state: &mut State, action: Action) {
    let list = list(state);
    if let Some(at) = moved(row(state), list.len(), action, COLUMN) {
        state.screens.roll_call.cursor = Some(list[at].clone());
    }
}

/// The pupil under the cursor becomes absent, or present.
fn toggle(state: &mut State) {
    let call = &mut state.screens.roll_call;
    let Some(pupil) = call.cursor.clone() else { return };
    call.is_toggled = true;
    call.doubtful.remove(&pupil);
    if call.absent.contains(&pupil) {
        call.marked.remove(&pupil);
        call.spared.insert(pupil);
    } else {
        call.spared.remove(&pupil);
        call.marked.insert(pupil);
    }
    read(state);
}

fn accept(state: &mut State) -> Vec<Effect> {
    let call = &state.screens.roll_call;
    if let Some(unclear) = call.unclear.first() {
        state.notice = Some(named::notice(unclear));
        return Vec::new();
    }
    let (Some(journal), Some(lesson)) = (call.journal.clone(), call.lesson.clone()) else { return Vec::new() };
    let absent = call.absent.clone();
    attempt(state, &journal, Attempt::RollCall { lesson, absent }, Answers::default())
}
