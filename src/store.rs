//! The local store: what was entered, what was read, and where the person was. One SQLite file per server and account.
//!
//! A reply that something is recorded leaves only after its transaction was synced. One thread writes; several processes
//! of one person may. Personal data stand only in bodies that can be sealed ; clear columns hold row ids, kinds,
//! opaque ids, states, numbers and instants. Reads are short and may be made on any thread.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::{Account, DeviceId, JournalId, OperationId, Page, PeriodId};
use crate::outbox::{Entry, LifeEvent, Link, Offset, Recording};
use crate::protocol::{Day, Journals, SchoolInfo, Status};

pub mod error;

pub use error::StoreError;

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

/// A time during which the server could not be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// First failed try.
    pub from: DateTime<Utc>,
    /// First answer after it; `None`: it lasts.
    pub to: Option<DateTime<Utc>>,
    /// How it was noticed: the name of the fault.
    pub noticed: String,
}

/// An open store. Cheap to clone; all clones are one store.
#[derive(Debug, Clone)]
pub struct Store {}

impl Store {
    /// Opens the store of a server and login, makes it where there is none, mends what can be mended.
    pub fn open(_options: Options) -> Result<Self, StoreError> {
        unimplemented!()
    }

    /// What the store allows.
    #[must_use]
    pub fn access(&self) -> Access {
        unimplemented!()
    }

    /// What the person must be told.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        unimplemented!()
    }

    /// This installation's id for the account.
    #[must_use]
    pub fn device(&self) -> &DeviceId {
        unimplemented!()
    }

    /// The login that the store belongs to.
    #[must_use]
    pub fn login(&self) -> &str {
        unimplemented!()
    }

    /// The server that the store belongs to.
    #[must_use]
    pub fn server(&self) -> &str {
        unimplemented!()
    }

    /// Records entries; the reply comes on the writer's thread after the disk has them. It carries every entry that changed:
    /// the new ones and those that they supersede.
    pub fn record(&self, _recording: Recording, _reply: impl FnOnce(Result<Vec<Entry>, StoreError>) + Send + 'static) {
        unimplemented!()
    }

    /// Records entries and waits until the disk has them.
    pub fn record_now(&self, _recording: Recording) -> Result<Vec<Entry>, StoreError> {
        unimplemented!()
    }

    /// Entries that wait ([`crate::outbox::Life::waits`]), in the order of their making.
    pub fn waiting(&self) -> Result<Vec<Entry>, StoreError> {
        unimplemented!()
    }

    /// How many entries wait.
    pub fn count_waiting(&self) -> Result<usize, StoreError> {
        unimplemented!()
    }

    /// Entries by their ids, in the order of their making.
    pub fn entries(&self, _ids: &[OperationId]) -> Result<Vec<Entry>, StoreError> {
        unimplemented!()
    }

    /// Entries to lay over a page: those that wait, and those acknowledged since the instant.
    pub fn overlaying(&self, _since: DateTime<Utc>) -> Result<Vec<Entry>, StoreError> {
        unimplemented!()
    }

    /// The last entries, whatever became of them, newest first.
    pub fn history(&self, _limit: usize) -> Result<Vec<Entry>, StoreError> {
        unimplemented!()
    }

    /// Lets events happen to entries, in one transaction. An event that is not possible any more is left out. Gives the
    /// entries that changed.
    pub fn apply(&self, _events: Vec<(OperationId, LifeEvent)>) -> Result<Vec<Entry>, StoreError> {
        unimplemented!()
    }

    /// Ends the hold of entries that are held for second thoughts or whose instant has come; those prepared for a lesson that
    /// has not begun stay held. Gives the entries that changed.
    pub fn end_hold(&self, _now: DateTime<Utc>) -> Result<Vec<Entry>, StoreError> {
        unimplemented!()
    }

    /// A number that changes when another process (or another connection) has written.
    pub fn data_version(&self) -> Result<u64, StoreError> {
        unimplemented!()
    }

    /// The account, as the server told last.
    pub fn account(&self) -> Result<Option<Cached<Account>>, StoreError> {
        unimplemented!()
    }

    /// What is known of the school.
    pub fn school(&self) -> Result<Option<Cached<SchoolInfo>>, StoreError> {
        unimplemented!()
    }

    /// The lessons of a day.
    pub fn day(&self, _date: NaiveDate) -> Result<Option<Cached<Day>>, StoreError> {
        unimplemented!()
    }

    /// The journals that the account may open.
    pub fn journals(&self) -> Result<Option<Cached<Journals>>, StoreError> {
        unimplemented!()
    }

    /// A page.
    pub fn page(&self, _journal: &JournalId, _period: &PeriodId) -> Result<Option<Cached<Page>>, StoreError> {
        unimplemented!()
    }

    /// The deadlines of a day, for roles that see the school.
    pub fn status(&self, _date: NaiveDate) -> Result<Option<Cached<Status>>, StoreError> {
        unimplemented!()
    }

    /// Something small that the caller keeps under a name: the position on the screen, a list of recent choices.
    pub fn note<T: DeserializeOwned>(&self, _name: &str) -> Result<Option<T>, StoreError> {
        unimplemented!()
    }

    /// Keeps something small under a name; the writer's thread does it later, and errors are dropped: never for entries.
    pub fn put_note<T: Serialize>(&self, _name: &str, _value: &T) {
        unimplemented!()
    }

    /// Undo steps, oldest first, at most `limit` of the newest.
    pub fn undo_steps(&self, _limit: usize) -> Result<Vec<serde_json::Value>, StoreError> {
        unimplemented!()
    }

    /// The state of the way to the server.
    pub fn link(&self) -> Result<Link, StoreError> {
        unimplemented!()
    }

    /// What is known of the server's clock.
    pub fn offset(&self) -> Result<Offset, StoreError> {
        unimplemented!()
    }

    /// Times without a server, newest first.
    pub fn outages(&self, _limit: usize) -> Result<Vec<Outage>, StoreError> {
        unimplemented!()
    }
}
