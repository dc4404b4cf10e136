//! The same as the worker does, once and blocking, for the commands.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use tokio::runtime;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::caller::{self, Caller, Time};
use super::disclosures;
use super::renewal;
use super::survey::{Asker, Wanted, fresh};
use super::waiting::{Age, Waiting};
use super::{Setup, SyncError};
use crate::domain::{Account, Journal, JournalId, OperationId, Page, PeriodId};
use crate::entry::Survey;
use crate::outbox::{Entry, Fault, LifeEvent, Link, Plan};
use crate::protocol::{Codes, CodesBegun, Day, Journals, OwnSession, SchoolInfo, Session, Status};
use crate::remote::RemoteError;
use crate::remote::error::Obstacle;
use crate::secret::Secret;
use crate::store::{Access, Outage};

const TOO_SLOW: &str = "not within the time given";

/// What a push did.
#[derive(Debug, Default)]
pub struct Pushed {
    /// Entries that changed.
    pub changed: Vec<Entry>,
    /// Where each of them stands.
    places: HashMap<OperationId, usize>,
    /// Why it ended before everything was sent.
    pub error: Option<SyncError>,
}

/// Signs in with the login of the store, keeps the token in the vault and the account and school in the store.
///
/// A session that must choose a new password first is given without the school having been read. A vault that cannot keep the
/// token is an error after the session was opened: the caller says so, and may choose another place.
pub fn sign_in(setup: &Setup, password: &Secret) -> Result<Session, SyncError> {
    let time = time_of(setup);
    let before = setup.store.link().unwrap_or_default();
    let signed_in = block_on(setup, &time, async {
        let session = caller::sign_in(setup, &time, password).await?;
        // First of all: what is entered from here on must be readable after a restart.
        if session.code_in_password {
            setup.vault.keep_key(&password.without_last_word())?;
        } else {
            setup.vault.keep_key(password)?;
        }
        let token = Secret::new(session.token.clone());
        notice(setup, &time, &before, None);
        setup.store.put_link(&Link::default());
        if !session.must_change_password {
            caller::caller(setup, &time, token.clone()).await?.school().await?;
        }
        setup.vault.put(&token)?;
        Ok(session)
    });
    if let Err(SyncError::Remote(error)) = &signed_in {
        notice(setup, &time, &before, Some(error));
    }
    signed_in
}

/// Ends the session at the server, where it can be reached, and forgets the token.
pub fn sign_out(setup: &Setup) -> Result<(), SyncError> {
    if let Some(token) = setup.vault.get()? {
        let time = time_of(setup);
        // Without the server the session ends at its term.
        let _ = block_on(setup, &time, async { Ok(setup.remote.sign_out(token.reveal()).await?) });
    }
    setup.vault.forget()?;
    // The next start asks for the password at once, wherever the token was kept.
    setup.store.put_link(&Link { sign_in: true, ..setup.store.link().unwrap_or_default() });
    Ok(())
}

/// Tells the server what left the program on paper or into a file.
pub fn disclose(setup: &Setup) -> Result<(), SyncError> {
    ask(setup, async |caller| disclosures::tell(caller).await)
}

/// The own sessions that live, the last used first.
pub fn sessions(setup: &Setup) -> Result<Vec<OwnSession>, SyncError> {
    ask(setup, async |caller| Ok(caller.setup.remote.sessions(caller.token.reveal()).await?.value.sessions))
}

/// Ends own sessions by their ids. One that has ended meanwhile is no error.
pub fn end_sessions(setup: &Setup, ids: &[String]) -> Result<(), SyncError> {
    ask(setup, async |caller| {
        for id in ids {
            match caller.setup.remote.end_session(caller.token.reveal(), id).await {
                Err(error) if error.problem().is_none_or(|problem| !problem.kind.ends_with("/not-found")) => {
                    return Err(error.into());
                }
                _ => {}
            }
        }
        Ok(())
    })
}

/// Whether signing in needs a one-time code.
pub fn codes(setup: &Setup) -> Result<Codes, SyncError> {
    ask(setup, async |caller| Ok(caller.setup.remote.codes(caller.token.reveal()).await?.value))
}

/// Begins with one-time codes: gives the secret for the phone, this once.
pub fn begin_codes(setup: &Setup, password: &Secret) -> Result<CodesBegun, SyncError> {
    ask(setup, async |caller| {
        let begun = caller.setup.remote.begin_codes(caller.token.reveal(), password.reveal()).await;
        Ok(begun.map_err(caller::of_codes)?.value)
    })
}

