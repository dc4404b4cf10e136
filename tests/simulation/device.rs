//! One computer of the teacher: the program on it, its clocks and its disk, and the person who types.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use tokio::task::{AbortHandle, LocalSet};
use tokio::time::sleep;
use zvonok::domain::{Digest, Mark, Marks, Operation, OperationId, PupilId, Target, Value, WorkId};
use zvonok::outbox::clock::Trust;
use zvonok::outbox::fault::REFUSED_BY_SERVER;
use zvonok::outbox::{Clock as _, Entry, Life, LifeEvent, NewEntry, Recording, UndoChange, overlay};
use zvonok::remote::Native;
use zvonok::secret::{Secret, Vault};
use zvonok::store::{Options, Purpose, Store};
use zvonok::sync::{Command, Dice, LinkCut, Setup, SyncEvent};

use crate::chance::Chance;
use crate::line::Line;
use crate::template::Lesson;
use crate::world::{DeviceClock, World, crash_copy};

/// A computer.
pub struct Device {
    pub number: usize,
    world: Arc<World>,
    /// Its disk: another folder after each crash.
    home: RefCell<PathBuf>,
    clock: Arc<DeviceClock>,
    line: Line,
    token: Secret,
    lesson: Arc<Lesson>,
    chance: RefCell<Chance>,
    running: RefCell<Option<Running>>,
    /// What the person saw said to be on the disk.
    pub shown: RefCell<BTreeMap<OperationId, Operation>>,
}

/// The program at work.
struct Running {
    store: Store,
    setup: Setup,
    send: Box<dyn Fn(Command)>,
    task: AbortHandle,
}

/// What the person does next.
#[derive(Debug, Clone, Copy)]
enum Act {
    Mark,
    MarkAgain,
    Absent,
    Clear,
    Hold,
    Undo,
    Push,
    EndHold,
    Cut,
    Decide,
    Retry,
    Kill,
    PushAndKill,
    ClockJump,
    Suspend,
}

impl Act {
    const ALL: [(Self, u64); 15] = [
        (Self::Mark, 30),
        (Self::MarkAgain, 14),
        (Self::Absent, 4),
        (Self::Clear, 5),
        (Self::Hold, 6),
        (Self::Undo, 5),
        (Self::Push, 8),
        (Self::EndHold, 2),
        (Self::Cut, 2),
        (Self::Decide, 10),
        (Self::Retry, 3),
        (Self::Kill, 5),
        (Self::PushAndKill, 6),
        (Self::ClockJump, 3),
        (Self::Suspend, 2),
    ];
}

impl Device {
    pub fn new(number: usize, world: &Arc<World>, home: &Path, line: Line, token: &str, lesson: Arc<Lesson>) -> Self {
        let mut chance = Chance::of(&[world.seed, 2, number as u64]);
        let off =
            if chance.happens(30) { i64::try_from(chance.between(0, 7_200_000)).expect("small") - 3_600_000 } else { 0 };
        let clock = Arc::new(DeviceClock {
            world: Arc::clone(world),
            off_ms: AtomicI64::new(off),
            booted_ms: AtomicI64::new(0),
            boot: AtomicU64::new(number as u64 + 10),
        });
        Self {
            number,
            world: Arc::clone(world),
            home: RefCell::new(home.to_owned()),
            clock,
            line,
            token: Secret::new(token.to_owned()),
            lesson,
            chance: RefCell::new(chance),
            running: RefCell::new(None),
            shown: RefCell::default(),
        }
    }

