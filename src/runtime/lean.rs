//! Puts frames on the terminal with as few bytes as can be, one write a frame.
//!
//! A slow link carries every byte twice in the reader's patience, so this stands in the place of ratatui's own backend and
//! terminal: it compares the frame with what the terminal shows, moves relatively where that is shorter, writes over short
//! gaps instead of jumping across them, keeps the pen between frames, erases to the end of a line with one sequence, and
//! never asks the terminal anything. Only sequences that the Linux console, `PuTTY`, screen and xterm share are used. It is one
//! long file: the pen, the place and the frame that the terminal shows are right together or not at all.

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

use crate::text;

/// A jump costs 3 to 8 bytes, so that many cells may as well be written again.
const GAP: u16 = 6;

/// Fewer blanks than this at the end of a line are written, not erased.
const BLANKS: usize = 4;

const MODIFIERS: [(Modifier, &[u8]); 6] = [
    (Modifier::BOLD, b"1"),
    (Modifier::DIM, b"2"),
    (Modifier::ITALIC, b"3"),
    (Modifier::UNDERLINED, b"4"),
    (Modifier::REVERSED, b"7"),
    (Modifier::CROSSED_OUT, b"9"),
];

/// How characters are written from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// What an empty screen shows everywhere.
static BLANK: Cell = Cell::EMPTY;

const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

impl Pen {
    const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }
}

/// The terminal as far as output goes: what it shows, where its cursor is, how it writes.
#[derive(Debug)]
pub struct Lean<W: Write> {
    out: W,
    bytes: Vec<u8>,
    /// Without cells it is blank: of a first frame only what it writes is looked at, and then it is the frame itself.
    shown: Buffer,
    /// Whether `shown` is true; after a resize or a suspension it is not.
    is_known: bool,
    at: Option<Position>,
    pen: Pen,
    is_cursor_shown: bool,
    is_synchronized: bool,
}

/// From how many bytes on a frame is worth the brackets of a synchronised update: what a key changes comes in one piece.
const LARGE: usize = 400;

impl<W: Write> Lean<W> {
    /// A terminal whose content is not known yet and whose cursor is hidden.
    pub fn new(out: W) -> Self {
        Self {
            out,
            bytes: Vec::with_capacity(4096),
            shown: Buffer::empty(Rect::ZERO),
            is_known: false,
            at: None,
            pen: PLAIN,
            is_cursor_shown: false,
            is_synchronized: false,
        }
    }

    /// The same terminal, known to take large frames as synchronised updates, or not.
    #[must_use]
    pub fn synchronized(self, is_synchronized: bool) -> Self {
        Self { is_synchronized, ..self }
    }

    /// What the terminal shows.
    #[must_use]
    pub const fn shown(&self) -> &Buffer {
        &self.shown
    }

    /// Forgets what the terminal shows: the next frame is painted in full on a cleared screen.
    pub fn forget(&mut self) {
        self.is_known = false;
    }

    /// Shows a frame, and the cursor where the frame has one. Returns how many bytes it took.
    ///
    /// The cursor stays hidden unless a text field wants it. Nothing is written when nothing has changed. Where it was not
    /// known what the terminal shows the frame is kept, and an empty one is left in its place.
    pub fn present(&mut self, frame: &mut Buffer, cursor: Option<Position>) -> io::Result<usize> {
        let count = self.write(frame, cursor, 0..frame.area.height)?;
        if self.shown.content.is_empty() {
            self.shown = std::mem::take(frame);
        }
        Ok(count)
    }

