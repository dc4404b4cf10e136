//! Which pages a check of a span looks at, for whom, and what it found in all of them.
//!
//! Pure: the caller reads the pages. The command and the screen share it, so that their lists are the same.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::Book;
use crate::domain::roster::DateSpan;
use crate::domain::{Account, Calendar, Journal, Page, Period, PeriodKind, Role, School, TeacherRef};
use crate::outbox::Entry;
use crate::regulation::{self, Bench, LessonReview, PageReview, Profile, Standing, last_school_day};

/// How far a check sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The own journals, and the lessons given in another teacher's place.
    Own,
    /// The same, and every journal of the classes headed.
    Class,
    /// Every journal of the school.
    School,
}

impl Scope {
    /// What a role checks; `None`: it reads no journals.
    #[must_use]
    pub fn of(account: &Account) -> Option<Self> {
        match account.role {
            Role::Deputy | Role::Director => Some(Self::School),
            Role::Teacher | Role::ClassTeacher if account.head_of.is_empty() => Some(Self::Own),
            Role::Teacher | Role::ClassTeacher => Some(Self::Class),
            Role::Admin | Role::Analyst | Role::District => None,
        }
    }

    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Class => "class",
            Self::School => "school",
        }
    }
}

/// A page that is to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Its journal.
    pub journal: Journal,
    /// Its period.
    pub period: Period,
    /// What of it counts.
    pub part: Part,
}

/// What of a page counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Lessons and the marks of the period.
    Whole,
    /// The marks of the period alone: its lessons stand on the pages of shorter periods.
    Marks,
}

/// A page that could not be seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unseen {
    /// Name of the class.
    pub class: String,
    /// Subject.
    pub subject: String,
    /// Subgroup.
    pub group: Option<String>,
    /// Title of the period.
    pub period: String,
}

/// The answer of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The days that were looked at.
    pub span: DateSpan,
    /// For whom.
    pub scope: Scope,
    /// As of when.
    pub now: DateTime<Utc>,
    /// How many pages were seen.
    pub pages: usize,
    /// What was found.
    pub found: PageReview,
    /// Pages that are not cached, and could not be read.
    pub unseen: Vec<Unseen>,
}

/// How much a survey found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Lessons that were looked at.
    pub lessons: usize,
    /// Entries that a rule refuses.
    pub refused: usize,
    /// Entries that came late, the refused among them.
    pub late: usize,
    /// Duties whose instant has passed.
    pub missing: usize,
    /// Duties whose instant has not come, or that have none.
    pub waiting: usize,
    /// Entries with a warning.
    pub warnings: usize,
    /// Entries with a hint.
    pub hints: usize,
}

/// The pages that a check of a span looks at: quarters up to grade 9, half-years above, and the year with its marks when its
/// last school day falls into the span.
#[must_use]
pub fn sights(periods: &[Period], desk: (&School, &Calendar), journals: &[Journal], span: DateSpan) -> Vec<Sight> {
    let mut sights = Vec::new();
    for journal in journals {
        let kind = main_kind(periods, journal.grade);
        for period in periods {
            let overlaps = period.start <= span.to && span.from <= period.end;
            let closes = || span.contains(last_school_day(desk.0, desk.1, period));
            let part = match period.kind {
                of if of == kind && overlaps => Part::Whole,
                PeriodKind::Year if closes() => Part::Marks,
                _ => continue,
            };
            sights.push(Sight { journal: journal.clone(), period: period.clone(), part });
        }
    }
    sights
}

fn main_kind(periods: &[Period], grade: u8) -> PeriodKind {
    let wanted = if grade >= 10 { PeriodKind::HalfYear } else { PeriodKind::Quarter };
    let has = |kind| periods.iter().any(|period| period.kind == kind);
    [wanted, PeriodKind::Quarter, PeriodKind::HalfYear, PeriodKind::Year]
        .into_iter()
        .find(|kind| has(*kind))
        .unwrap_or(wanted)
}

