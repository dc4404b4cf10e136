//! A year's journal as plain files that need neither the server nor this program to be read.
//!
//! CSV in UTF-8 (semicolons, as spreadsheets here expect), a list of SHA-256 sums as `sha256sum -c` takes it, and an Ed25519
//! signature of that list. Each place gets the same bytes, is read back, and gets its name only when it is whole. [`verify`]
//! looks at such a folder years later. What a cell begins with is made harmless for spreadsheets; `versions.csv` has every
//! version of every fact as the JSON of the protocol.

mod sign;
mod tables;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::storage::{BackupError, Storage};
use crate::domain::{Digest, SchoolId};
use sign::Signer;

/// The list of sums.
const MANIFEST: &str = "manifest.sha256";
/// The signature of the list: 64 bytes.
const SIGNATURE: &str = "manifest.sig";
/// The public key, as `openssl` takes it (DER).
const KEY: &str = "key.der";

/// What is archived, and where.
#[derive(Debug, Clone)]
pub struct ArchiveOrder<'a> {
    /// The school.
    pub school: &'a SchoolId,
    /// The year in which the school year begins.
    pub year: i32,
    /// Folders in which the archive is put: at least two, and as many as the regulation wants.
    pub places: &'a [PathBuf],
    /// What the archive is and how it is checked, for the people who find it.
    pub readme: &'a str,
    /// The present instant.
    pub now: DateTime<Utc>,
}

/// An archive that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// The new folders.
    pub folders: Vec<PathBuf>,
    /// Files in each of them.
    pub files: usize,
    /// SHA-256 of the public key that signed it.
    pub key: Digest,
}

/// What was found in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveChecked {
    /// Files with a sum.
    pub files: usize,
    /// SHA-256 of the public key beside it.
    pub key: Digest,
    /// What does not agree; empty: the archive is as it was made.
    pub faults: Vec<ArchiveFault>,
}

/// Something that is not as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveFault {
    /// A file says something else.
    Changed(String),
    /// A file is missing or cannot be read.
    Missing(String),
    /// A file was added.
    Added(String),
    /// The list of sums is not the one that was signed.
    Signature,
    /// It was signed with another key than the one that was noted.
    Key,
}

impl Storage {
    /// Archives a school year in every place and notes it in the audit log.
    ///
    /// # Errors
    /// An archive is there already, a file cannot be written or is not read back as written, or the journal cannot be read.
    pub fn archive(&self, order: &ArchiveOrder<'_>) -> Result<Archived, BackupError> {
        let signer = Signer::of(self.folder())?;
        let name = format!("journal-{}-{}", plain(order.school.as_str()), order.year);
        let folders: Vec<PathBuf> = order.places.iter().map(|place| place.join(&name)).collect();
        if let Some(taken) = folders.iter().find(|folder| folder.exists()) {
            return Err(BackupError::Exists(taken.clone()));
        }
        let mut copies = Copies::make(&folders)?;
        copies.put("README.txt", order.readme.as_bytes())?;
        copies.put(KEY, &signer.public_der())?;
        tables::write(self, order, &mut |path, bytes| copies.put(path, bytes))?;
        let (manifest, files) = copies.manifest();
        copies.write(MANIFEST, manifest.as_bytes())?;
        copies.write(SIGNATURE, &signer.sign(manifest.as_bytes()))?;
        let key = signer.fingerprint();
        copies.finish(key)?;
        let sum = Digest(Sha256::digest(manifest.as_bytes()).into());
        self.archived(order, &sum, &key)?;
        Ok(Archived { folders, files, key })
    }
}

