//! The duties of lessons as tables and JSON: what `today` and `status` share.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Program;
use super::client::Seat;
use crate::domain::{Duty, DutyState, LessonDuties};

/// A duty as JSON.
#[derive(Debug, Serialize)]
pub(super) struct DutyJson {
    /// `not_yet`, `done`, `done_late`, `waiting` or `overdue`.
    pub state: DutyState,
    /// Until when; `null`: no instant.
    pub due: Option<DateTime<Utc>>,
}

impl From<&Duty> for DutyJson {
    fn from(duty: &Duty) -> Self {
        Self { state: duty.state, due: duty.due }
    }
}

/// The sign of a duty in a table.
pub(super) const fn sign(duty: &Duty) -> &'static str {
    match duty.state {
        DutyState::NotYet => "",
        DutyState::Done => "✓",
        DutyState::DoneLate => "✓!",
        DutyState::Waiting => "·",
        DutyState::Overdue => "!",
    }
}

/// The nearest instant of an open duty, as a person reads it: `20:00`, on another day `26.11 20:00`.
pub(super) fn due(seat: &Seat, duties: &LessonDuties, now: DateTime<Utc>) -> String {
    let Some(due) = duties.nearest().and_then(|duty| duty.due) else { return String::new() };
    let local = seat.zone.local(due);
    let format = if local.date() == seat.today(now) { "%H:%M" } else { "%d.%m %H:%M" };
    local.format(format).to_string()
}

/// Time left to the nearest instant («8 ч 53 мин», «прошёл 1 ч 5 мин назад»).
pub(super) fn left(program: &Program, duties: &LessonDuties, now: DateTime<Utc>) -> String {
    let Some(due) = duties.nearest().and_then(|duty| duty.due) else { return String::new() };
    let minutes = (due - now).num_minutes();
    let (key, minutes) = if due >= now { ("time-left-", minutes) } else { ("time-over-", -minutes) };
    let (hours, minutes) = (minutes / 60, minutes % 60);
    let key = format!("{key}{}", if hours == 0 { "minutes" } else { "hours" });
    program.say_with(&key, &[("hours", hours.to_string().into()), ("minutes", minutes.to_string().into())])
}

/// Whether something is open or was late: what makes `status` end with 1.
pub(super) fn remarks(duties: &LessonDuties) -> bool {
    duties.each().any(|duty| matches!(duty.state, DutyState::Waiting | DutyState::Overdue | DutyState::DoneLate))
}
