//! What a page says about a mark for a period: the marks it rests on, lessons held and missed, what stood there before.

use std::collections::HashSet;

use chrono::NaiveDateTime;

use super::{TermEntry, TermPeriod};
use crate::domain::{
    Calendar, Lesson, LessonId, Page, Period, PeriodKind, PupilId, School, Target, TermMark, Value, WorkKind,
};
use crate::regulation::last_school_day;

/// A mark for another period of the same journal and pupil.
pub type OtherTerm<'a> = (&'a Period, TermMark);

/// What is at hand when a mark for a period is judged.
#[derive(Clone, Copy)]
pub struct TermSight<'a> {
    /// The school, for the last day of lessons.
    pub school: &'a School,
    /// Its days off and holidays.
    pub calendar: &'a Calendar,
    /// A page of the journal. What the mark rests on is known where it is the page of the mark's own period.
    pub page: &'a Page,
    /// The period of the mark.
    pub period: &'a Period,
    /// The instant of making, in school time.
    pub until: NaiveDateTime,
    /// Marks of the pupil for other periods of the journal: those of the year and the end are made from them.
    pub others: &'a [OtherTerm<'a>],
    /// What a fact of the page says.
    pub value: &'a dyn Fn(&Target) -> Option<&'a Value>,
}

/// The years of the upper school, of two half-years each.
const YEARS: usize = 2;

impl TermEntry {
    /// Everything but the text that is entered.
    ///
    /// The mark of a year rests on the marks of its quarters or half-years where there are any, as every paper journal has it;
    /// the texts only say how the mean is rounded. Without them it rests on the current marks of the year.
    #[must_use]
    pub fn of_page(sight: &TermSight<'_>, pupil: &PupilId) -> Self {
        let TermSight { period, others, .. } = *sight;
        let of = |kind: PeriodKind| {
            others.iter().filter(move |(period, _)| period.kind == kind).map(|(_, mark)| mark.to_string())
        };
        let previous = previous(sight, pupil);
        let mut entry = Self {
            acknowledged: Some(previous.is_some()),
            previous,
            period: Some(TermPeriod {
                kind: Some(period.kind),
                start: Some(period.start),
                end: Some(period.end),
                last_school_day: Some(last_school_day(sight.school, sight.calendar, period)),
                closed: Some(period.closed),
            }),
            year_mark: of(PeriodKind::Year).next(),
            exam_mark: of(PeriodKind::Exam).next(),
            ..Self::default()
        };
        let half_years: Vec<String> = of(PeriodKind::HalfYear).collect();
        let years: Vec<String> = of(PeriodKind::Year).collect();
        if sight.page.period.id == period.id {
            entry.rests_on_page(sight, pupil);
        }
        let parts: Vec<String> = of(PeriodKind::Quarter).chain(half_years.iter().cloned()).collect();
        if period.kind == PeriodKind::Year && !parts.is_empty() {
            (entry.marks, entry.mark_kinds) = (Some(parts), None);
        }
        // The final mark of grade 11 stands on the summary sheet and rests on both years of the upper school: where the marks
        // of one of them are not here, there is nothing to compare it with.
        entry.summary = sight.page.journal.grade == 11 && period.kind == PeriodKind::Final;
        entry.year_marks = (years.len() >= YEARS && half_years.len() >= 2 * YEARS).then_some(years);
        entry.half_year_marks = (!half_years.is_empty()).then_some(half_years);
        entry
    }

    /// Current marks, and lessons held and missed, of the page's own period.
    fn rests_on_page(&mut self, sight: &TermSight<'_>, pupil: &PupilId) {
        let TermSight { page, period, until, .. } = *sight;
        let begun = page.lessons.iter().filter(|lesson| period.contains(lesson.date) && lesson.starts_at() <= until);
        let held: Vec<&Lesson> = begun.filter(|lesson| is_held(sight, lesson)).collect();
        let of = |lesson: &Lesson| (lesson.id.clone(), pupil.clone());
        let is_missed = |lesson: &&&Lesson| {
            let (lesson, pupil) = of(lesson);
            is(sight, &Target::Absence { lesson, pupil })
        };
        let missed: Vec<&Lesson> = held.iter().filter(is_missed).copied().collect();
        let is_excused = |lesson: &&Lesson| {
            let (lesson, pupil) = of(lesson);
            is(sight, &Target::Reason { lesson, pupil })
        };
        let cells = marks(sight, pupil);
        self.marks = Some(cells.iter().map(|(text, _)| text.clone()).collect());
        self.mark_kinds = Some(cells.iter().map(|(_, kind)| *kind).collect());
        self.held = u32::try_from(held.len()).ok();
        self.missed = u32::try_from(missed.len()).ok();
        self.reasons_valid = (!missed.is_empty()).then(|| missed.iter().all(is_excused));
    }
}

fn is(sight: &TermSight<'_>, target: &Target) -> bool {
    (sight.value)(target).is_some()
}

fn is_held(sight: &TermSight<'_>, lesson: &Lesson) -> bool {
    !lesson.cancelled && !is(sight, &Target::NotHeld { lesson: lesson.id.clone() })
}

/// What the journal holds for the period.
fn previous(sight: &TermSight<'_>, pupil: &PupilId) -> Option<String> {
    let (journal, period) = (sight.page.journal.id.clone(), sight.period.id.clone());
    match (sight.value)(&Target::Term { journal, period, pupil: pupil.clone() })? {
        Value::Term { mark } => Some(mark.to_string()),
        _ => None,
    }
}

/// Marks of the pupil for works of the period with the kinds of these, in the order of the works.
fn marks(sight: &TermSight<'_>, pupil: &PupilId) -> Vec<(String, WorkKind)> {
    let TermSight { page, period, .. } = *sight;
    let lessons = page.lessons.iter().filter(|lesson| period.contains(lesson.date));
    let within: HashSet<&LessonId> = lessons.map(|lesson| &lesson.id).collect();
    let works = page.works.iter().filter(|work| work.lesson.as_ref().is_none_or(|lesson| within.contains(lesson)));
    let texts =
        works.filter_map(|work| match (sight.value)(&Target::Marks { work: work.id.clone(), pupil: pupil.clone() })? {
            Value::Marks { marks, .. } => Some((marks.to_string(), work.spec.kind)),
            _ => None,
        });
    texts.collect()
}
