//! What an effect does to the world: the store writes, the worker asks, and their answers come back as messages.
//!
//! Before the first frame ([`Shell::prime`]) questions are answered from the cache at once; the worker, and with it the HTTP
//! client, starts only when something is on the screen ([`Shell::start`]).

use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;

use super::Message;
use super::answers;
use crate::domain::{JournalId, LessonId, Operation};
use crate::effect::{Effect, UndoChange};
use crate::event::{Event, Latched, Reply, Source};
use crate::outbox::{NewEntry, Recording, UndoChange as StoredUndo};
use crate::secret::Secret;
use crate::state::lock::Latch;
use crate::state::{DemoServer, Link};
use crate::sync::told::told;
use crate::sync::{self, Command, Fit, Setup, Worker};

/// Under this name the store keeps where the person is.
pub const POSITION: &str = "position";

/// Under this name the store keeps how the lock of the screens is.
pub const LOCK: &str = "lock";

/// Under this name the store keeps the day on which it was last looked for what need not be kept.
const PURGED: &str = "purged";

/// What the loop itself must do about an effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Put the temporary journal of a lesson on paper.
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
    /// End.
    Quit,
}

/// The hands of the loop.
pub struct Shell {
    setup: Setup,
    to: Sender<Message>,
    demo: Option<DemoSwitch>,
    worker: Option<Worker>,
}

/// Stops the server of the training school, or starts it again; says how it is then, `None` where it did not start.
type Toggle = Box<dyn FnMut() -> Option<DemoServer> + Send>;

/// The server of the training school, as the screens need it.
#[derive(Clone)]
pub struct DemoSwitch {
    /// How it is at the start.
    pub server: DemoServer,
    toggle: Arc<Mutex<Toggle>>,
}

impl DemoSwitch {
    /// A server that is in the state `server`. `toggle` stops it, or starts it again at the same address, and says how it
    /// is then, `None` where it did not start; it may take as long as a stop takes.
    pub fn new(server: DemoServer, toggle: impl FnMut() -> Option<DemoServer> + Send + 'static) -> Self {
        Self { server, toggle: Arc::new(Mutex::new(Box::new(toggle))) }
    }
}

impl Shell {
    /// Hands that have not reached out yet.
    #[must_use]
    pub const fn new(setup: Setup, demo: Option<DemoSwitch>, to: Sender<Message>) -> Self {
        Self { setup, to, demo, worker: None }
    }

    /// Starts the worker behind the screens.
    pub fn start(&mut self) {
        let (to, store) = (self.to.clone(), self.setup.store.clone());
        let tell = Mutex::new(to);
        let worker = Worker::start(self.setup.clone(), move |event| {
            let message = answers::message(&store, event);
            if let Ok(to) = tell.lock() {
                let _ = to.send(message);
            }
        });
        self.worker = Some(worker);
        self.purge();
    }

    /// Where papers are put that are printed from the screens: beside the accounts.
    #[must_use]
    pub fn papers(&self) -> std::path::PathBuf {
        self.setup.store.papers()
    }

    /// Names and marks of a journal went on paper: it is kept and told to the server, now or with the next link.
    pub fn disclosed(&self, journal: &JournalId) {
        let (kind, what) = (crate::protocol::DisclosureKind::Print, "temporary".to_owned());
        let what = crate::protocol::Disclosed { kind, what, journal: Some(journal.to_string()) };
        // A disk that does not take it is told where entries are written.
        let _ = sync::disclosed(&self.setup.store, what);
        self.ask(Command::Disclose);
    }

    /// An outage that was going on when the program was last closed: it lasts until the server answers.
    #[must_use]
    pub fn outage(&self) -> Option<Event> {
        let since = self.setup.store.link().ok()?.since?;
        Some(Event::Reply(Reply::Link(Link::Down { since })))
    }

    /// Answers a question from the cache, if it is one and the cache knows.
    #[must_use]
    pub fn prime(&self, effect: &Effect) -> Option<Event> {
        let store = &self.setup.store;
        let reply = match effect {
            Effect::LoadDay { date, generation } => {
                let day = store.day(*date).ok().flatten()?;
                Reply::Day { generation: *generation, day: Box::new(day.value), source: Source::Cache }
            }
            Effect::LoadPage { journal, period, generation } => {
                let page = store.page(journal, period).ok().flatten()?;
                let entries = answers::overlaying(store, page.at);
                let (page, read_at) = (Box::new(page.value), page.at);
                Reply::Page { generation: *generation, page, entries, read_at, source: Source::Cache }
            }
            Effect::LoadJournals { generation } => {
                let journals = store.journals().ok().flatten()?;
                Reply::Journals { generation: *generation, journals: Box::new(journals.value) }
            }
            Effect::LoadStatus { date, generation } => {
                let status = store.status(*date).ok().flatten()?;
                Reply::Status { generation: *generation, status: Box::new(status.value) }
            }
            // Where nothing waits no captions need be looked up.
            Effect::LoadQueue if store.count_waiting().is_ok_and(|count| count == 0) => Reply::Queue(Vec::new()),
            _ => return None,
        };
        Some(Event::Reply(reply))
    }

