//! What the tasks of the loop bring.

use chrono::{NaiveDate, TimeDelta};

use super::{Batch, Done, Engine, Loaded, Order, Owed, POLL_REST, POLL_REST_OF_STORE, Poll, SignIn, Watched};
use crate::outbox::{Fault, Life, LifeEvent, Link, fault};
use crate::protocol::{Changes, Session};
use crate::secret::Secret;
use crate::store::{Access, Outage, StoreError};
use crate::sync::caller::Pushed;
use crate::sync::{From, LinkCut, LinkState, SyncError, SyncEvent, ahead, disclosures, renewal};

/// What was tried when a fault came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tried {
    /// A batch of so many entries.
    Push(usize),
    /// The long poll.
    Poll,
    /// Something that a person wants to see.
    Question,
}

/// After how long the server is asked again about a password that it did not hear of.
const SIGN_IN_AGAIN: TimeDelta = TimeDelta::seconds(30);

impl Engine {
    pub(super) fn done(&mut self, done: Done) {
        match done {
            Done::Token(found) => self.token_found(found),
            Done::TokenKept(error) => self.fail(0, error.into()),
            Done::SignedIn { result, password } => self.signed_in(result, password),
            Done::PasswordChanged(Ok(())) => {
                self.set_link(Link { sign_in: false, ..self.link.clone() });
                (self.tell)(SyncEvent::PasswordChanged);
                self.ask(0, async |caller| Ok(Loaded::School(Box::new(caller.school().await?))));
            }
            Done::PasswordChanged(Err(error)) => {
                self.heard_error(&error, Tried::Question);
                self.fail(0, error);
            }
            Done::SignedOut => {
                self.told_sign_in = false;
                (self.tell)(SyncEvent::SignedOut);
            }
            Done::Pushed { sent, pushed } => self.pushed(sent, pushed),
            Done::Polled { after, result } => self.polled(after.as_deref(), result),
            Done::ReadAhead(Ok(())) => self.heard(),
            Done::ReadAhead(Err(error)) => {
                self.ahead = None;
                self.heard_error(&error, Tried::Question);
            }
            Done::Renewed(Ok(())) => {}
            Done::Renewed(Err(error)) => self.heard_error(&error, Tried::Question),
            Done::Loaded { generation, result: Ok(loaded) } => {
                self.heard();
                if matches!(loaded, Loaded::School(_) | Loaded::Day(_)) {
                    self.renew();
                }
                if let Loaded::Day(day) = &loaded {
                    self.read_ahead(day.value.date);
                }
                self.settle_owed(&loaded);
                self.tell_loaded(generation, loaded, From::Server);
            }
            Done::Loaded { generation, result: Err(error) } => {
                self.heard_error(&error, Tried::Question);
                self.fail(generation, error);
            }
        }
    }

    fn token_found(&mut self, found: Result<Option<Secret>, crate::secret::SecretError>) {
        match found {
            // A sign-in may have been faster than the keyring.
            Ok(token) => self.token = self.token.take().or(token),
            Err(error) => self.fail(0, error.into()),
        }
        let early = self.early.take().unwrap_or_default();
        if self.token.is_none() {
            self.want_sign_in();
        }
        for question in early {
            question(self);
        }
    }

