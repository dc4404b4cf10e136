//! `zvonok login`, `logout`, `whoami` and `passwd`: the session with the server.

use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

use serde::Serialize;

use super::args::{Json, Login};
use super::client::{self, Client, Closed};
use super::exit::{Exit, Failure, Outcome};
use super::table::Table;
use super::{Program, complain, for_person, password, unlock};
use crate::domain::Role;
use crate::secret::{Place, Sealed, Secret, SecretError, Vault};
use crate::store::{self, Purpose};
use crate::sync::{Setup, SyncError, once};

/// How often a new password may be typed at the first sign-in.
const TRIES: u32 = 3;
/// How long a sign-in may take: the server's hashing is slow on purpose.
const SIGN_IN: Duration = Duration::from_secs(30);

#[derive(Debug, Serialize)]
struct Whoami<'a> {
    server: &'a str,
    login: &'a str,
    name: &'a str,
    role: Role,
    school: &'a str,
    head_of: &'a [String],
    signed_in: bool,
    secret: Option<&'static str>,
    sealed: bool,
    waiting: usize,
    others_waiting: usize,
}

pub(super) fn login(program: &Program, args: &Login) -> Outcome {
    let settings = program.settings();
    let server = match &settings.server {
        Some(server) => server.clone(),
        None => question(program, "ask-server").ok_or_else(|| program.fail(Exit::Usage, "fail-no-server"))?,
    };
    let user = match &settings.user {
        Some(user) => user.clone(),
        None => question(program, "ask-user").ok_or_else(|| program.fail(Exit::Usage, "fail-no-user"))?,
    };
    let closed = Closed::of(program, server.clone(), user.clone(), Purpose::Command)?;
    if args.start_over {
        start_over(program, &closed)?;
    }
    let secret = password::ask(program, "ask-password")?;
    choose_place(program, &closed.vault)?;
    let store = unlock::open_at_sign_in(program, &closed.vault, closed.options.clone(), &secret)?;
    let client = Client::with(program, closed.with(store));
    let typed = secret.clone();
    let mut answer = client.ask(SIGN_IN, move |setup| once::sign_in(setup, &typed));
    if matches!(answer, Err(SyncError::CodeNeeded))
        && let Some(code) = question(program, "ask-code")
    {
        let typed = Secret::new(format!("{} {code}", secret.reveal()));
        answer = client.ask(SIGN_IN, move |setup| once::sign_in(setup, &typed));
    }
    let mut session = answer.map_err(|error| failure_for(program, &server, error))?;
    if session.must_change_password {
        first_change(program, &client, &secret)?;
    } else {
        crate::sync::keep_password(&client.setup.store, &secret);
    }
    // What was typed here is what the next commands mean.
    if let Err(error) = crate::config::save(&program.folders, &[("user", &user), ("server", &server)]) {
        complain(&program.say_with("fail-save-settings", &[("why", error.to_string().into())]));
    }
    let args = [("name", session.account.name.clone().into()), ("server", server.into())];
    program.print(&format!("{}\n", program.say_with("login-done", &args)))?;
    if let Some(last) = &session.last_sign_in {
        // An administrator has no school to be read; the time of the school is what everybody else reads a clock by.
        let at = match client.seat() {
            Ok(seat) => seat.zone.local(last.at).format("%d.%m.%Y %H:%M").to_string(),
            Err(_) => last.at.format("%d.%m.%Y %H:%M UTC").to_string(),
        };
        let args =
            [("at", at.into()), ("address", last.address.clone().into()), ("wrong", u64::from(last.wrong_since).into())];
        program.print(&format!("{}\n", program.say_with("login-last", &args)))?;
    }
    zeroize::Zeroize::zeroize(&mut session.token);
    // So that the next commands work without a link.
    if let Err(error) = client.ask(client::PATIENCE, once::journals) {
        program.report(&client.fail(error));
    }
    Ok(Exit::Done)
}

