//! The key of the account's store, as a command gets it: from its place, or from what a person or a script types.

use super::exit::{Exit, Failure};
use super::{Program, client, complain, login, password};
use std::io::IsTerminal as _;

use crate::secret::{Sealed, Secret, SecretError, StoreKey, Vault};
use crate::store::{self, Note, Options, Purpose, Store, StoreError};

/// Opens the store with the key of the vault, and asks for what is missing. A script that names the password's file need not
/// sign in first: the place of the key is chosen here as it is there, before anything is entered under it.
pub(super) fn open(program: &Program, vault: &Vault, options: Options) -> Result<Store, Failure> {
    if vault.describe().is_none() {
        if !password::file_is_named() {
            return Err(program.fail(Exit::SignIn, "sync-sign-in-needed"));
        }
        login::choose_place(program, vault)?;
    }
    let key = match known_key(vault, &options) {
        Err(SecretError::PassphraseNeeded) => {
            unlocked(program, vault, &options, password::passphrase(program, "ask-passphrase")?)?
        }
        Err(SecretError::PasswordNeeded) => {
            unlocked(program, vault, &options, password::ask(program, "ask-store-password")?)?
        }
        other => other.map_err(|error| failure(program, &options, error))?,
    };
    open_with(program, options, key)
}

/// Opens the store with the password of a sign-in. Where that of a former one is needed, the person is asked for it.
pub(super) fn open_at_sign_in(
    program: &Program,
    vault: &Vault,
    options: Options,
    password: &Secret,
) -> Result<Store, Failure> {
    if known_key(vault, &options) == Err(SecretError::PasswordNeeded)
        && vault.unlock(password.clone()) == Err(SecretError::WrongPassword)
    {
        // A slip, or a password that was changed elsewhere: only the person knows.
        let wrong = failure(program, &options, SecretError::WrongPassword);
        if !std::io::stdin().is_terminal() {
            return Err(wrong);
        }
        complain(&wrong.text);
        let former = password::from_person(program, "ask-former-password")?;
        vault.unlock(former).map_err(|error| failure(program, &options, error))?;
    }
    open(program, vault, options)
}

/// The key, where nobody needs to type anything for it.
pub(super) fn known_key(vault: &Vault, options: &Options) -> Result<StoreKey, SecretError> {
    vault.key(|| store::peek(options).map_or(Sealed::Already, |seen| seen.needs()))
}

/// Opens the store with a key. One that is not kept yet seals no store in which something was entered.
pub(super) fn open_with(program: &Program, options: Options, key: StoreKey) -> Result<Store, Failure> {
    let purpose = options.purpose;
    let opened = crate::sync::open_store(options, key);
    let store = opened.map_err(|error| client::failure(program, error.into()))?;
    // The screens say it themselves, where it can be read.
    let notes = store.notes().iter().filter(|note| matches!(note, Note::Salvaged { .. } | Note::LogAltered));
    for note in notes.filter(|_| purpose == Purpose::Command) {
        complain(&crate::app::note_sentence(&program.strings, note));
    }
    Ok(store)
}

fn unlocked(program: &Program, vault: &Vault, options: &Options, phrase: Secret) -> Result<StoreKey, Failure> {
    let unlocked = vault.unlock(phrase).and_then(|()| known_key(vault, options));
    unlocked.map_err(|error| failure(program, options, error))
}

/// The sentence of a store that stays closed names how much waits in it.
pub(super) fn failure(program: &Program, options: &Options, error: SecretError) -> Failure {
    let waiting = store::peek(options).map_or(0, |seen| seen.waiting);
    if let SecretError::KeyGone(_) = error {
        let sealed = StoreError::Sealed { waiting };
        return Failure { exit: Exit::SignIn, ..client::failure(program, sealed.into()) };
    }
    let mut failure = client::failure(program, error.into());
    if waiting > 0 {
        failure.text = format!("{} {}", failure.text, program.say_with("store-waiting", &[("count", waiting.into())]));
    }
    failure
}
