//! The shell around the pure program: the terminal, what is typed, the loop, and what an effect does to the world.
//!
//! One thread owns the state and the screen. Everything else (the terminal's bytes, signals, the store's writer, the
//! synchronising worker) sends messages to it and holds no reference to the state. The loop takes all that waits before
//! it draws, answers before keys, and draws once; it sleeps until something comes or the displayed minute turns.

mod answers;
mod clipboard;
pub mod clock;
pub mod decode;
mod first;
pub mod gate;
pub mod guard;
#[cfg(unix)]
pub mod input;
pub mod lean;
pub mod pace;
mod papers;
mod screen;
mod shell;
mod surroundings;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use clock::Corrected;
use decode::{Decoder, Input, Mouse};
use first::{Left, SETTLE, prime};
pub use gate::Gate;
use gate::Passed;
use screen::Screen;
pub use shell::DemoSwitch;
use shell::{Order, Shell};
pub use surroundings::takes_synchronized;

use crate::effect::Effect;
use crate::entry::Step;
use crate::event::{self, Event, Reply};
use crate::outbox::Offset;
use crate::secret::Secret;
use crate::state::lock::Latch;
use crate::state::pointer::Pointer;
use crate::state::sign_in::{Around, Phrase, SignIn};
use crate::state::{Lock, Session, State};
use crate::store::{Note, Store};
use crate::strings::Strings;
use crate::sync::{Setup, SyncError};
use crate::update;
use crate::view::Look;

/// How many undo steps are taken over from the last run.
const UNDO_STEPS: usize = 500;
/// Exit status of a defect.
const DEFECT: u8 = 70;

/// What reaches the loop from other threads.
#[derive(Debug)]
pub enum Message {
    /// Bytes that the terminal sent.
    Bytes(Vec<u8>),
    /// A signal of the system.
    Signal(Signal),
    /// The terminal does not exist any more.
    TerminalGone,
    /// A thread has failed; the terminal was given back already.
    Panicked,
    /// Something happened that the program wants to know.
    Event(Event),
    /// Another process wrote into the store.
    QueueChanged,
    /// What is known of the server's clock now.
    Clock(Offset),
    /// The store was opened, or could not be.
    Opened(Box<Result<Store, SyncError>>),
}

/// A signal of the system, as far as the loop cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Give the terminal back and stop until continued.
    Suspend,
    /// The process was stopped and goes on.
    Resumed,
    /// The terminal's size changed.
    Resized,
    /// End cleanly; the number says which signal asked.
    End(i32),
}

/// What the loop is started with.
pub struct Start {
    /// Store, server, place of the token, clocks, or what must be typed before there is a store.
    pub opening: Opening,
    /// How things look.
    pub look: Look,
    /// The rest of what the state starts with.
    pub keys: crate::keys::KeyMap,
    /// How long entries are held for second thoughts, where the person chose it.
    pub hold_seconds: Option<u32>,
    /// Minutes without a key until the screens are locked, where the person chose it; 0: never.
    pub lock_minutes: Option<u32>,
    /// Whose time it is.
    pub time: crate::state::Time,
    /// Where the cursor of the grid goes after an entry.
    pub direction: crate::state::Direction,
    /// Whether a refused entry rings.
    pub bell: bool,
    /// Whether a click selects and the wheel scrolls.
    pub pointer: Pointer,
    /// Whether large frames are bracketed as synchronised updates.
    pub synchronized: bool,
    /// The first-day trainer.
    pub trainer: Option<crate::state::Trainer>,
    /// The server of the training school, in one.
    pub demo: Option<DemoSwitch>,
    /// Sentences for the status line of the first frame.
    pub notices: Vec<String>,
    /// The sentence of what is to be said of the store.
    pub note: fn(&Strings, &Note) -> String,
}

/// How the store is opened.
pub enum Opening {
    /// It is open.
    Open(Setup),
    /// Something must be typed first.
    Closed(Gate),
}

