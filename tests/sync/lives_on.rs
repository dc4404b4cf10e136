//! The session lives on while it is used, and ends where it is not; nothing waits less safely for that.

use std::time::Duration;

use chrono::{DateTime, Utc};
use zvonok::domain::OperationId;
use zvonok::outbox::Life;
use zvonok::sync::{Command, From, LinkCut, Setup, SyncError, SyncEvent, once};

use super::{Standing, free_pupils, friday, mark, new_server, open_page, password, record, setup, start};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn ends_at(setup: &Setup) -> DateTime<Utc> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let token = setup.vault.get().expect("kept").expect("signed in");
    let sessions = runtime.block_on(setup.remote.sessions(token.reveal())).expect("answered").value.sessions;
    sessions.iter().find(|session| session.current).expect("the one that asks").expires_at
}

#[test]
fn a_command_renews_the_session_a_week_after_the_sign_in_and_not_before() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let first = ends_at(&teacher);
    clock.go(6 * DAY);
    once::day(&teacher, friday()).expect("the day");
    assert_eq!(ends_at(&teacher), first);
    clock.go(2 * DAY);
    once::day(&teacher, friday()).expect("the day");
    assert_eq!(ends_at(&teacher), first + chrono::TimeDelta::days(8));

    // Not used for longer than a session lives: a sign-in is asked for, and what was entered meanwhile goes after it.
    let open = open_page(&teacher);
    let pupil = free_pupils(&open).remove(0);
    record(&teacher, mark(&teacher, &open, 1, &pupil, 5, None));
    clock.go(40 * DAY);
    assert!(matches!(once::day(&teacher, friday()), Err(SyncError::SignInNeeded)));
    assert!(once::push(&teacher, Duration::from_secs(20)).error.is_some());
    let waiting = teacher.store.waiting().expect("read");
    assert!(waiting.iter().any(|entry| entry.operation.id == OperationId([1; 16])), "{waiting:?}");
    once::sign_in(&teacher, &password()).expect("signed in");
    let pushed = once::push(&teacher, Duration::from_secs(20));
    assert!(pushed.error.is_none(), "{:?}", pushed.error);
    assert!(teacher.store.waiting().expect("read").iter().all(|entry| entry.life != Life::Sent));
    server.stop();
}

#[test]
fn the_worker_renews_with_the_day_that_the_screens_ask_for() {
    let home = tempfile::tempdir().expect("a folder");
    let clock = Standing::new();
    let server = new_server(home.path(), &clock);
    let teacher = setup(home.path(), &server.url(), "orlova", &clock);
    once::sign_in(&teacher, &password()).expect("signed in");
    let first = ends_at(&teacher);
    clock.go(8 * DAY);
    let (worker, heard) = start(&teacher, LinkCut::Whole);
    worker.send(Command::LoadDay { generation: 1, date: friday() });
    heard.until(|event| matches!(event, SyncEvent::Day { from: From::Server, .. }).then_some(()));
    // It goes on beside the answer: asked as often as the server has answered other things.
    let renewed = (0..500).any(|_| ends_at(&teacher) > first);
    assert!(renewed, "the session ends as before");
    drop(worker);
    server.stop();
}
