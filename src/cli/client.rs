//! The account's store and server, as one command uses them: reads try the server and fall back on what was read before,
//! entries never wait for it.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::exit::{Exit, Failure};
use super::{Program, clock, complain, password, unlock};
use crate::config::Settings;
use crate::domain::{Account, Calendar, JournalId, Page, Period, PeriodId, School, Zone};
use crate::entry::{Book, Desk, Ids, Reading};
use crate::outbox::{Clock, Fault};
use crate::protocol::{Day, Journals, SchoolInfo, Status};
use crate::regulation::Profile;
use crate::remote::error::Obstacle;
use crate::remote::{self, Native, RemoteError};
use crate::secret::{Owner, Place, Vault};
use crate::store::{Cached, Options, Purpose, Store, StoreError};
use crate::strings::FluentValue;
use crate::sync::{Dice, Setup, SyncError, once};

/// How long a command waits for an answer that it could also take from the store.
pub(super) const PATIENCE: Duration = Duration::from_secs(4);
/// How old a page may be for an entry to be made on it without asking the server first.
const FRESH: TimeDelta = TimeDelta::minutes(5);
/// How long the screens' long poll lasts.
pub(super) const POLL: Duration = Duration::from_secs(55);

/// The open store of the configured account, and the way to its server.
pub(super) struct Client<'p> {
    program: &'p Program,
    pub setup: Setup,
}

/// Who sits in which school, under which regulation.
pub(super) struct Seat {
    pub account: Account,
    pub info: SchoolInfo,
    pub zone: Zone,
    pub profile: Profile,
}

/// The address of the server and the login that are configured.
pub(super) fn identity(program: &Program) -> Result<(String, String), Failure> {
    let settings = program.settings();
    let server = settings.server.clone().ok_or_else(|| program.fail(Exit::SignIn, "fail-no-server"))?;
    let user = settings.user.clone().ok_or_else(|| program.fail(Exit::SignIn, "fail-no-user"))?;
    Ok((server, user))
}

/// Whether the configured account was never signed in on this computer.
pub(super) fn is_new(program: &Program) -> Result<bool, Failure> {
    let Settings { server: Some(server), user: Some(login), .. } = program.settings() else { return Ok(true) };
    let owner = Owner { folder: program.folders.state.clone(), server: server.clone(), login: login.clone() };
    let vault = Vault::open(owner).map_err(|error| failure(program, error.into()))?;
    Ok(vault.describe().is_none())
}

/// Opens what a command needs for a server and a login. Where the key of the store must be typed, it is asked for.
pub(super) fn setup(program: &Program, server: String, login: String, purpose: Purpose) -> Result<Setup, Failure> {
    let closed = Closed::of(program, server, login, purpose)?;
    let store = unlock::open(program, &closed.vault, closed.options.clone())?;
    Ok(closed.with(store))
}

/// Everything that is needed but the open store.
pub(super) struct Closed {
    pub options: Options,
    pub vault: Vault,
    pub remote: Native,
    pub clock: Arc<dyn Clock>,
}

impl Closed {
    pub(super) fn of(program: &Program, server: String, login: String, purpose: Purpose) -> Result<Self, Failure> {
        if let Some(allowed) = &program.settings().servers
            && !allowed.split_whitespace().any(|one| remote::is_same_server(one, &server))
        {
            let args = [("server", server.into()), ("servers", allowed.as_str().into())];
            return Err(program.fail_with(Exit::Usage, "fail-server-not-allowed", &args));
        }
        let clock = clock::of(program.now);
        let folder = program.folders.state.clone();
        let Settings { ca_file, pin, .. } = program.settings().clone();
        let settings = remote::Settings { url: server.clone(), ca_file, pin };
        // The address first: a slip in it must not make a store.
        let remote = Native::new(&settings, clock.clone()).map_err(|error| failure(program, error.into()))?;
        let owner = Owner { folder: folder.clone(), server: server.clone(), login: login.clone() };
        let vault = Vault::open(owner).map_err(|error| failure(program, error.into()))?;
        Ok(Self { options: Options { folder, server, login, purpose }, vault, remote, clock })
    }

