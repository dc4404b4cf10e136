//! Entries on their way into the journal: their life, and the plan of what to send next. Pure.
//!
//! The truth of an entry is one word ([`Life`]), and a screen never shows a stronger one. The store keeps entries,
//! the adapter carries them; this module decides. Start with [`life`] (what may follow what), then [`plan()`] (what to
//! send next), [`fault`] (what an answer of a server means), [`overlay()`] (what a page looks like with the entries on
//! top), [`clock`] (what time it really is) and [`chain`] (how entries are numbered and linked).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{Fact, Finding, Lesson, Operation};

pub mod chain;
pub mod clock;
pub mod fault;
pub mod life;
pub mod outage;
pub mod overlay;
pub mod pace;
pub mod plan;
pub mod queue;
pub mod recording;

pub use clock::{Clock, Offset, Reading};
pub use fault::{Ack, Fault};
pub use life::{LifeEvent, NotPossible};
pub use outage::Outage;
pub use overlay::{Overlaid, overlay};
pub use pace::{Link, Urgency};
pub use plan::{Plan, held_until, plan};
pub use queue::{FactKey, Line, Queue};
pub use recording::{NewEntry, Recording, UndoChange};

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
    /// Replaced by a later entry of the same fact before it was in the journal.
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

    /// The name in JSON and in the store (`on_disk`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Held => "held",
            Self::OnDisk => "on_disk",
            Self::Sent => "sent",
            Self::Uncertain => "uncertain",
            Self::Requested => "requested",
            Self::Conflict => "conflict",
            Self::Refused => "refused",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
            Self::InJournal => "in_journal",
        }
    }

    /// The state of a name as [`Self::name`] writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|life| life.name() == name)
    }

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
    /// How often it may have reached the server. 0 means that it certainly never left this computer, so that a later
    /// entry of the same fact may replace it and the person may take it back.
    pub attempts: u32,
    /// How often the person asked for a new judgement of what was refused or in conflict.
    pub again: u32,
    /// When it was given to the network last.
    pub sent_at: Option<DateTime<Utc>>,
    /// Why it is where it is: the server's findings, for refused and requested entries.
    pub findings: Vec<Finding>,
    /// What the journal holds, for a conflict.
    pub present: Option<Box<Fact>>,
    /// The lesson as it stands now, for a conflict with the timetable: it was cancelled or moved.
    pub lesson: Option<Box<Lesson>>,
    /// When the server acknowledged it.
    pub acknowledged_at: Option<DateTime<Utc>>,
}

impl Entry {
    /// A new entry: on the screen, not on the disk yet.
    #[must_use]
    pub const fn typed(operation: Operation, held_until: Option<DateTime<Utc>>) -> Self {
        Self {
            operation,
            life: Life::Typed,
            held_until,
            attempts: 0,
            again: 0,
            sent_at: None,
            findings: Vec::new(),
            present: None,
            lesson: None,
            acknowledged_at: None,
        }
    }

    /// Whether it certainly never left this computer: it may be taken back or replaced without a trace at the server.
    #[must_use]
    pub const fn never_left(&self) -> bool {
        self.attempts == 0 && matches!(self.life, Life::Typed | Life::Held | Life::OnDisk)
    }
}

#[cfg(test)]
mod tests;
