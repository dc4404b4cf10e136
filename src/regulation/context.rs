//! One case seen by the rules: three-valued facts, school time, and what the cell's text says.
//!
//! A fact that the case leaves out is [`Tri::Unknown`]. Rules are Kleene formulas over such facts, so that "undecided"
//! is not computed a second time: a formula is unknown exactly when a missing field could still turn it either way.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _, Utc};

use super::case::{Case, Due, EntryKind, When};
use super::grammar::Cell;
use super::profile::{Profile, SubjectId};
use super::topics::Topic;
use crate::domain::{Role, Severity, WorkKind, Zone};

/// Yes, no, or not known. The order makes `and` the lesser and `or` the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tri {
    No,
    Unknown,
    Yes,
}

impl From<bool> for Tri {
    fn from(known: bool) -> Self {
        if known { Self::Yes } else { Self::No }
    }
}

impl From<Option<bool>> for Tri {
    fn from(fact: Option<bool>) -> Self {
        fact.map_or(Self::Unknown, Self::from)
    }
}

impl Tri {
    pub fn and(self, other: impl Into<Self>) -> Self {
        self.min(other.into())
    }

    pub fn or(self, other: impl Into<Self>) -> Self {
        self.max(other.into())
    }

    pub const fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }

    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }

    /// The rule fires if this is so.
    pub fn fire(self, severity: Severity, args: impl FnOnce() -> Args) -> Outcome {
        match self {
            Self::No => Outcome::Silent,
            Self::Unknown => Outcome::Unknown,
            Self::Yes => Outcome::Fire(severity, args()),
        }
    }

    /// The entry is not accepted if this is so.
    pub fn error(self) -> Outcome {
        self.fire(Severity::Error, Args::new)
    }

    /// The entry needs a second key, a comment or a reason if this is so.
    pub fn warning(self) -> Outcome {
        self.fire(Severity::Warning, Args::new)
    }
}

/// What the sentence of a finding speaks of.
pub(super) type Args = BTreeMap<Cow<'static, str>, String>;

/// One argument.
#[expect(clippy::needless_pass_by_value, reason = "numbers and texts alike, mostly made at the call")]
pub(super) fn arg(name: &'static str, value: impl ToString) -> Args {
    Args::from([(Cow::Borrowed(name), value.to_string())])
}

/// What one rule says of a case.
#[derive(Debug)]
pub(super) enum Outcome {
    Silent,
    Unknown,
    Fire(Severity, Args),
}

/// One case seen by the rules.
pub(super) struct Context<'a> {
    pub profile: &'a Profile,
    pub case: &'a Case,
    /// School time of the entry, whole seconds: "an instant itself is still in time, the next second is late".
    pub now: Option<NaiveDateTime>,
    /// The same as an instant, where the case gave one.
    instant: Option<DateTime<Utc>>,
    pub zone: Option<Zone>,
    /// The subject, where the profile names it.
    pub subject: Option<SubjectId>,
    /// What the text of a cell or of a mark for a period says; `None` for other entries and for a missing text.
    pub cell: Option<Cell>,
    /// What the journal holds there; `None`: nothing.
    pub previous: Option<Cell>,
    /// Whether a rule of a text spoke as advice where it would forbid.
    pub advised: std::cell::Cell<bool>,
    topic: std::cell::OnceCell<Option<Topic<'a>>>,
}

impl<'a> Context<'a> {
    pub fn new(profile: &'a Profile, case: &'a Case) -> Self {
        let zone = case.school.as_ref().and_then(|school| school.zone.as_deref()).and_then(Zone::parse).or(profile.zone);
        let (cell, previous) = match &case.entry.kind {
            EntryKind::Cell(cell) => (cell.text.as_deref().map(Cell::parse), cell.previous.as_deref().map(Cell::parse)),
            EntryKind::Term(term) => (term.text.as_deref().map(Cell::parse), term.previous.as_deref().map(Cell::parse)),
            _ => (None, None),
        };
        let subject = case.lesson.as_ref().and_then(|lesson| lesson.subject.as_deref());
        let mut context = Self {
            profile,
            case,
            now: None,
            instant: None,
            zone,
            subject: subject.and_then(|name| profile.subjects.find(name)),
            cell,
            previous: previous.filter(|cell| *cell != Cell::Empty),
            advised: std::cell::Cell::new(false),
            topic: std::cell::OnceCell::new(),
        };
        context.now = case.now.map(|now| context.school_time(now));
        context.instant = match case.now {
            Some(When::Instant(instant)) => Some(instant.to_utc()),
            _ => None,
        };
        context
    }

    /// A time of the case in school time, whole seconds.
    pub fn school_time(&self, when: When) -> NaiveDateTime {
        let local = match (when, self.zone) {
            (When::Local(local), _) => local,
            (When::Instant(instant), Some(zone)) => zone.local(instant.to_utc()),
            (When::Instant(instant), None) => instant.naive_local(),
        };
        local.with_nanosecond(0).unwrap_or(local)
    }

