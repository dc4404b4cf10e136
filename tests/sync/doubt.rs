//! No entry is lost, and none is applied twice, whatever becomes of questions and answers on their way.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use zvonok::domain::{Operation, OperationId, PupilId};
use zvonok::outbox::{Life, Link};
use zvonok::protocol::{Batch, Changes};
use zvonok::secret::Secret;
use zvonok::store::{Options, Purpose, Store};
use zvonok::sync::{Command, From, LinkCut, Setup, SyncEvent, once};

use crate::http::read_message;
use crate::{Running5A, Standing, free_pupils, friday, life, mark, new_server, open_page, password, record, setup, start};

/// What becomes of a batch on its way. Other questions pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    /// It passes, and so does its answer.
    Pass,
    /// It is carried out, and the line breaks before the answer.
    LoseAnswer,
    /// The line breaks before it has arrived.
    LoseQuestion,
    /// The session has ended.
    SignIn,
    /// Something in between takes no questions of that size.
    TooLarge,
    /// The answer says nothing of the entries.
    SayNothing,
}

/// A line to the server that does a deed with each batch, and passes those that come after the last deed.
struct Line {
    url: String,
    deeds: Arc<Mutex<Vec<Deed>>>,
    /// How many questions for changes have passed.
    polls: Arc<AtomicUsize>,
}

impl Line {
    fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let deeds = Arc::new(Mutex::new(Vec::new()));
        let polls = Arc::new(AtomicUsize::new(0));
        let (ordered, counted) = (Arc::clone(&deeds), Arc::clone(&polls));
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (ordered, counted) = (Arc::clone(&ordered), Arc::clone(&counted));
                // A client that goes away in the middle is no matter of the line.
                std::thread::spawn(move || drop(carry(client, server, &ordered, &counted)));
            }
        });
        Self { url, deeds, polls }
    }

    /// What is done with the next batches.
    fn order(&self, deeds: &[Deed]) {
        let mut ordered = self.deeds.lock().expect("no panic");
        *ordered = deeds.to_vec();
        ordered.reverse();
    }

    fn is_done(&self) -> bool {
        self.deeds.lock().expect("no panic").is_empty()
    }
}

