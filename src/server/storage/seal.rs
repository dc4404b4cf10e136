//! Sums over the rows of each table, kept with every row that the program writes.
//!
//! A sum is that of the SHA-256 digests of the rows, modulo 2²⁵⁶: it does not depend on their order, and a row is taken out as
//! easily as it is put in. Triggers of the writing connection alone (`TEMP`: they do not stand in the file) tell every change,
//! so that no statement of the program can forget to, and what anything else writes into the file is not in the sums.
//! [`super::verify`] counts again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use sha2::{Digest as _, Sha256};

use super::tx::{Tx, params};
use super::{StorageError, locked};

/// Tables that change without a line in the audit log: they are summed, and not part of the root.
const VOLATILE: [&str; 4] = ["repeats", "sessions", "sign_ins", "verdicts"];
/// Tables without a sum: the sums themselves, the chained log, and what `SQLite` keeps for itself.
const UNSEALED: [&str; 3] = ["audit", "seals", "sqlite_sequence"];

/// How many rows, and the sum of their digests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) rows: i64,
    words: [u64; 4],
}

impl Sum {
    /// Adds the digest of a row.
    pub(super) fn put(&mut self, digest: [u8; 32]) {
        self.rows += 1;
        self.add(words(digest));
    }

    /// Takes the digest of a row out.
    fn take(&mut self, digest: [u8; 32]) {
        self.rows -= 1;
        self.add(negated(words(digest)));
    }

    fn add(&mut self, other: [u64; 4]) {
        let mut carry = false;
        for (mine, other) in self.words.iter_mut().zip(other) {
            let (sum, first) = mine.overflowing_add(other);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            (*mine, carry) = (sum, first || second);
        }
    }

    fn merged(mut self, other: Self) -> Self {
        self.rows += other.rows;
        self.add(other.words);
        self
    }

    pub(super) fn bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (place, word) in bytes.chunks_exact_mut(8).zip(self.words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        bytes
    }

    pub(super) fn of(rows: i64, bytes: [u8; 32]) -> Self {
        Self { rows, words: words(bytes) }
    }
}

fn words(bytes: [u8; 32]) -> [u64; 4] {
    let mut words = [0; 4];
    for (word, bytes) in words.iter_mut().zip(bytes.chunks_exact(8)) {
        *word = u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    }
    words
}

fn negated(words: [u64; 4]) -> [u64; 4] {
    let mut carry = true;
    words.map(|word| {
        let (word, over) = (!word).overflowing_add(u64::from(carry));
        carry = over;
        word
    })
}

/// The digest of a row: the table's name and every value with its type and length.
pub(super) fn digest<'a>(table: &str, values: impl Iterator<Item = ValueRef<'a>>) -> [u8; 32] {
    let mut bytes = Vec::with_capacity(512);
    let mut part = |tag: u8, value: &[u8]| {
        bytes.push(tag);
        bytes.extend_from_slice(&(value.len() as u64).to_le_bytes());
        bytes.extend_from_slice(value);
    };
    part(b't', table.as_bytes());
    for value in values {
        match value {
            ValueRef::Null => part(b'0', &[]),
            ValueRef::Integer(number) => part(b'i', &number.to_le_bytes()),
            ValueRef::Real(number) => part(b'r', &number.to_le_bytes()),
            ValueRef::Text(text) => part(b's', text),
            ValueRef::Blob(bytes) => part(b'b', bytes),
        }
    }
    Sha256::digest(&bytes).into()
}

/// What the running transaction changed, by table.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally(Arc<Mutex<BTreeMap<String, Sum>>>);

impl Tally {
    /// Lets a connection tell every row that it writes.
    pub(super) fn watch(connection: &Connection) -> rusqlite::Result<Self> {
        let tally = Self::default();
        let told = tally.clone();
        connection.create_scalar_function("zvonok_seal", -1, FunctionFlags::SQLITE_UTF8, move |call| {
            let table = call.get_raw(0).as_str().map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
            let digest = digest(table, (2..call.len()).map(|at| call.get_raw(at)));
            let mut sums = locked(&told.0);
            if !sums.contains_key(table) {
                sums.insert(table.to_owned(), Sum::default());
            }
            let sum = sums.get_mut(table).expect("put there just now");
            if call.get::<i64>(1)? > 0 {
                sum.put(digest);
            } else {
                sum.take(digest);
            }
            Ok(0)
        })?;
        let mut sql = String::new();
        for table in tables(connection)? {
            let columns = columns(connection, &table)?;
            let row = |which: &str| columns.iter().fold(String::new(), |row, name| row + ", " + which + ".\"" + name + "\"");
            let put = format!("SELECT zvonok_seal('{table}', 1{});", row("NEW"));
            let take = format!("SELECT zvonok_seal('{table}', -1{});", row("OLD"));
            for (event, steps) in [("INSERT", put.clone()), ("DELETE", take.clone()), ("UPDATE", format!("{take} {put}"))] {
                let name = format!("seal_{table}_{}", event.to_lowercase());
                let _ = writeln!(sql, "CREATE TEMP TRIGGER {name} AFTER {event} ON main.{table} BEGIN {steps} END;");
            }
        }
        connection.execute_batch(&sql)?;
        Ok(tally)
    }

