//! Undo steps in the store: those that can be undone under the rows from 1 upwards, those that were undone and can be redone
//! under the rows from 0 downwards, the one undone last under the lowest.

use rusqlite::params;

use super::StoreError;
use super::codec::{Db, Place};
use crate::outbox::UndoChange;

/// How many undo steps are kept.
const UNDO_STEPS: i64 = 500;

/// Changes the steps as one edit, undo or redo does.
pub(super) fn change(transaction: &Db<'_>, change: UndoChange) -> Result<(), StoreError> {
    match change {
        UndoChange::Keep => {}
        UndoChange::Push(step) => {
            execute(transaction, "DELETE FROM undo WHERE row <= 0", [])?;
            push(transaction, &step)?;
        }
        UndoChange::Pop => {
            if let Some(row) = last(transaction)? {
                let steps = steps(transaction, "WHERE row = ?1", row)?;
                let lowest: Option<i64> = transaction.query_row("SELECT min(row) FROM undo", [], |row| row.get(0))?;
                for step in steps {
                    put(transaction, lowest.unwrap_or(1).min(1) - 1, &step)?;
                }
                execute(transaction, "DELETE FROM undo WHERE row = ?1", [row])?;
            }
        }
        UndoChange::Drop => {
            execute(transaction, "DELETE FROM undo WHERE row = (SELECT max(row) FROM undo WHERE row > 0)", [])?;
        }
        UndoChange::Again(step) => {
            drop_undone(transaction)?;
            push(transaction, &step)?;
        }
        UndoChange::DropUndone => drop_undone(transaction)?,
    }
    Ok(())
}

fn push(transaction: &Db<'_>, step: &serde_json::Value) -> Result<(), StoreError> {
    let row = last(transaction)?.unwrap_or(0) + 1;
    put(transaction, row, step)?;
    execute(transaction, "DELETE FROM undo WHERE row > 0 AND row <= ?1", [row - UNDO_STEPS])
}

/// The row of the last step that can be undone.
fn last(transaction: &Db<'_>) -> Result<Option<i64>, StoreError> {
    let mut statement = transaction.prepare_cached("SELECT max(row) FROM undo WHERE row > 0")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Every mark comes through here: a statement is parsed once.
fn execute(transaction: &Db<'_>, sql: &str, params: impl rusqlite::Params) -> Result<(), StoreError> {
    transaction.prepare_cached(sql)?.execute(params)?;
    Ok(())
}

fn put(transaction: &Db<'_>, row: i64, step: &serde_json::Value) -> Result<(), StoreError> {
    let body = transaction.codec.encode(place(&row.to_be_bytes()), step);
    execute(transaction, "INSERT INTO undo (row, body) VALUES (?1, ?2)", params![row, body])
}

fn drop_undone(transaction: &Db<'_>) -> Result<(), StoreError> {
    execute(transaction, "DELETE FROM undo WHERE row = (SELECT min(row) FROM undo WHERE row <= 0)", [])
}

/// The steps that can be undone, oldest first.
pub(super) fn to_undo(connection: &Db<'_>, limit: usize) -> Result<Vec<serde_json::Value>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut steps = steps(connection, "WHERE row > 0 ORDER BY row DESC LIMIT ?1", limit)?;
    steps.reverse();
    Ok(steps)
}

/// The steps that were undone and can be redone, the one undone last at the end. They stand under rows from 0 downwards.
pub(super) fn to_redo(connection: &Db<'_>, limit: usize) -> Result<Vec<serde_json::Value>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut steps = steps(connection, "WHERE row <= 0 ORDER BY row LIMIT ?1", limit)?;
    steps.reverse();
    Ok(steps)
}

fn steps(connection: &Db<'_>, which: &str, number: i64) -> Result<Vec<serde_json::Value>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT body, row FROM undo {which}"))?;
    let mut rows = statement.query([number])?;
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(1)?;
        let body = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        steps.push(connection.codec.decode(place(&number.to_be_bytes()), body)?);
    }
    Ok(steps)
}

const fn place(row: &[u8]) -> Place<'_> {
    Place { table: "undo", kind: "", row }
}
