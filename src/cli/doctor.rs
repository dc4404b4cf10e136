//! `zvonok doctor`: what is wrong with this machine, and what to do about it. Looks only: nothing is changed.

mod machine;
mod waits;

use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::Path;

use serde::Serialize;

use super::args::Json;
use super::client::{self, Closed, PATIENCE};
use super::exit::{Exit, Failure, Outcome};
use super::{Program, config, password, unlock, variable};
use crate::outbox::Fault;
use crate::outbox::clock::Trust;
use crate::remote::{Native, RemoteError};
use crate::secret::{Owner, SecretError, Vault};
use crate::store::{Note, Purpose};
use crate::strings::FluentValue;
use crate::sync::{Setup, SyncError, once};

/// How a check went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// Nothing to do.
    Good,
    /// It works, but worse than it could.
    Warning,
    /// It does not work.
    Bad,
    /// Could not be looked at.
    Unknown,
}

/// One check.
#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    state: State,
    message: String,
}

/// A clock that is off by more is said.
const SKEW_SECONDS: i64 = 60;

pub(super) fn run(program: &Program, args: &Json) -> Outcome {
    let mut checks = vec![terminal(program), settings(program), process(program)];
    checks.extend(rights(program));
    checks.extend(machine::checks(program));
    match opened(program) {
        Ok(setup) => {
            checks.push(secrets(program, &setup.vault));
            checks.extend([store(program, &setup), log(program, &setup), sealed(program, &setup), lock(program, &setup)]);
            checks.extend(waits::checks(program, &setup));
            let (server, certificate) = server(program, &setup);
            checks.extend([server, certificate, clock(program, &setup)]);
        }
        Err(closed_and_failure) => {
            let (closed, failure) = *closed_and_failure;
            let secrets = closed.as_ref().map(|closed| secrets(program, &closed.vault));
            checks.push(secrets.unwrap_or_else(|| lone_secrets(program)));
            let state = if failure.exit == Exit::SignIn { State::Unknown } else { State::Bad };
            checks.push(Check { name: "store", state, message: failure.text });
            let clock = |key| check(program, "clock", State::Unknown, key);
            if let Some(closed) = &closed {
                let https = closed.options.server.starts_with("https:");
                let good = if https { "doctor-good" } else { "doctor-certificate-none" };
                let (server, certificate) = anonymous(program, &closed.remote, good);
                checks.extend([server, certificate, clock("doctor-unknown")]);
            } else {
                for name in ["server", "certificate"] {
                    checks.push(check(program, name, State::Unknown, "doctor-no-server"));
                }
                checks.push(clock("doctor-no-server"));
            }
        }
    }
    let wrong = checks.iter().any(|check| matches!(check.state, State::Warning | State::Bad));
    if args.json {
        program.print_json(&checks)?;
    } else {
        program.print(&text(program, &checks))?;
    }
    Ok(if wrong { Exit::Remarks } else { Exit::Done })
}

/// The store, else why it stays closed, with what can be looked at without it.
fn opened(program: &Program) -> Result<Setup, Box<(Option<Closed>, Failure)>> {
    let (server, login) = client::identity(program).map_err(|failure| Box::new((None, failure)))?;
    // Nobody is asked for anything here: what is closed is said to be. What a script names is used.
    let closed = Closed::of(program, server, login, Purpose::Command).map_err(|failure| Box::new((None, failure)))?;
    let mut key = unlock::known_key(&closed.vault, &closed.options);
    let named = match key {
        Err(SecretError::PasswordNeeded) if password::file_is_named() => Some(password::ask(program, "ask-password")),
        Err(SecretError::PassphraseNeeded) if password::phrase_file_is_named() => {
            Some(password::passphrase(program, "ask-passphrase"))
        }
        _ => None,
    };
    if let Some(secret) = named {
        let secret = secret.map_err(|failure| Box::new((None, failure)))?;
        key = closed.vault.unlock(secret).and_then(|()| unlock::known_key(&closed.vault, &closed.options));
    }
    let key = key.map_err(|error| unlock::failure(program, &closed.options, error));
    match key.and_then(|key| unlock::open_with(program, closed.options.clone(), key)) {
        Ok(store) => Ok(closed.with(store)),
        Err(failure) => Err(Box::new((Some(closed), failure))),
    }
}

