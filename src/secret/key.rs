//! The key of an account's store: XChaCha20-Poly1305, a random nonce for each sealed text.

use std::fmt;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::{Secret, SecretError};

/// Bytes of the nonce that stand before a sealed text.
const NONCE: usize = 24;
/// Bytes of the key.
const KEY: usize = 32;

/// The key of a store. It is wiped from memory when it goes, and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Zeroizing<[u8; KEY]>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// A new key.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn random() -> Result<Self, SecretError> {
        let mut key = Zeroizing::new([0; KEY]);
        getrandom::fill(&mut key[..]).map_err(|error| SecretError::File(error.to_string()))?;
        Ok(Self(key))
    }

    /// The key that follows from a text which is no secret: for the training school, whose data are invented and whose
    /// password is public.
    pub(super) fn of_training() -> Self {
        use sha2::{Digest as _, Sha256};
        Self(Zeroizing::new(Sha256::digest(b"zvonok: the training school keeps no secrets").into()))
    }

    /// Seals bytes: nonce, then cipher text with its tag. `about` says what they are; they open under the same words only.
    ///
    /// # Panics
    /// The system gives no random numbers, or the text is longer than 256 GiB.
    #[must_use]
    pub fn seal(&self, about: &[u8], clear: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).expect("the system that made the key gives random numbers");
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), Payload { msg: clear, aad: about });
        let mut whole = nonce.to_vec();
        whole.extend_from_slice(&sealed.expect("no text is longer than the cipher takes"));
        whole
    }

    /// Opens what [`Self::seal`] made. `None`: another key, other words about it, or it was altered.
    #[must_use]
    pub fn open(&self, about: &[u8], whole: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = whole.split_first_chunk::<NONCE>()?;
        let clear = self.cipher().decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: about });
        clear.ok().map(Zeroizing::new)
    }

    /// The key as a text, for a place that keeps texts.
    pub(super) fn to_secret(&self) -> Secret {
        Secret::new(super::hex(&self.0[..]))
    }

    /// The key of a text as [`Self::to_secret`] writes it.
    pub(super) fn from_secret(text: &Secret) -> Option<Self> {
        let digits = text.reveal().as_bytes();
        let mut key = Zeroizing::new([0; KEY]);
        if digits.len() != 2 * KEY {
            return None;
        }
        for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(key))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_never_printed_and_reads_back_from_its_text() {
        let key = Key::random().expect("a key");
        assert_eq!(format!("{key:?}"), "Key(…)");
        assert_eq!(Key::from_secret(&key.to_secret()), Some(key));
        for text in ["", "12", &"g".repeat(64), &"й".repeat(32), &"0".repeat(65)] {
            assert_eq!(Key::from_secret(&Secret::new(text.to_owned())), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_under_the_same_key_and_words_only(
            clear in proptest::collection::vec(any::<u8>(), 0..200),
            about in "[a-z]{0,8}",
            at in any::<prop::sample::Index>(),
            bit in 0..8_u32,
        ) {
            let key = Key::of_training();
            let sealed = key.seal(about.as_bytes(), &clear);
            let opened = key.open(about.as_bytes(), &sealed);
            prop_assert_eq!(opened.as_deref(), Some(&clear));
            prop_assert_ne!(&key.seal(about.as_bytes(), &clear), &sealed, "another nonce each time");
            let other = about.clone() + "!";
            prop_assert!(key.open(other.as_bytes(), &sealed).is_none());
            prop_assert!(Key::random().expect("a key").open(about.as_bytes(), &sealed).is_none());
            let mut altered = sealed.clone();
            altered[at.index(sealed.len())] ^= 1 << bit;
            prop_assert!(key.open(about.as_bytes(), &altered).is_none());
            let cut = at.index(sealed.len());
            prop_assert!(key.open(about.as_bytes(), &sealed[..cut]).is_none());
        }
    }
}
