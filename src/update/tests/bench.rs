//! A program without a shell: keys as a string, the grid as text, effects in words.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::{Fill, LessonRow, Role};
use crate::effect::Effect;
use crate::entry::tests::fixture::*;
use crate::event::{Event, Reply, Source};
use crate::keys::{Code, Key, KeyMap, Modifiers, layout};
use crate::outbox::{Entry, Life};
use crate::protocol::{Day, ProfileText, SchoolInfo};
use crate::regulation::Profile;
use crate::state::{Size, Start, State, Time};
use crate::strings::Language;

/// Which letters the keyboard sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    Latin,
    Russian,
}

pub const LAYOUTS: [Layout; 2] = [Layout::Latin, Layout::Russian];

pub struct Bench {
    pub state: State,
    pub now: DateTime<Utc>,
    pub layout: Layout,
    /// Everything that the shell was asked to do.
    pub effects: Vec<Effect>,
    /// How many keys were pressed.
    pub keys: usize,
}

pub fn school_info(profile: &str) -> SchoolInfo {
    let profile = Profile::built_in(profile).expect("a built-in profile");
    SchoolInfo {
        school: school(),
        bells: Vec::new(),
        calendar: crate::domain::Calendar::default(),
        periods: vec![period()],
        classes: Vec::new(),
        profile: ProfileText { name: profile.name().to_owned(), text: profile.text().to_owned(), digest: profile.digest() },
        server_time: 0,
    }
}

pub fn start_as(role: Role, profile: &str) -> Start {
    Start {
        size: Size { columns: 80, rows: 24 },
        reading: reading(noon()),
        keys: KeyMap::default(),
        language: Language::Russian,
        hold_seconds: None,
        device: "d1".into(),
        seed: [7; 32],
        login: "orlova".to_owned(),
        session: crate::state::Session::Open,
        account: Some(crate::domain::Account { role, ..account() }),
        school: Some(school_info(profile)),
        lock: crate::state::Lock::default(),
        around: crate::state::sign_in::Around::default(),
        position: None,
        undo: Vec::new(),
        redo: Vec::new(),
        demo: None,
        time: Time::Real,
        direction: crate::state::Direction::Down,
    }
}

pub fn row(lesson: crate::domain::Lesson) -> LessonRow {
    LessonRow { lesson, fill: Fill::default(), expected_topic: None, next_lessons: Vec::new(), known: Vec::new() }
}

impl Bench {
    /// «Сегодня» of Friday: 7А has Russian as the third lesson, and it runs.
    pub fn today(page: crate::domain::Page, profile: &str, layout: Layout) -> Self {
        let mut bench = Self::opened(profile, layout);
        bench.day(0);
        bench.page(page);
        bench
    }

    /// «Сегодня» before its day has come.
    pub fn opened(profile: &str, layout: Layout) -> Self {
        let mut state = State::new(start_as(Role::Teacher, profile));
        let effects = crate::update::start(&mut state);
        Self { state, now: noon(), layout, effects, keys: 0 }
    }

    /// The lessons of Friday.
    pub fn day(&mut self, generation: u64) {
        let mut other = lesson("l20b", 20, 1);
        other.journal = "j9a".into();
        let lessons = vec![row(other), row(lesson("l20", 20, 3))];
        let day = Box::new(Day { date: date(20), lessons, timetable_version: 3, server_time: 0 });
        self.reply(Reply::Day { generation, day, source: Source::Cache });
    }

    /// The grid of the running lesson.
    pub fn grid(page: crate::domain::Page, profile: &str, layout: Layout) -> Self {
        let mut bench = Self::today(page, profile, layout);
        bench.press("Enter");
        bench.effects.clear();
        bench.keys = 0;
        bench
    }

    pub fn page(&mut self, page: crate::domain::Page) {
        let reply = Reply::Page {
            generation: 0,
            page: Box::new(page),
            entries: Vec::new(),
            read_at: self.now,
            source: Source::Server,
        };
        self.reply(reply);
    }

    pub fn event(&mut self, event: Event) {
        let effects = crate::update::update(&mut self.state, reading(self.now), event);
        self.effects.extend(effects);
    }

    pub fn reply(&mut self, reply: Reply) {
        self.event(Event::Reply(reply));
    }

    /// Presses keys: words of the notation, or letters one after another; `␣` is the space.
    pub fn press(&mut self, keys: &str) {
        for word in keys.split(' ').filter(|word| !word.is_empty()) {
            match word.parse::<Key>() {
                Ok(key) => self.key(key),
                Err(_) => word.chars().for_each(|c| self.key(Key::char(if c == '␣' { ' ' } else { c }))),
            }
        }
    }

