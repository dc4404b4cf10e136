//! One signed-in conversation with the server: asks, learns the time from each answer, and keeps what was read in the store.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};

use super::{Setup, SyncError, renewal};
use crate::domain::{Account, JournalId, OperationId, Page, PeriodId, SchoolId};
use crate::outbox::{Entry, Fault, LifeEvent, Offset, fault};
use crate::protocol::{Batch, Changes, Corrections, Day, Deed, History, HistoryOf, Journals, SchoolInfo, Session, Status};
use crate::remote::{Answer, RemoteError};
use crate::secret::Secret;
use crate::store::Cached;

/// How often a page is asked for while changes overtake it.
const PAGE_TRIES: u32 = 3;

/// What is known of the server's clock, shared by everything that asks.
#[derive(Debug, Clone, Default)]
pub(super) struct Time(Arc<Mutex<Offset>>);

impl Time {
    pub(super) fn new(offset: Offset) -> Self {
        Self(Arc::new(Mutex::new(offset)))
    }

    pub(super) fn offset(&self) -> Offset {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn learn<T>(&self, answer: &Answer<T>) {
        let mut offset = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *offset = answer.observed(*offset);
    }
}

/// A conversation.
#[derive(Clone)]
pub(super) struct Caller {
    pub setup: Setup,
    pub time: Time,
    pub token: Secret,
    pub school: SchoolId,
}

/// What became of a batch.
#[derive(Debug)]
pub(super) struct Pushed {
    pub events: Vec<(OperationId, LifeEvent)>,
    pub error: Option<RemoteError>,
    /// The cursor that the server does not know: its journal is another one.
    pub gone: Option<String>,
}

/// Signs in: keeps the account in the store. The token is the caller's to keep.
pub(super) async fn sign_in(setup: &Setup, time: &Time, password: &Secret) -> Result<Session, SyncError> {
    let answer = match setup.remote.sign_in(setup.store.login(), password.reveal()).await {
        Err(error) if error.problem().is_some_and(|problem| problem.kind.ends_with("/code-needed")) => {
            return Err(SyncError::CodeNeeded);
        }
        Err(error) if error.fault() == Fault::SignIn => return Err(SyncError::WrongPassword),
        other => other?,
    };
    time.learn(&answer);
    let at = time.offset().now(answer.sent);
    setup.store.put_account(&answer.value.account, at)?;
    renewal::keep(&setup.store, answer.value.expires_at, at);
    Ok(answer.value)
}

/// The conversation of a token. The school is known from the store, or asked for.
pub(super) async fn caller(setup: &Setup, time: &Time, token: Secret) -> Result<Caller, SyncError> {
    if let Some(account) = setup.store.account()? {
        return Ok(Caller { setup: setup.clone(), time: time.clone(), token, school: account.value.school });
    }
    let account = me(setup, time, &token).await?;
    Ok(Caller { setup: setup.clone(), time: time.clone(), token, school: account.school })
}

async fn me(setup: &Setup, time: &Time, token: &Secret) -> Result<Account, SyncError> {
    let answer = setup.remote.me(token.reveal()).await?;
    time.learn(&answer);
    setup.store.put_account(&answer.value.account, time.offset().now(answer.sent))?;
    Ok(answer.value.account)
}

/// The error of a change of the password: a wrong present password is said as such.
pub(super) fn of_password(error: RemoteError) -> SyncError {
    match error.problem() {
        Some(problem) if problem.kind.ends_with("/wrong-password") => SyncError::WrongPassword,
        Some(problem) if problem.kind.ends_with("/weak-password") => SyncError::WeakPassword,
        _ => SyncError::Remote(error),
    }
}

/// The error of what is done about one-time codes.
pub(super) fn of_codes(error: RemoteError) -> SyncError {
    let kind = error.problem().and_then(|problem| problem.kind.rsplit('/').next());
    match kind {
        Some("wrong-code") => SyncError::Correction("problems-wrong-code"),
        Some("codes-are-on") => SyncError::Correction("problems-codes-are-on"),
        Some("not-found") => SyncError::Correction("codes-are-off"),
        _ => of_password(error),
    }
}

/// The error of what is done about a request for a correction.
fn of_correction(error: RemoteError) -> SyncError {
    let kind = error.problem().and_then(|problem| problem.kind.rsplit('/').next());
    match kind {
        Some("overtaken") => SyncError::Correction("corrections-overtaken"),
        Some("already-answered" | "not-found") => SyncError::Correction("corrections-answered"),
        Some("forbidden") => SyncError::Correction("corrections-not-allowed"),
        _ => SyncError::Remote(error),
    }
}

impl Caller {
    /// A small question: whether the way is free and the session good.
    pub(super) async fn greet(&self) -> Result<(), RemoteError> {
        let answer = self.setup.remote.me(self.token.reveal()).await?;
        self.time.learn(&answer);
        Ok(())
    }

