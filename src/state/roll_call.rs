//! «Перекличка»: everyone is present unless named.

use std::collections::{BTreeMap, BTreeSet};

use super::field::TextField;
use super::today::Loading;
use crate::domain::{JournalId, KnownFrom, LessonId, PupilId};

/// The roll call of a lesson.
#[derive(Debug, Default)]
pub struct RollCall {
    /// The journal.
    pub journal: Option<JournalId>,
    /// The lesson.
    pub lesson: Option<LessonId>,
    /// Whether the page is here.
    pub loading: Loading,
    /// Where keys fall.
    pub focus: Focus,
    /// What is typed: numbers of the list and first letters.
    pub line: TextField,
    /// Who is written absent when the roll is accepted: named in the line, toggled, marked before, or proposed.
    pub absent: BTreeSet<PupilId>,
    /// Who is known to be absent, and from what: a proposal, which accepting the roll confirms as a whole.
    pub known: BTreeMap<PupilId, KnownFrom>,
    /// Those of [`Self::absent`] who stand there by the proposal alone: nobody has named or confirmed them.
    pub unconfirmed: BTreeSet<PupilId>,
    /// Marked absent before the roll call was opened, or toggled to absent.
    pub marked: BTreeSet<PupilId>,
    /// Named by the line, and toggled to present all the same.
    pub spared: BTreeSet<PupilId>,
    /// Absent from the journal's lesson on an earlier day, and not confirmed: shown with `?`, written as present.
    pub doubtful: BTreeSet<PupilId>,
    /// Whether somebody was toggled in the list.
    pub is_toggled: bool,
    /// Words of the line that name nobody, or more than one pupil.
    pub unclear: Vec<Unclear>,
    /// The pupil under the cursor of the list.
    pub cursor: Option<PupilId>,
}

/// Where keys fall.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Focus {
    /// In the line.
    #[default]
    Line,
    /// In the list.
    List,
}

/// A word of the line that does not name one pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclear {
    /// The word.
    pub word: String,
    /// Whom it may mean; nobody, where it is empty.
    pub pupils: Vec<PupilId>,
}
