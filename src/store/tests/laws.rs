//! Laws that a changed line of the store would break without any other test noticing: what it says of itself, entries and the log.

use super::*;
use crate::entry::tests::fixture;
use crate::outbox::{Line, Queue};

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

fn accepted(at: DateTime<Utc>) -> LifeEvent {
    LifeEvent::Accepted { findings: Vec::new(), at }
}

fn refused() -> LifeEvent {
    LifeEvent::Refused { findings: Vec::new() }
}

fn conflict(present: Option<Fact>) -> LifeEvent {
    LifeEvent::Conflict { present: present.map(Box::new), lesson: None }
}

/// Sends and has accepted.
fn settled(store: &Store, ids: &[u8], at: DateTime<Utc>) {
    for one in ids {
        store.take_for_sending(&[id(*one)], at).expect("taken");
        store.apply(vec![(id(*one), accepted(at))]).expect("accepted");
    }
}

fn steps(store: &Store) -> Vec<String> {
    let steps = store.undo_steps(9).expect("steps");
    steps.iter().map(|step| step.as_str().expect("a text").to_owned()).collect()
}

#[test]
fn a_store_says_whose_it_is_and_what_waits_for_others() {
    let home = home();
    let mine = store_of(home.path(), 2);
    assert_eq!((mine.login(), mine.server()), ("orlova", "https://journal.example"));
    let hers = open(Options { login: "belova".to_owned(), ..options(home.path()) }).expect("another store");
    assert_eq!((hers.login(), hers.others_waiting(), mine.others_waiting()), ("belova", 2, 0));
    assert_eq!((mine.access(), hers.access()), (Access::Write, Access::Write));
    assert_eq!(
        Store::open(Options { login: "new".to_owned(), ..options(home.path()) }).map(|new| new.is_sealed()).ok(),
        Some(false)
    );
    // The same server with a slash at its end is the same; another login or server is another.
    let slash = Options { server: "https://journal.example/".to_owned(), ..options(home.path()) };
    assert_eq!(open(slash).expect("the store").folder(), mine.folder());
    let other = Options { server: "https://other.example".to_owned(), ..options(home.path()) };
    assert_ne!(open(other).expect("another store").folder(), mine.folder());
}

#[test]
fn who_may_only_read_changes_nothing_by_any_way_of_writing() {
    let home = home();
    let screens = Options { purpose: Purpose::Screens, ..options(home.path()) };
    let first = open(screens.clone()).expect("a store");
    first.record_now(one(operation(1, marks("p1"), None))).expect("recorded");
    let second = open(screens).expect("the store");
    let (told, heard) = mpsc::channel();
    let tell = |told: &mpsc::Sender<Result<Vec<Entry>, StoreError>>| {
        let told = told.clone();
        move |reply| told.send(reply).expect("somebody listens")
    };
    second.record(one(operation(2, marks("p2"), None)), tell(&told));
    second.withdraw(vec![id(1)], UndoChange::Keep, tell(&told));
    let replies = [heard.recv().expect("a reply"), heard.recv().expect("a reply")];
    let now_ones = [
        second.apply(vec![(id(1), LifeEvent::Withdrawn)]),
        second.take_for_sending(&[id(1)], now()),
        second.doubt_acknowledged("c7"),
        second.end_hold(now()),
    ];
    assert!(replies.iter().chain(&now_ones).all(|reply| matches!(reply, Err(StoreError::ReadOnly))));
    let terms = Terms { now: now() + TimeDelta::days(99), today: fixture::date(20), days: 1 };
    assert!(matches!(second.purge(terms), Err(StoreError::ReadOnly)));
    assert_eq!(lives(&first.waiting().expect("entries")), [(1, Life::OnDisk)]);
    // Who may write hears on the same ways that it was done.
    first.withdraw(vec![id(1)], UndoChange::Push("back".into()), tell(&told));
    let withdrawn = heard.recv().expect("a reply").expect("withdrawn");
    assert_eq!(lives(&withdrawn), [(1, Life::Withdrawn)]);
    assert_eq!((first.count_waiting().expect("a number"), steps(&first)), (0, vec!["back".to_owned()]));
}

