//! Faults between the program and the server, injected one at a time, and what the person is told of each: what happened, what it
//! means for the entry, what to do. The entry waits through all of them and is in the journal once when they have ended.

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use zvonok::secret::{Owner, Place, Vault};

use crate::http::read_message;
use crate::journal::School;
use crate::program::{Home, Said, said};

/// What the line does with a question.
#[derive(Clone)]
enum Deed {
    /// Brings it over, and the answer back.
    Pass,
    /// Answers in the server's place, whatever is asked.
    Say(Vec<u8>),
    /// Answers in the server's place where entries are sent; brings everything else over.
    SayToEntries(Vec<u8>),
    /// Goes away before the entries reach the server.
    CutBefore,
    /// Goes away after the server has done what was asked.
    CutAfter,
    /// Brings the first half of the answer.
    Half,
}

/// A line to a server that can be told what to do.
#[derive(Clone)]
struct Line {
    url: String,
    deed: Arc<Mutex<Deed>>,
}

impl Line {
    fn to(server: &str) -> Self {
        let server: SocketAddr = server.trim_start_matches("http://").trim_end_matches('/').parse().expect("an address");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let line = Self { url, deed: Arc::new(Mutex::new(Deed::Pass)) };
        let deed = Arc::clone(&line.deed);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let deed = deed.lock().expect("no panic").clone();
                // A client that has heard enough may go first.
                std::thread::spawn(move || drop(carry(client, server, &deed)));
            }
        });
        line
    }

    fn does(&self, deed: Deed) {
        *self.deed.lock().expect("no panic") = deed;
    }
}

fn carry(mut client: TcpStream, server: SocketAddr, deed: &Deed) -> std::io::Result<()> {
    let question = read_message(&mut client)?;
    let sends = question.starts_with(b"POST")
        && String::from_utf8_lossy(&question[..200.min(question.len())]).contains("/operations");
    let ask = || -> std::io::Result<Vec<u8>> {
        let mut there = TcpStream::connect(server)?;
        there.write_all(&question)?;
        read_message(&mut there)
    };
    let answer = match deed {
        Deed::Say(answer) => answer.clone(),
        Deed::SayToEntries(answer) if sends => answer.clone(),
        Deed::CutBefore if sends => return Ok(()),
        Deed::CutAfter if sends => return ask().map(drop),
        Deed::Half if sends => {
            let answer = ask()?;
            answer[..answer.len() - 20].to_vec()
        }
        _ => {
            let answer = ask()?;
            let line = answer.iter().position(|byte| *byte == b'\n').unwrap_or(0) + 1;
            [&answer[..line], b"Connection: close\r\n", &answer[line..]].concat()
        }
    };
    client.write_all(&answer)
}

fn answer(status: &str, kind: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{headers}Connection: close\r\n\r\n{body}"
    )
    .into_bytes()
}

