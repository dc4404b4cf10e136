//! The first-day trainer: which step of a lesson a new user is at, and what was seen of it.
//!
//! The trainer watches and says the next step; it never blocks a key and never does anything itself. That a step was done is
//! seen in the state: in what was really entered, and on which screen the person is.

use chrono::{DateTime, Utc};

use crate::action::Action;
use crate::domain::LessonId;
use crate::keys::Context;

/// A step of the lesson, in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Open the roll call.
    #[default]
    RollCall,
    /// Name who is absent, and write it.
    Absent,
    /// Open the journal.
    Grid,
    /// Put a mark.
    Mark,
    /// Take it back.
    Undo,
    /// Make it again.
    Redo,
    /// Find a pupil by the first letters.
    Find,
    /// Open the lesson.
    Lesson,
    /// Write topic and homework.
    Topic,
    /// Look into the queue.
    Queue,
    /// Open help.
    Help,
    /// Go back to the day.
    Today,
    /// Nothing more.
    Done,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 13] = [
        Self::RollCall,
        Self::Absent,
        Self::Grid,
        Self::Mark,
        Self::Undo,
        Self::Redo,
        Self::Find,
        Self::Lesson,
        Self::Topic,
        Self::Queue,
        Self::Help,
        Self::Today,
        Self::Done,
    ];

    /// Its number from 1.
    #[must_use]
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or_default() + 1
    }

    /// The step after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL.get(self.number()).copied().unwrap_or(Self::Done)
    }

    /// The key of its sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::RollCall => "trainer-roll-call",
            Self::Absent => "trainer-absent",
            Self::Grid => "trainer-grid",
            Self::Mark => "trainer-mark",
            Self::Undo => "trainer-undo",
            Self::Redo => "trainer-redo",
            Self::Find => "trainer-find",
            Self::Lesson => "trainer-lesson",
            Self::Topic => "trainer-topic",
            Self::Queue => "trainer-queue",
            Self::Help => "trainer-help",
            Self::Today => "trainer-today",
            Self::Done => "trainer-done",
        }
    }

    /// The keys that its sentence names: its own action and a second one, where they are bound.
    #[must_use]
    pub const fn keys(self) -> [(Context, Action); 2] {
        match self {
            Self::RollCall => [(Context::Today, Action::RollCall), (Context::Anywhere, Action::Today)],
            Self::Absent => [(Context::RollCall, Action::Accept), (Context::RollCall, Action::Back)],
            Self::Grid => [(Context::Today, Action::Open), (Context::Anywhere, Action::Today)],
            Self::Mark => [(Context::Grid, Action::Clear), (Context::Grid, Action::Absent)],
            Self::Undo => [(Context::Grid, Action::Undo), (Context::Grid, Action::Redo)],
            Self::Redo => [(Context::Grid, Action::Redo), (Context::Grid, Action::Undo)],
            Self::Find => [(Context::Grid, Action::FindPupil), (Context::Prompt, Action::Accept)],
            Self::Lesson => [(Context::Grid, Action::Lesson), (Context::Anywhere, Action::Today)],
            Self::Topic => [(Context::LessonText, Action::NextTopic), (Context::LessonText, Action::Accept)],
            Self::Queue => [(Context::Anywhere, Action::Queue), (Context::Anywhere, Action::Push)],
            Self::Help => [(Context::Anywhere, Action::Help), (Context::Anywhere, Action::Actions)],
            Self::Today => [(Context::Anywhere, Action::Today), (Context::Anywhere, Action::Back)],
            Self::Done => [(Context::Anywhere, Action::Quit), (Context::Anywhere, Action::Actions)],
        }
    }
}

/// Where a new user is in the lesson.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trainer {
    /// The step that is asked for.
    pub step: Step,
    /// The lesson that is walked through: the one whose roll was called.
    pub lesson: Option<LessonId>,
    /// Whether the search of a pupil was seen open.
    pub is_finding: bool,
    /// How many keys were pressed until the lesson was walked through.
    pub keys: u32,
    /// When the first key was pressed.
    pub began: Option<DateTime<Utc>>,
    /// When the last step was done.
    pub ended: Option<DateTime<Utc>>,
}

impl Trainer {
    /// Whole minutes that it took, at least one.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        let took = self.began.zip(self.ended).map(|(began, ended)| (ended - began).num_seconds());
        took.unwrap_or_default().max(1).cast_unsigned().div_ceil(60).cast_signed()
    }
}
