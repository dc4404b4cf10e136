//! What is handed to the store to be recorded. Pure.

use chrono::{DateTime, Utc};

use crate::domain::Operation;

/// An entry to be recorded. The store gives its operation the device, the number and the digest of the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry {
    /// What is to be done. `device`, `seq` and `prev_hash` are set by the store, `base` may be re-based.
    pub operation: Operation,
    /// Not to be sent before this instant: see [`super::held_until`].
    pub held_until: Option<DateTime<Utc>>,
}

/// Entries that belong together: recorded in one transaction, or not at all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recording {
    /// In the order of their making.
    pub entries: Vec<NewEntry>,
    /// What happens to the undo steps in the same transaction.
    pub undo: UndoChange,
}

/// A change of the undo steps.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum UndoChange {
    /// None.
    #[default]
    Keep,
    /// A new step, in the words of the caller. What was undone before cannot be redone any more.
    Push(serde_json::Value),
    /// The last step was undone: it goes to those that can be redone.
    Pop,
    /// The last step goes.
    Drop,
    /// The step that was undone last was redone, as this one.
    Again(serde_json::Value),
    /// The step that was undone last goes.
    DropUndone,
}
