//! The client without a screen against the real journal server on loopback.
#![cfg(feature = "server")]

mod doubt;
#[path = "../fixtures/http.rs"]
mod http;
mod lives_on;
mod narrow;
mod restored;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use zvonok::domain::{
    ClockProof, Digest, JournalId, Lesson, Mark, Marks, NewWork, Operation, OperationId, Page, PeriodId, PupilId, Target,
    Value, WorkId, WorkKind, WorkSpec,
};
use zvonok::outbox::{Clock, Life, NewEntry, Reading, Recording, UndoChange};
use zvonok::remote::{Native, Settings};
use zvonok::school::SchoolData;
use zvonok::secret::{Secret, Vault};
use zvonok::server::{self, Logins, Running, TRAINING_PASSWORD, Trial};
use zvonok::store::{Options, Purpose, Store};
use zvonok::sync::{Command, Dice, From, LinkCut, LinkState, Setup, SyncError, SyncEvent, Worker, once};

/// A clock that stands until it is moved: Friday 20 November 2026, 11:07 in the invented school.
#[derive(Clone)]
struct Standing(Arc<AtomicI64>);

impl Standing {
    fn new() -> Self {
        Self(Arc::new(AtomicI64::new(instant().timestamp_millis())))
    }

    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::Relaxed)).expect("an instant")
    }

    fn go(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::Relaxed);
    }
}

impl Clock for Standing {
    fn read(&self) -> Reading {
        let now = self.0.load(Ordering::Relaxed);
        Reading { wall_ms: now, boot_ms: now - instant().timestamp_millis() + 1000, boot_id: 1 }
    }
}

fn instant() -> DateTime<Utc> {
    "2026-11-20T04:07:00Z".parse().expect("an instant")
}

fn friday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date")
}

fn start_server(home: &Path, clock: &Standing, listen: SocketAddr) -> Running {
    let clock = clock.clone();
    let options = server::Options {
        data: home.join("server").into(),
        listen,
        clock: Arc::new(move || clock.now()),
        exposure: server::Exposure::Loopback,
        serving: server::Serving::default(),
    };
    server::start(options).expect("a server")
}

/// A server with the invented school. The import is made once and copied, since it takes long without optimisation.
fn new_server(home: &Path, clock: &Standing) -> Running {
    static IMPORTED: OnceLock<tempfile::TempDir> = OnceLock::new();
    let free_port = SocketAddr::from(([127, 0, 0, 1], 0));
    let imported = IMPORTED.get_or_init(|| {
        let once = tempfile::tempdir().expect("a folder");
        let server = start_server(once.path(), clock, free_port);
        let data = SchoolData::embedded().until(instant());
        server.storage().import(data, Logins::Training, Trial::Apply, instant()).expect("imported");
        server.stop();
        once
    });
    std::fs::create_dir(home.join("server")).expect("a folder");
    for file in std::fs::read_dir(imported.path().join("server")).expect("a folder") {
        let file = file.expect("a file");
        std::fs::copy(file.path(), home.join("server").join(file.file_name())).expect("copied");
    }
    start_server(home, clock, free_port)
}

fn setup(home: &Path, url: &str, login: &str, clock: &Standing) -> Setup {
    let clock: Arc<dyn Clock> = Arc::new(clock.clone());
    let settings = Settings { url: url.to_owned(), ca_file: None, pin: None };
    let options =
        Options { folder: home.join(login), server: url.to_owned(), login: login.to_owned(), purpose: Purpose::Command };
    Setup {
        store: Store::open(options).expect("a store"),
        remote: Native::new(&settings, clock.clone()).expect("an address"),
        vault: Vault::in_memory(),
        clock,
        poll: Duration::from_secs(55),
        dice: Dice::system(),
    }
}

fn password() -> Secret {
    Secret::new(TRAINING_PASSWORD.to_owned())
}

/// The running lesson of the teacher, and its page.
struct Running5A {
    lesson: Lesson,
    journal: JournalId,
    period: PeriodId,
    page: Page,
    profile: Digest,
}

fn open_page(setup: &Setup) -> Running5A {
    let school = setup.store.school().expect("read").expect("cached by the sign-in").value;
    let day = once::day(setup, friday()).expect("the day");
    let row = day.lessons.iter().find(|row| row.lesson.number == 3).expect("the third lesson");
    let journal = row.lesson.journal.clone();
    let in_year = school.periods.iter().filter(|period| period.contains(friday()));
    let period = in_year.min_by_key(|period| period.end - period.start).expect("a period").id.clone();
    let page = once::page(setup, &journal, &period).expect("the page");
    Running5A { lesson: row.lesson.clone(), journal, period, page, profile: school.profile.digest }
}

