//! What was read from the server, and small notes: each comes back as it was kept, and nothing else under its name.

use super::*;
use crate::domain::{Calendar, JournalId, Page, PeriodId};
use crate::entry::tests::fixture;
use crate::outbox::clock::ServerTime;
use crate::outbox::{Link, Offset, Reading};
use crate::protocol::{Change, Day, Journals, ProfileText, SchoolInfo, Status};

fn store(home: &tempfile::TempDir) -> Store {
    open(options(home.path())).expect("a store")
}

fn page_of(journal: &str, period: &str) -> Page {
    let mut page = fixture::page(3);
    page.journal.id = JournalId::from(journal);
    page.period.id = PeriodId::from(period);
    page
}

fn read(store: &Store, page: &Page) -> Option<Cached<Page>> {
    store.page(&page.journal.id, &page.period.id).expect("read")
}

#[test]
fn what_was_read_comes_back_with_its_instant_and_under_its_own_name() {
    let home = home();
    let store = store(&home);
    let (day, status) = (
        |date| Day { date: fixture::date(date), lessons: Vec::new(), timetable_version: u64::from(date), server_time: 1 },
        |date| Status { date: fixture::date(date), lessons: Vec::new(), server_time: i64::from(date) },
    );
    assert_eq!((store.account().expect("read"), store.school().expect("read")), (None, None));
    assert_eq!((store.day(fixture::date(20)).expect("read"), store.status(fixture::date(20)).expect("read")), (None, None));
    assert!(store.journals().expect("read").is_none());
    let profile = ProfileText { name: "altai-stdr".to_owned(), text: String::new(), digest: Digest::default() };
    let school = SchoolInfo {
        school: fixture::school(),
        bells: Vec::new(),
        calendar: Calendar::default(),
        periods: vec![fixture::period()],
        classes: Vec::new(),
        profile,
        server_time: 5,
    };
    let later = now() + TimeDelta::milliseconds(1001);
    store.put_account(&fixture::account(), now()).expect("kept");
    store.put_school(&school, now()).expect("kept");
    store.put_journals(&Journals { journals: vec![fixture::page(1).journal] }, now()).expect("kept");
    for date in [20, 21] {
        store.put_day(&day(date), now()).expect("kept");
        store.put_status(&status(date), now()).expect("kept");
    }
    store.put_day(&Day { timetable_version: 9, ..day(21) }, later).expect("kept anew");
    assert_eq!(store.account().expect("read"), Some(Cached { value: fixture::account(), at: now() }));
    assert_eq!(store.school().expect("read"), Some(Cached { value: school, at: now() }));
    assert_eq!(store.journals().expect("read").map(|cached| cached.value.journals.len()), Some(1));
    assert_eq!(store.day(fixture::date(20)).expect("read"), Some(Cached { value: day(20), at: now() }));
    let anew = store.day(fixture::date(21)).expect("read").expect("kept");
    assert_eq!((anew.value.timetable_version, anew.at), (9, later));
    assert_eq!(store.status(fixture::date(21)).expect("read"), Some(Cached { value: status(21), at: now() }));
    assert_eq!(store.day(fixture::date(22)).expect("read"), None);
}

#[test]
fn what_an_older_program_kept_in_another_shape_is_as_good_as_not_kept() {
    let home = home();
    let store = Store::open(options(home.path())).expect("a store");
    store.put_account(&fixture::account(), now()).expect("kept");
    let other = Connection::open(store.folder().join("store.db")).expect("a connection");
    other.execute("UPDATE cache SET body = CAST(x'00' || CAST('{\"old\":1}' AS BLOB) AS BLOB)", []).expect("altered");
    assert_eq!(store.account().expect("nothing"), None);
}

