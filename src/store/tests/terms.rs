//! What goes by its term and leaves an act; what is set aside; what the folder and the errors say.

use super::*;
use crate::domain::{JournalId, PeriodId};
use crate::entry::tests::fixture;
use crate::protocol::{Day, Journals, Status};
use crate::store::purge::Purged;
use chrono::NaiveDate;

const DAYS: u32 = 30;

fn terms() -> Terms {
    Terms { now: now(), today: fixture::date(20), days: DAYS }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn life_of(store: &Store, id: u8) -> Option<Life> {
    store.entries(&[OperationId([id; 16])]).expect("entries").first().map(|entry| entry.life)
}

/// A store with one of everything that goes and one of everything that stays by a day or a millisecond.
fn ripe(home: &Path) -> Store {
    let store = open(options(home)).expect("a store");
    let mut page = fixture::page(3);
    for (journal, period, end) in [("j7a", "old", "2026-10-20"), ("j7a", "new", "2026-10-21"), ("left", "new", "2026-12-27")]
    {
        (page.journal.id, page.period.id) = (JournalId::from(journal), PeriodId::from(period));
        page.period.end = day(end);
        store.put_page(&page, now()).expect("kept");
    }
    store.put_journals(&Journals { journals: vec![fixture::page(1).journal] }, now()).expect("kept");
    for date in ["2026-10-20", "2026-10-21"] {
        let date = day(date);
        store.put_day(&Day { date, lessons: Vec::new(), timetable_version: 1, server_time: 1 }, now()).expect("kept");
        store.put_status(&Status { date, lessons: Vec::new(), server_time: 1 }, now()).expect("kept");
    }
    let month = TimeDelta::days(i64::from(DAYS));
    let made = |id: u8, made_at| {
        let mut operation = operation(id, marks(&format!("p{id}")), None);
        operation.made_at = made_at;
        store.record_now(one(operation)).expect("recorded");
    };
    let early = now() - month - TimeDelta::milliseconds(1);
    for (id, made_at) in [(1, early), (2, early), (3, early), (4, early), (5, now() - month)] {
        made(id, made_at);
    }
    let accepted = |at| LifeEvent::Accepted { findings: Vec::new(), at };
    for (id, at) in [(1, early), (2, now() - month)] {
        store.take_for_sending(&[OperationId([id; 16])], early).expect("taken");
        store.apply(vec![(OperationId([id; 16]), accepted(at))]).expect("accepted");
    }
    // Of one that was given up the making counts; 4 waits, and waits for ever.
    let given_up = [3, 5].map(|id| (OperationId([id; 16]), LifeEvent::Withdrawn));
    store.apply(given_up.to_vec()).expect("given up");
    let undo = UndoChange::Push("step".into());
    store.record_now(Recording { entries: Vec::new(), undo }).expect("recorded");
    store
}

#[test]
fn what_has_had_its_term_goes_with_an_act_and_what_waits_never_does() {
    let home = home();
    let store = ripe(home.path());
    let expected = Purged { left_journals: 1, old_pages: 1, old_days: 2, old_entries: 2, unreadable: 0, old_papers: 0 };
    assert_eq!(store.would_purge(terms()).expect("read"), expected);
    assert_eq!((expected.total(), expected.is_empty(), Purged::default().is_empty()), (6, false, true));
    assert_eq!(life_of(&store, 1), Some(Life::InJournal), "to ask destroys nothing");
    let (purged, act) = store.purge(terms()).expect("purged");
    assert_eq!(purged, expected);
    let lives: Vec<_> = (1..=5).map(|id| life_of(&store, id)).collect();
    assert_eq!(lives, [None, Some(Life::InJournal), None, Some(Life::OnDisk), Some(Life::Withdrawn)]);
    let kept = |journal: &str, period: &str| {
        store.page(&JournalId::from(journal), &PeriodId::from(period)).expect("read").is_some()
    };
    assert_eq!((kept("j7a", "old"), kept("j7a", "new"), kept("left", "new")), (false, true, false));
    assert!(store.day(day("2026-10-20")).expect("read").is_none() && store.day(day("2026-10-21")).expect("read").is_some());
    assert!(store.status(day("2026-10-20")).expect("read").is_none());
    assert!(store.status(day("2026-10-21")).expect("read").is_some());
    assert!(store.journals().expect("read").is_some());
    assert_eq!(store.undo_steps(9).expect("steps"), Vec::<serde_json::Value>::new(), "they lead to what is gone");
    let act = act.expect("an act");
    let text = fs::read_to_string(&act).expect("the act");
    assert_eq!(act.file_name().and_then(|name| name.to_str()), Some("akt-2026-11-20-1.txt"));
    for said in ["№ 2026-11-20/1", "2026-11-20T04:07:00Z", "срок 30 дн.", "     2  записи", "     1  страницы учебных"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(
        !text.contains("orlova")
            && text.contains(store.folder().file_name().and_then(|name| name.to_str()).expect("a name"))
    );
    // Again: nothing, and no act about nothing.
    assert_eq!(store.purge(terms()).expect("nothing"), (Purged::default(), None));
    let paper = store.papers().join("2026-09-30-5А-3.html");
    fs::create_dir_all(store.papers()).expect("a folder");
    let file = fs::File::create(&paper).expect("made");
    file.set_modified((now() - TimeDelta::days(50)).into()).expect("dated");
    store.record_now(Recording { entries: Vec::new(), undo: UndoChange::Push("step".into()) }).expect("recorded");
    let (purged, act) = store.purge(terms()).expect("purged");
    assert_eq!((purged, paper.exists()), (Purged { old_papers: 1, ..Purged::default() }, false));
    assert!(act.is_some_and(|act| act.ends_with("acts/akt-2026-11-20-2.txt")));
    assert_eq!(store.undo_steps(9).expect("steps").len(), 1, "a paper that is gone leaves no step without its ground");
}

/// Steps back go with a page or an entry that goes, whichever it is.
#[test]
fn no_step_leads_to_what_is_gone() {
    let each = Purged { left_journals: 1, old_pages: 2, old_days: 4, old_entries: 8, unreadable: 16, old_papers: 32 };
    assert_eq!((each.total(), each.is_empty()), (63, false));
    for (what, page, entry, left) in [("nothing", false, false, 1), ("a page", true, false, 0), ("an entry", false, true, 0)]
    {
        let home = home();
        let store = open(options(home.path())).expect("a store");
        if page {
            let mut old = fixture::page(3);
            old.period.end = day("2026-10-20");
            store.put_page(&old, now()).expect("kept");
        }
        if entry {
            let mut old = operation(1, marks("p1"), None);
            old.made_at = now() - TimeDelta::days(31);
            store.record_now(one(old)).expect("recorded");
            store.apply(vec![(OperationId([1; 16]), LifeEvent::Withdrawn)]).expect("given up");
        }
        store.record_now(Recording { entries: Vec::new(), undo: UndoChange::Push("step".into()) }).expect("recorded");
        let expected = Purged { old_pages: page.into(), old_entries: entry.into(), ..Purged::default() };
        assert_eq!(store.purge(terms()).expect("purged").0, expected, "{what}");
        assert_eq!(store.undo_steps(9).expect("steps").len(), left, "{what}");
    }
}

#[test]
fn without_a_list_of_journals_none_was_left_and_a_page_that_cannot_be_read_goes() {
    let home = home();
    let store = Store::open(options(home.path())).expect("a store");
    store.put_page(&fixture::page(3), now()).expect("kept");
    assert_eq!(store.would_purge(terms()).expect("read"), Purged::default());
    let other = Connection::open(store.folder().join("store.db")).expect("a connection");
    other.execute("UPDATE cache SET body = CAST(x'00' || CAST('{}' AS BLOB) AS BLOB)", []).expect("altered");
    let insert = "INSERT INTO cache (kind, key, at_ms, body) VALUES ('day', 'no day', ?1, x'00')";
    for (age, goes) in [(29, 0), (31, 1)] {
        let read = (now() - TimeDelta::days(age)).timestamp_millis();
        other.execute("DELETE FROM cache WHERE kind = 'day'", []).expect("altered");
        other.execute(insert, [read]).expect("altered");
        let expected = Purged { unreadable: 1, old_days: goes, ..Purged::default() };
        assert_eq!(store.would_purge(terms()).expect("read"), expected, "read {age} days ago");
    }
}

#[test]
fn what_goes_is_overwritten_in_the_file() {
    let home = home();
    let store = Store::open(options(home.path())).expect("a store");
    let mut named = operation(1, marks("p1"), None);
    named.comment = Some("Щукоглазов".to_owned());
    named.made_at = now() - TimeDelta::days(40);
    store.record_now(one(named)).expect("recorded");
    store.apply(vec![(OperationId([1; 16]), LifeEvent::Withdrawn)]).expect("given up");
    let holds = || {
        let files = fs::read_dir(store.folder()).expect("a folder").flatten();
        files
            .filter(|file| fs::read(file.path()).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains("Щукоглазов")))
            .count()
    };
    assert_ne!(holds(), 0, "the test can fail");
    assert_eq!(store.purge(terms()).expect("purged").0.old_entries, 1);
    assert_eq!(holds(), 0);
}

/// From an unsealed store that was damaged a readable file is saved, too, and the log goes on behind what was lost.
#[test]
fn a_damaged_store_that_was_not_sealed_leaves_a_file_that_can_be_read() {
    let home = home();
    let store = Store::open(options(home.path())).expect("a store");
    for id in 1..=3 {
        store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
    }
    let folder = store.folder().to_owned();
    drop(store);
    let database = folder.join("store.db");
    let other = Connection::open(&database).expect("a connection");
    other
        .execute_batch("DELETE FROM entry WHERE seq = 2; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
        .expect("altered");
    drop(other);
    // The root page of a table that is not read first is overwritten, so that only the check of the file finds it.
    let mut bytes = fs::read(&database).expect("read");
    let last = bytes.len() - 4096;
    bytes[last..].fill(0xA5);
    fs::write(&database, bytes).expect("written");
    fs::write(folder.join("open"), "").expect("the last exit was not clean");
    fs::write(folder.join("damaged-1.db"), "of an earlier time").expect("written");
    let store = Store::open(options(home.path())).expect("the store");
    let kept = folder.join("damaged-2.db");
    assert_eq!(store.notes(), [Note::Salvaged { saved: 2, lost: 1, kept: kept.clone() }]);
    let lines = fs::read_to_string(kept.with_extension("jsonl")).expect("the readable file");
    let saved: Vec<Entry> = lines.lines().map(|line| serde_json::from_str(line).expect("an entry")).collect();
    assert_eq!(lives(&saved), [(1, Life::OnDisk), (3, Life::OnDisk)]);
    assert_eq!(lives(&store.waiting().expect("entries")), [(1, Life::OnDisk), (3, Life::OnDisk)]);
    let log = store.check_log().expect("read");
    assert_eq!((log.entries, log.altered, log.missing, log.ends_well), (2, 0, 1, true));
    assert_eq!(store.record_now(one(operation(4, marks("p4"), None))).expect("recorded")[0].operation.seq, 4);
}

/// A damaged file may say the same entry twice; the salvage does not fail over it, and the new store says it once.
#[test]
fn what_a_damaged_file_says_twice_is_saved_once() {
    let home = home();
    let store = Store::open(options(home.path())).expect("a store");
    for id in 1..=4 {
        store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
    }
    let folder = store.folder().to_owned();
    drop(store);
    let database = folder.join("store.db");
    let other = Connection::open(&database).expect("a connection");
    // The third row holds the second entry, the fourth holds it under a number of its own.
    other
        .execute_batch(
            "UPDATE entry SET body = (SELECT body FROM entry WHERE seq = 2) WHERE seq >= 3;
             UPDATE entry SET body =
                 CAST(x'00' || CAST(replace(CAST(substr(body, 2) AS TEXT), '\"seq\":2', '\"seq\":4') AS BLOB) AS BLOB)
             WHERE seq = 4;
             PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE",
        )
        .expect("altered");
    drop(other);
    let mut bytes = fs::read(&database).expect("read");
    let last = bytes.len() - 4096;
    bytes[last..].fill(0xA5);
    fs::write(&database, bytes).expect("written");
    fs::write(folder.join("open"), "").expect("the last exit was not clean");
    let store = Store::open(options(home.path())).expect("the store");
    assert!(matches!(store.notes(), [Note::Salvaged { saved: 2, .. }]), "{:?}", store.notes());
    assert_eq!(lives(&store.waiting().expect("entries")), [(1, Life::OnDisk), (2, Life::OnDisk)]);
    assert_eq!(store.record_now(one(operation(9, marks("p9"), None))).expect("recorded")[0].operation.seq, 3);
}

#[test]
fn a_store_is_set_aside_only_when_nobody_has_it_open() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    store.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    assert!(matches!(set_aside(&options(home.path())), Err(StoreError::Busy)));
    let folder = store.folder().to_owned();
    drop(store);
    let kept = set_aside(&options(home.path())).expect("set aside");
    assert_eq!((kept.parent(), kept.file_name()), (Some(&*folder), Some("sealed-1.db".as_ref())));
    let nothing = Seen { sealed: crate::secret::Sealed::NotYet, entries: 0, waiting: 0 };
    assert_eq!(peek(&options(home.path())).expect("there is none"), nothing);
    let store = open(options(home.path())).expect("a new store");
    assert_eq!(store.count_waiting().expect("a number"), 0);
    assert_eq!(peek(&options(home.path())).expect("a store").needs(), crate::secret::Sealed::NotYet, "nothing was entered");
    store.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    assert_eq!(peek(&options(home.path())).expect("a store").needs(), crate::secret::Sealed::Already);
    let elsewhere = Options { login: "nobody".to_owned(), ..options(home.path()) };
    assert_eq!(peek(&elsewhere).expect("there is none"), nothing);
}

/// The mark of an open store is there while somebody has it open, and goes with the last one.
#[test]
fn who_closes_last_says_that_the_exit_was_clean() {
    let home = home();
    let first = open(options(home.path())).expect("a store");
    let mark = first.folder().join("open");
    let second = open(options(home.path())).expect("the store");
    assert!(mark.exists());
    drop(first);
    assert!(mark.exists(), "the other has it open");
    drop(second);
    assert!(!mark.exists());
}

#[cfg(unix)]
#[test]
fn every_folder_on_the_way_must_be_ours_alone_and_no_file_a_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let rights = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("changed");
    let home = home();
    let folder = open(options(home.path())).expect("a store").folder().to_owned();
    let accounts = folder.parent().expect("it is in one");
    for open_to in [home.path(), accounts, &folder] {
        for mode in [0o720, 0o702] {
            rights(open_to, mode);
            let refused = open(options(home.path()));
            assert!(
                matches!(&refused, Err(StoreError::Unsafe { path }) if path == open_to),
                "{mode:o} {open_to:?}: {refused:?}"
            );
            assert!(matches!(set_aside(&options(home.path())), Err(StoreError::Unsafe { .. })));
        }
        // What others may only read tells them nothing: the files are for their owner.
        rights(open_to, 0o755);
        drop(open(options(home.path())).expect("the store"));
        rights(open_to, 0o700);
    }
    for file in ["store.lock", "bell", "store.db"] {
        let (path, moved) = (folder.join(file), home.path().join("moved"));
        fs::rename(&path, &moved).expect("moved");
        symlink(&moved, &path).expect("linked");
        assert!(matches!(open(options(home.path())), Err(StoreError::Folder { .. })), "{file}");
        fs::remove_file(&path).and_then(|()| fs::rename(&moved, &path)).expect("put back");
    }
    drop(open(options(home.path())).expect("the store"));
}

