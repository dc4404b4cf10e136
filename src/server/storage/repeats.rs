//! Answers to posts that carried an `Idempotency-Key`: the same key and body are answered the same, and done once.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::StorageError;
use super::tx::{Tx, params};
use crate::domain::{Account, Digest};

/// A key with the digest of what came with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::server) struct Repeat {
    pub(in crate::server) key: String,
    pub(in crate::server) digest: Digest,
}

/// Whether a key was seen.
pub(super) enum Seen {
    /// No.
    Never,
    /// With this body; this was answered.
    Same(String),
    /// With another body.
    Other,
}

/// Whether the account sent the key before.
pub(super) fn seen(tx: &Tx<'_>, account: &Account, repeat: Option<&Repeat>) -> Result<Seen, StorageError> {
    let Some(repeat) = repeat else { return Ok(Seen::Never) };
    let sql = "SELECT digest, answer FROM repeats WHERE school = ? AND account = ? AND key = ?";
    let found: Option<([u8; 32], String)> =
        tx.first(sql, params![account.school.as_str(), account.id.as_str(), repeat.key], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok(match found {
        None => Seen::Never,
        Some((digest, answer)) if digest == repeat.digest.0 => Seen::Same(answer),
        Some(_) => Seen::Other,
    })
}

/// Keeps the answer, in the transaction that did what was asked.
pub(super) fn keep(
    tx: &Tx<'_>,
    account: &Account,
    repeat: Option<Repeat>,
    now: DateTime<Utc>,
    answer: &impl Serialize,
) -> Result<(), StorageError> {
    let Some(repeat) = repeat else { return Ok(()) };
    let sql = "INSERT INTO repeats (school, account, key, digest, at, answer) VALUES (?, ?, ?, ?, ?, ?)";
    tx.execute(
        sql,
        params![
            account.school.as_str(),
            account.id.as_str(),
            repeat.key,
            repeat.digest.0,
            now.timestamp_millis(),
            serde_json::to_string(answer)?,
        ],
    )?;
    Ok(())
}
