//! An empty journal of its own for each test: a file in a temporary folder.

use std::path::{Path, PathBuf};

use zvonok::server::Place;

/// Where a journal is kept while it is needed.
pub struct Journal(tempfile::TempDir);

impl Journal {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The journal of a folder, which is moved.
    pub fn of(folder: &Path) -> Self {
        let journal = Self::new();
        std::fs::rename(folder, journal.0.path().join("server")).unwrap();
        journal
    }

    pub fn place(&self) -> Place {
        Place::Folder(self.0.path().join("server"))
    }

    pub fn file(&self) -> PathBuf {
        self.0.path().join("server").join("journal.sqlite3")
    }

    /// Does something to the file as any tool could.
    pub fn behind(&self, sql: &str) {
        rusqlite::Connection::open(self.file()).unwrap().execute_batch(sql).unwrap();
    }
}
