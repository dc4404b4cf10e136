//! A server whose disk was lost and whose last backup was put back: what it had acknowledged since is offered to it again.

use std::time::Duration;

use zvonok::domain::OperationId;
use zvonok::outbox::Life;
use zvonok::server::Storage;
use zvonok::sync::{LinkCut, SyncEvent, once};

use crate::{Standing, free_pupils, life, mark, new_server, open_page, password, record, setup, start, start_server};

#[test]
fn what_a_restored_server_has_lost_is_offered_again_and_stands_once() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let address = server.addr();
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let open = open_page(&teacher);
    let pupils = free_pupils(&open);
    let entered = |id: u8, pupil: usize, base: Option<u8>| {
        let base = base.map(|base| OperationId([base; 16]));
        record(&teacher, mark(&teacher, &open, id, &pupils[pupil], 2 + id % 4, base));
        let pushed = once::push(&teacher, Duration::from_secs(20));
        assert!(pushed.error.is_none(), "{:?}", pushed.error);
        assert_eq!(life(&teacher, id), Life::InJournal);
    };
    entered(1, 0, None);
    let backup = home.path().join("yesterday.sqlite3");
    server.storage().backup(&backup, clock.now()).expect("a backup");
    entered(2, 1, None);
    entered(3, 1, Some(2));
    entered(4, 0, Some(1));
    server.stop();
    let elsewhere = home.path().join("new disk");
    std::fs::create_dir(&elsewhere).expect("a folder");
    drop(Storage::restore(&backup, &elsewhere.join("server")).expect("restored"));
    let server = start_server(&elsewhere, &clock, address);
    let versions = || -> Vec<u8> {
        let journal = rusqlite::Connection::open(elsewhere.join("server/journal.sqlite3")).expect("the journal");
        let sql = "SELECT operation FROM versions WHERE body IS NOT NULL ORDER BY operation";
        let mut statement = journal.prepare(sql).expect("the table");
        let rows = statement.query_map([], |row| row.get::<_, [u8; 16]>(0)).expect("versions");
        rows.map(|row| row.expect("a version")[0]).collect()
    };
    assert_eq!(versions(), [1], "the rest is gone");

    let (worker, heard) = start(&teacher, LinkCut::Whole);
    let mut seen: Vec<(u8, Life)> = Vec::new();
    heard.until(|event| {
        if let SyncEvent::Entries(entries) = event {
            seen.extend(entries.iter().map(|entry| (entry.operation.id.0[0], entry.life)));
        }
        [1, 2, 3, 4].iter().all(|id| seen.contains(&(*id, Life::InJournal))).then_some(())
    });
    assert!(
        [1, 2, 3, 4].iter().all(|id| seen.contains(&(*id, Life::Uncertain))),
        "never said to be there meanwhile: {seen:?}"
    );
    worker.stop();
    assert_eq!([1, 2, 3, 4].map(|id| life(&teacher, id)), [Life::InJournal; 4]);
    assert_eq!(versions(), [1, 2, 3, 4], "once each");
    let changes = server.storage().verify(None).expect("read");
    assert!(changes.faults.is_empty(), "{:?}", changes.faults);
    server.stop();
}

/// The command hears of it with its own batch: nobody asks for changes beside it.
#[test]
fn a_push_after_a_backup_was_put_back_goes_to_the_journal_that_is_there_now() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let address = server.addr();
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let open = open_page(&teacher);
    let pupils = free_pupils(&open);
    let backup = home.path().join("yesterday.sqlite3");
    server.storage().backup(&backup, clock.now()).expect("a backup");
    record(&teacher, mark(&teacher, &open, 1, &pupils[0], 5, None));
    assert!(once::push(&teacher, Duration::from_secs(20)).error.is_none());
    server.stop();
    let elsewhere = home.path().join("new disk");
    std::fs::create_dir(&elsewhere).expect("a folder");
    drop(Storage::restore(&backup, &elsewhere.join("server")).expect("restored"));
    let server = start_server(&elsewhere, &clock, address);

    record(&teacher, mark(&teacher, &open, 2, &pupils[1], 4, None));
    let pushed = once::push(&teacher, Duration::from_secs(20));
    assert!(pushed.error.is_none(), "{:?}", pushed.error);
    let mut lives: Vec<_> = pushed.changed.iter().map(|entry| (entry.operation.id.0[0], entry.life)).collect();
    lives.sort_unstable_by_key(|(id, _)| *id);
    let both = [(1, Life::InJournal), (2, Life::InJournal)];
    assert_eq!(lives, both, "what was lost with the disk was offered again in the same go");
    let journal = rusqlite::Connection::open(elsewhere.join("server/journal.sqlite3")).expect("the journal");
    let sql = "SELECT count(*) FROM versions WHERE body IS NOT NULL";
    assert_eq!(journal.query_row(sql, [], |row| row.get::<_, u32>(0)).expect("a number"), 2, "once each");
    server.stop();
}
