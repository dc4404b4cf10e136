//! What can be done with a store without its key: to tell whether it is sealed and how much waits in it, and to set it aside.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{Options, StoreError, entries, folder, salvage, schema, seal};
use crate::secret::Sealed;

/// How a store is looked at: what a link leads to is nobody's store.
const SEEN: OpenFlags = schema::THERE.union(OpenFlags::SQLITE_OPEN_NOFOLLOW);

/// What was seen of a store from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Whether only its own key opens it.
    pub sealed: Sealed,
    /// How many entries are in it, whatever became of them.
    pub entries: usize,
    /// How many of them wait.
    pub waiting: usize,
}

impl Seen {
    /// Whether only the store's own key will do. One that is sealed and in which nothing was ever entered takes any: its key
    /// was lost before it was kept, and what was read before is read again.
    #[must_use]
    pub fn needs(&self) -> Sealed {
        if self.entries == 0 { Sealed::NotYet } else { self.sealed }
    }
}

/// Looks at the store of a server and login; one that is not there is not sealed and empty.
///
/// # Errors
/// It cannot be read.
pub fn peek(options: &Options) -> Result<Seen, StoreError> {
    look(&folder::of(options).join("store.db"))
}

/// How many entries wait in the stores of other accounts. Whose they are is not known to anybody without their keys. What
/// cannot be read counts nothing.
#[must_use]
pub fn others_waiting(options: &Options) -> usize {
    let own = folder::of(options);
    let Some(folders) = own.parent().and_then(|accounts| std::fs::read_dir(accounts).ok()) else { return 0 };
    let others = folders.flatten().map(|entry| entry.path()).filter(|folder| *folder != own);
    others.filter_map(|folder| look(&folder.join("store.db")).ok()).map(|seen| seen.waiting).sum()
}

/// Sets a store aside whose key is lost, under the next free name in its folder. Gives where it is now.
///
/// # Errors
/// A program has it open, or the folder cannot be written.
pub fn set_aside(options: &Options) -> Result<PathBuf, StoreError> {
    let place = folder::Place::prepare(options)?;
    if place.alone() { salvage::set_aside(&place, "sealed") } else { Err(StoreError::Busy) }
}

fn look(database: &Path) -> Result<Seen, StoreError> {
    let nothing = Seen { sealed: Sealed::NotYet, entries: 0, waiting: 0 };
    if std::fs::symlink_metadata(database).is_ok_and(|about| about.len() == 0) || !database.exists() {
        return Ok(nothing);
    }
    let connection = Connection::open_with_flags(database, SEEN)?;
    connection.busy_timeout(std::time::Duration::from_secs(1))?;
    connection.pragma_update(None, "query_only", "ON")?;
    if !connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'entry'")?.exists([])? {
        return Ok(nothing);
    }
    let sealed = if seal::is_marked(&connection)? { Sealed::Already } else { Sealed::NotYet };
    let entries: i64 = connection.query_row("SELECT count(*) FROM entry", [], |row| row.get(0))?;
    let entries = usize::try_from(entries).unwrap_or(0);
    Ok(Seen { sealed, entries, waiting: entries::count(&connection)? })
}
