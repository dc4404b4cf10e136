//! «Сроки»: the lessons of a day of the whole school with the state of their duties.

use chrono::NaiveDate;

use super::today::Loading;
use crate::domain::{DutyState, LessonId, LessonStatus};
use crate::protocol::Status;

/// The deadlines of a day.
#[derive(Debug, Default)]
pub struct Deadlines {
    /// The day that is shown.
    pub date: Option<NaiveDate>,
    /// What the server said.
    pub status: Option<Status>,
    /// Letters that the name of the class begins with; empty: all.
    pub class: String,
    /// Letters that the name of the teacher begins with; empty: all.
    pub teacher: String,
    /// Which lessons are shown.
    pub shown: Shown,
    /// The lesson under the cursor.
    pub selected: Option<LessonId>,
    /// How much is known.
    pub loading: Loading,
    /// Generation of the question that is open.
    pub asked: u64,
}

/// Which lessons are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    /// All.
    #[default]
    All,
    /// Those that something is missing in.
    Unfilled,
}

impl Deadlines {
    /// Lessons that pass the filters: overdue ones first, then by the nearest instant, number and class.
    #[must_use]
    pub fn lessons(&self) -> Vec<&LessonStatus> {
        let (class, teacher) = (crate::text::fold(&self.class), crate::text::fold(&self.teacher));
        let passes = |lesson: &&LessonStatus| {
            let by = lesson.teacher.as_ref().map(|teacher| crate::text::fold(&teacher.short_name)).unwrap_or_default();
            crate::text::fold(&lesson.class).starts_with(&class)
                && by.starts_with(&teacher)
                && (self.shown == Shown::All || lacks(lesson))
        };
        let mut lessons: Vec<&LessonStatus> = self.status.iter().flat_map(|status| &status.lessons).filter(passes).collect();
        lessons.sort_by_key(|lesson| {
            let due = duties(lesson).filter(|duty| open(duty.state)).filter_map(|duty| duty.due).min();
            (!overdue(lesson), due.is_none(), due, lesson.number, lesson.class.clone())
        });
        lessons
    }
}

/// Whether a duty of the lesson is late.
#[must_use]
pub fn overdue(lesson: &LessonStatus) -> bool {
    duties(lesson).any(|duty| duty.state == DutyState::Overdue)
}

/// Whether something is missing in the lesson.
#[must_use]
pub fn lacks(lesson: &LessonStatus) -> bool {
    duties(lesson).any(|duty| open(duty.state))
}

const fn open(state: DutyState) -> bool {
    matches!(state, DutyState::Waiting | DutyState::Overdue)
}

fn duties(lesson: &LessonStatus) -> impl Iterator<Item = &crate::domain::Duty> {
    [&lesson.attendance, &lesson.marks, &lesson.topic, &lesson.homework].into_iter()
}
