//! The loop behind [`super::Worker`]: one thread, one queue of orders, at most one push and one long poll at a time.
//!
//! Everything that takes time is a task of the thread's runtime; its end is an order like any other. Between orders the plan
//! of the outbox says whether to send, and until when to sleep. With an empty queue only the long poll wakes the thread.

mod answers;
mod orders;

use std::cell::RefCell;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tokio::runtime;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::task::{AbortHandle, LocalSet};

use super::caller::{self, Caller, Time};
use super::waiting::Waiting;
use super::{Command, Generation, LinkCut, LinkState, Setup, SyncError, SyncEvent};
use crate::domain::{Account, JournalId, OperationId, Page, PeriodId};
use crate::entry::Survey;
use crate::outbox::{LifeEvent, Link, Offset, Plan};
use crate::protocol::{Changes, Corrections, Day, History, Journals, SchoolInfo, Session, Status};
use crate::remote::RemoteError;
use crate::secret::{Secret, SecretError};
use crate::store::{Access, Cached};

/// How long the thread may go on sending after it was told to stop.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// Least time that a poll takes that brings nothing, so that a server that does not wait is not asked without pause.
const POLL_AT_LEAST: Duration = Duration::from_secs(5);
/// How long a server is left alone that gives this account no changes: not every role may hear of them.
const POLL_REST: TimeDelta = TimeDelta::minutes(10);
/// How long after changes that the store could not keep.
const POLL_REST_OF_STORE: TimeDelta = TimeDelta::minutes(1);

/// What the loop is told.
#[derive(Debug)]
pub(super) enum Order {
    /// By the program.
    Command(Command),
    /// By the store: another process wrote.
    Foreign,
    /// By a task that ended.
    Done(Done),
}

/// What a task brought.
#[derive(Debug)]
pub(super) enum Done {
    Token(Result<Option<Secret>, SecretError>),
    TokenKept(SecretError),
    SignedIn { result: Result<Session, SyncError>, password: Secret },
    PasswordChanged(Result<(), SyncError>),
    SignedOut,
    Pushed { sent: usize, pushed: caller::Pushed },
    Polled { after: Option<String>, result: Result<Changes, SyncError> },
    ReadAhead(Result<(), SyncError>),
    Renewed(Result<(), SyncError>),
    Loaded { generation: Generation, result: Result<Loaded, SyncError> },
}

/// A question that waits for the token.
type Early = Box<dyn FnOnce(&Engine)>;

/// What a question brought.
#[derive(Debug)]
pub(super) enum Loaded {
    School(Box<(Account, SchoolInfo)>),
    Day(Box<Cached<Day>>),
    Page(Box<Cached<Page>>),
    Journals(Box<Cached<Journals>>),
    Status(Box<Cached<Status>>),
    Corrections(Box<Corrections>),
    History(Box<History>),
    Review(Box<Survey>),
}

/// What of the store is on the screen, and is read again when others change it.
#[derive(Default)]
struct Watched {
    page: Option<(JournalId, PeriodId)>,
    day: Option<NaiveDate>,
    status: Option<NaiveDate>,
    timetable_version: Option<u64>,
    /// Up to where the changes were told here.
    reached: Option<String>,
    /// What of it is older than the changes that are known, and was not read again yet.
    owed: Owed,
}

/// Questions that must be asked until they are answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Owed {
    page: bool,
    day: bool,
    status: bool,
}

/// The batch: where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Batch {
    None,
    UnderWay,
    /// The journal that it was made for is gone meanwhile, and with it what that one may still say.
    Void,
}

/// The poll: where it is.
enum Poll {
    Idle,
    Asking(AbortHandle),
    /// It was refused: not before then.
    Resting(DateTime<Utc>),
}

/// The way to a session.
enum SignIn {
    /// Nobody is signing in.
    None,
    /// The server is being asked.
    Asked,
    /// The server could not be asked: it is tried again from then on, so that nobody types the password twice. Wiped with the
    /// first answer, and with the program.
    Unheard { password: Secret, at: DateTime<Utc> },
}

