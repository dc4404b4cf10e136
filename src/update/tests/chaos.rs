//! Whatever happens, in whatever order: nothing panics, any state can be drawn, and no value looks safer than it is.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bench::*;
use crate::domain::{OperationId, Page, Target, WorkKind};
use crate::effect::Effect;
use crate::entry::Spot;
use crate::entry::tests::fixture::*;
use crate::event::{Event, Reply, Signal, Source};
use crate::outbox::Life;
use crate::protocol::Day;
use crate::state::{Link, Size};
use crate::strings::{Language, Strings};
use crate::theme::Theme;
use crate::view::{Glyphs, Look, draw};

fn busy() -> Page {
    let mut page = page(7);
    page.works.push(work("w20", "l20", WorkKind::DictationWithGrammar));
    let mut control = work("w18c", "l18", WorkKind::Control);
    control.spec.obligatory = true;
    page.works.push(control);
    page.facts = vec![marks("w18", 1, "4"), absence("l19", 2), absence("l20", 3), marks("w19", 4, "5/4")];
    page.pupils[5].to = Some(date(19));
    page
}

/// Something that happens.
#[derive(Debug, Clone)]
enum Happening {
    Key(String),
    Text(String),
    Paste(String),
    Resize(u16, u16),
    Lives(Life),
    Page,
    Day(u32),
    Link(u8),
    Unanswered(u64),
    Minutes(i64),
}

fn key() -> impl Strategy<Value = String> {
    let named = vec![
        "Enter",
        "Esc",
        "Tab",
        "Shift-Tab",
        "Backspace",
        "Del",
        "Up",
        "Down",
        "Left",
        "Right",
        "Home",
        "End",
        "PgUp",
        "PgDn",
        "Shift-Up",
        "Shift-Down",
        "Shift-Left",
        "Shift-Right",
        "F1",
        "F2",
        "F3",
        "F4",
        "F5",
        "F6",
        "F7",
        "F8",
        "F9",
        "F11",
        "Ctrl-P",
        "Ctrl-E",
        "Ctrl-F",
        "Ctrl-G",
        "Ctrl-R",
        "Ctrl-T",
        "Ctrl-N",
        "Ctrl-K",
        "Ctrl-O",
        "Ctrl-A",
        "Ctrl-X",
        "Ctrl-U",
        "Ctrl-W",
        "Ctrl-D",
        "Ctrl-C",
        "Ctrl-Left",
        "Ctrl-Right",
        "Space",
        "u",
        "c",
        "p",
        "r",
        "v",
        "d",
        "w",
        "t",
        "g",
        "e",
        "h",
        "a",
        "0",
        "2",
        "3",
        "4",
        "5",
        "6",
        "/",
        "+",
        "-",
        "*",
        "н",
        "о",
        "т",
    ];
    prop::sample::select(named).prop_map(str::to_owned)
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        24 => key().prop_map(Happening::Key),
        4 => prop::sample::select(vec!["аб", "и5", "упр. 5", "3 17", "", "ё\u{306}", "5/4"]).prop_map(|text| Happening::Text(text.to_owned())),
        1 => prop::sample::select(vec!["5\n4\n3", "5\n4\n3\nн\n\n2\n3\n", "н\n", "не отметки", "5\n5\n5\n5\n5\n5\n5\n5\n5"]).prop_map(|text| Happening::Paste(text.to_owned())),
        1 => (1u16..220, 1u16..60).prop_map(|(width, height)| Happening::Resize(width, height)),
        3 => prop::sample::select(vec![
            Life::OnDisk, Life::Sent, Life::Uncertain, Life::Conflict, Life::Refused, Life::Requested, Life::InJournal,
        ]).prop_map(Happening::Lives),
        1 => Just(Happening::Page),
        1 => (16u32..24).prop_map(Happening::Day),
        1 => (0u8..4).prop_map(Happening::Link),
        1 => (0u64..40).prop_map(Happening::Unanswered),
        1 => (1i64..900).prop_map(Happening::Minutes),
    ]
}

fn happen(bench: &mut Bench, what: &Happening) {
    match what {
        Happening::Key(key) => bench.press(key),
        Happening::Text(text) => bench.text(text),
        Happening::Paste(text) => bench.event(Event::Paste(text.clone())),
        Happening::Resize(columns, rows) => bench.event(Event::Resize(Size { columns: *columns, rows: *rows })),
        Happening::Lives(life) => bench.lives(*life),
        Happening::Page => bench.page(busy()),
        Happening::Day(day) => {
            let lessons = vec![row(lesson("l18", *day, 3)), row(lesson("l20", *day, 4))];
            let day = Box::new(Day { date: date(*day), lessons, timetable_version: 3, server_time: 0 });
            bench.reply(Reply::Day { generation: 0, day, source: Source::Server });
        }
        Happening::Link(0) => bench.reply(Reply::Link(Link::Up)),
        Happening::Link(1) => bench.reply(Reply::Link(Link::Down { since: bench.now })),
        Happening::Link(2) => bench.reply(Reply::SignInNeeded),
        Happening::Link(_) => bench.event(Event::Signal(Signal::Resumed)),
        Happening::Unanswered(generation) => bench.reply(Reply::Missing { generation: *generation, date: None }),
        Happening::Minutes(minutes) => bench.later(*minutes),
    }
}

/// What is true of the entries that were handed to the shell: how far each has come, as far as anybody was told.
#[derive(Default)]
struct Truth {
    entries: HashMap<OperationId, (Life, Target)>,
    /// Those that somebody gave up.
    withdrawn: HashSet<OperationId>,
}