    fn signed_in(&mut self, result: Result<Session, SyncError>, password: Secret) {
        self.sign_in = SignIn::None;
        let session = match result {
            Ok(session) => session,
            Err(error) => {
                if let SyncError::Remote(remote) = &error
                    && matches!(remote.fault(), Fault::NotReached | Fault::NotNow { .. })
                {
                    self.sign_in = SignIn::Unheard { password, at: self.now() + SIGN_IN_AGAIN };
                }
                self.heard_error(&error, Tried::Question);
                return self.fail(0, error);
            }
        };
        let token = Secret::new(session.token);
        self.token = Some(token.clone());
        self.told_sign_in = false;
        self.stop_polling();
        self.heard();
        let (vault, orders) = (self.setup.vault.clone(), self.orders.clone());
        // A keyring may wait for a person; the session does not.
        let _ = std::thread::Builder::new().name("token".to_owned()).spawn(move || {
            if let Err(error) = vault.put(&token) {
                let _ = orders.send(Order::Done(Done::TokenKept(error)));
            }
        });
        let must_change_password = session.must_change_password;
        self.set_link(Link { sign_in: must_change_password, ..self.link.clone() });
        let (account, last) = (Box::new(session.account), session.last_sign_in);
        (self.tell)(SyncEvent::SignedIn { account, must_change_password, last });
        if !must_change_password {
            self.ask(0, async |caller| Ok(Loaded::School(Box::new(caller.school().await?))));
        }
    }

    fn pushed(&mut self, sent: usize, pushed: Pushed) {
        let Pushed { mut events, error, gone } = pushed;
        if std::mem::replace(&mut self.batch, Batch::None) == Batch::Void {
            // The journal that said this is gone; the one that is there now will be asked.
            let said = events.iter_mut().filter(|(_, event)| *event != LifeEvent::NeverLeft);
            said.for_each(|(_, event)| *event = LifeEvent::AnswerLost);
        }
        self.apply(events);
        if let Some(gone) = gone
            && let Err(error) = self.doubt(&gone)
        {
            self.fail(0, error.into());
        }
        match error {
            None => self.heard(),
            Some(error) => self.heard_fault(&error.fault(), error.kind(), Tried::Push(sent)),
        }
    }

    /// The server does not know this cursor: its journal is another one. All that was acknowledged is asked for again, and what is on
    /// the screen is read anew.
    fn doubt(&mut self, gone: &str) -> Result<(), StoreError> {
        self.watched.timetable_version = None;
        if self.batch == Batch::UnderWay {
            self.batch = Batch::Void;
        }
        let changed = self.setup.store.doubt_acknowledged(gone)?;
        self.tell_entries(changed);
        Ok(())
    }

    fn polled(&mut self, after: Option<&str>, result: Result<Changes, SyncError>) {
        self.poll = Poll::Idle;
        let changes = match result {
            Ok(changes) => changes,
            Err(error) => return self.poll_failed(after, &error),
        };
        self.heard();
        self.find_own(&changes);
        self.hear_answers(&changes);
        let known = self.watched.timetable_version.replace(changes.timetable_version);
        let reached = self.watched.reached.replace(changes.cursor.clone());
        if known != Some(changes.timetable_version) || reached.as_deref() != after {
            // The first poll says only where the changes end, and another process may have heard of some: what was read before it
            // may be older.
            let (page, day) = (self.watched.page.is_some(), self.watched.day.is_some());
            self.watched.owed = Owed { page, day, status: self.watched.status.is_some() };
            return self.read_owed();
        }
        // What could not be read then is asked for again as long as the server answers.
        if self.watched.owed != Owed::default() {
            self.read_owed();
        }
        if let Some((journal, period)) = &self.watched.page
            && changes.changes.iter().any(|change| change.journal == *journal)
        {
            match self.setup.store.page(journal, period) {
                Ok(Some(page)) => self.tell_loaded(0, Loaded::Page(Box::new(page)), From::Server),
                Ok(None) => {}
                Err(error) => self.fail(0, error.into()),
            }
        }
        // The counts of a day are the server's: they are read again when somebody else wrote.
        let me = self.setup.store.account().ok().flatten().map(|account| account.value.id);
        if changes.changes.iter().any(|change| Some(&change.fact.author.id) != me.as_ref()) {
            self.read_lists_again();
        }
    }