    /// Starts the program on what the disk has.
    pub fn start(&self) {
        let store = Store::open(options(&self.home.borrow())).expect("the store opens after a crash");
        let vault = Vault::in_memory();
        vault.put(&self.token).expect("in memory");
        let throws = AtomicU64::new(0);
        let place = [self.world.seed, 3, self.number as u64, self.chance.borrow_mut().next()];
        let setup = Setup {
            store: store.clone(),
            remote: Native::over(Arc::new(self.line.clone()), self.clock.clone()),
            vault,
            clock: self.clock.clone(),
            poll: Duration::from_secs(55),
            dice: Dice::new(move || {
                let [seed, kind, number, start] = place;
                Chance::of(&[seed, kind, number, start, throws.fetch_add(1, Ordering::Relaxed)]).next()
            }),
        };
        let (world, number) = (Arc::clone(&self.world), self.number);
        let attempts = Arc::new(AtomicU64::new(0));
        let wants = Arc::clone(&attempts);
        let (send, work) =
            zvonok::sync::work(setup.clone(), LinkCut::Whole, move |event| heard(&world, number, &wants, &event));
        let set = LocalSet::new();
        set.spawn_local(work);
        let sign_in = send.clone();
        set.spawn_local(async move {
            loop {
                sleep(Duration::from_secs(3)).await;
                // Until it works: the answer to a sign-in may be lost like any other.
                if attempts.load(Ordering::Relaxed) > 0 {
                    sign_in(Command::SignIn { password: Secret::new("any".to_owned()) });
                }
            }
        });
        // The page is on the screen.
        send(Command::LoadPage {
            journal: self.lesson.held.journal.clone(),
            period: self.lesson.period.clone(),
            generation: 1,
        });
        let task = tokio::task::spawn_local(set).abort_handle();
        *self.running.borrow_mut() = Some(Running { store, setup, send: Box::new(send), task });
    }

    /// Kills the program, perhaps with the computer.
    fn kill(&self) {
        let running = self.running.borrow_mut().take();
        let Some(running) = running else { return };
        running.task.abort();
        self.world.saw("client: killed");
        self.world.note(&format!("device {} killed", self.number));
        // Notes are written behind the caller's back; entries never are.
        running.store.flush().expect("the writer is alive");
        let old = self.home.borrow().clone();
        let new = old.with_file_name(format!("device-{}-{}", self.number, self.chance.borrow_mut().next()));
        let from = running.store.folder().to_owned();
        let to = new.join(from.strip_prefix(&old).expect("the store is in the home"));
        crash_copy(&from, &to, "store.db", &mut self.chance.borrow_mut());
        std::fs::write(to.join("open"), "").expect("the mark of an open store");
        private(&new);
        private(&new.join("accounts"));
        // The tasks of the dead program end on its old disk, which nobody reads again.
        *self.home.borrow_mut() = new;
    }

    /// The person works for a while; then the program is left running.
    pub async fn work(&self) {
        let acts = self.chance.borrow_mut().between(6, 22);
        for _ in 0..acts {
            self.pause(20, 6_000).await;
            let act = self.chance.borrow_mut().pick(&Act::ALL);
            self.act(act).await;
            if self.running.borrow().is_none() {
                self.pause(10, 90_000).await;
                if self.chance.borrow_mut().happens(30) {
                    self.world.saw("clock: the computer was restarted");
                    self.clock.boot.fetch_add(100, Ordering::Relaxed);
                    self.clock.booted_ms.store(self.world.elapsed_ms(), Ordering::Relaxed);
                }
                self.start();
            }
        }
        self.send(Command::Cut(LinkCut::Whole));
    }

    async fn act(&self, act: Act) {
        match act {
            Act::Mark => self.mark(None, 0),
            Act::MarkAgain => {
                let last = self.waiting().pop().map(|entry| entry.operation.target);
                self.mark(last.filter(|target| matches!(target, Target::Marks { .. })), 0);
            }
            Act::Absent => {
                let pupil = self.pupil();
                let lesson = self.lesson.held.id.clone();
                self.record(Target::Absence { lesson, pupil }, Some(Value::Absent), 0);
            }
            Act::Clear => {
                let target = self.marks_of(self.pupil());
                self.record(target, None, 0);
            }
            Act::Hold => self.mark(None, 30),
            Act::Undo => {
                let last = self.waiting().into_iter().rev().find(Entry::never_left);
                self.apply(last.map(|entry| (entry.operation.id, LifeEvent::Withdrawn)), "person: took an entry back");
            }
            Act::Push => self.send(Command::Push),
            Act::EndHold => self.send(Command::EndHold),
            Act::Cut => {
                self.send(Command::Cut(LinkCut::Cut));
                self.pause(100, 40_000).await;
                self.send(Command::Cut(LinkCut::Whole));
            }
            Act::Decide => self.decide(),
            Act::Retry => self.retry(),
            Act::Kill => self.kill(),
            Act::PushAndKill => {
                self.mark(None, 0);
                self.send(Command::Push);
                self.pause(0, 900).await;
                self.kill();
            }
            Act::ClockJump => {
                self.world.saw("clock: the wall clock jumped");
                let jump = i64::try_from(self.chance.borrow_mut().between(0, 172_800_000)).expect("small") - 86_400_000;
                self.clock.off_ms.store(jump, Ordering::Relaxed);
            }
            Act::Suspend => {
                self.world.saw("clock: suspended");
                let slept = i64::try_from(self.chance.borrow_mut().between(1_000, 3_000_000)).expect("small");
                self.world.suspend(slept);
            }
        }
    }

