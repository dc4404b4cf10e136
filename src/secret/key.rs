//! The key of an account's store: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), a random nonce for each sealed text.
//!
//! As section 2.3 of the draft makes it of ChaCha20-Poly1305 (RFC 8439): `HChaCha20` gives every nonce a key of its own. The cipher
//! is ring's, which TLS brings along: a start unseals 100 KiB, and a cipher made of generics is slow in a program made small.

use std::fmt;

use chacha20::{R20, hchacha};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
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
    /// Bytes that sealing adds to a text: the nonce and the tag.
    pub(super) const ADDS: usize = NONCE + 16;

    /// The key of these bytes.
    pub(super) const fn of(key: Zeroizing<[u8; KEY]>) -> Self {
        Self(key)
    }

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
        self.seal_with(&nonce, about, clear)
    }

    fn seal_with(&self, nonce: &[u8; NONCE], about: &[u8], clear: &[u8]) -> Vec<u8> {
        let (key, rest) = self.of_nonce(nonce);
        let mut whole = Vec::with_capacity(Self::ADDS + clear.len());
        whole.extend_from_slice(nonce);
        whole.extend_from_slice(clear);
        let tag = key.seal_in_place_separate_tag(rest, Aad::from(about), &mut whole[NONCE..]);
        whole.extend_from_slice(tag.expect("no text is longer than the cipher takes").as_ref());
        whole
    }

    /// Opens what [`Self::seal`] made. `None`: another key, other words about it, or it was altered.
    #[must_use]
    pub fn open(&self, about: &[u8], whole: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = whole.split_first_chunk::<NONCE>()?;
        let (key, rest) = self.of_nonce(nonce);
        let mut clear = Zeroizing::new(sealed.to_vec());
        let length = key.open_in_place(rest, Aad::from(about), &mut clear).ok()?.len();
        clear.truncate(length);
        Some(clear)
    }

    /// The key of a nonce, and what of the nonce is left for it.
    fn of_nonce(&self, nonce: &[u8; NONCE]) -> (LessSafeKey, Nonce) {
        let (first, last) = nonce.split_first_chunk::<16>().expect("16 bytes of 24");
        let mut rest = [0; 12];
        rest[4..].copy_from_slice(last);
        let key = Zeroizing::new(<[u8; KEY]>::from(hchacha::<R20>((&*self.0).into(), first.into())));
        let key = UnboundKey::new(&CHACHA20_POLY1305, &key[..]).expect("32 bytes");
        (LessSafeKey::new(key), Nonce::assume_unique_for_key(rest))
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

    /// Appendix A.3.1 of draft-irtf-cfrg-xchacha-03.
    #[test]
    fn the_example_of_the_draft_is_sealed_as_it_says() {
        let bytes = |hex: &str| -> Vec<u8> {
            let pair = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("a byte");
            (0..hex.len()).step_by(2).map(pair).collect()
        };
        let key = Key::of(Zeroizing::new(std::array::from_fn(|at| 0x80 + u8::try_from(at).expect("a byte"))));
        let nonce: [u8; NONCE] = std::array::from_fn(|at| 0x40 + u8::try_from(at).expect("a byte"));
        let about = bytes("50515253c0c1c2c3c4c5c6c7");
        let clear: &[u8] =
            b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen \
            would be it.";
        let sealed = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c2\
            16cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e\
            c0875924c1c7987947deafd8780acf49";
        assert_eq!(key.seal_with(&nonce, &about, clear)[NONCE..], bytes(sealed));
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