/// One question and its answer; then the connection is closed.
fn carry(mut client: TcpStream, server: SocketAddr, deeds: &Mutex<Vec<Deed>>, polls: &AtomicUsize) -> std::io::Result<()> {
    let question = read_message(&mut client)?;
    if contains(&question, b"/changes") {
        polls.fetch_add(1, Ordering::Relaxed);
    }
    let is_batch = question.starts_with(b"POST") && contains(&question, b"/operations HTTP");
    let deed = if is_batch { deeds.lock().expect("no panic").pop().unwrap_or(Deed::Pass) } else { Deed::Pass };
    let said = match deed {
        Deed::LoseQuestion => return Ok(()),
        Deed::SignIn => problem(401),
        Deed::TooLarge => problem(413),
        Deed::SayNothing => message("200 OK", "application/json", r#"{"verdicts":[],"cursor":"c","server_time":5}"#),
        Deed::Pass | Deed::LoseAnswer => {
            let mut there = TcpStream::connect(server)?;
            there.write_all(&question)?;
            read_message(&mut there)?
        }
    };
    if deed == Deed::LoseAnswer {
        return Ok(());
    }
    let end_of_line = said.iter().position(|byte| *byte == b'\n').unwrap_or(0) + 1;
    client.write_all(&said[..end_of_line])?;
    client.write_all(b"Connection: close\r\n")?;
    client.write_all(&said[end_of_line..])
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn problem(status: u16) -> Vec<u8> {
    let body = format!(r#"{{"type":"/problems/x","title":"X","status":{status}}}"#);
    message(&format!("{status} X"), "application/problem+json", &body)
}

fn message(status: &str, media_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
}

/// A teacher at the running lesson, with a line that can fail.
struct Bench {
    home: tempfile::TempDir,
    clock: Standing,
    server: zvonok::server::Running,
    line: Line,
    teacher: Setup,
    open: Running5A,
    pupils: Vec<PupilId>,
}

impl Bench {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let clock = Standing::new();
        let server = new_server(home.path(), &clock);
        let line = Line::to(server.addr());
        let teacher = setup(home.path(), &line.url, "orlova", &clock);
        once::sign_in(&teacher, &password()).expect("signed in");
        let open = open_page(&teacher);
        let pupils = free_pupils(&open);
        Self { home, clock, server, line, teacher, open, pupils }
    }

    fn mark(&self, id: u8, pupil: usize, base: Option<u8>) -> Operation {
        mark(&self.teacher, &self.open, id, &self.pupils[pupil], 2 + id % 4, base.map(|base| OperationId([base; 16])))
    }

    fn push(&self) -> Option<String> {
        once::push(&self.teacher, Duration::from_secs(20)).error.map(|error| error.key())
    }

    fn lives<const N: usize>(&self, ids: [u8; N]) -> [Life; N] {
        ids.map(|id| life(&self.teacher, id))
    }

    /// The entries that the server wrote since the page was opened, by their ids, in its order.
    fn written(&self) -> Vec<u8> {
        let token = self.token();
        let school = self.teacher.store.account().expect("read").expect("signed in").value.school;
        let asked = self.teacher.remote.changes(token.reveal(), &school, Some(&self.open.page.cursor), 0);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let changes: Changes = runtime.block_on(asked).expect("changes").value;
        // A work that came with a mark is a change of the same operation.
        let mut ids: Vec<u8> = changes.changes.iter().map(|change| change.fact.version.0[0]).collect();
        ids.dedup();
        ids
    }

    fn token(&self) -> Secret {
        self.teacher.vault.get().expect("in memory").expect("signed in")
    }

    /// The store as another process of the teacher has it.
    fn process(&self) -> Setup {
        Setup { store: store(self.home.path(), &self.line.url), ..self.teacher.clone() }
    }
}

fn store(home: &Path, url: &str) -> Store {
    let folder = home.join("orlova");
    let options = Options { folder, server: url.to_owned(), login: "orlova".to_owned(), purpose: Purpose::Command };
    Store::open(options).expect("the store")
}

#[test]
fn an_entry_whose_answer_was_lost_is_asked_for_with_the_same_id_and_stands_once() {
    let bench = Bench::new();
    record(&bench.teacher, bench.mark(1, 0, None));
    record(&bench.teacher, bench.mark(2, 1, None));
    bench.line.order(&[Deed::LoseAnswer]);
    assert_eq!(bench.push().as_deref(), Some("remote-broken"));
    assert_eq!(bench.lives([1, 2]), [Life::Uncertain; 2], "neither said to be on the disk only nor in the journal");
    assert_eq!(bench.written(), [1, 2], "they had arrived");

    // Twice more into the dark, once on the way there and once on the way back.
    bench.line.order(&[Deed::LoseQuestion, Deed::LoseAnswer]);
    assert_eq!(bench.push().as_deref(), Some("remote-broken"));
    assert_eq!(bench.push().as_deref(), Some("remote-broken"));
    assert_eq!(bench.lives([1, 2]), [Life::Uncertain; 2]);
    assert!(bench.line.is_done());
    assert_eq!(bench.push(), None);
    assert_eq!(bench.lives([1, 2]), [Life::InJournal; 2]);
    assert_eq!(bench.written(), [1, 2], "once each");
    bench.server.stop();
}

#[test]
fn what_is_typed_over_an_entry_in_doubt_follows_it_and_the_doubtful_one_is_not_given_up() {
    // Whether the doubtful one had arrived or not, both end in the journal, in the order of their making.
    for deed in [Deed::LoseAnswer, Deed::LoseQuestion] {
        let bench = Bench::new();
        record(&bench.teacher, bench.mark(1, 0, None));
        bench.line.order(&[deed]);
        assert!(bench.push().is_some());
        record(&bench.teacher, bench.mark(2, 0, Some(1)));
        assert_eq!(bench.lives([1, 2]), [Life::Uncertain, Life::OnDisk], "{deed:?}");
        let withdrawn = vec![(OperationId([1; 16]), zvonok::outbox::LifeEvent::Withdrawn)];
        assert!(bench.teacher.store.apply(withdrawn).expect("applied").is_empty(), "it may be in the journal");
        assert_eq!(bench.push(), None, "{deed:?}");
        assert_eq!(bench.lives([1, 2]), [Life::InJournal; 2], "{deed:?}");
        assert_eq!(bench.written(), [1, 2], "{deed:?}");
        bench.server.stop();
    }
}

#[test]
fn a_session_that_ends_between_two_batches_stops_the_rest_and_loses_nothing() {
    let bench = Bench::new();
    for (id, pupil) in [(1, 0), (2, 1), (3, 2), (4, 3)] {
        record(&bench.teacher, bench.mark(id, pupil, None));
    }
    bench.teacher.store.put_link(&Link { batch: 1, ..Link::default() });
    bench.line.order(&[Deed::Pass, Deed::SignIn]);
    assert_eq!(bench.push().as_deref(), Some("remote-sign-in"));
    let (there, here) = (Life::InJournal, Life::OnDisk);
    assert_eq!(bench.lives([1, 2, 3, 4]), [there, here, here, here], "the server did nothing with the second batch");
    once::sign_in(&bench.teacher, &password()).expect("signed in again");
    assert_eq!(bench.push(), None);
    assert_eq!(bench.lives([1, 2, 3, 4]), [there; 4]);
    assert_eq!(bench.written(), [1, 2, 3, 4]);
    bench.server.stop();
}

#[test]
fn a_program_that_died_while_sending_asks_again_after_a_minute() {
    let bench = Bench::new();
    record(&bench.teacher, bench.mark(1, 0, None));
    record(&bench.teacher, bench.mark(2, 1, None));
    // Another process takes both; the first arrives, and the process ends before any answer.
    let other = bench.process();
    let taken = other.store.take_for_sending(&[1, 2].map(|id| OperationId([id; 16])), bench.clock.now()).expect("taken");
    let school = taken[0].operation.school.clone();
    let session = bench.token();
    let batch = Batch { operations: vec![taken[0].operation.clone()], again: BTreeMap::new(), cursor: None };
    let sent = other.remote.push(session.reveal(), &school, &batch);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(sent).expect("it arrives");
    drop(other);

    let started = bench.process();
    let again = Bench { teacher: started, ..bench };
    assert_eq!(again.lives([1, 2]), [Life::Sent; 2]);
    assert_eq!(again.push(), None);
    assert_eq!(again.lives([1, 2]), [Life::Sent; 2], "perhaps they are still on their way");
    again.clock.go(61_000);
    assert_eq!(again.push(), None);
    assert_eq!(again.lives([1, 2]), [Life::InJournal; 2]);
    assert_eq!(again.written(), [1, 2]);
    again.server.stop();
}

#[test]
fn two_processes_send_each_entry_once() {
    let bench = Bench::new();
    for id in 1..=6 {
        record(&bench.teacher, bench.mark(id, usize::from(id), None));
    }
    bench.teacher.store.put_link(&Link { batch: 1, ..Link::default() });
    bench.teacher.store.flush().expect("written");
    let other = bench.process();
    let (one, two) = std::thread::scope(|scope| {
        let one = scope.spawn(|| once::push_wait(&bench.teacher, Duration::from_secs(20)));
        let two = scope.spawn(|| once::push_wait(&other, Duration::from_secs(20)));
        (one.join().expect("no panic"), two.join().expect("no panic"))
    });
    assert!(one.error.is_none() && two.error.is_none(), "{:?} {:?}", one.error, two.error);
    assert_eq!(bench.push(), None);
    assert_eq!(bench.lives([1, 2, 3, 4, 5, 6]), [Life::InJournal; 6]);
    let mut written = bench.written();
    written.sort_unstable();
    assert_eq!(written, [1, 2, 3, 4, 5, 6]);
    bench.server.stop();
}

#[test]
fn an_answer_that_leads_nowhere_is_not_asked_for_without_a_pause() {
    for (deed, error, life) in
        [(Deed::TooLarge, "remote-too-large", Life::OnDisk), (Deed::SayNothing, "remote-no-answer", Life::Uncertain)]
    {
        let bench = Bench::new();
        record(&bench.teacher, bench.mark(1, 0, None));
        bench.line.order(&[deed; 50]);
        assert_eq!(bench.push().as_deref(), Some(error));
        assert_eq!(bench.lives([1]), [life], "{deed:?}");
        assert!(!bench.line.is_done(), "{deed:?}: tried again and again");
        assert!(bench.teacher.store.link().expect("read").not_before.is_some(), "{deed:?}");
        bench.line.order(&[]);
        assert_eq!(bench.push(), None);
        assert_eq!((bench.lives([1]), bench.written()), ([Life::InJournal], vec![1]), "{deed:?}");
        bench.server.stop();
    }
}

/// The analyst and the administrator see no journals, so the server tells them of no changes.
#[test]
fn a_server_that_tells_of_no_changes_is_not_asked_for_them_without_a_pause() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let line = Line::to(server.addr());
    let analyst = setup(home.path(), &line.url, "analyst", &clock);
    once::sign_in(&analyst, &password()).expect("signed in");
    let (worker, heard) = start(&analyst, LinkCut::Whole);
    for generation in 1..=20 {
        worker.send(Command::LoadStatus { date: friday(), generation });
        heard.until(|event| match event {
            SyncEvent::Status { generation: of, from: From::Server, .. } => (*of == generation).then_some(()),
            _ => None,
        });
    }
    assert_eq!(line.polls.load(Ordering::Relaxed), 1);
    worker.stop();
    server.stop();
}