    /// Decides the conflicts one by one: mine, or what the journal holds.
    pub fn decide(&self) {
        for entry in self.waiting().into_iter().filter(|entry| entry.life == Life::Conflict) {
            if self.chance.borrow_mut().happens(50) {
                self.world.saw("person: kept the own value");
                self.record(entry.operation.target.clone(), entry.operation.value.clone(), 0);
            } else {
                let theirs = Some((entry.operation.id, LifeEvent::Withdrawn));
                self.apply(theirs, "person: kept the journal's value");
            }
        }
    }

    /// Sends again what was refused by something in between, and gives up what the rules forbid.
    pub fn retry(&self) {
        for entry in self.waiting().into_iter().filter(|entry| entry.life == Life::Refused) {
            if entry.findings.iter().any(|finding| finding.rule == REFUSED_BY_SERVER) {
                self.world.saw("person: sent a refused entry again");
                self.send(Command::Retry(vec![entry.operation.id]));
            } else {
                self.apply(Some((entry.operation.id, LifeEvent::Withdrawn)), "person: gave a refused entry up");
            }
        }
    }

    fn mark(&self, target: Option<Target>, hold_seconds: i64) {
        let target = target.unwrap_or_else(|| self.marks_of(self.pupil()));
        let mark = u8::try_from(self.chance.borrow_mut().between(2, 5)).expect("a small number");
        let value =
            Value::Marks { marks: Marks::single(Mark::new(mark).expect("a mark")), creates: Some(self.lesson.new_work()) };
        self.record(target, Some(value), hold_seconds);
    }

    fn pupil(&self) -> PupilId {
        let pupils = &self.lesson.pupils;
        let which = self.chance.borrow_mut().between(0, pupils.len() as u64 - 1);
        pupils[usize::try_from(which).expect("a small number")].clone()
    }

    fn marks_of(&self, pupil: PupilId) -> Target {
        Target::Marks { work: WorkId::first_of(&self.lesson.held.id), pupil }
    }

    /// Types: on top of what the screen shows.
    fn record(&self, target: Target, value: Option<Value>, hold_seconds: i64) {
        let running = self.running.borrow();
        let Some(Running { store, setup, send, .. }) = running.as_ref() else { return };
        let page = store.page(&self.lesson.held.journal, &self.lesson.period).expect("read").expect("cached").value;
        let seen = overlay(&page.facts, &store.waiting().expect("read"));
        let seen = seen.get(&target);
        if value.is_none() && seen.is_none_or(|seen| seen.value.is_none()) {
            return;
        }
        let account = store.account().expect("read").expect("cached").value;
        let (offset, reading) = (store.offset().expect("read"), self.clock.read());
        let made_at = offset.now(reading);
        self.check_clock(offset.trust(reading), made_at);
        let operation = Operation {
            id: OperationId(self.chance.borrow_mut().bytes()),
            school: account.school,
            account: account.id,
            device: store.device().clone(),
            seq: 0,
            prev_hash: Digest::default(),
            made_at,
            proof: offset.proof(reading),
            on_behalf_of: None,
            target,
            base: seen.and_then(|seen| seen.base),
            value,
            comment: None,
            reason: None,
            explanation: None,
            answered: Vec::new(),
            profile: self.lesson.profile,
            timetable_version: self.lesson.held.timetable_version,
        };
        let held_until = (hold_seconds > 0).then(|| made_at + TimeDelta::seconds(hold_seconds));
        let entries = vec![NewEntry { operation: operation.clone(), held_until }];
        let recorded = setup.store.record_now(Recording { entries, undo: UndoChange::Keep }).expect("recorded");
        self.world.saw(if held_until.is_some() { "person: an entry that is held" } else { "person: an entry" });
        self.world.note(&format!("device {} records {}", self.number, operation.id));
        let kept =
            recorded.into_iter().find(|entry| entry.operation.id == operation.id).expect("it is among those that changed");
        self.shown.borrow_mut().insert(operation.id, kept.operation);
        send(Command::Recorded);
    }