fn mark(setup: &Setup, open: &Running5A, id: u8, pupil: &PupilId, value: u8, base: Option<OperationId>) -> Operation {
    let account = setup.store.account().expect("read").expect("cached by the sign-in").value;
    let known = open.page.works_of(&open.lesson.id).next();
    let work = known.map_or_else(|| WorkId::first_of(&open.lesson.id), |work| work.id.clone());
    let creates = known.is_none().then(|| NewWork {
        journal: open.journal.clone(),
        lesson: Some(open.lesson.id.clone()),
        spec: WorkSpec::of(WorkKind::Oral),
    });
    let offset = setup.store.offset().expect("read");
    let reading = setup.clock.read();
    Operation {
        id: OperationId([id; 16]),
        school: account.school,
        account: account.id,
        device: setup.store.device().clone(),
        seq: 0,
        prev_hash: Digest::default(),
        made_at: offset.now(reading),
        proof: ClockProof { ..offset.proof(reading) },
        on_behalf_of: None,
        target: Target::Marks { work, pupil: pupil.clone() },
        base,
        value: Some(Value::Marks { marks: Marks::single(Mark::new(value).expect("a mark")), creates }),
        comment: None,
        reason: None,
        explanation: None,
        answered: Vec::new(),
        profile: open.profile,
        timetable_version: open.lesson.timetable_version,
    }
}

fn record(setup: &Setup, operation: Operation) {
    let entries = vec![NewEntry { operation, held_until: None }];
    setup.store.record_now(Recording { entries, undo: UndoChange::Keep }).expect("recorded");
}

fn life(setup: &Setup, id: u8) -> Life {
    setup.store.entries(&[OperationId([id; 16])]).expect("read").pop().expect("the entry").life
}

/// Pupils without a mark in the running lesson.
fn free_pupils(open: &Running5A) -> Vec<PupilId> {
    let on_roster = open.page.pupils.iter().filter(|pupil| pupil.on_roster(friday()) && !pupil.home_schooled);
    let marked = |pupil: &PupilId| {
        open.page
            .works_of(&open.lesson.id)
            .any(|work| open.page.fact(&Target::Marks { work: work.id.clone(), pupil: pupil.clone() }).is_some())
    };
    on_roster.map(|pupil| pupil.id.clone()).filter(|pupil| !marked(pupil)).collect()
}

#[test]
fn a_mark_goes_from_the_store_into_the_journal_once() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    assert!(matches!(once::sign_in(&teacher, &Secret::new("not it".into())), Err(SyncError::WrongPassword)));
    let session = once::sign_in(&teacher, &password()).expect("signed in");
    assert_eq!(session.account.login, "orlova");

    let open = open_page(&teacher);
    let pupils = free_pupils(&open);
    record(&teacher, mark(&teacher, &open, 1, &pupils[0], 5, None));
    record(&teacher, mark(&teacher, &open, 2, &pupils[1], 4, None));
    assert_eq!((life(&teacher, 1), life(&teacher, 2)), (Life::OnDisk, Life::OnDisk));
    let pushed = once::push(&teacher, Duration::from_secs(20));
    assert!(pushed.error.is_none(), "{:?}", pushed.error);
    assert_eq!((life(&teacher, 1), life(&teacher, 2)), (Life::InJournal, Life::InJournal), "{:?}", pushed.changed);
    assert_eq!(teacher.store.count_waiting().expect("read"), 0);

    // The cached page has them, before it is read again and after.
    let value = |page: &Page| {
        let version = OperationId([1; 16]);
        page.facts.iter().find(|fact| fact.version == version).map(|fact| fact.value.clone())
    };
    let cached = teacher.store.page(&open.journal, &open.period).expect("read").expect("cached").value;
    let fresh = once::page(&teacher, &open.journal, &open.period).expect("read");
    assert!(value(&cached).is_some());
    assert_eq!(value(&cached), value(&fresh));

    // A colleague's view on another computer: the same teacher, who saw nothing there, is in conflict.
    let elsewhere = Setup { store: setup(&home.path().join("2"), &server.url(), "orlova", &clock).store, ..teacher.clone() };
    once::sign_in(&elsewhere, &password()).expect("signed in");
    record(&elsewhere, mark(&elsewhere, &open, 3, &pupils[0], 3, None));
    assert!(once::push(&elsewhere, Duration::from_secs(20)).error.is_none());
    let conflict = elsewhere.store.entries(&[OperationId([3; 16])]).expect("read").pop().expect("the entry");
    assert_eq!(conflict.life, Life::Conflict);
    assert_eq!(conflict.present.expect("what the journal holds").version, OperationId([1; 16]));
    // Typing over a conflict that was seen is the decision.
    record(&elsewhere, mark(&elsewhere, &open, 4, &pupils[0], 3, Some(OperationId([3; 16]))));
    assert!(once::push(&elsewhere, Duration::from_secs(20)).error.is_none());
    assert_eq!((life(&elsewhere, 3), life(&elsewhere, 4)), (Life::Superseded, Life::InJournal));
    server.stop();
}