/// What the disk says of entries is what the entries say: the row, the body, the queue of the plan, the history.
#[test]
fn what_waits_is_told_alike_with_and_without_its_contents() {
    let home = home();
    let store = store_of(home.path(), 6);
    settled(&store, &[1], now() + TimeDelta::seconds(1));
    store.take_for_sending(&[id(2), id(6)], now() + TimeDelta::milliseconds(1500)).expect("taken");
    store.apply(vec![(id(3), refused()), (id(4), LifeEvent::Withdrawn), (id(6), LifeEvent::AnswerLost)]).expect("applied");
    let held = NewEntry { operation: operation(7, marks("p7"), None), held_until: Some(now() + TimeDelta::seconds(30)) };
    store.record_now(Recording { entries: vec![held], undo: UndoChange::Keep }).expect("recorded");
    let waiting = store.waiting().expect("entries");
    let expected = [(2, Life::Sent), (3, Life::Refused), (5, Life::OnDisk), (6, Life::Uncertain), (7, Life::Held)];
    assert_eq!(lives(&waiting), expected);
    assert_eq!(store.count_waiting().expect("a number"), 5);
    let queue = store.queue().expect("the queue");
    assert!(queue.lines().eq(waiting.iter().map(Line::of).collect::<Queue>().lines()), "{queue:?}");
    assert_eq!(waiting[0].sent_at, Some(now() + TimeDelta::milliseconds(1500)));
    assert_eq!((waiting[0].attempts, waiting[2].attempts, waiting[3].attempts), (1, 0, 1));
    assert_eq!(waiting[4].held_until, Some(now() + TimeDelta::seconds(30)));
    // By their ids, in the order of their making; and the last ones, newest first.
    let both = store.entries(&[id(5), id(9), id(2)]).expect("entries");
    assert_eq!(lives(&both), [(2, Life::Sent), (5, Life::OnDisk)]);
    let last = store.history(3).expect("entries");
    assert_eq!(lives(&last), [(7, Life::Held), (6, Life::Uncertain), (5, Life::OnDisk)]);
    assert_eq!(store.history(99).expect("entries").len(), 7);
    let first = &store.entries(&[id(1)]).expect("entries")[0];
    assert_eq!((first.life, first.acknowledged_at), (Life::InJournal, Some(now() + TimeDelta::seconds(1))));
}

#[test]
fn what_was_acknowledged_is_doubted_when_the_server_forgot_and_nothing_else() {
    let home = home();
    let store = store_of(home.path(), 4);
    settled(&store, &[1, 2], now());
    store.take_for_sending(&[id(3)], now()).expect("taken");
    store.apply(vec![(id(3), LifeEvent::Requested { findings: Vec::new() })]).expect("requested");
    store.put_changes(Vec::new(), "c7").expect("kept");
    assert_eq!(store.doubt_acknowledged("c6").expect("nothing to do"), [], "another position is known since");
    assert_eq!(store.put_first_cursor("d1").expect("kept"), "c7", "there is one");
    let changed = store.doubt_acknowledged("c7").expect("doubted");
    assert_eq!(lives(&changed), [(1, Life::Uncertain), (2, Life::Uncertain), (3, Life::Uncertain)]);
    assert_eq!(store.cursor().expect("read"), None, "all changes are asked for again, and at once");
    assert_eq!(
        lives(&store.waiting().expect("entries")),
        [(1, Life::Uncertain), (2, Life::Uncertain), (3, Life::Uncertain), (4, Life::OnDisk)]
    );
    assert_eq!(store.entries(&[id(1)]).expect("entries")[0].acknowledged_at, None);
    assert_eq!(store.put_first_cursor("d1").expect("kept"), "d1", "of the journal that is there now");
    assert_eq!(store.cursor().expect("read").as_deref(), Some("d1"));
}

#[test]
fn only_what_stands_on_what_went_and_never_left_is_moved() {
    let home = home();
    let store = store_of(home.path(), 0);
    let target = || marks("p1");
    let record = |number, base| store.record_now(one(operation(number, target(), base))).expect("recorded");
    record(1, Some(9));
    store.take_for_sending(&[id(1)], now()).expect("taken");
    record(2, Some(1));
    // Of another fact, though it says the same base; it stays where it stands.
    store.record_now(one(operation(3, marks("p3"), Some(1)))).expect("recorded");
    let changed = store.apply(vec![(id(1), refused())]).expect("applied");
    assert_eq!(lives(&changed), [(2, Life::OnDisk), (1, Life::Superseded)]);
    let base = |number| store.entries(&[id(number)]).expect("entries")[0].operation.base;
    assert_eq!((base(2), base(3)), (Some(id(9)), Some(id(1))));
    assert_eq!(store.entries(&[id(1)]).expect("entries")[0].life, Life::Superseded, "as it was told");

    // One that has left stands where it was sent.
    store.take_for_sending(&[id(2)], now()).expect("taken");
    record(4, Some(2));
    store.take_for_sending(&[id(4)], now()).expect("taken");
    let changed = store.apply(vec![(id(2), refused())]).expect("applied");
    assert_eq!(lives(&changed), [(2, Life::Refused)]);
    assert_eq!(base(4), Some(id(2)));

    // What stands on something else than what went is not moved either.
    store.record_now(one(operation(5, marks("p5"), Some(8)))).expect("recorded");
    store.take_for_sending(&[id(5)], now()).expect("taken");
    store.record_now(one(operation(6, marks("p5"), Some(7)))).expect("recorded");
    let changed = store.apply(vec![(id(5), refused())]).expect("applied");
    assert_eq!((lives(&changed), base(6)), (vec![(5, Life::Refused)], Some(id(7))));
    // An event for what is not there, or is not possible any more, is left out.
    assert_eq!(store.apply(vec![(id(99), refused()), (id(1), LifeEvent::Recorded)]).expect("applied"), []);
}

