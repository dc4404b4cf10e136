//! Bytes of a terminal to keys and pastes. Pure; the thread that reads them is [`super::input`].
//!
//! Written for this program because a decoder that stops at an unknown sequence loses what is typed after it: answers of a
//! terminal (DA1, DECRPM, OSC colours, cursor reports) are taken whole and thrown away, whatever the keys around them.
//! Understands xterm, the Linux console, `PuTTY`, screen, tmux, the numeric keypad in application mode, xterm's
//! `modifyOtherKeys` and the kitty protocol's `CSI u`, although it never asks for the last two.

use std::time::{Duration, Instant};

use crate::keys::{Code, Key, Modifiers};

/// What came from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// Text that was pasted as a whole.
    Paste(String),
    /// The mouse, where it is wanted.
    Mouse(Mouse),
}

/// What the mouse did, in cells from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The first button went down.
    Pressed {
        /// Column, from 0.
        x: u16,
        /// Row, from 0.
        y: u16,
    },
    /// The wheel, away from the person.
    Up,
    /// The wheel, towards the person.
    Down,
}

/// Longest paste that is kept; a longer one is cut. A page of a spreadsheet has a few thousand characters.
pub const PASTE_LIMIT: usize = 64 * 1024;
/// Longest answer of a terminal that is waited for.
const ANSWER_LIMIT: usize = 4096;

const PASTE_END: &[u8] = b"\x1b[201~";

/// Turns bytes into input, keeping what is not complete yet.
#[derive(Debug, Default)]
pub struct Decoder {
    pending: Vec<u8>,
    /// Text of a paste that has not ended yet.
    paste: Option<Vec<u8>>,
    /// Inside an answer that was longer than anything worth keeping.
    skips_answer: bool,
    /// When the last bytes came.
    fed_at: Option<Instant>,
    /// Whether what the mouse does is told; it is never asked for without.
    mouse: bool,
}

/// What the beginning of the pending bytes is.
enum Step {
    /// So many bytes make this.
    Took(usize, Option<Key>),
    /// So many bytes begin a paste.
    Paste(usize),
    /// More bytes are needed.
    More,
}

impl Decoder {
    /// A decoder with nothing pending.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with the mouse.
    #[must_use]
    pub fn with_mouse(self) -> Self {
        Self { mouse: true, ..self }
    }

    /// Takes bytes in and adds what they complete to `found`.
    pub fn feed(&mut self, bytes: &[u8], now: Instant, found: &mut Vec<Input>) {
        self.pending.extend_from_slice(bytes);
        self.fed_at = Some(now);
        loop {
            if self.skips_answer && !self.skip_answer() {
                return;
            }
            if self.paste.is_some() {
                if !self.take_paste(found) {
                    return;
                }
                continue;
            }
            match step(&self.pending) {
                Step::Took(count, key) => {
                    let mouse = if self.mouse { mouse(&self.pending[..count]) } else { None };
                    self.pending.drain(..count);
                    found.extend(key.map(Input::Key).or(mouse.map(Input::Mouse)));
                }
                Step::Paste(count) => {
                    self.pending.drain(..count);
                    self.paste = Some(Vec::new());
                }
                Step::More => {
                    if is_string(&self.pending) && self.pending.len() > ANSWER_LIMIT {
                        self.pending.clear();
                        self.skips_answer = true;
                    }
                    return;
                }
            }
        }
    }

    /// How long to wait for the rest of what is pending; `None`: for ever, nothing is pending.
    ///
    /// A lone escape byte is the key after a moment. The rest of an answer may be far behind on a slow line, and must not
    /// be taken for typing.
    #[must_use]
    pub fn patience(&self) -> Option<Duration> {
        match self.pending.as_slice() {
            [] => None,
            [0x1b] => Some(Duration::from_millis(50)),
            [0x1b, _] => Some(Duration::from_millis(200)),
            _ => Some(Duration::from_secs(2)),
        }
    }

    /// Whether the rest of what is pending did not come in time.
    #[must_use]
    pub fn is_overdue(&self, now: Instant) -> bool {
        let waited = self.fed_at.map(|fed_at| now.saturating_duration_since(fed_at));
        self.patience().zip(waited).is_some_and(|(patience, waited)| waited >= patience)
    }

