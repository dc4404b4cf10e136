//! «Сроки»: teachers × numbers of lessons of a day, those with something overdue first.
//!
//! A cell is the class and how the lesson stands; the words at the right say what is missing in the line.

use chrono::NaiveDateTime;
use ratatui::layout::Rect;

use super::canvas::{Canvas, narrow};
use super::window::window;
use super::{Look, dates, frame};
use crate::action::Action;
use crate::domain::{Duty, DutyState, LessonStatus};
use crate::keys::Context;
use crate::state::State;
use crate::state::deadlines::{Line, Shown, Totals, lacks, overdue};
use crate::state::pointer::Place;
use crate::state::today::Loading;
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let deadlines = &state.screens.deadlines;
    let now = state.clock().unwrap_or_default();
    let body = frame::draw(canvas, state, look, &strings.get("title-deadlines"), &details(state));
    let Some(status) = &deadlines.status else {
        let key = if deadlines.loading == Loading::Missing { "deadlines-missing" } else { "deadlines-asked" };
        frame::empty(canvas, &body, &strings.get(key));
        return;
    };
    let lines = deadlines.lines();
    let width = canvas.area().width;
    let roomy = body.len() > 5;
    let (mut y, mut end) = (body.start, body.end);
    if roomy {
        summary(canvas, state, look, y, now);
        y += 2;
    }
    if lines.is_empty() {
        let key = match (status.lessons.is_empty(), deadlines.shown) {
            (true, _) => "deadlines-no-lessons",
            (false, Shown::Unfilled) => "deadlines-all-filled",
            (false, Shown::All) => "deadlines-none-pass",
        };
        let nearest = if status.lessons.is_empty() { state.nearest_school_day(deadlines.date) } else { None };
        let sentence = dates::with_nearest(strings, key, nearest);
        frame::empty(canvas, &(y..body.end), &sentence);
        return;
    }
    let place = lines.iter().enumerate().find_map(|(at, line)| {
        let lesson = line.lessons.values().find(|lesson| Some(&lesson.lesson) == deadlines.selected.as_ref())?;
        Some((at, *lesson))
    });
    let columns = Columns::new(width, &deadlines.numbers(), place.map(|(_, lesson)| lesson.number), &lines);
    if body.len() > 9 {
        end -= 3;
        if let Some((_, lesson)) = place {
            canvas.text(1, end + 1, width.saturating_sub(2), &told(state, look, lesson, now), Role::Text);
        }
        canvas.text(1, end + 2, width.saturating_sub(2), &legend(canvas, look), Role::Muted);
    }
    if roomy {
        headings(canvas, look, &columns, y);
        y += 1;
    }
    for at in window(place.map_or(0, |(at, _)| at), lines.len(), usize::from(end.saturating_sub(y))) {
        let chosen = place.filter(|(line, _)| *line == at).map(|(_, lesson)| lesson.number);
        row(canvas, state, look, &columns, y, &lines[at], chosen);
        y += 1;
    }
}

/// The school and who looks.
fn details(state: &State) -> Vec<&str> {
    let desk = state.desk.iter();
    desk.flat_map(|desk| [desk.school.name.as_str(), desk.account.short_name.as_str()]).collect()
}

/// «уроков 148 · внесено 121 · до 20:00 ждут 22 · просрочено 5    вовремя 97,1 %»; below, the day where it is another and the filter.
fn summary(canvas: &mut Canvas<'_>, state: &State, look: &Look, y: u16, now: NaiveDateTime) {
    let deadlines = &state.screens.deadlines;
    let width = canvas.area().width;
    let end = state.desk.as_ref().zip(now.date().succ_opt()).map(|(desk, next)| desk.zone.instant(next.into()).to_utc());
    let totals = deadlines.totals(end.unwrap_or_default());
    let mut end = width.saturating_sub(1);
    if let Some(share) = totals.in_time {
        let share = format!("{}{}{}", share / 10, dates::point(&look.strings), share % 10);
        let words = look.strings.with("deadlines-in-time", &[("share", FluentValue::from(share))]);
        let (all, shares) = (counted(state, look, &totals, now), narrow(text::width(&words)));
        if narrow(text::width(&all)) + shares + 4 <= width {
            end = canvas.right(end, y, shares, &words, Role::Text);
        }
    }
    let role = if totals.overdue > 0 { Role::DeadlineOver } else { Role::Text };
    canvas.text(1, y, end.saturating_sub(2), &counted(state, look, &totals, now), role);
    let mut said = filters(state, look);
    said.extend(requests(state, look));
    if let Some(date) = deadlines.date.filter(|date| *date != now.date()) {
        said.insert(0, dates::long(&look.strings, date));
    }
    canvas.text(1, y + 1, width.saturating_sub(2), &said.join(" · "), Role::Warning);
}

