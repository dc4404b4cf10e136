//! A school of two classes, small enough to be read whole, and operations on it.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value, json};
use zvonok::domain::{
    Account, AccountId, Bell, Calendar, Class, Doubled, Journal, Lesson, LessonId, NewWork, OperationId, Period, PeriodKind,
    PlanItem, PlanKind, Pupil, Role, School, Target, TeacherRef, Topic, Value as Said, WorkId, WorkKind, WorkSpec,
};
use zvonok::school::{ClassData, JournalData, PastFact, SchoolData};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

const PEOPLE: [(&str, &str, Role, &[&str]); 8] = [
    ("orlova", "Орлова Елена Викторовна", Role::Teacher, &[]),
    ("voronov", "Воронов Сергей Андреевич", Role::Teacher, &[]),
    ("kuzmina", "Кузьмина Ольга Ивановна", Role::ClassTeacher, &["7А"]),
    ("demidov", "Демидов Антон Сергеевич", Role::Deputy, &[]),
    ("lebedeva", "Лебедева Нина Павловна", Role::Director, &[]),
    ("admin", "Админов Пётр Ильич", Role::Admin, &[]),
    ("analyst", "Аналитикова Яна Юрьевна", Role::Analyst, &[]),
    ("district", "Районова Зоя Львовна", Role::District, &[]),
];

/// Surname and initials of an account.
pub fn teacher(id: &str) -> TeacherRef {
    let name = PEOPLE.iter().find(|(login, ..)| *login == id).unwrap().1;
    let words: Vec<&str> = name.split(' ').collect();
    let initials = words[1..].iter().map(|word| format!(" {}.", word.chars().next().unwrap()));
    TeacherRef { id: id.into(), short_name: format!("{}{}", words[0], initials.collect::<String>()) }
}

/// The invented school on Friday 20 November 2026.
pub fn school() -> SchoolData {
    let accounts = PEOPLE.iter().map(|(login, name, role, head_of)| Account {
        id: (*login).into(),
        school: "s7".into(),
        login: (*login).to_owned(),
        name: (*name).to_owned(),
        short_name: teacher(login).short_name,
        role: *role,
        head_of: head_of.iter().map(ToString::to_string).collect(),
    });
    let journals = vec![
        journal("j7r", "7a", "Русский язык", "orlova"),
        journal("j7m", "7a", "Математика", "kuzmina"),
        journal("j5r", "5a", "Русский язык", "orlova"),
    ];
    let lessons = vec![
        lesson("l7r-18", "j7r", "2026-11-18", 1),
        lesson("l7r-19", "j7r", "2026-11-19", 1),
        lesson("l7r-20", "j7r", "2026-11-20", 1),
        lesson("l7m-20", "j7m", "2026-11-20", 2),
        lesson("l5r-20", "j5r", "2026-11-20", 3),
        Lesson { substitute: Some(teacher("voronov")), ..lesson("l5r-19", "j5r", "2026-11-19", 3) },
        lesson("l7r-23", "j7r", "2026-11-23", 1),
        lesson("l7r-24", "j7r", "2026-11-24", 1),
        lesson("l7r-25", "j7r", "2027-01-12", 1),
    ];
    SchoolData {
        school: School {
            id: "s7".into(),
            name: "СОШ № 7".to_owned(),
            zone: "Asia/Barnaul".to_owned(),
            week: 5,
            year_start: day("2026-09-01"),
            year_end: day("2027-05-31"),
        },
        profile: "standard".to_owned(),
        bells: BELLS.iter().map(|(number, starts, ends)| bell(*number, starts, ends)).collect(),
        calendar: Calendar::default(),
        periods: vec![
            period("q2", PeriodKind::Quarter, "II четверть", "2026-11-05", "2026-12-29"),
            period("q3", PeriodKind::Quarter, "III четверть", "2027-01-11", "2027-03-24"),
        ],
        accounts: accounts.collect(),
        classes: vec![class("7a", "7А", 7, Some("kuzmina")), class("5a", "5А", 5, None)],
        journals,
        lessons,
        facts: past(),
    }
}

/// The same school under another id, whose people have no logins.
pub fn another(id: &str) -> SchoolData {
    let mut data = school();
    data.school.id = id.into();
    for account in &mut data.accounts {
        account.school = id.into();
        account.login = String::new();
    }
    data
}

const BELLS: [(u8, &str, &str); 4] =
    [(1, "08:30:00", "09:15:00"), (2, "09:25:00", "10:10:00"), (3, "10:30:00", "11:15:00"), (4, "11:35:00", "12:20:00")];

fn bell(number: u8, starts: &str, ends: &str) -> Bell {
    Bell { schedule: "first".to_owned(), number, starts: time(starts), ends: time(ends) }
}

fn period(id: &str, kind: PeriodKind, title: &str, start: &str, end: &str) -> Period {
    Period { id: id.into(), kind, title: title.to_owned(), start: day(start), end: day(end), closed: false }
}

fn class(id: &str, name: &str, grade: u8, head: Option<&str>) -> ClassData {
    ClassData {
        class: Class { id: id.into(), name: name.to_owned(), grade, head: head.map(teacher), schedule: "first".to_owned() },
        pupils: pupils(id),
    }
}

fn pupils(class: &str) -> Vec<Pupil> {
    let names = [("Абрамов", "Артём"), ("Белова", "Дарья"), ("Васильев", "Илья"), ("Громова", "София")];
    let pupils = (1..).zip(names).map(|(number, (surname, given_name))| Pupil {
        id: format!("{class}-{number}").as_str().into(),
        number,
        surname: surname.to_owned(),
        given_name: given_name.to_owned(),
        group: None,
        from: None,
        to: (number == 4).then(|| day("2026-10-15")),
        home_schooled: false,
        sanatorium: Vec::new(),
        medical_group: false,
    });
    pupils.collect()
}

