//! «Проверка»: reads the journals of the current quarter, filters, and leads to the place of a remark.

use super::{ask, go, moved, say};
use crate::action::Action;
use crate::domain::roster::DateSpan;
use crate::domain::{Target, WorkId};
use crate::effect::Effect;
use crate::entry::{Scope, Spot, Survey, current_period};
use crate::regulation::Standing;
use crate::state::dialog::FilterBy;
use crate::state::lesson::Field;
use crate::state::review::Pointed;
use crate::state::today::Loading;
use crate::state::{Dialog, State, TextField};

/// The check is shown. A teacher's own is made anew each time; a whole school's once, and again by the key for reading anew.
pub fn arrive(state: &mut State) -> Vec<Effect> {
    let review = &state.screens.review;
    let is_school = review.survey.as_ref().is_some_and(|survey| survey.scope == Scope::School);
    if is_school && !review.partial {
        select(state, Action::Back);
        return Vec::new();
    }
    load(state)
}

/// Asks for the check of the current quarter up to today.
pub fn load(state: &mut State) -> Vec<Effect> {
    let Some(now) = state.clock() else { return Vec::new() };
    let from = current_period(&state.info.periods, now.date()).map_or(now.date(), |period| period.start);
    let span = DateSpan { from, to: now.date() };
    let generation = ask(state);
    let review = &mut state.screens.review;
    review.asked = generation;
    if review.survey.is_none() {
        review.loading = Loading::Asked;
    }
    vec![Effect::LoadReview { span, generation }]
}

/// The check came: from the store first, then with what the server says.
pub fn take(state: &mut State, survey: Survey, is_fresh: bool) {
    let review = &mut state.screens.review;
    review.partial = !is_fresh;
    review.survey = Some(survey);
    review.loading = Loading::Here;
    select(state, Action::Back);
}

/// Carries out an action on the list.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let is_school = state.home() == crate::state::Screen::Deadlines;
    let review = &mut state.screens.review;
    match action {
        Action::Back => return go::back(state),
        Action::Open => return open(state),
        Action::FilterSeverity => {
            review.shown = review.shown.next();
            select(state, Action::Back);
        }
        Action::FilterClass => {
            let line = TextField::new(review.class.as_str());
            state.dialog = Some(Dialog::Filter { by: FilterBy::Class, line });
        }
        Action::FilterTeacher if is_school => {
            let line = TextField::new(review.teacher.as_str());
            state.dialog = Some(Dialog::Filter { by: FilterBy::Teacher, line });
        }
        Action::FilterTeacher => say(state, "review-own-only"),
        _ => select(state, action),
    }
    Vec::new()
}

/// What is typed filters at once.
pub fn filter(state: &mut State, by: FilterBy, text: &str) {
    let review = &mut state.screens.review;
    let filter = match by {
        FilterBy::Class => &mut review.class,
        FilterBy::Teacher => &mut review.teacher,
    };
    text.clone_into(filter);
    select(state, Action::Back);
}

/// Moves the cursor, and keeps it on a remark that is shown: on the same one, else at the same place.
fn select(state: &mut State, action: Action) {
    let page = usize::from(state.program.size.rows.saturating_sub(10)).max(1);
    let review = &state.screens.review;
    let remarks = review.remarks();
    let known = |remark: &crate::regulation::Remark| review.selected.as_ref() == Some(&Pointed::at(remark));
    let at = remarks.iter().position(|(_, remark)| known(remark)).unwrap_or(review.place);
    let at = moved(Some(at), remarks.len(), action, page);
    let selected = at.map(|at| Pointed::at(remarks[at].1));
    let review = &mut state.screens.review;
    (review.selected, review.place) = (selected, at.unwrap_or(0));
}

/// Goes to the cell or the field of the remark under the cursor. Esc leads back to the same line.
fn open(state: &mut State) -> Vec<Effect> {
    let Some((lesson, remark)) = state.screens.review.under_cursor() else { return Vec::new() };
    let (target, standing) = (remark.target.clone(), remark.standing);
    let place = go::Place {
        journal: lesson.journal.clone(),
        grade: state.grade_of(&lesson.class),
        date: lesson.date,
        lesson: lesson.lesson.clone(),
    };
    let writes = state.home() == crate::state::Screen::Today;
    match target {
        Target::Topic { .. } | Target::Homework { .. } if writes => {
            let field = if matches!(target, Target::Topic { .. }) { Field::Topic } else { Field::Homework };
            let effects = go::open_lesson(state, &place);
            state.screens.lesson.field = field;
            effects
        }
        Target::Attendance { .. } if writes && matches!(standing, Standing::Missing | Standing::Waiting) => {
            go::open_roll_call(state, &place)
        }
        target => open_cell(state, &place, &target),
    }
}

/// Opens the grid with the cursor on the pupil and the work of a fact: now, or when the page comes.
fn open_cell(state: &mut State, place: &go::Place, target: &Target) -> Vec<Effect> {
    state.screens.grid.returns = None;
    let effects = go::open_grid(state, place);
    let pupil = target.pupil().cloned();
    let work = match (target, &place.lesson) {
        (Target::Marks { work, .. }, _) => Some(work.clone()),
        (_, Some(lesson)) => Some(WorkId::first_of(lesson)),
        _ => None,
    };
    if state.screens.grid.loading == Loading::Asked {
        state.screens.grid.cursor = work.zip(pupil.clone()).map(|(work, pupil)| Spot { work, pupil });
        state.screens.grid.person = pupil;
        return effects;
    }
    let Some(book) = state.open_book() else { return effects };
    let of_lesson = || place.lesson.as_ref().and_then(|lesson| book.first_column_of(lesson));
    let column = work.and_then(|work| book.column_of(&work)).or_else(of_lesson);
    let column = column.map(|at| book.columns()[at].work.clone());
    let pupil = pupil.filter(|pupil| book.row_of(pupil).is_some());
    if let Some(spot) = &mut state.screens.grid.cursor {
        spot.work = column.unwrap_or_else(|| spot.work.clone());
        spot.pupil = pupil.unwrap_or_else(|| spot.pupil.clone());
    }
    effects
}
