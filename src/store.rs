//! The local store: what was entered, what was read, and where the person was. One `SQLite` file per server and account.
//!
//! A reply that something is recorded leaves only after its transaction was synced. One thread writes; several processes
//! of one person may. Personal data stand only in bodies that can be sealed ; clear columns hold row ids, kinds,
//! opaque ids, states, numbers and instants. Reads are short and may be made on any thread.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::domain::{DeviceId, OperationId};
use crate::outbox::{Entry, LifeEvent, Queue, Recording, UndoChange};
use crate::secret::Key;

mod cache;
mod codec;
mod entries;
pub mod error;
mod folder;
mod log;
mod purge;
mod salvage;
mod schema;
mod seal;
mod seen;
mod undo;
mod watch;
mod writer;

pub use crate::outbox::Outage;
pub use error::StoreError;
pub use log::LogCheck;
pub use purge::{PURGE_DAYS, Purged, Terms};
pub use seen::{Seen, others_waiting, peek, set_aside};

use codec::{Codec, Db};
use writer::Writer;

/// Whose store, where, and what for.
#[derive(Debug, Clone)]
pub struct Options {
    /// The program's state folder. The store is a folder in it, named by a hash of server and login.
    pub folder: PathBuf,
    /// The server's address as configured.
    pub server: String,
    /// What the person signs in with.
    pub login: String,
    /// What the store is opened for.
    pub purpose: Purpose,
}

/// What a store is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The screens: one at a time, a second one only reads.
    Screens,
    /// A command: it may run beside the screens.
    Command,
}

/// What a store allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everything.
    Write,
    /// Reading only: other screens of the account are open.
    ReadOnly,
}

/// What the person must be told about the store when it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Screens of the account are open elsewhere: nothing can be entered here.
    OpenElsewhere,
    /// The store was damaged. What could be read was saved into a new one; the old one was kept.
    Salvaged {
        /// Entries saved.
        saved: usize,
        /// Entries that could not be read.
        lost: usize,
        /// Where the damaged store is now.
        kept: PathBuf,
    },
    /// The log of entries was changed by something else than this program.
    LogAltered,
    /// The folder is on a network file system: slower, safer settings are used.
    NetworkFolder,
}

/// Something that was read from the server, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cached<T> {
    /// What was read.
    pub value: T,
    /// When, by the server's clock.
    pub at: DateTime<Utc>,
}

/// An open store. Cheap to clone; all clones are one store.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    options: Options,
    access: Access,
    notes: Vec<Note>,
    device: DeviceId,
    codec: Codec,
    reader: Mutex<Connection>,
    writer: Writer,
    watches: watch::Watches,
    // Last: the locks go when everything else is closed.
    place: folder::Place,
}

impl Store {
    /// Opens a store that is not sealed: of an account whose key is not known yet. A sealed one is refused.
    ///
    /// Blocks for the time of a check of the file after a crash; otherwise it takes milliseconds.
    pub fn open(options: Options) -> Result<Self, StoreError> {
        Self::open_as(options, None)
    }

    /// Opens the store of a server and login with its key, makes it where there is none, mends what can be mended. A store
    /// of before is sealed, and nothing of it is left in the clear in its files.
    ///
    /// Blocks for the time of a check of the file after a crash, or of the sealing; otherwise it takes milliseconds.
    pub fn open_sealed(options: Options, key: Key) -> Result<Self, StoreError> {
        Self::open_as(options, Some(key))
    }