    /// The account and the school, anew.
    pub(super) async fn school(&self) -> Result<(Account, SchoolInfo), SyncError> {
        let account = me(&self.setup, &self.time, &self.token).await?;
        let answer = self.setup.remote.school(self.token.reveal(), &account.school).await?;
        let at = self.asked_at(&answer);
        self.setup.store.put_school(&answer.value, at)?;
        Ok((account, answer.value))
    }

    /// A day, anew.
    pub(super) async fn day(&self, date: NaiveDate) -> Result<Cached<Day>, SyncError> {
        let answer = self.setup.remote.day(self.token.reveal(), &self.school, date).await?;
        let at = self.asked_at(&answer);
        self.setup.store.put_day(&answer.value, at)?;
        Ok(Cached { value: answer.value, at })
    }

    /// The journals, anew.
    pub(super) async fn journals(&self) -> Result<Cached<Journals>, SyncError> {
        let answer = self.setup.remote.journals(self.token.reveal(), &self.school).await?;
        let at = self.asked_at(&answer);
        self.setup.store.put_journals(&answer.value, at)?;
        Ok(Cached { value: answer.value, at })
    }

    /// A page, anew, with the own entries that were acknowledged while it was on its way.
    pub(super) async fn page(&self, journal: &JournalId, period: &PeriodId) -> Result<Cached<Page>, SyncError> {
        let store = &self.setup.store;
        let mut tries = 0;
        loop {
            let cursor = store.cursor()?;
            let answer = self.setup.remote.page(self.token.reveal(), &self.school, journal, period).await?;
            let at = self.asked_at(&answer);
            tries += 1;
            // A page that changes overtook on their way would take them back: the cached one has them.
            let kept = store.put_page_of(&answer.value, at, cursor.as_deref())?;
            if kept || tries == PAGE_TRIES {
                return Ok(store.page(journal, period)?.unwrap_or(Cached { value: answer.value, at }));
            }
        }
    }

    /// The deadlines of a day, anew.
    pub(super) async fn status(&self, date: NaiveDate) -> Result<Cached<Status>, SyncError> {
        let answer = self.setup.remote.status(self.token.reveal(), &self.school, date).await?;
        let at = self.asked_at(&answer);
        self.setup.store.put_status(&answer.value, at)?;
        Ok(Cached { value: answer.value, at })
    }

    /// Open requests for corrections, after something was done about one.
    pub(super) async fn corrections(&self, deed: Option<Deed>) -> Result<Corrections, SyncError> {
        if let Some(deed) = deed {
            self.setup.remote.correct(self.token.reveal(), &self.school, &deed).await.map_err(of_correction)?;
        }
        let answer = self.setup.remote.corrections(self.token.reveal(), &self.school).await?;
        self.time.learn(&answer);
        Ok(answer.value)
    }

    /// Every version of what was written in a place of a journal. It is not kept.
    pub(super) async fn history(&self, of: &HistoryOf) -> Result<History, SyncError> {
        let answer = self.setup.remote.history(self.token.reveal(), &self.school, of).await?;
        self.time.learn(&answer);
        Ok(answer.value)
    }