#[test]
fn pages_are_told_by_journal_and_period() {
    let home = home();
    let store = store(&home);
    let pages = [page_of("j1", "q1"), page_of("j1", "q2"), page_of("j11", "q3")];
    for page in &pages {
        store.put_page(page, now()).expect("kept");
    }
    let periods = |journal: &str| store.pages_of(&JournalId::from(journal)).expect("read");
    let mut of_first = periods("j1");
    of_first.sort();
    assert_eq!(of_first, [PeriodId::from("q1"), PeriodId::from("q2")]);
    assert_eq!((periods("j11"), periods("j")), (vec![PeriodId::from("q3")], Vec::new()));
    assert_eq!(read(&store, &pages[1]).map(|cached| cached.value), Some(pages[1].clone()));
    assert_eq!(read(&store, &page_of("j1", "q3")), None);
}

#[test]
fn a_change_is_written_into_every_page_of_its_journal_that_shows_it() {
    let home = home();
    let store = store(&home);
    let pages = [page_of("j1", "q1"), page_of("j1", "q2"), page_of("j11", "q1")];
    for page in &pages {
        store.put_page(page, now()).expect("kept");
    }
    let facts = |page| read(&store, page).expect("kept").value.facts;
    let fact = fixture::marks("w18", 1, "5");
    let change = |journal: &str, fact: Fact| Change { journal: JournalId::from(journal), fact };
    store.put_changes(vec![change("j1", fact.clone())], "c1").expect("kept");
    assert_eq!(store.cursor().expect("read").as_deref(), Some("c1"));
    assert_eq!((facts(&pages[0]), facts(&pages[1]), facts(&pages[2])), (vec![fact.clone()], vec![fact], Vec::new()));
    assert_eq!(read(&store, &pages[0]).expect("kept").at, now(), "a change does not make the rest newer");
    // Of a lesson that the page does not show.
    let elsewhere = change("j11", fixture::absence("l99", 1));
    store.put_changes(vec![elsewhere, change("j11", fixture::absence("l20", 2))], "c2").expect("kept");
    assert_eq!(
        facts(&pages[2]).iter().map(|fact| fact.target.clone()).collect::<Vec<_>>(),
        [fixture::absence("l20", 2).target]
    );
}

#[test]
fn a_page_that_was_asked_for_is_kept_unless_changes_overtook_it() {
    let home = home();
    let store = store(&home);
    let old = page_of("j1", "q1");
    store.put_changes(Vec::new(), "c2").expect("kept");
    // There is none here: a page is better than none.
    assert!(store.put_page_of(&old, now(), Some("c1")).expect("kept"));
    // Nothing was known when it was asked for: there is nothing that it could have missed.
    assert!(store.put_page_of(&old, now(), None).expect("kept"));
    assert!(store.put_page_of(&old, now() + TimeDelta::seconds(1), Some("c2")).expect("kept"));
    assert_eq!(read(&store, &old).expect("kept").at, now() + TimeDelta::seconds(1));
    assert!(!store.put_page_of(&old, now() + TimeDelta::seconds(2), Some("c1")).expect("left out"));
    assert_eq!(read(&store, &old).expect("kept").at, now() + TimeDelta::seconds(1));
    assert_eq!(read(&store, &old).map(|cached| cached.value), Some(old));
}

