//! What sealing costs: one body, and one recorded mark beside a bare insert with the same sync on the same disk.
//!
//! `cargo bench --bench rest`. Recording may take three times a bare insert, sealing 10 µs, opening 10 000 waiting entries 200 ms.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use divan::Bencher;
use zvonok::domain::{
    AccountId, ClockProof, DeviceId, Digest, Mark, Marks, Operation, OperationId, PupilId, SchoolId, Target, Value, WorkId,
};
use zvonok::outbox::{NewEntry, Recording, UndoChange};
use zvonok::secret::{Key, StoreKey};
use zvonok::store::{Options, Purpose, Store};

fn main() {
    divan::main();
}

#[divan::bench(args = [200, 600, 60_000])]
fn seal(bencher: Bencher<'_, '_>, bytes: usize) {
    let (key, clear) = (Key::random().expect("a key"), vec![b'x'; bytes]);
    bencher.bench(|| key.seal(b"zvonok body v1 a store entry marks 0123456789abcdef", divan::black_box(&clear)));
}

#[divan::bench(args = [200, 600, 60_000])]
fn open(bencher: Bencher<'_, '_>, bytes: usize) {
    let key = Key::random().expect("a key");
    let sealed = key.seal(b"about", &vec![b'x'; bytes]);
    bencher.bench(|| key.open(b"about", divan::black_box(&sealed)).expect("it is ours"));
}

#[divan::bench(sample_count = 200)]
fn bare_insert(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir_in(".").expect("a folder");
    let connection = rusqlite::Connection::open(home.path().join("bare.db")).expect("a database");
    connection.pragma_update(None, "journal_mode", "WAL").expect("set");
    connection.pragma_update(None, "synchronous", "FULL").expect("set");
    connection.execute_batch("CREATE TABLE entry (seq INTEGER PRIMARY KEY, body BLOB NOT NULL)").expect("made");
    let body = vec![7_u8; 600];
    bencher.bench_local(|| connection.execute("INSERT INTO entry (body) VALUES (?1)", [&body]).expect("inserted"));
}

#[divan::bench(sample_count = 200)]
fn record_sealed(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir_in(".").expect("a folder");
    let key = Key::random().expect("a key");
    let store = zvonok::sync::open_store(options(home.path()), StoreKey::Kept(key)).expect("a store");
    bencher.bench_local(|| store.record_now(recording()).expect("recorded"));
}

#[divan::bench(sample_count = 200)]
fn record_plain(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir_in(".").expect("a folder");
    let store = Store::open(options(home.path())).expect("a store");
    bencher.bench_local(|| store.record_now(recording()).expect("recorded"));
}

/// A store is opened in which a whole school's evening waits, and what waits is read: at most 200 ms.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn ten_thousand_waiting(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir_in(".").expect("a folder");
    let key = Key::random().expect("a key");
    let open = || zvonok::sync::open_store(options(home.path()), StoreKey::Kept(key.clone())).expect("a store");
    let store = open();
    for _ in 0..100 {
        let entries = (0..100).flat_map(|_| recording().entries).collect();
        store.record_now(Recording { entries, undo: UndoChange::Keep }).expect("recorded");
    }
    drop(store);
    bencher.bench_local(|| assert_eq!(open().waiting().expect("read").len(), 10_000));
}

fn options(folder: &Path) -> Options {
    let (server, login) = ("https://journal.example".to_owned(), "orlova".to_owned());
    Options { folder: folder.to_owned(), server, login, purpose: Purpose::Command }
}

/// Another mark of another pupil each time.
fn recording() -> Recording {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut id = [0; 16];
    id[..8].copy_from_slice(&number.to_be_bytes());
    let operation = Operation {
        id: OperationId(id),
        school: SchoolId::new("s7"),
        account: AccountId::new("orlova"),
        device: DeviceId::new(""),
        seq: 0,
        prev_hash: Digest::default(),
        made_at: "2026-11-20T04:07:00Z".parse().expect("an instant"),
        proof: ClockProof { wall_ms: 1, boot_ms: 1, boot_id: 1, offset_ms: 0, width_ms: Some(40) },
        on_behalf_of: None,
        target: Target::Marks { work: WorkId::new("w1"), pupil: PupilId::new(format!("p{number}")) },
        base: None,
        value: Some(Value::Marks { marks: Marks::single(Mark::new(5).expect("a mark")), creates: None }),
        comment: None,
        reason: None,
        explanation: None,
        answered: Vec::new(),
        profile: Digest::default(),
        timetable_version: 1,
    };
    Recording { entries: vec![NewEntry { operation, held_until: None }], undo: UndoChange::Keep }
}
