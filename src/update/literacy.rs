//! The mark for literacy of a composition in literature goes into the journal of Russian by itself, where the same person
//! gives both; the status line says where it went, or why it waits and whom to tell.

use super::ask;
use super::edit::{make, step_of};
use crate::domain::{JournalId, Lesson, PeriodId};
use crate::effect::{Effect, UndoChange};
use crate::entry::{Literacy, Outcome, Spot, Way};
use crate::state::{Notice, State, program::Carried};

/// After two marks were entered for a composition in literature the second goes on; after they were taken away it is
/// withdrawn.
pub fn carry(state: &mut State, journal: &JournalId, spot: &Spot, text: &str) -> Vec<Effect> {
    let found = state.desk.as_ref().zip(state.book(journal)).and_then(|(desk, book)| {
        let period = book.page().period.id.clone();
        Some((Literacy::of_cell(desk, book, spot, text)?, period))
    });
    let Some((literacy, period)) = found else { return Vec::new() };
    let Some(russian) = russian_of(state, &literacy) else {
        unknown(state, &literacy);
        return Vec::new();
    };
    if state.book(&russian).is_some_and(|book| book.page().period.id == period) {
        return enter(state, &russian, &literacy);
    }
    read(state, russian, period, literacy)
}

fn read(state: &mut State, journal: JournalId, period: PeriodId, literacy: Literacy) -> Vec<Effect> {
    let asked = state.program.literacy.iter().find(|carried| carried.journal == journal).map(|carried| carried.generation);
    if let Some(generation) = asked {
        state.program.literacy.push(Carried { journal, literacy, generation });
        return Vec::new();
    }
    let generation = ask(state);
    state.program.literacy.push(Carried { journal: journal.clone(), literacy, generation });
    vec![Effect::LoadPage { journal, period, generation }]
}

/// The journal of Russian of the class, as far as anything that was read names it.
fn russian_of(state: &State, literacy: &Literacy) -> Option<JournalId> {
    let desk = state.desk.as_ref()?;
    let of_books = state.books.values().map(|open| &open.book.page().journal);
    let journals = of_books.chain(&state.screens.journals.journals);
    // Where a class is divided, the own subgroup comes first.
    let found = journals.filter(|journal| literacy.goes_into(desk, journal));
    if let Some(journal) = found.min_by_key(|journal| journal.teacher.id != desk.account.id) {
        return Some(journal.id.clone());
    }
    let is_it = |lesson: &&Lesson| lesson.class == literacy.class && desk.profile.is_russian(&lesson.subject);
    state.agenda.rows().map(|row| &row.lesson).find(is_it).map(|lesson| lesson.journal.clone())
}

fn enter(state: &mut State, journal: &JournalId, literacy: &Literacy) -> Vec<Effect> {
    if literacy.mark.is_none() {
        return withdraw(state, journal, literacy);
    }
    let (Some(desk), Some(open)) = (state.desk.as_mut(), state.books.get(journal)) else { return Vec::new() };
    let day = |lesson: &Lesson| vec![("date", lesson.date.format("%d.%m").to_string())];
    let (key, args) = match literacy.way(desk, &open.book) {
        Way::Here(lesson) => ("notice-literacy-written", day(lesson)),
        Way::Later(lesson) => ("notice-literacy-later", day(lesson)),
        Way::Other(teacher) => ("notice-literacy-other", vec![("teacher", teacher.short_name.clone())]),
        Way::Nowhere => ("notice-literacy-nowhere", Vec::new()),
    };
    let outcome = literacy.enter(desk, &open.book);
    let effects = match outcome {
        Outcome::Edit(edit) => record(state, journal, edit),
        Outcome::Same => Vec::new(),
        Outcome::Refused(findings) | Outcome::Ask { findings, .. } => {
            state.notice = Some(Notice::Refused(findings));
            return Vec::new();
        }
    };
    say(state, key, literacy, args);
    effects
}

/// The mark for literacy goes with those of literature. Where it cannot, the person is told where it stands.
fn withdraw(state: &mut State, journal: &JournalId, literacy: &Literacy) -> Vec<Effect> {
    let (Some(desk), Some(open)) = (state.desk.as_mut(), state.books.get(journal)) else { return Vec::new() };
    let Some((date, outcome)) = literacy.withdraw(desk, &open.book) else { return Vec::new() };
    let (key, effects) = match outcome {
        Outcome::Edit(edit) => ("notice-literacy-withdrawn", record(state, journal, edit)),
        _ => ("notice-literacy-left", Vec::new()),
    };
    say(state, key, literacy, vec![("date", date.format("%d.%m").to_string())]);
    effects
}

fn record(state: &mut State, journal: &JournalId, edit: crate::entry::Edit) -> Vec<Effect> {
    let step = step_of(state, journal, None, &edit);
    let effects = make(state, journal, edit, UndoChange::Push(Box::new(step.clone())));
    state.undo.push(step);
    effects
}

/// The journal of Russian came: what waited for it goes in.
pub fn arrived(state: &mut State, journal: &JournalId) -> Vec<Effect> {
    let all = std::mem::take(&mut state.program.literacy);
    let (here, waiting): (Vec<Carried>, Vec<Carried>) = all.into_iter().partition(|carried| carried.journal == *journal);
    state.program.literacy = waiting;
    here.iter().flat_map(|carried| enter(state, journal, &carried.literacy)).collect()
}

/// The journal of Russian is not to be had: the mark stays in the comment of the cell.
pub fn missing(state: &mut State, generation: u64) {
    let all = std::mem::take(&mut state.program.literacy);
    let (gone, waiting): (Vec<Carried>, Vec<Carried>) =
        all.into_iter().partition(|carried| carried.generation == generation);
    state.program.literacy = waiting;
    for carried in gone {
        unknown(state, &carried.literacy);
    }
}

/// A mark that was never written elsewhere leaves nothing to say when it goes.
fn unknown(state: &mut State, literacy: &Literacy) {
    if literacy.mark.is_some() {
        say(state, "notice-literacy-unknown", literacy, Vec::new());
    }
}

fn say(state: &mut State, key: &'static str, literacy: &Literacy, mut args: Vec<(&'static str, String)>) {
    args.extend(literacy.mark.map(|mark| ("mark", mark.to_string())));
    state.notice = Some(Notice::Says(key, args));
}
