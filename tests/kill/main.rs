//! The program, killed at random instants while it records and sends over a line that cuts, delays or repeats three questions
//! of ten. What it had said to be recorded is in the journal once when the faults end, and nothing else is.
//!
//! `ZVONOK_KILLS` says how often it is killed. This alone proves little, since a killed process leaves the kernel's memory
//! whole: the power cuts stand in `tests/faults`.
#![cfg(all(unix, feature = "server"))]
#![expect(clippy::print_stdout, reason = "what was met, and how often, is part of the result")]

#[path = "../fixtures/http.rs"]
mod http;
mod screens;
#[path = "../pty/terminal.rs"]
#[expect(dead_code, reason = "the tests of the screens use the rest")]
mod terminal;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;

use http::read_message;

/// How often the program is killed where nobody says how often.
const KILLS: u64 = 20;
/// Longest that it lives before it is killed, in milliseconds, on a machine without much else to do.
const LONGEST_LIFE: u64 = 900;

/// Numbers that look random (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % below
    }
}

/// The training school's server.
struct School {
    child: Child,
    address: SocketAddr,
    password: String,
}

impl School {
    fn start(home: &Path, data: &Path) -> Self {
        let mut child = program(home)
            .args(["demo", "--serve-only", "--keep"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"));
        let account = said["accounts"].as_array().and_then(|all| all.iter().find(|one| one["login"] == "orlova"));
        let address = said["url"].as_str().expect("an address").trim_start_matches("http://").parse().expect("a port");
        let password = account.expect("the teacher")["password"].as_str().expect("a password").to_owned();
        Self { child, address, password }
    }
}

impl Drop for School {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zvonok"));
    command.env_clear().env("ZVONOK_HOME", home).env("HOME", home).env("LANG", "ru_RU.UTF-8");
    command.env("ZVONOK_PASSWORD_FILE", home.join("password")).stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// A line that does three questions of ten some harm, until it is told to be good.
fn bad_line(server: SocketAddr, good: Arc<AtomicBool>) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = listener.local_addr().expect("an address");
    let count = Arc::new(AtomicU64::new(0));
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let (good, seed) = (Arc::clone(&good), count.fetch_add(1, Ordering::Relaxed));
            // Who goes away in the middle is no matter of the line.
            std::thread::spawn(move || drop(carry(client, server, &good, &mut Chance(seed))));
        }
    });
    address
}

/// One question and its answer; then the connection is closed.
fn carry(mut client: TcpStream, server: SocketAddr, good: &AtomicBool, chance: &mut Chance) -> std::io::Result<()> {
    let question = read_message(&mut client)?;
    let deed = if good.load(Ordering::Relaxed) { 99 } else { chance.next(100) };
    let ask = || -> std::io::Result<Vec<u8>> {
        let mut there = TcpStream::connect(server)?;
        there.write_all(&question)?;
        read_message(&mut there)
    };
    match deed {
        0..=7 => return Ok(()),
        8..=15 => return ask().map(|_| ()),
        16..=22 => drop(ask()?),
        23..=29 => std::thread::sleep(Duration::from_millis(chance.next(400))),
        _ => {}
    }
    let said = ask()?;
    let end_of_line = said.iter().position(|byte| *byte == b'\n').unwrap_or(0) + 1;
    client.write_all(&said[..end_of_line])?;
    client.write_all(b"Connection: close\r\n")?;
    client.write_all(&said[end_of_line..])
}

/// The ids that an answer says to be on the disk or further.
fn shown(answer: &[u8]) -> BTreeSet<String> {
    // What is no whole line was not shown; `push` says something else.
    let Ok(said) = serde_json::from_slice::<Value>(answer) else { return BTreeSet::new() };
    let kept = matches!(said["state"].as_str(), Some("on_disk" | "held" | "sent" | "uncertain" | "in_journal"));
    let ids = said["ids"].as_array().filter(|_| kept).into_iter().flatten();
    ids.chain(Some(&said["id"]).filter(|_| kept)).filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

/// What the server's file has of the teacher since the school was made: how often each operation.
fn written(data: &Path) -> Vec<String> {
    let file = find(data, "journal.sqlite3").expect("the server's file");
    let journal = rusqlite::Connection::open(file).expect("the journal");
    let sql = "SELECT lower(hex(operation)) FROM versions WHERE body IS NOT NULL";
    let mut statement = journal.prepare(sql).expect("the table");
    let rows = statement.query_map([], |row| row.get(0)).expect("versions");
    rows.collect::<Result<_, _>>().expect("versions can be read")
}

fn find(folder: &Path, name: &str) -> Option<std::path::PathBuf> {
    for entry in std::fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        if path.file_name().is_some_and(|file| file == name) {
            return Some(path);
        }
        if let Some(found) = find(&path, name) {
            return Some(found);
        }
    }
    None
}

