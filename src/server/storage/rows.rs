//! Many rows of one table, gathered so that a database is not asked for each of them.
//!
//! A file takes them as they come. For a database every [`CHUNK`] of them become one statement with as many lines of values: a round
//! trip then costs a hundredth. The statement is one that inserts, with one list of places after `VALUES`; rows of one key must
//! not come twice.

use super::StorageError;
use super::tx::{Field, Params, Tx};

/// Rows of one statement.
pub(super) const CHUNK: usize = 100;
/// Most places that a statement of `PostgreSQL` may have is 65535.
const _: () = assert!(CHUNK * 64 < 65_536);

/// Rows that wait to be written.
pub(super) struct Rows {
    sql: &'static str,
    /// Fields of the rows that wait, one after the other.
    fields: Vec<Owned>,
    waiting: usize,
    touched: usize,
}

/// A field that nobody else has to keep.
enum Owned {
    Nothing,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Rows {
    /// None yet.
    pub(super) const fn new(sql: &'static str) -> Self {
        Self { sql, fields: Vec::new(), waiting: 0, touched: 0 }
    }

    /// Takes a row.
    pub(super) fn push(&mut self, tx: &Tx<'_>, row: impl Params) -> Result<(), StorageError> {
        if !tx.is_far() {
            self.touched += tx.execute(self.sql, row)?;
            return Ok(());
        }
        row.with(|row| self.fields.extend(row.iter().map(|param| Owned::of(param.field()))));
        self.waiting += 1;
        if self.waiting == CHUNK { self.flush(tx) } else { Ok(()) }
    }

    /// Writes what waits; gives how many rows were touched by all of it.
    pub(super) fn finish(mut self, tx: &Tx<'_>) -> Result<usize, StorageError> {
        self.flush(tx)?;
        Ok(self.touched)
    }

    /// Writes what waits.
    pub(super) fn flush(&mut self, tx: &Tx<'_>) -> Result<(), StorageError> {
        if self.waiting > 0 {
            let fields: Vec<Field<'_>> = self.fields.iter().map(Owned::field).collect();
            self.touched += tx.execute_fields(&repeated(self.sql, self.waiting), &fields)?;
            self.fields.clear();
            self.waiting = 0;
        }
        Ok(())
    }
}

impl Owned {
    fn of(field: Field<'_>) -> Self {
        match field {
            Field::Nothing => Self::Nothing,
            Field::Number(number) => Self::Number(number),
            Field::Text(text) => Self::Text(text.to_owned()),
            Field::Bytes(bytes) => Self::Bytes(bytes.to_vec()),
        }
    }

    fn field(&self) -> Field<'_> {
        match self {
            Self::Nothing => Field::Nothing,
            Self::Number(number) => Field::Number(*number),
            Self::Text(text) => Field::Text(text),
            Self::Bytes(bytes) => Field::Bytes(bytes),
        }
    }
}

/// The statement with its list of values as often as there are rows.
fn repeated(sql: &str, rows: usize) -> String {
    const WORD: &str = "VALUES ";
    let begins = sql.find(WORD).map_or(sql.len(), |at| at + WORD.len());
    let ends = sql[begins..].find(')').map_or(sql.len(), |at| begins + at + 1);
    let list = &sql[begins..ends];
    format!("{}{}{}", &sql[..begins], vec![list; rows].join(", "), &sql[ends..])
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn a_list_of_values_is_repeated_and_nothing_else() {
        for (sql, rows, expected) in [
            ("INSERT INTO t (a, b) VALUES (?, 0)", 1, "INSERT INTO t (a, b) VALUES (?, 0)"),
            ("INSERT INTO t (a, b) VALUES (?, 0)", 2, "INSERT INTO t (a, b) VALUES (?, 0), (?, 0)"),
            (
                "INSERT INTO t (a) VALUES (?) ON CONFLICT (a) DO UPDATE SET a = coalesce(t.a, excluded.a)",
                2,
                "INSERT INTO t (a) VALUES (?), (?) ON CONFLICT (a) DO UPDATE SET a = coalesce(t.a, excluded.a)",
            ),
        ] {
            assert_eq!(repeated(sql, rows), expected);
        }
    }
}
