//! The Ed25519 key of a server's archives, and signatures with it.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use ring::rand::SystemRandom;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use sha2::{Digest as _, Sha256};

use super::super::storage::BackupError;
use crate::domain::Digest;

/// The file of the key in the server's folder (PKCS #8).
const FILE: &str = "archive.key";
/// What stands before the 32 bytes of an Ed25519 key in its `SubjectPublicKeyInfo` (RFC 8410).
const DER: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// Who signs the archives of a server.
pub(super) struct Signer(Ed25519KeyPair);

impl Signer {
    /// The key of a server's folder; made at its first archive.
    pub(super) fn of(folder: &Path) -> Result<Self, BackupError> {
        let path = folder.join(FILE);
        if !path.exists() {
            let made = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| std::io::Error::other("random"))?;
            let mut options = File::options();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&path)?;
            file.write_all(made.as_ref())?;
            file.sync_all()?;
        }
        let pair = Ed25519KeyPair::from_pkcs8(&fs::read(&path)?);
        pair.map(Self).map_err(|error| BackupError::NotAJournal(format!("{}: {error}", path.display())))
    }

    /// The public key as `openssl` takes it.
    pub(super) fn public_der(&self) -> Vec<u8> {
        [DER.as_slice(), self.0.public_key().as_ref()].concat()
    }

    /// SHA-256 of the public key.
    pub(super) fn fingerprint(&self) -> Digest {
        Digest(Sha256::digest(self.0.public_key().as_ref()).into())
    }

    /// 64 bytes.
    pub(super) fn sign(&self, text: &[u8]) -> Vec<u8> {
        self.0.sign(text).as_ref().to_vec()
    }
}

/// The key proper in what [`Signer::public_der`] gives.
pub(super) fn public_of(der: &[u8]) -> &[u8] {
    der.strip_prefix(DER.as_slice()).unwrap_or(der)
}

/// Whether a text was signed by whom the key belongs to.
pub(super) fn is_signed(der: &[u8], text: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public_of(der)).verify(text, signature).is_ok()
}