/// With what pages are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Glass<'a> {
    /// Who looks.
    pub account: &'a Account,
    /// The regulation in force.
    pub profile: &'a Profile,
    /// The school.
    pub school: &'a School,
    /// Its calendar.
    pub calendar: &'a Calendar,
    /// Its periods.
    pub periods: &'a [Period],
    /// The instant.
    pub now: DateTime<Utc>,
    /// The days.
    pub span: DateSpan,
    /// Own entries that wait: they count as they stand on the screen.
    pub waiting: &'a [Entry],
}

impl Glass<'_> {
    /// What is found in a page, as far as it concerns the account.
    #[must_use]
    pub fn look(&self, sight: &Sight, page: Page) -> PageReview {
        let me = TeacherRef { id: self.account.id.clone(), short_name: self.account.short_name.clone() };
        let page = Book::laid(page, self.waiting, me, self.profile.absence_code());
        let bench = Bench {
            profile: self.profile,
            school: self.school,
            calendar: self.calendar,
            periods: self.periods,
            now: self.now,
        };
        let mut found = match sight.part {
            Part::Whole => regulation::review(&bench, &page, self.span),
            Part::Marks => regulation::review_period(&bench, &page, self.span),
        };
        if !self.reads_whole(&sight.journal) {
            found.lessons.retain(|lesson| lesson.lesson.is_some() && lesson.teacher.id == self.account.id);
            found.checked = page
                .lessons
                .iter()
                .filter(|lesson| page.period.contains(lesson.date) && self.span.contains(lesson.date))
                .filter(|lesson| !lesson.cancelled && lesson.is_of(&self.account.id))
                .count();
        }
        found
    }

    fn reads_whole(&self, journal: &Journal) -> bool {
        let school = Scope::of(self.account) == Some(Scope::School);
        school || journal.teacher.id == self.account.id || self.account.head_of.contains(&journal.class_name)
    }
}

impl Sight {
    /// How it is named where it could not be seen.
    #[must_use]
    pub fn unseen(&self) -> Unseen {
        let Journal { class_name, subject, group, .. } = &self.journal;
        let (class, subject, group) = (class_name.clone(), subject.clone(), group.clone());
        Unseen { class, subject, group, period: self.period.title.clone() }
    }
}

impl Survey {
    /// How much was found.
    #[must_use]
    pub fn counts(&self) -> Counts {
        use crate::domain::Severity::{Error, Info, Warning};
        let mut counts = Counts { lessons: self.found.checked, ..Counts::default() };
        for remark in self.found.lessons.iter().flat_map(|lesson| &lesson.remarks) {
            counts.refused += usize::from(remark.finding.severity == Error);
            match (remark.standing, remark.finding.severity) {
                (Standing::Late, _) => counts.late += 1,
                (Standing::Missing, _) => counts.missing += 1,
                (Standing::Waiting, _) => counts.waiting += 1,
                (Standing::Entry, Warning) => counts.warnings += 1,
                (Standing::Entry, Info) => counts.hints += 1,
                (Standing::Entry, Error) => {}
            }
        }
        counts
    }

    /// Whether a command ends with 1: something is refused, late or missing.
    #[must_use]
    pub fn weighs(&self) -> bool {
        self.found.lessons.iter().flat_map(|lesson| &lesson.remarks).any(regulation::Remark::weighs)
    }

    /// Keeps what a question about class and teacher asks for. Both are the beginnings of names, folded by the caller's rule.
    pub fn retain(&mut self, wanted: impl Fn(&LessonReview) -> bool) {
        self.found.lessons.retain(wanted);
    }
}

/// The quarter (or what the school has instead) that a date lies in; between two the one before.
#[must_use]
pub fn current_period(periods: &[Period], date: NaiveDate) -> Option<&Period> {
    let kind = main_kind(periods, 1);
    let of_kind = || periods.iter().filter(move |period| period.kind == kind);
    of_kind().find(|period| period.contains(date)).or_else(|| of_kind().rfind(|period| period.start <= date))
}
