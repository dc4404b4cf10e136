//! Tells whether a PIN or password is the right one without keeping it: Argon2id, in the sealed store.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};

use super::Secret;

/// Memory in KiB, passes and lanes: the least that is advised, since a person waits for the screen. What guards it first is
/// the seal of the store.
const COSTS: [u32; 3] = [19 * 1024, 2, 1];
const SIZE: usize = 32;

/// What is kept of a PIN or password.
#[derive(Clone, Serialize, Deserialize)]
pub struct Verifier {
    salt: [u8; 16],
    hash: [u8; SIZE],
}

impl Verifier {
    /// Of a PIN or password. `None`: the system gives no random numbers, or not enough memory.
    #[must_use]
    pub fn of(phrase: &Secret) -> Option<Self> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).ok()?;
        Some(Self { salt, hash: hash(phrase, &salt)? })
    }

    /// Whether it is this one. Slow on purpose.
    #[must_use]
    pub fn fits(&self, phrase: &Secret) -> bool {
        // Who can measure how the two hashes are compared learns a part of a hash that cannot be turned back.
        hash(phrase, &self.salt) == Some(self.hash)
    }
}

fn hash(phrase: &Secret, salt: &[u8]) -> Option<[u8; SIZE]> {
    let [memory, passes, lanes] = COSTS;
    let params = Params::new(memory, passes, lanes, Some(SIZE)).ok()?;
    let mut hash = [0; SIZE];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(phrase.reveal().as_bytes(), salt, &mut hash).ok()?;
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_one_fits_and_it_is_not_kept() {
        let secret = |text: &str| Secret::new(text.to_owned());
        let verifier = Verifier::of(&secret("2468")).expect("made");
        let json = serde_json::to_string(&verifier).expect("JSON");
        assert!(!json.contains("2468"));
        let again: Verifier = serde_json::from_str(&json).expect("JSON");
        assert!(again.fits(&secret("2468")));
        for wrong in ["", "246", "24680", "8642"] {
            assert!(!again.fits(&secret(wrong)), "{wrong}");
        }
    }
}
