//! One-time codes (TOTP, RFC 6238): HMAC-SHA-1, six digits, steps of 30 seconds, as every phone's program makes them.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use ring::hmac;

/// Bytes of a secret: those of a SHA-1, as RFC 4226 recommends.
const SECRET: usize = 20;
/// Seconds of a step.
const STEP: i64 = 30;
/// Steps that a phone's clock may be off, to either side.
const SLACK: i64 = 1;
/// Digits of a code.
const DIGITS: usize = 6;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The secret that the server and a phone share.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret([u8; SECRET]);

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TotpSecret(…)")
    }
}

impl TotpSecret {
    /// A new one.
    #[must_use]
    pub fn generate() -> Self {
        Self(super::password::random())
    }

    /// One that was kept.
    pub(super) const fn of(bytes: [u8; SECRET]) -> Self {
        Self(bytes)
    }

    /// As it is kept.
    pub(super) const fn bytes(&self) -> &[u8; SECRET] {
        &self.0
    }

    /// As it is typed into a phone: Base32 (RFC 4648) in groups of four.
    #[must_use]
    pub fn text(&self) -> String {
        let symbols: Vec<char> = self.base32().chars().collect();
        symbols.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// The address that a phone reads from a picture, for a login.
    #[must_use]
    pub fn address(&self, login: &str) -> String {
        let mut name = String::new();
        for byte in login.bytes() {
            if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
                name.push(char::from(byte));
            } else {
                let _ = write!(name, "%{byte:02X}");
            }
        }
        format!("otpauth://totp/Zvonok:{name}?secret={}&issuer=Zvonok", self.base32())
    }

    /// The step whose code it is, if it is that of now or of a neighbour.
    pub(super) fn step_of(&self, code: &str, now: DateTime<Utc>) -> Option<i64> {
        let present = now.timestamp().div_euclid(STEP);
        (present - SLACK..=present + SLACK).rev().find(|step| {
            use subtle::ConstantTimeEq as _;
            self.code(*step).as_bytes().ct_eq(code.as_bytes()).into()
        })
    }

    /// The code of an instant: what a phone shows then.
    #[must_use]
    pub fn code_at(&self, at: DateTime<Utc>) -> String {
        self.code(at.timestamp().div_euclid(STEP))
    }

    fn code(&self, step: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let bytes = tag.as_ref();
        let at = usize::from(bytes[SECRET - 1] & 0x0f);
        let word = bytes[at..at + 4].iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        format!("{:0DIGITS$}", (word & 0x7fff_ffff) % 1_000_000)
    }

    fn base32(&self) -> String {
        let mut text = String::new();
        for five in self.0.chunks(5) {
            let word = five.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
            for place in (0..8).rev() {
                let symbol = usize::try_from(word >> (place * 5) & 31).expect("below 32");
                text.push(char::from(ALPHABET[symbol]));
            }
        }
        text
    }
}

/// The password and the code behind it, where somebody typed both into one field: a blank and six digits at the end.
pub(super) fn parted(typed: &str) -> Option<(&str, &str)> {
    let (password, code) = typed.rsplit_once(' ')?;
    let is_code = code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| (password.trim_end(), code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
        let secret = TotpSecret::of(*b"12345678901234567890");
        for (at, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let at = DateTime::from_timestamp(at, 0).expect("an instant");
            assert_eq!(secret.code_at(at), code);
            assert_eq!(secret.step_of(code, at), Some(at.timestamp() / 30));
        }
        assert_eq!(secret.text(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let address = "otpauth://totp/Zvonok:orlova%40s7?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Zvonok";
        assert_eq!(secret.address("orlova@s7"), address);
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_no_more() {
        let secret = TotpSecret::of([7; SECRET]);
        let at = DateTime::from_timestamp(1_795_147_620, 0).expect("an instant");
        let code = secret.code_at(at);
        for (off, good) in [(-61, false), (-30, true), (0, true), (30, true), (61, false)] {
            assert_eq!(secret.step_of(&code, at + chrono::TimeDelta::seconds(off)).is_some(), good, "{off}");
        }
        for wrong in ["", "12345", "1234567", "abcdef"] {
            assert_eq!(secret.step_of(wrong, at), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_behind_a_password_is_parted_from_it() {
        for (typed, expected) in [
            ("корова на лугу 123456", Some(("корова на лугу", "123456"))),
            ("корова  123456", Some(("корова", "123456"))),
            ("корова123456", None),
            ("корова 12345", None),
            ("корова 12345б", None),
            ("", None),
        ] {
            assert_eq!(parted(typed), expected, "{typed}");
        }
    }
}
