//! What may happen to an entry, and where it leads. Nothing else is possible.
//!
//! The table is [`Life::after`]; [`Entry::apply`] adds what the entry itself knows: an entry that may have reached the server is
//! never again said to be on the disk only, and cannot be taken back or replaced silently.

use chrono::{DateTime, Utc};

use super::{Entry, Life};
use crate::domain::{Fact, Finding, Lesson};

/// What happened to an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum LifeEvent {
    /// The store has it, synced.
    Recorded,
    /// The store has it, synced, and holds it back.
    RecordedHeld,
    /// Its hold is over (or was ended).
    HoldEnded,
    /// It is being given to the network.
    Sending {
        /// When.
        at: DateTime<Utc>,
    },
    /// It certainly never reached the server's journal: no connection, or the server said that nothing was done.
    NeverLeft,
    /// It may have reached the server; there was no answer that can be believed.
    AnswerLost,
    /// The server has it in the journal.
    Accepted {
        /// What the rules noted.
        findings: Vec<Finding>,
        /// When the answer came.
        at: DateTime<Utc>,
    },
    /// The server keeps it as a request.
    Requested {
        /// What the rules noted.
        findings: Vec<Finding>,
    },
    /// Somebody else wrote the fact meanwhile, or the lesson was cancelled or moved.
    Conflict {
        /// What the journal holds.
        present: Option<Box<Fact>>,
        /// The lesson as it stands now, where it was cancelled or moved.
        lesson: Option<Box<Lesson>>,
    },
    /// The server's rules forbid it.
    Refused {
        /// Why.
        findings: Vec<Finding>,
    },
    /// A later entry of the same fact takes its place.
    Replaced,
    /// The person gave it up.
    Withdrawn,
    /// The person wants it sent again.
    Retried,
    /// The server's journal was put back to an earlier state: it may not have it any more.
    Forgotten,
}

/// The event cannot happen to an entry in that state: a defect of the caller, or a race that the caller lost.
#[derive(Debug, Clone, PartialEq)]
pub struct NotPossible {
    /// Where the entry is.
    pub life: Life,
}

impl std::fmt::Display for NotPossible {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not possible for an entry that is {}", self.life.name())
    }
}

impl std::error::Error for NotPossible {}

impl Life {
    /// The state after an event, `None` where the event is not possible.
    ///
    /// Answers are accepted for entries that are *on disk* too: another process of the same person may have sent them. What the
    /// journal turns out to hold is in it, even if something between said that it was refused, and it was given up for that.
    #[must_use]
    pub const fn after(self, event: &LifeEvent) -> Option<Self> {
        use Life::{Conflict, Held, InJournal, OnDisk, Refused, Requested, Sent, Superseded, Typed, Uncertain, Withdrawn};
        match (self, event) {
            (Typed, LifeEvent::Recorded)
            | (Held, LifeEvent::HoldEnded)
            | (Sent, LifeEvent::NeverLeft)
            | (Refused | Conflict, LifeEvent::Retried) => Some(OnDisk),
            (Typed, LifeEvent::RecordedHeld) => Some(Held),
            (OnDisk | Uncertain | Sent, LifeEvent::Sending { .. }) => Some(Sent),
            (Sent, LifeEvent::AnswerLost)
            | (Uncertain, LifeEvent::NeverLeft | LifeEvent::AnswerLost)
            | (InJournal | Requested, LifeEvent::Forgotten) => Some(Uncertain),
            (
                OnDisk | Sent | Uncertain | Requested | Conflict | Refused | Superseded | Withdrawn,
                LifeEvent::Accepted { .. },
            ) => Some(InJournal),
            (OnDisk | Sent | Uncertain, LifeEvent::Requested { .. }) => Some(Requested),
            (OnDisk | Sent | Uncertain | Requested, LifeEvent::Conflict { .. }) => Some(Conflict),
            (OnDisk | Sent | Uncertain | Requested, LifeEvent::Refused { .. }) => Some(Refused),
            (Held | OnDisk | Conflict | Refused, LifeEvent::Replaced) => Some(Superseded),
            (Typed | Held | OnDisk | Conflict | Refused, LifeEvent::Withdrawn) => Some(Withdrawn),
            _ => None,
        }
    }
}

impl Entry {
    /// Lets an event happen to the entry. On `Err` nothing was changed.
    pub fn apply(&mut self, event: LifeEvent) -> Result<(), NotPossible> {
        let refusal = NotPossible { life: self.life };
        let mut life = self.life.after(&event).ok_or_else(|| refusal.clone())?;
        match event {
            // What may be at the server cannot be taken back here.
            LifeEvent::Replaced | LifeEvent::Withdrawn if self.life.can_be_sent() && !self.never_left() => {
                return Err(refusal);
            }
            // What never left cannot turn up anywhere.
            LifeEvent::Accepted { .. } if !self.life.waits() && self.attempts + self.again == 0 => return Err(refusal),
            LifeEvent::Sending { at } => {
                self.attempts += 1;
                self.sent_at = Some(at);
            }
            LifeEvent::NeverLeft => {
                self.attempts = self.attempts.saturating_sub(u32::from(self.life == Life::Sent));
                if self.attempts > 0 {
                    life = Life::Uncertain;
                }
            }
            LifeEvent::Accepted { findings, at } => {
                self.findings = findings;
                self.present = None;
                self.lesson = None;
                self.acknowledged_at = Some(at);
            }
            LifeEvent::Requested { findings } => self.findings = findings,
            LifeEvent::Refused { findings } => {
                self.findings = findings;
                self.present = None;
                self.lesson = None;
            }
            LifeEvent::Conflict { present, lesson } => (self.present, self.lesson) = (present, lesson),
            LifeEvent::HoldEnded => self.held_until = None,
            LifeEvent::Forgotten => {
                self.acknowledged_at = None;
                // Whoever sent it: the server had it once, and may have it still.
                self.attempts = self.attempts.max(1);
            }
            // The server did nothing with it, and said so: it is as if it had never left. A copy that is still under way is
            // answered as the first was; only the count opens the matter again.
            LifeEvent::Retried => {
                self.attempts = 0;
                self.again += 1;
                self.findings.clear();
                self.present = None;
                self.lesson = None;
            }
            LifeEvent::Recorded
            | LifeEvent::RecordedHeld
            | LifeEvent::AnswerLost
            | LifeEvent::Replaced
            | LifeEvent::Withdrawn => {}
        }
        self.life = life;
        Ok(())
    }
}
