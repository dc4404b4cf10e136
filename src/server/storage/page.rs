//! Reading journals and pages, and the columns that lessons, facts and works are read from.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::types::Type;
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use super::people::instant;
use super::{Storage, StorageError};
use crate::domain::{
    AccountId, Doubled, Fact, Journal, JournalId, Lesson, LessonId, OperationId, Page, Period, PlanItem, PlanKind, Pupil,
    SchoolId, Target, TeacherRef, Value, Work, WorkId, WorkKind, WorkSpec,
};

/// Columns of [`lesson`].
const LESSON: &str = "SELECT l.id, l.journal, j.class, c.name, c.grade, j.subject, j.subgroup, l.date, l.number,
    l.starts, l.ends, l.room, t.id, t.short_name, s.id, s.short_name, l.cancelled, l.doubled_place, l.doubled_of,
    l.first_of_year, j.weekly_hours, l.class_day_ends, l.school_day_ends, l.timetable_version";

/// How a statement finds its lessons. It is said outright: the planner knows nothing of how much a school holds, and a day
/// must cost what the day holds, not what the year does. For the same reason joins here are `CROSS JOIN`s, which SQLite
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
    v.made, v.received, v.comment";

/// Columns of [`journal`], up to the `WHERE`.
const JOURNALS: &str = "SELECT j.id, j.class, c.name, c.grade, j.subject, j.subgroup, a.id, a.short_name, j.weekly_hours
    FROM journals j JOIN classes c ON c.school = j.school AND c.id = j.class
    JOIN accounts a ON a.school = j.school AND a.id = j.teacher ";

/// Which journals are asked for.
#[derive(Debug, Clone)]
pub(in crate::server) enum JournalScope {
    /// All of the school.
    School,
    /// Those that an account teaches, those with a lesson that it substitutes, and those of the classes it heads.
    Of {
        /// The account.
        account: AccountId,
        /// Names of the classes that it heads.
        head_of: Vec<String>,
    },
}

impl Storage {
    /// Journals of a scope, by class, subject and subgroup.
    pub(in crate::server) fn journals(&self, school: &SchoolId, scope: &JournalScope) -> Result<Vec<Journal>, StorageError> {
        self.read(|tx| journals(tx, school.as_str(), scope))
    }

    /// A journal; `None`: the school has none of the id.
    pub(in crate::server) fn journal(&self, school: &SchoolId, id: &JournalId) -> Result<Option<Journal>, StorageError> {
        self.read(|tx| journal(tx, school.as_str(), id.as_str()))
    }

    /// Whether an account substitutes in a lesson of the journal between two dates.
    pub(in crate::server) fn substitutes(
        &self,
        school: &SchoolId,
        journal: &JournalId,
        account: &AccountId,
        period: &Period,
    ) -> Result<bool, StorageError> {
        let sql = "SELECT 1 FROM lessons INDEXED BY lessons_by_journal
             WHERE school = ? AND journal = ? AND date BETWEEN ? AND ? AND substitute = ?";
        self.read(|tx| {
            let found = tx.prepare_cached(sql)?.exists(params![
                school.as_str(),
                journal.as_str(),
                text(period.start),
                text(period.end),
                account.as_str()
            ])?;
            Ok(found)
        })
    }

