//! Between the store and the server: pushes what waits, pulls what changed. Never waited for by a key.
//!
//! [`Worker`] is the thread behind the screens; [`once`] is the same for commands, blocking. Cached answers go to the store
//! first, so that everything that was read once can be read without the network.

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::roster::DateSpan;
use crate::domain::{Account, JournalId, OperationId, Page, PeriodId};
use crate::entry::{Phrases, Survey};
use crate::outbox::{Clock, Entry, Offset};
use crate::protocol::{Corrections, Day, Deed, History, HistoryOf, Journals, LastSignIn, SchoolInfo, Status};
use crate::remote::{Native, RemoteError};
use crate::secret::{Sealed, Secret, SecretError, StoreKey, Vault};
use crate::store::{Cached, Store, StoreError};

mod ahead;
mod caller;
mod disclosures;
mod engine;
mod guarded;
pub mod machine;
pub mod once;
mod renewal;
pub mod survey;
pub mod told;
mod waiting;

pub use disclosures::disclosed;
pub use guarded::{Fit, has_pin, keep_password, password_verifier, purge_terms, put_pin, try_password, try_pin};
pub use machine::MachineClock;

use engine::Order;

/// What the worker needs.
#[derive(Clone)]
pub struct Setup {
    /// The store of the account.
    pub store: Store,
    /// The server.
    pub remote: Native,
    /// Where the token is.
    pub vault: Vault,
    /// The clocks.
    pub clock: Arc<dyn Clock>,
    /// How long a long poll lasts: at least 55 s.
    pub poll: Duration,
    /// What spreads the waits after a failure.
    pub dice: Dice,
}

/// Random numbers: the system's, or those of a simulation, which can be thrown again.
#[derive(Clone)]
pub struct Dice(Arc<dyn Fn() -> u64 + Send + Sync>);

impl Dice {
    /// The system's. A system without random numbers gives zeros: the waits are then not spread.
    #[must_use]
    pub fn system() -> Self {
        Self::new(|| getrandom::u64().unwrap_or_default())
    }

    /// Numbers of one's own.
    pub fn new(throw: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(throw))
    }

    fn throw(&self) -> u64 {
        (self.0)()
    }
}

/// Opens the store of an account with its key. One that is not kept yet seals no store in which something was entered: it
/// stays as it is until the next start after a sign-in.
///
/// # Errors
/// The store cannot be opened, or not with this key.
pub fn open_store(options: crate::store::Options, key: StoreKey) -> Result<Store, StoreError> {
    match key {
        StoreKey::New(_) if is_in_use(&options)? => Store::open(options),
        StoreKey::Kept(key) | StoreKey::New(key) => Store::open_sealed(options, key),
    }
}

fn is_in_use(options: &crate::store::Options) -> Result<bool, StoreError> {
    let seen = crate::store::peek(options)?;
    Ok(seen.sealed == Sealed::NotYet && seen.entries > 0)
}

/// For which question an answer is; the caller counts, and drops answers to questions that it has forgotten.
pub type Generation = u64;

/// What the worker is asked to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// Send what waits, now: the wait of the back-off is over, but not what the server asked for.
    Push,
    /// Entries were recorded: send them as the plan says.
    Recorded,
    /// The same, with the entries as the recording left them: the store need not be read for them.
    Made(Vec<Entry>),
    /// Another process has written to the store.
    Reread,
    /// The account and the school.
    LoadSchool {
        /// Of the question.
        generation: Generation,
    },
    /// The lessons of a day.
    LoadDay {
        /// The date.
        date: NaiveDate,
        /// Of the question.
        generation: Generation,
    },
    /// A page.
    LoadPage {
        /// The journal.
        journal: JournalId,
        /// The period.
        period: PeriodId,
        /// Of the question.
        generation: Generation,
    },
    /// The journals that may be opened.
    LoadJournals {
        /// Of the question.
        generation: Generation,
    },
    /// The check of some days.
    LoadReview {
        /// The days.
        span: DateSpan,
        /// Of the question.
        generation: Generation,
    },
    /// The deadlines of a day.
    LoadStatus {
        /// The date.
        date: NaiveDate,
        /// Of the question.
        generation: Generation,
    },
    /// Open requests for corrections, after something is done about one of them.
    LoadCorrections {
        /// What is done first.
        deed: Option<Deed>,
        /// Of the question.
        generation: Generation,
    },
    /// Every version of what was written in a place of a journal.
    LoadHistory {
        /// The place.
        of: HistoryOf,
        /// Of the question.
        generation: Generation,
    },
    /// What the person wrote as topics and homework, as far as it was read before: the server is not asked.
    LoadPhrases {
        /// For a lesson of this journal.
        journal: JournalId,
        /// Of the question.
        generation: Generation,
    },
    /// One of the questions above whose answer from the cache is on the screen already: only the server is asked.
    Fresh(Box<Command>),
    /// What left the program on paper was kept: tell the server.
    Disclose,
    /// Send refused entries again, or entries in conflict.
    Retry(Vec<OperationId>),
    /// Give entries up.
    Withdraw(Vec<OperationId>),
    /// End the hold for second thoughts.
    EndHold,
    /// The nearest instant by which something is due: haste before it.
    Due(Option<DateTime<Utc>>),
    /// Sign in with the login of the store.
    SignIn {
        /// The password.
        password: Secret,
    },
    /// Set a new password.
    ChangePassword {
        /// The present one.
        old: Secret,
        /// The new one.
        new: Secret,
    },
    /// End the session and forget the token. Entries stay.
    SignOut,
    /// The link is cut on purpose (a key of the demonstration), or restored.
    Cut(LinkCut),
    /// Stop. What was given to the network is settled at the next start.
    Stop,
}

