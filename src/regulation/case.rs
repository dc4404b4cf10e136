//! A case for the engine and its answer: the contract of `zvonok check`, one JSON object a line.
//!
//! Every object but `entry` may be left out, and so may every field that the rule at hand does not need. A rule whose data
//! is missing stays silent and is named among the undecided.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::{
    Account, Calendar, Finding, Lesson, Page, PeriodKind, PlanKind, Pupil, Role, RuleId, School, WorkKind, WorkSpec,
};

/// School-local date and time, or an instant with an offset: as it stands in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Without an offset: school time.
    Local(chrono::NaiveDateTime),
    /// With an offset.
    Instant(DateTime<FixedOffset>),
}

/// What is known of one entry.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// Name of the case, for the answer.
    pub case: Option<String>,
    /// Name of the profile; `standard` when missing.
    pub profile: Option<String>,
    /// The instant of making. Without it, rules of time are undecided.
    pub now: Option<When>,
    /// The school.
    pub school: Option<SchoolFacts>,
    /// Days off and moved days.
    pub calendar: Option<CalendarFacts>,
    /// Who enters.
    pub user: Option<UserFacts>,
    /// The lesson.
    pub lesson: Option<LessonFacts>,
    /// The work.
    pub work: Option<WorkFacts>,
    /// The pupil.
    pub pupil: Option<PupilFacts>,
    /// The entry.
    pub entry: Entry,
}

/// What is known of the school.
#[derive(Debug, Clone, Default)]
pub struct SchoolFacts {
    /// IANA zone; the profile's own when missing.
    pub zone: Option<String>,
    /// School days a week.
    pub week: Option<u8>,
    /// When the last lesson of the whole school ends on the lesson's date.
    pub last_lesson_ends: Option<NaiveTime>,
}

/// Days off and moved days.
#[derive(Debug, Clone, Default)]
pub struct CalendarFacts {
    /// Days off.
    pub days_off: Vec<NaiveDate>,
    /// Days of rest made working days.
    pub working_days: Vec<NaiveDate>,
}

/// Who enters.
#[derive(Debug, Clone, Default)]
pub struct UserFacts {
    /// The account.
    pub id: Option<String>,
    /// The role.
    pub role: Option<Role>,
    /// Classes headed.
    pub head_of: Option<Vec<String>>,
}

/// What is known of the lesson.
#[derive(Debug, Clone, Default)]
pub struct LessonFacts {
    /// The lesson.
    pub id: Option<String>,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// Number in the day.
    pub number: Option<u8>,
    /// Begins.
    pub starts: Option<NaiveTime>,
    /// Ends.
    pub ends: Option<NaiveTime>,
    /// Class («7А»).
    pub class: Option<String>,
    /// Grade.
    pub grade: Option<u8>,
    /// Subgroup.
    pub group: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// The teacher's account.
    pub teacher: Option<String>,
    /// The substitute's account.
    pub substitute: Option<String>,
    /// Struck from the timetable.
    pub cancelled: Option<bool>,
    /// Whether it was held.
    pub held: Option<bool>,
    /// Planned lessons a week.
    pub weekly_hours: Option<u8>,
    /// First of the school year.
    pub first_of_year: Option<bool>,
    /// The other lesson of a doubled one.
    pub doubled_with: Option<String>,
    /// The topic of that other lesson.
    pub doubled_topic: Option<String>,
    /// When the last lesson of the class ends on the date.
    pub class_last_lesson_ends: Option<NaiveTime>,
    /// Starts of the next lessons of the journal.
    pub next_lessons: Option<Vec<When>>,
    /// The plan.
    pub plan: Option<Vec<PlanFacts>>,
    /// Highest numbers of numbered works so far.
    pub last_numbers: Option<BTreeMap<WorkKind, u32>>,
    /// Lessons of a linked journal (the Russian journal for a composition in literature).
    pub linked_lessons: Option<Vec<When>>,
}

/// An item of the plan.
#[derive(Debug, Clone, Default)]
pub struct PlanFacts {
    /// Place in the plan.
    pub n: Option<u32>,
    /// Topic.
    pub topic: Option<String>,
    /// Kind of lesson.
    pub kind: Option<PlanKind>,
    /// Whether a safety briefing belongs to it.
    pub safety: Option<bool>,
    /// Planned hours.
    pub hours: Option<u32>,
    /// Hours used.
    pub used: Option<u32>,
}