impl Truth {
    /// What the shell was asked for meanwhile.
    fn hear(&mut self, bench: &mut Bench) {
        for effect in std::mem::take(&mut bench.effects) {
            match effect {
                Effect::Record { operations, .. } => {
                    let made = operations.into_iter().map(|operation| (operation.id, (Life::Typed, operation.target)));
                    self.entries.extend(made);
                }
                Effect::Withdraw { operations, .. } => self.withdrawn.extend(operations),
                _ => {}
            }
        }
    }

    /// The shell says that everything that waits came so far.
    fn tell(&mut self, bench: &Bench, life: Life) {
        for entry in bench.state.waiting.entries() {
            if let Some((known, _)) = self.entries.get_mut(&entry.operation.id) {
                *known = life;
            }
        }
    }

    /// Nothing that waits is lost, looks safer than it is, or stands without its sign; `Err` names what does.
    fn holds(&self, bench: &Bench) -> Result<(), String> {
        for (id, (life, target)) in &self.entries {
            let Some(line) = bench.state.waiting.get(*id) else {
                let is_settled = *life == Life::InJournal || bench.state.waiting.is_settled(*id);
                if is_settled || self.withdrawn.contains(id) {
                    continue;
                }
                return Err(format!("{target:?} is lost: {life:?}"));
            };
            if line.entry.life != *life {
                return Err(format!("{target:?} is {life:?} and looks {:?}", line.entry.life));
            }
            for open in bench.state.books.values().filter(|open| open.book.holds(&line.entry.operation)) {
                let book = &open.book;
                if !book.life(target).is_some_and(Life::waits) {
                    return Err(format!("{target:?} waits and the page does not know"));
                }
                let cell = match target {
                    Target::Marks { work, pupil } => {
                        book.cell(&Spot { work: work.clone(), pupil: pupil.clone() }).map(|cell| cell.life)
                    }
                    _ => None,
                };
                if cell == Some(None) {
                    return Err(format!("{target:?} waits and its cell has no sign"));
                }
            }
        }
        Ok(())
    }
}

/// How many runs: more where somebody takes the time (`ZVONOK_CHAOS_RUNS=5000 cargo test --lib chaos`).
fn runs() -> ProptestConfig {
    let asked = std::env::var("ZVONOK_CHAOS_RUNS").ok().and_then(|runs| runs.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(40))
}

proptest! {
    #![proptest_config(runs())]

    #[test]
    fn nothing_that_happens_breaks_the_program(
        profile in prop::sample::select(vec!["standard", "altai-stdr", "crimea-vorobyovo"]),
        layout in prop::sample::select(LAYOUTS.to_vec()),
        happenings in prop::collection::vec(happening(), 1..60),
    ) {
        let mut bench = Bench::today(busy(), profile, layout);
        let look = Look::new(Strings::new(Language::Russian), Theme::mono(), Glyphs::UNICODE);
        let mut truth = Truth::default();
        for what in &happenings {
            if let Happening::Lives(life) = what {
                truth.tell(&bench, *life);
            }
            happen(&mut bench, what);
            truth.hear(&mut bench);
            let Size { columns, rows } = bench.state.program.size;
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
            draw(&bench.state, &look, &mut buffer);
            let held = truth.holds(&bench);
            prop_assert!(held.is_ok(), "{:?}: {:?}", what, held);
        }
    }

    /// Fills, selections and piles are taken back like single marks.
    #[test]
    fn undoing_every_mode_returns_the_first_state(
        keys in prop::collection::vec(prop::sample::select(vec![
            "5", "4", "н", "Up", "Down", "Left", "Right", "p5 Enter", "p4 Tab Enter Enter", "v Down 3", "v Down Down Del Enter",
            "c а5 Esc Esc", "c б54 Esc Esc", "Space", "Shift-Down", "Shift-Right", "recorded", "sent", "g 3 Enter", "g Enter",
            "e Ctrl-T Enter", "e Ctrl-N Enter", "4н Enter", "r и Enter",
        ]), 1..30),
    ) {
        let mut bench = Bench::grid(busy(), "standard", Layout::Russian);
        let shown = |bench: &Bench| -> Vec<String> {
            let book = bench.state.open_book().expect("a book");
            let cells = (0..7).flat_map(|row| (0..book.columns().len()).map(move |column| (row, column)));
            let cells = cells.map(|(row, column)| {
                let cell = book.cell_at(row, column).expect("a cell");
                format!("{} {:?}", cell.text, cell.comment)
            });
            let lesson = || crate::domain::LessonId::from("l20");
            let of_lesson = [
                Target::Topic { lesson: lesson() },
                Target::Homework { lesson: lesson() },
                Target::Attendance { lesson: lesson() },
            ];
            cells.chain(of_lesson.map(|target| format!("{:?}", book.value(&target)))).collect()
        };
        let first = shown(&bench);
        for key in keys {
            match key {
                "recorded" => bench.recorded(),
                "sent" => bench.lives(Life::Sent),
                key => bench.press(key),
            }
            bench.agree();
            bench.state.dialog = None;
            // A form that was refused is left as it is.
            for _ in 0..3 {
                if bench.state.screen != crate::state::Screen::Grid {
                    bench.press(if bench.state.screen == crate::state::Screen::Today { "Enter" } else { "Esc" });
                }
            }
        }
        bench.state.screens.grid.anchor = None;
        bench.state.screens.grid.buffer.clear();
        for _ in 0..bench.state.undo.len() {
            bench.press("u");
            bench.agree();
        }
        prop_assert_eq!(shown(&bench), first);
    }
}
