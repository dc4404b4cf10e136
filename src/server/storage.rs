//! What the server keeps, behind one interface in terms of [`crate::domain`]: nothing outside names SQL or `SQLite`.
//!
//! One `SQLite` file in WAL mode with `synchronous=FULL`. One thread writes; readers take a connection of a small pool and
//! see one state of the whole journal, however long they read. The schema is numbered SQL under `migrations/`, brought
//! forward by `PRAGMA user_version` when the file is opened. Every function names a school, and every statement carries it.

mod admin;
mod archive;
mod audit;
mod backup;
mod changes;
mod columns;
mod corrections;
mod figures;
mod import;
mod known;
mod lessons;
mod page;
mod people;
mod present;
mod remarks;
mod repeats;
mod school;
mod seal;
mod timetable;
mod tx;
mod verdicts;
mod verify;
mod write;

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use tokio::sync::watch;

pub use admin::{NewUser, User, UserError};
pub(super) use archive::{StoredVersion, YearJournal};
pub(super) use audit::Disclosure;
pub use backup::BackupError;
pub(super) use corrections::{CorrectionScope, NotDecided};
pub(super) use figures::SmallGroups;
pub use import::{Counted, ImportError, ImportReport, Logins, Trial, Vanished};
pub use lessons::{LessonChange, LessonChangeError};
pub(super) use page::JournalScope;
pub(super) use people::SignedIn;
pub(super) use remarks::NotRemarked;
pub(super) use repeats::Repeat;
pub(super) use school::SchoolState;
pub(super) use timetable::DayScope;
pub use verify::{Tampering, Verified};

use school::SchoolCache;
use seal::Tally;
use tx::Tx;

/// Name of the file in the server's folder.
const FILE: &str = "journal.sqlite3";
/// The migrations in order: the first brings an empty file to version 1.
const MIGRATIONS: [&str; 3] = [
    include_str!("storage/migrations/0001.sql"),
    include_str!("storage/migrations/0002.sql"),
    include_str!("storage/migrations/0003.sql"),
];
/// Connections that stay open for readers.
const READERS: usize = 4;
/// Cache of a connection: negative, so KiB.
const CACHE: i32 = -8_192;
/// How long a writer waits for another process that writes (an administrator's command beside the server).
const BUSY: Duration = Duration::from_secs(10);

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
            Self::Broken(reason) => write!(f, "the journal's file: {reason}"),
        }
    }
}

impl std::error::Error for StorageError {}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly, SystemIoFailure};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked | DiskFull | ReadOnly | SystemIoFailure) => {
                Self::Unavailable(error.to_string())
            }
            _ => Self::Broken(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for StorageError {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

type Job = Box<dyn FnOnce(&mut Connection, &Tally) + Send>;

/// The journal of one server. Cheap to clone; all clones share the file.
#[derive(Clone)]
pub struct Storage {
    shared: Arc<Shared>,
}

struct Shared {
    path: PathBuf,
    writer: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
    readers: Mutex<Vec<Connection>>,
    schools: SchoolCache,
    pages: write::Warm,
    /// Counts what was written, for those who wait for changes.
    written: watch::Sender<u64>,
}

impl std::fmt::Debug for Storage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Storage").field("path", &self.shared.path).finish_non_exhaustive()
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        locked(&self.writer).take();
        if let Some(thread) = locked(&self.thread).take() {
            // A writer that panicked has nothing left to finish.
            let _ = thread.join();
        }
    }
}

