//! «Неделя» and «План».

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::{JournalId, LessonId, PlanItem, PlanItemId, Target, Value};
use crate::entry::{self, Book};

/// Days of a school week that can have lessons.
pub const SCHOOL_DAYS: u64 = 6;

/// «Неделя»: the teacher's lessons from Monday to Saturday.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    /// The Monday of the week that is shown.
    pub monday: Option<NaiveDate>,
    /// The day of the cursor.
    pub date: Option<NaiveDate>,
    /// The lesson under the cursor; `None` on a day without lessons.
    pub selected: Option<LessonId>,
}

impl Week {
    /// The days of the week that is shown.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let monday = self.monday;
        (0..SCHOOL_DAYS).filter_map(move |day| monday?.checked_add_days(Days::new(day)))
    }
}

/// The Monday of the week of a date.
#[must_use]
pub fn monday_of(date: NaiveDate) -> NaiveDate {
    let after = u64::from(date.weekday().num_days_from_monday());
    date.checked_sub_days(Days::new(after)).unwrap_or(date)
}

/// «План»: the plan of the year of one journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The journal.
    pub journal: Option<JournalId>,
    /// The item under the cursor; `None`: the next one.
    pub selected: Option<PlanItemId>,
}

/// How an item of the plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Its hours are used.
    Passed,
    /// It is next.
    Next,
    /// Some of its hours are used.
    Begun,
    /// Its turn has not come.
    Ahead,
    /// Later items were taken before it.
    Skipped,
}

/// How far a plan is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanState {
    /// Hours of the plan.
    pub hours: u32,
    /// Hours that lessons used, waiting entries included.
    pub used: u32,
    /// Lessons of the period that are over and have no topic: by so many the journal lags behind.
    pub without_topic: u32,
    /// Lessons of the period that are still to come.
    pub to_come: u32,
    /// Each item with how it stands, in the order of the plan.
    pub items: Vec<(PlanItemId, Progress)>,
}

impl PlanState {
    /// Reads the plan of a book at an instant of the school's clock.
    #[must_use]
    pub fn of(book: &Book, now: chrono::NaiveDateTime) -> Self {
        let page = book.page();
        let next = entry::next_topic(book).map(|item| item.id.clone());
        let last_used = page.plan.iter().rposition(|item| used(book, item) > 0);
        let items = page.plan.iter().enumerate().map(|(at, item)| {
            let is_next = next.as_ref() == Some(&item.id);
            let progress = match used(book, item) {
                hours if hours >= item.hours => Progress::Passed,
                _ if last_used.is_some_and(|last| at < last) => Progress::Skipped,
                _ if is_next => Progress::Next,
                0 => Progress::Ahead,
                _ => Progress::Begun,
            };
            (item.id.clone(), progress)
        });
        let within = |lesson: &&crate::domain::Lesson| page.period.contains(lesson.date) && !lesson.cancelled;
        let says = |target: Target| book.value(&target).is_some();
        let over = page.lessons.iter().filter(within).filter(|lesson| lesson.ends_at() <= now);
        let bare = over.filter(|lesson| {
            !says(Target::Topic { lesson: lesson.id.clone() }) && !says(Target::NotHeld { lesson: lesson.id.clone() })
        });
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            hours: page.plan.iter().map(|item| item.hours).sum(),
            used: page.plan.iter().map(|item| used(book, item)).sum(),
            without_topic: count(bare.count()),
            to_come: count(page.lessons.iter().filter(within).filter(|lesson| lesson.ends_at() > now).count()),
            items: items.collect(),
        }
    }
}

/// Hours of an item that lessons used; topics that wait are counted, since the server has not counted them yet.
fn used(book: &Book, item: &PlanItem) -> u32 {
    let waits = book.page().lessons.iter().filter(|lesson| {
        let target = Target::Topic { lesson: lesson.id.clone() };
        let is_of =
            |value: Option<&Value>| matches!(value, Some(Value::Topic(topic)) if topic.plan_item.as_ref() == Some(&item.id));
        is_of(book.value(&target)) && !is_of(book.acknowledged(&target).and_then(|fact| fact.value.as_ref()))
    });
    item.used + u32::try_from(waits.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        let date = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a date");
        for day in 16..=22 {
            assert_eq!(monday_of(date(day)), date(16), "{day}");
        }
        let week = Week { monday: Some(date(16)), ..Week::default() };
        assert_eq!(week.days().last(), Some(date(21)));
    }

    #[test]
    fn a_plan_says_what_is_passed_next_and_late() {
        use crate::entry::tests::fixture;
        let desk = fixture::desk();
        let mut page = fixture::page(3);
        page.plan[3].used = 1;
        let book = Book::new(page, Vec::new(), &desk);
        let state = PlanState::of(&book, "2026-11-20T11:30:00".parse().expect("a time"));
        let progress: Vec<Progress> = state.items.iter().map(|(_, progress)| *progress).collect();
        assert_eq!(progress, [Progress::Passed, Progress::Skipped, Progress::Skipped, Progress::Passed]);
        assert_eq!((state.hours, state.used, state.without_topic, state.to_come), (4, 2, 3, 1));
    }
}
