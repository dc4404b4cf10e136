//! The key file: the key of a store sealed by a pass-phrase or password, with Argon2id and XChaCha20-Poly1305.
//!
//! Layout: magic, three cost parameters (memory in KiB, passes, lanes; little-endian `u32`), salt, nonce, sealed text. All
//! that stands before the nonce is authenticated too.

use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use super::key::Key;
use super::{Secret, SecretError};

const MAGIC: &[u8; 8] = b"ZVSEAL1\n";
/// Memory in KiB, passes and lanes of a new file: fits a computer of 2 GB.
const COSTS: [u32; 3] = [64 * 1024, 3, 1];
/// The least that is accepted, so that a file made weaker by somebody is refused, and the most, so that one made heavier is.
const LEAST: [u32; 3] = [19 * 1024, 2, 1];
const MOST: [u32; 3] = [1024 * 1024, 16, 8];
/// Longest file that is read, in bytes.
const LONGEST: u64 = 64 * 1024;
const SALT: usize = 16;
const HEAD: usize = MAGIC.len() + 12 + SALT;

/// Seals a text.
pub(super) fn seal(text: &Secret, passphrase: &str) -> Result<Vec<u8>, SecretError> {
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt).map_err(|error| SecretError::File(error.to_string()))?;
    let mut file = MAGIC.to_vec();
    file.extend(COSTS.iter().flat_map(|cost| cost.to_le_bytes()));
    file.extend_from_slice(&salt);
    let sealed = key(passphrase, &salt, COSTS)?.seal(&file, text.reveal().as_bytes());
    file.extend_from_slice(&sealed);
    Ok(file)
}

/// Opens a sealed text.
pub(super) fn open(file: &[u8], passphrase: &str) -> Result<Secret, SecretError> {
    let (head, sealed) = file.split_at_checked(HEAD).ok_or_else(damaged)?;
    if sealed.len() < Key::ADDS {
        return Err(damaged());
    }
    let (costs, salt) = head[MAGIC.len()..].split_at(12);
    let mut numbers = [0; 3];
    for (number, bytes) in numbers.iter_mut().zip(costs.chunks_exact(4)) {
        *number = u32::from_le_bytes(bytes.try_into().expect("four bytes"));
    }
    let sane = (0..3).all(|at| (LEAST[at]..=MOST[at]).contains(&numbers[at]));
    if !head.starts_with(MAGIC) || !sane {
        return Err(damaged());
    }
    let clear = key(passphrase, salt, numbers)?.open(head, sealed).ok_or(SecretError::WrongPassphrase)?;
    let text = std::str::from_utf8(&clear).map_err(|_| damaged())?;
    Ok(Secret::new(text.to_owned()))
}

/// The key of a pass-phrase (RFC 9106).
fn key(passphrase: &str, salt: &[u8], [memory, passes, lanes]: [u32; 3]) -> Result<Key, SecretError> {
    let failed = |error: argon2::Error| SecretError::File(error.to_string());
    let params = Params::new(memory, passes, lanes, Some(32)).map_err(failed)?;
    let mut key = Zeroizing::new([0; 32]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(passphrase.as_bytes(), salt, &mut key[..]).map_err(failed)?;
    Ok(Key::of(key))
}

pub(super) fn damaged() -> SecretError {
    SecretError::File("it is damaged".to_owned())
}

/// Reads a file, `None` where there is none. A link is refused.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, SecretError> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(no_follow());
    }
    let mut bytes = Vec::new();
    match options.open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes)) {
        Ok(_) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SecretError::File(error.to_string())),
    }
}

/// Removes a file, if there is one.
pub(super) fn remove(path: &Path) -> Result<(), SecretError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(SecretError::File(error.to_string())),
        _ => Ok(()),
    }
}

/// Makes a folder that only its owner can look into.
pub(super) fn make_folder(folder: &Path) -> Result<(), SecretError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    let all = folder.parent().unwrap_or(folder);
    builder.create(all).map_err(|error| SecretError::File(error.to_string()))?;
    // A link that somebody planted is not followed.
    if fs::symlink_metadata(all).is_ok_and(|about| about.is_symlink()) {
        return Err(SecretError::File(format!("{} is a link", all.display())));
    }
    builder.create(folder).map_err(|error| SecretError::File(error.to_string()))
}

/// Writes a file that only its owner can read, whole or not at all.
pub(super) fn write(path: &Path, contents: &[u8]) -> Result<(), SecretError> {
    let failed = |error: io::Error| SecretError::File(error.to_string());
    let folder = path.parent().expect("the files have a folder");
    make_folder(folder)?;
    let new = path.with_extension("new");
    // A rest of a write that was cut off.
    let _ = fs::remove_file(&new);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(&new).map_err(failed)?;
    file.write_all(contents).and_then(|()| file.sync_all()).map_err(failed)?;
    fs::rename(&new, path).map_err(failed)?;
    #[cfg(unix)]
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    Ok(())
}

/// Keeps other processes out until the file that it gives is dropped.
pub(super) fn lock(folder: &Path) -> Result<fs::File, SecretError> {
    let failed = |error: io::Error| SecretError::File(error.to_string());
    make_folder(folder)?;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600).custom_flags(no_follow());
    }
    let file = options.open(folder.join("lock")).map_err(failed)?;
    file.lock().map_err(failed)?;
    Ok(file)
}

#[cfg(unix)]
fn no_follow() -> i32 {
    i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).expect("a flag of the system is a small number")
}