/// A store whose key is lost for good is set aside, never deleted, and a new one is begun with a new key.
fn start_over(program: &Program, closed: &Closed) -> Result<(), Failure> {
    let failed = |error: SyncError| client::failure(program, error);
    let seen = store::peek(&closed.options).map_err(|error| failed(error.into()))?;
    if seen.sealed == Sealed::NotYet {
        return Err(program.fail(Exit::Usage, "fail-nothing-sealed"));
    }
    let kept = store::set_aside(&closed.options).map_err(|error| failed(error.into()))?;
    closed.vault.destroy_key().map_err(|error| failed(error.into()))?;
    let args = [("path", kept.display().to_string().into()), ("count", seen.waiting.into())];
    complain(&program.say_with("login-started-over", &args));
    Ok(())
}

/// The sentence names the server that was asked, which need not be in the settings yet.
fn failure_for(program: &Program, server: &str, error: SyncError) -> Failure {
    let mut failure = client::failure(program, error);
    if program.settings().server.is_none() {
        failure.text = format!("{server}: {}", failure.text);
    }
    failure
}

/// Where the token is kept: chosen at the first sign-in. A person is asked before anything weaker than a keyring is used.
pub(super) fn choose_place(program: &Program, vault: &Vault) -> Result<(), Failure> {
    let secret = |error: SecretError| client::failure(program, error.into());
    if vault.describe().is_some() {
        return Ok(());
    }
    let place = vault.proposal();
    if matches!(place, Place::Keyring | Place::Kernel) {
        vault.choose(place).map_err(secret)?;
    } else if std::io::stdin().is_terminal() && !password::file_is_named() {
        complain(&program.say("login-no-keyring"));
        let wanted = question(program, "ask-key-file");
        let yes = wanted.is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "да" | "д" | "yes" | "y"));
        // Asked before the place is chosen: a slip leaves everything as it was.
        let passphrase = if yes { Some(new_passphrase(program)?) } else { None };
        vault.choose(if yes { Place::KeyFile } else { Place::Nowhere }).map_err(secret)?;
        if let Some(passphrase) = passphrase {
            vault.unlock(passphrase).map_err(secret)?;
        }
    } else {
        vault.choose(Place::Nowhere).map_err(secret)?;
    }
    if let Some(place) = vault.describe() {
        complain(&program.say(&secret_sentence(place)));
    }
    Ok(())
}

/// The key of the sentence that says where the token lives.
pub(super) fn secret_sentence(place: Place) -> String {
    format!("secret-place-{}", place.name().replace('_', "-"))
}

/// A new pass-phrase, typed twice: nobody can find out a slip in it later.
fn new_passphrase(program: &Program) -> Result<Secret, Failure> {
    let new = password::from_person(program, "ask-new-passphrase")?;
    let again = password::from_person(program, "ask-new-password-again")?;
    if new == again { Ok(new) } else { Err(program.fail(Exit::Usage, "fail-passphrases-differ")) }
}

/// Asks the person at the terminal for a line; `None` without a terminal or without an answer.
pub(super) fn question(program: &Program, key: &str) -> Option<String> {
    if !std::io::stdin().is_terminal() {
        return None;
    }
    let mut error = std::io::stderr();
    let _ = write!(error, "{} ", for_person(&program.say(key))).and_then(|()| error.flush());
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).ok()?;
    Some(line.trim().to_owned()).filter(|line| !line.is_empty())
}

pub(super) fn logout(program: &Program) -> Outcome {
    let client = Client::open(program)?;
    let waiting = client.setup.store.count_waiting().map_err(|error| client.fail(error))?;
    client.ask(client::PATIENCE, once::sign_out).map_err(|error| client.fail(error))?;
    program.print(&format!("{}\n", program.say("logout-done")))?;
    if waiting > 0 {
        program.print(&format!("{}\n", program.say_with("logout-waiting", &[("count", waiting.into())])))?;
    }
    Ok(Exit::Done)
}

