//! The native adapter against a server that says what it is told to.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::error::{AddressError, Obstacle};
use super::http::{LONGEST_ANSWER, Limits};
use super::*;
use crate::domain::SchoolId;
use crate::outbox::fault::RetryAfter;
use crate::outbox::{Clock, Fault};

struct Standing;

impl Clock for Standing {
    fn read(&self) -> Reading {
        Reading { wall_ms: 7_000, boot_ms: 1000, boot_id: 1 }
    }
}

/// What the server does with a connection after it has read the question.
enum Deed {
    /// Sends these bytes and closes.
    Say(Vec<u8>),
    /// Says nothing until the client goes.
    Hang,
    /// Closes without a word.
    Close,
}

/// A server on loopback that does one deed a connection, and keeps the heads of the questions.
struct Scripted {
    url: String,
    questions: Arc<Mutex<Vec<String>>>,
}

impl Scripted {
    fn new(deeds: Vec<Deed>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let questions = Arc::new(Mutex::new(Vec::new()));
        let kept = questions.clone();
        thread::spawn(move || {
            for deed in deeds {
                let Ok((stream, _)) = listener.accept() else { return };
                kept.lock().expect("no panic").push(read_question(&stream));
                act(stream, deed);
            }
        });
        Self { url, questions }
    }

    fn native(&self) -> Native {
        native(&self.url)
    }

    fn questions(&self) -> Vec<String> {
        self.questions.lock().expect("no panic").clone()
    }
}

fn native(url: &str) -> Native {
    let limits =
        Limits { connect: Duration::from_secs(5), silence: Duration::from_millis(300), whole: Duration::from_secs(5) };
    let settings = Settings { url: url.to_owned(), ca_file: None, pin: None };
    Native::with_limits(&settings, limits, Arc::new(Standing)).expect("an address")
}

fn read_question(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    let _ = reader.read_exact(&mut body);
    head
}

fn act(mut stream: TcpStream, deed: Deed) {
    match deed {
        // A client that has heard enough may close first.
        Deed::Say(bytes) => drop(stream.write_all(&bytes)),
        Deed::Hang => drop(stream.read(&mut [0])),
        Deed::Close => {}
    }
}

fn answer(status: &str, media_type: &str, headers: &str, body: &str) -> Deed {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n{headers}\r\n");
    Deed::Say([head.as_bytes(), body.as_bytes()].concat())
}

