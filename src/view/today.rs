//! «Сегодня»: the lessons of a day, and what waits for the teacher.

use std::ops::Range;

use chrono::NaiveDateTime;
use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, narrow};
use super::duties::{self, Columns};
use super::window::window;
use super::{Look, dates, frame, words};
use crate::domain::{Duty, DutyState, Lesson};
use crate::outbox::Life;
use crate::state::State;
use crate::state::pointer::Place;
use crate::state::today::{DayRow, Loading};
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let today = &state.screens.today;
    let now = state.clock().unwrap_or_default();
    let date = today.date.unwrap_or(now.date());
    let mut details: Vec<String> = Vec::new();
    if date != now.date() {
        details.push(dates::long(&look.strings, date));
    }
    if let Some(desk) = &state.desk {
        details.extend([desk.account.short_name.clone(), desk.school.name.clone()]);
    }
    let details: Vec<&str> = details.iter().map(String::as_str).collect();
    let body = frame::draw(canvas, state, look, &look.strings.get("title-today"), &details);
    if today.rows.is_empty() {
        let key = match today.loading {
            Loading::Asked => "today-asked",
            Loading::Missing => "today-missing",
            Loading::Here => "today-no-lessons",
        };
        let nearest = if today.loading == Loading::Here { state.nearest_school_day(today.date) } else { None };
        frame::empty(canvas, &body, &dates::with_nearest(&look.strings, key, nearest));
        return;
    }
    let end = lessons(canvas, state, look, &body, now);
    if usize::from(body.end.saturating_sub(end)) >= 4 {
        canvas.rule(end);
        waits(canvas, state, look, end + 1..body.end, now);
    }
}

/// Draws the list; gives the row after it.
fn lessons(canvas: &mut Canvas<'_>, state: &State, look: &Look, body: &Range<u16>, now: NaiveDateTime) -> u16 {
    let width = canvas.area().width;
    let columns = Columns::for_width(width);
    let mut y = body.start;
    if body.len() > 4 {
        headings(canvas, look, &columns, y);
        y += 1;
    }
    let rows = &state.screens.today.rows;
    let selected = state.screens.today.row();
    let room = usize::from(body.end - y).saturating_sub(usize::from(selected.is_some()));
    for at in window(selected.unwrap_or(0), rows.len(), room) {
        row(canvas, state, look, &columns, y, &rows[at], now);
        canvas.place(Rect::new(0, y, width, 1), || Place::Lesson(rows[at].row.lesson.id.clone()));
        y += 1;
        if Some(at) == selected {
            let details = details(look, &rows[at], now);
            if !details.is_empty() && y < body.end {
                let indent = if width >= 60 { 6 } else { 3 };
                canvas.text(indent, y, width.saturating_sub(indent + 1), &details, Role::Muted);
                y += 1;
            }
        }
    }
    y
}

fn headings(canvas: &mut Canvas<'_>, look: &Look, columns: &Columns, y: u16) {
    let strings = &look.strings;
    let places = Places::for_width(canvas.area().width);
    canvas.right(places.number, y, 3, "№", Role::Heading);
    canvas.text(places.time, y, places.time_cells, &strings.get("heading-time"), Role::Heading);
    let class = if places.time_cells < 11 { "heading-class-short" } else { "heading-class" };
    canvas.text(places.class, y, 6, &strings.get(class), Role::Heading);
    let subject = columns.begins().saturating_sub(places.subject);
    canvas.text(places.subject, y, subject, &strings.get("heading-subject"), Role::Heading);
    if let Some(room) = columns.room {
        canvas.right(room + 4, y, 4, &strings.get("heading-room"), Role::Heading);
    }
    duty_headings(canvas, look, columns, y);
}

