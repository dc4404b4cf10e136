//! `zvonok demo`: a journal server with an invented school inside this process, in its own time, and the journal on it.

mod switch;

use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::args::Demo;
use super::clock::SetClock;
use super::exit::{Exit, Failure};
use super::serve::{Signals, start};
use super::values::{At, DemoRole, DemoSize};
use super::{Program, client, open, plain};
use crate::app::{DemoSwitch, Mode};
use crate::domain::{Role, School, Zone};
use crate::outbox::Clock;
use crate::remote::{self, Native};
use crate::runtime::Opening;
use crate::school::{self, DEMO_LOGINS, SchoolData, Size};
use crate::secret::{Sealed, Secret, Vault};
use crate::server::{Exposure, Logins, Options, Running, TRAINING_PASSWORD, Trial};
use crate::state::DemoServer;
use crate::store::{self, Purpose};
use crate::strings::FluentValue;
use crate::sync::{Dice, Setup, once};
use switch::Switched;

/// When the invented school's clock starts: in the third lesson of a Friday.
const STARTS: &str = "2026-11-20T11:07:00";

/// The line that `--serve-only` prints.
#[derive(Debug, Serialize)]
struct Serving {
    url: String,
    accounts: Vec<AccountJson>,
}

#[derive(Debug, Serialize)]
struct AccountJson {
    /// The role as `--as` names it, with underscores.
    role: &'static str,
    login: &'static str,
    password: &'static str,
    name: String,
}

pub(super) fn run(program: &Program, args: &Demo) -> Result<ExitCode, Failure> {
    if args.lesson && program.plain {
        return Err(program.fail(Exit::Usage, "fail-lesson-plain"));
    }
    // Before anything is made: a signal must find somebody who cleans up.
    let signals = if args.serve_only { Some(Signals::new(program)?) } else { None };
    if signals.is_none() && !program.plain {
        open::need_terminal(program)?;
    }
    let home = Home::take(program, args.keep.as_deref())?;
    super::complain(&program.say("demo-preparing"));
    let (running, options, clock) = serve(program, args, &home)?;
    let served = if signals.is_some() { Some(serving(program, &running)?) } else { None };
    let url = running.url();
    let running = Switched::new(running, options);
    let ended = match (signals, served) {
        (Some(signals), Some(served)) => {
            program.print_json(&served)?;
            signals.wait();
            Ok(ExitCode::from(Exit::Done.code()))
        }
        _ => screens(program, args, &home, &running, url, clock),
    };
    home.remember(clock.now());
    running.stop();
    ended
}

/// Starts the server, with the school in it.
fn serve(program: &Program, args: &Demo, home: &Home) -> Result<(Running, Options, SetClock), Failure> {
    let schools = invent(args.size);
    let first = schools.first().map(|data| data.school.clone());
    let zone = first.as_ref().and_then(|school: &School| Zone::parse(&school.zone));
    let zone = zone.ok_or_else(|| program.fail(Exit::Defect, "fail-demo"))?;
    let at = match args.at {
        Some(At::Instant(instant)) => instant.to_utc(),
        Some(At::School(local)) => zone.instant(local).to_utc(),
        None => program.now.or(home.remembered()).unwrap_or_else(|| {
            let local = STARTS.parse().expect("the constant is a time");
            zone.instant(local).to_utc()
        }),
    };
    let clock = SetClock::starting_at(at);
    let listen = args.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0)));
    // The data are invented and the password is public: whoever names another address may show them there.
    let exposure = if args.listen.is_some() { Exposure::Anywhere } else { Exposure::Loopback };
    let options = Options {
        data: home.dir.join("server").into(),
        listen,
        clock: Arc::new(move || clock.now()),
        exposure,
        serving: crate::server::Serving::default(),
    };
    let running = start(program, options.clone())?;
    let known = running.storage().schools().map_err(|error| program.fail(Exit::Defect, "fail-demo").because(error))?;
    if known.is_empty() {
        for data in schools {
            let imported = running.storage().import(data.until(at), Logins::Training, Trial::Apply, at);
            imported.map_err(|error| program.fail(Exit::Defect, "fail-demo").because(error))?;
        }
    }
    Ok((running, options, clock))
}