    /// The version of a page: it changes with every fact of the journal and with everything else that a page shows.
    pub(in crate::server) fn page_tag(&self, school: &SchoolId, journal: &JournalId) -> Result<String, StorageError> {
        self.read(|tx| {
            let sql = "SELECT (SELECT value FROM meta WHERE name = 'epoch'), revision,
                 (SELECT max(seq) FROM versions WHERE school = ?1 AND journal = ?2) FROM schools WHERE id = ?1";
            let tag = tx.prepare_cached(sql)?.query_row([school.as_str(), journal.as_str()], |row| {
                let (epoch, revision, seq): (String, i64, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(format!("{epoch}-{revision}-{}", seq.unwrap_or(0)))
            })?;
            Ok(tag)
        })
    }

    /// A page of a journal.
    pub(in crate::server) fn page(&self, school: &SchoolId, journal: Journal, period: Period) -> Result<Page, StorageError> {
        self.read(|tx| page(tx, school.as_str(), journal, period))
    }
}

/// Journals of a scope.
pub(super) fn journals(tx: &Transaction<'_>, school: &str, scope: &JournalScope) -> Result<Vec<Journal>, StorageError> {
    let all = "WHERE j.school = ?1 AND j.ended IS NULL ORDER BY c.grade, c.name, j.subject, j.subgroup";
    let own = "WHERE j.school = ?1 AND j.ended IS NULL AND (j.teacher = ?2
         OR c.name IN (SELECT value FROM json_each(?3))
         OR j.id IN (SELECT l.journal FROM lessons l INDEXED BY lessons_by_substitute
             WHERE l.school = ?1 AND l.substitute = ?2 AND l.gone = 0))
         ORDER BY c.grade, c.name, j.subject, j.subgroup";
    let rows = match scope {
        JournalScope::School => {
            tx.prepare_cached(&format!("{JOURNALS}{all}"))?.query_map([school], read_journal)?.collect::<Result<_, _>>()?
        }
        JournalScope::Of { account, head_of } => tx
            .prepare_cached(&format!("{JOURNALS}{own}"))?
            .query_map(params![school, account.as_str(), serde_json::to_string(head_of)?], read_journal)?
            .collect::<Result<_, _>>()?,
    };
    Ok(rows)
}

/// A journal of the school.
pub(super) fn journal(tx: &Transaction<'_>, school: &str, id: &str) -> Result<Option<Journal>, StorageError> {
    let sql = format!("{JOURNALS}WHERE j.school = ? AND j.id = ?");
    Ok(tx.prepare_cached(&sql)?.query_row([school, id], read_journal).optional()?)
}

/// A page, as this transaction sees it.
pub(super) fn page(tx: &Transaction<'_>, school: &str, journal: Journal, period: Period) -> Result<Page, StorageError> {
    let of = journal.id.as_str();
    let (start, end) = (text(period.start), text(period.end));
    let within = format!(
        "{}WHERE l.school = ? AND l.journal = ? AND l.date BETWEEN ? AND ? AND l.gone = 0 ORDER BY l.date, l.number, l.id",
        lessons(By::Journal)
    );
    let mut found: Vec<Lesson> =
        tx.prepare_cached(&within)?.query_map([school, of, &start, &end], lesson)?.collect::<Result<_, _>>()?;
    let after = format!(
        "{}WHERE l.school = ? AND l.journal = ? AND l.date > ? AND l.gone = 0 AND l.cancelled = 0
         ORDER BY l.date, l.number, l.id LIMIT 2",
        lessons(By::Journal)
    );
    for following in tx.prepare_cached(&after)?.query_map([school, of, &end], lesson)? {
        found.push(following?);
    }
    let last = found.last().map_or_else(|| end.clone(), |lesson| text(lesson.date.max(period.end)));
    Ok(Page {
        works: works(tx, school, of, &start, &last)?,
        pupils: roster(tx, school, of, &start, &end)?,
        plan: plan(tx, school, of)?,
        last_numbers: last_numbers(tx, school, of, &start)?,
        facts: facts(tx, school, of, &start, &last, period.id.as_str())?,
        cursor: super::changes::cursor(tx)?,
        journal,
        period,
        lessons: found,
    })
}

fn facts(
    tx: &Transaction<'_>,
    school: &str,
    journal: &str,
    start: &str,
    last: &str,
    period: &str,
) -> Result<Vec<Fact>, StorageError> {
    let of_lessons = format!(
        "SELECT {FACT}, p.kind, p.place FROM lessons l INDEXED BY lessons_by_journal
         CROSS JOIN present p INDEXED BY present_by_lesson ON p.school = l.school AND p.lesson = l.id
         CROSS JOIN versions v ON v.seq = p.seq WHERE l.school = ? AND l.journal = ? AND l.date BETWEEN ? AND ? AND l.gone = 0"
    );
    let of_notebook = format!(
        "SELECT {FACT}, p.kind, p.place FROM works w INDEXED BY works_by_journal CROSS JOIN present p ON p.school = w.school AND p.kind IN ('marks', 'work')
         AND p.place = w.id CROSS JOIN versions v ON v.seq = p.seq
         WHERE w.school = ? AND w.journal = ? AND w.date BETWEEN ? AND ? AND w.lesson IS NULL"
    );
    let of_terms = format!(
        "SELECT {FACT}, p.kind, p.place FROM present p CROSS JOIN versions v ON v.seq = p.seq
         WHERE p.school = ? AND p.kind = 'term' AND p.place = ? AND p.part = ?"
    );
    let mut facts: Vec<Fact> =
        tx.prepare_cached(&of_lessons)?.query_map([school, journal, start, last], fact)?.collect::<Result<_, _>>()?;
    for found in tx.prepare_cached(&of_notebook)?.query_map([school, journal, start, last], fact)? {
        facts.push(found?);
    }
    for found in tx.prepare_cached(&of_terms)?.query_map([school, journal, period], fact)? {
        facts.push(found?);
    }
    Ok(facts)
}

