//! Many rows of one table, gathered so that a database is not asked for each of them.
//!
//! A file takes them as they come. For a database every [`CHUNK`] of them become one statement that is given a list of each column: it
//! is prepared once, however many rows there are, and a round trip costs a hundredth. The statement is one that inserts, with one list
//! of places after `VALUES`; rows of one key must not come twice.

use super::StorageError;
use super::tx::{Owned, Params, Tx};

/// Rows of one statement.
pub(super) const CHUNK: usize = 100;

/// Rows that wait to be written.
pub(super) struct Rows {
    sql: &'static str,
    /// Fields of the rows that wait, by columns.
    columns: Vec<Vec<Owned>>,
    waiting: usize,
    touched: usize,
}

impl Rows {
    /// None yet.
    pub(super) const fn new(sql: &'static str) -> Self {
        Self { sql, columns: Vec::new(), waiting: 0, touched: 0 }
    }

    /// Takes a row.
    pub(super) fn push(&mut self, tx: &Tx<'_>, row: impl Params) -> Result<(), StorageError> {
        if !tx.is_far() {
            self.touched += tx.execute(self.sql, row)?;
            return Ok(());
        }
        row.with(|row| {
            self.columns.resize_with(row.len(), Vec::new);
            for (column, param) in self.columns.iter_mut().zip(row) {
                column.push(Owned::of(param.field()));
            }
        });
        self.waiting += 1;
        if self.waiting == CHUNK { self.flush(tx) } else { Ok(()) }
    }

    /// Writes what waits; gives how many rows were touched by all of it.
    pub(super) fn finish(mut self, tx: &Tx<'_>) -> Result<usize, StorageError> {
        self.flush(tx)?;
        Ok(self.touched)
    }

    /// Writes what waits.
    fn flush(&mut self, tx: &Tx<'_>) -> Result<(), StorageError> {
        if self.waiting > 0 {
            self.waiting = 0;
            self.touched += tx.insert(self.sql, std::mem::take(&mut self.columns))?;
        }
        Ok(())
    }

    /// Writes what waits, together with the next question.
    pub(super) fn flush_later(&mut self, tx: &Tx<'_>) -> Result<(), StorageError> {
        if self.waiting > 0 {
            self.waiting = 0;
            tx.insert_later(self.sql, std::mem::take(&mut self.columns))?;
        }
        Ok(())
    }
}