/// Headings of the duties, shared with «Сроки».
pub(super) fn duty_headings(canvas: &mut Canvas<'_>, look: &Look, columns: &Columns, y: u16) {
    let long = columns.cells >= 6;
    let places = [
        ("attendance", columns.attendance),
        ("marks", columns.marks),
        ("topic", columns.topic),
        ("homework", columns.homework),
    ];
    for (duty, x) in places {
        let key = format!("heading-{duty}{}", if long { "" } else { "-short" });
        canvas.centre(x, y, columns.cells, &look.strings.get(&key), Role::Heading);
    }
    canvas.right(canvas.area().width - 1, y, 6, &look.strings.get("heading-due"), Role::Heading);
}

/// Where the left columns begin.
struct Places {
    /// The number ends before it.
    number: u16,
    time: u16,
    /// Cells of the time: with its end, or without.
    time_cells: u16,
    class: u16,
    subject: u16,
}

impl Places {
    fn for_width(width: u16) -> Self {
        match width {
            76.. => Self { number: 4, time: 6, time_cells: 11, class: 18, subject: 24 },
            60.. => Self { number: 4, time: 5, time_cells: 11, class: 17, subject: 22 },
            _ => Self { number: 3, time: 4, time_cells: 5, class: 10, subject: 14 },
        }
    }
}

fn row(
    canvas: &mut Canvas<'_>,
    state: &State,
    look: &Look,
    columns: &Columns,
    y: u16,
    day_row: &DayRow,
    now: NaiveDateTime,
) {
    let width = canvas.area().width;
    let places = Places::for_width(width);
    let lesson = &day_row.row.lesson;
    let is_selected = state.screens.today.selected.as_ref() == Some(&lesson.id);
    let is_running = lesson.starts_at() <= now && now < lesson.ends_at();
    let role = match () {
        () if lesson.cancelled || day_row.row.fill.not_held => Role::Muted,
        () if is_running => Role::Today,
        () => Role::Text,
    };
    canvas.right(places.number, y, 3, &lesson.number.to_string(), role);
    let time = if places.time_cells < 11 { lesson.starts.format("%H:%M").to_string() } else { time(lesson) };
    canvas.text(places.time, y, places.time_cells, &time, role);
    canvas.text(places.class, y, places.subject - places.class - 1, &lesson.class_name, role);
    // A room's number never fills its column: its first cell parts the two.
    let subject = columns.begins().saturating_sub(places.subject + u16::from(columns.room.is_none()));
    canvas.text(places.subject, y, subject, &subject_of(look, lesson, subject), role);
    if let Some(room) = columns.room {
        canvas.right(room + 4, y, 4, &lesson.room, Role::Muted);
    }
    match note(look, day_row, now) {
        Some(note) => {
            canvas.text(columns.attendance, y, width.saturating_sub(columns.attendance + 1), &note, Role::Muted);
        }
        None => duty_cells(canvas, state, columns, y, day_row, now),
    }
    if is_selected {
        canvas.look(0, y, width, Role::Focus);
        canvas.sign(1, y, canvas.glyphs.pointer, Role::Focus);
    }
}

fn duty_cells(canvas: &mut Canvas<'_>, state: &State, columns: &Columns, y: u16, day_row: &DayRow, now: NaiveDateTime) {
    let middle = columns.cells / 2;
    let duties = &day_row.duties;
    let signs =
        [(&duties.attendance, columns.attendance), (&duties.topic, columns.topic), (&duties.homework, columns.homework)];
    for (duty, x) in signs {
        let (sign, role) = duties::sign(canvas, duty);
        canvas.sign(x + middle, y, sign, role);
    }
    if day_row.duties.attendance.state != DutyState::NotYet || day_row.row.fill.marks > 0 {
        let count = day_row.row.fill.marks;
        let words = if count == 0 { canvas.glyphs.missing.to_string() } else { count.to_string() };
        let role = if duties.marks.state == DutyState::Overdue { Role::DeadlineOver } else { Role::Text };
        canvas.right(columns.marks + middle + 1, y, middle + 1, &words, role);
    }
    let Some(desk) = &state.desk else { return };
    if let Some((words, role)) = duties.nearest().and_then(|duty| duties::due(duty, desk.zone, now)) {
        canvas.right(canvas.area().width - 1, y, 6, &words, role);
    }
}