fn invent(size: DemoSize) -> Vec<SchoolData> {
    match size {
        DemoSize::Small => vec![SchoolData::embedded()],
        DemoSize::School => school::generate(Size::School, school::SEED).collect(),
        DemoSize::District => school::generate(Size::District, school::SEED).collect(),
    }
}

fn serving(program: &Program, running: &Running) -> Result<Serving, Failure> {
    let failed = |error| program.fail(Exit::Defect, "fail-demo").because(error);
    let school = running.storage().schools().map_err(failed)?.into_iter().next();
    let school = school.ok_or_else(|| program.fail(Exit::Defect, "fail-demo"))?;
    let users = running.storage().users(&school.id).map_err(failed)?;
    let accounts = DEMO_LOGINS
        .iter()
        .filter_map(|(role, login)| {
            let user = users.iter().find(|user| user.account.login == *login)?;
            Some(AccountJson { role, login, password: TRAINING_PASSWORD, name: user.account.name.clone() })
        })
        .collect();
    Ok(Serving { url: running.url(), accounts })
}

/// Signs in and hands over to the screens.
fn screens(
    program: &Program,
    args: &Demo,
    home: &Home,
    running: &Switched,
    url: String,
    clock: SetClock,
) -> Result<ExitCode, Failure> {
    let purpose = if program.plain { Purpose::Command } else { Purpose::Screens };
    let setup = setup(program, args.role, home, url, clock, purpose)?;
    let failed = |error| super::client::failure(program, error);
    let session = once::sign_in(&setup, &Secret::new(TRAINING_PASSWORD.to_owned())).map_err(failed)?;
    // So that the locked screens open without a link too; it takes longer than the start may.
    let store = setup.store.clone();
    let _ = std::thread::Builder::new().name("password".to_owned()).spawn(move || {
        crate::sync::keep_password(&store, &Secret::new(TRAINING_PASSWORD.to_owned()));
    });
    let mut server = DemoServer::Running;
    if args.offline {
        if session.account.role != Role::Admin {
            prepare(&setup, clock.now()).map_err(failed)?;
        }
        server = running.toggle().map_err(|error| program.fail(Exit::Defect, "fail-demo").because(error))?;
    }
    if program.plain {
        return plain::talk(program, client::Client::with(program, setup));
    }
    let switched = running.clone();
    // Why it does not start is another program at its address; there is nothing else to be said of it.
    let toggle = DemoSwitch::new(server, move || switched.toggle().ok());
    let mode = if args.lesson { Mode::Lesson } else { Mode::Training };
    open::screens(program, Opening::Open(setup), mode, Some(toggle))
}

fn setup(
    program: &Program,
    role: DemoRole,
    home: &Home,
    url: String,
    clock: SetClock,
    purpose: Purpose,
) -> Result<Setup, Failure> {
    let failed = |error: crate::sync::SyncError| super::client::failure(program, error);
    let login = login_of(role).to_owned();
    // The port changes with every start; the account and its store do not.
    let server = "demo".to_owned();
    let folder = home.dir.join("client");
    std::fs::create_dir_all(&folder).map_err(|error| unwritable(program, &folder, error))?;
    let clock: Arc<dyn Clock> = Arc::new(clock);
    let settings = remote::Settings { url, ca_file: None, pin: None };
    let remote = Native::new(&settings, clock.clone()).map_err(|error| failed(error.into()))?;
    let vault = Vault::of_training();
    // The data are invented: the key comes without a person, and a school that is kept opens again.
    let key = vault.key(|| Sealed::NotYet).map_err(|error| failed(error.into()))?;
    let store = crate::sync::open_store(store::Options { folder, server, login, purpose }, key)
        .map_err(|error| failed(error.into()))?;
    Ok(Setup { store, remote, vault, clock, poll: std::time::Duration::from_secs(55), dice: Dice::system() })
}

