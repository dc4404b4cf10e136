//! «Неделя»: the cursor over days and lessons; «План»: the cursor over its items.

use chrono::{Days, NaiveDate};

use super::{go, jump, moved, say, today};
use crate::action::Action;
use crate::domain::{LessonId, PlanItemId};
use crate::effect::Effect;
use crate::state::week::{SCHOOL_DAYS, monday_of};
use crate::state::{Screen, State};

/// The week is shown: its days are read anew.
pub fn arrive(state: &mut State) -> Vec<Effect> {
    let Some(now) = state.clock() else { return Vec::new() };
    let week = &mut state.screens.week;
    let date = *week.date.get_or_insert(now.date());
    week.monday = Some(monday_of(date));
    let days: Vec<NaiveDate> = week.days().collect();
    let mut effects: Vec<Effect> = days.into_iter().map(|date| jump::load(state, date)).collect();
    // The worker watches the day that it was asked for last.
    effects.extend(state.screens.today.date.map(|date| jump::load(state, date)));
    settle(state);
    effects
}

/// The cursor stands on a lesson of its day, as long as the day has one.
pub fn settle(state: &mut State) {
    let week = &state.screens.week;
    let Some(date) = week.date else { return };
    let lessons = of_day(state, date);
    if week.selected.as_ref().is_none_or(|id| !lessons.contains(id)) {
        state.screens.week.selected = lessons.into_iter().next();
    }
}

fn of_day(state: &State, date: NaiveDate) -> Vec<LessonId> {
    state.agenda.day(date).unwrap_or_default().iter().map(|row| row.lesson.id.clone()).collect()
}

/// Carries out an action on the week.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(date) = state.screens.week.date else { return Vec::new() };
    match action {
        Action::Back => go::back(state),
        Action::Left => go_to(state, date.checked_sub_days(Days::new(if date == monday_of(date) { 2 } else { 1 }))),
        Action::Right => {
            let is_last = date.checked_sub_days(Days::new(SCHOOL_DAYS - 1)) == Some(monday_of(date));
            go_to(state, date.checked_add_days(Days::new(if is_last { 2 } else { 1 })))
        }
        Action::PreviousDay | Action::PageUp => go_to(state, date.checked_sub_days(Days::new(7))),
        Action::NextDay | Action::PageDown => go_to(state, date.checked_add_days(Days::new(7))),
        Action::ToRunning => {
            let today = state.clock().map(|now| now.date());
            go_to(state, today)
        }
        Action::Open => today::with_lesson(state, go::open_grid),
        Action::RollCall => today::with_lesson(state, go::open_roll_call),
        Action::Lesson => today::with_lesson(state, go::open_lesson),
        _ => {
            let lessons = of_day(state, date);
            let at = state.screens.week.selected.as_ref().and_then(|id| lessons.iter().position(|other| other == id));
            if let Some(at) = moved(at, lessons.len(), action, 10) {
                state.screens.week.selected = Some(lessons[at].clone());
            }
            Vec::new()
        }
    }
}

/// The cursor goes to another day; to another week when the day lies in one. It stays on the lesson of the same number.
fn go_to(state: &mut State, date: Option<NaiveDate>) -> Vec<Effect> {
    let Some(date) = date else { return Vec::new() };
    let number = state.screens.week.selected.as_ref().and_then(|id| state.lesson(id)).map(|lesson| lesson.number);
    let is_same_week = state.screens.week.monday == Some(monday_of(date));
    state.screens.week.date = Some(date);
    state.screens.week.selected = state.agenda.day(date).and_then(|rows| {
        let nearest = rows.iter().min_by_key(|row| row.lesson.number.abs_diff(number.unwrap_or(0)));
        nearest.map(|row| row.lesson.id.clone())
    });
    if is_same_week { Vec::new() } else { arrive(state) }
}

/// Opens the plan of the journal that the screen speaks of.
pub fn open_plan(state: &mut State) -> Vec<Effect> {
    let place = match state.screen {
        Screen::Grid => state.screens.grid.journal.clone().map(|journal| (journal, None)),
        _ => go::lesson_here(state).map(|place| (place.journal.clone(), Some(place))),
    };
    let Some((journal, place)) = place else {
        say(state, "notice-no-lesson");
        return Vec::new();
    };
    state.screens.plan.journal = Some(journal);
    state.screens.plan.selected = None;
    let needed = place.and_then(|place| go::need_page(state, &place));
    let mut effects = go::open(state, Screen::Plan);
    effects.extend(needed);
    effects
}

/// Carries out an action on the plan.
pub fn act_on_plan(state: &mut State, action: Action) -> Vec<Effect> {
    if action == Action::Back {
        return go::back(state);
    }
    let Some(book) = state.screens.plan.journal.as_ref().and_then(|journal| state.book(journal)) else { return Vec::new() };
    let ids: Vec<PlanItemId> = book.page().plan.iter().map(|item| item.id.clone()).collect();
    let next = crate::entry::next_topic(book).map(|item| item.id.clone());
    let at = state.screens.plan.selected.clone().or(next).and_then(|id| ids.iter().position(|other| *other == id));
    let page = usize::from(state.program.size.rows.saturating_sub(6)).max(1);
    if action == Action::ToRunning {
        state.screens.plan.selected = None;
    } else if let Some(at) = moved(at, ids.len(), action, page) {
        state.screens.plan.selected = Some(ids[at].clone());
    }
    Vec::new()
}
