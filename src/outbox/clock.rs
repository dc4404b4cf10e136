//! What time it really is: the server's clock, estimated as an interval. Pure; readings are handed in.
//!
//! Each answer of the server bounds its clock: it was stamped between the sending and the receiving. The bounds are kept
//! against the clock that counts from the start of the computer (sleep included), which nobody sets, and are intersected
//! answer by answer. A wall clock that jumps therefore moves nothing. After a restart of the computer the clock that the bounds
//! were kept against is gone, and the wall clock may have been mended meanwhile: what was known is no longer used, the
//! computer's own clock counts until the server is heard, and is said to be unchecked.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::ClockProof;

/// What the computer's clocks show at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The wall clock, milliseconds since 1970 UTC.
    pub wall_ms: i64,
    /// Milliseconds since the computer started, sleep included.
    pub boot_ms: i64,
    /// A number of this start of the computer.
    pub boot_id: u64,
}

/// Where readings come from. The shell implements it with the computer's clocks, the demonstration with its own time.
pub trait Clock: Send + Sync {
    /// What the clocks show now.
    fn read(&self) -> Reading;
}

/// A time that the server told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerTime {
    /// Milliseconds since 1970 UTC.
    pub ms: i64,
    /// How coarse the server's stamp is: 1 for `server_time`, 1000 for the header `Date`.
    pub step_ms: i64,
}

/// How far the corrected time may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Compared with the server since the computer started.
    Checked,
    /// The last comparison was before the computer was restarted: the computer's own clock, until the server is heard.
    Unchecked,
    /// Never compared: the computer's own clock.
    Unknown,
}

/// Longest way of an answer that still tells something about the clock.
const LONGEST_ROUND_TRIP_MS: i64 = 10_000;
/// How far from 1970 the clock of a server may be, milliseconds: up to the year 2106, as far as [`Offset::now`] goes.
const FARTHEST_MS: u64 = u32::MAX as u64 * 1000;
/// How fast two clocks may run apart: 100 parts per million.
const DRIFT_PER_MS: i64 = 10_000;

/// The server's clock, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offset {
    known: Option<Known>,
}

/// Bounds of the server's clock minus the clock since the start of the computer, at `at_boot_ms`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    low_ms: i64,
    high_ms: i64,
    at_boot_ms: i64,
    boot_id: u64,
    /// Server's clock minus the wall clock at that moment: tells whether the wall clock was set since.
    wall_offset_ms: i64,
}

impl Known {
    /// The bounds at a later reading: they widen as the two clocks drift apart.
    fn at(&self, boot_ms: i64) -> (i64, i64) {
        let drift = (boot_ms - self.at_boot_ms).max(0) / DRIFT_PER_MS;
        (self.low_ms - drift, self.high_ms + drift)
    }
}

impl Offset {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { known: None };

    /// What is known after an answer that was asked for at `sent` and came at `received`. Answers that took longer than
    /// ten seconds, or during which the computer was restarted, tell nothing; nor does a time that no clock of a server shows.
    #[must_use]
    pub fn observe(self, sent: Reading, received: Reading, server: ServerTime) -> Self {
        let round_trip = received.boot_ms - sent.boot_ms;
        if sent.boot_id != received.boot_id || !(0..=LONGEST_ROUND_TRIP_MS).contains(&round_trip) {
            return self;
        }
        if server.ms.unsigned_abs() > FARTHEST_MS {
            return self;
        }
        let (low, high) = (server.ms - received.boot_ms, server.ms + server.step_ms - sent.boot_ms);
        let (low_ms, high_ms) = match self.known.filter(|known| known.boot_id == received.boot_id) {
            Some(known) => {
                let (known_low, known_high) = known.at(received.boot_ms);
                let both = (low.max(known_low), high.min(known_high));
                // Bounds that exclude each other: the server's clock was set. The newest word counts.
                if both.0 <= both.1 { both } else { (low, high) }
            }
            None => (low, high),
        };
        let wall_offset_ms = i64::midpoint(low_ms, high_ms) + received.boot_ms - received.wall_ms;
        let known = Known { low_ms, high_ms, at_boot_ms: received.boot_ms, boot_id: received.boot_id, wall_offset_ms };
        Self { known: Some(known) }
    }

    /// The server's time at a reading, milliseconds since 1970 UTC.
    #[must_use]
    pub fn now_ms(&self, reading: Reading) -> i64 {
        match self.known {
            Some(known) if known.boot_id == reading.boot_id => reading.boot_ms + i64::midpoint(known.low_ms, known.high_ms),
            _ => reading.wall_ms,
        }
    }

    /// The server's time at a reading.
    #[must_use]
    pub fn now(&self, reading: Reading) -> DateTime<Utc> {
        let clamped = self.now_ms(reading).clamp(DateTime::<Utc>::MIN_UTC.timestamp_millis(), i64::from(u32::MAX) * 1000);
        DateTime::from_timestamp_millis(clamped).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// How far [`Self::now`] may be trusted.
    #[must_use]
    pub fn trust(&self, reading: Reading) -> Trust {
        match self.known {
            Some(known) if known.boot_id == reading.boot_id => Trust::Checked,
            Some(_) => Trust::Unchecked,
            None => Trust::Unknown,
        }
    }

    /// Whether this says something that the kept one does not: worth a write to the disk.
    #[must_use]
    pub fn is_news(&self, kept: &Self) -> bool {
        match (self.known, kept.known) {
            (Some(known), Some(kept)) => {
                known.boot_id != kept.boot_id || (known.wall_offset_ms - kept.wall_offset_ms).abs() > 500
            }
            (known, kept) => known != kept,
        }
    }

    /// How far the server's clock is ahead of the computer's wall clock: what a person is told about a wrong clock.
    #[must_use]
    pub fn skew(&self, reading: Reading) -> TimeDelta {
        TimeDelta::milliseconds(self.now_ms(reading) - reading.wall_ms)
    }

    /// What an operation says of how its time was known.
    #[must_use]
    pub fn proof(&self, reading: Reading) -> ClockProof {
        let width_ms = self.known.filter(|known| known.boot_id == reading.boot_id).map(|known| {
            let (low, high) = known.at(reading.boot_ms);
            high - low
        });
        ClockProof {
            wall_ms: reading.wall_ms,
            boot_ms: reading.boot_ms,
            boot_id: reading.boot_id,
            offset_ms: self.now_ms(reading) - reading.wall_ms,
            width_ms,
        }
    }
}
