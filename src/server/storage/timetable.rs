//! The lessons of a day with what the journal holds of them, counted by the database.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::columns::{By, lesson, lessons, text, work};
use super::people::instant;
use super::tx::Tx;
use super::{Storage, StorageError};
use crate::domain::{AccountId, Fill, Lesson, LessonId, LessonRow, SchoolId, WorkFill};

/// Which lessons of a day are asked for.
#[derive(Debug, Clone, Default)]
pub(in crate::server) struct DayScope {
    /// Only lessons that this account gives.
    pub(in crate::server) given_by: Option<AccountId>,
    /// Only lessons of classes of these names.
    pub(in crate::server) classes: Option<Vec<String>>,
}

impl Storage {
    /// The lessons of a day, by number, class, subject and subgroup. Cancelled lessons are among them.
    pub(in crate::server) fn day(
        &self,
        school: &SchoolId,
        date: NaiveDate,
        scope: &DayScope,
    ) -> Result<Vec<LessonRow>, StorageError> {
        self.read(|tx| {
            let whole = self.shared.days.day(tx, school.as_str(), date)?;
            let mut rows: Vec<LessonRow> = whole.rows.iter().filter(|row| scope.has(&row.lesson)).cloned().collect();
            if scope.given_by.is_some() {
                // Only who gives the lesson calls its roll.
                super::known::tell(tx, school.as_str(), &mut rows)?;
            }
            Ok(rows)
        })
    }
}

impl DayScope {
    fn has(&self, lesson: &Lesson) -> bool {
        self.given_by.as_ref().is_none_or(|account| lesson.given_by().id == *account)
            && self.classes.as_ref().is_none_or(|classes| classes.contains(&lesson.class_name))
    }
}

/// The lessons of a day, of some journals or of all, with what the journal holds of them.
pub(super) fn count_day(
    tx: &Tx<'_>,
    school: &str,
    date: NaiveDate,
    journals: Option<&[&str]>,
) -> Result<Vec<LessonRow>, StorageError> {
    let sql = format!(
        "{}WHERE l.school = ?1 AND l.date = ?2 AND l.gone = 0 {OF_JOURNALS}
         ORDER BY l.number, c.grade, c.name, j.subject, j.subgroup NULLS FIRST",
        lessons(By::Date)
    );
    let on = text(date);
    let journals = journals.map(serde_json::to_string).transpose()?;
    let of = Of { school, on: &on, journals: journals.as_deref() };
    tx.ahead(|tx| {
        let nothing = HashMap::new();
        count(tx, of, &mut [], &nothing)?;
        owed(tx, of, &mut [], &nothing)?;
        ahead(tx, of, &mut [], &nothing)
    });
    let found = tx.all(&sql, of.params(), lesson)?;
    let mut rows = Vec::with_capacity(found.len());
    for lesson in found {
        rows.push(LessonRow {
            lesson,
            fill: Fill::default(),
            expected_topic: None,
            next_lessons: Vec::new(),
            known: Vec::new(),
        });
    }
    let place: HashMap<LessonId, usize> = rows.iter().enumerate().map(|(at, row)| (row.lesson.id.clone(), at)).collect();
    count(tx, of, &mut rows, &place)?;
    owed(tx, of, &mut rows, &place)?;
    ahead(tx, of, &mut rows, &place)?;
    Ok(rows)
}

/// Which lessons are counted: of a school on a day, of all journals or of those of a JSON list.
#[derive(Clone, Copy)]
struct Of<'a> {
    school: &'a str,
    on: &'a str,
    journals: Option<&'a str>,
}

impl<'a> Of<'a> {
    fn params(self) -> [Option<&'a str>; 3] {
        [Some(self.school), Some(self.on), self.journals]
    }
}

/// Limits a statement about lessons to those of the list in its place 3, where there is one.
const OF_JOURNALS: &str = "AND (l.journal IN (SELECT value FROM json_each(?3)) OR ?3 IS NULL)";

type Rows = [LessonRow];
type Places = HashMap<LessonId, usize>;

