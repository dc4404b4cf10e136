//! The program in a pseudo-terminal: what it leaves behind, what it survives, what it loses of what is typed (nothing).

#![cfg(all(unix, feature = "server"))]

mod count;
mod dialects;
mod guide;
mod review;
mod shared;
mod slow;
mod slow_disk;
mod terminal;
mod training;

use std::sync::mpsc;

use terminal::{Seen, Terminal, assert_restored};

/// What stands in the column of the lesson for the first pupils.
fn cells(screen: &str, lines: usize) -> Vec<String> {
    let heads: Vec<char> = screen.lines().nth(1).unwrap_or_default().chars().collect();
    let Some(at) = heads.iter().position(|c| *c == '▸') else { return Vec::new() };
    let of = |line: &str| line.chars().skip(at + 1).take(4).collect::<String>().trim_matches([' ', '…', '°']).to_owned();
    screen.lines().skip(4).take(lines).map(of).collect()
}

#[test]
fn a_lesson_is_filled_whatever_comes_between_the_keys() {
    let mut terminal = Terminal::demo((80, 24));
    {
        let seen = terminal.seen.0.lock().expect("nobody panics with it");
        let queries = [&b"\x1b[?1000h"[..], b"\x1b[c", b"\x1b[6n", b"\x1b[?u", b"\x1b]11;?", b"$p"];
        for query in queries {
            assert!(!seen.bytes.windows(query.len()).any(|window| window == query), "{}", query.escape_ascii());
        }
    }
    terminal.press(b"\r");
    terminal.wait("the grid", |screen| screen.contains("Журнал") && !cells(screen, 1).is_empty());
    // Answers of a terminal between marks, cut in the middle of a sequence.
    terminal.press(b"5\x1b[?2026;2$y");
    terminal.press(b"4\x1b[?62;2");
    terminal.press(b"2c3\x1b]11;rgb:1111/2222/3333\x1b\\2");
    terminal.wait("four marks", |screen| cells(screen, 4) == ["5", "4", "3", "2"]);
    // The key of an absence under both layouts: Y and н stand on one place.
    terminal.press(b"y");
    terminal.press("н".as_bytes());
    terminal.wait("two absences", |screen| {
        let cells = cells(screen, 6);
        cells.len() == 6 && !cells[4].is_empty() && cells[4] == cells[5]
    });
    // Arrows in both dialects, and back to overwrite nothing.
    terminal.press(b"\x1b[A\x1bOA\x1b[B");
    // A storm of sizes ends with the last one.
    for size in [(40, 12), (1, 1), (200, 60), (20, 5), (100, 30)] {
        terminal.resize(size);
    }
    terminal.wait("the grid in its last size", |screen| screen.contains("Журнал") && screen.lines().count() == 30);
    terminal.press(b"\x1b[21~");
    terminal.end_of_work();
}

#[test]
fn a_signal_leaves_the_terminal_clean() {
    for (signal, number) in [("-TERM", 15), ("-HUP", 1)] {
        let terminal = Terminal::demo((80, 24));
        terminal.signal(signal);
        assert_eq!(terminal.ended(), 128 + number, "{signal}");
    }
}

#[test]
fn suspending_lends_the_terminal_and_going_on_draws_the_screen_anew() {
    let mut terminal = Terminal::demo((80, 24));
    terminal.press(b"\r");
    terminal.wait("the grid", |screen| screen.contains("Журнал") && !cells(screen, 1).is_empty());
    terminal.press(b"5");
    terminal.wait("a mark", |screen| cells(screen, 1) == ["5"]);
    // By its key, and by the signal that a shell sends.
    for by_key in [true, false] {
        let before = terminal.seen.0.lock().expect("nobody panics with it").bytes.len();
        if by_key {
            terminal.press(b"\x1a");
        } else {
            terminal.signal("-TSTP");
        }
        let lent = |seen: &Seen| {
            let new = &seen.bytes[before..];
            [&b"\x1b[?1049l"[..], b"\x1b[?25h", b"\x1b[?2004l"]
                .iter()
                .all(|off| new.windows(off.len()).any(|window| window == *off))
        };
        terminal.wait_for("the terminal to be lent", lent);
        terminal.wait_stopped();
        let lent_at = terminal.seen.0.lock().expect("nobody panics with it").bytes.len();
        terminal.signal("-CONT");
        terminal.wait_for("the screen anew", |seen| {
            let new = String::from_utf8_lossy(&seen.bytes[lent_at..]);
            new.contains("\x1b[?1049h") && new.contains("Журнал") && cells(&terminal.screen(seen), 1) == ["5"]
        });
    }
    terminal.press(b"4");
    terminal.wait("the next mark", |screen| cells(screen, 2) == ["5", "4"]);
    terminal.signal("-TERM");
    assert_eq!(terminal.ended(), 128 + 15);
}

#[test]
fn a_mouse_that_is_wanted_is_given_back() {
    let home = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir_all(home.path()).expect("a folder");
    std::fs::write(home.path().join("config.toml"), "[terminal]\nmouse = \"on\"\n").expect("a file");
    let mut terminal = Terminal::start_in(home.path(), &["demo"], (80, 24));
    terminal.wait("the first screen", |screen| screen.contains("Сегодня") && screen.contains("5А"));
    // The second lesson of the day, by a click; the first, by the wheel.
    terminal.press(b"\x1b[<0;20;5M\x1b[<0;20;5m");
    terminal.wait("the second lesson", |screen| screen.lines().nth(4).is_some_and(|line| line.starts_with(" ▸ 2")));
    terminal.press(b"\x1b[<64;20;5M");
    terminal.wait("the first lesson", |screen| screen.lines().nth(3).is_some_and(|line| line.starts_with(" ▸ 1")));
    terminal.press(b"\x1b[21~");
    terminal.wait_for("the end", |seen| seen.is_over);
    let bytes = terminal.seen.0.lock().expect("nobody panics with it").bytes.clone();
    let last = |needle: &[u8]| bytes.windows(needle.len()).rposition(|window| window == needle);
    for (on, off) in [(b"\x1b[?1000h", b"\x1b[?1000l"), (b"\x1b[?1006h", b"\x1b[?1006l")] {
        assert!(last(on).is_some() && last(off) > last(on), "{}", on.escape_ascii());
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_seen() {
    let own = std::env::current_exe().expect("the test knows itself");
    let own = own.to_str().expect("a path in UTF-8");
    let terminal = Terminal::start(own, &["--exact", "panics_inside", "--ignored", "--nocapture"], (80, 24));
    terminal.wait_for("the report", |seen| String::from_utf8_lossy(&seen.bytes).contains("the invented defect"));
    let seen = terminal.seen.0.lock().expect("nobody panics with it");
    let report = String::from_utf8_lossy(&seen.bytes).find("the invented defect").expect("it was found");
    // Given back before the report, or it would be wiped with the alternate screen.
    assert_restored(&seen.bytes[..report]);
}

/// Not a test of its own: what the test above runs in a terminal.
#[test]
#[ignore = "run by a_panic_gives_the_terminal_back_and_is_seen"]
fn panics_inside() {
    if std::env::var_os("ZVONOK_PTY_CHILD").is_none() {
        return;
    }
    let (to, told) = mpsc::channel();
    zvonok::runtime::guard::hook_panics(to);
    let _guard = zvonok::runtime::guard::Guard::take().expect("the terminal is taken");
    let failed = std::thread::spawn(|| panic!("the invented defect")).join();
    assert!(failed.is_err() && !zvonok::runtime::guard::is_taken());
    assert!(matches!(told.recv(), Ok(zvonok::runtime::Message::Panicked)));
}
