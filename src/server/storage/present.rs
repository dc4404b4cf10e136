//! Writing a version and what follows from it: the present row, the work that a mark makes, the hours of the plan.

use super::StorageError;
use super::columns::{FACT, fact};
use super::tx::{Tx, params};
use crate::domain::{Digest, Fact, NewWork, OperationId, Target, Value, WorkId};

/// A version to be written.
#[derive(Debug)]
pub(super) struct NewVersion<'a> {
    pub(super) school: &'a str,
    pub(super) operation: OperationId,
    pub(super) digest: Digest,
    pub(super) journal: &'a str,
    pub(super) target: &'a Target,
    pub(super) value: Option<&'a Value>,
    pub(super) base: Option<OperationId>,
    pub(super) author: &'a str,
    pub(super) on_behalf_of: Option<&'a str>,
    pub(super) made: i64,
    pub(super) received: i64,
    pub(super) comment: Option<&'a str>,
    pub(super) reason: Option<&'a str>,
    /// The work that the mark makes, where the journal has none of its id.
    pub(super) makes_work: Option<&'a NewWork>,
    /// What the rules noted, as JSON.
    pub(super) findings: Option<String>,
    /// The whole operation, as JSON.
    pub(super) body: Option<String>,
    /// The lesson that the fact belongs to.
    pub(super) lesson: Option<&'a str>,
    /// The date of that lesson; for «Тетрадь» the date of making. Works stand on the page of this date.
    pub(super) date: &'a str,
}

/// Writes a version and its effect; gives its place in the stream of changes.
pub(super) fn record(tx: &Tx<'_>, version: &NewVersion<'_>) -> Result<i64, StorageError> {
    let (kind, place, ..) = key(version.target);
    let sql = "INSERT INTO versions (school, operation, digest, journal, target, value, base, author, on_behalf_of, made, received,
         comment, reason, makes_work, findings, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let seq = tx.insert(
        sql,
        params![
            version.school,
            version.operation.0,
            version.digest.0,
            version.journal,
            serde_json::to_string(version.target)?,
            version.value.map(serde_json::to_string).transpose()?,
            version.base.map(|base| base.0),
            version.author,
            version.on_behalf_of,
            version.made,
            version.received,
            version.comment,
            version.reason,
            version.makes_work.map(|_| place),
            version.findings,
            version.body,
        ],
    )?;
    put(tx, version, version.target, seq)?;
    if let Some(new) = version.makes_work {
        let work = WorkId::new(place);
        put(tx, version, &Target::Work { work }, seq)?;
        put_work(tx, version, place, new, seq, true)?;
    }
    match (kind, version.value) {
        ("work", Some(Value::Work(new))) => put_work(tx, version, place, new, seq, false)?,
        ("work", _) => {
            let sql = "DELETE FROM works WHERE school = ? AND id = ?";
            tx.execute(sql, [version.school, place])?;
        }
        _ => {}
    }
    Ok(seq)
}

/// The present version of a fact.
pub(super) fn present(tx: &Tx<'_>, school: &str, target: &Target) -> Result<Option<Fact>, StorageError> {
    let (kind, place, part, pupil) = key(target);
    let sql = format!(
        "SELECT {FACT}, p.kind, p.place, p.made FROM present p JOIN versions v ON v.seq = p.seq
         WHERE p.school = ? AND p.kind = ? AND p.place = ? AND p.part = ? AND p.pupil = ?"
    );
    tx.first(&sql, [school, kind, place, part, pupil], fact)
}

/// Counts again what the topics of a journal (or of all journals of the school) have used of their plans.
pub(super) fn count_plan(tx: &Tx<'_>, school: &str, journal: Option<&str>) -> Result<(), StorageError> {
    let (of_lessons, of_plan) = if journal.is_some() { ("AND l.journal = ?2", "AND journal = ?2") } else { ("", "") };
    let sql = format!(
        "WITH topics AS MATERIALIZED (
             SELECT l.journal AS journal, json_extract(v.value, '$.plan_item') AS item, count(*) AS used
             FROM lessons l INDEXED BY lessons_by_journal
             CROSS JOIN present p ON p.school = l.school AND p.kind = 'topic' AND p.place = l.id AND p.part = '' AND p.pupil = ''
                 AND p.filled = 1
             CROSS JOIN versions v ON v.seq = p.seq
             WHERE l.school = ?1 {of_lessons} GROUP BY 1, 2)
         UPDATE plan SET used = coalesce((SELECT t.used FROM topics t WHERE t.journal = plan.journal AND t.item = plan.id), 0)
         WHERE school = ?1 {of_plan}"
    );
    match journal {
        Some(journal) => tx.execute(&sql, [school, journal])?,
        None => tx.execute(&sql, [school])?,
    };
    Ok(())
}

/// Kind, place, part and pupil of a present row.
pub(super) fn key(target: &Target) -> (&'static str, &str, &str, &str) {
    let (place, part) = match target {
        Target::Absence { lesson, .. }
        | Target::Reason { lesson, .. }
        | Target::Topic { lesson }
        | Target::Homework { lesson }
        | Target::Attendance { lesson }
        | Target::NotHeld { lesson } => (lesson.as_str(), ""),
        Target::Marks { work, .. } | Target::Work { work } => (work.as_str(), ""),
        Target::Term { journal, period, .. } => (journal.as_str(), period.as_str()),
    };
    (target.kind(), place, part, target.pupil().map_or("", |pupil| pupil.as_str()))
}

fn put(tx: &Tx<'_>, version: &NewVersion<'_>, target: &Target, seq: i64) -> Result<(), StorageError> {
    let (kind, place, part, pupil) = key(target);
    // A correction does not make a duty late: what was filled keeps the earliest instant of its
    // filling, which may be that of a version that came later, from a computer that was away.
    let sql = "INSERT INTO present (school, kind, place, part, pupil, lesson, made, filled, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (school, kind, place, part, pupil) DO UPDATE SET seq = excluded.seq, filled = excluded.filled,
         made = CASE WHEN present.filled = 1 AND excluded.filled = 1 AND present.made < excluded.made THEN present.made
             ELSE excluded.made END";
    let filled = version.value.is_some();
    tx.execute(sql, params![version.school, kind, place, part, pupil, version.lesson, version.made, filled, seq])?;
    Ok(())
}

fn put_work(
    tx: &Tx<'_>,
    version: &NewVersion<'_>,
    id: &str,
    new: &NewWork,
    seq: i64,
    implied: bool,
) -> Result<(), StorageError> {
    let sql = "INSERT INTO works (school, id, journal, lesson, date, made_in, kind, number, title, obligatory, implied)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (school, id) DO UPDATE SET
         kind = excluded.kind, number = excluded.number, title = excluded.title, obligatory = excluded.obligatory, implied = 0";
    tx.execute(
        sql,
        params![
            version.school,
            id,
            version.journal,
            version.lesson,
            version.date,
            seq,
            new.spec.kind.name(),
            new.spec.number,
            new.spec.title,
            new.spec.obligatory,
            implied,
        ],
    )?;
    Ok(())
}
