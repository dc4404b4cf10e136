//! What is fuzzed on the screens: whatever comes, in whatever order, nothing panics, and no frame holds what acts on a terminal.
//! Shared by the fuzz targets and by the test that replays the corpus.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde::de::DeserializeOwned;
use zvonok::domain::{ClockProof, Operation, Page};
use zvonok::effect::Effect;
use zvonok::entry::{Reading, Told};
use zvonok::event::{Event, Reply, Signal, Source, Wheel};
use zvonok::keys::KeyMap;
use zvonok::outbox::{Entry, Life, LifeEvent};
use zvonok::protocol::{Corrections, Day, History, Journals, Me, ProfileText, SchoolInfo, Status};
use zvonok::regulation::Profile;
use zvonok::runtime::decode::{Decoder, Input, Mouse};
use zvonok::state::pointer::Place;
use zvonok::state::{Direction, Link, Lock, Session, Size, Start, State, Time};
use zvonok::strings::{Language, Strings};
use zvonok::theme::Theme;
use zvonok::update::{start, update};
use zvonok::view::{Glyphs, Look, draw, patch};

use super::borders::now;

/// Most inputs of one run: a session, not a year.
const LONGEST: usize = 400;

/// What a terminal sends, and, after a zero byte, what else happens. The first byte picks regulation, language and size.
pub fn screens(input: &[u8]) {
    let Some((first, mut rest)) = input.split_first() else { return };
    let (mut program, mut decoder, now) = (Program::new(*first), Decoder::new().with_mouse(), Instant::now());
    for _ in 0..LONGEST {
        let typed = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
        let mut found = Vec::new();
        decoder.feed(&rest[..typed], now, &mut found);
        if decoder.is_overdue(now + Duration::from_secs(2)) {
            decoder.give_up(&mut found);
        }
        for input in found.into_iter().take(LONGEST) {
            program.typed(input);
        }
        let Some((deed, after)) = rest[typed..].get(1..).and_then(|rest| rest.split_first()) else { break };
        program.deed(*deed);
        rest = after;
    }
}

/// Something that a server said, as the screens get it.
pub enum Shown {
    /// The school.
    School(SchoolInfo),
    /// A day.
    Day(Day),
    /// The journals.
    Journals(Journals),
    /// A page.
    Page(Page),
    /// The deadlines.
    Status(Status),
    /// Requests for corrections.
    Corrections(Corrections),
    /// The versions of a place.
    History(History),
    /// What became of an entry.
    Judged(Vec<LifeEvent>),
}

/// The answers that everything stands on: those of the corpus.
struct Known {
    me: Me,
    school: SchoolInfo,
    day: Day,
    journals: Journals,
    page: Page,
    status: Status,
}

fn known<T: DeserializeOwned>(answer: &str) -> T {
    let body = answer.split_once("\n\n").expect("a body").1;
    serde_json::from_str(body).expect("an answer of the protocol")
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| Known {
    me: known(include_str!("corpus/answer/me")),
    school: known(include_str!("corpus/answer/school")),
    day: known(include_str!("corpus/answer/day")),
    journals: known(include_str!("corpus/answer/journals")),
    page: known(include_str!("corpus/answer/page")),
    status: known(include_str!("corpus/answer/status")),
});

static PROFILES: LazyLock<Vec<ProfileText>> = LazyLock::new(|| {
    let read = |name| Profile::built_in(name).expect("a built-in name");
    let text = |profile: Profile| ProfileText {
        name: profile.name().to_owned(),
        text: profile.text().to_owned(),
        digest: profile.digest(),
    };
    Profile::names().map(|name| text(read(name))).collect()
});

/// The screens with a shell that answers at once.
pub struct Program {
    state: State,
    look: Look,
    frame: Buffer,
    places: Vec<(Rect, Place)>,
    boot_ms: i64,
    entries: Vec<Entry>,
}