fn text(program: &Program, checks: &[Check]) -> String {
    let mut text = String::new();
    for check in checks {
        let (sign, colour) = match check.state {
            State::Good => ("✓", "32"),
            State::Warning => ("?", "33"),
            State::Bad => ("!", "31"),
            State::Unknown => ("·", "2"),
        };
        let sign = if program.colour { format!("\u{1b}[{colour}m{sign}\u{1b}[0m") } else { sign.to_owned() };
        let name = program.say(&format!("doctor-{}", check.name));
        let _ = writeln!(text, "{sign} {name}: {}", check.message);
    }
    text
}

fn check(program: &Program, name: &'static str, state: State, key: &str) -> Check {
    Check { name, state, message: program.say(key) }
}

fn check_with(program: &Program, name: &'static str, state: State, key: &str, args: &[(&str, FluentValue<'_>)]) -> Check {
    Check { name, state, message: program.say_with(key, args) }
}

fn terminal(program: &Program) -> Check {
    let name = "terminal";
    if !std::io::stdout().is_terminal() {
        return check(program, name, State::Unknown, "doctor-terminal-none");
    }
    if variable("TERM").is_none_or(|term| term == "dumb") {
        return check(program, name, State::Bad, "doctor-terminal-dumb");
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default().to_lowercase();
    if !locale.contains("utf-8") && !locale.contains("utf8") {
        return check(program, name, State::Warning, "doctor-terminal-locale");
    }
    #[cfg(unix)]
    if let Ok(size) = rustix::termios::tcgetwinsize(std::io::stdout()) {
        let args = [("columns", size.ws_col.to_string().into()), ("rows", size.ws_row.to_string().into())];
        let small = size.ws_col < 80 || size.ws_row < 24;
        let (state, key) =
            if small { (State::Warning, "doctor-terminal-small") } else { (State::Good, "doctor-terminal-good") };
        return check_with(program, name, state, key, &args);
    }
    check(program, name, State::Good, "doctor-good")
}

fn settings(program: &Program) -> Check {
    let problems = &program.loaded.problems;
    if problems.is_empty() {
        return check(program, "settings", State::Good, "doctor-good");
    }
    let sentences: Vec<String> = problems.iter().map(|problem| config::sentence(&program.strings, problem)).collect();
    Check { name: "settings", state: State::Warning, message: sentences.join("; ") }
}

/// Everything of the program's folders must be its owner's alone.
fn rights(program: &Program) -> Vec<Check> {
    let mut open = Vec::new();
    let folders = [&program.folders.config, &program.folders.data, &program.folders.state];
    for folder in folders {
        loose(folder, 4, &mut open);
    }
    open.sort();
    open.dedup();
    if open.is_empty() {
        return vec![check(program, "rights", State::Good, "doctor-good")];
    }
    let path = FluentValue::from(open[0].clone());
    let args = [("path", path), ("count", open.len().into())];
    vec![check_with(program, "rights", State::Bad, "doctor-rights-open", &args)]
}

/// Collects files and folders that others may read or write, links not followed.
#[cfg(unix)]
fn loose(path: &Path, depth: u32, open: &mut Vec<String>) {
    use std::os::unix::fs::PermissionsExt as _;
    let Ok(meta) = std::fs::symlink_metadata(path) else { return };
    if meta.is_symlink() {
        return;
    }
    if meta.permissions().mode() & 0o077 != 0 {
        open.push(path.display().to_string());
    }
    if meta.is_dir() && depth > 0 {
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            loose(&entry.path(), depth - 1, open);
        }
    }
}

#[cfg(not(unix))]
fn loose(_path: &Path, _depth: u32, _open: &mut Vec<String>) {}