/// Runs the loop until the person leaves. Gives the exit status: 0 after an ordinary end, 128 and the number after a
/// signal, 70 after a defect.
///
/// # Errors
/// The terminal cannot be taken or written to, or its input cannot be read.
pub fn run(start: Start) -> anyhow::Result<ExitCode> {
    let (to, from) = mpsc::channel();
    guard::hook_panics(to.clone());
    if start.pointer == Pointer::On {
        guard::want_mouse();
    }
    match &start.opening {
        Opening::Open(setup) => {
            let ready = Ready::new(&start, setup.clone(), session(setup), to.clone())?;
            let mut screen = Screen::take(start.look, start.synchronized)?;
            screen.draw(&ready.state, screen::Pace::Calm)?;
            #[cfg(unix)]
            input::listen(&to)?;
            ready.run(screen, from)
        }
        Opening::Closed(gate) => {
            let gate = gate.clone();
            let state = closed_state(&start, &gate)?;
            let look = Look::new(Strings::new(start.look.strings.language()), start.look.theme.clone(), start.look.glyphs);
            let mut screen = Screen::take(look.for_server(&gate.options.server), start.synchronized)?;
            #[cfg(unix)]
            input::listen(&to)?;
            let (setup, phrase) = match gate::pass(&gate, state, &mut screen, &to, &from)? {
                Passed::Open(setup, phrase) => (*setup, phrase),
                Passed::Ended(status) => return Ok(ExitCode::from(status)),
            };
            // The password that opened the store is tried at the server too, behind the work: nobody is asked for it twice.
            let tries = gate.phrase == Phrase::Password;
            let session = if tries { Session::Open } else { session(&setup) };
            let mut ready = Ready::new(&start, setup, session, to)?;
            ready.state.screens.sign_in.around = gate.around;
            if tries {
                ready.sign_in(&gate.options.login, &phrase);
            }
            screen.draw(&ready.state, screen::Pace::Calm)?;
            ready.run(screen, from)
        }
    }
}

/// A state with something to show, and the hands for it, before the loop begins.
struct Ready {
    state: State,
    shell: Shell,
    clock: Corrected,
    /// What is left to be done behind the first frame.
    left: Left,
    /// Whether a refused entry rings.
    bell: bool,
}

impl Ready {
    fn new(start: &Start, setup: Setup, session: Session, to: mpsc::Sender<Message>) -> anyhow::Result<Self> {
        let clock = Corrected::new(setup.clock.clone(), setup.store.offset().unwrap_or_default());
        let mut state = first_state(start, &setup, session, &clock)?;
        state.trainer.clone_from(&start.trainer);
        state.program.pointer = start.pointer;
        let mut notices = start.notices.clone();
        notices.extend(setup.store.notes().iter().map(|note| (start.note)(&start.look.strings, note)));
        let shell = Shell::new(setup, start.demo.clone(), to);
        let mut left = Left::default();
        let wanted = update::start(&mut state);
        prime(&mut state, &shell, &clock, wanted, &mut left);
        if let Some(outage) = shell.outage() {
            left.effects.extend(update::update(&mut state, clock.read(), outage));
        }
        if !notices.is_empty() {
            state.notice = Some(crate::state::Notice::Failed(notices.join(" ")));
        }
        Ok(Self { state, shell, clock, left, bell: start.bell })
    }

    /// Asks the server for a session by what opened the store.
    fn sign_in(&mut self, login: &str, phrase: &Secret) {
        self.state.screens.sign_in.asking = true;
        let password = crate::effect::Password::new(phrase.reveal());
        self.left.effects.push(Effect::SignIn { login: login.to_owned(), password });
        self.left.is_lacking = true;
    }

    fn run(self, screen: Screen, from: Receiver<Message>) -> anyhow::Result<ExitCode> {
        let minute = self.clock.minute();
        let decoder = match self.state.program.pointer {
            Pointer::On => Decoder::new().with_mouse(),
            Pointer::Off => Decoder::new(),
        };
        let mut turns = Turns {
            state: self.state,
            shell: self.shell,
            screen,
            clock: self.clock,
            from,
            decoder,
            minute,
            typed_at: None,
            is_stale: false,
            bell: self.bell,
            behind: Some((Instant::now(), self.left)),
            ended: None,
        };
        let ended = turns.run();
        let Turns { shell, screen, .. } = turns;
        // The terminal first: what is left to be sent is sent behind the prompt of the shell, for a second at most.
        drop(screen);
        shell.stop();
        ended.map(ExitCode::from)
    }
}

