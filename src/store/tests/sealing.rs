//! A store at rest: what stands in its files, and who can read them.

use super::*;

/// A word that stands in every table of [`filled`].
const NAME: &str = "Громова";

fn filled(store: &Store) {
    for id in 1..=40 {
        let mut named = operation(id, marks(&format!("p{id}")), None);
        named.comment = Some(format!("{NAME} София {id}"));
        let undo = UndoChange::Push(format!("{NAME} {id}").into());
        let recording = Recording { entries: vec![NewEntry { operation: named, held_until: None }], undo };
        store.record_now(recording).expect("recorded");
    }
    let page = crate::entry::tests::fixture::page(3);
    store.put_page(&page, now()).expect("kept");
    store.put_note("position", &NAME);
    store.put_outage(&Outage { from: now(), to: None, noticed: NAME.to_owned() });
    store.flush().expect("written");
}

/// The files of a folder in which a text stands.
fn found(folder: &Path, text: &str) -> Vec<PathBuf> {
    let holds =
        |path: &PathBuf| fs::read(path).is_ok_and(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes()));
    fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).filter(holds).collect()
}

#[test]
fn no_file_of_a_sealed_store_holds_a_name_while_it_is_open_or_after() {
    let home = home();
    let plain = Store::open(options(home.path())).expect("a store");
    assert!(!plain.is_sealed());
    filled(&plain);
    let pupil = crate::entry::tests::fixture::page(3).pupils[0].surname.clone();
    for name in [NAME, &pupil] {
        assert_ne!(found(plain.folder(), name), Vec::<PathBuf>::new(), "the test can fail: {name}");
    }
    drop(plain);

    let sealed = open(options(home.path())).expect("sealed");
    assert!(sealed.is_sealed());
    for name in [NAME, &pupil] {
        assert_eq!(found(sealed.folder(), name), Vec::<PathBuf>::new(), "{name}, of before");
    }
    filled_again(&sealed);
    for name in [NAME, &pupil, "made_at"] {
        assert_eq!(found(sealed.folder(), name), Vec::<PathBuf>::new(), "{name}, while it is open");
    }
    let folder = sealed.folder().to_owned();
    drop(sealed);
    assert_eq!(found(&folder, NAME), Vec::<PathBuf>::new(), "after it was closed");
}

/// Everything is still there, and more is written.
fn filled_again(store: &Store) {
    let waiting = store.waiting().expect("entries");
    assert_eq!(waiting.len(), 40);
    assert!(waiting.iter().all(|entry| entry.operation.comment.as_ref().is_some_and(|said| said.starts_with(NAME))));
    assert!(chain::is_unbroken(waiting.iter().map(|entry| &entry.operation)));
    assert_eq!(store.undo_steps(99).expect("steps").len(), 40);
    assert_eq!(store.note::<String>("position").expect("read").as_deref(), Some(NAME));
    assert_eq!(store.outages(9).expect("read")[0].noticed, NAME);
    let page = crate::entry::tests::fixture::page(3);
    assert!(store.page(&page.journal.id, &page.period.id).expect("read").is_some());
    let mut more = operation(41, marks("p41"), None);
    more.comment = Some(NAME.to_owned());
    store.record_now(one(more)).expect("recorded");
    store.put_page(&page, now()).expect("kept");
}

#[test]
fn another_key_opens_nothing_and_changes_nothing_but_tells_how_much_waits() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    for id in 1..=3 {
        store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
    }
    drop(store);
    let other = Store::open_sealed(options(home.path()), Key::random().expect("a key"));
    assert!(matches!(other, Err(StoreError::Sealed { waiting: 3 })), "{other:?}");
    let none = Store::open(options(home.path()));
    assert!(matches!(none, Err(StoreError::Sealed { waiting: 3 })), "{none:?}");
    assert_eq!(
        peek(&options(home.path())).expect("it is there"),
        Seen { sealed: crate::secret::Sealed::Already, entries: 3, waiting: 3 }
    );
    assert_eq!(open(options(home.path())).expect("the store").count_waiting().expect("a number"), 3);
}

/// A first start that was cut off before the key was kept: nothing was entered, so nothing is lost.
#[test]
fn a_store_in_which_nothing_was_entered_takes_a_new_key() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    store.put_note("position", &NAME);
    drop(store);
    let store = Store::open_sealed(options(home.path()), Key::random().expect("a key")).expect("the store");
    assert_eq!(store.note::<String>("position").expect("read"), None);
    // Beside another process it does not: that one would be left without its key.
    assert!(matches!(open(options(home.path())), Err(StoreError::Sealed { waiting: 0 })));
}

#[test]
fn rows_cannot_be_swapped_or_forged() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    for id in 1..=2 {
        store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
    }
    let other = Connection::open(store.folder().join("store.db")).expect("a connection");
    for forged in [
        "UPDATE entry SET body = (SELECT body FROM entry WHERE seq = 1) WHERE seq = 2",
        "UPDATE entry SET kind = 'absence' WHERE seq = 2",
        "UPDATE entry SET body = CAST(x'00' || CAST('{}' AS BLOB) AS BLOB) WHERE seq = 2",
    ] {
        other.execute_batch(&format!("SAVEPOINT before; {forged}; RELEASE before")).expect("forged");
        assert!(matches!(store.waiting(), Err(StoreError::Body { table: "entry", .. })), "{forged}");
        assert_eq!(lives(&store.entries(&[OperationId([1; 16])]).expect("the other one")), [(1, Life::OnDisk)]);
    }
}

#[test]
fn a_sealing_that_was_cut_off_is_finished() {
    let home = home();
    let plain = Store::open(options(home.path())).expect("a store");
    filled(&plain);
    let folder = plain.folder().to_owned();
    drop(plain);
    drop(open(options(home.path())).expect("sealed"));
    let file = folder.join("store.db");
    // As a crash between the two steps would leave it: sealed, with old text in free pages.
    let other = Connection::open(&file).expect("a connection");
    other
        .execute_batch("PRAGMA secure_delete = OFF; CREATE TABLE t (x); INSERT INTO meta VALUES ('sweep', 1)")
        .expect("made");
    other.execute("INSERT INTO t VALUES (?1)", [NAME.repeat(3000)]).expect("written");
    other.execute_batch("DROP TABLE t").expect("dropped");
    drop(other);
    assert_eq!(found(&folder, NAME), [file], "the test can fail");
    let store = open(options(home.path())).expect("the store");
    assert_eq!(found(&folder, NAME), Vec::<PathBuf>::new());
    assert_eq!(store.count_waiting().expect("a number"), 40);
}

#[test]
fn what_waits_for_others_is_a_number() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    assert_eq!(others_waiting(&options(home.path())), 0);
    store.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    assert_eq!(others_waiting(&options(home.path())), 0, "the own ones do not count");
    let belova = Options { login: "belova".to_owned(), ..options(home.path()) };
    assert_eq!(others_waiting(&belova), 1);
    // Her key opens her store only.
    let hers = Store::open_sealed(belova.clone(), Key::random().expect("a key")).expect("her store");
    assert_eq!(hers.waiting().expect("entries"), []);
    assert_eq!(hers.history(9).expect("entries"), []);
    assert!(hers.take_for_sending(&[OperationId([1; 16])], now()).expect("nothing").is_empty());
}