    pub(super) fn with(self, store: Store) -> Setup {
        Setup { store, remote: self.remote, vault: self.vault, clock: self.clock, poll: POLL, dice: Dice::system() }
    }
}

/// The sentence and the exit status of what failed between store and server.
pub(super) fn failure(program: &Program, error: SyncError) -> Failure {
    let exit = match &error {
        SyncError::SignInNeeded
        | SyncError::WrongPassword
        | SyncError::CodeNeeded
        | SyncError::Secret(_)
        | SyncError::Store(StoreError::Sealed { .. }) => Exit::SignIn,
        SyncError::Correction(_) => Exit::Remarks,
        SyncError::Cut => Exit::Unreachable,
        SyncError::WeakPassword
        | SyncError::Store(StoreError::Folder { .. } | StoreError::Unsafe { .. } | StoreError::Newer { .. })
        | SyncError::Remote(RemoteError::Address(_) | RemoteError::Certificates(_) | RemoteError::Pins) => Exit::Usage,
        SyncError::Store(_) | SyncError::Machine(_) => Exit::Defect,
        SyncError::Remote(error) => match error.fault() {
            Fault::SignIn => Exit::SignIn,
            Fault::Refused(_) | Fault::Conflict => Exit::Remarks,
            _ => Exit::Unreachable,
        },
    };
    let server = FluentValue::from(program.settings().server.clone().unwrap_or_default());
    let detail = match &error {
        SyncError::Remote(error) => {
            error.problem().map(|problem| problem.detail.clone().unwrap_or_else(|| problem.title.clone()))
        }
        SyncError::Store(StoreError::Folder { path, .. } | StoreError::Unsafe { path }) => Some(path.display().to_string()),
        _ => None,
    };
    let waiting = if let SyncError::Store(StoreError::Sealed { waiting }) = &error { *waiting } else { 0 };
    let detail = FluentValue::from(detail.unwrap_or_default());
    let args = [("server", server), ("detail", detail), ("count", waiting.into())];
    program.fail_with(exit, &error.key(), &args).because(error)
}

impl<'p> Client<'p> {
    /// Opens the store of the configured account for a command.
    pub fn open(program: &'p Program) -> Result<Self, Failure> {
        let (server, login) = identity(program)?;
        Ok(Self { program, setup: setup(program, server, login, Purpose::Command)? })
    }

    /// A command's view of a store that is open already.
    pub const fn with(program: &'p Program, setup: Setup) -> Self {
        Self { program, setup }
    }

    /// The failure of an error.
    pub fn fail(&self, error: impl Into<SyncError>) -> Failure {
        failure(self.program, error.into())
    }

