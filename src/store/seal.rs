//! Whether a store is sealed, whether the key is the right one, and the sealing of a store of before.
//!
//! `meta` holds `seal`: a known word sealed with the key, so that a wrong key is told at once and not at the first row. While
//! plain text may still lie in free pages, `meta` holds `sweep`: a sealing that was cut off is finished at the next opening.

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use super::codec::{Codec, Db, Place as Row};
use super::folder::Place;
use super::{StoreError, entries};

/// The word that is sealed.
const WORD: &str = "zvonok";
const PLACE: Row<'_> = Row { table: "meta", kind: "", row: b"seal" };

/// Brings a key and a store together: a sealed store must be of this key, a store that is not becomes sealed, if nobody
/// else has it open. Gives the codec that holds.
pub(super) fn agree(connection: &mut Connection, place: &Place, wanted: Codec) -> Result<Codec, StoreError> {
    if is_marked(connection)? {
        let is_ours = wanted.seals() && is_of(&Db::new(connection, &wanted))?;
        let may_begin_anew = wanted.seals() && place.alone() && entries::is_bare(connection)?;
        if !is_ours && !may_begin_anew {
            return Err(StoreError::Sealed { waiting: entries::count(connection)? });
        }
        if !is_ours {
            // Nothing was ever entered here: what was read before is read again.
            forget_reading(connection, &wanted)?;
        }
    } else if !wanted.seals() {
        return Ok(wanted);
    } else if place.alone() {
        seal(connection, &wanted)?;
    } else {
        // Another process has it open, unsealed. The next one that is alone seals it.
        return Ok(Codec::new(place.name(), None));
    }
    if place.alone() && is_unswept(connection)? {
        sweep(connection)?;
    }
    Ok(wanted)
}

/// Whether the store is sealed.
pub(super) fn is_marked(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT 1 FROM meta WHERE name = 'seal'")?.exists([])?)
}

/// Notes that the store is sealed with the codec's key.
pub(super) fn mark(db: &Db<'_>) -> Result<(), StoreError> {
    if db.codec.seals() {
        let sql =
            "INSERT INTO meta (name, value) VALUES ('seal', ?1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        db.execute(sql, [db.codec.encode(PLACE, &WORD)])?;
    }
    Ok(())
}

/// Whether the store is sealed with the codec's key.
fn is_of(db: &Db<'_>) -> Result<bool, StoreError> {
    let word: Vec<u8> = db.query_row("SELECT value FROM meta WHERE name = 'seal'", [], |row| row.get(0))?;
    Ok(db.codec.decode::<String>(PLACE, &word).is_ok_and(|word| word == WORD))
}

fn is_unswept(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.prepare("SELECT 1 FROM meta WHERE name = 'sweep'")?.exists([])?)
}

/// Seals every body, in one transaction.
fn seal(connection: &mut Connection, codec: &Codec) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let db = Db::new(&transaction, codec);
    rows(&db, "entry", "SELECT seq, kind, id, body FROM entry")?;
    rows(&db, "undo", "SELECT row, '', row, body FROM undo")?;
    rows(&db, "cache", "SELECT rowid, kind, key, body FROM cache")?;
    rows(&db, "note", "SELECT rowid, '', name, body FROM note")?;
    rows(&db, "outage", "SELECT from_ms, '', from_ms, body FROM outage")?;
    mark(&db)?;
    transaction.commit()?;
    Ok(())
}

/// Seals the plain bodies of a table, and notes that what they were may still lie in the file. `select` gives row id, kind, what the
/// row is found by, and the body.
fn rows(db: &Db<'_>, table: &'static str, select: &str) -> Result<(), StoreError> {
    use rusqlite::types::ValueRef;
    let mut resealed: Vec<(i64, Vec<u8>)> = Vec::new();
    let mut statement = db.prepare(select)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let kind = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        let number;
        let name = match row.get_ref(2)? {
            ValueRef::Integer(integer) => {
                number = integer.to_be_bytes();
                &number[..]
            }
            other => other.as_bytes().map_err(rusqlite::Error::from)?,
        };
        let body = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
        if let Some(body) = db.codec.reseal(Row { table, kind, row: name }, body) {
            resealed.push((row.get(0)?, body));
        }
    }
    let mut update = db.prepare(&format!("UPDATE {table} SET body = ?2 WHERE rowid = ?1"))?;
    let mut unswept = db.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('sweep', 1)")?;
    for (id, body) in &resealed {
        update.execute(params![id, body])?;
        unswept.execute([])?;
    }
    Ok(())
}

/// Takes everything out of the store that was read from the server and can be read again, and marks it with a new key.
fn forget_reading(connection: &mut Connection, codec: &Codec) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch("DELETE FROM cache; DELETE FROM note; DELETE FROM outage; DELETE FROM undo;")?;
    mark(&Db::new(&transaction, codec))?;
    transaction.commit()?;
    Ok(())
}

/// Writes the file anew without its free pages, and empties the write-ahead log: what stood there in the clear goes.
pub(super) fn sweep(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("PRAGMA secure_delete = ON; VACUUM;")?;
    let busy: Option<i64> = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).optional()?;
    if busy.unwrap_or(0) != 0 {
        return Err(StoreError::Busy);
    }
    connection.execute("DELETE FROM meta WHERE name = 'sweep'", [])?;
    Ok(())
}
