//! What a key costs without a terminal, a disk or a network: a move and a mark in the grid of a class of thirty, as rows of the
//! frame that is shown and as a whole frame. `cargo bench --bench keys`.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use zvonok::domain::{
    Account, Calendar, ClockProof, Journal, Lesson, Page, Period, PeriodKind, PlanItem, PlanKind, Pupil, Role, School,
    TeacherRef,
};
use zvonok::entry::{Reading, Spot};
use zvonok::event::{Event, Reply, Source};
use zvonok::keys::{Key, KeyMap};
use zvonok::protocol::{ProfileText, SchoolInfo};
use zvonok::regulation::Profile;
use zvonok::runtime::lean::Lean;
use zvonok::state::{Direction, Screen, Session, Size, Start, State, Time};
use zvonok::strings::{Language, Strings};
use zvonok::theme::Theme;
use zvonok::update::update;
use zvonok::view::{Glyphs, Look, draw, patch};

fn main() {
    divan::main();
}

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

fn now() -> DateTime<Utc> {
    "2026-11-20T04:07:00Z".parse().expect("an instant")
}

fn reading() -> Reading {
    let proof = ClockProof { wall_ms: now().timestamp_millis(), boot_ms: 1, boot_id: 7, offset_ms: 0, width_ms: None };
    Reading { now: now(), proof }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day of November")
}

fn teacher() -> TeacherRef {
    TeacherRef { id: "t1".into(), short_name: "Орлова Е. В.".to_owned() }
}

fn period() -> Period {
    let (start, end) = (day(2) - TimeDelta::days(40), day(30));
    Period { id: "q2".into(), kind: PeriodKind::Quarter, title: "II четверть".to_owned(), start, end, closed: false }
}