fn problem(status: u16, headers: &str) -> Deed {
    let body = format!(r#"{{"type":"/problems/x","title":"X","status":{status},"extra":[1]}}"#);
    answer(&format!("{status} X"), "application/problem+json; charset=utf-8", headers, &body)
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(work)
}

fn journals(native: &Native) -> Result<Answer<protocol::Journals>, RemoteError> {
    block_on(native.journals("secret-token", &SchoolId::new("s/1")))
}

#[test]
fn an_answer_and_what_it_tells_of_the_clock() {
    let date = "Date: Fri, 20 Nov 2026 04:07:00 GMT\r\n";
    let unknown_fields = r#"{"journals":[],"new_in_a_later_version":{"a":1}}"#;
    let server = Scripted::new(vec![
        answer("200 OK", "application/json", date, unknown_fields),
        answer("200 OK", "application/json", &format!("{date}Age: 5\r\n"), r#"{"journals":[]}"#),
        answer("200 OK", "application/json", "Date: yesterday\r\n", r#"{"journals":[]}"#),
    ]);
    let heard = journals(&server.native()).expect("an answer");
    assert_eq!(heard.server, Some(ServerTime { ms: 1_795_147_620_000, step_ms: 1000 }));
    assert_eq!(journals(&server.native()).expect("an answer").server, None, "a kept answer has an old date");
    assert_eq!(journals(&server.native()).expect("an answer").server, None);
    let question = server.questions().remove(0);
    assert!(question.starts_with("GET /v1/schools/s%2F1/journals HTTP/1.1\r\n"), "{question}");
    assert!(question.contains("authorization: Bearer secret-token") && question.contains("cache-control: no-store"));
}

#[test]
fn what_is_no_answer_of_a_journal_server() {
    let json = "application/json";
    let long = "x".repeat(LONGEST_ANSWER);
    let cut = |body: &str| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {json}\r\nContent-Length: {}\r\n\r\n", body.len() + 9);
        Deed::Say([head.as_bytes(), body.as_bytes()].concat())
    };
    let table: Vec<(&str, Deed)> = vec![
        ("a portal's page", answer("200 OK", "text/html", "", "<html>Войдите в сеть</html>")),
        ("HTML that says it is JSON", answer("200 OK", json, "", "<html></html>")),
        ("half a JSON", answer("200 OK", json, "", r#"{"journals":["#)),
        ("another JSON", answer("200 OK", json, "", r#"{"lessons":[]}"#)),
        ("wrong types", answer("200 OK", json, "", r#"{"journals":7}"#)),
        ("deep", answer("200 OK", json, "", &"[".repeat(100_000))),
        ("cut off", cut(r#"{"journals":[]"#)),
        ("not HTTP", Deed::Say(b"220 mail.example ESMTP\r\n".to_vec())),
        ("nothing", Deed::Close),
        ("silence", Deed::Hang),
        ("too long", answer("200 OK", json, "", &format!(r#"{{"journals":[],"x":"{long}"}}"#))),
        ("moved", answer("302 Found", "text/html", "Location: http://127.0.0.1:1/\r\n", "")),
        ("moved for good", answer("308 X", "text/html", "Location: https://elsewhere.example/\r\n", "")),
        ("a portal's 404", answer("404 Not Found", "text/html", "", "<html></html>")),
        ("a portal's 401", answer("401 Unauthorized", "text/html", "", "<html></html>")),
        ("unknown status", answer("999 X", json, "", "{}")),
    ];
    for (name, deed) in table {
        let server = Scripted::new(vec![deed]);
        let error = journals(&server.native()).expect_err(name);
        let broken = ["cut off", "nothing", "silence"].contains(&name);
        assert_eq!(error.kind(), if broken { "broken" } else { "no-answer" }, "{name}: {error:?}");
        assert_eq!(error.fault(), Fault::NoAnswer, "{name}");
        assert_eq!(server.questions().len(), 1, "{name}: asked once, no redirect followed");
        assert!(!format!("{error} {error:?}").contains("secret-token"), "{name}");
    }
}

#[test]
fn problems_are_what_the_status_says() {
    let retry = |seconds| Some(RetryAfter::Seconds(seconds));
    let table = [
        (problem(401, ""), Fault::SignIn),
        (problem(409, ""), Fault::Conflict),
        (problem(413, ""), Fault::TooLarge),
        (problem(429, "Retry-After: 7\r\n"), Fault::NotNow { retry_after: retry(7) }),
        (problem(500, ""), Fault::Failing { retry_after: None }),
        (problem(503, "Retry-After: soon\r\n"), Fault::Failing { retry_after: None }),
        (answer("503 X", "text/html", "Retry-After: 3\r\n", "<html>"), Fault::Failing { retry_after: retry(3) }),
        (problem(400, ""), Fault::Incompatible),
    ];
    for (deed, expected) in table {
        let server = Scripted::new(vec![deed]);
        let error = journals(&server.native()).expect_err("a problem");
        assert_eq!(error.fault(), expected, "{error:?}");
    }
    let server = Scripted::new(vec![problem(403, "")]);
    let error = journals(&server.native()).expect_err("a problem");
    assert!(matches!(error.fault(), Fault::Refused(problem) if problem.kind == "/problems/x"));
    assert_eq!(error.to_string(), "the server said 403: X");
}

#[test]
fn what_never_left_is_told_from_what_may_have_arrived() {
    // A port that was free a moment ago.
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port").local_addr().expect("an address");
    let error = journals(&native(&format!("http://{free}"))).expect_err("nobody listens");
    assert!(matches!(error, RemoteError::NotReached { obstacle: Obstacle::Connect, .. }), "{error:?}");
    // Plain HTTP on the port where TLS is expected.
    let server = Scripted::new(vec![Deed::Say(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec())]);
    let error = journals(&native(&server.url.replace("http:", "https:"))).expect_err("no TLS");
    assert_eq!(error.fault(), Fault::NotReached, "{error:?}");
}

#[test]
fn a_long_poll_may_be_silent_longer_than_other_questions() {
    let body = r#"{"changes":[],"cursor":"c","more":false,"timetable_version":1,"server_time":5}"#;
    let server = Scripted::new(vec![answer("200 OK", "application/json", "", body)]);
    let heard = block_on(server.native().changes("t", &SchoolId::new("s"), Some("a b&c"), 55)).expect("an answer");
    assert_eq!((heard.value.cursor.as_str(), heard.server), ("c", Some(ServerTime { ms: 5, step_ms: 1 })));
    assert!(server.questions()[0].starts_with("GET /v1/schools/s/changes?after=a+b%26c&wait=55 HTTP/1.1"));
}

#[test]
fn addresses() {
    let table = [
        ("https://journal.example", None),
        ("https://journal.example/base/", None),
        ("http://127.0.0.1:8080", None),
        ("http://[::1]:8080", None),
        ("http://localhost:8080", None),
        ("http://journal.example", Some(AddressError::NotSecure)),
        ("http://127.0.0.1.example", Some(AddressError::NotSecure)),
        ("http://192.168.0.5", Some(AddressError::NotSecure)),
        ("ftp://journal.example", Some(AddressError::NotAnAddress)),
        ("journal.example", Some(AddressError::NotAnAddress)),
        ("", Some(AddressError::NotAnAddress)),
        ("mailto:a@b.example", Some(AddressError::NotAnAddress)),
    ];
    for (url, expected) in table {
        let settings = Settings { url: url.to_owned(), ca_file: None, pin: None };
        let found = match Native::new(&settings, Arc::new(Standing)) {
            Ok(_) => None,
            Err(RemoteError::Address(error)) => Some(error),
            Err(error) => panic!("{url}: {error:?}"),
        };
        assert_eq!(found, expected, "{url}");
    }
}

#[test]
fn servers_that_are_allowed() {
    for (allowed, address, expected) in [
        ("https://journal.example", "https://journal.example/", true),
        ("https://journal.example", "https://JOURNAL.example:443/base", true),
        ("https://journal.example/school-5", "https://journal.example/school-5/", true),
        ("https://journal.example/school-5", "https://journal.example/school-51", false),
        ("https://journal.example/school-5", "https://journal.example", false),
        ("https://journal.example", "https://journal.example:8443", false),
        ("https://journal.example", "http://journal.example", false),
        ("https://journal.example", "https://journal.example.evil.example", false),
        ("https://journal.example", "https://journal.example@evil.example", false),
        ("https://журнал.рф", "https://xn--80alqgor.xn--p1ai/", true),
        ("journal.example", "journal.example", false),
        ("file:///etc", "file:///etc", false),
    ] {
        assert_eq!(is_same_server(allowed, address), expected, "{allowed} {address}");
    }
}

#[test]
fn a_file_of_certificates_that_is_none_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, "no certificate").expect("written");
    for ca_file in [file, folder.path().join("missing.pem")] {
        let settings = Settings { url: "https://127.0.0.1:1".to_owned(), ca_file: Some(ca_file), pin: None };
        let native = Native::new(&settings, Arc::new(Standing)).expect("an address");
        assert!(matches!(journals(&native), Err(RemoteError::Certificates(_))));
    }
}

/// The tables that this needs were chosen for their size; see `docs/decisions/0002-dependencies.md`.
#[test]
fn addresses_in_cyrillic_letters_reach_the_name_that_the_network_knows() {
    for (address, host) in [
        ("https://журнал.школа5.рф/", "xn--80alqgor.xn--5-7sb3aeo2d.xn--p1ai"),
        ("https://ЖУРНАЛ.Школа5.РФ/", "xn--80alqgor.xn--5-7sb3aeo2d.xn--p1ai"),
        // The same letter й, composed and not.
        ("https://край.рф/", "xn--80asby.xn--p1ai"),
        ("https://краи\u{306}.рф/", "xn--80asby.xn--p1ai"),
    ] {
        let url = reqwest::Url::parse(address).expect("an address");
        assert_eq!(url.host_str(), Some(host), "{address}");
    }
}

/// What a server says is defused before it is parsed, whatever the field, and what nobody asked for is dropped.
#[test]
fn texts_of_a_hostile_server_lose_what_acts_on_a_terminal() {
    let hostile = "\u{1b}]0;t\u{7}\u{9b}31m\u{202e}\u{200b}\u{feff}";
    let journal = serde_json::json!({
        "id": "j1", "class": "c1", "class_name": format!("7{hostile}А"), "grade": 7, "subject": format!("Рус{hostile}ский"),
        "group": null, "weekly_hours": 4, "phone": "+7 900",
        "teacher": {"id": "t1", "short_name": format!("Ор{hostile}лова"), "birthday": "1990-01-01"},
    });
    let body = serde_json::json!({"journals": [journal]}).to_string();
    // Once as characters, once as escapes.
    let escaped: String = body
        .chars()
        .map(|c| {
            if c.is_ascii() {
                c.to_string()
            } else {
                c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04x}")).collect::<Vec<_>>().concat()
            }
        })
        .collect();
    let server = Scripted::new(vec![
        answer("200 OK", "application/json", "", &body),
        answer("200 OK", "application/json", "", &escaped),
    ]);
    for _ in 0..2 {
        let heard = journals(&server.native()).expect("an answer").value;
        let journal = &heard.journals[0];
        let texts = [&journal.class_name, &journal.subject, &journal.teacher.short_name];
        assert_eq!(texts, ["7]0;t31mА", "Рус]0;t31mский", "Ор]0;t31mлова"]);
        // What is kept on the disk is made of what was understood.
        let kept = serde_json::to_string(&heard).expect("JSON");
        assert!(!kept.contains("phone") && !kept.contains("birthday"), "{kept}");
    }
}
