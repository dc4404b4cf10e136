//! Who is known to be absent before the roll of a lesson is called: what the journal of the class says of the day already.
//!
//! Three things tell it: the last lesson of the class on that day whose roll was called, whoever gave it, a reason that the class
//! teacher wrote, and a note of the parents that the class teacher passed on. Who was seen present in that last lesson has come, whatever was written before. These are proposals for
//! who calls the roll: nothing here is a fact of the lesson.

use std::collections::{HashMap, HashSet};

use super::StorageError;
use super::columns::text;
use super::tx::{Row, Tx, params};
use crate::domain::{KnownAbsence, KnownFrom, Lesson, LessonRow, PupilId, Teller};

/// Adds to each lesson whose roll has not been called who is known to be absent.
pub(super) fn tell(tx: &Tx<'_>, school: &str, rows: &mut [LessonRow]) -> Result<(), StorageError> {
    for row in rows.iter_mut().filter(|row| !row.fill.attendance && !row.fill.not_held && !row.lesson.cancelled) {
        row.known = known(tx, school, &row.lesson)?;
    }
    Ok(())
}

fn known(tx: &Tx<'_>, school: &str, lesson: &Lesson) -> Result<Vec<KnownAbsence>, StorageError> {
    let last = last_seen(tx, school, lesson)?;
    let reasons = reasons(tx, school, lesson)?;
    if reasons.is_empty() && last.values().all(Option::is_none) {
        return Ok(Vec::new());
    }
    let mut known = Vec::new();
    for pupil in roster(tx, school, lesson.journal.as_str(), lesson)? {
        let from = match (last.get(&pupil), reasons.get(&pupil)) {
            (Some(None), _) | (None, None) => continue,
            (_, Some((reason, Teller::ClassTeacher))) => KnownFrom::ClassTeacher { reason: reason.clone() },
            (_, Some((reason, Teller::Parents))) => KnownFrom::Parents { reason: reason.clone() },
            (Some(Some((number, subject))), None) => KnownFrom::Lesson { number: *number, subject: subject.clone() },
        };
        known.push(KnownAbsence { pupil, from });
    }
    Ok(known)
}

/// For each pupil who was seen in an earlier lesson of the class on that day: the lesson that missed the pupil, or `None` for
/// one who was there. The latest lesson speaks.
fn last_seen(tx: &Tx<'_>, school: &str, lesson: &Lesson) -> Result<HashMap<PupilId, Option<(u8, String)>>, StorageError> {
    let sql = "SELECT m.id, m.number, j.subject, m.journal,
         EXISTS (SELECT 1 FROM present p WHERE p.school = m.school AND p.kind = 'attendance' AND p.place = m.id AND p.part = ''
             AND p.pupil = '' AND p.filled = 1)
         FROM lessons m INDEXED BY lessons_by_date CROSS JOIN journals j ON j.school = m.school AND j.id = m.journal
         WHERE m.school = ? AND m.date = ? AND m.number < ? AND j.class = ? AND m.gone = 0 AND m.cancelled = 0
         ORDER BY m.number DESC, m.id";
    let earlier = tx.all(sql, params![school, text(lesson.date), lesson.number, lesson.class.as_str()], |row| {
        Ok((row.get::<String>(0)?, row.get(1)?, row.get::<String>(2)?, row.get::<String>(3)?, row.get(4)?))
    })?;
    let mut seen = HashMap::new();
    for found in earlier {
        let (id, number, subject, journal, is_called): (_, u8, _, _, bool) = found;
        let absent = absent(tx, school, &id)?;
        for pupil in &absent {
            seen.entry(pupil.clone()).or_insert_with(|| Some((number, subject.clone())));
        }
        if is_called {
            for pupil in roster(tx, school, &journal, lesson)? {
                seen.entry(pupil).or_insert(None);
            }
        }
    }
    Ok(seen)
}

fn absent(tx: &Tx<'_>, school: &str, lesson: &str) -> Result<HashSet<PupilId>, StorageError> {
    let sql = "SELECT p.pupil FROM present p INDEXED BY present_by_lesson
         WHERE p.school = ? AND p.lesson = ? AND p.kind = 'absence' AND p.filled = 1";
    Ok(tx.all(sql, [school, lesson], |row| Ok(PupilId::new(row.get::<String>(0)?)))?.into_iter().collect())
}

/// Reasons that stand on the lessons of the class on that day.
fn reasons(tx: &Tx<'_>, school: &str, lesson: &Lesson) -> Result<HashMap<PupilId, (String, Teller)>, StorageError> {
    let sql = "SELECT p.pupil, json_extract(v.value, '$.code'), json_extract(v.value, '$.told_by')
         FROM lessons m INDEXED BY lessons_by_date CROSS JOIN journals j ON j.school = m.school AND j.id = m.journal
         CROSS JOIN present p INDEXED BY present_by_lesson ON p.school = m.school AND p.lesson = m.id AND p.kind = 'reason'
             AND p.filled = 1
         CROSS JOIN versions v ON v.seq = p.seq
         WHERE m.school = ? AND m.date = ? AND j.class = ? AND m.gone = 0 ORDER BY m.number";
    let read = |row: &Row<'_>| {
        let told_by = match row.get::<Option<String>>(2)?.as_deref() {
            Some("parents") => Teller::Parents,
            _ => Teller::ClassTeacher,
        };
        Ok((PupilId::new(row.get::<String>(0)?), (row.get::<Option<String>>(1)?.unwrap_or_default(), told_by)))
    };
    Ok(tx.all(sql, params![school, text(lesson.date), lesson.class.as_str()], read)?.into_iter().collect())
}

/// Who belongs to a journal on the lesson's date, by list number.
fn roster(tx: &Tx<'_>, school: &str, journal: &str, lesson: &Lesson) -> Result<Vec<PupilId>, StorageError> {
    let sql = "SELECT r.pupil FROM roster r WHERE r.school = ?1 AND r.journal = ?2
         AND (r.first_day IS NULL OR r.first_day <= ?3) AND (r.last_day IS NULL OR r.last_day >= ?3) ORDER BY r.number";
    tx.all(sql, params![school, journal, text(lesson.date)], |row| Ok(PupilId::new(row.get::<String>(0)?)))
}