/// Reads the day and its pages, so that there is something to work on without a link.
fn prepare(setup: &Setup, now: DateTime<Utc>) -> Result<(), crate::sync::SyncError> {
    let (account, info) = once::school(setup)?;
    let today: NaiveDate = Zone::parse(&info.school.zone).map_or(now.date_naive(), |zone| zone.local(now).date());
    if account.role.sees_school() {
        once::status(setup, today)?;
    }
    once::journals(setup)?;
    let day = once::day(setup, today)?;
    for row in &day.lessons {
        for period in info.periods.iter().filter(|period| period.contains(today)) {
            // Quarters and half-years overlap; the server answers for either.
            once::page(setup, &row.lesson.journal, &period.id)?;
        }
    }
    Ok(())
}

fn login_of(role: DemoRole) -> &'static str {
    let name = match role {
        DemoRole::Teacher => "teacher",
        DemoRole::ClassTeacher => "class_teacher",
        DemoRole::Substitute => "substitute",
        DemoRole::Deputy => "deputy",
        DemoRole::Director => "director",
        DemoRole::Admin => "admin",
        DemoRole::Analyst => "analyst",
    };
    DEMO_LOGINS.iter().find(|(role, _)| *role == name).map_or("orlova", |(_, login)| login)
}

/// The folder of a training school: kept where it was asked for, else gone at the end.
struct Home {
    dir: PathBuf,
    keep: bool,
    /// Held while the program runs: another start must not take the folder for a left-over.
    _lock: File,
}

impl Home {
    fn take(program: &Program, keep: Option<&Path>) -> Result<Self, Failure> {
        let dir = if let Some(dir) = keep {
            dir.to_owned()
        } else {
            sweep(&program.folders.state);
            program.folders.state.join(format!("demo-{}", std::process::id()))
        };
        let failed = |error| unwritable(program, &dir, error);
        std::fs::create_dir_all(&dir).map_err(failed)?;
        let lock = File::create(dir.join("lock")).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { dir, keep: keep.is_some(), _lock: lock }),
            Err(TryLockError::WouldBlock) => {
                let path = FluentValue::from(dir.display().to_string());
                Err(program.fail_with(Exit::Usage, "fail-demo-twice", &[("path", path)]))
            }
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Where the clock stood when the school was left.
    fn remembered(&self) -> Option<DateTime<Utc>> {
        let text = std::fs::read_to_string(self.dir.join("clock")).ok()?;
        text.trim().parse().ok()
    }

    fn remember(&self, now: DateTime<Utc>) {
        if self.keep {
            // Lost, the next start begins at the usual instant: nothing of the journal hangs on it.
            let _ = std::fs::write(self.dir.join("clock"), now.to_rfc3339());
        }
    }
}

fn unwritable(program: &Program, path: &Path, error: std::io::Error) -> Failure {
    let args = [("path", path.display().to_string().into()), ("why", error.to_string().into())];
    program.fail_with(Exit::Usage, "fail-write", &args).because(error)
}

impl Drop for Home {
    fn drop(&mut self) {
        if !self.keep {
            let _ = std::fs::remove_dir_all(&self.dir);
        }
    }
}

/// Removes what a killed demonstration left behind: folders whose lock nobody holds.
fn sweep(state: &Path) {
    let Ok(entries) = std::fs::read_dir(state) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().and_then(|name| name.strip_prefix("demo-")).is_some_and(|pid| pid.parse::<u32>().is_ok());
        if !ours || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let lock = File::open(entry.path().join("lock"));
        if lock.is_ok_and(|lock| lock.try_lock().is_ok()) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