fn counted(state: &State, look: &Look, totals: &Totals, now: NaiveDateTime) -> String {
    let mut args = vec![
        ("lessons", FluentValue::from(totals.lessons)),
        ("done", totals.done.into()),
        ("late", totals.overdue.into()),
        ("later", totals.later.into()),
    ];
    if let (Some(until), Some(desk)) = (totals.until, &state.desk) {
        args.push(("time", dates::until(desk.zone, until, now).into()));
        args.push(("waiting", (totals.waiting - totals.later).into()));
        let key = if totals.later > 0 { "deadlines-totals-later" } else { "deadlines-totals-until" };
        look.strings.with(key, &args)
    } else {
        args.push(("waiting", totals.waiting.into()));
        look.strings.with("deadlines-totals", &args)
    }
}

/// How many requests for corrections wait for a decision, and the key that leads to them.
fn requests(state: &State, look: &Look) -> Option<String> {
    let requests = &state.screens.corrections;
    if requests.list.is_empty() || !state.reads_corrections() {
        return None;
    }
    let mut lines = state.program.keys.lines(Context::Deadlines);
    let (_, keys) = lines.find(|(action, _)| *action == Action::Corrections)?;
    let more = if requests.more { "+" } else { "" };
    let args = [
        ("n", FluentValue::from(format!("{}{more}", requests.list.len()))),
        ("key", frame::key_name(look, *keys.first()?).into()),
    ];
    Some(look.strings.with("deadlines-corrections", &args))
}

fn filters(state: &State, look: &Look) -> Vec<String> {
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
    parts
}

/// Where the columns stand.
struct Columns {
    /// Cells of a name.
    name: u16,
    /// Cells of a lesson: the class, the sign, a space before.
    cell: u16,
    /// The numbers that are shown.
    numbers: Vec<u8>,
    /// Where «не хватает» begins, where there is room for it.
    missing: Option<u16>,
    /// Whether the lines are classes: then a cell says the subject.
    classes: bool,
}

