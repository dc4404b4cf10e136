//! The journal in one `SQLite` file: WAL mode, `synchronous=FULL`, one writer, numbered SQL under `migrations/`.
//!
//! The schema is brought forward by `PRAGMA user_version` when the file is opened. Triggers of the writing connection alone
//! (`TEMP`: they do not stand in the file) tell every row that it writes to the sums of [`super::seal`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::seal::{self, Sign, Tally, UNSEALED};
use super::tx::{Field, Tx};
use super::verify::Tampering;
use super::{Opened, StorageError};

/// Name of the file in the server's folder.
pub(super) const FILE: &str = "journal.sqlite3";
/// The migrations in order: the first brings an empty file to version 1.
pub(super) const MIGRATIONS: [&str; 5] = [
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
];
/// Cache of a connection: negative, so KiB.
const CACHE: i32 = -8_192;
/// The same while much is written. A school is larger than the usual cache: pages would be written and read again and again.
const LARGE_CACHE: i32 = -131_072;
/// How long a writer waits for another process that writes (an administrator's command beside the server).
const BUSY: Duration = Duration::from_secs(10);

/// Opens the file in a folder for writing, or makes an empty one there, and brings it to the present schema.
pub(super) fn open(folder: &Path) -> Result<Opened, StorageError> {
    let path = folder.join(FILE);
    let failed = |reason: String| StorageError::Open { path: path.clone(), reason };
    super::make_folder(folder).map_err(|error| failed(error.to_string()))?;
    let mut connection = Connection::open(&path).map_err(|error| failed(error.to_string()))?;
    prepare(&connection).map_err(|error| failed(error.to_string()))?;
    let migrated = migrate(&mut connection)?;
    let tally = Tally::default();
    watch(&connection, &tally).map_err(|error| failed(error.to_string()))?;
    Ok(Opened { connection: super::Connection::Sqlite(connection), tally, migrated: migrated.then_some(MIGRATIONS.len()) })
}

/// A connection that only reads.
pub(super) fn open_reader(folder: &Path) -> Result<Connection, StorageError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(folder.join(FILE), flags)?;
    connection.busy_timeout(BUSY)?;
    plan_once(&connection)?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Makes room for a transaction that writes much.
pub(super) fn make_room(connection: &Connection) -> Result<(), StorageError> {
    Ok(connection.pragma_update(None, "cache_size", LARGE_CACHE)?)
}

/// Gives the room back.
pub(super) fn give_room_back(connection: &Connection) -> Result<(), StorageError> {
    connection.pragma_update(None, "cache_size", CACHE)?;
    Ok(connection.execute_batch("PRAGMA shrink_memory")?)
}

/// Where the file's schema differs from that of a new one.
pub(super) fn schema_faults(found: &Connection) -> Result<Vec<Tampering>, StorageError> {
    let read = |connection: &Connection| -> rusqlite::Result<BTreeMap<String, Option<String>>> {
        let sql = "SELECT name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'";
        connection.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let fresh = Connection::open_in_memory()?;
    MIGRATIONS.iter().try_for_each(|sql| fresh.execute_batch(sql))?;
    let (made, found) = (read(&fresh)?, read(found)?);
    let names = made.keys().chain(found.keys()).collect::<std::collections::BTreeSet<_>>();
    let other = names.into_iter().filter(|name| made.get(*name) != found.get(*name));
    Ok(other.map(|name| Tampering::Schema(name.clone())).collect())
}

/// Tables that have a sum.
pub(super) fn tables(connection: &Connection) -> Result<Vec<String>, StorageError> {
    let sql = "SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name";
    let names: Vec<String> = connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names.into_iter().filter(|name| !UNSEALED.contains(&name.as_str()) && !name.starts_with("sqlite_")).collect())
}

