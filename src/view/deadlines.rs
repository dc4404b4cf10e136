//! «Сроки»: the lessons of a day of the whole school, the overdue ones first.

use chrono::NaiveDateTime;

use super::canvas::{Canvas, narrow};
use super::duties::{self, Columns};
use super::window::window;
use super::{Look, dates, frame, today};
use crate::domain::{Duty, DutyState, LessonStatus};
use crate::state::State;
use crate::state::deadlines::{Shown, overdue};
use crate::state::today::Loading;
use crate::strings::FluentValue;
use crate::theme::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let deadlines = &state.screens.deadlines;
    let now = state.clock().unwrap_or_default();
    let mut details: Vec<String> = Vec::new();
    if let Some(date) = deadlines.date.filter(|date| *date != now.date()) {
        details.push(dates::long(strings, date));
    }
    if let Some(desk) = &state.desk {
        details.extend([desk.school.name.clone(), desk.account.short_name.clone()]);
    }
    let details: Vec<&str> = details.iter().map(String::as_str).collect();
    let body = frame::draw(canvas, state, look, &strings.get("title-deadlines"), &details);
    let Some(status) = &deadlines.status else {
        let key = if deadlines.loading == Loading::Missing { "deadlines-missing" } else { "deadlines-asked" };
        frame::empty(canvas, &body, &strings.get(key));
        return;
    };
    let lessons = deadlines.lessons();
    let width = canvas.area().width;
    let mut y = body.start;
    if body.len() > 5 {
        canvas.text(1, y, width.saturating_sub(2), &totals(look, &status.lessons), Role::Text);
        if let Some(filter) = filter(state, look) {
            canvas.right(width - 1, y, width / 3, &filter, Role::Warning);
        }
        y += 2;
    }
    if lessons.is_empty() {
        let key = match (status.lessons.is_empty(), deadlines.shown) {
            (true, _) => "deadlines-no-lessons",
            (false, Shown::Unfilled) => "deadlines-all-filled",
            (false, Shown::All) => "deadlines-none-pass",
        };
        frame::empty(canvas, &(y..body.end), &strings.get(key));
        return;
    }
    let columns = Columns::for_width(width);
    if body.len() > 5 {
        headings(canvas, look, &columns, y);
        y += 1;
    }
    let at = deadlines.selected.as_ref().and_then(|id| lessons.iter().position(|lesson| lesson.lesson == *id));
    for place in window(at.unwrap_or(0), lessons.len(), usize::from(body.end.saturating_sub(y))) {
        row(canvas, state, &columns, y, lessons[place], now);
        if at == Some(place) {
            canvas.look(0, y, width, Role::Focus);
            canvas.sign(0, y, canvas.glyphs.pointer, Role::Focus);
        }
        y += 1;
    }
}

/// «уроков 148 · внесено 121 · ждут 22 · просрочено 5».
fn totals(look: &Look, lessons: &[LessonStatus]) -> String {
    let late = lessons.iter().filter(|lesson| overdue(lesson)).count();
    let is = |lesson: &&LessonStatus, state| duties_of(lesson).iter().any(|duty| duty.state == state);
    let waiting = lessons.iter().filter(|lesson| !overdue(lesson) && is(lesson, DutyState::Waiting)).count();
    let future =
        lessons.iter().filter(|lesson| duties_of(lesson).iter().all(|duty| duty.state == DutyState::NotYet)).count();
    let args = [
        ("lessons", FluentValue::from(lessons.len())),
        ("done", (lessons.len() - late - waiting - future).into()),
        ("waiting", waiting.into()),
        ("late", late.into()),
    ];
    look.strings.with("deadlines-totals", &args)
}

fn filter(state: &State, look: &Look) -> Option<String> {
    let deadlines = &state.screens.deadlines;
    let mut parts: Vec<String> = Vec::new();
    if deadlines.shown == Shown::Unfilled {
        parts.push(look.strings.get("filter-unfilled").into_owned());
    }
    for (key, letters) in [("filter-class", &deadlines.class), ("filter-teacher", &deadlines.teacher)] {
        if !letters.is_empty() {
            parts.push(look.strings.with(key, &[("letters", FluentValue::from(letters.as_str()))]));
        }
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

const fn duties_of(lesson: &LessonStatus) -> [&Duty; 4] {
    [&lesson.attendance, &lesson.marks, &lesson.topic, &lesson.homework]
}

/// Where the class, the teacher and the subject begin.
fn places(width: u16) -> [u16; 3] {
    if width >= 76 { [5, 11, 28] } else { [4, 9, 9] }
}

fn headings(canvas: &mut Canvas<'_>, look: &Look, columns: &Columns, y: u16) {
    let strings = &look.strings;
    let [class, teacher, subject] = places(canvas.area().width);
    canvas.right(3, y, 3, "№", Role::Heading);
    canvas.text(class, y, teacher - class - 1, &strings.get("heading-class"), Role::Heading);
    canvas.text(teacher, y, 16, &strings.get("heading-teacher"), Role::Heading);
    if subject > teacher {
        let cells = columns.attendance.saturating_sub(subject + 1);
        canvas.text(subject, y, cells, &strings.get("heading-subject"), Role::Heading);
    }
    today::duty_headings(canvas, look, columns, y);
}

fn row(canvas: &mut Canvas<'_>, state: &State, columns: &Columns, y: u16, lesson: &LessonStatus, now: NaiveDateTime) {
    let width = canvas.area().width;
    let [class, teacher, subject] = places(width);
    canvas.right(3, y, 3, &lesson.number.to_string(), Role::Muted);
    canvas.text(class, y, teacher - class - 1, &lesson.class, Role::Text);
    let who = lesson.teacher.as_ref().map_or("—", |teacher| teacher.short_name.as_str());
    let ends = if subject > teacher { subject } else { columns.attendance };
    canvas.text(teacher, y, ends.saturating_sub(teacher + 1), who, Role::Text);
    if subject > teacher {
        let words = match &lesson.group {
            Some(group) => format!("{} · {group}", lesson.subject),
            None => lesson.subject.clone(),
        };
        canvas.text(subject, y, columns.attendance.saturating_sub(subject + 1), &words, Role::Text);
    }
    let at = [columns.attendance, columns.marks, columns.topic, columns.homework];
    for (duty, x) in duties_of(lesson).into_iter().zip(at) {
        let (sign, role) = duties::sign(canvas, duty);
        canvas.sign(x + columns.cells / 2, y, sign, role);
    }
    let open = duties_of(lesson).into_iter().filter(|duty| matches!(duty.state, DutyState::Waiting | DutyState::Overdue));
    let Some(desk) = &state.desk else { return };
    if let Some((words, role)) = open.min_by_key(|duty| duty.due).and_then(|duty| duties::due(duty, desk.zone, now)) {
        canvas.right(width - 1, y, narrow(6), &words, role);
    }
}