/// Looks whether an archive is as it was made. `expected` is the SHA-256 of the key, noted when it was made: without it a
/// stranger's archive with a stranger's key is only whole, not the school's.
///
/// # Errors
/// The folder has no list of sums, signature or key that could be read.
pub fn verify_archive(folder: &Path, expected: Option<Digest>) -> Result<ArchiveChecked, BackupError> {
    let manifest = fs::read_to_string(folder.join(MANIFEST))?;
    let (signature, key) = (fs::read(folder.join(SIGNATURE))?, fs::read(folder.join(KEY))?);
    let mut faults = Vec::new();
    let fingerprint = Digest(Sha256::digest(sign::public_of(&key)).into());
    if !sign::is_signed(&key, manifest.as_bytes(), &signature) {
        faults.push(ArchiveFault::Signature);
    }
    if expected.is_some_and(|expected| expected != fingerprint) {
        faults.push(ArchiveFault::Key);
    }
    let sums = parse(&manifest).ok_or_else(|| BackupError::NotAJournal(MANIFEST.to_owned()))?;
    for (path, sum) in &sums {
        match digest_of(&folder.join(path)) {
            Ok(found) if found == *sum => {}
            Ok(_) => faults.push(ArchiveFault::Changed(path.clone())),
            Err(_) => faults.push(ArchiveFault::Missing(path.clone())),
        }
    }
    let mut found = Vec::new();
    list(folder, "", &mut found)?;
    let known = |path: &String| sums.contains_key(path) || path == MANIFEST || path == SIGNATURE;
    faults.extend(found.into_iter().filter(|path| !known(path)).map(ArchiveFault::Added));
    Ok(ArchiveChecked { files: sums.len(), key: fingerprint, faults })
}

/// Paths with their sums; `None`: a line is not such, or leads out of the folder.
fn parse(manifest: &str) -> Option<BTreeMap<String, Digest>> {
    let lines = manifest.lines().map(|line| {
        let (sum, path) = line.split_once("  ")?;
        let inside = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..") && !path.contains('\\');
        if inside { Some((path.to_owned(), sum.parse().ok()?)) } else { None }
    });
    lines.collect()
}

fn digest_of(path: &Path) -> std::io::Result<Digest> {
    let mut hash = Sha256::new();
    std::io::copy(&mut File::open(path)?, &mut Hashing(&mut hash))?;
    Ok(Digest(hash.finalize().into()))
}

struct Hashing<'a>(&'a mut Sha256);

impl std::io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn list(folder: &Path, inside: &str, found: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder.join(inside))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
        if entry.file_type()?.is_dir() { list(folder, &path, found)? } else { found.push(path) }
    }
    found.sort();
    Ok(())
}

/// Letters and digits of an id, for the name of a folder.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' }).collect()
}

/// The same files in several folders that have no name yet.
struct Copies {
    /// Where each is made, and what it will be called.
    folders: Vec<(PathBuf, PathBuf)>,
    sums: BTreeMap<String, Digest>,
}

impl Copies {
    fn make(folders: &[PathBuf]) -> Result<Self, BackupError> {
        let mut made = Vec::new();
        for folder in folders {
            let part = folder.with_extension("part");
            // What an earlier attempt left behind.
            let _ = fs::remove_dir_all(&part);
            let mut builder = fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(&part)?;
            made.push((part, folder.clone()));
        }
        Ok(Self { folders: made, sums: BTreeMap::new() })
    }

    /// A file of the archive.
    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), BackupError> {
        self.write(path, bytes)?;
        self.sums.insert(path.to_owned(), Digest(Sha256::digest(bytes).into()));
        Ok(())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), BackupError> {
        for (part, _) in &self.folders {
            let path = part.join(path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = File::create_new(&path)?;
            file.write_all(bytes)?;
            file.sync_all()?;
        }
        Ok(())
    }

    /// The list of sums, and how many files it has.
    fn manifest(&self) -> (String, usize) {
        let mut manifest = String::new();
        for (path, sum) in &self.sums {
            let _ = writeln!(manifest, "{sum}  {path}");
        }
        (manifest, self.sums.len())
    }

    /// Reads every place back, and gives the folders their names.
    fn finish(self, key: Digest) -> Result<(), BackupError> {
        for (part, _) in &self.folders {
            if let Some(fault) = verify_archive(part, Some(key))?.faults.first() {
                return Err(BackupError::NotAJournal(format!("{}: {fault:?}", part.display())));
            }
        }
        for (part, folder) in &self.folders {
            fs::rename(part, folder)?;
        }
        Ok(())
    }
}
