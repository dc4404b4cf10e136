//! A school from files into the journal: the difference is computed and applied, as often as the files come.
//!
//! Rows carry ids. A row that is missing ends by date and is never deleted. A lesson that vanished with entries in it stays
//! and is reported. What an administrator changed meanwhile stays too, unless the file's own row changed. Past facts are
//! versions like all others; what a person wrote into the journal is never overwritten by a file.

mod facts;
mod lessons;
mod lists;

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::columns::text;
use super::rows::Rows;
use super::school::Info;
use super::tx::{Params, Tx, params};
use super::{Storage, StorageError, Turn, audit};
use crate::domain::{Lesson, School, Zone};
use crate::regulation::Profile;
use crate::school::SchoolData;

/// Who of the imported accounts can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logins {
    /// Nobody yet: an administrator gives out passwords ([`Storage::reset_password`]).
    Closed,
    /// All, with [`crate::server::TRAINING_PASSWORD`]: for invented schools only.
    Training,
}

/// Whether an import is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trial {
    /// It is.
    Apply,
    /// Only the difference is computed; nothing is written.
    DryRun,
}

/// How many rows of a kind an import touched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// New ones.
    pub added: usize,
    /// Known ones that say something else now.
    pub changed: usize,
    /// Those that are missing in the files and were ended.
    pub ended: usize,
}

impl Counted {
    /// Whether nothing was touched.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// A lesson that the files no longer have, while the journal has entries in it. It stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vanished {
    /// The lesson as the journal has it.
    pub lesson: Lesson,
    /// How many facts were entered into it.
    pub entries: u32,
}

/// What an import changed, or would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The school itself, its bells, calendar, periods and regulation.
    pub school: Counted,
    /// Accounts.
    pub accounts: Counted,
    /// Classes.
    pub classes: Counted,
    /// Pupils.
    pub pupils: Counted,
    /// Journals.
    pub journals: Counted,
    /// Places on the lists of journals.
    pub roster: Counted,
    /// Items of plans.
    pub plan: Counted,
    /// Lessons.
    pub lessons: Counted,
    /// Facts that were entered before; `changed` counts those that the journal has otherwise, which stay as they are.
    pub facts: Counted,
    /// Lessons that need a decision.
    pub vanished: Vec<Vanished>,
}

impl ImportReport {
    /// Each kind with its counts, in the order of the files; the names are those of the fields.
    #[must_use]
    pub const fn kinds(&self) -> [(&'static str, Counted); 9] {
        [
            ("school", self.school),
            ("accounts", self.accounts),
            ("classes", self.classes),
            ("pupils", self.pupils),
            ("journals", self.journals),
            ("roster", self.roster),
            ("plan", self.plan),
            ("lessons", self.lessons),
            ("facts", self.facts),
        ]
    }

    /// Whether the files say what the journal says.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.kinds().iter().all(|(_, counted)| counted.is_nothing()) && self.vanished.is_empty()
    }
}

/// Why a school was not imported. Nothing of it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// The program has no profile of the name.
    NoProfile(String),
    /// The time zone is not known.
    NoZone(String),
    /// A login of the files belongs to a person of another school.
    LoginTaken(String),
    /// The journal could not be written.
    Storage(StorageError),
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoProfile(name) => write!(f, "no profile named {name}"),
            Self::NoZone(name) => write!(f, "no time zone named {name}"),
            Self::LoginTaken(login) => write!(f, "the login {login} belongs to another school"),
            Self::Storage(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ImportError {}

impl From<StorageError> for ImportError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

/// Why the transaction of an import ends without a commit.
enum Stop {
    Error(ImportError),
    Trial(Box<ImportReport>),
}

impl<E: Into<StorageError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Error(ImportError::Storage(error.into()))
    }
}

