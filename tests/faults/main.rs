//! The store under a real kernel: killed, refused and cut off at every call of its way to the disk.
//!
//! The test starts itself as a process that records entries and says `ACK` when the disk has one, under `strace`, which kills
//! it or makes the kernel refuse at the K-th call, for every K; and which writes down every write, sync and delete, from
//! which the disk of a power cut at any instant is built. Nothing that was acknowledged may be missing afterwards. Without
//! `strace` nothing is tested, unless `ZVONOK_TEST_ALL` is set: then that is a failure.
#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "what was met, and how often, is part of the result")]

mod log;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use log::{Call, Disk, Event};
use zvonok::domain::{
    AccountId, ClockProof, DeviceId, Digest, Homework, LessonId, Mark, Marks, Operation, OperationId, PupilId, SchoolId,
    Target, Topic, Value, WorkId,
};
use zvonok::outbox::{LifeEvent, NewEntry, Recording, UndoChange, chain};
use zvonok::store::{Note, Options, Purpose, Store};

/// The folder of the process that records; only it has this variable.
const CHILD: &str = "ZVONOK_FAULTS_CHILD";
/// How many entries it records.
const ENTRIES: u8 = 6;
/// How many torn disks are built at each instant, beside the one that kept nothing unsynced.
const TORN: u64 = 3;

fn options(folder: &Path) -> Options {
    Options {
        folder: folder.to_owned(),
        server: "https://journal.example".to_owned(),
        login: "orlova".to_owned(),
        purpose: Purpose::Command,
    }
}

/// The entries of a lesson: the roll call, who was missing, marks, the topic, the homework.
fn operation(number: u8) -> Operation {
    let (lesson, pupil) = (LessonId::new("l"), PupilId::new(number.to_string()));
    let mark = Mark::new(2 + number % 4).expect("a mark");
    let (target, value) = match number {
        2 => (Target::Attendance { lesson }, Value::Confirmed),
        3 => (Target::Absence { lesson, pupil }, Value::Absent),
        5 => (Target::Topic { lesson }, Value::Topic(Topic { text: "Деепричастный оборот".to_owned(), plan_item: None })),
        6 => (Target::Homework { lesson }, Value::Homework(Homework { text: "Упр. 214".to_owned(), ..Homework::none() })),
        _ => {
            let target = Target::Marks { work: WorkId::new("w"), pupil };
            (target, Value::Marks { marks: Marks::single(mark), creates: None })
        }
    };
    let at = chrono::DateTime::from_timestamp(1_795_147_620, 0).expect("an instant");
    Operation {
        id: OperationId([number; 16]),
        school: SchoolId::new("s"),
        account: AccountId::new("a"),
        device: DeviceId::new("not set"),
        seq: 0,
        prev_hash: Digest::default(),
        made_at: at,
        proof: ClockProof { wall_ms: 0, boot_ms: 0, boot_id: 0, offset_ms: 0, width_ms: None },
        on_behalf_of: None,
        target,
        base: None,
        value: Some(value),
        comment: None,
        reason: None,
        explanation: None,
        answered: Vec::new(),
        profile: Digest::default(),
        timetable_version: 1,
    }
}

/// Says something past what the test harness catches, in one write.
fn say(what: &str) {
    let line = format!("\n{what}\n");
    let mut out = std::io::stdout().lock();
    // A reader that is gone is noticed by nobody.
    let _ = out.write_all(line.as_bytes()).and_then(|()| out.flush());
}

/// The process that records. Without its variable it does nothing.
#[test]
fn child() {
    let Some(folder) = std::env::var_os(CHILD) else { return };
    let Ok(store) = Store::open(options(Path::new(&folder))) else { return say("NO STORE") };
    say("OPEN");
    for number in 1..=ENTRIES {
        let entries = vec![NewEntry { operation: operation(number), held_until: None }];
        let (give, take) = std::sync::mpsc::channel();
        // The reply comes from the writer's own thread, as it does to the screens.
        store.record(Recording { entries, undo: UndoChange::Keep }, move |result| {
            say(&format!("{} {number}", if result.is_ok() { "ACK" } else { "NAK" }));
            let _ = give.send(());
        });
        let _ = take.recv();
        if number == 3 {
            let first = OperationId([1; 16]);
            let at = operation(1).made_at;
            let _ = store.take_for_sending(&[first], at);
            let _ = store.apply(vec![(first, LifeEvent::Accepted { findings: Vec::new(), at })]);
        }
    }
}