    /// Carries an effect out. Never waits for the disk or the network.
    pub fn carry_out(&mut self, effect: Effect) -> Option<Order> {
        match effect {
            Effect::Record { operations, held_until, undo } => self.record(operations, held_until, undo),
            Effect::Withdraw { operations, undo } => {
                self.record(Vec::new(), None, undo);
                self.ask(Command::Withdraw(operations));
            }
            Effect::Retry(operations) => self.ask(Command::Retry(operations)),
            Effect::Push => self.ask(Command::Push),
            Effect::EndHold => self.ask(Command::EndHold),
            Effect::Due(due) => self.ask(Command::Due(due)),
            Effect::LoadQueue => self.load_queue(),
            Effect::SavePosition(position) => self.setup.store.put_note(POSITION, &position),
            // The store of this shell is open.
            Effect::OpenStore { .. } => {}
            Effect::KeepLock(kept) => self.setup.store.put_note(LOCK, &kept),
            Effect::TryLatch { latch, phrase } => self.try_latch(latch, Secret::new(phrase.reveal().to_owned())),
            Effect::SignIn { login, password } => self.sign_in(&login, Secret::new(password.reveal().to_owned())),
            Effect::ChangePassword { old, new } => self.ask(Command::ChangePassword {
                old: Secret::new(old.reveal().to_owned()),
                new: Secret::new(new.reveal().to_owned()),
            }),
            Effect::ToggleDemoServer => self.toggle_server(),
            Effect::Print { journal, lesson } => return Some(Order::Print { journal, lesson }),
            Effect::Copy(text) => return Some(Order::Copy(text)),
            Effect::Redraw => return Some(Order::Redraw),
            Effect::Suspend => return Some(Order::Suspend),
            Effect::Quit => return Some(Order::Quit),
            question => {
                if let Some(command) = command(question) {
                    self.ask(command);
                }
            }
        }
        None
    }

    /// Asks the server what the cache has answered before the first frame.
    pub fn refresh(&self, question: Effect) {
        if let Some(command) = command(question) {
            self.ask(Command::Fresh(Box::new(command)));
        }
    }

    /// Lets the worker settle what it can within a second, and ends it.
    pub fn stop(self) {
        if let Some(worker) = self.worker {
            worker.stop();
        }
    }

    fn ask(&self, command: Command) {
        if let Some(worker) = &self.worker {
            worker.send(command);
        }
    }

    fn record(&self, operations: Vec<Operation>, held_until: Option<chrono::DateTime<chrono::Utc>>, undo: UndoChange) {
        let ids: Vec<_> = operations.iter().map(|operation| operation.id).collect();
        let undo = match undo {
            UndoChange::Keep => StoredUndo::Keep,
            UndoChange::Pop => StoredUndo::Pop,
            UndoChange::Drop => StoredUndo::Drop,
            UndoChange::DropUndone => StoredUndo::DropUndone,
            UndoChange::Again(step) => serde_json::to_value(&step).map_or(StoredUndo::Keep, StoredUndo::Again),
            UndoChange::Push(step) => serde_json::to_value(&step).map_or(StoredUndo::Keep, StoredUndo::Push),
        };
        if operations.is_empty() && undo == StoredUndo::Keep {
            return;
        }
        let entries = operations.into_iter().map(|operation| NewEntry { operation, held_until }).collect();
        let (to, tell) = (self.to.clone(), self.worker.as_ref().map(Worker::sender));
        self.setup.store.record(Recording { entries, undo }, move |result| {
            let reply = match result {
                Ok(entries) => {
                    if let Some(tell) = &tell {
                        tell(Command::Made(entries.clone()));
                    }
                    Reply::Entries(entries)
                }
                Err(error) => Reply::NotRecorded { operations: ids, why: format!("store-{}", error.kind()) },
            };
            let _ = to.send(Message::Event(Event::Reply(reply)));
        });
    }

    /// The store belongs to one account: another name needs another start.
    fn sign_in(&self, login: &str, password: Secret) {
        if login == self.setup.store.login() {
            self.ask(Command::SignIn { password });
            return;
        }
        let reply = Reply::Failed { generation: 0, why: "sign-in-other-name".to_owned() };
        let _ = self.to.send(Message::Event(Event::Reply(reply)));
    }