struct Engine {
    setup: Setup,
    tell: Box<dyn Fn(SyncEvent) + Send + Sync>,
    orders: UnboundedSender<Order>,
    time: Time,
    told_offset: Offset,
    kept_offset: Offset,
    link: Link,
    state: LinkState,
    cut: LinkCut,
    token: Option<Secret>,
    /// Questions that came before the place of the token answered; `None`: it has answered.
    early: RefCell<Option<Vec<Early>>>,
    waiting: Waiting,
    batch: Batch,
    poll: Poll,
    watched: Watched,
    /// The date for which was read ahead, or is being read.
    ahead: Option<NaiveDate>,
    /// Whether the last long poll died without an answer.
    doubt: bool,
    told_sign_in: bool,
    sign_in: SignIn,
    stopping: bool,
}

/// Runs until told to stop, or until nobody can give orders any more.
pub(super) fn run(
    setup: Setup,
    cut: LinkCut,
    tell: Box<dyn Fn(SyncEvent) + Send + Sync>,
    orders: UnboundedSender<Order>,
    queue: UnboundedReceiver<Order>,
) {
    let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return tell(SyncEvent::Failed { generation: 0, error: SyncError::Machine(error) }),
    };
    LocalSet::new().block_on(&runtime, drive(setup, cut, tell, orders, queue));
    // A name that is being looked up, and a keyring that waits for a person, on a thread of the runtime are not waited for.
    runtime.shutdown_background();
}

/// The same on the runtime and the local set that it is polled in.
pub(super) async fn drive(
    setup: Setup,
    cut: LinkCut,
    tell: Box<dyn Fn(SyncEvent) + Send + Sync>,
    orders: UnboundedSender<Order>,
    queue: UnboundedReceiver<Order>,
) {
    let mut engine = Engine::new(setup, cut, tell, orders);
    engine.begin();
    engine.turn(queue).await;
}

impl Engine {
    fn new(setup: Setup, cut: LinkCut, tell: Box<dyn Fn(SyncEvent) + Send + Sync>, orders: UnboundedSender<Order>) -> Self {
        let offset = setup.store.offset().unwrap_or_default();
        let link = setup.store.link().unwrap_or_default();
        let link_state = link.since.map_or(LinkState::Unknown, |since| LinkState::Down { since });
        Self {
            // What was due yesterday, and whether a sign-in was needed then, is found out anew.
            link: Link { sign_in: false, due: None, ..link },
            time: Time::new(offset),
            told_offset: Offset::UNKNOWN,
            kept_offset: offset,
            state: link_state,
            cut,
            token: None,
            early: RefCell::new(Some(Vec::new())),
            waiting: Waiting::default(),
            batch: Batch::None,
            poll: Poll::Idle,
            watched: Watched::default(),
            ahead: None,
            doubt: false,
            told_sign_in: false,
            sign_in: SignIn::None,
            stopping: false,
            setup,
            tell,
            orders,
        }
    }

    /// Finds the token on a thread of its own, since a keyring may take its time, and listens for other processes.
    fn begin(&mut self) {
        self.tell_clock();
        if self.cut == LinkCut::Cut {
            self.state = LinkState::Down { since: self.now() };
        }
        (self.tell)(SyncEvent::Link(self.state));
        let (vault, orders) = (self.setup.vault.clone(), self.orders.clone());
        tokio::task::spawn_blocking(move || {
            let _ = orders.send(Order::Done(Done::Token(vault.get())));
        });
        let orders = self.orders.clone();
        self.setup.store.watch(move || drop(orders.send(Order::Foreign)));
    }

