//! A frame in which only rows were drawn is the frame that a whole drawing would have given.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bench::*;
use crate::domain::{Page, WorkKind};
use crate::entry::tests::fixture::*;
use crate::outbox::Life;
use crate::runtime::lean::Lean;
use crate::runtime::pace;
use crate::strings::{Language, Strings};
use crate::theme::Theme;
use crate::view::{Glyphs, Look, draw, patch};

fn class() -> Page {
    let mut page = page(30);
    page.works.push(work("w20", "l20", WorkKind::DictationWithGrammar));
    page.works.push(work("w19n", "l19", WorkKind::Control));
    page.facts = vec![marks("w18", 1, "4"), absence("l19", 2), absence("l20", 3), marks("w20", 6, "5")];
    page
}

fn look() -> Look {
    Look::new(Strings::new(Language::Russian), Theme::mono(), Glyphs::UNICODE)
}

/// The screen while somebody types: what the terminal shows, and two ways to the next frame.
struct Screens {
    area: Rect,
    rows: Look,
    whole: Look,
    shown: Buffer,
    scene: u64,
}

impl Screens {
    fn new(bench: &Bench, width: u16, height: u16) -> Self {
        let area = Rect::new(0, 0, width, height);
        let mut screens = Self { area, rows: look(), whole: look(), shown: Buffer::empty(area), scene: 0 };
        screens.pause(bench);
        screens
    }

    /// A pause: everything is drawn.
    fn pause(&mut self, bench: &Bench) {
        self.shown = Buffer::empty(self.area);
        draw(&bench.state, &self.rows, &mut self.shown);
        let mut again = Buffer::empty(self.area);
        self.scene = draw(&bench.state, &self.whole, &mut again).scene;
        assert_eq!(again, self.shown);
    }

    /// A key: gives how many lines were drawn, `None` where the whole frame was.
    fn key(&mut self, bench: &Bench) -> Option<usize> {
        let mut whole = Buffer::empty(self.area);
        let drawn = draw(&bench.state, &self.whole, &mut whole);
        if std::mem::replace(&mut self.scene, drawn.scene) == drawn.scene {
            pace::hold_back(&mut whole, &self.shown, &drawn, Glyphs::UNICODE);
        }
        let mut frame = self.shown.clone();
        let patched = patch(&bench.state, &self.rows, &mut frame);
        let lines = patched.as_ref().map(|patch| patch.lines.len());
        if let Some(patch) = patched {
            pace::hold_back_signs(&mut frame, &self.shown, &patch.signs, Glyphs::UNICODE);
            for y in 0..self.area.height {
                let is_other = (0..self.area.width).any(|x| frame[(x, y)] != self.shown[(x, y)]);
                assert!(!is_other || patch.lines.contains(&y), "line {y} changed and is not told");
            }
            assert_eq!(frame, whole);
        } else {
            draw(&bench.state, &self.rows, &mut Buffer::empty(self.area));
        }
        self.shown = whole;
        lines
    }
}

#[test]
fn a_move_draws_two_lines_and_a_mark_no_more() {
    let mut bench = Bench::grid(class(), "standard", Layout::Russian);
    bench.press("Up");
    let mut screens = Screens::new(&bench, 120, 40);
    let mut said = Vec::new();
    for key in ["Down", "Left", "Right", "5", "4", "Up", "Up", "н"] {
        bench.press(key);
        said.push((key, screens.key(&bench)));
    }
    // The dictation takes two marks: the first digit waits in its cell.
    let expected = [("Down", 2), ("Left", 1), ("Right", 1), ("5", 1), ("4", 2), ("Up", 2), ("Up", 2), ("н", 2)];
    assert_eq!(said, expected.map(|(key, lines)| (key, Some(lines))));
    // What the disk says changes the rows of its entries and no others.
    bench.recorded();
    assert!(screens.key(&bench).is_some_and(|lines| lines <= 2));
}

#[test]
fn what_is_not_told_to_the_terminal_was_not_changed() {
    let mut bench = Bench::grid(class(), "standard", Layout::Russian);
    let look = look();
    let mut frame = Buffer::empty(Rect::new(0, 0, 120, 40));
    let mut terminal = Lean::new(Vec::new());
    draw(&bench.state, &look, &mut frame);
    terminal.present(&mut frame.clone(), None).expect("memory takes everything");
    for key in ["Down", "5", "4", "Down", "Left", "2"] {
        bench.press(key);
        let Some(patch) = patch(&bench.state, &look, &mut frame) else { panic!("{key}: the whole frame") };
        terminal.present_lines(&frame, None, patch.lines).expect("memory takes everything");
        assert_eq!(terminal.shown(), &frame, "{key}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn rows_alone_give_the_same_frame(
        size in prop::sample::select(vec![(80, 24), (120, 40), (200, 60), (40, 12), (60, 11)]),
        keys in prop::collection::vec(prop::sample::select(vec![
            "5", "4", "2", "н", "0", "Down", "Down", "Up", "Left", "Right", "PgDn", "PgUp", "Home", "End", "u", "Backspace",
            "Enter", "v", "Shift-Down", "Esc", "Space", "p", "c", "Ctrl-Y", "F1", "pause", "recorded", "refused", "page", "later",
        ]), 1..50),
    ) {
        let mut bench = Bench::grid(class(), "altai-stdr", Layout::Russian);
        bench.event(crate::event::Event::Resize(crate::state::Size { columns: size.0, rows: size.1 }));
        let mut screens = Screens::new(&bench, size.0, size.1);
        for key in keys {
            match key {
                "pause" => screens.pause(&bench),
                "recorded" => bench.recorded(),
                "refused" => bench.lives(Life::Refused),
                "page" => {
                    bench.now += chrono::TimeDelta::seconds(1);
                    bench.page(class());
                }
                "later" => bench.later(1),
                key => bench.press(key),
            }
            screens.key(&bench);
        }
    }
}
