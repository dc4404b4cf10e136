//! The folder of a store: its name, its rights, and the locks in it.
//!
//! `store.db` is the store. `store.lock` is held by everybody who has it open (shared) and by who mends it (alone).
//! `screens.lock` is held by the one program that shows screens. `open` is there while a program has the store open: found
//! without one, it says that the last exit was not clean. `bell` is written to after a commit, for those who watch. Locks are the kernel's and go with the process that held them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Options, Purpose, StoreError};

/// What the writer's thread needs to know of the folder.
#[derive(Debug, Clone)]
pub(super) struct Files {
    /// The store itself.
    pub database: PathBuf,
    /// Written to after each commit, so that other processes notice.
    pub bell: PathBuf,
    /// Whether it is on a network file system.
    pub network: bool,
}

/// A prepared folder, with the locks held.
#[derive(Debug)]
pub(super) struct Place {
    folder: PathBuf,
    files: Files,
    users: File,
    screens: Option<File>,
    screens_elsewhere: bool,
    unclean: bool,
    alone: bool,
}

impl Place {
    /// Makes the folder where there is none, checks it, and takes the locks.
    pub(super) fn prepare(options: &Options) -> Result<Self, StoreError> {
        let folder = of(options);
        if let Some(accounts) = folder.parent() {
            make_private(accounts)?;
            check(&options.folder)?;
            check(accounts)?;
        }
        make_private(&folder)?;
        check(&folder)?;
        let database = folder.join("store.db");
        // SQLite gives its side files the rights of the store itself.
        drop(private_file(&database)?);
        let users = private_file(&folder.join("store.lock"))?;
        let alone = match users.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => {
                users.lock_shared().map_err(|cause| bad(&folder, cause))?;
                false
            }
            Err(TryLockError::Error(cause)) => return Err(bad(&folder, cause)),
        };
        let (mut screens, mut screens_elsewhere) = (None, false);
        if options.purpose == Purpose::Screens {
            let lock = private_file(&folder.join("screens.lock"))?;
            match lock.try_lock() {
                Ok(()) => screens = Some(lock),
                Err(TryLockError::WouldBlock) => screens_elsewhere = true,
                Err(TryLockError::Error(cause)) => return Err(bad(&folder, cause)),
            }
        }
        let unclean = alone && folder.join("open").exists();
        let bell = folder.join("bell");
        drop(private_file(&bell)?);
        let files = Files { database, bell, network: on_network(&folder) };
        Ok(Self { folder, files, users, screens, screens_elsewhere, unclean, alone })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The name of the folder: it tells stores apart and nothing of their owners.
    pub(super) fn name(&self) -> &str {
        self.folder.file_name().and_then(|name| name.to_str()).expect("the name is made of hexadecimal digits")
    }

    pub(super) fn files(&self) -> Files {
        self.files.clone()
    }

    /// Whether another program shows screens of this account.
    pub(super) const fn screens_elsewhere(&self) -> bool {
        self.screens_elsewhere
    }

    /// Whether the last program that had the store open died.
    pub(super) const fn unclean(&self) -> bool {
        self.unclean
    }

    /// Whether nobody else has the store open, so that it may be mended.
    pub(super) const fn alone(&self) -> bool {
        self.alone
    }

    /// Whether the file of the store holds nothing although others were told of something written. `SQLite` would take it for a new
    /// one; a single byte is nothing to it, too.
    pub(super) fn is_emptied(&self) -> bool {
        let length = |file: &Path| fs::metadata(file).map_or(0, |about| about.len());
        length(&self.files.bell) > 0 && length(&self.files.database) <= 1
    }

    /// From here on others may open the store too.
    pub(super) fn now_open(&self) {
        // A failure costs a check of the file at the next start, or none where one was due; neither loses anything.
        let _ = private_file(&self.folder.join("open"));
        if self.alone {
            let _ = self.users.unlock();
            let _ = self.users.lock_shared();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = self.users.unlock();
        if self.users.try_lock().is_ok() {
            let _ = fs::remove_file(self.folder.join("open"));
            let _ = self.users.unlock();
        }
        if let Some(screens) = &self.screens {
            let _ = screens.unlock();
        }
    }
}

/// The folder of a server and login.
pub(super) fn of(options: &Options) -> PathBuf {
    options.folder.join("accounts").join(name(&options.server, &options.login))
}

/// The name of the folder of a server and login: tells nothing to who lists the folders.
fn name(server: &str, login: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"zvonok store v1\0");
    hash.update(server.trim_end_matches('/').as_bytes());
    hash.update(b"\0");
    hash.update(login.as_bytes());
    let hash = hash.finalize();
    let mut short = [0; 16];
    short.copy_from_slice(&hash[..16]);
    crate::domain::OperationId(short).to_string()
}

