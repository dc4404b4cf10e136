//! What is promised of a queue of ten thousand, as ratios of one run on one disk. `cargo bench --bench waiting`.
//!
//! Recording a mark, sealed and synced, takes at most three times a bare insert with the same sync (medians of calls that take
//! turns); the queue is planned and read within 200 ms; it drains at least half as fast as the server alone accepts the same
//! operations from somebody who keeps nothing.
#![expect(clippy::print_stdout, reason = "the figures are the result")]

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use zvonok::domain::{
    AccountId, ClockProof, DeviceId, Digest, Journal, Lesson, Mark, Marks, NewWork, Operation, OperationId, PupilId,
    SchoolId, Target, Value, WorkId, WorkKind, WorkSpec,
};
use zvonok::outbox::{Clock, NewEntry, Reading, Recording, UndoChange};
use zvonok::remote::{Native, Settings};
use zvonok::school::{SchoolData, SchoolFiles};
use zvonok::secret::{Key, Secret, StoreKey, Vault};
use zvonok::server::{self, Logins, Running, TRAINING_PASSWORD, Trial};
use zvonok::store::{Options, Purpose, Store};
use zvonok::sync::{Dice, Setup, once, open_store};

/// How many operations wait.
const WAITING: usize = 10_000;
/// How many records are compared with as many bare inserts.
const RECORDS: usize = 400;
/// Who enters.
const LOGIN: &str = "orlova";

fn main() {
    // `cargo test --benches` calls it too, to see that it compiles.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let home = tempfile::tempdir_in(".").expect("a folder on the disk of the project");
    sealing();
    recording(home.path());
    let school = school();
    let operations = operations(&school);
    println!("{} operations wait", operations.len());
    draining(home.path(), &school, &operations);
}

fn sealing() {
    let (key, clear) = (Key::random().expect("a key"), vec![b'x'; 600]);
    let mut times = times(2000, || drop(std::hint::black_box(key.seal(b"zvonok body v1 entry", &clear))));
    println!("sealing 600 bytes: p50 {:.1} µs (at most 10)", median(&mut times).as_secs_f64() * 1e6);
}

fn recording(home: &Path) {
    let bare = rusqlite::Connection::open(home.join("bare.db")).expect("a database");
    bare.pragma_update(None, "journal_mode", "WAL").expect("set");
    bare.pragma_update(None, "synchronous", "FULL").expect("set");
    bare.execute_batch("CREATE TABLE entry (seq INTEGER PRIMARY KEY, body BLOB NOT NULL)").expect("made");
    let store = sealed(home, "recording", "https://journal.example");
    let body = vec![7_u8; 600];
    let (mut bares, mut records) = (Vec::new(), Vec::new());
    for number in 0..RECORDS {
        let made = operation(number, "s7", &WorkId::new("w1"), &PupilId::new(format!("p{number}")), None, now());
        let began = Instant::now();
        bare.execute("INSERT INTO entry (body) VALUES (?1)", [&body]).expect("inserted");
        bares.push(began.elapsed());
        let new = Recording { entries: vec![NewEntry { operation: made, held_until: None }], undo: UndoChange::Keep };
        let began = Instant::now();
        store.record_now(new).expect("recorded");
        records.push(began.elapsed());
    }
    let (bare, record) = (median(&mut bares), median(&mut records));
    let ratio = record.as_secs_f64() / bare.as_secs_f64();
    println!("recording: p50 {record:.2?}, a bare insert {bare:.2?}: {ratio:.2} times (at most 3)");
}

fn draining(home: &Path, school: &SchoolData, operations: &[Operation]) {
    let alone = alone(&home.join("alone"), school, operations);
    let count = u32::try_from(operations.len()).expect("not so many");
    let rate = |time: Duration| f64::from(count) / time.as_secs_f64();
    println!("the server alone: {alone:.2?}, {:.0} operations a second", rate(alone));
    let running = serve(&home.join("drained"), school);
    let url = format!("http://{}", running.addr());
    let setup = setup(home, &url);
    once::sign_in(&setup, &Secret::new(TRAINING_PASSWORD.to_owned())).expect("signed in");
    for some in operations.chunks(100) {
        let entries = some.iter().map(|operation| NewEntry { operation: operation.clone(), held_until: None }).collect();
        setup.store.record_now(Recording { entries, undo: UndoChange::Keep }).expect("recorded");
    }
    let vault = setup.vault.clone();
    drop(setup);
    opening(home, &url);
    let setup = Setup { vault, ..self::setup(home, &url) };
    let began = Instant::now();
    let pushed = once::push(&setup, Duration::from_secs(600));
    let drained = began.elapsed();
    assert!(pushed.error.is_none(), "{:?}", pushed.error);
    assert_eq!(setup.store.count_waiting().expect("read"), 0, "everything was accepted");
    let ratio = alone.as_secs_f64() / drained.as_secs_f64();
    println!("drained: {drained:.2?}, {:.0} a second: {ratio:.2} of the server alone (at least 0.5)", rate(drained));
    running.stop();
}

/// The store is opened, and what waits is read: as lines for the plan, and whole for the screen of the queue.
fn opening(home: &Path, url: &str) {
    let mut planned = times(7, || drop(sealed(home, "client", url).queue().expect("read")));
    let mut whole = times(7, || drop(sealed(home, "client", url).waiting().expect("read")));
    let (planned, whole) = (median(&mut planned), median(&mut whole));
    println!(
        "opened with {WAITING} waiting: p50 {planned:.0?} to the plan, {whole:.0?} to the whole queue (at most 200 ms)"
    );
}