/// Switches one-time codes on by their first.
pub fn confirm_codes(setup: &Setup, code: &str) -> Result<(), SyncError> {
    ask(setup, async |caller| caller.setup.remote.confirm_codes(caller.token.reveal(), code).await.map_err(caller::of_codes))
}

/// Switches one-time codes off.
pub fn end_codes(setup: &Setup, password: &Secret, code: &str) -> Result<(), SyncError> {
    ask(setup, async |caller| {
        let asked = caller.setup.remote.end_codes(caller.token.reveal(), password.reveal(), code).await;
        asked.map_err(caller::of_codes)
    })
}

/// Sets a new password.
pub fn change_password(setup: &Setup, old: &Secret, new: &Secret) -> Result<(), SyncError> {
    ask(setup, async |caller| {
        let asked = caller.setup.remote.change_password(caller.token.reveal(), old.reveal(), new.reveal()).await;
        asked.map_err(caller::of_password)?;
        Ok(caller.setup.vault.keep_key(new)?)
    })
}

/// Tries to send what waits, for at most `limit`. What is held for second thoughts goes too.
#[must_use]
pub fn push(setup: &Setup, limit: Duration) -> Pushed {
    pushing(setup, limit, Patience::None)
}

/// Sends what waits, trying again by the plan, until nothing is left that can be sent or `limit` is over.
#[must_use]
pub fn push_wait(setup: &Setup, limit: Duration) -> Pushed {
    pushing(setup, limit, Patience::UntilLimit)
}

/// Asks who is signed in, and reads the school anew.
pub fn school(setup: &Setup) -> Result<(Account, SchoolInfo), SyncError> {
    ask(setup, async |caller| caller.school().await)
}

/// Reads a day anew.
pub fn day(setup: &Setup, date: NaiveDate) -> Result<Day, SyncError> {
    ask(setup, async |caller| Ok(caller.day(date).await?.value))
}

/// Reads the list of journals anew.
pub fn journals(setup: &Setup) -> Result<Journals, SyncError> {
    ask(setup, async |caller| Ok(caller.journals().await?.value))
}

/// Reads a page anew.
pub fn page(setup: &Setup, journal: &JournalId, period: &PeriodId) -> Result<Page, SyncError> {
    ask(setup, async |caller| Ok(caller.page(journal, period).await?.value))
}

/// Reads the deadlines of a day anew.
pub fn status(setup: &Setup, date: NaiveDate) -> Result<Status, SyncError> {
    ask(setup, async |caller| Ok(caller.status(date).await?.value))
}

/// Checks the journals, with the pages as the server has them.
pub fn survey(setup: &Setup, asker: &Asker, journals: &[Journal], wanted: &Wanted) -> Result<Survey, SyncError> {
    ask(setup, async |caller| fresh(caller, asker, journals, wanted).await)
}

/// Waits for a change at the server, for at most `limit`: `status --watch`. `Ok` comes with or without one.
pub fn wait_for_change(setup: &Setup, limit: Duration) -> Result<(), SyncError> {
    ask(setup, async |caller| {
        // The first question of a new store says only where the changes end.
        let after = match caller.setup.store.cursor()? {
            Some(after) => after,
            None => caller.changes(None, 0).await?.cursor,
        };
        match caller.changes(Some(&after), u32::try_from(limit.as_secs()).unwrap_or(u32::MAX)).await {
            // A journal that came back out of a backup is a change.
            Err(SyncError::Remote(error)) if error.fault() == Fault::CursorGone => {
                Ok(caller.setup.store.doubt_acknowledged(&after).map(|_| ())?)
            }
            other => other.map(|_| ()),
        }
    })
}

/// Whether to try again after a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Patience {
    None,
    UntilLimit,
}

fn pushing(setup: &Setup, limit: Duration, patience: Patience) -> Pushed {
    let mut pushed = Pushed::default();
    let time = time_of(setup);
    let end = Instant::now() + limit;
    let result = block_on(setup, &time, async {
        remember(&mut pushed, setup.store.end_hold(time.offset().now(setup.clock.read()))?);
        let token = setup.vault.get()?.ok_or(SyncError::SignInNeeded)?;
        let caller = match timeout_at(end, caller::caller(setup, &time, token)).await {
            Ok(caller) => caller?,
            Err(_) => return Err(RemoteError::NotReached { obstacle: Obstacle::TimeOut, cause: TOO_SLOW.to_owned() }.into()),
        };
        // A person asked for it: the back-off of the last failure is over, but not what the server asked for.
        let mut link = setup.store.link()?.hurried();
        link.sign_in = false;
        let sent = rounds(&caller, &mut link, end, patience, &mut pushed).await;
        if sent.is_ok() && pushed.error.is_none() {
            // What is not told now is told with the next push.
            let _ = timeout_at(end, disclosures::tell(&caller)).await;
        }
        sent
    });
    if let Err(error) = result
        && pushed.error.is_none()
        && setup.store.count_waiting().map_or(true, |waiting| waiting > 0)
    {
        pushed.error = Some(error);
    }
    pushed
}

