//! «Сроки»: the lessons of a day of the whole school, a line for each teacher, a column for each number of lesson.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::today::Loading;
use crate::domain::{DutyState, LessonId, LessonStatus};
use crate::protocol::Status;
use crate::text::{collation_key, fold};

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
    /// Which lines are shown.
    pub shown: Shown,
    /// The lesson under the cursor.
    pub selected: Option<LessonId>,
    /// How much is known.
    pub loading: Loading,
    /// Generation of the question that is open.
    pub asked: u64,
}

/// Which lines are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    /// All.
    #[default]
    All,
    /// Those that something is missing in.
    Unfilled,
}

/// A line of the matrix: who, and the lessons by their number.
#[derive(Debug)]
pub struct Line<'a> {
    /// The teacher; for a role that sees no names, the class.
    pub name: &'a str,
    /// Whether the line goes on with who stands above: two shifts may give a teacher two lessons of one number.
    pub goes_on: bool,
    /// The lessons: one a number, from the first to the last.
    pub lessons: BTreeMap<u8, &'a LessonStatus>,
}

/// How many lessons stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// All lessons.
    pub lessons: usize,
    /// Begun, and nothing is missing.
    pub done: usize,
    /// Something is missing, and nothing is late.
    pub waiting: usize,
    /// Something is late.
    pub overdue: usize,
    /// Those of the waiting that have time beyond the end that was asked about.
    pub later: usize,
    /// When the last of the others is due; `None`: there are none.
    pub until: Option<DateTime<Utc>>,
    /// Duties that were done in time, per thousand of those that are done or late; `None`: there are none.
    pub in_time: Option<usize>,
}

impl Deadlines {
    /// Lessons of the class and the teacher that are asked for.
    fn passing(&self) -> impl Iterator<Item = &LessonStatus> {
        let (class, teacher) = (fold(&self.class), fold(&self.teacher));
        self.status.iter().flat_map(|status| &status.lessons).filter(move |lesson| {
            let by = lesson.teacher.as_ref().map(|teacher| fold(&teacher.short_name)).unwrap_or_default();
            fold(&lesson.class).starts_with(&class) && by.starts_with(&teacher)
        })
    }

    /// The lines that pass the filters: those with something overdue first, then by name.
    #[must_use]
    pub fn lines(&self) -> Vec<Line<'_>> {
        let mut by_name: BTreeMap<_, Vec<&LessonStatus>> = BTreeMap::new();
        for lesson in self.passing() {
            by_name.entry((collation_key(name(lesson)), name(lesson), who(lesson))).or_default().push(lesson);
        }
        let mut people: Vec<(&str, Vec<&LessonStatus>)> =
            by_name.into_iter().map(|((_, name, _), lessons)| (name, lessons)).collect();
        if self.shown == Shown::Unfilled {
            people.retain(|(_, lessons)| lessons.iter().any(|lesson| lacks(lesson)));
        }
        // Stable: names stay in order.
        people.sort_by_key(|(_, lessons)| !lessons.iter().any(|lesson| overdue(lesson)));
        people.into_iter().flat_map(|(name, lessons)| lines_of(name, lessons)).collect()
    }

    /// All lessons that are shown, line by line.
    #[must_use]
    pub fn lessons(&self) -> Vec<&LessonStatus> {
        self.lines().into_iter().flat_map(|line| line.lessons.into_values()).collect()
    }

    /// The numbers of lessons of the day, from the first to the last; the same whatever the filter.
    #[must_use]
    pub fn numbers(&self) -> Vec<u8> {
        let numbers: BTreeSet<u8> =
            self.status.iter().flat_map(|status| &status.lessons).map(|lesson| lesson.number).collect();
        match (numbers.first(), numbers.last()) {
            (Some(first), Some(last)) => (*first.min(&1)..=*last).collect(),
            _ => Vec::new(),
        }
    }

    /// How the lessons of the class and the teacher that are asked for stand; `end` parts what waits into nearer and later.
    #[must_use]
    pub fn totals(&self, end: DateTime<Utc>) -> Totals {
        let mut totals = Totals::default();
        let (mut in_time, mut settled) = (0, 0);
        for lesson in self.passing() {
            totals.lessons += 1;
            let begun = lesson.duties().any(|duty| duty.state != DutyState::NotYet);
            totals.overdue += usize::from(overdue(lesson));
            totals.waiting += usize::from(!overdue(lesson) && lacks(lesson));
            totals.done += usize::from(begun && !lacks(lesson));
            in_time += lesson.duties().filter(|duty| duty.state == DutyState::Done).count();
            let is_settled = |state| matches!(state, DutyState::Done | DutyState::DoneLate | DutyState::Overdue);
            settled += lesson.duties().filter(|duty| is_settled(duty.state)).count();
            if !overdue(lesson) && lacks(lesson) {
                let due = lesson.duties().filter(|duty| duty.is_open()).map(|duty| duty.due).min().flatten();
                match due.filter(|due| *due <= end) {
                    Some(due) => totals.until = totals.until.max(Some(due)),
                    None => totals.later += 1,
                }
            }
        }
        totals.in_time = (in_time * 1000).checked_div(settled);
        totals
    }
}

/// Lessons of one name in as few lines as their numbers allow.
fn lines_of<'a>(name: &'a str, mut lessons: Vec<&'a LessonStatus>) -> Vec<Line<'a>> {
    lessons.sort_by(|a, b| (a.number, &a.class, &a.group, &a.lesson).cmp(&(b.number, &b.class, &b.group, &b.lesson)));
    let mut lines: Vec<Line<'a>> = Vec::new();
    for lesson in lessons {
        if let Some(line) = lines.iter_mut().find(|line| !line.lessons.contains_key(&lesson.number)) {
            line.lessons.insert(lesson.number, lesson);
        } else {
            let lessons = BTreeMap::from([(lesson.number, lesson)]);
            lines.push(Line { name, goes_on: !lines.is_empty(), lessons });
        }
    }
    lines
}

/// What the line of a lesson is named by.
fn name(lesson: &LessonStatus) -> &str {
    lesson.teacher.as_ref().map_or(lesson.class.as_str(), |teacher| teacher.short_name.as_str())
}

/// Two teachers of one short name are two.
fn who(lesson: &LessonStatus) -> Option<&str> {
    lesson.teacher.as_ref().map(|teacher| teacher.id.as_str())
}

/// Whether a duty of the lesson is late.
#[must_use]
pub fn overdue(lesson: &LessonStatus) -> bool {
    lesson.duties().any(|duty| duty.state == DutyState::Overdue)
}

/// Whether something is missing in the lesson.
#[must_use]
pub fn lacks(lesson: &LessonStatus) -> bool {
    lesson.duties().any(crate::domain::Duty::is_open)
}