    /// A time that was compared with the server's is right, whatever the wall clock says.
    fn check_clock(&self, trust: Trust, made_at: chrono::DateTime<chrono::Utc>) {
        let off = (made_at - self.world.now()).abs();
        if trust == Trust::Checked {
            self.world.saw("clock: an entry by the checked clock");
            if off > TimeDelta::seconds(6) {
                self.world.wrong(format!("device {}: the checked clock is off by {off}", self.number));
            }
        }
    }

    fn apply(&self, event: Option<(OperationId, LifeEvent)>, what: &'static str) {
        let running = self.running.borrow();
        let (Some(running), Some(event)) = (running.as_ref(), event) else { return };
        self.world.saw(what);
        self.world.note(&format!("device {}: {what}: {}", self.number, event.0));
        running.store.apply(vec![event]).expect("applied");
        (running.send)(Command::Recorded);
    }

    fn send(&self, command: Command) {
        if let Some(running) = self.running.borrow().as_ref() {
            (running.send)(command);
        }
    }

    pub fn push(&self) {
        self.send(Command::Push);
    }

    pub fn waiting(&self) -> Vec<Entry> {
        self.running.borrow().as_ref().map_or_else(Vec::new, |running| running.store.waiting().expect("read"))
    }

    /// The store at the end.
    pub fn store(&self) -> Store {
        self.running.borrow().as_ref().expect("the program runs").store.clone()
    }

    async fn pause(&self, low_ms: u64, high_ms: u64) {
        let ms = self.chance.borrow_mut().between(low_ms, high_ms);
        sleep(Duration::from_millis(ms)).await;
    }
}

pub fn options(home: &Path) -> Options {
    Options {
        folder: home.to_owned(),
        server: "https://journal.example".to_owned(),
        login: "orlova".to_owned(),
        purpose: Purpose::Command,
    }
}

/// What the program tells: nothing stronger than the truth.
fn heard(world: &World, number: usize, wants_sign_in: &AtomicU64, event: &SyncEvent) {
    match event {
        SyncEvent::Entries(entries) => {
            for entry in entries {
                world.note(&format!("device {number}: {} is {}", entry.operation.id, entry.life.name()));
                world.saw(state_name(entry.life));
                if entry.life == Life::InJournal && !world.journal_has(entry.operation.id) {
                    world
                        .wrong(format!("device {number} says that {} is in the journal, and it is not", entry.operation.id));
                }
            }
        }
        SyncEvent::SignInNeeded => {
            wants_sign_in.store(1, Ordering::Relaxed);
        }
        SyncEvent::SignedIn { .. } => wants_sign_in.store(0, Ordering::Relaxed),
        SyncEvent::Failed { error, .. } => world.note(&format!("device {number} failed: {error}")),
        _ => {}
    }
}

const fn state_name(life: Life) -> &'static str {
    match life {
        Life::Typed => "entry: typed",
        Life::Held => "entry: held",
        Life::OnDisk => "entry: on disk again",
        Life::Sent => "entry: sent",
        Life::Uncertain => "entry: uncertain",
        Life::Requested => "entry: requested",
        Life::Conflict => "entry: conflict",
        Life::Refused => "entry: refused",
        Life::Superseded => "entry: superseded",
        Life::Withdrawn => "entry: withdrawn",
        Life::InJournal => "entry: in the journal",
    }
}

fn private(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).expect("rights");
    }
    #[cfg(not(unix))]
    let _ = folder;
}