#[test]
fn a_mark_of_a_period_goes_into_the_journal_and_is_acknowledged() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let open = open_page(&teacher);
    let pupil = free_pupils(&open).remove(0);
    let (journal, period) = (open.journal.clone(), open.period.clone());
    let target = Target::Term { journal, period, pupil: pupil.clone() };
    assert!(open.page.fact(&target).is_none(), "the quarter is not marked yet");
    let term = |id: u8, mark: &str, base: Option<OperationId>| Operation {
        target: target.clone(),
        value: Some(Value::Term { mark: mark.parse().expect("a mark of a period") }),
        comment: Some("итог четверти".to_owned()),
        ..self::mark(&teacher, &open, id, &pupil, 5, base)
    };
    record(&teacher, term(1, "4", None));
    assert_eq!(life(&teacher, 1), Life::OnDisk);
    assert!(once::push(&teacher, Duration::from_secs(20)).error.is_none());
    assert_eq!(life(&teacher, 1), Life::InJournal);
    let held = |page: &Page| page.fact(&target).and_then(|fact| fact.value.clone());
    let value = |mark: &str| Some(Value::Term { mark: mark.parse().expect("a mark of a period") });
    let cached = teacher.store.page(&open.journal, &open.period).expect("read").expect("cached").value;
    assert_eq!(held(&cached), value("4"));
    assert_eq!(held(&once::page(&teacher, &open.journal, &open.period).expect("read")), value("4"));

    // Where the text is silent a change is a new version on the one that was seen; on nothing it is a conflict.
    record(&teacher, term(2, "5", Some(OperationId([1; 16]))));
    assert!(once::push(&teacher, Duration::from_secs(20)).error.is_none());
    assert_eq!(life(&teacher, 2), Life::InJournal);
    record(&teacher, term(3, "3", None));
    assert!(once::push(&teacher, Duration::from_secs(20)).error.is_none());
    assert_eq!(life(&teacher, 3), Life::Conflict);
    assert_eq!(held(&once::page(&teacher, &open.journal, &open.period).expect("read")), value("5"));
    server.stop();
}

#[test]
fn without_a_server_entries_are_safe_and_commands_say_so() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    assert!(matches!(once::day(&teacher, friday()), Err(SyncError::SignInNeeded)));
    once::sign_in(&teacher, &password()).expect("signed in");
    let open = open_page(&teacher);
    let pupils = free_pupils(&open);
    let address = server.addr();
    server.stop();
    record(&teacher, mark(&teacher, &open, 1, &pupils[0], 5, None));
    let pushed = once::push(&teacher, Duration::from_secs(2));
    assert_eq!(pushed.error.expect("no server").key(), "remote-connect");
    let entry = teacher.store.waiting().expect("read").pop().expect("the entry");
    assert_eq!((entry.life, entry.attempts), (Life::OnDisk, 0), "it certainly never left");
    assert_eq!(teacher.store.link().expect("read").failures, 1);
    assert!(teacher.store.page(&open.journal, &open.period).expect("read").is_some(), "the page is there offline");

    let server = start_server(home.path(), &clock, address);
    let pushed = once::push_wait(&teacher, Duration::from_secs(20));
    assert!(pushed.error.is_none(), "{:?}", pushed.error);
    assert_eq!(life(&teacher, 1), Life::InJournal);
    server.stop();
}

/// What the worker told, awaited one kind after another.
struct Heard(Receiver<SyncEvent>);

impl Heard {
    fn until<T>(&self, mut wanted: impl FnMut(&SyncEvent) -> Option<T>) -> T {
        let mut heard = Vec::new();
        loop {
            match self.0.recv_timeout(Duration::from_secs(30)) {
                Ok(event) => match wanted(&event) {
                    Some(found) => return found,
                    None => heard.push(event),
                },
                Err(error) => panic!("{error}; heard {heard:#?}"),
            }
        }
    }

