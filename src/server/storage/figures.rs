//! Counts for reports: what the journal of the school says over a stretch of days, by journal.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::columns::{json, text};
use super::page::{JournalScope, journals};
use super::tx::{Tx, params};
use super::{Storage, StorageError};
use crate::domain::{Digest, SchoolId, Value};
use crate::protocol::{MarksCounts, MarksReport, MarksRow};

/// Smallest group that is counted for who may not see names.
pub(super) const GROUP_MIN: u32 = 5;

/// Whether small groups are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum SmallGroups {
    /// All are counted: who asks sees the names anyway.
    Counted,
    /// Groups of fewer than five are left out.
    Hidden,
}

impl Storage {
    /// Lessons, topics, absences and marks of each journal between two days, both included.
    pub(in crate::server) fn marks_report(
        &self,
        school: &SchoolId,
        (from, to): (NaiveDate, NaiveDate),
        small: SmallGroups,
    ) -> Result<MarksReport, StorageError> {
        self.read(|tx| {
            let school = school.as_str();
            let days = (text(from), text(to));
            let pupils = count(tx, PUPILS, school, &days)?;
            let lessons = count(tx, LESSONS, school, &days)?;
            let topics = count(tx, TOPICS, school, &days)?;
            let absences = count(tx, ABSENCES, school, &days)?;
            let mut marks = marks(tx, school, &days)?;
            let rows = journals(tx, school, &JournalScope::School)?.into_iter().map(|journal| {
                let of = |counts: &BTreeMap<String, u32>| counts.get(journal.id.as_str()).copied().unwrap_or(0);
                let marks = marks.remove(journal.id.as_str()).unwrap_or_default();
                let counts = MarksCounts {
                    pupils: of(&pupils),
                    lessons: of(&lessons),
                    topics: of(&topics),
                    absences: of(&absences),
                    marks,
                    mean: mean(marks),
                };
                let shown = small == SmallGroups::Counted || counts.pupils >= GROUP_MIN;
                MarksRow {
                    class: journal.class_name,
                    subject: journal.subject,
                    group: journal.group,
                    counts: shown.then_some(counts),
                }
            });
            let rows: Vec<MarksRow> = rows.collect();
            let digest = crate::server::password::digest(&serde_json::to_vec(&rows)?);
            Ok(MarksReport { from, to, rows, digest: Digest(digest.0) })
        })
    }
}

const PUPILS: &str = "SELECT journal, count(*) FROM roster WHERE school = ?1 AND (first_day IS NULL OR first_day <= ?3)
    AND (last_day IS NULL OR last_day >= ?2) GROUP BY journal";
const LESSONS: &str = "SELECT journal, count(*) FROM lessons INDEXED BY lessons_by_date
    WHERE school = ?1 AND date BETWEEN ?2 AND ?3 AND gone = 0 AND cancelled = 0 GROUP BY journal";
const TOPICS: &str = "SELECT l.journal, count(*) FROM lessons l INDEXED BY lessons_by_date
    CROSS JOIN present p ON p.school = l.school AND p.kind = 'topic' AND p.place = l.id AND p.part = '' AND p.pupil = ''
    AND p.filled = 1 WHERE l.school = ?1 AND l.date BETWEEN ?2 AND ?3 AND l.gone = 0 AND l.cancelled = 0 GROUP BY l.journal";
const ABSENCES: &str = "SELECT l.journal, count(*) FROM lessons l INDEXED BY lessons_by_date
    CROSS JOIN present p INDEXED BY present_by_lesson ON p.school = l.school AND p.lesson = l.id AND p.kind = 'absence'
    AND p.filled = 1 WHERE l.school = ?1 AND l.date BETWEEN ?2 AND ?3 AND l.gone = 0 GROUP BY l.journal";
const MARKS: &str = "SELECT l.journal, v.value FROM lessons l INDEXED BY lessons_by_date
    CROSS JOIN present p INDEXED BY present_by_lesson ON p.school = l.school AND p.lesson = l.id AND p.kind = 'marks'
    AND p.filled = 1 CROSS JOIN versions v ON v.seq = p.seq
    WHERE l.school = ?1 AND l.date BETWEEN ?2 AND ?3 AND l.gone = 0";

fn count(
    tx: &Tx<'_>,
    sql: &str,
    school: &str,
    (from, to): &(String, String),
) -> Result<BTreeMap<String, u32>, StorageError> {
    Ok(tx.all(sql, params![school, from, to], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
}

fn marks(tx: &Tx<'_>, school: &str, (from, to): &(String, String)) -> Result<BTreeMap<String, [u32; 4]>, StorageError> {
    let mut counts: BTreeMap<String, [u32; 4]> = BTreeMap::new();
    let rows = tx.all(MARKS, params![school, from, to], |row| Ok((row.get::<String>(0)?, json::<Value>(row, 1)?)))?;
    for (journal, value) in rows {
        let Value::Marks { marks, .. } = value else { continue };
        let counted = counts.entry(journal).or_default();
        for mark in std::iter::once(marks.first).chain(marks.second) {
            if let Some(count) = counted.get_mut(usize::from(5_u8.saturating_sub(mark.value()))) {
                *count += 1;
            }
        }
    }
    Ok(counts)
}

/// The mean to two digits.
fn mean(marks: [u32; 4]) -> Option<f64> {
    let count: u32 = marks.iter().sum();
    let sum: u32 = marks.iter().zip([5, 4, 3, 2]).map(|(count, mark)| count * mark).sum();
    (count > 0).then(|| (f64::from(sum) * 100.0 / f64::from(count)).round() / 100.0)
}