fn works(tx: &Transaction<'_>, school: &str, journal: &str, start: &str, last: &str) -> Result<Vec<Work>, StorageError> {
    let sql = "SELECT id, journal, lesson, kind, number, title, obligatory FROM works INDEXED BY works_by_journal
         WHERE school = ? AND journal = ? AND date BETWEEN ? AND ? ORDER BY date, made_in, id";
    let rows =
        tx.prepare_cached(sql)?.query_map([school, journal, start, last], |row| work(row, 0))?.collect::<Result<_, _>>()?;
    Ok(rows)
}

fn roster(tx: &Transaction<'_>, school: &str, journal: &str, start: &str, end: &str) -> Result<Vec<Pupil>, StorageError> {
    let sql = "SELECT p.id, r.number, p.surname, p.given_name, r.subgroup, r.first_day, r.last_day, p.home_schooled, p.sanatorium,
         p.medical_group FROM roster r CROSS JOIN pupils p ON p.school = r.school AND p.id = r.pupil
         WHERE r.school = ? AND r.journal = ? AND (r.first_day IS NULL OR r.first_day <= ?) AND (r.last_day IS NULL OR r.last_day >= ?)
         ORDER BY r.number, p.id";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([school, journal, end, start], |row| {
        Ok(Pupil {
            id: id(row, 0)?,
            number: row.get(1)?,
            surname: row.get(2)?,
            given_name: row.get(3)?,
            group: row.get(4)?,
            from: optional_date(row, 5)?,
            to: optional_date(row, 6)?,
            home_schooled: row.get(7)?,
            sanatorium: json(row, 8)?,
            medical_group: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn plan(tx: &Transaction<'_>, school: &str, journal: &str) -> Result<Vec<PlanItem>, StorageError> {
    let sql =
        "SELECT id, n, topic, kind, safety, hours, used, homework FROM plan WHERE school = ? AND journal = ? ORDER BY n";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([school, journal], |row| {
        Ok(PlanItem {
            id: id(row, 0)?,
            n: row.get(1)?,
            topic: row.get(2)?,
            kind: named::<PlanKind>(row, 3)?,
            safety: row.get(4)?,
            hours: row.get(5)?,
            used: row.get(6)?,
            homework: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn last_numbers(
    tx: &Transaction<'_>,
    school: &str,
    journal: &str,
    start: &str,
) -> Result<BTreeMap<WorkKind, u32>, StorageError> {
    let sql = "SELECT kind, max(number) FROM works INDEXED BY works_by_journal
         WHERE school = ? AND journal = ? AND date < ? AND number IS NOT NULL GROUP BY kind";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([school, journal, start], |row| Ok((named::<WorkKind>(row, 0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read_journal(row: &Row<'_>) -> rusqlite::Result<Journal> {
    Ok(Journal {
        id: id(row, 0)?,
        class: id(row, 1)?,
        class_name: row.get(2)?,
        grade: row.get(3)?,
        subject: row.get(4)?,
        group: row.get(5)?,
        teacher: teacher(row, 6)?,
        weekly_hours: row.get(8)?,
    })
}

/// A lesson of the columns of [`LESSONS`].
pub(super) fn lesson(row: &Row<'_>) -> rusqlite::Result<Lesson> {
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
        substitute: row.get::<_, Option<String>>(14)?.map(|_| teacher(row, 14)).transpose()?,
        cancelled: row.get(16)?,
        doubled: match place {
            Some(place) => Some(Doubled { place, of: row.get(18)? }),
            None => None,
        },
        first_of_year: row.get(19)?,
        weekly_hours: row.get(20)?,
        class_day_ends: time(row, 21)?,
        school_day_ends: time(row, 22)?,
        timetable_version: row.get::<_, i64>(23)?.cast_unsigned(),
    })
}

/// A lesson of the school by its id, also one that an import no longer has.
pub(super) fn lesson_by_id(
    tx: &Transaction<'_>,
    school: &str,
    lesson_id: &LessonId,
) -> Result<Option<Lesson>, StorageError> {
    let sql = lessons(By::Id) + "WHERE l.school = ? AND l.id = ?";
    Ok(tx.prepare_cached(&sql)?.query_row([school, lesson_id.as_str()], lesson).optional()?)
}

/// A work of the school by its id.
pub(super) fn work_by_id(tx: &Transaction<'_>, school: &str, work_id: &WorkId) -> Result<Option<Work>, StorageError> {
    let sql = "SELECT id, journal, lesson, kind, number, title, obligatory FROM works WHERE school = ? AND id = ?";
    Ok(tx.prepare_cached(sql)?.query_row([school, work_id.as_str()], |row| work(row, 0)).optional()?)
}

/// A fact of the columns of [`FACT`], followed by the kind and place of its present row: a version that made a work along
/// with a mark stands for both facts.
pub(super) fn fact(row: &Row<'_>) -> rusqlite::Result<Fact> {
    let (kind, place): (String, String) = (row.get(10)?, row.get(11)?);
    let fact = version(row)?;
    Ok(if kind == "work" { work_made(&fact, WorkId::new(place)).unwrap_or(fact) } else { fact })
}

/// The fact that a version wrote, of the columns of [`FACT`].
pub(super) fn version(row: &Row<'_>) -> rusqlite::Result<Fact> {
    Ok(Fact {
        target: json(row, 0)?,
        value: row.get::<_, Option<String>>(1)?.map(|_| json(row, 1)).transpose()?,
        version: OperationId(row.get(2)?),
        author: teacher(row, 3)?,
        on_behalf_of: row.get::<_, Option<String>>(5)?.map(|_| teacher(row, 5)).transpose()?,
        made_at: instant(row.get(7)?),
        received_at: instant(row.get(8)?),
        comment: row.get(9)?,
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
pub(super) fn work(row: &Row<'_>, at: usize) -> rusqlite::Result<Work> {
    Ok(Work {
        id: id(row, at)?,
        journal: id(row, at + 1)?,
        lesson: row.get::<_, Option<String>>(at + 2)?.map(LessonId::new),
        spec: WorkSpec {
            kind: named::<WorkKind>(row, at + 3)?,
            number: row.get(at + 4)?,
            title: row.get(at + 5)?,
            obligatory: row.get(at + 6)?,
        },
    })
}

/// An id in a column.
pub(super) fn id<T: for<'a> From<&'a str>>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(at)?.as_str().map_err(|error| wrong(at, error))?;
    Ok(T::from(text))
}

/// A teacher in two columns. One whose account is missing has no short name.
pub(super) fn teacher(row: &Row<'_>, at: usize) -> rusqlite::Result<TeacherRef> {
    Ok(TeacherRef { id: id(row, at)?, short_name: row.get::<_, Option<String>>(at + 1)?.unwrap_or_default() })
}

/// A date in a column.
pub(super) fn date(row: &Row<'_>, at: usize) -> rusqlite::Result<NaiveDate> {
    row.get_ref(at)?.as_str().map_err(|error| wrong(at, error))?.parse().map_err(|error| wrong(at, error))
}

fn optional_date(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<NaiveDate>> {
    row.get::<_, Option<String>>(at)?.map(|_| date(row, at)).transpose()
}

fn time(row: &Row<'_>, at: usize) -> rusqlite::Result<NaiveTime> {
    row.get_ref(at)?.as_str().map_err(|error| wrong(at, error))?.parse().map_err(|error| wrong(at, error))
}

/// A value kept as JSON.
pub(super) fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(at)?.as_str().map_err(|error| wrong(at, error))?;
    serde_json::from_str(text).map_err(|error| wrong(at, error))
}

/// A closed enumeration by the name that it has in JSON.
pub(super) fn named<T: serde::de::DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    let name: String = row.get(at)?;
    serde_json::from_value(name.into()).map_err(|error| wrong(at, error))
}

fn wrong(at: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error))
}

/// A date as the file keeps it.
pub(super) fn text(date: NaiveDate) -> String {
    date.to_string()
}
