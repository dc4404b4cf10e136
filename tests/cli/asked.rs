//! What the program asks a person in plain lines, before there is a screen: answered in a pseudo-terminal.

use std::io::{BufRead as _, BufReader, Read as _, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use zvonok::secret::{Owner, Place, Vault};

use crate::journal::{School, signed_in};
use crate::program::{Home, said};
use crate::school::{SCHOOL, one_time_password};

/// How long a debug build on a busy machine may take to say the next thing.
const PATIENCE: Duration = Duration::from_secs(120);

/// What was shown, and whether it is over.
type Shown = Arc<(Mutex<(Vec<u8>, bool)>, Condvar)>;

/// A person at a terminal of 60 columns.
struct Person {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    shown: Shown,
    /// Up to where it was read.
    read: usize,
}

impl Person {
    fn start(home: &Path, args: &[&str]) -> Self {
        let size = PtySize { rows: 24, cols: 60, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zvonok"));
        command.args(args);
        command.env_clear();
        command.env("ZVONOK_HOME", home);
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "ru_RU.UTF-8");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().expect("the terminal can be read");
        let keyboard = pair.master.take_writer().expect("the terminal can be written to");
        let shown: Shown = Arc::default();
        let told = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                let count = output.read(&mut bytes).unwrap_or(0);
                let mut shown = told.0.lock().expect("nobody panics with it");
                shown.0.extend_from_slice(&bytes[..count]);
                shown.1 = count == 0;
                told.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        Self { child, keyboard, master: pair.master, shown, read: 0 }
    }

    /// Waits for a text after what was read before, and gives what stood before it.
    #[track_caller]
    fn reads(&mut self, text: &str) -> String {
        let mut shown = self.shown.0.lock().expect("nobody panics with it");
        loop {
            let fresh = String::from_utf8_lossy(&shown.0[self.read..]).into_owned();
            if let Some(at) = fresh.find(text) {
                self.read += at + text.len();
                return fresh[..at].to_owned();
            }
            let (guard, late) = self.shown.1.wait_timeout(shown, PATIENCE).expect("nobody panics with it");
            shown = guard;
            let is_over = shown.1 && !String::from_utf8_lossy(&shown.0[self.read..]).contains(text);
            assert!(!late.timed_out() && !is_over, "no {text:?} in {:?}", String::from_utf8_lossy(&shown.0));
        }
    }

    fn types(&mut self, line: &str) {
        self.keyboard.write_all(format!("{line}\r").as_bytes()).expect("the terminal takes keys");
        self.keyboard.flush().expect("the terminal takes keys");
    }

    /// Types what must not be seen: as a person does, after the terminal has stopped to show what is typed.
    fn types_hidden(&mut self, line: &str) {
        let echo = rustix::termios::LocalModes::ECHO.bits();
        let end = Instant::now() + PATIENCE;
        while self.master.get_termios().is_some_and(|modes| modes.local_flags.bits() & echo != 0) {
            assert!(Instant::now() < end, "what is typed would be shown");
            std::thread::yield_now();
        }
        self.types(line);
    }

    /// The exit status, and everything that was shown.
    fn ended(mut self) -> (u32, String) {
        let mut shown = self.shown.0.lock().expect("nobody panics with it");
        while !shown.1 {
            let (guard, late) = self.shown.1.wait_timeout(shown, PATIENCE).expect("nobody panics with it");
            assert!(!late.timed_out(), "it does not end: {:?}", String::from_utf8_lossy(&guard.0));
            shown = guard;
        }
        (self.child.wait().expect("it has ended").exit_code(), String::from_utf8_lossy(&shown.0).into_owned())
    }
}

#[test]
fn the_first_sign_in_asks_for_everything_and_has_three_tries_for_a_new_password() {
    let office = Home::new();
    let data = office.path().join("server");
    let data = data.to_str().expect("UTF-8");
    office.run_args(&["school", "import", SCHOOL, "--data", data]).ended(0);
    let first = one_time_password(&office, data, "orlova");
    let server = Server::start(&office, data);
    let home = home_without_keyring(&server.url);

    let mut person = Person::start(home.path(), &["login"]);
    person.reads("сервера журнала:");
    person.types(&server.url);
    person.reads("Имя для входа:");
    person.types("orlova");
    person.reads("Пароль:");
    person.types_hidden(&first);
    person.reads("сменить пароль");
    person.reads("Новый пароль:");
    person.types_hidden("короче");
    person.reads("Ещё раз:");
    person.types_hidden("короче");
    person.reads("Сервер не принял");
    person.reads("Новый пароль:");
    person.types_hidden("скрипучая калитка");
    person.reads("Ещё раз:");
    person.types_hidden("скрипучая калидка");
    person.reads("не совпали");
    person.reads("Новый пароль:");
    person.types_hidden("скрипучая калитка");
    person.reads("Ещё раз:");
    person.types_hidden("скрипучая калитка");
    let (status, shown) = person.ended();
    assert_eq!(status, 0, "{shown}");
    assert!(shown.contains("Вы вошли") && !shown.contains(&first) && !shown.contains("калитка"), "{shown}");
    let mut asked = shown.lines().take_while(|line| !line.contains("Вы вошли"));
    assert!(asked.all(|line| line.trim_end().chars().count() <= 60), "words are broken at the edge: {shown}");

    home.write("password", "скрипучая калитка");
    home.run("whoami").ended(0).says("Орлова");
}

#[test]
fn a_sign_in_without_a_new_password_leaves_no_session() {
    let office = Home::new();
    let data = office.path().join("server");
    let data = data.to_str().expect("UTF-8");
    office.run_args(&["school", "import", SCHOOL, "--data", data]).ended(0);
    let first = one_time_password(&office, data, "orlova");
    let server = Server::start(&office, data);
    let home = home_without_keyring(&server.url);
    let mut person = Person::start(home.path(), &["login", "--server", &server.url, "--user", "orlova"]);
    person.reads("Пароль:");
    person.types_hidden(&first);
    for _ in 0..3 {
        person.reads("Новый пароль:");
        person.types_hidden("");
        person.reads("Новый пароль пуст");
    }
    let (status, shown) = person.ended();
    assert_eq!(status, 2, "{shown}");
    assert!(shown.split_whitespace().collect::<Vec<_>>().join(" ").contains("Вход не завершён"), "{shown}");
}

#[test]
fn a_new_password_needs_the_present_one() {
    let office = Home::new();
    let school = School::start(&office, &[]);
    let (login, password) = school.account("teacher");
    let home = home_without_keyring(&school.url);
    home.write("password", password);
    home.run_args(&["login", "--server", &school.url, "--user", login]).ended(0);
    std::fs::remove_file(home.path().join("password")).expect("it was written");
    let mut person = Person::start(home.path(), &["passwd"]);
    person.reads("Нынешний пароль:");
    person.types_hidden("не тот пароль");
    person.reads("Прежний пароль:");
    person.types_hidden("и этот не тот");
    let (status, shown) = person.ended();
    assert!(status == 4 && shown.contains("не открывает записи"), "{shown}");

    let mut person = Person::start(home.path(), &["passwd"]);
    person.reads("Нынешний пароль:");
    person.types_hidden(password);
    person.reads("Новый пароль:");
    person.types_hidden("скрипучая калитка");
    person.reads("Ещё раз:");
    person.types_hidden("скрипучая калитка");
    let (status, shown) = person.ended();
    assert!(status == 0 && shown.contains("Пароль сменён"), "{shown}");
    home.write("password", "скрипучая калитка");
    home.run("today").ended(0);
}

#[test]
fn the_deadlines_are_told_anew_when_something_changes() {
    let office = Home::new();
    let school = School::start(&office, &["--at", "2026-11-20T11:07"]);
    let home = signed_in(&school, "teacher");
    let mut command = home.command();
    let mut watching =
        command.args(["status", "--watch", "--class", "5А", "--json"]).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut lines =
        BufReader::new(watching.stdout.take().expect("piped")).lines().map_while(Result::ok).filter(|line| !line.is_empty());
    let topic = |line: Option<String>| -> String {
        let line = line.expect("a line");
        let status: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        status["lessons"][0]["topic"]["state"].as_str().expect("a state").to_owned()
    };
    assert_eq!(topic(lines.next()), "waiting");
    let mut other = home.command();
    said(&other.args(["lesson", "5А", "3", "--next-topic", "--wait"]).output().expect("it runs")).ended(0);
    assert_eq!(topic(lines.next()), "done");
    watching.kill().expect("it runs");
    watching.wait().expect("it ends");
}

/// A home where the session is kept nowhere, whatever keyrings the computer of the test has.
fn home_without_keyring(server: &str) -> Home {
    let home = Home::new();
    let owner = Owner { folder: home.path().to_owned(), server: server.to_owned(), login: "orlova".to_owned() };
    Vault::open(owner).and_then(|vault| vault.choose(Place::Nowhere)).expect("chosen");
    home
}

/// `zvonok serve` on data of the office.
struct Server {
    child: std::process::Child,
    url: String,
}

impl Server {
    fn start(office: &Home, data: &str) -> Self {
        let mut command = office.command();
        command.args(["serve", "--data", data, "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).expect("an address");
        Self { child, url: url.trim_end_matches('.').to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
