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
    let (mut following, mut newest): (Option<Operation>, Option<(u64, Digest)>) = (None, None);
    entries::each_back(db, last, |read| {
        let Ok(operation) = read else {
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
        if entries + altered == 0 {
            newest = Some((operation.seq, chain::digest(&operation)));
        }
        entries += 1;
        following = Some(operation);
    })?;
    let (seq, head) = entries::head(db)?;
    let ends_well = match newest {
        Some((number, digest)) if number == seq => digest == head,
        _ => seq <= gone_to,
    };
    missing += seq.saturating_sub(newest.map_or(0, |(number, _)| number));
    Ok(LogCheck { entries, altered, missing, ends_well, head })
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

    /// What was done to the file behind the program's back, and what the check finds: altered, missing, the end.
    #[test]
    fn what_was_changed_behind_the_programs_back_is_seen() {
        let table: [(&str, (usize, u64, bool)); 6] = [
            ("", (0, 0, true)),
            ("DELETE FROM entry WHERE seq = 3", (1, 0, true)),
            ("DELETE FROM entry WHERE seq >= 4", (0, 2, false)),
            ("UPDATE entry SET body = x'0102' WHERE seq = 2", (1, 0, true)),
            ("DELETE FROM entry", (0, 5, false)),
            ("UPDATE meta SET value = '5 ' || printf('%064d', 0) WHERE name = 'chain'", (0, 0, false)),
        ];
        for (deed, expected) in table {
            let home = home();
            let store = store_of(home.path(), 5);
            let file = store.folder().join("store.db");
            drop(store);
            rusqlite::Connection::open(file).and_then(|file| file.execute_batch(deed)).expect("done");
            let store = open(options(home.path())).expect("the store");
            let found = store.check_log().expect("read");
            assert_eq!((found.altered, found.missing, found.ends_well), expected, "{deed}");
            let said = store.notes().contains(&crate::store::Note::LogAltered);
            assert_eq!(said, !found.is_whole(), "{deed}: said with the opening");
        }
    }
}
