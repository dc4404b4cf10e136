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
    of_row_by_work(profile, school, calendar, row, now).0
}

/// The duties of a lesson at an instant, and those of its works that every pupil owes one by one, by their place in the row.
pub(super) fn of_row_by_work(
    profile: &Profile,
    school: &School,
    calendar: &Calendar,
    row: &LessonRow,
    now: DateTime<Utc>,
) -> (LessonDuties, Vec<(usize, Duty)>) {
    let none = LessonDuties { attendance: Duty::NONE, topic: Duty::NONE, homework: Duty::NONE, marks: Duty::NONE };
    if row.lesson.cancelled || row.fill.not_held {
        return (none, Vec::new());
    }
    let case = Case::of_row(now, school, calendar, &row.lesson, &row.next_lessons);
    let cx = Context::new(profile, &case);
    let begun = !cx.before_the_lesson().is_yes();
    let instants = judge::duties(&cx);
    let made = &row.fill.made;
    let standing = |done: bool, made: Option<DateTime<Utc>>| match (done, begun) {
        (true, _) => Standing::Done(made),
        (false, true) => Standing::Open,
        (false, false) => Standing::NotBegun,
    };
    let homework = if profile.allows_homework(&row.lesson.subject, row.lesson.grade) {
        duty(standing(row.fill.homework, made.homework), instants.homework, now)
    } else {
        Duty::NONE
    };
    let by_work: Vec<(usize, Duty)> = owed_works(profile, &case, row)
        .map(|(at, owed, due)| (at, duty(standing(owed == 0, made.marks), due, now)))
        .collect();
    let worst = by_work.iter().map(|(_, duty)| duty).max_by_key(|duty| (duty.state, std::cmp::Reverse(duty.due)));
    let duties = LessonDuties {
        attendance: duty(standing(row.fill.attendance, made.attendance), instants.attendance, now),
        topic: duty(standing(row.fill.topic, made.topic), instants.topic, now),
        homework,
        marks: worst.cloned().unwrap_or(Duty::NONE),
    };
    (duties, by_work)
}

/// The works that every pupil owes: their place, how many marks are missing, and until when they are due.
fn owed_works<'a>(
    profile: &'a Profile,
    case: &'a Case,
    row: &'a LessonRow,
) -> impl Iterator<Item = (usize, u32, Option<Due>)> + 'a {
    let works = row.fill.works.iter().enumerate();
    let owed = works.filter(|(_, fill)| profile.allows_marks(row.lesson.grade) && is_owed(profile, fill));
    owed.map(|(at, fill)| {
        let case = case.clone().with_work(&fill.work.spec, Some(fill.of));
        (at, fill.owed, judge::duties(&Context::new(profile, &case)).work)
    })
}

/// The first work of the lesson that every pupil owes and that some have no mark for.
pub(super) fn owed_work<'a>(profile: &Profile, row: &'a LessonRow) -> Option<&'a WorkFill> {
    row.fill.works.iter().find(|fill| fill.owed > 0 && is_owed(profile, fill))
}

/// Whether every pupil owes the work: said so, or written with a term of its own.
fn is_owed(profile: &Profile, fill: &WorkFill) -> bool {
    let kind = fill.work.spec.kind;
    let termed = [profile.next_lesson_kinds, profile.composition_kinds, profile.days_kinds, profile.same_day_kinds];
    let termed = termed.into_iter().any(|kinds| kinds.has(kind));
    fill.of > 0 && !fill.work.id.is_literacy() && (fill.work.spec.obligatory || termed)
}

/// How far a duty has come.
#[derive(Clone, Copy)]
enum Standing {
    /// Done, at an instant if it is known.
    Done(Option<DateTime<Utc>>),
    /// Not done, and the lesson has begun.
    Open,
    /// The lesson has not begun.
    NotBegun,
}