    /// Says that patience has run out: what is pending is taken for what it looks like so far.
    pub fn give_up(&mut self, found: &mut Vec<Input>) {
        let pending = std::mem::take(&mut self.pending);
        match pending.as_slice() {
            [0x1b] => found.push(Input::Key(Key::plain(Code::Esc))),
            // Alt with a letter that also begins a sequence.
            [0x1b, letter @ (b'[' | b'O' | b'P' | b']' | b'X' | b'^' | b'_')] => {
                found.push(Input::Key(with_alt(Key::plain(Code::Char(char::from(*letter))))));
            }
            _ => {}
        }
    }

    fn take_paste(&mut self, found: &mut Vec<Input>) -> bool {
        let Some(paste) = &mut self.paste else { return true };
        let end = self.pending.windows(PASTE_END.len()).position(|window| window == PASTE_END);
        // Without its end, all but what may be the beginning of the end belongs to the paste.
        let text = end.unwrap_or_else(|| {
            let longest = (1..PASTE_END.len()).rev().find(|count| self.pending.ends_with(&PASTE_END[..*count]));
            self.pending.len() - longest.unwrap_or(0)
        });
        let room = PASTE_LIMIT - paste.len();
        paste.extend(&self.pending[..text.min(room)]);
        if end.is_none() {
            self.pending.drain(..text);
            return false;
        }
        self.pending.drain(..text + PASTE_END.len());
        let text = String::from_utf8_lossy(paste).replace("\r\n", "\n").replace('\r', "\n");
        self.paste = None;
        found.push(Input::Paste(text));
        true
    }

    /// Throws away the rest of an endless answer; whether its end was found.
    fn skip_answer(&mut self) -> bool {
        let Some(end) = string_end(&self.pending) else {
            let keeps_escape = self.pending.last() == Some(&0x1b);
            self.pending.clear();
            if keeps_escape {
                self.pending.push(0x1b);
            }
            return false;
        };
        self.pending.drain(..end);
        self.skips_answer = false;
        true
    }
}

const fn with_alt(key: Key) -> Key {
    Key { code: key.code, modifiers: key.modifiers.with(Modifiers::ALT) }
}

fn step(bytes: &[u8]) -> Step {
    match bytes {
        [] | [0x1b] => Step::More,
        [0x1b, 0x1b, ..] => Step::Took(1, Some(Key::plain(Code::Esc))),
        [0x1b, b'[', rest @ ..] => csi(rest),
        [0x1b, b'O', rest @ ..] => ss3(rest),
        [0x1b, b']' | b'P' | b'X' | b'^' | b'_', rest @ ..] => match string_end(rest) {
            Some(end) => Step::Took(2 + end, None),
            None => Step::More,
        },
        [0x1b, rest @ ..] => match plain(rest) {
            Step::Took(count, key) => Step::Took(count + 1, key.map(with_alt)),
            other => other,
        },
        _ => plain(bytes),
    }
}

/// A key that is one character: a control code or a letter in UTF-8.
fn plain(bytes: &[u8]) -> Step {
    let Some(first) = bytes.first() else { return Step::More };
    let key = match *first {
        b'\r' | b'\n' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        // Some terminals send the one, some the other, for the same key.
        0x7f | 0x08 => Key::plain(Code::Backspace),
        0 => Key::ctrl(' '),
        control @ 1..=0x1a => Key::ctrl(char::from(control - 1 + b'a')),
        control @ 0x1c..=0x1f => Key::ctrl(char::from(control - 0x1c + b'4')),
        ascii @ 0x20..=0x7e => Key::plain(Code::Char(char::from(ascii))),
        _ => return letter(bytes),
    };
    Step::Took(1, Some(key))
}

fn letter(bytes: &[u8]) -> Step {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Step::Took(1, None),
    };
    let part = &bytes[..bytes.len().min(length)];
    match std::str::from_utf8(part) {
        Ok(text) => Step::Took(length, text.chars().next().map(|letter| Key::plain(Code::Char(letter)))),
        Err(error) if error.error_len().is_none() => Step::More,
        Err(_) => Step::Took(1, None),
    }
}

/// Where the control string that the bytes are inside of ends: behind BEL, or ST.
fn string_end(bytes: &[u8]) -> Option<usize> {
    let at = bytes.iter().position(|byte| matches!(byte, 0x07 | 0x1b | 0x18 | 0x1a))?;
    match bytes[at..] {
        [0x1b, b'\\', ..] => Some(at + 2),
        [0x1b] => None,
        // A new sequence begins: the string was broken off.
        [0x1b, ..] => Some(at),
        _ => Some(at + 1),
    }
}

