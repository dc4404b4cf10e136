//! «Сроки»: filters, and the way into a lesson.

use chrono::Days;

use super::{ask, go, moved, say};
use crate::action::Action;
use crate::domain::LessonStatus;
use crate::effect::Effect;
use crate::state::deadlines::Shown;
use crate::state::dialog::FilterBy;
use crate::state::today::Loading;
use crate::state::{Dialog, State, TextField};

/// The deadlines are shown: they are read anew.
pub fn arrive(state: &mut State) -> Vec<Effect> {
    let Some(now) = state.clock() else { return Vec::new() };
    let mut effects = Vec::new();
    if state.screens.journals.journals.is_empty() {
        let generation = ask(state);
        state.screens.journals.asked = generation;
        effects.push(Effect::LoadJournals { generation });
    }
    let generation = ask(state);
    let deadlines = &mut state.screens.deadlines;
    let date = *deadlines.date.get_or_insert(now.date());
    deadlines.asked = generation;
    if deadlines.status.is_none() {
        deadlines.loading = Loading::Asked;
    }
    effects.push(Effect::LoadStatus { date, generation });
    effects
}

/// Carries out an action on the deadlines.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let deadlines = &mut state.screens.deadlines;
    match action {
        Action::Back => return go::back(state),
        Action::Open => return open(state),
        Action::Left | Action::Right => {
            let day = Days::new(1);
            deadlines.date = deadlines.date.and_then(|date| {
                if action == Action::Left { date.checked_sub_days(day) } else { date.checked_add_days(day) }
            });
            deadlines.status = None;
            deadlines.selected = None;
            return arrive(state);
        }
        Action::OnlyUnfilled => {
            deadlines.shown = if deadlines.shown == Shown::All { Shown::Unfilled } else { Shown::All };
            select(state, Action::Back);
        }
        Action::FilterClass => {
            let line = TextField::new(deadlines.class.as_str());
            state.dialog = Some(Dialog::Filter { by: FilterBy::Class, line });
        }
        Action::FilterTeacher => {
            let line = TextField::new(deadlines.teacher.as_str());
            state.dialog = Some(Dialog::Filter { by: FilterBy::Teacher, line });
        }
        _ => select(state, action),
    }
    Vec::new()
}

/// Moves the cursor, and keeps it on a lesson that is shown.
pub fn select(state: &mut State, action: Action) {
    let deadlines = &state.screens.deadlines;
    let lessons = deadlines.lessons();
    let at = deadlines.selected.as_ref().and_then(|id| lessons.iter().position(|lesson| lesson.lesson == *id));
    let page = usize::from(state.program.size.rows.saturating_sub(7)).max(1);
    let selected = moved(at, lessons.len(), action, page).map(|at| lessons[at].lesson.clone());
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

/// Opens the journal of the lesson under the cursor.
fn open(state: &mut State) -> Vec<Effect> {
    let deadlines = &state.screens.deadlines;
    let selected = deadlines.selected.as_ref();
    let lessons = deadlines.lessons();
    let Some(lesson) = lessons.into_iter().find(|lesson| Some(&lesson.lesson) == selected) else { return Vec::new() };
    if let Some(place) = place_of(state, lesson) {
        go::open_grid(state, &place)
    } else {
        say(state, "notice-place-unknown");
        Vec::new()
    }
}

fn place_of(state: &State, lesson: &LessonStatus) -> Option<go::Place> {
    let journal = state.screens.journals.journals.iter().find(|journal| {
        journal.class_name == lesson.class && journal.subject == lesson.subject && journal.group == lesson.group
    })?;
    Some(go::Place {
        journal: journal.id.clone(),
        grade: journal.grade,
        date: lesson.date,
        lesson: Some(lesson.lesson.clone()),
    })
}
