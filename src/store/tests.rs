//! The store on a real disk.

use std::fs;
use std::path::Path;
use std::sync::mpsc;

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::domain::{
    ClockProof, Digest, Fact, LessonId, Mark, Marks, Operation, PupilId, SchoolId, Target, TeacherRef, Value, WorkId,
};
use crate::outbox::{Life, NewEntry, UndoChange, chain};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn now() -> DateTime<Utc> {
    at("2026-11-20T04:07:00Z")
}

pub(super) fn marks(pupil: &str) -> Target {
    Target::Marks { work: WorkId::new("w1"), pupil: PupilId::new(pupil) }
}

pub(super) fn operation(id: u8, target: Target, base: Option<u8>) -> Operation {
    let mark = Mark::new(2 + id % 4).expect("a mark");
    let value = match target {
        Target::Marks { .. } => Value::Marks { marks: Marks::single(mark), creates: None },
        _ => Value::Absent,
    };
    Operation {
        id: OperationId([id; 16]),
        school: SchoolId::new("s"),
        account: crate::domain::AccountId::new("a"),
        device: DeviceId::new("not set"),
        seq: 0,
        prev_hash: Digest::default(),
        made_at: now(),
        proof: ClockProof { wall_ms: 0, boot_ms: 0, boot_id: 0, offset_ms: 0, width_ms: None },
        on_behalf_of: None,
        target,
        base: base.map(|base| OperationId([base; 16])),
        value: Some(value),
        comment: None,
        reason: None,
        explanation: None,
        answered: Vec::new(),
        profile: Digest::default(),
        timetable_version: 1,
    }
}

pub(super) fn one(operation: Operation) -> Recording {
    Recording { entries: vec![NewEntry { operation, held_until: None }], undo: UndoChange::Keep }
}

pub(super) fn options(folder: &Path) -> Options {
    Options {
        folder: folder.to_owned(),
        server: "https://journal.example".to_owned(),
        login: "orlova".to_owned(),
        purpose: Purpose::Command,
    }
}

/// The key of every store of these tests.
fn key() -> Key {
    static KEY: std::sync::LazyLock<Key> = std::sync::LazyLock::new(|| Key::random().expect("a key"));
    KEY.clone()
}

pub(super) fn open(options: Options) -> Result<Store, StoreError> {
    Store::open_sealed(options, key())
}

pub(super) fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn lives(entries: &[Entry]) -> Vec<(u8, Life)> {
    entries.iter().map(|entry| (entry.operation.id.0[0], entry.life)).collect()
}

#[test]
fn what_is_recorded_is_there_after_opening_again() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    let device = store.device().clone();
    for id in 1..=3 {
        store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
    }
    drop(store);
    let store = open(options(home.path())).expect("the store");
    assert_eq!(*store.device(), device, "the installation keeps its id");
    let waiting = store.waiting().expect("entries");
    assert_eq!(lives(&waiting), [(1, Life::OnDisk), (2, Life::OnDisk), (3, Life::OnDisk)]);
    assert_eq!(waiting[2].operation.seq, 3);
    assert!(chain::is_unbroken(waiting.iter().map(|entry| &entry.operation)));
    assert_eq!(store.count_waiting().expect("a number"), 3);
    assert_eq!(store.notes(), []);
}

#[test]
fn the_reply_comes_after_the_entry_is_there() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    let (told, heard) = mpsc::channel();
    let seen = store.clone();
    store.record(one(operation(1, marks("p1"), None)), move |result| {
        let _ =
            told.send((result.map(|entries| lives(&entries)).expect("recorded"), seen.count_waiting().expect("a number")));
    });
    assert_eq!(heard.recv().expect("a reply"), (vec![(1, Life::OnDisk)], 1));
}

#[test]
fn a_later_entry_supersedes_one_that_never_left_and_stands_on_its_base() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    store.record_now(one(operation(1, marks("p1"), Some(9)))).expect("recorded");
    let changed = store.record_now(one(operation(2, marks("p1"), Some(1)))).expect("recorded");
    assert_eq!(lives(&changed), [(1, Life::Superseded), (2, Life::OnDisk)]);
    assert_eq!(changed[1].operation.base, Some(OperationId([9; 16])));
    assert!(chain::is_unbroken(store.history(9).expect("entries").iter().rev().map(|entry| &entry.operation)));
    // One that was sent is not superseded: the next waits behind it.
    store.take_for_sending(&[OperationId([2; 16])], now()).expect("taken");
    let changed = store.record_now(one(operation(3, marks("p1"), Some(2)))).expect("recorded");
    assert_eq!(lives(&changed), [(3, Life::OnDisk)]);
    assert_eq!(changed[0].operation.base, Some(OperationId([2; 16])));
}

