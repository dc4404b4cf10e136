//! «Очередь»: what is not in the journal yet. The entries stand in [`super::Waiting`].

use crate::domain::OperationId;

/// The queue.
#[derive(Debug, Default)]
pub struct Queue {
    /// The entry under the cursor.
    pub selected: Option<OperationId>,
}