/// The state before the store is open.
fn closed_state(start: &Start, gate: &Gate) -> anyhow::Result<State> {
    let clock = Corrected::new(gate.clock.clone(), Offset::default());
    let mut state = State::new(crate::state::Start {
        size: screen::size()?,
        reading: clock.read(),
        keys: start.keys.clone(),
        device: crate::domain::DeviceId::new(""),
        seed: [0; 32],
        login: gate.options.login.clone(),
        lock: Lock::default(),
        around: Around::default(),
        session: Session::default(),
        account: None,
        school: None,
        position: None,
        undo: Vec::new(),
        redo: Vec::new(),
        demo: None,
        time: start.time,
        language: start.look.strings.language(),
        hold_seconds: None,
        direction: start.direction,
    });
    state.screens.sign_in = SignIn::for_store(&gate.options.login, gate.phrase, gate.around.clone());
    Ok(state)
}

/// The state before the first event, from the store.
fn first_state(start: &Start, setup: &Setup, session: Session, clock: &Corrected) -> anyhow::Result<State> {
    let store = &setup.store;
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    let steps = |steps: Result<Vec<serde_json::Value>, _>| {
        let steps = steps.unwrap_or_default().into_iter();
        steps.filter_map(|step| serde_json::from_value::<Step>(step).ok()).collect()
    };
    Ok(State::new(crate::state::Start {
        size: screen::size()?,
        reading: clock.read(),
        keys: start.keys.clone(),
        device: store.device().clone(),
        seed,
        login: store.login().to_owned(),
        lock: lock_of(start, store, clock),
        around: Around {
            place: setup.vault.describe().map(|place| format!("screen-secret-place-{}", place.name().replace('_', "-"))),
            waiting: 0,
            others: store.others_waiting(),
        },
        session,
        account: store.account()?.map(|cached| cached.value),
        school: store.school()?.map(|cached| cached.value),
        position: store.note(shell::POSITION).ok().flatten(),
        undo: steps(store.undo_steps(UNDO_STEPS)),
        redo: steps(store.undone_steps(UNDO_STEPS)),
        demo: start.demo.as_ref().map(|demo| demo.server),
        time: start.time,
        language: start.look.strings.language(),
        hold_seconds: start.hold_seconds,
        direction: start.direction,
    }))
}

/// The lock as the last run of the program left it.
fn lock_of(start: &Start, store: &Store, clock: &Corrected) -> Lock {
    let best = if crate::sync::has_pin(store).unwrap_or(false) { Latch::Pin } else { Latch::Password };
    let kept = store.note(shell::LOCK).ok().flatten().unwrap_or_default();
    Lock::of(kept, best, start.lock_minutes, clock.read().proof.boot_ms)
}

/// Whether somebody is signed in, without asking anybody who may take time to answer.
fn session(setup: &Setup) -> Session {
    let ended = setup.store.link().is_ok_and(|link| link.sign_in);
    if ended || setup.vault.holds_token() == Some(false) { Session::Missing } else { Session::Open }
}

/// The loop and all that it owns.
struct Turns {
    state: State,
    shell: Shell,
    screen: Screen,
    clock: Corrected,
    from: Receiver<Message>,
    decoder: Decoder,
    /// The minute that the screen shows.
    minute: i64,
    /// When the last key came, while something may still be left for later.
    typed_at: Option<Instant>,
    /// Whether the screen lags behind the state.
    is_stale: bool,
    /// Whether a refused entry rings.
    bell: bool,
    /// Since when the first frame stands, and what is left to be done behind it.
    behind: Option<(Instant, Left)>,
    ended: Option<u8>,
}