fn duty(standing: Standing, due: Option<Due>, now: DateTime<Utc>) -> Duty {
    let due = due.and_then(Due::utc);
    let past = |instant: DateTime<Utc>| due.is_some_and(|due| instant.timestamp() > due.timestamp());
    let state = match standing {
        Standing::Done(made) if made.is_some_and(past) => DutyState::DoneLate,
        Standing::Done(_) => DutyState::Done,
        Standing::NotBegun => DutyState::NotYet,
        Standing::Open if past(now) => DutyState::Overdue,
        Standing::Open => DutyState::Waiting,
    };
    Duty { state, due }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use super::*;
    use crate::domain::{Fill, Lesson, TeacherRef, Work, WorkId, WorkKind, WorkSpec, Zone};

    fn clock(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of the day")
    }

    fn school() -> School {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a date");
        School {
            id: "s1".into(),
            name: "СОШ № 7".to_owned(),
            zone: "Asia/Barnaul".to_owned(),
            week: 5,
            year_start: day(9, 1),
            year_end: day(12, 31),
        }
    }

    fn row(subject: &str, grade: u8, fill: Fill) -> LessonRow {
        let date = NaiveDate::from_ymd_opt(2026, 11, 18).expect("a date");
        let lesson = Lesson {
            id: "l1".into(),
            journal: "j1".into(),
            class: "c1".into(),
            class_name: format!("{grade}А"),
            grade,
            subject: subject.to_owned(),
            group: None,
            date,
            number: 3,
            starts: clock(10, 15),
            ends: clock(11, 0),
            room: String::new(),
            teacher: TeacherRef { id: "t1".into(), short_name: "Орлова Е. В.".to_owned() },
            substitute: None,
            cancelled: false,
            doubled: None,
            first_of_year: false,
            weekly_hours: 4,
            class_day_ends: clock(13, 20),
            school_day_ends: clock(14, 10),
            timetable_version: 1,
        };
        let next = date.succ_opt().expect("a date").and_time(clock(9, 20));
        LessonRow { lesson, fill, expected_topic: None, next_lessons: vec![next], known: Vec::new() }
    }

    fn states(profile: &str, row: &LessonRow, hour: u32, minute: u32) -> [DutyState; 4] {
        let profile = Profile::built_in(profile).expect("built in");
        let zone = Zone::parse("Asia/Barnaul").expect("a zone");
        let now = zone.instant(row.lesson.date.and_time(clock(hour, minute))).to_utc();
        let duties = of_row(&profile, &school(), &Calendar::default(), row, now);
        [duties.attendance.state, duties.marks.state, duties.topic.state, duties.homework.state]
    }

    #[test]
    fn duties_wait_until_their_instant_and_are_overdue_after_it() {
        use DutyState::{NotYet, Overdue, Waiting};
        let empty = row("Алгебра", 7, Fill::default());
        for (hour, minute, expected) in [
            (10, 14, [NotYet, NotYet, NotYet, NotYet]),
            (10, 15, [Waiting, NotYet, Waiting, Waiting]),
            (15, 41, [Waiting, NotYet, Waiting, Overdue]),
            (20, 1, [Overdue, NotYet, Overdue, Overdue]),
        ] {
            assert_eq!(states("altai-stdr", &empty, hour, minute), expected, "{hour}:{minute}");
        }
        assert_eq!(states("crimea-vorobyovo", &row("ИЗО", 7, Fill::default()), 12, 0), [Waiting, NotYet, Waiting, NotYet]);
        assert_eq!(states("moscow-810", &empty, 23, 0), [Waiting, NotYet, Waiting, Waiting], "no instant is ever late");
    }

    #[test]
    fn what_is_done_was_done_in_time_or_late() {
        use DutyState::{Done, DoneLate, NotYet};
        let zone = Zone::parse("Asia/Barnaul").expect("a zone");
        let mut filled = row("Алгебра", 7, Fill { attendance: true, topic: true, homework: true, ..Fill::default() });
        let at = |hour, minute| Some(zone.instant(filled.lesson.date.and_time(clock(hour, minute))).to_utc());
        let (early, late) = (at(11, 0), at(20, 1));
        (filled.fill.made.attendance, filled.fill.made.topic, filled.fill.made.homework) = (early, late, late);
        assert_eq!(states("altai-stdr", &filled, 21, 0), [Done, NotYet, DoneLate, DoneLate]);
    }

    #[test]
    fn marks_are_owed_for_works_that_every_pupil_writes() {
        use DutyState::{Done, NotYet, Overdue, Waiting};
        let with = |kind, owed| {
            let work =
                Work { id: WorkId::new("w1"), journal: "j1".into(), lesson: Some("l1".into()), spec: WorkSpec::of(kind) };
            row("Алгебра", 7, Fill { works: vec![WorkFill { work, owed, of: 24 }], ..Fill::default() })
        };
        for (kind, owed, hour, expected) in [
            (WorkKind::Oral, 20, 21, NotYet),
            (WorkKind::Control, 24, 21, Waiting),
            (WorkKind::Control, 0, 21, Done),
            (WorkKind::Credit, 3, 21, Overdue),
        ] {
            assert_eq!(states("altai-stdr", &with(kind, owed), hour, 0)[1], expected, "{kind:?}, {owed}");
        }
    }

    #[test]
    fn a_lesson_that_was_not_held_has_no_duties() {
        let mut cancelled = row("Алгебра", 7, Fill::default());
        cancelled.lesson.cancelled = true;
        let not_held = row("Алгебра", 7, Fill { not_held: true, ..Fill::default() });
        for row in [cancelled, not_held] {
            assert_eq!(states("altai-stdr", &row, 21, 0), [DutyState::NotYet; 4]);
        }
    }
}
