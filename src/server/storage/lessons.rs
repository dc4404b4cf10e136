//! Changes of the timetable, and what a lesson was at an instant.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::columns::{By, json, lesson, lessons, text};
use super::page::lesson_by_id;
use super::tx::{Tx, params};
use super::{Storage, StorageError, Turn, audit};
use crate::domain::{AccountId, Bell, Lesson, LessonId, SchoolId};

/// What the administration does with a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LessonChange {
    /// Strikes it from the timetable.
    Cancel,
    /// Puts it back.
    Restore,
    /// Moves it to another date, or another number in the day.
    Move {
        /// The new date.
        date: NaiveDate,
        /// The new number in the day.
        number: u8,
    },
    /// Gives it to a substitute; `None` ends the substitution.
    Substitute(Option<AccountId>),
}

/// Why a lesson was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LessonChangeError {
    /// There is no school of the id.
    NoSchool,
    /// There is no such lesson.
    NoLesson,
    /// Several lessons stand there (subgroups): one of these journals must be named.
    Ambiguous(Vec<Lesson>),
    /// There is no such account, or it does not teach.
    NoTeacher,
    /// The class has no bell of the number.
    NoBell,
    /// The date lies outside the school year.
    OutsideYear,
    /// The journal could not be written.
    Storage(StorageError),
}

impl std::fmt::Display for LessonChangeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoSchool => "no such school",
            Self::NoLesson => "no such lesson",
            Self::Ambiguous(_) => "several lessons stand there: name the subject",
            Self::NoTeacher => "no such teacher",
            Self::NoBell => "the class has no bell of that number",
            Self::OutsideYear => "the date lies outside the school year",
            Self::Storage(error) => return error.fmt(f),
        })
    }
}

impl std::error::Error for LessonChangeError {}

impl From<StorageError> for LessonChangeError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl Storage {
    /// The lessons of a class at a place of the timetable: more than one where the class is divided. `class` is its name.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn lessons_at(
        &self,
        school: &SchoolId,
        date: NaiveDate,
        class: &str,
        number: u8,
    ) -> Result<Vec<Lesson>, StorageError> {
        self.read(|tx| {
            let sql = format!(
                "{}WHERE l.school = ? AND l.date = ? AND l.number = ? AND c.name = ? AND l.gone = 0 ORDER BY j.subject, j.subgroup NULLS FIRST",
                lessons(By::Date)
            );
            tx.all(&sql, params![school.as_str(), text(date), number, class], lesson)
        })
    }

    /// Changes a lesson at an instant: entries made before it are judged by the timetable as it was. The version of the
    /// timetable grows. Gives the lesson as it stands now.
    ///
    /// # Errors
    /// No such school, lesson, teacher or bell, a date outside the school year, or the journal cannot be written.
    pub fn change_lesson(
        &self,
        school: &SchoolId,
        id: &LessonId,
        change: LessonChange,
        at: DateTime<Utc>,
    ) -> Result<Lesson, LessonChangeError> {
        let (school, id, cache) = (school.as_str().to_owned(), id.clone(), std::sync::Arc::clone(&self.shared.schools));
        self.write(Turn::of_school(&SchoolId::new(school.as_str())), move |tx| {
            let Some(state) = super::school::load(tx, &cache, &school)? else { return Err(LessonChangeError::NoSchool) };
            let lesson = apply(tx, &state, &id, &change, at)?;
            let what = match change {
                LessonChange::Cancel => "cancel",
                LessonChange::Restore => "restore",
                LessonChange::Move { .. } => "move",
                LessonChange::Substitute(_) => "substitute",
            };
            audit::note(tx, &state.school.id, at, audit::CONSOLE, "lesson", &[("lesson", id.as_str()), ("change", what)])?;
            Ok(lesson)
        })
    }
}

