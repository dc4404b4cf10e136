//! Passwords and tokens: how they are made, hashed and compared. Nothing here is ever logged.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use sha2::{Digest as _, Sha256};

use crate::domain::Digest;

/// Shortest password, in characters.
pub(super) const PASSWORD_MIN: usize = 8;
/// Longest password, in characters: beyond it nobody types, and hashing would be a gift to an attacker.
pub(super) const PASSWORD_MAX: usize = 128;
/// The password that every account of the invented school shares; see [`super::Logins::Training`].
pub const TRAINING_PASSWORD: &str = "uchebnaya-shkola";
/// [`TRAINING_PASSWORD`], hashed once: hashing it for 26 accounts at every start of the demo would take seconds. Also what an
/// unknown login is compared with, so that it costs what a known one costs.
pub(super) const TRAINING_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$udX1kikhSAnIMIxi92+y5Q$LaWE1XHmTtaZB27FfcaoIsaKLNMHyIyPD6pCwOz3470";
/// Passwords that everybody tries first (those of at least [`PASSWORD_MIN`] characters), folded to lower case.
const COMMON: [&str; 40] = [
    "12345678",
    "123456789",
    "1234567890",
    "0987654321",
    "87654321",
    "11111111",
    "00000000",
    "12341234",
    "11223344",
    "password",
    "password1",
    "passw0rd",
    "qwertyui",
    "qwertyuiop",
    "qwerty12",
    "qwerty123",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "q1w2e3r4",
    "1qaz2wsx",
    "zaq12wsx",
    "asdfghjkl",
    "zxcvbnm1",
    "iloveyou",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "administrator",
    "admin123",
    "welcome1",
    "letmein1",
    "йцукенгш",
    "йцукенгшщз",
    "пароль123",
    "парольпароль",
    "учитель1",
    "учительница",
    "школа123",
    "zvonok123",
];
/// Symbols of one-time passwords: nothing that is mistaken for another when read from paper.
const ALPHABET: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A password that was generated and is shown once: it must be changed at the first sign-in.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimePassword(String);

impl OneTimePassword {
    /// Twelve symbols (59 bits) in three groups.
    pub(super) fn generate() -> Self {
        let mut text = String::new();
        while text.len() < 14 {
            // 248 is the largest multiple of 31 in a byte: what is above would make some symbols likelier.
            let [byte] = random::<1>();
            if byte < 248 {
                text.push(char::from(ALPHABET[usize::from(byte % 31)]));
                if text.len() == 4 || text.len() == 9 {
                    text.push('-');
                }
            }
        }
        Self(text)
    }

    /// The password, to be handed over.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for OneTimePassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimePassword(…)")
    }
}

/// Random bytes of the operating system.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has random bytes");
    bytes
}

/// As many random bytes, in hexadecimal digits.
pub(super) fn random_hex<const N: usize>() -> String {
    random::<N>().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// SHA-256.
pub(super) fn digest(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// Argon2id with 19 MiB, two passes, one lane: OWASP's first choice.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19_456, 2, 1, None).expect("parameters within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The PHC string of a password, with a salt of its own.
pub(super) fn hash(password: &str) -> String {
    let hash: PasswordHash = argon2().hash_password(password.as_bytes()).expect("a password of any bytes can be hashed");
    hash.to_string()
}

/// Whether the password is the one that was hashed. A malformed or empty hash fits no password.
pub(super) fn verify(password: &str, phc: &str) -> bool {
    PasswordHash::new(phc).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Whether a chosen password is long enough, not too long, and not what everybody tries first.
pub(super) fn is_acceptable(password: &str, login: &str) -> bool {
    let length = password.chars().count();
    let folded = password.to_lowercase();
    let single = folded.chars().all(|letter| folded.starts_with(letter));
    (PASSWORD_MIN..=PASSWORD_MAX).contains(&length)
        && !COMMON.contains(&folded.as_str())
        && folded != login.to_lowercase()
        && !single
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let phc = hash("корова на лугу");
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(verify("корова на лугу", &phc));
        assert!(!verify("корова на луг", &phc));
        assert!(!verify("", ""), "no password was given out");
    }

    #[test]
    fn the_training_hash_is_that_of_the_training_password() {
        assert!(verify(TRAINING_PASSWORD, TRAINING_HASH), "it should be e.g. {}", hash(TRAINING_PASSWORD));
    }

    #[test]
    fn chosen_passwords_are_neither_short_nor_common() {
        let cases = [
            ("корова на лугу", true),
            ("k7-m2-x9", true),
            ("short", false),
            ("Password", false),
            ("ЙЦУКЕНГШ", false),
            ("orlova.elena", false),
            ("яяяяяяяяя", false),
        ];
        for (password, good) in cases {
            assert_eq!(is_acceptable(password, "Orlova.Elena"), good, "{password}");
        }
        assert!(!is_acceptable(&"x1".repeat(65), "x"));
    }

    #[test]
    fn one_time_passwords_are_readable_and_differ() {
        let (one, other) = (OneTimePassword::generate(), OneTimePassword::generate());
        assert_ne!(one, other);
        assert_eq!(one.as_str().len(), 14);
        assert!(is_acceptable(one.as_str(), "x"));
        assert_eq!(format!("{one:?}"), "OneTimePassword(…)");
    }
}
