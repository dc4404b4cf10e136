//! «Итоги»: the cursor over pupils and periods, and marks entered with the keys of a cell.

use super::edit::attempt;
use super::{ask, go, keys, moved, say};
use crate::action::Action;
use crate::domain::{JournalId, PeriodId, PeriodKind, TermMark};
use crate::effect::Effect;
use crate::entry::{self, Answers, TermSpot};
use crate::keys::Symbol;
use crate::state::dialog::Then;
use crate::state::grid::pupils_shown;
use crate::state::today::Loading;
use crate::state::{Attempt, Screen, State};

/// Opens the marks of periods of the journal that the screen speaks of.
pub fn open(state: &mut State) -> Vec<Effect> {
    let place = match state.screen {
        Screen::Grid => state.screens.grid.journal.clone().map(|journal| (journal, state.screens.grid.period.clone())),
        Screen::Journals => state.screens.journals.selected.clone().map(|journal| (journal, None)),
        Screen::Plan => state.screens.plan.journal.clone().map(|journal| (journal, None)),
        _ => go::lesson_here(state).map(|place| (place.journal, None)),
    };
    let Some((journal, period)) = place else {
        say(state, "notice-no-lesson");
        return Vec::new();
    };
    let pupil = state.screens.grid.cursor.as_ref().filter(|_| state.screen == Screen::Grid).map(|spot| spot.pupil.clone());
    open_at(state, journal, period, pupil)
}

/// Opens the marks of periods of a journal at a period and a pupil.
pub fn open_at(
    state: &mut State,
    journal: JournalId,
    period: Option<PeriodId>,
    pupil: Option<crate::domain::PupilId>,
) -> Vec<Effect> {
    let terms = &mut state.screens.terms;
    if terms.journal.as_ref() != Some(&journal) {
        terms.cursor = None;
    }
    terms.journal = Some(journal);
    let known = terms.cursor.take();
    let period = period.or_else(|| known.as_ref().map(|spot| spot.period.clone()));
    let pupil = pupil.or_else(|| known.map(|spot| spot.pupil));
    if let (Some(period), Some(pupil)) = (period.clone(), pupil) {
        terms.cursor = Some(TermSpot { period, pupil });
    }
    if state.screen == Screen::Terms { arrive(state) } else { go::open(state, Screen::Terms) }
}

/// The screen is shown, or its cursor came to another period: the page of the period is read unless it is here.
pub fn arrive(state: &mut State) -> Vec<Effect> {
    place(state);
    let Some(journal) = state.screens.terms.journal.clone() else { return Vec::new() };
    let wanted = state.screens.terms.cursor.as_ref().map(|spot| spot.period.clone()).or_else(|| current(state, &journal));
    let Some(period) = wanted else {
        state.screens.terms.loading = Loading::Missing;
        return Vec::new();
    };
    if let Some(open) = state.books.get_mut(&journal) {
        open.used = state.program.generation;
        if open.book.page().period.id == period {
            refresh(state);
            return Vec::new();
        }
    }
    let generation = ask(state);
    let terms = &mut state.screens.terms;
    terms.rows.clear();
    (terms.loading, terms.asked) = (Loading::Asked, generation);
    vec![Effect::LoadPage { journal, period, generation }]
}

/// Reads the page of the period under the cursor anew; what is shown stays.
pub fn reload(state: &mut State) -> Option<Effect> {
    let (journal, spot) = here(state)?;
    let generation = ask(state);
    state.screens.terms.asked = generation;
    Some(Effect::LoadPage { journal, period: spot.period, generation })
}

/// The period that runs, for a journal whose page is not here yet.
fn current(state: &State, journal: &JournalId) -> Option<PeriodId> {
    let of_list = state.screens.journals.journals.iter().find(|listed| listed.id == *journal).map(|listed| listed.grade);
    let of_day = || {
        let rows =
            state.screens.today.rows.iter().map(|row| &row.row.lesson).chain(state.agenda.rows().map(|row| &row.lesson));
        rows.into_iter().find(|lesson| lesson.journal == *journal).map(|lesson| lesson.grade)
    };
    let grade = of_list.or_else(of_day)?;
    state.period_of(grade, state.clock()?.date()).map(|period| period.id.clone())
}

/// The cursor stands on a pupil and a period of the page.
fn place(state: &mut State) {
    let Some(book) = state.terms_book() else { return };
    let now = state.clock().map(|now| now.date());
    let shown = state.terms_periods();
    let cursor = state.screens.terms.cursor.as_ref();
    let kept = cursor.map(|spot| &spot.period).filter(|id| shown.iter().any(|period| period.id == **id)).cloned();
    let of_page = Some(&book.page().period.id).filter(|id| shown.iter().any(|period| period.id == **id)).cloned();
    let running = || now.and_then(|date| state.period_of(book.page().journal.grade, date)).map(|period| period.id.clone());
    let pupil = cursor.map(|spot| spot.pupil.clone()).filter(|pupil| book.row_of(pupil).is_some());
    let pupil = pupil.or_else(|| book.pupils().first().map(|pupil| pupil.id.clone()));
    let spot = kept.or(of_page).or_else(running).zip(pupil).map(|(period, pupil)| TermSpot { period, pupil });
    state.screens.terms.cursor = spot;
}

/// What the engine says of every pupil, from the page that is here.
pub fn refresh(state: &mut State) {
    place(state);
    refresh_rows(state);
    state.screens.terms.loading = Loading::Here;
}

/// The same after an entry: the year's mark is made from those of its quarters.
pub fn refresh_rows(state: &mut State) {
    state.screens.terms.rows = state.judged_terms();
}

