//! An emulator as the judge: texts of others, drawn and written as plainly as any backend could, ring no bell, set no title, fill no
//! clipboard, and change no cell but their own. `ZVONOK_HOSTILE` says how many texts are tried.

use std::num::NonZero;

use super::*;

/// How many texts are tried where nobody says how many.
const TEXTS: usize = 1000;
/// How many of them stand on one screen.
const ON_A_SCREEN: usize = 20;
const WIDTH: u16 = 100;
const HEIGHT: u16 = 32;

/// What a text is put together from.
const PIECES: &[&str] = &[
    "\u{1b}]0;заголовок\u{7}",
    "\u{1b}]2;t\u{1b}\\",
    "\u{1b}]52;c;aGk=\u{7}",
    "\u{1b}]8;;http://x\u{7}",
    "\u{1b}[2J",
    "\u{1b}[H",
    "\u{1b}[31m",
    "\u{1b}[?1049l",
    "\u{1b}[6n",
    "\u{1b}[5;5r",
    "\u{1b}c",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{1b}_x\u{1b}\\",
    "\u{1b}",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\u{90}x\u{9c}",
    "\u{84}",
    "\u{7}",
    "\u{8}",
    "\r",
    "\n",
    "\t",
    "\u{0}",
    "\u{7f}",
    "\u{e}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\u{e0041}",
    "\u{301}\u{301}",
    "и\u{306}",
    "👩\u{200d}👧",
    "漢字",
    "ﷺ",
    "Ы",
    "]0;",
    "[2J",
    " ",
    "'",
    "=1+1",
    "Громова",
    "5",
];

/// Numbers that look random (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % count as u64).expect("few")
    }

    fn text(&mut self) -> String {
        (0..=self.below(6)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}

/// Everything that a text may do beside being shown.
#[derive(Default)]
struct Deeds(Vec<&'static str>);

impl vt100::Callbacks for Deeds {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.0.push("bell");
    }
    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.0.push("icon");
    }
    fn set_window_title(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.0.push("title");
    }
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], _: &[u8]) {
        self.0.push("clipboard");
    }
    fn unhandled_control(&mut self, _: &mut vt100::Screen, _: u8) {
        self.0.push("control");
    }
    fn unhandled_escape(&mut self, _: &mut vt100::Screen, _: Option<u8>, _: Option<u8>, _: u8) {
        self.0.push("escape");
    }
    fn unhandled_osc(&mut self, _: &mut vt100::Screen, _: &[&[u8]]) {
        self.0.push("osc");
    }
}

/// What a terminal shows of a grid with these names, and what was done beside.
fn shown(names: &[String], look: &Look) -> (Vec<String>, Vec<&'static str>) {
    let names: Vec<String> = names.iter().map(|name| format!("{name} Пётр")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let buffer = drawn(&fixture::grid_of(&names), look, WIDTH, HEIGHT);
    let some = |cells| NonZero::new(cells).expect("a screen");
    let mut parser = vt100::Parser::new_with_callbacks(some(HEIGHT), some(WIDTH), 0, Deeds::default());
    for (y, line) in buffer.content.chunks(usize::from(WIDTH)).enumerate() {
        let mut skip = 0;
        for (x, cell) in line.iter().enumerate() {
            // The second half of a wide character is no cell of its own.
            if skip == 0 {
                parser.process(format!("\u{1b}[{};{}H{}", y + 1, x + 1, cell.symbol()).as_bytes());
                skip = crate::text::width(cell.symbol()).max(1);
            }
            skip -= 1;
        }
    }
    let screen = parser.screen();
    let cell = |y, x| screen.cell(y, x).map_or(String::new(), |cell| cell.contents().to_owned());
    let cells = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (y, x))).map(|(y, x)| cell(y, x)).collect();
    (cells, parser.callbacks().0.clone())
}

#[test]
fn hostile_texts_change_nothing_but_their_own_cells() {
    let look = look(Theme::mono());
    // The widest name is on every screen, so that all have their columns at the same places.
    let filled = |name: &dyn Fn() -> String| {
        let mut names: Vec<String> = (0..ON_A_SCREEN).map(|_| name()).collect();
        names.push("Ы".repeat(60));
        names
    };
    let (one, _) = shown(&filled(&|| "Ы".repeat(60)), &look);
    let (two, done) = shown(&filled(&|| "Щ".to_owned()), &look);
    assert!(done.is_empty(), "the frame itself does nothing: {done:?}");
    let mut own: Vec<bool> = one.iter().zip(&two).map(|(one, two)| one != two).collect();
    // Below the grid a sentence goes on behind the name: its line is the text's own, the other lines are not.
    let edge =
        own.chunks(usize::from(WIDTH)).skip(4).take(ON_A_SCREEN).filter_map(|row| row.iter().rposition(|own| *own)).max();
    for row in own.chunks_mut(usize::from(WIDTH)).filter(|row| row.iter().rposition(|own| *own) > edge) {
        row.fill(true);
    }
    let count = own.iter().filter(|own| **own).count();
    assert!((100..usize::from(WIDTH * HEIGHT) / 2).contains(&count), "names are shown, and not everywhere: {count}");
    let texts = std::env::var("ZVONOK_HOSTILE").map_or(TEXTS, |count| count.parse().expect("a number"));
    let mut chance = Chance(20_261_123);
    for _ in 0..texts.div_ceil(ON_A_SCREEN) {
        let names: Vec<String> = (0..ON_A_SCREEN).map(|_| chance.text()).chain(["Ы".repeat(60)]).collect();
        let (hostile, done) = shown(&names, &look);
        assert!(done.is_empty(), "{done:?}: {names:?}");
        for (at, (hostile, harmless)) in hostile.iter().zip(&two).enumerate() {
            let place = (at / usize::from(WIDTH), at % usize::from(WIDTH));
            assert!(own[at] || hostile == harmless, "{place:?}: {hostile:?} for {harmless:?}: {names:?}");
        }
    }
}