    fn poll_failed(&mut self, after: Option<&str>, error: &SyncError) {
        if let Some(gone) = after.filter(|_| is_gone(error)) {
            // The next one asks from the beginning, at once.
            if let Err(error) = self.doubt(gone) {
                self.poll = Poll::Resting(self.now() + POLL_REST_OF_STORE);
                self.fail(0, error.into());
            }
        } else if is_answer(error) {
            self.poll = Poll::Resting(self.now() + POLL_REST);
        } else if matches!(error, SyncError::Store(_)) {
            // What came cannot be kept (the disk is full): it would be asked for without a pause.
            self.poll = Poll::Resting(self.now() + POLL_REST_OF_STORE);
        }
        self.heard_error(error, Tried::Poll);
    }

    /// Own entries that turn up in the journal are in it, whatever became of the answer that should have said so: those whose
    /// answer was lost, requests that were approved, and what was given up while a copy of it was still under way.
    fn find_own(&mut self, changes: &Changes) {
        let versions: Vec<_> = changes.changes.iter().map(|change| change.fact.version).collect();
        let own = match self.setup.store.entries(&versions) {
            Ok(own) => own,
            Err(error) => return self.fail(0, error.into()),
        };
        let at = self.now();
        let unknown = own.iter().filter(|entry| entry.life != Life::InJournal);
        let event = LifeEvent::Accepted { findings: Vec::new(), at };
        let events: Vec<_> = unknown.map(|entry| (entry.operation.id, event.clone())).collect();
        if !events.is_empty() {
            self.apply(events);
        }
    }

    /// Reads ahead for a day that the server has just given, once.
    fn read_ahead(&mut self, date: NaiveDate) {
        if self.ahead.is_some_and(|done| date <= done) || self.setup.store.access() == Access::ReadOnly {
            return;
        }
        self.ahead = Some(date);
        self.spawn_asking(
            async move |caller| {
                // With the first answer of a day, so that what was printed without a server is told too.
                let told = disclosures::tell(&caller).await;
                Done::ReadAhead(ahead::read_ahead(&caller, date).await.and(told))
            },
            |error| Done::ReadAhead(Err(error)),
        );
    }

    /// Lets the session live on, where it is time: with what every role asks for at the start, and on every day.
    fn renew(&self) {
        if self.setup.store.access() != Access::ReadOnly {
            self.spawn_asking(
                async |caller| Done::Renewed(renewal::renew(&caller).await),
                |error| Done::Renewed(Err(error)),
            );
        }
    }

    /// What became of own requests: the asker sees the answer.
    fn hear_answers(&mut self, changes: &Changes) {
        let ids: Vec<_> = changes.answers.iter().map(|answer| answer.id).collect();
        let own = match self.setup.store.entries(&ids) {
            Ok(own) => own,
            Err(error) => return self.fail(0, error.into()),
        };
        let at = self.now();
        let asked = |id| own.iter().any(|entry| entry.operation.id == id && entry.life == Life::Requested);
        let answers = changes.answers.iter().filter(|answer| asked(answer.id));
        let events: Vec<_> = answers.map(|answer| (answer.id, fault::ack(answer.verdict.clone(), at))).collect();
        if !events.is_empty() {
            self.apply(events);
        }
    }

    fn read_owed(&self) {
        let Owed { page, day, status } = self.watched.owed;
        if let Some((journal, period)) = self.watched.page.clone().filter(|_| page) {
            self.ask(0, async move |caller| Ok(Loaded::Page(Box::new(caller.page(&journal, &period).await?))));
        }
        self.read_lists(day, status);
    }

    fn read_lists_again(&self) {
        self.read_lists(true, true);
    }

    fn read_lists(&self, day: bool, status: bool) {
        if let Some(date) = self.watched.day.filter(|_| day) {
            self.ask(0, async move |caller| Ok(Loaded::Day(Box::new(caller.day(date).await?))));
        }
        if let Some(date) = self.watched.status.filter(|_| status) {
            self.ask(0, async move |caller| Ok(Loaded::Status(Box::new(caller.status(date).await?))));
        }
    }

