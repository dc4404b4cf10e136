//! What `update` wants the shell to carry out: a closed list. An effect is never waited for; its answer is an event.

use chrono::{DateTime, NaiveDate, Utc};
use zeroize::Zeroizing;

use crate::domain::roster::DateSpan;
use crate::domain::{JournalId, LessonId, Operation, OperationId, PeriodId};
use crate::entry::{Position, Step};
use crate::protocol::{Deed, HistoryOf};
use crate::state::lock::{Kept, Latch};

/// Something for the shell to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Record operations in one transaction: all or none. `Entries` or `NotRecorded` answers.
    Record {
        /// In the order of their making. `device`, `seq` and `prev_hash` are the store's.
        operations: Vec<Operation>,
        /// Not to be sent before this instant.
        held_until: Option<DateTime<Utc>>,
        /// What happens to the stored undo steps in the same transaction.
        undo: UndoChange,
    },
    /// Give entries up that never left, or that a person gave up. `Entries` answers.
    Withdraw {
        /// The operations.
        operations: Vec<OperationId>,
        /// What happens to the stored undo steps.
        undo: UndoChange,
    },
    /// Send refused entries, or entries in conflict, again.
    Retry(Vec<OperationId>),
    /// Send now what waits.
    Push,
    /// The screen is left: the hold for second thoughts ends.
    EndHold,
    /// The nearest instant by which something is due, so that the worker makes haste before it.
    Due(Option<DateTime<Utc>>),
    /// Read the account and the school.
    LoadSchool {
        /// Of the question.
        generation: u64,
    },
    /// Read the lessons of a day.
    LoadDay {
        /// The date.
        date: NaiveDate,
        /// Of the question.
        generation: u64,
    },
    /// Read a page.
    LoadPage {
        /// The journal.
        journal: JournalId,
        /// The period.
        period: PeriodId,
        /// Of the question.
        generation: u64,
    },
    /// Read the list of journals.
    LoadJournals {
        /// Of the question.
        generation: u64,
    },
    /// Check the journals of some days.
    LoadReview {
        /// The days.
        span: DateSpan,
        /// Of the question.
        generation: u64,
    },
    /// Read the deadlines of a day.
    LoadStatus {
        /// The date.
        date: NaiveDate,
        /// Of the question.
        generation: u64,
    },
    /// Do something about a request for a correction, and read those that are open.
    LoadCorrections {
        /// What is done first.
        deed: Option<Deed>,
        /// Of the question.
        generation: u64,
    },
    /// Read every version of what was written in a place of a journal.
    LoadHistory {
        /// The place.
        of: HistoryOf,
        /// Of the question.
        generation: u64,
    },
    /// Read from the cache what the person wrote as topics and homework, for a journal.
    LoadPhrases {
        /// The journal.
        journal: JournalId,
        /// Of the question.
        generation: u64,
    },
    /// Read the queue with the captions of its entries.
    LoadQueue,
    /// Keep where the person is, for the next start.
    SavePosition(Position),
    /// Open the store with what was typed, before anything of it is known.
    OpenStore {
        /// The pass-phrase or the password.
        phrase: Password,
    },
    /// Keep how the lock is, so that the next start finds it so.
    KeepLock(Kept),
    /// See whether a PIN or password opens the locked screens. `Latched` answers.
    TryLatch {
        /// Which of them.
        latch: Latch,
        /// What was typed.
        phrase: Password,
    },
    /// Sign in.
    SignIn {
        /// The name.
        login: String,
        /// The password.
        password: Password,
    },
    /// Set a new password.
    ChangePassword {
        /// The present one.
        old: Password,
        /// The new one.
        new: Password,
    },
    /// Stop or start the server of the demonstration.
    ToggleDemoServer,
    /// Put the temporary journal of a lesson on paper, and tell the server that it was.
    Print {
        /// The journal.
        journal: JournalId,
        /// The lesson.
        lesson: LessonId,
    },
    /// Hand text to the terminal's clipboard.
    Copy(String),
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// End. What waits is on the disk.
    Quit,
}

/// A change of the stored undo steps.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum UndoChange {
    /// None.
    #[default]
    Keep,
    /// A new step; those that were taken back go.
    Push(Box<Step>),
    /// The last step was taken back: it goes to those that can be made again.
    Pop,
    /// The last step goes: it cannot be taken back any more.
    Drop,
    /// The step that was taken back last was made again, as this one.
    Again(Box<Step>),
    /// The step that was taken back last goes.
    DropUndone,
}

/// A password on its way to the shell: wiped after use, and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Wraps what was typed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The password itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}