fn apply(
    tx: &Tx<'_>,
    state: &super::SchoolState,
    id: &LessonId,
    change: &LessonChange,
    at: DateTime<Utc>,
) -> Result<Lesson, LessonChangeError> {
    let school = state.school.id.as_str();
    let before = lesson_by_id(tx, school, id)?.ok_or(LessonChangeError::NoLesson)?;
    let version = bump(tx, school)?;
    keep(tx, school, &before, version, at)?;
    let mut days = vec![before.date];
    match change {
        LessonChange::Cancel | LessonChange::Restore => {
            let sql = "UPDATE lessons SET cancelled = ? WHERE school = ? AND id = ?";
            tx.execute(sql, params![*change == LessonChange::Cancel, school, id.as_str()])?;
        }
        LessonChange::Move { date, number } => {
            if *date < state.school.year_start || *date > state.school.year_end {
                return Err(LessonChangeError::OutsideYear);
            }
            let bell = bell(tx, state, &before, *number)?.ok_or(LessonChangeError::NoBell)?;
            let sql = "UPDATE lessons SET date = ?, number = ?, starts = ?, ends = ? WHERE school = ? AND id = ?";
            tx.execute(sql, params![text(*date), number, clock(bell.starts), clock(bell.ends), school, id.as_str()])?;
            let sql = "UPDATE works SET date = ? WHERE school = ? AND lesson = ?";
            tx.execute(sql, params![text(*date), school, id.as_str()])?;
            days.push(*date);
        }
        LessonChange::Substitute(teacher) => {
            let sql = "SELECT 1 FROM accounts WHERE school = ? AND id = ? AND ended IS NULL AND role IN ('teacher', 'class_teacher')";
            if let Some(teacher) = teacher
                && !tx.exists(sql, [school, teacher.as_str()])?
            {
                return Err(LessonChangeError::NoTeacher);
            }
            let teacher = teacher.as_ref().filter(|teacher| **teacher != before.teacher.id).map(AccountId::as_str);
            let sql = "UPDATE lessons SET substitute = ? WHERE school = ? AND id = ?";
            tx.execute(sql, params![teacher, school, id.as_str()])?;
        }
    }
    for day in days {
        settle_day(tx, school, day)?;
    }
    let sql = "UPDATE lessons SET timetable_version = ? WHERE school = ? AND id = ?";
    tx.execute(sql, params![version, school, id.as_str()])?;
    lesson_by_id(tx, school, id)?.ok_or(LessonChangeError::NoLesson)
}

/// A new version of the timetable.
pub(super) fn bump(tx: &Tx<'_>, school: &str) -> Result<i64, StorageError> {
    let sql = "UPDATE schools SET timetable_version = timetable_version + 1, revision = revision + 1 WHERE id = ?
         RETURNING timetable_version";
    tx.one(sql, [school], |row| row.get(0))
}

/// Keeps what a lesson was before a change.
pub(super) fn keep(tx: &Tx<'_>, school: &str, before: &Lesson, version: i64, at: DateTime<Utc>) -> Result<(), StorageError> {
    let sql = "INSERT INTO lesson_changes (school, lesson, at, version, before) VALUES (?, ?, ?, ?, ?)";
    let body = serde_json::to_string(before)?;
    tx.execute(sql, params![school, before.id.as_str(), at.timestamp_millis(), version, body])?;
    Ok(())
}

/// What a lesson was before a change of it.
pub(super) struct Earlier {
    /// The version of the timetable that the change made.
    version: u64,
    /// When it was made, in milliseconds.
    at: i64,
    lesson: Lesson,
}

/// What a lesson was before each change of it, in the order of the changes.
pub(super) fn earlier(tx: &Tx<'_>, school: &str, id: &LessonId) -> Result<Vec<Earlier>, StorageError> {
    let sql = "SELECT version, at, before FROM lesson_changes WHERE school = ? AND lesson = ? ORDER BY seq";
    tx.all(sql, [school, id.as_str()], |row| {
        Ok(Earlier { version: row.get::<i64>(0)?.cast_unsigned(), at: row.get(1)?, lesson: json(row, 2)? })
    })
}

