//! What a page says with the entries that wait on top of it. Pure.

use std::collections::HashMap;

use super::{Entry, Life};
use crate::domain::{Fact, OperationId, Target, Value};

/// One fact as a person sees it: the journal's, or an own entry's on top of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlaid {
    /// What it says; `None`: nothing.
    pub value: Option<Value>,
    /// How true that is. A fact of the page is [`Life::InJournal`].
    pub life: Life,
    /// What the next operation on the fact names as its base.
    pub base: Option<OperationId>,
    /// The entry that shows, if one does.
    pub entry: Option<OperationId>,
    /// The comment on it.
    pub comment: Option<String>,
}

/// The facts of a page with the entries on top, each with how true it is. `entries` are in the order of their making;
/// acknowledged ones may be among them and count while the page is older than they are. Facts that neither has are absent.
#[must_use]
pub fn overlay(facts: &[Fact], entries: &[Entry]) -> HashMap<Target, Overlaid> {
    let mut seen: HashMap<Target, Overlaid> = facts.iter().map(|fact| (fact.target.clone(), of_fact(fact))).collect();
    for entry in entries {
        let operation = &entry.operation;
        let journal = seen.get(&operation.target);
        let before = journal.and_then(|fact| fact.base);
        let base = match entry.life {
            Life::Superseded | Life::Withdrawn => continue,
            // The page already has it, or something newer.
            Life::InJournal if before != operation.base => continue,
            Life::Typed | Life::Held | Life::OnDisk | Life::Sent | Life::Uncertain | Life::InJournal => Some(operation.id),
            // The journal does not hold these: the next operation stands on what it does hold.
            Life::Requested | Life::Refused => before,
            Life::Conflict => entry.present.as_ref().map_or(before, |present| Some(present.version)),
        };
        let shown = Overlaid {
            value: operation.value.clone(),
            life: entry.life,
            base,
            entry: Some(operation.id),
            comment: operation.comment.clone(),
        };
        seen.insert(operation.target.clone(), shown);
    }
    seen
}

fn of_fact(fact: &Fact) -> Overlaid {
    Overlaid {
        value: fact.value.clone(),
        life: Life::InJournal,
        base: Some(fact.version),
        entry: None,
        comment: fact.comment.clone(),
    }
}