    /// What others wrote since `after`, the cursor of the store; kept in its pages.
    pub(super) async fn changes(&self, after: Option<&str>, wait_seconds: u32) -> Result<Changes, SyncError> {
        let answer = self.setup.remote.changes(self.token.reveal(), &self.school, after, wait_seconds).await?;
        self.time.learn(&answer);
        let Answer { value: Changes { changes, cursor: next, .. }, .. } = &answer;
        if !changes.is_empty() || after != Some(next) {
            self.setup.store.put_changes(changes.clone(), next)?;
        }
        Ok(answer.value)
    }

    /// Sends entries that were taken for it, and gives what became of each. The events are the caller's to apply.
    pub(super) async fn push(&self, entries: &[Entry]) -> Pushed {
        let cursor = match self.journal().await {
            Ok(cursor) => cursor,
            Err(error) => {
                let events = entries.iter().map(|entry| (entry.operation.id, LifeEvent::NeverLeft)).collect();
                return Pushed { events, error: Some(error), gone: None };
            }
        };
        let operations = entries.iter().map(|entry| entry.operation.clone()).collect();
        let retried = entries.iter().filter(|entry| entry.again > 0);
        let again = retried.map(|entry| (entry.operation.id, entry.again)).collect();
        let batch = Batch { operations, again, cursor: Some(cursor.clone()) };
        let answer = match self.setup.remote.push(self.token.reveal(), &self.school, &batch).await {
            Ok(answer) => answer,
            Err(error) => {
                let fault = error.fault();
                let event = |entry: &Entry| Some((entry.operation.id, fault.event_of(entry, entries.len())?));
                let gone = (fault == Fault::CursorGone).then_some(cursor);
                return Pushed { events: entries.iter().filter_map(event).collect(), error: Some(error), gone };
            }
        };
        self.time.learn(&answer);
        let at = self.time.offset().now(answer.received);
        let mut verdicts: std::collections::HashMap<_, _> =
            answer.value.verdicts.into_iter().map(|judged| (judged.id, judged.verdict)).collect();
        let event = |id| verdicts.remove(&id).map_or(LifeEvent::AnswerLost, |verdict| fault::ack(verdict, at));
        let ids = entries.iter().map(|entry| entry.operation.id);
        let events: Vec<_> = ids.clone().zip(ids.map(event)).collect();
        // An answer that leaves entries out is none for them, and is not asked for again without a pause.
        let is_whole = events.iter().all(|(_, event)| *event != LifeEvent::AnswerLost);
        let error = (!is_whole).then(|| RemoteError::NoAnswer { cause: "verdicts are missing".to_owned() });
        Pushed { events, error, gone: None }
    }

    /// Names the journal that a batch is for, by a cursor of it. Where none is known yet the server is asked: a batch that named
    /// none would be taken by every journal, also by one that comes back out of a backup while a copy of it is still under way.
    async fn journal(&self) -> Result<String, RemoteError> {
        let store = &self.setup.store;
        if let Ok(Some(cursor)) = store.cursor() {
            return Ok(cursor);
        }
        let answer = match self.setup.remote.changes(self.token.reveal(), &self.school, None, 0).await {
            // Said of the question, and not of the entries.
            Err(error)
                if matches!(error.fault(), Fault::Refused(_) | Fault::Conflict | Fault::TooLarge | Fault::CursorGone) =>
            {
                return Err(RemoteError::NoAnswer { cause: format!("where the changes are: {error}") });
            }
            other => other?,
        };
        self.time.learn(&answer);
        let cursor = answer.value.cursor;
        // What the disk does not take now is asked for again with the next batch.
        Ok(store.put_first_cursor(&cursor).unwrap_or(cursor))
    }

    /// The server's clock, as far as it is known.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.time.offset().now(self.setup.clock.read())
    }

    /// When the question was asked, by the server's clock: what was acknowledged later is newer than the answer.
    fn asked_at<T>(&self, answer: &Answer<T>) -> DateTime<Utc> {
        self.time.learn(answer);
        self.time.offset().now(answer.sent)
    }
}
