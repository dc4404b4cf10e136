//! The embedded school and the generated ones: what the demonstration and the figures rely on.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::*;
use crate::domain::{Role, WorkKind, Zone};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(if month >= 9 { 2026 } else { 2027 }, month, day).expect("a date of the calendar")
}

fn journal<'a>(data: &'a SchoolData, class: &str, subject: &str) -> &'a JournalData {
    let found = data
        .journals
        .iter()
        .find(|data| data.journal.class_name == class && data.journal.subject == subject && data.journal.group.is_none());
    found.expect("the journal exists")
}

/// Writes the committed files anew: `ZVONOK_WRITE_SCHOOL=1 cargo test the_small_school_is`.
#[test]
fn the_small_school_is_what_the_generator_makes() {
    let made = generate_files(Size::Small, SEED).next().expect("one school");
    if std::env::var_os("ZVONOK_WRITE_SCHOOL").is_some() {
        made.write(std::path::Path::new("examples/school")).expect("the files can be written");
        return;
    }
    let embedded = SchoolFiles::embedded();
    for (name, bytes) in &made.files {
        assert!(embedded.files.get(name) == Some(bytes), "{name} differs: write the files anew");
    }
    assert_eq!(embedded.files.len(), made.files.len());
}

#[test]
fn files_that_were_written_read_back_equal() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = SchoolFiles::embedded();
    files.write(folder.path()).expect("the files can be written");
    assert_eq!(read(folder.path()), files.read());
    assert!(read(&folder.path().join("nowhere")).is_err());
}

#[test]
fn the_small_school_is_as_large_as_it_says() {
    let data = SchoolData::embedded();
    assert_eq!(data.classes.len(), 14);
    assert!(data.classes.iter().all(|class| (24..=30).contains(&class.pupils.len())));
    let teaching = data.accounts.iter().filter(|account| account.role.teaches()).count();
    assert_eq!(teaching, 26);
    assert!(data.classes.iter().any(|class| class.class.schedule == "second"), "two shifts");
    let names = || data.classes.iter().flat_map(|class| &class.pupils);
    assert!(names().any(|pupil| pupil.surname.chars().count() == 40), "a long name");
    assert!(names().any(|pupil| pupil.home_schooled));
    assert!(names().any(|pupil| !pupil.sanatorium.is_empty()));
    assert!(names().any(|pupil| pupil.to.is_some_and(|to| to < day(11, 1))), "a pupil who left");
    let without_plan: Vec<&str> =
        data.journals.iter().filter(|data| data.plan.is_empty()).map(|data| data.journal.subject.as_str()).collect();
    assert_eq!(without_plan, ["Элективный курс «Психология общения»"; 2]);
}

#[test]
fn every_journal_has_its_hours() {
    for data in [SchoolData::embedded(), generate(Size::School, 1).next().expect("one school")] {
        let mut counts: HashMap<&str, u8> = HashMap::new();
        for lesson in data.lessons.iter().filter(|lesson| (day(11, 9)..=day(11, 13)).contains(&lesson.date)) {
            *counts.entry(lesson.journal.as_str()).or_default() += 1;
        }
        for journal in data.journals.iter().map(|data| &data.journal) {
            assert_eq!(counts.get(journal.id.as_str()), Some(&journal.weekly_hours), "{}", journal.id);
        }
    }
}

#[test]
fn plans_have_as_many_hours_as_the_year() {
    let data = SchoolData::embedded();
    for journal in
        data.journals.iter().filter(|data| !data.plan.is_empty() && data.journal.group.as_deref() != Some("на дому"))
    {
        let hours: u32 = journal.plan.iter().map(|item| item.hours).sum();
        let weeks = if journal.journal.grade == 1 { 33 } else { 34 };
        assert_eq!(hours, u32::from(journal.journal.weekly_hours) * weeks, "{}", journal.journal.id);
    }
}

