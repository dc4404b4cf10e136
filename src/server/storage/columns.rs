//! Columns of the database and the values of [`crate::domain`] that are read from them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::StorageError;
use super::people::instant;
use super::tx::Row;
use crate::domain::{
    Doubled, Fact, Lesson, LessonId, OperationId, Target, TeacherRef, Value, Work, WorkId, WorkKind, WorkSpec,
};

/// Columns of [`lesson`].
const LESSON: &str = "SELECT l.id, l.journal, j.class, c.name, c.grade, j.subject, j.subgroup, l.date, l.number,
    l.starts, l.ends, l.room, t.id, t.short_name, s.id, s.short_name, l.cancelled, l.doubled_place, l.doubled_of,
    l.first_of_year, j.weekly_hours, l.class_day_ends, l.school_day_ends, l.timetable_version";

/// How a statement finds its lessons. It is said outright: the planner knows nothing of how much a school holds, and a day
/// must cost what the day holds, not what the year does. For the same reason joins here are `CROSS JOIN`s, which `SQLite`
/// never reorders.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    /// By the lesson's id, or all of the school.
    Id,
    /// By journal, then date.
    Journal,
    /// By date.
    Date,
}

/// Lessons with all that a [`Lesson`] says, up to the `WHERE`. Every statement adds `l.school = …`.
pub(super) fn lessons(by: By) -> String {
    let index = match by {
        By::Id => "",
        By::Journal => "INDEXED BY lessons_by_journal",
        By::Date => "INDEXED BY lessons_by_date",
    };
    format!(
        "{LESSON} FROM lessons l {index}
         CROSS JOIN journals j ON j.school = l.school AND j.id = l.journal
         CROSS JOIN classes c ON c.school = l.school AND c.id = j.class
         CROSS JOIN accounts t ON t.school = l.school AND t.id = l.teacher
         LEFT JOIN accounts s ON s.school = l.school AND s.id = l.substitute "
    )
}

/// Columns of [`fact`]; the caller joins `p` (present) and `v` (its version).
pub(super) const FACT: &str =
    "v.target, v.value, v.operation, v.author, (SELECT short_name FROM accounts WHERE school = v.school
    AND id = v.author), v.on_behalf_of, (SELECT short_name FROM accounts WHERE school = v.school AND id = v.on_behalf_of),
    v.made, v.received, v.comment, v.reason";

/// A lesson of the columns of [`lessons`].
pub(super) fn lesson(row: &Row<'_>) -> Result<Lesson, StorageError> {
    let place: Option<u8> = row.get(17)?;
    Ok(Lesson {
        id: id(row, 0)?,
        journal: id(row, 1)?,
        class: id(row, 2)?,
        class_name: row.get(3)?,
        grade: row.get(4)?,
        subject: row.get(5)?,
        group: row.get(6)?,
        date: date(row, 7)?,
        number: row.get(8)?,
        starts: time(row, 9)?,
        ends: time(row, 10)?,
        room: row.get(11)?,
        teacher: teacher(row, 12)?,
        substitute: row.get::<Option<String>>(14)?.map(|_| teacher(row, 14)).transpose()?,
        cancelled: row.get(16)?,
        doubled: match place {
            Some(place) => Some(Doubled { place, of: row.get(18)? }),
            None => None,
        },
        first_of_year: row.get(19)?,
        weekly_hours: row.get(20)?,
        class_day_ends: time(row, 21)?,
        school_day_ends: time(row, 22)?,
        timetable_version: row.get::<i64>(23)?.cast_unsigned(),
    })
}

/// A fact of the columns of [`FACT`], followed by kind, place and first making of its present row: a version that made a work
/// along with a mark stands for both facts.
pub(super) fn fact(row: &Row<'_>) -> Result<Fact, StorageError> {
    let (kind, place): (String, String) = (row.get(11)?, row.get(12)?);
    let mut fact = version(row)?;
    fact.filled_at = Some(instant(row.get(13)?)).filter(|filled| *filled < fact.made_at);
    Ok(if kind == "work" { work_made(&fact, WorkId::new(place)).unwrap_or(fact) } else { fact })
}