const fn is_string(bytes: &[u8]) -> bool {
    matches!(bytes, [0x1b, b']' | b'P' | b'X' | b'^' | b'_', ..])
}

/// Keys after `ESC O`.
fn ss3(rest: &[u8]) -> Step {
    let Some(byte) = rest.first() else { return Step::More };
    let code = match *byte {
        b'M' => Code::Enter,
        b'I' => Code::Tab,
        b' ' => Code::Char(' '),
        // The numeric keypad in application mode.
        pad @ b'j'..=b'y' => Code::Char(char::from(pad - b'@')),
        b'X' => Code::Char('='),
        named => match named_key(named) {
            Some(code) => code,
            // No key: an escape sequence that another program left half-written must not swallow what follows.
            None if named == 0x1b => return Step::Took(2, Some(with_alt(Key::plain(Code::Char('O'))))),
            None => return Step::Took(3, None),
        },
    };
    Step::Took(3, Some(Key::plain(code)))
}

const fn named_key(byte: u8) -> Option<Code> {
    Some(match byte {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P' => Code::F(1),
        b'Q' => Code::F(2),
        b'R' => Code::F(3),
        b'S' => Code::F(4),
        _ => return None,
    })
}

/// Keys and answers after `ESC [`.
fn csi(rest: &[u8]) -> Step {
    // The Linux console's F1 to F5.
    if let [b'[', tail @ ..] = rest {
        return match tail {
            [] => Step::More,
            [byte @ b'A'..=b'E', ..] => Step::Took(4, Some(Key::plain(Code::F(byte - b'A' + 1)))),
            _ => Step::Took(3, None),
        };
    }
    let Some(end) = rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else { return Step::More };
    let (body, last) = (&rest[..end], rest[end]);
    let count = 2 + end + 1;
    if !(0x40..=0x7e).contains(&last) {
        // Broken off by something that is no part of a sequence: only the broken part goes.
        return Step::Took(count - 1, None);
    }
    // Private parameters and intermediate bytes: answers, never keys.
    if !body.iter().all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':')) {
        return Step::Took(count, None);
    }
    let body = std::str::from_utf8(body).unwrap_or_default();
    let numbers: Vec<u32> =
        body.split(';').map(|part| part.split(':').next().unwrap_or_default().parse().unwrap_or(0)).collect();
    let number = |at: usize| numbers.get(at).copied().unwrap_or(0);
    if last == b'~' && number(0) == 200 {
        return Step::Paste(count);
    }
    // A cursor report, which has a line number where F3 has a 1.
    if last == b'R' && number(0) > 1 {
        return Step::Took(count, None);
    }
    let released = body.split(';').nth(1).and_then(|mods| mods.split(':').nth(1)) == Some("3");
    let key = match last {
        b'~' if number(0) == 27 => coded(number(2), number(1)),
        b'~' => tilde(number(0)).map(|code| modified(code, number(1))),
        b'u' => coded(number(0), number(1)),
        b'Z' => Some(Key { code: Code::Tab, modifiers: Modifiers::SHIFT }),
        named => named_key(named).map(|code| modified(code, number(1))),
    };
    Step::Took(count, key.filter(|_| !released))
}

/// What a report of the mouse in the SGR form says: `ESC [ < button ; column ; row M`.
fn mouse(sequence: &[u8]) -> Option<Mouse> {
    let body = sequence.strip_prefix(b"\x1b[<")?.strip_suffix(b"M")?;
    let mut numbers = std::str::from_utf8(body).ok()?.split(';').map(str::parse::<u16>);
    let (button, x, y) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    // 4, 8 and 16 say what was held; 32 says that it moved.
    match button & !0b1_1100 {
        0 => Some(Mouse::Pressed { x: x.checked_sub(1)?, y: y.checked_sub(1)? }),
        64 => Some(Mouse::Up),
        65 => Some(Mouse::Down),
        _ => None,
    }
}

fn tilde(number: u32) -> Option<Code> {
    let function = |base: u32| u8::try_from(number - base).ok().map(Code::F);
    Some(match number {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => return function(10),
        17..=21 => return function(11),
        23 | 24 => return function(12),
        _ => return None,
    })
}

