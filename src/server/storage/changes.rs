//! The stream of changes: versions in the order of writing, and cursors into it.

use super::columns::{FACT, id, version, work_made};
use super::corrections::answers;
use super::page::JournalScope;
use super::tx::{Row, Tx, params};
use super::{Storage, StorageError};
use crate::domain::{AccountId, JournalId, SchoolId, WorkId};
use crate::protocol::{Change, Judged};

/// Most changes in one answer.
const CHANGES_MAX: usize = 500;

/// Changes after a cursor.
#[derive(Debug)]
pub(in crate::server) struct Stretch {
    pub(in crate::server) changes: Vec<Change>,
    /// What became of the account's own requests.
    pub(in crate::server) answers: Vec<Judged>,
    pub(in crate::server) cursor: String,
    pub(in crate::server) more: bool,
}

impl Storage {
    /// What was written after a cursor in journals of a scope. `None`: the cursor is not one of this journal's.
    pub(in crate::server) fn changes(
        &self,
        school: &SchoolId,
        account: &AccountId,
        scope: &JournalScope,
        after: &str,
    ) -> Result<Option<Stretch>, StorageError> {
        self.read(|tx| {
            let end = end(tx, school.as_str())?;
            let Some((after, answer)) = end.place(after) else { return Ok(None) };
            let answers = answers(tx, school.as_str(), account.as_str(), answer)?;
            let found = stretch(tx, school.as_str(), scope, after)?;
            let more = found.len() > CHANGES_MAX;
            let version = if more { found[CHANGES_MAX - 1].0 } else { end.version };
            let mut changes = Vec::new();
            for (_, work, change) in found.into_iter().take(CHANGES_MAX) {
                let made = work.and_then(|work| work_made(&change.fact, work));
                changes.extend(made.map(|fact| Change { journal: change.journal.clone(), fact }));
                changes.push(change);
            }
            Ok(Some(Stretch { changes, answers, cursor: End { version, ..end }.cursor(), more }))
        })
    }

    /// Nothing but the present end of the stream.
    pub(in crate::server) fn end_of_changes(&self, school: &SchoolId) -> Result<Stretch, StorageError> {
        self.read(|tx| {
            let cursor = cursor(tx, school.as_str())?;
            Ok(Stretch { changes: Vec::new(), answers: Vec::new(), cursor, more: false })
        })
    }
}

/// The present end of a school's stream, as a cursor.
pub(super) fn cursor(tx: &Tx<'_>, school: &str) -> Result<String, StorageError> {
    Ok(end(tx, school)?.cursor())
}

/// Whether a cursor is one of this journal's: not of one that was before a backup was put back.
pub(super) fn knows(tx: &Tx<'_>, school: &str, cursor: &str) -> Result<bool, StorageError> {
    Ok(end(tx, school)?.place(cursor).is_some())
}

/// Where a school's stream ends now.
struct End {
    /// Names the journal: another after a backup was put back.
    epoch: String,
    version: i64,
    answer: i64,
}

fn end(tx: &Tx<'_>, school: &str) -> Result<End, StorageError> {
    let (versions, answers) = (tx.last_of(), "SELECT coalesce(max(answer), 0) FROM requests WHERE school = ?1");
    let sql = format!("SELECT value, ({versions}), ({answers}) FROM meta WHERE name = 'epoch'");
    tx.one(&sql, [school], |row| Ok(End { epoch: row.get(0)?, version: row.get(1)?, answer: row.get(2)? }))
}

impl End {
    fn cursor(&self) -> String {
        format!("{}.{}.{}", self.epoch, self.version, self.answer)
    }

    /// The last version and the last answer of a cursor, where it is one of this journal's.
    fn place(&self, cursor: &str) -> Option<(i64, i64)> {
        parse(cursor, &self.epoch).filter(|(version, answer)| *version <= self.version && *answer <= self.answer)
    }
}

type Found = (i64, Option<WorkId>, Change);

fn stretch(tx: &Tx<'_>, school: &str, scope: &JournalScope, after: i64) -> Result<Vec<Found>, StorageError> {
    // An expression is in no index: what is new lies at the end of the table, not in the index by school.
    let filter = match scope {
        JournalScope::School => "v.school || '' = ?1",
        JournalScope::Of { .. } => "v.school = ?1 AND v.journal IN (SELECT value FROM json_each(?4))",
    };
    let sql = format!(
        "SELECT {FACT}, v.seq, v.makes_work, v.journal FROM versions v WHERE {filter} AND v.seq > ?2 ORDER BY v.seq LIMIT ?3"
    );
    let journals = match scope {
        JournalScope::School => None,
        JournalScope::Of { .. } => {
            let journals = super::page::journals(tx, school, scope)?;
            let ids: Vec<&str> = journals.iter().map(|journal| journal.id.as_str()).collect();
            Some(serde_json::to_string(&ids)?)
        }
    };
    let limit = i64::try_from(CHANGES_MAX + 1).expect("a small number");
    let read = |row: &Row<'_>| {
        let work = row.get::<Option<String>>(12)?.map(WorkId::new);
        Ok((row.get(11)?, work, Change { journal: id::<JournalId>(row, 13)?, fact: version(row)? }))
    };
    let found = match journals {
        None => tx.all(&sql, params![school, after, limit], read)?,
        Some(journals) => tx.all(&sql, params![school, after, limit, journals], read)?,
    };
    Ok(found)
}

/// The last version and the last answer of a cursor. The first programs wrote no answers into it.
fn parse(cursor: &str, epoch: &str) -> Option<(i64, i64)> {
    let places = cursor.strip_prefix(epoch)?.strip_prefix('.')?;
    let (version, answer) = places.split_once('.').unwrap_or((places, "0"));
    let number = |text: &str| text.parse().ok().filter(|place: &i64| *place >= 0);
    Some((number(version)?, number(answer)?))
}
