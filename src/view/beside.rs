//! The lesson beside the grid, where the screen is wide: topic, work, homework, who is absent, how the marks stand.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::{Look, dates, words};
use crate::domain::{Target, Value};
use crate::entry::{self, Book, Column};
use crate::state::{Names, State};
use crate::strings::FluentValue;
use crate::theme::Role;

/// From which width on there is room for it.
pub const FROM: u16 = 140;
/// How wide it is, with the gap before it.
pub const CELLS: u16 = 48;

/// Draws the lesson of the column under the cursor into the right part of the screen.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look, book: &Book, column: &Column, rows: (u16, u16)) {
    let area = canvas.area();
    let (x, width) = (area.width - CELLS + 2, CELLS - 3);
    let strings = &look.strings;
    canvas.lag.areas.push(Rect::new(x, 1, width, rows.1.saturating_sub(1)));
    let Some(lesson) = column.lesson.as_ref().and_then(|id| book.page().lesson(id)) else { return };
    let number = strings.with("lesson-number", &[("n", lesson.number.into())]);
    let head = format!("{}, {number}", dates::long(strings, lesson.date));
    canvas.text(x, 1, width, &head, Role::Heading);
    let room = match lesson.room.as_str() {
        "" => String::new(),
        room => format!(" · {}", strings.with("week-room", &[("room", FluentValue::from(room))])),
    };
    let time = format!("{}–{}{room}", lesson.starts.format("%H:%M"), lesson.ends.format("%H:%M"));
    canvas.text(x, 2, width, &time, Role::Muted);
    let mut y = rows.0;
    let mut part = |canvas: &mut Canvas<'_>, label: &str, words: &str, role: Role| {
        if y + 2 >= rows.1 {
            return;
        }
        canvas.text(x, y, width, &strings.get(label), Role::Heading);
        let lines = (rows.1 - y - 1).min(5);
        y += 2 + canvas.lines(Position::new(x, y + 1), width, lines, words, role);
    };
    match (book.value(&Target::Topic { lesson: lesson.id.clone() }), entry::next_topic(book)) {
        (Some(Value::Topic(topic)), _) => part(canvas, "field-topic", &topic.text, Role::Text),
        (_, Some(item)) => {
            let words = strings.with("by-plan", &[("topic", FluentValue::from(item.topic.as_str()))]);
            part(canvas, "field-topic", &words, Role::Muted);
        }
        _ => part(canvas, "field-topic", "—", Role::Muted),
    }
    if column.made {
        part(canvas, "field-kind", &words::work(look, &column.spec), Role::Text);
    }
    match book.value(&Target::Homework { lesson: lesson.id.clone() }) {
        Some(Value::Homework(homework)) if homework.is_none() => {
            part(canvas, "heading-homework", &strings.get("homework-none"), Role::Text);
        }
        Some(Value::Homework(homework)) => part(canvas, "heading-homework", &homework.text, Role::Text),
        _ => part(canvas, "heading-homework", "—", Role::Muted),
    }
    let fill = book.fill(&lesson.id);
    let absent: Vec<String> = book
        .pupils()
        .iter()
        .filter(|pupil| {
            let target = Target::Absence { lesson: lesson.id.clone(), pupil: pupil.id.clone() };
            book.value(&target).is_some()
        })
        .map(|pupil| match state.program.names {
            Names::Shown => format!("{} {}", pupil.number, pupil.surname),
            Names::Hidden => words::pupil(state, pupil),
        })
        .collect();
    let roll = match (fill.attendance, absent.is_empty()) {
        (false, _) => strings.get("beside-no-roll").into_owned(),
        (true, true) => strings.get("beside-all-present").into_owned(),
        (true, false) => absent.join(", "),
    };
    part(canvas, "duty-attendance", &roll, if fill.attendance { Role::Text } else { Role::Warning });
    let place = book.column_of(&column.work);
    let mut counts = [0_u32; 4];
    for row in 0..book.pupils().len() {
        let marks = place.and_then(|at| book.cell_at(row, at)).and_then(|cell| cell.marks);
        for mark in marks.into_iter().flat_map(crate::domain::Marks::each) {
            if let Some(count) = mark.value().checked_sub(2).and_then(|at| counts.get_mut(usize::from(at))) {
                *count += 1;
            }
        }
    }
    let said: Vec<String> = (2..=5_usize).rev().map(|mark| format!("«{mark}» {}", counts[mark - 2])).collect();
    part(canvas, "duty-marks", &said.join("   "), Role::Text);
}