#[test]
fn after_a_refusal_what_stood_on_it_stands_on_its_base() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    store.record_now(one(operation(1, marks("p1"), Some(9)))).expect("recorded");
    store.take_for_sending(&[OperationId([1; 16])], now()).expect("taken");
    store.record_now(one(operation(2, marks("p1"), Some(1)))).expect("recorded");
    let refused = LifeEvent::Refused { findings: Vec::new() };
    let changed = store.apply(vec![(OperationId([1; 16]), refused)]).expect("applied");
    assert_eq!(lives(&changed), [(2, Life::OnDisk), (1, Life::Superseded)]);
    assert_eq!(changed[0].operation.base, Some(OperationId([9; 16])));
}

#[test]
fn a_new_entry_after_a_conflict_stands_on_what_the_journal_holds() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    store.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    let author = TeacherRef { id: crate::domain::AccountId::new("b"), short_name: "Белова Н. П.".to_owned() };
    let theirs = operation(7, marks("p1"), None);
    let present = Fact {
        target: theirs.target,
        value: theirs.value,
        version: theirs.id,
        author,
        on_behalf_of: None,
        made_at: now(),
        received_at: now(),
        comment: None,
        reason: None,
        filled_at: None,
    };
    let conflict = LifeEvent::Conflict { present: Some(Box::new(present)), lesson: None };
    store.apply(vec![(OperationId([1; 16]), conflict)]).expect("applied");
    let changed = store.record_now(one(operation(2, marks("p1"), Some(1)))).expect("recorded");
    assert_eq!(lives(&changed), [(1, Life::Superseded), (2, Life::OnDisk)]);
    assert_eq!(changed[1].operation.base, Some(OperationId([7; 16])));
}

#[test]
fn the_same_operation_twice_is_one_and_another_body_is_refused() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    store.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    store.record_now(one(operation(1, marks("p1"), None))).expect("the same again");
    assert_eq!(store.count_waiting().expect("a number"), 1);
    let other = operation(1, marks("p2"), None);
    assert!(matches!(store.record_now(one(other)), Err(StoreError::SameId)));
}

#[test]
fn a_recording_is_whole_or_not_at_all() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    store.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    let both = [operation(2, marks("p2"), None), operation(1, marks("p3"), None)];
    let entries = both.map(|operation| NewEntry { operation, held_until: None }).to_vec();
    let undo = UndoChange::Push("step".into());
    assert!(matches!(store.record_now(Recording { entries, undo }), Err(StoreError::SameId)));
    assert_eq!(lives(&store.waiting().expect("entries")), [(1, Life::OnDisk)]);
    assert_eq!(store.undo_steps(9).expect("steps"), Vec::<serde_json::Value>::new());
}

#[test]
fn entries_are_taken_for_sending_once() {
    let home = home();
    let first = open(options(home.path())).expect("a store");
    let second = open(options(home.path())).expect("the same store, as another process has it");
    first.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    let ids = [OperationId([1; 16])];
    assert_eq!(first.take_for_sending(&ids, now()).expect("taken").len(), 1);
    assert_eq!(second.take_for_sending(&ids, now()).expect("in flight").len(), 0);
    let later = now() + TimeDelta::seconds(61);
    let again = second.take_for_sending(&ids, later).expect("the first sender died");
    assert_eq!((again.len(), again[0].attempts), (1, 2));
}

#[test]
fn two_handles_keep_one_chain_and_see_each_other() {
    let home = home();
    let first = open(options(home.path())).expect("a store");
    let second = open(options(home.path())).expect("the store");
    let before = second.data_version().expect("a number");
    std::thread::scope(|scope| {
        for (store, ids) in [(&first, 1..=40), (&second, 41..=80)] {
            scope.spawn(move || {
                for id in ids {
                    store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
                }
            });
        }
    });
    let waiting = first.waiting().expect("entries");
    assert_eq!(waiting.len(), 80);
    assert!(chain::is_unbroken(waiting.iter().map(|entry| &entry.operation)));
    assert_ne!(second.data_version().expect("a number"), before);
}