    /// Whether it is known what the terminal shows.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.is_known
    }

    /// The same of a frame of which no other lines have changed since it was shown. Where it is not known what the terminal
    /// shows, the whole frame is shown.
    pub fn present_lines(
        &mut self,
        frame: &Buffer,
        cursor: Option<Position>,
        lines: impl IntoIterator<Item = u16>,
    ) -> io::Result<usize> {
        let count = self.write(frame, cursor, lines)?;
        if self.shown.content.is_empty() {
            self.shown.clone_from(frame);
        }
        Ok(count)
    }

    fn write(
        &mut self,
        frame: &Buffer,
        cursor: Option<Position>,
        lines: impl IntoIterator<Item = u16>,
    ) -> io::Result<usize> {
        if !self.is_known || self.shown.area != frame.area {
            self.clear(frame.area);
            (0..frame.area.height).for_each(|y| self.line(frame, y));
        } else {
            lines.into_iter().for_each(|y| self.line(frame, y));
        }
        match cursor.filter(|at| frame.area.contains(*at)) {
            Some(at) => {
                self.go(at.x, at.y);
                if !std::mem::replace(&mut self.is_cursor_shown, true) {
                    self.bytes.extend_from_slice(b"\x1b[?25h");
                }
            }
            None if std::mem::take(&mut self.is_cursor_shown) => self.bytes.extend_from_slice(b"\x1b[?25l"),
            None => {}
        }
        if self.is_synchronized && self.bytes.len() >= LARGE {
            self.bytes.splice(0..0, *b"\x1b[?2026h");
            self.bytes.extend_from_slice(b"\x1b[?2026l");
        }
        let count = self.bytes.len();
        if count > 0 {
            self.out.write_all(&self.bytes)?;
            self.out.flush()?;
            self.bytes.clear();
        }
        Ok(count)
    }

    /// Passes bytes that change nothing on the screen.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    fn clear(&mut self, area: Rect) {
        self.bytes.clear();
        self.bytes.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J");
        self.shown = Buffer { area, content: Vec::new() };
        self.pen = PLAIN;
        self.at = Some(Position::ORIGIN);
        self.is_known = true;
        if std::mem::take(&mut self.is_cursor_shown) {
            self.bytes.extend_from_slice(b"\x1b[?25l");
        }
    }

    fn line(&mut self, frame: &Buffer, y: u16) {
        let width = usize::from(frame.area.width);
        let start = usize::from(y) * width;
        let next = &frame.content[start..start + width];
        // Most lines stay as they are; the library compares its cells with code that is compiled for speed.
        let shown = self.shown.content.get(start..start + width).unwrap_or_default();
        if shown == next {
            return;
        }
        let Some(first) = (0..width).find(|x| is_other(shown.get(*x).unwrap_or(&BLANK), &next[*x])) else { return };
        if next.iter().chain(shown).any(is_wide) {
            self.whole_line(next, y);
            return;
        }
        // From here on the frame's line is blank.
        let blank = next.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
        let mut x = first;
        while x < width {
            if !is_other(self.shown.content.get(start + x).unwrap_or(&BLANK), &next[x]) {
                x += 1;
                continue;
            }
            let rest = self.shown.content.get(start + x..start + width).unwrap_or_default();
            let stale = || rest.iter().filter(|cell| !is_blank(cell)).count();
            if x >= blank && width - x > BLANKS && stale() > BLANKS {
                self.go(cells(x), y);
                self.take(PLAIN);
                self.bytes.extend_from_slice(b"\x1b[K");
                self.shown.content[start + x..start + width].fill(Cell::EMPTY);
                return;
            }
            self.go(cells(x), y);
            self.put(&next[x], y, x);
            x += 1;
        }
    }

    /// Writes a whole line: around characters of two cells, a changed half leaves nothing certain.
    fn whole_line(&mut self, next: &[Cell], y: u16) {
        self.at = None;
        self.go(0, y);
        let start = usize::from(y) * next.len();
        let mut x = 0;
        while let Some(cell) = next.get(x) {
            let wide = text::grapheme_width(cell.symbol()).max(1);
            self.take(Pen::of(cell));
            // A character that would stick out of the screen is left out.
            let fits = x + wide <= next.len();
            self.bytes.extend_from_slice(if fits { symbol(cell).as_bytes() } else { b" " });
            x += wide;
        }
        if let Some(shown) = self.shown.content.get_mut(start..start + next.len()) {
            shown.clone_from_slice(next);
        }
        self.at = None;
    }

    fn put(&mut self, cell: &Cell, y: u16, x: usize) {
        self.take(Pen::of(cell));
        let symbol = symbol(cell);
        self.bytes.extend_from_slice(symbol.as_bytes());
        let width = usize::from(self.shown.area.width);
        if let Some(shown) = self.shown.content.get_mut(usize::from(y) * width + x) {
            shown.clone_from(cell);
        }
        // After the last column terminals differ in where they are; after a rare sign they may differ in its width.
        let is_certain = x + 1 < width && symbol.chars().all(is_surely_narrow);
        self.at = is_certain.then_some(Position { x: cells(x + 1), y });
    }

    /// Brings the cursor to a cell by the shortest way known.
    fn go(&mut self, x: u16, y: u16) {
        let Some(at) = self.at else { return self.jump(x, y) };
        if at.x == x && at.y == y {
            return;
        }
        if at.y == y && self.bridge(at.x, x, y) {
            return;
        }
        let jump = 4 + digits(x + 1) + digits(y + 1);
        let down = steps(at.y.abs_diff(y));
        let (home, across) = if x == 0 && at.x > 0 { (true, 1) } else { (false, steps(at.x.abs_diff(x))) };
        if down + across >= jump {
            return self.jump(x, y);
        }
        match y.cmp(&at.y) {
            std::cmp::Ordering::Less => self.step(at.y - y, b'A'),
            std::cmp::Ordering::Equal => {}
            std::cmp::Ordering::Greater => self.step(y - at.y, b'B'),
        }
        if home {
            self.bytes.push(b'\r');
        } else if x > at.x {
            self.step(x - at.x, b'C');
        } else if at.x - x <= 3 {
            self.bytes.extend(std::iter::repeat_n(b'\x08', usize::from(at.x - x)));
        } else {
            self.step(at.x - x, b'D');
        }
        self.at = Some(Position { x, y });
    }

    fn jump(&mut self, x: u16, y: u16) {
        let _ = match (x, y) {
            (0, 0) => write!(self.bytes, "\x1b[H"),
            (0, _) => write!(self.bytes, "\x1b[{}H", y + 1),
            _ => write!(self.bytes, "\x1b[{};{}H", y + 1, x + 1),
        };
        self.at = Some(Position { x, y });
    }

    fn step(&mut self, count: u16, direction: u8) {
        let _ = match count {
            0 => return,
            1 => self.bytes.write_all(b"\x1b["),
            _ => write!(self.bytes, "\x1b[{count}"),
        };
        self.bytes.push(direction);
    }

    /// Writes the cells between again, where they are few and need no other pen.
    fn bridge(&mut self, from: u16, to: u16, y: u16) -> bool {
        if to <= from || to - from > GAP {
            return false;
        }
        let start = usize::from(y) * usize::from(self.shown.area.width);
        let between = (from..to).map(|x| self.shown.content.get(start + usize::from(x)).unwrap_or(&BLANK));
        let pen = self.pen;
        let cost: usize = between.clone().map(|cell| symbol(cell).len()).sum();
        let is_plain =
            between.clone().all(|cell| Pen::of(cell) == pen && !is_wide(cell) && symbol(cell).chars().all(is_surely_narrow));
        if !is_plain || cost > usize::from(steps(to - from)) + 2 {
            return false;
        }
        for cell in between {
            self.bytes.extend_from_slice(symbol(cell).as_bytes());
        }
        self.at = Some(Position { x: to, y });
        true
    }

    fn take(&mut self, pen: Pen) {
        if pen == self.pen {
            return;
        }
        self.bytes.extend_from_slice(b"\x1b[");
        let mut is_first = true;
        // From a plain pen only what is added need be said; whatever must be taken off, a reset takes off.
        let mut from = self.pen;
        let sheds = !pen.modifier.contains(from.modifier)
            || (pen.bg == Color::Reset && from.bg != Color::Reset)
            || (pen.fg == Color::Reset && from.fg != Color::Reset);
        if sheds {
            from = PLAIN;
            if pen != PLAIN {
                self.bytes.push(b'0');
                is_first = false;
            }
        }
        for (modifier, code) in MODIFIERS {
            if pen.modifier.contains(modifier) && !from.modifier.contains(modifier) {
                self.separate(&mut is_first);
                self.bytes.extend_from_slice(code);
            }
        }
        for (colour, old, base) in [(pen.fg, from.fg, 30), (pen.bg, from.bg, 40)] {
            if colour != old {
                self.separate(&mut is_first);
                self.colour(colour, base);
            }
        }
        self.bytes.push(b'm');
        self.pen = pen;
    }

    fn separate(&mut self, is_first: &mut bool) {
        if !std::mem::take(is_first) {
            self.bytes.push(b';');
        }
    }

    fn colour(&mut self, colour: Color, base: u8) {
        let number = match colour {
            Color::Rgb(r, g, b) => {
                let _ = write!(self.bytes, "{};2;{r};{g};{b}", base + 8);
                return;
            }
            Color::Indexed(index) => {
                let _ = write!(self.bytes, "{};5;{index}", base + 8);
                return;
            }
            Color::Reset => 9,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 60,
            Color::LightRed => 61,
            Color::LightGreen => 62,
            Color::LightYellow => 63,
            Color::LightBlue => 64,
            Color::LightMagenta => 65,
            Color::LightCyan => 66,
            Color::White => 67,
        };
        let _ = write!(self.bytes, "{}", base + number);
    }
}