/// The fact that a version wrote, of the columns of [`FACT`].
pub(super) fn version(row: &Row<'_>) -> Result<Fact, StorageError> {
    Ok(Fact {
        target: json(row, 0)?,
        value: row.get::<Option<String>>(1)?.map(|_| json(row, 1)).transpose()?,
        version: OperationId(row.get(2)?),
        author: teacher(row, 3)?,
        on_behalf_of: row.get::<Option<String>>(5)?.map(|_| teacher(row, 5)).transpose()?,
        made_at: instant(row.get(7)?),
        received_at: instant(row.get(8)?),
        comment: row.get(9)?,
        reason: row.get(10)?,
        filled_at: None,
    })
}

/// The work that a mark made, as the fact that it is.
pub(super) fn work_made(fact: &Fact, work: WorkId) -> Option<Fact> {
    match &fact.value {
        Some(Value::Marks { creates: Some(new), .. }) => Some(Fact {
            target: Target::Work { work },
            value: Some(Value::Work(new.clone())),
            comment: None,
            ..fact.clone()
        }),
        _ => None,
    }
}

/// A work of seven columns from `at`.
pub(super) fn work(row: &Row<'_>, at: usize) -> Result<Work, StorageError> {
    Ok(Work {
        id: id(row, at)?,
        journal: id(row, at + 1)?,
        lesson: row.get::<Option<String>>(at + 2)?.map(LessonId::new),
        spec: WorkSpec {
            kind: named::<WorkKind>(row, at + 3)?,
            number: row.get(at + 4)?,
            title: row.get(at + 5)?,
            obligatory: row.get(at + 6)?,
        },
    })
}

/// An id in a column.
pub(super) fn id<T: for<'a> From<&'a str>>(row: &Row<'_>, at: usize) -> Result<T, StorageError> {
    row.text(at).map(T::from)
}

/// A teacher in two columns. One whose account is missing has no short name.
pub(super) fn teacher(row: &Row<'_>, at: usize) -> Result<TeacherRef, StorageError> {
    Ok(TeacherRef { id: id(row, at)?, short_name: row.get::<Option<String>>(at + 1)?.unwrap_or_default() })
}

/// A date in a column.
pub(super) fn date(row: &Row<'_>, at: usize) -> Result<NaiveDate, StorageError> {
    row.text(at)?.parse().map_err(|error| wrong(at, error))
}

/// A date in a column that may be empty.
pub(super) fn optional_date(row: &Row<'_>, at: usize) -> Result<Option<NaiveDate>, StorageError> {
    row.get::<Option<String>>(at)?.map(|_| date(row, at)).transpose()
}

/// Dates and times in a column, a blank between them.
pub(super) fn starts(row: &Row<'_>, at: usize) -> Result<Vec<NaiveDateTime>, StorageError> {
    let starts = row.get::<Option<String>>(at)?.unwrap_or_default();
    starts
        .split(' ')
        .filter(|start| !start.is_empty())
        .map(|start| start.parse().map_err(|error| wrong(at, error)))
        .collect()
}

fn time(row: &Row<'_>, at: usize) -> Result<NaiveTime, StorageError> {
    row.text(at)?.parse().map_err(|error| wrong(at, error))
}

/// A value kept as JSON.
pub(super) fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, at: usize) -> Result<T, StorageError> {
    let text = row.text(at)?;
    serde_json::from_str(text).map_err(|error| wrong(at, error))
}

/// A closed enumeration by the name that it has in JSON.
pub(super) fn named<T: serde::de::DeserializeOwned>(row: &Row<'_>, at: usize) -> Result<T, StorageError> {
    let name: String = row.get(at)?;
    serde_json::from_value(name.into()).map_err(|error| wrong(at, error))
}

fn wrong(at: usize, error: impl std::error::Error) -> StorageError {
    StorageError::Broken(format!("field {at} of a row: {error}"))
}

/// A date as the file keeps it.
pub(super) fn text(date: NaiveDate) -> String {
    date.to_string()
}