/// The lesson as it stands now, if it has moved since somebody saw that version of the timetable.
pub(super) fn moved_since<'l>(now: &'l Lesson, earlier: &[Earlier], version: u64) -> Option<&'l Lesson> {
    let seen = &earlier.iter().find(|before| before.version > version)?.lesson;
    let place = |lesson: &Lesson| (lesson.date, lesson.number, lesson.cancelled);
    (place(now) != place(seen)).then_some(now)
}

/// What a lesson was at an instant, of what was read of it.
pub(super) fn known_as_of<'l>(now: &'l Lesson, earlier: &'l [Earlier], at: DateTime<Utc>) -> &'l Lesson {
    // The first of those with the earliest instant: they come in the order of the changes.
    let later = earlier.iter().filter(|before| before.at > at.timestamp_millis()).min_by_key(|before| before.at);
    later.map_or(now, |before| &before.lesson)
}

/// What a lesson was at an instant.
pub(super) fn as_of(tx: &Tx<'_>, school: &str, now: Lesson, at: DateTime<Utc>) -> Result<Lesson, StorageError> {
    let sql = "SELECT before FROM lesson_changes WHERE school = ? AND lesson = ? AND at > ? ORDER BY at, seq LIMIT 1";
    let before = tx.first(sql, params![school, now.id.as_str(), at.timestamp_millis()], |row| json::<Lesson>(row, 0))?;
    Ok(before.unwrap_or(now))
}

fn bell(tx: &Tx<'_>, state: &super::SchoolState, lesson: &Lesson, number: u8) -> Result<Option<Bell>, StorageError> {
    let sql = "SELECT schedule FROM classes WHERE school = ? AND id = ?";
    let schedule: String = tx.one(sql, [state.school.id.as_str(), lesson.class.as_str()], |row| row.get(0))?;
    Ok(state.bells.iter().find(|bell| bell.schedule == schedule && bell.number == number).cloned())
}

/// Works out again what lessons of a day know of the day: when the class and the school go home, and which are doubled.
fn settle_day(tx: &Tx<'_>, school: &str, date: NaiveDate) -> Result<(), StorageError> {
    let on = text(date);
    let ends = "UPDATE lessons INDEXED BY lessons_by_date SET
         school_day_ends = (SELECT max(o.ends) FROM lessons o INDEXED BY lessons_by_date WHERE o.school = ?1 AND o.date = ?2 AND o.gone = 0
             AND (o.cancelled = 0 OR o.id = lessons.id)),
         class_day_ends = (SELECT max(o.ends) FROM lessons o INDEXED BY lessons_by_date
             CROSS JOIN journals oj ON oj.school = o.school AND oj.id = o.journal
             CROSS JOIN journals lj ON lj.school = lessons.school AND lj.id = lessons.journal
             WHERE o.school = ?1 AND o.date = ?2 AND o.gone = 0 AND oj.class = lj.class
             AND (o.cancelled = 0 OR o.id = lessons.id))
         WHERE school = ?1 AND date = ?2 AND gone = 0";
    tx.execute(ends, [school, &on])?;
    let sql = "SELECT id, journal, number, cancelled FROM lessons INDEXED BY lessons_by_date
         WHERE school = ? AND date = ? AND gone = 0 ORDER BY journal, number";
    let day: Vec<(String, String, u8, bool)> =
        tx.all(sql, [school, &on], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let sql = "UPDATE lessons SET doubled_place = ?, doubled_of = ? WHERE school = ? AND id = ?";
    let joined = |one: &(String, String, u8, bool), next: &(String, String, u8, bool)| {
        one.1 == next.1 && one.2.checked_add(1) == Some(next.2) && !one.3 && !next.3
    };
    for run in day.chunk_by(joined) {
        let of = u8::try_from(run.len()).ok().filter(|of| *of > 1);
        for (place, (id, ..)) in (1_u8..).zip(run) {
            tx.execute(sql, params![of.map(|_| place), of, school, id])?;
        }
    }
    Ok(())
}

/// A time of day as the file keeps it.
pub(super) fn clock(time: NaiveTime) -> String {
    time.format("%H:%M:%S").to_string()
}