fn alone(home: &Path, school: &SchoolData, operations: &[Operation]) -> Duration {
    let running = serve(home, school);
    let url = format!("http://{}", running.addr());
    let remote = Native::new(&Settings { url, ca_file: None, pin: None }, Arc::new(Standing)).expect("an address");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let took = runtime.block_on(async {
        let token = remote.sign_in(LOGIN, TRAINING_PASSWORD).await.expect("signed in").value.token;
        let began = Instant::now();
        for some in operations.chunks(100) {
            let again = std::collections::BTreeMap::new();
            let batch = zvonok::protocol::Batch { operations: some.to_vec(), again, cursor: None };
            let answer = remote.push(&token, &school.school.id, &batch).await.expect("an answer").value;
            let accepted =
                |judged: &zvonok::protocol::Judged| matches!(judged.verdict, zvonok::protocol::Verdict::Accepted { .. });
            assert!(answer.verdicts.iter().all(accepted), "{:?}", answer.verdicts.iter().find(|judged| !accepted(judged)));
        }
        began.elapsed()
    });
    running.stop();
    took
}

fn serve(home: &Path, school: &SchoolData) -> Running {
    std::fs::create_dir_all(home).expect("a folder");
    let options = server::Options {
        data: home.join("server").into(),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        clock: Arc::new(now),
        exposure: server::Exposure::Loopback,
        serving: server::Serving::default(),
    };
    let running = server::start(options).expect("a server");
    running.storage().import(school.clone(), Logins::Training, Trial::Apply, now()).expect("imported");
    running
}

fn setup(home: &Path, url: &str) -> Setup {
    let settings = Settings { url: url.to_owned(), ca_file: None, pin: None };
    Setup {
        store: sealed(home, "client", url),
        remote: Native::new(&settings, Arc::new(Standing)).expect("an address"),
        vault: Vault::in_memory(),
        clock: Arc::new(Standing),
        poll: Duration::from_secs(55),
        dice: Dice::system(),
    }
}

/// A sealed store; the same one for the same name.
fn sealed(home: &Path, name: &str, server: &str) -> Store {
    static KEY: std::sync::LazyLock<Key> = std::sync::LazyLock::new(|| Key::random().expect("a key"));
    let options =
        Options { folder: home.join(name), server: server.to_owned(), login: LOGIN.to_owned(), purpose: Purpose::Command };
    open_store(options, StoreKey::Kept(KEY.clone())).expect("a store")
}

/// The invented school before anybody has entered anything: no period is closed.
fn school() -> SchoolData {
    let mut files = SchoolFiles::embedded();
    files.files.retain(|name, _| !matches!(name.as_str(), "entries.csv" | "terms.csv"));
    let mut school = files.read().unwrap_or_else(|problems| panic!("{problems:?}")).until(now());
    for period in &mut school.periods {
        period.closed = false;
    }
    school
}

/// Two marks of everybody in every lesson that the teacher has given, each made when its lesson ended.
fn operations(school: &SchoolData) -> Vec<Operation> {
    let own = |journal: &Journal| journal.teacher.id.as_str() == LOGIN;
    let zone = zvonok::domain::Zone::parse(&school.school.zone).expect("a zone");
    let mut made = Vec::new();
    for journal in school.journals.iter().filter(|journal| own(&journal.journal)) {
        let given = |lesson: &&Lesson| lesson.journal == journal.journal.id && !lesson.cancelled;
        for lesson in school.lessons.iter().filter(given) {
            let ended = zone.instant(lesson.date.and_time(lesson.ends)).to_utc();
            if ended > now() || lesson.substitute.is_some() {
                continue;
            }
            let new = NewWork {
                journal: journal.journal.id.clone(),
                lesson: Some(lesson.id.clone()),
                spec: WorkSpec::of(WorkKind::Oral),
            };
            for work in [WorkId::first_of(&lesson.id), WorkId::new(format!("{}:2", lesson.id))] {
                for pupil in journal.pupils.iter().filter(|pupil| pupil.on_roster(lesson.date) && !pupil.home_schooled) {
                    let creates = Some(new.clone());
                    made.push(operation(made.len(), school.school.id.as_str(), &work, &pupil.id, creates, ended));
                }
            }
        }
    }
    made.truncate(WAITING);
    made
}

fn operation(
    number: usize,
    school: &str,
    work: &WorkId,
    pupil: &PupilId,
    creates: Option<NewWork>,
    made_at: DateTime<Utc>,
) -> Operation {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&(number as u64 + 1).to_be_bytes());
    let wall_ms = made_at.timestamp_millis();
    Operation {
        id: OperationId(id),
        school: SchoolId::new(school),
        account: AccountId::new(LOGIN),
        device: DeviceId::new("bench"),
        seq: number as u64 + 1,
        prev_hash: Digest::default(),
        made_at,
        proof: ClockProof { wall_ms, boot_ms: 1, boot_id: 1, offset_ms: 0, width_ms: Some(40) },
        on_behalf_of: None,
        target: Target::Marks { work: work.clone(), pupil: pupil.clone() },
        base: None,
        value: Some(Value::Marks { marks: Marks::single(Mark::new(5).expect("a mark")), creates }),
        comment: None,
        reason: None,
        explanation: None,
        answered: Vec::new(),
        profile: Digest::default(),
        timetable_version: 1,
    }
}

struct Standing;

impl Clock for Standing {
    fn read(&self) -> Reading {
        Reading { wall_ms: now().timestamp_millis(), boot_ms: 1000, boot_id: 1 }
    }
}

fn now() -> DateTime<Utc> {
    "2026-11-20T04:07:00Z".parse().expect("an instant")
}

fn times(count: usize, mut what: impl FnMut()) -> Vec<Duration> {
    let time = |_| {
        let began = Instant::now();
        what();
        began.elapsed()
    };
    (0..count).map(time).collect()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