/// What a person is told is decided by what the system said.
#[test]
fn every_error_has_its_kind_and_says_no_more_than_it_must() {
    use rusqlite::ffi;
    use std::error::Error as _;
    use std::io::ErrorKind;
    let of_sqlite = |code| StoreError::from(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None));
    let folder = |error| StoreError::Folder { path: "/x".into(), cause: std::io::Error::from(error) };
    let number = |code| StoreError::Folder { path: "/x".into(), cause: std::io::Error::from_raw_os_error(code) };
    for (error, kind, has_source, said) in [
        (of_sqlite(ffi::SQLITE_FULL), "disk-full", false, "full"),
        (of_sqlite(ffi::SQLITE_IOERR), "disk", true, "disk failed"),
        (of_sqlite(ffi::SQLITE_CANTOPEN), "disk", true, "disk failed"),
        (of_sqlite(ffi::SQLITE_CORRUPT), "damaged", true, "damaged"),
        (of_sqlite(ffi::SQLITE_NOTADB), "damaged", true, "damaged"),
        (of_sqlite(ffi::SQLITE_BUSY), "busy", false, "busy"),
        (of_sqlite(ffi::SQLITE_LOCKED), "busy", false, "busy"),
        (of_sqlite(ffi::SQLITE_READONLY), "read-only", false, "only be read"),
        (of_sqlite(ffi::SQLITE_MISUSE), "other", true, "store failed"),
        (StoreError::from(rusqlite::Error::InvalidQuery), "other", true, "store failed"),
        (StoreError::Descriptors(rusqlite::Error::InvalidQuery), "descriptors", true, "no more files"),
        (folder(ErrorKind::StorageFull), "folder-full", true, "/x"),
        (folder(ErrorKind::QuotaExceeded), "folder-full", true, "/x"),
        (folder(ErrorKind::ReadOnlyFilesystem), "folder-read-only", true, "/x"),
        (folder(ErrorKind::PermissionDenied), "folder", true, "/x"),
        (number(24), "folder-descriptors", true, "/x"),
        (number(23), "folder-descriptors", true, "/x"),
        (number(22), "folder", true, "/x"),
        (StoreError::Unsafe { path: "/x".into() }, "unsafe", false, "/x"),
        (StoreError::Newer { found: 7, known: 1 }, "newer", false, "7"),
        (StoreError::Sealed { waiting: 12 }, "sealed", false, "12"),
        (StoreError::Body { table: "entry", cause: String::new() }, "damaged", false, "entry"),
        (StoreError::SameId, "same-id", false, "this id"),
        (StoreError::Closed, "closed", false, "closed"),
    ] {
        assert_eq!((error.kind(), error.source().is_some()), (kind, has_source), "{error:?}");
        assert!(error.to_string().contains(said), "{error:?} says «{error}»");
    }
}

/// Steps back are kept to a number, the newest of them.
#[test]
fn steps_back_are_kept_to_a_number() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    for number in 1..=503 {
        let undo = UndoChange::Push(number.into());
        store.record_now(Recording { entries: Vec::new(), undo }).expect("recorded");
    }
    let numbers = |steps: Vec<serde_json::Value>| steps.iter().filter_map(serde_json::Value::as_i64).collect::<Vec<_>>();
    assert_eq!(numbers(store.undo_steps(999).expect("steps")), (4..=503).collect::<Vec<_>>());
    assert_eq!(numbers(store.undo_steps(3).expect("steps")), [501, 502, 503]);
    for _ in 0..3 {
        store.record_now(Recording { entries: Vec::new(), undo: UndoChange::Pop }).expect("undone");
    }
    assert_eq!(numbers(store.undone_steps(2).expect("steps")), [502, 501]);
}