#[test]
fn killed_at_random_it_loses_nothing_that_it_had_shown_and_doubles_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (home, data, schools) = (folder.path().join("home"), folder.path().join("data"), folder.path().join("school"));
    for one in [&home, &data, &schools] {
        std::fs::create_dir(one).expect("a folder");
        std::fs::set_permissions(one, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("rights");
    }
    let school = School::start(&schools, &data);
    std::fs::write(home.join("password"), &school.password).expect("written");
    let good = Arc::new(AtomicBool::new(true));
    let url = format!("http://{}", bad_line(school.address, Arc::clone(&good)));
    let run = |args: &[&str]| {
        let mut command = program(&home);
        command.args(args).args(["--server", &url, "--user", "orlova"]);
        command
    };
    let signed_in = run(&["login"]).output().expect("the program runs");
    assert!(signed_in.status.success(), "{signed_in:?}");
    let begun = std::time::Instant::now();
    let read = run(&["show", "5А", "русский", "--json"]).output().expect("the program runs");
    // On a busy machine it must live longer to get anywhere at all.
    let usual = u64::try_from(begun.elapsed().as_millis()).expect("not that long");
    let longest_life = LONGEST_LIFE.max(usual * 2);
    assert!(read.status.success(), "{read:?}");

    good.store(false, Ordering::Relaxed);
    let kills = std::env::var("ZVONOK_KILLS").map_or(KILLS, |count| count.parse().expect("a number"));
    let (mut chance, mut acked, mut killed, mut rounds) = (Chance(kills), BTreeSet::new(), 0, 0);
    while killed < kills {
        rounds += 1;
        assert!(rounds < kills * 20, "it ends before it can be killed: {killed} kills in {rounds} runs");
        let (pupil, mark) = (1 + chance.next(20), 2 + chance.next(4));
        let wish = format!(
            r#"{{"do":"mark","class":"5А","subject":"русский","lesson":"3","pupil":"{pupil}","value":"{mark}","yes":true,"reason":"описка"}}"#
        );
        std::fs::write(home.join("wish"), wish).expect("written");
        let file = home.join("wish");
        let file = file.to_str().expect("UTF-8");
        let how = match chance.next(4) {
            0 => vec!["push"],
            1 => vec!["apply", file],
            _ => vec!["apply", file, "--no-push"],
        };
        let mut child = run(&how).stdout(Stdio::piped()).spawn().expect("the program starts");
        std::thread::sleep(Duration::from_millis(chance.next(longest_life)));
        let was_alive = child.try_wait().expect("it can be asked").is_none();
        let _ = child.kill();
        let said = child.wait_with_output().expect("it ended").stdout;
        killed += u64::from(was_alive);
        acked.extend(shown(&said));
    }
    good.store(true, Ordering::Relaxed);
    // What a killed push had taken is asked for again after a minute.
    let pushed = run(&["push", "--wait", "150"]).output().expect("the program runs");
    let left = run(&["queue", "--json"]).output().expect("the program runs").stdout;
    let left: Value = serde_json::from_slice(&left).expect("JSON");
    let decided: BTreeSet<String> =
        left.as_array().into_iter().flatten().filter_map(|entry| Some(entry["id"].as_str()?.to_owned())).collect();
    let written = written(&data);
    let once: BTreeSet<String> = written.iter().cloned().collect();
    let lost: Vec<_> = acked.iter().filter(|id| !once.contains(*id) && !decided.contains(*id)).collect();
    println!(
        "{killed} kills in {rounds} runs: {} shown, {} in the journal, {} wait for a person",
        acked.len(),
        once.len(),
        decided.len()
    );
    assert!(!acked.is_empty() && !once.is_empty(), "nothing was entered: {pushed:?}");
    assert_eq!(written.len(), once.len(), "some stand twice");
    // An entry that a later one of its cell replaced before it was sent is not lost: the store has both.
    let replaced = history(&home, &lost);
    assert_eq!(replaced.len(), lost.len(), "lost of {lost:?}: only {replaced:?} were replaced; {pushed:?}");
}

/// Which of the entries the store has as replaced by a later one.
fn history(home: &Path, ids: &[&String]) -> Vec<String> {
    let Some(file) = find(home, "store.db") else { return Vec::new() };
    let store = rusqlite::Connection::open(file).expect("the store");
    let mut statement = store.prepare("SELECT lower(hex(id)) FROM entry WHERE state = 'superseded'").expect("the table");
    let replaced = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows").flatten();
    replaced.filter(|id| ids.contains(&id)).collect()
}
