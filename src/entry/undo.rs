//! How an edit is taken back: the same for the screens and for the line mode.

use super::{Book, Change, Step, says};
use crate::domain::OperationId;
use crate::outbox::Entry;

/// How a step is taken back.
#[derive(Debug, Default)]
pub struct TakenBack {
    /// Operations that never left: they are given up, and the fact says what the change says.
    pub withdrawn: Vec<(OperationId, Change)>,
    /// What is written anew.
    pub changes: Vec<Change>,
    /// Whether somebody else has written there since: nothing is touched then.
    pub changed_since: bool,
}

/// What takes a step back on a page: what never left is given up, anything else is written anew, and what others have changed
/// since is left alone.
#[must_use]
pub fn take_back(book: &Book, step: &Step) -> TakenBack {
    let mut taken = TakenBack::default();
    let made = step.operations.iter().zip(&step.forward).rev();
    for ((operation, forward), change) in made.zip(&step.inverse) {
        let own = book.entry(*operation);
        let last = book.last_entry(&change.target).is_some_and(|entry| entry.operation.id == *operation);
        let returns = book.value_without(&change.target, *operation) == change.value.as_ref();
        if own.is_some_and(Entry::never_left) && last && returns {
            taken.withdrawn.push((*operation, change.clone()));
        } else if last || says(book, forward) {
            // What the step made stands there, by its own operation or by one that returned to it.
            taken.changes.push(change.clone().exactly());
        } else if !says(book, change) {
            taken.changed_since = true;
        }
    }
    taken
}