impl Turns {
    fn run(&mut self) -> anyhow::Result<u8> {
        loop {
            let mut batch = Vec::new();
            match self.from.recv_timeout(self.patience()) {
                Ok(first) => {
                    batch.push(first);
                    batch.extend(self.from.try_iter());
                }
                Err(RecvTimeoutError::Timeout) => {}
                // The loop itself holds no sender, but the listeners live as long as the process.
                Err(RecvTimeoutError::Disconnected) => return Ok(DEFECT),
            }
            if self.rest().is_some_and(|rest| rest.is_zero()) {
                self.settle();
            }
            let has_bytes = self.take(batch)?;
            self.timers(has_bytes);
            if let Some(status) = self.ended {
                return Ok(status);
            }
            self.draw(has_bytes)?;
        }
    }

    /// How long to sleep at the most.
    fn patience(&self) -> Duration {
        let mut patience = self.clock.to_next_minute() + Duration::from_millis(2);
        if let Some(typed_at) = self.typed_at {
            patience = patience.min(pace::PAUSE.saturating_sub(typed_at.elapsed()));
        }
        [self.decoder.patience(), self.rest()].into_iter().flatten().fold(patience, Duration::min)
    }

    /// How long what is left behind the first frame may wait: a frame that lacks nothing leaves a slow computer to itself first.
    fn rest(&self) -> Option<Duration> {
        let (since, left) = self.behind.as_ref()?;
        Some(if left.is_lacking { Duration::ZERO } else { SETTLE.saturating_sub(since.elapsed()) })
    }

    /// Does what was left behind the first frame: the page that Enter opens comes from the cache, the worker starts and asks the
    /// server anew for all that is shown. It comes before the first event at the latest.
    fn settle(&mut self) {
        let Some((_, mut left)) = self.behind.take() else { return };
        let ahead = std::mem::take(&mut left.ahead);
        prime(&mut self.state, &self.shell, &self.clock, ahead, &mut left);
        self.is_stale = true;
        self.shell.start();
        for question in left.answered {
            self.shell.refresh(question);
        }
        self.carry_out(left.effects);
    }

    /// Takes what came, answers before keys. Says whether keys came.
    fn take(&mut self, batch: Vec<Message>) -> anyhow::Result<bool> {
        let (bytes, others): (Vec<Message>, Vec<Message>) =
            batch.into_iter().partition(|message| matches!(message, Message::Bytes(_)));
        for message in others {
            self.answer(message)?;
        }
        let (mut inputs, now) = (Vec::new(), Instant::now());
        let has_bytes = !bytes.is_empty();
        for message in bytes {
            if let Message::Bytes(bytes) = message {
                self.decoder.feed(&bytes, now, &mut inputs);
            }
        }
        if !has_bytes && self.decoder.is_overdue(now) {
            self.decoder.give_up(&mut inputs);
        }
        let has_keys = !inputs.is_empty();
        for input in inputs {
            let event = match input {
                Input::Key(key) => Event::Key(key),
                Input::Paste(text) => Event::Paste(text),
                Input::Mouse(Mouse::Pressed { x, y }) => match self.screen.at(x, y) {
                    Some(place) => Event::Click(place),
                    None => continue,
                },
                Input::Mouse(Mouse::Up) => Event::Wheel(event::Wheel::Up),
                Input::Mouse(Mouse::Down) => Event::Wheel(event::Wheel::Down),
            };
            self.happen(event)?;
        }
        Ok(has_keys)
    }

    fn answer(&mut self, message: Message) -> anyhow::Result<()> {
        match message {
            Message::Bytes(_) | Message::Opened(_) => {}
            Message::Event(event) => self.happen(event)?,
            Message::QueueChanged => self.shell.load_queue(),
            Message::Clock(offset) => {
                self.clock.correct(offset);
                self.is_stale = true;
            }
            Message::Signal(Signal::Suspend) => self.suspend()?,
            Message::Signal(Signal::Resumed) => {
                self.screen.retake()?;
                self.happen(Event::Signal(event::Signal::Resumed))?;
            }
            Message::Signal(Signal::Resized) => self.resize()?,
            Message::Signal(Signal::End(number)) => {
                self.happen(Event::Signal(event::Signal::End))?;
                self.ended = Some(u8::try_from(128 + number).unwrap_or(u8::MAX));
            }
            // Nobody can see or type any more: as after SIGHUP.
            Message::TerminalGone => {
                self.happen(Event::Signal(event::Signal::End))?;
                self.ended = Some(129);
            }
            Message::Panicked => self.ended = Some(DEFECT),
        }
        Ok(())
    }

