//! The local log of entries, checked: each operation carries the digest of the one before it, and the store keeps the last one's.
//!
//! What went by its term, or was lost with a damaged store, leaves a gap in the numbers below one that the store knows: it is
//! counted and is no fault. What was changed afterwards, taken out or cut off at the end is one.

use super::codec::Db;
use super::{Store, StoreError, entries};
use crate::domain::{Digest, Operation};
use crate::outbox::chain;

/// How many of the last entries are looked at with every opening; `doctor` looks at all.
const AT_OPENING: usize = 20;

/// What the log says for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogCheck {
    /// Entries that could be read.
    pub entries: usize,
    /// Entries that do not fit the one before them, or cannot be read, or were taken out.
    pub altered: usize,
    /// Entries that went by their term, or with a damaged store.
    pub missing: u64,
    /// Whether the last entry is the one that the store says was last, unless that one went by its term.
    pub ends_well: bool,
    /// Digest of the last entry that was made.
    pub head: Digest,
}

impl LogCheck {
    /// Whether nothing was changed afterwards.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.altered == 0 && self.ends_well
    }
}

impl Store {
    /// Checks the whole log.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn check_log(&self) -> Result<LogCheck, StoreError> {
        self.read(|db| check(db, usize::MAX))
    }
}

/// Checks the end of the log.
pub(super) fn check_end(db: &Db<'_>) -> Result<LogCheck, StoreError> {
    check(db, AT_OPENING)
}

fn check(db: &Db<'_>, last: usize) -> Result<LogCheck, StoreError> {
    let gone_to = entries::gone_to(db)?;
    let (mut entries, mut altered, mut missing) = (0, 0, 0);
    // From the newest back: the one read before is the one that follows.
    let mut following: Option<Operation> = None;
    let mut newest: Option<Option<(u64, Digest)>> = None;
    entries::each_back(db, last, |read| {
        let operation = read.ok();
        newest.get_or_insert_with(|| operation.as_ref().map(|operation| (operation.seq, chain::digest(operation))));
        let Some(operation) = operation else {
            altered += 1;
            following = None;
            return;
        };
        match &following {
            None => {}
            Some(next) if next.seq == operation.seq + 1 => {
                altered += usize::from(next.prev_hash != chain::digest(&operation));
            }
            Some(next) => {
                let taken_out = (next.seq - 1).saturating_sub(gone_to.max(operation.seq));
                altered += usize::try_from(taken_out).unwrap_or(usize::MAX);
                missing += (next.seq - 1).saturating_sub(operation.seq) - taken_out;
            }
        }
        entries += 1;
        following = Some(operation);
    })?;
    let (seq, head) = entries::head(db)?;
    let (ends_well, behind) = match newest {
        Some(Some((number, digest))) if number == seq => (digest == head, 0),
        Some(Some((number, _))) => (seq <= gone_to, seq.saturating_sub(number)),
        // It is there and cannot be read: it is counted as altered.
        Some(None) => (false, 0),
        None => (seq <= gone_to, seq),
    };
    Ok(LogCheck { entries, altered, missing: missing + behind, ends_well, head })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{home, marks, one, open, operation, options};

    fn store_of(folder: &std::path::Path, entries: u8) -> Store {
        let store = open(options(folder)).expect("a store");
        for id in 1..=entries {
            store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
        }
        store
    }

    /// What was done to the file behind the program's back, and what the check finds: altered, missing, the end, all in all.
    #[test]
    fn what_was_changed_behind_the_programs_back_is_seen() {
        for (deed, expected) in [
            ("", (0, 0, true, true)),
            ("DELETE FROM entry WHERE seq = 3", (1, 0, true, false)),
            ("DELETE FROM entry WHERE seq >= 4", (0, 2, false, false)),
            ("UPDATE entry SET body = x'0102' WHERE seq = 2", (1, 0, true, false)),
            ("UPDATE entry SET body = x'0102' WHERE seq = 4", (1, 0, true, false)),
            ("UPDATE entry SET body = x'0102' WHERE seq = 5", (1, 0, false, false)),
            ("DELETE FROM entry", (0, 5, false, false)),
            ("UPDATE meta SET value = '5 ' || printf('%064d', 0) WHERE name = 'chain'", (0, 0, false, false)),
            ("UPDATE meta SET value = '6 ' || printf('%064d', 0) WHERE name = 'chain'", (0, 1, false, false)),
        ] {
            let home = home();
            let store = store_of(home.path(), 5);
            let file = store.folder().join("store.db");
            drop(store);
            rusqlite::Connection::open(file).and_then(|file| file.execute_batch(deed)).expect("done");
            let store = open(options(home.path())).expect("the store");
            let found = store.check_log().expect("read");
            assert_eq!((found.altered, found.missing, found.ends_well, found.is_whole()), expected, "{deed}");
            let said = store.notes().contains(&crate::store::Note::LogAltered);
            assert_eq!(said, !expected.3, "{deed}: said with the opening");
        }
    }

    /// Where nothing is sealed, somebody can write what reads well: the entry behind it carries the digest of what stood there.
    #[test]
    fn an_entry_that_reads_well_and_is_not_what_was_written_is_seen() {
        for (number, expected) in [(1, (5, 1, true)), (4, (5, 1, true)), (5, (5, 0, false))] {
            let home = home();
            let store = Store::open(options(home.path())).expect("a store");
            for id in 1..=5 {
                store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
            }
            let file = rusqlite::Connection::open(store.folder().join("store.db")).expect("the file");
            let read = "SELECT body FROM entry WHERE seq = ?1";
            let body: Vec<u8> = file.query_row(read, [number], |row| row.get(0)).expect("a body");
            let (said, forged) = (format!("p{number}\""), "p9\"");
            let at = body.windows(said.len()).position(|part| part == said.as_bytes()).expect("the pupil");
            let other = [&body[..at], forged.as_bytes(), &body[at + said.len()..]].concat();
            file.execute("UPDATE entry SET body = ?2 WHERE seq = ?1", rusqlite::params![number, other]).expect("forged");
            let found = store.check_log().expect("read");
            assert_eq!((found.entries, found.altered, found.ends_well), expected, "{number}");
            assert!(!found.is_whole());
        }
    }

    /// What the store knows to have gone is no fault, at the end of the log neither.
    #[test]
    fn what_went_by_its_term_at_the_end_is_counted_and_no_fault() {
        for (gone, expected) in [(4, (0, 1, false)), (5, (0, 1, true)), (7, (0, 1, true))] {
            let home = home();
            let store = store_of(home.path(), 5);
            let deed = format!("DELETE FROM entry WHERE seq = 5; INSERT INTO meta VALUES ('chain_gone', {gone})");
            let file = rusqlite::Connection::open(store.folder().join("store.db"));
            file.and_then(|file| file.execute_batch(&deed)).expect("done");
            let found = store.check_log().expect("read");
            assert_eq!((found.altered, found.missing, found.ends_well), expected, "up to {gone}");
        }
    }
}