fn bad(path: &Path, cause: io::Error) -> StoreError {
    StoreError::Folder { path: path.to_owned(), cause }
}

/// Opens a file for reading and writing, for its owner only; makes it where there is none. Links are refused.
pub(super) fn private_file(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let no_follow = i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).expect("a flag of the system is a small number");
        options.mode(0o600).custom_flags(no_follow);
    }
    options.open(path).map_err(|cause| bad(path, cause))
}

pub(super) fn make_private(folder: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder).map_err(|cause| bad(folder, cause))
}

/// Refuses a folder that is a link, belongs to somebody else, or that others may write into.
#[cfg(unix)]
fn check(folder: &Path) -> Result<(), StoreError> {
    let about = fs::symlink_metadata(folder).map_err(|cause| bad(folder, cause))?;
    if is_of_only(&about, rustix::process::geteuid().as_raw()) {
        return Ok(());
    }
    Err(StoreError::Unsafe { path: folder.to_owned() })
}

/// Whether it is a folder, somebody's, and nobody else may write into it.
#[cfg(unix)]
fn is_of_only(about: &fs::Metadata, owner: u32) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    about.is_dir() && about.uid() == owner && about.mode() & 0o022 == 0
}

#[cfg(not(unix))]
fn check(folder: &Path) -> Result<(), StoreError> {
    let about = fs::symlink_metadata(folder).map_err(|cause| bad(folder, cause))?;
    if about.is_symlink() { Err(StoreError::Unsafe { path: folder.to_owned() }) } else { Ok(()) }
}

/// Whether the folder is on a file system where the shared memory of `SQLite`'s write-ahead log does not work between hosts.
#[cfg(target_os = "linux")]
fn on_network(folder: &Path) -> bool {
    rustix::fs::statfs(folder).is_ok_and(|about| is_network(about.f_type.cast_unsigned()))
}

/// Whether the number of a file system's kind is that of NFS, SMB (three of them) or FUSE. The kernel widens it with its sign, or not.
#[cfg(target_os = "linux")]
fn is_network(kind: u64) -> bool {
    const NETWORK: [u32; 5] = [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x6573_5546];
    NETWORK.iter().any(|network| u64::from(*network) == kind & 0xFFFF_FFFF)
}

#[cfg(not(target_os = "linux"))]
fn on_network(_folder: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{home, options};

    /// The mark of an open store counts where nobody holds the store: its holder died.
    #[test]
    fn the_last_exit_was_not_clean_where_the_mark_is_there_and_nobody_holds_the_store() {
        let home = home();
        let options = options(home.path());
        let prepare = || Place::prepare(&options).expect("a place");
        let first = prepare();
        assert_eq!((first.alone(), first.unclean()), (true, false), "there was none");
        first.now_open();
        let second = prepare();
        assert_eq!((second.alone(), second.unclean()), (false, false), "the first has it open");
        drop((first, second));
        let mark = of(&options).join("open");
        assert!(!mark.exists());
        fs::write(&mark, "").expect("written");
        let third = prepare();
        assert_eq!((third.alone(), third.unclean()), (true, true));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_is_ones_own_when_it_is_a_folder_and_nobody_else_may_write_into_it() {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
        let home = home();
        let (file, link) = (home.path().join("file"), home.path().join("link"));
        fs::write(&file, "").expect("written");
        symlink(home.path(), &link).expect("linked");
        let about = |path: &Path| fs::symlink_metadata(path).expect("it is there");
        let us = about(home.path()).uid();
        for (mode, ours) in [(0o700, true), (0o755, true), (0o720, false), (0o702, false), (0o777, false)] {
            fs::set_permissions(home.path(), fs::Permissions::from_mode(mode)).expect("changed");
            assert_eq!(is_of_only(&about(home.path()), us), ours, "{mode:o}");
            assert!(!is_of_only(&about(home.path()), us + 1), "{mode:o} of somebody else");
        }
        assert!(!is_of_only(&about(&file), us) && !is_of_only(&about(&link), us));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_network_drive_is_known_by_its_number_however_wide_it_is() {
        for (kind, expected) in [
            (0x6969, true),
            (0x517B, true),
            (0xFF53_4D42, true),
            (0xFFFF_FFFF_FF53_4D42, true),
            (0xFFFF_FFFF_FE53_4D42, true),
            (0x6573_5546, true),
            (0xEF53, false),
            (0x0102_1994, false),
            (0x6968, false),
            (0, false),
        ] {
            assert_eq!(is_network(kind), expected, "{kind:x}");
        }
    }
}
