//! What the server keeps, behind one interface in terms of [`crate::domain`]: nothing outside names SQL or a database.
//!
//! The journal is one `SQLite` file of a school, or a `PostgreSQL` database of a district ([`Place`]); the modules here speak to
//! a [`tx::Tx`] and are the same for both. Who writes waits for its [`Turn`]; readers take a connection of a small pool and see one
//! state of the whole journal, however long they read. Every function names a school, and every statement carries it.

mod admin;
mod archive;
mod attempts;
mod audit;
mod backup;
mod changes;
mod codes;
mod columns;
mod corrections;
mod days;
mod figures;
mod history;
mod import;
mod known;
mod lessons;
mod page;
mod past;
mod people;
mod place;
mod postgres;
mod present;
mod remarks;
mod repeats;
mod rows;
mod school;
mod seal;
mod sessions;
mod sqlite;
mod timetable;
mod turn;
mod tx;
mod verdicts;
mod verify;
mod write;
mod writers;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::TransactionBehavior;
use tokio::sync::watch;

pub use admin::{NewUser, User, UserError};
pub(super) use archive::{StoredVersion, YearJournal};
pub(super) use attempts::Attempt;
pub(super) use audit::Disclosure;
pub use backup::BackupError;
pub(super) use codes::{CodeGiven, CodesState};
pub(super) use corrections::{CorrectionScope, NotDecided};
pub(super) use figures::SmallGroups;
pub use import::{Counted, ImportError, ImportReport, Logins, Trial, Vanished};
pub use lessons::{LessonChange, LessonChangeError};
pub(super) use page::JournalScope;
pub(super) use past::Past;
pub(super) use people::{Opened as SignInOpened, SignedIn, Whence};
pub use place::Place;
pub use postgres::{AddressError, Postgres};
pub(super) use remarks::NotRemarked;
pub(super) use repeats::Repeat;
pub(super) use school::SchoolState;
pub(super) use sessions::Ended;
pub(super) use timetable::DayScope;
pub use verify::{Tampering, Verified};
pub(super) use write::Applied;

use school::SchoolCache;
use seal::Tally;
use turn::Turn;
use tx::Tx;
use writers::Writers;

/// Connections that stay open for readers: as many as the server has threads that read.
const READERS: usize = 8;

/// Why the storage could not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageError {
    /// The folder or the file cannot be opened.
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The file was written by a newer program.
    Newer {
        /// Version of the file.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// The disk is full, or the file cannot be written at the moment. Nothing was changed; it may be tried again.
    Unavailable(String),
    /// The storage was closed.
    Closed,
    /// The file says what this program cannot have written, or a statement of the program is wrong.
    Broken(String),
}

impl std::fmt::Display for StorageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Open { path, reason } => write!(f, "{}: {reason}", path.display()),
            Self::Newer { found, known } => {
                write!(f, "the journal's file has version {found}, this program knows {known}: a newer program wrote it")
            }
            Self::Unavailable(reason) => write!(f, "the journal cannot be written at the moment: {reason}"),
            Self::Closed => f.write_str("the journal is closed"),
            Self::Broken(reason) => write!(f, "the journal: {reason}"),
        }
    }
}

impl std::error::Error for StorageError {}

impl From<serde_json::Error> for StorageError {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// A connection to the journal, whichever database keeps it.
enum Connection {
    Sqlite(rusqlite::Connection),
    Postgres(Box<RefCell<postgres::Session>>),
}

/// A journal that was opened for writing.
struct Opened {
    connection: Connection,
    /// Hears of every row that the connection writes.
    tally: Tally,
    /// The version that the schema was brought to, if it was another before.
    migrated: Option<usize>,
}

/// The journal of one server. Cheap to clone; all clones share the connections.
#[derive(Clone)]
pub struct Storage {
    shared: Arc<Shared>,
}

struct Shared {
    place: Place,
    writers: Writers,
    readers: Mutex<Vec<Connection>>,
    schools: SchoolCache,
    pages: write::Warm,
    days: days::Days,
    /// Counts what was written, for those who wait for changes.
    written: Arc<watch::Sender<u64>>,
}

impl std::fmt::Debug for Storage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Storage").field("place", &self.shared.place).finish_non_exhaustive()
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.writers.finish();
        let readers = std::mem::take(&mut *locked(&self.readers));
        if readers.iter().any(|reader| matches!(reader, Connection::Postgres(_))) {
            // Taking leave of the database waits for it, which a thread that answers requests may not.
            let _ = std::thread::spawn(move || drop(readers)).join();
        }
    }
}