#[test]
fn an_entry_that_stands_on_something_else_keeps_its_base_when_it_replaces() {
    let home = home();
    let store = store_of(home.path(), 0);
    store.record_now(one(operation(1, marks("p1"), Some(9)))).expect("recorded");
    let changed = store.record_now(one(operation(2, marks("p1"), Some(8)))).expect("recorded");
    assert_eq!(lives(&changed), [(1, Life::Superseded), (2, Life::OnDisk)]);
    assert_eq!(changed[1].operation.base, Some(id(8)));
    assert_eq!(store.entries(&[id(1)]).expect("entries")[0].life, Life::Superseded, "as it was told");
    // In conflict with a fact that is gone: the next stands on nothing.
    store.apply(vec![(id(2), conflict(None))]).expect("applied");
    let changed = store.record_now(one(operation(3, marks("p1"), Some(2)))).expect("recorded");
    assert_eq!((changed[1].life, changed[1].operation.base), (Life::OnDisk, None));
    // Three in a row of one recording stand on one another as far down as nothing was sent.
    let entries =
        [4, 5, 6].map(|number| NewEntry { operation: operation(number, marks("p1"), Some(number - 1)), held_until: None });
    store.record_now(Recording { entries: entries.to_vec(), undo: UndoChange::Keep }).expect("recorded");
    let waiting = store.waiting().expect("entries");
    assert_eq!((lives(&waiting), waiting[0].operation.base), (vec![(6, Life::OnDisk)], None));
    assert!(chain::is_unbroken(store.history(9).expect("entries").iter().rev().map(|entry| &entry.operation)));
}

#[test]
fn a_hold_that_is_over_when_it_is_recorded_is_none() {
    let home = home();
    let store = store_of(home.path(), 0);
    for (number, until, life) in [
        (1, now() - TimeDelta::seconds(1), Life::OnDisk),
        (2, now(), Life::OnDisk),
        (3, now() + TimeDelta::milliseconds(1), Life::Held),
    ] {
        let held = NewEntry { operation: operation(number, marks(&format!("p{number}")), None), held_until: Some(until) };
        let kept = store.record_now(Recording { entries: vec![held], undo: UndoChange::Keep }).expect("recorded");
        assert_eq!((kept[0].life, kept[0].held_until), (life, (life == Life::Held).then_some(until)), "{number}");
    }
}

/// A hold of five minutes and less is for second thoughts and ends by order; a topic or homework that waits longer was prepared
/// for its lesson and waits for it.
#[test]
fn what_was_prepared_for_a_lesson_waits_for_it() {
    let topic = || Target::Topic { lesson: LessonId::new("l1") };
    let homework = || Target::Homework { lesson: LessonId::new("l1") };
    let minutes = TimeDelta::minutes;
    for (what, target, hold, asked_after, ends) in [
        ("a mark", marks("p1"), minutes(50), minutes(1), true),
        ("a topic of now", topic(), minutes(5), minutes(1), true),
        ("a topic of later", topic(), minutes(5) + TimeDelta::milliseconds(1), minutes(1), false),
        ("homework of later", homework(), minutes(50), minutes(49), false),
        ("homework that is due", homework(), minutes(50), minutes(50), true),
    ] {
        let home = home();
        let store = store_of(home.path(), 0);
        let held = NewEntry { operation: operation(1, target, None), held_until: Some(now() + hold) };
        store.record_now(Recording { entries: vec![held], undo: UndoChange::Keep }).expect("recorded");
        let ended = store.end_hold(now() + asked_after).expect("ended");
        assert_eq!(lives(&ended), if ends { vec![(1, Life::OnDisk)] } else { vec![] }, "{what}");
        let kept = &store.entries(&[id(1)]).expect("entries")[0];
        assert_eq!((kept.life, kept.held_until.is_none()), (if ends { Life::OnDisk } else { Life::Held }, ends), "{what}");
    }
}