impl Columns {
    fn new(width: u16, numbers: &[u8], chosen: Option<u8>, lines: &[Line<'_>]) -> Self {
        let classes = lines.iter().flat_map(|line| line.lessons.values()).all(|lesson| lesson.teacher.is_none());
        let longest = lines.iter().map(|line| narrow(text::width(line.name))).max().unwrap_or(0);
        let count = narrow(numbers.len()).max(1);
        // Names are cut only where the words at the right would have no room.
        let free = width.saturating_sub(2 + count * 5 + 3 + 18).max(15);
        let name = longest.clamp(6, free.min(24)).min(width.saturating_sub(9).max(4));
        let left = width.saturating_sub(2 + name + 1);
        let words: u16 = if width >= 60 { 18 } else { 0 };
        let cell = (left.saturating_sub(words) / count).clamp(5, if width >= 100 { 7 } else { 5 });
        // What does not fit moves with the cursor; the words give way first.
        let fit = usize::from((left / cell).max(1));
        let at = chosen.and_then(|chosen| numbers.iter().position(|number| *number == chosen)).unwrap_or(0);
        let numbers: Vec<u8> = numbers[window(at, numbers.len(), fit)].to_vec();
        let ends = 2 + name + narrow(numbers.len()) * cell;
        Self { name, cell, numbers, missing: Some(ends + 3).filter(|at| at + 12 <= width), classes }
    }

    /// Where the cell of a number begins.
    fn at(&self, place: usize) -> u16 {
        2 + self.name + narrow(place) * self.cell
    }
}

fn headings(canvas: &mut Canvas<'_>, look: &Look, columns: &Columns, y: u16) {
    let key = if columns.classes { "heading-class" } else { "heading-teacher" };
    canvas.text(2, y, columns.name, &look.strings.get(key), Role::Heading);
    for (place, number) in columns.numbers.iter().enumerate() {
        canvas.right(columns.at(place) + columns.cell, y, columns.cell, &number.to_string(), Role::Heading);
    }
    if let Some(x) = columns.missing {
        canvas.text(x, y, canvas.area().width - x, &look.strings.get("deadlines-missing-heading"), Role::Heading);
    }
}

fn row(canvas: &mut Canvas<'_>, state: &State, look: &Look, columns: &Columns, y: u16, line: &Line<'_>, chosen: Option<u8>) {
    if !line.goes_on {
        canvas.text(2, y, columns.name, line.name, Role::Text);
    }
    for (place, number) in columns.numbers.iter().enumerate() {
        let (x, last) = (columns.at(place), columns.at(place) + columns.cell - 1);
        let Some(lesson) = line.lessons.get(number) else {
            canvas.sign(last, y, canvas.glyphs.missing, Role::Muted);
            continue;
        };
        canvas.place(Rect::new(x, y, columns.cell, 1), || Place::Lesson(lesson.lesson.clone()));
        let (sign, role) = sign(canvas, lesson);
        let label = if columns.classes { &lesson.subject } else { &lesson.class };
        canvas.right(last, y, columns.cell - 2, text::head(label, usize::from(columns.cell - 2)), role);
        canvas.sign(last, y, sign, role);
        if chosen == Some(*number) {
            canvas.look(x + 1, y, columns.cell - 1, Role::Focus);
        }
    }
    if let Some(x) = columns.missing {
        let lessons: Vec<&LessonStatus> = line.lessons.values().copied().collect();
        let (words, role) = missing(state, look, &lessons);
        canvas.text(x, y, canvas.area().width.saturating_sub(x + 1), &words, role);
    }
    if chosen.is_some() {
        canvas.sign(0, y, canvas.glyphs.pointer, Role::Focus);
    }
}

/// How a lesson stands, in one sign.
fn sign(canvas: &Canvas<'_>, lesson: &LessonStatus) -> (char, Role) {
    if overdue(lesson) {
        ('!', Role::DeadlineOver)
    } else if lacks(lesson) {
        (canvas.glyphs.waiting, Role::Text)
    } else if lesson.duties().any(|duty| duty.state != DutyState::NotYet) {
        (canvas.glyphs.done, Role::Done)
    } else {
        (' ', Role::Muted)
    }
}

const KINDS: [&str; 4] = ["duty-attendance", "duty-marks", "duty-topic-short", "duty-homework-short"];

/// «ДЗ 2 с 16:35», «тема 2, ДЗ 2», «всё, 3 урока»: what is missing in these lessons; what is overdue first.
fn missing(state: &State, look: &Look, lessons: &[&LessonStatus]) -> (String, Role) {
    let late = counts(lessons, DutyState::Overdue);
    let waits = counts(lessons, DutyState::Waiting);
    let strings = &look.strings;
    let [attendance, _, topic, homework] = std::array::from_fn(|kind| late[kind] + waits[kind]);
    let everything = attendance > 0 && attendance == topic && topic == homework;
    let since = lessons
        .iter()
        .flat_map(|lesson| lesson.duties())
        .filter(|duty| duty.state == DutyState::Overdue)
        .filter_map(|duty| duty.due)
        .min();
    let since = since.zip(state.desk.as_ref()).map(|(since, desk)| {
        let time = dates::until(desk.zone, since, state.clock().unwrap_or_default());
        strings.with("deadlines-since", &[("time", FluentValue::from(time))])
    });
    let listed = |counts: [usize; 4]| {
        let parts = counts.iter().zip(KINDS).filter(|(count, _)| **count > 0);
        parts.map(|(count, key)| format!("{} {count}", strings.get(key))).collect::<Vec<_>>().join(", ")
    };
    let role = if since.is_some() { Role::DeadlineOver } else { Role::Text };
    if everything {
        let all = strings.with("deadlines-everything", &[("n", FluentValue::from(attendance))]);
        return ([Some(all), since].into_iter().flatten().collect::<Vec<_>>().join(" "), role);
    }
    let late = since.map(|since| format!("{} {since}", listed(late)));
    let waits = Some(listed(waits)).filter(|words| !words.is_empty());
    (late.into_iter().chain(waits).collect::<Vec<_>>().join(", "), role)
}

fn counts(lessons: &[&LessonStatus], state: DutyState) -> [usize; 4] {
    let mut counts = [0; 4];
    for lesson in lessons {
        for (count, duty) in counts.iter_mut().zip(lesson.duties()) {
            *count += usize::from(duty.state == state);
        }
    }
    counts
}

/// What the lesson under the cursor is, and what is missing in it until when.
fn told(state: &State, look: &Look, lesson: &LessonStatus, now: NaiveDateTime) -> String {
    let strings = &look.strings;
    let subject = match &lesson.group {
        Some(group) => format!("{} · {group}", lesson.subject),
        None => lesson.subject.clone(),
    };
    let args = [
        ("class", FluentValue::from(lesson.class.as_str())),
        ("subject", subject.into()),
        ("n", u32::from(lesson.number).into()),
    ];
    let mut parts = vec![strings.with("deadlines-lesson", &args)];
    for (state_of, key) in [(DutyState::Overdue, "deadlines-lesson-since"), (DutyState::Waiting, "deadlines-lesson-until")] {
        let open: Vec<(&Duty, &str)> = lesson.duties().zip(KINDS).filter(|(duty, _)| duty.state == state_of).collect();
        let what = open.iter().map(|(_, key)| strings.get(key).into_owned()).collect::<Vec<_>>().join(", ");
        let due = open.iter().filter_map(|(duty, _)| duty.due).min();
        match (due, &state.desk) {
            _ if open.is_empty() => {}
            (Some(due), Some(desk)) => {
                let time = dates::until_with_time(desk.zone, due, now);
                parts.push(strings.with(key, &[("what", what.into()), ("time", time.into())]));
            }
            _ => parts.push(what),
        }
    }
    if parts.len() == 1 {
        let begun = lesson.duties().any(|duty| duty.state != DutyState::NotYet);
        let key = if begun { "deadlines-lesson-done" } else { "deadlines-lesson-future" };
        parts.push(strings.get(key).into_owned());
    }
    parts.join(" · ")
}

fn legend(canvas: &Canvas<'_>, look: &Look) -> String {
    let sign = |sign: char| FluentValue::from(sign.to_string());
    let glyphs = canvas.glyphs;
    let args = [
        ("done", sign(glyphs.done)),
        ("waiting", sign(glyphs.waiting)),
        ("late", sign('!')),
        ("none", sign(glyphs.missing)),
    ];
    look.strings.with("deadlines-legend", &args)
}