/// An own entry that the journal has stands on the page that was read before it; where the clocks of the two do not quite agree, too.
#[test]
fn own_entries_that_the_journal_has_stand_on_a_page_of_before() {
    let version = |store: &Store, page: &Page, target: &Target| {
        read(store, page).expect("kept").value.fact(target).map(|fact| (fact.version, fact.author.id.clone()))
    };
    let page = fixture::page(3);
    let target = fixture::marks("w18", 1, "5").target;
    for (what, read_at, account_is_known, stands) in [
        ("after it", now() - TimeDelta::seconds(1), true, true),
        ("as long before it as clocks may differ", now() + TimeDelta::seconds(60), true, true),
        ("long before it", now() + TimeDelta::milliseconds(60_001), true, false),
        ("by nobody knows whom", now() - TimeDelta::seconds(1), false, false),
    ] {
        let home = home();
        let store = store(&home);
        if account_is_known {
            store.put_account(&fixture::account(), now()).expect("kept");
        }
        store.put_page(&page, read_at).expect("kept");
        store.record_now(one(operation(1, target.clone(), None))).expect("recorded");
        let ids = [OperationId([1; 16])];
        store.take_for_sending(&ids, now()).expect("taken");
        assert_eq!(version(&store, &page, &target), None, "{what}: not yet");
        store.apply(vec![(ids[0], LifeEvent::Accepted { findings: Vec::new(), at: now() })]).expect("accepted");
        let expected = stands.then(|| (ids[0], fixture::account().id));
        assert_eq!(version(&store, &page, &target), expected, "acknowledged {what}");
        // What the server forgot is not in the journal any more.
        store.put_changes(Vec::new(), "c1").expect("kept");
        store.doubt_acknowledged("c1").expect("doubted");
        assert_eq!(version(&store, &page, &target), None, "{what}: doubted");
    }
}

#[test]
fn notes_the_link_and_the_clock_come_back_as_they_were_put() {
    let home = home();
    let store = store(&home);
    assert_eq!(store.note::<String>("position").expect("read"), None);
    assert_eq!((store.link().expect("read"), store.offset().expect("read")), (Link::default(), Offset::default()));
    let link = Link { failures: 3, since: Some(now()), sign_in: true, ..Link::default() };
    let reading = |boot_ms| Reading { wall_ms: boot_ms, boot_ms, boot_id: 1 };
    let time = ServerTime { ms: now().timestamp_millis(), step_ms: 1 };
    let offset = Offset::default().observe(reading(1000), reading(1200), time);
    assert_ne!(offset, Offset::default(), "the test can fail");
    store.put_note("position", &"one");
    store.put_note("position", &"two");
    store.put_link(&link);
    store.put_offset(&offset);
    store.flush().expect("written");
    assert_eq!(store.note::<String>("position").expect("read").as_deref(), Some("two"));
    assert_eq!((store.link().expect("read"), store.offset().expect("read")), (link, offset));
}

#[test]
fn times_without_a_server_are_told_newest_first_and_end_as_they_were_noticed() {
    let home = home();
    let store = store(&home);
    let at = |minutes| now() + TimeDelta::minutes(minutes);
    let outage =
        |from, to: Option<i64>, noticed: &str| Outage { from: at(from), to: to.map(at), noticed: noticed.to_owned() };
    for from in [0, 10, 20] {
        store.put_outage(&outage(from, None, &format!("fault {from}")));
    }
    store.end_outage(at(10), at(15));
    // One that nobody noted the beginning of.
    store.end_outage(at(30), at(31));
    store.flush().expect("written");
    let expected = [
        outage(30, Some(31), ""),
        outage(20, None, "fault 20"),
        outage(10, Some(15), "fault 10"),
        outage(0, None, "fault 0"),
    ];
    assert_eq!(store.outages(99).expect("read"), expected);
    assert_eq!(store.outages(2).expect("read"), expected[..2]);
    // It goes on: the row is the same.
    store.put_outage(&outage(0, Some(5), "again"));
    store.flush().expect("written");
    assert_eq!(store.outages(99).expect("read")[3], outage(0, Some(5), "again"));
}

/// What was handed over is written when the waiting is over, however much of it there is.
#[test]
fn after_a_flush_everything_stands_on_the_disk() {
    let home = home();
    let store = store(&home);
    let beside = Connection::open(store.folder().join("store.db")).expect("a connection");
    for number in 0..200 {
        store.put_note(&format!("n{number}"), &number);
    }
    store.flush().expect("written");
    let count: i64 = beside.query_row("SELECT count(*) FROM note", [], |row| row.get(0)).expect("counted");
    assert_eq!(count, 200);
}