    fn open_as(options: Options, key: Option<Key>) -> Result<Self, StoreError> {
        schema::assert_library(rusqlite::version_number())?;
        let place = folder::Place::prepare(&options)?;
        let mut notes = Vec::new();
        if place.files().network {
            notes.push(Note::NetworkFolder);
        }
        let access = match (options.purpose, place.screens_elsewhere()) {
            (Purpose::Screens, true) => {
                notes.push(Note::OpenElsewhere);
                Access::ReadOnly
            }
            _ => Access::Write,
        };
        let wanted = Codec::new(place.name(), key);
        let mut connection = match schema::open(&place) {
            Err(StoreError::Damaged(cause)) => {
                notes.push(salvage::salvage(&place, cause, &wanted)?);
                schema::open(&place)?
            }
            other => other?,
        };
        let codec = seal::agree(&mut connection, &place, wanted)?;
        let device = schema::device(&mut connection)?;
        if !log::check_end(&codec::Db::new(&connection, &codec))?.is_whole() {
            notes.push(Note::LogAltered);
        }
        let reader = schema::open_reader(&place)?;
        let writer = Writer::start(connection, place.files(), codec.clone());
        place.now_open();
        Ok(Self {
            inner: Arc::new(Inner {
                options,
                access,
                notes,
                device,
                codec,
                reader: Mutex::new(reader),
                writer,
                watches: watch::Watches::default(),
                place,
            }),
        })
    }

    /// What the store allows.
    #[must_use]
    pub fn access(&self) -> Access {
        self.inner.access
    }