fn time(lesson: &Lesson) -> String {
    format!("{}–{}", lesson.starts.format("%H:%M"), lesson.ends.format("%H:%M"))
}

/// Cells of a subject that still tell one from another («Литер…»).
const SUBJECT_AT_LEAST: usize = 7;

/// The subject with the subgroup, and that it is a substitution: where there is room the subject is cut, not those two.
fn subject_of(look: &Look, lesson: &Lesson, cells: u16) -> String {
    let mut marks = String::new();
    if let Some(group) = &lesson.group {
        marks = marks + " · " + group;
    }
    if lesson.substitute.is_some() {
        marks = marks + " · " + &look.strings.get("substitution");
    }
    let left = usize::from(cells).saturating_sub(text::width(&marks)).max(SUBJECT_AT_LEAST);
    text::cut(&lesson.subject, left).into_owned() + &marks
}

/// What stands in the place of the duties while there are none: a word on the lesson.
fn note(look: &Look, day_row: &DayRow, now: NaiveDateTime) -> Option<String> {
    let lesson = &day_row.row.lesson;
    if lesson.cancelled {
        return Some(look.strings.get("lesson-cancelled").into_owned());
    }
    if day_row.row.fill.not_held {
        return Some(look.strings.get("lesson-not-held").into_owned());
    }
    if lesson.starts_at() <= now || day_row.duties.each().any(|duty| duty.state != DutyState::NotYet) {
        return None;
    }
    if lesson.substitute.is_some() {
        return Some(look.strings.with("instead-of", &[("name", FluentValue::from(lesson.teacher.short_name.as_str()))]));
    }
    let doubled = lesson.doubled.filter(|doubled| doubled.of > 1)?;
    Some(look.strings.with("doubled", &[("place", doubled.place.into()), ("of", doubled.of.into())]))
}

/// The line under the selected lesson.
fn details(look: &Look, day_row: &DayRow, now: NaiveDateTime) -> String {
    let strings = &look.strings;
    let lesson = &day_row.row.lesson;
    let mut parts: Vec<String> = Vec::new();
    if lesson.starts_at() <= now && now < lesson.ends_at() {
        let left = dates::left(strings, lesson.ends_at() - now);
        parts.push(strings.with("lesson-runs", &[("left", FluentValue::from(left))]));
    } else if lesson.date == now.date() && now < lesson.starts_at() {
        let left = dates::left(strings, lesson.starts_at() - now);
        parts.push(strings.with("lesson-begins-in", &[("left", FluentValue::from(left))]));
    }
    if lesson.substitute.is_some() && note(look, day_row, now).is_none() {
        parts.push(strings.with("instead-of", &[("name", FluentValue::from(lesson.teacher.short_name.as_str()))]));
    }
    if let (Some(topic), false) = (&day_row.row.expected_topic, day_row.row.fill.topic) {
        parts.push(strings.with("by-plan", &[("topic", FluentValue::from(topic.as_str()))]));
    }
    if parts.is_empty() && day_row.row.fill.absent > 0 {
        parts.push(strings.with("absent-count", &[("n", day_row.row.fill.absent.into())]));
    }
    parts.join(" · ")
}

/// What is due, by the instant; below it nothing.
struct Waits {
    due: Option<Duty>,
    class: String,
    subject: String,
    what: String,
}

