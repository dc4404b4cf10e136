//! States made by hand: what the screens are tested with. All names are invented.

mod corrections;
mod terms;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::domain::lesson::Doubled;
use crate::domain::{
    Account, AccountId, Calendar, Class, ClassId, ClockProof, DeviceId, Digest, Duty, DutyState, Fact, Fill, Finding,
    Journal, Lesson, LessonDuties, LessonRow, LessonStatus, Mark, Marks, Operation, OperationId, Page, Period, PeriodKind,
    PlanItem, PlanKind, Pupil, Role, RuleId, School, Severity, Target, TeacherRef, Topic, Value, Work, WorkFill, WorkId,
    WorkKind, WorkSpec,
};
use crate::entry::{Book, Caption, Reading, Spot};
use crate::keys::{KeyMap, Positions};
use crate::outbox::{Entry, Life};
use crate::protocol::{ProfileText, SchoolInfo, Status};
use crate::state::today::{DayRow, Loading};
use crate::state::{self, Link, OpenBook, Screen, Size, Start, State, Time};

pub use corrections::corrections;
pub use terms::terms;

/// Friday 20 November 2026, 11:07 in Barnaul.
pub fn now() -> DateTime<Utc> {
    "2026-11-20T04:07:00Z".parse().expect("an instant")
}

pub fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a date")
}

fn time(text: &str) -> NaiveTime {
    text.parse().expect("a time")
}

fn reading() -> Reading {
    let proof = ClockProof { wall_ms: now().timestamp_millis(), boot_ms: 0, boot_id: 0, offset_ms: 0, width_ms: Some(40) };
    Reading { now: now(), proof }
}

fn teacher(id: &str, name: &str) -> TeacherRef {
    TeacherRef { id: AccountId::new(id), short_name: name.to_owned() }
}

fn me() -> TeacherRef {
    teacher("orlova", "Орлова Е. В.")
}

fn school() -> SchoolInfo {
    let period = |id: &str, title: &str, start, end| Period {
        id: id.into(),
        kind: PeriodKind::Quarter,
        title: title.to_owned(),
        start,
        end,
        closed: false,
    };
    SchoolInfo {
        school: School {
            id: "s7".into(),
            name: "СОШ № 7".to_owned(),
            zone: "Asia/Barnaul".to_owned(),
            week: 6,
            year_start: date(9, 1),
            year_end: NaiveDate::from_ymd_opt(2027, 5, 31).expect("a date"),
        },
        bells: Vec::new(),
        calendar: Calendar::default(),
        periods: vec![
            period("q1", "I четверть", date(9, 1), date(10, 25)),
            period("q2", "II четверть", date(11, 2), date(12, 27)),
        ],
        classes: vec![Class { id: "7a".into(), name: "7А".to_owned(), grade: 7, head: None, schedule: "first".to_owned() }],
        profile: ProfileText { name: "altai-stdr".to_owned(), text: String::new(), digest: Digest::default() },
        server_time: 0,
    }
}

/// A state of the teacher, or of another role, with nothing read yet.
pub fn state(role: Role) -> State {
    let account = Account {
        id: me().id,
        school: "s7".into(),
        login: "orlova".to_owned(),
        name: "Орлова Елена Викторовна".to_owned(),
        short_name: me().short_name,
        role,
        head_of: Vec::new(),
    };
    let mut state = State::new(Start {
        size: Size { columns: 80, rows: 24 },
        reading: reading(),
        keys: KeyMap::new(Positions::Russian),
        device: DeviceId::new("device"),
        seed: [7; 32],
        login: "orlova".to_owned(),
        session: crate::state::Session::Open,
        account: Some(account),
        school: Some(school()),
        lock: crate::state::Lock::default(),
        around: crate::state::sign_in::Around::default(),
        position: None,
        undo: Vec::new(),
        redo: Vec::new(),
        demo: None,
        time: Time::Real,
        direction: crate::state::Direction::Down,
        language: crate::strings::Language::Russian,
        hold_seconds: None,
    });
    state.program.link = Link::Up;
    state
}

/// A state before anybody has signed in.
pub fn nobody() -> State {
    State::new(Start {
        size: Size { columns: 80, rows: 24 },
        reading: reading(),
        keys: KeyMap::new(Positions::Russian),
        device: DeviceId::new("device"),
        seed: [7; 32],
        login: "orlova".to_owned(),
        session: crate::state::Session::Open,
        account: None,
        school: None,
        lock: crate::state::Lock::default(),
        around: crate::state::sign_in::Around::default(),
        position: None,
        undo: Vec::new(),
        redo: Vec::new(),
        demo: None,
        time: Time::Real,
        direction: crate::state::Direction::Down,
        language: crate::strings::Language::Russian,
        hold_seconds: None,
    })
}

