//! What can go wrong with the store, in words that decide what a person does next.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// The store could not do it. Whatever was to be written was **not** written.
#[derive(Debug)]
pub enum StoreError {
    /// The disk is full.
    DiskFull,
    /// The disk did not keep what was written, or cannot be read.
    Disk(rusqlite::Error),
    /// The system lets the program open no more files: the disk is well.
    Descriptors(rusqlite::Error),
    /// The store is damaged.
    Damaged(rusqlite::Error),
    /// Another process keeps the store busy.
    Busy,
    /// Screens of the account are open elsewhere: only reading is possible here.
    ReadOnly,
    /// The store was made by a newer version of the program.
    Newer {
        /// Its version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The folder cannot be used.
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The folder is a link, belongs to somebody else, or others may write into it.
    Unsafe {
        /// Which.
        path: PathBuf,
    },
    /// The store is sealed, and its key is not here, or it is another one. Nothing was changed.
    Sealed {
        /// How many entries wait in it.
        waiting: usize,
    },
    /// A body cannot be read.
    Body {
        /// Of which table.
        table: &'static str,
        /// Why.
        cause: String,
    },
    /// An operation with this id is already there with other contents.
    SameId,
    /// The thread that writes has ended.
    Closed,
    /// Any other error of the database.
    Other(rusqlite::Error),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DiskFull => f.write_str("the disk is full"),
            Self::Disk(_) => f.write_str("the disk failed"),
            Self::Descriptors(_) => f.write_str("the system lets us open no more files"),
            Self::Damaged(_) => f.write_str("the store is damaged"),
            Self::Busy => f.write_str("another process keeps the store busy"),
            Self::ReadOnly => f.write_str("the store is open elsewhere and can only be read here"),
            Self::Newer { found, known } => write!(f, "the store has version {found}, this program knows {known}"),
            Self::Folder { path, .. } => write!(f, "the folder {} cannot be used", path.display()),
            Self::Unsafe { path } => write!(f, "{} is a link, not ours, or open to others", path.display()),
            Self::Sealed { waiting } => write!(f, "the store is sealed with another key, {waiting} entries wait in it"),
            Self::Body { table, .. } => write!(f, "a row of {table} cannot be read"),
            Self::SameId => f.write_str("an operation with this id is already there"),
            Self::Closed => f.write_str("the store is closed"),
            Self::Other(_) => f.write_str("the store failed"),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk(cause) | Self::Descriptors(cause) | Self::Damaged(cause) | Self::Other(cause) => Some(cause),
            Self::Folder { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

impl StoreError {
    /// Stable name of the kind of error: the key of its sentence is `store-` and this.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::DiskFull => "disk-full",
            Self::Disk(_) => "disk",
            Self::Descriptors(_) => "descriptors",
            Self::Damaged(_) | Self::Body { .. } => "damaged",
            Self::Busy => "busy",
            Self::ReadOnly => "read-only",
            Self::Newer { .. } => "newer",
            Self::Folder { cause, .. } => of_folder(cause),
            Self::Unsafe { .. } => "unsafe",
            Self::Sealed { .. } => "sealed",
            Self::SameId => "same-id",
            Self::Closed => "closed",
            Self::Other(_) => "other",
        }
    }
}

/// What keeps a folder from being used: each asks for something else of the person.
fn of_folder(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "folder-full",
        io::ErrorKind::ReadOnlyFilesystem => "folder-read-only",
        _ if lacks_descriptors(cause) => "folder-descriptors",
        _ => "folder",
    }
}

/// Whether the process, or the system, has no file descriptor left.
fn lacks_descriptors(cause: &io::Error) -> bool {
    #[cfg(unix)]
    let lacks = cause.raw_os_error().is_some_and(|code| {
        [rustix::io::Errno::MFILE, rustix::io::Errno::NFILE].iter().any(|errno| errno.raw_os_error() == code)
    });
    #[cfg(not(unix))]
    let lacks = {
        let _ = cause;
        false
    };
    lacks
}

/// `SQLite` says of a file that could not be opened for want of descriptors what it says of a failing disk, and its error does
/// not carry the system's. Opening any file tells the two apart.
fn no_file_can_be_opened() -> bool {
    std::fs::File::open(std::env::temp_dir()).is_err_and(|cause| lacks_descriptors(&cause))
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ffi::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::CannotOpen) if no_file_can_be_opened() => Self::Descriptors(error),
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => Self::Disk(error),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            _ => Self::Other(error),
        }
    }
}
