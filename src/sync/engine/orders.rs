//! What the program asks of the loop.

use super::{Done, Engine, Loaded, Order, Poll, SignIn};
use crate::domain::roster::DateSpan;
use crate::domain::{JournalId, OperationId};
use crate::entry::{self, Phrases};
use crate::outbox::{Entry, LifeEvent, Link};
use crate::secret::{Secret, SecretError};
use crate::store::StoreError;
use crate::sync::caller::{self, Caller};
use crate::sync::disclosures;
use crate::sync::guarded::keep_password;
use crate::sync::survey::{self, Asker, Wanted};
use crate::sync::{Command, From, Generation, LinkCut, LinkState, Setup, SyncError, SyncEvent};

/// How many pages are looked through for what a person wrote before: the loop stands still meanwhile.
const PHRASE_PAGES: usize = 24;

/// What of the answer to a question is on the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    FromCache,
}

impl Engine {
    pub(super) fn obey(&mut self, order: Order) {
        match order {
            Order::Command(command) => self.command(command),
            Order::Foreign => self.foreign(),
            Order::Done(done) => self.done(done),
        }
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::Push => {
                self.told_sign_in = false;
                if let SignIn::Unheard { at, .. } = &mut self.sign_in {
                    *at = self.time.offset().now(self.setup.clock.read());
                }
                self.end_hold();
                self.set_link(self.link.clone().hurried());
            }
            Command::Recorded => self.waiting.forget(),
            Command::Made(entries) => self.waiting.changed(&entries),
            Command::Reread => self.foreign(),
            Command::EndHold => self.end_hold(),
            Command::Due(due) => self.link.due = due,
            Command::Retry(ids) => self.apply(ids.into_iter().map(|id| (id, LifeEvent::Retried)).collect()),
            Command::Withdraw(ids) => self.apply(ids.into_iter().map(|id| (id, LifeEvent::Withdrawn)).collect()),
            Command::SignIn { password } => {
                self.sign_in(password);
            }
            Command::ChangePassword { old, new } => self.change_password(old, new),
            Command::SignOut => self.sign_out(),
            Command::Disclose => self.disclose(),
            Command::Cut(cut) => self.set_cut(cut),
            Command::Stop => {
                self.end_hold();
                self.stopping = true;
            }
            Command::Fresh(load) => self.load(*load, Shown::FromCache),
            load => self.load(load, Shown::Nothing),
        }
    }

    fn disclose(&self) {
        if self.cut != LinkCut::Cut {
            self.spawn_asking(
                async move |caller| Done::ReadAhead(disclosures::tell(&caller).await),
                |error| Done::ReadAhead(Err(error)),
            );
        }
    }

    /// Serves from the cache at once, unless that was done, and asks the server.
    fn load(&mut self, command: Command, shown: Shown) {
        let store = self.setup.store.clone();
        match command {
            Command::LoadSchool { generation } => {
                let cached = || store.account().and_then(|account| Ok(account.zip(store.school()?)));
                self.tell_cached(shown, generation, cached, |(account, school)| {
                    Loaded::School(Box::new((account.value, school.value)))
                });
                self.ask(generation, async |caller| Ok(Loaded::School(Box::new(caller.school().await?))));
            }
            Command::LoadDay { date, generation } => {
                self.watched.day = Some(date);
                self.tell_cached(shown, generation, || store.day(date), |day| Loaded::Day(Box::new(day)));
                self.ask(generation, async move |caller| Ok(Loaded::Day(Box::new(caller.day(date).await?))));
            }
            Command::LoadPage { journal, period, generation } => {
                self.tell_cached(shown, generation, || store.page(&journal, &period), |page| Loaded::Page(Box::new(page)));
                self.watched.page = Some((journal.clone(), period.clone()));
                self.ask(generation, async move |caller| Ok(Loaded::Page(Box::new(caller.page(&journal, &period).await?))));
            }
            Command::LoadJournals { generation } => {
                self.tell_cached(shown, generation, || store.journals(), |journals| Loaded::Journals(Box::new(journals)));
                self.ask(generation, async |caller| Ok(Loaded::Journals(Box::new(caller.journals().await?))));
            }
            Command::LoadStatus { date, generation } => {
                self.watched.status = Some(date);
                self.tell_cached(shown, generation, || store.status(date), |status| Loaded::Status(Box::new(status)));
                self.ask(generation, async move |caller| Ok(Loaded::Status(Box::new(caller.status(date).await?))));
            }
            Command::LoadReview { span, generation } => self.review(span, generation),
            Command::LoadPhrases { journal, generation } => match self.phrases(&journal) {
                Ok(phrases) => (self.tell)(SyncEvent::Phrases { generation, phrases: Box::new(phrases) }),
                Err(error) => self.fail(generation, error.into()),
            },
            Command::LoadHistory { of, generation } => {
                self.ask(generation, async move |caller| Ok(Loaded::History(Box::new(caller.history(&of).await?))));
            }
            Command::LoadCorrections { deed, generation } => {
                self.ask(generation, async move |caller| Ok(Loaded::Corrections(Box::new(caller.corrections(deed).await?))));
            }
            _ => {}
        }
    }

    /// What the person wrote as topics and homework on the pages that are here.
    fn phrases(&self, journal: &JournalId) -> Result<Phrases, StoreError> {
        let store = &self.setup.store;
        let (Some(account), Some(journals)) = (store.account()?, store.journals()?) else { return Ok(Phrases::default()) };
        let journals = journals.value.journals;
        let Some(wanted) = journals.iter().find(|known| known.id == *journal) else { return Ok(Phrases::default()) };
        let mut pages = Vec::new();
        for journal in entry::likely(&journals, journal) {
            for period in store.pages_of(&journal.id)? {
                if pages.len() == PHRASE_PAGES {
                    break;
                }
                pages.extend(store.page(&journal.id, &period)?.map(|page| page.value));
            }
        }
        Ok(Phrases::of(&pages, &account.value.id, wanted))
    }

    /// The check of some days: at once over what was read before, then over what the server has.
    fn review(&self, span: DateSpan, generation: Generation) {
        let store = &self.setup.store;
        let known = Asker::of(store).and_then(|asker| Ok(asker.zip(store.journals()?)));
        let asker = match known {
            Ok(Some((asker, journals))) => {
                let wanted = Wanted { span, classes: Vec::new(), now: self.now() };
                match survey::cached(&self.setup, &asker, &journals.value.journals, &wanted) {
                    Ok(found) if found.pages > 0 => {
                        self.tell_loaded(generation, Loaded::Review(Box::new(found)), From::Cache);
                    }
                    Ok(_) => {}
                    Err(error) => return self.fail(generation, error),
                }
                Some(asker)
            }
            Ok(None) => Asker::of(store).ok().flatten(),
            Err(error) => return self.fail(generation, error.into()),
        };
        let Some(asker) = asker else { return };
        self.ask(generation, async move |caller| {
            let journals = caller.journals().await?.value.journals;
            let wanted = Wanted { span, classes: Vec::new(), now: caller.now() };
            Ok(Loaded::Review(Box::new(survey::fresh(caller, &asker, &journals, &wanted).await?)))
        });
    }

    fn tell_cached<T>(
        &self,
        shown: Shown,
        generation: Generation,
        cached: impl FnOnce() -> Result<Option<T>, StoreError>,
        loaded: impl FnOnce(T) -> Loaded,
    ) {
        if shown == Shown::FromCache {
            return;
        }
        match cached() {
            Ok(Some(cached)) => self.tell_loaded(generation, loaded(cached), From::Cache),
            Ok(None) => {}
            Err(error) => self.fail(generation, error.into()),
        }
    }

    pub(super) fn tell_loaded(&self, generation: Generation, loaded: Loaded, from: From) {
        (self.tell)(match loaded {
            Loaded::School(both) => {
                let (account, school) = *both;
                SyncEvent::School { generation, account: Box::new(account), school: Box::new(school), from }
            }
            Loaded::Day(day) => SyncEvent::Day { generation, day, from },
            Loaded::Page(page) => SyncEvent::Page { generation, page, from },
            Loaded::Journals(journals) => SyncEvent::Journals { generation, journals, from },
            Loaded::Status(status) => SyncEvent::Status { generation, status, from },
            Loaded::Review(survey) => SyncEvent::Review { generation, survey, from },
            Loaded::Corrections(corrections) => SyncEvent::Corrections { generation, corrections },
            Loaded::History(history) => SyncEvent::History { generation, history },
        });
    }

    /// Asks the server something that a person wants to see. The back-off does not hold it: a person asks seldom.
    pub(super) fn ask(
        &self,
        generation: Generation,
        question: impl AsyncFnOnce(&Caller) -> Result<Loaded, SyncError> + 'static,
    ) {
        if self.cut == LinkCut::Cut {
            return self.fail(generation, SyncError::Cut);
        }
        if let Some(early) = self.early.borrow_mut().as_mut() {
            early.push(Box::new(move |engine| engine.ask(generation, question)));
            return;
        }
        self.spawn_asking(
            async move |caller| Done::Loaded { generation, result: question(&caller).await },
            move |error| Done::Loaded { generation, result: Err(error) },
        );
    }

    fn foreign(&mut self) {
        self.waiting.forget();
        (self.tell)(SyncEvent::QueueChanged);
    }

    fn end_hold(&mut self) {
        match self.setup.store.end_hold(self.now()) {
            Ok(changed) => self.tell_entries(changed),
            Err(StoreError::ReadOnly) => {}
            Err(error) => self.fail(0, error.into()),
        }
    }

    pub(super) fn apply(&mut self, events: Vec<(OperationId, LifeEvent)>) {
        match self.setup.store.apply(events) {
            Ok(changed) => self.tell_entries(changed),
            Err(error) => {
                self.waiting.forget();
                self.fail(0, error.into());
            }
        }
    }

    pub(super) fn tell_entries(&mut self, changed: Vec<Entry>) {
        self.waiting.changed(&changed);
        if !changed.is_empty() {
            (self.tell)(SyncEvent::Entries(changed));
        }
    }

    pub(super) fn sign_in(&mut self, password: Secret) {
        if self.cut == LinkCut::Cut {
            return self.fail(0, SyncError::Cut);
        }
        self.sign_in = SignIn::Asked;
        let (setup, time, orders) = (self.setup.clone(), self.time.clone(), self.orders.clone());
        tokio::task::spawn_local(async move {
            let mut result = caller::sign_in(&setup, &time, &password).await;
            let typed = password.clone();
            let has_code = result.as_ref().is_ok_and(|session| session.code_in_password);
            let password = if has_code { password.without_last_word() } else { password };
            if result.is_ok()
                && let Err(error) = keep_key(&setup, password).await
            {
                // What would be entered now could not be read after a restart.
                result = Err(error.into());
            }
            let _ = orders.send(Order::Done(Done::SignedIn { result, password: typed }));
        });
    }

    fn change_password(&mut self, old: Secret, new: Secret) {
        if self.cut == LinkCut::Cut {
            return self.fail(0, SyncError::Cut);
        }
        self.spawn_asking(
            async move |caller| {
                let asked = caller.setup.remote.change_password(caller.token.reveal(), old.reveal(), new.reveal()).await;
                if let Err(error) = asked {
                    return Done::PasswordChanged(Err(caller::of_password(error)));
                }
                Done::PasswordChanged(keep_key(&caller.setup, new).await.map_err(SyncError::from))
            },
            |error| Done::PasswordChanged(Err(error)),
        );
    }

    /// The token is forgotten whether the server hears of it or not.
    fn sign_out(&mut self) {
        self.sign_in = SignIn::None;
        let (setup, orders, token) = (self.setup.clone(), self.orders.clone(), self.token.take());
        self.stop_polling();
        let cut = self.cut;
        tokio::task::spawn_local(async move {
            if let Some(token) = token.filter(|_| cut == LinkCut::Whole) {
                let _ = setup.remote.sign_out(token.reveal()).await;
            }
            let _ = orders.send(Order::Done(Done::SignedOut));
        });
        let vault = self.setup.vault.clone();
        let orders = self.orders.clone();
        let _ = std::thread::Builder::new().name("token".to_owned()).spawn(move || {
            if let Err(error) = vault.forget() {
                let _ = orders.send(Order::Done(Done::TokenKept(error)));
            }
        });
    }

    fn set_cut(&mut self, cut: LinkCut) {
        if self.cut == cut {
            return;
        }
        self.cut = cut;
        match cut {
            LinkCut::Cut => {
                self.stop_polling();
                let since = self.now();
                self.set_state(LinkState::Down { since });
            }
            LinkCut::Whole => self.set_link(Link { due: self.link.due, ..Link::default() }),
        }
    }

    pub(super) fn stop_polling(&mut self) {
        if let Poll::Asking(task) = &self.poll {
            task.abort();
        }
        self.poll = Poll::Idle;
    }

    pub(super) fn set_link(&mut self, link: Link) {
        if self.link != link {
            self.link = link;
            self.setup.store.put_link(&self.link);
        }
    }
}

/// Keeps the key of the store under a password that the server has taken. It is slow on purpose, and done elsewhere.
async fn keep_key(setup: &Setup, password: Secret) -> Result<(), SecretError> {
    if !setup.vault.outlives_the_program() {
        return Ok(());
    }
    let (vault, store) = (setup.vault.clone(), setup.store.clone());
    let kept = tokio::task::spawn_blocking(move || {
        keep_password(&store, &password);
        vault.keep_key(&password)
    });
    let kept = kept.await;
    kept.unwrap_or_else(|error| Err(SecretError::File(error.to_string())))
}
