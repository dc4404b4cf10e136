//! A server of its own for each test, and a small HTTP client that shares no code with the program.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use zvonok::school::SchoolData;
use zvonok::server::{Exposure, Logins, Options, Running, Serving, TRAINING_PASSWORD, Trial, start};

use crate::journal::Journal;
use crate::school::school;

/// 11:07 in Barnaul on the day of the tests: the third lesson runs.
pub const NOW: &str = "2026-11-20T04:07:00Z";

/// A running server with the invented school, and a clock that only the test turns.
pub struct Bench {
    pub server: Option<Running>,
    pub address: SocketAddr,
    pub clock: Arc<Mutex<DateTime<Utc>>>,
    pub journal: Journal,
}

impl Bench {
    pub fn new() -> Self {
        Self::with(school())
    }

    /// A server with a school that the test changed.
    pub fn with(school: SchoolData) -> Self {
        let bench = Self::empty();
        bench.storage().import(school, Logins::Training, Trial::Apply, NOW.parse().unwrap()).unwrap();
        bench
    }

    /// A server without any school.
    pub fn empty() -> Self {
        Self::at(Journal::new())
    }

    /// A server on a journal.
    pub fn at(journal: Journal) -> Self {
        let clock = Arc::new(Mutex::new(NOW.parse().unwrap()));
        let server = run(&journal, &clock, SocketAddr::from(([127, 0, 0, 1], 0)));
        Self { address: server.addr(), server: Some(server), clock, journal }
    }

    /// Stops the server and starts it again on the same port and file.
    pub fn restart(&mut self) {
        self.server.take().unwrap().stop();
        self.server = Some(run(&self.journal, &self.clock, self.address));
    }

    /// An answer as it came, head and body.
    pub fn bytes(&self, path: &str, token: &str, headers: &str) -> Vec<u8> {
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n{headers}\r\n",
            self.address
        );
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        bytes
    }

    pub fn post(&self, path: &str, token: &str, body: &Value) -> Answer {
        self.ask("POST", path, Some(token), Some(body))
    }

    pub fn storage(&self) -> &zvonok::server::Storage {
        self.server.as_ref().unwrap().storage()
    }

    pub fn set_clock(&self, instant: &str) {
        *self.clock.lock().unwrap() = instant.parse().unwrap();
    }

    pub fn ask(&self, method: &str, path: &str, token: Option<&str>, body: Option<&Value>) -> Answer {
        let mut headers = String::new();
        if let Some(token) = token {
            headers.extend(["Authorization: Bearer ", token, "\r\n"]);
        }
        if body.is_some() {
            headers += "Content-Type: application/json\r\n";
        }
        let body = body.map(Value::to_string).unwrap_or_default();
        self.raw(method, path, &headers, body.as_bytes())
    }

    /// Sends bytes as they are, with a length.
    pub fn raw(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        let head =
            format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}{length}\r\n", self.address);
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        // A server that has read enough to refuse may close before it has read all.
        let _ = stream.write_all(body);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::parse(&bytes)
    }

    pub fn get(&self, path: &str, token: &str) -> Answer {
        self.ask("GET", path, Some(token), None)
    }

    pub fn sign_in_as(&self, login: &str, password: &str) -> Answer {
        self.ask("POST", "/v1/sessions", None, Some(&json!({"login": login, "password": password})))
    }

    /// Signs in to the invented school and gives the token.
    pub fn token(&self, login: &str) -> String {
        let answer = self.sign_in_as(login, TRAINING_PASSWORD);
        assert_eq!(answer.status, 200, "{login}: {}", answer.body);
        answer.json()["token"].as_str().unwrap().to_owned()
    }

    pub fn send(&self, token: &str, operations: &[Value]) -> Vec<Value> {
        let answer = self.ask("POST", "/v1/schools/s7/operations", Some(token), Some(&json!({"operations": operations})));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()["verdicts"].as_array().unwrap().clone()
    }
}

fn run(journal: &Journal, clock: &Arc<Mutex<DateTime<Utc>>>, listen: SocketAddr) -> Running {
    let clock = Arc::clone(clock);
    let clock = Arc::new(move || *clock.lock().unwrap());
    start(Options { data: journal.place(), listen, clock, exposure: Exposure::Loopback, serving: Serving::default() })
        .unwrap()
}

/// An answer as it came over the wire.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("not an HTTP answer: {text:?}"));
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers =
            lines.map(|line| line.split_once(": ").unwrap()).map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Self { status, headers: headers.collect(), body: body.to_owned() }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Holds the answer to be a problem of the kind, in the form of RFC 9457.
    #[track_caller]
    pub fn is_problem(&self, status: u16, kind: &str) {
        assert_eq!((self.status, self.header("content-type")), (status, Some("application/problem+json")), "{}", self.body);
        let problem = self.json();
        assert_eq!(problem["type"], format!("/problems/{kind}"), "{problem}");
        assert_eq!(problem["status"], status);
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
    }
}
