//! «Сегодня» and «Мои журналы».

use chrono::{DateTime, Days, NaiveDateTime, Utc};

use super::{ask, go, keys, moved, say};
use crate::action::Action;
use crate::domain::{LessonDuties, LessonId, LessonRow};
use crate::effect::Effect;
use crate::keys::{Context, Key};
use crate::protocol::Day;
use crate::state::today::{DayRow, Loading};
use crate::state::{Link, Screen, State};

/// The day is shown: it is read anew, and waiting entries are laid over it at once.
pub fn arrive(state: &mut State) -> Vec<Effect> {
    state.program.late.clear();
    let mut effects = refresh(state);
    effects.extend(load(state));
    effects
}

fn load(state: &mut State) -> Option<Effect> {
    let date = match state.screens.today.date {
        Some(date) => date,
        None => state.clock()?.date(),
    };
    let generation = ask(state);
    let today = &mut state.screens.today;
    today.date = Some(date);
    today.asked = generation;
    if today.rows.is_empty() {
        today.loading = Loading::Asked;
    }
    Some(Effect::LoadDay { date, generation })
}

/// The displayed minute turned: duties may have become late, and another lesson may run.
pub fn minute(state: &mut State) -> Vec<Effect> {
    let Some(now) = state.clock() else { return Vec::new() };
    let yesterday = now.date().pred_opt();
    if state.screens.today.date == yesterday && !state.screens.today.moved && state.screen == Screen::Today {
        state.screens.today.date = Some(now.date());
        return arrive(state);
    }
    match state.screen {
        Screen::Today => refresh(state),
        // What others filled, and what became late.
        Screen::Deadlines if state.program.link == Link::Up => super::deadlines::arrive(state),
        _ => Vec::new(),
    }
}

/// Takes the lessons of a day, and reads the journal of the selected lesson ahead.
pub fn take(state: &mut State, day: Day) -> Vec<Effect> {
    if state.screens.today.date != Some(day.date) {
        return Vec::new();
    }
    state.screens.today.plain = day.lessons;
    state.screens.today.loading = Loading::Here;
    let mut effects = refresh(state);
    let ahead = state.screens.today.selected.as_ref().and_then(|id| state.lesson(id)).map(|lesson| go::Place {
        journal: lesson.journal.clone(),
        grade: lesson.grade,
        date: lesson.date,
        lesson: None,
    });
    if state.screen == Screen::Today {
        effects.extend(ahead.and_then(|place| go::need_page(state, &place)));
        effects.extend(keys::press_early(state));
    }
    effects
}

/// Lays the entries that wait over the day, judges its duties, and tells the worker the nearest instant.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    let Some(desk) = &state.desk else { return Vec::new() };
    let now = desk.now();
    let rows: Vec<DayRow> = state.screens.today.plain.iter().filter_map(|plain| state.judged(plain)).collect();
    let due = rows.iter().filter_map(|row| nearest(&row.duties, now)).min();
    let local = desk.zone.local(now);
    let today = &mut state.screens.today;
    let gone = today.selected.as_ref().is_none_or(|id| rows.iter().all(|row| row.row.lesson.id != *id));
    if gone || !today.moved {
        today.selected = running(&rows.iter().map(|row| &row.row), local, today.opened.as_ref());
    }
    today.rows = rows;
    if state.program.due == due {
        return Vec::new();
    }
    state.program.due = due;
    vec![Effect::Due(due)]
}

fn nearest(duties: &LessonDuties, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    duties.nearest().and_then(|duty| duty.due).filter(|due| *due > now)
}

/// The lesson that runs or comes next; the last one when all are over, the first one of another day. In the pause after a lesson
/// the one that was opened last: who comes back from its journal is not done with it.
fn running<'a>(
    rows: &(impl DoubleEndedIterator<Item = &'a LessonRow> + Clone),
    now: NaiveDateTime,
    opened: Option<&LessonId>,
) -> Option<LessonId> {
    let mut given = rows.clone().filter(|row| !row.lesson.cancelled);
    let next = given.clone().find(|row| now < row.lesson.ends_at());
    let is_pause = next.is_none_or(|row| now < row.lesson.starts_at());
    if let Some(opened) = opened.filter(|id| is_pause && rows.clone().any(|row| row.lesson.id == **id)) {
        return Some(opened.clone());
    }
    let mut all = rows.clone();
    let another_day = all.clone().find(|row| row.lesson.date != now.date());
    another_day.or(next).or_else(|| given.next_back()).or_else(|| all.next()).map(|row| row.lesson.id.clone())
}