    /// What the person must be told.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.inner.notes
    }

    /// This installation's id for the account.
    #[must_use]
    pub fn device(&self) -> &DeviceId {
        &self.inner.device
    }

    /// The login that the store belongs to.
    #[must_use]
    pub fn login(&self) -> &str {
        &self.inner.options.login
    }

    /// The server that the store belongs to.
    #[must_use]
    pub fn server(&self) -> &str {
        &self.inner.options.server
    }

    /// Whether what may hold personal data is sealed.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.inner.codec.seals()
    }

    /// How many entries of other accounts wait on this computer.
    #[must_use]
    pub fn others_waiting(&self) -> usize {
        seen::others_waiting(&self.inner.options)
    }

    /// The folder of the store.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.inner.place.folder()
    }

    /// Records entries; the reply comes on the writer's thread after the disk has them. It carries every entry that changed:
    /// the new ones and those that they supersede.
    pub fn record(&self, recording: Recording, reply: impl FnOnce(Result<Vec<Entry>, StoreError>) + Send + 'static) {
        if self.inner.access == Access::ReadOnly {
            return reply(Err(StoreError::ReadOnly));
        }
        let device = self.inner.device.clone();
        self.inner.writer.write(move |transaction| entries::record(transaction, &device, recording), reply);
    }

    /// Records entries and waits until the disk has them.
    pub fn record_now(&self, recording: Recording) -> Result<Vec<Entry>, StoreError> {
        let device = self.inner.device.clone();
        self.write_entries(move |transaction| entries::record(transaction, &device, recording))
    }

    /// Lets events happen to entries, in one transaction. An event that is not possible any more is left out. Gives the
    /// entries that changed.
    pub fn apply(&self, events: Vec<(OperationId, LifeEvent)>) -> Result<Vec<Entry>, StoreError> {
        self.write_entries(move |transaction| entries::apply(transaction, events))
    }

    /// Gives entries up, and changes the undo steps in the same transaction; the reply comes on the writer's thread.
    pub fn withdraw(
        &self,
        ids: Vec<OperationId>,
        undo: UndoChange,
        reply: impl FnOnce(Result<Vec<Entry>, StoreError>) + Send + 'static,
    ) {
        if self.inner.access == Access::ReadOnly {
            return reply(Err(StoreError::ReadOnly));
        }
        self.inner.writer.write(move |transaction| entries::withdraw(transaction, ids, undo), reply);
    }

    /// Takes entries for sending, those that still may be sent: they are marked as sent before the first byte leaves. An
    /// entry that another process gave to the network a moment ago is left out.
    pub fn take_for_sending(&self, ids: &[OperationId], now: DateTime<Utc>) -> Result<Vec<Entry>, StoreError> {
        let ids = ids.to_vec();
        self.write_entries(move |transaction| entries::take_for_sending(transaction, &ids, now))
    }

    /// The server's journal was put back to an earlier state, or is another one: it does not know the position `gone`. Forgets it, and
    /// doubts all that was acknowledged, so that it is asked for again with the same ids. What the journal has still is a duplicate
    /// there. Gives the entries that changed: none where another position is known since, and all of this was done.
    ///
    /// # Errors
    /// The store cannot be written: nothing was changed.
    pub fn doubt_acknowledged(&self, gone: &str) -> Result<Vec<Entry>, StoreError> {
        let gone = gone.to_owned();
        self.write_entries(move |transaction| {
            if cache::cursor(transaction)?.as_ref() != Some(&gone) {
                return Ok(Vec::new());
            }
            let changed = entries::doubt_acknowledged(transaction)?;
            // Together: who asks for changes next must not find the position of the journal that is gone.
            cache::forget_cursor(transaction)?;
            Ok(changed)
        })
    }

    /// Ends the hold of entries that are held for second thoughts or whose instant has come; those prepared for a lesson that
    /// has not begun stay held. Gives the entries that changed.
    pub fn end_hold(&self, now: DateTime<Utc>) -> Result<Vec<Entry>, StoreError> {
        self.write_entries(move |transaction| entries::end_hold(transaction, now))
    }

    /// Entries that wait ([`crate::outbox::Life::waits`]), in the order of their making.
    pub fn waiting(&self) -> Result<Vec<Entry>, StoreError> {
        self.read(entries::waiting)
    }

    /// What waits, as far as the plan must know it: nothing is unsealed.
    pub fn queue(&self) -> Result<Queue, StoreError> {
        self.read(|db| entries::queue(db))
    }

    /// How many entries wait.
    pub fn count_waiting(&self) -> Result<usize, StoreError> {
        self.read(|db| entries::count(db))
    }

    /// Entries by their ids, in the order of their making.
    pub fn entries(&self, ids: &[OperationId]) -> Result<Vec<Entry>, StoreError> {
        self.read(|connection| entries::by_ids(connection, ids))
    }

    /// The last entries, whatever became of them, newest first.
    pub fn history(&self, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.read(|connection| entries::history(connection, limit))
    }

    /// Undo steps, oldest first, at most `limit` of the newest.
    pub fn undo_steps(&self, limit: usize) -> Result<Vec<serde_json::Value>, StoreError> {
        self.read(|connection| undo::to_undo(connection, limit))
    }

    /// Steps that were undone and can be redone, the one undone last at the end.
    pub fn undone_steps(&self, limit: usize) -> Result<Vec<serde_json::Value>, StoreError> {
        self.read(|connection| undo::to_redo(connection, limit))
    }

    /// A number that changes when another process has written.
    pub fn data_version(&self) -> Result<u64, StoreError> {
        self.inner.writer.wait(writer::data_version)
    }

    /// Calls `tell` on a thread of its own whenever another process has written. Where the system cannot tell of changed
    /// files, nothing is called: compare [`Self::data_version`].
    pub fn watch(&self, tell: impl Fn() + Send + 'static) {
        watch::start(&self.inner, tell);
    }

    fn write_entries(
        &self,
        work: impl FnOnce(&Db<'_>) -> Result<Vec<Entry>, StoreError> + Send + 'static,
    ) -> Result<Vec<Entry>, StoreError> {
        if self.inner.access == Access::ReadOnly {
            return Err(StoreError::ReadOnly);
        }
        self.inner.writer.write_now(work)
    }

    fn read<T>(&self, work: impl FnOnce(&Db<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        // A panic while reading leaves a connection that is as good as before.
        let reader = self.inner.reader.lock().unwrap_or_else(PoisonError::into_inner);
        work(&Db::new(&reader, &self.inner.codec))
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.watches.end();
        self.writer.stop();
    }
}

#[cfg(test)]
mod tests;
