//! Where passwords come from: a file named by `ZVONOK_PASSWORD_FILE` (`-` is standard input), else the person at the
//! terminal. Never an argument, never a plain variable. For the pass-phrase of a key file there is `ZVONOK_PASSPHRASE_FILE`.

use std::io::{BufRead as _, IsTerminal as _};

use super::exit::{Exit, Failure};
use super::{Program, variable};
use crate::secret::Secret;
use crate::strings::FluentValue;

/// Longest file of a password that is read, in bytes.
const LONGEST: u64 = 4096;

/// Whether a file with the password is named.
pub(super) fn file_is_named() -> bool {
    variable("ZVONOK_PASSWORD_FILE").is_some()
}

/// Whether a file with the pass-phrase is named.
pub(super) fn phrase_file_is_named() -> bool {
    variable("ZVONOK_PASSPHRASE_FILE").is_some()
}

/// The password from the file that is named, else from the person; `prompt` is the key of the question.
pub(super) fn ask(program: &Program, prompt: &str) -> Result<Secret, Failure> {
    match variable("ZVONOK_PASSWORD_FILE") {
        Some(path) => from_file(program, &path),
        None => from_person(program, prompt),
    }
}

/// The pass-phrase from the file that is named, else from the person; `prompt` is the key of the question.
pub(super) fn passphrase(program: &Program, prompt: &str) -> Result<Secret, Failure> {
    match variable("ZVONOK_PASSPHRASE_FILE") {
        Some(path) => from_file(program, &path),
        None => from_person(program, prompt),
    }
}

/// A new PIN, typed twice; from the file `ZVONOK_PIN_FILE`, where it is named.
pub(super) fn new_pin(program: &Program) -> Result<Secret, Failure> {
    if let Some(path) = variable("ZVONOK_PIN_FILE") {
        return from_file(program, &path);
    }
    let (pin, again) = (from_person(program, "ask-pin")?, from_person(program, "ask-pin-again")?);
    if pin == again { Ok(pin) } else { Err(program.fail(Exit::Usage, "fail-pins-differ")) }
}

/// The password that the person types; it is not shown.
pub(super) fn from_person(program: &Program, prompt: &str) -> Result<Secret, Failure> {
    if !std::io::stdin().is_terminal() {
        let key = if prompt == "ask-passphrase" { "fail-no-passphrase" } else { "fail-no-password" };
        return Err(program.fail(Exit::SignIn, key));
    }
    let typed = rpassword::prompt_password(program.say(prompt));
    typed.map(Secret::new).map_err(|error| program.fail(Exit::SignIn, "fail-no-password").because(error))
}

fn from_file(program: &Program, path: &str) -> Result<Secret, Failure> {
    let mut line = String::new();
    let read = if path == "-" {
        std::io::stdin().lock().read_line(&mut line)
    } else {
        std::fs::File::open(path).and_then(|file| {
            use std::io::Read as _;
            std::io::BufReader::new(file.take(LONGEST)).read_line(&mut line)
        })
    };
    let secret = Secret::new(line.trim_end_matches(['\r', '\n']).to_owned());
    zeroize::Zeroize::zeroize(&mut line);
    let path = FluentValue::from(path);
    match read {
        Ok(_) if secret.reveal().is_empty() => Err(program.fail_with(Exit::Usage, "fail-password-empty", &[("path", path)])),
        Ok(_) => Ok(secret),
        Err(error) => {
            let why = FluentValue::from(error.to_string());
            Err(program.fail_with(Exit::Usage, "fail-password-file", &[("path", path), ("why", why)]).because(error))
        }
    }
}