/// Whether the link is cut on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkCut {
    /// No request leaves.
    Cut,
    /// As usual.
    Whole,
}

/// How the link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// Nothing was asked yet.
    Unknown,
    /// The last question was answered.
    Up,
    /// No answer since.
    Down {
        /// Since when.
        since: DateTime<Utc>,
    },
}

/// What the worker tells. It is told on the worker's thread: the callback must be quick.
#[derive(Debug)]
pub enum SyncEvent {
    /// These entries changed (or are new, from another process).
    Entries(Vec<Entry>),
    /// Another process wrote: read the queue again.
    QueueChanged,
    /// The account and the school.
    School {
        /// Of the question; 0: nobody asked.
        generation: Generation,
        /// Who is signed in.
        account: Box<Account>,
        /// The school.
        school: Box<SchoolInfo>,
        /// From the cache, or fresh.
        from: From,
    },
    /// The lessons of a day.
    Day {
        /// Of the question; 0: nobody asked.
        generation: Generation,
        /// The lessons, and when they were read.
        day: Box<Cached<Day>>,
        /// From the cache, or fresh.
        from: From,
    },
    /// A page.
    Page {
        /// Of the question; 0: nobody asked.
        generation: Generation,
        /// The page, and when it was read.
        page: Box<Cached<Page>>,
        /// From the cache, or fresh.
        from: From,
    },
    /// The journals.
    Journals {
        /// Of the question.
        generation: Generation,
        /// The journals.
        journals: Box<Cached<Journals>>,
        /// From the cache, or fresh.
        from: From,
    },
    /// The deadlines of a day.
    Status {
        /// Of the question.
        generation: Generation,
        /// The deadlines.
        status: Box<Cached<Status>>,
        /// From the cache, or fresh.
        from: From,
    },
    /// Open requests for corrections.
    Corrections {
        /// Of the question.
        generation: Generation,
        /// The requests.
        corrections: Box<Corrections>,
    },
    /// Every version of what was written in a place.
    History {
        /// Of the question.
        generation: Generation,
        /// The versions.
        history: Box<History>,
    },
    /// What the person wrote as topics and homework.
    Phrases {
        /// Of the question.
        generation: Generation,
        /// The texts.
        phrases: Box<Phrases>,
    },
    /// What a check found.
    Review {
        /// Of the question.
        generation: Generation,
        /// The answer.
        survey: Box<Survey>,
        /// From the cache, or fresh.
        from: From,
    },
    /// How the link is now.
    Link(LinkState),
    /// What is known of the server's clock now.
    Clock(Offset),
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
    /// Signed out; the token is forgotten.
    SignedOut,
    /// A question or an order failed.
    Failed {
        /// Of the question; 0: nobody asked.
        generation: Generation,
        /// Why.
        error: SyncError,
    },
}

/// Where an answer is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The store; a fresh one follows if the server can be reached.
    Cache,
    /// The server.
    Server,
}