pub fn lesson(id: &str, number: u8, class: &str, subject: &str, at: NaiveDate) -> Lesson {
    let bells = [
        ("08:30:00", "09:15:00"),
        ("09:25:00", "10:10:00"),
        ("10:30:00", "11:15:00"),
        ("11:35:00", "12:20:00"),
        ("12:30:00", "13:15:00"),
        ("13:25:00", "14:10:00"),
        ("14:20:00", "15:05:00"),
    ];
    let (starts, ends) = bells[usize::from(number) - 1];
    Lesson {
        id: id.into(),
        journal: format!("{class}-{subject}").as_str().into(),
        class: ClassId::new(class),
        class_name: class.to_owned(),
        grade: 7,
        subject: subject.to_owned(),
        group: None,
        date: at,
        number,
        starts: time(starts),
        ends: time(ends),
        room: "12".to_owned(),
        teacher: me(),
        substitute: None,
        cancelled: false,
        doubled: None,
        first_of_year: false,
        weekly_hours: 4,
        class_day_ends: time("14:10:00"),
        school_day_ends: time("18:30:00"),
        timetable_version: 1,
    }
}

fn duty(state: DutyState, due: &str) -> Duty {
    Duty { state, due: (!due.is_empty()).then(|| due.parse().expect("an instant")) }
}

/// «Сегодня» as it is sketched.
pub fn today() -> State {
    let mut state = state(Role::Teacher);
    let day = date(11, 20);
    let (tonight, noon) = ("2026-11-20T13:00:00Z", "2026-11-20T09:35:00Z");
    let done = || duty(DutyState::Done, tonight);
    let none = || Duty::NONE;
    let fill = |marks, attendance, topic, homework| Fill { attendance, marks, topic, homework, ..Fill::default() };
    let mut substituted = lesson("l5", 5, "6В", "Литература", day);
    substituted.teacher = teacher("belova", "Белова Н. П.");
    substituted.substitute = Some(me());
    substituted.room = "14".to_owned();
    let doubled = |id, number, place| Lesson {
        doubled: Some(Doubled { place, of: 2 }),
        ..lesson(id, number, "11А", "Литература", day)
    };
    let lessons = [
        (lesson("l1", 1, "7А", "Русский язык", day), fill(6, true, true, true), [done(), done(), done(), done()]),
        (
            lesson("l2", 2, "7Б", "Русский язык", day),
            fill(4, true, true, false),
            [done(), done(), done(), duty(DutyState::Waiting, noon)],
        ),
        (
            lesson("l3", 3, "5А", "Русский язык", day),
            fill(0, false, false, false),
            [
                duty(DutyState::Waiting, tonight),
                none(),
                duty(DutyState::Waiting, tonight),
                duty(DutyState::Waiting, tonight),
            ],
        ),
        (lesson("l4", 4, "9А", "Литература", day), Fill::default(), [none(), none(), none(), none()]),
        (substituted, Fill::default(), [none(), none(), none(), none()]),
        (doubled("l6", 6, 1), Fill::default(), [none(), none(), none(), none()]),
        (doubled("l7", 7, 2), Fill::default(), [none(), none(), none(), none()]),
    ];
    for (lesson, mut fill, [attendance, marks, topic, homework]) in lessons {
        let mut marks = marks;
        if lesson.id.as_str() == "l1" {
            let spec = WorkSpec { obligatory: true, ..WorkSpec::of(WorkKind::Composition) };
            let work = Work { id: "w".into(), journal: lesson.journal.clone(), lesson: Some(lesson.id.clone()), spec };
            fill.works.push(WorkFill { work, owed: 7, of: 24 });
            marks = duty(DutyState::Waiting, "2026-11-26T13:00:00Z");
        }
        let expected_topic = (!fill.topic).then(|| "Р.р. Изложение «Весна»".to_owned());
        state.screens.today.rows.push(DayRow {
            row: LessonRow { lesson, fill, expected_topic, next_lessons: Vec::new(), known: Vec::new() },
            duties: LessonDuties { attendance, topic, homework, marks },
        });
    }
    state.screens.today.selected = Some("l3".into());
    state.screens.today.loading = Loading::Here;
    waiting(&mut state);
    state
}