    /// A school time as an answer gives it.
    pub fn due(&self, local: NaiveDateTime) -> Due {
        self.zone.map_or(Due::Local(local), |zone| Due::Instant(zone.instant(local)))
    }

    /// School time some hours after another, across a change of the clocks.
    pub fn hours_after(&self, local: NaiveDateTime, hours: u32) -> NaiveDateTime {
        let hours = chrono::TimeDelta::hours(hours.into());
        self.zone.map_or(local + hours, |zone| zone.local((zone.instant(local) + hours).to_utc()))
    }

    /// Whether the entry is made after the instant.
    pub fn past(&self, due: Option<NaiveDateTime>) -> Tri {
        match (due, self.instant, self.zone, self.now) {
            // Around a change of the clocks local times are not in order; instants are.
            (Some(due), Some(now), Some(zone), _) => (now.timestamp() > zone.instant(due).timestamp()).into(),
            (Some(due), _, _, Some(now)) => (now > due).into(),
            _ => Tri::Unknown,
        }
    }

    /// Whether the entry is made after the day of the lesson.
    pub fn after_the_day(&self) -> Tri {
        match (self.now, self.date()) {
            (Some(now), Some(date)) => (now.date() > date).into(),
            _ => Tri::Unknown,
        }
    }

    /// Whether the lesson begins after the entry is made.
    pub fn before_the_lesson(&self) -> Tri {
        match (self.now, self.date(), self.starts()) {
            (Some(now), Some(date), _) if now.date() != date => (now.date() < date).into(),
            (Some(now), Some(date), Some(starts)) => (now < date.and_time(starts)).into(),
            _ => Tri::Unknown,
        }
    }

    /// The topic that is entered, with its place in the plan.
    pub fn topic(&self) -> Option<&Topic<'a>> {
        self.topic.get_or_init(|| Topic::of(self)).as_ref()
    }

    pub fn date(&self) -> Option<NaiveDate> {
        self.case.lesson.as_ref()?.date
    }

    pub fn starts(&self) -> Option<NaiveTime> {
        self.case.lesson.as_ref()?.starts
    }

    pub fn grade(&self) -> Option<u8> {
        self.case.lesson.as_ref()?.grade
    }

    /// Whether the subject's name is known at all (the profile need not name it).
    pub fn has_subject(&self) -> bool {
        self.case.lesson.as_ref().is_some_and(|lesson| lesson.subject.is_some())
    }

    /// A yes-or-no question about the subject.
    pub fn subject_is(&self, answer: impl FnOnce(Option<SubjectId>) -> bool) -> Tri {
        if self.has_subject() { answer(self.subject).into() } else { Tri::Unknown }
    }

    /// A yes-or-no question about the grade.
    pub fn grade_is(&self, answer: impl FnOnce(u8) -> bool) -> Tri {
        self.grade().map(answer).into()
    }

    pub fn work_kind(&self) -> Option<WorkKind> {
        self.case.work.as_ref()?.kind
    }

    /// A yes-or-no question about the kind of work.
    pub fn work_is(&self, answer: impl FnOnce(WorkKind) -> bool) -> Tri {
        self.work_kind().map(answer).into()
    }

    pub fn role(&self) -> Option<Role> {
        self.case.user.as_ref()?.role
    }

    /// A yes-or-no fact of the pupil.
    pub fn pupil_is(&self, fact: impl FnOnce(&super::case::PupilFacts) -> Option<bool>) -> Tri {
        self.case.pupil.as_ref().and_then(fact).into()
    }

    /// Whether the entry goes into the column «Тетрадь».
    pub fn notebook(&self) -> bool {
        matches!(&self.case.entry.kind, EntryKind::Cell(cell) if cell.notebook)
    }

    /// Whether the cell holds a mark, alone or with an absence.
    pub fn is_mark(&self) -> Tri {
        self.cell.as_ref().map(Cell::has_mark).into()
    }

    /// Whether the cell holds an absence and nothing else.
    pub fn is_absence(&self) -> Tri {
        self.cell.as_ref().map(|cell| *cell == Cell::Absence).into()
    }

    /// Whether a comment or a reason says anything.
    pub fn answered(&self) -> bool {
        says(self.case.entry.comment.as_deref()) || self.reason()
    }

    /// Whether a reason says anything.
    pub fn reason(&self) -> bool {
        says(self.case.entry.reason.as_deref())
    }
}

fn says(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// A date as a person writes it.
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// An instant as a person writes it.
pub(super) fn moment(local: NaiveDateTime) -> String {
    local.format("%d.%m.%Y %H:%M").to_string()
}
