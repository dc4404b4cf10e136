//! Duties of a lesson in the columns of a list: how far each is, and until when.

use chrono::{NaiveDateTime, TimeDelta};

use super::canvas::Canvas;
use super::dates;
use crate::domain::{Duty, DutyState, Zone};
use crate::theme::Role;

/// From how far before its instant a duty is urgent.
const SOON: TimeDelta = TimeDelta::minutes(60);

/// The sign of a duty's state; a space where there is nothing to say yet.
pub fn sign(canvas: &Canvas<'_>, duty: &Duty) -> (char, Role) {
    match duty.state {
        DutyState::NotYet => (' ', Role::Text),
        DutyState::Done | DutyState::DoneLate => (canvas.glyphs.done, Role::Done),
        DutyState::Waiting => (canvas.glyphs.missing, Role::Text),
        DutyState::Overdue => ('!', Role::DeadlineOver),
    }
}

/// The instant of a duty as a list shows it, and how urgent it is.
pub fn due(duty: &Duty, zone: Zone, now: NaiveDateTime) -> Option<(String, Role)> {
    let due = duty.due?;
    let words = dates::until(zone, due, now);
    let role = match duty.state {
        DutyState::Overdue => Role::DeadlineOver,
        _ if zone.local(due) - now <= SOON => Role::DeadlineSoon,
        _ => Role::Text,
    };
    Some((words, role))
}

/// Columns at the right of a list of lessons: where each begins, for a width.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// Room, or nothing where there is no room for it.
    pub room: Option<u16>,
    /// The roll call's column.
    pub attendance: u16,
    /// Marks.
    pub marks: u16,
    /// Topic.
    pub topic: u16,
    /// Homework.
    pub homework: u16,
    /// Cells of a column of a duty.
    pub cells: u16,
}

impl Columns {
    /// The columns for a screen's width.
    pub fn for_width(width: u16) -> Self {
        let due = width.saturating_sub(7);
        let cells = if width >= 76 { 6 } else { 3 };
        let homework = due.saturating_sub(cells);
        let topic = homework.saturating_sub(cells);
        let marks = topic.saturating_sub(cells);
        let attendance = marks.saturating_sub(if cells == 6 { 7 } else { cells });
        let room = (width >= 70).then(|| attendance.saturating_sub(5));
        Self { room, attendance, marks, topic, homework, cells }
    }

    /// The column where text at the left must end.
    pub fn begins(&self) -> u16 {
        self.room.unwrap_or(self.attendance)
    }
}