fn secrets(program: &Program, vault: &Vault) -> Check {
    let works: Vec<&str> =
        vault.probe().into_iter().filter(|probe| probe.result.is_ok()).map(|probe| probe.place.name()).collect();
    let names = FluentValue::from(works.join(", "));
    match vault.describe() {
        Some(place) => {
            let where_ = program.say(&format!("secret-place-{}", place.name().replace('_', "-")));
            let state = if works.contains(&place.name()) { State::Good } else { State::Bad };
            let key = if state == State::Good { "doctor-secrets-chosen" } else { "doctor-secrets-broken" };
            check_with(program, "secrets", state, key, &[("place", where_.into()), ("names", names)])
        }
        None => check_with(program, "secrets", State::Good, "doctor-secrets-open", &[("names", names)]),
    }
}

/// Before the first sign-in: which places would work.
fn lone_secrets(program: &Program) -> Check {
    let owner = Owner { folder: program.folders.state.clone(), server: String::new(), login: String::new() };
    match Vault::open(owner) {
        Ok(vault) => secrets(program, &vault),
        Err(error) => Check { name: "secrets", state: State::Bad, message: client::failure(program, error.into()).text },
    }
}

fn store(program: &Program, setup: &Setup) -> Check {
    let waiting = match setup.store.count_waiting() {
        Ok(waiting) => waiting,
        Err(error) => {
            return Check { name: "store", state: State::Bad, message: client::failure(program, error.into()).text };
        }
    };
    let network = setup.store.notes().contains(&Note::NetworkFolder);
    let (state, key) = if network { (State::Warning, "doctor-store-network") } else { (State::Good, "doctor-store-good") };
    check_with(program, "store", state, key, &[("count", waiting.into())])
}

/// Whether the log of entries is as the program wrote it.
fn log(program: &Program, setup: &Setup) -> Check {
    let name = "log";
    let found = match setup.store.check_log() {
        Ok(found) => found,
        Err(error) => return Check { name, state: State::Bad, message: client::failure(program, error.into()).text },
    };
    let path = FluentValue::from(setup.store.folder().display().to_string());
    let head: String = found.head.to_string().chars().take(16).collect();
    match (found.altered, found.ends_well) {
        (0, true) => {
            let args = [("count", found.entries.into()), ("head", head.into())];
            check_with(program, name, State::Good, "doctor-log-good", &args)
        }
        (0, false) => check_with(program, name, State::Bad, "doctor-log-cut", &[("path", path)]),
        (count, _) => {
            check_with(program, name, State::Bad, "doctor-log-altered", &[("count", count.into()), ("path", path)])
        }
    }
}

/// Whether the process keeps its memory to itself.
fn process(program: &Program) -> Check {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
        let cores = getrlimit(Resource::Core).current != Some(0);
        let dumpable = !matches!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
        if cores || dumpable {
            return check(program, "process", State::Bad, "doctor-process-open");
        }
        check(program, "process", State::Good, "doctor-process-good")
    }
    #[cfg(not(target_os = "linux"))]
    check(program, "process", State::Unknown, "doctor-unknown")
}

/// Whether what is on the disk is sealed, copies that were set aside included.
fn sealed(program: &Program, setup: &Setup) -> Check {
    let name = "sealed";
    if !setup.store.is_sealed() {
        return check(program, name, State::Warning, "doctor-sealed-not");
    }
    let aside = std::fs::read_dir(setup.store.folder()).into_iter().flatten().flatten();
    let aside = aside.filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("damaged-") || name.starts_with("sealed-")
    });
    match aside.count() {
        0 => check(program, name, State::Good, "doctor-sealed-good"),
        count => {
            let path = setup.store.folder().display().to_string();
            check_with(
                program,
                name,
                State::Warning,
                "doctor-sealed-aside",
                &[("count", count.into()), ("path", path.into())],
            )
        }
    }
}

/// Whether the screens lock, and what opens them.
fn lock(program: &Program, setup: &Setup) -> Check {
    let name = "lock";
    if program.settings().lock_minutes == Some(0) {
        return check(program, name, State::Warning, "doctor-lock-off");
    }
    if crate::sync::has_pin(&setup.store).unwrap_or(false) {
        return check(program, name, State::Good, "doctor-lock-pin");
    }
    match crate::sync::password_verifier(&setup.store) {
        Ok(Some(_)) => check(program, name, State::Good, "doctor-lock-password"),
        _ => check(program, name, State::Warning, "doctor-lock-server"),
    }
}

