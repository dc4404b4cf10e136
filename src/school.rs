//! A school from files, and the invented school.
//!
//! [`SchoolData`] is everything that a journal server needs to know of one school, in the terms of [`crate::domain`]: the
//! server stores it and asks nothing more. It comes from a folder of plain files ([`read`], [`read_from`]), from the files
//! compiled into the program (`SchoolData::embedded`) or from the deterministic generator (`generate`). Reading
//! reports every problem at once and yields nothing unless there is none. The format is described in
//! `examples/school/README.md`. Knows nothing of the server, of passwords or of the screen; no clock is read here.

#[cfg(test)]
mod broken;
mod cells;
mod entries;
mod files;
mod generate;
mod guess;
mod ids;
mod journals;
mod people;
mod problem;
mod settings;
mod table;
#[cfg(test)]
mod tests;
mod timetable;
mod words;

use chrono::{DateTime, Utc};

use crate::domain::{
    Account, AccountId, Bell, Calendar, Class, Journal, JournalId, Lesson, OperationId, Period, PlanItem, Pupil, School,
    Target, Value,
};

pub use files::{SchoolFiles, read, read_from};
pub use generate::{SEED, Size, generate, generate_files};
pub use problem::{Problem, What};

/// Everything that a journal server knows of one school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolData {
    /// The school and its zone.
    pub school: School,
    /// Name of the regulation's profile («standard»).
    pub profile: String,
    /// Bells of every schedule, by schedule and number.
    pub bells: Vec<Bell>,
    /// Days off, moved days and holidays.
    pub calendar: Calendar,
    /// Periods of the year, by start.
    pub periods: Vec<Period>,
    /// Everybody who teaches or signs in, by id. An empty login means that the person cannot sign in (yet).
    pub accounts: Vec<Account>,
    /// Classes, by grade and name.
    pub classes: Vec<ClassData>,
    /// Journals, by class and subject.
    pub journals: Vec<JournalData>,
    /// Lessons of the whole year, by date, number, class, subject and group; substitutions, cancellations and moves are
    /// applied.
    pub lessons: Vec<Lesson>,
    /// What was entered so far, by the instant of making. A work comes before the marks in it.
    pub facts: Vec<PastFact>,
}

/// A class with the pupils on its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassData {
    /// The class.
    pub class: Class,
    /// Its pupils by list number, those who left included. `group` is not set here.
    pub pupils: Vec<Pupil>,
}

/// A journal with its roster and its plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalData {
    /// The journal.
    pub journal: Journal,
    /// Its pupils, numbered from 1 in this journal; where the class is divided only the subgroup, with `group` set.
    pub pupils: Vec<Pupil>,
    /// The calendar-thematic plan, by `n`; empty where the journal has none. `used` is 0: the facts say what was used.
    pub plan: Vec<PlanItem>,
}

/// One fact that was written before the import: a version of it, with who and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastFact {
    /// Derived from the school, the row's id and the target, so that a repeated import makes the same one.
    pub id: OperationId,
    /// The journal that the fact belongs to.
    pub journal: JournalId,
    /// Which fact.
    pub target: Target,
    /// What it says.
    pub value: Value,
    /// Who made it.
    pub author: AccountId,
    /// The teacher in whose place it was made.
    pub on_behalf_of: Option<AccountId>,
    /// When it was made; it was received at the same instant.
    pub made_at: DateTime<Utc>,
    /// Why the lesson was not held.
    pub reason: Option<String>,
}

impl SchoolData {
    /// Leaves out every fact that was made after an instant: a training clock that starts earlier must not see the future.
    #[must_use]
    pub fn until(mut self, instant: DateTime<Utc>) -> Self {
        self.facts.retain(|fact| fact.made_at <= instant);
        self
    }

    /// The account of a login.
    #[must_use]
    pub fn account(&self, login: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| !account.login.is_empty() && account.login == login)
    }
}

/// Logins of the invented school by the role that `demo --as` names (underscores; `-` is the caller's to replace).
pub const DEMO_LOGINS: [(&str, &str); 7] = [
    ("teacher", "orlova"),
    ("class_teacher", "kuzmina"),
    ("substitute", "zimina"),
    ("deputy", "demidov"),
    ("director", "lebedeva"),
    ("admin", "admin"),
    ("analyst", "analyst"),
];

impl SchoolData {
    /// The small invented school, from the files compiled into the program.
    ///
    /// # Panics
    /// Never: a test reads the same bytes.
    #[must_use]
    pub fn embedded() -> Self {
        SchoolFiles::embedded().read().expect("a test reads the embedded files")
    }
}
