//! A teacher at the end of a slow line: 9600 baud, 300 ms late in both directions. What arrives and what it costs in bytes is
//! asserted, never how long it takes.

use std::time::Duration;

use crate::cells;
use crate::terminal::{Line, Terminal};

/// Ten bits a byte.
const SLOW: Line = Line::Slow { rate: 960, delay: Duration::from_millis(300) };
/// What a whole lesson may cost in bytes, the first screen included: about 12 seconds of the line.
const BYTES: usize = 12_000;

#[test]
fn a_lesson_is_filled_over_a_slow_line() {
    let mut terminal = Terminal::demo_on((80, 24), "xterm-256color", SLOW);
    terminal.press("п3 17 29\r\r".as_bytes());
    terminal.wait("the grid", |screen| screen.contains("Журнал") && cells(screen, 3).last().is_some_and(|cell| cell == "н"));
    // A careful teacher, who sees every mark before the next; zeros step over who is absent, or was not asked.
    for (row, mark) in b"54\x0034".iter().enumerate() {
        let step = *mark == 0;
        terminal.press(if step { b"\x1b[B" } else { std::slice::from_ref(mark) });
        let mark = char::from(*mark).to_string();
        terminal.wait("the mark", |screen| step || cells(screen, 9).get(row) == Some(&mark));
    }
    // One who types ahead, as fast as fingers go, and waits for nothing.
    for mark in b"5\x0035\x00345" {
        terminal.press(if *mark == 0 { b"\x1b[B" } else { std::slice::from_ref(mark) });
    }
    terminal.press("у\x14Упр. 214, правило\r\x04".as_bytes());
    terminal.wait("the day, with the lesson filled", |screen| {
        let row = screen.lines().find(|line| line.contains("10:30") && line.contains("5А"));
        row.is_some_and(|row| row.matches('✓').count() == 3 && row.split_whitespace().any(|word| word == "10"))
            && screen.contains("⇅ 0")
    });
    let bytes = terminal.seen.0.lock().expect("nobody panics with it").bytes.len();
    assert!(bytes <= BYTES, "{bytes} bytes, {} seconds of the line", bytes / 960);
    terminal.press(b"\x1b[21~");
    terminal.end_of_work();
}