impl Storage {
    /// Imports a school at an instant, in one transaction: all of it or nothing.
    ///
    /// # Errors
    /// The profile or the time zone is not known, a login is taken, or the journal cannot be written.
    pub fn import(
        &self,
        data: SchoolData,
        logins: Logins,
        trial: Trial,
        at: DateTime<Utc>,
    ) -> Result<ImportReport, ImportError> {
        let name = data.profile.clone();
        let profile = Profile::built_in(&name).ok_or(ImportError::NoProfile(name))?;
        let zone = Zone::parse(&data.school.zone).ok_or_else(|| ImportError::NoZone(data.school.zone.clone()))?;
        let done = self.write(Turn::of_import(&data.school.id), move |tx| {
            let today = text(zone.local(at).date());
            let school = data.school.id.as_str();
            tx.make_room()?;
            let mut import = Import { tx, school, today, at, zone, report: ImportReport::default(), data: &data };
            import.school(profile.text())?;
            import.accounts(logins)?;
            import.classes()?;
            import.journals()?;
            import.lessons()?;
            import.facts()?;
            let report = import.report;
            if !report.is_nothing() {
                tx.execute("UPDATE schools SET revision = revision + 1 WHERE id = ?", [school])?;
            }
            match trial {
                Trial::Apply => {
                    if !report.is_nothing() {
                        audit::note(tx, &data.school.id, at, audit::CONSOLE, "import", &[("profile", &data.profile)])?;
                    }
                    Ok(report)
                }
                Trial::DryRun => Err(Stop::Trial(Box::new(report))),
            }
        });
        // What was imported stands; this is for speed only.
        let _ = self.write(Turn::of_nobody(), |tx| -> Result<(), StorageError> {
            tx.give_room_back()?;
            Ok(())
        });
        match done {
            Ok(report) => Ok(report),
            Err(Stop::Trial(report)) => Ok(*report),
            Err(Stop::Error(error)) => Err(error),
        }
    }
}

struct Import<'a> {
    tx: &'a Tx<'a>,
    school: &'a str,
    today: String,
    at: DateTime<Utc>,
    zone: Zone,
    report: ImportReport,
    data: &'a SchoolData,
}

/// Rows of one kind, counted as they are written.
struct Kind {
    rows: Rows,
    new: usize,
}

impl Kind {
    const fn new(sql: &'static str) -> Self {
        Self { rows: Rows::new(sql), new: 0 }
    }

    /// Takes a row; `known`: the journal had one of its id.
    fn push(&mut self, tx: &Tx<'_>, known: bool, row: impl Params) -> Result<(), StorageError> {
        self.new += usize::from(!known);
        self.rows.push(tx, row)
    }

    /// Writes what waits, and counts what was inserted, and what was updated where it differed.
    fn finish(self, tx: &Tx<'_>, counted: &mut Counted) -> Result<(), StorageError> {
        let touched = self.rows.finish(tx)?;
        counted.added += self.new;
        counted.changed += touched.saturating_sub(self.new);
        Ok(())
    }
}

/// Counts a row that was inserted or updated where it differed.
fn tally(counted: &mut Counted, known: bool, touched: usize) {
    match (known, touched) {
        (_, 0) => {}
        (true, _) => counted.changed += 1,
        (false, _) => counted.added += 1,
    }
}

impl Import<'_> {
    fn school(&mut self, profile: &str) -> Result<(), Stop> {
        let data = self.data;
        let info = serde_json::to_string(&Info {
            bells: data.bells.clone(),
            calendar: data.calendar.clone(),
            periods: data.periods.clone(),
        })?;
        let known = self.tx.exists("SELECT 1 FROM schools WHERE id = ?", [self.school])?;
        let sql = "INSERT INTO schools (id, name, zone, week, year_start, year_end, profile, info, timetable_version, revision)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1) ON CONFLICT (id) DO UPDATE SET name = excluded.name, zone = excluded.zone,
             week = excluded.week, year_start = excluded.year_start, year_end = excluded.year_end, profile = excluded.profile,
             info = excluded.info WHERE (schools.name, schools.zone, schools.week, schools.year_start, schools.year_end,
             schools.profile, schools.info) IS DISTINCT FROM (excluded.name,
             excluded.zone, excluded.week, excluded.year_start, excluded.year_end, excluded.profile, excluded.info)";
        let School { name, zone, week, year_start, year_end, .. } = &data.school;
        let touched = self
            .tx
            .execute(sql, params![self.school, name, zone, week, text(*year_start), text(*year_end), profile, info])?;
        tally(&mut self.report.school, known, touched);
        Ok(())
    }

    /// The ids of a table's rows of the school that have not ended.
    fn known(&self, sql: &str) -> Result<HashSet<String>, StorageError> {
        Ok(self.tx.all(sql, [self.school], |row| row.get(0))?.into_iter().collect())
    }
}
