//! Entries that are not in the journal yet, in the order of their making.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::OperationId;
use crate::entry::{Caption, Carry};
use crate::outbox::Entry;

/// The entries that wait, of every journal.
#[derive(Debug, Default)]
pub struct Waiting {
    entries: BTreeMap<u64, Line>,
    places: HashMap<OperationId, u64>,
    next: u64,
    /// Entries that do not wait any more: an older word about them changes nothing.
    settled: HashSet<OperationId>,
}

/// An entry with what a person recognises it by.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The entry.
    pub entry: Entry,
    /// Where it belongs; `None` while its page was never read here.
    pub caption: Option<Caption>,
    /// The outage that it was made in.
    pub carry: Option<Carry>,
}

impl Waiting {
    /// How many entries wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, oldest first.
    #[must_use]
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.entries.values()
    }

    /// The entries, oldest first, without captions.
    #[must_use]
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.values().map(|line| &line.entry)
    }

    /// The entry of an operation.
    #[must_use]
    pub fn get(&self, id: OperationId) -> Option<&Line> {
        self.entries.get(self.places.get(&id)?)
    }

    /// Takes an entry: one that waits is put at its place or at the end, one that does not wait any more goes.
    pub fn put(&mut self, entry: Entry, caption: Option<Caption>) {
        let id = entry.operation.id;
        if !entry.life.waits() {
            self.settled.insert(id);
            self.remove(id);
            return;
        }
        if self.settled.contains(&id) {
            return;
        }
        let place = *self.places.entry(id).or_insert_with(|| {
            self.next += 1;
            self.next
        });
        let known = self.entries.remove(&place);
        let (before, carry) = known.map_or((None, None), |line| (line.caption, line.carry));
        self.entries.insert(place, Line { entry, caption: caption.or(before), carry });
    }

    /// Takes what is known of the outage that an entry was made in.
    pub fn carry(&mut self, id: OperationId, carry: Option<Carry>) {
        if let Some(line) = self.places.get(&id).and_then(|place| self.entries.get_mut(place)) {
            line.carry = carry;
        }
    }

    /// Whether the entry is known not to wait any more.
    #[must_use]
    pub fn is_settled(&self, id: OperationId) -> bool {
        self.settled.contains(&id)
    }

    /// Removes an entry: it was never recorded, or was taken back.
    pub fn remove(&mut self, id: OperationId) -> Option<Line> {
        self.entries.remove(&self.places.remove(&id)?)
    }
}