pub(super) fn whoami(program: &Program, args: &Json) -> Outcome {
    let client = Client::open(program)?;
    if client.signed_out() {
        return Err(program.fail(Exit::SignIn, "sync-sign-in-needed"));
    }
    // The server is asked, so that an ended session is said now and not in the evening.
    match client.ask(client::PATIENCE, once::school) {
        Ok(_) => {}
        Err(error) => {
            let failure = client.fail(error);
            if failure.exit != Exit::Unreachable {
                return Err(failure);
            }
            program.report(&failure);
        }
    }
    let seat = client.seat()?;
    let Setup { store, vault, .. } = &client.setup;
    let waiting = store.count_waiting().map_err(|error| client.fail(error))?;
    let account = &seat.account;
    if args.json {
        program.print_json(&Whoami {
            server: store.server(),
            login: &account.login,
            name: &account.name,
            role: account.role,
            school: &seat.school().name,
            head_of: &account.head_of,
            signed_in: true,
            secret: vault.describe().map(Place::name),
            sealed: store.is_sealed(),
            waiting,
            others_waiting: store.others_waiting(),
        })?;
        return Ok(Exit::Done);
    }
    let mut table = Table::default();
    table.row([program.say("whoami-name"), account.name.clone()]);
    table.row([program.say("whoami-role"), program.say(&format!("role-{}", account.role.name().replace('_', "-")))]);
    table.row([program.say("whoami-school"), seat.school().name.clone()]);
    table.row([program.say("whoami-server"), store.server().to_owned()]);
    table.row([program.say("whoami-waiting"), waiting.to_string()]);
    if let Some(place) = vault.describe() {
        table.row([program.say("whoami-secret"), program.say(&secret_sentence(place))]);
    }
    let sealed = if store.is_sealed() { "whoami-sealed" } else { "whoami-not-sealed" };
    table.row([program.say("whoami-store"), program.say(sealed)]);
    let others = store.others_waiting();
    if others > 0 {
        table.row([program.say("whoami-others"), others.to_string()]);
    }
    program.print(&table.text())?;
    Ok(Exit::Done)
}

pub(super) fn passwd(program: &Program) -> Outcome {
    let (server, login) = client::identity(program)?;
    let closed = Closed::of(program, server, login, Purpose::Command)?;
    // It may be what opens the store as well: nobody is asked for it twice.
    let old = password::from_person(program, "ask-old-password")?;
    let store = unlock::open_at_sign_in(program, &closed.vault, closed.options.clone(), &old)?;
    let client = Client::with(program, closed.with(store));
    let new = new_password(program)?;
    set_password(program, &client, old, &new)?;
    program.print(&format!("{}\n", program.say("passwd-done")))?;
    Ok(Exit::Done)
}

/// The change that the server asks for at the first sign-in. The present password was typed a moment ago, and was right; a
/// new one that the server does not take, or a slip in it, may be typed again. Without the change there is no session: it
/// could do nothing, and nothing is left half done.
fn first_change(program: &Program, client: &Client<'_>, old: &Secret) -> Result<(), Failure> {
    complain(&program.say("login-must-change"));
    for left in (0..TRIES).rev() {
        match new_password(program).and_then(|new| set_password(program, client, old.clone(), &new)) {
            Err(failure) if failure.exit == Exit::Usage && left > 0 => drop(program.report(&failure)),
            Ok(()) => return Ok(()),
            Err(mut failure) => {
                // Where the server cannot be asked any more, the session ends there by itself.
                let _ = client.ask(client::PATIENCE, once::sign_out);
                failure.text = format!("{} {}", failure.text, program.say("login-not-finished"));
                return Err(failure);
            }
        }
    }
    Ok(())
}

/// A new password, typed twice: nobody can find out a slip in it later. A script changes passwords at the server.
fn new_password(program: &Program) -> Result<Secret, Failure> {
    let new = password::from_person(program, "ask-new-password")?;
    if new.reveal().is_empty() {
        return Err(program.fail(Exit::Usage, "fail-new-password-empty"));
    }
    let again = password::from_person(program, "ask-new-password-again")?;
    if new == again { Ok(new) } else { Err(program.fail(Exit::Usage, "fail-passwords-differ")) }
}

fn set_password(program: &Program, client: &Client<'_>, old: Secret, new: &Secret) -> Result<(), Failure> {
    let changed = new.clone();
    let change = move |setup: &Setup| match once::change_password(setup, &old, &changed) {
        // Where the session is kept nowhere there is none.
        Err(SyncError::SignInNeeded) => {
            once::sign_in(setup, &old)?;
            once::change_password(setup, &old, &changed)
        }
        other => other,
    };
    client.ask(SIGN_IN, change).map_err(|error| match error {
        SyncError::WrongPassword => program.fail(Exit::SignIn, "fail-old-password"),
        error => client.fail(error),
    })?;
    crate::sync::keep_password(&client.setup.store, new);
    Ok(())
}