    /// Asks the server for at most `limit`. Where the token cannot be had, a script signs in with the file of the password
    /// that it names.
    pub fn ask<T: Send + 'static>(
        &self,
        limit: Duration,
        question: impl Fn(&Setup) -> Result<T, SyncError> + Send + Clone + 'static,
    ) -> Result<T, SyncError> {
        match self.within(limit, question.clone()) {
            Err(SyncError::SignInNeeded) if password::file_is_named() => {
                let Ok(secret) = password::ask(self.program, "ask-password") else { return Err(SyncError::SignInNeeded) };
                match self.within(limit, move |setup| once::sign_in(setup, &secret)) {
                    Ok(_) => self.within(limit, question),
                    Err(error) => Err(error),
                }
            }
            other => other,
        }
    }

    /// The library has its own limits, which may be longer than a command should wait.
    fn within<T: Send + 'static>(
        &self,
        limit: Duration,
        question: impl FnOnce(&Setup) -> Result<T, SyncError> + Send + 'static,
    ) -> Result<T, SyncError> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let setup = self.setup.clone();
        std::thread::spawn(move || {
            let _ = sender.send(question(&setup));
        });
        receiver.recv_timeout(limit).unwrap_or_else(|error| match error {
            mpsc::RecvTimeoutError::Timeout => {
                let cause = format!("no answer within {limit:?}");
                Err(RemoteError::NotReached { obstacle: Obstacle::TimeOut, cause }.into())
            }
            // The thread died of what the system did not give it.
            mpsc::RecvTimeoutError::Disconnected => Err(SyncError::Machine(std::io::Error::other("the thread died"))),
        })
    }

    /// The corrected clock, read now.
    pub fn reading(&self) -> Result<Reading, Failure> {
        let offset = self.setup.store.offset().map_err(|error| self.fail(error))?;
        let reading = self.setup.clock.read();
        Ok(Reading { now: offset.now(reading), proof: offset.proof(reading) })
    }

    /// The corrected time.
    pub fn now(&self) -> Result<DateTime<Utc>, Failure> {
        Ok(self.reading()?.now)
    }

    /// Whether the person signed out: the place of the token works and holds none. Where the token is kept nowhere or its
    /// place is locked, nobody can tell.
    pub fn signed_out(&self) -> bool {
        let kept = self.setup.vault.describe().is_some_and(|place| place != Place::Nowhere);
        kept && matches!(self.setup.vault.get(), Ok(None)) && !password::file_is_named()
    }

    /// Who is signed in and where, from the store if it is known there.
    pub fn seat(&self) -> Result<Seat, Failure> {
        let store = &self.setup.store;
        let account = store.account().map_err(|error| self.fail(error))?;
        let school = store.school().map_err(|error| self.fail(error))?;
        let (account, info) = match (account, school) {
            (Some(account), Some(school)) => (account.value, school.value),
            _ => self.ask(PATIENCE, once::school).map_err(|error| self.fail(error))?,
        };
        seat(self.program, account, info)
    }

    /// The lessons of a day: the server's answer, else what was read before.
    pub fn day(&self, date: NaiveDate) -> Result<Day, Failure> {
        self.fresh(move |setup| once::day(setup, date), |store| store.day(date))
    }

    /// The lessons of a day as they were read before, else the server's answer.
    pub fn known_day(&self, date: NaiveDate) -> Result<Day, Failure> {
        self.known(|store| store.day(date), move |setup| once::day(setup, date))
    }

    /// The journals: as they were read before, else the server's answer.
    pub fn journals(&self) -> Result<Journals, Failure> {
        self.known(Store::journals, once::journals)
    }

    /// A page: the server's answer, else what was read before.
    pub fn page(&self, journal: &JournalId, period: &PeriodId) -> Result<Page, Failure> {
        let (id, of) = (journal.clone(), period.clone());
        self.fresh(move |setup| once::page(setup, &id, &of), |store| store.page(journal, period))
    }

    /// A page that an entry is to be made on: a fresh copy if the one at hand is old and the server answers.
    pub fn page_for_entry(&self, journal: &JournalId, period: &PeriodId) -> Result<Page, Failure> {
        let cached = self.setup.store.page(journal, period).map_err(|error| self.fail(error))?;
        let now = self.now()?;
        match cached {
            Some(page) if now - page.at < FRESH => Ok(page.value),
            _ => self.page(journal, period),
        }
    }

    /// The lessons of a day on which an entry is to be made: as with [`Self::page_for_entry`].
    pub fn day_for_entry(&self, date: NaiveDate) -> Result<Day, Failure> {
        let cached = self.setup.store.day(date).map_err(|error| self.fail(error))?;
        let now = self.now()?;
        match cached {
            Some(day) if now - day.at < FRESH => Ok(day.value),
            _ => self.day(date),
        }
    }

    /// The deadlines of the whole school.
    pub fn status(&self, date: NaiveDate) -> Result<Status, Failure> {
        self.fresh(move |setup| once::status(setup, date), |store| store.status(date))
    }

    /// What the server says, else what the store holds, which is then said with its age.
    fn fresh<T: Send + 'static>(
        &self,
        question: impl Fn(&Setup) -> Result<T, SyncError> + Send + Clone + 'static,
        cached: impl FnOnce(&Store) -> Result<Option<Cached<T>>, StoreError>,
    ) -> Result<T, Failure> {
        let error = match self.ask(PATIENCE, question) {
            Ok(value) => return Ok(value),
            Err(error) => self.fail(error),
        };
        if error.exit != Exit::Unreachable {
            return Err(error);
        }
        match cached(&self.setup.store).map_err(|error| self.fail(error))? {
            Some(cached) => {
                complain(&self.program.say_with("note-from-cache", &[("at", self.local(cached.at).into())]));
                Ok(cached.value)
            }
            None => Err(error),
        }
    }

    fn known<T: Send + 'static>(
        &self,
        cached: impl FnOnce(&Store) -> Result<Option<Cached<T>>, StoreError>,
        question: impl Fn(&Setup) -> Result<T, SyncError> + Send + Clone + 'static,
    ) -> Result<T, Failure> {
        match cached(&self.setup.store).map_err(|error| self.fail(error))? {
            Some(cached) => Ok(cached.value),
            None => self.ask(PATIENCE, question).map_err(|error| self.fail(error)),
        }
    }

    /// An instant as the school's clock shows it.
    pub fn local(&self, at: DateTime<Utc>) -> String {
        let school = self.setup.store.school().ok().flatten();
        let zone = school.and_then(|school| Zone::parse(&school.value.school.zone));
        match zone {
            Some(zone) => zone.local(at).format("%d.%m %H:%M").to_string(),
            None => at.format("%d.%m %H:%M UTC").to_string(),
        }
    }

    /// The desk of the person: clock read now, fresh identifiers.
    pub fn desk(&self, seat: &Seat) -> Result<Desk, Failure> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| self.program.fail(Exit::Defect, "fail-random").because(error))?;
        Ok(Desk {
            school: seat.info.school.clone(),
            zone: seat.zone,
            calendar: seat.info.calendar.clone(),
            periods: seat.info.periods.clone(),
            account: seat.account.clone(),
            profile: seat.profile.clone(),
            profile_digest: seat.info.profile.digest,
            hold_seconds: self.program.settings().hold_seconds,
            device: self.setup.store.device().clone(),
            ids: Ids::seeded(seed),
            reading: self.reading()?,
        })
    }

    /// A page with the own entries over it.
    pub fn book(&self, page: Page, desk: &Desk) -> Result<Book, Failure> {
        let entries = self.setup.store.waiting().map_err(|error| self.fail(error))?;
        Ok(Book::new(page, entries, desk))
    }
}

/// Puts the account, the school and its regulation together.
pub(super) fn seat(program: &Program, account: Account, info: SchoolInfo) -> Result<Seat, Failure> {
    let zone = Zone::parse(&info.school.zone)
        .ok_or_else(|| program.fail_with(Exit::Defect, "fail-zone", &[("zone", info.school.zone.clone().into())]))?;
    let parsed = Profile::parse(&info.profile.text).ok().or_else(|| Profile::built_in(&info.profile.name));
    let profile = parsed
        .ok_or_else(|| program.fail_with(Exit::Defect, "fail-profile", &[("profile", info.profile.name.clone().into())]))?;
    Ok(Seat { account, info, zone, profile })
}

impl Seat {
    /// The school.
    pub const fn school(&self) -> &School {
        &self.info.school
    }

    /// The calendar.
    pub const fn calendar(&self) -> &Calendar {
        &self.info.calendar
    }

    /// The date of the school's clock.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        self.zone.local(now).date()
    }

    /// The period of a grade's journal on a date: quarters up to grade 9, half-years above; between two periods the later
    /// one that has begun.
    pub fn period(&self, grade: u8, date: NaiveDate) -> Option<&Period> {
        Period::of_grade(&self.info.periods, grade, date)
    }
}
