//! Entries on their way into the journal: their life, and the plan of what to send next. Pure.
//!
//! The truth of an entry is one word ([`Life`]), and a screen never shows a stronger one. The store keeps entries,
//! the adapter carries them; this module decides.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{Fact, Finding, Operation};

/// Where an entry is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// On the screen only.
    Typed,
    /// On the disk, and held back on purpose until its hold ends or its lesson starts.
    Held,
    /// On the disk; waits to be sent.
    OnDisk,
    /// Given to the network; no answer yet.
    Sent,
    /// Given to the network, and the answer was lost. It will be asked for with the same id.
    Uncertain,
    /// Kept by the server as a request that somebody must approve.
    Requested,
    /// Somebody else wrote the fact meanwhile; a person must decide.
    Conflict,
    /// The server's rules forbid it.
    Refused,
    /// Replaced by a later entry of the same fact before it was sent.
    Superseded,
    /// Given up by the person.
    Withdrawn,
    /// Acknowledged by the server.
    InJournal,
}

impl Life {
    /// Every state.
    pub const ALL: [Self; 11] = [
        Self::Typed,
        Self::Held,
        Self::OnDisk,
        Self::Sent,
        Self::Uncertain,
        Self::Requested,
        Self::Conflict,
        Self::Refused,
        Self::Superseded,
        Self::Withdrawn,
        Self::InJournal,
    ];

    /// Whether the entry still waits for something: it counts in the header's `⇅`.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(
            self,
            Self::Typed
                | Self::Held
                | Self::OnDisk
                | Self::Sent
                | Self::Uncertain
                | Self::Requested
                | Self::Conflict
                | Self::Refused
        )
    }

    /// Whether the planner may send it.
    #[must_use]
    pub const fn can_be_sent(self) -> bool {
        matches!(self, Self::OnDisk | Self::Uncertain | Self::Sent)
    }
}

/// An entry of the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// What is to be done.
    pub operation: Operation,
    /// Where it is.
    pub life: Life,
    /// Not to be sent before this instant (hold, or the start of the lesson).
    pub held_until: Option<DateTime<Utc>>,
    /// How often it was sent.
    pub attempts: u32,
    /// Why it is where it is: the server's findings, for refused and requested entries.
    pub findings: Vec<Finding>,
    /// What the journal holds, for a conflict.
    pub present: Option<Box<Fact>>,
    /// When the server acknowledged it.
    pub acknowledged_at: Option<DateTime<Utc>>,
}