impl Program {
    /// A program at its start.
    pub fn new(pick: u8) -> Self {
        let pick = usize::from(pick);
        let size = [(80, 24), (120, 40), (40, 10), (1, 1)][(pick / 8) % 4];
        let size = Size { columns: size.0, rows: size.1 };
        let language = if pick & 4 == 0 { Language::Russian } else { Language::English };
        let look = Look::new(Strings::new(language), Theme::mono(), Glyphs::UNICODE);
        let profile = PROFILES[pick % PROFILES.len()].clone();
        let school = SchoolInfo { profile, ..KNOWN.school.clone() };
        let mut program = Self {
            state: State::new(Start {
                size,
                reading: reading(1_000_000),
                keys: KeyMap::default(),
                language,
                hold_seconds: Some(0),
                device: "d1".into(),
                seed: [7; 32],
                login: "orlova".to_owned(),
                session: Session::Open,
                account: Some(KNOWN.me.account.clone()),
                school: Some(school),
                lock: Lock::default(),
                around: zvonok::state::sign_in::Around::default(),
                position: None,
                undo: Vec::new(),
                redo: Vec::new(),
                demo: None,
                time: Time::Real,
                direction: Direction::Down,
            }),
            look,
            frame: Buffer::empty(Rect::ZERO),
            places: Vec::new(),
            boot_ms: 1_000_000,
            entries: Vec::new(),
        };
        let effects = start(&mut program.state);
        program.carry_out(effects, 0);
        program.show();
        program
    }

    /// Shows what a server said, on the screens that have to do with it.
    pub fn shows(mut self, shown: Shown) {
        let keys: &[u8] = match &shown {
            Shown::Day(_) | Shown::School(_) => b"",
            Shown::Journals(_) | Shown::Status(_) | Shown::Corrections(_) => b"\x1bOS\x1bOR",
            Shown::Page(_) | Shown::History(_) | Shown::Judged(_) => b"\r5",
        };
        self.keys(keys);
        let generation = self.state.program.generation;
        let events = match shown {
            Shown::School(school) => {
                vec![Reply::School { account: Box::new(KNOWN.me.account.clone()), school: Box::new(school) }]
            }
            Shown::Day(day) => vec![Reply::Day { generation, day: Box::new(day), source: Source::Server }],
            Shown::Journals(journals) => vec![Reply::Journals { generation, journals: Box::new(journals) }],
            Shown::Page(page) => vec![page_reply(Box::new(page), generation)],
            Shown::Status(status) => vec![Reply::Status { generation, status: Box::new(status) }],
            Shown::Corrections(corrections) => vec![Reply::Corrections { generation, corrections: Box::new(corrections) }],
            Shown::History(history) => vec![Reply::History { generation, history: Box::new(history) }],
            Shown::Judged(events) => events.into_iter().filter_map(|event| self.judged(event)).collect(),
        };
        for reply in events {
            self.happens(Event::Reply(reply));
        }
        self.keys(b"\r\x1b[B\x1b[C5\x1b[A\t\x1b\x1b");
        for (columns, rows) in [(100, 30), (20, 5)] {
            self.happens(Event::Resize(Size { columns, rows }));
        }
    }

    fn judged(&mut self, event: LifeEvent) -> Option<Reply> {
        let entry = self.entries.first_mut()?;
        let _ = entry.apply(LifeEvent::Sending { at: now() });
        let _ = entry.apply(event);
        Some(Reply::Entries(vec![entry.clone()]))
    }

    fn keys(&mut self, bytes: &[u8]) {
        let (mut decoder, mut found) = (Decoder::new(), Vec::new());
        decoder.feed(bytes, Instant::now(), &mut found);
        decoder.give_up(&mut found);
        for input in found {
            self.typed(input);
        }
    }

    fn typed(&mut self, input: Input) {
        let event = match input {
            Input::Key(key) => Event::Key(key),
            Input::Paste(text) => Event::Paste(text),
            Input::Mouse(Mouse::Pressed { x, y }) => {
                let place = self.places.iter().find(|(area, _)| area.contains(Position::new(x, y)));
                let Some((_, place)) = place else { return };
                Event::Click(place.clone())
            }
            Input::Mouse(Mouse::Up) => Event::Wheel(Wheel::Up),
            Input::Mouse(Mouse::Down) => Event::Wheel(Wheel::Down),
        };
        self.happens(event);
    }