/// What is known of the work.
#[derive(Debug, Clone, Default)]
pub struct WorkFacts {
    /// What it is.
    pub kind: Option<WorkKind>,
    /// Its number.
    pub number: Option<u32>,
    /// Its title.
    pub title: Option<String>,
    /// Whether every pupil owes it.
    pub obligatory: Option<bool>,
    /// How many works are to be checked.
    pub count: Option<u32>,
}

/// What is known of the pupil.
#[derive(Debug, Clone, Default)]
pub struct PupilFacts {
    /// The pupil.
    pub id: Option<String>,
    /// Whether on the roster on the lesson's date.
    pub on_roster: Option<bool>,
    /// Since when in the class.
    pub from: Option<NaiveDate>,
    /// Last day in the class.
    pub to: Option<NaiveDate>,
    /// Taught at home.
    pub home_schooled: Option<bool>,
    /// In a sanatorium on the lesson's date.
    pub sanatorium: Option<bool>,
    /// Lessons missed in a row before this one.
    pub missed_in_a_row: Option<u32>,
    /// Marked absent at this lesson.
    pub absent: Option<bool>,
    /// Consent to the processing of personal data.
    pub consent: Option<bool>,
    /// Special medical group.
    pub med_group: Option<bool>,
    /// Whether the pupil takes an examination.
    pub exam: Option<bool>,
}

/// The entry.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What is entered, with its own fields.
    pub kind: EntryKind,
    /// A comment; answers warnings of cells and terms.
    pub comment: Option<String>,
    /// A reason; answers warnings of topics and of late entries.
    pub reason: Option<String>,
}

/// What is entered.
#[derive(Debug, Clone, Default)]
pub enum EntryKind {
    /// Only the instants are asked for.
    #[default]
    Due,
    /// A cell of the grid.
    Cell(CellEntry),
    /// A topic.
    Topic {
        /// Its text.
        text: Option<String>,
    },
    /// Homework.
    Homework(HomeworkEntry),
    /// The roll call.
    Attendance {
        /// Whether it is confirmed.
        confirmed: Option<bool>,
    },
    /// Why a pupil was absent.
    AbsenceReason {
        /// Code or word.
        code: Option<String>,
        /// When the document was received.
        received: Option<When>,
        /// First day that it covers.
        from: Option<NaiveDate>,
        /// Last day that it covers.
        to: Option<NaiveDate>,
    },
    /// A mark for a period.
    Term(Box<TermEntry>),
    /// An entry carried over after an outage.
    Transfer {
        /// The kind that was carried over; attendance when missing.
        of: Option<String>,
        /// When the outage began.
        outage_from: Option<When>,
        /// When it ended.
        outage_to: Option<When>,
        /// When the entry was made.
        made_at: Option<When>,
    },
}

/// The text of a cell, and for a change what stood there.
#[derive(Debug, Clone, Default)]
pub struct CellEntry {
    /// The text typed.
    pub text: Option<String>,
    /// The column «Тетрадь» instead of the lesson's.
    pub notebook: bool,
    /// What the journal holds.
    pub previous: Option<String>,
    /// Whether the server has acknowledged that.
    pub acknowledged: Option<bool>,
    /// The explanation of a correction.
    pub explanation: Option<String>,
    /// The role of who approved it.
    pub approved_by: Option<String>,
}

/// Homework as it is entered.
#[derive(Debug, Clone, Default)]
pub struct HomeworkEntry {
    /// The text.
    pub text: Option<String>,
    /// For some pupils only.
    pub individual: bool,
    /// Those pupils.
    pub pupils: Option<Vec<String>>,
    /// «Не задано».
    pub none: Option<bool>,
}

/// A mark for a period as it is entered, with what it is to be compared with.
#[derive(Debug, Clone, Default)]
pub struct TermEntry {
    /// The text typed.
    pub text: Option<String>,
    /// What period it is.
    pub period: Option<TermPeriod>,
    /// The summary sheet instead of the subject page.
    pub summary: bool,
    /// Marks of the period, as they stand in the journal.
    pub marks: Option<Vec<String>>,
    /// Lessons held.
    pub held: Option<u32>,
    /// Lessons missed.
    pub missed: Option<u32>,
    /// Whether the reasons of absence are valid.
    pub reasons_valid: Option<bool>,
    /// The year's mark.
    pub year_mark: Option<String>,
    /// The marks of the years, for grade 11.
    pub year_marks: Option<Vec<String>>,
    /// The examination's mark; missing: there was none.
    pub exam_mark: Option<String>,
    /// The marks of the half-years.
    pub half_year_marks: Option<Vec<String>>,
    /// When the protocol of the examination was received.
    pub protocol_received: Option<When>,
    /// When the result was known.
    pub result_at: Option<When>,
}