/// Forty lessons up to today, the last of them runs.
fn lesson(back: i64) -> Lesson {
    let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    Lesson {
        id: format!("l{back}").as_str().into(),
        journal: "j1".into(),
        class: "c1".into(),
        class_name: "7А".to_owned(),
        grade: 7,
        subject: "Русский язык".to_owned(),
        group: None,
        date: day(20) - TimeDelta::days(back),
        number: 3,
        starts: at(10, 30),
        ends: at(11, 15),
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

fn page() -> Page {
    let pupil = |number: u16| Pupil {
        id: format!("p{number}").as_str().into(),
        number,
        surname: format!("Вымышленная-{number}"),
        given_name: "Саша".to_owned(),
        group: None,
        from: None,
        to: None,
        home_schooled: false,
        sanatorium: Vec::new(),
        medical_group: false,
    };
    let item = |n: u32| PlanItem {
        id: format!("k{n}").as_str().into(),
        n,
        topic: format!("Деепричастный оборот и знаки препинания, урок {n}"),
        kind: PlanKind::Usual,
        safety: false,
        hours: 1,
        used: 0,
        homework: None,
    };
    Page {
        journal: Journal {
            id: "j1".into(),
            class: "c1".into(),
            class_name: "7А".to_owned(),
            grade: 7,
            subject: "Русский язык".to_owned(),
            group: None,
            teacher: teacher(),
            weekly_hours: 4,
        },
        period: period(),
        lessons: (0..40).rev().map(lesson).collect(),
        works: Vec::new(),
        pupils: (1..=30).map(pupil).collect(),
        plan: (1..=70).map(item).collect(),
        last_numbers: std::collections::BTreeMap::new(),
        facts: Vec::new(),
        cursor: String::new(),
    }
}

fn grid() -> State {
    let profile = Profile::built_in("altai-stdr").expect("a built-in profile");
    let (start, end) = (NaiveDate::from_ymd_opt(2026, 9, 1), NaiveDate::from_ymd_opt(2027, 5, 25));
    let school = School {
        id: "s1".into(),
        name: "СОШ № 7".to_owned(),
        zone: "Asia/Barnaul".to_owned(),
        week: 5,
        year_start: start.expect("a date"),
        year_end: end.expect("a date"),
    };
    let account = Account {
        id: "t1".into(),
        school: "s1".into(),
        login: "orlova".to_owned(),
        name: "Орлова Елена Викторовна".to_owned(),
        short_name: "Орлова Е. В.".to_owned(),
        role: Role::Teacher,
        head_of: Vec::new(),
    };
    let info = SchoolInfo {
        school,
        bells: Vec::new(),
        calendar: Calendar::default(),
        periods: vec![period()],
        classes: Vec::new(),
        profile: ProfileText { name: profile.name().to_owned(), text: profile.text().to_owned(), digest: profile.digest() },
        server_time: 0,
    };
    let mut state = State::new(Start {
        size: Size { columns: COLUMNS, rows: ROWS },
        reading: reading(),
        keys: KeyMap::default(),
        language: Language::Russian,
        hold_seconds: Some(0),
        device: "d1".into(),
        seed: [7; 32],
        login: "orlova".to_owned(),
        session: Session::Open,
        account: Some(account),
        school: Some(info),
        lock: zvonok::state::Lock::default(),
        around: zvonok::state::sign_in::Around::default(),
        position: None,
        undo: Vec::new(),
        redo: Vec::new(),
        demo: None,
        time: Time::Real,
        direction: Direction::Down,
    });
    state.screen = Screen::Grid;
    state.screens.grid.journal = Some("j1".into());
    state.screens.grid.cursor = Some(Spot { work: "l0:1".into(), pupil: "p1".into() });
    let reply =
        Reply::Page { generation: 0, page: Box::new(page()), entries: Vec::new(), read_at: now(), source: Source::Server };
    let _ = update(&mut state, reading(), Event::Reply(reply));
    state
}

/// The program with a terminal that takes everything.
struct Program {
    state: State,
    look: Look,
    frame: Buffer,
    terminal: Lean<Vec<u8>>,
}

impl Program {
    fn new() -> Self {
        let look = Look::new(Strings::new(Language::Russian), Theme::dark(), Glyphs::UNICODE);
        let frame = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
        let mut program = Self { state: grid(), look, frame, terminal: Lean::new(Vec::new()) };
        // The terminal keeps the first frame.
        program.whole();
        program.whole();
        program
    }

    fn press(&mut self, key: &str) {
        let key: Key = key.parse().expect("a key");
        black_box(update(&mut self.state, reading(), Event::Key(key)));
    }

    fn rows(&mut self) {
        match patch(&self.state, &self.look, &mut self.frame) {
            Some(patch) => drop(self.terminal.present_lines(&self.frame, None, patch.lines)),
            None => self.whole(),
        }
    }

    fn whole(&mut self) {
        let area = Rect::new(0, 0, COLUMNS, ROWS);
        if self.frame.area == area {
            self.frame.reset();
        } else {
            self.frame = Buffer::empty(area);
        }
        draw(&self.state, &self.look, &mut self.frame);
        self.terminal.present(&mut self.frame, None).expect("memory takes everything");
    }
}

#[divan::bench]
fn a_move_as_rows(bencher: Bencher<'_, '_>) {
    let mut program = Program::new();
    bencher.bench_local(|| {
        for key in ["Down", "Up"] {
            program.press(key);
            program.rows();
        }
    });
}

#[divan::bench]
fn a_move_as_a_whole_frame(bencher: Bencher<'_, '_>) {
    let mut program = Program::new();
    bencher.bench_local(|| {
        for key in ["Down", "Up"] {
            program.press(key);
            program.whole();
        }
    });
}

#[divan::bench]
fn a_move_without_a_frame(bencher: Bencher<'_, '_>) {
    let mut program = Program::new();
    bencher.bench_local(|| {
        for key in ["Down", "Up"] {
            program.press(key);
        }
    });
}

/// Two marks, alternating, so that something is written each time.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn a_mark_as_rows(bencher: Bencher<'_, '_>) {
    let mut program = Program::new();
    bencher.bench_local(|| {
        for key in ["4", "Up", "5", "Up"] {
            program.press(key);
            program.rows();
        }
    });
}

/// The same without a frame: the rules, the operation, the undo step.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn a_mark_without_a_frame(bencher: Bencher<'_, '_>) {
    let mut program = Program::new();
    bencher.bench_local(|| {
        for key in ["4", "Up", "5", "Up"] {
            program.press(key);
        }
    });
}
