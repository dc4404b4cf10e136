//! What waits to be sent, kept in step with the store between batches.
//!
//! The queue is read when it is not known, and again before it rests. In between it is told what changed. A line that is behind the
//! times does no harm: an entry is taken for sending from the store alone, and where that gives less than the plan wanted the
//! queue is read anew.

use chrono::{DateTime, Utc};

use crate::outbox::{Entry, Link, Plan, Queue, plan};
use crate::store::{Store, StoreError};

/// What is known of what waits.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// `None`: to be read.
    queue: Option<Queue>,
    age: Age,
}

/// Whether anything has happened since the queue was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Age {
    /// Nothing that is known of.
    #[default]
    Fresh,
    /// Lines were put into it.
    Aged,
}

impl Waiting {
    /// What the plan says.
    ///
    /// # Errors
    /// The store cannot be read: the queue counts as empty until something happens.
    pub(super) fn plan(&mut self, store: &Store, now: DateTime<Utc>, link: &Link) -> Result<Plan, StoreError> {
        let planned = self.planned(store, now, link)?;
        if self.age == Age::Fresh || matches!(planned, Plan::Send(_)) {
            return Ok(planned);
        }
        self.forget();
        self.planned(store, now, link)
    }

    fn planned(&mut self, store: &Store, now: DateTime<Utc>, link: &Link) -> Result<Plan, StoreError> {
        if self.queue.is_none() {
            let read = store.queue();
            (self.queue, self.age) = (Some(Queue::default()), Age::Fresh);
            self.queue = Some(read?);
        }
        Ok(self.queue.as_ref().map_or(Plan::Idle, |queue| plan(queue.lines(), now, link)))
    }

    /// Whether anything has happened since it was read.
    pub(super) const fn age(&self) -> Age {
        self.age
    }

    /// Of so many entries these were taken for sending.
    pub(super) fn taken(&mut self, wanted: usize, taken: &[Entry]) {
        if taken.len() == wanted {
            self.changed(taken);
        } else {
            // Somebody else was faster.
            self.forget();
        }
    }

    /// These entries changed.
    pub(super) fn changed(&mut self, entries: &[Entry]) {
        if let Some(queue) = &mut self.queue {
            queue.put_all(entries);
            self.age = Age::Aged;
        }
    }

    /// Nobody knows what changed.
    pub(super) fn forget(&mut self) {
        self.queue = None;
    }
}