/// Why something between store and server failed.
#[derive(Debug)]
pub enum SyncError {
    /// The server or the way to it.
    Remote(RemoteError),
    /// The store.
    Store(StoreError),
    /// The place of the token.
    Secret(SecretError),
    /// Nobody is signed in.
    SignInNeeded,
    /// Login or password are wrong.
    WrongPassword,
    /// The password was right, and a one-time code is needed behind it.
    CodeNeeded,
    /// The new password is too short, too common, or the one that is there already.
    WeakPassword,
    /// Nothing was done about the request for a correction: the key of the sentence.
    Correction(&'static str),
    /// The link is cut on purpose.
    Cut,
    /// The thread or the runtime cannot be started.
    Machine(std::io::Error),
}

impl SyncError {
    /// Stable name of the kind of error: the key of its sentence.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Remote(error) => format!("remote-{}", error.kind()),
            Self::Store(error) => format!("store-{}", error.kind()),
            Self::Secret(error) => format!("secret-{}", error.kind()),
            Self::SignInNeeded => "sync-sign-in-needed".to_owned(),
            Self::WrongPassword => "sync-wrong-password".to_owned(),
            Self::CodeNeeded => "sync-code-needed".to_owned(),
            Self::WeakPassword => "sync-weak-password".to_owned(),
            Self::Correction(key) => (*key).to_owned(),
            Self::Cut => "sync-cut".to_owned(),
            Self::Machine(_) => "sync-machine".to_owned(),
        }
    }
}

impl std::fmt::Display for SyncError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Remote(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
            Self::Secret(error) => error.fmt(f),
            Self::SignInNeeded => f.write_str("nobody is signed in"),
            Self::WrongPassword => f.write_str("login or password are wrong"),
            Self::CodeNeeded => f.write_str("a one-time code is needed as well"),
            Self::WeakPassword => f.write_str("the new password is too weak"),
            Self::Correction(key) => f.write_str(key),
            Self::Cut => f.write_str("the link is cut on purpose"),
            Self::Machine(_) => f.write_str("the system starts no thread"),
        }
    }
}

impl std::error::Error for SyncError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Remote(error) => Some(error),
            Self::Store(error) => Some(error),
            Self::Secret(error) => Some(error),
            Self::Machine(error) => Some(error),
            Self::SignInNeeded
            | Self::WrongPassword
            | Self::CodeNeeded
            | Self::WeakPassword
            | Self::Cut
            | Self::Correction(_) => None,
        }
    }
}

impl std::convert::From<RemoteError> for SyncError {
    fn from(error: RemoteError) -> Self {
        Self::Remote(error)
    }
}

impl std::convert::From<StoreError> for SyncError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl std::convert::From<SecretError> for SyncError {
    fn from(error: SecretError) -> Self {
        Self::Secret(error)
    }
}

/// The worker without a thread of its own: a sender of commands, and the work itself, which ends after [`Command::Stop`]. It is
/// polled in a [`tokio::task::LocalSet`] of a runtime with time. Dropped in the middle, it leaves what a killed program leaves.
pub fn work(
    setup: Setup,
    link: LinkCut,
    tell: impl Fn(SyncEvent) + Send + Sync + 'static,
) -> (impl Fn(Command) + Clone + Send + 'static, impl Future<Output = ()>) {
    let (orders, queue) = unbounded_channel();
    let to_engine = orders.clone();
    let send = move |command| drop(orders.send(Order::Command(command)));
    (send, engine::drive(setup, link, Box::new(tell), to_engine, queue))
}

/// The thread that pushes and pulls behind the screens.
#[derive(Debug)]
pub struct Worker {
    orders: UnboundedSender<Order>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread. It sends what waits, keeps a long poll open, and tells what it learns.
    ///
    /// # Panics
    /// The system starts no thread.
    pub fn start(setup: Setup, tell: impl Fn(SyncEvent) + Send + Sync + 'static) -> Self {
        Self::start_with(setup, LinkCut::Whole, tell)
    }

    /// Starts the thread with the link as it is said to be: cut, nothing leaves until it is whole.
    ///
    /// # Panics
    /// The system starts no thread.
    pub fn start_with(setup: Setup, link: LinkCut, tell: impl Fn(SyncEvent) + Send + Sync + 'static) -> Self {
        let (orders, queue) = unbounded_channel();
        let to_engine = orders.clone();
        let thread = thread::Builder::new()
            .name("sync".to_owned())
            .spawn(move || engine::run(setup, link, Box::new(tell), to_engine, queue))
            .expect("the system starts a thread");
        Self { orders, thread: Some(thread) }
    }

    /// Asks for something. Never blocks; after the end of the thread nothing happens.
    pub fn send(&self, command: Command) {
        let _ = self.orders.send(Order::Command(command));
    }

    /// A sender for other threads: what a reply of the store sends.
    pub fn sender(&self) -> impl Fn(Command) + Clone + Send + 'static + use<> {
        let orders = self.orders.clone();
        move |command| drop(orders.send(Order::Command(command)))
    }

    /// Ends the hold for second thoughts, tries for a second at most to send what waits, and ends the thread.
    pub fn stop(mut self) {
        self.send(Command::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