#[test]
fn the_class_of_the_figures_has_thirty_pupils_and_forty_lessons() {
    let data = SchoolData::embedded();
    let russian = journal(&data, "5А", "Русский язык");
    assert_eq!(russian.pupils.len(), 30);
    let period = data.periods.iter().find(|period| period.contains(day(11, 20))).expect("a period");
    let lessons = data.lessons.iter().filter(|lesson| lesson.journal == russian.journal.id && period.contains(lesson.date));
    assert!(lessons.count() >= 40);
}

#[test]
fn the_demonstration_day_looks_like_a_teacher_s_friday() {
    let data = SchoolData::embedded();
    let orlova = &data.account("orlova").expect("the demonstration's teacher").id;
    let day_of = |lesson: &&Lesson| lesson.date == day(11, 20) && lesson.is_of(orlova);
    let lines: Vec<String> = data
        .lessons
        .iter()
        .filter(day_of)
        .map(|lesson| {
            let run = lesson.doubled.map(|run| format!(" {} из {}", run.place, run.of)).unwrap_or_default();
            let instead =
                if lesson.substitute.is_some() { format!(" за {}", lesson.teacher.short_name) } else { String::new() };
            let Lesson { number, starts, class_name, subject, .. } = lesson;
            format!("{number} {} {class_name} {subject}{instead}{run}", starts.format("%H:%M"))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    1 08:30 7А Русский язык
    2 09:25 7Б Русский язык
    3 10:30 5А Русский язык
    4 11:35 9А Литература
    5 12:30 6В Литература за Белова Н. П.
    6 13:25 11А Литература 1 из 2
    7 14:20 11А Литература 2 из 2
    ");
    let first = data.lessons.iter().find(day_of).expect("a lesson");
    assert_eq!(first.school_day_ends.to_string(), "15:05:00");
    let names: Vec<String> = journal(&data, "7А", "Русский язык").pupils.iter().map(Pupil::name).take(11).collect();
    assert_eq!(names[0], "Абрамов Артём");
    assert_eq!(names[10], "Йовчев Пётр");
}

#[test]
fn the_past_ends_before_the_demonstration_begins() {
    let data = SchoolData::embedded();
    let zone = Zone::parse(&data.school.zone).expect("a zone");
    let start = zone.instant(day(11, 20).and_hms_opt(11, 7, 0).expect("a time")).to_utc();
    assert!(data.facts.len() > 30_000);
    assert!(data.facts.is_sorted_by_key(|fact| fact.made_at));
    assert!(data.facts.iter().all(|fact| fact.made_at < start));
    let morning = zone.instant(day(11, 20).and_hms_opt(8, 0, 0).expect("a time")).to_utc();
    let before = data.clone().until(morning);
    assert!(before.facts.len() < data.facts.len());
    let lessons: HashMap<&str, &Lesson> = data.lessons.iter().map(|lesson| (lesson.id.as_str(), lesson)).collect();
    assert_eq!(lessons.len(), data.lessons.len(), "ids are unique");
    for fact in &data.facts {
        if let Target::Topic { lesson } = &fact.target {
            assert!(lessons[lesson.as_str()].starts_at() < day(11, 20).and_hms_opt(11, 7, 0).expect("a time"));
        }
    }
    let ids: std::collections::HashSet<OperationId> = data.facts.iter().map(|fact| fact.id).collect();
    assert_eq!(ids.len(), data.facts.len(), "operations are unique");
}

#[test]
fn the_past_is_what_the_sketch_of_the_day_shows() {
    let data = SchoolData::embedded();
    let lesson_of = |class: &str, date: NaiveDate, subject: &str| {
        let meant = |lesson: &&Lesson| lesson.class_name == class && lesson.date == date && lesson.subject == subject;
        data.lessons.iter().find(meant).expect("the lesson exists")
    };
    let count = |lesson: &Lesson, kind: &str| {
        let of = |fact: &&PastFact| match &fact.target {
            Target::Marks { work, .. } => work.as_str().starts_with(lesson.id.as_str()),
            Target::Topic { lesson: of } | Target::Homework { lesson: of } | Target::Attendance { lesson: of } => {
                *of == lesson.id
            }
            _ => false,
        };
        data.facts.iter().filter(of).filter(|fact| fact.target.kind() == kind).count()
    };
    let (first, second) = (lesson_of("7А", day(11, 20), "Русский язык"), lesson_of("7Б", day(11, 20), "Русский язык"));
    let running = lesson_of("5А", day(11, 20), "Русский язык");
    let state = |lesson| ["attendance", "marks", "topic", "homework"].map(|kind| count(lesson, kind));
    assert_eq!(state(first), [1, 6, 1, 1]);
    assert_eq!(state(second), [1, 4, 1, 0]);
    assert_eq!(state(running), [0, 0, 0, 0]);
    let composition = lesson_of("11А", day(11, 16), "Литература");
    let work = data.facts.iter().find_map(|fact| match (&fact.target, &fact.value) {
        (Target::Work { .. }, Value::Work(work)) if work.lesson.as_ref() == Some(&composition.id) => Some(work),
        _ => None,
    });
    let work = work.expect("the composition is a work");
    assert_eq!((work.spec.kind, work.spec.obligatory), (WorkKind::Composition, true));
    let absent =
        data.facts.iter().filter(|fact| matches!(&fact.target, Target::Absence { lesson, .. } if *lesson == composition.id));
    let present = journal(&data, "11А", "Литература").pupils.len() - absent.count();
    assert_eq!(present - count(composition, "marks"), 7, "seven owe a mark");
}

#[test]
fn marks_are_like_those_of_a_school() {
    let data = SchoolData::embedded();
    let mut sums: HashMap<&str, (u32, u32)> = HashMap::new();
    for fact in &data.facts {
        if let (Target::Marks { pupil, .. }, Value::Marks { marks, .. }) = (&fact.target, &fact.value) {
            let sum = sums.entry(pupil.as_str()).or_default();
            for mark in marks.each() {
                *sum = (sum.0 + u32::from(mark.value()), sum.1 + 1);
            }
        }
    }
    assert!(sums.len() > 300);
    for (pupil, (sum, count)) in sums {
        let mean = f64::from(sum) / f64::from(count);
        assert!(count < 10 || (3.0..=4.95).contains(&mean), "{pupil}: {mean}");
    }
}

#[test]
fn every_role_of_the_demonstration_has_an_account() {
    for size in [Size::Small, Size::School, Size::District] {
        let data = generate(size, SEED).next().expect("a school");
        for (role, login) in DEMO_LOGINS {
            let account = data.account(login).unwrap_or_else(|| panic!("{login} in {size:?}"));
            match role {
                "substitute" => {
                    let today = |lesson: &Lesson| lesson.date == day(11, 20) && lesson.is_of(&account.id);
                    assert!(data.lessons.iter().any(|lesson| lesson.substitute.is_some() && today(lesson)), "{size:?}");
                }
                "teacher" => assert!(account.role.teaches()),
                role => assert_eq!(account.role.name(), role),
            }
            if role == "class_teacher" {
                assert_eq!(account.head_of, ["7А"]);
            }
        }
        assert_eq!(data.account("district").is_some(), size == Size::District);
    }
}

#[test]
fn a_district_has_thirty_schools_of_forty_classes() {
    assert_eq!(generate_files(Size::District, 3).size_hint(), (30, Some(30)));
    for place in [0, 29] {
        let data = generate::one(Size::District, 3, place).read().expect("what is made can be read");
        assert_eq!(data.classes.len(), 40);
        assert_eq!(data.school.name, format!("СОШ № {}", place + 1));
        let teaching =
            data.accounts.iter().filter(|account| account.role == Role::Teacher || account.role == Role::ClassTeacher);
        assert!((60..=80).contains(&teaching.count()));
    }
}
