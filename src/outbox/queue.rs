//! What waits, as little of it as the plan must know. Pure.
//!
//! A queue of a holiday has ten thousand entries, and a batch has a hundred: who read and unsealed all that waits before each batch
//! would take longer than the server. The lines need no key, and what a step has changed is put in its place.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::{Entry, Life};
use crate::domain::{OperationId, Target};

/// A fact's name that tells nothing of the pupil: the first half of a SHA-256 of the target's JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FactKey(pub [u8; 16]);

impl FactKey {
    /// The name of a target.
    ///
    /// # Panics
    /// Never: a target has no maps with keys other than text.
    #[must_use]
    pub fn of(target: &Target) -> Self {
        let json = serde_json::to_vec(target).expect("a target has no maps with keys other than text");
        let mut key = [0; 16];
        key.copy_from_slice(&Sha256::digest(&json)[..16]);
        Self(key)
    }
}

/// What the plan must know of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The operation.
    pub id: OperationId,
    /// Its place in the order of making.
    pub seq: u64,
    /// The fact that it is about.
    pub fact: FactKey,
    /// Where it is.
    pub life: Life,
    /// Not to be sent before this instant.
    pub held_until: Option<DateTime<Utc>>,
    /// When it was given to the network last.
    pub sent_at: Option<DateTime<Utc>>,
}

impl Line {
    /// The line of an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let Entry { operation, life, held_until, sent_at, .. } = entry;
        let fact = FactKey::of(&operation.target);
        Self { id: operation.id, seq: operation.seq, fact, life: *life, held_until: *held_until, sent_at: *sent_at }
    }
}

/// The entries that wait, in the order of their making.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    lines: BTreeMap<u64, Line>,
}

impl Queue {
    /// Puts an entry where it belongs now: what waits no more goes.
    pub fn put(&mut self, line: Line) {
        if line.life.waits() {
            self.lines.insert(line.seq, line);
        } else {
            self.lines.remove(&line.seq);
        }
    }

    /// The same with entries that changed.
    pub fn put_all<'e>(&mut self, changed: impl IntoIterator<Item = &'e Entry>) {
        changed.into_iter().for_each(|entry| self.put(Line::of(entry)));
    }

    /// What waits, in the order of its making.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.values()
    }
}

impl FromIterator<Line> for Queue {
    fn from_iter<I: IntoIterator<Item = Line>>(lines: I) -> Self {
        let mut queue = Self::default();
        lines.into_iter().for_each(|line| queue.put(line));
        queue
    }
}