fn problem(status: u16, headers: &str) -> Vec<u8> {
    let body = format!(r#"{{"type":"/problems/x","title":"X","status":{status}}}"#);
    answer(&format!("{status} X"), "application/problem+json", headers, &body)
}

/// A teacher whose token is kept in a file, so that no password is at hand to sign in anew behind a fault's back.
struct Teacher {
    home: Home,
    line: Line,
}

impl Teacher {
    fn signed_in(school: &School) -> Self {
        let (login, password) = school.account("teacher");
        let line = Line::to(&school.url);
        let home = Home::new();
        home.write("phrase", "скрип двери");
        let owner = Owner { folder: home.path().to_owned(), server: line.url.clone(), login: login.to_owned() };
        Vault::open(owner).and_then(|vault| vault.choose(Place::KeyFile)).expect("chosen");
        let teacher = Self { home, line };
        teacher.home.write("password", password);
        teacher.run(&["login", "--server", &teacher.line.url, "--user", login]).ended(0);
        teacher.run(&["show", "5А", "русский"]).ended(0);
        std::fs::remove_file(teacher.home.path().join("password")).expect("it was there");
        teacher
    }

    fn run(&self, args: &[&str]) -> Said {
        let mut command = self.home.command();
        command.env("ZVONOK_PASSPHRASE_FILE", self.home.path().join("phrase"));
        said(&command.args(args).output().expect("the program starts"))
    }

    /// Records a mark for a pupil, on the disk only.
    fn mark(&self, pupil: &str) {
        self.run(&["mark", "5А", "русский", "3", pupil, "5", "--yes", "--reason", "описка", "--no-push"]).ended(0);
    }

    fn states(&self) -> Vec<String> {
        let queue = self.run(&["queue", "--json"]).json();
        let states = queue.as_array().into_iter().flatten().filter_map(|entry| entry["state"].as_str());
        states.map(str::to_owned).collect()
    }
}

/// A sentence says what became of the entry, and what to do: it has at least three parts.
#[track_caller]
fn is_whole(name: &str, said: &Said) {
    let sentences = said.err.matches(". ").count() + said.err.matches(".\n").count() + said.err.matches(": zvonok").count();
    assert!(sentences >= 2, "{name}: {said:#?}");
    assert!(said.err.contains("запис") || said.err.contains("Запис"), "{name}: says nothing of the entry: {said:#?}");
}

const HTML: &str = "<html><title>Войдите в сеть</title></html>";

#[test]
fn an_entry_outlives_every_fault_that_stands_before_the_server() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let teacher = Teacher::signed_in(&school);
    teacher.mark("2");
    let json = "application/json";
    // name, the answer to everything, exit status, what is said
    let table: Vec<(&str, Vec<u8>, i32, &str)> = vec![
        (
            "a captive portal",
            answer("200 OK", "text/html; charset=utf-8", "", HTML),
            3,
            "не журнала (возможно, страница входа в сеть)",
        ),
        ("a captive portal that says it is JSON", answer("200 OK", json, "", HTML), 3, "не журнала"),
        ("a captive portal that asks for a sign-in", answer("401 X", "text/html", "", HTML), 3, "не журнала"),
        ("a portal that forbids", answer("403 X", "text/html", "", HTML), 3, "не журнала"),
        ("a portal that knows no such page", answer("404 X", "text/html", "", HTML), 3, "не журнала"),
        ("half a JSON", answer("200 OK", json, "", r#"{"school":{"#), 3, "не журнала"),
        ("an answer of another program", answer("200 OK", json, "", r#"{"version":"9"}"#), 3, "не журнала"),
        ("nothing in the answer", answer("204 No Content", json, "", ""), 3, "не журнала"),
        ("a redirect", answer("302 Found", "text/html", "Location: http://127.0.0.1:1/\r\n", ""), 3, "не журнала"),
        (
            "a redirect for good",
            answer("308 X", "text/html", "Location: https://elsewhere.example/\r\n", ""),
            3,
            "не журнала",
        ),
        ("not HTTP", b"220 mail.example ESMTP\r\n".to_vec(), 3, "не журнала"),
        ("401", problem(401, ""), 4, "Войдите снова: zvonok login"),
        ("426, a newer server", problem(426, ""), 3, "говорит на языке, которого эта версия не знает"),
        ("426 without a word", answer("426 Upgrade Required", "text/plain", "", ""), 3, "Обновите программу"),
        ("400, a server that understands something else", problem(400, ""), 3, "Обновите программу"),
        ("408", answer("408 X", "text/html", "", HTML), 3, "неполадка"),
        ("500", problem(500, ""), 3, "неполадка"),
        ("502 of a proxy before it", answer("502 X", "text/html", "", HTML), 3, "неполадка"),
        ("504", answer("504 X", "text/html", "", ""), 3, "неполадка"),
        ("999", answer("999 X", json, "", "{}"), 3, "не журнала"),
    ];
    let count = table.len();
    for (name, answer, status, sentence) in table {
        teacher.line.does(Deed::Say(answer));
        let said = teacher.run(&["push", "--wait", "6"]);
        assert_eq!(said.status, status, "{name}: {said:#?}");
        assert!(said.err.contains(sentence), "{name}: {said:#?}");
        assert!(said.out.contains("осталось"), "{name}: {said:#?}");
        is_whole(name, &said);
    }
    assert!(count >= 20);
    assert_eq!(teacher.states(), ["on_disk"], "nothing of it ever left");
    // It goes on when the fault has ended.
    teacher.line.does(Deed::Pass);
    teacher.run(&["push", "--wait", "30"]).ended(0).says("Всё в журнале");
}

#[test]
fn an_entry_outlives_every_answer_to_the_sending_of_it() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let teacher = Teacher::signed_in(&school);
    // name, what is done to the entries, exit status, what is said, the state after it
    let table: Vec<(&str, Deed, i32, &str, &str)> = vec![
        ("cut before the commit", Deed::CutBefore, 3, "связь прервалась", "uncertain"),
        ("cut after the commit", Deed::CutAfter, 3, "связь прервалась", "uncertain"),
        ("half an answer", Deed::Half, 3, "связь прервалась", "uncertain"),
        ("500 to the entries", Deed::SayToEntries(problem(500, "")), 3, "неполадка", "uncertain"),
        ("401 in between", Deed::SayToEntries(problem(401, "")), 4, "Войдите снова", "on_disk"),
        ("413", Deed::SayToEntries(problem(413, "")), 3, "не принял такой большой запрос", "on_disk"),
        ("426 to the entries", Deed::SayToEntries(problem(426, "")), 3, "Обновите программу", "on_disk"),
        ("429", Deed::SayToEntries(problem(429, "Retry-After: 1\r\n")), 3, "занят и просит подождать", "on_disk"),
    ];
    for (at, (name, deed, status, sentence, state)) in table.into_iter().enumerate() {
        teacher.mark(&(at + 2).to_string());
        teacher.line.does(deed);
        let said = teacher.run(&["push", "--wait", "6"]);
        assert_eq!(said.status, status, "{name}: {said:#?}");
        assert!(said.err.contains(sentence), "{name}: {said:#?}");
        is_whole(name, &said);
        assert_eq!(teacher.states(), [state], "{name}");
        teacher.line.does(Deed::Pass);
        teacher.run(&["push", "--wait", "100"]).ended(0).says("Всё в журнале");
    }
    // What the server turns away waits for a person, with the reason.
    for (at, (status, exit, state)) in
        [(403, 1, "refused"), (409, 5, "conflict"), (422, 5, "refused")].into_iter().enumerate()
    {
        teacher.mark(&(at + 12).to_string());
        teacher.line.does(Deed::SayToEntries(problem(status, "")));
        teacher.run(&["push", "--wait", "6"]).ended(exit);
        assert_eq!(teacher.states()[at], state, "{status}");
        assert_eq!(teacher.states().len(), at + 1, "{status}: nothing is dropped");
        teacher.line.does(Deed::Pass);
    }
    let found = teacher.run(&["doctor"]).ended(1);
    assert!(found.out.contains("ждут вашего решения: расхождений 1, отказов 2"), "{found:#?}");
}

/// Eight commands at once, as a script and a person might start them.
#[test]
fn programs_beside_each_other_lose_nothing_and_keep_one_chain() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let teacher = Teacher::signed_in(&school);
    std::thread::scope(|scope| {
        for pupil in 2..10 {
            let teacher = &teacher;
            scope.spawn(move || teacher.mark(&pupil.to_string()));
        }
    });
    assert_eq!(teacher.states(), ["on_disk"; 8]);
    let checks = teacher.run(&["doctor", "--json"]).json();
    let log = checks.as_array().into_iter().flatten().find(|check| check["name"] == "log").cloned().expect("a check");
    assert_eq!(log["state"], "good", "{log}");
    teacher.run(&["push", "--wait", "30"]).ended(0).says("Всё в журнале");
}

/// A damaged store is salvaged, and said to have been: never a silent new one.
#[test]
fn a_damaged_store_is_said_by_the_first_command() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let teacher = Teacher::signed_in(&school);
    for pupil in 2..8 {
        teacher.mark(&pupil.to_string());
    }
    let store =
        crate::program::walk(teacher.home.path()).into_iter().find(|path| path.ends_with("store.db")).expect("a store");
    for side in ["store.db-wal", "store.db-shm"] {
        let _ = std::fs::remove_file(store.with_file_name(side));
    }
    let mut bytes = std::fs::read(&store).expect("a file");
    let (from, to) = (bytes.len() / 3, bytes.len() / 2);
    bytes[from..to].fill(0xA5);
    std::fs::write(&store, &bytes).expect("written");
    // The last program died: the file is looked through before it is used.
    std::fs::write(store.with_file_name("open"), "").expect("written");
    let said = teacher.run(&["queue"]);
    assert!(said.err.contains("Хранилище было повреждено. Спасено записей: "), "{said:#?}");
    assert!(said.err.contains("введите снова"), "{said:#?}");
    assert!(crate::program::walk(teacher.home.path()).iter().any(|path| path.ends_with("damaged-1.db")), "it is kept");
    let again = teacher.run(&["queue"]);
    assert!(!again.err.contains("повреждено"), "said once: {again:#?}");
    teacher.run(&["doctor"]).ended(1).says("отложенных прежних хранилищ: 1");
}
