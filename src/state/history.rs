//! Who wrote what in a cell, and when: a list over the grid or over «Итоги».

use super::today::Loading;
use crate::domain::{Fact, PupilId};
use crate::protocol::HistoryOf;

/// The history of a cell.
#[derive(Debug)]
pub struct History {
    /// Of which place.
    pub of: HistoryOf,
    /// Whose cell.
    pub pupil: PupilId,
    /// Versions, the newest first. Until the server has answered: the present ones of the page.
    pub versions: Vec<Fact>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// How much is known.
    pub loading: Loading,
    /// Generation of the question.
    pub generation: u64,
}

impl History {
    /// What stood there before a version: the next older one of the same fact.
    #[must_use]
    pub fn before(&self, at: usize) -> Option<&Fact> {
        let version = self.versions.get(at)?;
        self.versions[at + 1..].iter().find(|older| older.target == version.target)
    }
}
