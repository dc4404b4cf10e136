//! «Исправления»: what waits for somebody's approval before it goes into the journal.

use super::State;
use super::today::Loading;
use crate::domain::{OperationId, Role};
use crate::protocol::Correction;

/// The open requests.
#[derive(Debug, Default)]
pub struct Requests {
    /// Them, the oldest first.
    pub list: Vec<Correction>,
    /// Whether the server has more than these.
    pub more: bool,
    /// The one under the cursor.
    pub selected: Option<OperationId>,
    /// How much is known.
    pub loading: Loading,
    /// Generation of the question that is open.
    pub asked: u64,
    /// The sentence that is said when the deed that is on its way is done.
    pub done: Option<&'static str>,
}

impl Requests {
    /// The request under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<&Correction> {
        self.list.iter().find(|request| Some(request.operation.id) == self.selected)
    }
}

impl State {
    /// Whether the person sees requests for corrections: own ones, or those of the school.
    #[must_use]
    pub fn reads_corrections(&self) -> bool {
        let role = self.desk.as_ref().map(|desk| desk.account.role);
        matches!(role, Some(Role::Teacher | Role::ClassTeacher | Role::Deputy | Role::Director))
    }
}