/// Batch after batch, as the plan says.
async fn rounds(
    caller: &Caller,
    link: &mut Link,
    end: Instant,
    patience: Patience,
    pushed: &mut Pushed,
) -> Result<(), SyncError> {
    let store = &caller.setup.store;
    let mut way = Way::Unknown;
    let mut waiting = Waiting::default();
    loop {
        let now = caller.time.offset().now(caller.setup.clock.read());
        match waiting.plan(store, now, link)? {
            Plan::Idle => return Ok(()),
            Plan::SignIn => return Err(SyncError::SignInNeeded),
            Plan::WaitUntil(_) if patience == Patience::None => return Ok(()),
            Plan::WaitUntil(at) => {
                let wake = Instant::now() + (at - now).to_std().unwrap_or_default();
                if wake >= end {
                    return Ok(());
                }
                sleep_until(wake).await;
            }
            Plan::Send(ids) => {
                let age = waiting.age();
                let (sent, error) = match reach(caller, end, &mut way).await {
                    Ok(()) => send(caller, &ids, end, pushed, &mut waiting).await?,
                    Err(error) => (1, Some(error)),
                };
                if sent == 0 && age == Age::Aged {
                    // What was known of them was behind the times.
                    continue;
                }
                if sent == 0 {
                    // Another process sends them.
                    return Ok(());
                }
                let before = link.clone();
                let dice = caller.setup.dice.throw();
                *link = after(link, error.as_ref().map(RemoteError::fault).as_ref(), sent, now, dice);
                if *link != before {
                    store.put_link(link);
                }
                note_outage(caller, before.since, link.since, error.as_ref());
                match error {
                    // The same again for the journal that is there now, once.
                    Some(error) if error.fault() == Fault::CursorGone && link.failures == 1 => {
                        *link = link.clone().hurried();
                        pushed.error = None;
                    }
                    // The rest of a batch that was too large, or refused as a whole, goes in halves.
                    Some(error) if !error.fault().halves(sent) => {
                        way = Way::Unknown;
                        let last = patience == Patience::None || link.sign_in || Instant::now() >= end;
                        pushed.error = Some(error.into());
                        if last {
                            return Ok(());
                        }
                    }
                    _ => pushed.error = None,
                }
            }
        }
    }
}

/// Whether a connection is there.
enum Way {
    Unknown,
    Open,
}

/// Opens the way with a small question first: a limit that ends while the connection is being made must not leave entries
/// behind of which nobody knows whether they arrived.
async fn reach(caller: &Caller, end: Instant, way: &mut Way) -> Result<(), RemoteError> {
    if matches!(way, Way::Unknown) {
        match timeout_at(end, caller.greet()).await {
            Ok(greeted) => greeted?,
            Err(_) => return Err(RemoteError::NotReached { obstacle: Obstacle::TimeOut, cause: TOO_SLOW.to_owned() }),
        }
        *way = Way::Open;
    }
    Ok(())
}

/// Sends a batch, and gives how many entries it had.
async fn send(
    caller: &Caller,
    ids: &[OperationId],
    end: Instant,
    pushed: &mut Pushed,
    waiting: &mut Waiting,
) -> Result<(usize, Option<RemoteError>), SyncError> {
    let store = &caller.setup.store;
    let taken = store.take_for_sending(ids, caller.time.offset().now(caller.setup.clock.read()))?;
    waiting.taken(ids.len(), &taken);
    if taken.is_empty() {
        return Ok((0, None));
    }
    let answer = timeout_at(end, caller.push(&taken)).await;
    let caller::Pushed { events, error, gone } = answer.unwrap_or_else(|_| {
        let error = RemoteError::Broken { cause: TOO_SLOW.to_owned() };
        caller::Pushed { events: lost(&taken), error: Some(error), gone: None }
    });
    let mut changed = store.apply(events)?;
    if let Some(gone) = gone {
        // All that the journal of before has acknowledged is asked for again.
        changed.extend(store.doubt_acknowledged(&gone)?);
    }
    waiting.changed(&changed);
    remember(pushed, changed);
    Ok((taken.len(), error))
}

