//! Before the store is open: «Вход» asks for what opens it. Nothing of the store is known yet but how much waits in it.
//!
//! Opening is slow on purpose and done on a thread of its own; the screen answers meanwhile.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::decode::{Decoder, Input};
use super::screen::{self, Pace, Screen};
use super::{Message, Signal};
use crate::effect::Effect;
use crate::event::{self, Event, Reply};
use crate::outbox::Clock;
use crate::remote::Native;
use crate::secret::{Sealed, Secret, Vault};
use crate::state::State;
use crate::state::sign_in::{Around, Phrase};
use crate::store::{self, Options, Store};
use crate::sync::{self, Dice, Setup, SyncError};
use crate::update;

/// Longest sleep: nothing on this screen changes by itself.
const SLEEP: Duration = Duration::from_secs(3600);

/// What is needed to open the store, and to go on then.
#[derive(Clone)]
pub struct Gate {
    /// Whose store.
    pub options: Options,
    /// Where its key is.
    pub vault: Vault,
    /// The server.
    pub remote: Native,
    /// The clocks.
    pub clock: Arc<dyn Clock>,
    /// How long a long poll lasts.
    pub poll: Duration,
    /// What must be typed.
    pub phrase: Phrase,
    /// What is said below the form.
    pub around: Around,
}

/// How the gate was left.
pub enum Passed {
    /// With an open store, and what opened it.
    Open(Box<Setup>, Secret),
    /// The person went, or was sent away: the exit status.
    Ended(u8),
}

/// Asks until the store is open or the person goes.
pub fn pass(
    gate: &Gate,
    mut state: State,
    screen: &mut Screen,
    to: &Sender<Message>,
    from: &Receiver<Message>,
) -> anyhow::Result<Passed> {
    let (mut decoder, mut phrase) = (Decoder::new(), None);
    screen.draw(&state, Pace::Calm)?;
    loop {
        let message = match from.recv_timeout(decoder.patience().unwrap_or(SLEEP)) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(Passed::Ended(super::DEFECT)),
        };
        let mut events = Vec::new();
        match message {
            Some(Message::Opened(opened)) => match (*opened, phrase.take()) {
                (Ok(store), Some(phrase)) => return Ok(Passed::Open(Box::new(gate.setup(store)), phrase)),
                (Ok(_), None) => {}
                (Err(error), _) => events.push(Event::Reply(Reply::Failed { generation: 0, why: error.key() })),
            },
            Some(Message::Signal(Signal::End(number))) => {
                return Ok(Passed::Ended(u8::try_from(128 + number).unwrap_or(u8::MAX)));
            }
            Some(Message::TerminalGone) => return Ok(Passed::Ended(129)),
            Some(Message::Panicked) => return Ok(Passed::Ended(super::DEFECT)),
            Some(Message::Signal(Signal::Suspend)) => super::stop_until_continued(screen)?,
            Some(Message::Signal(Signal::Resumed)) => {
                screen.retake()?;
                events.push(Event::Signal(event::Signal::Resumed));
            }
            Some(Message::Signal(Signal::Resized)) => {
                screen.forget();
                events.push(Event::Resize(screen::size()?));
            }
            Some(Message::Bytes(bytes)) => typed(&mut decoder, Some(&bytes), &mut events),
            Some(Message::Event(_) | Message::QueueChanged | Message::Clock(_)) => {}
            None => typed(&mut decoder, None, &mut events),
        }
        for event in events {
            let reading = state.program.reading;
            for effect in update::update(&mut state, reading, event) {
                match effect {
                    Effect::OpenStore { phrase: typed } => {
                        let typed = Secret::new(typed.reveal().to_owned());
                        phrase = Some(typed.clone());
                        gate.open(typed, to);
                    }
                    Effect::Quit => return Ok(Passed::Ended(0)),
                    Effect::Redraw => screen.forget(),
                    Effect::Suspend => super::stop_until_continued(screen)?,
                    _ => {}
                }
            }
        }
        screen.draw(&state, Pace::Calm)?;
    }
}

fn typed(decoder: &mut Decoder, bytes: Option<&[u8]>, events: &mut Vec<Event>) {
    let (mut inputs, now) = (Vec::new(), Instant::now());
    match bytes {
        Some(bytes) => decoder.feed(bytes, now, &mut inputs),
        None if decoder.is_overdue(now) => decoder.give_up(&mut inputs),
        None => {}
    }
    events.extend(inputs.into_iter().filter_map(|input| match input {
        Input::Key(key) => Some(Event::Key(key)),
        Input::Paste(text) => Some(Event::Paste(text)),
        // There is nothing to point at.
        Input::Mouse(_) => None,
    }));
}

impl Gate {
    fn setup(&self, store: Store) -> Setup {
        let Self { remote, vault, clock, poll, .. } = self.clone();
        Setup { store, remote, vault, clock, poll, dice: Dice::system() }
    }

    fn open(&self, phrase: Secret, to: &Sender<Message>) {
        let gate = self.clone();
        let started = thread::Builder::new().name("opening".to_owned()).spawn({
            let to = to.clone();
            move || drop(to.send(Message::Opened(Box::new(gate.opened(phrase)))))
        });
        if let Err(error) = started {
            let _ = to.send(Message::Opened(Box::new(Err(SyncError::Machine(error)))));
        }
    }

    fn opened(self, phrase: Secret) -> Result<Store, SyncError> {
        self.vault.unlock(phrase)?;
        let key = self.vault.key(|| store::peek(&self.options).map_or(Sealed::Already, |seen| seen.needs()))?;
        Ok(sync::open_store(self.options, key)?)
    }
}
