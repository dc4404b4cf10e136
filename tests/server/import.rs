//! Importing a school again and again.

use chrono::{DateTime, Utc};
use zvonok::domain::{Lesson, LessonId, OperationId, Role, SchoolId, Target};
use zvonok::school::SchoolData;
use zvonok::server::{Counted, ImportError, ImportReport, LessonChange, LessonChangeError, Logins, NewUser, Storage, Trial};

use crate::journal::Journal;
use crate::peer::{Bench, NOW};
use crate::school::{absence, day, school};

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

fn import(storage: &Storage, data: SchoolData) -> ImportReport {
    storage.import(data, Logins::Training, Trial::Apply, now()).unwrap()
}

#[test]
fn importing_twice_changes_nothing() {
    let journal = Journal::new();
    let storage = Storage::open_at(journal.place()).unwrap();
    let first = import(&storage, school());
    assert_eq!(first.lessons, Counted { added: 9, ..Counted::default() });
    assert_eq!(first.facts, Counted { added: 4, ..Counted::default() });
    assert_eq!(first.accounts.added, 8);
    let second = import(&storage, school());
    assert!(second.is_nothing(), "{second:?}");
}

#[test]
fn a_file_that_only_marks_a_known_work_puts_the_mark_into_its_lesson() {
    let bench = Bench::new();
    let mut data = school();
    let mut mark = data.facts.iter().find(|fact| matches!(fact.target, Target::Marks { .. })).unwrap().clone();
    let Target::Marks { pupil, .. } = &mut mark.target else { unreachable!() };
    *pupil = "7a-3".into();
    mark.id = OperationId([0xfa; 16]);
    data.facts = vec![mark];
    let report = import(bench.storage(), data);
    assert_eq!(report.facts, Counted { added: 1, ..Counted::default() });
    let page = bench.get("/v1/schools/s7/journals/j7r/pages/q2", &bench.token("orlova")).json();
    let facts = page["facts"].as_array().unwrap();
    assert!(
        facts.iter().any(|fact| fact["fact"] == "marks" && fact["pupil"] == "7a-3"),
        "the page of the lesson shows it: {facts:?}"
    );
    assert!(bench.storage().verify(None).unwrap().faults.is_empty());
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let journal = Journal::new();
    let storage = Storage::open_at(journal.place()).unwrap();
    let told = storage.import(school(), Logins::Closed, Trial::DryRun, now()).unwrap();
    assert_eq!(told.lessons.added, 9);
    assert!(storage.schools().unwrap().is_empty());
    assert_eq!(import(&storage, school()), told);
}

#[test]
fn a_changed_school_is_changed_and_missing_rows_end() {
    let bench = Bench::new();
    let mut data = school();
    data.school.name = "Лицей № 7".to_owned();
    data.accounts.retain(|account| account.id.as_str() != "voronov");
    data.classes[0].pupils.pop();
    data.journals[0].pupils.pop();
    data.journals[0].plan[2].topic = "Предлог".to_owned();
    data.lessons[2].room = "14".to_owned();
    data.lessons.retain(|lesson| !["l7r-18", "l7r-24"].contains(&lesson.id.as_str()));
    data.facts.clear();
    let report = bench.storage().import(data.clone(), Logins::Training, Trial::Apply, now()).unwrap();
    assert_eq!(report.school.changed, 1);
    assert_eq!(report.accounts.ended, 1);
    assert_eq!(report.plan.changed, 1);
    assert_eq!(report.lessons, Counted { added: 0, changed: 1, ended: 1 });
    let vanished: Vec<(&str, u32)> =
        report.vanished.iter().map(|vanished| (vanished.lesson.id.as_str(), vanished.entries)).collect();
    assert_eq!(vanished, [("l7r-18", 4)], "a lesson with entries stays");
    let page = bench.get("/v1/schools/s7/journals/j7r/pages/q2", &bench.token("orlova")).json();
    let lessons: Vec<&str> =
        page["lessons"].as_array().unwrap().iter().map(|lesson| lesson["id"].as_str().unwrap()).collect();
    assert_eq!(lessons, ["l7r-18", "l7r-19", "l7r-20", "l7r-23", "l7r-25"]);
    assert_eq!(page["facts"].as_array().unwrap().len(), 4, "facts are never taken away");
    assert_eq!(bench.sign_in_as("voronov", zvonok::server::TRAINING_PASSWORD).status, 401);
    let again = bench.storage().import(data, Logins::Training, Trial::Apply, now()).unwrap();
    assert!(again.kinds().iter().all(|(_, counted)| counted.is_nothing()), "{again:?}");
    let back = import(bench.storage(), school());
    assert_eq!((back.accounts.changed, back.lessons.added), (1, 1), "ended rows come back");
}

