//! The one engine over a whole journal page: every stored fact, and every duty that is open.
//!
//! Pure, and as fast as the checks it makes: a [`sheet`] indexes the page once, a lesson's case is built once and only its
//! cell changes. An entry is judged as of its first making; who may write where was judged at the door, with the rights of
//! that day, and is not judged again. Marks of periods are judged as of their making too, but by all that the journal holds
//! now: what they rest on is what a deputy compares them with. Duties stand as [`super::lesson_duties`] says.
//! A missing entry carries the rule that an entry made right after the instant would break.

mod lesson;
mod period;
mod sheet;
mod voice;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::Profile;
use crate::domain::roster::DateSpan;
use crate::domain::{
    Calendar, Finding, JournalId, LessonId, Page, Period, PeriodId, Pupil, RuleId, School, Severity, Target, TeacherRef,
};
use sheet::Sheet;

/// What every page of a school is reviewed with.
#[derive(Debug, Clone, Copy)]
pub struct Bench<'a> {
    /// The regulation in force.
    pub profile: &'a Profile,
    /// The school.
    pub school: &'a School,
    /// Its calendar.
    pub calendar: &'a Calendar,
    /// Its periods: marks of the year and the end are made from those of others.
    pub periods: &'a [Period],
    /// The instant of the review: what is not there yet is missing as of it.
    pub now: DateTime<Utc>,
}

/// How the thing stands that a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is there, and a rule finds fault with what it says.
    Entry,
    /// It is there, and came after its instant.
    Late,
    /// It is not there, and its instant has not come.
    Waiting,
    /// It is not there, and its instant has passed.
    Missing,
}

impl Standing {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Late => "late",
            Self::Waiting => "waiting",
            Self::Missing => "missing",
        }
    }
}

/// The rule of the program for a duty that the regulation sets no instant for.
pub const OPEN: RuleId = RuleId::known("ZV-OPEN");

/// One thing that a review found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which fact: the place to jump to.
    pub target: Target,
    /// Whether it is there, and in time.
    pub standing: Standing,
    /// What the rule says. For [`Standing::Missing`] and [`Standing::Waiting`] its arguments hold `due`, school time, or
    /// `none`.
    pub finding: Finding,
    /// Further rules that speak for the same reason: the second instant of one late entry.
    pub also: Vec<RuleId>,
    /// Until when it is due, where the regulation sets an instant.
    pub due: Option<DateTime<Utc>>,
    /// When it was made first, where it is there.
    pub made: Option<DateTime<Utc>>,
    /// The pupil that the fact is about, as the journal lists them.
    pub pupil: Option<Listed>,
}

/// A pupil as a list of remarks names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Number in the list of the journal.
    pub number: u16,
    /// Surname and first name.
    pub name: String,
}

impl Remark {
    /// Whether a command that checks ends with 1 because of it: refused, late or missing.
    #[must_use]
    pub fn weighs(&self) -> bool {
        self.finding.severity == Severity::Error || self.standing != Standing::Entry
    }
}

/// What a review found in one lesson, or in the marks of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonReview {
    /// The journal.
    pub journal: JournalId,
    /// The period of the page.
    pub period: PeriodId,
    /// Name of the class.
    pub class: String,
    /// Subject.
    pub subject: String,
    /// Subgroup.
    pub group: Option<String>,
    /// Who gives the lesson; for marks of a period the teacher of the journal.
    pub teacher: TeacherRef,
    /// The lesson; `None`: the marks of the period, or the column «Тетрадь».
    pub lesson: Option<LessonId>,
    /// Its date; of the period the last school day.
    pub date: NaiveDate,
    /// Its number in the day.
    pub number: Option<u8>,
    /// In the order of the lesson: roll call, cells by pupil, topic, homework.
    pub remarks: Vec<Remark>,
}

/// What a review found in a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageReview {
    /// Lessons with remarks, by date and number.
    pub lessons: Vec<LessonReview>,
    /// How many lessons were looked at.
    pub checked: usize,
}

/// Reviews the lessons of a page that fall into a span of dates, and the marks of its period if their day does.
#[must_use]
pub fn review(bench: &Bench<'_>, page: &Page, span: DateSpan) -> PageReview {
    let sheet = Sheet::of(page);
    let mut found = PageReview::default();
    let mut before = lesson::Before::of(&sheet);
    for (at, lesson) in page.lessons.iter().enumerate() {
        // The two lessons after the period stand on the next page; here they only say when terms end.
        if page.period.contains(lesson.date) && span.contains(lesson.date) && !lesson.cancelled {
            found.checked += 1;
            found.lessons.extend(lesson::review(bench, &sheet, &mut before, at));
        }
        before.pass(&sheet, at);
    }
    found.lessons.extend(period::review(bench, &sheet, span));
    name_pupils(page, &mut found);
    found
}

/// Reviews only the marks of a page's period: of the year, whose lessons stand on the pages of its quarters.
#[must_use]
pub fn review_period(bench: &Bench<'_>, page: &Page, span: DateSpan) -> PageReview {
    let lessons = period::review(bench, &Sheet::of(page), span).into_iter().collect();
    let mut found = PageReview { lessons, checked: 0 };
    name_pupils(page, &mut found);
    found
}

fn name_pupils(page: &Page, found: &mut PageReview) {
    let known: HashMap<&str, &Pupil> = page.pupils.iter().map(|pupil| (pupil.id.as_str(), pupil)).collect();
    for remark in found.lessons.iter_mut().flat_map(|lesson| &mut lesson.remarks) {
        let pupil = remark.target.pupil().and_then(|id| known.get(id.as_str()));
        remark.pupil = pupil.map(|pupil| Listed { number: pupil.number, name: pupil.name() });
    }
}

/// The reviews of several pages as one list: by date and number, then class and subject; marks of periods after the
/// lessons of their day.
#[must_use]
pub fn in_order(pages: impl IntoIterator<Item = PageReview>) -> PageReview {
    let mut all = PageReview::default();
    for page in pages {
        all.checked += page.checked;
        all.lessons.extend(page.lessons);
    }
    all.lessons.sort_by(|a, b| place(a).cmp(&place(b)));
    all
}

type Key<'a> = (NaiveDate, u8, u8, &'a str, &'a str, Option<&'a str>);

fn place(review: &LessonReview) -> Key<'_> {
    let number = review.number.unwrap_or(u8::MAX);
    // «10А» after «9А»: the grade counts as a number.
    let digits = review.class.bytes().take_while(u8::is_ascii_digit).count();
    let grade = review.class[..digits].parse().unwrap_or(0);
    (review.date, number, grade, &review.class, &review.subject, review.group.as_deref())
}

#[cfg(test)]
mod tests;
