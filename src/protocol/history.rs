//! What was written in a place of a journal, by whom and when: every version, not only the present one.

use serde::{Deserialize, Serialize};

use crate::domain::{Fact, JournalId, LessonId, PeriodId, PupilId};

/// `GET /v1/schools/{school}/journals/{journal}/history`: the versions of a place, the newest first, at most 200.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct History {
    /// Them. One without a value cleared what stood there; `reason` is the explanation, where it was a correction.
    pub versions: Vec<Fact>,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// Which lesson or which period the history is asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryPlace {
    /// What was written in a lesson: absence, reason and marks of a pupil, else topic, homework and roll call.
    Lesson(LessonId),
    /// The mark of a period.
    Period(PeriodId),
}

/// A place of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryOf {
    /// The journal.
    pub journal: JournalId,
    /// The lesson or the period.
    pub place: HistoryPlace,
    /// The pupil; `None`: what is about no pupil.
    pub pupil: Option<PupilId>,
}
