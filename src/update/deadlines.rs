//! «Сроки»: filters, and the way into a lesson.

use chrono::{Days, NaiveDate};

use super::{ask, corrections, go, moved, say};
use crate::action::Action;
use crate::domain::Role;
use crate::effect::Effect;
use crate::state::deadlines::{Line, Shown, overdue};
use crate::state::dialog::FilterBy;
use crate::state::today::Loading;
use crate::state::{Dialog, State, TextField};

/// The deadlines are shown: they are read anew.
pub fn arrive(state: &mut State) -> Vec<Effect> {
    let Some(now) = state.clock() else { return Vec::new() };
    let generation = ask(state);
    let deadlines = &mut state.screens.deadlines;
    let date = *deadlines.date.get_or_insert(now.date());
    deadlines.asked = generation;
    if deadlines.status.is_none() {
        deadlines.loading = Loading::Asked;
    }
    let mut effects = vec![Effect::LoadStatus { date, generation }];
    if state.reads_corrections() {
        // Requests wait for whoever reads the deadlines: the screen says how many there are.
        effects.extend(corrections::arrive(state));
    }
    effects
}

/// Carries out an action on the deadlines.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let deadlines = &mut state.screens.deadlines;
    match action {
        Action::Back => return go::back(state),
        Action::Open if deadlines.status.as_ref().is_some_and(|status| status.lessons.is_empty()) => {
            return nearest_day(state);
        }
        Action::Open => return open(state),
        Action::PreviousDay => return other_day(state, NaiveDate::checked_sub_days),
        Action::NextDay => return other_day(state, NaiveDate::checked_add_days),
        // Without lessons there is nothing to move among.
        Action::Left if deadlines.lessons().is_empty() => return other_day(state, NaiveDate::checked_sub_days),
        Action::Right if deadlines.lessons().is_empty() => return other_day(state, NaiveDate::checked_add_days),
        Action::OnlyUnfilled => {
            deadlines.shown = if deadlines.shown == Shown::All { Shown::Unfilled } else { Shown::All };
            select(state, Action::Back);
        }
        Action::FilterClass => {
            let line = TextField::new(deadlines.class.as_str());
            state.dialog = Some(Dialog::Filter { by: FilterBy::Class, line });
        }
        Action::FilterTeacher => {
            if sees_no_names(state) {
                say(state, "deadlines-no-names");
                return Vec::new();
            }
            let deadlines = &state.screens.deadlines;
            let line = TextField::new(deadlines.teacher.as_str());
            state.dialog = Some(Dialog::Filter { by: FilterBy::Teacher, line });
        }
        _ => select(state, action),
    }
    Vec::new()
}

/// On a day without lessons: to the nearest school day.
fn nearest_day(state: &mut State) -> Vec<Effect> {
    let Some(nearest) = state.nearest_school_day(state.screens.deadlines.date) else { return Vec::new() };
    state.screens.deadlines.date = Some(nearest);
    state.screens.deadlines.status = None;
    arrive(state)
}

fn other_day(state: &mut State, step: fn(NaiveDate, Days) -> Option<NaiveDate>) -> Vec<Effect> {
    let deadlines = &mut state.screens.deadlines;
    deadlines.date = deadlines.date.and_then(|date| step(date, Days::new(1)));
    deadlines.status = None;
    deadlines.selected = None;
    arrive(state)
}

/// Moves the cursor, and keeps it on a lesson that is shown: along a line from lesson to lesson, up and down to the lesson
/// of the nearest number.
pub fn select(state: &mut State, action: Action) {
    let lines = state.screens.deadlines.lines();
    let selected = state.screens.deadlines.selected.as_ref();
    let place = selected.and_then(|id| {
        let number = |line: &Line<'_>| line.lessons.values().find(|lesson| lesson.lesson == *id).map(|lesson| lesson.number);
        lines.iter().enumerate().find_map(|(at, line)| Some((at, number(line)?)))
    });
    let page = usize::from(state.program.size.rows.saturating_sub(10)).max(1);
    let selected = match (place, action) {
        (Some((at, number)), Action::Left | Action::Right) => {
            let lessons = &lines[at].lessons;
            let beside = match action {
                Action::Left => lessons.range(..number).next_back(),
                _ => lessons.range(number + 1..).next(),
            };
            beside.or_else(|| lessons.get_key_value(&number)).map(|(_, lesson)| *lesson)
        }
        (Some((at, number)), _) => moved(Some(at), lines.len(), action, page).and_then(|at| {
            let lessons = lines[at].lessons.values();
            lessons.min_by_key(|lesson| lesson.number.abs_diff(number)).copied()
        }),
        // The first thing to see to: what is overdue stands in the first line.
        (None, _) => lines.first().and_then(|line| {
            let mut lessons = line.lessons.values();
            lessons.find(|lesson| overdue(lesson)).or_else(|| line.lessons.values().next()).copied()
        }),
    };
    let selected = selected.map(|lesson| lesson.lesson.clone());
    state.screens.deadlines.selected = selected;
}

/// What is typed filters at once.
pub fn filter(state: &mut State, by: FilterBy, text: &str) {
    let deadlines = &mut state.screens.deadlines;
    let filter = match by {
        FilterBy::Class => &mut deadlines.class,
        FilterBy::Teacher => &mut deadlines.teacher,
    };
    text.clone_into(filter);
    select(state, Action::Back);
}

/// Opens the journal of the lesson under the cursor, to read.
fn open(state: &mut State) -> Vec<Effect> {
    if sees_no_names(state) {
        say(state, "deadlines-closed");
        return Vec::new();
    }
    let deadlines = &state.screens.deadlines;
    let lessons = deadlines.status.iter().flat_map(|status| &status.lessons);
    let Some(lesson) = lessons.into_iter().find(|lesson| Some(&lesson.lesson) == deadlines.selected.as_ref()) else {
        return Vec::new();
    };
    let place = go::Place {
        journal: lesson.journal.clone(),
        grade: state.grade_of(&lesson.class),
        date: lesson.date,
        lesson: Some(lesson.lesson.clone()),
    };
    go::open_grid(state, &place)
}

fn sees_no_names(state: &State) -> bool {
    state.desk.as_ref().is_some_and(|desk| desk.account.role == Role::Analyst)
}