    fn life(&self, id: u8, life: Life) {
        self.until(|event| match event {
            SyncEvent::Entries(entries) => {
                entries.iter().any(|entry| entry.operation.id == OperationId([id; 16]) && entry.life == life).then_some(())
            }
            _ => None,
        });
    }
}

fn start(setup: &Setup, link: LinkCut) -> (Worker, Heard) {
    let (told, heard) = mpsc::channel();
    let worker = Worker::start_with(setup.clone(), link, move |event| {
        let _ = told.send(event);
    });
    (worker, Heard(heard))
}

#[test]
fn the_worker_signs_in_sends_and_hears_of_others() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    let (worker, heard) = start(&teacher, LinkCut::Whole);
    heard.until(|event| matches!(event, SyncEvent::SignInNeeded).then_some(()));
    worker.send(Command::SignIn { password: Secret::new("wrong".to_owned()) });
    heard.until(|event| matches!(event, SyncEvent::Failed { error: SyncError::WrongPassword, .. }).then_some(()));
    worker.send(Command::SignIn { password: password() });
    heard.until(|event| matches!(event, SyncEvent::SignedIn { .. }).then_some(()));
    heard.until(|event| matches!(event, SyncEvent::School { from: From::Server, .. }).then_some(()));

    let open = open_page(&teacher);
    let pupils = free_pupils(&open);
    worker.send(Command::LoadPage { journal: open.journal.clone(), period: open.period.clone(), generation: 7 });
    heard.until(|event| matches!(event, SyncEvent::Page { generation: 7, from: From::Cache, .. }).then_some(()));
    heard.until(|event| matches!(event, SyncEvent::Page { generation: 7, from: From::Server, .. }).then_some(()));

    record(&teacher, mark(&teacher, &open, 1, &pupils[0], 5, None));
    worker.send(Command::Recorded);
    heard.life(1, Life::Sent);
    heard.life(1, Life::InJournal);

    // The same teacher at another computer writes: the long poll brings it to the screen that shows the page.
    let elsewhere = setup(&home.path().join("2"), &server.url(), "orlova", &clock);
    once::sign_in(&elsewhere, &password()).expect("signed in");
    record(&elsewhere, mark(&elsewhere, &open, 2, &pupils[1], 4, None));
    assert!(once::push(&elsewhere, Duration::from_secs(20)).error.is_none());
    heard.until(|event| match event {
        SyncEvent::Page { page, .. } => {
            page.value.facts.iter().any(|fact| fact.version == OperationId([2; 16])).then_some(())
        }
        _ => None,
    });

    // Another process of this teacher records: the worker notices and sends.
    let command = Setup {
        store: Store::open(Options {
            folder: home.path().join("orlova"),
            server: server.url(),
            login: "orlova".to_owned(),
            purpose: Purpose::Command,
        })
        .expect("the store"),
        ..teacher.clone()
    };
    record(&command, mark(&command, &open, 3, &pupils[2], 3, None));
    if !cfg!(target_os = "linux") {
        worker.send(Command::Reread);
    }
    heard.until(|event| matches!(event, SyncEvent::QueueChanged).then_some(()));
    heard.life(3, Life::InJournal);
    worker.stop();
    server.stop();
}

#[test]
fn a_password_that_the_server_did_not_hear_is_not_asked_for_again() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let open = open_page(&teacher);
    record(&teacher, mark(&teacher, &open, 1, &free_pupils(&open)[0], 5, None));
    teacher.vault.forget().expect("forgotten");
    let address = server.addr();
    server.stop();
    let (worker, heard) = start(&teacher, LinkCut::Whole);
    worker.send(Command::SignIn { password: password() });
    heard.until(|event| matches!(event, SyncEvent::Failed { error: SyncError::Remote(_), .. }).then_some(()));
    // What waits is to be sent, and there is no session: the password at hand is tried, not asked for.
    worker.send(Command::Push);
    let first = |event: &SyncEvent| match event {
        SyncEvent::SignInNeeded => Some("asked for"),
        SyncEvent::Failed { generation: 0, error: SyncError::Remote(_) } => Some("tried"),
        _ => None,
    };
    assert_eq!(heard.until(first), "tried");
    let server = start_server(home.path(), &clock, address);
    clock.go(60_000);
    worker.send(Command::Push);
    heard.until(|event| matches!(event, SyncEvent::SignedIn { .. }).then_some(()));
    worker.stop();
    server.stop();
}