fn journal(id: &str, class: &str, subject: &str, by: &str) -> JournalData {
    let (class_name, grade) = if class == "7a" { ("7А", 7) } else { ("5А", 5) };
    let topics = ["Причастие", "Деепричастие", "Наречие"];
    let plan = (1..).zip(topics).map(|(n, topic)| PlanItem {
        id: format!("{id}-p{n}").as_str().into(),
        n,
        topic: topic.to_owned(),
        kind: PlanKind::Usual,
        safety: false,
        hours: 1,
        used: 0,
        homework: None,
    });
    JournalData {
        journal: Journal {
            id: id.into(),
            class: class.into(),
            class_name: class_name.to_owned(),
            grade,
            subject: subject.to_owned(),
            group: None,
            teacher: teacher(by),
            weekly_hours: 4,
        },
        pupils: pupils(class),
        plan: plan.collect(),
    }
}

fn lesson(id: &str, of: &str, date: &str, number: u8) -> Lesson {
    let (class, class_name, grade) = if of.starts_with("j7") { ("7a", "7А", 7) } else { ("5a", "5А", 5) };
    let (_, starts, ends) = BELLS.iter().find(|(known, ..)| *known == number).unwrap();
    Lesson {
        id: id.into(),
        journal: of.into(),
        class: class.into(),
        class_name: class_name.to_owned(),
        grade,
        subject: if of == "j7m" { "Математика" } else { "Русский язык" }.to_owned(),
        group: None,
        date: day(date),
        number,
        starts: time(starts),
        ends: time(ends),
        room: "12".to_owned(),
        teacher: teacher(if of == "j7m" { "kuzmina" } else { "orlova" }),
        substitute: None,
        cancelled: false,
        doubled: None::<Doubled>,
        first_of_year: false,
        weekly_hours: 4,
        class_day_ends: time("11:15:00"),
        school_day_ends: time("11:15:00"),
        timetable_version: 1,
    }
}

/// What was entered before: a control work in 7А with two marks, an absence and its topic on the 18th.
fn past() -> Vec<PastFact> {
    let lesson = LessonId::new("l7r-18");
    let work = WorkId::first_of(&lesson);
    let spec = WorkSpec { kind: WorkKind::Control, number: Some(1), title: String::new(), obligatory: true };
    let mark = |pupil: &str, marks: &str| {
        let target = Target::Marks { work: work.clone(), pupil: pupil.into() };
        (target, Said::Marks { marks: marks.parse().unwrap(), creates: None })
    };
    let facts = vec![
        (
            Target::Work { work: work.clone() },
            Said::Work(NewWork { journal: "j7r".into(), lesson: Some(lesson.clone()), spec }),
        ),
        mark("7a-1", "5"),
        (Target::Absence { lesson: lesson.clone(), pupil: "7a-2".into() }, Said::Absent),
        (Target::Topic { lesson }, Said::Topic(Topic { text: "Причастие".to_owned(), plan_item: Some("j7r-p1".into()) })),
    ];
    let facts = (0_u8..).zip(facts).map(|(at, (target, value))| PastFact {
        id: OperationId([0xf0 + at; 16]),
        journal: "j7r".into(),
        target,
        value,
        author: AccountId::new("orlova"),
        on_behalf_of: None,
        made_at: "2026-11-18T02:00:00Z".parse().unwrap(),
        reason: None,
    });
    facts.collect()
}

/// An id of an operation from a small number.
pub fn id(number: u8) -> String {
    OperationId([number; 16]).to_string()
}

/// An operation of a teacher, made at the instant of the tests. `fact` is the target's fields.
pub fn operation(number: u8, account: &str, fact: &Value, value: &Value) -> Value {
    let mut operation = json!({
        "id": id(number), "school": "s7", "account": account, "device": "d1", "seq": number, "prev_hash": "0".repeat(64),
        "made_at": crate::peer::NOW, "proof": {"wall_ms": 0, "boot_ms": 0, "boot_id": 1, "offset_ms": 0, "width_ms": null},
        "profile": "0".repeat(64), "timetable_version": 1,
    });
    for (name, part) in fact.as_object().unwrap() {
        operation[name] = part.clone();
    }
    if !value.is_null() {
        operation["value"] = value.clone();
    }
    operation
}

/// The same operation with another field.
pub fn with(operation: &Value, name: &str, value: impl Into<Value>) -> Value {
    let mut operation = operation.clone();
    operation[name] = value.into();
    operation
}

/// The first mark of a lesson, which makes its work.
pub fn first_mark(number: u8, account: &str, lesson: &str, pupil: &str, marks: &str) -> Value {
    let journal = format!("j{}", &lesson[1..3]);
    let creates = json!({"journal": journal, "lesson": lesson, "kind": "oral"});
    let fact = json!({"fact": "marks", "work": format!("{lesson}:1"), "pupil": pupil});
    operation(number, account, &fact, &json!({"is": "marks", "marks": marks, "creates": creates}))
}

/// An absence.
pub fn absence(number: u8, account: &str, lesson: &str, pupil: &str) -> Value {
    operation(number, account, &json!({"fact": "absence", "lesson": lesson, "pupil": pupil}), &json!({"is": "absent"}))
}

/// A topic outside the plan.
pub fn topic(number: u8, account: &str, lesson: &str, text: &str) -> Value {
    operation(number, account, &json!({"fact": "topic", "lesson": lesson}), &json!({"is": "topic", "text": text}))
}