    async fn turn(&mut self, mut queue: UnboundedReceiver<Order>) {
        let mut last_words = None;
        loop {
            let wake = if self.stopping { None } else { self.step() };
            if self.stopping {
                let end = *last_words.get_or_insert_with(|| tokio::time::Instant::now() + LAST_WORDS);
                self.step();
                if self.batch == Batch::None || tokio::time::timeout_at(end, self.hear(&mut queue)).await.is_err() {
                    return self.end();
                }
                continue;
            }
            match wake.map(|at| (at - self.now()).max(TimeDelta::milliseconds(1)).to_std().unwrap_or(LAST_WORDS)) {
                // Only the time is up: the next step sees it. A sleeping computer wakes late, and sees it too.
                Some(wait) => drop(tokio::time::timeout(wait, self.hear(&mut queue)).await),
                None => self.hear(&mut queue).await,
            }
        }
    }

    async fn hear(&mut self, queue: &mut UnboundedReceiver<Order>) {
        match queue.recv().await {
            Some(order) => self.obey(order),
            None => self.stopping = true,
        }
        // What has come meanwhile is one turn.
        while let Ok(order) = queue.try_recv() {
            self.obey(order);
        }
    }

    /// Does what can be done now, and says until when nothing else can.
    fn step(&mut self) -> Option<DateTime<Utc>> {
        self.tell_clock();
        let now = self.now();
        if self.cut == LinkCut::Cut {
            return None;
        }
        let push = self.step_push(now);
        let poll = if self.stopping { None } else { self.step_poll(now) };
        let sign_in = if self.stopping { None } else { self.step_sign_in(now) };
        [push, poll, sign_in].into_iter().flatten().min()
    }

    /// Asks the server again about a password that it did not hear of.
    fn step_sign_in(&mut self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let SignIn::Unheard { at, .. } = self.sign_in else { return None };
        if at > now {
            return Some(at);
        }
        if let SignIn::Unheard { password, .. } = std::mem::replace(&mut self.sign_in, SignIn::None)
            && self.token.is_none()
        {
            self.sign_in(password);
        }
        None
    }

    fn step_push(&mut self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let is_early = self.early.borrow().is_some();
        if is_early || self.batch != Batch::None || self.setup.store.access() == Access::ReadOnly {
            return None;
        }
        let link = Link { sign_in: self.link.sign_in || self.token.is_none(), ..self.link.clone() };
        let planned = self.waiting.plan(&self.setup.store, now, &link);
        let planned = planned.unwrap_or_else(|error| {
            self.fail(0, error.into());
            Plan::Idle
        });
        match planned {
            Plan::Send(ids) => {
                self.push(&ids, now);
                None
            }
            Plan::WaitUntil(at) => Some(at),
            Plan::SignIn => {
                self.want_sign_in();
                None
            }
            Plan::Idle => None,
        }
    }

    fn push(&mut self, ids: &[OperationId], now: DateTime<Utc>) {
        let taken = match self.setup.store.take_for_sending(ids, now) {
            Ok(taken) => taken,
            Err(error) => {
                self.waiting.forget();
                return self.fail(0, error.into());
            }
        };
        self.waiting.taken(ids.len(), &taken);
        if taken.is_empty() {
            return;
        }
        (self.tell)(SyncEvent::Entries(taken.clone()));
        self.batch = Batch::UnderWay;
        let sent = taken.len();
        let never_left: Vec<_> = taken.iter().map(|entry| (entry.operation.id, LifeEvent::NeverLeft)).collect();
        self.spawn_asking(
            async move |caller| Done::Pushed { sent, pushed: caller.push(&taken).await },
            move |error| {
                let pushed = caller::Pushed { events: never_left, error: remote_of(error), gone: None };
                Done::Pushed { sent, pushed }
            },
        );
    }