/// One that was given to the network is left to its sender for as long as an answer may come; a clock that went back does not
/// make that longer.
#[test]
fn what_is_under_way_is_left_to_its_sender_while_an_answer_may_come() {
    let within = crate::outbox::plan::ANSWER_WITHIN;
    for (after, taken) in [
        (TimeDelta::zero(), false),
        (within - TimeDelta::milliseconds(1), false),
        (within, true),
        (-TimeDelta::milliseconds(1), true),
    ] {
        let home = home();
        let store = store_of(home.path(), 2);
        assert_eq!(store.take_for_sending(&[id(1)], now()).expect("taken").len(), 1);
        let again = store.take_for_sending(&[id(1), id(2), id(99)], now() + after).expect("taken");
        assert_eq!(
            again.iter().map(|entry| entry.operation.id.0[0]).collect::<Vec<_>>(),
            if taken { vec![1, 2] } else { vec![2] }
        );
        let kept = store.entries(&[id(1)]).expect("entries");
        assert_eq!((kept[0].life, kept[0].attempts), (Life::Sent, if taken { 2 } else { 1 }));
        assert_eq!(kept[0].sent_at, Some(if taken { now() + after } else { now() }));
        // What the journal has is not sent.
        store.apply(vec![(id(2), accepted(now()))]).expect("accepted");
        assert_eq!(store.take_for_sending(&[id(2)], now() + within + within).expect("nothing"), []);
    }
}

#[test]
fn findings_and_the_count_of_retries_are_kept_with_an_entry() {
    let home = home();
    let store = store_of(home.path(), 1);
    store.take_for_sending(&[id(1)], now()).expect("taken");
    let present = fixture::marks("w1", 1, "4");
    store.apply(vec![(id(1), conflict(Some(present.clone())))]).expect("applied");
    let kept = || store.entries(&[id(1)]).expect("entries").remove(0);
    assert_eq!(kept().present.as_deref(), Some(&present));
    store.apply(vec![(id(1), LifeEvent::Retried)]).expect("applied");
    assert_eq!((kept().again, kept().attempts, kept().present), (1, 0, None));
}

#[test]
fn the_same_operation_again_gives_what_is_there_and_makes_no_new_one() {
    let home = home();
    let store = store_of(home.path(), 2);
    let again = store.record_now(one(operation(1, marks("p1"), None))).expect("known");
    assert_eq!((lives(&again), again[0].operation.seq), (vec![(1, Life::OnDisk)], 1));
    let mut other = operation(1, marks("p1"), None);
    other.comment = Some("иначе".to_owned());
    assert!(matches!(store.record_now(one(other)), Err(StoreError::SameId)));
    let next = store.record_now(one(operation(3, marks("p3"), None))).expect("recorded");
    assert_eq!(next[0].operation.seq, 3);
    assert_eq!(*store.device(), next[0].operation.device, "the installation signs what it makes");
}

#[test]
fn a_watch_tells_of_others_writing_only_and_ends_with_the_store() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let wait = std::time::Duration::from_secs(20);
    let home = home();
    let (mine, other) = (store_of(home.path(), 0), store_of(home.path(), 0));
    let (told, heard) = mpsc::channel();
    mine.watch(move || {
        let _ = told.send(());
    });
    let before = mine.data_version().expect("a number");
    for number in 1..=3 {
        mine.record_now(one(operation(number, marks("p1"), None))).expect("recorded");
    }
    assert_eq!(mine.data_version().expect("a number"), before);
    other.record_now(one(operation(9, marks("p2"), None))).expect("recorded");
    heard.recv_timeout(wait).expect("told");
    assert_ne!(mine.data_version().expect("a number"), before);
    // The thread is gone when nothing holds the way on which it tells.
    drop(mine);
    assert_eq!(heard.recv_timeout(wait), Err(mpsc::RecvTimeoutError::Disconnected));
}

/// The log of entries says how many it has read, what is missing, and what its end is.
#[test]
fn the_log_is_counted_and_what_went_by_its_term_is_no_fault() {
    let home = home();
    let store = store_of(home.path(), 30);
    let whole = store.check_log().expect("read");
    assert_eq!((whole.entries, whole.altered, whole.missing, whole.ends_well), (30, 0, 0, true));
    let last = store.history(1).expect("entries").remove(0).operation;
    assert_eq!(whole.head, chain::digest(&last));
    settled(&store, &[1, 2, 3, 7], now() - TimeDelta::days(40));
    let terms = Terms { now: now(), today: fixture::date(20), days: 30 };
    assert_eq!(store.purge(terms).expect("purged").0.old_entries, 4);
    let rest = store.check_log().expect("read");
    assert_eq!((rest.entries, rest.altered, rest.missing, rest.ends_well), (26, 0, 1, true));
    assert!(rest.is_whole());
}