    /// What happens without a key.
    fn deed(&mut self, deed: u8) {
        let lives = [Life::Sent, Life::Uncertain, Life::Conflict, Life::Refused, Life::Requested, Life::InJournal];
        let event = match deed {
            0..=63 => Event::Resize(Size { columns: u16::from(deed) * 3, rows: u16::from(deed) }),
            64..=69 => {
                let life = lives[usize::from(deed - 64)];
                self.entries.iter_mut().for_each(|entry| entry.life = life);
                Event::Reply(Reply::Entries(self.entries.clone()))
            }
            70 => {
                self.boot_ms += 60_000 * 11;
                Event::Minute
            }
            71 => Event::FocusGained,
            72 => Event::Signal(Signal::Resumed),
            73 => Event::Reply(Reply::SignInNeeded),
            74 => Event::Reply(Reply::Link(Link::Down { since: now() })),
            75 => Event::Reply(Reply::Link(Link::Up)),
            76 => Event::Reply(page_reply(Box::new(KNOWN.page.clone()), 0)),
            77 => Event::Reply(Reply::Missing { generation: self.state.program.generation, date: None }),
            78 => Event::Reply(Reply::Failed { generation: 0, why: "remote-connect".to_owned() }),
            79 => Event::Reply(Reply::NotRecorded {
                operations: self.entries.iter().map(|entry| entry.operation.id).collect(),
                why: "store-disk".to_owned(),
            }),
            _ => {
                self.boot_ms += i64::from(deed) * 1000;
                Event::Minute
            }
        };
        self.happens(event);
    }

    fn happens(&mut self, event: Event) {
        let effects = update(&mut self.state, reading(self.boot_ms), event);
        self.show();
        self.carry_out(effects, 0);
        self.show();
    }

    /// Answers what the screens ask for; an answer may bring further questions.
    fn carry_out(&mut self, effects: Vec<Effect>, depth: usize) {
        for effect in effects {
            let Some(reply) = self.answer(effect).filter(|_| depth < 8) else { continue };
            let effects = update(&mut self.state, reading(self.boot_ms), Event::Reply(reply));
            self.carry_out(effects, depth + 1);
        }
    }

    fn answer(&mut self, effect: Effect) -> Option<Reply> {
        Some(match effect {
            Effect::Record { operations, held_until, .. } => {
                let recorded = |operation: Operation| {
                    let mut entry = Entry::typed(operation, held_until);
                    entry.life = if held_until.is_some() { Life::Held } else { Life::OnDisk };
                    entry
                };
                let entries: Vec<Entry> = operations.into_iter().map(recorded).collect();
                self.entries.extend(entries.iter().cloned());
                Reply::Entries(entries)
            }
            Effect::Withdraw { operations, .. } => {
                let gone = |entry: &&mut Entry| operations.contains(&entry.operation.id);
                let entries = self.entries.iter_mut().filter(gone).map(|entry| {
                    entry.life = Life::Withdrawn;
                    entry.clone()
                });
                Reply::Entries(entries.collect())
            }
            Effect::LoadQueue => {
                let waiting = self.entries.iter().filter(|entry| entry.life.waits());
                Reply::Queue(waiting.map(|entry| Told { entry: entry.clone(), caption: None, carry: None }).collect())
            }
            Effect::LoadPage { generation, .. } => page_reply(Box::new(KNOWN.page.clone()), generation),
            Effect::LoadDay { generation, date } => {
                Reply::Day { generation, day: Box::new(Day { date, ..KNOWN.day.clone() }), source: Source::Server }
            }
            Effect::LoadJournals { generation } => {
                Reply::Journals { generation, journals: Box::new(KNOWN.journals.clone()) }
            }
            Effect::LoadStatus { generation, .. } => Reply::Status { generation, status: Box::new(KNOWN.status.clone()) },
            Effect::LoadHistory { generation, .. }
            | Effect::LoadCorrections { generation, .. }
            | Effect::LoadReview { generation, .. } => Reply::Failed { generation, why: "remote-connect".to_owned() },
            _ => return None,
        })
    }

    /// Draws; where rows are enough, as rows first. Nothing in the frame acts on a terminal.
    fn show(&mut self) {
        let Size { columns, rows } = self.state.program.size;
        let area = Rect::new(0, 0, columns, rows);
        if self.frame.area == area {
            let _ = patch(&self.state, &self.look, &mut self.frame);
        }
        self.frame = Buffer::empty(area);
        self.places = draw(&self.state, &self.look, &mut self.frame).places;
        for cell in &self.frame.content {
            assert!(!cell.symbol().chars().any(char::is_control), "{:?} in a frame", cell.symbol());
        }
    }
}

fn page_reply(page: Box<Page>, generation: u64) -> Reply {
    Reply::Page { generation, page, entries: Vec::new(), read_at: now(), source: Source::Server }
}

fn reading(boot_ms: i64) -> Reading {
    let wall_ms = now().timestamp_millis();
    Reading { now: now(), proof: ClockProof { wall_ms, boot_ms, boot_id: 7, offset_ms: 0, width_ms: Some(40) } }
}