/// «Ждут вас»: what is not filled yet, the most urgent first.
fn waits(canvas: &mut Canvas<'_>, state: &State, look: &Look, rows: Range<u16>, now: NaiveDateTime) {
    let width = canvas.area().width;
    let strings = &look.strings;
    canvas.text(1, rows.start, width, &strings.get("waits-for-you"), Role::Heading);
    let mut y = rows.start + 1 + u16::from(rows.len() > 5);
    let undecided = state.waiting.entries().filter(|entry| matches!(entry.life, Life::Refused | Life::Conflict)).count();
    if undecided > 0 && y < rows.end {
        let sentence = strings.with("waits-decision", &[("n", undecided.into())]);
        canvas.text(3, y, width.saturating_sub(4), &sentence, Role::Refused);
        y += 1;
    }
    let Some(desk) = &state.desk else { return };
    let lines = gather(state, look);
    if lines.is_empty() && undecided == 0 {
        canvas.text(3, y, width.saturating_sub(4), &strings.get("waits-nothing"), Role::Muted);
    }
    let subject_cells = lines.iter().map(|line| text::width(&line.subject)).max().unwrap_or(0).min(22);
    for line in &lines {
        if y >= rows.end {
            break;
        }
        let shown = line.due.as_ref().and_then(|duty| Some((duty, duties::due(duty, desk.zone, now)?)));
        let (when, role) = match shown {
            Some((duty, (time, role))) => {
                let key = match (duty.state, desk.zone.local(duty.due.unwrap_or_default()).date() == now.date()) {
                    (DutyState::Overdue, _) => "overdue-since",
                    (_, true) => "today-until",
                    (_, false) => "until-date",
                };
                let name = if key == "until-date" { "date" } else { "time" };
                (strings.with(key, &[(name, FluentValue::from(time))]), role)
            }
            None => (String::new(), Role::Text),
        };
        let what = if width >= 60 {
            canvas.text(3, y, 18, &when, role);
            canvas.text(22, y, 4, &line.class, Role::Text);
            canvas.text(27, y, narrow(subject_cells), &line.subject, Role::Text);
            29 + narrow(subject_cells)
        } else {
            let x = canvas.text(1, y, width, &when, role);
            canvas.text(x + 1, y, 4, &line.class, Role::Text) + 1
        };
        canvas.lines(Position::new(what, y), width.saturating_sub(what + 1), 1, &line.what, Role::Text);
        y += 1;
    }
}

/// Open duties of the day, each lesson's of one instant in one line.
fn gather(state: &State, look: &Look) -> Vec<Waits> {
    let mut lines: Vec<Waits> = Vec::new();
    for day_row in &state.screens.today.rows {
        let duties = &day_row.duties;
        let named = [
            (&duties.attendance, "duty-attendance"),
            (&duties.topic, "duty-topic"),
            (&duties.homework, "duty-homework"),
            (&duties.marks, "duty-marks"),
        ];
        let first = lines.len();
        for (duty, key) in named {
            if !matches!(duty.state, DutyState::Waiting | DutyState::Overdue) {
                continue;
            }
            let what = if key == "duty-marks" { owed(state, look, day_row) } else { look.strings.get(key).into_owned() };
            match lines[first..].iter_mut().find(|line| line.due.as_ref().is_some_and(|known| known.due == duty.due)) {
                Some(line) => {
                    line.what.push_str(", ");
                    line.what.push_str(&what);
                }
                None => lines.push(Waits {
                    due: Some(duty.clone()),
                    class: day_row.row.lesson.class_name.clone(),
                    subject: day_row.row.lesson.subject.clone(),
                    what,
                }),
            }
        }
    }
    lines.sort_by_key(|line| line.due.as_ref().and_then(|duty| duty.due));
    lines
}

/// «сочинение: нет отметок у 7 из 24».
fn owed(state: &State, look: &Look, day_row: &DayRow) -> String {
    match state.desk.as_ref().and_then(|desk| crate::regulation::owed_work(&desk.profile, &day_row.row)) {
        Some(fill) => look.strings.with(
            "marks-owed",
            &[
                ("work", FluentValue::from(words::work(look, &fill.work.spec))),
                ("owed", fill.owed.into()),
                ("of", fill.of.into()),
            ],
        ),
        None => look.strings.get("duty-marks").into_owned(),
    }
}