/// What one run of the process brought.
struct Run {
    home: tempfile::TempDir,
    said: String,
    log: Vec<Event>,
}

impl Run {
    fn acked(&self) -> BTreeSet<u8> {
        self.numbers("ACK ")
    }

    fn numbers(&self, word: &str) -> BTreeSet<u8> {
        self.said.lines().filter_map(|line| line.strip_prefix(word)?.parse().ok()).collect()
    }
}

/// Runs the process under `strace`; `None` without one.
fn run(inject: Option<&str>) -> Run {
    let home = tempfile::tempdir().expect("a folder");
    let log = home.path().join("calls");
    let store = home.path().join("store");
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-xx", "-s", "100000", "-o"]).arg(&log);
    command.args(["-e", "trace=openat,pwrite64,fsync,fdatasync,ftruncate,unlink,write"]);
    if let Some(inject) = inject {
        command.args(["-e", &format!("inject={inject}")]);
    }
    command.arg(std::env::current_exe().expect("this test")).args(["child", "--exact", "--nocapture", "--test-threads=1"]);
    command.env(CHILD, &store).stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().expect("strace is there");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let log = log::read(&std::fs::read_to_string(&log).expect("strace wrote"), &store);
    Run { home, said, log }
}

/// Whether calls can be watched here.
fn strace_works() -> bool {
    let tried = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let works = tried.is_ok_and(|status| status.success());
    assert!(works || std::env::var_os("ZVONOK_TEST_ALL").is_none(), "strace is missing, or may not watch");
    works
}

/// What the store in a folder has, opened as the program opens it; an error where it cannot be opened.
fn rows(folder: &Path) -> Result<BTreeSet<u8>, String> {
    let store = Store::open(options(folder)).map_err(|error| error.to_string())?;
    if let Some(note) = store.notes().iter().find(|note| matches!(note, Note::Salvaged { .. })) {
        return Err(format!("{note:?}"));
    }
    let mut entries = store.history(1000).map_err(|error| error.to_string())?;
    entries.reverse();
    if !chain::is_unbroken(entries.iter().map(|entry| &entry.operation)) {
        return Err("the chain is broken".to_owned());
    }
    let mut found = BTreeSet::new();
    for entry in entries {
        let number = entry.operation.id.0[0];
        if !found.insert(number) || operation(number).value != entry.operation.value {
            return Err(format!("entry {number} is there twice, or says something else"));
        }
    }
    Ok(found)
}

fn database_folder(store: &Path) -> PathBuf {
    let accounts = store.join("accounts");
    let mut inside =
        std::fs::read_dir(accounts).expect("the folder of accounts").map(|entry| entry.expect("a folder").path());
    inside.next().expect("one account")
}

#[test]
fn every_call_on_the_way_to_the_disk_may_kill_or_fail() {
    if !strace_works() {
        return;
    }
    let whole = run(None);
    assert_eq!(whole.acked().len(), usize::from(ENTRIES), "{}", whole.said);
    let mut counted: BTreeMap<&str, u32> = BTreeMap::new();
    for event in &whole.log {
        if let Event::Call(call) = event {
            *counted.entry(call.name).or_default() += 1;
        }
    }
    let mut cases = Vec::new();
    // Calls of the process outside the store (its libraries) are numbered too.
    for (name, elsewhere) in
        [("pwrite64", 0), ("fdatasync", 0), ("fsync", 0), ("ftruncate", 0), ("unlink", 0), ("openat", 40)]
    {
        let last = counted.get(name).copied().unwrap_or(0) + elsewhere;
        for deed in ["signal=SIGKILL", "error=EIO", "error=ENOSPC", "error=EMFILE"] {
            let only_open = deed.ends_with("EMFILE");
            if only_open == (name == "openat") || deed == "signal=SIGKILL" {
                cases.extend((1..=last).map(|at| format!("{name}:{deed}:when={at}")));
            }
        }
    }
    let (next, refused, bad) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, std::num::NonZero::get) {
            scope.spawn(|| {
                while let Some(inject) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (nak, wrong) = befall(inject);
                    refused.fetch_add(nak, Ordering::Relaxed);
                    bad.lock().expect("no panic").extend(wrong);
                }
            });
        }
    });
    let bad = bad.into_inner().expect("no panic");
    println!(
        "{} cases, {} entries said not to be kept, {} bad; calls: {counted:?}",
        cases.len(),
        refused.into_inner(),
        bad.len()
    );
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    assert!(cases.len() > 200, "only {} cases: {counted:?}", cases.len());
}

