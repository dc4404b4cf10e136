//! How long to wait after a fault: back-off with jitter, what the server asked for, and haste before a deadline. Pure.
//!
//! The state ([`Link`]) is kept in the store, so that a restart of the program is not a fresh storm. Random numbers are
//! handed in.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Fault;

/// Most entries in a batch.
pub const BATCH: usize = 100;
/// Longest wait of the back-off, milliseconds.
const CAP_MS: i64 = 60_000;
/// Longest wait in the last half hour before a deadline, milliseconds.
const CAP_URGENT_MS: i64 = 15_000;
/// Shortest wait after [`FEW`] failures, milliseconds: an idle terminal does not wake more often.
const CALM_MS: i64 = 30_000;
/// Longest wait that a server is granted: after it, it is asked again.
const LONGEST_ASKED: TimeDelta = TimeDelta::minutes(10);
/// No wait is longer than this: what was asked, and what is added so that not everybody comes back at once.
const LONGEST_REST: TimeDelta = TimeDelta::minutes(15);
/// How many failures in a row are few.
const FEW: u32 = 5;

/// What is known of the way to the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Failures in a row.
    pub failures: u32,
    /// When the first of them was.
    pub since: Option<DateTime<Utc>>,
    /// No try before this instant.
    pub not_before: Option<DateTime<Utc>>,
    /// Whether `not_before` is what the server asked for: the person cannot override it.
    pub asked_by_server: bool,
    /// Whether a sign-in is needed first.
    pub sign_in: bool,
    /// How many entries the next batch may have.
    pub batch: usize,
    /// The nearest instant by which something is due, if known.
    pub due: Option<DateTime<Utc>>,
}

impl Default for Link {
    fn default() -> Self {
        Self { failures: 0, since: None, not_before: None, asked_by_server: false, sign_in: false, batch: BATCH, due: None }
    }
}

/// How near a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// No deadline within half an hour.
    Usual,
    /// The last half hour before a deadline.
    LastHalfHour,
}

impl Link {
    /// How near the deadline is.
    #[must_use]
    pub fn urgency(&self, now: DateTime<Utc>) -> Urgency {
        match self.due {
            Some(due) if now < due && due - now <= TimeDelta::minutes(30) => Urgency::LastHalfHour,
            _ => Urgency::Usual,
        }
    }

    /// After an answer: the way is free. The batch grows again.
    #[must_use]
    pub fn after_answer(self) -> Self {
        Self { batch: (self.batch * 2).clamp(1, BATCH), due: self.due, ..Self::default() }
    }

    /// After a fault at `now`; `dice` is any random number.
    #[must_use]
    pub fn after_fault(self, fault: &Fault, sent: usize, now: DateTime<Utc>, dice: u64) -> Self {
        match fault {
            // The way is free; only the load was wrong.
            fault if fault.halves(sent) => Self { batch: (sent / 2).max(1), ..self.after_answer() },
            // The way is free, and nothing was done: only a second one in a row has to wait long.
            Fault::CursorGone => {
                let (wait, asked_by_server) = self.wait(fault, now, dice);
                Self { failures: self.failures.saturating_add(1), not_before: Some(now + wait), asked_by_server, ..self }
            }
            Fault::SignIn => Self { sign_in: true, ..self.after_answer() },
            _ => {
                let (wait, asked_by_server) = self.wait(fault, now, dice);
                // A line that is slow never brings over in time what is too much for it, however often it is tried.
                let is_lost = matches!(fault, Fault::NoAnswer | Fault::Failing { .. });
                let batch = if is_lost && sent > 1 { sent / 2 } else { self.batch };
                Self {
                    failures: self.failures.saturating_add(1),
                    since: self.since.or(Some(now)),
                    not_before: Some(now + wait),
                    asked_by_server,
                    batch,
                    ..self
                }
            }
        }
    }

    /// Until when nothing is tried. An instant that lies further ahead than any wait was written by a clock that was put back
    /// since: it is over.
    #[must_use]
    pub fn rests_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.not_before.filter(|at| *at > now && *at - now <= LONGEST_REST)
    }

    /// "Send now": the wait is over, but not what the server asked for.
    #[must_use]
    pub fn hurried(self) -> Self {
        if self.asked_by_server { self } else { Self { not_before: None, ..self } }
    }

    fn wait(&self, fault: &Fault, now: DateTime<Utc>, dice: u64) -> (TimeDelta, bool) {
        let (retry_after, crowded) = match fault {
            Fault::NotNow { retry_after } => (*retry_after, true),
            Fault::Failing { retry_after } => (*retry_after, retry_after.is_some()),
            _ => (None, false),
        };
        if let Some(retry_after) = retry_after {
            let asked = retry_after.from(now).min(LONGEST_ASKED);
            let spread = share(asked.num_milliseconds() / 5, dice);
            let wait = asked + TimeDelta::milliseconds(spread);
            // A server that asks for more than a quarter of the time left is not obeyed to the letter.
            let longest = self.due.filter(|due| *due > now).map(|due| (due - now) / 4);
            return (longest.map_or(wait, |longest| wait.min(longest.max(TimeDelta::seconds(1)))), true);
        }
        let cap = if self.urgency(now) == Urgency::LastHalfHour { CAP_URGENT_MS } else { CAP_MS };
        let ceiling = 1000_i64.checked_shl(self.failures.min(30)).map_or(cap, |ms| ms.min(cap));
        // Full jitter for a broken line; half of it fixed when the server is crowded, or everybody comes back at once.
        let wait = if crowded { ceiling / 2 + share(ceiling / 2, dice) } else { share(ceiling, dice) };
        let calm = if self.failures >= FEW { CALM_MS } else { 0 };
        (TimeDelta::milliseconds(wait.max(calm)), false)
    }
}

/// A random part of a length: 0 to `length`, both included.
fn share(length: i64, dice: u64) -> i64 {
    let length = u64::try_from(length.max(0)).unwrap_or_default();
    i64::try_from(dice % (length + 1)).unwrap_or_default()
}