#[test]
fn writing_of_another_process_is_told_and_own_writing_is_not() {
    let home = home();
    let mine = open(options(home.path())).expect("a store");
    let other = open(options(home.path())).expect("the store");
    let (told, heard) = mpsc::channel();
    mine.watch(move || {
        let _ = told.send(());
    });
    mine.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    assert_eq!(mine.data_version().ok(), mine.data_version().ok());
    other.record_now(one(operation(2, marks("p2"), None))).expect("recorded");
    if cfg!(target_os = "linux") {
        heard.recv_timeout(std::time::Duration::from_secs(10)).expect("told");
    }
}

#[test]
fn the_second_screens_of_an_account_only_read() {
    let home = home();
    let screens = Options { purpose: Purpose::Screens, ..options(home.path()) };
    let first = open(screens.clone()).expect("a store");
    let second = open(screens.clone()).expect("the store");
    assert_eq!((first.access(), second.access()), (Access::Write, Access::ReadOnly));
    assert_eq!(second.notes(), [Note::OpenElsewhere]);
    assert!(matches!(second.record_now(one(operation(1, marks("p1"), None))), Err(StoreError::ReadOnly)));
    let command = open(options(home.path())).expect("a command beside them");
    command.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    assert_eq!(second.count_waiting().expect("a number"), 1);
    drop((first, second));
    assert_eq!(open(screens).expect("the store").access(), Access::Write);
}

#[test]
fn other_accounts_have_other_stores() {
    let home = home();
    let mine = open(options(home.path())).expect("a store");
    mine.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    let theirs = open(Options { login: "belova".to_owned(), ..options(home.path()) }).expect("another store");
    assert_eq!(theirs.count_waiting().expect("a number"), 0);
    assert_ne!(mine.device(), theirs.device());
}

#[test]
fn holds_end_by_order_and_lessons_that_have_not_begun_keep_theirs() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    let topic = Target::Topic { lesson: LessonId::new("l1") };
    let prepared = NewEntry { operation: operation(1, topic, None), held_until: Some(now() + TimeDelta::hours(2)) };
    let thought = NewEntry { operation: operation(2, marks("p1"), None), held_until: Some(now() + TimeDelta::seconds(30)) };
    let entries = vec![prepared, thought];
    store.record_now(Recording { entries, undo: UndoChange::Keep }).expect("recorded");
    assert_eq!(lives(&store.waiting().expect("entries")), [(1, Life::Held), (2, Life::Held)]);
    let ended = store.end_hold(now() + TimeDelta::seconds(1)).expect("ended");
    assert_eq!(lives(&ended), [(2, Life::OnDisk)]);
    let ids = [OperationId([1; 16])];
    assert_eq!(store.take_for_sending(&ids, now() + TimeDelta::hours(1)).expect("held").len(), 0);
    assert_eq!(store.take_for_sending(&ids, now() + TimeDelta::hours(2)).expect("due").len(), 1);
}

#[test]
fn a_damaged_store_is_set_aside_and_salvaged() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    for id in 1..=60 {
        store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
    }
    let folder = store.folder().to_owned();
    drop(store);
    let file = folder.join("store.db");
    let mut bytes = fs::read(&file).expect("the file");
    // A page in the middle is garbage, and the last exit was not clean, so that the file is checked.
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xA5);
    fs::write(&file, &bytes).expect("written");
    fs::write(folder.join("open"), "").expect("written");
    let store = open(options(home.path())).expect("a mended store");
    let [Note::Salvaged { saved, lost, kept }] = store.notes() else { panic!("{:?}", store.notes()) };
    assert_eq!(store.count_waiting().expect("a number"), *saved);
    assert!(*saved > 20 && saved + lost <= 60, "{saved} saved, {lost} lost");
    assert!(kept.exists() && !kept.with_extension("jsonl").exists(), "nothing in the clear");
    let next = store.record_now(one(operation(99, marks("p99"), None))).expect("recorded");
    assert!(next[0].operation.seq > 40);
}

#[test]
fn garbage_of_any_kind_is_never_a_silent_empty_store() {
    for (name, contents) in [("text", &b"not a database at all"[..]), ("zeros", &[0; 8192]), ("half", b"SQLite format 3\0")]
    {
        let home = home();
        let store = open(options(home.path())).expect("a store");
        store.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
        let folder = store.folder().to_owned();
        drop(store);
        fs::write(folder.join("store.db"), contents).expect("written");
        let store = open(options(home.path())).expect("a new store");
        assert!(matches!(store.notes(), [Note::Salvaged { .. }]), "{name}");
    }
}

