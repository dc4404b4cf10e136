//! How the duties of a lesson stand: from what the journal holds and what the regulation wants.

use chrono::{DateTime, Utc};

use super::case::{Case, Due};
use super::context::Context;
use super::judge;
use super::profile::Profile;
use crate::domain::{Calendar, Duty, DutyState, LessonDuties, LessonRow, School, WorkFill};

/// The duties of a lesson at an instant.
pub(super) fn of_row(
    profile: &Profile,
    school: &School,
    calendar: &Calendar,
    row: &LessonRow,
    now: DateTime<Utc>,
) -> LessonDuties {
    let none = LessonDuties { attendance: Duty::NONE, topic: Duty::NONE, homework: Duty::NONE, marks: Duty::NONE };
    if row.lesson.cancelled || row.fill.not_held {
        return none;
    }
    let case = Case::of_row(now, school, calendar, &row.lesson, &row.next_lessons);
    let cx = Context::new(profile, &case);
    let begun = !cx.before_the_lesson().is_yes();
    let instants = judge::duties(&cx);
    let made = &row.fill.made;
    let homework = if profile.allows_homework(&row.lesson.subject, row.lesson.grade) {
        duty(row.fill.homework, made.homework, instants.homework, begun, now)
    } else {
        Duty::NONE
    };
    LessonDuties {
        attendance: duty(row.fill.attendance, made.attendance, instants.attendance, begun, now),
        topic: duty(row.fill.topic, made.topic, instants.topic, begun, now),
        homework,
        marks: marks(profile, &case, row, begun, now),
    }
}

/// The marks of works that every pupil owes: the worst of them.
fn marks(profile: &Profile, case: &Case, row: &LessonRow, begun: bool, now: DateTime<Utc>) -> Duty {
    if !profile.allows_marks(row.lesson.grade) {
        return Duty::NONE;
    }
    let owed = row.fill.works.iter().filter(|fill| is_owed(profile, fill));
    let states = owed.map(|fill| {
        let case = case.clone().with_work(&fill.work.spec, Some(fill.of));
        let due = judge::duties(&Context::new(profile, &case)).work;
        duty(fill.owed == 0, row.fill.made.marks, due, begun, now)
    });
    states.max_by_key(|duty| (duty.state, std::cmp::Reverse(duty.due))).unwrap_or(Duty::NONE)
}

/// Whether every pupil owes the work: said so, or written with a term of its own.
fn is_owed(profile: &Profile, fill: &WorkFill) -> bool {
    let kind = fill.work.spec.kind;
    let termed = [profile.next_lesson_kinds, profile.composition_kinds, profile.days_kinds, profile.same_day_kinds];
    let termed = termed.into_iter().any(|kinds| kinds.has(kind));
    fill.of > 0 && (fill.work.spec.obligatory || termed)
}

#[expect(clippy::fn_params_excessive_bools, reason = "two facts of a duty, each named at the call")]
fn duty(done: bool, made: Option<DateTime<Utc>>, due: Option<Due>, begun: bool, now: DateTime<Utc>) -> Duty {
    let due = due.and_then(Due::utc);
    let past = |instant: DateTime<Utc>| due.is_some_and(|due| instant.timestamp() > due.timestamp());
    let state = match (done, begun) {
        (true, _) if made.is_some_and(past) => DutyState::DoneLate,
        (true, _) => DutyState::Done,
        (false, false) => DutyState::NotYet,
        (false, true) if past(now) => DutyState::Overdue,
        (false, true) => DutyState::Waiting,
    };
    Duty { state, due }
}
