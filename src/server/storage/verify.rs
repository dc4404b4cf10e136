//! `zvonok school verify`: whether anything was changed behind the program's back.
//!
//! Counts every table again and compares with the sums that the program kept; walks the chain of the audit log; compares the
//! schema with that of a new one; and asks the database itself. Whoever can write the database and this program's arithmetic can make
//! all of it agree: therefore the head of the chain is printed, to be noted elsewhere and given again (`expected`).

use super::tx::Tx;
use super::{Storage, StorageError, audit, seal};
use crate::domain::Digest;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Rows counted.
    pub rows: u64,
    /// Lines of the audit log.
    pub lines: u64,
    /// The hash of its last line.
    pub head: Digest,
    /// What does not agree; empty: nothing was changed.
    pub faults: Vec<Tampering>,
}

/// Something that the program did not write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tampering {
    /// Rows of a table were added, changed or taken away.
    Table(String),
    /// A version says something else than the operation that wrote it; its place in the order of writing.
    Version(i64),
    /// A line of the audit log does not follow from the one before it.
    Line(i64),
    /// The last line does not vouch for the tables as they are.
    Root,
    /// A table, an index or a trigger is missing, is another, or was added.
    Schema(String),
    /// The noted head of the chain is not in the log: it was rewritten or cut.
    Head,
    /// The database finds its file damaged.
    Damaged(String),
}

impl Storage {
    /// Looks for changes behind the program's back. `expected` is a head that was noted earlier.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn verify(&self, expected: Option<Digest>) -> Result<Verified, StorageError> {
        self.read(|tx| {
            let mut faults: Vec<Tampering> = tx.damage()?.into_iter().map(Tampering::Damaged).collect();
            let rows = tables(tx, &mut faults)?;
            versions(tx, &mut faults)?;
            let (lines, head) = chain(tx, expected, &mut faults)?;
            faults.extend(tx.schema_faults(&self.shared.place)?);
            Ok(Verified { rows, lines, head: Digest(head), faults })
        })
    }
}

fn tables(tx: &Tx<'_>, faults: &mut Vec<Tampering>) -> Result<u64, StorageError> {
    let mut rows = 0;
    for table in tx.tables()? {
        let found = seal::counted(tx, &table)?;
        rows += found.rows.unsigned_abs();
        if seal::kept(tx, &table)? != Some(found) {
            faults.push(Tampering::Table(table));
        }
    }
    Ok(rows)
}

/// Tells which versions were changed, where the operation that wrote them still stands beside them.
fn versions(tx: &Tx<'_>, faults: &mut Vec<Tampering>) -> Result<(), StorageError> {
    if !faults.contains(&Tampering::Table("versions".to_owned())) {
        return Ok(());
    }
    let sql = "SELECT seq, value, body, digest FROM versions WHERE body IS NOT NULL ORDER BY seq";
    tx.each(sql, (), |row| {
        let (value, body): (Option<String>, String) = (row.get(1)?, row.get(2)?);
        let digest: [u8; 32] = row.get(3)?;
        let said: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
        let value: serde_json::Value = value.and_then(|value| serde_json::from_str(&value).ok()).unwrap_or_default();
        let same = match (&value, &said["value"]) {
            // A mark keeps what its work is only where it made it.
            (serde_json::Value::Object(value), said) => value.iter().all(|(name, part)| said[name] == *part),
            (value, said) => value == said,
        };
        if !same || crate::server::password::digest(body.as_bytes()).0 != digest {
            faults.push(Tampering::Version(row.get(0)?));
        }
        Ok(())
    })
}

fn chain(tx: &Tx<'_>, expected: Option<Digest>, faults: &mut Vec<Tampering>) -> Result<(u64, [u8; 32]), StorageError> {
    let (mut lines, mut last, mut root) = (0_u64, [0; 32], None);
    let mut seen = expected.is_none();
    tx.each("SELECT seq, school, at, actor, kind, detail, root, hash FROM audit ORDER BY seq", (), |row| {
        lines += 1;
        let texts = [row.text(1)?, row.text(3)?, row.text(4)?, row.text(5)?];
        let (seq, at): (i64, i64) = (row.get(0)?, row.get(2)?);
        let (vouched, hash): ([u8; 32], [u8; 32]) = (row.get(6)?, row.get(7)?);
        if seq != lines.cast_signed() || audit::chained(last, seq, at, texts, vouched) != hash {
            faults.push(Tampering::Line(seq));
        }
        seen |= expected == Some(Digest(hash));
        (last, root) = (hash, Some(vouched));
        Ok(())
    })?;
    if root != Some(seal::root(tx)?) {
        faults.push(Tampering::Root);
    }
    if !seen {
        faults.push(Tampering::Head);
    }
    Ok((lines, last))
}