    fn step_poll(&mut self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if matches!(self.poll, Poll::Asking(_)) || self.token.is_none() || self.link.sign_in {
            return None;
        }
        // A rest that is longer than any was begun by another clock: the server has corrected it since.
        if let Poll::Resting(until) = self.poll
            && until > now
            && until <= now + POLL_REST
        {
            return Some(until);
        }
        if let Some(at) = self.link.rests_until(now) {
            return Some(at);
        }
        // The first question after a failure is not answered late: it finds out whether the way is free.
        let sure = self.state == LinkState::Up && !self.doubt;
        let wait = if sure { self.setup.poll.as_secs() } else { 0 };
        let wait = u32::try_from(wait).unwrap_or(u32::MAX);
        let task = self.spawn_asking(
            async move |caller| poll(&caller, wait).await,
            |error| Done::Polled { after: None, result: Err(error) },
        );
        self.poll = task.map_or(Poll::Idle, Poll::Asking);
        None
    }

    /// Runs a task that needs a signed-in conversation; `otherwise` says what its end is without one.
    fn spawn_asking(
        &self,
        ask: impl AsyncFnOnce(Caller) -> Done + 'static,
        otherwise: impl FnOnce(SyncError) -> Done + 'static,
    ) -> Option<AbortHandle> {
        let (setup, time, orders) = (self.setup.clone(), self.time.clone(), self.orders.clone());
        let Some(token) = self.token.clone() else {
            let _ = orders.send(Order::Done(otherwise(SyncError::SignInNeeded)));
            return None;
        };
        let task = tokio::task::spawn_local(async move {
            let done = match caller::caller(&setup, &time, token).await {
                Ok(caller) => ask(caller).await,
                Err(error) => otherwise(error),
            };
            let _ = orders.send(Order::Done(done));
        });
        Some(task.abort_handle())
    }

    fn now(&self) -> DateTime<Utc> {
        self.time.offset().now(self.setup.clock.read())
    }

    fn fail(&self, generation: Generation, error: SyncError) {
        (self.tell)(SyncEvent::Failed { generation, error });
    }

    fn set_state(&mut self, state: LinkState) {
        if self.state != state {
            self.state = state;
            (self.tell)(SyncEvent::Link(state));
        }
    }

    /// Says that a password is needed, once, and not while one is being tried.
    fn want_sign_in(&mut self) {
        if !self.told_sign_in && matches!(self.sign_in, SignIn::None) {
            self.told_sign_in = true;
            (self.tell)(SyncEvent::SignInNeeded);
        }
    }

    fn tell_clock(&mut self) {
        let offset = self.time.offset();
        if offset != self.told_offset {
            self.told_offset = offset;
            (self.tell)(SyncEvent::Clock(offset));
        }
        if offset.is_news(&self.kept_offset) {
            self.kept_offset = offset;
            self.setup.store.put_offset(&offset);
        }
    }

    /// Settles what is on its way: nobody will hear the answer.
    fn end(&mut self) {
        if self.batch != Batch::None
            && let Ok(waiting) = self.setup.store.queue()
        {
            let sent = waiting.lines().filter(|line| line.life == crate::outbox::Life::Sent);
            let events = sent.map(|line| (line.id, LifeEvent::AnswerLost)).collect();
            // What cannot be written now is settled at the next start.
            let _ = self.setup.store.apply(events);
        }
    }
}

/// Asks for changes, and takes its time where the server does not.
async fn poll(caller: &Caller, wait: u32) -> Done {
    let began = tokio::time::Instant::now();
    let after = match caller.setup.store.cursor() {
        Ok(after) => after,
        Err(error) => return Done::Polled { after: None, result: Err(error.into()) },
    };
    let result = caller.changes(after.as_deref(), wait).await;
    if let Ok(Changes { changes, more: false, cursor, .. }) = &result
        && wait > 0
        && changes.is_empty()
        && after.as_ref() == Some(cursor)
    {
        tokio::time::sleep_until(began + POLL_AT_LEAST).await;
    }
    Done::Polled { after, result }
}

/// The part of an error that says something of the way to the server.
fn remote_of(error: SyncError) -> Option<RemoteError> {
    match error {
        SyncError::Remote(error) => Some(error),
        _ => None,
    }
}
