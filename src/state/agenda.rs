//! The days that were read, kept for the jump list and the week, and what is still to be filled in them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::State;
use super::today::{DayRow, Loading};
use crate::domain::{Duty, Lesson, LessonRow, WorkId};
use crate::entry;
use crate::regulation::lesson_duties;

/// How many days are kept.
const DAYS: usize = 28;

/// Days of the teacher, as they came: without the entries that wait.
#[derive(Debug, Default)]
pub struct Agenda {
    days: BTreeMap<NaiveDate, Vec<LessonRow>>,
    /// Days that were asked for and have not come, by the generation of the question.
    asked: BTreeMap<u64, NaiveDate>,
    /// Days that are not in the store while the server cannot be reached.
    missing: std::collections::BTreeSet<NaiveDate>,
}

impl Agenda {
    /// Takes a day that came.
    pub fn take(&mut self, date: NaiveDate, lessons: Vec<LessonRow>) {
        self.missing.remove(&date);
        self.days.insert(date, lessons);
        while self.days.len() > DAYS {
            self.days.pop_first();
        }
    }

    /// A day was asked for.
    pub fn asked(&mut self, generation: u64, date: NaiveDate) {
        self.asked.insert(generation, date);
        while self.asked.len() > 2 * DAYS {
            self.asked.pop_first();
        }
    }

    /// The day of a question; `None` where the question was about something else.
    #[must_use]
    pub fn answered(&self, generation: u64) -> Option<NaiveDate> {
        self.asked.get(&generation).copied()
    }

    /// A question got no answer: the day is not to be had now, unless it is here already. Says whether it was one of ours.
    pub fn failed(&mut self, generation: u64) -> bool {
        let Some(date) = self.asked.remove(&generation) else { return false };
        if !self.days.contains_key(&date) {
            self.missing.insert(date);
        }
        true
    }

    /// Lessons of a day as they came; `None` while they are not here.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> Option<&[LessonRow]> {
        self.days.get(&date).map(Vec::as_slice)
    }

    /// How much is known of a day.
    #[must_use]
    pub fn loading(&self, date: NaiveDate) -> Loading {
        match (self.days.contains_key(&date), self.missing.contains(&date)) {
            (true, _) => Loading::Here,
            (false, true) => Loading::Missing,
            (false, false) => Loading::Asked,
        }
    }

    /// Every lesson that is known, by date.
    #[must_use]
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &LessonRow> {
        self.days.values().flatten()
    }
}

/// What of a lesson is not filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// The roll call.
    Attendance,
    /// The topic.
    Topic,
    /// The homework.
    Homework,
    /// Marks of a work that every pupil owes.
    Marks {
        /// The work; `None` where the day does not say which.
        work: Option<WorkId>,
        /// How many pupils have none.
        owed: u32,
        /// Of how many.
        of: u32,
    },
}

/// A field of a lesson that waits for its teacher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The lesson.
    pub lesson: Lesson,
    /// What of it.
    pub field: Field,
    /// Until when, or since when it is late.
    pub duty: Duty,
}

impl State {
    /// A lesson of a day with the entries that wait laid over it, and its duties judged now.
    #[must_use]
    pub fn judged(&self, plain: &LessonRow) -> Option<DayRow> {
        let desk = self.desk.as_ref()?;
        let mut row = plain.clone();
        let page = self.books.get(&row.lesson.journal).filter(|open| open.book.page().lesson(&row.lesson.id).is_some());
        match page {
            Some(open) => row.fill = open.book.fill(&row.lesson.id),
            None => entry::overlay_row(&mut row, self.waiting.entries()),
        }
        let duties = lesson_duties(&desk.profile, &desk.school, &desk.calendar, &row, desk.now());
        Some(DayRow { row, duties })
    }
}
