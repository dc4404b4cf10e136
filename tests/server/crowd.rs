//! Who takes more than a share: half questions, too long ones, connections that say nothing. They are cut off, and others are served.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use zvonok::server::{Limits, Options, Running, Serving, start};

/// Places at this server.
const PLACES: usize = 16;
/// How long it waits for the rest of a head or of a body: as short as the tests are to be.
const PATIENCE: Duration = Duration::from_millis(400);

struct Narrow {
    server: Running,
    _home: tempfile::TempDir,
}

impl Narrow {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let limits = Limits { head: PATIENCE, request: PATIENCE, connections: PLACES, ..Limits::default() };
        let serving = Serving { limits, ..Serving::default() };
        let server = start(Options { serving, ..Options::local(home.path().join("server")) }).expect("a server");
        Self { server, _home: home }
    }

    fn address(&self) -> SocketAddr {
        self.server.addr()
    }

    /// A connection on which something was said, and that stays open.
    fn say(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address()).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("set");
        stream.write_all(bytes).expect("sent");
        stream
    }

    /// What an honest client hears.
    fn serves(&self) -> bool {
        end_of(self.say(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).ends_with("ok\n")
    }
}

/// Everything that comes until the server closes; a test that hangs here has found a server that never does.
fn end_of(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => panic!("it was never cut off"),
        // Closed with something unread.
        Ok(_) | Err(_) => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

#[test]
fn who_says_little_or_nothing_is_cut_off_and_others_are_served() {
    let started: [&[u8]; 5] = [
        b"",
        b"G",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n",
        b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{\"login\"",
        // One whole question, and then silence on a connection that stays.
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    ];
    for said in started {
        let server = Narrow::new();
        // Every place there is, and more that wait for one.
        let crowd: Vec<TcpStream> = (0..PLACES * 3).map(|_| server.say(said)).collect();
        assert!(server.serves(), "{}", said.escape_ascii());
        for stream in crowd {
            let heard = end_of(stream);
            if said.starts_with(b"POST") {
                assert!(heard.starts_with("HTTP/1.1 408 ") && heard.contains("/problems/timeout"), "{heard}");
            }
        }
        assert!(server.serves(), "{}", said.escape_ascii());
    }
}

#[test]
fn who_says_too_much_is_refused_and_others_are_served() {
    let server = Narrow::new();
    let long = "x".repeat(100_000);
    for (said, status) in [
        (format!("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: {long}\r\n\r\n"), "431"),
        (format!("GET /{long} HTTP/1.1\r\nHost: x\r\n\r\n"), "414"),
        ("GET /healthz HTTP/1.1\r\nHost: x\r\n".to_owned() + &"X-Many: 1\r\n".repeat(2_000) + "\r\n", "431"),
        ("\u{16}\u{3}\u{1} no HTTP at all\r\n\r\n".to_owned(), "400"),
    ] {
        let mut stream = TcpStream::connect(server.address()).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("set");
        // It may be refused before it has said everything.
        let _ = stream.write_all(said.as_bytes());
        let heard = end_of(stream);
        // What was refused in the middle of its saying may lose the answer with the connection.
        let is_said =
            heard.is_empty() || heard.starts_with(&format!("HTTP/1.1 {status} ")) || heard.starts_with("HTTP/1.1 431 ");
        assert!(is_said, "{status}: {heard}");
        assert!(server.serves(), "{status}");
    }
}

#[test]
fn questions_one_behind_the_other_are_answered_one_behind_the_other() {
    let server = Narrow::new();
    let stream = server.say(
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /v1/me HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    );
    let heard = end_of(stream);
    let statuses: Vec<&str> = heard.split("HTTP/1.1 ").skip(1).filter_map(|answer| answer.get(..3)).collect();
    assert_eq!(statuses, ["200", "401", "200"], "{heard}");
}