/// Counts the facts of the day's lessons.
fn count(tx: &Tx<'_>, of: Of<'_>, rows: &mut Rows, place: &Places) -> Result<(), StorageError> {
    let sql = format!(
        "SELECT p.lesson, p.kind, count(DISTINCT p.pupil), min(p.made)
         FROM lessons l INDEXED BY lessons_by_date
         CROSS JOIN present p INDEXED BY present_by_lesson ON p.school = l.school AND p.lesson = l.id
         WHERE l.school = ?1 AND l.date = ?2 AND p.filled = 1 {OF_JOURNALS} GROUP BY p.lesson, p.kind"
    );
    let counted = tx.all(&sql, of.params(), |row| {
        Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<u32>(2)?, row.get::<i64>(3)?))
    })?;
    for (lesson, kind, pupils, made) in counted {
        let Some(row) = place.get(&LessonId::new(lesson)).map(|at| &mut rows[*at]) else { continue };
        let (fill, made) = (&mut row.fill, instant(made));
        match kind.as_str() {
            "attendance" | "absence" => {
                fill.attendance = true;
                if kind == "absence" {
                    fill.absent = pupils;
                }
                fill.made.attendance = Some(fill.made.attendance.map_or(made, |other| other.min(made)));
            }
            "marks" => {
                fill.marks = pupils;
                fill.made.marks = Some(made);
            }
            "topic" => {
                fill.topic = true;
                fill.made.topic = Some(made);
            }
            "homework" => {
                fill.homework = true;
                fill.made.homework = Some(made);
            }
            "not_held" => fill.not_held = true,
            _ => {}
        }
    }
    Ok(())
}

/// Works that every pupil owes: who was there, counts, and has no mark.
fn owed(tx: &Tx<'_>, of: Of<'_>, rows: &mut Rows, place: &Places) -> Result<(), StorageError> {
    let sql = format!(
        "SELECT w.id, w.journal, w.lesson, w.kind, w.number, w.title, w.obligatory,
         sum(CASE WHEN EXISTS (SELECT 1 FROM present m WHERE m.school = w.school AND m.kind = 'marks' AND m.place = w.id
             AND m.part = '' AND m.pupil = r.pupil AND m.filled = 1) THEN 0 ELSE 1 END), count(r.pupil)
         FROM lessons l INDEXED BY lessons_by_date
         CROSS JOIN works w INDEXED BY works_by_lesson ON w.school = l.school AND w.lesson = l.id AND w.obligatory = 1
         LEFT JOIN roster r ON r.school = w.school AND r.journal = w.journal
             AND (r.first_day IS NULL OR r.first_day <= l.date) AND (r.last_day IS NULL OR r.last_day >= l.date)
             AND NOT EXISTS (SELECT 1 FROM pupils u WHERE u.school = r.school AND u.id = r.pupil AND u.home_schooled = 1)
             AND NOT EXISTS (SELECT 1 FROM present a WHERE a.school = w.school AND a.kind = 'absence' AND a.place = l.id
                 AND a.part = '' AND a.pupil = r.pupil AND a.filled = 1)
         WHERE l.school = ?1 AND l.date = ?2 {OF_JOURNALS} GROUP BY w.school, w.id ORDER BY w.made_in, w.id"
    );
    let works = tx.all(&sql, of.params(), |row| {
        let all: u32 = row.get(8)?;
        let owed = if all == 0 { 0 } else { row.get(7)? };
        Ok(WorkFill { work: work(row, 0)?, owed, of: all })
    })?;
    for found in works {
        let at = found.work.lesson.as_ref().and_then(|lesson| place.get(lesson));
        if let Some(at) = at {
            rows[*at].fill.works.push(found);
        }
    }
    Ok(())
}

/// Starts of the next three lessons of each journal, and the topic that its plan expects.
fn ahead(tx: &Tx<'_>, of: Of<'_>, rows: &mut Rows, place: &Places) -> Result<(), StorageError> {
    let sql = format!(
        "SELECT l.id,
         (SELECT string_agg(start, ' ') FROM (SELECT n.date || 'T' || n.starts AS start FROM lessons n INDEXED BY lessons_by_journal
             WHERE n.school = l.school AND n.journal = l.journal AND n.gone = 0 AND n.cancelled = 0
             AND (n.date, n.number) > (l.date, l.number) ORDER BY n.date, n.number LIMIT 3) ahead),
         (SELECT i.topic FROM plan i WHERE i.school = l.school AND i.journal = l.journal AND i.used < i.hours
             ORDER BY i.n LIMIT 1)
         FROM lessons l INDEXED BY lessons_by_date WHERE l.school = ?1 AND l.date = ?2 AND l.gone = 0 {OF_JOURNALS}"
    );
    let found = tx.all(&sql, of.params(), |row| {
        Ok((row.get::<String>(0)?, super::columns::starts(row, 1)?, row.get::<Option<String>>(2)?))
    })?;
    for (lesson, next_lessons, expected) in found {
        if let Some(row) = place.get(&LessonId::new(lesson)).map(|at| &mut rows[*at]) {
            row.next_lessons = next_lessons;
            row.expected_topic = expected.filter(|_| !row.fill.topic);
        }
    }
    Ok(())
}
