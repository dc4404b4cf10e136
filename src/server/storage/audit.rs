//! The audit log: who did, read, printed and exported what. Append-only, each line chained to the one before it.
//!
//! A line names people and things by their ids: no names, no marks. [`note`] may be called anywhere in a transaction; the lines
//! are written at its end, when the sums of the tables ([`super::seal`]) are known, so that a line vouches for the journal as
//! it stood then. The last `hash`, noted elsewhere, vouches for the whole log.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::people::instant;
use super::rows::Rows;
use super::seal::Sealed;
use super::tx::{Tx, params};
use super::{Storage, StorageError, Turn};
use crate::domain::{Digest, SchoolId};
use crate::protocol::{AuditLine, AuditLog};

/// The actor of what is done on the server's own command line.
pub(super) const CONSOLE: &str = "console";
/// Most lines in one answer.
const PAGE: usize = 200;

/// A line to be written. Instants are milliseconds; `detail` is JSON.
pub(super) struct Note {
    school: String,
    at: i64,
    actor: String,
    kind: String,
    detail: String,
}

/// Puts a line down, to be written at the end of the transaction.
pub(super) fn note(
    tx: &Tx<'_>,
    school: &SchoolId,
    at: DateTime<Utc>,
    actor: &str,
    kind: &str,
    detail: &[(&str, &str)],
) -> Result<(), StorageError> {
    let detail: BTreeMap<&str, &str> = detail.iter().copied().collect();
    tx.note(Note {
        school: school.as_str().to_owned(),
        at: at.timestamp_millis(),
        actor: actor.to_owned(),
        kind: kind.to_owned(),
        detail: serde_json::to_string(&detail)?,
    });
    Ok(())
}

/// Puts a line down about what an administrator does on the server's own command line.
pub(super) fn console(tx: &Tx<'_>, school: &str, kind: &str, detail: &[(&str, &str)]) -> Result<(), StorageError> {
    note(tx, &SchoolId::new(school), std::time::SystemTime::now().into(), CONSOLE, kind, detail)
}

/// Writes the lines of a transaction. A transaction that changed the journal and says nothing gets a line all the same.
/// `head` is the log's last line, read when nobody else could write any more.
pub(super) fn write(tx: &Tx<'_>, sealed: &Sealed, head: (i64, [u8; 32])) -> Result<(), StorageError> {
    let mut notes = tx.take_notes();
    if notes.is_empty() && sealed.journal {
        let now: DateTime<Utc> = std::time::SystemTime::now().into();
        notes.push(Note {
            school: String::new(),
            at: now.timestamp_millis(),
            actor: CONSOLE.to_owned(),
            kind: "change".to_owned(),
            detail: "{}".to_owned(),
        });
    }
    if notes.is_empty() {
        return Ok(());
    }
    let root = sealed.root;
    let (mut seq, mut last) = head;
    let mut rows =
        Rows::new("INSERT INTO audit (seq, school, at, actor, kind, detail, root, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for Note { school, at, actor, kind, detail } in notes {
        seq += 1;
        last = chained(last, seq, at, [&school, &actor, &kind, &detail], root);
        rows.push(tx, params![seq, school, at, actor, kind, detail, root, last])?;
    }
    rows.flush_later(tx)
}

/// The number and the hash of the last line; zeros before the first.
pub(super) fn head(tx: &Tx<'_>) -> Result<(i64, [u8; 32]), StorageError> {
    let sql = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    let found = tx.first(sql, (), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.unwrap_or_default())
}

/// The hash of a line. `texts`: school, actor, kind, detail.
pub(super) fn chained(before: [u8; 32], seq: i64, at: i64, texts: [&str; 4], root: [u8; 32]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(seq.to_le_bytes());
    hash.update(at.to_le_bytes());
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    hash.update(root);
    hash.finalize().into()
}

impl Storage {
    /// Lines of a school after a place, oldest first, and the place to go on from. `None`: the place cannot be read.
    pub(in crate::server) fn audit(&self, school: &SchoolId, after: Option<&str>) -> Result<Option<AuditLog>, StorageError> {
        let Ok(after) = after.unwrap_or("0").parse::<i64>() else { return Ok(None) };
        self.read(|tx| {
            let sql =
                "SELECT seq, at, actor, kind, detail, hash FROM audit WHERE school = ? AND seq > ? ORDER BY seq LIMIT ?";
            let wanted = i64::try_from(PAGE + 1).expect("a small number");
            let mut lines: Vec<AuditLine> = tx.all(sql, params![school.as_str(), after, wanted], |row| {
                Ok(AuditLine {
                    seq: row.get(0)?,
                    at: instant(row.get(1)?),
                    actor: row.get(2)?,
                    kind: row.get(3)?,
                    detail: super::columns::json(row, 4)?,
                    hash: Digest(row.get(5)?),
                })
            })?;
            let more = lines.len() > PAGE;
            lines.truncate(PAGE);
            let next = lines.last().filter(|_| more).map(|line| line.seq.to_string());
            Ok(Some(AuditLog { lines, next }))
        })
    }

    /// Puts down that personal data were read, printed or exported.
    pub(in crate::server) fn disclosed(&self, lines: Vec<Disclosure>) -> Result<(), StorageError> {
        let (tell, told) = std::sync::mpsc::sync_channel(1);
        let work = move |tx: &Tx<'_>| {
            for line in &lines {
                let detail: Vec<(&str, &str)> = line.detail.iter().map(|(name, value)| (*name, value.as_str())).collect();
                note(tx, &line.school, line.at, &line.account, line.kind, &detail)?;
            }
            Ok::<(), StorageError>(())
        };
        self.shared.writers.share(Turn::of_nobody(), work, move |done| drop(tell.send(done)));
        told.recv().map_err(|_| StorageError::Closed)?
    }
}

/// That somebody read, printed or exported personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::server) struct Disclosure {
    pub(in crate::server) school: SchoolId,
    pub(in crate::server) at: DateTime<Utc>,
    pub(in crate::server) account: String,
    /// `read`, `print` or `export`.
    pub(in crate::server) kind: &'static str,
    /// What it was, by ids.
    pub(in crate::server) detail: Vec<(&'static str, String)>,
}
