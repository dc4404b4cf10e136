//! The tables, and how a connection is opened.
//!
//! Versions are counted by `PRAGMA user_version`; each migration is one transaction. A store of a newer program is refused
//! and left as it is.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, TransactionBehavior};

use super::folder::{Files, Place};
use super::{StoreError, entries};
use crate::domain::DeviceId;

/// Migrations in order; the version of a store is how many of them it has seen.
const MIGRATIONS: [&str; 1] = ["
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    fact BLOB NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    made_ms INTEGER NOT NULL,
    held_ms INTEGER,
    sent_ms INTEGER,
    acknowledged_ms INTEGER,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX entry_waiting ON entry (seq) WHERE state NOT IN ('in_journal', 'superseded', 'withdrawn');
CREATE INDEX entry_fact ON entry (fact, seq);
CREATE INDEX entry_acknowledged ON entry (acknowledged_ms) WHERE acknowledged_ms IS NOT NULL;
CREATE TABLE undo (
    row INTEGER PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;
CREATE TABLE cache (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT;
CREATE TABLE note (
    name TEXT PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;
CREATE TABLE outage (
    from_ms INTEGER PRIMARY KEY,
    to_ms INTEGER,
    body BLOB NOT NULL
) STRICT;
"];

/// The first `SQLite` without the race of the write-ahead log's reset (fixed in 3.51.3), as `SQLite` counts versions.
const OLDEST_LIBRARY: i32 = 3_051_003;

/// How a store is opened that is there already; each thread has connections of its own.
pub(super) const THERE: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);
/// How one is opened, or made.
const OR_MADE: OpenFlags = THERE.union(OpenFlags::SQLITE_OPEN_CREATE);
/// What of the write-ahead log's file stays when it is begun anew, in bytes.
const LOG_KEPT: i64 = 4 << 20;

/// Refuses an `SQLite` that can damage a store, by its number.
pub(super) fn assert_library(number: i32) -> Result<(), StoreError> {
    if number >= OLDEST_LIBRARY {
        return Ok(());
    }
    let cause = rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_MISUSE),
        Some(format!("SQLite {} has a known defect; 3.51.3 is needed", rusqlite::version())),
    );
    Err(StoreError::Other(cause))
}

/// Opens the store for writing: checked after a crash, and brought to the newest version.
pub(super) fn open(place: &Place) -> Result<Connection, StoreError> {
    if place.is_emptied() {
        return Err(damaged("its file is empty".to_owned()));
    }
    let mut connection = open_writer(&place.files())?;
    if place.unclean() {
        quick_check(&connection)?;
    }
    migrate(&mut connection)?;
    if !entries::agree_with_their_index(&connection)? {
        return Err(damaged("an index does not lead to every entry that waits".to_owned()));
    }
    Ok(connection)
}

/// A connection for writing, with the settings that make a commit durable.
pub(super) fn open_writer(files: &Files) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(&files.database, OR_MADE)?;
    settings(&connection)?;
    if files.network {
        connection.pragma_update(None, "journal_mode", "DELETE")?;
        connection.pragma_update(None, "synchronous", "EXTRA")?;
    } else {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "journal_size_limit", LOG_KEPT)?;
    }
    Ok(connection)
}

/// A connection that only reads.
pub(super) fn open_reader(place: &Place) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(place.files().database, THERE)?;
    settings(&connection)?;
    connection.pragma_update(None, "query_only", "ON")?;
    Ok(connection)
}

fn settings(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    // A statement that is kept is compiled once, whatever values it is given.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    Ok(())
}

fn quick_check(connection: &Connection) -> Result<(), StoreError> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(damaged(verdict)) }
}

fn damaged(verdict: String) -> StoreError {
    let corrupt = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    StoreError::Damaged(rusqlite::Error::SqliteFailure(corrupt, Some(verdict)))
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = i64::try_from(MIGRATIONS.len()).expect("few migrations");
    if version(connection)? == known {
        return Ok(());
    }
    // Asked again where nobody else can write: another process may be bringing it up to date.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    let done = usize::try_from(found).unwrap_or(0);
    if done == MIGRATIONS.len() {
        return Ok(());
    }
    for migration in &MIGRATIONS[done..] {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// The id of this installation, made at the first opening.
pub(super) fn device(connection: &mut Connection) -> Result<DeviceId, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let known: Option<String> =
        transaction.query_row("SELECT value FROM meta WHERE name = 'device'", [], |row| row.get(0)).optional()?;
    if let Some(known) = known {
        return Ok(DeviceId::new(known));
    }
    let mut random = [0; 16];
    getrandom::fill(&mut random)
        .map_err(|error| StoreError::Other(rusqlite::Error::ToSqlConversionFailure(error.to_string().into())))?;
    let made = crate::domain::OperationId(random).to_string();
    transaction.execute("INSERT INTO meta (name, value) VALUES ('device', ?1)", [&made])?;
    transaction.commit()?;
    Ok(DeviceId::new(made))
}
