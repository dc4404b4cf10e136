//! A damaged store: set aside, and everything that can be read saved into a new one; from a store that is not sealed also
//! into a readable file. Of a sealed one there is no such file: nothing of it may stand on the disk in the clear.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::codec::{Codec, Db};
use super::folder::{Place, private_file};
use super::{Note, StoreError, entries, schema, seal};
use crate::outbox::Entry;

/// Sets the damaged store aside and fills a new one. Only who has the store alone may do it; beside others the damage is told.
pub(super) fn salvage(place: &Place, cause: rusqlite::Error, codec: &Codec) -> Result<Note, StoreError> {
    if !place.alone() {
        return Err(StoreError::Damaged(cause));
    }
    let kept = set_aside(place, "damaged")?;
    let (found, lost) = read_what_can_be(&kept, codec);
    let mut connection = schema::open(place)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let db = Db::new(&transaction, codec);
    entries::put_back(&db, &found)?;
    seal::mark(&db)?;
    transaction.commit()?;
    if !codec.seals() {
        write_readable(&kept.with_extension("jsonl"), &found)?;
    }
    Ok(Note::Salvaged { saved: found.len(), lost, kept })
}

/// Renames the store and its side files to the next free name.
pub(super) fn set_aside(place: &Place, why: &str) -> Result<PathBuf, StoreError> {
    let database = place.files().database;
    let free = (1..=u32::MAX).map(|n| place.folder().join(format!("{why}-{n}.db"))).find(|path| !path.exists());
    let kept = free.expect("there are more numbers than files");
    for side in ["", "-wal", "-shm", "-journal"] {
        let (from, to) = (with_suffix(&database, side), with_suffix(&kept, side));
        if from.exists() {
            fs::rename(&from, &to).map_err(|cause| StoreError::Folder { path: from, cause })?;
        }
    }
    // The next one is a new one.
    let _ = fs::remove_file(place.files().bell);
    drop(private_file(&database)?);
    Ok(kept)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Reads entries from both ends until the damage stops it. The count of lost ones is what the numbers say, as far as they do.
fn read_what_can_be(kept: &Path, codec: &Codec) -> (Vec<Entry>, usize) {
    let mut found: Vec<Entry> = Vec::new();
    let mut lost = 0;
    // Writable, so that a write-ahead log beside it is used.
    let Ok(connection) = Connection::open_with_flags(kept, schema::THERE) else { return (found, lost) };
    // Where not even that can be read whether it was sealed, nothing that looks plain is thrown away.
    let codec = if seal::is_marked(&connection).unwrap_or(false) { codec.clone() } else { codec.accepting_plain() };
    for order in ["ASC", "DESC"] {
        let Ok(mut statement) = connection.prepare(&entries::select_all(order)) else { continue };
        let Ok(mut rows) = statement.query([]) else { continue };
        while let Ok(Some(row)) = rows.next() {
            found.extend(entries::read(&codec, row));
        }
    }
    // Most were read from both ends; and what a damaged file says twice stands in the new one once.
    found.sort_by_key(|entry| entry.operation.seq);
    found.dedup_by_key(|entry| entry.operation.seq);
    let mut ids = HashSet::new();
    found.retain(|entry| ids.insert(entry.operation.id));
    let highest = found.last().map_or(0, |entry| entry.operation.seq);
    lost += usize::try_from(highest).unwrap_or(usize::MAX).saturating_sub(found.len());
    (found, lost)
}

/// Writes entries as lines of JSON, for a person with an editor.
fn write_readable(path: &Path, found: &[Entry]) -> Result<(), StoreError> {
    let mut file = private_file(path)?;
    for entry in found {
        let line = serde_json::to_string(entry).expect("an entry has no maps with keys other than text");
        writeln!(file, "{line}").map_err(|cause| StoreError::Folder { path: path.to_owned(), cause })?;
    }
    file.sync_all().map_err(|cause| StoreError::Folder { path: path.to_owned(), cause })
}