#[test]
fn the_queue_drains_by_itself_when_the_server_is_back() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let open = open_page(&teacher);
    let pupils = free_pupils(&open);
    let address = server.addr();
    server.stop();

    let (worker, heard) = start(&teacher, LinkCut::Whole);
    for (id, pupil) in (1..=8).zip(&pupils) {
        record(&teacher, mark(&teacher, &open, id, pupil, 2 + id % 4, None));
    }
    worker.send(Command::Recorded);
    heard.until(|event| matches!(event, SyncEvent::Link(LinkState::Down { .. })).then_some(()));
    let server = start_server(home.path(), &clock, address);
    // The wait of the back-off is over in the school's time.
    clock.go(60_000);
    worker.send(Command::Push);
    heard.until(|event| matches!(event, SyncEvent::Link(LinkState::Up)).then_some(()));
    heard.life(8, Life::InJournal);
    assert_eq!(teacher.store.count_waiting().expect("read"), 0);
    let outages = teacher.store.outages(9).expect("read");
    assert!(outages.iter().any(|outage| outage.to.is_some()), "{outages:?}");
    worker.stop();
    server.stop();
}

#[test]
fn the_week_and_the_own_journals_are_read_ahead_for_a_time_without_network() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let (worker, heard) = start(&teacher, LinkCut::Whole);
    worker.send(Command::LoadSchool { generation: 1 });
    heard.until(|event| matches!(event, SyncEvent::School { from: From::Server, .. }).then_some(()));
    worker.send(Command::LoadDay { date: friday(), generation: 2 });
    heard.until(|event| matches!(event, SyncEvent::Day { generation: 2, from: From::Server, .. }).then_some(()));

    let me = teacher.store.account().expect("read").expect("known").value.id;
    let missing = || {
        let Some(journals) = teacher.store.journals().expect("read") else { return 1 };
        let own = journals.value.journals.iter().filter(|journal| journal.teacher.id == me);
        own.filter(|journal| teacher.store.pages_of(&journal.id).expect("read").is_empty()).count()
    };
    let end = std::time::Instant::now() + Duration::from_secs(30);
    while missing() > 0 {
        assert!(std::time::Instant::now() < end, "{} journals are still not here", missing());
        let _ = heard.0.recv_timeout(Duration::from_millis(20));
    }
    let monday = friday() + chrono::Days::new(3);
    assert!(teacher.store.day(monday).expect("read").is_some_and(|day| !day.value.lessons.is_empty()), "the week is here");
    let others = teacher.store.journals().expect("read").expect("here").value.journals;
    let others: Vec<_> = others.iter().filter(|journal| journal.teacher.id != me).collect();
    let kept: Vec<_> = others.iter().filter(|one| !teacher.store.pages_of(&one.id).expect("read").is_empty()).collect();
    assert!(kept.len() <= 1, "beside the own ones only the journal of a substitution: {kept:?}");
    worker.stop();
    server.stop();
}

#[test]
fn a_link_that_is_cut_on_purpose_lets_nothing_out_until_it_is_whole() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let open = open_page(&teacher);
    let pupils = free_pupils(&open);
    let (worker, heard) = start(&teacher, LinkCut::Cut);
    heard.until(|event| matches!(event, SyncEvent::Link(LinkState::Down { .. })).then_some(()));
    record(&teacher, mark(&teacher, &open, 1, &pupils[0], 5, None));
    worker.send(Command::Recorded);
    worker.send(Command::LoadDay { date: friday(), generation: 1 });
    heard.until(|event| matches!(event, SyncEvent::Day { generation: 1, from: From::Cache, .. }).then_some(()));
    heard.until(|event| matches!(event, SyncEvent::Failed { generation: 1, error: SyncError::Cut }).then_some(()));
    assert_eq!(life(&teacher, 1), Life::OnDisk);
    worker.send(Command::Cut(LinkCut::Whole));
    heard.life(1, Life::InJournal);
    worker.stop();
    server.stop();
}

#[test]
fn an_ended_session_pauses_the_queue_and_drops_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let open = open_page(&teacher);
    let pupils = free_pupils(&open);
    teacher.vault.put(&Secret::new("a token that the server does not know".to_owned())).expect("in memory");
    record(&teacher, mark(&teacher, &open, 1, &pupils[0], 5, None));
    let pushed = once::push(&teacher, Duration::from_secs(20));
    assert_eq!(pushed.error.expect("not signed in").key(), "remote-sign-in");
    assert_eq!(life(&teacher, 1), Life::OnDisk);
    once::sign_in(&teacher, &password()).expect("signed in");
    assert!(once::push(&teacher, Duration::from_secs(20)).error.is_none());
    assert_eq!(life(&teacher, 1), Life::InJournal);
    server.stop();
}