const NAMES: [&str; 24] = [
    "Абрамов Артём",
    "Белова Дарья",
    "Васильев Илья",
    "Громова София",
    "Дёмин Кирилл",
    "Ежова Анна",
    "Ёлкин Тимур",
    "Жуков Матвей",
    "Зайцева Полина",
    "Игнатов Роман",
    "Йовчев Пётр",
    "Климова Вера",
    "Лапин Степан",
    "Макарова Ульяна",
    "Носов Глеб",
    "Орехова Злата",
    "Павлов Савелий",
    "Рожкова Мира",
    "Савина Ольга",
    "Титов Марк",
    "Уварова Кира",
    "Фролов Иван",
    "Хохлова Нина",
    "Цветков Антон",
];

/// Rows of marks, one text a lesson, repeated down the class.
const ROWS: [[&str; 8]; 8] = [
    ["4", "", "4/3", "", "5/4", "", "н", ""],
    ["", "5", "5/5", "", "5/4", "", "4", ""],
    ["3", "", "3/3", "4", "4/3", "", "", ""],
    ["", "", "2", "", "н", "", "н", ""],
    ["5", "", "4/5", "", "н", "", "5", ""],
    ["", "4", "4/4", "", "4/4", "4", "", ""],
    ["", "", "5/4", "5", "5/5", "", "", ""],
    ["2", "3", "3/2", "", "3/3", "", "4", ""],
];

pub fn pupils(names: &[&str]) -> Vec<Pupil> {
    names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let (surname, given_name) = name.split_once(' ').expect("a name of two words");
            Pupil {
                id: format!("p{at}").as_str().into(),
                number: u16::try_from(at + 1).expect("a class is small"),
                surname: surname.to_owned(),
                given_name: given_name.to_owned(),
                group: None,
                from: None,
                to: None,
                home_schooled: false,
                sanatorium: Vec::new(),
                medical_group: false,
            }
        })
        .collect()
}

fn fact(target: Target, value: Value, version: u8) -> Fact {
    Fact {
        target,
        value: Some(value),
        version: OperationId([version; 16]),
        author: me(),
        on_behalf_of: None,
        made_at: now() - TimeDelta::days(1),
        received_at: now() - TimeDelta::days(1),
        comment: None,
        reason: None,
        filled_at: None,
    }
}

/// A page of 7А with the names.
pub fn page(names: &[&str]) -> Page {
    let days = [9, 10, 11, 13, 16, 17, 18, 20];
    let kinds = [
        WorkKind::Oral,
        WorkKind::Oral,
        WorkKind::DictationWithGrammar,
        WorkKind::Oral,
        WorkKind::Exposition,
        WorkKind::Oral,
        WorkKind::Oral,
        WorkKind::DictationWithGrammar,
    ];
    let journal = Journal {
        id: "7А-Русский язык".into(),
        class: "7a".into(),
        class_name: "7А".to_owned(),
        grade: 7,
        subject: "Русский язык".to_owned(),
        group: None,
        teacher: me(),
        weekly_hours: 4,
    };
    let lessons: Vec<Lesson> =
        days.iter().map(|day| lesson(&format!("g{day}"), 1, "7А", "Русский язык", date(11, *day))).collect();
    let works: Vec<Work> = lessons
        .iter()
        .zip(kinds)
        .map(|(lesson, kind)| {
            let number = (kind == WorkKind::DictationWithGrammar).then(|| if lesson.id.as_str() == "g20" { 2 } else { 1 });
            let spec = WorkSpec { number, obligatory: kind != WorkKind::Oral, ..WorkSpec::of(kind) };
            Work { id: WorkId::first_of(&lesson.id), journal: journal.id.clone(), lesson: Some(lesson.id.clone()), spec }
        })
        .collect();
    let pupils = pupils(names);
    let mut facts = Vec::new();
    for (pupil, row) in pupils.iter().zip(ROWS.iter().cycle()) {
        for (lesson, text) in lessons.iter().zip(row) {
            if *text == "н" {
                let target = Target::Absence { lesson: lesson.id.clone(), pupil: pupil.id.clone() };
                facts.push(fact(target, Value::Absent, 1));
            } else if let Ok(marks) = text.parse() {
                let target = Target::Marks { work: WorkId::first_of(&lesson.id), pupil: pupil.id.clone() };
                facts.push(fact(target, Value::Marks { marks, creates: None }, 2));
            }
        }
    }
    let topic = Topic { text: "Контрольный диктант".to_owned(), plan_item: None };
    facts.push(fact(Target::Topic { lesson: "g20".into() }, Value::Topic(topic), 3));
    Page {
        journal,
        period: school().periods.remove(1),
        lessons,
        works,
        pupils,
        plan: plan(),
        last_numbers: std::collections::BTreeMap::new(),
        facts,
        cursor: "c".to_owned(),
    }
}

