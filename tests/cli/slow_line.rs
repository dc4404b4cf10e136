//! A line that carries a kilobyte in a second, late, and breaks in the middle again and again: the queue drains all the same.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use zvonok::secret::{Owner, Place, Vault};

use crate::journal::School;
use crate::program::Home;

/// Bytes a second, in each direction.
const RATE: u32 = 1_000;
/// How late a piece is, one way.
const DELAY: Duration = Duration::from_millis(200);
const PHRASE: &str = "скрип старой двери";
/// Bytes at once.
const PIECE: usize = 100;
/// Batches that the line breaks in the middle, before it lets one pass.
const BREAKS: usize = 2;

/// The state of the line.
#[derive(Default)]
struct State {
    is_slow: AtomicBool,
    /// How often it broke.
    broken: AtomicUsize,
}

/// The line, fast at first; gives its address.
fn slow_line(server: SocketAddr) -> (SocketAddr, Arc<State>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = listener.local_addr().expect("an address");
    let state = Arc::<State>::default();
    let shared = Arc::clone(&state);
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(there) = TcpStream::connect(server) else { continue };
            let pair = (client.try_clone().expect("a handle"), there.try_clone().expect("a handle"));
            let (up, down) = (Arc::clone(&shared), Arc::clone(&shared));
            std::thread::spawn(move || carry(client, there, &up, Way::Up));
            std::thread::spawn(move || carry(pair.1, pair.0, &down, Way::Down));
        }
    });
    (address, state)
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// To the server.
    Up,
    /// To the client.
    Down,
}

/// One direction of a connection, piece by piece. The speed of the line is what is simulated: no test waits by it for something.
fn carry(mut from: TcpStream, mut to: TcpStream, state: &State, way: Way) {
    let (mut heap, mut carried) = ([0; PIECE], 0);
    let mut is_batch = false;
    let is_slow = state.is_slow.load(Ordering::Relaxed);
    if is_slow {
        std::thread::sleep(DELAY);
    }
    while let Ok(count @ 1..) = from.read(&mut heap) {
        if is_slow {
            std::thread::sleep(Duration::from_secs(1) * u32::try_from(count).expect("few") / RATE);
        }
        carried += count;
        is_batch |= heap[..count].windows(15).any(|part| part == b"/operations HTT");
        let breaks = |done| (done < BREAKS).then_some(done + 1);
        if way == Way::Up
            && is_batch
            && carried > 700
            && state.broken.fetch_update(Ordering::Relaxed, Ordering::Relaxed, breaks).is_ok()
        {
            break;
        }
        if to.write_all(&heap[..count]).is_err() {
            break;
        }
    }
    // Both directions end, as when a cable is pulled.
    let _ = to.shutdown(std::net::Shutdown::Both);
    let _ = from.shutdown(std::net::Shutdown::Both);
}

#[test]
fn a_queue_drains_over_a_slow_line_that_breaks_and_nothing_stands_twice() {
    let server_home = Home::new();
    let school = School::start(&server_home, &["--at", "2026-11-20T11:07"]);
    let (login, password) = school.account("teacher");
    let direct = school.url.trim_start_matches("http://").parse().expect("an address");
    let (address, line) = slow_line(direct);
    let url = format!("http://{address}");
    let home = Home::new();
    home.write("password", password);
    home.write("phrase", PHRASE);
    let owner = Owner { folder: home.path().to_owned(), server: url.clone(), login: login.to_owned() };
    Vault::open(owner).and_then(|vault| vault.choose(Place::KeyFile)).expect("chosen");
    let run = |line: &str| {
        let mut command = home.command();
        command.env("ZVONOK_PASSPHRASE_FILE", home.path().join("phrase")).args(line.split_whitespace());
        crate::program::said(&command.output().expect("the program starts"))
    };
    run(&format!("login --server {url} --user {login}")).ended(0);
    run("today").ended(0);
    run("show 5А русский").ended(0);
    line.is_slow.store(true, Ordering::Relaxed);
    for (pupil, mark) in [("2", "4"), ("3", "5"), ("4", "3"), ("5", "5")] {
        run(&format!("mark 5А русский 3 {pupil} {mark} --no-push")).ended(0).says("в очереди");
    }
    let pushed = run("push --wait 120").ended(0);
    assert!(pushed.out.contains("отправлено 4"), "{pushed:#?}");
    assert_eq!(line.broken.load(Ordering::Relaxed), BREAKS, "{pushed:#?}");
    assert!(run("queue --json").json().as_array().is_some_and(Vec::is_empty));
    // What the journal says without the line.
    let journal = Home::new();
    journal.write("password", password);
    journal.run_args(&["login", "--server", &school.url, "--user", login]).ended(0);
    let page = journal.run("show 5А русский --json").ended(0).json();
    let lesson = |column: &serde_json::Value| column["date"] == "2026-11-20" && column["number"] == 3;
    let at = page["columns"].as_array().and_then(|all| all.iter().position(lesson)).expect("the lesson");
    for (row, mark) in [(1, "4"), (2, "5"), (3, "3"), (4, "5")] {
        assert_eq!(page["pupils"][row]["cells"][at]["text"], mark, "row {row}: {page}");
    }
}
