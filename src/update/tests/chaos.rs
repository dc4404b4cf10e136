//! Whatever happens, in whatever order: nothing panics, any state can be drawn, and no value looks safer than it is.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bench::*;
use crate::domain::{Page, WorkKind};
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

/// Every entry that waits shows its sign: only what the server has acknowledged stands without one.
fn shows_the_truth(bench: &Bench) -> bool {
    bench.state.waiting.entries().all(|entry| {
        bench.state.books.values().filter(|open| open.book.holds(&entry.operation)).all(|open| {
            let last = open.book.last_entry(&entry.operation.target);
            last.is_some() && open.book.life(&entry.operation.target).is_some_and(Life::waits)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn nothing_that_happens_breaks_the_program(
        profile in prop::sample::select(vec!["standard", "altai-stdr", "crimea-vorobyovo"]),
        layout in prop::sample::select(LAYOUTS.to_vec()),
        happenings in prop::collection::vec(happening(), 1..60),
    ) {
        let mut bench = Bench::today(busy(), profile, layout);
        let look = Look::new(Strings::new(Language::Russian), Theme::mono(), Glyphs::UNICODE);
        for what in &happenings {
            happen(&mut bench, what);
            let Size { columns, rows } = bench.state.program.size;
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
            draw(&bench.state, &look, &mut buffer);
            prop_assert!(shows_the_truth(&bench), "{:?}", what);
        }
    }

    /// Fills, selections and piles are taken back like single marks.
    #[test]
    fn undoing_every_mode_returns_the_first_state(
        keys in prop::collection::vec(prop::sample::select(vec![
            "5", "4", "н", "Up", "Down", "Left", "Right", "p5 Enter", "p4 Tab Enter Enter", "v Down 3", "v Down Down Del Enter",
            "c а5 Esc Esc", "c б54 Esc Esc", "Space", "Shift-Down", "Shift-Right", "recorded", "sent",
        ]), 1..30),
    ) {
        let mut bench = Bench::grid(busy(), "standard", Layout::Russian);
        let shown = |bench: &Bench| -> Vec<String> {
            let book = bench.state.open_book().expect("a book");
            let cells = (0..7).flat_map(|row| (0..book.columns().len()).map(move |column| (row, column)));
            cells.map(|(row, column)| book.cell_at(row, column).expect("a cell").text.clone()).collect()
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
            if bench.state.screen != crate::state::Screen::Grid {
                bench.press("Enter");
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