/// One run to which something happens: how many entries it said not to be kept, and what is wrong afterwards.
fn befall(inject: &str) -> (usize, Vec<String>) {
    let run = run(Some(inject));
    let nak = run.numbers("NAK ").len();
    let store = run.home.path().join("store");
    if run.acked().is_empty() && !store.join("accounts").exists() {
        return (nak, Vec::new());
    }
    let lost = match rows(&store) {
        Ok(rows) if rows.is_superset(&run.acked()) => None,
        Ok(rows) => Some(format!("acknowledged {:?}, there are {rows:?}", run.acked())),
        Err(error) => Some(error),
    };
    let wrong = lost.into_iter().chain(used_after_a_failed_sync(&run.log));
    (nak, wrong.map(|what| format!("{inject}: {what}")).collect())
}

/// A connection whose sync failed is given up: the kernel has dropped what it could not write, and a second sync would say
/// that all is well. Anything acknowledged before the store was opened anew rests on such a sync.
fn used_after_a_failed_sync(log: &[Event]) -> Option<String> {
    let mut failed = false;
    for event in log {
        match event {
            Event::Call(Call { name: "fsync" | "fdatasync", is_ok: false, .. }) => failed = true,
            Event::Call(Call { name: "openat", file, is_ok: true, .. }) if file == "store.db" => failed = false,
            Event::Ack(number) if failed => {
                return Some(format!("entry {number} was acknowledged on a sync that had failed"));
            }
            _ => {}
        }
    }
    None
}

#[test]
fn a_power_cut_at_any_instant_loses_nothing_that_was_acknowledged() {
    if !strace_works() {
        return;
    }
    let run = run(None);
    assert_eq!(run.acked().len(), usize::from(ENTRIES), "{}", run.said);
    let place = database_folder(&run.home.path().join("store"));
    let relative = place.strip_prefix(run.home.path().join("store")).expect("inside").to_owned();
    let (mut disk, mut acked, mut cuts, mut bad) = (Disk::default(), BTreeSet::new(), 0, Vec::new());
    let mut opened = false;
    for (step, event) in run.log.iter().enumerate() {
        match event {
            Event::Call(call) => disk.carry_out(call),
            Event::Ack(number) => {
                acked.insert(*number);
                if disk.is_unsynced("store.db-wal") {
                    bad.push(format!("entry {number} was acknowledged before its log was synced"));
                }
            }
            Event::Open => opened = true,
        }
        if !opened {
            // Before the first opening has ended there is nothing to be lost; that it can be made again is tested by kills.
            continue;
        }
        for torn in 0..=TORN {
            cuts += 1;
            let image = tempfile::tempdir().expect("a folder");
            let folder = image.path().join(&relative);
            disk.image(&folder, (torn > 0).then_some(step as u64 * 8 + torn));
            for private in [image.path(), &image.path().join("accounts"), &folder] {
                log::private(private);
            }
            std::fs::write(folder.join("open"), "").expect("the mark of an open store");
            match rows(image.path()) {
                Ok(rows) if rows.is_superset(&acked) => {}
                Ok(rows) => bad.push(format!("cut {step}/{torn}: acknowledged {acked:?}, there are {rows:?}")),
                Err(error) => bad.push(format!("cut {step}/{torn}: {error}")),
            }
        }
    }
    println!("{cuts} power cuts, {} bad", bad.len());
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    assert!(cuts > 100, "only {cuts} cuts");
}