/// A period as a case gives it.
#[derive(Debug, Clone, Default)]
pub struct TermPeriod {
    /// What it is.
    pub kind: Option<PeriodKind>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// Last day of lessons.
    pub last_school_day: Option<NaiveDate>,
    /// Whether it is closed.
    pub closed: Option<bool>,
}

/// What becomes of the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// Accepted.
    Accepted,
    /// Accepted after a second key, a comment or a reason.
    Warned,
    /// Not accepted.
    Refused,
    /// Kept as a request for correction.
    Request,
}

/// Whether the entry is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timeliness {
    /// In time.
    InTime,
    /// Late.
    Late,
    /// The lesson has not begun.
    NotStarted,
    /// Made in time, and carried over after an outage within its term.
    InTimeNotAcknowledged,
}

/// Part of an entry that belongs into a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Split {
    /// The journal's subject.
    pub subject: String,
    /// What goes there.
    pub text: String,
    /// The note that goes with it.
    pub note: String,
}

/// An instant by which something is due: with the school's offset, or local where the zone is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// With the school's offset.
    Instant(DateTime<FixedOffset>),
    /// The zone is not known.
    Local(chrono::NaiveDateTime),
}

/// The instants by which the duties of a lesson are due; `None`: no such duty, or not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Duties {
    /// The roll call.
    pub attendance: Option<Due>,
    /// The topic.
    pub topic: Option<Due>,
    /// The homework.
    pub homework: Option<Due>,
    /// Current marks.
    pub current_mark: Option<Due>,
    /// Marks of the case's written work.
    pub work: Option<Due>,
}

/// What the engine says.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What becomes of the entry.
    pub verdict: Judgement,
    /// What goes into the journal, in the profile's spelling.
    pub stored: Option<String>,
    /// Where one entry belongs into two journals.
    pub split: Vec<Split>,
    /// Until when it is due.
    pub due: Option<Due>,
    /// The first of two instants, where the profile has two.
    pub soft_due: Option<Due>,
    /// All duties, for entries of kind `due`.
    pub duties: Option<Duties>,
    /// Whether in time.
    pub timeliness: Option<Timeliness>,
    /// The mark that the engine proposes for a period.
    pub proposal: Option<String>,
    /// What the rules found.
    pub findings: Vec<Finding>,
    /// Rules that could not be decided with the data given. Filled only by [`super::check_in_full`].
    pub undecided: Vec<RuleId>,
}

impl Case {
    /// A case for an entry into a lesson, with everything that the page and the school say of it. Add work and pupil with
    /// [`Self::with_work`] and [`Self::with_pupil`], and set `entry`.
    #[must_use]
    pub fn of_lesson(
        now: DateTime<chrono::Utc>,
        school: &School,
        calendar: &Calendar,
        account: &Account,
        page: &Page,
        lesson: &Lesson,
    ) -> Self {
        let _ = (now, school, calendar, account, page, lesson);
        Self::default()
    }

    /// A case for a lesson of a day list, where no page is at hand: enough for [`super::duties`].
    #[must_use]
    pub fn of_row(
        now: DateTime<chrono::Utc>,
        school: &School,
        calendar: &Calendar,
        lesson: &Lesson,
        next_lessons: &[chrono::NaiveDateTime],
    ) -> Self {
        let _ = (now, school, calendar, lesson, next_lessons);
        Self::default()
    }

    /// Adds the work that the entry is for. `count` is the number of works to be checked, where it is known.
    #[must_use]
    pub fn with_work(mut self, spec: &WorkSpec, count: Option<u32>) -> Self {
        let _ = (spec, count);
        self.work = Some(WorkFacts::default());
        self
    }

    /// Adds the pupil that the entry is about; whether absent and how many lessons missed come from the page.
    #[must_use]
    pub fn with_pupil(mut self, page: &Page, lesson: &Lesson, pupil: &Pupil, absent: bool) -> Self {
        let _ = (page, lesson, pupil, absent);
        self.pupil = Some(PupilFacts::default());
        self
    }
}