    /// Forgets what a transaction that was rolled back had changed.
    pub(super) fn clear(&self) {
        locked(&self.0).clear();
    }

    /// Writes the sums of the changed tables. `true`: the journal itself changed, not only sessions.
    pub(super) fn write(&self, tx: &Tx<'_>) -> Result<bool, StorageError> {
        let changed = std::mem::take(&mut *locked(&self.0));
        let mut journal = false;
        for (table, change) in changed.into_iter().filter(|(_, change)| *change != Sum::default()) {
            let sum = kept(tx, &table)?.unwrap_or_default().merged(change);
            put(tx, &table, sum)?;
            journal |= !VOLATILE.contains(&table.as_str());
        }
        Ok(journal)
    }
}

/// Counts every table anew: after the schema changed.
pub(super) fn count_all(tx: &Tx<'_>) -> Result<(), StorageError> {
    for table in tables(tx.sqlite())? {
        let sum = counted(tx, &table)?;
        put(tx, &table, sum)?;
    }
    Ok(())
}

/// The sum of a table as its rows are.
pub(super) fn counted(tx: &Tx<'_>, table: &str) -> Result<Sum, StorageError> {
    let connection = tx.sqlite();
    let columns = columns(connection, table)?;
    let names = columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let mut statement = connection.prepare(&format!("SELECT {names} FROM {table}"))?;
    let mut rows = statement.query([])?;
    let mut sum = Sum::default();
    while let Some(row) = rows.next()? {
        let values: Vec<ValueRef<'_>> = (0..columns.len()).map(|at| row.get_ref(at)).collect::<Result<_, _>>()?;
        sum.put(digest(table, values.into_iter()));
    }
    Ok(sum)
}

/// The sum of a table as the program kept it.
pub(super) fn kept(tx: &Tx<'_>, table: &str) -> Result<Option<Sum>, StorageError> {
    let sql = "SELECT rows, sum FROM seals WHERE name = ?";
    tx.first(sql, [table], |row| Ok(Sum::of(row.get(0)?, row.get(1)?)))
}

/// The digest of the sums of all tables of the journal.
pub(super) fn root(tx: &Tx<'_>) -> Result<[u8; 32], StorageError> {
    let mut hash = Sha256::new();
    tx.each("SELECT name, rows, sum FROM seals ORDER BY name", (), |row| {
        let (name, rows, sum): (String, i64, [u8; 32]) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if !VOLATILE.contains(&name.as_str()) {
            hash.update(digest(&name, [ValueRef::Integer(rows), ValueRef::Blob(&sum)].into_iter()));
        }
        Ok(())
    })?;
    Ok(hash.finalize().into())
}

/// Tables that have a sum.
pub(super) fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name";
    let names: Vec<String> = connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names.into_iter().filter(|name| !UNSEALED.contains(&name.as_str()) && !name.starts_with("sqlite_")).collect())
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    connection.prepare("SELECT name FROM pragma_table_info(?) ORDER BY cid")?.query_map([table], |row| row.get(0))?.collect()
}

fn put(tx: &Tx<'_>, table: &str, sum: Sum) -> Result<(), StorageError> {
    let sql = "INSERT INTO seals (name, rows, sum) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET rows = excluded.rows, sum = excluded.sum";
    tx.execute(sql, params![table, sum.rows, sum.bytes()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_and_taken_leaves_nothing_and_order_says_nothing() {
        let digests = [[0xff; 32], [1; 32], digest("t", [ValueRef::Integer(1), ValueRef::Null].into_iter())];
        let (mut there, mut back) = (Sum::default(), Sum::default());
        for digest in &digests {
            there.put(*digest);
        }
        for digest in digests.iter().rev() {
            back.put(*digest);
        }
        assert_eq!(there, back);
        assert_ne!(there, Sum::default());
        for digest in digests {
            there.take(digest);
        }
        assert_eq!(there, Sum::default());
        assert_eq!(Sum::of(back.rows, back.bytes()), back);
    }

    #[test]
    fn rows_that_differ_have_other_digests() {
        let of = |values: &[ValueRef<'static>]| digest("t", values.iter().copied());
        let rows = [
            of(&[ValueRef::Text(b"1")]),
            of(&[ValueRef::Blob(b"1")]),
            of(&[ValueRef::Integer(1)]),
            of(&[ValueRef::Null, ValueRef::Text(b"1")]),
            of(&[ValueRef::Text(b"1"), ValueRef::Null]),
            of(&[ValueRef::Text(b""), ValueRef::Text(b"1")]),
        ];
        for (at, row) in rows.iter().enumerate() {
            assert!(!rows[..at].contains(row), "row {at}");
        }
    }
}
