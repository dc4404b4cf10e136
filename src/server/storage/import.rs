//! A school from files into the journal: the difference is computed and applied, as often as the files come.
//!
//! Rows carry ids. A row that is missing ends by date and is never deleted. A lesson that vanished with entries in it stays
//! and is reported. What an administrator changed meanwhile stays too, unless the file's own row changed. Past facts are
//! versions like all others; what a person wrote into the journal is never overwritten by a file.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Transaction, params};

use super::lessons::{bump, clock, keep};
use super::page::{By, id, lesson, lessons, text};
use super::present::{NewVersion, count_plan, key, record};
use super::school::Info;
use super::{Storage, StorageError};
use crate::domain::{Digest, Lesson, LessonId, NewWork, OperationId, School, Target, Value, Zone};
use crate::regulation::Profile;
use crate::school::{PastFact, SchoolData};
use crate::server::password::{TRAINING_HASH, digest};

/// Cache of the writer while it imports: negative, so KiB.
const CACHE_OF_IMPORT: i32 = -131_072;

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
        let done = self.write(move |tx| {
            let today = text(zone.local(at).date());
            let school = data.school.id.as_str();
            // A school is larger than the usual cache: without this, pages would be written and read again and again.
            tx.pragma_update(None, "cache_size", CACHE_OF_IMPORT)?;
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
                Trial::Apply => Ok(report),
                Trial::DryRun => Err(Stop::Trial(Box::new(report))),
            }
        });
        self.write(|tx| -> Result<(), StorageError> {
            tx.pragma_update(None, "cache_size", super::CACHE)?;
            Ok(tx.execute_batch("PRAGMA shrink_memory")?)
        })?;
        match done {
            Ok(report) => Ok(report),
            Err(Stop::Trial(report)) => Ok(*report),
            Err(Stop::Error(error)) => Err(error),
        }
    }
}