fn plan() -> Vec<PlanItem> {
    (1..=170)
        .map(|n| PlanItem {
            id: format!("i{n}").as_str().into(),
            n,
            topic: match n {
                41 => "Р.р. Изложение «Весна»".to_owned(),
                42 => "Анализ изложения".to_owned(),
                _ => format!("Причастный оборот, {n}"),
            },
            kind: PlanKind::Usual,
            safety: false,
            hours: 1,
            used: u32::from(n < 41),
            homework: None,
        })
        .collect()
}

pub fn marks(text: &str) -> Marks {
    text.parse().expect("marks")
}

pub fn entry(number: u8, target: Target, value: Option<Value>, life: Life) -> Entry {
    let operation = Operation {
        id: OperationId([number; 16]),
        school: "s7".into(),
        account: me().id,
        device: DeviceId::new("device"),
        seq: u64::from(number),
        prev_hash: Digest::default(),
        made_at: now() - TimeDelta::minutes(i64::from(number)),
        proof: reading().proof,
        on_behalf_of: None,
        target,
        base: None,
        value,
        comment: None,
        reason: None,
        explanation: None,
        answered: Vec::new(),
        profile: Digest::default(),
        timetable_version: 1,
    };
    Entry { life, ..Entry::typed(operation, None) }
}

pub fn mark_of(pupil: &str, text: &str, number: u8, life: Life) -> Entry {
    let target = Target::Marks { work: WorkId::first_of(&"g20".into()), pupil: pupil.into() };
    entry(number, target, Some(Value::Marks { marks: marks(text), creates: None }), life)
}

fn waiting(state: &mut State) {
    let page = page(&NAMES);
    for entry in [mark_of("p0", "5/4", 21, Life::OnDisk), mark_of("p1", "4/4", 20, Life::OnDisk)] {
        let caption = Caption::of(&page, &entry.operation);
        state.waiting.put(entry, caption);
    }
}

/// «Журнал» as it is sketched: the cursor on the fourth pupil of today's dictation.
pub fn grid() -> State {
    grid_of(&NAMES)
}

pub fn grid_of(names: &[&str]) -> State {
    let mut state = today();
    let page = page(names);
    let journal = page.journal.id.clone();
    let entries = [
        mark_of("p0", "5/4", 21, Life::OnDisk),
        mark_of("p1", "4/4", 20, Life::OnDisk),
        mark_of("p2", "4/3", 19, Life::Typed),
        mark_of("p5", "5", 18, Life::Refused),
        mark_of("p6", "4/4", 17, Life::Conflict),
        mark_of("p7", "3/3", 16, Life::Uncertain),
    ];
    let desk = state.desk.as_ref().expect("somebody sits here");
    let book = Book::new(page, entries, desk);
    state.books.insert(journal.clone(), OpenBook { book, read_at: now(), used: 1 });
    state.screen = Screen::Grid;
    state.behind = vec![Screen::Today];
    let grid = &mut state.screens.grid;
    grid.journal = Some(journal);
    grid.loading = Loading::Here;
    if names.len() > 3 {
        grid.cursor = Some(Spot { work: WorkId::first_of(&"g20".into()), pupil: "p3".into() });
    }
    grid.findings = vec![finding("STD-6.3-19", Severity::Info, "6.3 ¶11")];
    state
}

pub fn finding(rule: &'static str, severity: Severity, clause: &'static str) -> Finding {
    Finding { rule: RuleId::known(rule), severity, clause: clause.into(), args: std::collections::BTreeMap::new() }
}

pub fn roll_call() -> State {
    let mut state = grid();
    state.screen = Screen::RollCall;
    let roll_call = &mut state.screens.roll_call;
    roll_call.journal = state.screens.grid.journal.clone();
    roll_call.lesson = Some("g20".into());
    roll_call.line = state::TextField::new("3 17 иг");
    roll_call.absent = ["p2", "p16", "p9"].map(Into::into).into();
    roll_call.doubtful = ["p6"].map(Into::into).into();
    let maths = || crate::domain::KnownFrom::Lesson { number: 2, subject: "Алгебра".to_owned() };
    let ill = crate::domain::KnownFrom::ClassTeacher { reason: "болезнь".to_owned() };
    roll_call.known = [("p11", maths()), ("p12", ill), ("p20", maths())].map(|(id, from)| (id.into(), from)).into();
    roll_call.unconfirmed = roll_call.known.keys().cloned().collect();
    roll_call.absent.extend(roll_call.unconfirmed.iter().cloned());
    state
}