#[test]
fn a_torn_body_is_an_error_with_no_contents_in_it() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    let mut named = operation(1, marks("p1"), None);
    named.comment = Some("Громова София".to_owned());
    store.record_now(one(named)).expect("recorded");
    let other = Connection::open(store.folder().join("store.db")).expect("a connection");
    other.execute("UPDATE entry SET body = substr(body, 1, length(body) - 9)", []).expect("torn");
    let error = store.waiting().expect_err("a body that cannot be read");
    assert!(matches!(error, StoreError::Body { table: "entry", .. }));
    assert!(!format!("{error} {error:?}").contains("Громова"));
}

#[test]
fn a_store_of_a_newer_program_is_left_as_it_is() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    let file = store.folder().join("store.db");
    drop(store);
    Connection::open(&file).expect("a connection").pragma_update(None, "user_version", 7).expect("set");
    assert!(matches!(open(options(home.path())), Err(StoreError::Newer { found: 7, known: 1 })));
}

#[cfg(unix)]
#[test]
fn the_files_are_for_their_owner_only_and_foreign_folders_are_refused() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let home = home();
    let store = open(options(home.path())).expect("a store");
    store.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    assert_eq!(fs::metadata(store.folder()).expect("a folder").permissions().mode() & 0o777, 0o700);
    for file in fs::read_dir(store.folder()).expect("a folder") {
        let file = file.expect("a file");
        assert_eq!(file.metadata().expect("a file").permissions().mode() & 0o777, 0o600, "{:?}", file.file_name());
    }
    let folder = store.folder().to_owned();
    drop(store);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).expect("changed");
    assert!(matches!(open(options(home.path())), Err(StoreError::Unsafe { .. })));
    let moved = home.path().join("moved");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("changed");
    fs::rename(&folder, &moved).expect("moved");
    symlink(&moved, &folder).expect("linked");
    assert!(matches!(open(options(home.path())), Err(StoreError::Unsafe { .. } | StoreError::Folder { .. })));
}

mod damage;
mod laws;
mod machine;
mod reading;
mod sealing;
mod steps;
mod terms;

#[test]
fn the_settings_are_those_that_make_a_commit_durable() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    let settings = store.inner.writer.wait(|connection| {
        let text = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, String>(0));
        let number = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
        Ok((text("journal_mode")?, number("synchronous")?, number("trusted_schema")?, number("cell_size_check")?))
    });
    assert_eq!(settings.expect("settings"), ("wal".to_owned(), 2, 0, 1));
    assert!(rusqlite::version_number() >= 3_051_003);
}

#[test]
fn a_full_disk_is_said_and_nothing_is_half_written() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    store.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    // SQLite gives the same error for a limit of pages as for a full disk.
    let limit = |pages: i64| {
        store.inner.writer.wait(move |connection| {
            connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |row| row.get::<_, i64>(0))?;
            Ok(())
        })
    };
    limit(1).expect("limited to the present size");
    let mut large = operation(2, marks("p2"), None);
    large.comment = Some("x".repeat(100_000));
    assert!(matches!(store.record_now(one(large.clone())), Err(StoreError::DiskFull)));
    assert_eq!(store.count_waiting().expect("a number"), 1);
    // The connection was given up with its limit: when there is space again, the same entry is kept.
    store.record_now(one(large)).expect("recorded");
    assert_eq!(store.count_waiting().expect("a number"), 2);
}

#[test]
fn a_page_that_changes_overtook_does_not_take_them_back() {
    use crate::entry::tests::fixture;
    use crate::protocol::Change;
    let home = home();
    let store = open(options(home.path())).expect("a store");
    let old = fixture::page(3);
    let (journal, period) = (old.journal.id.clone(), old.period.id.clone());
    let marks = |store: &Store| store.page(&journal, &period).expect("read").expect("cached").value.facts.len();
    assert!(store.put_page_of(&old, now(), None).expect("kept"));
    store.put_changes(Vec::new(), "1").expect("kept");
    // The page is asked for; while its answer is on its way, a change of somebody else comes.
    let asked = store.cursor().expect("read");
    let change = Change { journal: journal.clone(), fact: fixture::marks("w18", 1, "5") };
    store.put_changes(vec![change], "2").expect("kept");
    assert!(!store.put_page_of(&old, now(), asked.as_deref()).expect("written"), "it may be older");
    assert_eq!(marks(&store), 1);
    let asked = store.cursor().expect("read");
    assert!(store.put_page_of(&old, now(), asked.as_deref()).expect("kept"), "asked for again, it is as new");
    assert_eq!(marks(&store), 0);
}
