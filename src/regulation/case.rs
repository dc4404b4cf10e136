//! A case for the engine and its answer: the contract of `zvonok check`, one JSON object a line.
//!
//! Every object but `entry` may be left out, and so may every field that the rule at hand does not need. A rule whose data
//! is missing stays silent and is named among the undecided.

mod answer;
mod entry;
mod json;
mod of_page;
mod of_term;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

pub use answer::{Answer, Due, Duties, Judgement, Split, Timeliness};
pub use entry::{CellEntry, Entry, EntryKind, HomeworkEntry, TermEntry, TermPeriod};
pub use json::BadCase;
pub(in crate::regulation) use of_page::{is_twin, of_group};
pub use of_term::{OtherTerm, TermSight};

use crate::domain::{PlanKind, Role, WorkKind};

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
    /// Language in which the class is taught («ru», «crh»); Russian when missing.
    pub language: Option<String>,
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
    /// Pupils of the lesson, for what must not name them or may only be theirs.
    pub roster: Option<Vec<RosterFacts>>,
}

/// A pupil of the lesson.
#[derive(Debug, Clone, Default)]
pub struct RosterFacts {
    /// The pupil.
    pub id: Option<String>,
    /// Surname.
    pub surname: Option<String>,
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
    /// Homework that the plan proposes.
    pub homework: Option<String>,
    /// The topic as it is compared; worked out once, however many lessons stand beside the plan.
    pub(in crate::regulation) forms: std::cell::OnceCell<Vec<String>>,
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