    /// What was answered is owed no more.
    fn settle_owed(&mut self, loaded: &Loaded) {
        let Watched { page, day, status, owed, .. } = &mut self.watched;
        match loaded {
            Loaded::Page(read) => {
                let is_it = page
                    .as_ref()
                    .is_some_and(|(journal, period)| *journal == read.value.journal.id && *period == read.value.period.id);
                owed.page &= !is_it;
            }
            Loaded::Day(read) => owed.day &= *day != Some(read.value.date),
            Loaded::Status(read) => owed.status &= *status != Some(read.value.date),
            Loaded::School(_) | Loaded::Journals(_) | Loaded::Review(_) | Loaded::Corrections(_) | Loaded::History(_) => {}
        }
    }

    /// The server answered: the way is free.
    fn heard(&mut self) {
        if self.cut == LinkCut::Cut {
            return;
        }
        self.doubt = false;
        if let Some(from) = self.link.since {
            self.setup.store.end_outage(from, self.now());
        }
        let sign_in = self.link.sign_in;
        self.set_link(Link { sign_in, ..self.link.clone().after_answer() });
        self.set_state(LinkState::Up);
    }

    fn heard_error(&mut self, error: &SyncError, tried: Tried) {
        match error {
            SyncError::Remote(error) => self.heard_fault(&error.fault(), error.kind(), tried),
            // The server answered, in its way.
            SyncError::WrongPassword | SyncError::CodeNeeded | SyncError::WeakPassword | SyncError::Correction(_) => {
                self.heard();
            }
            _ => {}
        }
    }

    fn heard_fault(&mut self, fault: &Fault, kind: &str, tried: Tried) {
        if self.cut == LinkCut::Cut {
            return;
        }
        match (fault, tried) {
            (Fault::SignIn, _) => {
                self.heard();
                self.set_link(Link { sign_in: true, ..self.link.clone() });
                return self.want_sign_in();
            }
            // An answer, if not a welcome one: only a push changes its load by it.
            (Fault::Refused(_) | Fault::Conflict | Fault::TooLarge | Fault::CursorGone, Tried::Question | Tried::Poll) => {
                return self.heard();
            }
            (Fault::CursorGone, Tried::Push(_)) => {
                let failures = self.link.failures;
                self.heard();
                let link = Link { failures, ..self.link.clone() };
                return self.set_link(link.after_fault(fault, 1, self.now(), self.setup.dice.throw()));
            }
            // A person who asks while the way is blocked makes no new failure.
            (_, Tried::Question) if self.link.failures > 0 => return,
            _ => {}
        }
        // A long poll may die of nothing but its length: only a second failure says that the way is blocked.
        if tried == Tried::Poll && *fault == Fault::NoAnswer && !std::mem::replace(&mut self.doubt, true) {
            return;
        }
        let sent = if let Tried::Push(sent) = tried { sent } else { 1 };
        if fault.halves(sent) {
            self.heard();
        }
        let now = self.now();
        let dice = self.setup.dice.throw();
        if self.link.since.is_none() && !fault.halves(sent) {
            self.setup.store.put_outage(&Outage { from: now, to: None, noticed: kind.to_owned() });
        }
        self.set_link(self.link.clone().after_fault(fault, sent, now, dice));
        self.set_state(self.link.since.map_or(LinkState::Up, |since| LinkState::Down { since }));
    }
}

/// Whether the server answered that it will not tell: asking again brings the same.
fn is_answer(error: &SyncError) -> bool {
    let SyncError::Remote(error) = error else { return false };
    matches!(error.fault(), Fault::Refused(_) | Fault::Conflict | Fault::TooLarge | Fault::CursorGone)
}

/// Whether the server does not know the cursor any more: it was restored, or it is another one.
fn is_gone(error: &SyncError) -> bool {
    matches!(error, SyncError::Remote(error) if error.fault() == Fault::CursorGone)
}