impl Storage {
    /// Opens the journal in a folder, or makes an empty one there, and brings it to the present schema.
    ///
    /// # Errors
    /// The folder cannot be made or written, or a newer program wrote the file.
    pub fn open(folder: &Path) -> Result<Self, StorageError> {
        Self::open_at(Place::Folder(folder.to_owned()))
    }

    /// Opens the journal at a place, or makes an empty one there, and brings it to the present schema.
    ///
    /// # Errors
    /// The folder cannot be made or written, the database cannot be reached or does not keep what it was told, or a newer program
    /// wrote the journal.
    pub fn open_at(place: Place) -> Result<Self, StorageError> {
        let opened = match &place {
            Place::Folder(folder) => sqlite::open(folder)?,
            Place::Postgres { address, .. } => postgres::open(address)?,
        };
        let Opened { mut connection, tally, migrated } = opened;
        if let Some(version) = migrated {
            let version = version.to_string();
            in_transaction(&mut connection, &tally, &Turn::of_all(), |tx| {
                audit::console(tx, "", "schema", &[("version", &version)])
            })?;
        }
        let failed =
            |error: std::io::Error| StorageError::Open { path: place.to_string().into(), reason: error.to_string() };
        let written = Arc::new(watch::Sender::new(0));
        if let Place::Postgres { address, .. } = &place {
            postgres::listen(address, Arc::downgrade(&written)).map_err(failed)?;
        }
        let writers = Writers::start(&place, connection, tally).map_err(failed)?;
        Ok(Self {
            shared: Arc::new(Shared {
                place,
                writers,
                readers: Mutex::new(Vec::new()),
                schools: SchoolCache::default(),
                pages: write::Warm::default(),
                days: days::Days::default(),
                written,
            }),
        })
    }

    /// Runs in one write transaction, in its turn, and wakes those who wait for changes. What fails or panics leaves nothing behind.
    fn write<T, E>(&self, turn: Turn, work: impl FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let result = self.write_quietly(turn, |tx| {
            let value = work(tx)?;
            tx.wake();
            Ok(value)
        });
        if result.is_ok() {
            self.shared.written.send_modify(|count| *count += 1);
        }
        result
    }