    fn key(&mut self, key: Key) {
        self.keys += 1;
        let code = match (key.code, self.layout) {
            (Code::Char(c), Layout::Russian) if c.is_ascii_alphabetic() => Code::Char(layout::to_cyrillic(c)),
            (Code::Char(c), Layout::Latin) if !key.modifiers.commands() && layout::to_latin(c).is_ascii_alphabetic() => {
                Code::Char(layout::to_latin(c))
            }
            (code, _) => code,
        };
        self.event(Event::Key(Key { code, modifiers: key.modifiers }));
    }

    /// Types text as it stands, whatever the layout.
    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            self.keys += 1;
            self.event(Event::Key(Key { code: Code::Char(c), modifiers: Modifiers::NONE }));
        }
    }

    /// Answers every question: a reason, and yes.
    pub fn agree(&mut self) {
        for _ in 0..3 {
            if self.state.dialog.is_some() {
                self.text("не было связи");
                self.press("Enter");
            }
        }
    }

    /// The disk has everything that was handed to it.
    pub fn recorded(&mut self) {
        self.lives(Life::OnDisk);
    }

    /// Every entry that waits gets this life.
    pub fn lives(&mut self, life: Life) {
        let entries = self.state.waiting.entries().map(|entry| Entry {
            life,
            attempts: u32::from(!matches!(life, Life::OnDisk | Life::Held)),
            acknowledged_at: (life == Life::InJournal).then_some(self.now),
            ..entry.clone()
        });
        let entries = entries.collect();
        self.reply(Reply::Entries(entries));
    }

    pub fn later(&mut self, minutes: i64) {
        self.now += TimeDelta::minutes(minutes);
        self.event(Event::Minute);
    }

    /// The column of a lesson (or of the cursor) as text, the cursor in brackets, glyphs after the values.
    pub fn column(&self) -> String {
        let book = self.state.open_book().expect("a book is open");
        let grid = &self.state.screens.grid;
        let spot = grid.cursor.as_ref().expect("the cursor is somewhere");
        let column = book.column_of(&spot.work).expect("the cursor's column");
        let cells = (0..book.pupils().len()).map(|row| {
            let cell = book.cell_at(row, column).expect("a cell");
            let sign = match cell.life {
                None => "",
                Some(Life::Typed) => "…",
                Some(Life::OnDisk | Life::Held | Life::Sent) => "°",
                Some(Life::Conflict) => "≠",
                Some(Life::Refused) => "!",
                Some(_) => "?",
            };
            let here = book.pupils()[row].id == spot.pupil;
            let text = if here && !grid.buffer.is_empty() { &grid.buffer } else { &cell.text };
            let shown = if text.is_empty() { "·".to_owned() } else { format!("{text}{sign}") };
            if here { format!("[{shown}]") } else { shown }
        });
        cells.collect::<Vec<_>>().join(" ")
    }

    /// What the status line or the dialog says, in one word.
    pub fn said(&self) -> String {
        use crate::state::{Dialog, Notice};
        let first = |findings: &[crate::domain::Finding]| {
            findings.first().map(|finding| finding.rule.to_string()).unwrap_or_default()
        };
        match (&self.state.dialog, &self.state.notice) {
            (Some(Dialog::Ask(ask)), _) => format!("ask {:?} {}", ask.needs, first(&ask.findings)),
            (Some(dialog), _) => format!("{dialog:?}").split(['(', ' ']).next().unwrap_or_default().to_owned(),
            (None, Some(Notice::Refused(findings))) => format!("refused {}", first(findings)),
            (None, Some(Notice::Noted(findings))) => format!("noted {}", first(findings)),
            (None, Some(Notice::Says(key, _))) => (*key).to_owned(),
            (None, Some(Notice::Failed(key))) => key.clone(),
            (None, None) => String::new(),
        }
    }

    /// The effects since the last look, in one word each.
    pub fn asked(&mut self) -> String {
        let effects = std::mem::take(&mut self.effects);
        let word = |effect: &Effect| match effect {
            Effect::Record { operations, .. } => format!("record{}", operations.len()),
            Effect::Withdraw { operations, .. } => format!("withdraw{}", operations.len()),
            other => format!("{other:?}").split([' ', '(']).next().unwrap_or_default().to_owned(),
        };
        effects.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    pub fn recorded_count(&self) -> usize {
        let count = |effect: &Effect| match effect {
            Effect::Record { operations, .. } => operations.len(),
            _ => 0,
        };
        self.effects.iter().map(count).sum()
    }
}
