//! «Неделя»: the teacher's timetable from Monday to Saturday, each lesson with how it is filled.

use std::collections::BTreeMap;

use chrono::Datelike;

use ratatui::layout::Rect;

use super::canvas::{Canvas, narrow};
use super::{Look, dates, frame};
use crate::domain::{DutyState, LessonDuties, LessonRow};
use crate::state::State;
use crate::state::pointer::Place;
use crate::state::today::Loading;
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

/// Cells of the number at the left.
const NUMBER: u16 = 4;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let week = &state.screens.week;
    let now = state.clock().unwrap_or_default();
    let days: Vec<_> = week.days().collect();
    let span = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first.month() == last.month() => {
            format!("{}–{}", first.day(), dates::day_month(strings, *last))
        }
        (Some(first), Some(last)) => format!("{} – {}", dates::day_month(strings, *first), dates::day_month(strings, *last)),
        _ => String::new(),
    };
    let name = state.desk.as_ref().map(|desk| desk.account.short_name.clone()).unwrap_or_default();
    let body = frame::draw(canvas, state, look, &strings.get("title-week"), &[&span, &name]);
    if days.is_empty() || body.is_empty() {
        return;
    }
    let width = canvas.area().width;
    let cells = (width.saturating_sub(NUMBER + 1) / narrow(days.len())).max(1);
    let mut rows: BTreeMap<u8, BTreeMap<usize, &LessonRow>> = BTreeMap::new();
    for (place, date) in days.iter().enumerate() {
        let x = NUMBER + narrow(place) * cells;
        let role = if *date == now.date() { Role::Today } else { Role::Heading };
        let head = format!("{} {}", strings.get(&format!("weekday-{}", date.weekday().number_from_monday())), date.day());
        canvas.text(x, body.start, cells.saturating_sub(1), &head, role);
        match state.agenda.loading(*date) {
            Loading::Here => {}
            Loading::Asked => canvas.centre(x, body.start + 1, cells.saturating_sub(1), "…", Role::Muted),
            Loading::Missing => canvas.centre(x, body.start + 1, cells.saturating_sub(1), "?", Role::Warning),
        }
        for row in state.agenda.day(*date).unwrap_or_default() {
            rows.entry(row.lesson.number).or_default().insert(place, row);
        }
    }
    let is_roomy = body.len() >= 10;
    let last = body.end - u16::from(is_roomy) * 2;
    for (y, (number, lessons)) in (body.start + 1..last).zip(&rows) {
        canvas.right(NUMBER - 1, y, NUMBER - 1, &number.to_string(), Role::Muted);
        for (place, row) in lessons {
            lesson(canvas, state, NUMBER + narrow(*place) * cells, y, cells.saturating_sub(1), row);
        }
    }
    if rows.is_empty() && days.iter().all(|date| state.agenda.loading(*date) == Loading::Here) {
        canvas.text(NUMBER, body.start + 2, width.saturating_sub(NUMBER + 1), &strings.get("week-no-lessons"), Role::Text);
    }
    if is_roomy && let Some(said) = details(state, look) {
        canvas.text(1, body.end - 1, width.saturating_sub(2), &said, Role::Text);
    }
}

/// «7А Русск ✓»: the class first, since a teacher knows the subject.
fn lesson(canvas: &mut Canvas<'_>, state: &State, x: u16, y: u16, cells: u16, row: &LessonRow) {
    let of = &row.lesson;
    let judged = state.judged(row);
    let (sign, role) = judged.as_ref().map_or((' ', Role::Text), |judged| sign(canvas, &judged.duties));
    let name = if of.cancelled {
        Role::Muted
    } else if of.substitute.is_some() {
        Role::Warning
    } else {
        Role::Text
    };
    let class = text::width(&of.class_name);
    let end = canvas.text(x, y, cells.saturating_sub(2).max(1), &of.class_name, name);
    let room = usize::from(cells).saturating_sub(class + 3);
    if room > 1 {
        let short: String = of.subject.chars().take(room).collect();
        canvas.text(end + 1, y, narrow(room), &short, Role::Muted);
    }
    canvas.sign(x + cells.saturating_sub(1), y, sign, role);
    canvas.place(Rect::new(x, y, cells, 1), || Place::Lesson(of.id.clone()));
    if state.screens.week.selected.as_ref() == Some(&of.id) {
        canvas.look(x, y, cells, Role::Focus);
    }
}

/// The weakest of the duties as one sign.
fn sign(canvas: &Canvas<'_>, duties: &LessonDuties) -> (char, Role) {
    let has = |state: DutyState| duties.each().any(|duty| duty.state == state);
    if has(DutyState::Overdue) {
        ('!', Role::DeadlineOver)
    } else if has(DutyState::Waiting) {
        (canvas.glyphs.waiting, Role::Text)
    } else if has(DutyState::Done) || has(DutyState::DoneLate) {
        (canvas.glyphs.done, Role::Done)
    } else {
        (' ', Role::Text)
    }
}

/// The lesson under the cursor in full, and what it still owes.
fn details(state: &State, look: &Look) -> Option<String> {
    let strings = &look.strings;
    let id = state.screens.week.selected.as_ref()?;
    let row = state.agenda.rows().find(|row| row.lesson.id == *id)?;
    let lesson = &row.lesson;
    let mut parts = vec![
        format!("{} {}", lesson.class_name, lesson.subject),
        format!("{}–{}", lesson.starts.format("%H:%M"), lesson.ends.format("%H:%M")),
    ];
    if !lesson.room.is_empty() {
        parts.push(strings.with("week-room", &[("room", FluentValue::from(lesson.room.as_str()))]));
    }
    if lesson.substitute.is_some() {
        parts.push(strings.with("instead-of", &[("name", FluentValue::from(lesson.teacher.short_name.as_str()))]));
    }
    if lesson.cancelled {
        parts.push(strings.get("lesson-cancelled").into_owned());
    }
    let judged = state.judged(row)?;
    let named = [
        (&judged.duties.attendance, "duty-attendance"),
        (&judged.duties.marks, "duty-marks"),
        (&judged.duties.topic, "duty-topic"),
        (&judged.duties.homework, "duty-homework"),
    ];
    let open: Vec<_> = named.iter().filter(|(duty, _)| duty.is_open()).map(|(_, key)| strings.get(key)).collect();
    if !open.is_empty() {
        parts.push(strings.with("week-open", &[("what", FluentValue::from(open.join(", ")))]));
    }
    Some(parts.join(" · "))
}