    /// Lets an event happen and carries out what follows.
    fn happen(&mut self, event: Event) -> anyhow::Result<()> {
        if self.ended.is_some() {
            return Ok(());
        }
        self.settle();
        let is_failure = matches!(event, Event::Reply(Reply::NotRecorded { .. }));
        let is_key = matches!(event, Event::Key(_));
        let effects = update::update(&mut self.state, self.clock.read(), event);
        self.is_stale = true;
        if self.bell && is_key && matches!(self.state.notice, Some(crate::state::Notice::Refused(_))) {
            self.screen.ring()?;
        }
        if is_failure {
            // That something was not kept must not wait for a pause.
            self.typed_at = None;
        }
        for order in self.carry_out(effects) {
            match order {
                Order::Redraw => self.screen.forget(),
                Order::Print { journal, lesson } => self.print((&journal, &lesson)),
                Order::Copy(text) => self.screen.copy(&text)?,
                Order::Suspend => self.suspend()?,
                Order::Quit => self.ended = Some(0),
            }
        }
        Ok(())
    }

    /// The temporary journal of a lesson goes on paper, which the server is told.
    fn print(&mut self, place: (&crate::domain::JournalId, &crate::domain::LessonId)) {
        let written = papers::temporary(&self.state, self.screen.strings(), &self.shell.papers(), place);
        self.state.notice = Some(match written {
            Some(Ok(path)) => {
                self.shell.disclosed(place.0);
                crate::state::Notice::Says("notice-printed", vec![("path", path.display().to_string())])
            }
            Some(Err(_)) => crate::state::Notice::Failed("notice-not-printed".to_owned()),
            None => crate::state::Notice::Failed("notice-no-page".to_owned()),
        });
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Vec<Order> {
        self.settle();
        effects.into_iter().filter_map(|effect| self.shell.carry_out(effect)).collect()
    }

    fn timers(&mut self, has_keys: bool) {
        let minute = self.clock.minute();
        if minute != self.minute {
            self.minute = minute;
            let effects = update::update(&mut self.state, self.clock.read(), Event::Minute);
            self.carry_out(effects);
            self.is_stale = true;
        }
        if has_keys {
            self.typed_at = Some(Instant::now());
        }
    }

    /// Draws at most once: at once after keys, else when nobody types.
    fn draw(&mut self, has_keys: bool) -> anyhow::Result<()> {
        if has_keys {
            self.screen.draw(&self.state, screen::Pace::Typing)?;
            return Ok(());
        }
        if self.typed_at.is_some_and(|typed_at| typed_at.elapsed() < pace::PAUSE) {
            return Ok(());
        }
        let was_typing = self.typed_at.take().is_some();
        if std::mem::take(&mut self.is_stale) || was_typing {
            self.screen.draw(&self.state, screen::Pace::Calm)?;
        }
        Ok(())
    }

    fn resize(&mut self) -> anyhow::Result<()> {
        let size = screen::size()?;
        if size != self.state.program.size {
            self.screen.forget();
            self.happen(Event::Resize(size))?;
        }
        Ok(())
    }

    fn suspend(&mut self) -> anyhow::Result<()> {
        stop_until_continued(&mut self.screen)?;
        self.resize()?;
        self.is_stale = true;
        Ok(())
    }
}

/// Lends the terminal to the shell and stops until somebody continues the program.
#[cfg(unix)]
fn stop_until_continued(screen: &mut Screen) -> anyhow::Result<()> {
    screen.lend();
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    screen.retake()?;
    Ok(())
}

#[cfg(not(unix))]
fn stop_until_continued(screen: &mut Screen) -> anyhow::Result<()> {
    screen.forget();
    Ok(())
}
