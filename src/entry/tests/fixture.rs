//! A class of thirty, four lessons of Russian, a teacher. All names are invented.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::{
    Account, Calendar, ClockProof, DeviceId, Digest, Fact, Journal, Lesson, LessonId, OperationId, Page, Period, PeriodKind,
    PlanItem, PlanKind, Pupil, PupilId, Role, School, Target, TeacherRef, Value, Work, WorkId, WorkKind, WorkSpec, Zone,
};
use crate::entry::{Desk, Ids, Reading};
use crate::regulation::Profile;

pub const SURNAMES: [&str; 30] = [
    "Абрамов",
    "Белова",
    "Васильев",
    "Громова",
    "Дёмин",
    "Ежова",
    "Ёлкин",
    "Жуков",
    "Зайцева",
    "Иванова",
    "Игнатов",
    "Йовчев",
    "Климова",
    "Лапин",
    "Макарова",
    "Носов",
    "Орехова",
    "Павлов",
    "Рожкова",
    "Савина",
    "Титов",
    "Уварова",
    "Фролов",
    "Хохлова",
    "Цветков",
    "Чернова",
    "Шубин",
    "Щукина",
    "Юдин",
    "Яшина",
];

/// 11:07 of Friday, 20 November 2026, in Barnaul.
pub fn noon() -> DateTime<Utc> {
    "2026-11-20T04:07:00Z".parse().expect("an instant")
}

pub fn reading(now: DateTime<Utc>) -> Reading {
    let proof = ClockProof { wall_ms: now.timestamp_millis(), boot_ms: 1000, boot_id: 7, offset_ms: 0, width_ms: Some(20) };
    Reading { now, proof }
}

pub fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day of November")
}

pub fn teacher() -> TeacherRef {
    TeacherRef { id: "t1".into(), short_name: "Орлова Е. В.".to_owned() }
}

pub fn account() -> Account {
    Account {
        id: "t1".into(),
        school: "s7".into(),
        login: "orlova".to_owned(),
        name: "Орлова Елена Викторовна".to_owned(),
        short_name: "Орлова Е. В.".to_owned(),
        role: Role::Teacher,
        head_of: Vec::new(),
    }
}

pub fn school() -> School {
    School {
        id: "s7".into(),
        name: "СОШ № 7".to_owned(),
        zone: "Asia/Barnaul".to_owned(),
        week: 5,
        year_start: NaiveDate::from_ymd_opt(2026, 9, 1).expect("a date"),
        year_end: NaiveDate::from_ymd_opt(2027, 5, 25).expect("a date"),
    }
}

pub fn desk() -> Desk {
    desk_under("altai-stdr")
}

pub fn desk_under(profile: &str) -> Desk {
    Desk {
        school: school(),
        zone: Zone::parse("Asia/Barnaul").expect("a zone"),
        calendar: Calendar::default(),
        periods: vec![period()],
        account: account(),
        profile: Profile::built_in(profile).expect("a built-in profile"),
        profile_digest: Digest::default(),
        hold_seconds: None,
        device: DeviceId::from("d1"),
        ids: Ids::seeded([7; 32]),
        reading: reading(noon()),
    }
}

pub fn period() -> Period {
    Period {
        id: "q2".into(),
        kind: PeriodKind::Quarter,
        title: "II четверть".to_owned(),
        start: date(9),
        end: NaiveDate::from_ymd_opt(2026, 12, 27).expect("a date"),
        closed: false,
    }
}

pub fn lesson(id: &str, day: u32, number: u8) -> Lesson {
    let at = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    let starts = [at(8, 30), at(9, 25), at(10, 30), at(11, 35), at(12, 30)][usize::from(number) - 1];
    Lesson {
        id: id.into(),
        journal: "j7a".into(),
        class: "c7a".into(),
        class_name: "7А".to_owned(),
        grade: 7,
        subject: "Русский язык".to_owned(),
        group: None,
        date: date(day),
        number,
        starts,
        ends: starts + chrono::TimeDelta::minutes(45),
        room: "12".to_owned(),
        teacher: teacher(),
        substitute: None,
        cancelled: false,
        doubled: None,
        first_of_year: false,
        weekly_hours: 4,
        class_day_ends: at(13, 15),
        school_day_ends: at(14, 10),
        timetable_version: 3,
    }
}

pub fn pupil(number: usize) -> PupilId {
    PupilId::new(format!("p{number}"))
}

fn pupils(count: usize) -> Vec<Pupil> {
    (1..=count)
        .map(|number| Pupil {
            id: pupil(number),
            number: u16::try_from(number).expect("a small number"),
            surname: SURNAMES[number - 1].to_owned(),
            given_name: "Саша".to_owned(),
            group: None,
            from: None,
            to: None,
            home_schooled: false,
            sanatorium: Vec::new(),
            medical_group: false,
        })
        .collect()
}

pub fn work(id: &str, lesson: &str, kind: WorkKind) -> Work {
    Work { id: id.into(), journal: "j7a".into(), lesson: Some(lesson.into()), spec: WorkSpec::of(kind) }
}

/// A fact that the server holds.
pub fn fact(target: Target, value: Value) -> Fact {
    Fact {
        target,
        value: Some(value),
        version: OperationId([1; 16]),
        author: teacher(),
        on_behalf_of: None,
        made_at: noon() - chrono::TimeDelta::hours(1),
        received_at: noon() - chrono::TimeDelta::hours(1),
        comment: None,
        reason: None,
        filled_at: None,
    }
}

pub fn marks(work: &str, number: usize, text: &str) -> Fact {
    let target = Target::Marks { work: work.into(), pupil: pupil(number) };
    fact(target, Value::Marks { marks: text.parse().expect("marks"), creates: None })
}

pub fn absence(lesson: &str, number: usize) -> Fact {
    fact(Target::Absence { lesson: LessonId::from(lesson), pupil: pupil(number) }, Value::Absent)
}

pub fn plan() -> Vec<PlanItem> {
    let item = |n, topic: &str, kind, used| PlanItem {
        id: format!("k{n}").as_str().into(),
        n,
        topic: topic.to_owned(),
        kind,
        safety: false,
        hours: 1,
        used,
        homework: None,
    };
    vec![
        item(1, "Причастный оборот", PlanKind::Usual, 1),
        item(2, "Деепричастие как часть речи", PlanKind::Usual, 0),
        item(3, "Деепричастный оборот", PlanKind::Usual, 0),
        item(4, "Контрольная работа по теме: «Деепричастие»", PlanKind::Control, 0),
    ]
}

/// Lessons on Wednesday (an answer), Thursday (a dictation with a grammar task), Friday (runs now, no work yet) and Monday.
pub fn page(count: usize) -> Page {
    Page {
        journal: Journal {
            id: "j7a".into(),
            class: "c7a".into(),
            class_name: "7А".to_owned(),
            grade: 7,
            subject: "Русский язык".to_owned(),
            group: None,
            teacher: teacher(),
            weekly_hours: 4,
        },
        period: period(),
        lessons: vec![lesson("l18", 18, 3), lesson("l19", 19, 2), lesson("l20", 20, 3), lesson("l23", 23, 1)],
        works: vec![work("w18", "l18", WorkKind::Oral), work("w19", "l19", WorkKind::DictationWithGrammar)],
        pupils: pupils(count),
        plan: plan(),
        last_numbers: [(WorkKind::Control, 2)].into(),
        facts: Vec::new(),
        cursor: "c0".to_owned(),
    }
}

/// The running lesson's column.
pub fn now_work() -> WorkId {
    WorkId::first_of(&LessonId::from("l20"))
}