    /// The same for what may share a transaction with others of its turn. `answer` is called when all of it is on the disk. Work that
    /// stood beside a failure is done again.
    fn share<T, E>(
        &self,
        turn: Turn,
        work: impl Fn(&Tx<'_>) -> Result<T, E> + Send + 'static,
        answer: impl FnOnce(Result<T, E>) + Send + 'static,
    ) where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let written = Arc::clone(&self.shared.written);
        let work = move |tx: &Tx<'_>| {
            let value = work(tx)?;
            tx.wake();
            Ok(value)
        };
        self.shared.writers.share(turn, work, move |found| {
            if found.is_ok() {
                written.send_modify(|count| *count += 1);
            }
            answer(found);
        });
    }

    /// Whether the file can be written at this moment.
    pub(super) fn can_write(&self) -> Result<(), StorageError> {
        self.write_quietly(Turn::of_nobody(), |_| Ok(()))
    }

    /// The same for what nobody waits for: sessions, and lines of the audit log.
    fn write_quietly<T, E>(&self, turn: Turn, work: impl FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        self.shared.writers.run(turn, work)
    }

    /// Changes whenever this process has written something.
    pub(super) fn written(&self) -> watch::Receiver<u64> {
        self.shared.written.subscribe()
    }

    /// How many listen for that.
    pub(super) fn listeners(&self) -> usize {
        self.shared.written.receiver_count()
    }

    /// Reads one state of the journal.
    fn read<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T, StorageError>) -> Result<T, StorageError> {
        self.read_by(Connection::begin_reading, work)
    }

    /// The same for what asks one question only: a database is spared the transaction around it.
    fn glance<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T, StorageError>) -> Result<T, StorageError> {
        self.read_by(Connection::begin_glance, work)
    }

    fn read_by<T>(
        &self,
        begin: impl FnOnce(&mut Connection) -> Result<Tx<'_>, StorageError>,
        work: impl FnOnce(&Tx<'_>) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let pooled = locked(&self.shared.readers).pop();
        let mut connection = match pooled {
            Some(connection) => connection,
            None => self.open_reader()?,
        };
        let tx = begin(&mut connection)?;
        let value = work(&tx)?;
        tx.commit()?;
        let mut readers = locked(&self.shared.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        Ok(value)
    }

    fn open_reader(&self) -> Result<Connection, StorageError> {
        Ok(match &self.shared.place {
            Place::Folder(folder) => Connection::Sqlite(sqlite::open_reader(folder)?),
            Place::Postgres { address, .. } => {
                let session = postgres::Session::connect(address, postgres::Access::Read, &Tally::default())?;
                Connection::Postgres(Box::new(RefCell::new(session)))
            }
        })
    }
}

impl Connection {
    fn begin_reading(&mut self) -> Result<Tx<'_>, StorageError> {
        Ok(match self {
            Self::Sqlite(connection) => Tx::sqlite(connection.transaction_with_behavior(TransactionBehavior::Deferred)?),
            Self::Postgres(session) => Tx::postgres(postgres::Session::begin(session)?),
        })
    }

    fn begin_glance(&mut self) -> Result<Tx<'_>, StorageError> {
        Ok(match self {
            Self::Sqlite(connection) => Tx::sqlite(connection.transaction_with_behavior(TransactionBehavior::Deferred)?),
            Self::Postgres(session) => Tx::postgres(postgres::Session::glance(session)?),
        })
    }

    fn begin_writing(&mut self, turn: &Turn) -> Result<Tx<'_>, StorageError> {
        Ok(match self {
            Self::Sqlite(connection) => Tx::sqlite(connection.transaction_with_behavior(TransactionBehavior::Immediate)?),
            Self::Postgres(session) => Tx::postgres(postgres::Session::begin_writing(session, turn)?),
        })
    }
}

/// Runs `work` in a transaction in its turn. Sums and audit lines are written at its end, when nobody else writes any.
fn in_transaction<T, E: From<StorageError>>(
    connection: &mut Connection,
    tally: &Tally,
    turn: &Turn,
    work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    tally.clear();
    let mut tx = connection.begin_writing(turn)?;
    if !tx.is_settled() {
        // Once for a connection, in a transaction of its own: it takes the turn of all.
        drop(tx);
        let alone = connection.begin_writing(&Turn::of_all())?;
        alone.settle()?;
        end(alone, tally)?;
        tally.clear();
        tx = connection.begin_writing(turn)?;
    }
    let value = work(&tx)?;
    end(tx, tally)?;
    Ok(value)
}

fn end(tx: Tx<'_>, tally: &Tally) -> Result<(), StorageError> {
    if !tx.has_notes() {
        // What was written must have been heard of.
        tx.settle_questions()?;
    }
    if tx.has_notes() || !tally.is_nothing() {
        tx.take_last_turn();
        tx.ahead(|tx| seal::all(tx).map(|_| ()));
        let head = audit::head(&tx)?;
        let sealed = tally.write(&tx)?;
        audit::write(&tx, &sealed, head)?;
    }
    tx.commit()
}

/// Locks a mutex of the storage: none of them guards anything that a panic could leave half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The folder holds personal data: on Unix nobody else may look into it.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
