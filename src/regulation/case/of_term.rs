//! What a page says about a mark for a period: the marks it rests on, lessons held and missed, what stood there before.

use chrono::NaiveDateTime;

use super::{TermEntry, TermPeriod};
use crate::domain::{Lesson, LessonId, Page, Period, PeriodKind, PupilId, Target, TermMark, Value, WorkKind};

/// A mark for another period of the same journal and pupil.
pub type OtherTerm<'a> = (&'a Period, TermMark);

impl TermEntry {
    /// Everything but the text that is entered: `page` is the page of the period, `until` the instant of making in school time,
    /// and `others` are the marks for other periods, from which those of the year and the end are made.
    #[must_use]
    pub fn of_page(page: &Page, pupil: &PupilId, until: NaiveDateTime, others: &[OtherTerm<'_>]) -> Self {
        let period = &page.period;
        let begun = || page.lessons.iter().filter(|lesson| period.contains(lesson.date) && lesson.starts_at() <= until);
        let held: Vec<&Lesson> = begun().filter(|lesson| is_held(page, lesson)).collect();
        let missed: Vec<&Lesson> = held
            .iter()
            .copied()
            .filter(|lesson| is(page, &Target::Absence { lesson: lesson.id.clone(), pupil: pupil.clone() }))
            .collect();
        let excused = |lesson: &&Lesson| is(page, &Target::Reason { lesson: lesson.id.clone(), pupil: pupil.clone() });
        let of = |kind: PeriodKind| {
            others.iter().filter(move |(period, _)| period.kind == kind).map(|(_, mark)| mark.to_string())
        };
        let cells = marks(page, pupil);
        let half_years: Vec<String> = of(PeriodKind::HalfYear).collect();
        Self {
            text: None,
            previous: previous(page, pupil),
            period: Some(TermPeriod {
                kind: Some(period.kind),
                start: Some(period.start),
                end: Some(period.end),
                last_school_day: last_day(page),
                closed: Some(period.closed),
            }),
            summary: false,
            marks: Some(cells.iter().map(|(text, _)| text.clone()).collect()),
            mark_kinds: Some(cells.iter().map(|(_, kind)| *kind).collect()),
            held: u32::try_from(held.len()).ok(),
            missed: u32::try_from(missed.len()).ok(),
            reasons_valid: (!missed.is_empty()).then(|| missed.iter().all(excused)),
            year_mark: of(PeriodKind::Year).next(),
            year_marks: None,
            exam_mark: of(PeriodKind::Exam).next(),
            half_year_marks: (!half_years.is_empty()).then_some(half_years),
            protocol_received: None,
            result_at: None,
        }
    }
}

fn is(page: &Page, target: &Target) -> bool {
    page.fact(target).is_some_and(|fact| fact.value.is_some())
}

fn is_held(page: &Page, lesson: &Lesson) -> bool {
    !lesson.cancelled && !is(page, &Target::NotHeld { lesson: lesson.id.clone() })
}

/// What the journal holds for the period.
fn previous(page: &Page, pupil: &PupilId) -> Option<String> {
    let target = Target::Term { journal: page.journal.id.clone(), period: page.period.id.clone(), pupil: pupil.clone() };
    match page.fact(&target)?.value.as_ref()? {
        Value::Term { mark } => Some(mark.to_string()),
        _ => None,
    }
}

/// The last day of the period on which the journal has a lesson.
fn last_day(page: &Page) -> Option<chrono::NaiveDate> {
    let dates = page.lessons.iter().filter(|lesson| page.period.contains(lesson.date) && !lesson.cancelled);
    dates.map(|lesson| lesson.date).max()
}

/// Marks of the pupil for works of the period with the kinds of these, in the order of the works.
fn marks(page: &Page, pupil: &PupilId) -> Vec<(String, WorkKind)> {
    let within = |lesson: &LessonId| page.lesson(lesson).is_some_and(|lesson| page.period.contains(lesson.date));
    let works = page.works.iter().filter(|work| work.lesson.as_ref().is_none_or(within));
    let texts = works.filter_map(|work| {
        match page.fact(&Target::Marks { work: work.id.clone(), pupil: pupil.clone() })?.value.as_ref()? {
            Value::Marks { marks, .. } => Some((marks.to_string(), work.spec.kind)),
            _ => None,
        }
    });
    texts.collect()
}
