//! What was said of operations that did not get into the journal: a conflict, or a refusal.
//!
//! The network may bring a question twice, minutes apart. What was judged once is not judged anew by the copy: meanwhile its
//! author may have given the entry up, and the journal may have become one that would take it. Only the author's own wish,
//! counted in [`Hearing::again`], opens the matter again.

use chrono::{DateTime, Utc};

use super::StorageError;
use super::columns::json;
use super::page::lesson_by_id;
use super::present::present;
use super::tx::{Tx, params};
use crate::domain::{AccountId, Digest, Finding, LessonId, Operation};
use crate::protocol::Verdict;

/// Under this name a conflict is kept.
const CONFLICT: &str = "conflict";
/// Before the id of a lesson: a conflict with the timetable.
const MOVED: &str = "moved ";
/// Under this name a refusal is kept.
const REFUSED: &str = "refused";

/// An operation before the judge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hearing<'o> {
    pub(super) operation: &'o Operation,
    /// Of its body.
    pub(super) digest: Digest,
    /// How often its author asked for a new judgement.
    pub(super) again: u32,
    /// Who sends it: the verdict is that account's alone.
    pub(super) account: &'o AccountId,
}

/// What was said of the operation, if it was judged and its author has not asked for more since. Of a conflict the journal's
/// present value comes along.
pub(super) fn recall(tx: &Tx<'_>, school: &str, of: Hearing<'_>) -> Result<Option<Verdict>, StorageError> {
    let sql = "SELECT verdict, findings FROM verdicts
         WHERE school = ? AND account = ? AND operation = ? AND digest = ? AND again >= ?";
    let found: Option<(String, Vec<Finding>)> =
        tx.first(sql, params![school, of.account.as_str(), of.operation.id.0, of.digest.0, of.again], |row| {
            Ok((row.get(0)?, json(row, 1)?))
        })?;
    Ok(match found {
        None => None,
        Some((verdict, _)) if verdict == CONFLICT => {
            let present = present(tx, school, &of.operation.target)?;
            Some(Verdict::Conflict { present: present.map(Box::new), lesson: None })
        }
        Some((verdict, _)) if verdict.starts_with(MOVED) => {
            let present = present(tx, school, &of.operation.target)?;
            let lesson = lesson_by_id(tx, school, &LessonId::new(&verdict[MOVED.len()..]))?;
            Some(Verdict::Conflict { present: present.map(Box::new), lesson: lesson.map(Box::new) })
        }
        Some((_, findings)) => Some(Verdict::Refused { findings }),
    })
}

/// Keeps a verdict that leaves nothing else behind.
pub(super) fn keep(
    tx: &Tx<'_>,
    school: &str,
    of: Hearing<'_>,
    received: DateTime<Utc>,
    verdict: &Verdict,
) -> Result<(), StorageError> {
    let (name, findings) = match verdict {
        Verdict::Conflict { lesson: Some(lesson), .. } => (format!("{MOVED}{}", lesson.id.as_str()), &[][..]),
        Verdict::Conflict { lesson: None, .. } => (CONFLICT.to_owned(), &[][..]),
        Verdict::Refused { findings } => (REFUSED.to_owned(), &findings[..]),
        Verdict::Accepted { .. } | Verdict::Duplicate | Verdict::Requested { .. } => return Ok(()),
    };
    let sql = "INSERT INTO verdicts (school, account, operation, digest, again, received, verdict, findings)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (school, account, operation) DO UPDATE SET digest = excluded.digest,
         again = excluded.again, received = excluded.received, verdict = excluded.verdict, findings = excluded.findings";
    tx.execute(
        sql,
        params![
            school,
            of.account.as_str(),
            of.operation.id.0,
            of.digest.0,
            of.again,
            received.timestamp_millis(),
            name,
            serde_json::to_string(findings)?,
        ],
    )?;
    Ok(())
}