/// Gives the digest of every row of a table.
pub(super) fn digests(connection: &Connection, table: &str, mut take: impl FnMut([u8; 32])) -> Result<(), StorageError> {
    let columns = columns(connection, table)?;
    let names = columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let mut statement = connection.prepare(&format!("SELECT {names} FROM {table}"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let fields: Vec<Field<'_>> = (0..columns.len()).map(|at| row.get_ref(at).map(field)).collect::<Result<_, _>>()?;
        take(seal::digest(table, fields.into_iter()));
    }
    Ok(())
}

/// A field as it stands in the file. What the program cannot have written is taken for bytes.
pub(super) fn field(value: ValueRef<'_>) -> Field<'_> {
    match value {
        ValueRef::Null => Field::Nothing,
        ValueRef::Integer(number) => Field::Number(number),
        ValueRef::Text(text) => std::str::from_utf8(text).map_or(Field::Bytes(text), Field::Text),
        ValueRef::Blob(bytes) => Field::Bytes(bytes),
        ValueRef::Real(_) => Field::Bytes(b"a fraction"),
    }
}

/// Lets a statement that is kept be compiled once: otherwise `SQLite` looks at what is bound, and compiles again for other values.
/// That was a third of the time of a server that is asked for changes.
fn plan_once(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    plan_once(connection)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    connection.set_prepared_statement_cache_capacity(192);
    Ok(())
}

/// Brings the file to the present schema. `true`: it was not.
fn migrate(connection: &mut Connection) -> Result<bool, StorageError> {
    let known = u32::try_from(MIGRATIONS.len()).expect("a handful of migrations");
    // Immediate, so that of two processes that open an old file together only one brings it forward.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StorageError::Newer { found, known });
    }
    for (version, sql) in (1..=known).zip(MIGRATIONS).skip(found as usize) {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", version)?;
    }
    if found == 0 {
        // Names this file in cursors: after a restore from elsewhere an old cursor must not be believed.
        let epoch = crate::server::password::random_hex::<6>();
        transaction.execute("INSERT INTO meta (name, value) VALUES ('epoch', ?)", [epoch])?;
    }
    let tx = Tx::sqlite(transaction);
    if found < known {
        seal::count_all(&tx)?;
    }
    tx.commit()?;
    Ok(found < known)
}

/// Lets a connection tell every row that it writes.
fn watch(connection: &Connection, tally: &Tally) -> rusqlite::Result<()> {
    let told = tally.clone();
    connection.create_scalar_function("zvonok_seal", -1, FunctionFlags::SQLITE_UTF8, move |call| {
        let table = call.get_raw(0).as_str().map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
        let digest = seal::digest(table, (2..call.len()).map(|at| field(call.get_raw(at))));
        told.tell(table, if call.get::<i64>(1)? > 0 { Sign::Put } else { Sign::Taken }, digest);
        Ok(0)
    })?;
    let mut sql = String::new();
    for table in tables(connection).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))? {
        let columns = columns(connection, &table)?;
        let row = |which: &str| columns.iter().fold(String::new(), |row, name| row + ", " + which + ".\"" + name + "\"");
        let put = format!("SELECT zvonok_seal('{table}', 1{});", row("NEW"));
        let take = format!("SELECT zvonok_seal('{table}', -1{});", row("OLD"));
        for (event, steps) in [("INSERT", put.clone()), ("DELETE", take.clone()), ("UPDATE", format!("{take} {put}"))] {
            let name = format!("seal_{table}_{}", event.to_lowercase());
            let _ = writeln!(sql, "CREATE TEMP TRIGGER {name} AFTER {event} ON main.{table} BEGIN {steps} END;");
        }
    }
    connection.execute_batch(&sql)
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT name FROM pragma_table_info(?) ORDER BY cid")?
        .query_map([table], |row| row.get(0))?
        .collect()
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly, SystemIoFailure};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked | DiskFull | ReadOnly | SystemIoFailure) => {
                Self::Unavailable(error.to_string())
            }
            _ => Self::Broken(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    /// The question that every request begins with, and one with a part of an index: each as often as it likes, compiled once.
    #[test]
    fn a_statement_that_is_kept_is_compiled_once_whatever_it_is_given() {
        let folder = tempfile::tempdir().expect("a folder");
        let opened = open(folder.path()).expect("a journal");
        let super::super::Connection::Sqlite(writer) = &opened.connection else { panic!("a file") };
        let reader = open_reader(folder.path()).expect("the journal");
        for (which, connection) in [("writer", writer), ("reader", &reader)] {
            for sql in [
                "SELECT s.school FROM sessions s JOIN logins l ON l.login = s.login
                 JOIN accounts a ON a.school = s.school AND a.id = s.account
                 WHERE s.token = ? AND s.expires > ? AND s.used > ? AND l.disabled = 0 AND a.ended IS NULL",
                "SELECT seq FROM versions WHERE school = ? AND seq > ? ORDER BY seq LIMIT ?",
            ] {
                let mut statement = connection.prepare_cached(sql).expect("compiled");
                for value in 1..20_i64 {
                    let _ = statement.query([value, value + 1, value + 2]).and_then(|mut rows| rows.next().map(drop));
                }
                assert_eq!(statement.get_status(StatementStatus::RePrepare), 0, "{which}: {sql}");
            }
        }
    }
}