fn after(link: &Link, fault: Option<&Fault>, sent: usize, now: DateTime<Utc>, dice: u64) -> Link {
    match fault {
        None => link.clone().after_answer(),
        Some(fault) => link.clone().after_fault(fault, sent, now, dice),
    }
}

/// Keeps what a question that was no push tells of the link: nobody there, or somebody again.
fn notice(setup: &Setup, time: &Time, before: &Link, error: Option<&RemoteError>) {
    let (store, now) = (&setup.store, time.offset().now(setup.clock.read()));
    let Some(error) = error else {
        if let Some(from) = before.since {
            store.end_outage(from, now);
            store.put_link(&before.clone().after_answer());
        }
        return;
    };
    let fault = error.fault();
    if matches!(fault, Fault::NotReached | Fault::NoAnswer | Fault::Failing { .. }) {
        if before.since.is_none() {
            store.put_outage(&Outage { from: now, to: None, noticed: error.kind().to_owned() });
        }
        store.put_link(&before.clone().after_fault(&fault, 1, now, setup.dice.throw()));
    }
    // What follows shall see it; a failing disk is told where entries are written.
    let _ = store.flush();
}

/// Keeps the log of times without a server, which the worker behind the screens keeps too.
fn note_outage(caller: &Caller, before: Option<DateTime<Utc>>, after: Option<DateTime<Utc>>, error: Option<&RemoteError>) {
    let store = &caller.setup.store;
    match (before, after, error) {
        (None, Some(from), Some(error)) => {
            store.put_outage(&Outage { from, to: None, noticed: error.kind().to_owned() });
        }
        (Some(from), None, _) => store.end_outage(from, caller.time.offset().now(caller.setup.clock.read())),
        _ => {}
    }
}

/// The last state of each entry that changed.
fn remember(pushed: &mut Pushed, changed: Vec<Entry>) {
    for entry in changed {
        match pushed.places.entry(entry.operation.id) {
            Place::Occupied(known) => pushed.changed[*known.get()] = entry,
            Place::Vacant(new) => {
                new.insert(pushed.changed.len());
                pushed.changed.push(entry);
            }
        }
    }
}

fn lost(taken: &[Entry]) -> Vec<(OperationId, LifeEvent)> {
    taken.iter().map(|entry| (entry.operation.id, LifeEvent::AnswerLost)).collect()
}

fn ask<T>(setup: &Setup, question: impl AsyncFnOnce(&Caller) -> Result<T, SyncError>) -> Result<T, SyncError> {
    let token = setup.vault.get()?.ok_or(SyncError::SignInNeeded)?;
    let time = time_of(setup);
    let result = block_on(setup, &time, async {
        let caller = caller::caller(setup, &time, token).await?;
        let answer = question(&caller).await?;
        // What could not be renewed now is renewed with another answer.
        if setup.store.access() != Access::ReadOnly {
            let _ = renewal::renew(&caller).await;
        }
        Ok(answer)
    });
    let before = setup.store.link().unwrap_or_default();
    match &result {
        Ok(_) if before.since.is_some() => notice(setup, &time, &before, None),
        Err(SyncError::Remote(error)) => notice(setup, &time, &before, Some(error)),
        _ => {}
    }
    match result {
        Err(SyncError::Remote(error)) if error.fault() == Fault::SignIn && error.problem().is_none_or(is_ended) => {
            Err(SyncError::SignInNeeded)
        }
        other => other,
    }
}

/// Whether the problem is that the session has ended, and not that a new password is wanted.
fn is_ended(problem: &crate::protocol::Problem) -> bool {
    problem.status == 401
}

fn time_of(setup: &Setup) -> Time {
    Time::new(setup.store.offset().unwrap_or_default())
}

/// Runs one piece of work to its end, and keeps what it learned of the server's clock.
fn block_on<T>(setup: &Setup, time: &Time, work: impl Future<Output = Result<T, SyncError>>) -> Result<T, SyncError> {
    let before = time.offset();
    let runtime = runtime::Builder::new_current_thread().enable_all().build().map_err(SyncError::Machine)?;
    let result = runtime.block_on(work);
    runtime.shutdown_background();
    if time.offset().is_news(&before) {
        setup.store.put_offset(&time.offset());
    }
    // What follows shall see what was learned; a failing disk is told where entries are written.
    let _ = setup.store.flush();
    result
}