    /// Compares on a thread of its own: it is slow on purpose. A password that nothing is known of is tried at the server.
    fn try_latch(&self, latch: Latch, phrase: Secret) {
        let (store, to, tell) = (self.setup.store.clone(), self.to.clone(), self.worker.as_ref().map(Worker::sender));
        let spawned = thread::Builder::new().name("latch".to_owned()).spawn(move || {
            let fit = match latch {
                Latch::Pin => sync::try_pin(&store, &phrase),
                Latch::Password => sync::try_password(&store, &phrase),
            };
            let latched = match (fit, latch) {
                (Fit::Right, _) => Latched::Opened,
                (Fit::Wrong, Latch::Pin) => Latched::Wrong("lock-pin-wrong".to_owned()),
                (Fit::Wrong | Fit::Unknown, _) => {
                    // It may have been changed elsewhere: the server knows. Its answer opens too.
                    if let Some(tell) = tell {
                        tell(Command::SignIn { password: phrase });
                        return;
                    }
                    Latched::Wrong("lock-password-wrong".to_owned())
                }
            };
            let _ = to.send(Message::Event(Event::Reply(Reply::Latched(latched))));
        });
        if spawned.is_err() {
            let latched = Latched::Undecided("sync-machine".to_owned());
            let _ = self.to.send(Message::Event(Event::Reply(Reply::Latched(latched))));
        }
    }

    /// Destroys behind the screens what has been kept long enough.
    fn purge(&self) {
        let (store, clock) = (self.setup.store.clone(), self.setup.clock.clone());
        let spawned = thread::Builder::new().name("purge".to_owned()).spawn(move || {
            let now = store.offset().unwrap_or_default().now(clock.read());
            // What fails now is tried at the next start; `zvonok purge` says why.
            let Ok(terms) = sync::purge_terms(&store, now) else { return };
            let last = store.note(PURGED).ok().flatten();
            if last != Some(terms.today) && store.purge(terms).is_ok() {
                store.put_note(PURGED, &terms.today);
            }
        });
        drop(spawned);
    }

    /// A stop answers what was begun, so that it is waited for on a thread of its own.
    fn toggle_server(&self) {
        let Some(DemoSwitch { toggle, .. }) = self.demo.clone() else { return };
        let (to, tell) = (self.to.clone(), self.worker.as_ref().map(Worker::sender));
        let spawned = thread::Builder::new().name("demo-server".to_owned()).spawn(move || {
            let server = toggle.lock().ok().and_then(|mut toggle| toggle());
            let reply = match server {
                Some(server) => Reply::DemoServer(server),
                None => Reply::Failed { generation: 0, why: "demo-not-started".to_owned() },
            };
            let _ = to.send(Message::Event(Event::Reply(reply)));
            // What waits goes at once, or finds out at once that nobody answers.
            if let Some(tell) = tell {
                tell(Command::Push);
            }
        });
        // Without a thread the server stays as it is, and so does what the screen says of it.
        drop(spawned);
    }

    /// Reads the queue with the captions of its entries, on a thread of its own: pages may have to be read for them.
    pub fn load_queue(&self) {
        let (store, to) = (self.setup.store.clone(), self.to.clone());
        let now = store.offset().unwrap_or_default().now(self.setup.clock.read());
        let spawned = thread::Builder::new().name("queue".to_owned()).spawn(move || {
            if let Ok(lines) = store.waiting().and_then(|entries| told(&store, entries, now)) {
                let _ = to.send(Message::Event(Event::Reply(Reply::Queue(lines))));
            }
        });
        // Without a thread the queue stays as it is known; it is read again with the next change.
        drop(spawned);
    }
}

/// What the worker is asked for a question of the program; `None` when it is none.
fn command(question: Effect) -> Option<Command> {
    Some(match question {
        Effect::LoadSchool { generation } => Command::LoadSchool { generation },
        Effect::LoadDay { date, generation } => Command::LoadDay { date, generation },
        Effect::LoadPage { journal, period, generation } => Command::LoadPage { journal, period, generation },
        Effect::LoadJournals { generation } => Command::LoadJournals { generation },
        Effect::LoadStatus { date, generation } => Command::LoadStatus { date, generation },
        Effect::LoadReview { span, generation } => Command::LoadReview { span, generation },
        Effect::LoadPhrases { journal, generation } => Command::LoadPhrases { journal, generation },
        Effect::LoadHistory { of, generation } => Command::LoadHistory { of, generation },
        Effect::LoadCorrections { deed, generation } => Command::LoadCorrections { deed, generation },
        _ => return None,
    })
}
