//! A computer whose clock is wrong.

use super::{State, Time};

/// A clock that is off by more is said.
const SKEW_MS: i64 = 60_000;
/// A clock that is off by more is no clock.
const DAY_MINUTES: i64 = 24 * 60;

impl State {
    /// The key of the sentence about the computer's clock and the minutes that it is off, where it was compared with the
    /// server's and is off by more than a minute. Invented time is not compared with anything.
    #[must_use]
    pub fn wrong_clock(&self) -> Option<(&'static str, i64)> {
        let proof = self.program.reading.proof;
        if self.program.time == Time::Training || proof.width_ms.is_none() {
            return None;
        }
        let behind_ms = self.program.reading.now.timestamp_millis() - proof.wall_ms;
        let minutes = behind_ms.abs() / 60_000;
        match behind_ms {
            _ if behind_ms.abs() <= SKEW_MS => None,
            _ if minutes >= DAY_MINUTES => Some(("clock-useless", minutes)),
            1.. => Some(("clock-behind", minutes)),
            _ => Some(("clock-ahead", minutes)),
        }
    }
}
