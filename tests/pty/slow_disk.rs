//! A disk that takes seconds for each sync: typing goes on, and no mark is called kept before the disk has it.
#![cfg(target_os = "linux")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use zvonok::secret::{Owner, Place, Vault};

use crate::terminal::Terminal;

/// What is done to each sync of the program: it is two seconds late. A disk that is busy or dying is no faster.
const SLOW: &[&str] =
    &["-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:delay_enter=2000000"];
const PHRASE: &str = "скрип двери";

/// The training school's server as a process of its own; it ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zvonok"));
    command.env_clear().env("ZVONOK_HOME", home).env("HOME", home).env("LANG", "ru_RU.UTF-8");
    command.env("ZVONOK_PASSWORD_FILE", home.join("password")).env("ZVONOK_PASSPHRASE_FILE", home.join("phrase"));
    command.stdin(Stdio::null());
    command
}

/// The marks of the lesson under the cursor with their signs.
fn marks(screen: &str, lines: usize) -> Vec<String> {
    let heads: Vec<char> = screen.lines().nth(1).unwrap_or_default().chars().collect();
    let Some(at) = heads.iter().position(|c| *c == '▸') else { return Vec::new() };
    let of = |line: &str| line.chars().skip(at + 1).take(4).collect::<String>().trim().to_owned();
    screen.lines().skip(4).take(lines).map(of).collect()
}

/// Where `strace` is, if it may watch here.
fn strace() -> Option<String> {
    let folders = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&folders).map(|folder| folder.join("strace")).find(|path| path.is_file())?;
    let tried = Command::new(&found).args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success()).then(|| found.to_str().map(str::to_owned))?
}

#[test]
fn typing_does_not_wait_for_a_slow_disk_and_nothing_is_called_kept_before_it_is() {
    let Some(strace) = strace() else {
        assert!(std::env::var_os("ZVONOK_TEST_ALL").is_none(), "strace is missing, or may not watch");
        return;
    };
    let (server_home, home) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let mut serving = program(server_home.path());
    let mut server = Server(serving.args(["demo", "--serve-only"]).stdout(Stdio::piped()).spawn().expect("it starts"));
    let mut line = String::new();
    BufReader::new(server.0.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
    let school: Value = serde_json::from_str(&line).expect("one line of JSON");
    let url = school["url"].as_str().expect("an address").to_owned();
    let teacher = school["accounts"].as_array().and_then(|all| all.iter().find(|one| one["login"] == "orlova"));
    let password = teacher.expect("the teacher")["password"].as_str().expect("a password");
    std::fs::write(home.path().join("password"), password).expect("ours");
    std::fs::write(home.path().join("phrase"), PHRASE).expect("ours");
    let owner = Owner { folder: home.path().to_owned(), server: url.clone(), login: "orlova".to_owned() };
    Vault::open(owner).and_then(|vault| vault.choose(Place::KeyFile)).expect("chosen");
    let account = ["--server", &url, "--user", "orlova"];
    for args in [&["login"][..], &["today"], &["show", "5А", "русский"]] {
        let done = program(home.path()).args(args).args(account).output().expect("it starts");
        assert!(done.status.success(), "{args:?}: {done:?}");
    }

    let args = [SLOW, &[env!("CARGO_BIN_EXE_zvonok")], &account].concat();
    let mut terminal = Terminal::start_program_in(&strace, home.path(), &args, (100, 40));
    terminal.wait("the phrase", |screen| screen.contains("своей фразой"));
    terminal.press(format!("{PHRASE}\r").as_bytes());
    terminal.wait("the day", |screen| screen.contains("Сегодня") && screen.contains("5А"));
    terminal.press(b"\r");
    terminal.wait("the grid", |screen| screen.contains("Журнал") && !marks(screen, 1).is_empty());
    // Three marks, each typed after the one before is seen: all stand there while the disk has none.
    let mut expected = Vec::new();
    for mark in ["5…", "4…", "3…"] {
        terminal.press(&mark.as_bytes()[..1]);
        expected.push(mark.to_owned());
        terminal.wait("typed, and not called kept", |screen| marks(screen, expected.len()) == expected);
    }
    terminal.wait("kept, and sent", |screen| marks(screen, 3) == ["5", "4", "3"] && screen.contains("⇅ 0"));
    terminal.press(b"\x1b[21~");
    terminal.end_of_work();
}