/// Whether the server answers, and whether its certificate is believed. Nobody needs to be signed in for that: an answer
/// that asks for a sign-in is an answer.
fn server(program: &Program, setup: &Setup) -> (Check, Check) {
    let https = setup.store.server().starts_with("https:");
    let client = client::Client::with(program, setup.clone());
    let good = if https { "doctor-good" } else { "doctor-certificate-none" };
    let certificate = |state, key: &str| check(program, "certificate", state, key);
    match client.ask(PATIENCE, once::school) {
        Ok(_) => (check(program, "server", State::Good, "doctor-server-good"), certificate(State::Good, good)),
        Err(SyncError::Remote(error)) if error.fault() == Fault::SignIn => {
            (check(program, "server", State::Good, "doctor-server-sign-in"), certificate(State::Good, good))
        }
        Err(SyncError::SignInNeeded) => anonymous(program, &setup.remote, good),
        Err(error) => {
            let wrong_certificate = matches!(&error, SyncError::Remote(error) if error.kind().starts_with("certificate"));
            let message = client.fail(error).text;
            let server = Check { name: "server", state: State::Bad, message: message.clone() };
            if wrong_certificate {
                (server, Check { name: "certificate", state: State::Bad, message })
            } else {
                (server, certificate(State::Unknown, "doctor-unknown"))
            }
        }
    }
}

/// Asks without a token: a server that is there says that it wants one.
fn anonymous(program: &Program, remote: &Native, good: &str) -> (Check, Check) {
    let remote = remote.clone();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let answer = match runtime {
        Ok(runtime) => runtime.block_on(async {
            let limit = tokio::time::timeout(PATIENCE, remote.me("")).await;
            limit.unwrap_or_else(|_| {
                let obstacle = crate::remote::error::Obstacle::TimeOut;
                Err(RemoteError::NotReached { obstacle, cause: "no answer".to_owned() })
            })
        }),
        Err(error) => Err(RemoteError::NoAnswer { cause: error.to_string() }),
    };
    let unknown = |state, key: &str| check(program, "certificate", state, key);
    match answer {
        Ok(_) => (check(program, "server", State::Good, "doctor-server-good"), unknown(State::Good, good)),
        Err(error) if error.fault() == Fault::SignIn => {
            // A script that names its password signs in by itself with the next command.
            let key = if password::file_is_named() { "doctor-server-script" } else { "doctor-server-sign-in" };
            (check(program, "server", State::Good, key), unknown(State::Good, good))
        }
        Err(error) => {
            let certificate = error.kind().starts_with("certificate");
            let message = client::failure(program, error.into()).text;
            let server = Check { name: "server", state: State::Bad, message };
            let state = if certificate { State::Bad } else { State::Unknown };
            (server, unknown(state, if certificate { "doctor-certificate-bad" } else { "doctor-unknown" }))
        }
    }
}

fn clock(program: &Program, setup: &Setup) -> Check {
    let name = "clock";
    let Ok(offset) = setup.store.offset() else { return check(program, name, State::Unknown, "doctor-unknown") };
    let reading = setup.clock.read();
    match offset.trust(reading) {
        Trust::Checked => {}
        Trust::Unchecked => return check(program, name, State::Unknown, "doctor-clock-unchecked"),
        Trust::Unknown => return check(program, name, State::Unknown, "doctor-clock-unknown"),
    }
    let seconds = offset.skew(reading).num_seconds();
    let args = [("seconds", seconds.abs().to_string().into())];
    match seconds {
        _ if seconds.abs() <= SKEW_SECONDS => check(program, name, State::Good, "doctor-good"),
        1.. => check_with(program, name, State::Warning, "doctor-clock-behind", &args),
        _ => check_with(program, name, State::Warning, "doctor-clock-ahead", &args),
    }
}