struct Import<'a> {
    tx: &'a Transaction<'a>,
    school: &'a str,
    today: String,
    at: DateTime<Utc>,
    zone: Zone,
    report: ImportReport,
    data: &'a SchoolData,
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
        let known = self.tx.prepare_cached("SELECT 1 FROM schools WHERE id = ?")?.exists([self.school])?;
        let sql = "INSERT INTO schools (id, name, zone, week, year_start, year_end, profile, info, timetable_version, revision)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1) ON CONFLICT (id) DO UPDATE SET name = excluded.name, zone = excluded.zone,
             week = excluded.week, year_start = excluded.year_start, year_end = excluded.year_end, profile = excluded.profile,
             info = excluded.info WHERE (name, zone, week, year_start, year_end, profile, info) IS NOT (excluded.name,
             excluded.zone, excluded.week, excluded.year_start, excluded.year_end, excluded.profile, excluded.info)";
        let School { name, zone, week, year_start, year_end, .. } = &data.school;
        let touched = self.tx.prepare_cached(sql)?.execute(params![
            self.school,
            name,
            zone,
            week,
            text(*year_start),
            text(*year_end),
            profile,
            info
        ])?;
        tally(&mut self.report.school, known, touched);
        Ok(())
    }

    /// The ids of a table's rows of the school that have not ended.
    fn known(&self, sql: &str) -> Result<HashSet<String>, StorageError> {
        let mut statement = self.tx.prepare_cached(sql)?;
        let ids = statement.query_map([self.school], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(ids)
    }

    fn accounts(&mut self, logins: Logins) -> Result<(), Stop> {
        let mut known = self.known("SELECT id FROM accounts WHERE school = ?")?;
        let password = if logins == Logins::Training { TRAINING_HASH } else { "" };
        let insert =
            "INSERT INTO accounts (school, id, login, name, short_name, role, imported) VALUES (?, ?, ?, ?, ?, ?, 1)
             ON CONFLICT (school, id) DO UPDATE SET login = coalesce(login, excluded.login), name = excluded.name,
             short_name = excluded.short_name, role = excluded.role, ended = NULL
             WHERE (coalesce(login, ''), name, short_name, role, ended) IS NOT
             (coalesce(login, excluded.login, ''), excluded.name, excluded.short_name, excluded.role, NULL)";
        for account in &self.data.accounts {
            let login = Some(account.login.as_str()).filter(|login| !login.is_empty());
            if let Some(login) = login {
                self.login(login, account.id.as_str(), password)?;
            }
            let was = known.remove(account.id.as_str());
            let touched = self.tx.prepare_cached(insert)?.execute(params![
                self.school,
                account.id.as_str(),
                login,
                account.name,
                account.short_name,
                account.role.name()
            ])?;
            tally(&mut self.report.accounts, was, touched);
        }
        let end = "UPDATE accounts SET ended = ? WHERE school = ? AND id = ? AND ended IS NULL AND imported = 1";
        for id in known {
            self.report.accounts.ended += self.tx.prepare_cached(end)?.execute([&self.today, self.school, &id])?;
        }
        Ok(())
    }

    /// Makes a login of the files; one that another person has is never taken over.
    fn login(&self, login: &str, account: &str, password: &str) -> Result<(), Stop> {
        let sql = "SELECT 1 FROM accounts WHERE login = ? AND NOT (school = ? AND id = ?)";
        if self.tx.prepare_cached(sql)?.exists([login, self.school, account])? {
            return Err(Stop::Error(ImportError::LoginTaken(login.to_owned())));
        }
        let sql =
            "INSERT INTO logins (login, password, must_change, disabled) VALUES (?, ?, 0, 0) ON CONFLICT (login) DO NOTHING";
        self.tx.prepare_cached(sql)?.execute([login, password])?;
        Ok(())
    }

    fn classes(&mut self) -> Result<(), Stop> {
        let mut known = self.known("SELECT id FROM classes WHERE school = ?")?;
        let mut pupils = self.known("SELECT id FROM pupils WHERE school = ?")?;
        let class_sql = "INSERT INTO classes (school, id, name, grade, head, schedule) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (school, id) DO UPDATE SET name = excluded.name, grade = excluded.grade, head = excluded.head,
             schedule = excluded.schedule, ended = NULL WHERE (name, grade, head, schedule, ended) IS NOT
             (excluded.name, excluded.grade, excluded.head, excluded.schedule, NULL)";
        let pupil_sql = "INSERT INTO pupils (school, id, class, number, surname, given_name, first_day, last_day, home_schooled,
             medical_group, sanatorium) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (school, id) DO UPDATE SET class = excluded.class, number = excluded.number, surname = excluded.surname,
             given_name = excluded.given_name, first_day = excluded.first_day, last_day = excluded.last_day,
             home_schooled = excluded.home_schooled, medical_group = excluded.medical_group, sanatorium = excluded.sanatorium
             WHERE (class, number, surname, given_name, first_day, last_day, home_schooled, medical_group, sanatorium) IS NOT
             (excluded.class, excluded.number, excluded.surname, excluded.given_name, excluded.first_day, excluded.last_day,
             excluded.home_schooled, excluded.medical_group, excluded.sanatorium)";
        for class in &self.data.classes {
            let of = &class.class;
            let was = known.remove(of.id.as_str());
            let head = of.head.as_ref().map(|head| head.id.as_str());
            let touched = self.tx.prepare_cached(class_sql)?.execute(params![
                self.school,
                of.id.as_str(),
                of.name,
                of.grade,
                head,
                of.schedule
            ])?;
            tally(&mut self.report.classes, was, touched);
            for pupil in &class.pupils {
                let was = pupils.remove(pupil.id.as_str());
                let touched = self.tx.prepare_cached(pupil_sql)?.execute(params![
                    self.school,
                    pupil.id.as_str(),
                    of.id.as_str(),
                    pupil.number,
                    pupil.surname,
                    pupil.given_name,
                    pupil.from.map(text),
                    pupil.to.map(text),
                    pupil.home_schooled,
                    pupil.medical_group,
                    serde_json::to_string(&pupil.sanatorium)?,
                ])?;
                tally(&mut self.report.pupils, was, touched);
            }
        }
        let end = "UPDATE classes SET ended = ? WHERE school = ? AND id = ? AND ended IS NULL";
        for id in known {
            self.report.classes.ended += self.tx.prepare_cached(end)?.execute([&self.today, self.school, &id])?;
        }
        let end = "UPDATE pupils SET last_day = ?1 WHERE school = ?2 AND id = ?3 AND (last_day IS NULL OR last_day > ?1)";
        for id in pupils {
            self.report.pupils.ended += self.tx.prepare_cached(end)?.execute([&self.today, self.school, &id])?;
        }
        Ok(())
    }

    fn journals(&mut self) -> Result<(), Stop> {
        let mut known = self.known("SELECT id FROM journals WHERE school = ?")?;
        let sql =
            "INSERT INTO journals (school, id, class, subject, subgroup, teacher, weekly_hours) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (school, id) DO UPDATE SET class = excluded.class, subject = excluded.subject,
             subgroup = excluded.subgroup, teacher = excluded.teacher, weekly_hours = excluded.weekly_hours, ended = NULL
             WHERE (class, subject, subgroup, teacher, weekly_hours, ended) IS NOT
             (excluded.class, excluded.subject, excluded.subgroup, excluded.teacher, excluded.weekly_hours, NULL)";
        let mut roster = self.known("SELECT journal || char(0) || pupil FROM roster WHERE school = ?")?;
        let mut plan = self.known("SELECT journal || char(0) || n FROM plan WHERE school = ?")?;
        for row in &self.data.journals {
            let journal = &row.journal;
            let was = known.remove(journal.id.as_str());
            let touched = self.tx.prepare_cached(sql)?.execute(params![
                self.school,
                journal.id.as_str(),
                journal.class.as_str(),
                journal.subject,
                journal.group,
                journal.teacher.id.as_str(),
                journal.weekly_hours,
            ])?;
            tally(&mut self.report.journals, was, touched);
            self.roster(row, &mut roster)?;
            self.plan(row, &mut plan)?;
        }
        let end = "UPDATE journals SET ended = ? WHERE school = ? AND id = ? AND ended IS NULL";
        for id in known {
            self.report.journals.ended += self.tx.prepare_cached(end)?.execute([&self.today, self.school, &id])?;
        }
        let end = "UPDATE roster SET last_day = ?1 WHERE school = ?2 AND journal || char(0) || pupil = ?3
             AND (last_day IS NULL OR last_day > ?1)";
        for id in roster {
            self.report.roster.ended += self.tx.prepare_cached(end)?.execute([&self.today, self.school, &id])?;
        }
        // An item that no topic names leaves nothing behind; the others stay.
        let end = "DELETE FROM plan WHERE school = ? AND journal || char(0) || n = ? AND used = 0";
        for id in plan {
            self.report.plan.ended += self.tx.prepare_cached(end)?.execute([self.school, &id])?;
        }
        Ok(())
    }

    fn roster(&mut self, row: &crate::school::JournalData, known: &mut HashSet<String>) -> Result<(), Stop> {
        let sql =
            "INSERT INTO roster (school, journal, pupil, number, subgroup, first_day, last_day) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (school, journal, pupil) DO UPDATE SET number = excluded.number, subgroup = excluded.subgroup,
             first_day = excluded.first_day, last_day = excluded.last_day
             WHERE (number, subgroup, first_day, last_day) IS NOT
             (excluded.number, excluded.subgroup, excluded.first_day, excluded.last_day)";
        let mut statement = self.tx.prepare_cached(sql)?;
        let journal = row.journal.id.as_str();
        for pupil in &row.pupils {
            let was = known.remove(&format!("{journal}\0{}", pupil.id));
            let touched = statement.execute(params![
                self.school,
                journal,
                pupil.id.as_str(),
                pupil.number,
                pupil.group,
                pupil.from.map(text),
                pupil.to.map(text)
            ])?;
            tally(&mut self.report.roster, was, touched);
        }
        Ok(())
    }

    fn plan(&mut self, row: &crate::school::JournalData, known: &mut HashSet<String>) -> Result<(), Stop> {
        let sql = "INSERT INTO plan (school, journal, n, id, topic, kind, safety, hours, used, homework)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (school, journal, n) DO UPDATE SET id = excluded.id,
             topic = excluded.topic, kind = excluded.kind, safety = excluded.safety, hours = excluded.hours,
             homework = excluded.homework WHERE (id, topic, kind, safety, hours, homework) IS NOT
             (excluded.id, excluded.topic, excluded.kind, excluded.safety, excluded.hours, excluded.homework)";
        let mut statement = self.tx.prepare_cached(sql)?;
        let journal = row.journal.id.as_str();
        for item in &row.plan {
            let was = known.remove(&format!("{journal}\0{}", item.n));
            let touched = statement.execute(params![
                self.school,
                journal,
                item.n,
                item.id.as_str(),
                item.topic,
                name(&item.kind)?,
                item.safety,
                item.hours,
                item.homework
            ])?;
            tally(&mut self.report.plan, was, touched);
        }
        Ok(())
    }

    fn lessons(&mut self) -> Result<(), Stop> {
        let mut known = self.known_lessons()?;
        let mut version: Option<i64> = None;
        for lesson in &self.data.lessons {
            let row = digest(serde_json::to_string(&Lesson { timetable_version: 0, ..lesson.clone() })?.as_bytes());
            match known.remove(&lesson.id) {
                Some((_, Some(imported))) if imported == row => {}
                Some((before, _)) => {
                    let version = self.version(&mut version)?;
                    keep(self.tx, self.school, &before, version, self.at)?;
                    self.lesson(lesson, row, version)?;
                    self.report.lessons.changed += 1;
                }
                None => {
                    // The first import is version 1 of the timetable.
                    let version = if self.report.school.added > 0 { 1 } else { self.version(&mut version)? };
                    self.lesson(lesson, row, version)?;
                    self.report.lessons.added += 1;
                }
            }
        }
        let mut missing: Vec<Lesson> = known.into_values().map(|(lesson, _)| lesson).collect();
        missing.sort_by(|one, other| (one.date, one.number, &one.id).cmp(&(other.date, other.number, &other.id)));
        for lesson in missing {
            self.missing_lesson(lesson, &mut version)?;
        }
        Ok(())
    }

    fn version(&self, version: &mut Option<i64>) -> Result<i64, StorageError> {
        match *version {
            Some(version) => Ok(version),
            None => Ok(*version.insert(bump(self.tx, self.school)?)),
        }
    }

    fn known_lessons(&self) -> Result<HashMap<LessonId, (Lesson, Option<Digest>)>, StorageError> {
        let mut imported: HashMap<LessonId, Option<Digest>> = HashMap::new();
        let mut statement = self.tx.prepare_cached("SELECT id, imported FROM lessons WHERE school = ? AND gone = 0")?;
        for row in
            statement.query_map([self.school], |row| Ok((id(row, 0)?, row.get::<_, Option<[u8; 32]>>(1)?.map(Digest))))?
        {
            let (id, row) = row?;
            imported.insert(id, row);
        }
        let mut statement = self.tx.prepare_cached(&(lessons(By::Id) + "WHERE l.school = ? AND l.gone = 0"))?;
        let mut known = HashMap::with_capacity(imported.len());
        for row in statement.query_map([self.school], lesson)? {
            let row = row?;
            let imported = imported.remove(&row.id).flatten();
            known.insert(row.id.clone(), (row, imported));
        }
        Ok(known)
    }

    fn missing_lesson(&mut self, lesson: Lesson, version: &mut Option<i64>) -> Result<(), Stop> {
        let sql = "SELECT count(*) FROM present INDEXED BY present_by_lesson WHERE school = ? AND lesson = ? AND filled = 1";
        let entries: u32 = self.tx.prepare_cached(sql)?.query_row([self.school, lesson.id.as_str()], |row| row.get(0))?;
        if entries > 0 {
            self.report.vanished.push(Vanished { lesson, entries });
            return Ok(());
        }
        let version = self.version(version)?;
        keep(self.tx, self.school, &lesson, version, self.at)?;
        let sql = "UPDATE lessons SET gone = 1, timetable_version = ? WHERE school = ? AND id = ?";
        self.tx.prepare_cached(sql)?.execute(params![version, self.school, lesson.id.as_str()])?;
        self.report.lessons.ended += 1;
        Ok(())
    }

    fn lesson(&self, lesson: &Lesson, row: Digest, version: i64) -> Result<(), StorageError> {
        let sql =
            "INSERT INTO lessons (school, id, journal, date, number, starts, ends, room, teacher, substitute, cancelled,
             doubled_place, doubled_of, first_of_year, class_day_ends, school_day_ends, timetable_version, gone, imported)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (school, id) DO UPDATE SET
             journal = excluded.journal, date = excluded.date, number = excluded.number, starts = excluded.starts,
             ends = excluded.ends, room = excluded.room, teacher = excluded.teacher, substitute = excluded.substitute,
             cancelled = excluded.cancelled, doubled_place = excluded.doubled_place, doubled_of = excluded.doubled_of,
             first_of_year = excluded.first_of_year, class_day_ends = excluded.class_day_ends,
             school_day_ends = excluded.school_day_ends, timetable_version = excluded.timetable_version, gone = 0,
             imported = excluded.imported";
        self.tx.prepare_cached(sql)?.execute(params![
            self.school,
            lesson.id.as_str(),
            lesson.journal.as_str(),
            text(lesson.date),
            lesson.number,
            clock(lesson.starts),
            clock(lesson.ends),
            lesson.room,
            lesson.teacher.id.as_str(),
            lesson.substitute.as_ref().map(|teacher| teacher.id.as_str()),
            lesson.cancelled,
            lesson.doubled.map(|doubled| doubled.place),
            lesson.doubled.map(|doubled| doubled.of),
            lesson.first_of_year,
            clock(lesson.class_day_ends),
            clock(lesson.school_day_ends),
            version,
            row.0,
        ])?;
        Ok(())
    }

    fn facts(&mut self) -> Result<(), Stop> {
        let known = self.known_facts()?;
        let empty =
            known.is_empty() && !self.tx.prepare_cached("SELECT 1 FROM versions WHERE school = ?")?.exists([self.school])?;
        let dates: HashMap<&LessonId, String> =
            self.data.lessons.iter().map(|lesson| (&lesson.id, text(lesson.date))).collect();
        let mut works: HashMap<&str, Option<&LessonId>> = HashMap::new();
        for fact in &self.data.facts {
            let (_, place, ..) = key(&fact.target);
            let new = new_work(&fact.value);
            let row = fact_digest(fact)?;
            let lesson = match &fact.target {
                Target::Marks { .. } | Target::Work { .. } => match (works.get(place), new) {
                    (Some(lesson), _) => *lesson,
                    (None, new) => {
                        let lesson = new.and_then(|new| new.lesson.as_ref());
                        works.insert(place, lesson);
                        lesson
                    }
                },
                Target::Absence { lesson, .. }
                | Target::Reason { lesson, .. }
                | Target::Topic { lesson }
                | Target::Homework { lesson }
                | Target::Attendance { lesson }
                | Target::NotHeld { lesson } => Some(lesson),
                Target::Term { .. } => None,
            };
            match known.get(&fact.id) {
                Some(written) if *written == row => {}
                Some(_) => self.report.facts.changed += 1,
                None if !empty && self.is_written(fact)? => self.report.facts.changed += 1,
                None => {
                    let date = lesson.and_then(|lesson| dates.get(lesson).cloned());
                    let date = date.unwrap_or_else(|| text(self.zone.local(fact.made_at).date()));
                    self.fact(fact, row, lesson, &date, new)?;
                    self.report.facts.added += 1;
                }
            }
        }
        if self.report.facts.added > 0 || !self.report.plan.is_nothing() {
            count_plan(self.tx, self.school, None)?;
        }
        Ok(())
    }

    fn known_facts(&self) -> Result<HashMap<OperationId, Digest>, StorageError> {
        let mut statement =
            self.tx.prepare_cached("SELECT operation, digest FROM versions WHERE school = ? AND body IS NULL")?;
        let rows = statement.query_map([self.school], |row| Ok((OperationId(row.get(0)?), Digest(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a person wrote the fact into the journal.
    fn is_written(&self, fact: &PastFact) -> Result<bool, StorageError> {
        let (kind, place, part, pupil) = key(&fact.target);
        let sql = "SELECT v.body IS NOT NULL FROM present p JOIN versions v ON v.seq = p.seq
             WHERE p.school = ? AND p.kind = ? AND p.place = ? AND p.part = ? AND p.pupil = ?";
        let written =
            self.tx.prepare_cached(sql)?.query_row([self.school, kind, place, part, pupil], |row| row.get(0)).optional()?;
        Ok(written.unwrap_or(false))
    }

    fn fact(
        &self,
        fact: &PastFact,
        row: Digest,
        lesson: Option<&LessonId>,
        date: &str,
        new: Option<&NewWork>,
    ) -> Result<(), StorageError> {
        let made = fact.made_at.timestamp_millis();
        let makes_work = match &fact.target {
            Target::Marks { work, .. } => {
                let sql = "SELECT 1 FROM works WHERE school = ? AND id = ?";
                let known = new.is_some() && self.tx.prepare_cached(sql)?.exists([self.school, work.as_str()])?;
                new.filter(|_| !known)
            }
            _ => None,
        };
        record(
            self.tx,
            &NewVersion {
                school: self.school,
                operation: fact.id,
                digest: row,
                journal: fact.journal.as_str(),
                target: &fact.target,
                value: Some(&fact.value),
                base: None,
                author: fact.author.as_str(),
                on_behalf_of: fact.on_behalf_of.as_ref().map(|account| account.as_str()),
                made,
                received: made,
                comment: None,
                reason: fact.reason.as_deref(),
                makes_work,
                findings: None,
                body: None,
                lesson: lesson.map(LessonId::as_str),
                date,
            },
        )?;
        Ok(())
    }
}

fn new_work(value: &Value) -> Option<&NewWork> {
    match value {
        Value::Marks { creates, .. } => creates.as_ref(),
        Value::Work(new) => Some(new),
        _ => None,
    }
}

fn fact_digest(fact: &PastFact) -> Result<Digest, StorageError> {
    Ok(digest(serde_json::to_string(&(&fact.target, &fact.value, &fact.reason))?.as_bytes()))
}

/// The name of a closed enumeration's value in JSON.
fn name<T: serde::Serialize>(value: &T) -> Result<String, StorageError> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(name) => Ok(name),
        other => Err(StorageError::Broken(format!("{other} is not a name"))),
    }
}
