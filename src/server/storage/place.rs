//! Where a journal is kept: in a file of the server's folder, or in the database that this folder names.
//!
//! A folder that was once served with a database remembers its address, so that every command finds the same journal.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::sqlite::FILE;
use super::{Postgres, StorageError, make_folder};

/// Name of the file that remembers the address of the database.
const ADDRESS: &str = "database";
/// Name of the file with the password of the database's role.
const PASSWORD: &str = "database-password";

/// Where a journal is kept.
#[derive(Debug, Clone)]
pub enum Place {
    /// In one `SQLite` file in a folder.
    Folder(PathBuf),
    /// In a `PostgreSQL` database, which several servers may share.
    Postgres {
        /// The database.
        address: Postgres,
        /// For what the server keeps beside it: the key that signs archives.
        folder: PathBuf,
    },
}

impl From<PathBuf> for Place {
    fn from(folder: PathBuf) -> Self {
        Self::Folder(folder)
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Postgres { address, .. } => address.fmt(f),
        }
    }
}

impl Place {
    /// The journal of a server's folder: in the database of `address` or of the one that the folder remembers, else in its file.
    /// The password of the database's role is the first line of the file `password`, else of `database-password` in the folder.
    ///
    /// # Errors
    /// The address or the file with the password cannot be read, or the folder has a journal in a file already.
    pub fn of(folder: &Path, address: Option<&str>, password: Option<&Path>) -> Result<Self, StorageError> {
        let remembered = folder.join(ADDRESS);
        let failed = |path: &Path, reason: String| StorageError::Open { path: path.to_owned(), reason };
        let address = match address {
            Some(address) => address.to_owned(),
            None if remembered.exists() => first_line(&remembered)?,
            None => return Ok(Self::Folder(folder.to_owned())),
        };
        if folder.join(FILE).exists() {
            let reason = "there is a journal in a file here already; take another folder for the database".to_owned();
            return Err(failed(&folder.join(FILE), reason));
        }
        let usual = folder.join(PASSWORD);
        let password = password.or_else(|| usual.exists().then_some(usual.as_path())).map(first_line).transpose()?;
        let address = Postgres::parse(&address, password.as_deref())
            .map_err(|error| failed(Path::new("--database"), error.to_string()))?;
        Ok(Self::Postgres { address, folder: folder.to_owned() })
    }

    /// Lets the folder remember the address, as it was given, if it is one of a database.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn remember(&self, address: &str) -> Result<(), StorageError> {
        let Self::Postgres { folder, .. } = self else { return Ok(()) };
        let path = folder.join(ADDRESS);
        let write = || -> std::io::Result<()> {
            make_folder(folder)?;
            let mut file = std::fs::File::create(&path)?;
            writeln!(file, "{address}")?;
            file.sync_all()
        };
        write().map_err(|error| StorageError::Open { path: path.clone(), reason: error.to_string() })
    }
}

fn first_line(path: &Path) -> Result<String, StorageError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| StorageError::Open { path: path.to_owned(), reason: error.to_string() })?;
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_remembers_its_database_and_never_has_two_journals() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("server");
        assert!(matches!(Place::of(&data, None, None), Ok(Place::Folder(_))));
        let address = "postgres://zvonok@/journal?host=/run/postgresql";
        let place = Place::of(&data, Some(address), None).expect("a place");
        place.remember(address).expect("written");
        std::fs::write(data.join(PASSWORD), "s3cret\n").expect("written");
        let again = Place::of(&data, None, None).expect("the same place");
        assert_eq!(again.to_string(), "postgres:///run/postgresql/journal");
        std::fs::write(data.join(FILE), "").expect("written");
        assert!(matches!(Place::of(&data, None, None), Err(StorageError::Open { .. })));
    }
}