impl Storage {
    /// Opens the journal in a folder, or makes an empty one there, and brings it to the present schema.
    ///
    /// # Errors
    /// The folder cannot be made or written, or a newer program wrote the file.
    pub fn open(folder: &Path) -> Result<Self, StorageError> {
        let path = folder.join(FILE);
        let failed = |reason: String| StorageError::Open { path: path.clone(), reason };
        make_folder(folder).map_err(|error| failed(error.to_string()))?;
        let mut connection = Connection::open(&path).map_err(|error| failed(error.to_string()))?;
        prepare(&connection).map_err(|error| failed(error.to_string()))?;
        let migrated = migrate(&mut connection)?;
        let tally = Tally::watch(&connection).map_err(|error| failed(error.to_string()))?;
        if migrated {
            let version = MIGRATIONS.len().to_string();
            in_transaction(&mut connection, &tally, |tx| audit::console(tx, "", "schema", &[("version", &version)]))?;
        }
        let (writer, jobs) = mpsc::channel::<Job>();
        let thread = std::thread::Builder::new()
            .name("journal-writer".to_owned())
            .spawn(move || {
                for job in jobs {
                    job(&mut connection, &tally);
                }
            })
            .map_err(|error| failed(error.to_string()))?;
        Ok(Self {
            shared: Arc::new(Shared {
                path,
                writer: Mutex::new(Some(writer)),
                thread: Mutex::new(Some(thread)),
                readers: Mutex::new(Vec::new()),
                schools: SchoolCache::default(),
                pages: write::Warm::default(),
                written: watch::Sender::new(0),
            }),
        })
    }

    /// Runs in one write transaction, alone, and wakes those who wait for changes. What fails or panics leaves nothing behind.
    fn write<T, E>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let result = self.write_quietly(work);
        if result.is_ok() {
            self.shared.written.send_modify(|count| *count += 1);
        }
        result
    }

    /// Whether the file can be written at this moment.
    pub(super) fn can_write(&self) -> Result<(), StorageError> {
        self.write_quietly(|_| Ok(()))
    }

    /// The same for what nobody waits for: sessions, and lines of the audit log.
    fn write_quietly<T, E>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let (answer, answered) = mpsc::sync_channel(1);
        let job: Job = Box::new(move |connection, tally| {
            let result = std::panic::catch_unwind(AssertUnwindSafe(|| in_transaction(connection, tally, work)));
            let result = result.unwrap_or_else(|_| Err(StorageError::Broken("a write panicked".to_owned()).into()));
            // Who asked may have gone away meanwhile; what was written stays.
            let _ = answer.send(result);
        });
        let writer = locked(&self.shared.writer).clone().ok_or(StorageError::Closed)?;
        writer.send(job).map_err(|_| StorageError::Closed)?;
        answered.recv().map_err(|_| StorageError::Closed)?
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
        let pooled = locked(&self.shared.readers).pop();
        let mut connection = match pooled {
            Some(connection) => connection,
            None => self.open_reader()?,
        };
        let tx = Tx::new(connection.transaction_with_behavior(TransactionBehavior::Deferred)?);
        let value = work(&tx)?;
        drop(tx);
        let mut readers = locked(&self.shared.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        Ok(value)
    }

    fn open_reader(&self) -> Result<Connection, StorageError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.shared.path, flags)?;
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection)
    }
}

fn in_transaction<T, E: From<StorageError>>(
    connection: &mut Connection,
    tally: &Tally,
    work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    tally.clear();
    let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    let tx = Tx::new(begun.map_err(StorageError::from)?);
    let value = work(&tx)?;
    let changed = tally.write(&tx)?;
    audit::write(&tx, changed)?;
    tx.commit()?;
    Ok(value)
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

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    connection.set_prepared_statement_cache_capacity(192);
    Ok(())
}

/// Brings the file to the present schema. `true`: it was not.
fn migrate(connection: &mut Connection) -> Result<bool, StorageError> {
    let known = u32::try_from(MIGRATIONS.len()).expect("a handful of migrations");
    // Immediate, so that of two processes that open an old file together only one brings it forward.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StorageError::Newer { found, known });
    }
    for (version, sql) in (1..=known).zip(MIGRATIONS).skip(found as usize) {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", version)?;
    }
    if found == 0 {
        // Names this file in cursors: after a restore from elsewhere an old cursor must not be believed.
        let epoch = super::password::random_hex::<6>();
        transaction.execute("INSERT INTO meta (name, value) VALUES ('epoch', ?)", [epoch])?;
    }
    let tx = Tx::new(transaction);
    if found < known {
        seal::count_all(&tx)?;
    }
    tx.commit()?;
    Ok(found < known)
}