/// Carries out an action on the day.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Left => other_day(state, Direction::Back),
        Action::Right => other_day(state, Direction::On),
        Action::ToRunning => {
            let now = state.clock();
            let today = &mut state.screens.today;
            today.moved = false;
            today.date = now.map(|now| now.date());
            arrive(state)
        }
        Action::Open if state.screens.today.rows.is_empty() => nearest_day(state),
        Action::Open => with_lesson(state, go::open_grid),
        Action::RollCall => with_lesson(state, go::open_roll_call),
        Action::Lesson => with_lesson(state, go::open_lesson),
        Action::Deadlines => go::open(state, Screen::Deadlines),
        _ => {
            let today = &mut state.screens.today;
            if let Some(at) = moved(today.row(), today.rows.len(), action, 10) {
                today.selected = Some(today.rows[at].row.lesson.id.clone());
                today.moved = true;
            }
            Vec::new()
        }
    }
}

/// Whether the key is meant for a lesson of the day.
pub fn needs_lesson(state: &State, context: Context, key: Key) -> bool {
    let Some(action) = state.program.keys.action(context, key) else { return false };
    let moves =
        matches!(action, Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last);
    moves || action == Action::Open || state.why_not(action) == Some("notice-no-lesson")
}

/// On a day without lessons: to the nearest school day. Only the view moves, not the clock.
fn nearest_day(state: &mut State) -> Vec<Effect> {
    let Some(nearest) = state.nearest_school_day(state.screens.today.date) else {
        return with_lesson(state, go::open_grid);
    };
    state.screens.today.date = Some(nearest);
    state.screens.today.selected = None;
    state.screens.today.moved = false;
    load(state).into_iter().collect()
}

/// Carries out an intention on the lesson that the screen speaks of.
pub fn with_lesson(state: &mut State, open: impl FnOnce(&mut State, &go::Place) -> Vec<Effect>) -> Vec<Effect> {
    if let Some(place) = go::lesson_here(state) {
        if state.screen == Screen::Today {
            state.screens.today.opened.clone_from(&place.lesson);
        }
        open(state, &place)
    } else {
        say(state, "notice-no-lesson");
        Vec::new()
    }
}

/// Which way the days go.
#[derive(Clone, Copy)]
enum Direction {
    Back,
    On,
}

fn other_day(state: &mut State, direction: Direction) -> Vec<Effect> {
    let today = &mut state.screens.today;
    let day = Days::new(1);
    let other = today.date.and_then(|date| match direction {
        Direction::Back => date.checked_sub_days(day),
        Direction::On => date.checked_add_days(day),
    });
    today.date = other;
    today.rows.clear();
    today.plain.clear();
    today.selected = None;
    today.moved = false;
    load(state).into_iter().collect()
}

/// Carries out an action on the list of journals.
pub fn act_on_journals(state: &mut State, action: Action) -> Vec<Effect> {
    let today = state.clock().map(|now| now.date());
    let journals = &mut state.screens.journals;
    let at = journals.selected.as_ref().and_then(|id| journals.journals.iter().position(|journal| journal.id == *id));
    match action {
        Action::Open => {
            let (Some(date), Some(at)) = (today, at) else { return Vec::new() };
            let journal = &journals.journals[at];
            let place = go::Place { journal: journal.id.clone(), grade: journal.grade, date, lesson: None };
            go::open_grid(state, &place)
        }
        Action::Back => go::back(state),
        _ => {
            if let Some(at) = moved(at, journals.journals.len(), action, 10) {
                journals.selected = Some(journals.journals[at].id.clone());
            }
            Vec::new()
        }
    }
}
