//! Backups of the journal: a copy of one state of the file while the server works, and its way back.

use std::fs::File;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::people::instant;
use super::sqlite::{self, FILE, MIGRATIONS};
use super::tx::params;
use super::{Place, Storage, StorageError, Turn, audit, make_folder};
use crate::server::password::random_hex;

/// Name of the line in `meta` that says when the last backup was made.
const LAST: &str = "last_backup";

/// Why there is no backup, or why it was not put back.
#[derive(Debug)]
pub enum BackupError {
    /// Something stands there already; it is never overwritten.
    Exists(PathBuf),
    /// It is no journal of this program, or it is damaged.
    NotAJournal(String),
    /// The journal is in a database, which has its own tools for that.
    OfTheDatabase,
    /// A file cannot be read or written.
    Io(std::io::Error),
    /// The journal cannot be read or written.
    Storage(StorageError),
}

impl std::fmt::Display for BackupError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exists(path) => write!(f, "{} is there already", path.display()),
            Self::NotAJournal(why) => write!(f, "not a journal of this program, or damaged: {why}"),
            Self::OfTheDatabase => f.write_str("the journal is in PostgreSQL: pg_dump and pg_basebackup make its backups"),
            Self::Io(error) => error.fmt(f),
            Self::Storage(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BackupError {}

impl From<std::io::Error> for BackupError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<StorageError> for BackupError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Storage(error.into())
    }
}

impl Storage {
    /// Copies one state of the journal into a new file, checks the copy, and notes when it was made. The server may go on
    /// writing meanwhile.
    ///
    /// # Errors
    /// The file is there already, or cannot be written.
    pub fn backup(&self, to: &Path, now: DateTime<Utc>) -> Result<(), BackupError> {
        let Place::Folder(folder) = &self.shared.place else { return Err(BackupError::OfTheDatabase) };
        if to.exists() {
            return Err(BackupError::Exists(to.to_owned()));
        }
        let part = beside(to);
        // What an earlier attempt left behind.
        let _ = std::fs::remove_file(&part);
        copy(&sqlite::open_reader(folder)?, &part)?;
        File::open(&part)?.sync_all()?;
        // A link fails where the name was taken meanwhile; a rename would overwrite.
        std::fs::hard_link(&part, to).or_else(|error| if to.exists() { Err(error) } else { std::fs::rename(&part, to) })?;
        let _ = std::fs::remove_file(&part);
        self.write(Turn::of_all(), move |tx| -> Result<(), StorageError> {
            let sql = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            tx.execute(sql, params![LAST, now.timestamp_millis().to_string()])?;
            audit::console(tx, "", "backup", &[])
        })?;
        Ok(())
    }

    /// Whether the journal is in a database, whose own tools make its backups.
    #[must_use]
    pub fn is_in_a_database(&self) -> bool {
        matches!(self.shared.place, Place::Postgres { .. })
    }

    /// When the last backup was made; `None`: never.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn last_backup(&self) -> Result<Option<DateTime<Utc>>, StorageError> {
        self.read(|tx| {
            let sql = "SELECT value FROM meta WHERE name = ?";
            let found: Option<String> = tx.first(sql, [LAST], |row| row.get(0))?;
            Ok(found.and_then(|ms| ms.parse().ok()).map(instant))
        })
    }

    /// After how many days the regulation of a school of this server wants a backup; a week where none says so.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn backup_term(&self) -> Result<TimeDelta, StorageError> {
        let mut days = None;
        for school in self.schools()? {
            let term = self.school(&school.id)?.and_then(|state| state.profile.archive().backup_days);
            days = [days, term].into_iter().flatten().min();
        }
        Ok(TimeDelta::days(i64::from(days.unwrap_or(7))))
    }

    /// Puts a backup into an empty folder. Cursors of the clients are not believed any more, so that they read pages anew.
    ///
    /// # Errors
    /// The folder has a journal already, or the file is none.
    pub fn restore(from: &Path, folder: &Path) -> Result<Self, BackupError> {
        let to = folder.join(FILE);
        if to.exists() {
            return Err(BackupError::Exists(to));
        }
        make_folder(folder)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let broken = |error: rusqlite::Error| BackupError::NotAJournal(error.to_string());
        let source = Connection::open_with_flags(from, flags).map_err(broken)?;
        let version: u32 = source.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(broken)?;
        if version == 0 || version as usize > MIGRATIONS.len() {
            return Err(BackupError::NotAJournal(format!("version {version}")));
        }
        let part = beside(&to);
        let _ = std::fs::remove_file(&part);
        copy(&source, &part)?;
        File::open(&part)?.sync_all()?;
        std::fs::rename(&part, &to)?;
        let storage = Self::open(folder)?;
        storage.write(Turn::of_all(), |tx| -> Result<(), StorageError> {
            tx.execute("UPDATE meta SET value = ? WHERE name = 'epoch'", [random_hex::<6>()])?;
            audit::console(tx, "", "restore", &[])
        })?;
        Ok(storage)
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

/// Copies one state of a journal and checks the copy.
fn copy(source: &Connection, to: &Path) -> Result<(), BackupError> {
    let mut copy = Connection::open(to)?;
    // All pages in one step: one state, and no writer waits for a reader in WAL mode.
    Backup::new(source, &mut copy)?.step(-1)?;
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0))?;
    let said: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(BackupError::NotAJournal(said));
    }
    copy.close().map_err(|(_, error)| error)?;
    #[cfg(unix)]
    std::fs::set_permissions(to, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(())
}
