//! Days that were counted of late: what the journal holds of each lesson, kept for who asks next.
//!
//! A whole school looks at the same day in its last minutes, again and again, while every batch changes a lesson or two of it. So a
//! day is counted once, and after that only the lessons of the journals that were written since: what is asked costs what has
//! changed, not what the day holds. A change of anything but facts (timetable, lists, classes) makes it be counted anew.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;

use super::timetable::count_day;
use super::tx::{Tx, params};
use super::{StorageError, locked};
use crate::domain::{JournalId, LessonRow, SchoolId};

/// Most days that are kept: today of each school of a district, and what a few look back to.
const DAYS: usize = 64;
/// After more versions than these a day is counted anew.
const CATCH_UP: i64 = 5_000;

/// Days of late. All clones of the storage share them.
#[derive(Debug, Default)]
pub(super) struct Days(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// How often a day was ever kept.
    count: u64,
    days: HashMap<(SchoolId, NaiveDate), (Arc<Counted>, u64)>,
}

/// A day as it was at a place of the stream of changes.
#[derive(Debug)]
pub(super) struct Counted {
    /// Which life of the journal, and which state of all but facts.
    state: (String, i64),
    /// The last version that was counted.
    last: i64,
    /// All lessons of the day, in the order of the timetable.
    pub(super) rows: Vec<LessonRow>,
}

impl Days {
    /// The whole day as this transaction sees it, or later.
    pub(super) fn day(&self, tx: &Tx<'_>, school: &str, date: NaiveDate) -> Result<Arc<Counted>, StorageError> {
        let sql = format!(
            "SELECT (SELECT value FROM meta WHERE name = 'epoch'), revision, ({}) FROM schools WHERE id = ?1",
            tx.last_of()
        );
        let now = tx.first(&sql, [school], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
        let (state, last): ((String, i64), i64) = now.unwrap_or_default();
        let key = (SchoolId::new(school), date);
        let kept = locked(&self.0).days.get(&key).map(|(day, _)| Arc::clone(day));
        let counted = match kept.filter(|kept| kept.state == state) {
            Some(kept) if kept.last >= last => return Ok(kept),
            Some(kept) if last - kept.last <= CATCH_UP => {
                let written = written(tx, school, kept.last)?;
                Counted { state, last, rows: caught_up(tx, school, date, &kept.rows, &written)? }
            }
            _ => Counted { state, last, rows: count_day(tx, school, date, None)? },
        };
        let counted = Arc::new(counted);
        self.keep(key, Arc::clone(&counted));
        Ok(counted)
    }

    fn keep(&self, key: (SchoolId, NaiveDate), day: Arc<Counted>) {
        let mut kept = locked(&self.0);
        kept.count += 1;
        let at = kept.count;
        kept.days.insert(key, (day, at));
        while kept.days.len() > DAYS {
            let oldest = kept.days.iter().min_by_key(|(_, (_, at))| *at).map(|(key, _)| key.clone());
            kept.days.remove(&oldest.expect("more than none"));
        }
    }
}

/// Journals in which anything was written after a version.
fn written(tx: &Tx<'_>, school: &str, after: i64) -> Result<HashSet<JournalId>, StorageError> {
    // An expression is in no index: what is new lies at the end of the table.
    let sql = "SELECT DISTINCT v.journal FROM versions v WHERE v.school || '' = ?1 AND v.seq > ?2";
    let journals = tx.all(sql, params![school, after], |row| Ok(JournalId::new(row.get::<String>(0)?)))?;
    Ok(journals.into_iter().collect())
}

/// The rows of a day of which only the lessons of some journals may have changed.
fn caught_up(
    tx: &Tx<'_>,
    school: &str,
    date: NaiveDate,
    rows: &[LessonRow],
    written: &HashSet<JournalId>,
) -> Result<Vec<LessonRow>, StorageError> {
    let ids: Vec<&str> = written.iter().map(JournalId::as_str).collect();
    let mut changed = count_day(tx, school, date, Some(&ids))?;
    changed.extend(rows.iter().filter(|row| !written.contains(&row.lesson.journal)).cloned());
    // In the order of the question for them.
    changed.sort_by(|one, other| place(one).cmp(&place(other)));
    Ok(changed)
}

type Place<'r> = (u8, u8, &'r str, &'r str, Option<&'r str>);

fn place(row: &LessonRow) -> Place<'_> {
    let lesson = &row.lesson;
    (lesson.number, lesson.grade, &lesson.class_name, &lesson.subject, lesson.group.as_deref())
}
