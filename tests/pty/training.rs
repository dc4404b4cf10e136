//! The training school's server as a process of its own, and the program beside it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A running server; it ends with the test, or when it is dropped.
pub struct Server {
    process: Child,
    school: Value,
    _home: tempfile::TempDir,
}

impl Server {
    /// Starts it; `args` follow `demo --serve-only`.
    pub fn start(args: &[&str]) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let mut serving = program(home.path());
        serving.args(["demo", "--serve-only"]).args(args).stdout(Stdio::piped());
        let mut process = serving.spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        Self { process, school: serde_json::from_str(&line).expect("one line of JSON"), _home: home }
    }

    /// Its address.
    pub fn url(&self) -> String {
        self.school["url"].as_str().expect("an address").to_owned()
    }

    /// Name and password of an account of the role.
    pub fn account(&self, role: &str) -> (String, String) {
        let found = self.school["accounts"].as_array().and_then(|all| all.iter().find(|account| account["role"] == role));
        let word = |name: &str| found.expect("an account")[name].as_str().expect("a word").to_owned();
        (word("login"), word("password"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program in a home of its own, which finds a password and a PIN in it.
pub fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zvonok"));
    command.env_clear().env("ZVONOK_HOME", home).env("HOME", home).env("LANG", "ru_RU.UTF-8");
    command.env("ZVONOK_PASSWORD_FILE", home.join("password")).env("ZVONOK_PIN_FILE", home.join("pin"));
    command.stdin(Stdio::null());
    command
}