#[test]
fn an_entry_into_a_lesson_that_vanished_brings_it_back() {
    let bench = Bench::new();
    let mut data = school();
    data.lessons.retain(|lesson| lesson.id.as_str() != "l7r-20");
    bench.storage().import(data, Logins::Training, Trial::Apply, "2026-11-20T05:00:00Z".parse().unwrap()).unwrap();
    let token = bench.token("orlova");
    let verdicts = bench.send(&token, &[absence(1, "orlova", "l7r-20", "7a-1")]);
    assert_eq!(verdicts[0]["verdict"], "accepted", "made while the lesson stood: {verdicts:?}");
    let page = bench.get("/v1/schools/s7/journals/j7r/pages/q2", &token).json();
    assert!(page["lessons"].as_array().unwrap().iter().any(|lesson| lesson["id"] == "l7r-20"));
}

#[test]
fn what_people_did_meanwhile_stays() {
    let bench = Bench::new();
    let storage = bench.storage();
    let id = SchoolId::new("s7");
    let user = NewUser {
        login: "novikova".to_owned(), name: "Новикова Вера".to_owned(), role: Role::Deputy, account: None
    };
    let password = storage.add_user(&id, user).unwrap();
    let cancelled = storage.change_lesson(&id, &LessonId::new("l7r-23"), LessonChange::Cancel, now()).unwrap();
    assert!(cancelled.cancelled);
    assert_eq!(cancelled.timetable_version, 2);
    let again = import(storage, school());
    assert!(again.is_nothing(), "{again:?}");
    assert!(storage.lessons_at(&id, day("2026-11-23"), "7А", 1).unwrap()[0].cancelled);
    assert_eq!(bench.sign_in_as("novikova", password.as_str()).status, 200);
}

#[test]
fn lessons_are_moved_and_substituted_with_what_follows() {
    let bench = Bench::new();
    let storage = bench.storage();
    let school = SchoolId::new("s7");
    let change = |lesson: &str, change: LessonChange| storage.change_lesson(&school, &lesson.into(), change, now());
    let at = |date: &str, number: u8| -> Vec<Lesson> { storage.lessons_at(&school, day(date), "7А", number).unwrap() };
    let moved = change("l7r-19", LessonChange::Move { date: day("2026-11-20"), number: 2 }).unwrap();
    assert_eq!((moved.date, moved.starts.to_string().as_str()), (day("2026-11-20"), "09:25:00"));
    assert_eq!(moved.doubled.unwrap().place, 2);
    assert_eq!(at("2026-11-20", 1)[0].doubled.unwrap().of, 2, "its neighbour is doubled too");
    assert_eq!(at("2026-11-20", 2).len(), 2);
    let later = change("l7r-19", LessonChange::Move { date: day("2026-11-20"), number: 4 }).unwrap();
    assert_eq!(later.class_day_ends.to_string(), "12:20:00");
    assert_eq!(at("2026-11-20", 1)[0].doubled, None);
    let substituted = change("l7r-20", LessonChange::Substitute(Some("voronov".into()))).unwrap();
    assert_eq!(substituted.given_by().short_name, "Воронов С. А.");
    assert_eq!(change("l7r-20", LessonChange::Substitute(None)).unwrap().substitute, None);
    let wrong = [
        ("nowhere", LessonChange::Cancel, LessonChangeError::NoLesson),
        ("l7r-20", LessonChange::Substitute(Some("admin".into())), LessonChangeError::NoTeacher),
        ("l7r-20", LessonChange::Move { date: day("2026-11-20"), number: 9 }, LessonChangeError::NoBell),
        ("l7r-20", LessonChange::Move { date: day("2027-07-01"), number: 1 }, LessonChangeError::OutsideYear),
    ];
    let before = at("2026-11-20", 1)[0].timetable_version;
    for (lesson, asked, error) in wrong {
        assert_eq!(change(lesson, asked).unwrap_err(), error);
    }
    assert_eq!(at("2026-11-20", 1)[0].timetable_version, before, "what fails leaves nothing behind");
}

#[test]
fn what_cannot_be_imported_leaves_nothing_behind() {
    let journal = Journal::new();
    let storage = Storage::open_at(journal.place()).unwrap();
    let mut data = school();
    data.profile = "no-such".to_owned();
    let refused = storage.import(data, Logins::Closed, Trial::Apply, now());
    assert_eq!(refused, Err(ImportError::NoProfile("no-such".to_owned())));
    import(&storage, school());
    let mut other = school();
    other.school.id = "s8".into();
    let refused = storage.import(other, Logins::Closed, Trial::Apply, now());
    assert!(matches!(refused, Err(ImportError::LoginTaken(_))), "{refused:?}");
    assert_eq!(storage.schools().unwrap().len(), 1);
}