/// A key with the number that says what was held: 1 plus shift 1, alt 2, control 4.
fn modified(code: Code, number: u32) -> Key {
    let held = number.saturating_sub(1);
    let all = [(1, Modifiers::SHIFT), (2, Modifiers::ALT), (4, Modifiers::CTRL)];
    let modifiers = all.into_iter().filter(|(bit, _)| held & bit != 0).fold(Modifiers::NONE, |all, (_, one)| all.with(one));
    Key { code, modifiers }
}

/// A key told as the code point that it writes.
fn coded(point: u32, number: u32) -> Option<Key> {
    let code = match point {
        13 | 57414 => Code::Enter,
        9 => Code::Tab,
        27 => Code::Esc,
        8 | 127 => Code::Backspace,
        // The kitty protocol's numeric keypad.
        57399..=57408 => Code::Char(char::from_digit(point - 57399, 10)?),
        57409 => Code::Char('.'),
        57410 => Code::Char('/'),
        57411 => Code::Char('*'),
        57412 => Code::Char('-'),
        57413 => Code::Char('+'),
        0..=31 | 57344..=63743 => return None,
        _ => Code::Char(char::from_u32(point)?),
    };
    let key = modified(code, number);
    // A letter says its Shift itself, as it does when it comes alone.
    Some(match key.code {
        Code::Char(letter) if letter.is_alphabetic() && key.modifiers.has(Modifiers::SHIFT) => {
            let letter = letter.to_uppercase().next().unwrap_or(letter);
            modified(Code::Char(letter), 1 + ((number - 1) & !1))
        }
        _ => key,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decoded(bytes: &[u8]) -> Vec<Input> {
        let mut found = Vec::new();
        let mut decoder = Decoder::new();
        decoder.feed(bytes, Instant::now(), &mut found);
        decoder.give_up(&mut found);
        found
    }

    /// The input in a notation short enough for tables.
    fn told(bytes: &[u8]) -> String {
        let words: Vec<String> = decoded(bytes)
            .into_iter()
            .map(|input| match input {
                Input::Key(Key { code, modifiers }) => {
                    let mut word = String::new();
                    for (held, prefix) in [(Modifiers::CTRL, "C-"), (Modifiers::ALT, "A-"), (Modifiers::SHIFT, "S-")] {
                        word.push_str(if modifiers.has(held) { prefix } else { "" });
                    }
                    match code {
                        Code::Char(letter) => word.push(letter),
                        named => {
                            use std::fmt::Write as _;
                            let _ = write!(word, "{named:?}");
                        }
                    }
                    word
                }
                Input::Paste(text) => format!("paste{text:?}"),
                Input::Mouse(mouse) => format!("{mouse:?}"),
            })
            .collect();
        words.join(" ")
    }

    #[test]
    fn dialects_of_terminals() {
        for (bytes, expected) in [
            (&b"5"[..], "5"),
            ("нО".as_bytes(), "н О"),
            (b"\r\n\t\x7f\x08", "Enter Enter Tab Backspace Backspace"),
            (b"\x03\x1a\x00\x1c", "C-c C-z C-  C-4"),
            (b"\x1b", "Esc"),
            (b"\x1b\x1b[A", "Esc Up"),
            (b"\x1bx\x1b\xd1\x87", "A-x A-ч"),
            (b"\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D", "Up Down C-Right S-Left"),
            (b"\x1b[H\x1b[4~\x1b[1~\x1bOF\x1b[5~\x1b[6~\x1b[3~\x1b[2~", "Home End Home End PageUp PageDown Delete Insert"),
            (b"\x1bOP\x1b[11~\x1b[[A\x1b[[E\x1b[15~\x1b[17~\x1b[21~\x1b[24~", "F(1) F(1) F(1) F(5) F(5) F(6) F(10) F(12)"),
            (b"\x1b[Z", "S-Tab"),
            (b"\x1bOu\x1bOp\x1bOM\x1bOo", "5 0 Enter /"),
            (b"\x1b[27;5;1084~", "C-м"),
            (b"\x1b[1089::99;5u", "C-с"),
            (b"\x1b[1086:1054:106;2u", "О"),
            (b"\x1b[99;1:3u5", "5"),
            (b"\x1b[57404u\x1b[57414u", "5 Enter"),
            (b"\x1b[1;5R", "C-F(3)"),
        ] {
            assert_eq!(told(bytes), expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn answers_swallow_nothing() {
        for answer in [
            &b"\x1b[?2026;2$y"[..],
            b"\x1b[4;1$y",
            b"\x1b[?62;22c",
            b"\x1b[>0;276;0c",
            b"\x1b[12;40R",
            b"\x1b[?1u",
            b"\x1b]11;rgb:1212/3434/5656\x07",
            b"\x1b]11;rgb:1212/3434/5656\x1b\\",
            b"\x1bP>|xterm(390)\x1b\\",
            b"\x1bP1+r544e=787465726d\x1b\\",
            b"\x1b[<0;12;3M",
            b"\x1b[I",
            b"\x1b[O",
        ] {
            let bytes = [b"5", answer, b"4"].concat();
            assert_eq!(told(&bytes), "5 4", "{}", answer.escape_ascii());
            // The same, cut at any point.
            for cut in 0..bytes.len() {
                let mut found = Vec::new();
                let mut decoder = Decoder::new();
                decoder.feed(&bytes[..cut], Instant::now(), &mut found);
                decoder.feed(&bytes[cut..], Instant::now(), &mut found);
                assert_eq!(found.len(), 2, "{} cut at {cut}", answer.escape_ascii());
            }
        }
    }

    #[test]
    fn the_mouse_is_told_only_where_it_is_wanted() {
        let bytes = b"5\x1b[<0;12;3M\x1b[<0;12;3m\x1b[<64;1;1M\x1b[<65;1;1M\x1b[<2;4;4M\x1b[<32;4;4M\x1b[<0;0;0M4";
        assert_eq!(told(bytes), "5 4");
        let mut found = Vec::new();
        Decoder::new().with_mouse().feed(bytes, Instant::now(), &mut found);
        let mice: Vec<&Input> = found.iter().filter(|input| matches!(input, Input::Mouse(_))).collect();
        assert_eq!(
            mice,
            [&Input::Mouse(Mouse::Pressed { x: 11, y: 2 }), &Input::Mouse(Mouse::Up), &Input::Mouse(Mouse::Down)]
        );
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn a_paste_is_one_text() {
        assert_eq!(told(b"\x1b[200~5\r\n4\r\xd0\xbd\x1b[201~3"), "paste\"5\\n4\\nн\" 3");
        assert_eq!(told(b"\x1b[200~\x1b[A\x1b[2\x1b[201~"), "paste\"\\u{1b}[A\\u{1b}[2\"");
    }

    #[test]
    fn a_huge_paste_is_cut_and_ends() {
        let mut bytes = b"\x1b[200~".to_vec();
        bytes.extend(vec![b'5'; 3 * PASTE_LIMIT]);
        bytes.extend(b"\x1b[201~4");
        let found = decoded(&bytes);
        assert!(matches!(&found[0], Input::Paste(text) if text.len() == PASTE_LIMIT));
        assert_eq!(found[1], Input::Key(Key::plain(Code::Char('4'))));
    }

    #[test]
    fn an_endless_answer_is_thrown_away() {
        let mut bytes = b"\x1b]52;c;".to_vec();
        bytes.extend(vec![b'A'; 3 * ANSWER_LIMIT]);
        bytes.extend(b"\x1b\\5");
        assert_eq!(told(&bytes), "5");
    }

    proptest! {
        #[test]
        fn cutting_the_bytes_changes_nothing(bytes in prop::collection::vec(any::<u8>(), 0..60), cut in 0usize..60) {
            let cut = cut.min(bytes.len());
            let (mut whole, mut parts) = (Vec::new(), Vec::new());
            let mut decoder = Decoder::new();
            decoder.feed(&bytes, Instant::now(), &mut whole);
            let mut decoder = Decoder::new();
            decoder.feed(&bytes[..cut], Instant::now(), &mut parts);
            decoder.feed(&bytes[cut..], Instant::now(), &mut parts);
            prop_assert_eq!(whole, parts);
        }

        #[test]
        fn text_is_text(text in "[а-яА-ЯёЁ0-9 /]{0,30}") {
            let typed: String = decoded(text.as_bytes())
                .into_iter()
                .map(|input| match input {
                    Input::Key(Key { code: Code::Char(letter), .. }) => letter,
                    other => panic!("{other:?}"),
                })
                .collect();
            prop_assert_eq!(typed, text);
        }
    }
}