fn cells(x: usize) -> u16 {
    u16::try_from(x).expect("a screen is narrower than 65536 cells")
}

fn symbol(cell: &Cell) -> &str {
    match cell.symbol() {
        "" => " ",
        symbol => symbol,
    }
}

fn is_other(shown: &Cell, next: &Cell) -> bool {
    // Every cell of every frame comes through here, and nearly all are blank: a call to compare one byte would cost most.
    let is_same = match (shown.symbol().as_bytes(), next.symbol().as_bytes()) {
        ([shown], [next]) => shown == next,
        (shown, next) => shown == next,
    };
    !is_same || Pen::of(shown) != Pen::of(next)
}

fn is_blank(cell: &Cell) -> bool {
    Pen::of(cell) == PLAIN && matches!(cell.symbol(), " " | "")
}

fn is_wide(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() > 2 && text::grapheme_width(symbol) != 1
}

/// Signs of which every terminal agrees that they take one cell.
fn is_surely_narrow(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{ff}' | 'Ѐ'..='ѯ' | '–' | '—' | '…' | '\u{2500}'..='\u{257f}')
}

fn digits(number: u16) -> u16 {
    match number {
        0..=9 => 1,
        10..=99 => 2,
        _ => 3,
    }
}

/// Bytes of a relative move.
fn steps(count: u16) -> u16 {
    match count {
        0 => 0,
        1 => 3,
        _ => 3 + digits(count),
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::style::Style;

    use super::*;

    fn some(cells: u16) -> NonZero<u16> {
        NonZero::new(cells).expect("no test has an empty screen")
    }

    fn emulator(width: u16, height: u16) -> vt100::Parser {
        vt100::Parser::new(some(height), some(width), 0)
    }

    /// What a terminal shows after the bytes, as text and as style of each cell.
    fn replayed(parser: &vt100::Parser, area: Rect) -> Vec<(String, vt100::Color, vt100::Color, [bool; 4])> {
        let screen = parser.screen();
        area.positions()
            .map(|at| {
                let cell = screen.cell(at.y, at.x).expect("inside the screen");
                let contents = if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() };
                let flags = [cell.bold(), cell.italic(), cell.underline(), cell.inverse()];
                (contents, cell.fgcolor(), cell.bgcolor(), flags)
            })
            .collect()
    }

    fn expected(buffer: &Buffer) -> Vec<(String, vt100::Color, vt100::Color, [bool; 4])> {
        let colour = |colour| match colour {
            Color::Reset => vt100::Color::Default,
            Color::Red => vt100::Color::Idx(1),
            Color::Cyan => vt100::Color::Idx(6),
            Color::DarkGray => vt100::Color::Idx(8),
            Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
            other => panic!("the test does not use {other}"),
        };
        buffer
            .content
            .iter()
            .map(|cell| {
                let m = cell.modifier;
                let flags = [Modifier::BOLD, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED]
                    .map(|flag| m.contains(flag));
                (symbol(cell).to_owned(), colour(cell.fg), colour(cell.bg), flags)
            })
            .collect()
    }

    fn any_style() -> impl Strategy<Value = Style> {
        let colour = prop_oneof![
            Just(Color::Reset),
            Just(Color::Red),
            Just(Color::Cyan),
            Just(Color::DarkGray),
            Just(Color::Rgb(1, 2, 3))
        ];
        let modifier = prop_oneof![
            3 => Just(Modifier::empty()),
            1 => Just(Modifier::BOLD),
            1 => Just(Modifier::REVERSED | Modifier::UNDERLINED)
        ];
        (colour.clone(), colour, modifier).prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    /// Pieces of text at places: what one frame changes over the frame before it.
    fn any_frame() -> impl Strategy<Value = Vec<(u16, u16, String, Style)>> {
        let words = prop_oneof!["[a-c ]{1,12}", "[а-вё ]{1,12}", " {1,30}", Just("▸ ✓ ─ …°".to_owned())];
        prop::collection::vec((0u16..30, 0u16..8, words, any_style()), 0..12)
    }

    fn paint(buffer: &mut Buffer, pieces: &[(u16, u16, String, Style)]) {
        for (x, y, words, style) in pieces {
            let (x, y) = (x % buffer.area.width, y % buffer.area.height);
            buffer.set_string(x, y, words, *style);
        }
    }

    proptest! {
        #[test]
        fn the_terminal_shows_the_frame(
            frames in prop::collection::vec(any_frame(), 1..6),
            width in 1u16..30,
            height in 1u16..8,
            wipe in 0usize..6,
        ) {
            let area = Rect::new(0, 0, width, height);
            let mut lean = Lean::new(Vec::new());
            let mut parser = emulator(width, height);
            let mut buffer = Buffer::empty(area);
            for (turn, pieces) in frames.iter().enumerate() {
                if turn == wipe {
                    buffer.reset();
                }
                paint(&mut buffer, pieces);
                lean.present(&mut buffer.clone(), None).expect("a vector takes everything");
                parser.process(&std::mem::take(&mut lean.out));
                prop_assert_eq!(replayed(&parser, area), expected(&buffer));
                prop_assert_eq!(lean.present(&mut buffer.clone(), None).expect("a vector takes everything"), 0, "nothing has changed");
            }
        }

        #[test]
        fn resizing_forgets_everything(first in any_frame(), second in any_frame(), width in 1u16..30, height in 1u16..8) {
            let mut lean = Lean::new(Vec::new());
            let mut before = Buffer::empty(Rect::new(0, 0, 20, 5));
            paint(&mut before, &first);
            lean.present(&mut before, Some(Position::new(3, 3))).expect("a vector takes everything");
            let mut after = Buffer::empty(Rect::new(0, 0, width, height));
            paint(&mut after, &second);
            let mut parser = emulator(20, 5);
            parser.process(&std::mem::take(&mut lean.out));
            parser.screen_mut().set_size(some(height), some(width));
            lean.present(&mut after.clone(), None).expect("a vector takes everything");
            parser.process(&std::mem::take(&mut lean.out));
            prop_assert_eq!(replayed(&parser, after.area), expected(&after));
            prop_assert!(parser.screen().hide_cursor());
        }
    }

    #[test]
    fn wide_characters_leave_no_halves() {
        let area = Rect::new(0, 0, 10, 1);
        let mut lean = Lean::new(Vec::new());
        let mut parser = emulator(10, 1);
        for words in ["日本語 abc", "a日本 bc", "abcdefghij", "abcdefghi日"] {
            let mut buffer = Buffer::empty(area);
            buffer.set_string(0, 0, words, Style::new());
            lean.present(&mut buffer.clone(), None).expect("a vector takes everything");
            parser.process(&std::mem::take(&mut lean.out));
            let fits = text::head(words, 10).trim_end();
            assert_eq!(parser.screen().contents().trim_end(), fits);
        }
    }

    #[test]
    fn a_cell_that_changes_its_look_costs_little() {
        let area = Rect::new(0, 0, 120, 40);
        let mut buffer = Buffer::empty(area);
        for y in 4..36 {
            buffer.set_string(0, y, "  1  Абрамов Артём        4   4/3   5    5/4  ", Style::new());
        }
        let mut lean = Lean::new(Vec::new());
        lean.present(&mut buffer.clone(), None).expect("a vector takes everything");
        let focus = Style::new().fg(Color::Black).bg(Color::Cyan);
        let mut last = None;
        for y in 10..20 {
            if let Some(y) = last {
                buffer.set_style(Rect::new(30, y, 5, 1), Style::reset());
            }
            buffer.set_style(Rect::new(30, y, 5, 1), focus);
            last = Some(y);
            let count = lean.present(&mut buffer.clone(), None).expect("a vector takes everything");
            assert!(count <= 34, "{count} bytes for one move");
        }
    }
}
