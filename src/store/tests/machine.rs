//! How the store sits on the machine: its settings, its thread, its bell, its files; and the lines of it that no other law notices.

use super::*;
use crate::store::folder::Files;
use crate::store::schema;

fn id(id: u8) -> OperationId {
    OperationId([id; 16])
}

fn store_of(folder: &Path, entries: u8) -> Store {
    let store = open(options(folder)).expect("a store");
    for id in 1..=entries {
        store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
    }
    store
}

/// What the store itself has set on an operation does not make the same operation another one.
#[test]
fn an_operation_is_the_same_whatever_the_store_has_set_on_it() {
    let home = home();
    let store = store_of(home.path(), 1);
    // The second is linked to the first, the third stands on what the second stood on.
    let [second, third] = [operation(2, marks("p2"), Some(9)), operation(3, marks("p2"), Some(2))];
    store.record_now(one(second)).expect("recorded");
    let kept = store.record_now(one(third.clone())).expect("recorded").pop().expect("an entry").operation;
    assert!(kept.prev_hash != third.prev_hash && kept.seq != third.seq && kept.device != third.device);
    assert_eq!((kept.base, third.base), (Some(id(9)), Some(id(2))));
    let again = store.record_now(one(third.clone())).expect("known");
    assert_eq!(again.iter().map(|entry| &entry.operation).collect::<Vec<_>>(), [&kept]);
    assert!(matches!(store.record_now(one(Operation { value: None, ..third })), Err(StoreError::SameId)));
    assert_eq!(store.check_log().map(|log| log.entries).ok(), Some(3));
}

/// On a network drive there is no shared memory between hosts: no write-ahead log, and each commit is synced with its folder.
#[test]
fn the_settings_fit_the_drive() {
    let home = home();
    for (network, expected) in [(false, ("wal", 2, 4_194_304)), (true, ("delete", 3, -1))] {
        let at = |name: &str| home.path().join(format!("{network}-{name}"));
        let files = Files { database: at("store.db"), bell: at("bell"), network };
        let connection = schema::open_writer(&files).expect("opened");
        let text = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, String>(0));
        let number = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
        let mode = text("journal_mode").expect("a setting");
        let numbers = (number("synchronous").expect("a setting"), number("journal_size_limit").expect("a setting"));
        assert_eq!((mode.as_str(), numbers.0, numbers.1), expected);
    }
}

#[test]
fn an_sqlite_with_the_race_in_its_log_is_refused() {
    for (number, good) in [(3_051_002, false), (3_051_003, true), (4_000_000, true), (3_050_099, false)] {
        assert_eq!(schema::assert_library(number).is_ok(), good, "{number}");
    }
    schema::assert_library(rusqlite::version_number()).expect("the one that is built in");
}

/// What the bell's file holds: nothing, until it is rung.
fn bell(store: &Path) -> Vec<u8> {
    fs::read(store.join("bell")).expect("the bell")
}

#[test]
fn who_reads_rings_for_nobody_and_who_writes_rings_before_the_end() {
    let home = home();
    let store = store_of(home.path(), 0);
    let folder = store.folder().to_owned();
    store.data_version().expect("read");
    store.flush().expect("nothing to be done");
    assert_eq!(store.take_for_sending(&[id(1)], now()).expect("nothing"), []);
    drop(store);
    assert_eq!(bell(&folder), b"");
    drop(store_of(home.path(), 1));
    assert_eq!(bell(&folder), b".");
}

/// A watch of a store that nobody writes to ends with the store, and not with the next ring.
#[test]
fn a_watch_that_heard_nothing_ends_with_the_store() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let home = home();
    let store = store_of(home.path(), 0);
    let (told, heard) = mpsc::channel();
    store.watch(move || {
        let _ = told.send(());
    });
    drop(store);
    let silence = heard.recv_timeout(std::time::Duration::from_secs(20));
    assert_eq!(silence, Err(mpsc::RecvTimeoutError::Disconnected));
}

/// After an error the connection is given up. Where no new one can be opened, who asked hears it on every way of asking.
#[test]
fn work_that_is_dropped_undone_is_answered() {
    let home = home();
    let store = store_of(home.path(), 1);
    let capped = store.inner.writer.wait(|connection| {
        connection.query_row("PRAGMA max_page_count = 1", [], |row| row.get::<_, i64>(0))?;
        Ok(())
    });
    capped.expect("limited to the present size");
    let mut large = operation(2, marks("p2"), None);
    large.comment = Some("x".repeat(100_000));
    assert!(matches!(store.record_now(one(large.clone())), Err(StoreError::DiskFull)));
    let (file, aside) = (store.folder().join("store.db"), store.folder().join("aside.db"));
    fs::rename(&file, &aside).and_then(|()| fs::create_dir(&file)).expect("in its place is something else");
    let (told, heard) = mpsc::channel();
    store.record(one(large.clone()), move |reply| told.send(reply).expect("somebody listens"));
    assert!(matches!(heard.recv().expect("an answer"), Err(StoreError::Closed)));
    assert!(matches!(store.record_now(one(large.clone())), Err(StoreError::Closed)));
    fs::remove_dir(&file).and_then(|()| fs::rename(&aside, &file)).expect("put back");
    store.record_now(one(large)).expect("recorded");
    assert_eq!(store.count_waiting().expect("a number"), 2);
}

/// The file is written anew when something lay in it in the clear, and not with every opening.
#[test]
fn a_store_is_swept_when_something_of_it_was_sealed_and_then_no_more() {
    let home = home();
    let plain = Store::open(options(home.path())).expect("a store");
    plain.put_note("position", &"Щукоглазов");
    plain.flush().expect("written");
    let file = plain.folder().join("store.db");
    drop(plain);
    let free = |deed: &str| {
        let other = Connection::open(&file).expect("a connection");
        other.execute_batch(deed).expect("done");
        other.query_row("PRAGMA freelist_count", [], |row| row.get::<_, i64>(0)).expect("a number")
    };
    let deleted = "CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(90000)); DROP TABLE t;";
    assert_ne!(free(deleted), 0);
    drop(open(options(home.path())).expect("sealed"));
    assert_eq!(free(""), 0, "a note alone was there in the clear");
    let before = free(deleted);
    drop(open(options(home.path())).expect("the store"));
    assert_eq!(free(""), before, "nothing was");
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_nobodys_store() {
    let home = home();
    let store = store_of(home.path(), 2);
    let (file, moved) = (store.folder().join("store.db"), home.path().join("moved.db"));
    drop(store);
    let waiting = |login: &str| others_waiting(&Options { login: login.to_owned(), ..options(home.path()) });
    assert_eq!((peek(&options(home.path())).map(|seen| seen.waiting).ok(), waiting("belova")), (Some(2), 2));
    fs::rename(&file, &moved).and_then(|()| std::os::unix::fs::symlink(&moved, &file)).expect("linked");
    assert!(peek(&options(home.path())).is_err());
    assert_eq!(waiting("belova"), 0);
}
