//! Sums over the rows of each table, kept with every row that the program writes.
//!
//! A sum is that of the SHA-256 digests of the rows, modulo 2²⁵⁶: it does not depend on their order, and a row is taken out as
//! easily as it is put in. The database tells the program's own connection of every row that it writes, so that no statement of
//! the program can forget to; what anything else writes is not in the sums. [`super::verify`] counts again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use sha2::{Digest as _, Sha256};

use super::rows::Rows;
use super::tx::{Field, Tx, params};
use super::{StorageError, locked};

/// Tables that change without a line in the audit log: they are summed, and not part of the root.
const VOLATILE: [&str; 5] = ["attempts", "repeats", "sessions", "sign_ins", "verdicts"];
/// Tables without a sum: the sums themselves, the chained log, and what `SQLite` keeps for itself.
pub(super) const UNSEALED: [&str; 3] = ["audit", "seals", "sqlite_sequence"];

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

/// The digest of a row: the table's name and every field with its kind and length.
pub(super) fn digest<'a>(table: &str, fields: impl Iterator<Item = Field<'a>>) -> [u8; 32] {
    let mut bytes = Vec::with_capacity(512);
    let mut part = |tag: u8, value: &[u8]| {
        bytes.push(tag);
        bytes.extend_from_slice(&(value.len() as u64).to_le_bytes());
        bytes.extend_from_slice(value);
    };
    part(b't', table.as_bytes());
    for field in fields {
        match field {
            Field::Nothing => part(b'0', &[]),
            Field::Number(number) => part(b'i', &number.to_le_bytes()),
            Field::Text(text) => part(b's', text.as_bytes()),
            Field::Bytes(bytes) => part(b'b', bytes),
        }
    }
    Sha256::digest(&bytes).into()
}

/// What happened to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// It stands in the table now.
    Put,
    /// It no longer does.
    Taken,
}

/// What the running transaction changed, by table.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally(Arc<Mutex<BTreeMap<String, Sum>>>);

impl Tally {
    /// Counts a row that was written.
    pub(super) fn tell(&self, table: &str, sign: Sign, digest: [u8; 32]) {
        let mut sums = locked(&self.0);
        if !sums.contains_key(table) {
            sums.insert(table.to_owned(), Sum::default());
        }
        let sum = sums.get_mut(table).expect("put there just now");
        match sign {
            Sign::Put => sum.put(digest),
            Sign::Taken => sum.take(digest),
        }
    }

    /// Forgets what a transaction that was rolled back had changed.
    pub(super) fn clear(&self) {
        locked(&self.0).clear();
    }

    /// Whether nothing was written.
    pub(super) fn is_nothing(&self) -> bool {
        locked(&self.0).values().all(|change| *change == Sum::default())
    }

    /// Writes the sums of the changed tables.
    pub(super) fn write(&self, tx: &Tx<'_>) -> Result<Sealed, StorageError> {
        // With the answer all is heard that was written before.
        let (mut sums, mut journal) = (all(tx)?, false);
        let changed = std::mem::take(&mut *locked(&self.0));
        let mut rows = Vec::new();
        for (table, change) in changed.into_iter().filter(|(_, change)| *change != Sum::default()) {
            journal |= !VOLATILE.contains(&table.as_str());
            let sum = sums.get(&table).copied().unwrap_or_default().merged(change);
            rows.push((table.clone(), sum));
            sums.insert(table, sum);
        }
        put(tx, &rows)?;
        Ok(Sealed { journal, root: root_of(&sums) })
    }
}

/// What the sums say at the end of a transaction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sealed {
    /// Whether the journal itself changed, not only sessions.
    pub(super) journal: bool,
    /// The digest of the sums of all tables of the journal.
    pub(super) root: [u8; 32],
}

/// Counts every table anew: after the schema changed.
pub(super) fn count_all(tx: &Tx<'_>) -> Result<(), StorageError> {
    let mut rows = Vec::new();
    for table in tx.tables()? {
        let sum = counted(tx, &table)?;
        rows.push((table, sum));
    }
    put(tx, &rows)
}

/// The sum of a table as its rows are.
pub(super) fn counted(tx: &Tx<'_>, table: &str) -> Result<Sum, StorageError> {
    let mut sum = Sum::default();
    tx.digests(table, |digest| sum.put(digest))?;
    Ok(sum)
}

/// The sum of a table as the program kept it.
pub(super) fn kept(tx: &Tx<'_>, table: &str) -> Result<Option<Sum>, StorageError> {
    let sql = "SELECT rows, sum FROM seals WHERE name = ?";
    tx.first(sql, [table], |row| Ok(Sum::of(row.get(0)?, row.get(1)?)))
}

/// The digest of the sums of all tables of the journal.
pub(super) fn root(tx: &Tx<'_>) -> Result<[u8; 32], StorageError> {
    Ok(root_of(&all(tx)?))
}

fn root_of(sums: &BTreeMap<String, Sum>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (name, sum) in sums.iter().filter(|(name, _)| !VOLATILE.contains(&name.as_str())) {
        hash.update(digest(name, [Field::Number(sum.rows), Field::Bytes(&sum.bytes())].into_iter()));
    }
    hash.finalize().into()
}

/// The sums of all tables, by name.
pub(super) fn all(tx: &Tx<'_>) -> Result<BTreeMap<String, Sum>, StorageError> {
    let sums = tx.all("SELECT name, rows, sum FROM seals", (), |row| {
        Ok((row.get::<String>(0)?, Sum::of(row.get(1)?, row.get(2)?)))
    })?;
    Ok(sums.into_iter().collect())
}

fn put(tx: &Tx<'_>, sums: &[(String, Sum)]) -> Result<(), StorageError> {
    let sql = "INSERT INTO seals (name, rows, sum) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET rows = excluded.rows, sum = excluded.sum";
    let mut rows = Rows::new(sql);
    for (table, sum) in sums {
        rows.push(tx, params![table, sum.rows, sum.bytes()])?;
    }
    rows.flush_later(tx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_and_taken_leaves_nothing_and_order_says_nothing() {
        let digests = [[0xff; 32], [1; 32], digest("t", [Field::Number(1), Field::Nothing].into_iter())];
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
        let of = |values: &[Field<'static>]| digest("t", values.iter().copied());
        let rows = [
            of(&[Field::Text("1")]),
            of(&[Field::Bytes(b"1")]),
            of(&[Field::Number(1)]),
            of(&[Field::Nothing, Field::Text("1")]),
            of(&[Field::Text("1"), Field::Nothing]),
            of(&[Field::Text(""), Field::Text("1")]),
        ];
        for (at, row) in rows.iter().enumerate() {
            assert!(!rows[..at].contains(row), "row {at}");
        }
    }
}
