//! What can happen to the program: a closed list. The shell makes events, `update` takes them one by one.
//!
//! Every event comes with a reading of the corrected clock (`update(state, reading, event)`); nothing below the shell
//! reads a clock. Answers to questions carry the generation that the question was asked with; 0 means that nobody asked.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::{Account, OperationId, Page};
use crate::entry::{Phrases, Survey, Told};
use crate::keys::Key;
use crate::outbox::Entry;
use crate::protocol::{Corrections, Day, History, Journals, LastSignIn, SchoolInfo, Status};
use crate::state::pointer::Place;
use crate::state::{DemoServer, Link, Size};

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted as a whole.
    Paste(String),
    /// The mouse was pressed on a place.
    Click(Place),
    /// The wheel was turned: one row up, or down.
    Wheel(Wheel),
    /// The terminal has a new size.
    Resize(Size),
    /// The terminal has the focus again.
    FocusGained,
    /// The displayed minute turned.
    Minute,
    /// The system wants something.
    Signal(Signal),
    /// Something came from the store or from the server.
    Reply(Reply),
}

/// Which way the wheel was turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wheel {
    /// Away from the person.
    Up,
    /// Towards the person.
    Down,
}

/// What the system wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// The program goes on after it was stopped: everything must be drawn again.
    Resumed,
    /// End cleanly, without questions.
    End,
}

/// Where an answer is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The local store; a fresh one follows if the server can be reached.
    Cache,
    /// The server.
    Server,
}

/// What became of a try to open the locked screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Latched {
    /// It fits.
    Opened,
    /// It does not: the key of the sentence.
    Wrong(String),
    /// Nobody could say: the key of the sentence.
    Undecided(String),
}

/// What came from the store or from the server.
#[derive(Debug)]
pub enum Reply {
    /// Entries that changed their life, or that another process made. Newly recorded ones come here too.
    Entries(Vec<Entry>),
    /// The whole queue, read anew, each entry with what is known of its place and of the time without a server.
    Queue(Vec<Told>),
    /// Operations could not be recorded: they were **not** kept.
    NotRecorded {
        /// The operations.
        operations: Vec<OperationId>,
        /// Key of the sentence that says why.
        why: String,
    },
    /// The account and the school.
    School {
        /// Who is signed in.
        account: Box<Account>,
        /// The school with its regulation.
        school: Box<SchoolInfo>,
    },
    /// The lessons of a day.
    Day {
        /// Of the question.
        generation: u64,
        /// The lessons.
        day: Box<Day>,
        /// From where.
        source: Source,
    },
    /// A page of a journal.
    Page {
        /// Of the question.
        generation: u64,
        /// The page.
        page: Box<Page>,
        /// Entries to lay over it: those that wait, and those acknowledged since it was read.
        entries: Vec<Entry>,
        /// When the page was read.
        read_at: DateTime<Utc>,
        /// From where.
        source: Source,
    },
    /// The journals that may be opened.
    Journals {
        /// Of the question.
        generation: u64,
        /// The journals.
        journals: Box<Journals>,
    },
    /// The deadlines of a day.
    Status {
        /// Of the question.
        generation: u64,
        /// The deadlines.
        status: Box<Status>,
    },
    /// Open requests for corrections.
    Corrections {
        /// Of the question.
        generation: u64,
        /// The requests.
        corrections: Box<Corrections>,
    },
    /// Every version of what was written in a place.
    History {
        /// Of the question.
        generation: u64,
        /// The versions.
        history: Box<History>,
    },
    /// What the person wrote as topics and homework before.
    Phrases {
        /// Of the question.
        generation: u64,
        /// The texts.
        phrases: Box<Phrases>,
    },
    /// What a check of the journals found.
    Review {
        /// Of the question.
        generation: u64,
        /// The answer.
        survey: Box<Survey>,
        /// From where.
        source: Source,
    },
    /// How the link is now.
    Link(Link),
    /// The server wants a sign-in before anything else.
    SignInNeeded,
    /// Signed in.
    SignedIn {
        /// Who.
        account: Box<Account>,
        /// Whether a new password must be set first.
        must_change_password: bool,
        /// The sign-in before this one.
        last: Option<LastSignIn>,
    },
    /// The password was changed.
    PasswordChanged,
    /// Whether what was typed opens the locked screens.
    Latched(Latched),
    /// The server of the demonstration was stopped or started.
    DemoServer(DemoServer),
    /// A question could not be answered.
    Failed {
        /// Of the question.
        generation: u64,
        /// Key of the sentence that says why.
        why: String,
    },
    /// There is no page, day or list in the cache, and the server cannot be reached.
    Missing {
        /// Of the question.
        generation: u64,
        /// The day, where it was one.
        date: Option<NaiveDate>,
    },
}
