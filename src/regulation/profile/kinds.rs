//! Sets of kinds of work.

use crate::domain::WorkKind;

/// A set of kinds of work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct KindSet(u32);

impl KindSet {
    /// The set of a list; a missing list is empty.
    pub fn of(kinds: Option<&[WorkKind]>) -> Self {
        Self(kinds.unwrap_or_default().iter().fold(0, |set, kind| set | 1 << *kind as u32))
    }

    /// Whether the kind is one of them.
    pub const fn has(self, kind: WorkKind) -> bool {
        self.0 >> kind as u32 & 1 == 1
    }
}