pub fn lesson_form() -> State {
    use crate::state::lesson::{Field, LessonForm};
    let mut state = grid();
    state.screen = Screen::Lesson;
    let mut findings = std::collections::BTreeMap::new();
    let with = |mut finding: Finding, name: &'static str, value: &'static str| {
        finding.args.insert(name.into(), value.into());
        vec![finding]
    };
    findings.insert(Field::Topic, with(finding("STD-6.3-18", Severity::Info, "6.3 ¶10"), "prefix", "Р.р."));
    findings.insert(Field::Kind, with(finding("STD-6.3-31", Severity::Warning, "6.3 ¶18"), "due", "18.11.2026 20:00"));
    state.screens.lesson = LessonForm {
        journal: state.screens.grid.journal.clone(),
        lesson: Some("g20".into()),
        field: Field::Homework,
        topic: state::TextField::new("Р.р. Изложение «Весна»"),
        item: Some("i41".into()),
        spec: WorkSpec { obligatory: true, ..WorkSpec::of(WorkKind::Exposition) },
        homework: state::TextField::new("Упр. 214, правило § 31"),
        findings,
        ..LessonForm::default()
    };
    state
}

/// The same with a journal that has no plan.
pub fn without_plan(mut state: State) -> State {
    let mut page = page(&NAMES);
    page.plan.clear();
    let desk = state.desk.as_ref().expect("somebody sits here");
    let journal = page.journal.id.clone();
    let book = Book::new(page, [], desk);
    state.books.insert(journal, OpenBook { book, read_at: now(), used: 1 });
    state
}

pub fn queue() -> State {
    let mut state = grid();
    state.screen = Screen::Queue;
    state.behind = vec![Screen::Today];
    state.program.link = Link::Down { since: now() - TimeDelta::minutes(70) };
    let page = page(&NAMES);
    let mut conflict = mark_of("p6", "4/4", 17, Life::Conflict);
    let target = conflict.operation.target.clone();
    let value = Value::Marks { marks: Marks::single(Mark::new(3).expect("a mark")), creates: None };
    conflict.present = Some(Box::new(Fact { author: teacher("k", "Кузьмина О. И."), ..fact(target, value, 9) }));
    let mut refused = mark_of("p5", "5", 18, Life::Refused);
    refused.findings = vec![finding("STD-6.3-19", Severity::Error, "6.3 ¶11")];
    let homework = Target::Homework { lesson: "g20".into() };
    for entry in [entry(15, homework, Some(Value::Homework(crate::domain::Homework::none())), Life::Held), conflict, refused]
    {
        let caption = Caption::of(&page, &entry.operation);
        state.waiting.put(entry, caption);
    }
    state.screens.queue.selected = Some(OperationId([17; 16]));
    state
}

pub fn deadlines() -> State {
    let mut state = state(Role::Deputy);
    state.screen = Screen::Deadlines;
    let (tonight, past) = ("2026-11-20T13:00:00Z", "2026-11-20T03:30:00Z");
    let teachers = ["Белова Н. П.", "Воронов С. А.", "Громов И. И.", "Дьячкова М. Ю.", "Ефимов К. Л.", "Зотова Е. Г."];
    let lessons = (0..30).map(|at: usize| {
        let states = [
            [DutyState::Done; 4],
            [DutyState::Done, DutyState::NotYet, DutyState::Waiting, DutyState::Waiting],
            [DutyState::NotYet; 4],
            [DutyState::DoneLate, DutyState::NotYet, DutyState::Done, DutyState::Overdue],
        ];
        let of = states[at % 4].map(|state| match state {
            DutyState::NotYet => Duty::NONE,
            DutyState::Overdue => duty(state, past),
            _ => duty(state, tonight),
        });
        let [attendance, marks, topic, homework] = of;
        LessonStatus {
            lesson: format!("s{at}").as_str().into(),
            journal: "j".into(),
            date: date(11, 20),
            number: u8::try_from(at / teachers.len() + 1).expect("small"),
            class: format!("{}{}", at % 7 + 5, ["А", "Б", "В"][at % 3]),
            subject: ["Русский язык", "Физическая культура", "Английский язык"][at % 3].to_owned(),
            group: (at % 3 == 2).then(|| "1-я группа".to_owned()),
            teacher: Some(teacher("t", teachers[at % teachers.len()])),
            attendance,
            topic,
            homework,
            marks,
        }
    });
    let status = Status { date: date(11, 20), lessons: lessons.collect(), server_time: 0 };
    state.screens.deadlines.status = Some(status);
    state.screens.deadlines.loading = Loading::Here;
    state.screens.deadlines.selected = Some("s7".into());
    state
}
