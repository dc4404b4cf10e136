//! Lessons of an import: only what changed in the files is applied, and what a lesson was before is kept.

use std::collections::HashMap;

use super::super::StorageError;
use super::super::columns::{By, id, lesson, lessons, text};
use super::super::lessons::{bump, clock, keep};
use super::super::rows::Rows;
use super::super::tx::{Row, params};
use super::{Import, Stop, Vanished};
use crate::domain::{Digest, Lesson, LessonId};
use crate::server::password::digest;

/// Puts a lesson as the files have it.
const LESSON: &str =
    "INSERT INTO lessons (school, id, journal, date, number, starts, ends, room, teacher, substitute, cancelled,
     doubled_place, doubled_of, first_of_year, class_day_ends, school_day_ends, timetable_version, gone, imported)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (school, id) DO UPDATE SET
     journal = excluded.journal, date = excluded.date, number = excluded.number, starts = excluded.starts,
     ends = excluded.ends, room = excluded.room, teacher = excluded.teacher, substitute = excluded.substitute,
     cancelled = excluded.cancelled, doubled_place = excluded.doubled_place, doubled_of = excluded.doubled_of,
     first_of_year = excluded.first_of_year, class_day_ends = excluded.class_day_ends,
     school_day_ends = excluded.school_day_ends, timetable_version = excluded.timetable_version, gone = 0,
     imported = excluded.imported";

impl Import<'_> {
    pub(super) fn lessons(&mut self) -> Result<(), Stop> {
        let mut known = self.known_lessons()?;
        let mut version: Option<i64> = None;
        let mut rows = Rows::new(LESSON);
        for lesson in &self.data.lessons {
            let row = digest(serde_json::to_string(&Lesson { timetable_version: 0, ..lesson.clone() })?.as_bytes());
            match known.remove(&lesson.id) {
                Some((_, Some(imported))) if imported == row => {}
                Some((before, _)) => {
                    let version = self.version(&mut version)?;
                    keep(self.tx, self.school, &before, version, self.at)?;
                    self.lesson(&mut rows, lesson, row, version)?;
                    self.report.lessons.changed += 1;
                }
                None => {
                    // The first import is version 1 of the timetable.
                    let version = if self.report.school.added > 0 { 1 } else { self.version(&mut version)? };
                    self.lesson(&mut rows, lesson, row, version)?;
                    self.report.lessons.added += 1;
                }
            }
        }
        rows.finish(self.tx)?;
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
        let sql = "SELECT id, imported FROM lessons WHERE school = ? AND gone = 0";
        let read = |row: &Row<'_>| Ok((id(row, 0)?, row.get::<Option<[u8; 32]>>(1)?.map(Digest)));
        let mut imported: HashMap<LessonId, Option<Digest>> = self.tx.all(sql, [self.school], read)?.into_iter().collect();
        let mut known = HashMap::with_capacity(imported.len());
        for row in self.tx.all(&(lessons(By::Id) + "WHERE l.school = ? AND l.gone = 0"), [self.school], lesson)? {
            let imported = imported.remove(&row.id).flatten();
            known.insert(row.id.clone(), (row, imported));
        }
        Ok(known)
    }

    fn missing_lesson(&mut self, lesson: Lesson, version: &mut Option<i64>) -> Result<(), Stop> {
        let sql = "SELECT count(*) FROM present INDEXED BY present_by_lesson WHERE school = ? AND lesson = ? AND filled = 1";
        let entries: u32 = self.tx.one(sql, [self.school, lesson.id.as_str()], |row| row.get(0))?;
        if entries > 0 {
            self.report.vanished.push(Vanished { lesson, entries });
            return Ok(());
        }
        let version = self.version(version)?;
        keep(self.tx, self.school, &lesson, version, self.at)?;
        let sql = "UPDATE lessons SET gone = 1, timetable_version = ? WHERE school = ? AND id = ?";
        self.tx.execute(sql, params![version, self.school, lesson.id.as_str()])?;
        self.report.lessons.ended += 1;
        Ok(())
    }

    fn lesson(&self, rows: &mut Rows, lesson: &Lesson, row: Digest, version: i64) -> Result<(), StorageError> {
        rows.push(
            self.tx,
            params![
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
            ],
        )
    }
}