/// The page of the journal came.
pub fn arrived(state: &mut State) -> Vec<Effect> {
    place(state);
    let here = state.terms_book().zip(state.screens.terms.cursor.as_ref());
    if here.is_some_and(|(book, spot)| book.page().period.id == spot.period) {
        refresh(state);
        return keys::press_early(state);
    }
    // Its pupils and periods are known now, and the cursor stands on another period than the page's.
    if state.screens.terms.loading == Loading::Here { arrive(state) } else { Vec::new() }
}

/// Takes an entry symbol: the keys of a cell, `н` means «н/а».
pub fn symbol(state: &mut State, symbol: Symbol) -> Vec<Effect> {
    state.screens.terms.findings.clear();
    let Some((journal, spot)) = here(state) else {
        say(state, "notice-no-cell");
        return Vec::new();
    };
    let text = match symbol {
        Symbol::Digit(digit) => digit.to_string(),
        Symbol::Absence | Symbol::Zero => TermMark::NotAttested.to_string(),
        Symbol::Joiner | Symbol::AbsenceBegun | Symbol::AbsenceEnded => {
            say(state, "notice-key-unused");
            return Vec::new();
        }
    };
    write(state, &journal, spot, text, Then::Down)
}

/// The journal and the cell under the cursor.
pub fn here(state: &State) -> Option<(JournalId, TermSpot)> {
    let terms = &state.screens.terms;
    Some((terms.journal.clone()?, terms.cursor.clone()?))
}

fn write(state: &mut State, journal: &JournalId, spot: TermSpot, text: String, then: Then) -> Vec<Effect> {
    let reason = state.screens.terms.late.get(&spot.period).cloned();
    attempt(state, journal, Attempt::Term { spot, text, then }, Answers { reason, ..Answers::default() })
}

/// Carries out an action on the screen.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => go::back(state),
        Action::Clear => match here(state) {
            Some((journal, spot)) => write(state, &journal, spot, String::new(), Then::Stay),
            None => Vec::new(),
        },
        Action::TakeFix => take_proposal(state),
        Action::Open => open_grid(state),
        Action::Accept => {
            go_on(state, Then::Down);
            Vec::new()
        }
        _ => step(state, action),
    }
}

/// The mark that the rules put right, else the proposed one, goes into the cell.
fn take_proposal(state: &mut State) -> Vec<Effect> {
    let Some((journal, spot)) = here(state) else { return Vec::new() };
    let fix = state.screens.terms.findings.iter().find_map(|finding| finding.fix().map(str::to_owned));
    let proposed = || state.terms_row(&spot.pupil)?.proposal.map(|mark| mark.to_string());
    let Some(text) = fix.filter(|fix| fix.parse::<TermMark>().is_ok()).or_else(proposed) else {
        say(state, "notice-no-proposal");
        return Vec::new();
    };
    write(state, &journal, spot, text, Then::Down)
}

/// The journal of the period under the cursor. The year, an examination and the final mark have no lessons of their own.
fn open_grid(state: &mut State) -> Vec<Effect> {
    let (Some(journal), Some(period)) = (state.screens.terms.journal.clone(), state.terms_period()) else {
        return Vec::new();
    };
    let is_kept = matches!(period.kind, PeriodKind::Quarter | PeriodKind::HalfYear);
    let date = if is_kept { Some(period.start) } else { state.clock().map(|now| now.date()) };
    let grade = state.terms_book().map(|book| book.page().journal.grade);
    let (Some(date), Some(grade)) = (date, grade) else { return Vec::new() };
    state.screens.grid.person = state.screens.terms.cursor.as_ref().map(|spot| spot.pupil.clone());
    go::open_grid(state, &go::Place { journal, grade, date, lesson: None })
}

/// The cursor moves on after an entry.
pub fn go_on(state: &mut State, then: Then) {
    if then == Then::Down {
        let _ = step(state, Action::Down);
    }
}

fn step(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(book) = state.terms_book() else { return Vec::new() };
    let Some(spot) = state.screens.terms.cursor.clone() else { return Vec::new() };
    let periods: Vec<PeriodId> = state.terms_periods().iter().map(|period| period.id.clone()).collect();
    let page = pupils_shown(state.program.size).saturating_sub(1).max(1);
    let (row, column) = (book.row_of(&spot.pupil), periods.iter().position(|id| *id == spot.period));
    let (row, column) = match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
            (moved(row, book.pupils().len(), action, page), column)
        }
        Action::Left => (row, moved(column, periods.len(), Action::Up, 1)),
        Action::Right => (row, moved(column, periods.len(), Action::Down, 1)),
        Action::First | Action::Last => (row, moved(column, periods.len(), action, 1)),
        _ => (row, column),
    };
    let (Some(row), Some(column)) = (row, column) else { return Vec::new() };
    let next = TermSpot { period: periods[column].clone(), pupil: book.pupils()[row].id.clone() };
    go_to(state, next)
}

/// The cursor goes to a cell; the page of another period is read.
pub fn go_to(state: &mut State, next: TermSpot) -> Vec<Effect> {
    let is_same_period = state.screens.terms.cursor.as_ref().is_some_and(|spot| spot.period == next.period);
    state.screens.terms.findings.clear();
    state.screens.terms.cursor = Some(next);
    if is_same_period { Vec::new() } else { arrive(state) }
}

/// What the rules say of the last entry, or of the cell as it stands.
pub fn findings(state: &State) -> Vec<crate::domain::Finding> {
    let said = state.screens.terms.findings.clone();
    let (Some(desk), Some(book), Some(spot)) = (&state.desk, state.terms_book(), &state.screens.terms.cursor) else {
        return said;
    };
    if said.is_empty() { entry::term_findings(desk, book, spot) } else { said }
}
